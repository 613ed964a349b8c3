"""The runs of a folder as a table, and the line above it that says which of them are shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from gng_desktop.core.text import visible
from gng_desktop.ui.kit.language import QT_TR_NOOP, number, tr
from gng_desktop.ui.kit.layouts import across
from gng_desktop.ui.kit.plain import tip
from gng_desktop.ui.kit.row_model import Column, Index, RowModel
from gng_desktop.ui.kit.row_store import Ids
from gng_desktop.ui.kit.row_table import RowView, search_field
from gng_desktop.ui.kit.widgets import chooser
from gng_desktop.ui.training.words import (
    MODEL_WORDS,
    RUN_STATES,
    SHORT_ROLES,
    STATE_TIPS,
    day,
    duration,
    figure_text,
    known,
    moment,
    run_icon,
)

if TYPE_CHECKING:
    from gng_desktop.runs.history import Summary


def _figure_key(found: Summary) -> Any:
    # Figures of one kind together: an AUC says nothing against a pixel accuracy.
    first = found.figures[0] if found.figures else None
    return (first.name, first.value or 0.0) if first else None


def _epochs(found: Summary) -> str:
    return f"{found.epochs} / {found.most_epochs}" if found.most_epochs else f"{found.epochs}"


_COLUMNS = (
    Column(
        "name",
        QT_TR_NOOP("Run"),
        lambda found: visible(found.name),
        tip=QT_TR_NOOP("✓ marks the runs the models in use were made from"),
        value=lambda found: found.name.lower(),
    ),
    Column("role", QT_TR_NOOP("Role"), lambda found: known(SHORT_ROLES, found.role), width=128),
    Column("backbone", QT_TR_NOOP("Backbone"), lambda found: found.backbone, width=150),
    Column(
        "transfer",
        QT_TR_NOOP("Transfer"),
        lambda found: found.transfer,
        tip=QT_TR_NOOP("Which segmenter weights it started from"),
        width=58,
    ),
    Column("state", QT_TR_NOOP("State"), lambda found: tr(RUN_STATES[found.state]), width=102),
    Column(
        "epochs",
        QT_TR_NOOP("Epochs"),
        _epochs,
        True,
        QT_TR_NOOP("Finished epochs, out of the maximum"),
        58,
        value=lambda found: found.epochs,
    ),
    Column(
        "best",
        QT_TR_NOOP("Best"),
        lambda found: "" if found.best_epoch is None else f"{found.best_epoch}",
        True,
        QT_TR_NOOP("The epoch whose weights are kept"),
        42,
        value=lambda found: found.best_epoch,
    ),
    Column(
        "loss",
        QT_TR_NOOP("Val. loss"),
        lambda found: "" if found.val_loss is None else number(found.val_loss, ".4f"),
        True,
        QT_TR_NOOP("Loss of the best epoch on the validation images"),
        66,
        value=lambda found: found.val_loss,
    ),
    Column(
        "figure",
        QT_TR_NOOP("Test figure [95 %]"),
        lambda found: figure_text(found.figures[0]) if found.figures else "",
        True,
        QT_TR_NOOP(
            "On the test images of the training sources: the AUC of a classifier, the pixel "
            "accuracy of a segmenter"
        ),
        228,
        value=_figure_key,
    ),
    Column(
        "seconds",
        QT_TR_NOOP("Time"),
        lambda found: duration(found.seconds) if found.seconds else "",
        True,
        QT_TR_NOOP("Wall time of all epochs"),
        72,
        value=lambda found: found.seconds,
    ),
    Column(
        "ended",
        QT_TR_NOOP("Date"),
        lambda found: day(found.ended),
        True,
        QT_TR_NOOP("When its last epoch ended"),
        80,
        value=lambda found: found.ended,
    ),
)
COLUMNS = tuple(column.key for column in _COLUMNS)
PROBLEM = "epochs"
"""From here on the row of a damaged run says what is wrong with it."""
LEAST_NAME, MOST_BACKBONE = 150, 190
"""The name takes the width that is left, px."""


@dataclass(frozen=True)
class Filter:
    """Which runs are shown: a part of what they say, a role, a state; "" for any."""

    text: str = ""
    role: str = ""
    state: str = ""

    def passes(self, found: Summary) -> bool:
        if (self.role and found.role != self.role) or (self.state and found.state != self.state):
            return False
        searched = " ".join((found.name, found.backbone, found.transfer, found.role))
        return all(word in searched.lower() for word in self.text.lower().split())


class RunsModel(RowModel):
    """A row for each run that passes the filter; a run's id is that of its folder."""

    def __init__(self) -> None:
        super().__init__([self._translated(column) for column in _COLUMNS])
        self.runs: tuple[Summary, ...] = ()
        self.rows: list[Summary] = []
        self.used: frozenset[Path] = frozenset()
        self.filter = Filter()
        self.sort_key = "name"
        self._ids: dict[Path, int] = {}
        self.modelReset.connect(self.changed)

    def _translated(self, column: Column) -> Column:
        return replace(
            column,
            title=tr(column.title),
            tip=tr(column.tip) if column.tip else "",
            words=partial(self._words, column),
            bold=(lambda found: found.folder in self.used) if column.key == "name" else None,
            icon=self._icon if column.key == "state" else None,
        )

    @property
    def shown(self) -> list[Summary]:
        """The runs shown, from the top."""
        return [self.rows[i] for i in self._shown.tolist()]

    def _words(self, column: Column, found: Summary) -> str:
        if found.problem and column.key not in ("name", "state"):
            return found.problem if column.key == PROBLEM else ""
        mark = "✓ " if column.key == "name" and found.folder in self.used else ""
        return mark + column.words(found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what the column says; the problem of a damaged run begins at the left."""
        found = super().data(index, role)
        aligned = role == Qt.ItemDataRole.TextAlignmentRole and index.isValid()
        if aligned and self.row_at(index.row()).problem:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return found

    def spoken(self, row: Summary, column: Column) -> str:
        if column.key != "name":
            return column.words(row)
        used = tr("in use") if row.folder in self.used else ""
        return ", ".join(filter(None, (row.name, used, row.problem or tr(RUN_STATES[row.state]))))

    def tip(self, row: Summary, column: Column) -> str:
        lines = [str(row.folder), row.problem or tr(STATE_TIPS[row.state])]
        if row.folder in self.used:
            role = known(MODEL_WORDS, row.role)
            lines.append(tr("The {role} in use was made from this run.", role=role))
        if row.ended is not None:
            lines.append(tr("Ended {time}", time=moment(row.ended)))
        return tip(*lines, *map(figure_text, row.figures))

    def _icon(self, found: Summary) -> QIcon:
        return self.icon_of(found.state, run_icon)

    # -- what is shown ----------------------------------------------------------------------

    def passing(self, start: int = 0) -> Ids:
        shown = [self._ids[found.folder] for found in self.runs if self.filter.passes(found)]
        return np.array(shown, np.intp)

    def value(self, row: Summary, column: Column) -> Any:
        damaged = row.problem and column.key not in ("name", "state")
        return None if damaged else super().value(row, column)

    def sort_by(self, key: str, descending: bool = False) -> None:
        super().sort_by(key or "name", descending)

    def set_runs(self, runs: Sequence[Summary]) -> None:
        self.runs = tuple(sorted(runs, key=lambda found: found.name))
        for found in self.runs:
            i = self._ids.setdefault(found.folder, len(self.rows))
            self.rows[i : i + 1] = [found]
        self.reset_order()

    def set_used(self, folders: frozenset[Path]) -> None:
        """Mark the runs in these folders as those of which the models in use were made."""
        if folders != self.used:
            self.used = folders
            self.reset_order()

    def set_filter(self, only: Filter) -> None:
        if only != self.filter:
            self.filter = only
            self.reset_order()


class FilterBar(QWidget):
    """A field for text, a role, a state, and how many runs are shown; `filtered` tells `Filter`."""

    filtered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.search = search_field(
            tr("Filter by name, backbone or transfer"), tr("Filter the runs")
        )
        self.search.setMinimumWidth(240)
        self.search.setMaximumWidth(300)
        self.role = chooser(tr("Role"), {"": QT_TR_NOOP("All roles"), **SHORT_ROLES})
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
        self.filtered.emit(Filter(*texts))


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
        for n, column in enumerate(model.columns):
            if column.width:
                self.setColumnWidth(n, column.width)
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
