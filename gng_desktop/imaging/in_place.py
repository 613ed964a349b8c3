"""Large pictures decoded into an array of ours, so that their pixels are in memory once."""

from __future__ import annotations

import contextlib
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFile

LARGE_PIXELS = 24_000_000
"""Of fewer pixels Pillow's own copy is small beside the networks."""
STRIP = 1 << 20
"""Pixels that are moved or compared at a time."""
_FORMATS = ("JPEG", "PNG")


def prepare(image: ImageFile.ImageFile) -> None:
    """Have a large RGB picture decoded into memory of ours; any other is left to Pillow.

    So is one that is decoded already. `map_buffer` is what Pillow itself opens uncompressed files
    with; the four bytes of each pixel are as in its own memory.
    """
    width, height = image.size
    plain = image.mode == "RGB" and image.format in _FORMATS and image.tile
    if not plain or width * height < LARGE_PIXELS or getattr(image, "is_animated", False):
        return
    held: Any = image
    # What a Pillow without it, or with another, raises.
    with contextlib.suppress(AttributeError, TypeError, ValueError, OSError):
        pixels = np.zeros(4 * width * height, np.uint8)
        how = (image.mode, 4 * width, 1)
        held.im = Image.core.map_buffer(pixels, image.size, "raw", 0, how)  # type: ignore[attr-defined]
        held.decoded = held.im, pixels


def taken(image: Image.Image) -> NDArray[np.uint8] | None:
    """Return the pixels of a picture prepared so, (H, W, 3), which it then no longer holds.

    None where there are none, where the picture was changed since it was decoded, or where Pillow
    decoded it elsewhere after all.
    """
    held: Any = image
    core, pixels = vars(held).pop("decoded", (None, None))
    if core is None or held.im is not core:
        return None
    width, height = image.size
    held.im = core = None
    total = width * height
    for first in range(0, total, STRIP):
        last = min(first + STRIP, total)
        four = pixels[4 * first : 4 * last].reshape(-1, 4)
        pixels[3 * first : 3 * last] = four[:, :3].ravel()  # a copy: the two overlap
    del four
    pixels.resize(3 * total, refcheck=False)
    rgb: NDArray[np.uint8] = pixels.reshape(height, width, 3)
    return rgb
