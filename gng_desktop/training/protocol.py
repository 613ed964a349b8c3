"""Leave-one-generator-out and leave-one-source-out: folds of a recipe, and how each is scored.

What a detector reaches on generators and real sources that it was trained on says little about
others. A fold trains the recipe without some of them and scores those that it left out.
"""

from __future__ import annotations

import glob
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from itertools import zip_longest
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gng_desktop.core.files import write_text
from gng_desktop.core.tables import csv_text, read_rows
from gng_desktop.datasets.items import DataError, FaceItem
from gng_desktop.datasets.reconstruct import is_made
from gng_desktop.datasets.sampling import evenly
from gng_desktop.training.preparing import faces_of
from gng_desktop.training.recipe import (
    PROTOCOL,
    Recipe,
    RecipeError,
    naming,
    part_of,
    read_toml,
)

SCORES = "protocol.csv"  # of a fold's run: the raw score of every image that says something of it
HEAD = ("path", "source", "generator", "family", "generated", "split", "held_out", "raw")


@dataclass(frozen=True)
class Protocol:
    """``[protocol]`` of a recipe's file."""

    # epochs, epoch_images: of a fold's training; 0: the recipe's
    epochs: int = 0
    epoch_images: int = 0
    min_images: int = 20  # generators and real sources with fewer images get no fold of their own
    images: int = 300  # at most so many images of a generator or source are scored, evenly drawn
    # generators, sources: patterns of those that get a fold; empty for all
    generators: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    # Patterns of generators, or of real sources, that are left out together
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)
    # Leave a generator and a real source out of each fold: half as many folds, a harder test
    joint: bool = False
    # Where the backbone is frozen: how many changed views of each image its features are computed
    # of, beside the plain one
    views: int = 2


@dataclass(frozen=True)
class Fold:
    """What one training leaves out: generators and real sources, by their exact names."""

    name: str
    generators: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    def holds_out(self, item: FaceItem) -> bool:
        """Return whether an image is one of those that are scored as left out."""
        return item.generator in self.generators if item.generated else item.source in self.sources


def load_protocol(path: Path) -> Protocol:
    """Read the table ``[protocol]`` of a recipe's file.

    Raises
    ------
    RecipeError
        If the file cannot be read, or a key is unknown or has a value that is not allowed.
    """
    table = read_toml(path).get(PROTOCOL, {})
    with naming(path):
        found: Protocol = part_of(Protocol, table, PROTOCOL)
        for key in ("epochs", "epoch_images", "min_images", "images", "views"):
            if getattr(found, key) < (key in ("min_images", "images")):
                raise RecipeError(f"{PROTOCOL}.{key} is {getattr(found, key)}; use a larger one.")
    return found


def folds(faces: Sequence[FaceItem], protocol: Protocol) -> list[Fold]:
    """Return the folds for the images of a recipe, generators before real sources.

    Raises
    ------
    DataError
        If a group matches nothing, or there is nothing to leave out.
    """
    names: list[dict[str, int]] = [defaultdict(int), defaultdict(int)]
    for item in faces:
        names[item.generated][item.generator if item.generated else item.source] += 1
    chosen: list[list[Fold]] = [[], []]  # by real and generated
    for group, patterns in protocol.groups.items():
        members = [_matching(own, patterns) for own in names]
        if not any(members):
            raise DataError(f"protocol.groups.{group} matches no generator and no real source.")
        for kind, own in enumerate(members):
            if own:
                chosen[kind].append(_fold(group, own, kind))
            for name in own:
                del names[kind][name]
    for kind, patterns in enumerate((protocol.sources, protocol.generators)):
        matching = _matching(names[kind], patterns or ("*",))
        chosen[kind] += [
            _fold(name, (name,), kind)
            for name in matching
            if names[kind][name] >= protocol.min_images
        ]
    real, generated = chosen
    if protocol.joint:
        pairs = zip_longest(generated, real)
        found = [
            Fold(
                " + ".join(f.name for f in pair if f),
                pair[0].generators if pair[0] else (),
                pair[1].sources if pair[1] else (),
            )
            for pair in pairs
        ]
    else:
        found = [*generated, *real]
    if not found:
        raise DataError(
            "There is no generator or real source with enough images to leave out; lower "
            "protocol.min_images."
        )
    return found


def _matching(names: Mapping[str, int], patterns: Sequence[str]) -> tuple[str, ...]:
    return tuple(n for n in sorted(names) if any(fnmatchcase(n, p) for p in patterns))


def _fold(name: str, members: Sequence[str], generated: int) -> Fold:
    own = tuple(members)
    return Fold(name, generators=own) if generated else Fold(name, sources=own)


def fold_recipes(recipe: Recipe, protocol: Protocol, found: Sequence[Fold]) -> list[Recipe]:
    """Return the recipe of each fold; its run is called ``NAME-without-FOLD``.

    A recipe that begins from a run has folds that begin from the same fold of that run.
    """
    recipes: list[Recipe] = []
    for fold in found:
        slug = re.sub(r"[^A-Za-z0-9.]+", "_", fold.name).strip("_.")[:60] or "fold"
        taken = {r.name for r in recipes}
        name = f"{recipe.name}-without-{slug}"
        while name in taken:
            name += "_"
        fit, data, model = recipe.fit, recipe.data, recipe.model
        if model.from_run:
            model = replace(model, from_run=model.from_run + name.removeprefix(recipe.name))
        data = replace(
            data,
            leave_out_generators=(*data.leave_out_generators, *map(glob.escape, fold.generators)),
            leave_out_sources=(*data.leave_out_sources, *map(glob.escape, fold.sources)),
            epoch_images=protocol.epoch_images or data.epoch_images,
        )
        fit = replace(fit, epochs=protocol.epochs or fit.epochs)
        recipes.append(replace(recipe, name=name, data=data, fit=fit, model=model))
    return recipes


def scored(recipe: Recipe, data: Path, fold: Fold, protocol: Protocol) -> list[FaceItem]:
    """List the images that a fold is scored on, at most `Protocol.images` of a kind.

    Those left out, of all splits, for none was trained on; of the others the validation split,
    which calibrates the fold, and the real ones of the test split. `recipe` is the whole one, not
    the fold's. Photos coded like reconstructions are a kind of their own, so that recipes with and
    without reconstructions are scored on the same photos.
    """
    kinds: dict[tuple[Any, ...], list[FaceItem]] = defaultdict(list)
    for item in faces_of(recipe, data):
        out = fold.holds_out(item)
        if out or item.split == "val" or (item.split == "test" and not item.generated):
            if not out and item.source in fold.sources:
                continue  # a reconstruction of a held-out source
            split = "" if out else item.split
            kind = item.generated, item.source, item.generator, split, is_made(item)
            kinds[kind].append(item)
    return [item for own in kinds.values() for item in evenly(own, protocol.images)]


def write_scores(
    path: Path, items: Sequence[FaceItem], fold: Fold, raw: NDArray[np.floating]
) -> None:
    """Write the raw scores, (N,) 0..1, of a fold's images."""
    rows = (
        [str(i.path), i.source, i.generator, i.family, int(i.generated), i.split, int(out), value]
        for i, value in zip(items, raw.tolist(), strict=True)
        for out in (fold.holds_out(i),)
    )
    write_text(path, csv_text(HEAD, rows))


@dataclass(frozen=True)
class FoldScores:
    """The images of a fold and their raw scores."""

    items: tuple[FaceItem, ...]
    held_out: NDArray[np.bool_]
    raw: NDArray[np.float64]


def read_scores(path: Path) -> FoldScores:
    """Read what `write_scores` wrote.

    Raises
    ------
    DataError
        If it cannot be read.
    """
    try:
        rows = read_rows(path)
        items = tuple(
            FaceItem(
                Path(r["path"]),
                r["generated"] == "1",
                *(r[name] for name in ("source", "split", "family", "generator")),
            )
            for r in rows
        )
        held_out = np.array([row["held_out"] == "1" for row in rows])
        raw = np.array([float(row["raw"]) for row in rows])
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise DataError(f"The scores {path} cannot be read; remove the file and repeat.") from error
    return FoldScores(items, held_out, raw)
