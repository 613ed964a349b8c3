"""The directories of a TIFF file: which of its pages are pictures, and which reduced copies."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from itertools import islice, takewhile
from typing import Any, NamedTuple

from PIL import ImageFile

from gng_desktop.imaging.ifd import Directory, Structure

MAGIC = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
MAX_PAGES, _MAX_BELOW = 10_000, 128
_WIDTH, _HEIGHT, _SUBFILE, _ORIENTATION, _SUB_IFDS = 256, 257, 254, 274, 330
_BITS_PER_SAMPLE, _PLANAR, _IN_PLANES = 258, 284, 2
_READ = (_WIDTH, _HEIGHT, _SUBFILE, _ORIENTATION, _SUB_IFDS)


class Page(NamedTuple):
    """What a directory says of its picture, sizes in px; `place` is its own, in bytes."""

    reduced: bool
    width: int
    height: int
    orientation: int
    below: tuple[int, ...]
    place: int

    @property
    def pixels(self) -> int:
        """Width times height."""
        return self.width * self.height


def pages(data: bytes) -> list[Page]:
    """Return the pages of a TIFF file that are really there, in their order; at most `MAX_PAGES`.

    The file may be of either byte order, classic or BigTIFF.
    """
    whole = Structure(data)
    there = takewhile(lambda found: found.following is not None, whole.walk(MAX_PAGES))
    return [_page(whole, found) for found in there]


def copies(found: Sequence[Page], hidden: Page | None = None) -> list[int]:
    """Return the numbers, from 0, of pages that say they are reduced, with a larger one there.

    `hidden`, from `hidden_picture`, may be that one.
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
    whole = Structure(data)
    places = islice((place for page in found for place in page.below), _MAX_BELOW)
    there = (one for one in map(whole.directory, places) if one.following is not None)
    below = [_page(whole, one) for one in there]
    most = max((page.pixels for page in found), default=0)
    larger = [page for page in below if not page.reduced and page.pixels > most]
    return max(larger, key=lambda page: page.pixels, default=None)


def main_picture(data: bytes) -> Page | None:
    """Return the page that stands for the whole file; None where none can be read."""
    found = pages(data)
    return hidden_picture(data, found) or next((found[n] for n in pictures(found)), None)


def beginning_at(data: bytes, place: int) -> bytes:
    """Return a copy of the file whose first directory is the one at `place`."""
    whole, copy = Structure(data), bytearray(data)
    struct.pack_into(whole.place_form, copy, whole.wide, place)
    return bytes(copy)


def mend_planes(image: ImageFile.ImageFile) -> None:
    """Have 16-bit colours stored plane by plane decoded as such: Pillow takes them for 8 bits.

    Of the page that `image` stands at, uncompressed; libtiff, which decodes others, knows better.
    """
    tags: Any = getattr(image, "tag_v2", {})
    if tags.get(_PLANAR) != _IN_PLANES or set(tags.get(_BITS_PER_SAMPLE, ())) != {16}:
        return
    order = "L" if tags.prefix == b"II" else "B"
    image.tile = [
        tile._replace(args=(f"{tile.args[0]};16{order}", *tile.args[1:]))
        if tile.codec_name == "raw" and isinstance(tile.args, tuple) and len(tile.args[0]) == 1
        else tile
        for tile in image.tile
    ]


def _page(whole: Structure, found: Directory) -> Page:
    tags = {e.tag: whole.values(e) for e in found.entries if e.tag in _READ}
    value = {tag: values[0] for tag, values in tags.items() if values}
    return Page(
        bool(value.get(_SUBFILE, 0) & 1),
        value.get(_WIDTH, 0),
        value.get(_HEIGHT, 0),
        value.get(_ORIENTATION, 1),
        tags.get(_SUB_IFDS, ()),
        found.place,
    )
