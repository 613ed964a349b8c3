"""The directories of a TIFF file: which of its pages are pictures, and which reduced copies."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from typing import NamedTuple

MAGIC = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
MAX_PAGES = 10_000
_WIDTH, _HEIGHT, _SUBFILE, _ORIENTATION, _SUB_IFDS = 256, 257, 254, 274, 330
_SIZES = {3: 2, 4: 4, 13: 4, 16: 8, 18: 8}
_FORMS = {2: "H", 4: "I", 8: "Q"}


class Page(NamedTuple):
    """What a directory says of its picture: place in the file, bytes; sizes in px."""

    place: int
    reduced: bool
    width: int
    height: int
    orientation: int
    below: tuple[int, ...]
    following: int

    @property
    def pixels(self) -> int:
        """Width times height."""
        return self.width * self.height


def pages(data: bytes) -> list[Page]:
    """Return the pages of a TIFF file that are really there, in their order.

    Parameters
    ----------
    data : bytes
        The whole file, of either byte order, classic or BigTIFF.
    """
    order, big = _layout(data)
    seen: dict[int, Page] = {}
    try:
        (place,) = struct.unpack_from(order + "IQ"[big], data, 8 if big else 4)
        while place and place not in seen and len(seen) < MAX_PAGES:
            seen[place] = page = _page(data, place)
            place = page.following
    except (struct.error, OverflowError):
        pass  # cut short: what is there is there
    return list(seen.values())


def copies(found: Sequence[Page], hidden: Page | None = None) -> list[int]:
    """Return the numbers, from 0, of pages that say they are reduced, with a larger one there.

    Parameters
    ----------
    hidden : Page, optional
        From `hidden_picture`.
    """
    most = max((page.pixels for page in (*found, *filter(None, [hidden]))), default=0)
    return [n for n, page in enumerate(found) if page.reduced and page.pixels < most]


def pictures(found: Sequence[Page]) -> list[int]:
    """Return the numbers, from 0, of the pages that are pictures of their own."""
    return sorted({*range(len(found))} - {*copies(found)})


def hidden_picture(data: bytes, found: Sequence[Page]) -> Page | None:
    """Return the largest picture below pages that all are reduced copies; None without any."""
    if not all(page.reduced for page in found):
        return None
    below = []
    for place in (place for page in found[:32] for place in page.below):
        try:
            below.append(_page(data, place))
        except (struct.error, OverflowError):
            continue
    most = max((page.pixels for page in found), default=0)
    whole = [page for page in below if not page.reduced and page.pixels > most]
    return max(whole, key=lambda page: page.pixels, default=None)


def main_picture(data: bytes) -> Page | None:
    """Return the page that stands for the whole file; None where none can be read."""
    found = pages(data)
    return hidden_picture(data, found) or next((found[n] for n in pictures(found)), None)


def beginning_at(data: bytes, place: int) -> bytes:
    """Return a copy of the file whose first directory is the one at `place`."""
    order, big = _layout(data)
    copy = bytearray(data)
    struct.pack_into(order + "IQ"[big], copy, 8 if big else 4, place)
    return bytes(copy)


def _layout(data: bytes) -> tuple[str, bool]:
    return "<" if data[:2] == b"II" else ">", data[2:4] in (b"+\0", b"\0+")


def _page(data: bytes, place: int) -> Page:
    order, big = _layout(data)
    (count,) = struct.unpack_from(order + "HQ"[big], data, place)
    start = place + (8 if big else 2)
    step = 20 if big else 12
    (following,) = struct.unpack_from(order + "IQ"[big], data, start + count * step)
    tags: dict[int, tuple[int, ...]] = {}
    for entry in range(start, start + min(count, 4096) * step, step):
        tag, kind = struct.unpack_from(order + "HH", data, entry)
        if tag in (_WIDTH, _HEIGHT, _SUBFILE, _ORIENTATION, _SUB_IFDS):
            tags[tag] = tuple(_values(data, entry, kind))
    value = {tag: values[0] for tag, values in tags.items() if values}
    return Page(
        place,
        bool(value.get(_SUBFILE, 0) & 1),
        value.get(_WIDTH, 0),
        value.get(_HEIGHT, 0),
        value.get(_ORIENTATION, 1),
        tags.get(_SUB_IFDS, ()),
        following,
    )


def _values(data: bytes, entry: int, kind: int) -> Iterator[int]:
    order, big = _layout(data)
    size = _SIZES.get(kind, 0)
    (count,) = struct.unpack_from(order + "IQ"[big], data, entry + 4)
    place = entry + (12 if big else 8)
    if not size or count > 32:
        return
    if size * count > (8 if big else 4):
        (place,) = struct.unpack_from(order + "IQ"[big], data, place)
    yield from struct.unpack_from(f"{order}{count}{_FORMS[size]}", data, place)
