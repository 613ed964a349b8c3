"""What a classifier could learn from a file instead of from the face, and whether it would."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gng_desktop.imaging.reading import decode_image, open_image, quiet, read_bytes
from gng_desktop.provenance.jpeg import read_jpeg

LOSSLESS = 101
"""Stands for the JPEG quality of what is no JPEG: above every JPEG."""
_SAMPLINGS = {"none (greyscale)": "grey"} | {name: name for name in ("4:4:4", "4:2:2", "4:2:0")}
_CHROMA = {"4:4:4": 1.0, "4:2:2": 0.5, "4:2:0": 0.25, "grey": 0.0}
GREY_LEVELS = 10
"""A pixel is grey if its channels differ by at most this many levels of 255."""
WARN_FROM = 0.65
"""A trait whose AUC, or one minus it, reaches this draws a warning."""


@dataclass(frozen=True)
class Traits:
    """Traits of one image file that have nothing to do with the face.

    Attributes
    ----------
    width, height : int
        Side lengths, px.
    format : str
        Pillow's name of the format.
    quality : int
        As `gng_desktop.provenance.jpeg.Jpeg` estimates it; `LOSSLESS` where it is no JPEG.
    sampling : str
        Of the chroma: "4:4:4", "4:2:2", "4:2:0", "grey" or "other"; "4:4:4" where it is no JPEG.
    bytes_per_pixel : float
        File size over number of pixels.
    blockiness : float
        Mean step between neighbouring pixels across the borders of 8 x 8 blocks over that
        elsewhere; about 1 without a block grid.
    greyness : float
        Share of grey pixels, 0..1.
    sha256 : str
        Of the file.
    """

    width: int
    height: int
    format: str
    quality: int
    sampling: str
    bytes_per_pixel: float
    blockiness: float
    greyness: float
    sha256: str = ""

    def values(self) -> dict[str, float]:
        """Return the traits as numbers by their names in words; chroma as share of its samples."""
        return {
            "width": self.width,
            "height": self.height,
            "JPEG quality": self.quality,
            "chroma sampling": _CHROMA.get(self.sampling, math.nan),
            "bytes per pixel": self.bytes_per_pixel,
            "blockiness": self.blockiness,
            "greyness": self.greyness,
        }


def traits_of(path: Path) -> Traits:
    """Measure one image file.

    Raises
    ------
    ImageError
        If it cannot be read.
    """
    data = read_bytes(path)
    picture = decode_image(data)
    quality, sampling = LOSSLESS, "4:4:4"
    with quiet():
        if jpeg := read_jpeg(open_image(data)):
            quality, sampling = jpeg.quality, _SAMPLINGS.get(jpeg.subsampling, "other")
    rgb = picture.rgb
    spread = rgb.max(axis=2) - rgb.min(axis=2)
    return Traits(
        picture.width,
        picture.height,
        picture.format,
        quality,
        sampling,
        len(data) / (picture.width * picture.height),
        _blockiness(rgb),
        float((spread <= GREY_LEVELS).mean()),
        hashlib.sha256(data).hexdigest(),
    )


def _blockiness(rgb: NDArray[np.uint8]) -> float:
    """Return the mean step of luminance across block borders over that elsewhere; 1 if flat."""
    grey = rgb.astype(np.float32) @ np.array([0.299, 0.587, 0.114], np.float32)
    border, elsewhere = [], []
    for values in (grey, grey.T):
        steps = np.abs(np.diff(values, axis=1))
        on_border = np.arange(1, values.shape[1]) % 8 == 0
        border.append(steps[:, on_border].ravel())
        elsewhere.append(steps[:, ~on_border].ravel())
    inner, outer = np.concatenate(elsewhere), np.concatenate(border)
    if not len(outer) or not len(inner) or inner.mean() == 0:
        return 1.0
    return float(outer.mean() / inner.mean())


@dataclass(frozen=True)
class Separation:
    """How well one trait alone separates the classes of one split.

    Attributes
    ----------
    auc : float
        Probability, 0..1, that a generated image has more of it than a real one; 0.5 says nothing.
    real, fake : int
        Number of images.
    """

    split: str
    trait: str
    auc: float
    real: int
    fake: int
    real_mean: float
    fake_mean: float

    @property
    def warns(self) -> bool:
        return max(self.auc, 1 - self.auc) >= WARN_FROM

    @property
    def chance(self) -> bool:
        """Whether so few images may differ so much by chance (two standard errors)."""
        error = math.sqrt((self.real + self.fake + 1) / (12 * self.real * self.fake))
        return abs(self.auc - 0.5) < 2 * error

    def sentence(self) -> str:
        """Return the warning in plain words."""
        text = (
            f"split {self.split}: {self.trait} alone tells real from fake with AUC "
            f"{max(self.auc, 1 - self.auc):.2f} (mean {self.real_mean:.4g} real, "
            f"{self.fake_mean:.4g} fake); a classifier may learn it instead of the face"
        )
        few = f"; with {self.real} real and {self.fake} fake images this may be chance"
        return text + (few if self.chance else "") + "."


def separations(split: str, real: Sequence[Traits], fake: Sequence[Traits]) -> list[Separation]:
    """Compare the traits of the real and the generated images of one split.

    Traits that are unknown for some image (an unusual chroma sampling) are compared among the
    others; without images of both classes there is nothing to compare.
    """
    from sklearn.metrics import roc_auc_score  # slow to import

    found = []
    tables = [[t.values() for t in group] for group in (real, fake)]
    for trait in tables[0][0] if all(tables) else ():
        values = [np.array([row[trait] for row in rows]) for rows in tables]
        a, b = (v[~np.isnan(v)] for v in values)
        if len(a) and len(b):
            generated = np.repeat([False, True], [len(a), len(b)])
            auc = roc_auc_score(generated, np.concatenate([a, b]))
            found.append(
                Separation(
                    split, trait, float(auc), len(a), len(b), float(np.mean(a)), float(np.mean(b))
                )
            )
    return found
