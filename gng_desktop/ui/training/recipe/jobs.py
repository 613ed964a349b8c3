"""The long work of the page Recipe: presets, files, and whether what a recipe names is there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gng_desktop.core.progress import Progress
from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.workers import Steps, UserError

if TYPE_CHECKING:
    from gng_desktop.training.recipe import Recipe


def presets() -> Steps:
    """Yield the list of presets, or why there are none.

    What it imports brings OpenCV, so that it is imported here: the form needs it too.
    """
    from gng_desktop.training import presets
    from gng_desktop.training.recipe import RecipeError
    from gng_desktop.training.recipe_schema import fields

    yield Progress(0, 0, tr("Reading the recipes"))
    fields()
    try:
        yield presets.presets()
    except RecipeError as error:
        yield str(error)


def load(path: Path) -> Steps:
    """Yield the `Recipe` of a TOML file, its values within their limits."""
    from gng_desktop.training.recipe import RecipeError, load_recipe
    from gng_desktop.training.recipe_schema import check

    recipe = load_recipe(path)
    try:
        check(recipe)
    except RecipeError as error:
        raise UserError(f"{path}: {error}") from error
    yield recipe


def save(recipe: Recipe, path: Path) -> Steps:
    """Write a recipe to a TOML file; yield its path."""
    from gng_desktop.training.recipe_file import save_recipe

    save_recipe(recipe, path)
    yield path


def missing(folder: Path, named: dict[str, str]) -> Steps:
    """Yield the keys of those files of `named`, by key, that are not in the data folder."""
    gone = set()
    for key, name in named.items():
        try:
            there = not name or (folder / name).is_file()
        except OSError:
            there = False
        if not there:
            gone.add(key)
        yield Progress(0, 0, "")
    yield gone
