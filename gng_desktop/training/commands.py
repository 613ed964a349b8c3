"""``gng-desktop train`` and ``gng-desktop models``."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from dataclasses import replace
from pathlib import Path

from gng_desktop.modelstore import ModelError, find_models
from gng_desktop.modelstore.inventory import user_folder


def _quiet_tensorflow() -> None:
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    logging.getLogger("tensorflow").setLevel(logging.ERROR)


def train(options: argparse.Namespace) -> int:
    """Train ``options.recipe``, printing a line per epoch; return the exit code.

    ``options.device``, where it is given, goes before the recipe's own.
    """
    _quiet_tensorflow()
    from gng_desktop.datasets.items import DataError
    from gng_desktop.training.devices import claim
    from gng_desktop.training.recipe import RecipeError, load_recipe

    try:
        recipe = load_recipe(options.recipe)
        device = options.device or recipe.fit.device
        claim(device)  # before the imports that start Keras
        from gng_desktop.training.fit import train as fit
        from gng_desktop.training.publish import face_cache
        from gng_desktop.training.results import write_curves

        recipe = replace(recipe, fit=replace(recipe.fit, device=device))
        faces = face_cache(recipe, options.runs)
        for row in fit(recipe, options.data, options.runs, faces, options.resume):
            figures = "  ".join(f"{k} {v:.4f}" for k, v in row.items() if k != "epoch")
            print(f"epoch {row['epoch']:3d}  {figures}", flush=True)
    except (DataError, RecipeError, ModelError) as error:
        print(error, file=sys.stderr)
        return 1
    write_curves(options.runs / recipe.name)
    print(f"Run {options.runs / recipe.name} is finished; 'models add' makes a model of it.")
    return 0


def models(options: argparse.Namespace) -> int:
    """List the models in use, or make one of a run; return the exit code."""
    if options.action == "list":
        inventory = find_models(options.models)
        for role, model in inventory.models.items():
            print(f"{role:20s} {model.label}  {model.folder}")
        for problem in inventory.problems:
            print(problem, file=sys.stderr)
        return int(bool(inventory.problems))
    _quiet_tensorflow()
    from gng_desktop.datasets.items import DataError
    from gng_desktop.training.publish import load_run, publish
    from gng_desktop.training.recipe import RecipeError

    try:
        recipe, _ = load_run(options.run)
        target: Path = (options.into or user_folder()) / recipe.role.replace("_", "-")
        model = publish(options.run, options.data, target, options.replace)
    except (DataError, RecipeError, ModelError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{model.label}  {model.folder}")
    return 0


def pseudo_label(options: argparse.Namespace) -> int:
    """Write masks by ``options.model`` for the training images of ``options.index``.

    ``options.out`` becomes the folder of masks and index, ``options.confidence`` is the lowest
    probability believed, ``options.device`` what to run on. Returns the exit code.
    """
    from gng_desktop.datasets.indexes import read_index
    from gng_desktop.datasets.items import DataError
    from gng_desktop.engines.select import open_engine
    from gng_desktop.modelstore import load_model
    from gng_desktop.training.pseudo import INDEX, pseudo_masks

    count = 0
    try:
        model = load_model(options.model)
        if model.manifest.task != "segmentation":
            raise ModelError(f"Model folder {options.model} is no segmenter; name one that is.")
        items = read_index(options.index)
        engine = open_engine(model, options.device)
        for count, _ in enumerate(pseudo_masks(engine, items, options.out, options.confidence), 1):
            if count % 100 == 0:
                print(f"{count} images", flush=True)
    except (DataError, ModelError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{count} masks; name {options.out / INDEX} and labels classes14 in a recipe.")
    return 0
