"""The pixels of some classes, the connected parts of a mask, and how large they are."""

from __future__ import annotations

from collections.abc import Iterable

import cv2
import numpy as np
from numpy.typing import NDArray


def members(mask: NDArray[np.uint8], ids: Iterable[int]) -> NDArray[np.uint8]:
    """Return 1 where the class id in `mask` (H, W) is one of `ids`, else 0; (H, W), uint8.

    Ten times as fast as `numpy.isin`, which every image of a scan would wait for five times.
    """
    table = np.zeros(256, np.uint8)
    table[list(ids)] = 1
    return np.asarray(cv2.LUT(mask, table), np.uint8)


def components(binary: NDArray[np.uint8]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Find the components of a mask, 8-connected.

    OpenCV's own statistics take several times as long, and every image waits for them.

    Parameters
    ----------
    binary : ndarray of uint8, shape (H, W)
        0 is outside.

    Returns
    -------
    labels : ndarray of int32, shape (H, W)
        0 outside, 1, 2, ... in the components.
    areas : ndarray of int64, shape (1 + components,)
        Pixels by label; those outside count as 0, so that the largest is never label 0 unless
        there is no component.
    """
    count, labels = cv2.connectedComponents(binary, connectivity=8)
    areas = np.zeros(count, np.int64)
    if count == 2:
        areas[1] = cv2.countNonZero(binary)
    elif count > 2:
        areas[:] = np.bincount(labels.ravel(), minlength=count)
        areas[0] = 0
    return np.asarray(labels, np.int32), areas
