"""What every view of an image shows: pictures on request, of any part at any size; no widget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np
from PySide6.QtCore import QObject, QPoint, QRectF, Signal
from PySide6.QtGui import QImage

from gng_desktop.explain.catalogue import PALETTES, name_of
from gng_desktop.imaging.labels import CLASSES
from gng_desktop.imaging.labels import PALETTES as CLASS_PALETTES
from gng_desktop.ui.language import QT_TR_NOOP, tr
from gng_desktop.ui.panes.pictures import to_qimage, to_transparent_qimage

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gng_desktop.analysis.result import Views
    from gng_desktop.explain.explanation import Explanation
    from gng_desktop.explain.rendering import Palette
    from gng_desktop.imaging.pyramid import Window

    Pair = tuple[Explanation, Explanation]

VIEWS: dict[str, str] = {
    "original": QT_TR_NOOP("Original"),
    "segmentation": QT_TR_NOOP("Segmentation"),
    "stripped": QT_TR_NOOP("Stripped"),
    "background": QT_TR_NOOP("Background only"),
    "map_with": QT_TR_NOOP("Map with background"),
    "map_without": QT_TR_NOOP("Map without background"),
    "shap_with": QT_TR_NOOP("SHAP with background"),
    "shap_without": QT_TR_NOOP("SHAP without background"),
}
"""Views by key. ``map_…`` is the map last computed, by whatever method."""
MAPS = {"map_with": 0, "map_without": 1, "shap_with": 0, "shap_without": 1}
"""Which map of a pair a view shows: with background 0, without 1."""
NO_IMAGE = QT_TR_NOOP("No image")
SHAP = "shap-partition"


@dataclass(frozen=True)
class Layer:
    """A picture and where it lies on the image, px."""

    image: QImage
    place: QRectF


@dataclass(frozen=True)
class OverlayLook:
    """How classes are drawn: opacity 0..1, ids left out, borders only, name of the colours."""

    opacity: float = 0.5
    hidden: frozenset[int] = frozenset({0})
    outlines: bool = False
    palette: str = "mut1ny"


class Scene(QObject):
    """The pictures, the maps and how they are drawn, shared by all panes.

    Signals
    -------
    changed
        What is shown, or how, is not the same any more.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._views: Views | None = None
        self._pairs: dict[str, Pair] = {}
        self._heats: dict[str, tuple[QImage, QImage]] = {}
        self._chosen = ""
        self._palette = PALETTES[0]
        self._overlay = OverlayLook()
        self._text = NO_IMAGE
        self._map_text = NO_IMAGE
        self._original_only = False

    # -- what is shown ----------------------------------------------------------------------

    @property
    def views(self) -> Views | None:
        """The pictures shown."""
        return self._views

    def show_views(self, views: Views | None, text: str, map_text: str = "") -> None:
        """Show the pictures of an analysis; texts stand where there are none."""
        self._views, self._text, self._map_text = views, text, map_text or text
        self._pairs, self._heats, self._chosen = {}, {}, ""
        self._original_only = False
        self.changed.emit()

    def say_of_maps(self, text: str) -> None:
        """Show `text` wherever there is no map."""
        self._map_text = text
        self.changed.emit()

    def show_maps(self, pair: Pair) -> None:
        """Show both maps, with and without background, on one colour scale."""
        self._chosen = pair[0].method
        self._pairs[self._chosen] = pair
        self._draw(self._chosen)
        self.changed.emit()

    @property
    def pair(self) -> Pair | None:
        """The maps last computed."""
        return self._pairs.get(self._chosen)

    def limit(self) -> float | None:
        """Return the value at full colour of the chosen maps, None without maps."""
        from gng_desktop.explain.explanation import common_limit

        return None if self.pair is None else common_limit(*self.pair)

    # -- how it is drawn --------------------------------------------------------------------

    @property
    def palette(self) -> str:
        """Name of the maps' colours."""
        return self._palette

    def use_palette(self, palette: str) -> None:
        """Draw maps in `palette`, one of the catalogue's."""
        self._palette = palette
        for method in self._pairs:
            self._draw(method)
        self.changed.emit()

    @property
    def overlay(self) -> OverlayLook:
        """How classes are drawn."""
        return self._overlay

    def use_overlay(self, look: OverlayLook) -> None:
        """Draw classes as `look` says."""
        if look != self._overlay:
            self._overlay = look
            self.changed.emit()

    def blink(self) -> None:
        """Show the original in every pane, to compare, or again what each pane is for."""
        self._original_only = not self._original_only
        self.changed.emit()

    def _draw(self, method: str) -> None:
        from gng_desktop.explain.explanation import common_limit
        from gng_desktop.explain.heat import heat

        pair = self._pairs[method]
        limit, palette = common_limit(*pair), cast("Palette", self._palette)
        first, second = (to_transparent_qimage(heat(e, limit, palette)) for e in pair)
        self._heats[method] = first, second

    # -- asked by the panes -----------------------------------------------------------------

    def _method(self, key: str) -> str:
        return SHAP if key.startswith("shap") else self._chosen

    def title(self, key: str) -> str:
        """Return how view `key` is called now."""
        if self._original_only:
            return tr(VIEWS["original"])
        pair = self._pairs.get(self._method(key))
        if key not in MAPS or pair is None:
            return tr(VIEWS[key])
        found = pair[MAPS[key]]
        words = tr(name_of(found.method))
        title = (
            tr("{method} without background", method=words)
            if MAPS[key]
            else tr("{method} with background", method=words)
        )
        # A map that was cancelled on its way stays on show, and says what it is.
        return title if found.complete else tr("{title} (partial)", title=title)

    def text(self, key: str) -> str:
        """Return what stands in place of a picture of view `key`; empty if there is one."""
        if self._views is None:
            return tr(self._text)
        if key in MAPS and self._method(key) not in self._pairs and not self._original_only:
            return tr(self._map_text)
        return ""

    def layers(self, key: str, window: Window) -> list[Layer]:
        """Return the pictures of view `key` in `window`, the lowest first; empty without any."""
        if self._views is None or self.text(key):
            return []
        place = QRectF(window.left, window.top, window.width, window.height)
        if key not in MAPS or self._original_only:
            return [Layer(to_qimage(self._base(key, window)), place)]
        from gng_desktop.explain.heat import pale

        under = self._base("stripped" if MAPS[key] else "original", window)
        box = self._views.judged
        drawn = self._heats[self._method(key)][MAPS[key]]
        judged = QRectF(box.x, box.y, box.width, box.height)
        return [Layer(to_qimage(pale(under)), place), Layer(drawn, judged)]

    def _base(self, key: str, window: Window) -> NDArray[np.uint8]:
        from gng_desktop.imaging.background import background_only, strip
        from gng_desktop.imaging.overlay import blend, outline
        from gng_desktop.imaging.pyramid import sample

        assert self._views is not None
        views, look = self._views, self._overlay
        rgb = views.pyramid.cut(window)
        if key == "original" or self._original_only:
            return rgb
        if key == "segmentation":
            mask = sample(views.shown_mask, views.judged, window)
            draw = outline if look.outlines else blend
            return draw(rgb, mask, look.opacity, look.hidden, CLASS_PALETTES[look.palette])
        face = sample(views.shown_face, views.judged, window)
        return strip(rgb, face) if key == "stripped" else background_only(rgb, face)

    def describe(self, pixel: QPoint | None) -> str:
        """Return position, RGB, class name and, with maps, contributions at an image pixel."""
        if pixel is None or self._views is None:
            return ""
        x, y = pixel.x(), pixel.y()
        red, green, blue = (int(v) for v in self._views.rgb[y, x])
        name = tr(CLASSES[int(self._at(self._views.shown_mask, x, y))])
        text = f"x {x}  y {y}  ·  RGB {red} {green} {blue}  ·  {name}"
        if self.pair is not None:
            first, second = (_signed(float(self._at(e.values, x, y))) for e in self.pair)
            text += "  ·  " + tr(
                "{method} {first} with, {second} without",
                method=tr(name_of(self._chosen)),
                first=first,
                second=second,
            )
        return text

    def _at(self, values: NDArray[np.generic], x: int, y: int) -> float:
        """Return what `values`, stretched over the judged part, hold at an image pixel; else 0."""
        assert self._views is not None
        box = self._views.judged
        x, y = x - box.x, y - box.y
        if not (0 <= x < box.width and 0 <= y < box.height):
            return 0.0
        rows, columns = values.shape
        return float(values[y * rows // box.height, x * columns // box.width])


def _signed(value: float) -> str:
    return f"{value:+.1e}".replace("-", "−", 1) if value else "0"
