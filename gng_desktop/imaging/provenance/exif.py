"""EXIF data of any image format: one field for each tag, the maker's note by its size only."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from PIL import ExifTags, Image, ImageFile, TiffImagePlugin

from gng_desktop.imaging.provenance.fields import (
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
_USER_COMMENT, _XP_FIRST, _XP_LAST, _ORIENTATION = 0x9286, 0x9C9B, 0x9C9F, 0x0112
_ELSEWHERE = frozenset({0x02BC, 0x83BB, 0x8649, 0x8773})
"""Tags of a TIFF file that hold XMP, IPTC, Photoshop's data and the colour profile."""
_DIRECTORIES = (
    ("IFD0", "EXIF", ExifTags.TAGS),
    ("Exif IFD", "EXIF", ExifTags.TAGS),
    ("Interoperability IFD", "EXIF", {tag.value: tag.name for tag in ExifTags.Interop}),
    ("IFD1", "EXIF thumbnail", ExifTags.TAGS),
    ("GPS IFD", "EXIF GPS", ExifTags.GPSTAGS),
)


def open_exif(image: ImageFile.ImageFile, chunk: bytes | None = None) -> Exif | None:
    """Return the EXIF data of an image whose pixels need not be decoded; None without any.

    Parameters
    ----------
    image : ImageFile
        Opened by `reading.open_image`.
    chunk : bytes, optional
        The EXIF data of a PNG, which Pillow may not have met yet.

    Raises
    ------
    Exception
        Of any kind, if the bytes are malformed.
    """
    stored = chunk or image.info.get("exif")
    if isinstance(stored, bytes) and stored:
        # Not `image.getexif`: it adds an orientation that it takes from XMP.
        read = Image.Exif()
        read.load(stored)
        return read
    if isinstance(image, TiffImagePlugin.TiffImageFile):
        read = image.getexif()
        if _ORIENTATION not in image.tag_v2 and _ORIENTATION in read:
            del read[_ORIENTATION]
        return read
    return None


def exif_fields(exif: Exif) -> list[Field]:
    """Return a field for each tag of each directory, in the order of the directories.

    Everything in the GPS directory counts as telling the place, and so does the position in
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
        found += islice(_directory(place, group, names, tags), FIELD_LIMIT)
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
    place: str, group: str, names: Mapping[int, str], tags: Mapping[int, Any]
) -> Iterator[Field]:
    for tag in tags:
        if tag in _POINTERS:
            continue
        source = f"EXIF {place} tag 0x{tag:04X}"
        name = names.get(tag, f"Tag 0x{tag:04X}")
        try:
            text = _text(tag, tags[tag])
        except Exception:  # a malformed value costs only itself
            text = "damaged"
        gps = place == "GPS IFD" and tag != ExifTags.GPS.GPSVersionID
        yield Field(group, name, text, source, gps)


def _text(tag: int, value: Any) -> str:
    if tag == ExifTags.IFD.MakerNote or tag in _ELSEWHERE:
        return f"{len(value):,} {'bytes' if isinstance(value, bytes) else 'values'}"
    if tag == _USER_COMMENT and isinstance(value, bytes):
        return user_comment(value)
    if _XP_FIRST <= tag <= _XP_LAST:
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
    return str(value).rstrip("\0")[:TEXT_LIMIT]


def user_comment(value: bytes) -> str:
    """Return an EXIF UserComment as text: eight bytes name its code, the rest is the comment.

    Programs write UTF-16 in either order of bytes, whatever the file's own order is.
    """
    code, text = value[:8], value[8:][: 4 * TEXT_LIMIT]
    if code == b"UNICODE\0":
        if text[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return text.decode("utf-16", "replace").rstrip("\0")
        # In Latin script one byte of each pair is zero; which one tells the order.
        little = text[1::2].count(0) > text[::2].count(0)
        return text.decode("utf-16-le" if little else "utf-16-be", "replace").rstrip("\0")
    if code in (b"ASCII\0\0\0", bytes(8), b"JIS\0\0\0\0\0"):
        return text_of(text)
    return text_of(value)


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
