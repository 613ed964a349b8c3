"""Tables of what a data set holds: faces by class, source and split; masks by class id."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gng_desktop.datasets.file_statistics import LOSSLESS, Traits
from gng_desktop.datasets.items import SPLITS, FaceItem, MaskItem
from gng_desktop.datasets.masks import GROUPS, IGNORE
from gng_desktop.imaging.labels import CLASSES


@dataclass(frozen=True)
class Count:
    """How many images of one kind an index lists.

    Attributes
    ----------
    label : {"real", "fake", ""}
        The class; "" of images with masks.
    source : str
        Of masks the label set.
    splits : tuple of int
        Images per split, in the order of `gng_desktop.datasets.items.SPLITS`.
    """

    label: str
    source: str
    splits: tuple[int, ...]


def count_table(items: Sequence[FaceItem] | Sequence[MaskItem]) -> list[Count]:
    """Count the images of an index by class, source and split, without opening any of them.

    Returns
    -------
    list of Count
        Sorted, real before fake.
    """
    counts = Counter((*stratum_of(item), item.split) for item in items)
    kinds = sorted({key[:2] for key in counts}, key=lambda kind: (kind[0] != "real", kind))
    return [Count(*kind, tuple(counts[*kind, split] for split in SPLITS)) for kind in kinds]


def stratum_of(item: FaceItem | MaskItem) -> tuple[str, str]:
    """Return class and source of a face, "" and label set of a mask."""
    if isinstance(item, MaskItem):
        return "", item.labels
    return "fake" if item.generated else "real", item.source


def face_table(items: Sequence[FaceItem], traits: Mapping[int, Traits]) -> list[dict[str, Any]]:
    """Describe the faces of an index by split, class and source.

    Parameters
    ----------
    traits : mapping of int to Traits
        By position in `items`; those that cannot be read are missing.

    Returns
    -------
    list of dict
        JSON values: ``split, label, source, images, width, height, quality`` (lowest and highest),
        ``formats, sampling`` (how often each), ``bytes_per_pixel, blockiness, greyness`` (median).
        ``quality`` is None where no image is a JPEG.
    """
    groups: dict[tuple[str, str, str], list[Traits]] = defaultdict(list)
    for i, trait in traits.items():
        groups[(items[i].split, *stratum_of(items[i]))].append(trait)
    rows = []
    for (split, label, source), members in sorted(groups.items()):
        qualities = [t.quality for t in members if t.quality != LOSSLESS]
        rows.append(
            {
                "split": split,
                "label": label,
                "source": source,
                "images": len(members),
                "width": extent([t.width for t in members]),
                "height": extent([t.height for t in members]),
                "quality": extent(qualities) if qualities else None,
                "formats": dict(Counter(t.format for t in members).most_common()),
                "sampling": dict(Counter(t.sampling for t in members).most_common()),
                "bytes_per_pixel": median(t.bytes_per_pixel for t in members),
                "blockiness": median(t.blockiness for t in members),
                "greyness": median(t.greyness for t in members),
            }
        )
    return rows


def extent(values: Sequence[int]) -> list[int]:
    """Return lowest and highest of `values`, which must not be empty."""
    return [min(values), max(values)]


@dataclass
class MaskCensus:
    """What the masks of one split and label set hold.

    Attributes
    ----------
    widths, heights : list of int
        Per mask, px.
    pixels, masks : ndarray of int64, shape (256,)
        Per mask value: pixels that have it, and masks in which it occurs.
    """

    widths: list[int] = field(default_factory=list)
    heights: list[int] = field(default_factory=list)
    pixels: NDArray[np.int64] = field(default_factory=lambda: np.zeros(256, np.int64))
    masks: NDArray[np.int64] = field(default_factory=lambda: np.zeros(256, np.int64))

    def add(self, mask: NDArray[np.uint8]) -> None:
        """Count one (H, W) mask of class ids, `GROUPS` and `IGNORE`."""
        counts = np.bincount(mask.ravel(), minlength=256)
        self.heights.append(mask.shape[0])
        self.widths.append(mask.shape[1])
        self.pixels += counts
        self.masks += counts > 0

    def to_json(self) -> dict[str, Any]:
        """Return number of masks, sizes and, per value that occurs, masks and pixel share."""
        total = int(self.pixels.sum())
        return {
            "masks": len(self.widths),
            "width": extent(self.widths),
            "height": extent(self.heights),
            "classes": [
                {
                    "id": int(i),
                    "name": name_of(int(i)),
                    "masks": int(self.masks[i]),
                    "pixels": float(self.pixels[i] / total),
                }
                for i in np.flatnonzero(self.pixels)
            ],
        }


def name_of(value: int) -> str:
    """Return what a mask value means, in words."""
    if value == IGNORE:
        return "left out"
    if value in GROUPS:
        return "one of " + ", ".join(CLASSES[i] for i in GROUPS[value])
    return CLASSES[value]
