"""The evidence list: filter, rows, and a line that counts them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QEnterEvent,
    QKeySequence,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QStackedWidget, QWidget

from gng_desktop.ui.evidence.delegate import RowDelegate, row_height
from gng_desktop.ui.evidence.filters import FilterBar
from gng_desktop.ui.evidence.items import Filter
from gng_desktop.ui.evidence.model import EvidenceModel
from gng_desktop.ui.evidence.queue import Waiting
from gng_desktop.ui.evidence.thumbnails import Thumbnails
from gng_desktop.ui.kit.language import QT_TR_NOOP, tr
from gng_desktop.ui.kit.layouts import down
from gng_desktop.ui.kit.plain import copy_text
from gng_desktop.ui.kit.row_store import State
from gng_desktop.ui.kit.row_table import RowView
from gng_desktop.ui.kit.widgets import delay

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Analysis

UPDATE_MS = 100
NOTHING_LISTED = QT_TR_NOOP("The list is empty. Open an image or a folder, or drop them here.")
NOTHING_PASSES = QT_TR_NOOP("No image in the list passes the filter.")
ONE: dict[State, str] = {
    "generated": QT_TR_NOOP("1 generated"),
    "inconclusive": QT_TR_NOOP("1 inconclusive"),
    "real": QT_TR_NOOP("1 real"),
    "not_applicable": QT_TR_NOOP("1 not applicable"),
    "error": QT_TR_NOOP("1 not readable"),
    "waiting": QT_TR_NOOP("1 waiting"),
}
MANY: dict[State, str] = {
    "generated": QT_TR_NOOP("{n:,} generated"),
    "inconclusive": QT_TR_NOOP("{n:,} inconclusive"),
    "real": QT_TR_NOOP("{n:,} real"),
    "not_applicable": QT_TR_NOOP("{n:,} not applicable"),
    "error": QT_TR_NOOP("{n:,} not readable"),
    "waiting": QT_TR_NOOP("{n:,} waiting"),
}


class EvidenceTable(RowView):
    """A table rather than a list: QListView asks the model for every row when it lays them out."""

    visible_changed = Signal(list)
    """list of Path: Other rows are visible."""

    def __init__(self, model: EvidenceModel, thumbnails: Thumbnails) -> None:
        super().__init__(model, tr("Evidence list"))
        self._evidence = model
        self._thumbnails = thumbnails
        self._visible: list[Path] = []
        self._delegate = RowDelegate(thumbnails)
        self.setItemDelegate(self._delegate)
        self.setAlternatingRowColors(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        thumbnails.ready.connect(self._on_thumbnail)

    @property
    def current(self) -> Path | None:
        """What was chosen last, even if the filter hides it now."""
        return None if self._current is None else self._evidence.items.paths[self._current]

    def visible_paths(self) -> list[Path]:
        count, first = self._evidence.rowCount(), self.rowAt(0)
        if not count or first < 0:
            return []
        last = self.rowAt(self.viewport().height() - 1)
        rows = range(first, count if last < 0 else last + 1)
        return [self._evidence.path_at(row) for row in rows]

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        visible = self.visible_paths()
        self._thumbnails.keep(set(visible))
        if visible != self._visible:
            self._visible = visible
            self.visible_changed.emit(visible)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._evidence.hold(True)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if QApplication.activePopupWidget() is None:
            self._evidence.hold(False)

    def _on_thumbnail(self, path: Path) -> None:
        row = self._evidence.row_of(path)
        if row is not None:
            self.update(self._evidence.index(row, 0))

    def row_height(self) -> int:
        return row_height(self.fontMetrics())


class EvidenceList(QWidget):
    """The images a session is about; the current row drives the views.

    The runner of `thumbnails` is to be closed with the window; `waiting`, from which the
    background takes its work, stays in step with the rows in view.
    """

    chosen = Signal(object)
    """The path that the user or code made current, or on which Enter was pressed."""
    files_dropped = Signal(list)
    """Paths of files and folders."""
    again = Signal(list)
    """Paths that are to be analysed again; they wait already."""
    removed_ids = Signal(object)
    """Ids, int (n,), of what the user took off the list, by which it may come back."""
    waits = Signal()
    """There may be new work for the background."""

    def __init__(self) -> None:
        super().__init__()
        self.model = EvidenceModel()
        self.waiting = Waiting()
        self.thumbnails = Thumbnails(self)
        self.filters = FilterBar()
        self.table = EvidenceTable(self.model, self.thumbnails)
        self.nothing = QLabel()
        self.nothing.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.clear_button = QPushButton(tr("Clear filter"))
        self.count = QLabel()
        self.count.setWordWrap(True)
        self.passing = QLabel()
        self.passing.setWordWrap(True)
        self._up_to_date = True
        self._timer = delay(self, UPDATE_MS, self._refresh)
        self._build()
        self._make_actions()
        self._connect()
        self.setAcceptDrops(True)
        self._refresh()

    def sizeHint(self) -> QSize:
        return QSize(300, 600)

    def _build(self) -> None:
        empty = QWidget()
        middle = down(self.nothing, self.clear_button, into=empty, margins=(0, 0, 0, 0))
        middle.insertStretch(0, 1)
        middle.addStretch(2)
        middle.setAlignment(self.clear_button, Qt.AlignmentFlag.AlignHCenter)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.table)
        self.pages.addWidget(empty)
        parts = (self.filters, (self.pages, 1), self.count, self.passing)
        down(*parts, into=self, spacing=4, margins=(0, 0, 0, 0)).setContentsMargins(6, 6, 6, 6)

    def _make_actions(self) -> None:
        keys, action = QKeySequence.StandardKey, self.table.action
        self.copy_path = action(tr("Copy path"), self._copy_paths, keys.Copy)
        self.copy_hash = action(tr("Copy SHA-256"), self._copy_hashes)
        self.analyse_again = action(
            tr("Analyse again"), lambda: self.wait_again(self.selected_paths())
        )
        removing = tr("Remove from the list")
        self.remove_rows = action(removing, self._remove_selected, keys.Delete)
        self.remove_rows.setToolTip(tr("The files stay where they are"))
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._open_menu)

    def _connect(self) -> None:
        self.filters.filtered.connect(self.model.set_filter)
        self.filters.sorted.connect(self.model.sort_by)
        self.filters.search.returnPressed.connect(self.table.setFocus)
        self.clear_button.clicked.connect(self.clear_filter)
        self.table.row_chosen.connect(lambda item: self.chosen.emit(item.path))
        self.table.visible_changed.connect(self.waiting.show)
        self.model.rowsInserted.connect(self._show_page)
        self.model.modelReset.connect(self._show_page)
        self.model.changed.connect(self._refresh_soon)
        self.model.waiting_changed.connect(self._on_waiting)

    # -- what the list holds ----------------------------------------------------------------

    def set_analysis(self, analysis: Analysis) -> None:
        """Show what `analysis` found in its image's row; one not listed is ignored."""
        path = self.model.set_analysis(analysis)
        if path is not None:
            self.waiting.done(path)

    def wait_again(self, paths: Sequence[Path]) -> None:
        """Forget the analyses of `paths` and read their files again."""
        self.model.forget(paths)
        self.thumbnails.forget(paths)
        self.table.viewport().update()
        self._refresh()
        self.again.emit(list(paths))

    def remove(self, paths: Sequence[Path]) -> None:
        """Take `paths` off the list; the files stay. The row below a removed one is chosen."""
        current = self.table.current
        row = None if current is None else self.model.row_of(current)
        self.model.remove(paths)
        if current is not None and self.model.items.id_of(current) is None:
            self.table.forget_current()
            if row is not None and self.model.rowCount():
                self.table.choose(min(row, self.model.rowCount() - 1))
        self._refresh()

    def clear(self) -> None:
        self.model.clear()
        self._refresh()

    # -- moving about -----------------------------------------------------------------------

    @property
    def current(self) -> Path | None:
        return self.table.current

    def select(self, path: Path) -> bool:
        """Make `path` the current row; return False where it is not listed or filtered out."""
        row = self.model.row_of(path)
        if row is None:
            return False
        self.table.choose(row)
        return True

    def step(self, rows: int) -> None:
        """Go down by `rows`, up if negative; without a current row, to the first or the last."""
        last = self.model.rowCount() - 1
        if last < 0:
            return
        row = None if self.current is None else self.model.row_of(self.current)
        start = (-1 if rows > 0 else last + 1) if row is None else row
        self.table.choose(min(max(start + rows, 0), last))

    def selected_paths(self) -> list[Path]:
        listed = self.model.items.paths
        return [listed[i] for i in self.model.ids(self.table.selected_rows()).tolist()]

    def focus_filter(self) -> None:
        self.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.search.selectAll()

    def clear_filter(self) -> None:
        self.filters.clear()
        self.table.setFocus()

    # -- what the user asks of the rows selected --------------------------------------------

    def _copy_paths(self) -> None:
        _copy([str(path) for path in self.selected_paths()])

    def _copy_hashes(self) -> None:
        _copy([analysis.sha256 for analysis in self._analysed() if analysis.sha256])

    def _analysed(self) -> list[Analysis]:
        ids = self.model.ids(self.table.selected_rows()).tolist()
        return [found for i in ids if (found := self.model.items.analyses[i]) is not None]

    def _remove_selected(self) -> None:
        paths = self.selected_paths()
        if paths:
            ids = self.model.ids(self.table.selected_rows())
            self.remove(paths)
            self.removed_ids.emit(ids)

    def menu(self) -> QMenu:
        self.copy_hash.setEnabled(any(analysis.sha256 for analysis in self._analysed()))
        return self.table.menu()

    def _open_menu(self, place: QPoint) -> None:
        if self.table.selected_rows().size:
            menu = self.menu()
            # Nothing moves under a menu that is open.
            self.model.hold(True)
            menu.aboutToHide.connect(lambda: self.model.hold(self.table.underMouse()))
            menu.popup(self.table.viewport().mapToGlobal(place))

    # -- what is shown ----------------------------------------------------------------------

    def _on_waiting(self) -> None:
        self._up_to_date = False
        self._refresh_soon()

    def _show_page(self) -> None:
        shown, total = self.model.rowCount(), len(self.model.items)
        self.passing.setText(tr("Showing {shown:,} of {total:,}", shown=shown, total=total))
        self.passing.setVisible(self.model.filter != Filter() and total > 0)
        self.nothing.setText(tr(NOTHING_PASSES) if total else tr(NOTHING_LISTED))
        self.clear_button.setVisible(total > 0)
        self.pages.setCurrentIndex(0 if shown else 1)

    def _refresh_soon(self) -> None:
        # Not started again: results that keep coming must not put it off for ever.
        if not self._timer.isActive():
            self._timer.start()

    def _refresh(self) -> None:
        self._timer.stop()
        counts = self.model.counts()
        self.count.setText(count_words(counts, self.model.items.stale))
        self.count.setVisible(any(counts.values()))
        self.filters.set_choices(self.model.items.every_tag(), self.model.items.folders())
        self._show_page()
        if not self._up_to_date:
            self._up_to_date = True
            self.waiting.set_paths(self.model.waiting())
            if self.waiting.left:
                self.waits.emit()

    # -- files dropped ----------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take local files and folders only."""
        if dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if paths := dropped(event.mimeData()):
            event.acceptProposedAction()
            self.files_dropped.emit(paths)


def count_words(counts: Mapping[State, int], stale: int = 0) -> str:
    """Return how many images there are, in all, of each state that occurs, by other models."""
    total = sum(counts.values())
    parts = [tr("1 image") if total == 1 else tr("{n:,} images", n=total)]
    for state, n in counts.items():
        if n:
            parts.append(tr(ONE[state]) if n == 1 else tr(MANY[state], n=n))
    if stale:
        parts.append(tr("{n:,} outdated", n=stale))
    # A number stays on the line of its word, and a dot on the line before.
    return "\N{NO-BREAK SPACE}· ".join(part.replace(" ", "\N{NO-BREAK SPACE}") for part in parts)


def dropped(data: QMimeData) -> list[Path]:
    """Return the local files and folders of a drag."""
    return [Path(name) for url in data.urls() if (name := url.toLocalFile())]


def _copy(lines: list[str]) -> None:
    if lines:
        copy_text("\n".join(lines))
