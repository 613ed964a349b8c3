"""What is done with runs, and what is written: started, told of, stopped."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from gng_desktop.ui.language import tr
from gng_desktop.ui.training import results_jobs, results_work
from gng_desktop.ui.training.apart import Done, apart
from gng_desktop.ui.training.result_words import MODEL_WORDS, known
from gng_desktop.ui.workers import JobQueue, JobRunner

if TYPE_CHECKING:
    from gng_desktop.modelstore import RollBack
    from gng_desktop.training.comparison import Comparison
    from gng_desktop.training.history import Summary
    from gng_desktop.training.table import Table


class RunActions(QObject):
    """One of them at a time; nothing is started while something is done.

    Attributes
    ----------
    worker : JobRunner
        What needs Keras, in a process of its own: testing, finding mistakes, publishing.
    writer : JobQueue
        Exports and roll back, which are brought to their end.

    Signals
    -------
    tested, searched : Path
        The run in this folder is tested; its mistakes are found.
    models_changed
        Another model is in use.
    said : str
        What was done.
    busy_changed : bool
    """

    tested = Signal(object)
    searched = Signal(object)
    models_changed = Signal()
    said = Signal(str)
    busy_changed = Signal(bool)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._busy = False
        self.worker, self.writer = JobRunner(self), JobQueue(self)
        for runner in (self.worker, self.writer):
            runner.busy_changed.connect(self._on_busy)

    @property
    def busy(self) -> bool:
        """Whether something is done or written."""
        return self.worker.busy or self.writer.busy

    def _on_busy(self) -> None:
        if self.busy != self._busy:
            self._busy = self.busy
            self.busy_changed.emit(self._busy)

    # -- in a process of its own --------------------------------------------------------------

    def test(self, found: Summary, data: Path) -> None:
        """Test a run on the images in `data`."""
        what = tr("Testing {run}", run=found.name)
        work = apart(what, results_work.evaluate, found.folder, data)
        self.worker.start(work, tr("The test"), _when_done(partial(self._on_tested, found)))

    def _on_tested(self, found: Summary, _: Any) -> None:
        self.said.emit(tr("Run {run} is tested.", run=found.name))
        self.tested.emit(found.folder)

    def find_mistakes(self, found: Summary, data: Path, count: int, maps: bool) -> None:
        """Find the `count` test images a run gets most wrong; with their maps."""
        what = tr("Finding the mistakes of {run}", run=found.name)
        work = apart(what, results_work.find_mistakes, found.folder, data, count, maps)
        self.worker.start(work, tr("The search"), _when_done(partial(self._on_searched, found)))

    def _on_searched(self, found: Summary, _: Any) -> None:
        self.said.emit(tr("The mistakes of run {run} are found.", run=found.name))
        self.searched.emit(found.folder)

    def publish(self, found: Summary, data: Path, target: Path) -> None:
        """Make a run the model in the folder `target`."""
        what = tr("Making a model of {run}", run=found.name)
        work = apart(what, results_work.publish_run, found.folder, data, target)
        on_done = _when_done(partial(self._on_published, found))
        self.worker.start(work, tr("The publication"), on_done)

    def _on_published(self, found: Summary, result: tuple[str, Path]) -> None:
        label, folder = result
        self.said.emit(
            tr(
                "Run {run} is now the {role}: {label}, in {folder}.",
                run=found.name,
                role=known(MODEL_WORDS, found.role),
                label=label,
                folder=folder,
            )
        )
        self.models_changed.emit()

    def stop(self) -> None:
        """End the testing, searching or publishing that goes on."""
        if self.worker.busy:
            self.worker.cancel()
            self.said.emit(tr("Stopped; a model is installed whole or not at all."))

    # -- here -----------------------------------------------------------------------------------

    def roll_back(self, role: str, models: Path | None) -> None:
        """Put the previous model of `role` into use again; `models` as `Computing.models`."""
        work = results_jobs.go_back(role, models)
        self.writer.start(work, tr("Going back"), self._on_back)

    def _on_back(self, done: RollBack) -> None:
        role = known(MODEL_WORDS, done.role)
        self.said.emit(tr("The {role} is {label} again.", role=role, label=done.after.label))
        self.models_changed.emit()

    def write_table(self, table: Table, path: Path) -> None:
        """Write a table as the suffix of `path` says."""
        work = results_jobs.write_table(table, path)
        self.writer.start(work, tr("The export"), self._on_written)

    def write_comparison(self, found: Comparison, folder: Path) -> None:
        """Write a comparison into a folder."""
        work = results_jobs.write_comparison(found, folder)
        self.writer.start(work, tr("The export"), self._on_written)

    def _on_written(self, place: Path) -> None:
        self.said.emit(tr("Written: {place}", place=place))


def _when_done(act: Callable[[Any], None]) -> Callable[[Any], None]:
    """Return what calls `act` with the result of a process."""

    def on_result(news: Any) -> None:
        if isinstance(news, Done):
            act(news.result)

    return on_result
