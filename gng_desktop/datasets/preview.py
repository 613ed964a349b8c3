"""A few images of an index to look at before training: drawn evenly, masks in class colours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from gng_desktop.datasets.census import stratum_of
from gng_desktop.datasets.items import Item, MaskItem
from gng_desktop.datasets.masks import GROUPS, NOT_HAIR, read_mask
from gng_desktop.imaging import labels
from gng_desktop.imaging.inputs import resize_mask
from gng_desktop.imaging.overlay import blend
from gng_desktop.imaging.reading import read_image

OPACITY = 0.6
STRIPE = 4
"""Width of the stripes of pixels whose class is one of several, px."""


def draw(items: Sequence[Item], count: int, seed: int) -> list[Item]:
    """Draw images at random, as evenly as can be over class, source and split.

    Parameters
    ----------
    count : int
        How many; fewer if there are fewer.
    seed : int
        The same seed draws the same images.

    Returns
    -------
    list of FaceItem or MaskItem
        By class, source and split.
    """
    strata: dict[tuple[str, ...], list[int]] = defaultdict(list)
    keys = [stratum_of(item) + (item.split,) for item in items]
    for i, key in enumerate(keys):
        strata[key].append(i)
    rng = np.random.default_rng(seed)
    order = [sorted(strata)[i] for i in rng.permutation(len(strata))]
    waiting = {key: rng.permutation(strata[key]).tolist() for key in order}
    drawn: list[tuple[tuple[str, ...], int]] = []
    while len(drawn) < min(count, len(items)):
        for key in order:
            if waiting[key] and len(drawn) < count:
                drawn.append((key, waiting[key].pop()))
    return [items[place] for _, place in sorted(drawn)]


@dataclass(frozen=True)
class Masked:
    """A small image with its mask.

    Attributes
    ----------
    plain, overlay : ndarray of uint8, shape (h, w, 3)
        RGB, without and with the class colours. Stripes of two colours: one of several classes.
    classes : tuple of str
        Names of the classes that the mask names for sure, the background left out.
    """

    plain: NDArray[np.uint8]
    overlay: NDArray[np.uint8]
    classes: tuple[str, ...]


def masked(item: MaskItem, side: int, colours: NDArray[np.uint8] = labels.COLOURS) -> Masked:
    """Read an image with its mask, reduced to at most `side` px a side.

    Parameters
    ----------
    side : int
        Longest side of the result, px.
    colours : ndarray of uint8, shape (14, 3)
        RGB per class.

    Raises
    ------
    ImageError
        If the image cannot be read.
    DataError
        If the mask cannot be read or does not fit the image.
    """
    rgb = read_image(item.path).rgb
    mask = read_mask(item, rgb)
    there = [int(i) for i in np.unique(mask) if 0 < i < len(labels.CLASSES)]
    small = _reduced(rgb, side)
    height, width = small.shape[:2]
    overlay = blend(small, _one_class(resize_mask(mask, width, height)), OPACITY, colours=colours)
    return Masked(small, overlay, tuple(labels.CLASSES[i] for i in there))


def _one_class(mask: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return `mask` (H, W) with class ids only: groups in stripes of two of their members."""
    ids = np.where(mask < len(labels.CLASSES), mask, labels.BACKGROUND).astype(np.uint8)
    height, width = mask.shape
    odd = (np.arange(height)[:, None] + np.arange(width)) // STRIPE % 2
    for value, members in GROUPS.items():
        if value != NOT_HAIR:  # which may be nearly anything
            stripes = np.where(odd, members[0], members[1])
            ids = np.where(mask == value, stripes, ids).astype(np.uint8)
    return ids


def _reduced(rgb: NDArray[np.uint8], side: int) -> NDArray[np.uint8]:
    """Return `rgb` (H, W, 3) at most `side` px a side; never enlarged."""
    height, width = rgb.shape[:2]
    scale = min(1.0, side / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return np.asarray(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA), np.uint8)
