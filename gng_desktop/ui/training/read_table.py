"""A table to read: texts, some of them bold, and below a text in grey what it is held against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from gng_desktop.core.text import visible
from gng_desktop.ui.kit.plain import copy_text, tip
from gng_desktop.ui.kit.row_table import whole_rows
from gng_desktop.ui.training.words import share

_BELOW = Qt.ItemDataRole.UserRole
SMALL, SPACE = 0.88, 6


@dataclass(frozen=True)
class Text:
    """What a cell says; `below` stands under it, small and grey."""

    text: str
    below: str = ""
    bold: bool = False


Row = list[str | Text]


def share_cell(value: float | None, ends: Sequence[float] | None, note: str = "") -> Text:
    """Return a share as percent, below it `note` or its interval; a dash where it is not known."""
    if value is None:
        return Text("—")
    low_high = " – ".join(map(share, ends or ()))
    return Text(share(value), note or low_high)


class ReadTable(QTableWidget):
    """Rows of texts; Ctrl+C copies what is selected, tab by tab.

    The first `texts` columns hold words, the others figures; none begins wider than `widest` px.
    It is as high as `most` rows at most; 0: as there is room.
    """

    def __init__(self, name: str, texts: int = 1, widest: int = 420, most: int = 0) -> None:
        super().__init__()
        self.texts, self._widest, self._most = texts, widest, most
        whole_rows(self, name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_TwoLines(self))

    def fill(self, head: Sequence[str], rows: Sequence[Sequence[str | Text]]) -> None:
        """Show `rows` under `head`, from the top."""
        self.clear()
        self.setColumnCount(len(head))
        self.setRowCount(len(rows))
        self.setHorizontalHeaderLabels(list(head))
        for column in range(len(head)):
            title = self.horizontalHeaderItem(column)
            assert title is not None
            title.setTextAlignment(self._alignment(column))
        double = False
        for row, line in enumerate(rows):
            for column, cell in enumerate(line):
                text = cell if isinstance(cell, Text) else Text(cell)
                self.setItem(row, column, self._item(text, column))
                double |= bool(text.below)
        line_height = self.fontMetrics().lineSpacing()
        height = line_height + SPACE + round(SMALL * line_height) * double
        self.verticalHeader().setDefaultSectionSize(height)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.resizeColumnsToContents()
        for column in range(len(head)):
            if self.columnWidth(column) > self._widest:
                self.setColumnWidth(column, self._widest)
        header.setStretchLastSection(self.texts == len(head))
        self.scrollToTop()
        if self._most:
            header.setSectionResizeMode(self.texts - 1, QHeaderView.ResizeMode.Stretch)
            self.setFixedHeight(
                header.sizeHint().height() + min(len(rows), self._most) * height + 4
            )

    def _item(self, text: Text, column: int) -> QTableWidgetItem:
        item = QTableWidgetItem(visible(text.text, breaks=True))
        item.setTextAlignment(self._alignment(column))
        item.setData(_BELOW, text.below)
        item.setToolTip(tip(text.text))
        if text.below:
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{text.text}, {text.below}")
        if text.bold:
            font = QFont()
            font.setBold(True)
            item.setFont(font)
        return item

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignLeft if column < self.texts else Qt.AlignmentFlag.AlignRight
        return side | Qt.AlignmentFlag.AlignVCenter

    def text(self, row: int, column: int) -> str:
        item = self.item(row, column)
        return item.text() if item is not None else ""

    def fit_height(self) -> None:
        """Be as high as all rows need: what is around scrolls."""
        rows = self.rowCount() * self.verticalHeader().defaultSectionSize()
        head = self.horizontalHeader().sizeHint().height()
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(head + rows + bar + 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not event.matches(QKeySequence.StandardKey.Copy):
            super().keyPressEvent(event)
            return
        rows = sorted({index.row() for index in self.selectedIndexes()})
        columns = range(self.columnCount())
        lines = ["\t".join(self.text(row, column) for column in columns) for row in rows]
        copy_text("\n".join(lines))


class _TwoLines(QStyledItemDelegate):
    """Paints a text and, small and grey below it, another."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        below = index.data(_BELOW)
        if not below:
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        option.text = ""  # type: ignore[attr-defined]
        widget: QWidget | None = option.widget  # type: ignore[attr-defined]
        style = widget.style() if widget is not None else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, widget)
        palette: QPalette = option.palette  # type: ignore[attr-defined]
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        room = QRectF(option.rect).adjusted(4, SPACE / 2, -4, -SPACE / 2)  # type: ignore[attr-defined]
        font: QFont = option.font  # type: ignore[attr-defined]
        side = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole))
        side &= Qt.AlignmentFlag.AlignHorizontal_Mask
        small = QFont(font)
        small.setBold(False)
        small.setPointSizeF(font.pointSizeF() * SMALL)
        painter.save()
        for words, place, face, brush in (
            (index.data(), Qt.AlignmentFlag.AlignTop, font, palette.text()),
            (below, Qt.AlignmentFlag.AlignBottom, small, palette.placeholderText()),
        ):
            painter.setFont(face)
            painter.setPen((palette.highlightedText() if chosen else brush).color())
            painter.drawText(room, side | place, words)
        painter.restore()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return room for the wider of both texts."""
        size = super().sizeHint(option, index)
        below = index.data(_BELOW)
        if below:
            width = option.fontMetrics.horizontalAdvance(below)  # type: ignore[attr-defined]
            size.setWidth(max(size.width(), width) + 10)
        return size
