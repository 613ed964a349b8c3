"""Metadata in files made of boxes: HEIF and AVIF (ISO/IEC 14496-12, 23008-12), JPEG 2000."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gng_desktop.imaging.heif import Box, boxes
from gng_desktop.provenance.fields import Field, reveals_place, text_of
from gng_desktop.provenance.parts import Parts

ITEM_BYTES = 64 << 20
"""Most bytes that are read of an item."""

_XMP = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
_EXIF = (b"JpgTiffExif->JP2", bytes.fromhex("0537cdab9d0c4431a72afa561f2a113e"))
_IPTC = (
    bytes.fromhex("33c7a4d2b81d4723a0baf1a3e097ad38"),
    bytes.fromhex("09a14e97c0b442e0bebf36df6f0ce36f"),
    bytes.fromhex("2c4c0100850440b9a03e562148d6dfeb"),
)
_C2PA = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
_CODESTREAM = b"\xff\x4f\xff\x51"
_KNOWN = frozenset(
    name.replace(b"_", b" ")
    for name in b"ftyp meta mdat moov moof mfra sidx free skip wide uuid pnot udta mpvd sefd jumb "
    b"jP__ jp2h jp2c jpch jplh rreq nlst asoc uinf xml_ res_ lbl_".split()
)
_NO_TEXT = _KNOWN - {b"udta"}
VIDEOS = {b"mpvd": "a video (motion photo)", b"sefd": "a phone's proprietary data (Samsung)"}
"""Boxes that phones add after the image."""
_PICTURES = frozenset(
    b"hvc1 hvc2 hev1 lhv1 av01 avc1 jpeg j2k1 vvc1 unci grid iovl iden tmap auxl mski".split()
)


def _top(data: bytes, parts: Parts) -> Iterator[Box]:
    """Yield the boxes of a file; set where the last one ends."""
    parts.end, begun = 0, False
    for box in boxes(data, 0, len(data)):
        # A video that a phone adds: a box of its own, or a second file of boxes.
        if box[0] in VIDEOS or (box[0] == b"ftyp" and begun):
            return
        parts.end, begun = box[2], begun or box[0] == b"ftyp"
        yield box
    # A box that reaches past the end of the file was cut off; anything else is no box.
    parts.cut_short = data[parts.end + 4 : parts.end + 8] in _KNOWN
    if parts.cut_short:
        parts.end = None


def read_heif(data: bytes, parts: Parts) -> None:
    """Read the items of HEIF and AVIF files that hold metadata."""
    begun = False
    for kind, start, end in _top(data, parts):
        begun |= kind in (b"meta", b"moov")
        if kind == b"meta":
            _items(data, start + 4, end, parts)
        elif kind == b"uuid":
            _uuid(data[start:end], parts)
        elif kind not in _NO_TEXT:
            parts.leave("box", kind, end - start)
    if not begun:
        parts.end = None  # there is no image that could end


def _items(data: bytes, start: int, end: int, parts: Parts) -> None:
    inner = {kind: (first, last) for kind, first, last in boxes(data, start, end)}
    if b"iinf" not in inner or b"iloc" not in inner:
        return
    first, last = inner[b"iinf"]
    extents = dict(_locations(data[slice(*inner[b"iloc"])], inner.get(b"idat", (0, 0))[0]))
    for kind, place, stop in boxes(data, first + (8 if data[first] else 6), last):
        version = data[place]
        if kind != b"infe" or version < 2:
            continue
        wide = 2 if version == 2 else 4
        number = int.from_bytes(data[place + 4 : place + 4 + wide], "big")
        place += 6 + wide
        item, (name, _, content) = data[place : place + 4], data[place + 4 : stop].partition(b"\0")
        content_type = content.partition(b"\0")[0]
        stored = b""
        for offset, length in extents.get(number, ()):
            stored += data[offset : offset + min(length, ITEM_BYTES - len(stored))]
        if item == b"Exif":
            # Four bytes give the offset of the TIFF structure.
            parts.exif.append(stored[4 + int.from_bytes(stored[:4], "big") :])
        elif item == b"mime" and content_type == b"application/rdf+xml":
            parts.xmp.append(stored)
        elif item not in _PICTURES:
            parts.leave("item", content_type or name or item, len(stored))


def _locations(content: bytes, idat: int) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Yield for each item its number, and place and length of its parts."""
    version, place = content[0], 4
    sizes = [content[4] >> 4, content[4] & 15, content[5] >> 4, content[5] & 15 if version else 0]
    place = 6

    def number(size: int) -> int:
        nonlocal place
        place += size
        return int.from_bytes(content[place - size : place], "big")

    wide = 4 if version == 2 else 2
    for _ in range(number(wide)):
        if place >= len(content):
            return
        item = number(wide)
        method = number(2) & 15 if version else 0
        number(2)
        base = number(sizes[2]) + (idat if method == 1 else 0)
        found = []
        for _ in range(number(2)):
            if place >= len(content):
                break
            number(sizes[3])
            offset, length = number(sizes[0]), number(sizes[1])
            found.append((base + offset, length))
        yield item, found if method < 2 else []


def _uuid(content: bytes, parts: Parts) -> None:
    name, inside = content[:16], content[16:]
    if name == _XMP:
        parts.xmp.append(inside)
    elif name in _EXIF:
        parts.exif.append(inside.removeprefix(b"Exif\0\0"))
    elif name in _IPTC:
        parts.iptc.append(inside)
    elif name != _C2PA:
        shown = name if re.fullmatch(rb"[ -~]{16}", name) else name.hex().encode()
        parts.leave("UUID box", shown, len(inside))


def read_jpeg2000(data: bytes, parts: Parts) -> None:
    """Read the boxes and comments of JPEG 2000 files, or of a bare codestream (ISO/IEC 15444)."""
    if data.startswith(_CODESTREAM):
        parts.end = _codestream(data, 0, len(data), parts)
        parts.cut_short = parts.end is None
        return
    for kind, start, end in list(_top(data, parts)):
        _jpeg2000_box(data, kind, start, end, parts)


def _jpeg2000_box(data: bytes, kind: bytes, start: int, end: int, parts: Parts) -> None:
    if kind == b"asoc":
        for box in boxes(data, start, end):
            _jpeg2000_box(data, *box, parts)
    elif kind == b"uuid":
        _uuid(data[start:end], parts)
    elif kind == b"xml ":
        content = data[start:end]
        if b"<rdf:RDF" in content:
            parts.xmp.append(content)
        else:
            source, text = f"JPEG 2000 xml box at byte {start - 8:,}", text_of(content)
            gps = reveals_place(text) or "gml:" in text
            parts.fields.append(Field("XML", "XML box", text, source, gps))
    elif kind == b"jp2c":
        found = _codestream(data, start, end, parts)
        if found is not None and end == len(data):  # the box may claim to reach to the end
            parts.end = found
        parts.cut_short |= found is None
    elif kind not in _NO_TEXT:
        parts.leave("box", kind, end - start)


def _codestream(data: bytes, place: int, stop: int, parts: Parts) -> int | None:
    """Take the comments; return the place after the end marker, None where there is none."""
    place += 2
    while place + 2 <= stop:
        marker = data[place : place + 2]
        if marker == b"\xff\xd9":
            return place + 2
        length = int.from_bytes(data[place + 2 : place + 4], "big")
        if marker == b"\xff\x64":
            parts.comments.append(data[place + 6 : place + 2 + length])
        elif marker == b"\xff\x90":
            part = int.from_bytes(data[place + 6 : place + 10], "big")
            if not part:  # the last one: as far as the end marker
                found = data.rfind(b"\xff\xd9", place, stop)
                return found + 2 if found > 0 else None
            place += part
            continue
        elif marker[0] != 0xFF or length < 2:
            return None
        place += 2 + length
    return None
