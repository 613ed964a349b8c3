"""The evidence list: filter, rows, and a line that counts them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
)
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from gng_desktop.ui.evidence.filters import FilterBar
from gng_desktop.ui.evidence.items import Filter, State, encodable
from gng_desktop.ui.evidence.model import EvidenceModel
from gng_desktop.ui.evidence.queue import Waiting
from gng_desktop.ui.evidence.table import EvidenceTable
from gng_desktop.ui.evidence.thumbnails import Thumbnails
from gng_desktop.ui.language import QT_TR_NOOP, tr

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Analysis

UPDATE_MS = 100
NOTHING_LISTED = QT_TR_NOOP("No images listed yet. Open an image or a folder, or drop them here.")
NOTHING_PASSES = QT_TR_NOOP("None of the images listed passes the filter.")
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


class EvidenceList(QWidget):
    """The images a sitting is about; the current row drives the views.

    Attributes
    ----------
    model : EvidenceModel
    waiting : Waiting
        What `queue.background` takes its work from; kept in step with the rows in view.
    thumbnails : Thumbnails
        Its `runner` is to be closed with the window.

    Signals
    -------
    chosen : Path
        The user or code made another image current, or pressed Enter on it.
    files_dropped : list of Path
        Files and folders were dropped on the list.
    again : list of Path
        These are to be analysed again; they wait already.
    removed : list of Path
        The user took these off the list.
    waits : ()
        There may be new work for the background.
    """

    chosen = Signal(object)
    files_dropped = Signal(list)
    again = Signal(list)
    removed = Signal(list)
    waits = Signal()

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
        self._offered = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(UPDATE_MS)
        self._build()
        self._make_actions()
        self._connect()
        self.setAcceptDrops(True)
        self._refresh()

    def sizeHint(self) -> QSize:
        """Return a size at which names and scores can be read."""
        return QSize(300, 600)

    def _build(self) -> None:
        empty = QWidget()
        middle = QVBoxLayout(empty)
        middle.addStretch(1)
        middle.addWidget(self.nothing)
        middle.addWidget(self.clear_button, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(2)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.table)
        self.pages.addWidget(empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.setSpacing(4)
        layout.addWidget(self.filters)
        layout.addWidget(self.pages, 1)
        layout.addWidget(self.count)
        layout.addWidget(self.passing)

    def _make_actions(self) -> None:
        self.copy_path = self._action(tr("Copy path"), QKeySequence.StandardKey.Copy)
        self.copy_hash = self._action(tr("Copy SHA-256"))
        self.analyse_again = self._action(tr("Analyse again"))
        self.remove_rows = self._action(tr("Remove from the list"), QKeySequence.StandardKey.Delete)
        self.remove_rows.setToolTip(tr("The files stay where they are"))
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._open_menu)
        self.copy_path.triggered.connect(self._copy_paths)
        self.copy_hash.triggered.connect(self._copy_hashes)
        self.analyse_again.triggered.connect(lambda: self.wait_again(self.selected_paths()))
        self.remove_rows.triggered.connect(self._remove_selected)

    def _action(self, text: str, keys: QKeySequence.StandardKey | None = None) -> QAction:
        action = QAction(text, self)
        if keys is not None:
            action.setShortcut(QKeySequence(keys))
            # Only while the rows have the focus: elsewhere these keys edit text.
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.table.addAction(action)
        return action

    def _connect(self) -> None:
        self.filters.filtered.connect(self.model.set_filter)
        self.filters.sorted.connect(self.model.sort_by)
        self.filters.search.returnPressed.connect(self.table.setFocus)
        self.clear_button.clicked.connect(self.clear_filter)
        self.table.chosen.connect(self.chosen)
        self.table.in_view.connect(self.waiting.show)
        self.model.rowsInserted.connect(self._show_page)
        self.model.modelReset.connect(self._show_page)
        self.model.changed.connect(self._refresh_soon)
        self.model.waiting_changed.connect(self._on_waiting)
        self._timer.timeout.connect(self._refresh)

    # -- what the list holds ----------------------------------------------------------------

    def add(self, paths: Sequence[Path]) -> int:
        """List `paths`, some hundreds at a time; return how many were new."""
        return self.model.add(paths)

    def set_analysis(self, analysis: Analysis) -> None:
        """Show what `analysis` found in its image's row; one not listed is ignored."""
        path = self.model.set_analysis(analysis)
        if path is not None:
            self.waiting.done(path)

    def analysis(self, path: Path) -> Analysis | None:
        """Return what is known of the image at `path`, without views."""
        return self.model.analysis(path)

    def set_decided(self, path: Path, decided: bool) -> None:
        """Mark the image at `path` as decided by the analyst, or not."""
        self.model.set_decided(path, decided)

    def set_flag(self, path: Path, sentence: str) -> None:
        """Keep what the file at `path` says of a generator; "" for nothing."""
        self.model.set_flag(path, sentence)

    def wait_again(self, paths: Sequence[Path]) -> None:
        """Forget the analyses of `paths` and read their files anew."""
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
        """Take everything off the list."""
        self.table.forget_current()
        self.model.clear()
        self._refresh()

    # -- moving about -----------------------------------------------------------------------

    @property
    def current(self) -> Path | None:
        """The image chosen last, even if the filter hides it now."""
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

    def visible_paths(self) -> list[Path]:
        """Return the paths of the rows in view, from the top."""
        return self.table.visible_paths()

    def selected_paths(self) -> list[Path]:
        """Return the paths of the rows selected, from the top."""
        listed = self.model.items.paths
        return [listed[i] for i in self.model.ids(self.table.selected_rows()).tolist()]

    def focus_filter(self) -> None:
        """Put the cursor into the search field."""
        self.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.search.selectAll()

    def clear_filter(self) -> None:
        """Show every row."""
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
            self.remove(paths)
            self.removed.emit(paths)

    def menu(self) -> QMenu:
        """Return the menu of the rows selected."""
        self.copy_hash.setEnabled(any(analysis.sha256 for analysis in self._analysed()))
        menu = QMenu(self.table)
        menu.addActions(self.table.actions())
        menu.setToolTipsVisible(True)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _open_menu(self, place: QPoint) -> None:
        if self.table.selected_rows().size:
            self.menu().popup(self.table.viewport().mapToGlobal(place))

    # -- what is told -----------------------------------------------------------------------

    def _on_waiting(self) -> None:
        self._offered = False
        self._refresh_soon()

    def _show_page(self) -> None:
        shown, total = self.model.rowCount(), len(self.model.items)
        self.passing.setText(tr("Shows {shown:,} of {total:,}", shown=shown, total=total))
        self.passing.setVisible(self.model.filter != Filter() and total > 0)
        self.nothing.setText(tr(NOTHING_PASSES) if total else tr(NOTHING_LISTED))
        self.clear_button.setVisible(total > 0)
        self.pages.setCurrentIndex(0 if shown else 1)

    def _refresh_soon(self) -> None:
        # Not started anew: results that keep coming must not put it off for ever.
        if not self._timer.isActive():
            self._timer.start()

    def _refresh(self) -> None:
        self._timer.stop()
        counts = self.model.counts()
        self.count.setText(count_words(counts))
        self.count.setVisible(any(counts.values()))
        self._show_page()
        if not self._offered:
            self._offered = True
            self.waiting.offer(self.model.waiting())
            if self.waiting.left:
                self.waits.emit()

    # -- files dropped ----------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take local files and folders only."""
        if _dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell of the files and folders dropped."""
        if paths := _dropped(event.mimeData()):
            event.acceptProposedAction()
            self.files_dropped.emit(paths)


def count_words(counts: Mapping[State, int]) -> str:
    """Return how many images there are, in all and of each state that occurs."""
    total = sum(counts.values())
    parts = [tr("1 image") if total == 1 else tr("{n:,} images", n=total)]
    for state, n in counts.items():
        if n:
            parts.append(tr(ONE[state]) if n == 1 else tr(MANY[state], n=n))
    # A number stays on the line of its word, and a dot on the line before.
    return "\N{NO-BREAK SPACE}· ".join(part.replace(" ", "\N{NO-BREAK SPACE}") for part in parts)


def _dropped(data: QMimeData) -> list[Path]:
    return [Path(name) for url in data.urls() if (name := url.toLocalFile())]


def _copy(lines: list[str]) -> None:
    if lines:
        QGuiApplication.clipboard().setText(encodable("\n".join(lines)))
