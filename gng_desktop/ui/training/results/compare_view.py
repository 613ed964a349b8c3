"""Two or more runs side by side: curves, figures with intervals, what differs in their making."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QScrollArea,
    QTabWidget,
    QWidget,
)

from gng_desktop.core.text import visible
from gng_desktop.ui.kit.language import QT_TR_NOOP, tr
from gng_desktop.ui.kit.layouts import across, down, page
from gng_desktop.ui.kit.tabs import flatten
from gng_desktop.ui.kit.widgets import Panel, button, heading, named, paragraph, say
from gng_desktop.ui.kit.workers import JobRunner
from gng_desktop.ui.training.curves_view import CurvesFigure
from gng_desktop.ui.training.read_table import ReadTable, Text
from gng_desktop.ui.training.results import jobs
from gng_desktop.ui.training.words import GROUPS, LOGGED, figure_name, interval_text, known

if TYPE_CHECKING:
    from gng_desktop.runs.comparison import ComparedFigure, Comparison
    from gng_desktop.runs.history import Summary

MARGINS = (4, 6, 0, 0)
VERDICTS = {
    "higher": QT_TR_NOOP("▲ higher"),
    "lower": QT_TR_NOOP("▼ lower"),
    "inside the intervals": QT_TR_NOOP("≈ within the intervals"),
}
HINT = QT_TR_NOOP(
    "The test images that most of these runs get wrong, and where each run looks: Grad-CAM and "
    "the attention of its last feature map. It takes a minute or more."
)


class CompareView(QWidget):
    """A comparison, read off the GUI thread; one run is what the others are held against."""

    # Comparison, Path: the comparison is to be written into a folder
    export_asked = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.runner = JobRunner(self)
        self.found: Comparison | None = None
        self.folders: list[Path] = []
        self.title = heading("", 1.2)
        self.first = QComboBox()
        self.first.activated.connect(self._compare)
        tip = tr("Write tables and curves into a folder")
        self.export = button(tr("Export the comparison…"), tip, do=self._ask_folder)
        self.notes = paragraph()
        self.tabs = QTabWidget()
        flatten(self.tabs, tr("About the comparison"))
        self.curves = CurvesFigure()
        self.only_apart = QCheckBox(tr("Only where the intervals do not overlap"))
        self.only_apart.toggled.connect(self._show_figures)
        self.count = QLabel()
        self.figures = ReadTable(tr("Figures side by side"), texts=2, widest=260)
        self.recipe = ReadTable(tr("What differs in the recipes"), texts=9, widest=340)
        self.around = ReadTable(tr("What differs in data and program"), texts=9, widest=340)
        self.matrix = MatrixView()
        self._build()

    def _build(self) -> None:
        top = across(self.title, 1, named(tr("Compared with"), self.first), self.first, self.export)
        curves = Panel(tr("Learning curves"), top=6)
        curves.add(self.curves, 1)
        self.tabs.addTab(curves, tr("Curves"))
        count = across((self.count, 1), self.only_apart)
        self.tabs.addTab(page(count, (self.figures, 1), margins=MARGINS), tr("Figures"))
        self.tabs.addTab(page(self.recipe, margins=MARGINS), tr("Recipe"))
        self.tabs.addTab(page(self.around, margins=MARGINS), tr("Data and program"))
        self.tabs.addTab(self.matrix, tr("Mistakes"))
        down(top, self.notes, (self.tabs, 1), into=self, margins=0)

    def show_runs(self, runs: Sequence[Summary]) -> None:
        """Compare two or more runs that are not damaged."""
        before = self.first.currentData()
        self.folders = [found.folder for found in runs]
        self.matrix.show_picture(None)
        with QSignalBlocker(self.first):
            self.first.clear()
            for found in runs:
                self.first.addItem(visible(found.name), found.folder)
            self.first.setCurrentIndex(max(0, self.first.findData(before)))
        self.title.setText(tr("{count} runs compared", count=len(runs)))
        self._compare()

    def forget(self) -> None:
        self.found = None
        self.runner.cancel()

    def _compare(self) -> None:
        first: Path = self.first.currentData()
        ordered = [first, *(folder for folder in self.folders if folder != first)]
        self.export.setEnabled(False)
        work = jobs.comparison(ordered)
        self.runner.start(work, tr("The comparison"), self._on_found)

    def _on_found(self, found: Comparison) -> None:
        self.found = found
        self.export.setEnabled(True)
        say(self.notes, "\n".join(f"⚠  {note}" for note in found.notes))
        self.curves.show_curves({known(LOGGED, n): lines for n, lines in found.curves.items()})
        self._show_figures()
        none = tr("Nothing differs.")
        for table, rows in ((self.recipe, found.recipe), (self.around, found.circumstances)):
            head = [tr("Entry"), *found.names] if rows else [none]
            table.texts = len(head)
            table.fill(
                head,
                [[r.key, *(Text(v, bold=v != r.values[0]) for v in r.values)] for r in rows],
            )

    def _show_figures(self) -> None:
        found = self.found
        if found is None:
            return
        apart = [row for row in found.figures if {"higher", "lower"} & set(row.verdicts)]
        held = sum(any(row.verdicts) for row in found.figures)
        self.count.setText(
            tr(
                "{apart} of {held} figures lie outside each other's intervals; where intervals "
                "overlap, no difference is shown.",
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


class MatrixView(QWidget):
    """A button, and the picture once it is drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.button = button(tr("Draw the matrix"))
        self.words = paragraph(tr(HINT))
        self.picture = QLabel()
        self.picture.setAccessibleName(tr("Matrix of misclassified images"))
        area = QScrollArea()
        area.setWidget(self.picture)
        area.setWidgetResizable(True)
        down(self.words, self.button, (area, 1), into=self, margins=MARGINS)

    def show_picture(self, path: Path | None) -> None:
        """Show the picture of a file; None forgets the one shown."""
        self.picture.setPixmap(QPixmap() if path is None else QPixmap(str(path)))
        self.words.setText(tr(HINT) if path is None else tr("Saved as {path}", path=path))


def _cells(row: ComparedFigure) -> list[str | Text]:
    cells: list[str | Text] = [figure_name(row.words)]
    for figure, verdict in zip(row.figures, row.verdicts, strict=True):
        words = tr(VERDICTS[verdict]) if verdict else ""
        apart = verdict in ("higher", "lower")
        cells.append(Text(interval_text(figure) if figure else "—", words, bold=apart))
    return cells
