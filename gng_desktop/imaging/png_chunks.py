"""PNG chunks: oddities that leave the picture intact, and a copy of the file without them."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import ImageFile, PngImagePlugin

SIGNATURE = b"\x89PNG\r\n\x1a\n"
LARGE_TEXT, MAX_TEXT = 1 << 20, 32 << 20
"""Sizes from which a text or profile is reported as large, and is no longer read, bytes."""
_COLOUR = (b"cICP", b"iCCP", b"sRGB", b"gAMA", b"cHRM")
_TEXTS = (b"zTXt", b"iTXt", b"iCCP", b"tEXt")
_STEP = 1 << 16

# Pillow takes a file whose text unpacks to more than 1 MiB for damaged; workflows of image
# generators are larger. Its bound for all texts together stays.
PngImagePlugin.MAX_TEXT_CHUNK = MAX_TEXT


@dataclass(frozen=True)
class Checked:
    """What a walk over the chunks found.

    Attributes
    ----------
    data : bytes
        The file itself; a copy with right checksums and without texts that are too large to be
        read, where there was anything to mend.
    notes : tuple of str
        One sentence for each oddity that leaves the picture intact.
    damage : str
        What is wrong with the picture's own data; "" for nothing.
    colour : dict of bytes to bytes
        Content of the chunks on colour, by type.
    """

    data: bytes
    notes: tuple[str, ...]
    damage: str
    colour: dict[bytes, bytes]


def mend_clear(image: ImageFile.ImageFile) -> None:
    """Scale the transparent value of grey of 2 or 4 bits as Pillow does with the pixels only."""
    clear, form = image.info.get("transparency"), image.tile[0].args if image.tile else None
    if isinstance(clear, int) and form in ("L;2", "L;4"):
        image.info["transparency"] = clear * (85 if form == "L;2" else 17)


def check(data: bytes) -> Checked:
    """Check lengths and checksums of a PNG file's chunks."""
    notes: list[str] = []
    colour: dict[bytes, bytes] = {}
    mended: list[tuple[int, int, bytes]] = []
    wrong: list[str] = []
    damage, end, total = "it has no closing chunk", False, 0
    view = memoryview(data)
    for start, kind, body in chunks(data):
        stop = start + 12 + len(body)
        name = kind.decode("latin-1")
        checksum = zlib.crc32(body, zlib.crc32(kind))
        if checksum != int.from_bytes(view[stop - 4 : stop], "big"):
            if not kind[0] & 32:  # upper case: critical
                damage = f"wrong checksum in its chunk {name}"
                break
            wrong.append(name)
            mended.append((stop - 4, stop, struct.pack(">I", checksum)))
        if kind in _COLOUR:
            colour.setdefault(kind, bytes(body))
        if kind in _TEXTS:
            size = _unpacked(kind, body)
            total += size
            if size > MAX_TEXT or total > PngImagePlugin.MAX_TEXT_MEMORY:
                notes.append(f"The chunk {name} is too large to be read and was passed over.")
                mended.append((start, stop, b""))
            elif size > LARGE_TEXT:
                notes.append(f"The chunk {name} is unusually large ({size:,} bytes).")
        if kind == b"IEND":
            damage, end = "", True
    if wrong:
        names = ", ".join(dict.fromkeys(wrong))
        notes.append(
            f"The checksum of {len(wrong)} chunk{'s' * (len(wrong) > 1)} beside the picture "
            f"({names}) is wrong: that content may be damaged, the picture is not."
        )
    return Checked(_mended(data, mended) if mended and end else data, tuple(notes), damage, colour)


def bare(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Return a copy without any ancillary chunk but transparency, and the types left out."""
    parts, left = [data[:8]], []
    for start, kind, body in chunks(data):
        if kind[0] & 32 and kind != b"tRNS":
            left.append(kind.decode("latin-1"))
        else:
            parts.append(data[start : start + 12 + len(body)])
    return b"".join(parts), tuple(dict.fromkeys(left))


def chunks(data: bytes) -> Iterator[tuple[int, bytes, memoryview]]:
    """Yield place, type and content of each whole chunk of a PNG file up to the closing one."""
    view, place = memoryview(data), len(SIGNATURE)
    while place + 12 <= len(view):
        (length,) = struct.unpack_from(">I", view, place)
        kind = bytes(view[place + 4 : place + 8])
        if place + 12 + length > len(view) or not kind.isalpha():
            return
        yield place, kind, view[place + 8 : place + 8 + length]
        if kind == b"IEND":
            return
        place += 12 + length


def _unpacked(kind: bytes, body: memoryview) -> int:
    """Return how much a text or profile takes when unpacked, bytes, or a little above the limit."""
    if kind == b"tEXt" or len(body) * 1032 < LARGE_TEXT:  # the most that zlib packs
        return len(body)
    content = bytes(body)
    start = content.find(b"\0") + 2
    if kind == b"iTXt":
        if content[start - 1 : start] != b"\1":
            return len(body)
        start = content.find(b"\0", content.find(b"\0", start + 1) + 1) + 1
    size, unpacker = 0, zlib.decompressobj()
    rest = content[start:]
    try:
        while rest and size <= MAX_TEXT:
            size += len(unpacker.decompress(rest, _STEP))
            rest = unpacker.unconsumed_tail
    except zlib.error:
        pass
    return size


def _mended(data: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    parts, place = [], 0
    for start, stop, new in sorted(changes):
        if start >= place:
            parts += [data[place:start], new]
            place = stop
    return b"".join([*parts, data[place:]])
