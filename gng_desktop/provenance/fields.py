"""What a file states about itself: unverified text, with the place where it was found."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from gng_desktop.core.text import printable

VALUE_LIMIT = 1_000
"""Characters of a value that are shown."""
TEXT_LIMIT = 4 << 20
"""Characters of a value that are searched for traces of generators."""
FIELD_LIMIT = 5_000
"""Fields of one file that are listed."""
MALFORMED = "malformed packet"
"""Name of the field that holds the words of an XMP packet that cannot be parsed."""
WITHHELD = "withheld"
"""Stands for a value that reveals a place, until it is asked for."""

_PLACE = re.compile(r"gps|latitude|longi?tude|longtitude", re.IGNORECASE)


@dataclass(frozen=True)
class Field:
    """One value as the file has it.

    Attributes
    ----------
    group : str
        ``"EXIF"``, ``"XMP"``, ``"IPTC"``, ``"PNG text"`` ...
    name : str
        Of the tag, property or chunk; may hold anything.
    text : str
        The value, at most `TEXT_LIMIT` characters; may hold anything.
    source : str
        Where it stands, for example ``"EXIF IFD0 tag 0x0110"``; may hold anything.
    gps : bool
        Whether it reveals where the image was taken.
    """

    group: str
    name: str
    text: str = field(repr=False)
    source: str
    gps: bool = False


@dataclass(frozen=True)
class Row:
    """One field made fit to be shown: one line each, no control characters, of limited length.

    Attributes
    ----------
    group, name, source : str
        As in `Field`.
    value : str
        The text, or `WITHHELD`; not printed with the object.
    gps : bool
        Whether the value reveals where the image was taken.
    """

    group: str
    name: str
    value: str = field(repr=False)
    source: str
    gps: bool = False

    def withheld(self) -> Row:
        """Return this row, its value withheld if it reveals a place."""
        return replace(self, value=WITHHELD) if self.gps else self


def row_of(found: Field) -> Row:
    """Return `found` made fit to be shown."""
    name, source = (clean(text, 200) for text in (found.name, found.source))
    return Row(found.group, name, clean(found.text), source, found.gps)


def reveals_place(name: str) -> bool:
    """Return whether a property called `name` reveals where an image was taken."""
    return _PLACE.search(name) is not None


def clean(text: str, limit: int = VALUE_LIMIT) -> str:
    """Return text of a file fit for one line of a table or a terminal.

    Line breaks, control characters, marks that turn the direction of writing and what is no
    Unicode become backslash escapes.

    Parameters
    ----------
    limit : int
        Most characters of `text`; a longer one is cut and its whole length stated.
    """
    beginning = printable(text[:limit])
    return beginning if len(text) <= limit else f"{beginning}… ({len(text):,} characters in all)"


def text_of(data: bytes) -> str:
    """Return bytes as text: UTF-16 with its mark, UTF-8, else Latin-1; closing NULs dropped."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data[: 4 * TEXT_LIMIT].decode("utf-16", "replace").rstrip("\0")[:TEXT_LIMIT]
    data = data.rstrip(b"\0")[: 4 * TEXT_LIMIT]
    try:
        return data.decode("utf-8")[:TEXT_LIMIT]
    except UnicodeDecodeError:
        return data.decode("latin-1")[:TEXT_LIMIT]


def summary_of(data: bytes) -> str:
    """Return bytes as text if they are printable, as hexadecimal if short, else their number."""
    words = text_of(data)
    if words.isprintable() and (words or not data):
        return words
    return data.hex(" ") if len(data) <= 16 else f"{len(data):,} bytes"
