"""The tab Batch: the form on the left, the scan and its rows on the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSettings, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QPalette,
    QShowEvent,
)
from PySide6.QtWidgets import QLabel, QMessageBox, QStackedWidget, QWidget

from gng_desktop.ui.batch import jobs
from gng_desktop.ui.batch.form import ScanForm
from gng_desktop.ui.batch.model import ScanModel
from gng_desktop.ui.batch.output_status import Advice, OutputStatus, advice
from gng_desktop.ui.batch.request import ScanRequest, Way, as_text
from gng_desktop.ui.batch.rows import MOST
from gng_desktop.ui.batch.running import Running, Summary
from gng_desktop.ui.batch.table import FilterBar, ScanTable
from gng_desktop.ui.evidence.view import dropped
from gng_desktop.ui.image.jobs import Computing
from gng_desktop.ui.kit.asking import CANCEL, Role, ask
from gng_desktop.ui.kit.language import QT_TR_NOOP, tr
from gng_desktop.ui.kit.layouts import across, down
from gng_desktop.ui.kit.plain import copy_text
from gng_desktop.ui.kit.row_table import rows_text
from gng_desktop.ui.kit.show_in_folder import open_folder
from gng_desktop.ui.kit.widgets import button, introduction, paragraph, say
from gng_desktop.ui.kit.workers import JobRunner
from gng_desktop.ui.settings.schema import DEVICE_WORDS

FORM_WIDTH = 350
INTRODUCTION = QT_TR_NOOP(
    "Choose a folder or a list of files: each file becomes a row with its verdict, both scores "
    "and the reason. The files are only read; a scan can be paused, stopped and resumed later."
)


class BatchPage(QWidget):
    """One scan at a time, started, watched, paused, stopped and resumed.

    `qsettings` has the folders last used; `computing` says which models and device a scan uses.
    """

    alert = Signal(str, str)
    """A sentence that must not be overlooked and, of an unexpected error, its details."""
    status_message = Signal(str)
    """A line for the status bar."""

    def __init__(self, qsettings: QSettings, computing: Callable[[], Computing]) -> None:
        super().__init__()
        self._computing = computing
        self._control: jobs.Control | None = None
        self._finished: Path | None = None
        self._command = ""
        self._stopped = False
        self._status = OutputStatus()
        self.runner = JobRunner(self)
        self.form = ScanForm(qsettings)
        self.advice = paragraph()
        self.start_button = button(tr("Start the scan"))
        self.resume_button = button(tr("Resume"), name=tr("Resume the unfinished scan"))
        self.restart_button = button(tr("Start over…"))
        self.start_buttons = (self.start_button, self.resume_button, self.restart_button)
        tip = tr("Copy the command line that runs the same scan")
        self.command_button = button(tr("Copy command"), tip)
        self.running = Running()
        self.summary = Summary()
        self.ending = paragraph()
        self.parts = (self.running, self.summary, self.ending)
        self.filter = FilterBar()
        self.model = ScanModel()
        self.table = ScanTable(self.model)
        self.count = QLabel()
        self.views = QStackedWidget()
        self._build()
        self._connect()
        self.setAcceptDrops(True)
        self.setFocusProxy(self.form.source)
        self._show_device()
        self._show_advice(Advice())
        self._show_part(None)

    def _build(self) -> None:
        for one in self.start_buttons:
            one.setMinimumHeight(32)
        self.form.column.addSpacing(8)
        self.form.column.addWidget(self.advice)
        self.form.column.addLayout(across(*self.start_buttons, 1))
        self.form.column.addLayout(across(self.command_button, 1))
        self.form.column.addStretch(1)
        left, found = QWidget(), QWidget()
        left.setFixedWidth(FORM_WIDTH)
        down(self.form, into=left, margins=4)
        down(self.filter, (self.table, 1), self.count, into=found, margins=0)
        self.views.addWidget(introduction(tr("Scan a whole folder into one CSV"), tr(INTRODUCTION)))
        self.views.addWidget(found)
        right = down(*self.parts, (self.views, 1), spacing=8, margins=(10, 10, 10, 6))
        # A frame's line would glare in the dark.
        border = QWidget()
        border.setFixedWidth(1)
        border.setBackgroundRole(QPalette.ColorRole.Mid)
        border.setAutoFillBackground(True)
        across(left, border, (right, 1), into=self, spacing=0, margins=0)

    def _connect(self) -> None:
        self.form.status_found.connect(self._on_status)
        self.form.edited.connect(self._on_edited)
        self.form.runner.failed.connect(self.alert)
        self.start_button.clicked.connect(lambda: self.start("new"))
        self.resume_button.clicked.connect(lambda: self.start("resume"))
        self.restart_button.clicked.connect(self._ask_restart)
        self.command_button.clicked.connect(self._copy_command)
        self.running.pause_button.clicked.connect(self.toggle_pause)
        self.running.stop_button.clicked.connect(self.stop)
        self.summary.copied.connect(self._copy)
        self.summary.folder_button.clicked.connect(self._open_folder)
        self.summary.errors_button.clicked.connect(lambda: self.filter.show_only("error"))
        self.filter.filtered.connect(self.model.set_filter)
        self.model.changed.connect(self._on_rows)
        self.runner.failed.connect(self.alert)
        self.runner.busy_changed.connect(self._on_busy)

    # -- what the analyst can do ------------------------------------------------------------

    @property
    def busy(self) -> bool:
        return self._control is not None

    @property
    def paused(self) -> bool:
        return self._control is not None and self._control.paused

    def start(self, way: Way) -> None:
        """Start the scan that the form asks for, or resume the unfinished one."""
        if self.busy:
            return
        unfinished = self._status.unfinished
        request = self._request(way)
        if way == "resume" and unfinished is not None:
            self.form.use_unfinished(unfinished)
        self.form.runner.cancel()
        self._control, self._finished, self._stopped = jobs.Control(), None, False
        self._command = as_text(request.command(way))
        self.model.start(request.source, request.deciding)
        self.table.show_faces(request.faces == "each")
        self.running.begin(request.source)
        self.form.set_free(False)
        self._show_part(self.running)
        self.views.setCurrentIndex(1)
        self._show_advice(Advice())
        work = jobs.scan(request, way, self._control)
        self.runner.start(work, tr("The scan"), self._on_news)
        self.running.pause_button.setFocus()

    def toggle_pause(self) -> None:
        if self._control is None:
            return
        if self._control.paused:
            self._control.resume()
        else:
            self._control.pause()
        self.running.show_paused(self._control.paused)

    def stop(self) -> None:
        if self._control is not None:
            self._control.end()
            self._stopped = True
            self.running.set_stopping(True)

    def may_close(self, window: QWidget) -> bool:
        """Ask whether a running scan may be stopped: it may have been meant to run on."""
        text = tr("A scan is running. Finished files are kept, and the scan can be resumed.")
        stop, title = (tr("Stop and close"), Role.AcceptRole), tr("Stop the scan?")
        return not self.busy or ask(window, title, text, stop, CANCEL, default=1) == 0

    def use_source(self, source: Path) -> None:
        if not self.busy:
            self.form.use_source(str(source))

    def focus_filter(self) -> None:
        (self.filter.search if self.views.currentIndex() else self.form.source).setFocus()

    @property
    def runners(self) -> tuple[JobRunner, ...]:
        return self.runner, self.form.runner

    def cancel(self) -> None:
        """End everything at once, as the window closes."""
        if self._control is not None:
            self._control.end()
        for runner in self.runners:
            runner.cancel()

    def _request(self, way: Way = "new") -> ScanRequest:
        """Return the scan asked for; one that is resumed is as it was begun."""
        request, begun = self.form.request(self._computing()), self._status.unfinished
        return replace(request, **begun.asked) if way == "resume" and begun else request

    def _ask_restart(self) -> None:
        """Ask once more before what an earlier scan has written is lost."""
        lost = tr("The CSV of the earlier scan will be replaced.")
        if self._status.csv == "unfinished":
            lost = tr("The results of the unfinished scan will be lost.")
        ok = QMessageBox.StandardButton.Ok
        if ask(self, tr("Start over?"), lost, ok, CANCEL, default=1) == 0:
            self.start("replace")

    def _copy_command(self) -> None:
        ways: dict[str, Way] = {"unfinished": "resume", "finished": "replace"}
        way = ways.get(self._status.csv, "new")
        self._copy(as_text(self._request(way).command(way)))

    def _copy(self, text: str) -> None:
        copy_text(text)
        self.status_message.emit(tr("Copied: {text}", text=text))

    def _open_folder(self) -> None:
        if self._finished and (refusal := open_folder(self._finished.parent)):
            self.alert.emit(refusal, "")

    # -- what the form says -----------------------------------------------------------------

    def _on_edited(self) -> None:
        """Wait with everything until the places are looked up."""
        for one in (*self.start_buttons, self.command_button):
            one.setEnabled(False)

    def _show_device(self) -> None:
        device = self._computing().device
        words = tr(DEVICE_WORDS.get(device, device))
        self.form.device.setText(tr("Device: {device} (see Settings)", device=words))

    def _on_status(self, status: OutputStatus) -> None:
        self._status = status
        if self.busy:
            return
        found = advice(status)
        if status.csv == "finished" and self._finished == self._request().csv:
            # The summary beside it says so.
            found = replace(found, words="")
        self._show_advice(found)

    def _show_advice(self, found: Advice) -> None:
        say(self.advice, f"⚠  {found.words}" if found.words else "")
        possible = found.start, found.resume, found.over
        for one, on in zip(self.start_buttons, possible, strict=True):
            one.setVisible(on)
            one.setEnabled(on)
        # There is always one, though it may be grey.
        self.start_button.setVisible(not (found.resume or found.over))
        self.command_button.setEnabled(any(possible))

    # -- what the scan says -----------------------------------------------------------------

    def _on_news(self, news: jobs.News) -> None:
        self.model.add(news.rows)
        self.running.show_news(news)
        if news.result is not None:
            self._finished = news.result.outputs.csv
            self.summary.show_result(news.result, self._command)

    def _on_busy(self, busy: bool) -> None:
        if busy or self._control is None:
            return
        self._control = None
        self.form.set_free(True)
        if self._finished is not None:
            self._show_part(self.summary)
            self.status_message.emit(tr("The scan is complete"))
        else:
            self.ending.setText(
                tr("The scan was stopped. Finished files are kept: press Resume to complete it.")
                if self._stopped
                else tr("The scan could not be completed. Finished files are kept.")
            )
            self._show_part(self.ending)
        if not len(self.model.rows):
            self.views.setCurrentIndex(0)
        self.form.look()

    def _show_part(self, part: QWidget | None) -> None:
        for each in self.parts:
            each.setVisible(each is part)

    def _on_rows(self) -> None:
        self.filter.show_counts(self.model.rows.counts())
        shown, total = self.model.rowCount(), len(self.model.rows)
        words = rows_text(shown, total)
        if total == MOST:
            words = tr("The table holds the first {shown:,} rows; the CSV holds all.", shown=total)
        self.count.setText(words)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_device()

    # -- dropped on the tab -----------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        # Whether the one place can be scanned is looked up later.
        if not self.busy and len(dropped(event.mimeData())) == 1:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        places = dropped(event.mimeData())
        if len(places) == 1 and not self.busy:
            event.acceptProposedAction()
            self.use_source(places[0])
