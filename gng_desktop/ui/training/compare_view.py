"""Two or more runs side by side: curves, figures with intervals, what differs in their making."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from gng_desktop.core.text import visible
from gng_desktop.ui.language import QT_TR_NOOP, tr
from gng_desktop.ui.panels.panel import Panel, paragraph
from gng_desktop.ui.style import emphasise
from gng_desktop.ui.training import results_jobs
from gng_desktop.ui.training.curve_plots import CurvePlots
from gng_desktop.ui.training.read_table import ReadTable, Text
from gng_desktop.ui.training.result_words import GROUPS, LOGGED, figure_name, known
from gng_desktop.ui.workers import JobRunner

if TYPE_CHECKING:
    from gng_desktop.training.comparison import ComparedFigure, Comparison, Difference
    from gng_desktop.training.history import Summary

VERDICTS = {
    "higher": QT_TR_NOOP("▲ higher"),
    "lower": QT_TR_NOOP("▼ lower"),
    "inside the intervals": QT_TR_NOOP("≈ within the intervals"),
}


class CompareView(QWidget):
    """A comparison, read off the GUI thread; one run is what the others are held against.

    Signals
    -------
    export_asked : Comparison, Path
        The comparison is to be written into a folder.
    """

    export_asked = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.runner = JobRunner(self)
        self.found: Comparison | None = None
        self._folders: list[Path] = []
        self.title = QLabel()
        emphasise(self.title, 1.2)
        self.first = QComboBox()
        self.first.setAccessibleName(tr("Held against"))
        self.first.activated.connect(self._compare)
        self.export = QPushButton(tr("Export the comparison…"))
        self.export.setToolTip(tr("Write tables and curves into a folder"))
        self.export.clicked.connect(self._ask_folder)
        self.notes = paragraph()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setAccessibleName(tr("About the comparison"))
        self.plots = CurvePlots()
        self.only_apart = QCheckBox(tr("Only where the intervals are apart"))
        self.only_apart.toggled.connect(self._show_figures)
        self.count = QLabel()
        self.figures = ReadTable(tr("Figures side by side"), texts=2, widest=260)
        self.recipe = ReadTable(tr("What differs in the recipes"), texts=9, widest=340)
        self.around = ReadTable(tr("What differs in data and program"), texts=9, widest=340)
        self._build()

    def _build(self) -> None:
        top = QHBoxLayout()
        label = QLabel(tr("Held against"))
        label.setBuddy(self.first)
        top.addWidget(self.title)
        top.addStretch(1)
        top.addWidget(label)
        top.addWidget(self.first)
        top.addWidget(self.export)
        curves = Panel(tr("Learning curves"), top=6)
        curves.column.addWidget(self.plots)
        curves.column.addStretch(1)
        figures = QWidget()
        column = QVBoxLayout(figures)
        column.setContentsMargins(4, 6, 0, 0)
        line = QHBoxLayout()
        line.addWidget(self.count, 1)
        line.addWidget(self.only_apart)
        column.addLayout(line)
        column.addWidget(self.figures, 1)
        self.tabs.addTab(curves, tr("Curves"))
        self.tabs.addTab(figures, tr("Figures"))
        for words, table in ((tr("Recipe"), self.recipe), (tr("Data and program"), self.around)):
            page = QWidget()
            column = QVBoxLayout(page)
            column.setContentsMargins(4, 6, 0, 0)
            column.addWidget(table)
            self.tabs.addTab(page, words)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(top)
        layout.addWidget(self.notes)
        layout.addWidget(self.tabs, 1)

    def show_runs(self, runs: Sequence[Summary]) -> None:
        """Compare two or more runs that are not damaged."""
        before = self.first.currentData()
        self._folders = [found.folder for found in runs]
        with QSignalBlocker(self.first):
            self.first.clear()
            for found in runs:
                self.first.addItem(visible(found.name), found.folder)
            self.first.setCurrentIndex(max(0, self.first.findData(before)))
        self.title.setText(tr("{count} runs compared", count=len(runs)))
        self._compare()

    def forget(self) -> None:
        """Compare nothing any more."""
        self.found = None
        self.runner.cancel()

    def _compare(self) -> None:
        first: Path = self.first.currentData()
        ordered = [first, *(folder for folder in self._folders if folder != first)]
        self.export.setEnabled(False)
        work = results_jobs.comparison(ordered)
        self.runner.start(work, tr("The comparison"), self._on_found)

    def _on_found(self, found: Comparison) -> None:
        self.found = found
        self.export.setEnabled(True)
        self.notes.setText("\n".join(f"⚠  {note}" for note in found.notes))
        self.notes.setVisible(bool(found.notes))
        curves = [(known(LOGGED, name), lines) for name, lines in found.curves.items()]
        self.plots.show_plots(curves)
        self._show_figures()
        none = tr("Nothing differs.")
        for table, rows in ((self.recipe, found.recipe), (self.around, found.circumstances)):
            head = [tr("Entry"), *found.names] if rows else [none]
            table.texts = len(head)
            table.fill(head, [_differing(row) for row in rows])

    def _show_figures(self) -> None:
        found = self.found
        if found is None:
            return
        apart = [row for row in found.figures if {"higher", "lower"} & set(row.verdicts)]
        held = sum(any(row.verdicts) for row in found.figures)
        self.count.setText(
            tr(
                "{apart} of {held} figures lie outside each other's intervals; within them no "
                "difference is shown.",
                apart=len(apart),
                held=held,
            )
        )
        rows, before = [], ""
        for row in apart if self.only_apart.isChecked() else found.figures:
            group = known(GROUPS, row.group)
            rows.append([Text(group if row.group != before else "", bold=True), *_cells(row)])
            before = row.group
        head = [tr("Test images"), tr("Figure"), *found.names]
        self.figures.fill(head, rows)

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Export the comparison"))
        if chosen and self.found is not None:
            self.export_asked.emit(self.found, Path(chosen))


def _cells(row: ComparedFigure) -> list[str | Text]:
    cells: list[str | Text] = [figure_name(row.words)]
    for figure, verdict in zip(row.figures, row.verdicts, strict=True):
        words = tr(VERDICTS[verdict]) if verdict else ""
        apart = verdict in ("higher", "lower")
        cells.append(Text(figure.text() if figure else "—", words, bold=apart))
    return cells


def _differing(row: Difference) -> list[str | Text]:
    first = row.values[0]
    return [row.key, *(Text(value, bold=value != first) for value in row.values)]
