"""Labelled images and how index files list them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from gng_desktop.core.errors import PlainError
from gng_desktop.core.tables import read_rows

if TYPE_CHECKING:
    from gng_desktop.imaging.reading import Picture

SPLITS = ("train", "val", "test")
FAMILIES = ("real", "gan", "diffusion", "edit")
"""What made the pixels: a camera, a GAN, a diffusion model, a person with an editor."""

Item = TypeVar("Item", "FaceItem", "MaskItem")


class DataError(PlainError):
    """A data set that cannot be used; the message says what is wrong and what to do."""


@dataclass(frozen=True)
class FaceItem:
    """One image with a real/generated label.

    Attributes
    ----------
    path : Path
        The image file.
    generated : bool
        The label; True is the positive class (SPEC 1.4).
    source : str
        Where it comes from, for per-source figures.
    split : {"train", "val", "test"}
    family : str
        One of `FAMILIES`; "" where the index does not say.
    generator, gender, ethnicity : str
        As the index documents them; "" where it does not.
    """

    path: Path
    generated: bool
    source: str
    split: str
    family: str = ""
    generator: str = ""
    gender: str = ""
    ethnicity: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """By what a recipe's shares may name it: source, generator, family."""
        return tuple(dict.fromkeys((self.source, self.generator, self.family)))


@dataclass(frozen=True)
class MaskItem:
    """One image with a label mask.

    Attributes
    ----------
    path, mask : Path
        The image and its index mask.
    labels : str
        The label set the mask is written in, a key of `gng_desktop.datasets.masks.READERS`.
    split : {"train", "val", "test"}
    """

    path: Path
    mask: Path
    labels: str
    split: str

    @property
    def names(self) -> tuple[str, ...]:
        """By what a recipe's shares may name it: its label set."""
        return (self.labels,)


def truth_of(items: Sequence[FaceItem]) -> NDArray[np.bool_]:
    """Return which faces are generated, (N,)."""
    return np.array([item.generated for item in items], bool)


def sources_of(items: Sequence[FaceItem]) -> NDArray[np.str_]:
    """Return where faces come from, (N,)."""
    return np.array([item.source for item in items], str)


def read_picture(path: Path) -> Picture:
    """Read a listed image; if that cannot be, DataError names it."""
    from gng_desktop.imaging.reading import ImageError, read_image  # brings OpenCV

    try:
        return read_image(path)
    except ImageError as error:
        raise DataError(f"{path}: {error}") from error


def rows_of(path: Path, what: str = "table", count: int | None = None) -> list[dict[str, Any]]:
    """Return the first `count` rows, or all, of a CSV file as `core.tables.read_rows` gives them.

    Raises: DataError if it cannot be read or is no CSV in UTF-8; messages call it `what`.
    """
    try:
        return read_rows(path, count)
    except OSError as error:
        raise DataError(
            f"The {what} {path} cannot be read ({error.strerror}); check the data folder."
        ) from error
    except ValueError as error:
        raise DataError(f"The {what} {path} is no CSV in UTF-8; save it as such.") from error


def _rows(index: Path, columns: Iterable[str]) -> list[dict[str, Any]]:
    rows = rows_of(index, "index")
    missing = [c for c in columns if not rows or c not in rows[0]]
    if missing:
        raise DataError(f"The index {index} lacks the column(s) {', '.join(missing)}.")
    # A row that breaks off has None in its last columns.
    short = next((i for i, row in enumerate(rows, 2) for c in columns if row[c] is None), None)
    if short:
        raise DataError(f"The index {index} breaks off in line {short}; complete it.")
    bad = {row["split"] for row in rows} - set(SPLITS)
    if bad:
        raise DataError(
            f"The index {index} names unknown splits: {', '.join(sorted(bad))}; "
            f"use {', '.join(SPLITS)}."
        )
    return rows


def read_faces(index: Path, sources: Collection[str] = ()) -> list[FaceItem]:
    """Read a face index.

    Parameters
    ----------
    index : Path
        CSV with the columns ``path, label (real|fake), source, split`` and, where they are known,
        ``family, generator, gender, ethnicity``; paths relative to it.
    sources : collection of str
        Keep only these sources; empty keeps all.

    Raises
    ------
    DataError
        If the index is unreadable, malformed, or a named source is not in it.
    """
    rows = _rows(index, ("path", "label", "source", "split"))
    # Anything but "fake" would otherwise count as real.
    labels = {row["label"] for row in rows} - {"real", "fake"}
    if labels:
        raise DataError(
            f"The index {index} holds the label(s) {', '.join(sorted(labels))}; use real or fake."
        )
    unknown = set(sources) - {row["source"] for row in rows}
    if unknown:
        raise DataError(f"The index {index} has no source {', '.join(sorted(unknown))}.")
    families = {(row["label"], row.get("family") or "") for row in rows}
    odd = [
        f"{family} ({label})"
        for label, family in sorted(families)
        if family and (family not in FAMILIES or (family == "real") != (label == "real"))
    ]
    if odd:
        raise DataError(
            f"The index {index} holds the family {', '.join(odd)}; use real for real and "
            f"{', '.join(FAMILIES[1:])} for fake."
        )
    return [
        FaceItem(
            index.parent / row["path"],
            row["label"] == "fake",
            row["source"],
            row["split"],
            row.get("family") or "real" * (row["label"] == "real"),
            *(row.get(name) or "" for name in ("generator", "gender", "ethnicity")),
        )
        for row in rows
        if not sources or row["source"] in sources
    ]


def read_masks(index: Path, labels: Collection[str]) -> list[MaskItem]:
    """Read a segmentation index.

    Parameters
    ----------
    index : Path
        CSV with the columns ``image, mask, labels, split``; paths relative to it.
    labels : collection of str
        Keep only rows of these label sets.

    Raises
    ------
    DataError
        If the index is unreadable, malformed or holds none of `labels`.
    """
    items = [
        MaskItem(index.parent / r["image"], index.parent / r["mask"], r["labels"], r["split"])
        for r in _rows(index, ("image", "mask", "labels", "split"))
        if r["labels"] in labels
    ]
    if not items:
        raise DataError(f"The index {index} has no row labelled {' or '.join(sorted(labels))}.")
    return items


def of_split(items: Iterable[Item], split: str) -> list[Item]:
    """Return the items of one split, in their order.

    Raises
    ------
    DataError
        If there is none.
    """
    chosen = [item for item in items if item.split == split]
    if not chosen:
        raise DataError(f"No image is in split {split!r}; put some there in the index.")
    return chosen


MIXED = "mixed"


def group_of(value: str) -> str:
    """Return the group that a value of an index names; "" for none.

    ``East_Asian`` and ``east asian (mostly Chinese)`` are one group; several groups joined by
    a stroke (``white/indian``) are `MIXED`.
    """
    name = re.sub(r"\(.*?\)", "", value).replace("_", " ").strip().lower()
    return MIXED if "/" in name else " ".join(name.split())
