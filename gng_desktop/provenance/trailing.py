"""What stands in a file after the end of its image: archives, videos, pictures, remains."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import Any

from gng_desktop.core.text import N_, count
from gng_desktop.imaging.heif import boxes
from gng_desktop.imaging.png_chunks import SIGNATURE
from gng_desktop.provenance.boxes import VIDEOS
from gng_desktop.provenance.containers import format_of, parts_of
from gng_desktop.provenance.parts import Parts

PIECE_LIMIT = 20
"""Pieces that are listed."""

XMP_PACKET, PHONE = "an XMP packet", VIDEOS[b"sefd"]
_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "a ZIP archive"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\x1f\x8b\x08", "gzip data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ\0", "xz data"),
    (b"%PDF-", "a PDF document"),
    (b"\x1a\x45\xdf\xa3", "a Matroska or WebM video"),
    (b"\x7fELF", "a program (ELF)"),
    (b"MZ", "a program (Windows)"),
    (b"ID3", "an MP3 recording"),
    (b"OggS", "an Ogg recording"),
    (b"<?xpacket", XMP_PACKET),
    (b"<x:xmpmeta", XMP_PACKET),
    (b"<?xml", "XML text"),
    (b"<?php", "a PHP script"),
    (b"8BPS", "a Photoshop document"),
    (b"SEFH", PHONE),
)
_SURE = (
    *(magic for magic, _ in _KINDS if len(magic) >= 4),
    b"\xff\xd8\xff\xe0",
    b"\xff\xd8\xff\xe1",
    b"\xff\xd8\xff\xdb",
    SIGNATURE,
)
"""What is taken for the start of a piece wherever it stands."""
TEXT, UNKNOWN, PADDING = "text", "data of an unknown kind", "padding"
ANNOUNCED = ", announced by the file's own index"
_PNG_END = b"\0\0\0\0IEND\xaeB\x60\x82"
_REMAINS = (
    "remains of an earlier, larger {} file that was overwritten: the image was perhaps cropped or "
    "painted over, and parts of what it showed before may be recoverable (aCropalypse, "
    "CVE-2023-21036)"
)


@dataclass(frozen=True)
class Trailing:
    """One piece of data after the end of an image.

    Attributes
    ----------
    offset, size : int
        First byte in the file, and number of bytes.
    kind : str
        What it is, by its content, as the end of a sentence.
    """

    offset: int
    size: int
    kind: str

    @property
    def unexpected(self) -> bool:
        """Whether it is neither padding nor a picture that the file itself announces."""
        return not self.kind.startswith(PADDING) and not self.kind.endswith(ANNOUNCED)

    @property
    def sentence(self) -> str:
        """Place, size and kind in words."""
        follow = count(self.size, "byte follows", "bytes follow")
        return f"{follow} the end of the image, from byte {self.offset:,}: {self.kind}."

    def to_json(self) -> dict[str, Any]:
        """Return everything as JSON values."""
        return vars(self) | {"sentence": self.sentence}


def find_trailing(data: bytes, parts: Parts) -> list[Trailing]:
    """Return what stands after the end of the image, in the order of the file.

    Parameters
    ----------
    parts : Parts
        Of the same file; without its `end` nothing is found.
    """
    found: list[Trailing] = []
    place = len(data) if parts.end is None else parts.end
    while place < len(data) and len(found) < PIECE_LIMIT:
        last = len(found) == PIECE_LIMIT - 1
        kind, end = _piece(data, place, parts.format)
        if place in parts.indexed:
            kind += ANNOUNCED
        end = len(data) if last else end
        if (
            parts.format == "TIFF"
            and not found
            and (kind in (TEXT, UNKNOWN) or kind.startswith(PADDING))
        ):
            return found  # programs keep data of their own where no tag points
        if found and found[-1].kind == kind == PHONE:
            place = found.pop().offset
        found.append(Trailing(place, end - place, kind))
        place = end
    return found


def _piece(data: bytes, place: int, image: str) -> tuple[str, int]:
    """Return what begins at `place`, and where it ends."""
    rest = data[place:]
    same = len(rest) - len(rest.lstrip(rest[:1]))
    if rest[0] in (0, 255) and (same == len(rest) or same >= 16):
        return f"{PADDING} (bytes 0x{rest[0]:02X})", place + same
    if rest[4:8] in VIDEOS:
        return VIDEOS[rest[4:8]], place + next(
            (end for _, _, end in boxes(rest, 0, len(rest))), len(rest)
        )
    if rest[4:8] == b"ftyp" and not format_of(rest):
        kind = N_("a video (MP4 or QuickTime), as phones append to a photo (motion photo)")
        return kind, place + _video_size(rest)
    if image == "PNG" and rest.endswith(_PNG_END) and SIGNATURE not in rest:
        return _REMAINS.format("PNG"), len(data)
    if format_name := format_of(rest) if rest[:2] != b"BM" else "":
        end = parts_of(rest).end
        name = {"JPEG": "JPEG", "WEBP": "WebP", "HEIF": "HEIC", "JPEG2000": "JPEG 2000"}
        return f"another picture ({name.get(format_name, format_name)})", (
            len(data) if end is None else place + end
        )
    magic, kind = next((pair for pair in _KINDS if rest.startswith(pair[0])), (b"", ""))
    if (magic == b"MZ" and b"PE\0\0" not in rest[:1024]) or (
        magic == b"BZh" and rest[4:10] != b"1AY&SY"
    ):
        magic = b""  # two or three letters may stand anywhere
    if magic:
        return (_archive(rest) if magic == b"PK\x03\x04" else kind), len(data)
    starts = [n for magic in _SURE if (n := rest.find(magic, 1)) > 0]
    if (video := rest.find(b"ftyp", 5)) > 0:
        starts.append(video - 4)
    end = place + min(starts, default=len(rest))
    if rest.endswith(b"SEFT"):
        return PHONE, end
    return _unknown(rest[: end - place], image), end


def _video_size(rest: bytes) -> int:
    """Return the bytes of all boxes at the start of `rest`, unless unknown data follow them."""
    size = max((end for _, _, end in boxes(rest, 0, len(rest))), default=0)
    after = rest[size:]
    known = format_of(after) or any(after.startswith(magic) for magic, _ in _KINDS)
    return size if known else len(rest)


def _archive(rest: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(rest)) as archive:
            files = len(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return "a ZIP archive"
    return f"a ZIP archive of {count(files, 'file', 'files')}"


def _unknown(piece: bytes, image: str) -> str:
    if image == "JPEG" and len(piece) > 64 and piece.rstrip(b"\0").endswith(b"\xff\xd9"):
        return _REMAINS.format("JPEG")
    if piece.isascii() and "".join(piece.decode().split()).isprintable():
        return TEXT
    return UNKNOWN
