"""The long work of the page Recipe: presets, files, and whether what a recipe names is there."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gng_desktop.progress import Progress
from gng_desktop.ui.language import tr
from gng_desktop.ui.workers import UserError, Work

if TYPE_CHECKING:
    from gng_desktop.training.presets import Preset
    from gng_desktop.training.recipe import Recipe
    from gng_desktop.training.recipe_schema import Field


@dataclass(frozen=True)
class Schema:
    """What a form is built from.

    Attributes
    ----------
    fields : dict of str to Field
    groups : dict of str to str
    presets : list of Preset
    problem : str
        Why there are no presets, else "".
    """

    fields: dict[str, Field]
    groups: dict[str, str]
    presets: list[Preset]
    problem: str = ""


def schema() -> Work:
    """Yield the `Schema`; what it imports brings OpenCV, so that it is imported here."""

    def work() -> Generator[Any, None, None]:
        from gng_desktop.training import presets
        from gng_desktop.training.recipe import RecipeError
        from gng_desktop.training.recipe_about import GROUPS
        from gng_desktop.training.recipe_schema import fields

        yield Progress(0, 0, tr("Reading the recipes"))
        found: list[Preset] = []
        problem = ""
        try:
            found = presets.presets()
        except RecipeError as error:
            problem = str(error)
        yield Schema(fields(), GROUPS, found, problem)

    return work


def load(path: Path) -> Work:
    """Yield the `Recipe` of a TOML file, its values within their limits."""

    def work() -> Generator[Any, None, None]:
        from gng_desktop.training.recipe import RecipeError, load_recipe
        from gng_desktop.training.recipe_schema import check

        try:
            recipe = load_recipe(path)
        except RecipeError as error:
            raise UserError(str(error)) from error
        try:
            check(recipe)
        except RecipeError as error:
            raise UserError(f"{path}: {error}") from error
        yield recipe

    return work


def save(recipe: Recipe, path: Path) -> Work:
    """Write a recipe to a TOML file; yield its path."""

    def work() -> Generator[Any, None, None]:
        from gng_desktop.training.recipe import RecipeError
        from gng_desktop.training.recipe_file import save_recipe

        try:
            save_recipe(recipe, path)
        except RecipeError as error:
            raise UserError(str(error)) from error
        yield path

    return work


def missing(folder: Path, named: dict[str, str]) -> Work:
    """Yield the keys of those files of `named`, by key, that are not in the data folder."""

    def work() -> Generator[Any, None, None]:
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

    return work
