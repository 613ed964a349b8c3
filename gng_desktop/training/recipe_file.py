"""Writing a recipe as TOML: what differs from the defaults, with the comments of an older file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Table

from gng_desktop.core import files
from gng_desktop.core.errors import plain_errors
from gng_desktop.core.reading import read_text
from gng_desktop.training.recipe import PROTOCOL, Recipe, RecipeError
from gng_desktop.training.recipe_schema import fields, nested, values_of

_TABLE = re.compile(r"([^\n]\n)(\[[a-z])")  # the head of a table with no blank line before it


def recipe_text(recipe: Recipe, older: str = "") -> str:
    """Return `recipe` as TOML, from which `gng_desktop.training.recipe.parse_recipe` reads it.

    Comments, order and spelling of numbers of the `older` TOML remain where the values still hold;
    no valid TOML counts as "". Fields at their default are left out unless `older` has them.
    """
    try:
        document = tomlkit.parse(older)
    except TOMLKitError:
        document = tomlkit.document()
    values = values_of(recipe)
    written = {
        key: value
        for key, value in values.items()
        if value != fields()[key].default or _has(document, key)
    }
    _merge(document, nested(written))
    return _TABLE.sub(r"\1\n\2", tomlkit.dumps(document)).lstrip("\n")


def save_recipe(recipe: Recipe, path: Path) -> None:
    """Write `recipe` to `path`, whole or not at all; the comments of a recipe there remain.

    Raises
    ------
    RecipeError
        If it cannot be written.
    """
    what, caught = f"The recipe {path} cannot be written", (OSError, UnicodeDecodeError)
    with plain_errors(RecipeError, what, "choose another file", caught):
        older = read_text(path) if path.is_file() else ""
        files.write_text(path, recipe_text(recipe, older))


def _has(document: Mapping[str, Any], key: str) -> bool:
    part, _, name = key.rpartition(".")
    table = document.get(part) if part else document
    return isinstance(table, Mapping) and name in table


def _merge(table: Any, values: Mapping[str, Any]) -> None:
    """Set a TOML table to `values`; entries that already hold them stay as written."""
    for name in [name for name in table if name not in values and name != PROTOCOL]:
        del table[name]
    for name, value in values.items():
        if isinstance(value, dict):
            if not isinstance(table.get(name), Table):
                table[name] = tomlkit.table()
            _merge(table[name], value)
        elif name not in table or table[name] != value:
            table[name] = value
