"""Grids of experiments: one recipe, varied along backbone, transfer and role (SPEC 1.5)."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from gng_desktop.datasets.items import DataError
from gng_desktop.modelstore.manifest import STRIPPED
from gng_desktop.runs.records import BEST, read_run
from gng_desktop.training.recipe import (
    PROTOCOL,
    Recipe,
    RecipeError,
    naming,
    parse_recipe,
    read_toml,
    same_training,
)

BACKBONE, TRANSFER, ROLE = AXES = ("model.backbone", "model.transfer", "role")
"""What may vary, in the order of a recipe's name."""
_KEYS = ("name", "base", "segmenter", "axes", "set", "initial_weights", "segmenters")


@dataclass(frozen=True)
class Grid:
    """A classifier's recipe and what of it varies."""

    name: str  # every run's name begins with it
    base: Recipe  # what does not vary; a classifier
    # Values by key (`AXES`); an axis left out has the base's value
    axes: Mapping[str, Sequence[str]]
    # How the segmenter of a backbone is trained, where one is needed
    segmenter: Recipe | None = None
    # By backbone a weights file, relative to the data folder; random where there is none
    initial_weights: Mapping[str, str] = field(default_factory=dict)
    # By backbone a run that exists and is taken for its segmenter
    segmenters: Mapping[str, str] = field(default_factory=dict)

    def recipes(self, runs: Path) -> list[Recipe]:
        """Return the recipes in the order to run them; all of them, finished or not.

        Before those of a backbone that start from its segmenter, or are stripped by it, comes that
        segmenter's recipe, unless `segmenters` names a run.

        Raises
        ------
        RecipeError
            If an axis or value is not allowed, or a segmenter is needed that there is no recipe
            for, or no run.
        """
        unknown = [key for key in self.axes if key not in AXES]
        if unknown:
            raise RecipeError(f"{unknown[0]} is no axis of a grid; use {', '.join(AXES)}.")
        if self.base.task != "classification":
            raise RecipeError("A grid varies a classifier; its base is a segmenter's recipe.")
        base = {
            BACKBONE: self.base.model.backbone,
            TRANSFER: self.base.model.transfer,
            ROLE: self.base.role,
        }
        values = [list(dict.fromkeys(self.axes.get(key, ()))) or [base[key]] for key in AXES]
        named = [len(choices) > 1 for choices in values]
        found: dict[str, Recipe] = {}
        for backbone, transfer, role in itertools.product(*values):
            source = ""
            if transfer != "none" or role in STRIPPED:
                source = self._segmenter(backbone, runs, found)
            words = (backbone, transfer, role)
            parts = [w for w, varies in zip(words, named, strict=True) if varies]
            name = "-".join([self.name, *parts])
            found[name] = self._cell(name, backbone, transfer, role, source)
        return list(found.values())

    def _cell(self, name: str, backbone: str, transfer: str, role: str, source: str) -> Recipe:
        fresh = transfer == "none"
        model = replace(
            self.base.model,
            backbone=backbone,  # type: ignore[arg-type]
            transfer=transfer,  # type: ignore[arg-type]
            from_run="" if fresh else source,
            initial_weights=self.initial_weights.get(backbone, "") if fresh else "",
        )
        stripped = source if role in STRIPPED else ""
        cell = replace(self.base, name=name, role=role, stripped_by=stripped, model=model)  # type: ignore[arg-type]
        return checked(cell)

    def _segmenter(self, backbone: str, runs: Path, found: dict[str, Recipe]) -> str:
        """Return the run of a backbone's segmenter, having added its recipe if need be."""
        if own := self.segmenters.get(backbone):
            if not (runs / own / BEST).exists():
                raise RecipeError(
                    f"segmenters.{backbone} is {own!r}, which is no run with trained weights in "
                    f"{runs}; train it first, or leave the line out."
                )
            return own
        if self.segmenter is None:
            raise RecipeError(
                f"The grid needs a segmenter with backbone {backbone}; name its recipe in "
                f"segmenter, or a run in segmenters.{backbone}."
            )
        name = f"{self.name}-{backbone}-segmenter"
        model = replace(
            self.segmenter.model,
            backbone=backbone,  # type: ignore[arg-type]
            initial_weights=self.initial_weights.get(backbone, ""),
        )
        found.setdefault(name, checked(replace(self.segmenter, name=name, model=model)))
        return name


def checked(recipe: Recipe) -> Recipe:
    """Return `recipe` if it is one; values put into it were not looked at yet.

    Raises
    ------
    RecipeError
        If not.
    """
    with naming(recipe.name):
        return parse_recipe(recipe.to_dict())


def finished(runs: Path, recipe: Recipe) -> bool:
    """Return whether the run of `recipe` is finished, and was trained with that recipe."""
    folder = runs / recipe.name
    try:
        run = read_run(folder)
    except DataError:
        return False
    known = run.finished and (folder / BEST).exists()
    return known and same_training(dict(run.record["recipe"]), recipe)


def load_grid(path: Path) -> Grid:
    """Read a grid from a TOML file; recipes it names lie relative to it.

    Its keys are ``name``, ``base``, ``segmenter``, and the tables ``axes`` (``backbone``,
    ``transfer``, ``role``, each a list), ``set`` (changes to the base, as in a recipe),
    ``initial_weights`` and ``segmenters``.

    Raises
    ------
    RecipeError
        If the file, or a recipe it names, cannot be read or used.
    """
    raw = read_toml(path)
    unknown = [key for key in raw if key not in _KEYS]
    if unknown:
        raise RecipeError(f"{path}: {unknown[0]} is no key of a grid; use {', '.join(_KEYS)}.")
    for key in ("name", "base"):
        if not isinstance(raw.get(key), str) or not raw[key]:
            raise RecipeError(f"{path}: {key} is missing; a grid needs a name and a base recipe.")
    if not isinstance(segmenter := raw.get("segmenter", ""), str):
        raise RecipeError(f"{path}: segmenter must be the file of a recipe, not {segmenter!r:.60}.")
    tables = {k: raw.get(k, {}) for k in ("axes", "set", "initial_weights", "segmenters")}
    if bad := [k for k, table in tables.items() if not isinstance(table, dict)]:
        raise RecipeError(f"{path}: {bad[0]} must be a table.")
    for key, run in tables["segmenters"].items():
        if not isinstance(run, str):
            raise RecipeError(f"{path}: segmenters.{key} must be the name of a run.")
    axes = {}
    for key, choices in tables["axes"].items():
        if not isinstance(choices, list) or not all(isinstance(c, str) for c in choices):
            raise RecipeError(f"{path}: axes.{key} must be a list of texts.")
        axes[next((axis for axis in AXES if axis.endswith(key)), key)] = tuple(choices)
    return Grid(
        raw["name"],
        _recipe(path.parent / raw["base"], tables["set"]),
        axes,
        _recipe(path.parent / segmenter, {}) if segmenter else None,
        tables["initial_weights"],
        tables["segmenters"],
    )


def _recipe(path: Path, changes: Mapping[str, Any]) -> Recipe:
    raw = read_toml(path)
    for key, value in changes.items():
        known = raw.get(key, {})
        both = isinstance(value, dict) and isinstance(known, dict)
        raw[key] = {**known, **value} if both else value
    raw.pop(PROTOCOL, None)
    with naming(path):
        return parse_recipe(raw)
