"""The tab Batch: the form on the left, the scan and its rows on the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QSettings, QUrl, Signal
from PySide6.QtGui import (
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QPalette,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from gng_desktop.ui.batch import jobs
from gng_desktop.ui.batch.advice import Advice, advice
from gng_desktop.ui.batch.filters import RowFilter
from gng_desktop.ui.batch.form import ScanForm
from gng_desktop.ui.batch.introduction import Introduction
from gng_desktop.ui.batch.model import ScanModel
from gng_desktop.ui.batch.rows import MOST
from gng_desktop.ui.batch.running import Running
from gng_desktop.ui.batch.standing import Standing
from gng_desktop.ui.batch.summary import Summary
from gng_desktop.ui.batch.table import ScanTable
from gng_desktop.ui.batch.wanted import Wanted, Way, as_text
from gng_desktop.ui.jobs import Computing
from gng_desktop.ui.language import tr
from gng_desktop.ui.panels.panel import paragraph
from gng_desktop.ui.settings.schema import DEVICE_WORDS
from gng_desktop.ui.workers import JobRunner

FORM_WIDTH = 350


class BatchPage(QWidget):
    """One scan at a time, started, watched, paused, stopped and gone on with.

    Parameters
    ----------
    kept : QSettings
        Where the folders last used are kept.
    computing : callable
        Says which models and device a scan is to use.

    Attributes
    ----------
    runner : JobRunner
        Runs the scan.

    Signals
    -------
    open_asked : Path
        The image of a row is to be shown.
    said : str, str
        A sentence that must not be overlooked and, of an unexpected error, its details.
    told : str
        A line for the status bar.
    """

    open_asked = Signal(object)
    said = Signal(str, str)
    told = Signal(str)

    def __init__(self, kept: QSettings, computing: Callable[[], Computing]) -> None:
        super().__init__()
        self._computing = computing
        self._control: jobs.Control | None = None
        self._finished: jobs.Finished | None = None
        self._stopped = False
        self._standing = Standing()
        self._advice = Advice()
        self.runner = JobRunner(self)
        self.form = ScanForm(kept)
        self.advice = paragraph()
        self.start_button = QPushButton(tr("Start the scan"))
        self.go_on_button = QPushButton(tr("Go on"))
        self.go_on_button.setAccessibleName(tr("Go on with the unfinished scan"))
        self.anew_button = QPushButton(tr("Start anew…"))
        self.command_button = QPushButton(tr("Copy command"))
        self.command_button.setToolTip(tr("Copy the command line that does the same scan"))
        self.running = Running()
        self.summary = Summary()
        self.ending = paragraph()
        self.filter = RowFilter()
        self.model = ScanModel()
        self.table = ScanTable(self.model)
        self.count = QLabel()
        self.views = QStackedWidget()
        self._build()
        self._connect()
        self.setAcceptDrops(True)
        self.setFocusProxy(self.form.source)
        self._tell_device()
        self._show_advice(Advice())

    def _build(self) -> None:
        actions, copying = QHBoxLayout(), QHBoxLayout()
        for button in (self.start_button, self.go_on_button, self.anew_button):
            button.setMinimumHeight(32)
            actions.addWidget(button)
        copying.addWidget(self.command_button)
        for line in (actions, copying):
            line.addStretch(1)
        left = QWidget()
        left.setFixedWidth(FORM_WIDTH)
        column = QVBoxLayout(left)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self.form)
        self.form.column.addSpacing(8)
        self.form.column.addWidget(self.advice)
        self.form.column.addLayout(actions)
        self.form.column.addLayout(copying)
        self.form.column.addStretch(1)

        found = QWidget()
        rows = QVBoxLayout(found)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.filter)
        rows.addWidget(self.table, 1)
        rows.addWidget(self.count)
        self.views.addWidget(Introduction())
        self.views.addWidget(found)

        right = QVBoxLayout()
        right.setContentsMargins(10, 10, 10, 6)
        right.setSpacing(8)
        for part in (self.running, self.summary, self.ending):
            part.hide()
            right.addWidget(part)
        right.addWidget(self.views, 1)
        # A frame's line would glare in the dark.
        border = QWidget()
        border.setFixedWidth(1)
        border.setBackgroundRole(QPalette.ColorRole.Mid)
        border.setAutoFillBackground(True)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(left)
        across.addWidget(border)
        across.addLayout(right, 1)

    def _connect(self) -> None:
        self.form.looked.connect(self._on_looked)
        self.form.edited.connect(self._on_edited)
        self.form.runner.failed.connect(self.said)
        self.start_button.clicked.connect(lambda: self.start("new"))
        self.go_on_button.clicked.connect(lambda: self.start("resume"))
        self.anew_button.clicked.connect(self._ask_anew)
        self.command_button.clicked.connect(self._copy_command)
        self.running.pause_button.clicked.connect(self.toggle_pause)
        self.running.stop_button.clicked.connect(self.stop)
        self.summary.copied.connect(self._copy)
        self.summary.folder_asked.connect(self._open_folder)
        self.summary.errors_asked.connect(lambda: self.filter.show_only("error"))
        self.filter.filtered.connect(self.model.set_only)
        self.model.changed.connect(self._on_rows)
        self.table.opened.connect(self.open_asked)
        self.runner.failed.connect(self.said)
        self.runner.busy_changed.connect(self._on_busy)

    # -- what the analyst can do ------------------------------------------------------------

    @property
    def busy(self) -> bool:
        """Whether a scan is going on, or paused."""
        return self._control is not None

    @property
    def paused(self) -> bool:
        """Whether a scan is paused."""
        return self._control is not None and self._control.paused

    def start(self, way: Way) -> None:
        """Start the scan that the form asks for, or go on with the unfinished one."""
        if self.busy:
            return
        unfinished = self._standing.unfinished
        wanted = self._wanted(way)
        if way == "resume" and unfinished is not None:
            self.form.use_unfinished(unfinished)
        self.form.runner.cancel()
        self._control, self._finished, self._stopped = jobs.Control(), None, False
        self.model.start(wanted.source)
        self.table.show_faces(wanted.faces == "each")
        self.running.begin(wanted.source)
        self.form.set_free(False)
        self._show_part(self.running)
        self.views.setCurrentIndex(1)
        self._show_advice(Advice())
        work = jobs.scan(wanted, way, self._control)
        self.runner.start(work, tr("The scan"), self._on_news)
        self.running.pause_button.setFocus()

    def toggle_pause(self) -> None:
        """Pause the scan, or go on with it."""
        if self._control is None:
            return
        if self._control.paused:
            self._control.go_on()
        else:
            self._control.pause()
        self.running.show_paused(self._control.paused)

    def stop(self) -> None:
        """End the scan; what is done is kept."""
        if self._control is not None:
            self._control.end()
            self._stopped = True
            self.running.set_stopping(True)

    def use_source(self, source: Path) -> None:
        """Scan this folder or list."""
        if not self.busy:
            self.form.use_source(str(source))

    def focus_filter(self) -> None:
        """Let the analyst type which rows are shown."""
        (self.filter.search if self.views.currentIndex() else self.form.source).setFocus()

    @property
    def runners(self) -> tuple[JobRunner, ...]:
        """All that may be running."""
        return self.runner, self.form.runner

    def cancel(self) -> None:
        """End everything at once, as the window closes."""
        if self._control is not None:
            self._control.end()
        for runner in self.runners:
            runner.cancel()

    def _wanted(self, way: Way = "new") -> Wanted:
        """Return the scan asked for; one that is gone on with is as it was begun."""
        wanted, begun = self.form.wanted(self._computing()), self._standing.unfinished
        if way == "resume" and begun is not None:
            return replace(
                wanted,
                source=begun.source,
                recursive=begun.recursive,
                faces=begun.faces,
                frames=begun.frames,
                regions=begun.regions,
            )
        return wanted

    def _ask_anew(self) -> None:
        """Ask once more before what an earlier scan has written is lost."""
        unfinished = self._standing.csv == "unfinished"
        answer = QMessageBox.question(
            self,
            tr("Start anew?"),
            tr("What the unfinished scan has found is lost.")
            if unfinished
            else tr("The CSV of the earlier scan is replaced."),
            QMessageBox.StandardButton.Ok | QMessageBox.StandardButton.Cancel,
            QMessageBox.StandardButton.Cancel,
        )
        if answer == QMessageBox.StandardButton.Ok:
            self.start("replace")

    def _copy_command(self) -> None:
        ways: dict[str, Way] = {"unfinished": "resume", "finished": "replace"}
        way = ways.get(self._standing.csv, "new")
        self._copy(as_text(self._wanted(way).command(way)))

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.told.emit(tr("Copied: {text}", text=text))

    def _open_folder(self) -> None:
        if self._finished is not None:
            folder = QUrl.fromLocalFile(str(self._finished.csv.parent))
            if not QDesktopServices.openUrl(folder):
                self.said.emit(tr("The folder cannot be opened from here; open it yourself."), "")

    # -- what the form says -----------------------------------------------------------------

    def _on_edited(self) -> None:
        """Wait with everything until the places are looked up."""
        for button in (self.start_button, self.go_on_button, self.anew_button, self.command_button):
            button.setEnabled(False)

    def _tell_device(self) -> None:
        device = self._computing().device
        self.form.tell_device(tr(DEVICE_WORDS.get(device, device)))

    def _on_looked(self, standing: Standing) -> None:
        self._standing = standing
        if self.busy:
            return
        found = advice(standing)
        done = self._finished
        if standing.csv == "finished" and done is not None and done.csv == self._wanted().csv:
            # The summary beside it says so.
            found = replace(found, words="")
        self._show_advice(found)

    def _show_advice(self, found: Advice) -> None:
        self._advice = found
        self.advice.setText(f"⚠  {found.words}" if found.words else "")
        self.advice.setVisible(bool(found.words))
        for button, on in (
            (self.start_button, found.start),
            (self.go_on_button, found.go_on),
            (self.anew_button, found.anew),
        ):
            button.setVisible(on)
            button.setEnabled(on)
        # There is always one, though it may be grey.
        self.start_button.setVisible(not (found.go_on or found.anew))
        self.command_button.setEnabled(found.start or found.go_on or found.anew)

    # -- what the scan says -----------------------------------------------------------------

    def _on_news(self, news: Any) -> None:
        if isinstance(news, jobs.News):
            self.model.add(news.rows)
            self.running.show_news(news)
        elif isinstance(news, jobs.Finished):
            self._finished = news
        elif isinstance(news, str):
            self.running.show_work(news)

    def _on_busy(self, busy: bool) -> None:
        if busy or self._control is None:
            return
        self._control = None
        self.form.set_free(True)
        if self._finished is not None:
            self.summary.show_finished(self._finished)
            self._show_part(self.summary)
            self.told.emit(tr("The scan is complete"))
        else:
            self.ending.setText(
                tr("The scan was stopped. What is done is kept: press Go on to complete it.")
                if self._stopped
                else tr("The scan could not be completed. What is done is kept.")
            )
            self._show_part(self.ending)
        if not len(self.model.rows):
            self.views.setCurrentIndex(0)
        self.form.look()

    def _show_part(self, part: QWidget) -> None:
        for each in (self.running, self.summary, self.ending):
            each.setVisible(each is part)

    def _on_rows(self) -> None:
        self.filter.show_counts(self.model.rows.counts())
        shown, kept = self.model.rowCount(), len(self.model.rows)
        if kept == MOST:
            words = tr("The table holds the first {kept:,} rows; the CSV holds all.", kept=kept)
        elif shown < kept:
            words = tr("{shown} of {count} rows", shown=f"{shown:,}", count=f"{kept:,}")
        elif kept == 1:
            words = tr("1 row")
        else:
            words = tr("{count} rows", count=f"{kept:,}")
        self.count.setText(words)

    def showEvent(self, event: QShowEvent) -> None:
        """Say what the settings say now."""
        super().showEvent(event)
        self._tell_device()

    # -- dropped on the tab -----------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one folder or list, while no scan is going on."""
        if not self.busy and _dropped(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Scan what was dropped."""
        place = _dropped(event.mimeData())
        if place is not None and not self.busy:
            event.acceptProposedAction()
            self.use_source(place)


def _dropped(data: QMimeData) -> Path | None:
    """Return the one place that is dragged; whether it can be scanned is looked up later."""
    places = [url.toLocalFile() for url in data.urls()]
    return Path(places[0]) if len(places) == 1 and places[0] else None
