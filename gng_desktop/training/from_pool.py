"""A recipe trained once more, on its original data and a feedback pool."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from gng_desktop.core.reading import read_bytes
from gng_desktop.datasets.items import DataError

if TYPE_CHECKING:
    from gng_desktop.modelstore import StoredModel
    from gng_desktop.training.recipe import Recipe

INDEX = "index.csv"  # of a pool: its accepted images


def default_pool() -> Path:
    """Return the user's own pool."""
    return platformdirs.user_data_path("gng-desktop") / "pool"


def with_pool(recipe: Recipe, pool: Path) -> Recipe:
    """Return `recipe` with the accepted images of a pool, named after it and what the pool holds.

    Raises
    ------
    DataError
        If the pool has no accepted image.
    """
    index = pool / INDEX
    try:
        content = read_bytes(index)
    except OSError as error:
        why = error.strerror or error
        raise DataError(f"The pool {pool} holds no accepted images to train on ({why}).") from error
    if content.count(b"\n") < 2:
        raise DataError(f"The pool {pool} holds no accepted images to train on.")
    name = f"{recipe.name}-pool-{hashlib.sha256(content).hexdigest()[:8]}"
    return replace(recipe, name=name, data=replace(recipe.data, pool=str(index.absolute())))


def recipe_again(stored: StoredModel, pool: Path, runs: Path) -> Recipe:
    """Return the recipe a model was trained by, with a pool's accepted images.

    Where the run it began from is not in `runs`, it begins from the installed model; where that of
    its teacher is not, it learns from labels alone.

    Raises
    ------
    RecipeError
        If the model does not say how it was trained.
    DataError
        If the pool has no accepted image.
    """
    from gng_desktop.runs.records import BEST
    from gng_desktop.training.recipe import INSTALLED, RecipeError, parse_recipe

    raw = stored.manifest.training.get("recipe")
    if not isinstance(raw, dict):
        raise RecipeError(f"{stored.label} does not say how it was trained; name a recipe.")
    recipe = parse_recipe(raw)
    if recipe.data.pool:  # it was trained from one before
        name = recipe.name.partition("-pool-")[0]
        recipe = replace(recipe, name=name, data=replace(recipe.data, pool=""))
    begun = recipe.model.from_run
    if begun and not (runs / begun / BEST).exists():
        recipe = replace(recipe, model=replace(recipe.model, from_run=INSTALLED))
    teacher = recipe.fit.teacher
    if teacher and not (runs / teacher / BEST).exists():
        recipe = replace(recipe, fit=replace(recipe.fit, teacher=""))
    return with_pool(recipe, pool)
