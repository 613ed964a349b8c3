"""The metadata of one file as a table that can be searched and copied from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHeaderView, QLabel, QMenu, QWidget

from gng_desktop.core.text import visible
from gng_desktop.provenance.fields import WITHHELD
from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.layouts import down
from gng_desktop.ui.kit.plain import copy_text
from gng_desktop.ui.kit.row_model import Column, RowModel
from gng_desktop.ui.kit.row_table import RowView, rows_text, search_field
from gng_desktop.ui.kit.widgets import ReadText, fainter

if TYPE_CHECKING:
    from gng_desktop.provenance.fields import Row

HEIGHT = 250
NAME_WIDTH, SOURCE_WIDTH = 0.3, 0.3
"""Shares of the table's width; the value takes the rest."""


class MetadataView(RowView):
    """Rows that are chosen whole; Ctrl+C and a menu copy from them."""

    def __init__(self, model: RowModel) -> None:
        super().__init__(model, tr("Metadata"))
        self.setSortingEnabled(True)
        self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.setFixedHeight(HEIGHT)
        header = self.horizontalHeader()
        header.setMinimumSectionSize(40)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        width = self.sizeHint().width()
        header.resizeSection(0, round(NAME_WIDTH * width))
        header.resizeSection(2, round(SOURCE_WIDTH * width))

    def sizeHint(self) -> QSize:
        return QSize(330, HEIGHT)

    def copy_value(self) -> None:
        if (current := self.current_row()) is not None:
            copy_text(current.value)

    def copy_rows(self) -> None:
        """Copy the rows selected, tabs between group, name, value and source."""
        self._copy(self.selected_rows())

    def copy_all(self) -> None:
        self._copy(range(self._model.rowCount()))

    def _copy(self, numbers: Iterable[int]) -> None:
        rows = (self._model.row_at(n) for n in numbers)
        lines = ["\t".join((row.group, row.name, row.value, row.source)) for row in rows]
        if lines:
            copy_text("\n".join(lines))

    def menu(self) -> QMenu:
        menu = super().menu()
        value = menu.addAction(tr("Copy value"), self.copy_value)
        several = len(self.selected_rows()) > 1
        rows = menu.addAction(tr("Copy rows") if several else tr("Copy row"), self.copy_rows)
        menu.addAction(tr("Copy all"), self.copy_all)
        for action in (value, rows):
            action.setEnabled(self.current_row() is not None)
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu().popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy with Ctrl+C: the value of one row, or several rows whole."""
        if not event.matches(QKeySequence.StandardKey.Copy):
            super().keyPressEvent(event)
        elif len(self.selected_rows()) > 1:
            self.copy_rows()
        else:
            self.copy_value()


class MetadataTable(QWidget):
    """A search field, the table, and the current row in full."""

    def __init__(self) -> None:
        super().__init__()
        name = Column("name", tr("Name"), lambda row: visible(row.name, breaks=True))
        value = Column("value", tr("Value"), lambda row: visible(_value(row), breaks=True))
        source = Column("source", tr("Source"), lambda row: visible(row.source, breaks=True))
        self.model = RowModel([name, value, source])
        hint = tr("Search names, values and sources…")
        self.search = search_field(hint, tr("Search the metadata"))
        self.search.textChanged.connect(self._search)
        self.count = fainter(QLabel())
        self.view = MetadataView(self.model)
        self.detail = ReadText(tr("The selected row in full"))
        self.view.selectionModel().currentRowChanged.connect(self._show_detail)
        parts = self.search, self.view, self.count, self.detail
        down(*parts, into=self, spacing=4, margins=0)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; what is searched for stays."""
        self.model.set_rows(rows)
        self._show_count()

    def _search(self, text: str) -> None:
        text = text.casefold()
        cells = [column.words for column in self.model.columns]
        self.model.passes = lambda row: any(text in words(row).casefold() for words in cells)
        self.model.reorder()
        self._show_count()

    def _show_count(self) -> None:
        self.count.setText(rows_text(self.model.rowCount(), len(self.model.rows)))
        self._show_detail()

    def _show_detail(self) -> None:
        row = self.view.current_row()
        self.detail.setVisible(row is not None)
        if row is not None:
            self.detail.show_text(f"{row.name}\n{_value(row)}\n{row.source}")


def _value(row: Row) -> str:
    # Only where the program put it: what a file says is never translated.
    return tr(WITHHELD) if row.gps and row.value == WITHHELD else row.value
