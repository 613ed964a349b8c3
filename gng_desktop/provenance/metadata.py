"""EXIF, XMP, IPTC, comments and text chunks of an image file as one list of fields."""

from __future__ import annotations

import html
import logging
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import ImageFile, TiffImagePlugin
from PIL.ExifTags import Base

from gng_desktop.core.text import N_
from gng_desktop.imaging.colour import profile_name
from gng_desktop.imaging.reading import MAX_PIXELS
from gng_desktop.provenance import exif
from gng_desktop.provenance.containers import HIDDEN, READ, format_of, read_parts
from gng_desktop.provenance.fields import (
    FIELD_LIMIT,
    MALFORMED,
    TEXT_LIMIT,
    Field,
    reveals_place,
    text_of,
)
from gng_desktop.provenance.iptc import read_iptc
from gng_desktop.provenance.parts import Parts
from gng_desktop.provenance.trailing import XMP_PACKET, Trailing, find_trailing
from gng_desktop.provenance.xmp import XmpError, read_xmp

_MARKS = {
    b"stealth_pnginfo": ("alpha", False),
    b"stealth_pngcomp": ("alpha", True),
    b"stealth_rgbinfo": ("RGB", False),
    b"stealth_rgbcomp": ("RGB", True),
}
"""What the hidden bits begin with: the channels they stand in, and whether they are packed."""
_MARK = 15

log = logging.getLogger(__name__)


@dataclass
class Metadata:
    """What was found, and what could not be read.

    Attributes
    ----------
    exif : exif.Exif or None
        For the embedded thumbnail.
    problems : list of str
        One sentence each.
    read, unread : list of str
        Kinds of metadata that were looked for, and parts that may hold some and were not read.
    trailing : list of Trailing
        What stands after the end of the image.
    """

    fields: list[Field] = field(default_factory=list)
    exif: exif.Exif | None = None
    problems: list[str] = field(default_factory=list)
    read: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    trailing: list[Trailing] = field(default_factory=list)


def read_metadata(image: ImageFile.ImageFile | None, data: bytes) -> Metadata:
    """Return everything an image file says of itself.

    Parameters
    ----------
    image : ImageFile or None
        Opened by `reading.open_image`; its pixels are decoded only for hidden text. None where it
        cannot be opened: what the bytes hold is still read.

    Returns
    -------
    Metadata
        A part that cannot be read costs only itself and becomes a sentence in ``problems``.
    """
    found, parts, failed = Metadata(), Parts(format_of(data)), set[str]()

    def attempt(what: str, work: Callable[..., None], *arguments: Any) -> None:
        try:
            work(*arguments)
        except Exception as error:  # parsers raise anything on malformed bytes
            log.debug("%s", what, exc_info=True)
            known = isinstance(error, XmpError)
            found.problems.append(
                str(error) if known else f"The {what} could not be read: malformed or damaged."
            )
            failed.add(what)
            found.unread.append(f"{what} (malformed)")

    attempt("structure of the file", read_parts, data, parts)
    if parts.cut_short:
        found.problems.append(
            N_(
                "The file is truncated: the end-of-image marker is missing, and perhaps part of "
                "the image."
            )
        )
    found.fields += parts.fields
    found.problems += parts.problems
    attempt("data after the end", lambda: found.trailing.extend(find_trailing(data, parts)))
    for piece in found.trailing:
        if piece.kind == XMP_PACKET:
            parts.xmp.append(data[piece.offset : piece.offset + piece.size])
    if isinstance(image, TiffImagePlugin.TiffImageFile):
        attempt("TIFF tags", _tiff, image, parts)
    for stored in parts.exif:
        attempt("EXIF", lambda data: _take_exif(exif.open_exif(data), found, parts), stored)
    if image is not None:
        attempt("EXIF", lambda: _take_exif(exif.exif_of_tiff(image), found, Parts()))
    for packet in parts.xmp:
        attempt("XMP", _take_xmp, packet, found)
    for block in parts.iptc:
        attempt("IPTC", lambda data: _take_texts(read_iptc(data), found), block)
    if image is not None:
        attempt("JFIF header", lambda: found.fields.extend(_others(image)))
    if HIDDEN in READ.get(parts.format, ()) and not _take_hidden(image, found):
        failed.add(HIDDEN)
        found.unread.append(HIDDEN)
    source = f"{parts.format} comment"
    comments = (
        Field("Comment", "Comment", text_of(text), source) for text in parts.comments if text
    )
    found.fields += comments
    found.read += [kind for kind in READ.get(parts.format, ()) if kind not in failed]
    found.unread += parts.unread
    found.unread += [f"{piece.size:,} bytes after the end" for piece in found.trailing]
    found.unread += [N_("the maker note") for f in found.fields if f.name == "MakerNote"][:1]
    if len(found.fields) > FIELD_LIMIT:
        found.problems.append(
            f"The file holds {len(found.fields):,} metadata fields; the first {FIELD_LIMIT:,} are "
            "listed."
        )
        del found.fields[FIELD_LIMIT:]
    return found


def _take_exif(read: exif.Exif | None, found: Metadata, parts: Parts) -> None:
    if read is not None:
        found.exif = found.exif or read
        found.fields += exif.exif_fields(read)
        for tag, where in _tags_of_others(parts):
            if isinstance(value := read.get(tag), bytes):
                where.append(value)


def _tags_of_others(parts: Parts) -> tuple[tuple[int, list[bytes]], ...]:
    """Return the tags that hold other kinds of metadata, and where these are gathered."""
    return (
        (Base.XMLPacket, parts.xmp),
        (Base.IPTCNAA, parts.iptc),
        (Base.ImageResources, parts.iptc),
    )


def _take_xmp(packet: bytes, found: Metadata) -> None:
    """Take the properties of a packet; the words of one that is malformed are searched at least."""
    try:
        found.fields += read_xmp(packet)
    except XmpError:
        text = html.unescape(text_of(packet))
        if not reveals_place(text):
            found.fields.append(Field("XMP", MALFORMED, text, "XMP, as plain text"))
        raise


def _take_texts(texts: tuple[list[Field], list[str]], found: Metadata) -> None:
    found.fields += texts[0]
    found.problems += texts[1]


def _take_hidden(image: ImageFile.ImageFile | None, found: Metadata) -> bool:
    """Look into the pixels; return whether they could be decoded."""
    try:
        if image is not None:
            _take_texts(_hidden_texts(image), found)
    except Exception:  # decoders raise anything on malformed bytes
        return False
    return image is not None


def _tiff(image: TiffImagePlugin.TiffImageFile, parts: Parts) -> None:
    """Take what the tags of the first directory of a TIFF file hold."""
    # As stored: Pillow keeps one number of those that some programs declare the bytes to be.
    stored: dict[int, Any] = getattr(image.tag_v2, "_tagdata", {})
    for tag, where in _tags_of_others(parts):
        value = stored.get(tag)
        if isinstance(value, bytes) and value:
            # The numbers were turned round.
            if tag == Base.IPTCNAA and value[3:4] == b"\x1c" != value[:1]:
                value = b"".join(value[n : n + 4][::-1] for n in range(0, len(value), 4))
            where.append(value)
    if getattr(image, "n_frames", 1) > 1:
        parts.unread.append(N_("the directories of further pages"))


def _others(image: ImageFile.ImageFile) -> list[Field]:
    info: dict[Any, Any] = image.info
    fields: list[Field] = []
    if version := info.get("jfif_version"):
        text = ".".join(f"{part:02}" if n else str(part) for n, part in enumerate(version))
        fields.append(Field("JFIF", "Version", text, "JFIF header (APP0)"))
        unit = {1: "per inch", 2: "per cm"}.get(info.get("jfif_unit", 0), "as a ratio")
        if density := info.get("jfif_density"):
            text = f"{density[0]} x {density[1]} {unit}"
            fields.append(Field("JFIF", "Density", text, "JFIF header (APP0)"))
    profile = info.get("icc_profile")
    if isinstance(profile, bytes) and profile:
        size, name = f"{len(profile):,} bytes", profile_name(profile)
        text = f"{name} ({size})" if name else size
        fields.append(Field("ICC", "Colour profile", text, "ICC profile"))
    return fields


def _hidden_texts(image: ImageFile.ImageFile) -> tuple[list[Field], list[str]]:
    """Return texts hidden in the lowest bits of the pixels, and a sentence for each damaged one.

    "Stealth PNG info" stands column by column, as AUTOMATIC1111's extension and NovelAI write it,
    or row by row: 15 bytes of a mark, 32 bits with the number of bits that follow, then the text.
    """
    fields: list[Field] = []
    problems: list[str] = []
    if image.width * image.height > MAX_PIXELS:
        raise ValueError("too large")
    if image.mode not in ("RGB", "RGBA"):
        return fields, problems
    pixels = np.asarray(image)
    for order, turned in (("columns", pixels.swapaxes(0, 1)), ("rows", pixels)):
        parts: dict[str, NDArray[Any]] = {"RGB": turned[..., :3]}
        if turned.shape[2] == 4:
            parts["alpha"] = turned[..., 3]
        for name, part in parts.items():
            start = _lowest_bits(part, 0, 8 * (_MARK + 4))
            channels, packed = _MARKS.get(start[:_MARK], ("", False))
            if channels != name:
                continue
            length = int.from_bytes(start[_MARK:], "big")
            content = _lowest_bits(part, 8 * (_MARK + 4), length)
            if packed:
                try:
                    content = zlib.decompressobj(31).decompress(content, 4 * TEXT_LIMIT)
                except zlib.error:
                    problems.append(
                        f"A text hidden in the lowest bits ({name}, by {order}) is damaged."
                    )
                    continue
            source = f"lowest bits of {name}, by {order}, {start[:_MARK].decode()}"
            fields.append(Field("Hidden text", "Stealth PNG info", text_of(content), source))
    return fields, problems


def _lowest_bits(part: NDArray[Any], first: int, count: int) -> bytes:
    """Return `count` lowest bits from the bit `first` on, eight to a byte."""
    row = part[0].size
    lines = slice(first // row, (first + count) // row + 1)
    bits = part[lines].reshape(-1) & 1
    skipped = first - lines.start * row
    return np.packbits(bits[skipped : skipped + count]).tobytes()
