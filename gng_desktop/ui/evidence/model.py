"""The evidence list as a Qt model: rows in shown order, sorted a few times a second."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from gng_desktop.ui.evidence.items import Filter, Ids, Item, Items, SortKey, State
from gng_desktop.ui.evidence.words import described, score_words
from gng_desktop.ui.language import tr
from gng_desktop.ui.plain import tip

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Analysis

Index = QModelIndex | QPersistentModelIndex
ITEM_ROLE = int(Qt.ItemDataRole.UserRole)
REORDER_MS = 300
_NOWHERE = QModelIndex()


class EvidenceModel(QAbstractListModel):
    """One row an image; what an `Item` holds is under `ITEM_ROLE`.

    Qt's own sorting proxy would call Python for every row and comparison; here the order comes
    from NumPy as a whole. A new order is a reset of the model: the view brings the selection
    back by ids.

    Signals
    -------
    changed
        Rows were added, removed or changed what they say.
    waiting_changed
        What `waiting` returns is another list, or in another order, for another reason than an
        analysis that has arrived.
    """

    changed = Signal()
    waiting_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.items = Items()
        self.filter = Filter()
        self.sort_key: SortKey = "added"
        self.descending = False
        self._shown: Ids = np.zeros(0, np.intp)
        self._rows: Ids = np.zeros(0, np.intp)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REORDER_MS)
        self._timer.timeout.connect(self.reorder)

    # -- what Qt asks -----------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many images pass the filter."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the name, the `Item`, the tooltip or what a screen reader says of a row."""
        if not index.isValid():
            return None
        i = int(self._shown[index.row()])
        if role == ITEM_ROLE:
            return self.item_at(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return self.items.item(i).name
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tooltip(i)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return described(self.items.item(i))
        return None

    def _tooltip(self, i: int) -> str:
        item, analysis = self.items.item(i), self.items.analyses[i]
        more = [] if analysis is None else [tr(analysis.reason), score_words(item)]
        return tip(str(item.path), *more, item.flag)

    # -- what the rows hold -----------------------------------------------------------------

    def add(self, paths: Sequence[Path]) -> int:
        """List `paths`, waiting; a path already listed is skipped.

        New rows that pass the filter appear at the end, and in their place with the next
        sorting. Give some hundreds at a time: 1,000 take a few milliseconds.

        Returns
        -------
        int
            How many were new.
        """
        items, start = self.items, len(self.items.paths)
        new = items.add(paths)
        if not new:
            return 0
        fresh = items.passing(self.filter, start)
        first = len(self._shown)
        self._rows = np.append(self._rows, np.full(new, -1, np.intp))
        if fresh.size:
            self.beginInsertRows(_NOWHERE, first, first + fresh.size - 1)
            self._rows[fresh] = np.arange(first, first + fresh.size)
            self._shown = np.append(self._shown, fresh)
            self.endInsertRows()
        if self.sort_key != "added" or self.descending:
            self._reorder_soon()
        self._tell_waiting()
        return new

    def remove(self, paths: Iterable[str | os.PathLike[str]]) -> None:
        """Take `paths` off the list; the files stay where they are."""
        ids = self._listed(paths)
        if ids.size:
            self.items.remove(ids.tolist())
            self.reorder()
            self._tell_waiting()

    def clear(self) -> None:
        """Take everything off the list."""
        self.beginResetModel()
        self.items = Items()
        self._shown = self._rows = np.zeros(0, np.intp)
        self.endResetModel()
        self._tell_waiting()

    def set_analysis(self, analysis: Analysis) -> Path | None:
        """Keep `analysis` without its views; return its path as listed, None if it is not.

        The row changes at once; if it must move or go, that happens within 0.3 s, together with
        all other results of that time.
        """
        i = self.items.id_of(analysis.path)
        if i is None:
            return None
        self.items.set_analysis(i, analysis)
        self._tell(i)
        self._on_results()
        return self.items.paths[i]

    def forget(self, paths: Iterable[str | os.PathLike[str]]) -> None:
        """Let `paths` wait again, without their analyses."""
        ids = self._listed(paths)
        self.items.forget(ids)
        rows = self.rows(ids)
        if rows.size:
            self.dataChanged.emit(self.index(int(rows[0])), self.index(int(rows[-1])))
        self._on_results()
        self._tell_waiting()

    def _listed(self, paths: Iterable[str | os.PathLike[str]]) -> Ids:
        found = (self.items.id_of(path) for path in paths)
        return np.array([i for i in found if i is not None], np.intp)

    def _on_results(self) -> None:
        if self.sort_key not in ("added", "name", "folder") or self.filter.by_result:
            self._reorder_soon()

    def _reorder_soon(self) -> None:
        # Not started anew: rows and results that keep coming must not put it off for ever.
        if not self._timer.isActive():
            self._timer.start()

    def _tell(self, i: int) -> None:
        if (row := int(self._rows[i])) >= 0:
            index = self.index(row)
            self.dataChanged.emit(index, index)
        self.changed.emit()

    def _tell_waiting(self) -> None:
        self.changed.emit()
        self.waiting_changed.emit()

    def set_decided(self, path: str | os.PathLike[str], decided: bool) -> None:
        """Mark the image at `path` as decided by the analyst, or not."""
        if (i := self.items.id_of(path)) is not None:
            self.items.set_decided(i, decided)
            self._tell(i)

    def set_flag(self, path: str | os.PathLike[str], sentence: str) -> None:
        """Keep what the file at `path` says of a generator; "" for nothing."""
        if (i := self.items.id_of(path)) is not None and self.items.item(i).flag != sentence:
            self.items.set_flag(i, sentence)
            self._tell(i)
            if self.filter.flagged:
                self._reorder_soon()

    # -- asking -----------------------------------------------------------------------------

    def analysis(self, path: str | os.PathLike[str]) -> Analysis | None:
        """Return what is known of the image at `path`, without views."""
        i = self.items.id_of(path)
        return None if i is None else self.items.analyses[i]

    def row_of(self, path: str | os.PathLike[str]) -> int | None:
        """Return the row that shows `path`; None if it is not listed or filtered out."""
        i = self.items.id_of(path)
        return None if i is None or self._rows[i] < 0 else int(self._rows[i])

    def path_at(self, row: int) -> Path:
        """Return the path shown in `row`, from 0."""
        return self.items.paths[int(self._shown[row])]

    def item_at(self, row: int) -> Item:
        """Return what is painted in `row`, from 0."""
        return self.items.item(int(self._shown[row]))

    def paths(self) -> list[Path]:
        """Return the paths shown, in shown order."""
        listed = self.items.paths
        return [listed[i] for i in self._shown.tolist()]

    def waiting(self) -> list[Path]:
        """Return the paths without an analysis: in shown order, then those filtered out."""
        listed, items = self.items.paths, self.items
        hidden = items.passing(Filter(verdicts=frozenset({"waiting"})))
        hidden = hidden[self._rows[hidden] < 0]
        shown = self._shown[items.waits(self._shown)]
        return [listed[i] for i in (*shown.tolist(), *hidden.tolist())]

    def counts(self) -> dict[State, int]:
        """Return how many images are listed of each state, filtered out ones too."""
        return self.items.counts()

    def ids(self, rows: Ids) -> Ids:
        """Return the ids, which outlive a reset, of `rows`, int (n,)."""
        return self._shown[rows]

    def rows(self, ids: Ids) -> Ids:
        """Return the rows, ascending, that show `ids`, int (n,)."""
        found = self._rows[ids[ids < len(self._rows)]]
        return np.sort(found[found >= 0])

    # -- order ------------------------------------------------------------------------------

    def set_filter(self, only: Filter) -> None:
        """Show only the rows that pass."""
        if only != self.filter:
            self.filter = only
            self.reorder()

    def sort_by(self, key: SortKey, descending: bool = False) -> None:
        """Sort the rows, see `Items.order`."""
        self.sort_key, self.descending = key, descending
        self.reorder()

    def reorder(self) -> None:
        """Filter and sort anew; nothing is reset if that changes nothing."""
        self._timer.stop()
        order = self.items.order(self.filter, self.sort_key, self.descending)
        if np.array_equal(order, self._shown):
            return
        self.beginResetModel()
        self._shown = order
        self._rows = np.full(len(self.items.paths), -1, np.intp)
        self._rows[order] = np.arange(len(order))
        self.endResetModel()
        self.waiting_changed.emit()
