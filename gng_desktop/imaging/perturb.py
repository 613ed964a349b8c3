"""What happens to images on their way: JPEG compression, reduction, blur; to test against."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from gng_desktop.imaging.corruptions import corrupt, drawn

DRAWN = "challenge"
"""Stands for one kind and strength, drawn for each image."""


def jpeg(
    rgb: NDArray[np.uint8], quality: int, sampling: int = cv2.IMWRITE_JPEG_SAMPLING_FACTOR_420
) -> NDArray[np.uint8]:
    """Compress and decompress an image by JPEG.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)
    quality : int
        libjpeg's scale, 1..100 (003, table 3 uses 90 to 50).
    sampling : int
        Of the chroma, an OpenCV constant; half the resolution (4:2:0) by default.

    Returns
    -------
    ndarray of uint8, shape (H, W, 3)

    Raises
    ------
    ValueError
        If `quality` is not in 1..100.
    """
    if not 1 <= quality <= 100:
        raise ValueError(f"JPEG quality {quality} is not in 1..100")
    flags = [cv2.IMWRITE_JPEG_QUALITY, quality, cv2.IMWRITE_JPEG_SAMPLING_FACTOR, sampling]
    _, data = cv2.imencode(".jpg", cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR), flags)
    return np.asarray(cv2.cvtColor(cv2.imdecode(data, cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB))


def reduce(rgb: NDArray[np.uint8], side: int) -> NDArray[np.uint8]:
    """Reduce an image so that its shorter side is `side` px, keeping its aspect ratio.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)
    side : int
        px, from 1.

    Returns
    -------
    ndarray of uint8, shape (h, w, 3)
        By area interpolation; `rgb` itself where its shorter side is not larger: nothing is ever
        enlarged.

    Raises
    ------
    ValueError
        If `side` is below 1.
    """
    if side < 1:
        raise ValueError(f"an image cannot be reduced to {side} px")
    height, width = rgb.shape[:2]
    if min(height, width) <= side:
        return rgb
    scale = side / min(height, width)
    target = max(side, round(width * scale)), max(side, round(height * scale))
    return np.asarray(cv2.resize(rgb, target, interpolation=cv2.INTER_AREA), np.uint8)


@dataclass(frozen=True)
class Perturbation:
    """One change of an image: blurred, reduced to `side` px, compressed; 0 leaves a step out.

    Attributes
    ----------
    side : int
        See `reduce`.
    quality : int
        See `jpeg`.
    sigma : float
        Standard deviation of a Gaussian, px of the original; the image is mirrored at its edges.
    kind, strength : str and int
        See `gng_desktop.imaging.corruptions.corrupt`, or `DRAWN`; the first of all changes. What
        is drawn depends on `seed` and the image alone.
    """

    side: int = 0
    quality: int = 0
    sigma: float = 0.0
    kind: str = ""
    strength: int = 0
    seed: int = 42

    @property
    def name(self) -> str:
        """How tables name it: ``"as is"``, ``"64 px"``, ``"JPEG 90"``, ``"64 px, JPEG 90"``."""
        steps = (
            (self.kind, f"{self.kind} {self.strength}" if self.strength else self.kind),
            (self.sigma, f"blur {self.sigma:g} px"),
            (self.side, f"{self.side} px"),
            (self.quality, f"JPEG {self.quality}"),
        )
        return ", ".join(words for amount, words in steps if amount) or "as is"

    def apply(self, rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Return the changed (h, w, 3) uint8 image; `rgb` itself where nothing changes."""
        if self.kind:
            rng = np.random.default_rng([self.seed, zlib.crc32(rgb.tobytes())])
            if self.kind == DRAWN:
                rgb = drawn(rgb, rng)
            else:
                rgb = corrupt(rgb, self.kind, self.strength, rng)
        if self.sigma:
            rgb = np.asarray(cv2.GaussianBlur(rgb, (0, 0), self.sigma), np.uint8)
        if self.side:
            rgb = reduce(rgb, self.side)
        return jpeg(rgb, self.quality) if self.quality else rgb
