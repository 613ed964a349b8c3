"""The one door from an image to a network input, shared by training and inference."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray


def network_input(rgb: NDArray[np.uint8], size: int) -> NDArray[np.uint8]:
    """Resize a whole image to the square input of a network.

    The whole image is used and its aspect ratio given up, as in the source (Keras
    ``load_img(target_size)``): every pixel of the evidence takes part and none is invented.
    Area interpolation when shrinking avoids aliasing that a detector could mistake for a trace.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)
        RGB, 0..255.
    size : int
        Side of the input, px.

    Returns
    -------
    ndarray of uint8, shape (size, size, 3)
        RGB, 0..255; normalisation happens inside the networks.
    """
    height, width = rgb.shape[:2]
    if (height, width) == (size, size):
        return np.ascontiguousarray(rgb)
    shrinks = height >= size and width >= size
    how = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(rgb, (size, size), interpolation=how), np.uint8)


def resize_mask(mask: NDArray[np.uint8], width: int, height: int) -> NDArray[np.uint8]:
    """Resize an index mask (h, w) to (height, width) px by nearest neighbour: ids never mix."""
    resized = cv2.resize(mask, (width, height), interpolation=cv2.INTER_NEAREST_EXACT)
    return np.asarray(resized, np.uint8)
