"""The tab Training: four pages on one workspace, data, recipe, running and results."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
from PySide6.QtCore import QSettings
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QTabWidget, QWidget

from gng_desktop.core.shipped import build
from gng_desktop.ui.kit.jobs_indicator import Indicated
from gng_desktop.ui.kit.language import QT_TR_NOOP, number, tr
from gng_desktop.ui.kit.layouts import down
from gng_desktop.ui.kit.tabs import flatten
from gng_desktop.ui.kit.widgets import centred, heading
from gng_desktop.ui.kit.workers import JobRunner, Steps, close_all
from gng_desktop.ui.training.data.page import DataPage
from gng_desktop.ui.training.recipe.page import RecipePage
from gng_desktop.ui.training.results.page import ResultsPage
from gng_desktop.ui.training.running.page import RunningPage
from gng_desktop.ui.training.words import duration
from gng_desktop.ui.training.workspace import Workspace

if TYPE_CHECKING:
    from gng_desktop.training.events import Estimated
    from gng_desktop.training.recipe import Recipe

NOT_HERE = QT_TR_NOOP(
    "This is the inspector build, which analyses, scans and reports.\nTraining needs the full "
    "build of GNG Desktop."
)
TITLES = (
    QT_TR_NOOP("Data"),
    QT_TR_NOOP("Recipe"),
    QT_TR_NOOP("Running"),
    QT_TR_NOOP("Results"),
)
GIGABYTE = 1e9


class TrainingPage(QWidget):
    """Four pages that lead from images to a model in use; in the inspector, why there are none.

    Parameters as those of the `Workspace`, on which the pages act, and which speaks for them.
    """

    def __init__(self, qsettings: QSettings, models: Callable[[], Path | None]) -> None:
        super().__init__()
        self.workspace = Workspace(qsettings, models)
        self.usable = build() != "inspector"
        if not self.usable:
            down(centred(heading(tr(NOT_HERE), 1.3)), into=self, margins=0)
            return
        place = self.workspace
        self.data, self.recipe = DataPage(place), RecipePage(place)
        self.running, self.results = RunningPage(place), ResultsPage(place)
        self.reader = JobRunner(self)
        self.pages = QTabWidget()
        flatten(self.pages, tr("Training steps"))
        steps = (self.data, self.recipe, self.running, self.results)
        for step, (page, title) in enumerate(zip(steps, TITLES, strict=True), start=1):
            self.pages.addTab(page, f"{step}  {tr(title)}")
        down(self.pages, into=self, margins=0)
        self._connect()
        self.results.use_runs(self.workspace.runs or _own_runs())

    def _connect(self) -> None:
        recipe, running = self.recipe, self.running
        queue_runner, estimator = running.queue_runner, running.estimator
        self.data.recipe_asked.connect(lambda: self.pages.setCurrentWidget(recipe))
        recipe.start_asked.connect(self.train)
        recipe.grid_asked.connect(self._show_running)
        recipe.queue_asked.connect(lambda asked: queue_runner.enqueue([asked]))
        recipe.grid_asked.connect(queue_runner.enqueue_grid)
        recipe.estimate_asked.connect(estimator.estimate)
        recipe.ready.connect(self._on_ready)
        estimator.busy_changed.connect(recipe.show_measuring)
        estimator.estimated.connect(lambda found: recipe.show_estimate(estimate_words(found)))
        queue_runner.finished.connect(self._on_finished)
        self.workspace.runs_changed.connect(self._read_segmenters)
        self.reader.failed.connect(self.workspace.alert)
        self.pages.currentChanged.connect(self._look_for_models)

    @property
    def busy(self) -> bool:
        """Whether a training runs or is paused, or a run is tested or published."""
        return self.usable and (self.running.queue_runner.busy or self.results.busy)

    def indicated(self) -> list[tuple[Indicated, str, Callable[[], object], Callable[[], bool]]]:
        """Return what the window's indicator is to show.

        Work, its name, what cancels it, and whether its progress is in sight in this tab.
        """
        if not self.usable:
            return []
        running, data, results = self.running, self.data, self.results
        return [
            (running.queue_runner, tr("Training"), running.ask_stop, running.isVisible),
            (running.estimator, tr("Estimate"), running.estimator.cancel, bool),
            (data.importer, tr("Import"), data.importer.cancel, data.isVisible),
            (data.checker, tr("Data check"), data.stop_checking, data.isVisible),
            (results.run_actions.worker, tr("Run"), results.stop, bool),
        ]

    def may_close(self, window: QWidget) -> bool:
        return not self.usable or self.running.may_close(window)

    def close(self, timeout_ms: int = 2_000) -> bool:
        """End everything, a training so that it can be resumed.

        Return whether no process and no thread is left after `timeout_ms` ms.
        """
        super().close()
        if not self.usable:
            return True
        self.recipe.close()
        runners = [*self.data.runners, *self.recipe.runners, self.reader]
        for runner in runners:
            runner.cancel()
        end = time.monotonic() + timeout_ms / 1000
        parts = (self.running.close, self.results.close, partial(close_all, runners))
        return all([part(max(0, round(1000 * (end - time.monotonic())))) for part in parts])

    # -- what one page does on another ------------------------------------------------------

    def _on_ready(self) -> None:
        assert self.recipe.form is not None
        # What is being measured is another recipe then.
        self.recipe.form.changed.connect(self.running.estimator.cancel)
        self._read_segmenters()

    def train(self, recipe: Recipe) -> None:
        """Train `recipe` now, in sight; next, if a training is running."""
        self._show_running()
        self.running.start(recipe)

    def _show_running(self) -> None:
        self.pages.setCurrentWidget(self.running)

    def _read_segmenters(self) -> None:
        runs = self.results.runs
        if runs is not None and self.recipe.form is not None:
            self.reader.start(_segmenters(runs), tr("Reading the runs"), self.recipe.set_runs)

    def _on_finished(self) -> None:
        self.results.refresh()
        self._read_segmenters()

    def _look_for_models(self) -> None:
        if self.pages.currentWidget() is self.results:
            self.results.use_models()

    # -- window events ----------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Look for the models: the settings may have changed since."""
        super().showEvent(event)
        if self.usable:
            self._look_for_models()


def _own_runs() -> Path:
    """Return the user's own folder of runs, made if it is missing."""
    folder = platformdirs.user_data_path("gng-desktop") / "runs"
    with suppress(OSError):  # the field will say that there is no such folder
        folder.mkdir(parents=True, exist_ok=True)
    return folder


def _segmenters(runs: Path) -> Steps:
    """Yield the names of the runs in `runs` that have a trained segmenter."""
    from gng_desktop.datasets.items import DataError
    from gng_desktop.runs.history import summaries

    try:
        found = [
            each.name
            for each in summaries(runs)
            if each.role == "segmenter" and not each.problem and each.best_epoch is not None
        ]
    except DataError:
        found = []  # no folder of runs yet
    yield found


def estimate_words(found: Estimated) -> str:
    """Return what an estimate has found: time of the whole and of an epoch, and the memory."""
    most = tr("at most {time}", time=duration(found.seconds_run))
    run = most if found.early else duration(found.seconds_run)
    words = QT_TR_NOOP("{run} for {epochs} epochs of {epoch}")
    if found.memory is not None:
        words = QT_TR_NOOP("{run} for {epochs} epochs of {epoch}, {memory} GB of memory")
    memory = number((found.memory or 0) / GIGABYTE, ".1f")
    epoch = duration(found.seconds_epoch)
    return tr(words, run=run, epochs=found.epochs, epoch=epoch, memory=memory)
