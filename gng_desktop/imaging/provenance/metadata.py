"""EXIF, XMP, IPTC, comments and text chunks of an image file as one list of fields."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PIL import ImageFile, IptcImagePlugin

from gng_desktop.imaging.colour import profile_name
from gng_desktop.imaging.provenance import exif, png, xmp
from gng_desktop.imaging.provenance.fields import FIELD_LIMIT, Field, summary_of, text_of
from gng_desktop.imaging.reading import reason_of

IPTC_NAMES = {
    (1, 90): "Coded character set",
    (2, 0): "Record version",
    (2, 5): "Object name",
    (2, 7): "Edit status",
    (2, 10): "Urgency",
    (2, 15): "Category",
    (2, 20): "Supplemental category",
    (2, 25): "Keywords",
    (2, 30): "Release date",
    (2, 35): "Release time",
    (2, 40): "Special instructions",
    (2, 55): "Date created",
    (2, 60): "Time created",
    (2, 62): "Digital creation date",
    (2, 63): "Digital creation time",
    (2, 65): "Originating program",
    (2, 70): "Program version",
    (2, 80): "By-line",
    (2, 85): "By-line title",
    (2, 90): "City",
    (2, 92): "Sub-location",
    (2, 95): "Province or state",
    (2, 100): "Country code",
    (2, 101): "Country",
    (2, 103): "Original transmission reference",
    (2, 105): "Headline",
    (2, 110): "Credit",
    (2, 115): "Source",
    (2, 116): "Copyright notice",
    (2, 118): "Contact",
    (2, 120): "Caption",
    (2, 122): "Writer of the caption",
}
"""IPTC-NAA Information Interchange Model 4.2, records 1 and 2."""


@dataclass
class Metadata:
    """What was found, and what could not be read.

    Attributes
    ----------
    fields : list of Field
    exif : exif.Exif or None
        For the embedded thumbnail.
    problems : list of str
        One sentence each.
    """

    fields: list[Field] = field(default_factory=list)
    exif: exif.Exif | None = None
    problems: list[str] = field(default_factory=list)


def read_metadata(image: ImageFile.ImageFile, data: bytes) -> Metadata:
    """Return everything an image file says of itself.

    Parameters
    ----------
    image : ImageFile
        Opened by `reading.open_image`; its pixels need not be decoded.
    data : bytes
        The whole file.

    Returns
    -------
    Metadata
        A part that cannot be read costs only itself and becomes a sentence in ``problems``.
    """
    found = Metadata()
    texts = png.PngTexts()

    def attempt(what: str, work: Callable[[], None]) -> None:
        try:
            work()
        except Exception as error:  # parsers raise anything on malformed bytes
            found.problems.append(f"The {what} could not be read ({reason_of(error)}).")

    def read_png() -> None:
        nonlocal texts
        texts = png.read_texts(data)
        found.fields += texts.fields
        found.problems += texts.problems

    def read_exif() -> None:
        found.exif = exif.open_exif(image, texts.exif)
        if found.exif is not None:
            found.fields += exif.exif_fields(found.exif)

    def read_packets() -> None:
        for packet in _packets(image, texts):
            try:
                found.fields += xmp.read_xmp(packet)
            except xmp.XmpError as error:
                found.problems.append(str(error))

    if image.format == "PNG":
        attempt("text of the PNG chunks", read_png)
    attempt("EXIF data", read_exif)
    attempt("XMP data", read_packets)
    attempt("IPTC data", lambda: found.fields.extend(iptc_fields(image)))
    attempt("comment or JFIF header", lambda: found.fields.extend(_others(image)))
    if len(found.fields) > FIELD_LIMIT:
        found.problems.append(
            f"The file holds {len(found.fields):,} metadata fields; the first {FIELD_LIMIT:,} are "
            "listed."
        )
        del found.fields[FIELD_LIMIT:]
    return found


def _packets(image: ImageFile.ImageFile, texts: png.PngTexts) -> list[bytes]:
    if image.format == "PNG":
        return texts.xmp
    if segments := getattr(image, "applist", None):
        return xmp.jpeg_packets(segments)
    packet = image.info.get("xmp")
    return [packet] if isinstance(packet, bytes) else []


def iptc_fields(image: ImageFile.ImageFile) -> list[Field]:
    """Return the IPTC-NAA datasets of a JPEG or TIFF image; none in other formats."""
    fields = []
    for key, values in (IptcImagePlugin.getiptcinfo(image) or {}).items():
        source = f"IPTC dataset {key[0]}:{key[1]:03}"
        name = IPTC_NAMES.get(key, source.removeprefix("IPTC "))
        for value in values if isinstance(values, list) else [values]:
            # The version is a number, the character set an escape sequence: no texts.
            text = summary_of(value) if key in ((1, 90), (2, 0)) else text_of(value)
            fields.append(Field("IPTC", name, text, source))
    return fields


def _others(image: ImageFile.ImageFile) -> list[Field]:
    info: dict[Any, Any] = image.info
    fields = []
    comments = [text for name, text in getattr(image, "applist", []) if name == "COM"]
    for comment in comments or [info.get("comment")]:
        if isinstance(comment, bytes) and comment:
            fields.append(Field("Comment", "Comment", text_of(comment), f"{image.format} comment"))
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
