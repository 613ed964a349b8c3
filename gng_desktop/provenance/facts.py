"""The plain facts of a file: name, size, hashes, format by content and by suffix, pixels."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PIL import ImageFile

from gng_desktop.imaging import tiff
from gng_desktop.imaging.frames import count_frames
from gng_desktop.imaging.opening import SUFFIXES
from gng_desktop.provenance.fields import clean

_MODES = {
    "1": "black and white", "L": "greyscale", "LA": "greyscale with alpha",
    "P": "palette", "PA": "palette with alpha", "RGB": "RGB",
    "RGBA": "RGB with alpha", "RGBX": "RGB", "CMYK": "CMYK",
    "YCbCr": "YCbCr", "I": "32-bit integers", "F": "floating point",
}  # fmt: skip
_BITS = {"1": 1, "I;16": 16, "I;16B": 16} | dict.fromkeys(("L", "LA", "P", "RGB", "RGBA"), 8)
_PNG_COLOURS = {
    0: "greyscale",
    2: "RGB",
    3: "palette",
    4: "greyscale with alpha",
    6: "RGB with alpha",
}
_STEP = 32 << 20
_BITS_PER_SAMPLE = 258


@dataclass(frozen=True)
class Pixels:
    """What the header says of the image.

    Attributes
    ----------
    format : str
        Pillow's name of the format, by content.
    width, height : int
        As stored, before any turn that EXIF asks for, px.
    colours : str
        In words, for example ``"RGB with alpha"``.
    bits : int or None
        Per channel; None where the header does not say.
    frames : int
        Pictures in the file; sizes and colours are those of the first.
    """

    format: str
    width: int
    height: int
    colours: str
    bits: int | None
    frames: int = 1


@dataclass(frozen=True)
class Facts:
    """A file as it lies on the disk.

    Attributes
    ----------
    name, folder : str
        May hold anything that a file system allows.
    size : int or None
        Bytes; None where the file could not be read.
    modified : str or None
        When the file system says it was changed last, ISO 8601 in UTC, to the second. Copying a
        file or unpacking an archive may set it.
    sha256, md5 : str or None
        Of the file's bytes, hexadecimal.
    suffix : str
        Of the name, lower case, with its dot; "" for none.
    pixels : Pixels or None
        None where the file is no image that is read here.
    """

    name: str
    folder: str
    size: int | None
    modified: str | None
    sha256: str | None
    md5: str | None
    suffix: str
    pixels: Pixels | None

    @property
    def suffix_sentence(self) -> str:
        """Whether content and suffix agree; "" where the content is no known image."""
        if self.pixels is None:
            return ""
        name, shown = self.pixels.format, clean(self.suffix, 40)
        if not self.suffix:
            return f"File type {name}; the file name has no extension."
        if self.suffix in SUFFIXES.get(name, ()):
            return f"File type {name}; matches the extension {shown}."
        meant = [format_ for format_, known in SUFFIXES.items() if self.suffix in known]
        if not meant:
            return f"File type {name}; the extension {shown} is not one of an image format."
        return f"File type {name}, but the extension {shown} means {meant[0]}."

    @property
    def suffix_fits(self) -> bool:
        """Whether the suffix stands for the format of the content."""
        return self.pixels is not None and self.suffix in SUFFIXES.get(self.pixels.format, ())

    def to_json(self) -> dict[str, Any]:
        """Return everything as JSON values."""
        pixels = self.pixels
        return {
            "name": self.name,
            "folder": self.folder,
            "size": self.size,
            "modified": self.modified,
            "sha256": self.sha256,
            "md5": self.md5,
            "format": pixels.format if pixels else None,
            "suffix": self.suffix,
            "suffix_fits": self.suffix_fits,
            "width": pixels.width if pixels else None,
            "height": pixels.height if pixels else None,
            "colours": pixels.colours if pixels else None,
            "bits_per_channel": pixels.bits if pixels else None,
            "frames": pixels.frames if pixels else None,
        }


def hashes(data: bytes) -> Iterator[tuple[str, str] | None]:
    """Yield None while at work, a few times a second, then SHA-256 and MD5 in hexadecimal.

    MD5 is there to be compared with older records; it can be forged.
    """
    view = memoryview(data)
    sha256, md5 = hashlib.sha256(), hashlib.md5(usedforsecurity=False)
    for place in range(0, len(view), _STEP):
        for hash_ in (sha256, md5):
            hash_.update(view[place : place + _STEP])
        yield None
    yield sha256.hexdigest(), md5.hexdigest()


def modified(path: Path) -> str | None:
    """Return when a file was changed last, ISO 8601 in UTC; None where that is unknown."""
    try:
        seconds = path.stat().st_mtime
        return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
    except (OSError, ValueError, OverflowError):
        return None


def read_pixels(image: ImageFile.ImageFile, data: bytes) -> Pixels:
    """Return what the header of an image, of which `data` is the whole file, says of its pixels."""
    (width, height), name, mode = image.size, image.format or "image", image.mode
    colours = "greyscale" if mode.startswith("I;16") else _MODES.get(mode, mode)
    stored: Any = getattr(image, "bits", None)
    if name == "PNG" and len(data) > 25:  # Pillow's mode hides 16 bits per channel
        stored, colours = data[24], _PNG_COLOURS.get(data[25], colours)
    elif name == "TIFF":
        stored = getattr(image, "tag_v2", {}).get(_BITS_PER_SAMPLE)
        stored = max(stored) if isinstance(stored, tuple) and stored else stored
        page = tiff.main_picture(data)
        width, height = (page.width, page.height) if page else (width, height)
    if not isinstance(stored, int):
        stored = _BITS.get(mode)
    return Pixels(name, width, height, colours, stored, count_frames(image, data))
