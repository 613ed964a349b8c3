"""JPEG files that are cut short: what is left of the picture, and how much is missing."""

from __future__ import annotations

import io
import re

import numpy as np
from PIL import Image, JpegImagePlugin

from gng_desktop.imaging.in_place import STRIP

_EOI, _SOS = b"\xff\xd9", b"\xff\xda"
_GREY = (127, 128)
"""What libjpeg puts where data are missing; inverted in CMYK."""
_BLOCK_BITS = 2
"""A block takes at least a bit for each of its two kinds of coefficients."""


def whole(data: bytes) -> Image.Image:
    """Decode a JPEG that is cut short as if it ended there."""
    image = JpegImagePlugin.JpegImageFile(io.BytesIO(data + _EOI), "")
    image.load()
    return image


def missing_rows(image: Image.Image) -> int:
    """Return how many rows at the bottom of the stored picture have the grey of missing data."""
    width, height = image.size
    # For an intact picture this checks one pixel.
    corner = image.getpixel((0, height - 1))
    if set(corner if isinstance(corner, tuple) else (corner,)) - {*_GREY}:
        return 0
    step = max(1, STRIP // width)
    for bottom in range(height, 0, -step):
        top = max(0, bottom - step)
        strip = np.asarray(image.crop((0, top, width, bottom))).reshape(bottom - top, -1)
        others = np.flatnonzero(((strip != 127) & (strip != 128)).any(axis=1))
        if len(others):
            return height - 1 - top - int(others[-1])
    return height


def ends_early(image: Image.Image, data: bytes, rows: int) -> bool:
    """Return whether the data of grey rows at the bottom are missing, rather than of that grey.

    Coded rows take some bytes. Where they are there, the picture above stays the same without
    fewer bytes than that; where they are not, it loses blocks.

    Parameters
    ----------
    image : Image
        Decoded, as stored.
    data : bytes
        The file; only a baseline JPEG is examined.
    rows : int
        From `missing_rows`.
    """
    if rows < 8 or rows >= image.height or image.info.get("progressive"):
        return False
    start = _scan(data)
    end = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]").search(data, start + 2)
    stop = end.start() if end else len(data)
    unit = 8 if image.mode == "L" else 16
    blocks = (rows // unit) * (unit // 8) * (image.width // 8)  # of brightness, at least
    cut = min(64, blocks * _BLOCK_BITS // 8 - 1)
    if start < 0 or cut < 16 or stop - cut <= start:
        return False
    shorter = JpegImagePlugin.JpegImageFile(io.BytesIO(data[: stop - cut] + _EOI), "")
    shorter.load()
    above = (0, 0, image.width, image.height - rows)
    return image.crop(above).tobytes() != shorter.crop(above).tobytes()


def _scan(data: bytes) -> int:
    """Return where the first scan begins; what lies in segments before it may hold others."""
    place = 2
    while place + 4 <= len(data) and data[place] == 0xFF and data[place : place + 2] != _SOS:
        fill = data[place + 1] == 0xFF  # any number of them may precede a marker
        place += 1 if fill else 2 + int.from_bytes(data[place + 2 : place + 4], "big")
    return place if data[place : place + 2] == _SOS else -1


def note_of(rows: int, image: Image.Image) -> str:
    """Return the sentence on a JPEG that is cut short with `rows` of its picture missing."""
    if not rows and not image.info.get("progressive"):
        return (
            "The JPEG file is truncated: a few rows at its stored bottom edge are missing or "
            "damaged."
        )
    if not rows:
        return "The JPEG file is truncated: details may be missing anywhere in the image."
    share = max(1, round(100 * rows / image.height))
    return (
        f"The JPEG file is truncated: about {share} % of the image, from its stored bottom edge, "
        "is missing and shown in grey."
    )
