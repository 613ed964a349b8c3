"""The metadata of one file as a table that can be searched and copied from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from gng_desktop.core.text import visible
from gng_desktop.imaging.provenance.fields import WITHHELD
from gng_desktop.ui.language import QT_TR_NOOP, tr
from gng_desktop.ui.panels.read_text import ReadText
from gng_desktop.ui.plain import tip

if TYPE_CHECKING:
    from gng_desktop.imaging.provenance.fields import Row

COLUMNS = (QT_TR_NOOP("Name"), QT_TR_NOOP("Value"), QT_TR_NOOP("Source"))
HEIGHT = 250
NAME_WIDTH, SOURCE_WIDTH = 0.34, 0.24
"""Shares of the table's width; the value takes the rest."""

Index = QModelIndex | QPersistentModelIndex


class MetadataModel(QAbstractTableModel):
    """Name, value and source of each row; every cell is plain text."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[Row] = ()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, also as its tooltip."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return visible(cells(row)[index.column()], breaks=True)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(*cells(row)[index.column()].splitlines())
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the name of a column."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return tr(COLUMNS[section])
        return None


class MetadataView(QTableView):
    """Rows that are chosen whole; Ctrl+C and a menu copy from them.

    Parameters
    ----------
    model : QSortFilterProxyModel
        Over a `MetadataModel`.
    """

    def __init__(self, model: QSortFilterProxyModel) -> None:
        super().__init__()
        self._proxy = model
        self.setModel(model)
        self.setAccessibleName(tr("Metadata"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSortingEnabled(True)
        self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFixedHeight(HEIGHT)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 6)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(40)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        width = self.sizeHint().width()
        header.resizeSection(0, round(NAME_WIDTH * width))
        header.resizeSection(2, round(SOURCE_WIDTH * width))

    def sizeHint(self) -> QSize:
        """Ask for the width of the panels at the window's side."""
        return QSize(330, HEIGHT)

    def chosen(self) -> list[Row]:
        """Return the rows selected, in the order shown."""
        indexes = self.selectionModel().selectedRows()
        return [self._row(number) for number in sorted(index.row() for index in indexes)]

    def current(self) -> Row | None:
        """Return the current row."""
        index = self.currentIndex()
        return self._row(index.row()) if index.isValid() else None

    def copy_value(self) -> None:
        """Copy the current row's value."""
        current = self.current()
        if current is not None:
            QGuiApplication.clipboard().setText(current.value)

    def copy_rows(self) -> None:
        """Copy the rows selected, tabs between group, name, value and source."""
        _copy(self.chosen())

    def copy_all(self) -> None:
        """Copy all rows that the search leaves."""
        _copy([self._row(number) for number in range(self._proxy.rowCount())])

    def menu(self) -> QMenu:
        """Return the menu of what can be copied."""
        menu = QMenu(self)
        value = menu.addAction(tr("Copy value"), self.copy_value)
        several = len(self.chosen()) > 1
        rows = menu.addAction(tr("Copy rows") if several else tr("Copy row"), self.copy_rows)
        menu.addAction(tr("Copy all"), self.copy_all)
        for action in (value, rows):
            action.setEnabled(self.current() is not None)
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be copied."""
        menu = self.menu()
        menu.exec(event.globalPos())
        menu.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy with Ctrl+C: the value of one row, or several rows whole."""
        if not event.matches(QKeySequence.StandardKey.Copy):
            super().keyPressEvent(event)
        elif len(self.chosen()) > 1:
            self.copy_rows()
        else:
            self.copy_value()

    def _row(self, number: int) -> Row:
        source: MetadataModel = self._proxy.sourceModel()  # type: ignore[assignment]
        return source.rows[self._proxy.mapToSource(self._proxy.index(number, 0)).row()]


class MetadataTable(QWidget):
    """A search field, the table, and the current row in full."""

    def __init__(self) -> None:
        super().__init__()
        self.model = MetadataModel()
        self.proxy = QSortFilterProxyModel()
        self.proxy.setSourceModel(self.model)
        self.proxy.setFilterKeyColumn(-1)
        self.proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.proxy.setSortCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search names, values and sources…"))
        self.search.setAccessibleName(tr("Search the metadata"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self.search_for)
        self.count = QLabel()
        self.count.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.view = MetadataView(self.proxy)
        self.detail = ReadText(tr("The row chosen, in full"))
        self.view.selectionModel().currentRowChanged.connect(self._show_detail)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for widget in (self.search, self.view, self.count, self.detail):
            layout.addWidget(widget)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; what is searched for stays."""
        self.model.set_rows(rows)
        self._tell()

    def search_for(self, text: str) -> None:
        """Leave the rows that hold `text`, taken literally."""
        self.proxy.setFilterFixedString(text)
        self._tell()

    def _tell(self) -> None:
        shown, total = self.proxy.rowCount(), self.model.rowCount()
        words = (
            tr("1 row")
            if shown == total == 1
            else tr("{count} rows", count=f"{total:,}")
            if shown == total
            else tr("{shown} of {count} rows", shown=f"{shown:,}", count=f"{total:,}")
        )
        self.count.setText(words)
        self._show_detail()

    def _show_detail(self, *_: object) -> None:
        row = self.view.current()
        self.detail.setVisible(row is not None)
        if row is not None:
            name, value, source = cells(row)
            self.detail.show_text(f"{name}\n{value}\n{source}")


def cells(row: Row) -> tuple[str, str, str]:
    """Return the texts of a row's columns; the source tells the group as well."""
    # Only where the program put it: what a file says is never translated.
    value = tr(WITHHELD) if row.gps and row.value == WITHHELD else row.value
    return row.name, value, row.source


def _copy(rows: Sequence[Row]) -> None:
    lines = ("\t".join((row.group, row.name, row.value, row.source)) for row in rows)
    text = "\n".join(lines)
    if text:
        QGuiApplication.clipboard().setText(text)
