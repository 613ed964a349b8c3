"""Big-endian BigTIFF in the layout of classic TIFF, which Pillow reads."""

from __future__ import annotations

import struct

from gng_desktop.imaging.ifd import MOST_ENTRIES, SIZES, Directory, Entry, Structure

MAGIC = b"MM\x00\x2b"
_LONG = {16: 4, 17: 9, 18: 13}
"""Types of 8 bytes: their counterparts of 4."""
_DIRECTORIES = (330, 34665, 34853)
"""Tags whose values are places of further directories: sub-images, EXIF, GPS."""
_PLACES = {**dict.fromkeys(_LONG, "Q"), 4: "I", 13: "I"}
"""Types of such places: 4 bytes do for those below 4 GiB."""
_GROWTH = 3
"""Times the file's size that the result may have: of a plain file it is less than twice."""

Link = tuple[int, int]
"""Where in the result a directory's new place is to be written, and its place in the file."""


def classic(data: bytes) -> bytes:
    """Return the file with classic directories behind it; what they point to stays where it is.

    Parameters
    ----------
    data : bytes
        A file that begins with `MAGIC`, below 4 GiB.

    Raises
    ------
    struct.error, ValueError
        If the directories are malformed, or grow far beyond the file, as those do that overlap.
    """
    whole, out, known = Structure(data), bytearray(data), dict[int, int]()
    struct.pack_into(">2sH", out, 0, b"MM", 42)
    links: list[Link] = [(4, struct.unpack_from(">Q", data, 8)[0])]
    while links:
        link, place = links.pop()
        if place and place not in known:
            found = whole.directory(place)
            if found.following is None or max(len(found.entries) + 1, len(known)) > MOST_ENTRIES:
                raise ValueError("too many directory entries, or the file ends within them")
            known[place] = _directory(whole, found, out, links)
        struct.pack_into(">I", out, link, known.get(place, 0))
    return bytes(out)


def _directory(whole: Structure, found: Directory, out: bytearray, links: list[Link]) -> int:
    """Append a directory and return where it is; add to `links` what is still to be appended."""
    at = _even(out, struct.pack(">H", len(found.entries)) + bytes(12 * len(found.entries) + 4))
    links.append((len(out) - 4, found.following or 0))
    for number, entry in enumerate(found.entries):
        _entry(whole, entry, at + 2 + 12 * number, out, links)
    return at


def _entry(whole: Structure, entry: Entry, place: int, out: bytearray, links: list[Link]) -> None:
    tag, kind, many, _ = entry
    start, size = whole.place_of(entry), SIZES.get(kind, 1)
    if start is None:
        raise ValueError("a value lies behind the end of the file")
    below = many if tag in _DIRECTORIES and kind in _PLACES else 0
    if len(out) > _GROWTH * len(whole.data) or len(links) + below > MOST_ENTRIES:
        raise ValueError("the same values are named too often")
    where = place + 8
    if kind in _LONG or below:
        values = struct.unpack_from(f">{many}{_PLACES[kind]}", whole.data, start)
        packed = struct.pack(f">{many}I", *(value & 0xFFFFFFFF for value in values))
    elif size * many > 8:
        packed, values = struct.pack(">I", start), ()
    else:
        packed, values = whole.data[start : start + size * many], ()
    if len(packed) > 4:
        where = _even(out, packed)
        packed = struct.pack(">I", where)
    struct.pack_into(">HHI4s", out, place, tag, _LONG.get(kind, kind), many, packed)
    if below:
        links += [(where + 4 * n, value) for n, value in enumerate(values)]


def _even(out: bytearray, content: bytes) -> int:
    """Append content at an even place; return the place."""
    out += bytes(len(out) % 2)
    out += content
    return len(out) - len(content)
