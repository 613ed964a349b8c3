"""What trains: the queue of a folder of runs, worked off one process at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from gng_desktop.progress import Progress
from gng_desktop.training.events import Batch, Event, Preparing, command
from gng_desktop.ui.language import QT_TR_NOOP, tr
from gng_desktop.ui.training import queue_jobs
from gng_desktop.ui.training.course import Course, State
from gng_desktop.ui.training.process import Ending, TrainingProcess
from gng_desktop.ui.training.queue_jobs import Change, Listing, Taken
from gng_desktop.ui.training.run_words import spoken, step_of
from gng_desktop.ui.workers import Job, JobQueue

if TYPE_CHECKING:
    from gng_desktop.training.grid import Grid
    from gng_desktop.training.queue import Claim
    from gng_desktop.training.recipe import Recipe

Commander = Callable[..., list[str]]
NO_RUNS = QT_TR_NOOP("Choose the folder of runs first.")
NO_DATA = QT_TR_NOOP("Choose the data to learn from first, on the page Data.")
STEERED: tuple[State, ...] = ("preparing", "running", "pausing", "paused")


class Trainer(QObject):
    """Works off a queue; the file of the queue is the truth, and is read anew after every change.

    Parameters
    ----------
    command : callable
        As `gng_desktop.training.events.command`.

    Attributes
    ----------
    going : bool
        Whether the next entry starts by itself.
    course : Course or None
        Of the run that is being trained, or was trained last.
    listing : Listing
    keeper : JobQueue
        Reads and changes the queue.

    Signals
    -------
    listed : Listing
        The queue as it stands.
    begun : Course
        A process was started for it.
    told : Event
        `course` has taken it already.
    changed
        The state of `course`, or `going`.
    ended : Course
        Its process is gone.
    finished : Path
        Folder of a run that is finished, or was stopped with something to keep.
    failed : str, str
        A sentence, its details.
    progress : Progress
    busy_changed : bool
    """

    listed = Signal(object)
    begun = Signal(object)
    told = Signal(object)
    changed = Signal()
    ended = Signal(object)
    finished = Signal(object)
    failed = Signal(str, str)
    progress = Signal(object)
    busy_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None, command: Commander = command) -> None:
        super().__init__(parent)
        self._command = command
        self.runs: Path | None = None
        self.data: Path | None = None
        self.going = False
        self.course: Course | None = None
        self.listing = Listing(())
        self._claim: Claim | None = None
        self._taking: Job | None = None
        self._once_more = False
        self._closed = False
        self._shown = 0.0
        self.process = TrainingProcess(self)
        self.process.told.connect(self._on_told)
        self.process.ended.connect(self._on_ended)
        self.keeper = JobQueue(self)
        self.keeper.failed.connect(self._on_failed)

    @property
    def busy(self) -> bool:
        """Whether a run is being trained."""
        return self.process.busy

    # -- what is wanted -----------------------------------------------------------------------

    def use_runs(self, folder: Path) -> bool:
        """Use the queue of this folder of runs; return False while a training is running."""
        if self.busy or self._taking is not None:
            return False
        self.runs = folder
        self.reload()
        return True

    def reload(self) -> None:
        """Read the queue anew: another program may have changed it."""
        if self.runs is not None:
            self._do(None)

    def start(self, recipe: Recipe | Path, resume: bool = False) -> None:
        """Train `recipe` now, or next if a training is running."""
        if self._ready():
            self._next(lambda now: queue_jobs.starting(recipe, resume, now))

    def enqueue(self, recipes: Sequence[Recipe | Path]) -> None:
        """Put `recipes` at the end of the queue."""
        if self._ready(data=False):
            self._do(queue_jobs.adding(recipes))

    def enqueue_grid(self, grid: Grid) -> None:
        """Put the recipes of `grid` at the end of the queue, but those that are finished."""
        if self._ready(data=False):
            self._do(queue_jobs.adding_grid(grid))

    def resume(self, name: str) -> None:
        """Go on with an entry now, or next if a training is running."""
        if self._ready():
            self._next(lambda now: queue_jobs.resuming(name, now))

    def move(self, name: str, step: int) -> None:
        """Move an entry up (`step` below 0) or down."""
        self._do(queue_jobs.moving(name, step))

    def remove(self, name: str) -> None:
        """Take an entry out of the queue; its run stays."""
        self._do(queue_jobs.removing(name))

    def go(self) -> None:
        """Let the entries of the queue be trained, one after the other."""
        if not self._ready():
            return
        self._set_going(True)
        self._take()

    def hold(self) -> None:
        """Let no other entry start; the one that is being trained goes on."""
        self._set_going(False)

    def pause(self) -> None:
        """Let the training wait after this batch."""
        if self.course is not None and self.course.state == "running":
            self.course.state = "pausing"
            self.process.pause()
            self.changed.emit()

    def go_on(self) -> None:
        """End a pause."""
        if self.course is not None and self.course.state in ("pausing", "paused"):
            if self.course.state == "pausing":  # which is then taken back, and not answered
                self.course.state = "running"
                self.changed.emit()
            self.process.go_on()

    def stop(self) -> None:
        """End the training; its best epoch is the result."""
        if self.course is not None and self.course.state in STEERED:
            self.course.state = "stopping"
            self.process.stop()
            self.changed.emit()

    def interrupt(self) -> None:
        """End the training so that it can be gone on with; the queue is held."""
        if self.course is not None and self.course.state in (*STEERED, "stopping"):
            self.course.state = "leaving"
            self._set_going(False)
            self.process.interrupt()
            self.changed.emit()

    def close(self, timeout_ms: int = 2_000) -> bool:
        """End the training, to be gone on with another time; return whether all has ended."""
        self._closed = True
        self._set_going(False)
        gone = self.process.close(timeout_ms)
        return self.keeper.close(timeout_ms) and gone

    # -- the queue ----------------------------------------------------------------------------

    def _occupied(self) -> bool:
        return self.busy or self._taking is not None

    def _ready(self, data: bool = True) -> bool:
        missing = NO_RUNS if self.runs is None else NO_DATA if data and self.data is None else ""
        if missing:
            self.failed.emit(tr(missing), "")
        return not missing

    def _next(self, what: Callable[[bool], Change]) -> None:
        """Change the queue so that an entry comes next; `what` is told whether that is now."""
        now = not self._occupied()
        # What is being taken in this moment may turn out to be nothing.
        self._once_more = not now
        self._set_going(True)
        self._do(what(now), takes=now)

    def _set_going(self, going: bool) -> None:
        if going != self.going:
            self.going = going
            self.changed.emit()

    def _do(self, what: Change | None, takes: bool = False) -> None:
        if self.runs is None:
            return
        job = self.keeper.start(queue_jobs.change(self.runs, what), tr("The queue"), self._on_queue)
        if takes:
            self._taking = job
            job.finished.connect(self._on_taken)

    def _on_queue(self, found: Any) -> None:
        if isinstance(found, Listing):
            self.listing = found
            self.listed.emit(found)
        elif isinstance(found, Taken):
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
            self._do(queue_jobs.taking(), takes=True)

    def _took_nothing(self) -> None:
        if self._once_more and self.going:
            self._take()
        else:
            self._set_going(False)

    def _on_failed(self, sentence: str, details: str) -> None:
        self.failed.emit(spoken(sentence), details)

    # -- the process --------------------------------------------------------------------------

    def _begin(self, claim: Claim, resume: bool) -> None:
        assert self.runs is not None
        assert self.data is not None
        if self._closed:
            # Too late for the keeper's thread; what is not noted here the queue finds out itself.
            with suppress(Exception):
                claim.done("waiting")
            return
        self._claim = claim
        self.course = Course(claim.entry.name, self.runs / claim.entry.name, "preparing")
        words = self._command(claim.recipe, self.data, self.runs, resume=resume)
        self.busy_changed.emit(True)
        self.begun.emit(self.course)
        self.process.start(words)

    def _on_told(self, event: Event) -> None:
        course = self.course
        if course is None:
            return
        before = course.state
        course.take(event)
        self.told.emit(event)
        if course.state != before:
            self.changed.emit()
        text = tr("Training {name}", name=course.name)
        if isinstance(event, Preparing):
            self.progress.emit(Progress(event.done, event.total, step_of(text, event)))
        elif isinstance(event, Batch) and time.monotonic() - self._shown > 0.5:
            self._shown = time.monotonic()
            self.progress.emit(Progress(round(1000 * course.done), 1000 * course.epochs, text))

    def _on_ended(self, ending: Ending) -> None:
        course, claim = self.course, self._claim
        self._claim = None
        if course is None or claim is None:
            return
        state = "waiting" if ending.state == "interrupted" else ending.state
        course.state = state  # type: ignore[assignment]
        course.sentence, course.details = spoken(ending.sentence), ending.details
        course.preparing = None
        course.trace = []
        self._do(queue_jobs.ending(claim, state, course.sentence, course.details))
        self.changed.emit()
        self.ended.emit(course)
        self.busy_changed.emit(False)
        if ending.state in ("finished", "stopped") and not ending.sentence:
            self.finished.emit(course.folder)
        if self.going and not self._closed:
            self._take()
