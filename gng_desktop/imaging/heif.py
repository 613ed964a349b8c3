"""HEIF pictures (HEIC of phones and cameras), decoded by libheif, and what else has their boxes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import numpy as np
from PIL import Image, ImageFile

from gng_desktop.imaging.errors import ANOTHER_COPY, ImageError, reason_of

BOX_LIMIT = 10_000
"""Boxes side by side that are looked at."""

Box = tuple[bytes, int, int]
"""Type, first byte of the content, first byte after it."""


def boxes(data: bytes, place: int, stop: int) -> Iterator[Box]:
    """Yield the boxes from `place` on, until one is none or reaches past `stop`."""
    for _ in range(BOX_LIMIT):
        if place + 8 > stop:
            return
        size, kind = int.from_bytes(data[place : place + 4], "big"), data[place + 4 : place + 8]
        start = place + 8
        if size == 1:
            size, start = int.from_bytes(data[start : start + 8], "big"), start + 8
        end = place + size if size else stop
        if not re.fullmatch(rb"[ -~\xa9]{4}", kind) or end < start or end > stop:
            return
        yield kind, start, end
        place = end


_AVIF = {b"avif", b"avis"}
_HEVC = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"}
_OTHER_CODECS = {b"avci": "AVC", b"avcs": "AVC", b"j2ki": "JPEG 2000", b"j2is": "JPEG 2000"}
_OTHER_CODECS |= {b"vvic": "VVC", b"vvis": "VVC", b"evbi": "EVC", b"evbs": "EVC"}
_GENERAL = {b"mif1", b"mif2", b"mif3", b"msf1", b"miaf", b"MiHB", b"MiHA", b"MiHE", b"jpeg"}


def brands(data: bytes) -> tuple[bytes, ...]:
    """Return the brands that a file of ISO boxes states, the major one first; () for any other."""
    if data[4:8] != b"ftyp":
        return ()
    end = min(int.from_bytes(data[:4], "big"), 1024, len(data))
    return data[8:12], *(data[n : n + 4] for n in range(16, end - 3, 4))


def kind_of(data: bytes) -> str:
    """Return ``"AVIF"``, ``"HEIF"``, or "" for a file that is neither."""
    found = brands(data)
    if not found:
        return ""
    named = set(found)
    if found[0] in _AVIF or (named & _AVIF and found[0] not in _HEVC):
        return "AVIF"
    return "HEIF" if named & (_HEVC | _GENERAL | _OTHER_CODECS.keys()) else ""


def open_heif(data: bytes) -> ImageFile.ImageFile:
    """Read the header of a HEIF file's bytes.

    Raises
    ------
    ImageError
        If it is damaged, or coded otherwise than by HEVC.
    """
    from pi_heif import options
    from pi_heif.as_plugin import HeifImageFile

    options.THUMBNAILS = options.DEPTH_IMAGES = options.AUX_IMAGES = False
    try:
        image: ImageFile.ImageFile = HeifImageFile(io.BytesIO(data), "")
        _without_none(image)
        return image
    except Exception as error:  # libheif raises anything on malformed bytes
        raise ImageError(refusal(data, error)) from error


def seek(image: Any, number: int) -> None:
    """Select a picture, by its number from 0: the primary one, then the others as stored."""
    count = image.n_frames
    if count == 1 and number == 0:
        return
    primary = image._heif_file.primary_index
    order = [primary, *(n for n in range(count) if n != primary)]
    image.seek(order[number] if number < count else count)
    _without_none(image)


def _without_none(image: ImageFile.ImageFile) -> None:
    if image.info.get("exif") is None:  # Pillow knows no None there
        image.info.pop("exif", None)


def refusal(data: bytes, error: Exception) -> str:
    """Return why a HEIF file's header or picture cannot be read, one sentence."""
    coded = next((_OTHER_CODECS[b] for b in brands(data) if b in _OTHER_CODECS), "")
    if coded:
        return (
            f"The HEIF picture is coded by {coded}, which this program does not decode; convert a "
            "copy to PNG."
        )
    return (
        "The HEIF (HEIC) image is damaged, truncated or of a kind that cannot be read "
        f"({reason_of(error)}); {ANOTHER_COPY} or convert one to PNG."
    )


def reduced(image: Any, factor: int) -> Image.Image:
    """Decode a large picture and average it over squares before Pillow makes a copy of it.

    Parameters
    ----------
    image : ImageFile
        Of `open_heif`; its pixels are not decoded yet.
    factor : int
        Side of the squares, px.
    """
    import cv2  # heavy, and of use to large pictures only

    picture = image._heif_file[image.tell()]
    width, height = picture.size
    channels = len(picture.mode.split(";")[0])
    rows = np.frombuffer(picture.data, np.uint8).reshape(height, picture.stride)
    pixels = rows[:, : width * channels].reshape(height, width, channels)
    size = width // factor, height // factor
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    result = Image.fromarray(small.reshape(size[1], size[0], channels).squeeze(), picture.mode)
    result.info = dict(image.info)
    return result
