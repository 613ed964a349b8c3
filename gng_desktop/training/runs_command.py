"""``gng-desktop runs``: list, show, compare and test runs, and the thesis's tables of them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from gng_desktop.core.text import printable
from gng_desktop.datasets.items import DataError
from gng_desktop.modelstore import ModelError
from gng_desktop.training.terminal import failed, quiet_tensorflow, unwritable


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
    }[options.action]
    try:
        return act(options)
    except (DataError, ModelError) as error:
        return failed(error)


def _list(options: argparse.Namespace) -> int:
    from gng_desktop.training.history import history_csv, summaries
    from gng_desktop.training.runs_text import overview

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
    from gng_desktop.training.runs_text import description

    print(description(options.run), end="")
    return 0


def _compare(options: argparse.Namespace) -> int:
    from gng_desktop.training.comparison import compare
    from gng_desktop.training.comparison_text import text, write_comparison

    found = compare(options.run)
    print(text(found), end="")
    if options.out is not None:
        try:
            write_comparison(found, options.out)
        except OSError as error:
            return unwritable(options.out, error)
    return 0


def _table(options: argparse.Namespace) -> int:
    from gng_desktop.training.records import read_runs
    from gng_desktop.training.table import check_suffix
    from gng_desktop.training.tables import TABLES

    out: Path | None = options.out
    if out is not None:
        check_suffix(out)
    table = TABLES[options.table](read_runs(options.runs))
    print(table.markdown())
    if out is not None:
        try:
            table.write(out)
        except OSError as error:
            return unwritable(out, error)
    return 0


def _test(options: argparse.Namespace) -> int:
    quiet_tensorflow()
    from gng_desktop.training.publish import evaluate_run
    from gng_desktop.training.recipe import RecipeError
    from gng_desktop.training.records import METRICS

    try:
        evaluate_run(options.run, options.data, flip=options.flip)
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
