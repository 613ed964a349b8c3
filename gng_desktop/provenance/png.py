"""The text chunks of a PNG file, wherever they stand and however large.

Pillow reads those before the pixels only, and refuses a file whose texts pass its limit.
"""

from __future__ import annotations

import zlib

from gng_desktop.imaging.png_chunks import SIGNATURE
from gng_desktop.provenance.fields import TEXT_LIMIT, Field, clean, reveals_place, text_of
from gng_desktop.provenance.parts import Parts

XMP_KEYWORD = "XML:com.adobe.xmp"
TOTAL_LIMIT = 32 << 20
"""Bytes unpacked from all chunks together."""
CHUNK_LIMIT = 100_000
"""Chunks that are looked at."""
_RAW = "Raw profile type "
APP1_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_PIXELS = {"IDAT", "fdAT"}
_OTHERS = {
    name.decode()
    for name in b"IHDR PLTE tRNS cHRM gAMA iCCP sBIT sRGB bKGD hIST pHYs sPLT tIME oFFs sCAL "
    b"acTL fcTL cICP mDCv mDCV cLLi cLLI caBX iDOT pCAL sTER vpAg".split()
}
"""Chunks without text; caBX holds Content Credentials."""


def read_chunks(data: bytes, parts: Parts) -> None:
    """Add what the text and EXIF chunks of a PNG file hold to `parts`, and note odd ones."""
    room, place, parts.cut_short = TOTAL_LIMIT, len(SIGNATURE), True
    for _ in range(CHUNK_LIMIT):
        if place + 8 > len(data):
            break
        length = int.from_bytes(data[place : place + 4], "big")
        kind, end = data[place + 4 : place + 8].decode("latin-1"), place + 12 + length
        if kind not in _PIXELS and end <= len(data):
            stored = int.from_bytes(data[end - 4 : end], "big")
            if zlib.crc32(data[place + 4 : end - 4]) != stored:
                parts.problems.append(
                    f"The PNG {clean(kind)} chunk at byte {place:,} has a wrong checksum: it was "
                    "changed without correcting the checksum, or it is damaged."
                )
        content = data[place + 8 : place + 8 + length] if kind not in _PIXELS else b""
        if kind in ("tEXt", "zTXt", "iTXt"):
            room -= _text(kind, content, place, room, parts)
        elif kind == "eXIf":
            parts.exif.insert(0, content)
        elif kind == "IEND":
            parts.end, parts.cut_short = min(end, len(data)), False
            break
        elif kind not in _PIXELS | _OTHERS:
            parts.leave("PNG chunk", kind.encode("latin-1"), length)
        place = end


def _text(kind: str, content: bytes, place: int, room: int, parts: Parts) -> int:
    """Take a text chunk; return the bytes that its text has."""
    raw, _, rest = content.partition(b"\0")
    keyword = raw.decode("latin-1")
    value, whole = _value(kind, rest, min(room, TEXT_LIMIT))
    if not whole:
        parts.problems.append(
            f"The PNG {kind} chunk at byte {place:,} is damaged or unpacks to more than is "
            "read; the rest of its text is left out."
        )
        parts.unread.append(f"the rest of the PNG text '{clean(keyword, 30)}'")
    if keyword == XMP_KEYWORD:
        parts.xmp.append(value)
        text = f"{len(value):,} bytes, listed as XMP"
    elif keyword.startswith(_RAW):
        # Hexadecimal digits: a place among them perhaps.
        text = f"{len(value):,} bytes"
        if not _raw_profile(keyword.removeprefix(_RAW), value, parts):
            parts.leave("PNG text", raw, len(value))
    else:
        text = value.decode("utf-8", "replace") if kind == "iTXt" else text_of(value)
    source = f"PNG {kind} chunk '{keyword}' at byte {place:,}"
    parts.fields.append(
        Field("PNG text", keyword, text[:TEXT_LIMIT], source, reveals_place(keyword))
    )
    return len(value)


def _raw_profile(name: str, value: bytes, parts: Parts) -> bool:
    """Take metadata that ImageMagick keeps as text: a name, a length, hexadecimal digits."""
    try:
        content = bytes.fromhex(b"".join(value.split(b"\n")[3:]).decode("ascii"))
    except ValueError:
        return False
    if content.startswith(APP1_XMP):
        parts.xmp.append(content.removeprefix(APP1_XMP))
    elif name == "xmp":
        parts.xmp.append(content)
    elif name in ("exif", "APP1"):
        parts.exif.append(content.removeprefix(b"Exif\0\0"))
    elif name in ("iptc", "8bim"):
        parts.iptc.append(content)
    else:
        return name in ("icc", "icm")
    return True


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
