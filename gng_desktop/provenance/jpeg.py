"""How a JPEG was compressed: quantisation tables, the quality they stand for, subsampling."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import ImageFile, JpegImagePlugin

from gng_desktop.core.text import N_

# fmt: off
_LUMINANCE = (
    16, 11, 10, 16,  24,  40,  51,  61,
    12, 12, 14, 19,  26,  58,  60,  55,
    14, 13, 16, 24,  40,  57,  69,  56,
    14, 17, 22, 29,  51,  87,  80,  62,
    18, 22, 37, 56,  68, 109, 103,  77,
    24, 35, 55, 64,  81, 104, 113,  92,
    49, 64, 78, 87, 103, 121, 120, 101,
    72, 92, 95, 98, 112, 100, 103,  99,
)
_CHROMINANCE = (
    17, 18, 24, 47, 99, 99, 99, 99,
    18, 21, 26, 66, 99, 99, 99, 99,
    24, 26, 56, 99, 99, 99, 99, 99,
    47, 66, 99, 99, 99, 99, 99, 99,
    99, 99, 99, 99, 99, 99, 99, 99,
    99, 99, 99, 99, 99, 99, 99, 99,
    99, 99, 99, 99, 99, 99, 99, 99,
    99, 99, 99, 99, 99, 99, 99, 99,
)
# fmt: on

_SUBSAMPLING: dict[tuple[tuple[int, int], ...], str] = {
    ((1, 1), (1, 1), (1, 1)): "4:4:4",
    ((2, 1), (1, 1), (1, 1)): "4:2:2",
    ((2, 2), (1, 1), (1, 1)): "4:2:0",
    ((1, 2), (1, 1), (1, 1)): "4:4:0",
    ((4, 1), (1, 1), (1, 1)): "4:1:1",
    ((4, 2), (1, 1), (1, 1)): "4:1:0",
}


@dataclass(frozen=True)
class Jpeg:
    """The compression of one JPEG image.

    Attributes
    ----------
    tables : dict of int to tuple of int
        By its number, each quantisation table's 64 divisors, row by row (natural order).
    quality : int
        1..100, the libjpeg quality whose standard tables are these, or come closest.
    standard : bool
        Whether every table used is a standard one of `quality` exactly.
    difference : float
        Mean absolute difference of the divisors from the standard ones of `quality`; 0 where
        they are standard.
    subsampling : str
        Of the chroma, for example ``"4:2:0"``; "none (greyscale)"; or the sampling factors.
    bits : int
        Per sample.
    """

    tables: dict[int, tuple[int, ...]]
    quality: int
    standard: bool
    difference: float
    subsampling: str
    progressive: bool
    bits: int

    @property
    def sentence(self) -> str:
        """What the tables say of the quality."""
        if self.standard:
            return (
                f"The quantisation tables are the standard ones of libjpeg at quality "
                f"{self.quality}."
            )
        return (
            "The quantisation tables are not the standard ones of libjpeg: cameras, Photoshop and "
            f"some services use tables of their own. Closest is quality {self.quality}, with "
            f"divisors {self.difference:.1f} apart on average."
        )

    def to_json(self) -> dict[str, Any]:
        """Return everything as JSON values."""
        return {
            "estimated_quality": self.quality,
            "standard_tables": self.standard,
            "mean_difference_from_standard": round(self.difference, 3),
            "subsampling": self.subsampling,
            "progressive": self.progressive,
            "bits": self.bits,
            "tables": {str(number): list(table) for number, table in self.tables.items()},
        }


@cache
def standard_tables() -> NDArray[np.int64]:
    """Return libjpeg's tables of every quality.

    Returns
    -------
    ndarray of int64, shape (100, 2, 64)
        At index quality - 1 the divisors (1..255) of luminance and chrominance, row by row.

    Notes
    -----
    ITU-T T.81 (ISO/IEC 10918-1), tables K.1 and K.2, scaled as libjpeg's ``jpeg_set_quality``
    does for baseline files.
    """
    quality = np.arange(1, 101)
    scale = np.where(quality < 50, 5000 // quality, 200 - 2 * quality)
    base = np.array([_LUMINANCE, _CHROMINANCE], np.int64)
    return np.clip((base * scale[:, None, None] + 50) // 100, 1, 255)


def read_jpeg(image: ImageFile.ImageFile) -> Jpeg | None:
    """Return how an image was compressed; None where it is no JPEG or has no tables."""
    if not isinstance(image, JpegImagePlugin.JpegImageFile):
        return None
    tables = {number: tuple(table) for number, table in image.quantization.items()}
    # Component (number, horizontal and vertical sampling, table); the first is the luminance.
    used = [tables.get(component[3]) for component in image.layer]
    kinds = [(min(n, 1), table) for n, table in enumerate(used[:3]) if table is not None]
    if len(used) == 4:  # CMYK: all four planes with the table of luminance, as a rule
        kinds = [(0, table) for table in used if table is not None]
    if not kinds:
        return None
    found = np.array([table for _, table in kinds], np.int64)
    distances = np.abs(standard_tables()[:, [kind for kind, _ in kinds]] - found).mean(axis=(1, 2))
    best = int(distances.argmin())
    return Jpeg(
        tables=tables,
        quality=best + 1,
        standard=bool(distances[best] == 0),
        difference=float(distances[best]),
        subsampling=_subsampling([(component[1], component[2]) for component in image.layer]),
        progressive=bool(image.info.get("progressive", False)),
        bits=int(image.bits),
    )


def _subsampling(factors: list[tuple[int, int]]) -> str:
    if len(factors) == 1:
        return N_("none (greyscale)")
    known = _SUBSAMPLING.get(tuple(factors))
    return known or ", ".join(f"{across}x{down}" for across, down in factors)
