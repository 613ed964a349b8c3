"""``gng-desktop models``: list models, make one of a run, go back to the one before."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from gng_desktop.core.text import printable
from gng_desktop.modelstore import ModelError, find_models, read_changes, roll_back
from gng_desktop.modelstore.changes import Named, folder_of
from gng_desktop.training.terminal import failed, quiet_tensorflow


def models(options: argparse.Namespace) -> int:
    """Carry out ``models list``, ``add``, ``roll-back`` or ``log``; return the exit code."""
    act = {"list": _list, "add": _add, "roll-back": _roll_back, "log": _log}[options.action]
    try:
        return act(options)
    except ModelError as error:
        return failed(error)


def _list(options: argparse.Namespace) -> int:
    inventory = find_models(options.models)
    for role, model in inventory.models.items():
        print(f"{role:20s} {model.label}  {model.folder}")
    for problem in inventory.problems:
        print(printable(problem), file=sys.stderr)
    return int(bool(inventory.problems))


def _add(options: argparse.Namespace) -> int:
    quiet_tensorflow()
    from gng_desktop.datasets.items import DataError
    from gng_desktop.training.publish import load_run, publish
    from gng_desktop.training.recipe import RecipeError

    try:
        recipe, _ = load_run(options.run)
        target: Path = folder_of(recipe.role, options.into)
        model = publish(options.run, options.data, target, options.replace, options.protocol)
    except (DataError, RecipeError, ValueError) as error:
        return failed(error)
    print(f"{model.label}  {model.folder}")
    return 0


def _roll_back(options: argparse.Namespace) -> int:
    done = roll_back(options.role, options.models)
    print(f"{_label(Named.of(done.before))} -> {done.after.label}  {done.after.folder}")
    return 0


def _log(options: argparse.Namespace) -> int:
    if options.models is not None and not options.models.is_dir():
        raise ModelError(f"Models folder {options.models} does not exist; name an existing folder.")
    for c in read_changes(options.models):
        labels = f"{_label(c.before)} -> {_label(c.after)}"
        print(printable(f"{c.time}  {c.action:9s}  {c.role}  {labels}"))
    return 0


def _label(model: Named | None) -> str:
    return model.label if model else "none"
