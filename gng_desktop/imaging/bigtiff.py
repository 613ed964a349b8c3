"""Big-endian BigTIFF in the layout of classic TIFF, which Pillow reads."""

from __future__ import annotations

import struct

from gng_desktop.imaging.ifd import MOST_ENTRIES, SIZES, Entry, Structure

MAGIC = b"MM\x00\x2b"
_LONG = {16: 4, 17: 9, 18: 13}
"""Types of 8 bytes: their counterparts of 4."""
_DIRECTORIES = (330, 34665, 34853)
"""Tags whose values are places of further directories: sub-images, EXIF, GPS."""


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
    out, known = bytearray(data), dict[int, int]()
    (first,) = struct.unpack_from(">Q", data, 8)
    struct.pack_into(">2sHI", out, 0, b"MM", 42, _directory(Structure(data), first, out, known))
    return bytes(out)


def _directory(whole: Structure, place: int, out: bytearray, known: dict[int, int]) -> int:
    """Append the chain of directories at `place`; return where its first one is now."""
    head, link = 0, -1
    while place and place not in known:
        found = whole.directory(place)
        count = len(found.entries)
        if found.following is None or max(count + 1, len(known)) > MOST_ENTRIES:
            raise ValueError("too many directory entries, or the file ends within them")
        known[place] = at = _even(out, bytes(6 + 12 * count))
        head = head or at
        if link >= 0:
            struct.pack_into(">I", out, link, at)
        struct.pack_into(">H", out, at, count)
        for number, entry in enumerate(found.entries):
            made = _entry(whole, entry, out, known)
            out[at + 2 + 12 * number : at + 14 + 12 * number] = made
        link, place = at + 2 + 12 * count, found.following
    return head or known.get(place, 0)


def _entry(whole: Structure, entry: Entry, out: bytearray, known: dict[int, int]) -> bytes:
    tag, kind, count, _ = entry
    start, size = whole.place_of(entry), SIZES.get(kind, 1)
    if start is None:
        raise ValueError("a value lies behind the end of the file")
    if kind in _LONG:
        values = list(struct.unpack_from(f">{count}Q", whole.data, start))
        kind, size = _LONG[kind], 4
        if tag in _DIRECTORIES:
            values = [_directory(whole, value, out, known) for value in values]
        packed = struct.pack(f">{count}I", *(value & 0xFFFFFFFF for value in values))
    elif size * count > 8:
        return struct.pack(">HHII", tag, kind, count, start)
    else:
        packed = whole.data[start : start + size * count]
    value = packed.ljust(4, b"\0") if len(packed) <= 4 else struct.pack(">I", _even(out, packed))
    return struct.pack(">HHI", tag, kind, count) + value


def _even(out: bytearray, content: bytes) -> int:
    """Append content at an even place; return the place."""
    out += bytes(len(out) % 2)
    out += content
    return len(out) - len(content)
