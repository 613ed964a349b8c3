"""The rows of a scan as a Qt model: new ones at the end, sorted a few times a second if asked."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from gng_desktop.core.text import visible
from gng_desktop.ui.batch.rows import COLUMNS, Column, Found, Ids, Only, Rows
from gng_desktop.ui.batch.words import (
    STATUSES,
    TIPS,
    TITLES,
    shift_text,
    state_word,
    verdict_word,
)
from gng_desktop.ui.evidence.items import State
from gng_desktop.ui.evidence.words import shape_icon, state_colour
from gng_desktop.ui.language import tr
from gng_desktop.ui.panels.score_scale import score_text
from gng_desktop.ui.plain import tip

Index = QModelIndex | QPersistentModelIndex
REORDER_MS = 500
_NOWHERE = QModelIndex()
_NUMBERS = ("face", "with_background", "without_background", "shift", "seconds")
_DISPLAY = Qt.ItemDataRole.DisplayRole
_ALIGNED = Qt.ItemDataRole.TextAlignmentRole


class ScanModel(QAbstractTableModel):
    """One row for each row of the CSV, one column for each of `COLUMNS`.

    Qt's own sorting proxy would call Python for every row and comparison; here the order comes
    from NumPy as a whole. A new order is a reset of the model.

    Signals
    -------
    changed
        There are more rows, or others are shown.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows = Rows()
        self.only = Only()
        self._column: Column | None = None
        self._descending = False
        self._shown: Ids = np.zeros(0, np.intp)
        self._icons: dict[State, QIcon] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REORDER_MS)
        self._timer.timeout.connect(self.reorder)

    # -- what Qt asks -----------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many rows pass the filter."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return title and tip of a column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = COLUMNS[section]
        if role == _DISPLAY:
            return tr(TITLES[column])
        if role == Qt.ItemDataRole.ToolTipRole:
            return tr(TIPS[column])
        if role == _ALIGNED:
            return _alignment(column)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell, how they look, the tooltip or what is read aloud."""
        if not index.isValid():
            return None
        column = COLUMNS[index.column()]
        if role == _ALIGNED:
            return _alignment(column)
        if role in (_DISPLAY, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(self.found_at(index.row()), column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tooltip(self.found_at(index.row()))
        if column == "verdict" and role in (
            Qt.ItemDataRole.DecorationRole,
            Qt.ItemDataRole.ForegroundRole,
        ):
            state = self.found_at(index.row()).state
            if role == Qt.ItemDataRole.DecorationRole:
                return self._icon(state)
            return state_colour(QApplication.palette(), state)
        return None

    def _words(self, found: Found, column: Column) -> str:
        if column == "file":
            name = self.rows.name_of(found.path)
            if found.frame:
                return tr("{name}, picture {frame}", name=name, frame=found.frame)
            return visible(name)
        if column == "face":
            return f"{found.face}" if found.face else tr("whole")
        if column == "status":
            return tr(STATUSES[found.state])
        if column == "verdict":
            return verdict_word(found.state)
        if column == "reason":
            return tr(found.reason) if found.reason else ""
        if column == "seconds":
            return f"{found.seconds:.2f}"
        if column == "shift":
            return shift_text(found.with_background, found.without_background)
        score = getattr(found, column)
        return score_text(None if math.isnan(score) else score, short=True)

    def _icon(self, state: State) -> QIcon:
        if state not in self._icons:
            self._icons[state] = shape_icon(state, QApplication.palette())
        return self._icons[state]

    def recolour(self) -> None:
        """Draw the shapes in the colours of another theme."""
        self._icons.clear()

    # -- what the rows hold -----------------------------------------------------------------

    def start(self, root: str) -> None:
        """Forget all rows; those of a scan of folder `root`, "" for a list, are to come."""
        self.beginResetModel()
        self.rows = Rows(root)
        self._shown = np.zeros(0, np.intp)
        self.endResetModel()
        self.changed.emit()

    def add(self, found: Sequence[Found]) -> None:
        """Add rows: at the end, and in their place with the next sorting.

        Give some hundreds at a time: 1,000 take a few milliseconds.
        """
        if not found:
            return
        start = len(self.rows)
        self.rows.add(found)
        fresh = self.rows.passing(self.only, start)
        if fresh.size:
            first = len(self._shown)
            self.beginInsertRows(_NOWHERE, first, first + fresh.size - 1)
            self._shown = np.append(self._shown, fresh)
            self.endInsertRows()
            # Not started anew: rows that keep coming must not put it off for ever.
            if self._column is not None and not self._timer.isActive():
                self._timer.start()
        self.changed.emit()

    def found_at(self, row: int) -> Found:
        """Return what is shown in `row`, from 0."""
        return self.rows.found(int(self._shown[row]))

    def id_at(self, row: int) -> int:
        """Return the id, which outlives a new order, of what is shown in `row`."""
        return int(self._shown[row])

    def row_of(self, i: int) -> int | None:
        """Return the row that shows id `i`; None if the filter hides it."""
        found = np.flatnonzero(self._shown == i)
        return int(found[0]) if found.size else None

    # -- order ------------------------------------------------------------------------------

    @property
    def newest_last(self) -> bool:
        """Whether the rows stand in the order in which they were found."""
        return self._column is None

    def set_only(self, only: Only) -> None:
        """Show only the rows that pass."""
        if only != self.only:
            self.only = only
            self.reorder()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by the column of this number; -1 for the order in which the rows were found."""
        self._column = COLUMNS[column] if column >= 0 else None
        self._descending = order == Qt.SortOrder.DescendingOrder
        self.reorder()

    def reorder(self) -> None:
        """Filter and sort anew; nothing is reset if that changes nothing."""
        self._timer.stop()
        order = self.rows.order(self.only, self._column, self._descending)
        if not np.array_equal(order, self._shown):
            self.beginResetModel()
            self._shown = order
            self.endResetModel()
        self.changed.emit()


def _alignment(column: Column) -> Qt.AlignmentFlag:
    across = Qt.AlignmentFlag.AlignRight if column in _NUMBERS else Qt.AlignmentFlag.AlignLeft
    return across | Qt.AlignmentFlag.AlignVCenter


def _tooltip(found: Found) -> str:
    reason = tr(found.reason) if found.reason else ""
    return tip(found.path, state_word(found.state), reason)
