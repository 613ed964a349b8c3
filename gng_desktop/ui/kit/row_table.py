"""The view of every table of whole rows, and the field above that searches one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QMenu, QTableView

from gng_desktop.ui.kit.language import number, tr
from gng_desktop.ui.kit.row_model import Index, RowModel
from gng_desktop.ui.kit.row_store import NO_IDS, Ids

FRAGMENTS = 1_000
"""Most pieces of a selection brought back after sorting: Qt is slow with many."""
_Select = QItemSelectionModel.SelectionFlag


def whole_rows(table: QTableView, name: str) -> None:
    """Let a table show striped rows that are chosen whole; Tab leaves it."""
    table.setAccessibleName(name)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setShowGrid(False)
    table.setAlternatingRowColors(True)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    table.horizontalHeader().setHighlightSections(False)


class RowView(QTableView):
    """Striped rows of one height that are chosen whole; the current one outlives a new order."""

    row_chosen = Signal(object)
    """The row that the user or code made current and selected."""

    def __init__(self, model: RowModel, name: str) -> None:
        super().__init__()
        self._model = model
        self._current: int | None = None
        self._selected_ids: Ids = NO_IDS
        self._offset: int | None = None
        self._hidden = False
        self._scrolled = 0
        whole_rows(self, name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(1)
        self.setModel(model)
        self._fit_rows()
        model.replaced.connect(self._forget)
        # Connected after Qt's own: the selection is gone and the rows are laid out by then.
        model.modelAboutToBeReset.connect(self._before_reset)
        model.modelReset.connect(self._after_reset)

    # -- the current row and the selection --------------------------------------------------

    def choose(self, row: int) -> None:
        """Make `row` the current one, alone selected and in view."""
        index = self._model.index(row, 0)
        self.selectionModel().setCurrentIndex(index, _Select.ClearAndSelect | _Select.Rows)
        self.scrollTo(index)

    def _forget(self) -> None:
        self.selectionModel().clear()
        self._current = None

    def forget_current(self) -> None:
        """Let the next row chosen count as another one."""
        self._current = None

    def selected_rows(self) -> Ids:
        """Return the rows selected, ascending."""
        chosen = self.selectionModel().selection()
        parts = [chosen.at(i) for i in range(chosen.count())]
        rows = [np.arange(part.top(), part.bottom() + 1) for part in parts]
        return np.unique(np.concatenate(rows)) if rows else NO_IDS

    def current_row(self) -> Any:
        """Return what the current row shows; None where there is none."""
        index = self.currentIndex()
        return self._model.row_at(index.row()) if index.isValid() else None

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._emit_chosen()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Say which row was chosen: a click makes it current first and selects it then."""
        super().selectionChanged(selected, deselected)
        self._emit_chosen()

    def _emit_chosen(self) -> None:
        # Qt calls this already while the view is made, when a subclass has no attributes yet.
        index = self.currentIndex()
        # Coming here by Tab makes a row current without selecting it: nothing was chosen then.
        if not index.isValid() or not self.selectionModel().isSelected(index):
            return
        (i,) = self._model.ids(np.array([index.row()])).tolist()
        if i != self._current:
            self._current = i
            self.row_chosen.emit(self._model.row(i))

    # -- keys -------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.enter(index)
        else:
            super().keyPressEvent(event)

    def enter(self, index: Index) -> None:
        """Choose the current row, though it may be chosen already: Enter was pressed."""
        self.forget_current()
        if self.selectionModel().isSelected(index):
            self._emit_chosen()
        else:
            self.choose(index.row())

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: Qt would ask for the name of every row; the filter finds names."""

    def moveCursor(
        self, cursorAction: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go to the first or last row, not column, with Home and End."""
        last = self._model.rowCount() - 1
        ends = {
            QAbstractItemView.CursorAction.MoveHome: 0,
            QAbstractItemView.CursorAction.MoveEnd: last,
        }
        if last >= 0 and cursorAction in ends:
            return self._model.index(ends[cursorAction], 0)
        return super().moveCursor(cursorAction, modifiers)

    # -- what can be done with rows ---------------------------------------------------------

    def action(
        self,
        words: str,
        do: Callable[[], object],
        keys: QKeySequence.StandardKey | None = None,
    ) -> QAction:
        """Let something be done with rows, by the menu and, while they have the focus, by keys."""
        made = QAction(words, self)
        made.triggered.connect(lambda: do())
        if keys is not None:
            made.setShortcut(QKeySequence(keys))
            # Elsewhere these keys edit text.
            made.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.addAction(made)
        return made

    def menu(self) -> QMenu:
        """Return the menu of what can be done."""
        menu = QMenu(self)
        menu.addActions(self.actions())
        menu.setToolTipsVisible(True)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.currentIndex().isValid() and (menu := self.menu()).actions():
            menu.popup(event.globalPos())

    # -- a new order ------------------------------------------------------------------------

    def _before_reset(self) -> None:
        self._selected_ids = self._model.ids(self.selected_rows())
        self._scrolled = self.verticalScrollBar().value()
        row = self._model.row_of_id(self._current)
        top = -1 if row is None else self.rowViewportPosition(row)
        self._offset = top if 0 <= top < self.viewport().height() else None
        self._hidden = row is None

    def _after_reset(self) -> None:
        model, last = self._model, self._model.columnCount() - 1
        row, rows = model.row_of_id(self._current), model.rows_of(self._selected_ids)
        if row is not None:
            self.selectionModel().setCurrentIndex(model.index(row, 0), _Select.NoUpdate)
            if self._hidden:
                rows = np.union1d(rows, [row])
        pieces = np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1)
        if len(pieces) > FRAGMENTS:
            pieces = [] if row is None else [np.array([row])]
        selected = QItemSelection()
        for piece in pieces:
            if piece.size:
                top, bottom = model.index(int(piece[0]), 0), model.index(int(piece[-1]), last)
                selected.select(top, bottom)
        self.selectionModel().select(selected, _Select.ClearAndSelect)
        # What the analyst looks at stays where it is on the screen.
        self.updateGeometries()
        if row is not None and self._offset is not None:
            height = self.verticalHeader().defaultSectionSize()
            self.verticalScrollBar().setValue(row * height - self._offset)
        else:
            self.verticalScrollBar().setValue(self._scrolled)

    # -- looks ------------------------------------------------------------------------------

    def row_height(self) -> int:
        """Return the height of a row, px."""
        return self.fontMetrics().height() + 8

    def _fit_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.row_height())
        self.verticalScrollBar().setSingleStep(self.row_height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_rows()
        elif event.type() == QEvent.Type.PaletteChange:
            self._model.recolour()
            self.viewport().update()


def rows_text(shown: int, total: int) -> str:
    """Return how many rows there are, and how many of them are shown."""
    count = number(total, ",")
    if shown < total:
        return tr("{shown} of {count} rows", shown=number(shown, ","), count=count)
    return tr("1 row") if total == 1 else tr("{count} rows", count=count)


def search_field(words: str, name: str = "") -> QLineEdit:
    """Return a field that says `words` while it is empty, and is called `name` or the same."""
    field = QLineEdit()
    field.setPlaceholderText(words)
    field.setAccessibleName(name or words)
    field.setClearButtonEnabled(True)
    # Files dropped here belong to what is around it; as text their names would filter all away.
    field.setAcceptDrops(False)
    return field
