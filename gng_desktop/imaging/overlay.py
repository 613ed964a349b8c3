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
    """
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

    Parameters and result are those of `blend`. Hidden classes count as background.
    """
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
