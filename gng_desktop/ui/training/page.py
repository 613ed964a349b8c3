"""The tab Training: data, recipe, running and results, and what they tell each other."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QTabWidget, QVBoxLayout, QWidget

from gng_desktop.shipped import build
from gng_desktop.ui.jobs_indicator import Watched
from gng_desktop.ui.language import QT_TR_NOOP, tr
from gng_desktop.ui.style import emphasise
from gng_desktop.ui.training.chosen import ChosenData
from gng_desktop.ui.training.data_page import DataPage
from gng_desktop.ui.training.recipe_page import RecipePage
from gng_desktop.ui.training.result_words import duration
from gng_desktop.ui.training.results_page import RUNS_KEY, ResultsPage
from gng_desktop.ui.training.running_page import RunningPage
from gng_desktop.ui.workers import JobRunner, Work

if TYPE_CHECKING:
    from gng_desktop.training.events import Estimated
    from gng_desktop.training.grid import Grid
    from gng_desktop.training.recipe import Recipe

NOT_HERE = QT_TR_NOOP(
    "This is the inspector, which analyses, scans and reports.\n"
    "Training needs the full build of GNG Desktop."
)
TITLES = {
    "data": QT_TR_NOOP("Data"),
    "recipe": QT_TR_NOOP("Recipe"),
    "running": QT_TR_NOOP("Running"),
    "results": QT_TR_NOOP("Results"),
}
GIGABYTE = 1e9


class TrainingPage(QWidget):
    """Four pages that lead from images to a model in use; in the inspector, why there are none.

    Parameters
    ----------
    kept : QSettings
        Where the folders used last are kept.
    models : callable
        Returns the folder of models the settings name, or None; as `Computing.models`.

    Signals
    -------
    models_changed
        Another model is in use.
    said : str, str
        A sentence that must not be overlooked, and its details.
    told : str
        A line for the status bar.
    """

    models_changed = Signal()
    said = Signal(str, str)
    told = Signal(str)

    def __init__(self, kept: QSettings, models: Callable[[], Path | None]) -> None:
        super().__init__()
        self._kept, self._models = kept, models
        self.usable = build() != "inspector"
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        if not self.usable:
            label = QLabel(tr(NOT_HERE))
            emphasise(label, 1.3)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
            return
        self.data, self.recipe = DataPage(), RecipePage()
        self.running, self.results = RunningPage(kept), ResultsPage(kept)
        self.reader = JobRunner(self)
        self.pages = QTabWidget()
        self.pages.setDocumentMode(True)
        self.pages.tabBar().setDrawBase(False)
        self.pages.tabBar().setAccessibleName(tr("Steps of a training"))
        steps = (self.data, self.recipe, self.running, self.results)
        for number, (page, title) in enumerate(zip(steps, TITLES.values(), strict=True), start=1):
            self.pages.addTab(page, f"{number}  {tr(title)}")
        column.addWidget(self.pages)
        self._connect()
        runs = str(kept.value(RUNS_KEY, "") or "")
        self.results.use_runs(Path(runs) if runs else _own_runs())

    def _connect(self) -> None:
        data, recipe, running, results = self.data, self.recipe, self.running, self.results
        data.chosen.connect(self._on_data)
        data.recipe_asked.connect(lambda: self.pages.setCurrentWidget(recipe))
        recipe.start_asked.connect(self._start)
        recipe.queue_asked.connect(lambda asked: self._enqueue([asked]))
        recipe.estimate_asked.connect(running.estimate)
        recipe.grid_asked.connect(self._queue_grid)
        recipe.ready.connect(self._on_ready)
        running.estimator.busy_changed.connect(recipe.show_measuring)
        running.estimated.connect(lambda found: recipe.show_estimate(estimate_words(found)))
        running.run_finished.connect(self._on_finished)
        running.trainer.changed.connect(self._follow)
        running.busy_changed.connect(self._follow)
        running.said.connect(self.said)
        running.told.connect(self.told)
        results.runs_changed.connect(self._on_runs)
        results.models_changed.connect(self.models_changed)
        results.said.connect(self.told)
        results.failed.connect(self.said)
        self.reader.failed.connect(self.said)
        self.pages.currentChanged.connect(self._tell_models)

    @property
    def busy(self) -> bool:
        """Whether a training runs or is paused, or a run is tested or published."""
        return self.usable and (self.running.busy or self.results.busy)

    @property
    def runs(self) -> Path | None:
        """The folder of runs; None while the one chosen is not there."""
        return self.results.runs if self.usable else None

    def indicated(self) -> list[tuple[Watched, str, Callable[[], object]]]:
        """Return what the window's indicator is to show: work, its name, what cancels it."""
        if not self.usable:
            return []
        return [
            (self.running, tr("Training"), self.running.ask_stop),
            (self.running.estimator, tr("Estimate"), self.running.estimator.cancel),
            (self.data.importer, tr("Import"), self.data.importer.cancel),
            (self.data.checker, tr("Check of the data"), self.data.stop_checking),
            (self.results.work.worker, tr("Run"), self.results.stop),
        ]

    def close(self, timeout_ms: int = 2_000) -> bool:
        """End everything, a training so that it can be gone on with.

        Returns
        -------
        bool
            Whether no process and no thread is left after `timeout_ms` ms.
        """
        super().close()
        if not self.usable:
            return True
        end = time.monotonic() + timeout_ms / 1000
        runners = [*self.data.runners, *self.recipe.runners, self.reader]
        for runner in runners:
            runner.cancel()
        ended = [part.close(_left(end)) for part in (self.running, self.results)]
        return all([*ended, *(runner.close(_left(end)) for runner in runners)])

    # -- what the pages tell each other -----------------------------------------------------

    def _on_data(self, data: ChosenData) -> None:
        self.recipe.use_data(data)
        self.running.use_data(data.folder)
        self.results.use_data(data.folder)

    def _on_ready(self) -> None:
        assert self.recipe.form is not None
        # What is being measured is another recipe then.
        self.recipe.form.changed.connect(self.running.estimator.cancel)
        self._read_segmenters()

    def _on_runs(self, folder: Path) -> None:
        self.running.use_runs(folder)
        self._read_segmenters()

    def _follow(self) -> None:
        """Use the folder of runs that was chosen while a training kept the one before."""
        if self.runs is not None and not self.running.busy and not self.running.trainer.going:
            self.running.use_runs(self.runs)

    def _start(self, recipe: Recipe) -> None:
        self.pages.setCurrentWidget(self.running)
        self.running.start(recipe)

    def _enqueue(self, recipes: Sequence[Recipe]) -> None:
        self.running.enqueue(recipes)
        count = len(recipes)
        self.told.emit(
            tr("1 recipe queued") if count == 1 else tr("{count} recipes queued", count=count)
        )

    def _queue_grid(self, grid: Grid) -> None:
        self.pages.setCurrentWidget(self.running)
        self.running.enqueue_grid(grid)

    def _read_segmenters(self) -> None:
        if self.runs is not None and self.recipe.form is not None:
            self.reader.start(_segmenters(self.runs), tr("Reading the runs"), self.recipe.set_runs)

    def _on_finished(self, folder: Path) -> None:
        self.results.refresh()
        self._read_segmenters()

    def _tell_models(self) -> None:
        if self.pages.currentWidget() is self.results:
            self.results.use_models(self._models())

    # -- window events ----------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Name the folder of models: the settings may have changed since."""
        super().showEvent(event)
        if self.usable:
            self._tell_models()


def _own_runs() -> Path:
    """Return the user's own folder of runs, made if it is missing."""
    folder = platformdirs.user_data_path("gng-desktop") / "runs"
    with suppress(OSError):  # the field will say that there is no such folder
        folder.mkdir(parents=True, exist_ok=True)
    return folder


def _left(end: float) -> int:
    return max(0, round(1000 * (end - time.monotonic())))


def _segmenters(runs: Path) -> Work:
    """Yield the names of the runs in `runs` that have a trained segmenter."""

    def work() -> Generator[list[str], None, None]:
        from gng_desktop.datasets.items import DataError
        from gng_desktop.training.history import summaries

        try:
            found = [
                each.name
                for each in summaries(runs)
                if each.role == "segmenter" and not each.problem and each.best_epoch is not None
            ]
        except DataError:
            found = []  # no folder of runs yet
        yield found

    return work


def estimate_words(found: Estimated) -> str:
    """Return what an estimate has found: time of the whole and of an epoch, and the memory."""
    told = tr("at most {time}", time=duration(found.seconds_run))
    values = {
        "run": told if found.early else duration(found.seconds_run),
        "epochs": found.epochs,
        "epoch": duration(found.seconds_epoch),
    }
    if found.memory is None:
        return tr("{run} for {epochs} epochs of {epoch}", **values)
    memory = f"{found.memory / GIGABYTE:.1f}"
    return tr(
        "{run} for {epochs} epochs of {epoch}, {memory} GB of memory", memory=memory, **values
    )
