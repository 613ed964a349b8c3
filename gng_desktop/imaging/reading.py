"""The one door through which every image file enters: checked, decoded, upright, 8-bit RGB."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFile, ImageOps

from gng_desktop.core.reading import descriptor
from gng_desktop.core.text import N_
from gng_desktop.imaging import broken_jpeg, heif, in_place
from gng_desktop.imaging.broken_jpeg import ends_early, missing_rows
from gng_desktop.imaging.colour import conversion_of
from gng_desktop.imaging.errors import ANOTHER_COPY, ImageError, reason_of
from gng_desktop.imaging.frames import count_frames, frames_notes, seek
from gng_desktop.imaging.opening import (
    IMAGE_SUFFIXES,
    Opened,
    bare_png,
    open_file,
    open_picture,
    quiet,
)
from gng_desktop.imaging.pixels import (
    TRANSPARENT,
    UNUSED_ALPHA,
    is_transparent,
    low_bytes,
    to_rgb,
    with_alpha,
)
from gng_desktop.imaging.raw import reduced_note

__all__ = [
    "IMAGE_SUFFIXES", "MAX_BYTES", "MAX_PIXELS", "ImageError", "Picture", "decode_image",
    "open_image", "quiet", "read_bytes", "read_image", "reason_of",
]  # fmt: skip

MAX_PIXELS = 120_000_000
MAX_BYTES = 1 << 30
REDUCIBLE = ("JPEG", "MPO", "JPEG2000", "HEIF", "RAW")
"""Formats of which a picture of up to `REDUCED_PIXELS` is reduced while it is decoded."""
REDUCED_PIXELS = 300_000_000
MOST_MISSING = 0.95
"""Largest share of its rows that may be missing of a picture that is cut short and is read."""


@dataclass(frozen=True)
class Picture:
    """One decoded image.

    Attributes
    ----------
    rgb : uint8 (H, W, 3); RGB, 0..255, C-contiguous, upright, without alpha.
    sha256 : Of the file's bytes, 64 hexadecimal digits.
    width, height : Of `rgb`, px.
    format : Pillow's name of the format, by content; for example ``"JPEG"``.
    notes : What is to be known of how the pixels came about: one sentence for each oddity.
    partial : Whether a part of the picture is missing in the file.
    frame, frames : Which of how many pictures in the file this is, from 1.
    """

    rgb: NDArray[np.uint8] = field(repr=False, compare=False)
    sha256: str
    width: int
    height: int
    format: str
    notes: tuple[str, ...] = ()
    partial: bool = False
    frame: int = 1
    frames: int = 1

    @property
    def about(self) -> dict[str, Any]:
        """What an `Analysis` states of the file, by its fields' names."""
        return {
            "notes": self.notes,
            "partial": self.partial,
            "frame": self.frame,
            "frames": self.frames,
        }


def read_image(path: str | os.PathLike[str], partial: bool = False, frame: int = 1) -> Picture:
    """Read an image file without ever writing to it.

    `path`: The file; its suffix does not matter.
    `partial`: Take what is left of a JPEG that breaks off, see `decode_image`.
    `frame`: Which of several pictures in the file; 1 is its primary one.
    Returns: Upright, as 8-bit sRGB.
    Raises: ImageError if the file cannot be read, is above 1 GiB, or `decode_image` refuses it.
    """
    return decode_image(read_bytes(path), partial=partial, frame=frame)


def read_bytes(path: str | os.PathLike[str]) -> bytes:
    """Return the whole content of a file that may be an image, without ever writing to it.

    Parameters
    ----------
    path : str or path-like
        A regular file of at most 1 GiB; what it holds does not matter.

    Raises
    ------
    ImageError
        If there is no such file, it is a folder, device or pipe, it is above 1 GiB, it changes
        while it is read, or the disk or the user's rights do not let it be read.
    """
    try:
        path = Path(path)
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise ImageError("This is a folder, not an image file; choose a file inside it.")
        if not stat.S_ISREG(status.st_mode):
            # Opening a pipe would wait for ever.
            raise ImageError("This is a device or pipe, not an image file; choose a regular file.")
        if status.st_size > MAX_BYTES:
            raise ImageError(
                f"The file holds {status.st_size:,} bytes, above the limit of {MAX_BYTES:,} bytes; "
                "choose a smaller image."
            )
        with os.fdopen(descriptor(path), "rb") as file:
            before = os.fstat(file.fileno())
            # A byte more: whether there is one shows that the file has grown.
            data = file.read(min(before.st_size, MAX_BYTES) + 1)
            after = os.fstat(file.fileno())
        if (len(data), before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            # Its hash would be that of no file there ever was.
            raise ImageError(
                "The file changed while it was read; wait until nothing writes to it, then try "
                "again."
            )
        return data
    except FileNotFoundError as error:
        raise ImageError("The file does not exist; check its name and location.") from error
    except PermissionError as error:
        raise ImageError(
            N_("You do not have permission to read the file; ask for permission or copy it.")
        ) from error
    except (OSError, ValueError) as error:
        raise ImageError(
            f"The file could not be read ({reason_of(error)}); check the disk or copy it elsewhere."
        ) from error


def decode_image(
    data: bytes,
    max_pixels: int = MAX_PIXELS,
    sha256: str | None = None,
    partial: bool = False,
    frame: int = 1,
    opened: Opened | None = None,
) -> Picture:
    """Decode the bytes of an image file.

    EXIF orientation is applied; colours are converted to sRGB from the profile or colour space
    that the file states, perceptually; transparency is laid over black; 16-bit values keep their
    high byte. RAW data are developed.

    Parameters
    ----------
    max_pixels : int
        Largest width * height that is decoded, px; checked in the header, before decoding. Larger
        pictures of the formats in `REDUCIBLE` are reduced below it while they are decoded.
    sha256 : str, optional
        Of `data`, 64 hexadecimal digits, where the caller has just computed it.
    partial : bool
        Whether a JPEG that breaks off is read as far as it goes, with `Picture.partial`.
    frame : int
        Which of several pictures in the file; 1 is its primary one.
    opened : Opened, optional
        What `open_file` made of `data`, at the frame before or an earlier one: a frame of an
        animation is drawn upon those before it.

    Returns
    -------
    Picture
        Upright, as 8-bit sRGB.

    Raises
    ------
    ImageError
        If the bytes are empty, no image of a known format, damaged, cut short, too large, or of
        a pixel type without a defined 8-bit scale, or if there is no such frame. Its `sha256` and
        `frames` are set.
    """
    digest, frames = sha256 or hashlib.sha256(data).hexdigest(), 1
    try:
        check_not_empty(data)
        with quiet():
            used_again = opened is not None
            opened = opened or open_picture(data)
            frames = count_frames(opened.image, opened.data)
            if not used_again or frame > 1:
                _turn_to(opened, frame, frames, max_pixels)
            rgb, notes, broken = _pixels(data, opened, max_pixels, partial, frame, used_again)
    except ImageError as error:
        error.sha256, error.frames = digest, frames
        raise
    height, width = rgb.shape[:2]
    name, notes = opened.image.format or "image", frames_notes(frame, frames) + notes
    return Picture(rgb, digest, width, height, name, notes, broken, frame, frames)


def check_not_empty(data: bytes) -> None:
    """Raise `ImageError` for a file without a byte."""
    if not data:
        raise ImageError(f"The file is empty (0 bytes); {ANOTHER_COPY}.")


def open_image(data: bytes) -> ImageFile.ImageFile:
    """Return Pillow's image of what `open_file` opens; ImageError as it raises.

    `data` is the whole file. What the image says of it is untrusted, and Pillow may warn while it
    is used: see `quiet`.
    """
    return open_file(data).image


def _turn_to(opened: Opened, frame: int, frames: int, max_pixels: int) -> None:
    """Switch the image to another picture of its file; a too large one is left to `_pixels`."""
    if opened.image.width * opened.image.height > max_pixels:
        return
    try:
        seek(opened.image, opened.data, frame)
    except Exception as error:  # decoders raise anything on malformed bytes
        raise ImageError(
            f"Picture {frame} of {frames} in the file cannot be read ({reason_of(error)}); "
            f"{ANOTHER_COPY}."
        ) from error


def _pixels(
    data: bytes, opened: Opened, max_pixels: int, partial: bool, frame: int, used_again: bool
) -> tuple[NDArray[np.uint8], tuple[str, ...], bool]:
    """Return the pixels as 8-bit sRGB, notes on them, and whether some are missing."""
    name = opened.image.format or "image"
    size = width, height = opened.image.size
    if width * height == 0:
        raise ImageError(f"The {name} image holds no pixels; {ANOTHER_COPY}.")
    factor = _reduction(name, width * height, max_pixels)
    if not factor:
        raise ImageError(
            f"The image is {width:,} x {height:,} px ({width * height:,} pixels), above the limit "
            f"of {max_pixels:,} pixels; scale a copy down."
        )
    try:
        if opened.damage:
            raise ImageError(
                f"The {name} image is damaged or truncated ({opened.damage}); {ANOTHER_COPY}."
            )
        conversion = conversion_of(opened.image, opened.data, opened.colour)
        image, notes, broken = _loaded(opened, factor, partial)
        image = image.copy() if used_again else image
        exact = conversion.transform or isinstance(image.info.get("transparency"), tuple)
        again = open_image(opened.data) if exact else None
        if again is not None:
            seek(again, opened.data, frame)
        low = low_bytes(again) if again is not None else None
        for picture in (image, low):
            # Unreadable metadata says nothing of orientation: as stored. LibRaw has turned already.
            if picture is not None and name != "RAW":
                with contextlib.suppress(Exception):
                    ImageOps.exif_transpose(picture, in_place=True)
        if factor > 1:
            turned = size if (image.width > image.height) == (width > height) else size[::-1]
            notes += (reduced_note(turned, image.size),)
        if conversion.note:
            notes += (conversion.note,)
        stored, image = image.mode, with_alpha(image, low)
        if (stored, image.mode) == ("RGBA", "RGB"):
            notes += (UNUSED_ALPHA,)
        if is_transparent(image):
            notes += (TRANSPARENT,)
        return to_rgb(image, conversion, low if conversion.transform else None), notes, broken
    except ImageError:
        raise
    except MemoryError as error:
        raise ImageError(
            f"There is not enough memory for an image of {width:,} x {height:,} px; close other "
            "programs or scale a copy down."
        ) from error
    except Exception as error:  # decoders raise anything on malformed bytes
        if name == "HEIF":
            raise ImageError(heif.refusal(data, error)) from error
        raise ImageError(
            f"The {name} image is damaged or truncated ({reason_of(error)}); {ANOTHER_COPY}."
        ) from error


def _reduction(name: str, pixels: int, most: int) -> int:
    """Return by what the sides are divided while decoding, a power of 2; 0 where it cannot be."""
    if pixels <= most:
        return 1
    if name not in REDUCIBLE or pixels > REDUCED_PIXELS or most < MAX_PIXELS:
        return 0
    if name == "RAW":  # halves them by itself
        return 1
    return next(factor for factor in (2, 4) if pixels <= most * factor**2)


def _loaded(
    opened: Opened, factor: int, partial: bool
) -> tuple[Image.Image, tuple[str, ...], bool]:
    """Decode the pixels; return them, notes on the file, and whether some of them are missing."""
    image, name = opened.image, opened.image.format
    if factor > 1:
        if name == "HEIF":
            return heif.reduced(image, factor), opened.notes, False
        if name == "JPEG2000":
            image.reduce = factor.bit_length() - 1  # type: ignore[assignment,method-assign]
        else:
            image.draft(None, (image.width // factor, image.height // factor))
    broken, from_scan = False, name in ("JPEG", "MPO") and factor == 1
    shown: Image.Image = image
    in_place.prepare(image)
    try:
        image.load()
    except Exception as error:
        plain = bare_png(opened.data, opened.notes, error) if name == "PNG" else None
        if plain is not None:
            plain.image.load()
            return plain.image, plain.notes, False
        if not (partial and from_scan):
            raise
        shown, broken = broken_jpeg.whole(opened.data), True
    notes = opened.notes + getattr(image, "notes", ())
    if from_scan and (rows := missing_rows(shown)) or broken:
        broken = broken or ends_early(shown, opened.data, rows)
        if broken and (not partial or rows > MOST_MISSING * shown.height):
            raise ImageError(f"The {name} image is truncated before its picture; {ANOTHER_COPY}.")
        notes += (broken_jpeg.note_of(rows, shown),) if broken else ()
    return shown, notes, broken
