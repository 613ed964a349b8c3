"""What trains: the queue of the folder of runs, one process after the other."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from gng_desktop.core.progress import Progress
from gng_desktop.training.events import Batch, Event, Preparing, command
from gng_desktop.ui.kit.language import QT_TR_NOOP, spoken, tr
from gng_desktop.ui.kit.workers import Job, JobQueue
from gng_desktop.ui.training.running import queue_jobs
from gng_desktop.ui.training.running.process import Ending, TrainingProcess
from gng_desktop.ui.training.running.queue_jobs import Listed, Taken
from gng_desktop.ui.training.running.run_progress import RunProgress, State
from gng_desktop.ui.training.words import step_of
from gng_desktop.ui.training.workspace import Workspace

if TYPE_CHECKING:
    from gng_desktop.training.grid import Grid
    from gng_desktop.training.queue import Claim, Queue
    from gng_desktop.training.recipe import Recipe

Command = Callable[..., list[str]]  # as `gng_desktop.training.events.command`
Change = Callable[["Queue"], Any]
NO_RUNS = QT_TR_NOOP("Choose the folder of runs first.")
NO_DATA = QT_TR_NOOP("Choose the data to learn from first, on the Data page.")
STEERED: tuple[State, ...] = ("preparing", "running", "pausing", "paused")


class QueueRunner(QObject):
    """Trains what waits; the file of the queue is the truth, and is read after every change.

    Attributes
    ----------
    runs : Path or None
        Of the workspace; while a training is running the folder that it was begun in.
    current : RunProgress or None
        Of the run that is being trained, or was trained last.
    """

    runs_used = Signal()  # another folder of runs is used
    queue_read = Signal(object)
    begun = Signal(object)  # RunProgress: a process was started for it
    event_taken = Signal(object)  # Event: `current` knows of it
    changed = Signal()  # the state of `current`, or `going`
    ended = Signal(object)  # RunProgress: its process is gone
    # Path: folder of a run that is finished, or was stopped with something to keep
    finished = Signal(object)
    progress = Signal(object)
    busy_changed = Signal(bool)

    def __init__(
        self, workspace: Workspace, parent: QObject | None = None, command: Command = command
    ) -> None:
        super().__init__(parent)
        self._workspace, self._command = workspace, command
        self.runs = workspace.runs
        self.going = False
        self.current: RunProgress | None = None
        self._claim: Claim | None = None
        self._taking: Job | None = None
        self._once_more = self._closed = False
        self._shown = 0.0
        self.process = TrainingProcess(self)
        self.process.event_received.connect(self._on_event)
        self.process.ended.connect(self._on_ended)
        self.writer = JobQueue(self)
        self.writer.failed.connect(self._on_failed)
        workspace.runs_changed.connect(self._on_runs)
        self.changed.connect(self._follow)
        self.busy_changed.connect(self._follow)

    @property
    def busy(self) -> bool:
        return self.process.busy

    # -- what is asked for --------------------------------------------------------------------

    def reload(self) -> None:
        """Read the queue: another program may have changed it."""
        self._do()

    def start(self, recipe: Recipe) -> None:
        """Train `recipe` now, or next if a training is running."""
        if self._ready():
            message = tr("It starts when the current training has ended") if self.busy else ""
            self._next(
                lambda queue: queue.again(queue.add(recipe).name, first=True), False, message
            )

    def enqueue(self, recipes: Sequence[Recipe]) -> None:
        if self._ready(data=False):
            words = QT_TR_NOOP("{count} recipes queued")
            if len(recipes) == 1:
                words = QT_TR_NOOP("1 recipe queued")
            message = tr(words, count=len(recipes))
            self._do(lambda queue: [queue.add(recipe) for recipe in recipes], message=message)

    def enqueue_grid(self, grid: Grid) -> None:
        """Put the recipes of `grid` at the end of the queue, but those that are finished."""
        if self._ready(data=False):
            self._do(lambda queue: queue_jobs.add_grid(queue, grid))

    def resume(self, name: str) -> None:
        """Resume an entry now, or next if a training is running."""
        if self._ready():
            self._next(lambda queue: queue.again(name, first=True))

    def move(self, name: str, step: int) -> None:
        """Move an entry up (`step` below 0) or down."""
        self._do(lambda queue: queue.shift(name, step))

    def remove(self, name: str) -> None:
        """Take an entry out of the queue; its run stays."""
        self._do(lambda queue: queue.remove(name))

    def start_queue(self) -> None:
        """Let the entries of the queue be trained, one after the other."""
        if self._ready():
            self._set_going(True)
            self._take()

    def pause_queue(self) -> None:
        """Let no other entry start; the one that is being trained continues."""
        self._set_going(False)

    def pause(self) -> None:
        """Let the training wait after this batch."""
        if self.current is not None and self.current.state == "running":
            self.current.state = "pausing"
            self.process.say("pause")
            self.changed.emit()

    def end_pause(self) -> None:
        """End a pause."""
        if self.current is not None and self.current.state in ("pausing", "paused"):
            if self.current.state == "pausing":  # which is then taken back, and not answered
                self.current.state = "running"
                self.changed.emit()
            self.process.say("go on")

    def stop(self) -> None:
        """End the training; its best epoch is the result."""
        if self.current is not None and self.current.state in STEERED:
            self.current.state = "stopping"
            self.process.say("stop")
            self.changed.emit()

    def suspend(self) -> None:
        """End the training so that it can be resumed; the queue is paused."""
        if self.current is not None and self.current.state in (*STEERED, "stopping"):
            self.current.state = "leaving"
            self._set_going(False)
            self.process.interrupt()
            self.changed.emit()

    def close(self, timeout_ms: int = 2_000) -> bool:
        """End the training, to be resumed another time; return whether all has ended."""
        self._closed = True
        self._set_going(False)
        gone = self.process.close(timeout_ms)
        return self.writer.close(timeout_ms) and gone

    # -- the folder of runs -------------------------------------------------------------------

    def _on_runs(self, folder: Path) -> None:
        if folder != self.runs and self._occupied():
            sentence = tr(
                "A training is running; the folder of runs cannot be changed until it has ended."
            )
            self._workspace.alert.emit(sentence, "")
        else:
            self._follow()

    def _follow(self) -> None:
        """Use the workspace's folder, which may have changed while a training was running."""
        folder = self._workspace.runs
        if folder is not None and folder != self.runs and not (self._occupied() or self.going):
            self.runs = folder
            self.runs_used.emit()
            self.reload()

    # -- the queue ----------------------------------------------------------------------------

    def _occupied(self) -> bool:
        return self.busy or self._taking is not None

    def _ready(self, data: bool = True) -> bool:
        no_data = data and self._workspace.data_folder is None
        missing = NO_RUNS if self.runs is None else NO_DATA if no_data else ""
        if missing:
            self._workspace.alert.emit(tr(missing), "")
        return not missing

    def _next(self, what: Change, resume: bool = True, message: str = "") -> None:
        """Change the queue so that an entry comes next, and take it where nothing is trained."""
        now = not self._occupied()
        # What is being taken in this moment may turn out to be nothing.
        self._once_more = not now
        self._set_going(True)
        self._do(what, now, resume, message)

    def _set_going(self, going: bool) -> None:
        if going != self.going:
            self.going = going
            self.changed.emit()

    def _do(
        self,
        what: Change | None = None,
        takes: bool = False,
        resume: bool = True,
        message: str = "",
    ) -> None:
        if self.runs is None:
            return
        work = queue_jobs.change(self.runs, what, takes, resume)
        job = self.writer.start(work, tr("The queue"), self._on_queue)
        if message:  # once it is done: an entry of that name may be there already
            job.result.connect(lambda _: self._workspace.status_message.emit(message))
        if takes:
            self._taking = job
            job.finished.connect(self._on_taken)

    def _on_queue(self, found: list[Listed] | Taken) -> None:
        if not isinstance(found, Taken):
            if not self._closed:  # else a thread would be started that nobody ends
                self.queue_read.emit(found)
            return
        self._taking = None
        if found.claim is None:
            self._took_nothing()
        else:
            self._begin(found.claim, found.resume)

    def _on_taken(self) -> None:
        """Forget a taking that failed: what was queued later is not held up by it."""
        if self._taking is not None and self._taking.done:
            self._taking = None
            self._took_nothing()

    def _take(self) -> None:
        self._once_more = self._occupied()
        if not self._once_more:
            self._do(takes=True)

    def _took_nothing(self) -> None:
        if self._once_more and self.going:
            self._take()
        else:
            self._set_going(False)

    def _on_failed(self, sentence: str, details: str) -> None:
        self._workspace.alert.emit(spoken(sentence), details)

    # -- the process --------------------------------------------------------------------------

    def _begin(self, claim: Claim, resume: bool) -> None:
        assert self.runs is not None
        if self._closed:
            # Too late for the writer's thread; what is not noted here the queue finds out itself.
            with suppress(Exception):
                claim.done("waiting")
            return
        self._claim = claim
        self.current = RunProgress(claim.entry.name, self.runs / claim.entry.name, "preparing")
        data = self._workspace.data_folder
        self.busy_changed.emit(True)
        self.begun.emit(self.current)
        self.process.start(self._command(claim.recipe, data, self.runs, resume=resume))

    def _on_event(self, event: Event) -> None:
        current = self.current
        assert current is not None
        before = current.state
        current.take(event)
        self.event_taken.emit(event)
        if current.state != before:
            self.changed.emit()
        text = tr("Training {name}", name=current.name)
        if isinstance(event, Preparing):
            self.progress.emit(Progress(event.done, event.total, step_of(text, event)))
        elif isinstance(event, Batch) and time.monotonic() - self._shown > 0.5:
            self._shown = time.monotonic()
            done, left = round(1000 * current.done), event.seconds_left_run
            self.progress.emit(Progress(done, 1000 * current.epochs, text, left))

    def _on_ended(self, ending: Ending) -> None:
        current, claim = self.current, self._claim
        self._claim = None
        assert current is not None and claim is not None
        state = "waiting" if ending.state == "interrupted" else ending.state
        current.state = state  # type: ignore[assignment]
        current.sentence, current.details = spoken(ending.sentence), ending.details
        current.preparing = None
        current.trace = []
        words = current.sentence, current.details, current.kind
        self._do(lambda _: queue_jobs.note_end(claim, state, *words))
        self.changed.emit()
        self.ended.emit(current)
        self.busy_changed.emit(False)
        if ending.state in ("finished", "stopped") and not ending.sentence:
            self.finished.emit(current.folder)
        if self.going and not self._closed:
            self._take()
