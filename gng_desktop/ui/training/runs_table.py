"""The runs of a folder as a table, and the line above it that says which of them are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from gng_desktop.ui.filling import across
from gng_desktop.ui.language import QT_TR_NOOP, tr
from gng_desktop.ui.panels.panel import chooser
from gng_desktop.ui.row_table import RowView, search_field
from gng_desktop.ui.training.runs_model import COLUMNS, PROBLEM, Only, RunsModel
from gng_desktop.ui.training.words import ROLES, RUN_STATES

if TYPE_CHECKING:
    from gng_desktop.runs.history import Summary

LEAST_NAME, MOST_BACKBONE = 150, 190
"""The name takes the width that is left, px."""


class RunsFilter(QWidget):
    """A field for text, a role, a state, and how many runs are shown; `filtered` tells `Only`."""

    filtered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.search = search_field(
            tr("Filter by name, backbone or transfer"), tr("Filter the runs")
        )
        self.search.setMinimumWidth(240)
        self.search.setMaximumWidth(300)
        self.role = chooser(tr("Role"), {"": QT_TR_NOOP("All roles"), **ROLES})
        self.state = chooser(tr("State"), {"": QT_TR_NOOP("All states"), **RUN_STATES})
        for box in (self.role, self.state):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.currentIndexChanged.connect(self._filter)
        self.search.textChanged.connect(self._filter)
        self.count = QLabel()
        parts = self.search, self.role, self.state, self.count
        across(*parts, 1, margins=0, into=self)

    def show_count(self, shown: int, total: int) -> None:
        words = QT_TR_NOOP("1 run") if total == 1 else QT_TR_NOOP("{total} runs")
        if shown < total:
            words = QT_TR_NOOP("{shown} of {total} runs")
        self.count.setText(tr(words, shown=shown, total=total))

    def _filter(self) -> None:
        texts = self.search.text(), self.role.currentData(), self.state.currentData()
        self.filtered.emit(Only(*texts))


class RunsTable(RowView):
    """The rows of a `RunsModel`."""

    chosen = Signal(list)  # list of Summary: other runs are selected, from the top down
    _resetting = True  # Qt asks already while the view is made

    def __init__(self, model: RunsModel) -> None:
        super().__init__(model, tr("Runs"))
        self._runs = model
        self._emitted: list[Summary] = []
        self._resetting = False
        # Held: else any thread that draws may tidy it up.
        self._header = header = self.horizontalHeader()
        header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        for number, column in enumerate(model.columns):
            if column.width:
                self.setColumnWidth(number, column.width)
        header.setMinimumSectionSize(40)

    @property
    def selected(self) -> list[Summary]:
        """The runs selected, from the top down."""
        return [self._runs.row_at(row) for row in self.selected_rows()]

    def _emit_chosen(self) -> None:
        if self._resetting:
            return
        index, chosen = self.currentIndex(), self.selected
        if index.isValid():
            self._current = int(self._runs.ids(np.array([index.row()]))[0])
        if chosen != self._emitted:
            self._emitted = chosen
            self.chosen.emit(chosen)

    def _before_reset(self) -> None:
        super()._before_reset()
        self._resetting = True

    def _after_reset(self) -> None:
        self.clearSpans()
        first = COLUMNS.index(PROBLEM)
        for row, found in enumerate(self._runs.shown):
            if found.problem:
                self.setSpan(row, first, 1, len(COLUMNS) - first)
        super()._after_reset()
        self._resetting = False
        self._emit_chosen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give names and backbones the width that the other columns leave."""
        super().resizeEvent(event)
        backbone = COLUMNS.index("backbone")
        others = sum(self.columnWidth(n) for n in range(1, len(COLUMNS)) if n != backbone)
        free = self.viewport().width() - others
        wide = min(max(self._runs.columns[backbone].width, free - LEAST_NAME - 40), MOST_BACKBONE)
        self.setColumnWidth(backbone, wide)
        self.setColumnWidth(0, max(LEAST_NAME, free - wide))
