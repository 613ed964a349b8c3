"""The commands of training: train, and runs."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from gng_desktop.commands.parsing import DEVICES, Command

_IN = "training.runs_command:"  # module of the functions that carry out most actions of ``runs``


class _RecipeHelp(argparse.Action):
    """Prints every key of a recipe and ends, as ``--help`` does."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str | None = None) -> None:
        super().__init__(option_strings, argparse.SUPPRESS, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from gng_desktop.training.recipe_schema import help_text  # brings OpenCV

        print(help_text())
        parser.exit()


def _pool(text: str) -> Path:
    from gng_desktop.training.from_pool import default_pool

    return Path(text) if text else default_pool()


def add_train(whole: Command) -> None:
    """Add ``train``."""
    train = whole.command(
        "train",
        "train a recipe, a queue or a grid of them into run folders",
        "training.train_command:train",
        "Training",
    )
    train.path("recipe", "RECIPE.toml", nargs="?")
    train.shared("--data", "--runs")
    train.flag("--resume", "resume an interrupted run")
    _other_device(train)
    text = "print every key of a recipe and exit"
    train.add_argument("--help-recipe", action=_RecipeHelp, help=text)
    train.path("--queue", "RUNS", "train the queue of a folder of runs")
    train.path("--grid", "GRID.toml", "queue the recipes of a grid and train them")
    train.flag("--estimate", "measure how long it would take, without training")
    text = "train on the original data and a feedback pool (default: the user's)"
    train.text("--from-pool", "DIR", text, nargs="?", const="", type=_pool)
    train.flag("--events", "print JSON lines for a controlling program")


def _other_device(command: Command) -> None:
    command.text("--device", DEVICES, "instead of the recipe's")


def add_runs(whole: Command) -> None:
    """Add ``runs`` and its actions."""
    runs = whole.command(
        "runs",
        "list, compare and test runs, and make the thesis tables from them",
        full_only="Looking at runs",
    ).begin()
    listing = runs.command("list", "list the runs in a folder", _IN + "list_runs")
    listing.path("runs", "RUNS", nargs="?", default=Path("runs"))
    listing.flag("--csv", "print a CSV with every column")
    showing = runs.command("show", "print everything known about a run", _IN + "show")
    showing.path("run", "RUN")
    comparing = runs.command("compare", "compare two or more runs", _IN + "compare")
    comparing.path("run", "RUN", nargs="+")
    comparing.path("--out", "DIR", "write tables and curves there")
    text = "test a run; writes metrics.json and plots/"
    testing = runs.command("evaluate", text, _IN + "evaluate")
    testing.path("run", "RUN")
    testing.shared("--data", "--flip")
    folds = runs.command(
        "protocol",
        "train a recipe without each generator and real source, and test on it",
        _IN + "protocol",
    )
    folds.path("recipe", "RECIPE", "TOML, with a table [protocol]")
    folds.shared("--data", "--runs")
    folds.path("--out", "DIR", "also write the table and plot there")
    _other_device(folds)
    folds.flag("--list", "only list the folds")
    text = "print a published table from a folder of runs"
    table = runs.command("table", text, _IN + "table")
    tables = ("4.1", "4.2", "4.3", "4.4", "openforensics", "deepfeaturex", "udfd")
    text = f"{', '.join(tables)} with a number 1 to 4"
    table.text("table", "TABLE", text, choices=tables)
    numbers = ("1", "2", "3", "4", "")
    table.text("number", "NUMBER", "of deepfeaturex' table", nargs="?", choices=numbers, default="")
    table.path("runs", "RUNS")
    table.path("--out", "FILE", "export it as .csv, .md, .tex or .png")
    protecting = runs.command(
        "protector",
        "train a classifier run's protector against wrong labels, and measure it",
        "training.protector_command:protector",
    )
    protecting.path("run", "RUN")
    protecting.shared("--data")
    protecting.path("--into", "MODEL", "also put it into the model made of the run")
    exporting = runs.command("export", "write runs into an MLflow store", _IN + "export")
    exporting.path("runs", "RUNS", "folder of runs, or one run")
    text = "a folder, which gets an SQLite store, or a tracking URI"
    exporting.text("--mlflow", "DIR|URI", text, required=True)
    exporting.text("--experiment", "NAME", default="gng-desktop")
    _add_mistakes(runs)
    _add_studies(runs)


def _add_mistakes(runs: Command) -> None:
    worst = runs.command(
        "worst", "find the test images a run gets most wrong", "casework.mistakes_command:worst"
    )
    worst.path("run", "RUN")
    worst.shared("--data")
    worst.number("--count", 1, 1000, "how many", 12)
    worst.flag("--maps", "add SHAP maps, or the wrong pixels of a segmenter")
    matrix = runs.command(
        "matrix",
        "draw which test images classifiers get wrong, with Grad-CAM and attention",
        "casework.mistake_matrix:matrix",
    )
    matrix.path("run", "RUN", nargs="+")
    matrix.shared("--data")
    matrix.path("--out", "DIR", required=True)
    matrix.number("--count", 1, 40, "how many images", 8)


def _add_studies(runs: Command) -> None:
    study = runs.command(
        "study",
        "train and test the recipes of a study and write its document",
        "casework.study:study",
    )
    sources = runs.command(
        "sources",
        "train and test the recipes of documents 002 to 004, write their tables",
        "casework.sources:sources",
    )
    for command in (study, sources):
        command.path("recipes", "RECIPES", "folder of TOML files")
        command.shared("--data", "--runs")
        command.path("--models", "DIR")
    study.path("--out", "FILE.md", required=True)
    study.number("--images", 4, 10_000, "test images whose regions are explained", 60)
    sources.path("--out", "FILE.md", "gets its own section", required=True)
    text = "test images whose faces are pasted onto others"
    sources.number("--images", 4, 10_000, text, 120)
    sources.path("--readme", "FILE.md", "gets the table of systems")
