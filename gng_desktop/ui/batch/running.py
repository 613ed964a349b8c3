"""How far the scan is, and the buttons that pause and stop it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from gng_desktop.ui.batch.jobs import News
from gng_desktop.ui.language import tr
from gng_desktop.ui.panels.elided_label import ElidedLabel
from gng_desktop.ui.style import emphasise
from gng_desktop.ui.time_left import words


class Running(QWidget):
    """Title, bar, a line of figures, Pause and Stop."""

    def __init__(self) -> None:
        super().__init__()
        self.title = ElidedLabel()
        emphasise(self.title, 1.15)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(tr("Progress of the scan"))
        self.bar.setFormat(tr("%p %"))
        self.figures = QLabel()
        self.pause_button = QPushButton()
        self.stop_button = QPushButton(tr("Stop"))
        self.stop_button.setToolTip(tr("End the scan; what is done is kept"))
        self.stop_button.setAccessibleName(tr("Stop the scan"))
        line = QHBoxLayout()
        line.addWidget(self.bar, 1)
        line.addWidget(self.pause_button)
        line.addWidget(self.stop_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.title)
        column.addLayout(line)
        column.addWidget(self.figures)
        self._news, self._paused, self._stopping = News(0, 0, []), False, False
        self.show_paused(False)

    def begin(self, source: str) -> None:
        """Show a scan of `source` that begins."""
        self._news = News(0, 0, [])
        self.title.set_full_text(tr("Scanning {source}", source=source), source)
        self.bar.setRange(0, 0)
        self.show_paused(False)
        self.set_stopping(False)

    def show_work(self, work: str) -> None:
        """Show what is done before and after the files are judged."""
        self.figures.setText(tr("{work}…", work=work))

    def show_news(self, news: News) -> None:
        """Show how far the scan is."""
        self._news = news
        self.bar.setRange(0, news.total)
        self.bar.setValue(news.done)
        self._show_figures()

    def show_paused(self, paused: bool) -> None:
        """Show whether the scan stands still."""
        self._paused = paused
        self.pause_button.setText(tr("Go on") if paused else tr("Pause"))
        self.pause_button.setAccessibleName(
            tr("Go on with the scan") if paused else tr("Pause the scan")
        )
        self._show_figures()

    def _show_figures(self) -> None:
        news = self._news
        if self._stopping:
            told = tr("Stopping…")
        elif not news.total:
            told = tr("Paused") if self._paused else ""
        elif self._paused:
            told = tr("Paused at {done:,} of {total:,} files", done=news.done, total=news.total)
        else:
            told = " · ".join(filter(None, _figures(news)))
        self.figures.setText(told)

    def set_stopping(self, stopping: bool) -> None:
        """Show that the scan comes to its end, which takes a moment."""
        self.pause_button.setEnabled(not stopping)
        self.stop_button.setEnabled(not stopping)
        self._stopping = stopping
        self._show_figures()


def _figures(news: News) -> tuple[str, ...]:
    speed = news.per_second
    return (
        tr("{done:,} of {total:,} files", done=news.done, total=news.total),
        "" if speed is None else tr("{speed:.1f} images per second", speed=speed),
        words(news.seconds_left),
    )
