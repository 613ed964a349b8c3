"""One line on a running job of a page: how far it is, how long it still takes, Cancel."""

from __future__ import annotations

import time
from collections.abc import Callable

from gng_desktop.progress import Progress
from gng_desktop.ui.jobs_indicator import JobRow
from gng_desktop.ui.time_left import TimeLeft, words
from gng_desktop.ui.workers import JobRunner

PAUSE = 0.1
"""Least time between two words, s: more cannot be read."""


class JobLine(JobRow):
    """What `runner` does; hidden while it does nothing.

    Parameters
    ----------
    runner : JobRunner
    name : str
        What it does, shown until its work says more.
    cancel : callable, optional
        Called when the user cancels; by default that of the runner.
    """

    def __init__(
        self, runner: JobRunner, name: str, cancel: Callable[[], object] | None = None
    ) -> None:
        super().__init__(cancel or runner.cancel)
        self._name, self._estimate, self._spoken = name, TimeLeft(), 0.0
        self.bar.setFixedWidth(170)
        runner.busy_changed.connect(self._on_busy)
        runner.progress.connect(self._on_progress)
        self.hide()

    def _on_busy(self, busy: bool) -> None:
        self._estimate, self._spoken = TimeLeft(), 0.0
        self.show_job(self._name, None, "")
        self.setVisible(busy)

    def _on_progress(self, progress: Progress) -> None:
        now = time.monotonic()
        if progress.total:  # else there is nothing to tell the time left by
            self._estimate.update(now, progress)
        if now - self._spoken >= PAUSE:
            self._spoken = now
            self.show_job(progress.text or self._name, progress, words(self._estimate.left(now)))
