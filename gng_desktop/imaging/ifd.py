"""Image file directories: of TIFF and BigTIFF files, of RAW files made like them, of EXIF data."""

from __future__ import annotations

import struct
from collections import deque
from collections.abc import Collection, Iterator
from typing import NamedTuple

MOST_ENTRIES, _MOST_VALUES, _MOST_IN_ALL = 4096, 32, 1 << 19
"""Entries of a directory, whole numbers of an entry, and entries of a walk that are read."""
SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
SIZES |= {16: 8, 17: 8, 18: 8}
"""By type, the bytes of a value."""
_WHOLE = {3: "H", 4: "I", 13: "I", 16: "Q", 18: "Q"}


class Entry(NamedTuple):
    """One line of a directory: tag, type, number of values; and the place where it begins."""

    tag: int
    kind: int
    many: int
    place: int


class Directory(NamedTuple):
    """A directory as far as the file has it; `following` is None where it ends within."""

    place: int
    entries: list[Entry]
    following: int | None


class Structure:
    """Bytes with the header of a TIFF file.

    Attributes
    ----------
    data : bytes
    order : {"<", ">"}
        Of the bytes of a number.
    wide : int
        Bytes of a place, of which `place_form` is the format: 4, in BigTIFF 8. That of the first
        directory stands at the same number.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.order = "<" if data[:2] == b"II" else ">"
        self.wide = 8 if data[2:4] in (b"+\0", b"\0+") else 4
        self.place_form = self.order + ("Q" if self.wide == 8 else "I")

    def directory(self, place: int) -> Directory:
        """Read the directory at a place, at most `MOST_ENTRIES` of its entries."""
        big, step = self.wide == 8, 4 + 2 * self.wide
        stated = self._number(place, self.order + ("Q" if big else "H")) or 0
        start = place + (8 if big else 2)
        read = min(stated, MOST_ENTRIES, max(0, len(self.data) - start) // step)
        lines = struct.iter_unpack(
            f"{self.order}HH{'Q8x' if big else 'I4x'}", self.data[start : start + step * read]
        )
        entries = [
            Entry(tag, kind, many, start + number * step)
            for number, (tag, kind, many) in enumerate(lines)
        ]
        return Directory(place, entries, self._number(start + step * stated, self.place_form))

    def place_of(self, entry: Entry) -> int | None:
        """Return where the values of an entry stand; None where the data end before."""
        place, size = entry.place + 4 + self.wide, SIZES.get(entry.kind, 1) * entry.many
        if size > self.wide:
            place = self._number(place, self.place_form) or len(self.data)
        return place if place + size <= len(self.data) else None

    def values(self, entry: Entry, most: int = _MOST_VALUES) -> tuple[int, ...]:
        """Return the whole numbers of an entry; none where there are others, or above `most`."""
        form, place = _WHOLE.get(entry.kind), self.place_of(entry)
        if form is None or place is None or entry.many > most:
            return ()
        return struct.unpack_from(f"{self.order}{entry.many}{form}", self.data, place)

    def walk(self, most: int, below: Collection[int] = ()) -> Iterator[Directory]:
        """Yield the first directory, those that follow and those below, each once.

        It ends early where they hold very many entries in all, as those do that overlap.

        Parameters
        ----------
        most : int
            Directories that are read.
        below : collection of int
            Tags whose values are places of further directories.
        """
        todo, seen = deque([self._number(self.wide, self.place_form)]), set[int]()
        entries = 0
        while todo and len(seen) < most and entries < _MOST_IN_ALL:
            place = todo.popleft()
            if not place or place in seen:
                continue
            seen.add(place)
            yield (found := self.directory(place))
            entries += len(found.entries)
            for entry in found.entries:
                if entry.tag in below:
                    todo += self.values(entry)
            todo.append(found.following)

    def _number(self, place: int, form: str) -> int | None:
        if place + struct.calcsize(form) > len(self.data):
            return None
        return int(struct.unpack_from(form, self.data, place)[0])
