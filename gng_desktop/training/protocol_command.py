"""``gng-desktop runs protocol``: train, score and tabulate the folds of a recipe; resumable."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from gng_desktop.core.text import printable
from gng_desktop.datasets.items import DataError
from gng_desktop.datasets.loading import VIEWS
from gng_desktop.progress import Progress
from gng_desktop.training.grid import finished
from gng_desktop.training.preparing import faces_of
from gng_desktop.training.protocol import (
    SCORES,
    Fold,
    Protocol,
    fold_recipes,
    folds,
    load_protocol,
    scored,
    write_scores,
)
from gng_desktop.training.protocol_results import results, write_protocol
from gng_desktop.training.queue import Queue, put
from gng_desktop.training.queue_command import through
from gng_desktop.training.recipe import Recipe, RecipeError, load_recipe
from gng_desktop.training.recipe_schema import check
from gng_desktop.training.steps import Steps
from gng_desktop.training.table import Table
from gng_desktop.training.terminal import failed


def protocol(options: argparse.Namespace) -> int:
    """Carry out ``runs protocol``; the same command resumes it.

    Returns
    -------
    int
        0; 1 if something cannot be written.

    Raises
    ------
    RecipeError, DataError
        As `protocol_of` does.
    """
    if options.list:
        for fold, own in zip(*_planned(options.recipe, options.data)[2:], strict=True):
            left_out = ", ".join((*fold.generators, *fold.sources))
            print(printable(f"{own.name}: {left_out}"))
        return 0
    try:
        table = protocol_of(options.recipe, options.data, options.runs, options.device or "")
        if options.out is not None:
            options.out.mkdir(parents=True, exist_ok=True)
            name = load_recipe(options.recipe).name
            for suffix in (".csv", ".md", ".png"):
                source = options.runs / f"{name}-protocol" / f"protocol{suffix}"
                shutil.copyfile(source, options.out / f"protocol_{name}{suffix}")
    except OSError as error:
        where = printable(error.filename or options.runs)
        return failed(f"{where} cannot be written ({error.strerror or error}).")
    print(table.markdown())
    return 0


def protocol_of(path: Path, data: Path, runs: Path, device: str = "") -> Table:
    """Train and score the folds of a recipe that are not yet, and write what they found.

    Parameters
    ----------
    path : Path
        The recipe's TOML file.
    data, runs : Path
        The data folder and the folder of runs; results go into ``runs / NAME-protocol``.
    device : str
        Instead of the recipe's own.

    Returns
    -------
    Table

    Raises
    ------
    RecipeError, DataError
        If recipe or data cannot be used, or a fold failed.
    """
    recipe, how, found, recipes = _planned(path, data)
    folders = [runs / own.name for own in recipes]
    if recipe.model.frozen:
        from gng_desktop.training.frozen import frozen_folds

        _show(frozen_folds(recipe, how, found, folders, data))
    else:
        _train(recipe, how, found, recipes, data, runs, device)
    folder = runs / f"{recipe.name}-protocol"
    return write_protocol(folder, recipe.name, results(found, folders), folders)


def _planned(path: Path, data: Path) -> tuple[Recipe, Protocol, list[Fold], list[Recipe]]:
    recipe, how = load_recipe(path), load_protocol(path)
    check(recipe)
    if recipe.task != "classification":
        raise RecipeError("A protocol leaves out generators; name a classifier's recipe.")
    if not data.is_dir():
        raise DataError(f"The data folder {data} does not exist; name another by --data.")
    found = folds(faces_of(recipe, data), how)
    return recipe, how, found, fold_recipes(recipe, how, found)


def _train(
    recipe: Recipe,
    how: Protocol,
    found: Sequence[Fold],
    recipes: Sequence[Recipe],
    data: Path,
    runs: Path,
    device: str,
) -> None:
    queue = Queue(runs)
    done = {r.name for r in recipes if finished(runs, r)}
    for own in recipes:
        if own.name not in done:  # its scores are of another recipe, or there are none
            (runs / own.name / SCORES).unlink(missing_ok=True)
    put(queue, list(recipes), lambda r: r.name in done)
    print(f"{len(recipes)} folds, of which {len(done)} are trained already.", flush=True)
    if len(done) < len(recipes) and through(queue, data, device):
        raise DataError("Not all folds are trained; the same command resumes them.")
    for fold, own in zip(found, recipes, strict=True):
        if not (runs / own.name / SCORES).exists():
            _show(_score_fold(runs / own.name, recipe, data, fold, how))


def _show(steps: object) -> None:
    """Go through `steps`, with a line on a terminal."""
    terminal = sys.stderr.isatty()
    for step in steps:  # type: ignore[attr-defined]
        if terminal and isinstance(step, Progress):
            text = printable(f"{step.done}/{step.total or '?'} {step.text}")
            print(f"\r{text[:78]:78s}", end="", file=sys.stderr, flush=True)
    if terminal:
        print(f"\r{'':78s}\r", end="", file=sys.stderr)


def _score_fold(
    run: Path, recipe: Recipe, data: Path, fold: Fold, protocol: Protocol
) -> Steps[None]:
    """Score a fold's trained run and write `SCORES` into its folder.

    Parameters
    ----------
    run : Path
        The fold's.
    recipe : Recipe
        The whole one.
    """
    from gng_desktop.training.evaluate import score_steps
    from gng_desktop.training.publish import export_run, face_cache

    items = scored(recipe, data, fold, protocol)
    with TemporaryDirectory() as temporary:
        yield Progress(0, len(items), fold.name)
        engine = export_run(run, Path(temporary))
        faces = face_cache(recipe, run.parent)
        view = VIEWS[recipe.role]
        raw = yield from score_steps(engine, items, faces, view, False, fold.name)
    write_scores(run / SCORES, items, fold, raw)
