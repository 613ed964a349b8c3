"""What every view of an image shows: pictures on request, of any part at any size; no widget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np
from PySide6.QtCore import QObject, QPoint, QRectF, Signal
from PySide6.QtGui import QImage

from gng_desktop.explain.catalogue import PALETTES, method_name
from gng_desktop.imaging.classic_catalogue import CLASSIC
from gng_desktop.imaging.labels import CLASSES
from gng_desktop.imaging.labels import PALETTES as CLASS_PALETTES
from gng_desktop.ui.kit.language import QT_TR_NOOP, number, tr
from gng_desktop.ui.panes.pictures import to_qimage

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gng_desktop.analysis.result import Views
    from gng_desktop.explain.explanation import Explanation
    from gng_desktop.explain.methods import FurtherExplained
    from gng_desktop.explain.rendering import Palette
    from gng_desktop.imaging.classic_views import Classic
    from gng_desktop.imaging.pyramid import Pyramid, Window

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
    "map_further": QT_TR_NOOP("Map of a further detector"),
    **{key: view.words for key, view in CLASSIC.items()},
}
"""Views by key. ``map_…`` is the map last computed, by whatever method."""
SHORT = {
    "background": QT_TR_NOOP("Background"),
    "ela": QT_TR_NOOP("Error levels"),
    "residual": QT_TR_NOOP("Noise"),
    "spectrum": QT_TR_NOOP("Spectrum"),
    "levels": QT_TR_NOOP("Levels"),
    "gradient": QT_TR_NOOP("Gradient"),
}
"""Names for narrow panes, where `VIEWS` are too long."""
MAPS = {"map_with": 0, "map_without": 1, "shap_with": 0, "shap_without": 1}
"""Which map of a pair a view shows: with background 0, without 1."""
FURTHER = "map_further"
_UNDER = {"stripped": "stripped", "background": "background"}
"""By what a further detector sees, the view under its map; else the original."""
NO_IMAGE = QT_TR_NOOP("No image")
SHAP = "shap-partition"
COMPUTING = QT_TR_NOOP("Computing…")
STORED = QT_TR_NOOP(
    "The evidence is not on this computer: only its preview in the case can be shown.\n"
    "Make the original available, then press F5."
)


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
    """The pictures, the maps and how they are drawn, shared by all panes."""

    changed = Signal()  # what is shown, or how, is not the same any more

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.views: Views | None = None
        self._pairs: dict[str, Pair] = {}
        self._heats: dict[str, tuple[QImage, QImage]] = {}
        self._chosen = ""
        self._further: tuple[FurtherExplained, str, QImage | None] | None = None
        self._least_limit, self._per_pixel = 0.0, False
        self.palette = PALETTES[0]
        self.overlay = OverlayLook()
        self._text = NO_IMAGE
        self._map_text = NO_IMAGE
        self._original_only = self._stored = False
        self._classic: dict[str, tuple[Classic, Pyramid]] = {}
        self._classic_text = COMPUTING

    # -- what is shown ----------------------------------------------------------------------

    def show_views(self, views: Views | None, text: str, map_text: str = "") -> None:
        """Show the pictures of an analysis; texts stand where there are none."""
        if views is None or self.views is None or views.rgb is not self.views.rgb:
            self._classic, self._classic_text = {}, COMPUTING
        self.views, self._text, self._map_text = views, text, map_text or text
        self._pairs, self._heats, self._chosen, self._further = {}, {}, "", None
        self._original_only = self._stored = False
        self.changed.emit()

    def show_stored(self, rgb: NDArray[np.uint8]) -> None:
        """Show the preview that a case has of evidence which is not on this machine."""
        from gng_desktop.analysis.result import Views

        blank = np.zeros((1, 1, 3), np.uint8)
        self.show_views(Views(rgb, blank, blank, blank[..., 0]), "")
        self._stored = True
        self.changed.emit()

    def correct_mask(self, views: Views) -> None:
        """Show the same image with another mask; maps and classic views stay."""
        self.views = views
        self.changed.emit()

    def say_of_maps(self, text: str) -> None:
        """Show `text` wherever there is no map."""
        self._map_text = text
        self.changed.emit()

    def show_maps(self, pair: Pair) -> None:
        self._chosen = pair[0].method
        self._pairs[self._chosen] = pair
        self._draw(self._chosen)
        self.changed.emit()

    def show_further(self, found: FurtherExplained, view: str) -> None:
        """Show the map of a further detector; `view` is what it sees, of `modelstore.detectors`."""
        self._further = found, view, None
        self.use_palette(self.palette)

    def show_classic(self, key: str, found: Classic, pyramid: Pyramid) -> None:
        """Show classic view `key` of the image; `pyramid` holds its pixels."""
        self._classic[key] = found, pyramid
        self.changed.emit()

    def say_of_classic(self, text: str) -> None:
        """Show `text` wherever there is no classic view."""
        self._classic_text = text
        self.changed.emit()

    def classic(self, key: str) -> Classic | None:
        return self._classic[key][0] if key in self._classic else None

    def classic_pixels(self) -> dict[str, NDArray[np.uint8]]:
        return {key: found.pixels for key, (found, _) in self._classic.items()}

    @property
    def pair(self) -> Pair | None:
        """The maps last computed, as they are drawn."""
        return self._drawn(self._chosen)

    def _drawn(self, method: str) -> Pair | None:
        pair = self._pairs.get(method)
        if pair is None or not self._per_pixel:
            return pair
        return pair[0].per_pixel(), pair[1].per_pixel()

    def use_per_pixel(self, on: bool) -> None:
        """Draw maps by regions per pixel, or by the total of each region."""
        self._per_pixel = on
        self.use_palette(self.palette)

    def limit(self) -> float | None:
        """Return the value at full colour of the chosen maps, None without maps."""
        from gng_desktop.explain.explanation import common_limit

        return None if self.pair is None else max(self._least_limit, common_limit(*self.pair))

    def use_limit(self, least: float) -> None:
        """Draw maps on a scale up to `least` or above: that of other images, to compare with."""
        self._least_limit = least
        self.use_palette(self.palette)

    # -- how it is drawn --------------------------------------------------------------------

    def use_palette(self, palette: str) -> None:
        self.palette = palette
        for method in self._pairs:
            self._draw(method)
        if self._further is not None:
            found, view, _ = self._further
            self._further = found, view, to_qimage(self._heat(found.map))
        self.changed.emit()

    def use_overlay(self, look: OverlayLook) -> None:
        if look != self.overlay:
            self.overlay = look
            self.changed.emit()

    def blink(self) -> None:
        """Show the original in every pane, to compare, or again what each pane is for."""
        self._original_only = not self._original_only
        self.changed.emit()

    def _draw(self, method: str) -> None:
        pair = self._drawn(method)
        assert pair is not None
        first, second = (to_qimage(self._heat(e, pair)) for e in pair)
        self._heats[method] = first, second

    def _heat(self, drawn: Explanation, of: Sequence[Explanation] = ()) -> NDArray[np.uint8]:
        from gng_desktop.explain.explanation import common_limit
        from gng_desktop.explain.map_overlay import heat

        limit = max(self._least_limit, common_limit(*(of or (drawn,))))
        return heat(drawn, limit, cast("Palette", self.palette))

    # -- asked by the panes -----------------------------------------------------------------

    def _shown(self, key: str) -> str:
        return "original" if self._original_only else key

    def _method(self, key: str) -> str:
        return SHAP if key.startswith("shap") else self._chosen

    def title(self, key: str) -> str:
        """Return how view `key` is called now."""
        key = self._shown(key)
        if key == FURTHER and self._further is not None:
            found = self._further[0]
            method = tr(method_name(found.map.method))
            return tr("{method}, {detector}", method=method, detector=found.detector)
        pair = self._pairs.get(self._method(key))
        if key not in MAPS or pair is None:
            return tr(VIEWS[key])
        drawn = pair[MAPS[key]]
        words = tr(method_name(drawn.method))
        with_it = tr("{method} with background", method=words)
        title = tr("{method} without background", method=words) if MAPS[key] else with_it
        # A map that was cancelled on its way stays on show, and says what it is.
        return title if drawn.complete else tr("{title} (partial)", title=title)

    def short_title(self, key: str) -> str:
        """Return `title` in few words, for narrow panes."""
        key = self._shown(key)
        if key not in MAPS:
            return tr(SHORT[key]) if key in SHORT else self.title(key)
        pair = self._pairs.get(self._method(key))
        method = tr(method_name(pair[0].method)) if pair else tr("Map")
        if key.startswith("shap"):
            method = "SHAP"
        with_it = tr("{method}, with", method=method)
        short = tr("{method}, without", method=method) if MAPS[key] else with_it
        return short if pair is None or pair[0].complete else tr("{title} (partial)", title=short)

    def text(self, key: str) -> str:
        if self.views is None:
            return tr(self._text)
        key = self._shown(key)
        if self._stored and key != "original":
            return tr(STORED)
        if key in MAPS and self._method(key) not in self._pairs:
            return tr(self._map_text)
        if key == FURTHER and self._further is None:
            return tr(self._map_text)
        if key in CLASSIC and key not in self._classic:
            return tr(self._classic_text)
        return ""

    def about(self, key: str) -> str:
        """Return what classic view `key` can and cannot show, and its scale; "" for others."""
        if (key := self._shown(key)) not in CLASSIC:
            return ""
        found = self.classic(key)
        note = "" if found is None else tr(found.note, **found.values)
        return f"{tr(CLASSIC[key].about)} {note}".strip()

    def on_image(self, key: str) -> bool:
        """Return whether places of view `key` are those of the image; not so of charts."""
        return (key := self._shown(key)) not in CLASSIC or CLASSIC[key].on_image

    def layers(self, key: str, window: Window) -> list[Layer]:
        """Return the pictures of view `key` in `window`, the lowest first; empty without any."""
        key = self._shown(key)
        if self.views is None or self.text(key):
            return []
        place = QRectF(window.left, window.top, window.width, window.height)
        if key in CLASSIC:
            return [self._classic_layer(key, window, place)]
        if key not in (*MAPS, FURTHER):
            return [Layer(to_qimage(self._base(key, window)), place)]
        from gng_desktop.explain.map_overlay import pale

        box = self.views.analysed
        seen = QRectF(box.x, box.y, box.width, box.height)
        if key == FURTHER:
            assert self._further is not None
            _, view, drawn = self._further
            under = self._base(_UNDER.get(view, "original"), window)
            if view == "whole":
                seen = QRectF(0, 0, self.views.rgb.shape[1], self.views.rgb.shape[0])
        else:
            under = self._base("stripped" if MAPS[key] else "original", window)
            drawn = self._heats[self._method(key)][MAPS[key]]
        assert drawn is not None
        return [Layer(to_qimage(pale(under)), place), Layer(drawn, seen)]

    def _classic_layer(self, key: str, window: Window, place: QRectF) -> Layer:
        from gng_desktop.imaging.classic_views import as_rgb

        assert self.views is not None
        pyramid = self._classic[key][1]
        height, width = self.views.rgb.shape[:2]
        whole = QRectF(0, 0, width, height)
        if self.on_image(key):
            if pyramid.levels[0].shape[:2] == (height, width):
                return Layer(to_qimage(as_rgb(pyramid.cut(window))), place)
            return Layer(to_qimage(as_rgb(pyramid.levels[0])), whole)
        chart = to_qimage(pyramid.levels[0])
        fitted = QRectF(0, 0, *_fitted(chart.width(), chart.height(), width, height))
        fitted.moveCenter(whole.center())
        return Layer(chart, fitted)

    def _base(self, key: str, window: Window) -> NDArray[np.uint8]:
        from gng_desktop.imaging.background import background_only, strip
        from gng_desktop.imaging.overlay import blend, outline
        from gng_desktop.imaging.pyramid import sample

        assert self.views is not None
        views, look = self.views, self.overlay
        rgb = views.pyramid.cut(window)
        if key == "original":
            return rgb
        if key == "segmentation":
            mask = sample(views.shown_mask, views.analysed, window)
            draw = outline if look.outlines else blend
            return draw(rgb, mask, look.opacity, look.hidden, CLASS_PALETTES[look.palette])
        face = sample(views.shown_face, views.analysed, window)
        return strip(rgb, face) if key == "stripped" else background_only(rgb, face)

    def describe(self, pixel: QPoint | None) -> str:
        """Return position, RGB, class name and, with maps, contributions at an image pixel."""
        if pixel is None or self.views is None:
            return ""
        x, y = pixel.x(), pixel.y()
        red, green, blue = (int(v) for v in self.views.rgb[y, x])
        name = tr(CLASSES[int(self._at(self.views.shown_mask, x, y))])
        text = f"x {x}  y {y}  ·  RGB {red} {green} {blue}  ·  {name}"
        if self.pair is not None:
            first, second = (_signed(float(self._at(e.drawn, x, y))) for e in self.pair)
            text += "  ·  " + tr(
                "{method} {first} with, {second} without",
                method=tr(method_name(self._chosen)),
                first=first,
                second=second,
            )
        return text

    def _at(self, values: NDArray[np.generic], x: int, y: int) -> float:
        """Return what `values` of the analysed part hold at an image pixel; 0 elsewhere."""
        assert self.views is not None
        box = self.views.analysed
        x, y = x - box.x, y - box.y
        if not (0 <= x < box.width and 0 <= y < box.height):
            return 0.0
        rows, columns = values.shape
        return float(values[y * rows // box.height, x * columns // box.width])


def _fitted(width: int, height: int, most_wide: int, most_high: int) -> tuple[float, float]:
    """Return a size of the same shape that just fits into another."""
    times = min(most_wide / width, most_high / height)
    return width * times, height * times


def _signed(value: float) -> str:
    form = "+.2f" if abs(value) >= 0.1 else "+.2g" if abs(value) >= 1e-4 else "+.1e"
    return number(value, form).replace("-", "−") if value else "0"
