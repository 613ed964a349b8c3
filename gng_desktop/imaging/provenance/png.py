"""The text chunks of a PNG file, wherever they stand and however large.

Pillow reads those before the pixels only, and refuses a file whose texts pass its limit.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from gng_desktop.imaging.provenance.fields import TEXT_LIMIT, Field, tells_place, text_of

SIGNATURE = b"\x89PNG\r\n\x1a\n"
XMP_KEYWORD = "XML:com.adobe.xmp"
TOTAL_LIMIT = 32 << 20
"""Bytes unpacked from all chunks together."""
CHUNK_LIMIT = 100_000
"""Chunks that are looked at."""
_RAW = "Raw profile type "


@dataclass
class PngTexts:
    """What the chunks hold.

    Attributes
    ----------
    fields : list of Field
    xmp : list of bytes
        XMP packets.
    exif : bytes or None
        The TIFF structure of EXIF data.
    problems : list of str
        One sentence each.
    """

    fields: list[Field] = field(default_factory=list)
    xmp: list[bytes] = field(default_factory=list)
    exif: bytes | None = None
    problems: list[str] = field(default_factory=list)


def chunks(data: bytes) -> Iterator[tuple[str, int, bytes]]:
    """Yield type, place in the file and content of each chunk but the pixels.

    Parameters
    ----------
    data : bytes
        A PNG file, perhaps cut short.
    """
    place = len(SIGNATURE)
    for _ in range(CHUNK_LIMIT):
        if place + 8 > len(data):
            return
        length = int.from_bytes(data[place : place + 4], "big")
        kind = data[place + 4 : place + 8]
        if kind not in (b"IDAT", b"fdAT"):
            yield kind.decode("latin-1"), place, data[place + 8 : place + 8 + length]
        place += 12 + length


def read_texts(data: bytes) -> PngTexts:
    """Return what the text chunks and the EXIF chunk of a PNG file hold.

    Parameters
    ----------
    data : bytes
        The whole file.
    """
    found, room = PngTexts(), TOTAL_LIMIT
    for kind, place, content in chunks(data):
        if kind == "eXIf":
            found.exif = content
        if kind not in ("tEXt", "zTXt", "iTXt"):
            continue
        raw, _, rest = content.partition(b"\0")
        keyword = raw.decode("latin-1")
        value, whole = _value(kind, rest, min(room, TEXT_LIMIT))
        room -= len(value)
        if not whole:
            found.problems.append(
                f"The PNG {kind} chunk at byte {place:,} is damaged or unpacks to more than is "
                "read; the rest of its text is left out."
            )
        _take(found, kind, keyword, place, value)
    return found


def _take(found: PngTexts, kind: str, keyword: str, place: int, value: bytes) -> None:
    source = f"PNG {kind} chunk '{keyword}' at byte {place:,}"
    if keyword == XMP_KEYWORD:
        found.xmp.append(value)
        text = f"{len(value):,} bytes, listed as XMP"
    elif keyword.startswith(_RAW):
        # ImageMagick's way of carrying EXIF: hexadecimal digits, a place among them perhaps.
        if keyword.removeprefix(_RAW) in ("exif", "APP1"):
            found.exif = found.exif or _raw_profile(value)
        text = f"{len(value):,} bytes"
    else:
        text = value.decode("utf-8", "replace") if kind == "iTXt" else text_of(value)
    found.fields.append(Field("PNG text", keyword, text[:TEXT_LIMIT], source, tells_place(keyword)))


def _value(kind: str, rest: bytes, limit: int) -> tuple[bytes, bool]:
    """Return the text of a chunk, what follows its keyword, and whether it is whole."""
    if kind == "tEXt":
        return rest[:limit], len(rest) <= limit
    if kind == "zTXt":
        return _unpacked(rest[1:], limit)
    packed, text = rest[:1] == b"\1", rest[2:]
    for _ in ("language", "translated keyword"):
        text = text.partition(b"\0")[2]
    return _unpacked(text, limit) if packed else (text[:limit], len(text) <= limit)


def _unpacked(packed: bytes, limit: int) -> tuple[bytes, bool]:
    unpacker = zlib.decompressobj()
    try:
        text = unpacker.decompress(packed, max(limit, 1))
    except zlib.error:
        return b"", False
    return text, unpacker.eof


def _raw_profile(value: bytes) -> bytes | None:
    lines = value.split(b"\n")[3:]
    try:
        return bytes.fromhex(b"".join(lines).decode("ascii"))
    except ValueError:
        return None
