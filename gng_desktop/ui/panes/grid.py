"""The six linked panes and the colour scale of the two maps."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from gng_desktop.explain.catalogue import PALETTES, name_of
from gng_desktop.imaging.labels import CLASSES
from gng_desktop.ui import jobs
from gng_desktop.ui.panes.colour_bar import ColourBar
from gng_desktop.ui.panes.pane import ImagePane
from gng_desktop.ui.panes.view_state import ViewState
from gng_desktop.ui.workers import JobRunner

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Views
    from gng_desktop.explain.explanation import Explanation
    from gng_desktop.explain.rendering import Palette

    Pair = tuple[Explanation, Explanation]


class PaneGrid(QWidget):
    """Original, segmentation, stripped and background-only views beside the SHAP maps."""

    def __init__(self) -> None:
        super().__init__()
        self.view = ViewState(self)
        # Blending a large image takes too long for the GUI thread while the slider moves.
        self.overlay_jobs = JobRunner(self)
        self.original = ImagePane("Original", self.view)
        self.overlay = ImagePane("Segmentation", self.view)
        self.stripped = ImagePane("Stripped", self.view)
        self.background_only = ImagePane("Background only", self.view)
        self.shap_with = ImagePane("SHAP with background", self.view)
        self.shap_without = ImagePane("SHAP without background", self.view)
        self.colour_bar = ColourBar()
        self._views: Views | None = None
        self._pair: Pair | None = None
        self._palette = PALETTES[0]

        grid = QGridLayout()
        grid.setSpacing(6)
        rows = (
            (self.original, self.overlay, self.shap_with),
            (self.stripped, self.background_only, self.shap_without),
        )
        for y, row in enumerate(rows):
            grid.setRowStretch(y, 1)
            for x, pane in enumerate(row):
                grid.setColumnStretch(x, 1)
                grid.addWidget(pane, y, x)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 0, 0, 4)
        layout.addLayout(grid, 1)
        layout.addWidget(self.colour_bar)

    @property
    def pair(self) -> Pair | None:
        """The maps shown."""
        return self._pair

    def show_views(self, views: Views | None, text: str) -> None:
        """Show the pictures of an analysis; `text` stands where there are none."""
        self.overlay_jobs.cancel()
        self._views, self._pair = views, None
        if views is not None:
            height, width = views.rgb.shape[:2]
            box = views.box
            judged = None if box is None else QRect(box.x, box.y, box.width, box.height)
            self.view.reset(QSize(width, height), judged)
        else:
            self.view.reset(QSize())
        self.original.show_picture(None if views is None else views.rgb, text)
        self.overlay.show_picture(None, text)
        self.stripped.show_picture(None if views is None else views.stripped, text)
        self.background_only.show_picture(None if views is None else views.background_only, text)
        self.say_of_maps(text)

    def refresh_overlay(self, opacity: float, hidden: frozenset[int]) -> None:
        """Blend the overlay anew with `opacity` (0..1), leaving out the classes `hidden`."""
        if self._views is not None:
            work = jobs.overlay(self._views.rgb, self._views.mask, opacity, hidden)
            self.overlay_jobs.start(work, "The overlay", self.overlay.show_picture)

    def say_of_maps(self, text: str) -> None:
        """Show `text` in place of both maps."""
        self._pair = None
        self.colour_bar.show_limit(None)
        self.shap_with.show_picture(None, text)
        self.shap_without.show_picture(None, text)

    def use_palette(self, palette: str) -> None:
        """Draw maps in `palette`, one of the catalogue's, those on show too."""
        self._palette = palette
        if self._pair is not None:
            self.show_maps(self._pair)

    def show_maps(self, pair: Pair) -> None:
        """Show both maps, with and without background, on one colour scale."""
        from gng_desktop.explain.explanation import common_limit
        from gng_desktop.explain.rendering import colourise, place

        if self._views is None:
            return
        self._pair = pair
        limit = common_limit(*pair)
        shown = (
            (self.shap_with, "with", self._views.rgb),
            (self.shap_without, "without", self._views.stripped),
        )
        for (pane, which, image), explanation in zip(shown, pair, strict=True):
            drawn = colourise(explanation, limit, cast("Palette", self._palette))
            pane.show_picture(place(drawn, self._views.box, image))
            title = f"{name_of(explanation.method)} {which} background"
            # A map that was cancelled on its way stays on show, and says what it is.
            pane.title.setText(title if explanation.complete else f"{title} (partial)")
        self.colour_bar.show_limit(limit, pair[0].directed, pair[0].unit, self._palette)

    def describe(self, pixel: QPoint | None) -> str:
        """Return position, RGB, class name and, with maps, contributions at an image pixel."""
        if pixel is None or self._views is None:
            return ""
        x, y = pixel.x(), pixel.y()
        red, green, blue = (int(v) for v in self._views.rgb[y, x])
        name = CLASSES[int(self._views.mask[y, x])]
        text = f"x {x}  y {y}  ·  RGB {red} {green} {blue}  ·  {name}"
        if self._pair is not None:
            values = [self._contribution(explanation, x, y) for explanation in self._pair]
            words = name_of(self._pair[0].method)
            text += f"  ·  {words} {values[0]:+.1e} with, {values[1]:+.1e} without"
        return text

    def _contribution(self, explanation: Explanation, x: int, y: int) -> float:
        """Return the contribution at an image pixel; 0 outside of the part that was judged."""
        assert self._views is not None
        height, width = self._views.rgb.shape[:2]
        box = self._views.box
        if box is not None:
            x, y, width, height = x - box.x, y - box.y, box.width, box.height
        if not (0 <= x < width and 0 <= y < height):
            return 0.0
        rows, columns = explanation.values.shape
        return float(explanation.values[y * rows // height, x * columns // width])
