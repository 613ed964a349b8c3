"""How far a scan is, with the buttons that pause and stop it, and what a complete one has found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QLabel, QLineEdit, QProgressBar, QWidget

from gng_desktop.ui.batch.jobs import News
from gng_desktop.ui.batch.words import duration
from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.layouts import across, down
from gng_desktop.ui.kit.style import emphasise
from gng_desktop.ui.kit.time_left import words
from gng_desktop.ui.kit.widgets import ElidedLabel, button, paragraph

if TYPE_CHECKING:
    from gng_desktop.scan.run import ScanResult


class Running(QWidget):
    """Title, bar, a line of figures, Pause and Stop."""

    def __init__(self) -> None:
        super().__init__()
        self.title = emphasise(ElidedLabel(), 1.15)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(tr("Progress of the scan"))
        self.bar.setFormat(tr("%p %"))
        self.figures = QLabel()
        self.pause_button = button("")
        tip = tr("End the scan; finished files are kept")
        self.stop_button = button(tr("Stop"), tip, tr("Stop the scan"))
        line = across((self.bar, 1), self.pause_button, self.stop_button)
        down(self.title, line, self.figures, into=self, margins=0)
        self._news, self._paused, self._stopping = News(), False, False
        self.show_paused(False)

    def begin(self, source: str) -> None:
        self._news = News()
        self.title.set_full_text(tr("Scanning {source}", source=source), source)
        self.bar.setRange(0, 0)
        self.show_paused(False)
        self.set_stopping(False)

    def show_news(self, news: News) -> None:
        if news.work:
            self.figures.setText(tr("{work}…", work=news.work))
        elif news.result is None:
            self._news = news
            self.bar.setRange(0, news.total)
            self.bar.setValue(news.done)
            self._show_figures()

    def show_paused(self, paused: bool) -> None:
        self._paused = paused
        self.pause_button.setText(tr("Resume") if paused else tr("Pause"))
        self.pause_button.setAccessibleName(
            tr("Resume the scan") if paused else tr("Pause the scan")
        )
        self._show_figures()

    def set_stopping(self, stopping: bool) -> None:
        """Show that the scan comes to its end, which takes a moment."""
        self.pause_button.setEnabled(not stopping)
        self.stop_button.setEnabled(not stopping)
        self._stopping = stopping
        self._show_figures()

    def _show_figures(self) -> None:
        news = self._news
        if self._stopping:
            shown = tr("Stopping…")
        elif not news.total:
            shown = tr("Paused") if self._paused else ""
        elif self._paused:
            shown = tr("Paused at {done:,} of {total:,} files", done=news.done, total=news.total)
        else:
            shown = " · ".join(filter(None, _figures(news)))
        self.figures.setText(shown)


def _figures(news: News) -> tuple[str, ...]:
    speed = news.per_second
    return (
        tr("{done:,} of {total:,} files", done=news.done, total=news.total),
        "" if speed is None else tr("{speed:.1f} images per second", speed=speed),
        words(news.seconds_left),
    )


SHA_LABEL = "SHA-256"


class Summary(QWidget):
    """The end of a scan, in words; `copied` is emitted with a text for the clipboard."""

    copied = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.title = emphasise(ElidedLabel(), 1.15)
        self.words = paragraph()
        self.sha256 = QLineEdit()
        self.sha256.setReadOnly(True)
        self.sha256.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.sha256.setAccessibleName(tr("SHA-256 of the CSV"))
        self.copy_button = button(tr("Copy hash"))
        self.folder_button = button(tr("Open folder"), tr("Open the folder of the CSV"))
        self.errors_button = button(tr("Show errors"))
        tip = tr("Copy the command line that runs the same scan")
        self.command_button = button(tr("Copy command"), tip)
        self._command = ""
        self.copy_button.clicked.connect(lambda: self.copied.emit(self.sha256.text()))
        self.command_button.clicked.connect(lambda: self.copied.emit(self._command))
        down(
            self.title,
            self.words,
            across(paragraph(SHA_LABEL), (self.sha256, 1), self.copy_button),
            across(self.folder_button, self.errors_button, self.command_button, 1),
            into=self,
            margins=0,
        )

    def show_result(self, found: ScanResult, command: str) -> None:
        csv = found.outputs.csv
        self._command = command
        self.title.set_full_text(tr("Done: {csv}", csv=csv), str(csv))
        self.words.setText(" ".join(_sentences(found)))
        self.sha256.setText(found.csv_sha256)
        self.sha256.setCursorPosition(0)
        self.errors_button.setEnabled(found.counts.statuses["error"] > 0)


def _sentences(found: ScanResult) -> list[str]:
    counts, time = found.counts, duration(found.seconds)
    sentences = [
        tr("One file in {time}.", time=time)
        if counts.files == 1
        else tr("{files:,} files in {time}.", files=counts.files, time=time)
    ]
    if counts.rows != counts.files:
        sentences.append(tr("The CSV has {rows:,} rows.", rows=counts.rows))
    errors, listing = counts.statuses["error"], found.listing
    for count, one, many in (
        (
            errors,
            tr("One of them is an error: its row says what went wrong."),
            tr("{n:,} of them are errors: their rows say what went wrong.", n=errors),
        ),
        (
            counts.duplicates,
            tr("One file has the same bytes as another."),
            tr("{n:,} files have the same bytes as another.", n=counts.duplicates),
        ),
        (
            listing.repeated,
            tr("One line in the list repeats a file."),
            tr("{n:,} lines in the list repeat a file.", n=listing.repeated),
        ),
        (
            listing.not_entered,
            tr("One subfolder was not scanned."),
            tr("{n:,} subfolders were not scanned.", n=listing.not_entered),
        ),
    ):
        if count:
            sentences.append(one if count == 1 else many)
    return sentences
