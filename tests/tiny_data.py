"""Tiny data sets to learn from: faces that are discs, blue if generated, their masks, tables."""

from __future__ import annotations

import csv
import io
import struct
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from PIL import ExifTags, Image


def portrait(rng: np.random.Generator, side: int, generated: bool) -> tuple[np.ndarray, np.ndarray]:
    """Return an RGB picture with a disc for a face, blue if generated, and its 19-label mask."""
    rows, columns = np.mgrid[:side, :side] / side
    y, x = rng.uniform(0.45, 0.55, 2)
    face = (rows - y) ** 2 + (columns - x) ** 2 < 0.16
    mask = np.where(face & (rows < y - 0.15), 13, np.where(face, 1, 0)).astype(np.uint8)
    skin = (60, 90, 230) if generated else (230, 150, 90)
    rgb = np.zeros((side, side, 3))
    for label, colour in {0: (40, 45, 40), 1: skin, 13: (120, 60, 90)}.items():
        rgb[mask == label] = colour
    return np.clip(rgb + rng.normal(0, 12, rgb.shape), 0, 255).astype(np.uint8), mask


def write_png(path: Path, pixels: np.ndarray) -> Path:
    """Write (H, W, 3) uint8 as RGB, (H, W) uint8 as a palette PNG like CelebAMask-HQ's."""
    path.parent.mkdir(parents=True, exist_ok=True)
    image = Image.fromarray(pixels)
    if pixels.ndim == 2:
        image = Image.frombytes("P", pixels.shape[::-1], pixels.tobytes())
        image.putpalette(np.random.default_rng(0).integers(0, 256, 768).tolist())
    image.save(path)
    return path


def image_bytes(image: Image.Image | np.ndarray, form: str = "PNG", **options: Any) -> bytes:
    """Return an image's file; `options` are Pillow's."""
    image = image if isinstance(image, Image.Image) else Image.fromarray(image)
    stream = io.BytesIO()
    image.save(stream, form, **options)
    return stream.getvalue()


def noise_bytes(form: str = "PNG", **options: Any) -> bytes:
    """Return the file of a small picture of noise."""
    noise = np.random.default_rng(2).integers(0, 256, (24, 32, 3), np.uint8)
    return image_bytes(noise, form, **options)


NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "exif": "http://ns.adobe.com/exif/1.0/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "stEvt": "http://ns.adobe.com/xap/1.0/sType/ResourceEvent#",
}


def xmp_packet(attributes: str = "", inside: str = "", before: str = "") -> bytes:
    """Return an XMP packet of one description."""
    declared = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in NAMESPACES.items())
    return (
        f'{before}<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF {declared}>'
        f'<rdf:Description rdf:about="" {attributes}>{inside}</rdf:Description>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


def png_chunk(kind: bytes, body: bytes, checksum: int | None = None) -> bytes:
    """Return a PNG chunk, its checksum right unless another is given."""
    checksum = zlib.crc32(kind + body) if checksum is None else checksum
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", checksum)


def bare_png(width: int, height: int, depth: int, colour: int, rows: bytes, *extra: bytes) -> bytes:
    """Return a PNG of a header, `extra` chunks and packed rows, whether they fit or not."""
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    body = png_chunk(b"IDAT", zlib.compress(rows))
    chunks = (png_chunk(b"IHDR", header), *extra, body, png_chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def with_chunks(png: bytes, *chunks: bytes, before: bytes = b"IDAT") -> bytes:
    """Put chunks into a PNG before the first one of a kind."""
    place = png.index(before) - 4
    return png[:place] + b"".join(chunks) + png[place:]


def with_segments(jpeg: bytes, marker: int, *contents: bytes) -> bytes:
    """Put segments behind the start of a JPEG."""
    segments = (struct.pack(">BBH", 0xFF, marker, 2 + len(c)) + c for c in contents)
    return jpeg[:2] + b"".join(segments) + jpeg[2:]


def exif_of_place() -> Image.Exif:
    """Return what a camera of "Camera Works" states that was at 12.5 degrees north and east."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Camera Works"
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    gps[ExifTags.GPS.GPSLatitudeRef], gps[ExifTags.GPS.GPSLongitudeRef] = "N", "E"
    gps[ExifTags.GPS.GPSLatitude] = gps[ExifTags.GPS.GPSLongitude] = (12.0, 30.0, 0.0)
    return exif


def read_table(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV with a header."""
    with path.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def write_table(path: Path, head: str | Sequence[str], rows: Iterable[Sequence[Any]]) -> Path:
    """Write a CSV; a text as `head` holds names with commas between."""
    path.parent.mkdir(parents=True, exist_ok=True)
    names = head.split(",") if isinstance(head, str) else head
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([names, *rows])
    return path
