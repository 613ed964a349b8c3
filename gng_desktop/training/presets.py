"""Recipes to begin with: those of ``recipes/``, and small changes to them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from gng_desktop.core.shipped import shipped
from gng_desktop.training.grid import Grid, load_grid
from gng_desktop.training.recipe import Recipe, RecipeError, load_recipe
from gng_desktop.training.recipe_schema import GROUPS, described

QUICK_EPOCHS = 2
QUICK_SHARE = 0.1


@dataclass(frozen=True)
class Preset:
    """A recipe to begin with."""

    key: str
    # title, about: its name, and one or two sentences on what it is good for
    title: str
    about: str
    recipe: Recipe
    grid: Grid | None = None  # of a grid of recipes what varies; `recipe` is then its base
    quick: bool = False  # whether every source and label set is to be drawn from only in part
    # The recipe in its place where there are masks but no faces to learn from
    of_masks: Recipe | None = None

    @property
    def held(self) -> tuple[str, ...]:
        """Keys of the fields that the grid sets, so that they must not be changed."""
        return () if self.grid is None else ("role", *self.grid.axes, "model.initial_weights")


@dataclass(frozen=True)
class Listed:
    """An index that a recipe may use."""

    index: str  # its path relative to the data folder, with "/"
    names: tuple[str, ...]  # its sources or label sets


TITLES: dict[str, tuple[str, str]] = {
    "segmenter": (
        "Segmenter",
        "The recipe of the shipped segmenter. Train it first: the without-background classifier "
        "needs a segmenter.",
    ),
    "with_background": (
        "With background",
        "The recipe of the shipped with-background classifier, which sees the whole image.",
    ),
    "without_background": (
        "Without background",
        "The recipe of the shipped without-background classifier, which sees the face on black.",
    ),
    "table_4_3": (
        "Thesis table 4.3",
        "A run for each of three backbones and three kinds of transfer, and the segmenters they "
        "start from. It takes a long time without a GPU.",
    ),
    "quick_try": (
        "Quick try",
        "Two epochs on a tenth of the images: shows that data and recipe work, and how long an "
        "epoch takes. The result is not a model to analyse evidence with.",
    ),
}
"""Title and purpose of each preset by key, in the order shown."""


def texts() -> set[str]:
    """Return every text of the form of recipes, in English: what a translation must hold."""
    words = {*GROUPS.values(), *(text for preset in TITLES.values() for text in preset)}
    for about in described():
        words |= {about.label, about.help, about.off, *(text for _, text in about.words)}
    return words - {""}


def folder() -> Path:
    """Return the folder of the shipped recipes."""
    return shipped("recipes")


def presets() -> list[Preset]:
    """Return the recipes to begin with, in the order shown.

    Raises
    ------
    RecipeError
        If the shipped recipes are missing or damaged.
    """
    whole = {}
    for key in ("segmenter", "with_background", "without_background"):
        path = folder() / f"{key}.toml"
        if not path.is_file():
            raise RecipeError(f"The recipe {path} is missing; install the program again.")
        whole[key] = load_recipe(path)
    grid = load_grid(folder() / "table_4_3.toml")
    # The base as one of the grid's recipes: a valid one, whatever varies.
    base = replace(grid.base, name=grid.name, model=replace(grid.base.model, initial_weights=""))
    recipes = {
        **whole,
        "table_4_3": base,
        "quick_try": _quick(whole["with_background"]),
    }
    return [
        Preset(
            key,
            *words,
            recipes[key],
            grid if key == "table_4_3" else None,
            quick=key == "quick_try",
            of_masks=_quick(whole["segmenter"]) if key == "quick_try" else None,
        )
        for key, words in TITLES.items()
    ]


def _quick(base: Recipe) -> Recipe:
    named = base.data.labels if base.task == "segmentation" else base.data.sources
    names = (*named, *base.data.extra_real)
    data = replace(base.data, share=dict.fromkeys(names, QUICK_SHARE))
    fit = replace(base.fit, epochs=QUICK_EPOCHS, monitor="last")
    return replace(base, name="quick_try", data=data, fit=fit)


def fitted(preset: Preset, faces: Listed | None = None, masks: Listed | None = None) -> Recipe:
    """Return a preset's recipe for the data at hand.

    Its indexes become those given; without one the recipe keeps what it says. Of the sources and
    label sets it names, those that are there stay; if none is, all there are are taken.
    """
    recipe = preset.recipe
    if preset.of_masks is not None and faces is None and masks is not None:
        recipe = preset.of_masks
    data = recipe.data
    if recipe.task == "segmentation":
        if masks is not None:
            there = tuple(name for name in data.labels if name in masks.names)
            data = replace(data, index=masks.index, labels=there or masks.names)
    elif faces is not None:
        present = tuple(name for name in data.sources if name in faces.names)
        data = replace(data, index=faces.index, sources=present)
        extra = tuple(n for n in data.extra_real if masks is not None and n in masks.names)
        data = replace(
            data, extra_real=extra, extra_real_index=masks.index if masks and extra else ""
        )
    used = data.labels  # the sources and label sets that the images come from
    if recipe.task != "segmentation":
        used = (*(data.sources or (faces.names if faces else ())), *data.extra_real)
    if preset.quick:
        data = replace(data, share=dict.fromkeys(used, QUICK_SHARE))
    else:
        data = replace(data, share={n: s for n, s in data.share.items() if n in used})
    return replace(recipe, data=data)


def grid_of(
    preset: Preset, recipe: Recipe, faces: Listed | None = None, masks: Listed | None = None
) -> Grid:
    """Return the grid of a preset that has one, for its changed recipe and the data at hand.

    `recipe` is `fitted` of it, perhaps changed since; the segmenters are trained on the masks.
    """
    assert preset.grid is not None
    segmenter = preset.grid.segmenter
    if segmenter is not None:
        segmenter = fitted(Preset("", "", "", segmenter), faces, masks)
    return replace(preset.grid, name=recipe.name, base=recipe, segmenter=segmenter)
