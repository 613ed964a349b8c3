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

    Returns
    -------
    ndarray of uint8, shape (H, W, 3)
        RGB, 0..255.

    Raises
    ------
    ValueError
        If shapes or types do not fit, `opacity` is outside 0..1, or an id is outside 0..13.
    """
    if rgb.dtype != np.uint8 or rgb.ndim != 3 or rgb.shape[2] != 3:
        raise ValueError(f"image must be uint8 (H, W, 3), not {rgb.dtype} {rgb.shape}")
    if mask.dtype != np.uint8 or mask.shape != rgb.shape[:2]:
        raise ValueError(f"mask must be uint8 {rgb.shape[:2]}, not {mask.dtype} {mask.shape}")
    if not 0.0 <= opacity <= 1.0:
        raise ValueError(f"opacity must lie in 0..1, not {opacity}")
    count = len(labels.CLASSES)
    if mask.size and int(mask.max()) >= count:
        raise ValueError(f"mask holds class {int(mask.max())}; the highest is {count - 1}")
    if not all(0 <= i < count for i in hidden):
        raise ValueError(f"hidden classes {sorted(hidden)} must lie in 0..{count - 1}")
    if not mask.size:
        return rgb.copy()

    colours = np.zeros((256, 1, 3), np.uint8)
    colours[:count, 0] = labels.COLOURS
    shown = np.zeros(256, np.uint8)
    shown[[i for i in range(1, count) if i not in hidden]] = 255

    coloured = cv2.LUT(cv2.merge([mask, mask, mask]), colours)
    mixed = cv2.addWeighted(rgb, 1.0 - opacity, coloured, opacity, 0.0)
    result = cv2.copyTo(mixed, cv2.LUT(mask, shown), np.ascontiguousarray(rgb).copy())
    return np.asarray(result, np.uint8)
