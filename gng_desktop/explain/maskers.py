"""What hidden pixels are replaced by."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import cv2
import numpy as np
from numpy.typing import NDArray

from gng_desktop.core.text import listed
from gng_desktop.engines.onnx_engine import usable_cpus
from gng_desktop.explain.inpainting import Inpainter

BATCH = 16
"""Pictures scored at once."""
Score = Callable[[NDArray[np.uint8]], NDArray[np.float64]]
"""From (N, S, S, 3) uint8 RGB to (N,) scores, 0..1."""
BLUR = (28, 28)
"""Kernel of the blur, px."""


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
