"""The picture of the whole image, with a frame around each part of it that was judged."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from PIL import Image, ImageDraw, ImageFont

from gng_desktop.analysis.result import Analysis
from gng_desktop.casework.report.content import Picture, View

ALIKE = 0.02
"""By how much the shape of a preview may differ from the image's for it to show the whole."""
QUALITY = 92
"""Of the JPEG, with colours at full resolution."""
LEAST = 8
"""Smallest side of a part that is framed, px."""
NUMBERED_SIDE = 1024
"""Longest side of a picture with numbers in it, px, at least: they must be sharp."""
FRAME, TAG = 3, 38
"""In such a picture: half the width of a frame, and the height of the numbers, px."""

Corners = tuple[int, int, int, int]
"""Left, top, right, bottom, px, the latter two no longer inside."""


def framed(pictures: Mapping[View, Picture], analysis: Analysis | None) -> dict[View, Picture]:
    """Return pictures of which the original shows where the judged part lies.

    Parameters
    ----------
    pictures : mapping of View to Picture
        See `gng_desktop.casework.case.previews`; all but the original show that part alone. An
        original of another shape than the image is left as it is.
    analysis : Analysis or None
        Where it judged the whole image, or none, all is left as it is.
    """
    if analysis is None or analysis.status != "ok" or analysis.face_box is None:
        return dict(pictures)
    size = analysis.width or 0, analysis.height or 0
    if analysis.face_box == (0, 0, *size) or not all(size) or "original" not in pictures:
        return dict(pictures)
    return {**pictures, "original": _framed(pictures["original"], analysis.face_box, size)}


def numbered(picture: Picture, analyses: Sequence[Analysis]) -> Picture:
    """Return the picture of a whole image with the square of every face framed and numbered.

    Parameters
    ----------
    picture : Picture
        Enlarged to `NUMBERED_SIDE` where it is smaller; left as it is where it is of another
        shape than the image.
    analyses : sequence of Analysis
        Of the faces, each with its number; a square that lies outside, or is too small to be
        seen, is left out.
    """
    with Image.open(io.BytesIO(picture.data)) as image:
        pixels = image.convert("RGB")
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


def _framed(picture: Picture, box: tuple[int, int, int, int], size: tuple[int, int]) -> Picture:
    place = _placed((picture.width, picture.height), box, size)
    if place is None:
        return picture
    with Image.open(io.BytesIO(picture.data)) as image:
        pixels = image.convert("RGB")
    # Seen in a small picture, too.
    _frame(ImageDraw.Draw(pixels), place, max(1, max(pixels.size) // 170))
    return _jpeg(pixels)


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
