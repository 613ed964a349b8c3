"""What a classifier could learn from a file instead of from the face in it."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import JpegImagePlugin

from gng_desktop.imaging.provenance.jpeg import standard_tables
from gng_desktop.imaging.reading import MAX_BYTES, ImageError, decode_image, read_image

LOSSLESS = 101
"""Stands for the JPEG quality of what is no JPEG: above every JPEG."""
SAMPLINGS = {-1: "other", 0: "4:4:4", 1: "4:2:2", 2: "4:2:0"}
_CHROMA = {"4:4:4": 1.0, "4:2:2": 0.5, "4:2:0": 0.25, "grey": 0.0}
GREY_LEVELS = 10
"""A pixel is grey if its channels differ by at most this many levels of 255."""


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
        Estimated JPEG quality, 1..100 on libjpeg's scale; `LOSSLESS` where it is no JPEG.
    sampling : str
        Of the chroma: "4:4:4", "4:2:2", "4:2:0", "grey" or "other"; "4:4:4" where it is no JPEG.
    bytes_per_pixel : float
        File size over number of pixels.
    blockiness : float
        Mean step between neighbouring pixels across the borders of 8 x 8 blocks over that
        elsewhere; about 1 without a block grid.
    greyness : float
        Share of grey pixels, 0..1.
    """

    width: int
    height: int
    format: str
    quality: int
    sampling: str
    bytes_per_pixel: float
    blockiness: float
    greyness: float

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
    try:
        regular = path.is_file() and path.stat().st_size <= MAX_BYTES
        data = path.read_bytes() if regular else b""
    except OSError:
        data = b""
    # An unreadable file gets its sentence from where all files are read.
    picture = decode_image(data) if data else read_image(path)
    quality, sampling = LOSSLESS, "4:4:4"
    if data.startswith(b"\xff\xd8"):
        try:
            with JpegImagePlugin.JpegImageFile(io.BytesIO(data)) as image:
                quality = jpeg_quality(image.quantization)
                grey = image.mode == "L"
                sampling = "grey" if grey else SAMPLINGS[JpegImagePlugin.get_sampling(image)]
        except (OSError, SyntaxError, ValueError) as error:
            raise ImageError(f"Its JPEG header cannot be read ({error}).") from error
    rgb = picture.rgb
    spread = rgb.max(axis=2) - rgb.min(axis=2)
    return Traits(
        picture.width,
        picture.height,
        picture.format,
        quality,
        sampling,
        len(data) / (picture.width * picture.height),
        blockiness(rgb),
        float((spread <= GREY_LEVELS).mean()),
    )


def jpeg_quality(tables: dict[int, list[int]]) -> int:
    """Estimate the JPEG quality, 1..100, from quantisation tables.

    The quality at which libjpeg's luminance table has the nearest sum: exact for libjpeg and what
    follows it, an equivalent for other encoders.

    Parameters
    ----------
    tables : dict of int to list of int
        64 values each; table 0 is the luminance's.
    """
    first = tables.get(0) or next(iter(tables.values()), [])
    sums = standard_tables()[:, 0].sum(axis=1)
    return 1 + int(np.abs(sums - sum(first)).argmin())


def blockiness(rgb: NDArray[np.uint8]) -> float:
    """Measure the 8 x 8 block grid of a picture.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)

    Returns
    -------
    float
        Mean absolute step of the luminance across block borders over that elsewhere, both
        directions taken together; 1 for a picture that is flat or not larger than a block.
    """
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
