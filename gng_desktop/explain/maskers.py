"""What hidden pixels are replaced by."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache, partial

import cv2
import numpy as np
from numpy.typing import NDArray

from gng_desktop.core.text import listed
from gng_desktop.engines.onnx_engine import usable_cpus

BATCH = 16
"""Pictures scored at once."""
Score = Callable[[NDArray[np.uint8]], NDArray[np.float64]]
"""From (N, S, S, 3) uint8 RGB to (N,) scores, 0..1."""
BLUR = (28, 28)
"""Kernel of the blur, px."""
RADIUS = 3
"""Of the inpainting, px; as in shap."""
REACH = np.ones((9, 9), np.uint8)
"""A hidden pixel is filled from what lies within 4 px of it, the radius and a gradient's pixel.
Parts whose reaches do not touch are filled alike together and alone."""
FILLS, SIDE = 128, 320
"""Filled parts in memory of images of up to this side, px: 15 to 30 MB; of larger images as many
fewer. They hold an eighth of the pixels that the masks of a SHAP map hide, and a third of those of
a region map with Telea."""


def _mean(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    # Cut off, not rounded: as shap does.
    colour = image.mean(axis=(0, 1)).astype(np.uint8)
    return np.broadcast_to(colour, image.shape).copy()


MASKERS: dict[str, Callable[[NDArray[np.uint8]], NDArray[np.uint8]]] = {
    "telea": _mean,
    "blur": lambda image: np.asarray(cv2.blur(image, BLUR), np.uint8),
    "black": np.zeros_like,
    "mean": _mean,
}
"""By name, what the wholly hidden image looks like. Telea inpainting, the source's choice, fills
what is hidden from what is visible; where nothing is visible it takes the mean colour. The others
put a fixed picture in place: the blurred image, black, the image's mean colour."""


def check_masker(name: str) -> None:
    """Raise ValueError unless `name` is one of `MASKERS`."""
    if name not in MASKERS:
        raise ValueError(f"masker {name!r} is unknown; choose {listed([*MASKERS], 'or')}")


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


class Masker:
    """Hides parts of one image. Safe to share between threads.

    Parameters
    ----------
    name : {"telea", "blur", "black", "mean"}
    image : ndarray of uint8, shape (S, S, 3)

    Raises
    ------
    ValueError
        If `name` is unknown.
    """

    def __init__(self, name: str, image: NDArray[np.uint8]) -> None:
        check_masker(name)
        self.name, self.image = name, image
        self.replacement = MASKERS[name](image)
        self._inpainter = Inpainter(image)

    def show(self, visible: NDArray[np.bool_]) -> NDArray[np.uint8]:
        """Return the image with only part of it visible.

        Parameters
        ----------
        visible : ndarray of bool, shape (S, S) or (S, S, 3)
            Per pixel, or per value. Inpainting replaces a pixel as soon as one of its values is
            hidden.

        Returns
        -------
        ndarray of uint8, shape (S, S, 3)
        """
        if self.name == "telea":
            # Nine times as fast as `all`, which goes through the three values of each pixel.
            red, green, blue = (visible,) * 3 if visible.ndim == 2 else np.moveaxis(visible, 2, 0)
            seen = red & green & blue
            return self._inpainter.fill(~seen) if seen.any() else self.replacement
        where = visible if visible.ndim == 3 else visible[..., None]
        return np.where(where, self.image, self.replacement)


def workers() -> ThreadPoolExecutor:
    """Return threads for making pictures: OpenCV and NumPy let others run meanwhile."""
    return ThreadPoolExecutor(usable_cpus(), thread_name_prefix="masker")
