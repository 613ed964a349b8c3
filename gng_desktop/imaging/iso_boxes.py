"""Files made of boxes (ISO/IEC 14496-12, 15444-1): HEIF, AVIF, JPEG 2000, video."""

from __future__ import annotations

import re
from collections.abc import Iterator

BOX_LIMIT = 10_000
"""Boxes side by side that are looked at."""

Box = tuple[bytes, int, int]
"""Type, first byte of the content, first byte after it."""


def boxes(data: bytes, place: int, stop: int) -> Iterator[Box]:
    """Yield the boxes from `place` on, until one is none or reaches past `stop`."""
    for _ in range(BOX_LIMIT):
        if place + 8 > stop:
            return
        size, kind = int.from_bytes(data[place : place + 4], "big"), data[place + 4 : place + 8]
        start = place + 8
        if size == 1:
            size, start = int.from_bytes(data[start : start + 8], "big"), start + 8
        end = place + size if size else stop
        if not re.fullmatch(rb"[ -~\xa9]{4}", kind) or end < start or end > stop:
            return
        yield kind, start, end
        place = end
