"""The tables of thesis and papers, filled from the runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from gng_desktop.ui.kit.language import QT_TR_NOOP, number, tr
from gng_desktop.ui.kit.layouts import across, down
from gng_desktop.ui.kit.widgets import button, named, paragraph, say
from gng_desktop.ui.kit.workers import JobRunner
from gng_desktop.ui.training.read_table import ReadTable, Text
from gng_desktop.ui.training.results import jobs
from gng_desktop.ui.training.results.jobs import ThesisTables
from gng_desktop.ui.training.words import known, with_ends

if TYPE_CHECKING:
    from gng_desktop.runs.table import Cell

TITLES = {
    "4.1": QT_TR_NOOP("Table 4.1: segmenters"),
    "4.2": QT_TR_NOOP("Table 4.2: generators and background"),
    "4.3": QT_TR_NOOP("Table 4.3: transfer strategies"),
    "4.4": QT_TR_NOOP("Table 4.4: training time"),
    "openforensics": QT_TR_NOOP("OpenForensics: Test-Dev and Test-Challenge"),
    "resolution": QT_TR_NOOP("OpenForensics: accuracy by resolution"),
    "perturbations": QT_TR_NOOP("OpenForensics: accuracy by perturbation"),
    "deepfeaturex 1": QT_TR_NOOP("DeepFeatureX Net 1: base models"),
    "deepfeaturex 2": QT_TR_NOOP("DeepFeatureX Net 2: three classes, JPEG"),
    "deepfeaturex 3": QT_TR_NOOP("DeepFeatureX Net 3: generated or real, JPEG"),
    "deepfeaturex 4": QT_TR_NOOP("DeepFeatureX Net 4: generators seen and unseen"),
}
EMPTY = {
    "-": "—",
    "no run": QT_TR_NOOP("no run"),
    "not finished": QT_TR_NOOP("not finished"),
    "not tested": QT_TR_NOOP("not tested"),
    "not measured": QT_TR_NOOP("not measured"),
    "no test images": QT_TR_NOOP("no test images"),
}
HEADS = {
    "backbone": QT_TR_NOOP("Backbone"),
    "run": QT_TR_NOOP("Run"),
    "model": QT_TR_NOOP("Model"),
    "perturbation": QT_TR_NOOP("Perturbation"),
    "parameters": QT_TR_NOOP("Parameters"),
    "pixel accuracy": QT_TR_NOOP("Pixel accuracy"),
    "mean IoU": QT_TR_NOOP("Mean IoU"),
    "generator": QT_TR_NOOP("Generator"),
    "pair": QT_TR_NOOP("Pair"),
    "background": QT_TR_NOOP("Background"),
    "transfer": QT_TR_NOOP("Transfer"),
    "accuracy": QT_TR_NOOP("Accuracy"),
    "precision": QT_TR_NOOP("Precision"),
    "recall": QT_TR_NOOP("Recall"),
    "f1": QT_TR_NOOP("F1"),
    "mcc": QT_TR_NOOP("MCC"),
    "time": QT_TR_NOOP("Time"),
    "best epoch": QT_TR_NOOP("Best epoch"),
}
KINDS = (".csv", ".png", ".tex", ".md")


class TablesView(QWidget):
    """One of the tables: our figure, its interval, and below it the thesis's figure."""

    # Table, Path: the table is to be written as the suffix says
    export_asked = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.runner = JobRunner(self)
        self._found: ThesisTables | None = None
        self.which = QComboBox()
        for table, words in TITLES.items():
            self.which.addItem(tr(words), table)
        self.which.currentIndexChanged.connect(self._show)
        tip = tr("As CSV, picture (PNG), LaTeX or Markdown")
        self.export = button(tr("Export the table…"), tip, do=self._ask_file)
        self.caption, self.left_out = paragraph(), paragraph()
        self.table = ReadTable(tr("Table of the thesis"), widest=300)
        line = across(named(tr("Table"), self.which), self.which, 1, self.export)
        down(line, self.caption, self.left_out, (self.table, 1), into=self, margins=(0, 4, 0, 0))
        self.export.setEnabled(False)
        self.left_out.hide()

    def show_runs(self, folder: Path) -> None:
        self.runner.start(jobs.thesis_tables(folder), tr("The tables"), self._on_found)

    def _on_found(self, found: ThesisTables) -> None:
        self._found = found
        names = ", ".join(found.left_out)
        say(self.left_out, names and tr("⚠  Left out because damaged: {names}", names=names))
        self._show()

    def _show(self) -> None:
        found = self._found.tables.get(self.which.currentData()) if self._found else None
        self.export.setEnabled(found is not None)
        if found is None:
            return
        self.caption.setText(found.caption)
        self.table.texts = len(found.keys)
        rows = []
        for keys, cells in found.rows:
            names: list[str | Text] = [key if key != "-" else "—" for key in keys]
            rows.append([*names, *map(_shown, cells)])
        self.table.fill([known(HEADS, name) for name in found.names], rows)

    def _ask_file(self) -> None:
        assert self._found is not None
        number = self.which.currentData()
        kinds = tr("CSV (*.csv);;Picture (*.png);;LaTeX (*.tex);;Markdown (*.md)").split(";;")
        name = f"table-{number.replace('.', '-').replace(' ', '-')}.csv"
        chosen, kind = QFileDialog.getSaveFileName(
            self, tr("Export the table"), name, ";;".join(kinds)
        )
        if not chosen:
            return
        path = Path(chosen)
        # A kind chosen without typing its suffix; a suffix typed outweighs the kind.
        if path.suffix.lower() not in KINDS:
            chosen_kind = KINDS[kinds.index(kind)] if kind in kinds else KINDS[0]
            path = path.with_name(path.name + chosen_kind)
        self.export_asked.emit(self._found.tables[number], path)


def _shown(cell: Cell) -> Text:
    below = ""
    if cell.thesis is not None:
        own = cell.source == "thesis"
        words = QT_TR_NOOP("thesis {value}") if own else QT_TR_NOOP("paper {value}")
        below = tr(words, value=_text(cell.thesis))
    shown = _text(cell.value)
    if cell.interval:
        low, high = cell.interval
        shown += with_ends(f" [{low:.3f}, {high:.3f}]")
    return Text(tr(EMPTY[shown]) if shown in EMPTY else shown, below)


def _text(value: float | int | str | None) -> str:
    if isinstance(value, float):
        return number(value, ".4f")
    if isinstance(value, int):
        return number(value, ",")
    return value or "—"
