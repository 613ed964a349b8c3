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
    # Each axis by its own rule: OpenCV drops area interpolation as soon as either axis grows.
    shrunk = cv2.resize(rgb, (min(width, size), min(height, size)), interpolation=cv2.INTER_AREA)
    grown = cv2.resize(shrunk, (size, size), interpolation=cv2.INTER_LINEAR)
    return np.asarray(grown, np.uint8)


def resize_mask(mask: NDArray[np.uint8], width: int, height: int) -> NDArray[np.uint8]:
    """Resize an index mask; ids never mix, and enlarged borders are smooth instead of stairs.

    Parameters
    ----------
    mask : ndarray of uint8, shape (h, w)
        Class ids.
    width, height : int
        New size, px.

    Returns
    -------
    ndarray of uint8, shape (height, width)
        At each pixel the class whose bilinearly resized indicator is largest.
    """
    if mask.shape == (height, width):
        return mask
    best = np.zeros((height, width), np.uint8)
    result = np.zeros((height, width), np.uint8)
    for label in np.unique(mask):
        share = cv2.resize((mask == label).astype(np.uint8) * 255, (width, height))
        wins = share > best
        result[wins] = label
        best = np.maximum(best, share).astype(np.uint8)
    return result


def resize_foreground(face: NDArray[np.bool_], width: int, height: int) -> NDArray[np.bool_]:
    """Resize a (h, w) bool foreground to (height, width) px, with smooth borders."""
    if face.shape == (height, width):
        return face
    share = cv2.resize(face.astype(np.uint8) * 255, (width, height))
    return np.asarray(share >= 128, np.bool_)
