"""The table of the runs, and the line above it that says which of them are shown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QTableView,
    QWidget,
)

from gng_desktop.ui.language import tr
from gng_desktop.ui.row_table import show_rows
from gng_desktop.ui.training.result_words import ROLES, STATES
from gng_desktop.ui.training.runs_model import COLUMNS, PROBLEM, Only, RunsModel

if TYPE_CHECKING:
    from gng_desktop.training.history import Summary

SPACE = 7
"""Within a row, above and below the words, px."""
WIDTHS = {
    "role": 128,
    "backbone": 150,
    "transfer": 58,
    "state": 102,
    "epochs": 58,
    "best": 42,
    "loss": 66,
    "figure": 228,
    "seconds": 72,
    "ended": 80,
}
"""At first, px; the name takes what is left."""
LEAST_NAME, MOST_BACKBONE = 150, 190


class RunsFilter(QWidget):
    """A field for text, a role, a state, and how many runs are shown.

    Signals
    -------
    filtered : Only
        Other runs are to be shown.
    """

    filtered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Filter by name, backbone or transfer"))
        self.search.setAccessibleName(tr("Filter the runs"))
        self.search.setClearButtonEnabled(True)
        self.search.setAcceptDrops(False)
        self.search.setMinimumWidth(240)
        self.search.setMaximumWidth(300)
        self.role, self.state = QComboBox(), QComboBox()
        for box, name, every, words in (
            (self.role, tr("Role"), tr("All roles"), ROLES),
            (self.state, tr("State"), tr("All states"), STATES),
        ):
            box.setAccessibleName(name)
            box.addItem(every, "")
            for key, text in words.items():
                box.addItem(tr(text), key)
            box.currentIndexChanged.connect(self._tell)
        self.search.textChanged.connect(self._tell)
        self.count = QLabel()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        for part in (self.search, self.role, self.state, self.count):
            line.addWidget(part)
        line.addStretch(1)

    @property
    def only(self) -> Only:
        """What the controls ask for."""
        return Only(self.search.text(), self.role.currentData(), self.state.currentData())

    def clear(self) -> None:
        """Let every run through."""
        for box in (self.role, self.state):
            box.setCurrentIndex(0)
        self.search.clear()

    def show_count(self, shown: int, total: int) -> None:
        """Say how many of the runs are shown."""
        if shown < total:
            self.count.setText(tr("{shown} of {total} runs", shown=shown, total=total))
        elif total == 1:
            self.count.setText(tr("1 run"))
        else:
            self.count.setText(tr("{total} runs", total=total))

    def _tell(self) -> None:
        self.filtered.emit(self.only)


class RunsTable(QTableView):
    """The rows of a `RunsModel`; what is selected outlives a new order.

    Signals
    -------
    chosen : list of Summary
        Other runs are selected, from the top down.
    """

    chosen = Signal(list)

    def __init__(self, model: RunsModel) -> None:
        super().__init__()
        self._model = model
        self._kept: list[Path] = []
        self._told: list[Summary] = []
        self._current: Path | None = None
        self.setAccessibleName(tr("Runs"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        show_rows(self)
        self._fit_rows()
        self.setModel(model)
        header = self.horizontalHeader()
        header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        for column, width in WIDTHS.items():
            self.setColumnWidth(COLUMNS.index(column), width)
        header.setMinimumSectionSize(40)
        model.modelAboutToBeReset.connect(self._before_reset)
        model.modelReset.connect(self._after_reset)

    @property
    def selected(self) -> list[Summary]:
        """The runs selected, from the top down."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._model.shown[row] for row in rows]

    def choose(self, folders: list[Path]) -> None:
        """Select the runs in these folders, those that are shown."""
        self._select(folders, folders[0] if folders else None)
        if folders and (row := self._model.row_of(folders[0])) is not None:
            self.scrollTo(self._model.index(row, 0))
        self._tell()

    def _select(self, folders: list[Path], current: Path | None) -> None:
        chosen, last = QItemSelection(), len(COLUMNS) - 1
        for folder in folders:
            row = self._model.row_of(folder)
            if row is not None:
                chosen.select(self._model.index(row, 0), self._model.index(row, last))
        flag = QItemSelectionModel.SelectionFlag
        row = self._model.row_of(current) if current is not None else None
        with QSignalBlocker(self.selectionModel()):
            if row is not None:
                self.selectionModel().setCurrentIndex(self._model.index(row, 0), flag.NoUpdate)
            self.selectionModel().select(chosen, flag.ClearAndSelect)
        self.viewport().update()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell of the runs selected."""
        super().selectionChanged(selected, deselected)
        self._tell()

    def _tell(self) -> None:
        chosen = self.selected
        if chosen != self._told:
            self._told = chosen
            self.chosen.emit(chosen)

    def _before_reset(self) -> None:
        self._kept = [found.folder for found in self.selected]
        index = self.currentIndex()
        self._current = self._model.shown[index.row()].folder if index.isValid() else None

    def _after_reset(self) -> None:
        self.clearSpans()
        first = COLUMNS.index(PROBLEM)
        for row, found in enumerate(self._model.shown):
            if found.problem:
                self.setSpan(row, first, 1, len(COLUMNS) - first)
        self._select(self._kept, self._current)
        self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give names and backbones the width that the other columns leave."""
        super().resizeEvent(event)
        backbone = COLUMNS.index("backbone")
        others = sum(self.columnWidth(n) for n in range(1, len(COLUMNS)) if n != backbone)
        free = self.viewport().width() - others
        wide = min(max(WIDTHS["backbone"], free - LEAST_NAME - 40), MOST_BACKBONE)
        self.setColumnWidth(backbone, wide)
        self.setColumnWidth(0, max(LEAST_NAME, free - wide))

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: the filter finds names."""

    def changeEvent(self, event: QEvent) -> None:
        """Give the rows room for another font, the shapes the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_rows()
        elif event.type() == QEvent.Type.PaletteChange:
            self._model.recolour()
            self.viewport().update()

    def _fit_rows(self) -> None:
        height = self.fontMetrics().height() + SPACE
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalScrollBar().setSingleStep(height)
