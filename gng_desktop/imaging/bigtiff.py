"""Big-endian BigTIFF in the layout of classic TIFF, which Pillow reads."""

from __future__ import annotations

import struct

MAGIC = b"MM\x00\x2b"
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_LONG = {16: 4, 17: 9, 18: 13}
"""Types of 8 bytes: their counterparts of 4."""
_DIRECTORIES = (330, 34665, 34853)
"""Tags whose values are places of further directories: sub-images, EXIF, GPS."""
_MOST = 4096


def classic(data: bytes) -> bytes:
    """Return the file with classic directories behind it; what they point to stays where it is.

    Parameters
    ----------
    data : bytes
        A file that begins with `MAGIC`, below 4 GiB.

    Raises
    ------
    struct.error, ValueError
        If the directories are malformed.
    """
    out = bytearray(data)
    known: dict[int, int] = {}
    (first,) = struct.unpack_from(">Q", data, 8)
    struct.pack_into(">2sHI", out, 0, b"MM", 42, _directory(data, first, out, known))
    return bytes(out)


def _directory(data: bytes, place: int, out: bytearray, known: dict[int, int]) -> int:
    """Append the chain of directories at `place`; return where its first one is now."""
    head, link = 0, -1
    while place and place not in known:
        (count,) = struct.unpack_from(">Q", data, place)
        if count > _MOST or len(known) > _MOST:
            raise ValueError("too many directory entries")
        known[place] = at = _even(out, bytes(6 + 12 * count))
        head = head or at
        if link >= 0:
            struct.pack_into(">I", out, link, at)
        struct.pack_into(">H", out, at, count)
        for number in range(count):
            entry = _entry(data, place + 8 + 20 * number, out, known)
            out[at + 2 + 12 * number : at + 14 + 12 * number] = entry
        link = at + 2 + 12 * count
        (place,) = struct.unpack_from(">Q", data, place + 8 + 20 * count)
    return head or known.get(place, 0)


def _entry(data: bytes, place: int, out: bytearray, known: dict[int, int]) -> bytes:
    tag, kind, count, where = struct.unpack_from(">HHQQ", data, place)
    size = 8 if kind in _LONG else _SIZES.get(kind, 1)
    start = where if size * count > 8 else place + 12
    if start + size * count > len(data):
        raise ValueError("a value lies behind the end of the file")
    if kind in _LONG:
        values = list(struct.unpack_from(f">{count}Q", data, start))
        kind, size = _LONG[kind], 4
        if tag in _DIRECTORIES:
            values = [_directory(data, value, out, known) for value in values]
        packed = struct.pack(f">{count}I", *(value & 0xFFFFFFFF for value in values))
    elif size * count > 8:
        return struct.pack(">HHII", tag, kind, count, start)
    else:
        packed = data[start : start + size * count]
    value = packed.ljust(4, b"\0") if len(packed) <= 4 else struct.pack(">I", _even(out, packed))
    return struct.pack(">HHI", tag, kind, count) + value


def _even(out: bytearray, content: bytes) -> int:
    """Append content at an even place; return the place."""
    out += bytes(len(out) % 2)
    out += content
    return len(out) - len(content)
