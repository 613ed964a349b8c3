"""Telea inpainting of one image under many masks, each separate hidden part filled once."""

from __future__ import annotations

from functools import lru_cache, partial

import cv2
import numpy as np
from numpy.typing import NDArray

RADIUS = 3
"""Of the inpainting, px; as in shap."""
REACH = np.ones((9, 9), np.uint8)
"""A hidden pixel is filled from what lies within 4 px of it, the radius and a gradient's pixel.
Parts whose reaches do not touch are filled alike together and alone."""
FILLS, SIDE = 128, 320
"""Filled parts in memory of images of up to this side, px: 15 to 30 MB; of larger images as many
fewer. They hold an eighth of the pixels that the masks of a SHAP map hide, and a third of those of
a region map with Telea."""


class Inpainter:
    """Fills hidden pixels of one image as ``cv2.inpaint`` does. Safe to share between threads.

    Parameters
    ----------
    image : ndarray of uint8, shape (S, S, 3)
    """

    def __init__(self, image: NDArray[np.uint8]) -> None:
        self.image = image
        share = min(1.0, SIDE**2 / (image.shape[0] * image.shape[1]))
        self._filled = lru_cache(max(1, int(FILLS * share)))(partial(_filled, image))

    def fill(self, hidden: NDArray[np.bool_]) -> NDArray[np.uint8]:
        """Return the image with what is hidden filled, the same as at once, bit for bit.

        Parameters
        ----------
        hidden : ndarray of bool, shape (S, S)

        Returns
        -------
        ndarray of uint8, shape (S, S, 3)
        """
        reached = cv2.dilate(hidden.view(np.uint8), REACH)
        count, labels, boxes, _ = cv2.connectedComponentsWithStats(reached)
        filled = self.image.copy()
        for part in range(1, count):
            x, y, width, height = boxes[part, :4].tolist()
            at = slice(y, y + height), slice(x, x + width)
            own = (labels[at] == part) & hidden[at]
            fill = self._filled(x, y, width, height, np.packbits(own).tobytes())
            cv2.copyTo(fill, own.view(np.uint8), filled[at])
        return filled


def _filled(
    image: NDArray[np.uint8], x: int, y: int, width: int, height: int, packed: bytes
) -> NDArray[np.uint8]:
    """Return a rectangle of the image with a part of it, as bits in rows, filled."""
    bits = np.frombuffer(packed, np.uint8)
    hidden = np.unpackbits(bits, count=width * height).reshape(height, width)
    seen = np.ascontiguousarray(image[y : y + height, x : x + width])
    return np.asarray(cv2.inpaint(seen, hidden, RADIUS, cv2.INPAINT_TELEA), np.uint8)
