"""The overlay: class colours mixed over the image."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from gng_desktop.imaging import labels


def blend(
    rgb: NDArray[np.uint8],
    mask: NDArray[np.uint8],
    opacity: float = 0.5,
    hidden: frozenset[int] = frozenset(),
    colours: NDArray[np.uint8] = labels.COLOURS,
) -> NDArray[np.uint8]:
    """Mix the colours of classes 1..13 over an image.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)
        RGB, 0..255; left as it is.
    mask : ndarray of uint8, shape (H, W)
        Class ids, 0..13.
    opacity : float
        Share of the class colour, 0..1.
    hidden : frozenset of int
        Class ids, 0..13, whose pixels stay untouched; those of the background always do.
    colours : ndarray of uint8, shape (14, 3)
        RGB per class, one of `gng_desktop.imaging.labels.PALETTES`.

    Returns
    -------
    ndarray of uint8, shape (H, W, 3)
        RGB, 0..255.

    Raises
    ------
    ValueError
        If shapes or types do not fit, `opacity` is outside 0..1, or an id is outside 0..13.
    """
    _check(rgb, mask, opacity, hidden)
    if not mask.size:
        return rgb.copy()
    table = np.zeros((256, 1, 3), np.uint8)
    table[: len(colours), 0] = colours
    coloured = cv2.LUT(cv2.merge([mask, mask, mask]), table)
    mixed = cv2.addWeighted(rgb, 1.0 - opacity, coloured, opacity, 0.0)
    shown = cv2.LUT(mask, _shown(hidden))
    return np.asarray(cv2.copyTo(mixed, shown, np.ascontiguousarray(rgb).copy()), np.uint8)


def outline(
    rgb: NDArray[np.uint8],
    mask: NDArray[np.uint8],
    opacity: float = 1.0,
    hidden: frozenset[int] = frozenset(),
    colours: NDArray[np.uint8] = labels.COLOURS,
) -> NDArray[np.uint8]:
    """Draw the inner borders of classes 1..13 over an image, two pixels wide.

    Parameters, result and errors are those of `blend`. Hidden classes count as background.
    """
    _check(rgb, mask, opacity, hidden)
    if not mask.size:
        return rgb.copy()
    shown = cv2.bitwise_and(mask, cv2.LUT(mask, _shown(hidden)))
    border = cv2.morphologyEx(shown, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    # Where a class meets another, each side keeps its own pixel; the background draws none.
    border = cv2.bitwise_and(cv2.dilate(border, np.ones((3, 3), np.uint8)), shown)
    return blend(rgb, np.asarray(cv2.copyTo(shown, border), np.uint8), opacity, colours=colours)


def _shown(hidden: frozenset[int]) -> NDArray[np.uint8]:
    """Return a table of 255 for every class id that is drawn, and 0 for the others."""
    shown = np.zeros(256, np.uint8)
    shown[[i for i in range(1, len(labels.CLASSES)) if i not in hidden]] = 255
    return shown


def _check(
    rgb: NDArray[np.uint8], mask: NDArray[np.uint8], opacity: float, hidden: frozenset[int]
) -> None:
    if rgb.dtype != np.uint8 or rgb.ndim != 3 or rgb.shape[2] != 3:
        raise ValueError(f"image must be uint8 (H, W, 3), not {rgb.dtype} {rgb.shape}")
    if mask.dtype != np.uint8 or mask.shape != rgb.shape[:2]:
        raise ValueError(f"mask must be uint8 {rgb.shape[:2]}, not {mask.dtype} {mask.shape}")
    if not 0.0 <= opacity <= 1.0:
        raise ValueError(f"opacity must lie in 0..1, not {opacity}")
    labels.check_ids(mask)
    count = len(labels.CLASSES)
    if not all(0 <= i < count for i in hidden):
        raise ValueError(f"hidden classes {sorted(hidden)} must lie in 0..{count - 1}")
