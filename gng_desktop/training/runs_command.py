"""``gng-desktop runs``: list, show, compare and test runs, and the thesis's tables of them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gng_desktop.core.progress import result_of
from gng_desktop.core.text import printable
from gng_desktop.datasets.items import DataError
from gng_desktop.training.terminal import quiet_tensorflow, writing

if TYPE_CHECKING:
    from gng_desktop.runs.records import Run
    from gng_desktop.runs.table import Table


def list_runs(options: argparse.Namespace) -> int:
    """Print the runs of a folder; the exit code is 1 if one is damaged."""
    from gng_desktop.runs.history import history_csv, summaries
    from gng_desktop.runs.text import overview

    found = list(summaries(options.runs))
    if options.csv:
        sys.stdout.write(history_csv(found))
    else:
        print(overview([s for s in found if not s.problem]), end="")
    problems = [s.problem for s in found if s.problem]
    for problem in problems:
        print(printable(problem), file=sys.stderr)
    return int(bool(problems))


def show(options: argparse.Namespace) -> int:
    """Print all that is known of a run."""
    from gng_desktop.runs.text import description

    print(description(options.run), end="")
    return 0


def compare(options: argparse.Namespace) -> int:
    """Print a comparison of runs, and write it to ``options.out`` if that is given."""
    from gng_desktop.runs import comparison
    from gng_desktop.training.recipe import completed

    found = comparison.compare(options.run, completed)
    print(comparison.text(found), end="")
    if options.out is not None:
        with writing(options.out):
            comparison.write_comparison(found, options.out)
    return 0


def table(options: argparse.Namespace) -> int:
    """Print a published table made from a folder of runs, and write it if ``--out`` is given."""
    from gng_desktop.runs.records import read_runs
    from gng_desktop.runs.table import check_suffix

    out: Path | None = options.out
    if out is not None:
        check_suffix(out)
    made = _tables(options.table, options.number)
    tables = [make(read_runs(options.runs)) for make in made]
    for found in tables:
        print(found.markdown())
    if out is not None:
        with writing(out):
            for n, found in enumerate(tables, 1):
                found.write(out if n == 1 else out.with_stem(f"{out.stem}-{n}"))
    return 0


def _tables(name: str, number: str) -> list[Callable[[Sequence[Run]], Table]]:
    """Return the makers of a table of the thesis or of those of another document."""
    from gng_desktop.runs import tables

    if name == "openforensics":
        return [tables.openforensics, tables.resolution, tables.perturbations]
    if name == "deepfeaturex":
        return [tables.DEEPFEATUREX[number or "1"]]
    if name == "udfd":
        return [tables.udfd_table]
    return [tables.TABLES[name]]


def export(options: argparse.Namespace) -> int:
    """Write runs into an MLflow store and print which were written."""
    from gng_desktop.runs.records import RUN, read_run, read_runs
    from gng_desktop.runs.tracking import export_mlflow

    one = (options.runs / RUN).exists()
    found = [read_run(options.runs)] if one else read_runs(options.runs)
    if not found:
        raise DataError(f"{options.runs} holds no runs; name the folder that holds them.")
    written = export_mlflow(found, options.mlflow, options.experiment)
    for name in written:
        print(printable(f"exported {name}"))
    print(f"{len(written)} of {len(found)} runs were new or had changed.")
    return 0


def evaluate(options: argparse.Namespace) -> int:
    """Test a run and print where its figures are."""
    quiet_tensorflow()
    from gng_desktop.runs.records import METRICS
    from gng_desktop.training.publish import evaluation_steps

    result_of(evaluation_steps(options.run, options.data, flip=options.flip))
    print(options.run / METRICS)
    return 0


def protocol(options: argparse.Namespace) -> int:
    """Train, score and tabulate the folds of a recipe, TensorFlow silenced before it is loaded."""
    quiet_tensorflow()
    from gng_desktop.training import protocol_command

    return protocol_command.protocol(options)
