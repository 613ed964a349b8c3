"""The model of every table of whole rows: described columns, for lists long and short."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
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
from PySide6.QtGui import QFont, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from gng_desktop.ui.kit.plain import tip
from gng_desktop.ui.kit.row_store import NO_IDS, Ids

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
"""Under which a model has the row itself."""
NOWHERE = QModelIndex()
_Role = Qt.ItemDataRole


@dataclass(frozen=True)
class Column:
    """What a column shows of a row: words and, where given, an icon, a colour, bold letters.

    `key` names it for sorting, by `value` where that is given, else by the words; rows whose value
    is None come last. `width` is that at first (px), 0 for what is left.
    """

    key: str
    title: str
    words: Callable[[Any], str]
    number: bool = False
    tip: str = ""
    width: int = 0
    icon: Callable[[Any], QIcon | None] | None = None
    colour: Callable[[Any], object] | None = None
    bold: Callable[[Any], bool] | None = None
    value: Callable[[Any], Any] | None = None

    @property
    def alignment(self) -> Qt.AlignmentFlag:
        across = Qt.AlignmentFlag.AlignRight if self.number else Qt.AlignmentFlag.AlignLeft
        return across | Qt.AlignmentFlag.AlignVCenter


class RowModel(QAbstractTableModel):
    """Rows by id in the order shown.

    Qt's own sorting proxy would call Python for every row and comparison of a long list; here the
    order comes as a whole, and a new one is a reset: a `RowView` brings the selection back by
    ids. A short list is held in `rows`; for others `row`, `passing` and `order` are overridden.
    `changed` says that there are other rows, or that they say something else; `replaced`, before
    a reset, that all ids are those of other rows from now on.
    """

    changed = Signal()
    replaced = Signal()

    def __init__(self, columns: Sequence[Column], reorder_ms: int = 0) -> None:
        super().__init__()
        self.columns = list(columns)
        self.rows: Any = ()
        self.passes: Callable[[Any], bool] = lambda row: True
        self.sort_key, self.descending = "", False
        self._shown: Ids = NO_IDS
        self._places: Ids | None = None
        self._icons: dict[str, QIcon] = {}
        self._held = self._pending = False
        self._timer = QTimer(self, singleShot=True, interval=reorder_ms)
        self._timer.timeout.connect(self.reorder)

    # -- what there is, by id ---------------------------------------------------------------

    def row(self, i: int) -> Any:
        """Return row `i`."""
        return self.rows[i]

    def passing(self, start: int = 0) -> Ids:
        """Return the ids from `start` on that are shown, ascending."""
        rows = enumerate(self.rows[start:], start)
        return np.array([i for i, row in rows if self.passes(row)], np.intp)

    def order(self) -> Ids:
        """Return the ids that are shown, in the order of `sort_key` ("": as added)."""
        ids, by = self.passing(), {column.key: column for column in self.columns}
        if not self.sort_key or self.sort_key not in by:
            return ids
        values = {i: self.value(self.row(i), by[self.sort_key]) for i in ids.tolist()}
        known = [i for i, value in values.items() if value is not None]
        known.sort(key=values.__getitem__, reverse=self.descending)
        return np.array([*known, *(i for i in values if values[i] is None)], np.intp)

    def value(self, row: Any, column: Column) -> Any:
        """Return by what `row` is sorted; None: last."""
        return column.value(row) if column.value else column.words(row).casefold()

    def set_rows(self, rows: Any) -> None:
        """Show other rows."""
        self.replaced.emit()
        self.rows = rows
        self.reset_order()

    # -- what Qt asks -----------------------------------------------------------------------

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        column = self.columns[section]
        found = {
            _Role.DisplayRole: column.title,
            _Role.ToolTipRole: column.tip or None,
            _Role.TextAlignmentRole: column.alignment,
        }
        return found.get(role)  # type: ignore[call-overload]

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == _Role.TextAlignmentRole:
            return column.alignment
        shows: dict[int, Callable[[Any], Any] | None] = {
            _Role.DisplayRole: column.words,
            _Role.ToolTipRole: lambda row: self.tip(row, column),
            _Role.AccessibleTextRole: lambda row: self.spoken(row, column),
            _Role.DecorationRole: column.icon,
            _Role.ForegroundRole: column.colour,
            _Role.FontRole: (lambda row: _bold(column, row)) if column.bold else None,
            ROW_ROLE: lambda row: row,
        }
        show = shows.get(role)
        return show(self.row_at(index.row())) if show else None

    def tip(self, row: Any, column: Column) -> str:
        """Return what pointing at a cell shows."""
        return tip(*column.words(row).splitlines())

    def spoken(self, row: Any, column: Column) -> str:
        """Return what a screen reader says of a cell."""
        return column.words(row)

    def icon_of(self, state: str, draw: Callable[[Any, QPalette], QIcon]) -> QIcon:
        """Return the icon of a state, which `draw` draws once in the colours of the theme."""
        if state not in self._icons:
            self._icons[state] = draw(state, QApplication.palette())
        return self._icons[state]

    def recolour(self) -> None:
        """Draw what is drawn in the colours of another theme."""
        self._icons.clear()

    # -- rows and ids -----------------------------------------------------------------------

    def row_at(self, row: int) -> Any:
        """Return what is shown in `row`, from 0."""
        return self.row(int(self._shown[row]))

    def ids(self, rows: Ids) -> Ids:
        """Return the ids, which outlive a reset, of `rows`, int (n,)."""
        return self._shown[rows]

    def rows_of(self, ids: Ids) -> Ids:
        """Return the rows, ascending, that show `ids`, int (n,)."""
        if self._places is None:
            self._places = np.full(int(self._shown.max(initial=-1)) + 1, -1, np.intp)
            self._places[self._shown] = np.arange(len(self._shown))
        found = self._places[ids[ids < len(self._places)]]
        return np.sort(found[found >= 0])

    def row_of_id(self, i: int | None) -> int | None:
        """Return the row that shows id `i`; None where none does."""
        rows = NO_IDS if i is None else self.rows_of(np.array([i], np.intp))
        return int(rows[0]) if rows.size else None

    # -- order ------------------------------------------------------------------------------

    def append(self, start: int) -> bool:
        """Show those rows from id `start` on that pass, at the end; return whether any does."""
        fresh = self.passing(start)
        if fresh.size:
            first = len(self._shown)
            self.beginInsertRows(NOWHERE, first, first + fresh.size - 1)
            self._shown, self._places = np.append(self._shown, fresh), None
            self.endInsertRows()
        return bool(fresh.size)

    def hold(self, held: bool) -> None:
        """Let rows stay where they are while the pointer is over them, whatever arrives."""
        self._held = held
        if held and self._timer.isActive():
            self._timer.stop()
            self._pending = True
        elif not held and self._pending:
            self._pending = False
            self.reorder_soon()

    def reorder_soon(self) -> None:
        """Filter and sort again within a moment, with all else that happens meanwhile."""
        if self._held:
            self._pending = True
        # Not started again: rows and results that keep coming must not put it off for ever.
        elif not self._timer.isActive():
            self._timer.start()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by the column of this number; -1 for the order in which the rows were added."""
        key = self.columns[column].key if column >= 0 else ""
        self.sort_by(key, order == Qt.SortOrder.DescendingOrder)

    def sort_by(self, key: str, descending: bool = False) -> None:
        """Sort by what `key` names."""
        self.sort_key, self.descending = key, descending
        self.reorder()

    def reorder(self) -> None:
        """Filter and sort again; nothing is reset if that changes nothing."""
        self._timer.stop()
        order = self.order()
        if not np.array_equal(order, self._shown):
            self.reset_order(order)

    def reset_order(self, order: Ids | None = None) -> None:
        """Show the rows in `order`; without one, other rows in theirs."""
        self.beginResetModel()
        self._shown, self._places = self.order() if order is None else order, None
        self.endResetModel()


def _bold(column: Column, row: Any) -> QFont | None:
    if column.bold is None or not column.bold(row):
        return None
    font = QFont()
    font.setBold(True)
    return font
