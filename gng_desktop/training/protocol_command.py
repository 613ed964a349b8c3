"""``gng-desktop runs protocol``: train, score and tabulate the folds of a recipe; resumable."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Sequence

from gng_desktop.datasets.items import DataError
from gng_desktop.files import printable
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
    score_fold,
)
from gng_desktop.training.protocol_results import results, write_protocol
from gng_desktop.training.queue import Queue, put
from gng_desktop.training.queue_command import through
from gng_desktop.training.recipe import Recipe, RecipeError, load_recipe
from gng_desktop.training.recipe_schema import check
from gng_desktop.training.terminal import failed


def protocol(options: argparse.Namespace) -> int:
    """Carry out ``runs protocol``; the same command goes on where it was broken off.

    Returns
    -------
    int
        0; 1 if a fold failed or something cannot be used.

    Raises
    ------
    RecipeError, DataError
        If recipe or data cannot be used.
    """
    recipe, how = load_recipe(options.recipe), load_protocol(options.recipe)
    check(recipe)
    if recipe.task != "classification":
        raise RecipeError("A protocol leaves out generators; name a classifier's recipe.")
    if not options.data.is_dir():
        raise DataError(f"The data folder {options.data} does not exist; name another by --data.")
    found = folds(faces_of(recipe, options.data), how)
    recipes = fold_recipes(recipe, how, found)
    if options.list:
        for fold, own in zip(found, recipes, strict=True):
            left_out = ", ".join((*fold.generators, *fold.sources))
            print(printable(f"{own.name}: {left_out}"))
        return 0
    runs = [options.runs / own.name for own in recipes]
    try:
        if recipe.model.frozen:
            from gng_desktop.training.frozen import frozen_folds

            _show(frozen_folds(recipe, how, found, runs, options.data))
        elif not _trained(recipe, how, found, recipes, options):
            return 1
        folder = options.runs / f"{recipe.name}-protocol"
        table = write_protocol(folder, recipe.name, results(found, runs), runs)
        if options.out is not None:
            options.out.mkdir(parents=True, exist_ok=True)
            for suffix in (".csv", ".md", ".png"):
                target = options.out / f"protocol_{recipe.name}{suffix}"
                shutil.copyfile(folder / f"protocol{suffix}", target)
    except OSError as error:
        return failed(f"{options.runs} cannot be written to ({error.strerror or error}).")
    print(table.markdown())
    return 0


def _trained(
    recipe: Recipe,
    how: Protocol,
    found: Sequence[Fold],
    recipes: Sequence[Recipe],
    options: argparse.Namespace,
) -> bool:
    """Train and score the folds that are not yet; tell whether all are."""
    queue = Queue(options.runs)
    done = {r.name for r in recipes if finished(options.runs, r)}
    for own in recipes:
        if own.name not in done:  # its scores are of another recipe, or there are none
            (options.runs / own.name / SCORES).unlink(missing_ok=True)
    put(queue, list(recipes), lambda r: r.name in done)
    print(f"{len(recipes)} folds, of which {len(done)} are trained already.", flush=True)
    if len(done) < len(recipes) and through(queue, options.data, options.device or ""):
        return False
    for fold, own in zip(found, recipes, strict=True):
        run = options.runs / own.name
        if not (run / SCORES).exists():
            _show(score_fold(run, recipe, options.data, fold, how))
    return True


def _show(steps: object) -> None:
    """Go through `steps`, with a line on a terminal."""
    terminal = sys.stderr.isatty()
    for step in steps:  # type: ignore[attr-defined]
        if terminal and isinstance(step, Progress):
            text = printable(f"{step.done}/{step.total or '?'} {step.text}")
            print(f"\r{text[:78]:78s}", end="", file=sys.stderr, flush=True)
    if terminal:
        print(f"\r{'':78s}\r", end="", file=sys.stderr)
