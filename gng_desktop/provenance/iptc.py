"""IPTC-NAA datasets (Information Interchange Model 4.2): a malformed one costs only itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gng_desktop.provenance.fields import FIELD_LIMIT, Field, summary_of, text_of

NAMES = {
    (1, 90): "Coded character set", (2, 0): "Record version", (2, 5): "Object name",
    (2, 7): "Edit status", (2, 10): "Urgency", (2, 15): "Category",
    (2, 20): "Supplemental category", (2, 25): "Keywords", (2, 30): "Release date",
    (2, 35): "Release time", (2, 40): "Special instructions", (2, 55): "Date created",
    (2, 60): "Time created", (2, 62): "Digital creation date", (2, 63): "Digital creation time",
    (2, 65): "Originating program", (2, 70): "Program version", (2, 80): "By-line",
    (2, 85): "By-line title", (2, 90): "City", (2, 92): "Sub-location",
    (2, 95): "Province or state", (2, 100): "Country code", (2, 101): "Country",
    (2, 103): "Original transmission reference", (2, 105): "Headline", (2, 110): "Credit",
    (2, 115): "Source", (2, 116): "Copyright notice", (2, 118): "Contact",
    (2, 120): "Caption", (2, 122): "Writer of the caption",
}  # fmt: skip
"""Of records 1 and 2."""

_RESOURCE = re.compile(rb"8BIM\x04\x04")
_START = re.compile(rb"\x1c[\x01-\x09]")


def read_iptc(content: bytes) -> tuple[list[Field], list[str]]:
    """Return the datasets of a file, and a sentence for each that is malformed.

    Parameters
    ----------
    content : bytes
        Datasets, or Photoshop's resources, of which number 0x0404 holds them.
    """
    fields: list[Field] = []
    problems: list[str] = []
    for block in _blocks(content):
        place = 0
        while place < len(block) and len(fields) < FIELD_LIMIT:
            begins = _START.match(block, place) is not None and place + 5 <= len(block)
            start, end = _value(block, place + 3) if begins else (place + 1, -1)
            ends = end == len(block) or block[end : end + 1] in (b"\x1c", b"\0")
            after = _START.search(block, place + 3 if begins else start)
            # A length that is too large reaches into the next dataset.
            whole = end >= 0 and (ends or after is None or after.start() >= end)
            if not whole:
                end = after.start() if after else len(block)
            if begins:
                fields.append(_field(block[place + 1], block[place + 2], block[start:end]))
            if not whole and block[place:end].strip(b"\0"):
                of = f" {block[place + 1]}:{block[place + 2]:03}" if begins else ""
                problems.append(
                    f"The IPTC dataset{of} at byte {place:,} of its block is malformed; the others "
                    "are listed."
                )
            place = end
    return fields, problems


def _blocks(content: bytes) -> Iterator[bytes]:
    if b"8BIM" not in content[:64]:
        yield content
        return
    for found in _RESOURCE.finditer(content):
        # A Pascal string of even length, then the size.
        place = found.end()
        place += (content[place] + 2) & ~1 if place < len(content) else 0
        size = int.from_bytes(content[place : place + 4], "big")
        yield content[place + 4 : place + 4 + size]


def _value(block: bytes, place: int) -> tuple[int, int]:
    """Return where a value begins and ends, -1 past the block; a large length takes more bytes."""
    length, start = int.from_bytes(block[place : place + 2], "big"), place + 2
    if length & 0x8000:
        wide = length & 0x7FFF
        length, start = int.from_bytes(block[start : start + wide], "big"), start + wide
    return (start, start + length) if start + length <= len(block) else (place + 2, -1)


def _field(record: int, number: int, value: bytes) -> Field:
    source = f"IPTC dataset {record}:{number:03}"
    # The version is a number, the character set an escape sequence: no texts.
    text = summary_of(value) if (record, number) in ((1, 90), (2, 0)) else text_of(value)
    return Field("IPTC", NAMES.get((record, number), source.removeprefix("IPTC ")), text, source)
