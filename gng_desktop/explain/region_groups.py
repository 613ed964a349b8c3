"""Which face regions play: the classes of a mask; tiny ones, and pairs of too many, merged."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from gng_desktop.imaging.labels import BACKGROUND, CLASSES, SWAPPED_IN_MIRROR

TINY = 0.001
"""Regions below this share of the pixels are counted with a neighbour."""
MANY = 12
"""With more players than this, left and right are counted together: every player doubles the
number of coalitions."""


@dataclass(frozen=True)
class Players:
    """Regions that are hidden and shown as a whole.

    Attributes
    ----------
    names : tuple of str
        At most 14, in the order of the classes; ``"background"`` first, if there is any.
    labels : ndarray of int64, shape (S, S)
        Index into `names` of each pixel.
    notes : tuple of str
        One sentence per merger, for the user.
    """

    names: tuple[str, ...]
    labels: NDArray[np.int64]
    notes: tuple[str, ...]


def players_of(mask: NDArray[np.uint8], many: int = MANY) -> Players:
    """Find the players of a mask.

    A face region below 0.1 % of the pixels joins the face region with which it shares the longest
    border, or the largest one if it touches none; never the background. If then more than `many`
    players remain, the ears, the eyebrows and the eyes become one player each, in this order,
    until `many` remain. The background is never merged.

    Parameters
    ----------
    mask : ndarray of uint8, shape (S, S)
        Class ids, 0..13.
    many : int
        Number of players up to which left and right are two players.
    """
    ids = mask.astype(np.int64)
    names = dict(enumerate(CLASSES))
    notes = []
    while (tiny := _smallest(ids)) is not None:
        share = float((ids == tiny).mean())
        target = _neighbour(ids, tiny)
        ids[ids == tiny] = target
        notes.append(
            f"The {names[tiny]} ({100 * share:.2f} % of the picture) was counted with the "
            f"{names[target]}."
        )
    for left, right in reversed(SWAPPED_IN_MIRROR):
        present = np.unique(ids)
        if len(present) <= many:
            break
        if left in present and right in present:
            ids[ids == right] = left
            names[left] = names[left].removeprefix("left ") + "s"
            notes.append(f"The left and right {names[left]} were counted together.")
    present, labels = np.unique(ids, return_inverse=True)
    return Players(tuple(names[int(i)] for i in present), labels.reshape(mask.shape), tuple(notes))


def _smallest(ids: NDArray[np.int64]) -> int | None:
    """Return the smallest face region that is too small to play, unless it is the only one."""
    present, counts = np.unique(ids[ids != BACKGROUND], return_counts=True)
    if len(present) < 2 or counts.min() >= TINY * ids.size:
        return None
    return int(present[counts.argmin()])


def _neighbour(ids: NDArray[np.int64], region: int) -> int:
    inside = (ids == region).view(np.uint8)
    ring = cv2.dilate(inside, np.ones((3, 3), np.uint8)) > inside
    for around in (ids[ring], ids[inside == 0]):
        counts = np.bincount(around[around != BACKGROUND], minlength=1)
        if counts.any():
            return int(counts.argmax())
    raise AssertionError("there is another face region")
