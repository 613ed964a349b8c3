"""What is running, how far it is, how long it still takes, and how to stop it."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QProgressBar,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gng_desktop.core.progress import Progress
from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.layouts import across
from gng_desktop.ui.kit.time_left import TimeLeft, words
from gng_desktop.ui.kit.widgets import ElidedLabel, button, delay

DELAY = 0.15
"""Jobs shorter than this many seconds are never shown, nor gaps between jobs."""
TICK_MS = 500
"""How often the time left is counted down, ms."""
BAR_WIDTH, TEXT_WIDTH, POPUP_WIDTH = 200, 240, 560


class Indicated(Protocol):
    """Work that can be shown: a `gng_desktop.ui.kit.workers.JobRunner` or what has its signals."""

    @property
    def busy(self) -> bool: ...

    @property
    def busy_changed(self) -> Any: ...  # signal of a bool

    @property
    def progress(self) -> Any: ...  # signal of a `Progress`


@dataclass(eq=False)
class _Entry:
    runner: Indicated
    name: str
    cancel: Callable[[], object]
    row: JobRow
    by_key: bool = True
    elsewhere: Callable[[], bool] = bool
    since: float = math.inf
    progress: Progress | None = None
    estimate: TimeLeft = field(default_factory=TimeLeft)

    @property
    def text(self) -> str:
        return tr(self.progress.text) if self.progress and self.progress.text else self.name


class JobRow(QWidget):
    """One job: what is done, a bar with the time left, a button to cancel it."""

    def __init__(self, cancel: Callable[[], object]) -> None:
        super().__init__()
        self.text = ElidedLabel()
        self.text.setMinimumWidth(60)
        self.text.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.bar = QProgressBar()
        self.bar.setFixedWidth(BAR_WIDTH)
        self.cancel_button = button(tr("Cancel"), do=lambda: cancel())
        across((self.text, 1), self.bar, self.cancel_button, margins=(0, 0, 0, 0), into=self)

    def show_job(self, text: str, progress: Progress | None, left: str) -> None:
        """Show what is done (`text`), how far it is, and the time left in words."""
        self.text.set_full_text(tr("{work}…", work=text))
        total = progress.total if progress is not None else 0
        self.bar.setRange(0, max(0, total))
        self.bar.setValue(progress.done if progress is not None and total > 0 else -1)
        percent = tr("%p %")
        self.bar.setFormat(f"{percent}  ·  {left}" if left else percent)
        self.bar.setAccessibleName(tr("Progress: {work}", work=text))
        self.bar.setAccessibleDescription(left)
        self.cancel_button.setAccessibleName(tr("Cancel: {work}", work=text))


class JobsIndicator(QWidget):
    """The most important running job, and on request all of them; hidden when nothing runs."""

    changed = Signal()  # something began to run or ended

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._entries: list[_Entry] = []
        self._first: _Entry | None = None
        self._timer = delay(self, 0, self.refresh)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self.row = JobRow(self._cancel_first)
        self.more = QToolButton()
        self.more.setAutoRaise(True)
        self.more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.more.setArrowType(Qt.ArrowType.UpArrow)
        self.more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.more.setToolTip(tr("Show everything that is running"))
        self.more.clicked.connect(self._open)
        self.popup = QFrame(self, Qt.WindowType.Popup)
        self.popup.setFrameShape(QFrame.Shape.StyledPanel)
        self.popup.setAccessibleName(tr("Running work"))
        self.popup.setFixedWidth(POPUP_WIDTH)
        self._rows = QVBoxLayout(self.popup)
        across((self.row, 1), self.more, margins=(0, 0, 0, 0), into=self)
        self.row.text.setMaximumWidth(TEXT_WIDTH)
        self.setAccessibleName(tr("Running work"))
        self.hide()

    def add(
        self,
        runner: Indicated,
        name: str,
        cancel: Callable[[], object],
        by_key: bool = True,
        elsewhere: Callable[[], bool] = bool,
    ) -> None:
        """Watch `runner`; of several running jobs the one added first is shown.

        Parameters
        ----------
        name : str
            What it does, shown until its work says more: "Loading the models".
        by_key : bool
            Whether Esc may cancel it too; not so of what runs for hours.
        elsewhere : callable
            Returns whether its progress is in sight in another place: one bar is enough.
        """
        row = JobRow(cancel)
        row.hide()
        self._rows.addWidget(row)
        entry = _Entry(runner, name, cancel, row, by_key, elsewhere)
        self._entries.append(entry)
        runner.busy_changed.connect(lambda busy: self._on_busy(entry, busy))
        runner.progress.connect(lambda progress: self._on_progress(entry, progress))
        if runner.busy:
            self._on_busy(entry, True)

    @property
    def rows(self) -> list[JobRow]:
        """The rows of the popup, one for each runner; those of idle runners are hidden."""
        return [entry.row for entry in self._entries]

    @property
    def running(self) -> list[str]:
        return [entry.text for entry in self._shown()]

    def refresh(self) -> None:
        shown = self._shown()
        ages = [self._clock() - entry.since for entry in self._entries]
        young = [age for age in ages if 0 <= age < DELAY]
        # A job that follows on another waits behind it; the old words stay until then.
        if shown or not young:
            self._show(shown)
        if young:
            self._wake(max(1, math.ceil(1000 * (DELAY - max(young)))))
        elif shown:
            self._wake(TICK_MS)

    def _show(self, shown: list[_Entry]) -> None:
        now = self._clock()
        self._first = shown[0] if shown else None
        for entry in self._entries:
            entry.row.setVisible(entry in shown)
            if entry in shown:
                left = words(entry.estimate.left(now))
                entry.row.show_job(entry.text, entry.progress, left)
                if entry is self._first:
                    self.row.show_job(entry.text, entry.progress, left)
        self.more.setVisible(len(shown) > 1)
        self.more.setText(tr("{count} jobs", count=len(shown)))
        if len(shown) < 2:
            self.popup.hide()
        elif self.popup.isVisible():
            self._place()
        self.setVisible(bool(shown))

    def _shown(self) -> list[_Entry]:
        """Return the jobs that have run long enough to be shown."""
        now = self._clock()
        running = (entry for entry in self._entries if now - entry.since >= DELAY)
        return [entry for entry in running if not entry.elsewhere()]

    def _wake(self, milliseconds: int) -> None:
        if not self._timer.isActive() or self._timer.remainingTime() > milliseconds:
            self._timer.start(milliseconds)

    def _on_busy(self, entry: _Entry, busy: bool) -> None:
        entry.since = self._clock() if busy else math.inf
        entry.progress, entry.estimate = None, TimeLeft()
        self.changed.emit()
        self._wake(round(1000 * DELAY))

    def _on_progress(self, entry: _Entry, progress: Progress) -> None:
        entry.progress = progress
        entry.estimate.update(self._clock(), progress)
        # Some work reports thousands of steps a second; more than a few cannot be read.
        self._wake(round(1000 * DELAY))

    @property
    def busy(self) -> bool:
        """Whether anything runs that Esc may cancel, shown or not yet."""
        return any(entry.by_key and entry.runner.busy for entry in self._entries)

    def cancel_by_key(self) -> None:
        """Cancel the most important job that Esc may cancel."""
        busy = (entry for entry in self._entries if entry.by_key and entry.runner.busy)
        if (entry := next(busy, None)) is not None:
            entry.cancel()

    def _cancel_first(self) -> None:
        if self._first is not None:
            self._first.cancel()

    def _open(self) -> None:
        self._place()
        self.popup.show()

    def _place(self) -> None:
        self.popup.adjustSize()
        corner = self.mapToGlobal(QPoint(0, 0))
        self.popup.move(corner.x(), corner.y() - self.popup.height() - 4)
