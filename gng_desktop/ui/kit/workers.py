"""Long work off the GUI thread: generators on a thread pool, cancellable between yields."""

from __future__ import annotations

import logging
import threading
import time
import traceback
from collections.abc import Callable, Generator, Iterable, Iterator
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from gng_desktop.core.errors import PlainError
from gng_desktop.core.progress import Progress
from gng_desktop.ui.kit.language import tr

log = logging.getLogger(__name__)

Steps = Generator[Any, None, None]
"""Work under way: yields `Progress` and results. Nothing of it runs before the worker's thread."""
Work = Steps | Callable[[], Steps]
"""A generator that does the work, or what makes it on the worker's thread."""


def renamed(steps: Iterator[Any], words: str) -> Generator[Any, None, Any]:
    """Yield what `steps` yield, their progress in other words; return what they return."""
    while True:
        try:
            step = next(steps)
        except StopIteration as end:
            return end.value
        yield Progress(step.done, step.total, words) if isinstance(step, Progress) else step


class UserError(PlainError):
    """A failure found in the window itself."""


class Worker(QObject):
    """Run one generator to its end, or until it is cancelled.

    Parameters
    ----------
    work : generator, or callable that makes it
        Reports the `Progress` objects that it yields as "progress", everything else as "result"; a
        `PlainError` that it raises is reported as its sentence.
    what : str
        Names the work in the sentence shown if it fails unexpectedly, e.g. ``"The analysis"``.
    """

    reported = Signal(str, object)
    """Name of a signal of `Job`, and the tuple of what it says."""

    def __init__(self, work: Work, what: str) -> None:
        super().__init__()
        self._work: Work | None = work
        self._what = what
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next yield; the generator is then closed."""
        self._cancelled.set()

    def run(self) -> None:
        """Drive the generator; called by the thread pool."""
        try:
            if not self._cancelled.is_set():
                self._drive()
        except PlainError as error:
            self.reported.emit("failed", (tr(str(error)), ""))
        except Exception:
            log.exception("%s failed", self._what)
            sentence = tr(
                "{what} stopped because of an unexpected error; please try again, and report the "
                "details if it recurs.",
                what=self._what,
            )
            self.reported.emit("failed", (sentence, traceback.format_exc()))
        finally:
            self.reported.emit("finished", ())

    def _drive(self) -> None:
        assert self._work is not None
        items = self._work() if callable(self._work) else self._work
        self._work = None  # it holds images, and the job outlives it
        try:
            for item in items:
                if self._cancelled.is_set():
                    return
                self.reported.emit("progress" if isinstance(item, Progress) else "result", (item,))
        finally:
            items.close()


class Job(QObject):
    """The GUI thread's end of one `Worker`; once cut off it never speaks again.

    Disconnecting alone would not do: signals already queued from the worker's thread are
    still delivered. The job therefore filters them on the receiving side.
    """

    progress = Signal(object)
    result = Signal(object)
    failed = Signal(str, str)  # one plain sentence and, for an unexpected error, its details
    finished = Signal()

    def __init__(self, work: Work, what: str) -> None:
        super().__init__()
        self.worker = Worker(work, what)
        self.done = False
        self._cut = False
        self.worker.reported.connect(self._pass_on)

    def cut(self) -> None:
        """Cancel the work and silence every signal from now on."""
        self._cut = True
        self.worker.cancel()

    @Slot(str, object)
    def _pass_on(self, signal: str, values: tuple[Any, ...]) -> None:
        self.done = signal == "finished"
        if not self._cut:
            getattr(self, signal).emit(*values)


class JobRunner(QObject):
    """Run one job at a time; starting the next cancels and silences the last."""

    progress = Signal(object)
    # One plain sentence; and for an unexpected error its details, else "".
    failed = Signal(str, str)
    busy_changed = Signal(bool)  # true when a job starts, false when it ends or is cancelled

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pool = QThreadPool(self)
        # One thread: a cancelled job must have left the engines before the next enters them.
        self.pool.setMaxThreadCount(1)
        self._job: Job | None = None
        self._running: list[Job] = []

    @property
    def busy(self) -> bool:
        return self._job is not None

    def start(self, work: Work, what: str, on_result: Callable[[Any], None] | None = None) -> Job:
        """Start `work`, cutting off whatever ran before.

        Parameters
        ----------
        what : str
            Names the work at the start of a sentence.
        on_result : callable
            Called on the GUI thread with everything yielded that is not a `Progress`.
        """
        self._make_way()
        # Qt may still be leaving run() when `finished` arrives, so ended jobs go one job later.
        self._running = [job for job in self._running if not job.done]
        job = Job(work, what)
        job.progress.connect(self.progress)
        if on_result is not None:
            job.result.connect(on_result)
        job.failed.connect(self.failed)
        # A method of a QObject: not called any more once the runner is deleted.
        job.finished.connect(self._on_finished)
        self._running.append(job)
        self._job = job
        # A function: a pool keeps every QRunnable object that it was ever given.
        self.pool.start(job.worker.run)
        self.busy_changed.emit(True)
        return job

    def cancel(self) -> None:
        """Cancel the running job, if there is one; nothing of it is heard again."""
        if self._job is not None:
            self._job.cut()
            self._job = None
            self.busy_changed.emit(False)

    def close(self, timeout_ms: int = 2_000) -> bool:
        """Cancel, then wait at most `timeout_ms` ms; return whether the thread has ended."""
        self.cancel()
        self.pool.clear()
        ended = self.pool.waitForDone(timeout_ms)
        if not ended:
            log.warning("a worker thread did not end within %d ms", timeout_ms)
        return ended

    def _make_way(self) -> None:
        if self._job is not None:
            self._job.cut()

    @Slot()
    def _on_finished(self) -> None:
        if self._job is not None and self._job.done:
            self._job = None
            self.busy_changed.emit(False)


def close_all(runners: Iterable[JobRunner], timeout_ms: int) -> bool:
    """Cancel all of `runners` and wait at most `timeout_ms` ms in all; return whether all ended."""
    runners, end = list(runners), time.monotonic() + timeout_ms / 1000
    for runner in runners:
        runner.cancel()
    return all([runner.close(max(0, round(1000 * (end - time.monotonic())))) for runner in runners])


class JobQueue(JobRunner):
    """Run jobs one after another, none of them cut off: what is being saved is saved."""

    def _make_way(self) -> None:
        pass

    def cancel(self) -> None:
        """Do nothing: what was started is brought to its end."""

    def close(self, timeout_ms: int = 2_000) -> bool:
        """Wait at most `timeout_ms` ms for what is still to be done; return whether it was."""
        ended = self.pool.waitForDone(timeout_ms)
        if not ended:
            log.warning("files were still being written after %d ms", timeout_ms)
        return ended
