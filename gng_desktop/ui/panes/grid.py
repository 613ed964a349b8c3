"""One, two, four or six linked panes and the colour scale of the maps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QSize, QSizeF, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from gng_desktop.ui.panes.canvas import WHEEL_STEP
from gng_desktop.ui.panes.colour_bar import ColourBar
from gng_desktop.ui.panes.pane import ImagePane
from gng_desktop.ui.panes.scene import VIEWS, Scene
from gng_desktop.ui.panes.view_state import ViewState

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Views

COLUMNS = {1: 1, 2: 2, 4: 2, 6: 3}
"""How many panes there may be, and in how many columns they stand."""
DEFAULT = ("original", "segmentation", "map_with", "stripped", "background", "map_without")
PLACES = {1: (0,), 2: (0, 1), 4: (0, 1, 2, 5), 6: (0, 1, 2, 3, 4, 5)}
"""Which of the six panes are shown with so many."""


class PaneGrid(QWidget):
    """The panes; by default original, segmentation, map with background / stripped and so on.

    Signals
    -------
    count_changed : int
        The number of panes.
    """

    count_changed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.view = ViewState(self)
        self.scene = Scene(self)
        self.panes = [ImagePane(key, self.view, self.scene) for key in DEFAULT]
        self.active = self.panes[0]
        for pane in self.panes:
            pane.canvas.activated.connect(self._activator(pane))
        self.colour_bar = ColourBar()
        self.count = 0
        self._grid = QGridLayout()
        self._grid.setSpacing(6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 0, 6, 4)
        layout.addLayout(self._grid, 1)
        layout.addWidget(self.colour_bar)
        self.scene.changed.connect(self._show_scale)
        self.use_panes(6)

    def _activator(self, pane: ImagePane) -> Callable[[], None]:
        def activate() -> None:
            self.active = pane

        return activate

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
            judged = None if box is None else QRect(box.x, box.y, box.width, box.height)
            before = self.scene.views
            if before is not None and before.rgb is views.rgb:
                self.view.judge(judged)
            else:
                self.view.reset(QSize(width, height), judged)
        else:
            self.view.reset(QSize())
        self.scene.show_views(views, text, map_text)

    def _show_scale(self) -> None:
        pair = self.scene.pair
        if pair is None:
            self.colour_bar.show_limit(None)
        else:
            limit, palette = self.scene.limit(), self.scene.palette
            self.colour_bar.show_limit(limit, pair[0].directed, pair[0].unit, palette)

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
        self.count_changed.emit(count)

    def keys(self) -> list[str]:
        """Return the view of every pane, the hidden ones too."""
        return [pane.key for pane in self.panes]

    def use_keys(self, keys: Sequence[str]) -> None:
        """Let the panes show views `keys`; what is not known leaves a pane as it is."""
        for pane, key in zip(self.panes, keys, strict=False):
            if key in VIEWS:
                pane.show_view(key)

    # -- zoom -------------------------------------------------------------------------------

    def zoom(self, factor: float = WHEEL_STEP) -> None:
        """Zoom all panes by `factor` around the middle."""
        size = QSizeF(self.active.canvas.size())
        self.view.zoom_at(size, QPointF(size.width() / 2, size.height() / 2), factor)

    def one_to_one(self) -> None:
        """Show each pixel of the image on one pixel of the screen."""
        canvas = self.active.canvas
        self.view.one_to_one(QSizeF(canvas.size()), canvas.devicePixelRatioF())
