"""The report's pictures: images with their analysed parts framed, thumbnails, the logo."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal

from PIL import Image, ImageDraw, ImageFont

from gng_desktop.analysis.result import Analysis

MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg"}
"""What pictures of a report may be, by Pillow's name."""
PICTURE_SIDE = 2048  # longest side of a picture in a report, px

View = Literal["original", "overlay", "stripped", "map_with_background", "map_without_background"]
ALIKE = 0.02
"""By how much the shape of a preview may differ from the image's for it to show the whole."""
QUALITY = 92  # of the JPEG, with colours at full resolution
LEAST = 8  # smallest side of a part that is framed, px
NUMBERED_SIDE = 1024
"""Longest side of a picture with numbers in it, px, at least: they must be sharp."""
THUMBNAIL_SIDE = 240  # longest side of a picture on the contact sheet, px
LOGO_SIZE = (960, 400)  # width and height of a logo, px, at most
FRAME, TAG = 3, 38
"""In such a picture: half the width of a frame, and the height of the numbers, px."""

Corners = tuple[int, int, int, int]  # left, top, right, bottom, px, the latter two no longer inside


@dataclass(frozen=True)
class Picture:
    """A picture of a page as it is embedded: a whole PNG or JPEG file of `width` x `height` px."""

    data: bytes = field(repr=False)
    media_type: str
    width: int
    height: int

    @classmethod
    def of(cls, data: bytes) -> Picture:
        """Return `data` as a picture, by its content.

        Raises
        ------
        ValueError
            If it is no whole PNG or JPEG, or larger than `PICTURE_SIDE` a side.
        """
        try:
            with Image.open(io.BytesIO(data), formats=list(MEDIA_TYPES)) as image:
                found, (width, height) = str(image.format), image.size
                if not 0 < max(width, height) <= PICTURE_SIDE:
                    raise ValueError(f"a picture has {width} x {height} px")
                image.load()
        except (OSError, SyntaxError, Image.DecompressionBombError) as error:
            raise ValueError("a picture is no whole PNG or JPEG") from error
        return cls(data, MEDIA_TYPES[found], width, height)

    @cached_property
    def sha256(self) -> str:
        """Of `data`, hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


def framed(pictures: Mapping[View, Picture], analysis: Analysis | None) -> dict[View, Picture]:
    """Return pictures of which the original shows where the part lies that `analysis` is of.

    All is left as it is where that is the whole image, or the original has another shape than it.
    """
    if analysis is None or analysis.status != "ok" or analysis.face_box is None:
        return dict(pictures)
    size = analysis.width or 0, analysis.height or 0
    if analysis.face_box == (0, 0, *size) or not all(size) or "original" not in pictures:
        return dict(pictures)
    original = pictures["original"]
    place = _placed((original.width, original.height), analysis.face_box, size)
    if place is None:
        return dict(pictures)
    pixels = _pixels(original)
    # Seen in a small picture, too.
    _frame(ImageDraw.Draw(pixels), place, max(1, max(pixels.size) // 170))
    return {**pictures, "original": _jpeg(pixels)}


def numbered(picture: Picture, analyses: Sequence[Analysis]) -> Picture:
    """Return the picture of a whole image with the square of every face framed and numbered.

    It is enlarged to `NUMBERED_SIDE`, and left as it is where it has another shape than the image.
    A square that lies outside, or is too small to be seen, is left out.
    """
    pixels = _pixels(picture)
    grow = max(1.0, NUMBERED_SIDE / max(pixels.size))
    pixels = pixels.resize((round(pixels.width * grow), round(pixels.height * grow)))
    squares = {}
    for analysis in analyses:
        size = analysis.width or 0, analysis.height or 0
        if analysis.face_box is not None and all(size):
            place = _placed(pixels.size, analysis.face_box, size)
            if place is not None:
                squares[str(analysis.face_index)] = place
    if not squares:
        return picture
    draw = ImageDraw.Draw(pixels)
    for place in squares.values():
        _frame(draw, place, FRAME)
    # Numbers last: no frame of another face runs through them.
    for number, place in squares.items():
        _tag(draw, number, place)
    return _jpeg(pixels)


def thumbnail(picture: Picture) -> Picture:
    """Return a picture for the contact sheet, no side above `THUMBNAIL_SIDE` px."""
    if max(picture.width, picture.height) <= THUMBNAIL_SIDE:
        return picture
    with Image.open(io.BytesIO(picture.data)) as image:
        image.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
        return _jpeg(image.convert("RGB"))


def logo_of(path: Path) -> Picture:
    """Return the picture in a file as a logo on white, no larger than it is printed.

    Raises
    ------
    ValueError
        If it cannot be read; the text is one sentence for the user.
    """
    try:
        with Image.open(path, formats=list(MEDIA_TYPES)) as image:
            image.thumbnail(LOGO_SIZE)
            drawn = image.convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise ValueError(
            f"The logo {path} cannot be read; choose a PNG or JPEG of moderate size."
        ) from error
    white = Image.new("RGBA", drawn.size, "white")
    stream = io.BytesIO()
    Image.alpha_composite(white, drawn).convert("RGB").save(stream, format="PNG")
    return Picture.of(stream.getvalue())


def _pixels(picture: Picture) -> Image.Image:
    with Image.open(io.BytesIO(picture.data)) as image:
        return image.convert("RGB")


def _placed(
    shown: tuple[int, int], box: tuple[int, int, int, int], size: tuple[int, int]
) -> Corners | None:
    """Return where a box of an image lies in its picture; None if it cannot be shown there."""
    across, down = shown[0] / size[0], shown[1] / size[1]
    left, top = round(box[0] * across), round(box[1] * down)
    right, bottom = round((box[0] + box[2]) * across), round((box[1] + box[3]) * down)
    inside = left >= 0 and top >= 0 and right <= shown[0] and bottom <= shown[1]
    large = right - left >= LEAST and bottom - top >= LEAST
    if abs(across / down - 1) > ALIKE or not inside or not large:
        return None
    return left, top, right, bottom


def _frame(draw: ImageDraw.ImageDraw, place: Corners, line: int) -> None:
    """Draw a frame that is seen on light and on dark."""
    left, top, right, bottom = place
    draw.rectangle((left, top, right - 1, bottom - 1), outline="black", width=2 * line)
    inner = (left + line, top + line, right - 1 - line, bottom - 1 - line)
    draw.rectangle(inner, outline="white", width=line)


def _tag(draw: ImageDraw.ImageDraw, number: str, place: Corners) -> None:
    """Write a number into the corner of a frame, or beside one that has no room for it."""
    left, top, right, bottom = place
    font = ImageFont.load_default(TAG)
    wide, tall = round(draw.textlength(number, font)) + TAG // 2, round(TAG * 1.15)
    if min(right - left - wide, bottom - top - tall) < TAG:
        top = top - tall if top >= tall else bottom
    draw.rectangle((left, top, left + wide, top + tall), fill="black", outline="white", width=2)
    middle = (left + wide / 2, top + tall / 2)
    draw.text(middle, number, fill="white", font=font, anchor="mm")


def _jpeg(pixels: Image.Image) -> Picture:
    stream = io.BytesIO()
    pixels.save(stream, format="JPEG", quality=QUALITY, subsampling=0)
    return Picture.of(stream.getvalue())
