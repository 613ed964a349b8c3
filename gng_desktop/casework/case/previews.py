"""Small pictures of an analysis, stored in the case so that reports do not need the evidence."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from gng_desktop.analysis.result import Views
from gng_desktop.casework.result_files import picture
from gng_desktop.casework.saving import Results, maps_on_image
from gng_desktop.explain.explanation import common_limit
from gng_desktop.explain.rendering import colourise
from gng_desktop.imaging.faces import Box

if TYPE_CHECKING:
    from gng_desktop.explain.rendering import Palette

SIDE = 512  # longest side of a preview, px
QUALITY = 90  # of the JPEG, with colours at full resolution


def previews(results: Results, palette: Palette = "red-blue") -> dict[str, bytes]:
    """Draw the previews of one image; see `preview_steps`."""
    return dict(preview_steps(results, palette))


def preview_steps(results: Results, palette: Palette = "red-blue") -> Iterator[tuple[str, bytes]]:
    """Draw previews, yielding name and JPEG, no side above `SIDE` px; nothing without views.

    ``original``; and of the analysed part alone, so that a small face is as sharp as a large one,
    ``overlay``, ``stripped`` and, for each complete explanation,
    ``<Explanation.method>.<classifier>``, its map, both on one scale. Maps of further detectors,
    ``<Explanation.method>.<id>``, are drawn over what the detector saw.
    """
    if results.analysis.views is None:
        return
    whole = results.analysis.views
    views = smaller(analysed_part(whole), SIDE)
    yield "original", _jpeg(views.rgb if whole.box is None else smaller(whole, SIDE).rgb)
    for name in ("overlay", "stripped"):
        yield name, _jpeg(picture(views, name))
    for found in results.explained:
        if found.complete:
            for role, pixels in maps_on_image(found, views, palette):
                yield f"{found.maps[0].method}.{role}", _jpeg(pixels)
    for one in results.further:
        yield one.key, _jpeg(colourise(one.map, common_limit(one.map), palette))


def analysed_part(views: Views) -> Views:
    """Return the views of the analysed part as if it were the whole image."""
    if views.box is None:
        return views
    part = views.box.of(views.rgb)
    return Views(part, views.network_rgb, views.network_stripped, views.network_mask)


def smaller(views: Views, side: int) -> Views:
    """Return the views of the same image reduced to a longest side of at most `side` px."""
    height, width = views.rgb.shape[:2]
    scale = side / max(height, width)
    if scale >= 1:
        return views
    size = max(1, round(width * scale)), max(1, round(height * scale))
    rgb = np.asarray(cv2.resize(views.rgb, size, interpolation=cv2.INTER_AREA), np.uint8)
    box = views.box
    if box is not None:
        x, y = min(round(box.x * scale), size[0] - 1), min(round(box.y * scale), size[1] - 1)
        wide, high = max(1, round(box.width * scale)), max(1, round(box.height * scale))
        box = Box(x, y, min(wide, size[0] - x), min(high, size[1] - y))
    return Views(rgb, views.network_rgb, views.network_stripped, views.network_mask, box)


def _jpeg(pixels: NDArray[np.uint8]) -> bytes:
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, format="JPEG", quality=QUALITY, subsampling=0)
    return stream.getvalue()
