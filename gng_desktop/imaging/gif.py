"""The blocks of a GIF file (89a)."""

from __future__ import annotations


def colour_bytes(flags: int) -> int:
    """Return the size of the colour table that flags announce, bytes."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def sub_blocks(data: bytes, place: int) -> tuple[int, list[bytes]]:
    """Return the place after a row of sub-blocks, and what they hold."""
    found = []
    while place < len(data) and (size := data[place]):
        found.append(data[place + 1 : place + 1 + size])
        place += 1 + size
    return place + 1, found
