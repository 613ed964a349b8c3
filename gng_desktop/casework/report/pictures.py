"""The picture of the whole image, with a frame around the part of it that was judged."""

from __future__ import annotations

import io
from collections.abc import Mapping

from PIL import Image, ImageDraw

from gng_desktop.analysis.result import Analysis
from gng_desktop.casework.report.content import Picture, View

ALIKE = 0.02
"""By how much the shape of a preview may differ from the image's for it to show the whole."""
QUALITY = 92
"""Of the JPEG, with colours at full resolution."""
LEAST = 8
"""Smallest side of a part that is framed, px."""


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


def _framed(picture: Picture, box: tuple[int, int, int, int], size: tuple[int, int]) -> Picture:
    across, down = picture.width / size[0], picture.height / size[1]
    left, top = round(box[0] * across), round(box[1] * down)
    right, bottom = round((box[0] + box[2]) * across), round((box[1] + box[3]) * down)
    inside = left >= 0 and top >= 0 and right <= picture.width and bottom <= picture.height
    large = right - left >= LEAST and bottom - top >= LEAST
    if abs(across / down - 1) > ALIKE or not inside or not large:
        return picture
    with Image.open(io.BytesIO(picture.data)) as image:
        pixels = image.convert("RGB")
    draw = ImageDraw.Draw(pixels)
    # Seen on light and on dark, in a small picture, too.
    line = max(1, max(pixels.size) // 170)
    draw.rectangle((left, top, right - 1, bottom - 1), outline="black", width=2 * line)
    inner = (left + line, top + line, right - 1 - line, bottom - 1 - line)
    draw.rectangle(inner, outline="white", width=line)
    stream = io.BytesIO()
    pixels.save(stream, format="JPEG", quality=QUALITY, subsampling=0)
    return Picture.of(stream.getvalue())
