"""The scrolling rows of the evidence list; only what is in view is ever asked for."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QPaintEvent
from PySide6.QtWidgets import QApplication

from gng_desktop.ui.evidence.delegate import RowDelegate, row_height
from gng_desktop.ui.evidence.model import EvidenceModel
from gng_desktop.ui.evidence.thumbnails import Thumbnails
from gng_desktop.ui.language import tr
from gng_desktop.ui.row_table import RowView


class EvidenceTable(RowView):
    """A table rather than a list: QListView asks the model for every row when it lays them out."""

    in_view = Signal(list)
    """list of Path: Other rows are in view."""

    def __init__(self, model: EvidenceModel, thumbnails: Thumbnails) -> None:
        super().__init__(model, tr("Evidence list"))
        self._evidence = model
        self._thumbnails = thumbnails
        self._in_view: list[Path] = []
        self._delegate = RowDelegate(thumbnails)
        self.setItemDelegate(self._delegate)
        self.setAlternatingRowColors(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        thumbnails.ready.connect(self._on_thumbnail)

    @property
    def current(self) -> Path | None:
        """What was chosen last, even if the filter hides it now."""
        return None if self._current is None else self._evidence.items.paths[self._current]

    def visible_paths(self) -> list[Path]:
        count, first = self._evidence.rowCount(), self.rowAt(0)
        if not count or first < 0:
            return []
        last = self.rowAt(self.viewport().height() - 1)
        rows = range(first, count if last < 0 else last + 1)
        return [self._evidence.path_at(row) for row in rows]

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        visible = self.visible_paths()
        self._thumbnails.keep(set(visible))
        if visible != self._in_view:
            self._in_view = visible
            self.in_view.emit(visible)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._evidence.hold(True)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if QApplication.activePopupWidget() is None:
            self._evidence.hold(False)

    def _on_thumbnail(self, path: Path) -> None:
        row = self._evidence.row_of(path)
        if row is not None:
            self.update(self._evidence.index(row, 0))

    def row_height(self) -> int:
        return row_height(self.fontMetrics())
