"""EXIF data of any image format: one field for each tag, the maker's note by its size only."""

from __future__ import annotations

import math
import struct
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from PIL import ExifTags, Image, ImageFile, TiffImagePlugin
from PIL.ExifTags import Base

from gng_desktop.imaging.ifd import Structure
from gng_desktop.provenance.fields import (
    FIELD_LIMIT,
    TEXT_LIMIT,
    Field,
    summary_of,
    text_of,
)

Exif = Image.Exif

ITEMS = 64
"""Numbers of a list that are shown."""
_POINTERS = (ExifTags.IFD.Exif, ExifTags.IFD.GPSInfo, ExifTags.IFD.Interop)
_ASCII, _UTF8, _DIRECTORY_LIMIT = 2, 129, 20
_ELSEWHERE = (Base.XMLPacket, Base.IPTCNAA, Base.ImageResources, Base.InterColorProfile)
"""Tags of a TIFF file that hold XMP, IPTC, Photoshop's data and the colour profile."""
_DIRECTORIES = (
    ("IFD0", "EXIF", ExifTags.TAGS),
    ("Exif IFD", "EXIF", ExifTags.TAGS),
    ("Interoperability IFD", "EXIF", {tag.value: tag.name for tag in ExifTags.Interop}),
    ("IFD1", "EXIF thumbnail", ExifTags.TAGS),
    ("GPS IFD", "EXIF GPS", ExifTags.GPSTAGS),
)
_CODES = {b"ASCII\0\0\0", b"UNICODE\0", b"JIS\0\0\0\0\0", bytes(8)}
_CHARSETS = (
    *("gb2312", "big5", "shift_jis", "euc_kr", "cp1252", "cp1250", "cp1251", "cp1253", "cp1254"),
    *("cp1255", "cp1256", "cp1257", "cp1258", "cp874"),
)
"""What one text is written in, as a rule; without the rare characters of newer sets."""
_SAMPLE = 2_000
_ODD = ("Cc", "Cn", "Co", "Cs")


def open_exif(stored: bytes) -> Exif:
    """Read a TIFF structure; any exception may come of malformed bytes.

    Not through Pillow's image, which adds an orientation taken from XMP.
    """
    read = Image.Exif()
    read.load(_without_utf8_type(stored.removeprefix(b"Exif\0\0")))
    return read


def exif_of_tiff(image: ImageFile.ImageFile) -> Exif | None:
    """Return the EXIF data of a TIFF file as opened; None for other formats."""
    if not isinstance(image, TiffImagePlugin.TiffImageFile):
        return None
    read = image.getexif()
    if Base.Orientation not in image.tag_v2 and Base.Orientation in read:
        del read[Base.Orientation]
    return read


def _without_utf8_type(stored: bytes) -> bytes:
    """Return EXIF 3.0 data with texts of its type UTF-8 as ASCII, which alone Pillow reads."""
    data, whole = bytearray(stored), Structure(stored)
    for directory in whole.walk(_DIRECTORY_LIMIT, _POINTERS):
        for entry in directory.entries:
            if entry.kind == _UTF8:
                struct.pack_into(whole.order + "H", data, entry.place + 2, _ASCII)
    return bytes(data)


def exif_fields(exif: Exif) -> list[Field]:
    """Return a field for each tag of each directory, in the order of the directories.

    Everything in the GPS directory counts as revealing the place, and so does the position in
    decimal degrees that is worked out from it.
    """
    contents: tuple[Mapping[int, Any], ...] = (
        exif,
        exif.get_ifd(ExifTags.IFD.Exif),
        _interoperability(exif),
        exif.get_ifd(ExifTags.IFD.IFD1),
        exif.get_ifd(ExifTags.IFD.GPSInfo),
    )
    found: list[Field] = []
    for (place, group, names), tags in zip(_DIRECTORIES, contents, strict=True):
        found += islice(_directory(place, group, names, tags, exif.endian == "<"), FIELD_LIMIT)
    position = _position(contents[-1])
    if position:
        source = "worked out from EXIF GPS IFD tags 0x0001 to 0x0004"
        found.append(Field("EXIF GPS", "Position, decimal degrees", position, source, True))
    return found


def _interoperability(exif: Exif) -> Mapping[int, Any]:
    # Pillow trips over a pointer that is not there.
    there = ExifTags.IFD.Interop in exif.get_ifd(ExifTags.IFD.Exif)
    return exif.get_ifd(ExifTags.IFD.Interop) if there else {}


def _directory(
    place: str, group: str, names: Mapping[int, str], tags: Mapping[int, Any], little: bool
) -> Iterator[Field]:
    for tag in tags:
        if tag in _POINTERS:
            continue
        source = f"EXIF {place} tag 0x{tag:04X}"
        name = names.get(tag, f"Tag 0x{tag:04X}")
        try:
            text = _text(tag, tags[tag], little)
        except Exception:  # a malformed value costs only itself
            text = "damaged"
        gps = place == "GPS IFD" and tag != ExifTags.GPS.GPSVersionID
        yield Field(group, name, text, source, gps)


def _text(tag: int, value: Any, little: bool) -> str:
    if tag == ExifTags.IFD.MakerNote or tag in _ELSEWHERE:
        return f"{len(value):,} {'bytes' if isinstance(value, bytes) else 'values'}"
    if tag == Base.UserComment and isinstance(value, bytes):
        return _user_comment(value, little)
    if Base.XPTitle <= tag <= Base.XPSubject:
        return bytes(value).decode("utf-16-le", "replace").rstrip("\0")[:TEXT_LIMIT]
    if isinstance(value, bytes):
        return summary_of(value)
    if isinstance(value, tuple):
        shown = ", ".join(_number(item) for item in value[:ITEMS])
        return shown if len(value) <= ITEMS else f"{shown}, … ({len(value):,} values)"
    return _number(value)


def _number(value: Any) -> str:
    if isinstance(value, TiffImagePlugin.IFDRational):
        whole = value.denominator == 1
        return str(value.numerator) if whole else f"{value.numerator}/{value.denominator}"
    text = str(value).rstrip("\0")[:TEXT_LIMIT]
    try:
        # Pillow takes every text for Latin-1; EXIF 3.0 and many programs write UTF-8.
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _position(gps: Mapping[int, Any]) -> str:
    """Return "latitude, longitude" in decimal degrees, "" where they are missing or malformed."""
    try:
        parts = []
        for reference, tag, most in (
            (ExifTags.GPS.GPSLatitudeRef, ExifTags.GPS.GPSLatitude, 90),
            (ExifTags.GPS.GPSLongitudeRef, ExifTags.GPS.GPSLongitude, 180),
        ):
            degrees, minutes, seconds = (float(part) for part in gps[tag])
            angle = degrees + minutes / 60 + seconds / 3600
            if not (math.isfinite(angle) and 0 <= angle <= most):
                return ""
            sign = {"N": 1, "E": 1, "S": -1, "W": -1}[str(gps[reference]).strip("\0 ")]
            parts.append(f"{sign * angle:.6f}")
        return ", ".join(parts)
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return ""


def _user_comment(value: bytes, little: bool) -> str:
    """Return an EXIF UserComment as text: eight bytes name its code, the rest is the comment.

    Programs write UTF-16 in either order, whatever that of the file's numbers is (`little`: the
    lower byte first), and EXIF 3.0 UTF-8: it is taken first where it decodes, then the file's
    order, then the other, as the text makes sense.
    """
    code = value[:8] if value[:8] in _CODES else b""
    text = value[len(code) :][: 4 * TEXT_LIMIT]
    if code.startswith(b"JIS"):
        for charset in ("iso2022_jp", "shift_jis", "euc_jp"):
            try:
                return text.rstrip(b"\0").decode(charset)
            except UnicodeDecodeError:
                continue
    if code == b"UNICODE\0" or b"\0" in text.rstrip(b"\0"):
        return _unicode(text, little)
    return text_of(text)


def _unicode(data: bytes, little: bool) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace").rstrip("\0")
    narrow = _decoded(data.rstrip(b"\0"), "utf-8-sig")
    orders = ("utf-16-le", "utf-16-be") if little else ("utf-16-be", "utf-16-le")
    wide = max((_decoded(data[: len(data) & ~1], order) for order in orders), key=_sense)
    if narrow and not _odd(narrow):
        # Some pairs of ASCII letters make a character of Chinese: such a text reads oddly.
        plain = sum(c.isalnum() or c.isspace() for c in narrow) / len(narrow)
        short = narrow.isascii() and len(data) <= 32 and plain < 0.75
        if not short or _sense(wide)[0] < 1:
            return narrow
    return wide or data.decode(orders[0], "replace").rstrip("\0")


def _decoded(data: bytes, charset: str) -> str:
    try:
        return data.decode(charset).rstrip("\0")
    except UnicodeDecodeError:
        return ""


def _sense(text: str) -> tuple[float, float]:
    """Return how much of a text one common character set holds, 0..1, and the share of ASCII."""
    sample = text[:_SAMPLE]
    if not sample:
        return 0.0, 0.0
    held = max(len(sample.encode(name, "ignore").decode(name)) for name in _CHARSETS)
    return (held - _odd(sample)) / len(sample), sum(map(str.isascii, sample)) / len(sample)


def _odd(text: str) -> int:
    return sum(unicodedata.category(c) in _ODD and c not in "\t\n\r" for c in text)
