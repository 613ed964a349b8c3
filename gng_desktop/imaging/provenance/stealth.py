"""Text that image generators hide in the lowest bits of the pixels ("stealth PNG info")."""

from __future__ import annotations

import zlib
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import ImageFile

from gng_desktop.imaging.provenance.fields import TEXT_LIMIT, Field, text_of
from gng_desktop.imaging.reading import MAX_PIXELS

_MARKS = {
    b"stealth_pnginfo": ("alpha", False),
    b"stealth_pngcomp": ("alpha", True),
    b"stealth_rgbinfo": ("RGB", False),
    b"stealth_rgbcomp": ("RGB", True),
}
"""What the hidden bits begin with: the channels they stand in, and whether they are packed."""
_MARK = 15


def read_stealth(image: ImageFile.ImageFile) -> tuple[list[Field], list[str]]:
    """Return texts hidden in the pixels of an image, and a sentence for each that is damaged.

    The bits stand column by column, as AUTOMATIC1111's extension and NovelAI write them, or row
    by row: 15 bytes of a mark, 32 bits with the number of bits that follow, then the text.

    Parameters
    ----------
    image : ImageFile
        A PNG or WebP image opened by `reading.open_image`; it is decoded.

    Raises
    ------
    Exception
        Of any kind, if it is too large or cannot be decoded.
    """
    fields: list[Field] = []
    problems: list[str] = []
    if image.width * image.height > MAX_PIXELS:
        raise ValueError("too large")
    if image.mode not in ("RGB", "RGBA"):
        return fields, problems
    pixels = np.asarray(image)
    for order, turned in (("columns", pixels.swapaxes(0, 1)), ("rows", pixels)):
        parts: dict[str, NDArray[Any]] = {"RGB": turned[..., :3]}
        if turned.shape[2] == 4:
            parts["alpha"] = turned[..., 3]
        for name, part in parts.items():
            start = _bytes(part, 0, 8 * (_MARK + 4))
            channels, packed = _MARKS.get(start[:_MARK], ("", False))
            if channels != name:
                continue
            length = int.from_bytes(start[_MARK:], "big")
            content = _bytes(part, 8 * (_MARK + 4), length)
            if packed:
                try:
                    content = zlib.decompressobj(31).decompress(content, 4 * TEXT_LIMIT)
                except zlib.error:
                    problems.append(
                        f"A text hidden in the lowest bits ({name}, by {order}) is damaged."
                    )
                    continue
            source = f"lowest bits of {name}, by {order}, {start[:_MARK].decode()}"
            fields.append(Field("Hidden text", "Stealth PNG info", text_of(content), source))
    return fields, problems


def _bytes(part: NDArray[Any], first: int, count: int) -> bytes:
    """Return `count` lowest bits from the bit `first` on, eight to a byte."""
    row = part[0].size
    lines = slice(first // row, (first + count) // row + 1)
    bits = part[lines].reshape(-1) & 1
    skipped = first - lines.start * row
    return np.packbits(bits[skipped : skipped + count]).tobytes()
