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
from gng_desktop.modelstore import ModelError
from gng_desktop.training.terminal import failed, quiet_tensorflow, unwritable

if TYPE_CHECKING:
    from gng_desktop.runs.records import Run
    from gng_desktop.runs.table import Table


def runs(options: argparse.Namespace) -> int:
    """Carry out ``runs list``, ``show``, ``compare``, ``table``, ``evaluate``, ``protocol``.

    Returns
    -------
    int
        The exit code.
    """
    act = {
        "list": _list,
        "show": _show,
        "compare": _compare,
        "table": _table,
        "evaluate": _test,
        "protocol": _protocol,
        "export": _export,
    }[options.action]
    try:
        return act(options)
    except (DataError, ModelError) as error:
        return failed(error)


def _list(options: argparse.Namespace) -> int:
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


def _show(options: argparse.Namespace) -> int:
    from gng_desktop.runs.text import description

    print(description(options.run), end="")
    return 0


def _compare(options: argparse.Namespace) -> int:
    from gng_desktop.runs.comparison import compare, text, write_comparison
    from gng_desktop.training.recipe import completed

    found = compare(options.run, completed)
    print(text(found), end="")
    if options.out is not None:
        try:
            write_comparison(found, options.out)
        except OSError as error:
            return unwritable(options.out, error)
    return 0


def _table(options: argparse.Namespace) -> int:
    from gng_desktop.runs.records import read_runs
    from gng_desktop.runs.table import check_suffix

    out: Path | None = options.out
    if out is not None:
        check_suffix(out)
    made = _tables(options.table, options.number)
    tables = [make(read_runs(options.runs)) for make in made]
    for table in tables:
        print(table.markdown())
    if out is not None:
        try:
            tables[0].write(out)
            for n, table in enumerate(tables[1:], 2):
                table.write(out.with_stem(f"{out.stem}-{n}"))
        except OSError as error:
            return unwritable(out, error)
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


def _export(options: argparse.Namespace) -> int:
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


def _test(options: argparse.Namespace) -> int:
    quiet_tensorflow()
    from gng_desktop.runs.records import METRICS
    from gng_desktop.training.publish import evaluation_steps
    from gng_desktop.training.recipe import RecipeError

    try:
        result_of(evaluation_steps(options.run, options.data, flip=options.flip))
    except RecipeError as error:
        return failed(error)
    print(options.run / METRICS)
    return 0


def _protocol(options: argparse.Namespace) -> int:
    quiet_tensorflow()
    from gng_desktop.training.protocol_command import protocol
    from gng_desktop.training.recipe import RecipeError

    try:
        return protocol(options)
    except RecipeError as error:
        return failed(error)
