"""``gng-desktop runs protocol``: train, score and tabulate the folds of a recipe; resumable."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from gng_desktop.core.progress import Progress
from gng_desktop.core.text import printable
from gng_desktop.datasets.items import DataError
from gng_desktop.modelstore.manifest import ROLES
from gng_desktop.runs.records import read_run
from gng_desktop.runs.table import Table
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
from gng_desktop.training.scoring import Steps
from gng_desktop.training.terminal import check_data, failed, shown


def protocol(options: argparse.Namespace) -> int:
    """Carry out ``runs protocol``; the same command resumes it. Return the exit code."""
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

    Results go into ``runs / NAME-protocol``. `device` replaces the recipe's own.

    Raises
    ------
    RecipeError, DataError
        If recipe or data cannot be used, or a fold failed.
    """
    recipe, how, found, recipes = _planned(path, data)
    folders = [runs / own.name for own in recipes]
    if recipe.model.frozen:
        from gng_desktop.training.frozen import frozen_folds

        shown(frozen_folds(recipe, how, found, folders, data))
    else:
        _train(recipe, how, found, recipes, data, runs, device)
    folder = runs / f"{recipe.name}-protocol"
    return write_protocol(folder, recipe.name, results(found, folders), folders)


def _planned(path: Path, data: Path) -> tuple[Recipe, Protocol, list[Fold], list[Recipe]]:
    recipe, how = load_recipe(path), load_protocol(path)
    check(recipe)
    if recipe.task != "classification":
        raise RecipeError("A protocol leaves out generators; name a classifier's recipe.")
    check_data(data)
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
    for own in recipes:
        _check_first(own, runs)
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
            shown(_score_fold(runs / own.name, recipe, data, fold, how))


def _check_first(fold: Recipe, runs: Path) -> None:
    """Raise DataError unless the run that a fold begins from left out the same."""
    name, part = fold.model.from_run, fold.data
    if not name:
        return
    try:
        first = read_run(runs / name).record["recipe"]["data"]
        same = (first["leave_out_generators"], first["leave_out_sources"]) == (
            list(part.leave_out_generators),
            list(part.leave_out_sources),
        )
    except DataError:
        same = False
    if not same:
        raise DataError(
            f"A fold begins from the run {name}, which is missing or left out something else; "
            "carry out the protocol of the recipe that this one begins from, with the same folds."
        )


def _score_fold(
    run: Path, recipe: Recipe, data: Path, fold: Fold, protocol: Protocol
) -> Steps[None]:
    """Score a fold's trained run and write `SCORES` into its folder."""
    from gng_desktop.training.exporting import export_run, face_cache
    from gng_desktop.training.scoring import score_steps

    items = scored(recipe, data, fold, protocol)
    with TemporaryDirectory() as temporary:
        yield Progress(0, len(items), fold.name)
        engine = export_run(run, Path(temporary))
        faces = face_cache(recipe, run.parent)
        view = ROLES[recipe.role].view
        raw = yield from score_steps(engine, items, faces, view, False, fold.name)
    write_scores(run / SCORES, items, fold, raw)
