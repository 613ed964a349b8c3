"""The table of a running scan: it follows the newest rows until the analyst looks elsewhere."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from gng_desktop.ui.batch.model import Index, ScanModel
from gng_desktop.ui.batch.rows import COLUMNS, Column
from gng_desktop.ui.language import tr
from gng_desktop.ui.row_table import show_rows

SPACE = 8
"""Within a row, above and below the words, px."""
WIDTHS: dict[Column, int] = {
    "file": 200,
    "face": 56,
    "status": 104,
    "verdict": 108,
    "with_background": 84,
    "without_background": 84,
    "shift": 58,
    "reason": 200,
    "seconds": 66,
}
"""At first, px; the reason takes what is left."""


class ScanTable(QTableView):
    """The rows of a `ScanModel`.

    Signals
    -------
    opened : Path
        Enter or a double click on a row.
    """

    opened = Signal(object)

    def __init__(self, model: ScanModel) -> None:
        super().__init__()
        self._model = model
        self._follows = True
        self._current: int | None = None
        self._scrolled = 0
        self._middle = _MiddleElided(self)
        self.setItemDelegateForColumn(COLUMNS.index("file"), self._middle)
        self.setAccessibleName(tr("Rows of the scan"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        show_rows(self)
        self.setModel(model)
        self._fit_rows()
        header = self.horizontalHeader()
        # A third click brings the order back in which the rows were found.
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        for column, width in WIDTHS.items():
            self.setColumnWidth(COLUMNS.index(column), width)
        header.setSectionResizeMode(COLUMNS.index("reason"), QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(self._open)
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(self._on_scrolled)
        bar.rangeChanged.connect(self._on_longer)
        # Connected after Qt's own: the selection is gone and the rows are laid out by then.
        model.modelAboutToBeReset.connect(self._before_reset)
        model.modelReset.connect(self._after_reset)
        self._actions = self._made_actions()
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)

    def show_faces(self, shown: bool) -> None:
        """Show or hide the column of the faces, which says nothing of whole files."""
        self.setColumnHidden(COLUMNS.index("face"), not shown)

    # -- what can be done with a row --------------------------------------------------------

    def _made_actions(self) -> list[QAction]:
        opening, copying = QAction(tr("&Open in Analyse"), self), QAction(tr("&Copy path"), self)
        opening.triggered.connect(lambda: self._open(self.currentIndex()))
        copying.setShortcut(QKeySequence.StandardKey.Copy)
        copying.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copying.triggered.connect(self._copy)
        self.addAction(copying)
        return [opening, copying]

    def _open(self, index: Index) -> None:
        if index.isValid():
            self.opened.emit(Path(self._model.found_at(index.row()).path))

    def _copy(self) -> None:
        index = self.currentIndex()
        if index.isValid():
            QGuiApplication.clipboard().setText(self._model.found_at(index.row()).path)

    def _show_menu(self, place: QPoint) -> None:
        if self.currentIndex().isValid():
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addActions(self._actions)
            menu.popup(self.viewport().mapToGlobal(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the current row with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: Qt would ask for the name of every row; the filter finds names."""

    # -- following the newest ---------------------------------------------------------------

    @property
    def follows(self) -> bool:
        """Whether the newest row is kept in view."""
        return self._follows and self._model.newest_last

    def _on_scrolled(self, value: int) -> None:
        self._follows = value >= self.verticalScrollBar().maximum()

    def _on_longer(self, low: int, high: int) -> None:
        if self.follows:
            self.verticalScrollBar().setValue(high)

    # -- a new order ------------------------------------------------------------------------

    def _before_reset(self) -> None:
        index = self.currentIndex()
        self._current = self._model.id_at(index.row()) if index.isValid() else None
        self._scrolled = self.verticalScrollBar().value()

    def _after_reset(self) -> None:
        follows = self._follows
        self.updateGeometries()
        row = None
        if self._current is not None and self._current < len(self._model.rows):
            row = self._model.row_of(self._current)
        if row is not None:
            index = self._model.index(row, 0)
            flag = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
        bar = self.verticalScrollBar()
        follows = follows and self._model.newest_last
        bar.setValue(bar.maximum() if follows else self._scrolled)

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


class _MiddleElided(QStyledItemDelegate):
    """Shortens a path in the middle: both ends of it matter."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideMiddle
