"""The scrolling rows of the evidence list; only what is in view is ever asked for."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from gng_desktop.ui.evidence.delegate import RowDelegate, row_height
from gng_desktop.ui.evidence.items import Ids
from gng_desktop.ui.evidence.model import EvidenceModel
from gng_desktop.ui.evidence.thumbnails import Thumbnails
from gng_desktop.ui.language import tr

FRAGMENTS = 1_000
"""Most pieces of a selection brought back after sorting: Qt is slow with many."""


class EvidenceTable(QTableView):
    """Rows of one height; the current row, and whichever are selected, outlive a new order.

    A table rather than a list: QListView asks the model for every row when it lays them out.

    Signals
    -------
    chosen : Path
        The user or code made another row current and selected it, or pressed Enter on it.
    in_view : list of Path
        Other rows are in view.
    """

    chosen = Signal(object)
    in_view = Signal(list)

    def __init__(self, model: EvidenceModel, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._model = model
        self._thumbnails = thumbnails
        self._current: Path | None = None
        self._kept: Ids = np.zeros(0, np.intp)
        self._offset: int | None = None
        self._hidden = False
        self._scrolled = 0
        self._in_view: list[Path] = []
        self._delegate = RowDelegate(thumbnails)
        self.setItemDelegate(self._delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setAccessibleName(tr("Evidence list"))
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(row_height(self.fontMetrics()))
        self.setModel(model)
        self.verticalScrollBar().setSingleStep(rows.defaultSectionSize())
        # Connected after Qt's own: the selection is gone and the rows are laid out by then.
        model.modelAboutToBeReset.connect(self._before_reset)
        model.modelReset.connect(self._after_reset)
        thumbnails.ready.connect(self._on_thumbnail)

    # -- the current row and the selection --------------------------------------------------

    @property
    def current(self) -> Path | None:
        """What was chosen last, even if the filter hides it now."""
        return self._current

    def choose(self, row: int) -> None:
        """Make `row` the current one, alone selected and in view."""
        index = self._model.index(row)
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
        self.scrollTo(index)

    def forget_current(self) -> None:
        """Let the next row chosen count as another one."""
        self._current = None

    def selected_rows(self) -> Ids:
        """Return the rows selected, ascending."""
        chosen = self.selectionModel().selection()
        parts = [chosen.at(i) for i in range(chosen.count())]
        rows = [np.arange(part.top(), part.bottom() + 1) for part in parts]
        return np.unique(np.concatenate(rows)) if rows else np.zeros(0, np.intp)

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Tell of the row chosen."""
        super().currentChanged(current, previous)
        self._tell()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell of the row chosen: a click makes it current first and selects it then."""
        super().selectionChanged(selected, deselected)
        self._tell()

    def _tell(self) -> None:
        index = self.currentIndex()
        # Coming here by Tab makes a row current without selecting it: nothing was chosen then.
        if not index.isValid() or not self.selectionModel().isSelected(index):
            return
        path = self._model.path_at(index.row())
        if path != self._current:
            self._current = path
            self.chosen.emit(path)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the current row, though it may be chosen already, with Enter."""
        index = self.currentIndex()
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or not index.isValid():
            super().keyPressEvent(event)
            return
        self._current = None
        if self.selectionModel().isSelected(index):
            self._tell()
        else:
            self.choose(index.row())

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: Qt would ask for the name of every row; the filter finds names."""

    def moveCursor(
        self,
        cursorAction: QAbstractItemView.CursorAction,
        modifiers: Qt.KeyboardModifier,
    ) -> QModelIndex:
        """Go to the first or last row, not column, with Home and End."""
        last = self._model.rowCount() - 1
        if last >= 0 and cursorAction == QAbstractItemView.CursorAction.MoveHome:
            return self._model.index(0)
        if last >= 0 and cursorAction == QAbstractItemView.CursorAction.MoveEnd:
            return self._model.index(last)
        return super().moveCursor(cursorAction, modifiers)

    # -- what is in view --------------------------------------------------------------------

    def visible_paths(self) -> list[Path]:
        """Return the paths of the rows in view, from the top."""
        count = self._model.rowCount()
        first = self.rowAt(0)
        if not count or first < 0:
            return []
        last = self.rowAt(self.viewport().height() - 1)
        return [self._model.path_at(row) for row in range(first, count if last < 0 else last + 1)]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows in view, and tell which these are."""
        super().paintEvent(event)
        visible = self.visible_paths()
        self._thumbnails.keep(set(visible))
        if visible != self._in_view:
            self._in_view = visible
            self.in_view.emit(visible)

    def _on_thumbnail(self, path: Path) -> None:
        row = self._model.row_of(path)
        if row is not None:
            self.update(self._model.index(row))

    # -- a new order ------------------------------------------------------------------------

    def _before_reset(self) -> None:
        self._kept = self._model.ids(self.selected_rows())
        self._scrolled = self.verticalScrollBar().value()
        row = None if self._current is None else self._model.row_of(self._current)
        top = -1 if row is None else self.rowViewportPosition(row)
        self._offset = top if 0 <= top < self.viewport().height() else None
        self._hidden = row is None

    def _after_reset(self) -> None:
        model = self._model
        row = None if self._current is None else model.row_of(self._current)
        rows = model.rows(self._kept)
        if row is not None:
            none = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(model.index(row), none)
            if self._hidden:
                rows = np.union1d(rows, [row])
        pieces = np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1)
        if len(pieces) > FRAGMENTS:
            pieces = [] if row is None else [np.array([row])]
        selected = QItemSelection()
        for piece in pieces:
            if piece.size:
                selected.select(model.index(int(piece[0])), model.index(int(piece[-1])))
        self.selectionModel().select(selected, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        # What the analyst looks at stays where it is on the screen.
        self.updateGeometries()
        if row is not None and self._offset is not None:
            height = self.verticalHeader().defaultSectionSize()
            self.verticalScrollBar().setValue(row * height - self._offset)
        else:
            self.verticalScrollBar().setValue(self._scrolled)

    def changeEvent(self, event: QEvent) -> None:
        """Give the rows room for another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.verticalHeader().setDefaultSectionSize(row_height(self.fontMetrics()))
