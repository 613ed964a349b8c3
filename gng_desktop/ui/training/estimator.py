"""How long a recipe would take on this machine, measured by a process of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from gng_desktop.progress import Progress
from gng_desktop.training.events import Estimated, Event, Preparing, command
from gng_desktop.ui.language import tr
from gng_desktop.ui.training import queue_jobs
from gng_desktop.ui.training.process import Ending, TrainingProcess
from gng_desktop.ui.training.queue_jobs import Written
from gng_desktop.ui.training.run_words import spoken, step_of
from gng_desktop.ui.workers import JobQueue

if TYPE_CHECKING:
    from gng_desktop.training.recipe import Recipe

CANCEL_MS = 1_000
"""How long a process that is not wanted any more may end by itself, ms."""


class Estimator(QObject):
    """One estimate at a time.

    Signals
    -------
    estimated : Estimated
    failed : str, str
        A sentence, its details.
    progress : Progress
    busy_changed : bool
    """

    estimated = Signal(object)
    failed = Signal(str, str)
    progress = Signal(object)
    busy_changed = Signal(bool)

    def __init__(
        self, parent: QObject | None = None, command: Callable[..., list[str]] = command
    ) -> None:
        super().__init__(parent)
        self._command = command
        self._places: tuple[Path, Path] | None = None
        self._folder: Path | None = None
        self._wanted = False
        self.process = TrainingProcess(self)
        self.process.told.connect(self._on_told)
        self.process.ended.connect(self._on_ended)
        self.writer = JobQueue(self)
        self.writer.failed.connect(self._on_unwritten)

    @property
    def busy(self) -> bool:
        """Whether an estimate is being made, or its process is still ending."""
        return self._places is not None

    def estimate(self, recipe: Recipe | Path, data: Path, runs: Path) -> None:
        """Measure what `recipe` would take; nothing while another estimate is being made."""
        if self.busy:
            return
        self._places, self._wanted = (data, runs), True
        self.busy_changed.emit(True)
        self.writer.start(queue_jobs.write(recipe), tr("The estimate"), self._on_written)

    def cancel(self) -> None:
        """Make no estimate after all; nothing is said."""
        self._wanted = False
        self.process.interrupt(CANCEL_MS)

    def close(self, timeout_ms: int = 2_000) -> bool:
        """End everything; return whether that was done within `timeout_ms` ms."""
        self.cancel()
        gone = self.process.close(timeout_ms)
        return self.writer.close(timeout_ms) and gone

    def _on_written(self, found: Any) -> None:
        if not isinstance(found, Written) or self._places is None:
            return
        self._folder = found.folder
        if not self._wanted:
            self._over()
            return
        self.process.start(self._command(found.recipe, *self._places, estimate=True))

    def _on_unwritten(self, sentence: str, details: str) -> None:
        if self._places is not None and not self.process.busy:
            self._over()
            self.failed.emit(sentence, details)

    def _on_told(self, event: Event) -> None:
        if isinstance(event, Preparing):
            text = step_of(tr("Estimate"), event)
            self.progress.emit(Progress(event.done, event.total, text))

    def _on_ended(self, ending: Ending) -> None:
        wanted = self._wanted
        self._over()
        if not wanted:
            return
        if isinstance(ending.last, Estimated):
            self.estimated.emit(ending.last)
        elif ending.sentence:
            self.failed.emit(spoken(ending.sentence), ending.details)

    def _over(self) -> None:
        self._places, self._wanted = None, False
        if self._folder is not None:
            self.writer.start(
                queue_jobs.remove(self._folder), tr("The estimate"), lambda found: None
            )
            self._folder = None
        self.busy_changed.emit(False)
