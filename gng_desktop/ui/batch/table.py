"""The table of a running scan, which follows the newest rows, and the line that filters it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gng_desktop.ui.batch.model import ScanModel
from gng_desktop.ui.batch.rows import STATES, Filter, ScanRow
from gng_desktop.ui.batch.words import STATUSES, state_word, verdict_word
from gng_desktop.ui.evidence.filters import Chips
from gng_desktop.ui.kit.language import number, tr
from gng_desktop.ui.kit.layouts import across
from gng_desktop.ui.kit.plain import copy_text
from gng_desktop.ui.kit.row_model import Index
from gng_desktop.ui.kit.row_store import State
from gng_desktop.ui.kit.row_table import RowView, search_field
from gng_desktop.ui.kit.show_in_folder import show_in_folder

LEAST = 180
"""Width of the field for names, px."""
BESIDE = 36
"""Room beside a cell's words for its icon and margins, px."""


class FilterBar(QWidget):
    """A button for each state, with its number of files, and a field for names."""

    filtered = Signal(object)
    """Filter: Other rows are to be shown."""

    def __init__(self) -> None:
        super().__init__()
        self.states = Chips(STATES, tr("Show only rows with the selected states"))
        self.chips = self.states.by_state
        self.search = search_field(tr("Filter by name"))
        self.search.setMinimumWidth(LEAST)
        self.states.toggled.connect(lambda: self.filtered.emit(self.filter))
        self.search.textChanged.connect(lambda: self.filtered.emit(self.filter))
        across((self.states, 1), self.search, into=self, margins=0)
        self.show_counts(dict.fromkeys(STATES, 0))

    def show_counts(self, counts: Mapping[State, int]) -> None:
        for state, chip in self.chips.items():
            word, count = state_word(state), number(counts[state], ",")
            chip.setText(f"{word}  {count}")
            chip.setAccessibleName(tr("{word}: {count}", word=word, count=count))

    @property
    def filter(self) -> Filter:
        return Filter(self.search.text(), self.states.pressed)

    def show_only(self, *states: State) -> None:
        """Let the rows of these states through, all if none is named, whatever their names."""
        self.search.clear()
        self.states.press(*states)


class ScanTable(RowView):
    """The rows of a `ScanModel`."""

    opened = Signal(object)
    """Path: Enter or a double click on a row."""
    marked = Signal(object, bool)
    """ScanRow, bool: The verdict of a row was marked right or wrong."""

    def __init__(self, model: ScanModel) -> None:
        super().__init__(model, tr("Rows of the scan"))
        self._scan = model
        self._follows = True
        self._middle = _MiddleElided(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.horizontalHeader()
        # A third click brings the order back in which the rows were found.
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self._places = {column.key: n for n, column in enumerate(model.columns)}
        for n, column in enumerate(model.columns):
            # Whatever font and language: the name of a column is read whole.
            self.setColumnWidth(n, max(column.width, header.sectionSizeHint(n)))
        words = {"status": map(tr, STATUSES.values()), "verdict": map(verdict_word, STATES)}
        for key, found in words.items():
            widest = max(map(self.fontMetrics().horizontalAdvance, found))
            place = self._places[key]
            self.setColumnWidth(place, max(self.columnWidth(place), widest + BESIDE))
        self.setItemDelegateForColumn(self._places["file"], self._middle)
        self.doubleClicked.connect(self.enter)
        model.columnsInserted.connect(lambda parent, first, last: self._fit(first, last))
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(self._on_scrolled)
        bar.rangeChanged.connect(self._on_longer)
        self.action(tr("&Open in Analyse"), lambda: self._do(self._open))
        copy, show = _copy, lambda found: show_in_folder([Path(found.path)])
        self.action(tr("&Copy path"), lambda: self._do(copy), QKeySequence.StandardKey.Copy)
        self.action(tr("&Show in folder"), lambda: self._do(show))
        self._marks = [
            self.action(words, partial(self._mark, right))
            for words, right in ((tr("Verdict is &right"), True), (tr("Verdict is &wrong"), False))
        ]

    def _fit(self, first: int, last: int) -> None:
        """Make the names of further detectors read whole."""
        for n in range(first, last + 1):
            self.setColumnWidth(n, self.horizontalHeader().sectionSizeHint(n))
        self._fit_reason()

    def _fit_reason(self) -> None:
        """Give the reason the room that the others leave, but never too little to read."""
        place, header = self._places["reason"], self.horizontalHeader()
        room = self.viewport().width() - header.length() + header.sectionSize(place)
        self.setColumnWidth(place, max(self._scan.columns[place].width, room))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_reason()

    def show_faces(self, shown: bool) -> None:
        """Show or hide the column of the faces, which says nothing of whole files."""
        self.setColumnHidden(self._places["face"], not shown)
        self._fit_reason()

    # -- what can be done with a row --------------------------------------------------------

    def _do(self, do: Callable[[ScanRow], object]) -> None:
        if (found := self.current_row()) is not None:
            do(found)

    def menu(self) -> QMenu:
        """Return the menu of the current row; only a verdict can be marked."""
        found = self.current_row()
        verdict = found is not None and found.state in ("real", "generated") and found.frame < 2
        for action in self._marks:
            action.setEnabled(verdict)
        return super().menu()

    def _mark(self, right: bool) -> None:
        self._do(lambda found: self.marked.emit(found, right))

    def _open(self, found: ScanRow) -> None:
        self.opened.emit(Path(found.path))

    def enter(self, index: Index) -> None:
        self._open(self._scan.row_at(index.row()))

    # -- following the newest ---------------------------------------------------------------

    @property
    def follows(self) -> bool:
        """Whether the newest row stays in view."""
        return self._follows and self._scan.newest_last

    def _on_scrolled(self, value: int) -> None:
        self._follows = value >= self.verticalScrollBar().maximum()

    def _on_longer(self, low: int, high: int) -> None:
        if self.follows:
            self.verticalScrollBar().setValue(high)

    def _after_reset(self) -> None:
        follows = self.follows
        super()._after_reset()
        if follows:
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())


def _copy(found: ScanRow) -> None:
    copy_text(found.path)


class _MiddleElided(QStyledItemDelegate):
    """Shortens a path in the middle: both ends of it matter."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideMiddle
