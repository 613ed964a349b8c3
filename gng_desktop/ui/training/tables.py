"""Tables of what an index lists, and of the classes its masks hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
)

from gng_desktop.ui.language import tr
from gng_desktop.ui.training.finding_words import LABEL_WORDS

if TYPE_CHECKING:
    from gng_desktop.datasets.census import Count


class FactTable(QTableWidget):
    """A table to read, as high as its rows need.

    Parameters
    ----------
    name : str
        What it tells.
    texts : int
        So many columns hold words, the others numbers.
    most : int
        Rows shown without scrolling.
    """

    def __init__(self, name: str, texts: int = 1, most: int = 9) -> None:
        super().__init__()
        self.texts, self._most = texts, most
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().lineSpacing() + 6)
        self.horizontalHeader().setHighlightSections(False)

    def fill(self, head: Sequence[str], rows: Iterable[Sequence[str]], total: bool = False) -> None:
        """Show `rows` of texts under `head`; with `total` the last row is set in bold."""
        lines = list(rows)
        self.clear()
        self.setColumnCount(len(head))
        self.setRowCount(len(lines))
        for column, text in enumerate(head):
            item = QTableWidgetItem(text)
            item.setTextAlignment(self._alignment(column))
            self.setHorizontalHeaderItem(column, item)
        for row, line in enumerate(lines):
            for column, text in enumerate(line):
                item = QTableWidgetItem(text)
                item.setTextAlignment(self._alignment(column))
                if total and row == len(lines) - 1:
                    font = item.font()
                    font.setBold(True)
                    item.setFont(font)
                self.setItem(row, column, item)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(self.texts - 1, QHeaderView.ResizeMode.Stretch)
        shown = min(len(lines), self._most)
        row_height = self.verticalHeader().defaultSectionSize()
        self.setFixedHeight(header.sizeHint().height() + shown * row_height + 4)

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignLeft if column < self.texts else Qt.AlignmentFlag.AlignRight
        return side | Qt.AlignmentFlag.AlignVCenter


def show_counts(table: FactTable, kind: str, counts: Sequence[Count]) -> None:
    """Fill `table` with the images per class, source and split, and their sums."""
    splits = [tr("Training"), tr("Validation"), tr("Test"), tr("All")]
    head = [tr("Source"), tr("Class"), *splits] if kind == "faces" else [tr("Label set"), *splits]
    rows = [
        [
            count.source,
            *([tr(LABEL_WORDS[count.label])] if kind == "faces" else []),
            *(f"{n:,}" for n in (*count.splits, sum(count.splits))),
        ]
        for count in counts
    ]
    sums = [sum(count.splits[i] for count in counts) for i in range(3)]
    rows.append(
        [tr("All"), *([""] if kind == "faces" else []), *(f"{n:,}" for n in (*sums, sum(sums)))]
    )
    table.texts = 2 if kind == "faces" else 1
    table.fill(head, rows, total=True)


def show_classes(
    table: FactTable, colours: Mapping[str, QColor], found: Mapping[str, tuple[int, float]]
) -> None:
    """Fill `table` with the classes: colour, masks that hold each, and share of the pixels.

    Parameters
    ----------
    table : FactTable
    colours : mapping of str to QColor
        By class.
    found : mapping of str to (int, float)
        As `gng_desktop.ui.training.data_jobs.Checked.classes`; empty while it is not known.
    """
    names = [*colours, *(name for name in found if name not in colours)]
    rows = []
    for name in names:
        masks, share = found.get(name, (0, 0.0))
        figures = [f"{masks:,}", tr("{share:.2f} %", share=100 * share)] if found else ["…", "…"]
        rows.append([tr(name), *figures])
    table.fill([tr("Class"), tr("Masks"), tr("Pixels")], rows)
    for row, name in enumerate(names):
        item = table.item(row, 0)
        if item is not None and name in colours:
            swatch = QPixmap(12, 12)
            swatch.fill(colours[name])
            item.setIcon(QIcon(swatch))
