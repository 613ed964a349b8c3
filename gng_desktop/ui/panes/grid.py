"""One, two, four or six linked panes and the colour scale of the maps."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from gng_desktop.imaging.classic_catalogue import CLASSIC
from gng_desktop.ui.kit.language import QT_TR_NOOP, tr
from gng_desktop.ui.kit.layouts import down
from gng_desktop.ui.panes.canvas import WHEEL_STEP
from gng_desktop.ui.panes.colour_bar import ColourBar, unit_of
from gng_desktop.ui.panes.pane import ImagePane
from gng_desktop.ui.panes.scene import MAPS, VIEWS, Scene
from gng_desktop.ui.panes.view_state import ViewState

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from gng_desktop.analysis.result import Views

COLUMNS = {1: 1, 2: 2, 4: 2, 6: 3}
"""How many panes there may be, and in how many columns they stand."""
DEFAULT = ("original", "segmentation", "map_with", "stripped", "background", "map_without")
CLASSIC_VIEWS = ("original", "ela", "residual", "spectrum", "histogram", "ghosts")
ABOUT_LINES = 4
POINT = QT_TR_NOOP("Point at a classic view to read what it can and cannot show.")
PLACES = {1: (0,), 2: (0, 1), 4: (0, 1, 2, 5), 6: (0, 1, 2, 3, 4, 5)}
"""Which of the six panes are shown with so many."""


class PaneGrid(QWidget):
    """The panes; by default original, segmentation, map with background / stripped and so on."""

    count_changed = Signal(int)  # the number of panes
    views_changed = Signal()  # panes show other views than before

    def __init__(self) -> None:
        super().__init__()
        self.view = ViewState(self)
        self.scene = Scene(self)
        self.panes = [ImagePane(key, self.view, self.scene) for key in DEFAULT]
        self.active = self.panes[0]
        for pane in self.panes:
            pane.canvas.activated.connect(partial(self._on_activated, pane))
            pane.canvas.pointed.connect(partial(self._on_pointed, pane))
            pane.view_chosen.connect(self._on_view)
        self.colour_bar = ColourBar()
        self.about = QLabel()
        self.about.setWordWrap(True)
        self.about.setFixedHeight(ABOUT_LINES * self.about.fontMetrics().lineSpacing() + 4)
        self.about.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._pointed: ImagePane | None = None
        self.count = 0
        self._grid = QGridLayout()
        self._grid.setSpacing(6)
        down((self._grid, 1), self.about, self.colour_bar, margins=(6, 0, 6, 4), into=self)
        self.scene.changed.connect(self._show_scale)
        self.use_panes(6)

    def _on_activated(self, pane: ImagePane) -> None:
        self.active = pane
        self._show_about()

    def _on_pointed(self, pane: ImagePane, there: bool) -> None:
        self._pointed = pane if there else None
        self._show_about()

    def _on_view(self) -> None:
        self._show_scale()
        self.views_changed.emit()

    def _show_about(self) -> None:
        """Say what the classic view under the pointer, or in use, can and cannot show."""
        shown = self.shown_keys()
        classic = any(key in CLASSIC for key in shown)
        self.about.setVisible(classic)
        self.colour_bar.setVisible(any(key in MAPS for key in shown))
        pane = self._pointed or self.active
        about = self.scene.about(pane.key)
        self.about.setText(self._fitting(f"{pane.words}: {about}" if about else tr(POINT)))

    def _fitting(self, text: str) -> str:
        """Return as much of `text` as the lines below the panes take; tips have the whole."""
        metrics, width = self.about.fontMetrics(), max(1, self.about.width())
        room = QRect(0, 0, width, 10_000)
        fits = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, text).height()
        if fits <= self.about.height():
            return text
        # Words that do not fit on the end of a line leave some of it empty.
        most = round(0.88 * ABOUT_LINES * width)
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, most)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_about()

    def pane(self, key: str) -> ImagePane:
        """Return the first pane that shows view `key`; StopIteration if none does."""
        return next(pane for pane in self.panes if pane.key == key)

    # -- what is shown ----------------------------------------------------------------------

    def show_views(self, views: Views | None, text: str, map_text: str = "") -> None:
        """Show the pictures of an analysis; texts stand where there are none.

        Those of another face of the same image leave zoom and position as they are.
        """
        if views is not None:
            height, width = views.rgb.shape[:2]
            box = views.box
            analysed = None if box is None else QRect(box.x, box.y, box.width, box.height)
            before = self.scene.views
            if before is not None and before.rgb is views.rgb:
                self.view.set_analysed(analysed)
            else:
                self.view.reset(QSize(width, height), analysed)
        else:
            self.view.reset(QSize())
        self.scene.show_views(views, text, map_text)

    def show_stored(self, rgb: NDArray[np.uint8]) -> None:
        """Show the preview of evidence that is not on this machine."""
        self.view.reset(QSize(rgb.shape[1], rgb.shape[0]))
        self.scene.show_stored(rgb)

    def _show_scale(self) -> None:
        self._show_about()
        pair = self.scene.pair
        if pair is None:
            self.colour_bar.show_limit(None)
        else:
            limit, palette = self.scene.limit(), self.scene.palette
            self.colour_bar.show_limit(limit, pair[0].directed, unit_of(pair[0]), palette)

    # -- how many, and which ----------------------------------------------------------------

    def use_panes(self, count: int) -> None:
        """Show `count` panes, a key of `COLUMNS`; the one in use stays among them."""
        if count == self.count or count not in COLUMNS:
            return
        self.count = count
        places = list(PLACES[count])
        active = self.panes.index(self.active)
        if active not in places:
            places[-1] = active
        while self._grid.takeAt(0) is not None:
            pass
        for row in range(2):
            self._grid.setRowStretch(row, 0)
        for column in range(3):
            self._grid.setColumnStretch(column, 0)
        for number, pane in enumerate(self.panes):
            pane.setVisible(number in places)
        for number, place in enumerate(places):
            row, column = divmod(number, COLUMNS[count])
            self._grid.addWidget(self.panes[place], row, column)
            self._grid.setRowStretch(row, 1)
            self._grid.setColumnStretch(column, 1)
        self._show_about()
        self.count_changed.emit(count)
        self.views_changed.emit()

    def keys(self) -> list[str]:
        """Return the view of every pane, the hidden ones too."""
        return [pane.key for pane in self.panes]

    def shown_keys(self) -> list[str]:
        return [pane.key for pane in self.panes if not pane.isHidden()]

    def use_keys(self, keys: Sequence[str]) -> None:
        """Let the panes show views `keys`; what is not known leaves a pane as it is."""
        for pane, key in zip(self.panes, keys, strict=False):
            if key in VIEWS:
                pane.show_view(key)

    # -- zoom -------------------------------------------------------------------------------

    def zoom(self, factor: float = WHEEL_STEP) -> None:
        size = QSizeF(self.active.canvas.size())
        self.view.zoom_at(size, QPointF(size.width() / 2, size.height() / 2), factor)

    def one_to_one(self) -> None:
        canvas = self.active.canvas
        self.view.one_to_one(QSizeF(canvas.size()), canvas.devicePixelRatioF())
