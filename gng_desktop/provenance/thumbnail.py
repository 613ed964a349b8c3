"""The small pictures that programs embed in an image file, beside the image itself.

A program that changes an image but leaves its thumbnail leaves a trace of what was before.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image, ImageFile, ImageOps

from gng_desktop.core.text import N_
from gng_desktop.imaging.pixels import ORIENTATION, upright
from gng_desktop.imaging.reading import MAX_PIXELS, ImageError, decode_image, open_image, quiet
from gng_desktop.provenance.exif import Exif

THUMBNAIL_PIXELS = 4_000_000
"""Largest embedded picture that is decoded, px."""

EXPLANATION = (
    "The image is scaled to the size of the thumbnail and both are compared in grey (0..255). "
    "Scaling and compression alone leave a small difference. A large one means that image and "
    "thumbnail show different things: either the image was edited or cropped and the thumbnail "
    "left as it was, or a camera fitted the thumbnail into a frame of another shape."
)

_JPEG = b"\xff\xd8\xff"
_OFFSET, _LENGTH = 0x0201, 0x0202
_RESOURCE_HEADER = 28


@dataclass(frozen=True)
class Thumbnail:
    """One embedded picture, compared with the image.

    Attributes
    ----------
    source : str
        Where it stands.
    width, height : int
        Upright, px.
    image_width, image_height : int
        Of the image, upright, px.
    difference : float or None
        Mean absolute difference from the image in grey levels, 0..255; None where the image
        could not be decoded.
    rgb : ndarray of uint8, shape (h, w, 3)
        The thumbnail, upright.
    image_rgb : ndarray of uint8, shape (h, w, 3), or None
        The image at the same size, upright.
    """

    source: str
    width: int
    height: int
    image_width: int
    image_height: int
    difference: float | None
    rgb: NDArray[np.uint8] = field(repr=False, compare=False)
    image_rgb: NDArray[np.uint8] | None = field(repr=False, compare=False)

    @property
    def sentence(self) -> str:
        """Sizes, shapes and difference in words."""
        start = (
            f"The thumbnail is {self.width} x {self.height} px (width to height "
            f"{self.width / self.height:.3f}), the image {self.image_width:,} x "
            f"{self.image_height:,} px ({self.image_width / self.image_height:.3f})."
        )
        if self.difference is None:
            return f"{start} The image could not be decoded, so they were not compared."
        return f"{start} They differ by {self.difference:.1f} of 255 grey levels on average."

    def to_json(self) -> dict[str, Any]:
        """Return everything but the pixels as JSON values."""
        return {
            "source": self.source,
            "width": self.width,
            "height": self.height,
            "image_width": self.image_width,
            "image_height": self.image_height,
            "mean_absolute_grey_difference": (
                None if self.difference is None else round(self.difference, 2)
            ),
        }


def read_thumbnails(
    image: ImageFile.ImageFile, data: bytes, exif: Exif | None
) -> tuple[list[Thumbnail], list[str]]:
    """Return the pictures embedded in an image file, and a sentence for each that is unreadable.

    `data` is the whole file, `image` opened of it; `exif` None for a file that has none.
    """
    found: list[Thumbnail] = []
    problems: list[str] = []
    for source, stored in embedded(image, exif):
        try:
            picture = decode_image(stored, THUMBNAIL_PIXELS)
        except ImageError as error:
            problems.append(f"The thumbnail in {source} cannot be shown: {error}")
            continue
        orientation = exif.get(ORIENTATION, 1) if exif is not None else 1
        # Cameras store both the same way round.
        small = upright(Image.fromarray(picture.rgb), orientation)
        whole = _reduced(data, (picture.width, picture.height))
        size = image.size[::-1] if orientation in (5, 6, 7, 8) else image.size
        found.append(_compared(source, small, whole, size))
    return found, problems


def embedded(image: ImageFile.ImageFile, exif: Exif | None) -> Iterator[tuple[str, bytes]]:
    """Yield the place and the bytes of each JPEG embedded as a thumbnail.

    Those of EXIF's IFD1, of the JFIF extension and of Photoshop's resources.
    """
    if exif is not None:
        directory = exif.get_ifd(ExifTags.IFD.IFD1)
        offset, length = directory.get(_OFFSET), directory.get(_LENGTH)
        if isinstance(offset, int) and isinstance(length, int) and offset > 0 and length > 0:
            exif.fp.seek(offset)
            yield "EXIF IFD1", exif.fp.read(length)
    for name, segment in getattr(image, "applist", []):
        # "JFXX", code 0x10: a JPEG follows (JFIF 1.02, "JFIF extension").
        if name == "APP0" and segment.startswith(b"JFXX\0\x10"):
            yield N_("the JFIF extension (APP0)"), segment[6:]
    resources = image.info.get("photoshop", {})
    stored = resources.get(0x040C) if isinstance(resources, dict) else None
    if isinstance(stored, bytes) and len(stored) > _RESOURCE_HEADER:
        yield N_("Photoshop resource 1036"), stored[_RESOURCE_HEADER:]


def _reduced(data: bytes, least: tuple[int, int]) -> Image.Image | None:
    """Decode the image upright, a JPEG at a fraction of its size but no smaller than `least`."""
    if data.startswith(_JPEG):
        with contextlib.suppress(Exception), quiet():
            image = open_image(data)
            if 0 < image.width * image.height <= MAX_PIXELS:
                image.draft("RGB", least)
                image.load()
                return ImageOps.exif_transpose(image).convert("RGB")
        return None
    try:
        return Image.fromarray(decode_image(data).rgb)
    except ImageError:
        return None


def _compared(
    source: str, small: Image.Image, whole: Image.Image | None, size: tuple[int, int]
) -> Thumbnail:
    same = difference = None
    if whole is not None:
        same = whole.resize(small.size, Image.Resampling.BILINEAR)
        grey = [np.asarray(picture.convert("L"), np.int16) for picture in (small, same)]
        difference = float(np.abs(grey[0] - grey[1]).mean())
    return Thumbnail(
        source=source,
        width=small.width,
        height=small.height,
        image_width=size[0],
        image_height=size[1],
        difference=difference,
        rgb=np.array(small, np.uint8),
        image_rgb=None if same is None else np.array(same, np.uint8),
    )
