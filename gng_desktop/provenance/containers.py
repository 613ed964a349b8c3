"""Where an image file holds metadata, read from its bytes: a damaged picture hides none of it."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator

from gng_desktop.imaging import ifd, png_chunks, tiff
from gng_desktop.imaging.gif import colour_bytes, sub_blocks
from gng_desktop.imaging.heif import kind_of
from gng_desktop.provenance import boxes, png
from gng_desktop.provenance.parts import Parts

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "JPEG"), (png_chunks.SIGNATURE, "PNG"), (b"GIF8", "GIF"),
    (b"BM", "BMP"), (b"\0\0\0\x0cjP  ", "JPEG2000"), (b"\xff\x4f\xff\x51", "JPEG2000"),
    *((magic, "TIFF") for magic in tiff.MAGIC),
)  # fmt: skip
HIDDEN = "text hidden in the least significant bits"
READ: dict[str, tuple[str, ...]] = {
    "JPEG": ("EXIF", "XMP", "IPTC", "comments"),
    "PNG": ("text chunks", "EXIF", "XMP", "IPTC", HIDDEN),
    "GIF": ("comments", "XMP", "IPTC"),
    "WEBP": ("EXIF", "XMP", HIDDEN),
    "TIFF": ("EXIF", "XMP", "IPTC"),
    "JPEG2000": ("EXIF", "XMP", "IPTC", "comments", "XML boxes"),
    "AVIF": ("EXIF", "XMP"),
    "HEIF": ("EXIF", "XMP"),
    "PPM": ("comments",),
}
"""By format, the kinds of metadata that are looked for."""


def format_of(data: bytes) -> str:
    """Return the format of an image file by its first bytes; "" for none that is known."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if data[4:8] == b"ftyp":
        return kind_of(data)
    if re.match(rb"P[1-7]\s", data[:3]):
        return "PPM"
    return next((name for magic, name in _SIGNATURES if data.startswith(magic)), "")


def parts_of(data: bytes) -> Parts:
    """Return the parts of an image file; raises as `read_parts`."""
    parts = Parts(format_of(data))
    read_parts(data, parts)
    return parts


def read_parts(data: bytes, parts: Parts) -> None:
    """Find the parts of an image file that hold metadata, and where the image ends.

    `parts`, of its format, are added to as far as the file makes sense; no pixel is decoded. Any
    exception may come of malformed bytes.
    """
    if reader := _READERS.get(parts.format):
        reader(data, parts)


# --- JPEG (ITU-T T.81, annex B) -----------------------------------------------------------------

_NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_XMP_MORE, _MP_ENTRIES = b"http://ns.adobe.com/xmp/extension/\0", 0xB002
_PHOTOSHOP = b"Photoshop 3.0\0"
_OTHER_SEGMENTS = (
    (0xE0, (b"JFIF\0", b"JFXX\0")),
    (0xE2, (b"ICC_PROFILE\0",)),
    (0xEB, (b"JP",)),
    (0xEE, (b"Adobe",)),
)
"""Segments without text, or read elsewhere (APP11 holds Content Credentials)."""


def _jpeg(data: bytes, parts: Parts) -> None:
    more: dict[bytes, list[tuple[int, bytes]]] = {}
    photoshop: list[bytes] = []
    for place, marker, content in _segments(data, parts):
        if marker == 0xFE:
            parts.comments.append(content)
        elif marker == 0xE1 and content.startswith(b"Exif\0"):
            parts.exif.append(content[6:])
        elif marker == 0xE1 and content.startswith(png.APP1_XMP):
            parts.xmp.append(content.removeprefix(png.APP1_XMP))
        elif marker == 0xE1 and content.startswith(_XMP_MORE):
            # GUID (32 bytes), whole length (4), place of this part (4).
            part = content[len(_XMP_MORE) :]
            more.setdefault(part[:32], []).append((int.from_bytes(part[36:40], "big"), part[40:]))
        elif marker == 0xED and content.startswith(_PHOTOSHOP):
            photoshop.append(content[len(_PHOTOSHOP) :])
        elif marker == 0xE2 and content.startswith(b"MPF\0"):
            parts.indexed |= {place + 8 + offset for offset in _pictures(content[4:])}
        elif 0xE0 <= marker <= 0xEF and not any(
            marker == known and content.startswith(names) for known, names in _OTHER_SEGMENTS
        ):
            name = re.split(rb"[^ -~]", content, maxsplit=1)[0]
            parts.leave(f"JPEG segment APP{marker - 0xE0}", name, len(content))
    parts.xmp += [b"".join(content for _, content in sorted(found)) for found in more.values()]
    if photoshop:
        parts.iptc.append(b"".join(photoshop))


def _pictures(index: bytes) -> Iterator[int]:
    """Yield where further pictures stand, from the start of an index (CIPA DC-007, MPF)."""
    whole = ifd.Structure(index)
    for entry in (entry for directory in whole.walk(1) for entry in directory.entries):
        place = whole.place_of(entry)
        if entry.tag == _MP_ENTRIES and place is not None:
            stored = index[place : place + entry.many // 16 * 16]
            yield from (offset for (offset,) in struct.iter_unpack(whole.order + "8xI4x", stored))


def _segments(data: bytes, parts: Parts) -> Iterator[tuple[int, int, bytes]]:
    """Yield place, marker and content of each segment; set where the image ends."""
    place = 2
    while place + 2 <= len(data):
        if data[place] != 0xFF or data[place + 1] in (0xFF, 0):
            place = data.find(b"\xff", place + 1)
            if place < 0:
                break
            continue
        marker = data[place + 1]
        if marker == 0xD9:
            parts.end = place + 2
            return
        if marker in (0x01, 0xD8) or 0xD0 <= marker <= 0xD7:
            place += 2
            continue
        length = int.from_bytes(data[place + 2 : place + 4], "big")
        yield place, marker, data[place + 4 : place + 2 + length]
        place += 2 + max(length, 2)
        if marker == 0xDA:
            found = _NEXT_MARKER.search(data, place)
            place = found.start() if found else len(data)
    parts.cut_short = True


# --- GIF (89a) ----------------------------------------------------------------------------------


def _gif(data: bytes, parts: Parts) -> None:
    place = 13 + colour_bytes(data[10])
    while place < len(data):
        kind = data[place]
        if kind == 0x3B:
            parts.end = place + 1
            return
        if kind == 0x2C and place + 10 <= len(data):
            place, _ = sub_blocks(data, place + 11 + colour_bytes(data[place + 9]))
        elif kind == 0x21:
            label, start = data[place + 1 : place + 2], place + 2
            place, content = sub_blocks(data, start)
            if label == b"\xfe":
                parts.comments.append(b"".join(content))
            elif label == b"\xff" and content:
                _application(content[0], content[1:], data[start + 12 : place], parts)
        else:
            break
    # The last byte alone may be missing.
    parts.cut_short = place != len(data)


def _application(name: bytes, content: list[bytes], raw: bytes, parts: Parts) -> None:
    if name == b"XMP DataXMP":
        # As a rule the packet stands there as it is; what follows leads readers to its end.
        packet = raw if raw[:1] == b"<" else b"".join(content)
        parts.xmp.append(packet.partition(b"\x01\xff\xfe\xfd")[0])
    elif name in (b"MGK8BIM0000", b"MGKIPTC0000"):
        parts.iptc.append(b"".join(content))
    elif name not in (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"):
        parts.leave("GIF application extension", name, sum(map(len, content)))


# --- WebP, BMP, PPM -----------------------------------------------------------------------------

_WEBP_PIXELS = (b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP", b"C2PA")


def _webp(data: bytes, parts: Parts) -> None:
    end, place = 8 + int.from_bytes(data[4:8], "little"), 12
    while place + 8 <= min(end, len(data)):
        kind, size = data[place : place + 4], int.from_bytes(data[place + 4 : place + 8], "little")
        content = data[place + 8 : place + 8 + size]
        if kind == b"EXIF":
            parts.exif.append(content)
        elif kind == b"XMP ":
            parts.xmp.append(content)
        elif kind not in _WEBP_PIXELS:
            parts.leave("WebP chunk", kind, size)
        place += 8 + size + size % 2
    parts.cut_short = max(end, place - 1) > len(data)
    parts.end = None if parts.cut_short else min(end + end % 2, len(data))


def _bmp(data: bytes, parts: Parts) -> None:
    size, pixels = (int.from_bytes(data[n : n + 4], "little") for n in (2, 10))
    if pixels < size <= len(data):
        parts.end = size


def _ppm(data: bytes, parts: Parts) -> None:
    # Comments stand in the header, between the numbers.
    space = rb"(?:\s|#[^\r\n]*[\r\n])+"
    head = re.match(rb"P[4-6]" + (space + rb"(\d{1,9})") * 2, data[:4096])
    depth = re.match(space + rb"(\d{1,5})", data[head.end() : 4096]) if head else None
    end = head.end() if head else min(len(data), 4096)
    if head:
        width, height = int(head[1]), int(head[2])
        size = (width + 7) // 8 * height
        if data[:2] != b"P4" and depth:
            end += depth.end()
            size = width * height * (3 if data[:2] == b"P6" else 1) * (1 + (int(depth[1]) > 255))
        parts.cut_short = end + 1 + size > len(data)
        parts.end = None if parts.cut_short else end + 1 + size
    parts.comments += re.findall(rb"#[ \t]*([^\r\n]*)", data[:end])


# --- TIFF (6.0 and BigTIFF) ---------------------------------------------------------------------

_PLACES = {273: 279, 324: 325, 288: 289, 513: 514}
"""Tags with places in the file, and those with the lengths of what stands there."""
_NUMBERS = 2_000_000
"""Places and lengths that are looked at, of all directories together."""
_DIRECTORIES = (330, 34665, 34853, 40965)


def _tiff(data: bytes, parts: Parts) -> None:
    """Find where the last thing that any directory points at ends."""
    whole, end, room = ifd.Structure(data), 0, _NUMBERS
    header = (8 if whole.wide == 8 else 2) + whole.wide
    for directory in whole.walk(tiff.MAX_PAGES, _DIRECTORIES):
        found: dict[int, tuple[int, ...]] = {}
        if directory.following is None:
            if directory.entries:  # the file is cut short
                return
            continue
        for entry in directory.entries:
            place = whole.place_of(entry)
            if place is None:
                return
            end = max(end, place + ifd.SIZES.get(entry.kind, 1) * entry.many)
            if entry.tag in _PLACES or entry.tag in _PLACES.values():
                found[entry.tag] = whole.values(entry, room)
                room -= len(found[entry.tag])
        step = 4 + 2 * whole.wide
        end = max(end, directory.place + header + step * len(directory.entries))
        for places, lengths in _PLACES.items():
            pairs = zip(found.get(places, ()), found.get(lengths, ()), strict=False)
            end = max([end, *(start + length for start, length in pairs)])
    parts.end = end if 8 < end <= len(data) else None


_READERS: dict[str, Callable[[bytes, Parts], None]] = {
    "JPEG": _jpeg,
    "PNG": png.read_chunks,
    "GIF": _gif,
    "WEBP": _webp,
    "BMP": _bmp,
    "PPM": _ppm,
    "TIFF": _tiff,
    "JPEG2000": boxes.read_jpeg2000,
    "AVIF": boxes.read_heif,
    "HEIF": boxes.read_heif,
}
