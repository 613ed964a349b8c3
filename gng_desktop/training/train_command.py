"""``gng-desktop train``: one recipe, with events for a window or lines for a terminal."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from gng_desktop.core.progress_bar import ProgressBar, say
from gng_desktop.training.terminal import BarWatcher, check_data, failed, quiet_tensorflow

if TYPE_CHECKING:
    from gng_desktop.training.events import Watcher
    from gng_desktop.training.recipe import Recipe


def train(options: argparse.Namespace) -> int:
    """Train, queue or estimate as the options say; return the exit code.

    ``options.device``, where it is given, goes before the recipe's own.
    """
    ways = [bool(options.recipe), bool(options.queue), bool(options.grid)]
    if sum(ways) != 1:
        print("train: name a recipe, or --queue, or --grid; one of them.", file=sys.stderr)
        return 2
    if options.queue or options.grid:
        from gng_desktop.training.queue_command import train_queue

        return train_queue(options)
    quiet_tensorflow()
    if options.events:
        return _observed(options)
    return _plain(options)


def prepared(options: argparse.Namespace) -> Recipe:
    """Read the recipe, within a form's limits, and take its device; then Keras may be imported."""
    from gng_desktop.training.devices import claim
    from gng_desktop.training.recipe import load_recipe, naming
    from gng_desktop.training.recipe_schema import check

    recipe = load_recipe(options.recipe)
    with naming(options.recipe):
        check(recipe)
    if getattr(options, "from_pool", None):
        from gng_desktop.training.from_pool import with_pool

        recipe = with_pool(recipe, options.from_pool)
    device = options.device or recipe.fit.device
    claim(device)
    check_data(options.data)
    return replace(recipe, fit=replace(recipe.fit, device=device))


def rows(options: argparse.Namespace, recipe: Recipe, *watchers: Watcher) -> Iterator[Any]:
    """Train `recipe`, yielding the row of each epoch, with event files and learning curves."""
    from gng_desktop.training.event_files import EventFiles
    from gng_desktop.training.events import Preparing, Watchers
    from gng_desktop.training.exporting import face_cache
    from gng_desktop.training.fit import train as fit
    from gng_desktop.training.observing import SAMPLES

    every = Watchers(EventFiles(recipe, SAMPLES), *watchers)
    if recipe.stripped_by or recipe.model.from_run:
        every.notify(Preparing("faces"))
    faces = face_cache(recipe, options.runs)
    yield from fit(recipe, options.data, options.runs, faces, options.resume, every)


def _plain(options: argparse.Namespace) -> int:
    from gng_desktop.training.errors import known

    recipe = run = None
    try:
        recipe = prepared(options)
        if options.estimate:
            from gng_desktop.training.estimate import estimate, sentences

            print("\n".join(sentences(estimate(recipe, options.data, options.runs))))
            return 0
        run = options.runs / recipe.name
        with ProgressBar() as bar:
            for row in rows(options, recipe, BarWatcher(bar)):
                figures = "  ".join(f"{k} {v:.4f}" for k, v in row.items() if k != "epoch")
                say(f"epoch {row['epoch']:3d}  {figures}")
    except Exception as error:
        explained = known(error, recipe, run)
        if explained is None:
            raise
        return failed(explained[1])
    print(f"Run {run} is finished; 'models add' makes a model of it.")
    return 0


def _observed(options: argparse.Namespace) -> int:
    from gng_desktop.training.observing import Observer, Steering, take_output

    steering = Steering()
    observer = Observer(take_output(), steering)
    steering.listen()
    from gng_desktop.runs.records import finished_epochs
    from gng_desktop.training.errors import Leave, failure
    from gng_desktop.training.events import Interrupted, Preparing

    recipe = run = None
    try:
        observer.notify(Preparing("program"))
        recipe = prepared(options)
        run = options.runs / recipe.name
        if options.estimate:
            from gng_desktop.training.estimate import estimate

            observer.notify(estimate(recipe, options.data, options.runs, observer))
            return 0
        for _ in rows(options, recipe, observer):
            pass
    except (Leave, KeyboardInterrupt):
        observer.notify(Interrupted(finished_epochs(run) if run else 0))
        return 1
    except Exception as error:
        observer.notify(failure(error, recipe, run))
        return 1
    return 0
