"""The 14 Mut1ny classes, their colours, and masks of them (SPEC 1.1)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

CLASSES: tuple[str, ...] = (
    "background", "general face", "left eye", "right eye", "nose",
    "lips", "hair", "left eyebrow", "right eyebrow", "left ear",
    "right ear", "teeth", "facial hair", "specs",
)  # fmt: skip
"""Class names; the index is the id in masks, models and tables. Left is the subject's left."""

COLOURS: NDArray[np.uint8] = np.array([
    (0, 0, 0), (128, 128, 128), (0, 255, 0), (0, 128, 0), (0, 0, 255),
    (255, 0, 0), (255, 255, 0), (255, 0, 255), (128, 0, 128), (0, 255, 255),
    (0, 64, 64), (255, 255, 255), (255, 192, 192), (0, 128, 128),
], np.uint8)  # fmt: skip
"""(14, 3) RGB colour of each class, as in the Mut1ny label images."""

SAFE_COLOURS: NDArray[np.uint8] = np.array([
    (0, 0, 0), (150, 150, 150), (83, 161, 249), (0, 78, 173), (255, 240, 53),
    (223, 78, 0), (254, 143, 0), (211, 178, 213), (85, 55, 73), (88, 228, 167),
    (25, 140, 93), (255, 255, 255), (167, 40, 8), (0, 3, 140),
], np.uint8)  # fmt: skip
"""(14, 3) RGB colours that colour-blind people can distinguish, the left one of a pair light, the
right one dark: to normal eyes and to three simulated kinds of colour blindness any two classes
differ by at least 13 CIEDE2000, those of Mut1ny by 4."""

PALETTES: dict[str, NDArray[np.uint8]] = {"mut1ny": COLOURS, "colour-blind-safe": SAFE_COLOURS}
"""Class colours by name, for showing; files always carry those of Mut1ny."""

BACKGROUND = 0
SWAPPED_IN_MIRROR: tuple[tuple[int, int], ...] = ((2, 3), (7, 8), (9, 10))
"""Pairs of ids that trade places when an image is mirrored."""

_MIRROR = np.arange(256, dtype=np.uint8)
for _left, _right in SWAPPED_IN_MIRROR:
    _MIRROR[_left], _MIRROR[_right] = _right, _left


def to_rgb(mask: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Colour an index mask.

    Parameters
    ----------
    mask : ndarray of uint8, shape (H, W)
        Class ids, 0..13.

    Returns
    -------
    ndarray of uint8, shape (H, W, 3)
        Mut1ny colours (SPEC 1.1).

    Raises
    ------
    IndexError
        If an id is above 13.
    """
    return np.asarray(COLOURS[mask], np.uint8)


def mirror(mask: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Mirror an index mask (H, W) left to right, swapping left and right classes with it.

    Values that are no class id stay as they are.
    """
    return np.ascontiguousarray(with_sides_exchanged(mask[:, ::-1]))


def with_sides_exchanged(mask: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Swap left and right classes of class ids, of any shape; other values stay as they are."""
    return np.asarray(_MIRROR[mask], np.uint8)


def fractions(mask: NDArray[np.uint8]) -> dict[str, float]:
    """Return the share (0..1) of the pixels of `mask` (H, W) that each class present holds."""
    counts = np.bincount(mask.ravel(), minlength=len(CLASSES))
    return {CLASSES[i]: float(c / mask.size) for i, c in enumerate(counts) if c}
