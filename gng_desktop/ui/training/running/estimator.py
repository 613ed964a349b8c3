"""How long a recipe would take on this machine, measured by a process of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gng_desktop.core.progress import Progress
from gng_desktop.training.events import Estimated, Event, Preparing, command
from gng_desktop.ui.kit.language import spoken, tr
from gng_desktop.ui.kit.workers import JobQueue
from gng_desktop.ui.training.running import queue_jobs
from gng_desktop.ui.training.running.process import Ending, TrainingProcess
from gng_desktop.ui.training.running.queue_runner import NO_DATA, NO_RUNS, Command, QueueRunner
from gng_desktop.ui.training.words import step_of
from gng_desktop.ui.training.workspace import Workspace

if TYPE_CHECKING:
    from gng_desktop.training.recipe import Recipe

CANCEL_MS = 1_000  # how long the process of an estimate that is cancelled may end by itself, ms


class Estimator(QObject):
    """Measures in a process of its own how long a recipe would take here; one at a time."""

    estimated = Signal(object)
    progress = Signal(object)
    busy_changed = Signal(bool)

    def __init__(
        self,
        workspace: Workspace,
        queue_runner: QueueRunner,
        parent: QObject,
        command: Command = command,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._queue_runner, self._command = workspace, queue_runner, command
        self._places: tuple[Path, Path] | None = None
        self._folder: Path | None = None
        self._cancelled = False
        self.process = TrainingProcess(self)
        self.process.event_received.connect(self._on_event)
        self.process.ended.connect(self._on_ended)
        self.writer = JobQueue(self)
        self.writer.failed.connect(self._on_unwritten)

    @property
    def busy(self) -> bool:
        """Whether an estimate is being made, or its process is still ending."""
        return self._places is not None

    def estimate(self, recipe: Recipe) -> None:
        """Measure what `recipe` would take; nothing while another estimate is being made."""
        data, runs = self._workspace.data_folder, self._queue_runner.runs
        if data is None or runs is None:
            self._workspace.alert.emit(tr(NO_DATA if data is None else NO_RUNS), "")
        elif self._queue_runner.busy:
            sentence = tr(
                "A training is running and would distort the estimate; make it when the "
                "training has ended."
            )
            self._workspace.alert.emit(sentence, "")
        elif not self.busy:
            self._places, self._cancelled = (data, runs), False
            self.busy_changed.emit(True)
            self.writer.start(queue_jobs.write(recipe), tr("The estimate"), self._on_written)

    def cancel(self) -> None:
        """Make no estimate after all; nothing is shown."""
        self._cancelled = True
        self.process.interrupt(CANCEL_MS)

    def close(self, timeout_ms: int = 2_000) -> bool:
        """End everything; return whether that was done within `timeout_ms` ms."""
        self.cancel()
        gone = self.process.close(timeout_ms)
        return self.writer.close(timeout_ms) and gone

    def _on_written(self, recipe: Path) -> None:
        assert self._places is not None
        self._folder = recipe.parent
        if self._cancelled:
            self._over()
        else:
            self.process.start(self._command(recipe, *self._places, estimate=True))

    def _on_unwritten(self, sentence: str, details: str) -> None:
        self._over()
        self._workspace.alert.emit(sentence, details)

    def _on_event(self, event: Event) -> None:
        if isinstance(event, Preparing):
            text = step_of(tr("Estimate"), event)
            self.progress.emit(Progress(event.done, event.total, text))

    def _on_ended(self, ending: Ending) -> None:
        self._over()
        if self._cancelled:
            return
        if isinstance(ending.last, Estimated):
            self.estimated.emit(ending.last)
        elif ending.sentence:
            self._workspace.alert.emit(spoken(ending.sentence), ending.details)

    def _over(self) -> None:
        self._places = None
        if self._folder is not None:
            work = queue_jobs.clear(self._folder)
            self.writer.start(work, tr("The estimate"), lambda found: None)
            self._folder = None
        self.busy_changed.emit(False)
