"""Correct the mask with a brush and an eraser, or choose the face by a box; every step undoable."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QPointF, QRect, Signal

from gng_desktop.imaging.labels import BACKGROUND
from gng_desktop.ui.panes.grid import PaneGrid

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Views

    Mask = NDArray[np.uint8]

FACE = 1
"""What the brush paints where it begins on the background: general face."""
MOST_UNDO = 50


class MaskEditor(QObject):
    """The mask of the image in view, as the analyst changes it.

    The brush paints the class where its stroke begins; the eraser makes background.
    """

    changed = Signal()  # whether there is something to undo or to analyse may have changed
    box_chosen = Signal(QRect)  # A box was drawn around a face, px of the image

    def __init__(self, panes: PaneGrid) -> None:
        super().__init__(panes)
        self._panes, self._view, self._scene = panes, panes.view, panes.scene
        self._undo: list[Mask] = []
        self._own: Mask | None = None
        self._begun: QPointF | None = None
        self._last = QPointF()
        self._paints = FACE
        self._view.tool_used.connect(self._on_tool)

    def begin(self, views: Views | None) -> None:
        """Forget what was changed: another image, or another mask of it, is in view."""
        self._undo, self._own = [], None if views is None else views.network_mask
        self.changed.emit()

    @property
    def edited(self) -> bool:
        """Whether the mask in view is another one than the analysis was made with."""
        views = self._scene.views
        return self._own is not None and views is not None and views.network_mask is not self._own

    @property
    def undoable(self) -> bool:
        return bool(self._undo)

    @property
    def differs(self) -> int:
        views = self._scene.views
        if views is None or self._own is None:
            return 0
        return int((views.network_mask != self._own).sum())

    def undo(self) -> None:
        if self._undo:
            self.use(self._undo.pop())

    def use(self, mask: Mask) -> None:
        """Show `mask`, class ids of the size of the one in view, instead of it."""
        before = self._scene.views
        assert before is not None
        views = replace(before, network_mask=mask)
        views.share(before)
        self._scene.correct_mask(views)
        self.changed.emit()

    # -- strokes ----------------------------------------------------------------------------

    def _on_tool(self, phase: str, spot: QPointF, radius: float) -> None:
        if self._scene.views is None:
            return
        if self._view.tool == "box":
            self._draw_box(phase, spot)
            return
        mask = self._scene.views.network_mask
        if phase == "press":
            self._undo = [*self._undo[1 - MOST_UNDO :], mask]
            self._last = spot
            row, column = self._place(spot, mask)
            inside = 0 <= row < mask.shape[0] and 0 <= column < mask.shape[1]
            here = int(mask[int(row), int(column)]) if inside else BACKGROUND
            self._paints = here if here != BACKGROUND else FACE
        if phase != "release":
            drawn = mask.copy()
            self._line(drawn, self._last, spot, radius)
            self._last = spot
            self.use(drawn)

    def _line(self, mask: Mask, start: QPointF, end: QPointF, radius: float) -> None:
        """Draw a thick line, all in pixels of the image, into `mask`."""
        views = self._scene.views
        assert views is not None
        (r0, c0), (r1, c1) = self._place(start, mask), self._place(end, mask)
        across = max(0.8, radius * mask.shape[1] / views.judged.width)
        down = max(0.8, radius * mask.shape[0] / views.judged.height)
        rows, columns = np.ogrid[: mask.shape[0], : mask.shape[1]]
        y, x = (rows + 0.5 - r0) / down, (columns + 0.5 - c0) / across
        dy, dx = (r1 - r0) / down, (c1 - c0) / across
        along = np.clip((x * dx + y * dy) / max(dx * dx + dy * dy, 1e-9), 0, 1)
        near = (x - along * dx) ** 2 + (y - along * dy) ** 2 <= 1
        mask[near] = BACKGROUND if self._view.tool == "eraser" else self._paints

    def _place(self, spot: QPointF, mask: Mask) -> tuple[float, float]:
        """Return row and column of the mask at a place of the image, px."""
        views = self._scene.views
        assert views is not None
        box = views.judged
        row = (spot.y() - box.y) * mask.shape[0] / box.height
        return row, (spot.x() - box.x) * mask.shape[1] / box.width

    def _draw_box(self, phase: str, spot: QPointF) -> None:
        if phase == "press":
            self._begun = spot
        if self._begun is None:
            return
        size = self._view.image_size
        whole = QRect(0, 0, size.width(), size.height())
        drawn = QRect(self._begun.toPoint(), spot.toPoint()).normalized() & whole
        self._view.band = drawn
        self._view.tools_changed.emit()
        if phase == "release":
            self._begun, self._view.band = None, None
            self._view.tools_changed.emit()
            if drawn.width() > 1 and drawn.height() > 1:
                self.box_chosen.emit(drawn)
