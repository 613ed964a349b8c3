"""The page Running: the queue on the left, the run in view on the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from gng_desktop.training.events import Batch, Event, Samples, command
from gng_desktop.ui.language import QT_TR_NOOP, tr
from gng_desktop.ui.style import emphasise
from gng_desktop.ui.training import queue_jobs
from gng_desktop.ui.training.course import Course
from gng_desktop.ui.training.estimator import Estimator
from gng_desktop.ui.training.queue_jobs import Listing, Seen
from gng_desktop.ui.training.queue_view import QueueView
from gng_desktop.ui.training.run_view import RunView
from gng_desktop.ui.training.trainer import NO_DATA, NO_RUNS, Trainer
from gng_desktop.ui.workers import JobRunner

if TYPE_CHECKING:
    from gng_desktop.training.grid import Grid
    from gng_desktop.training.recipe import Recipe

RUNS, DATA = "training/runs", "training/data"
"""Where the folders used last are kept."""
CURVES_MS = 1_000
"""Between two drawings of the curves in the midst of an epoch, ms."""
QUEUE_WIDTH, INTRO_WIDTH = 250, 560
INTRODUCTION = QT_TR_NOOP(
    "Choose data and a recipe on the pages before, and press Start. Curves, examples and the time "
    "left then appear here, while images can be analysed in the other tab as always."
)
OPENER = QT_TR_NOOP("The folder cannot be opened from here; open it yourself.")


class RunningPage(QWidget):
    """Trains recipes one after the other, each in a process of its own, and shows how they do.

    A training goes on while other tabs are used, at low priority. When the window closes it ends;
    its entry in the queue then waits, and goes on behind the last finished epoch.

    Parameters
    ----------
    kept : QSettings
        Where the folders of runs and data used last are kept.
    command : callable
        As `gng_desktop.training.events.command`.

    Attributes
    ----------
    trainer : Trainer
    estimator : Estimator

    Signals
    -------
    run_finished : Path
        Folder of a run that has a result.
    estimated : Estimated
    said : str, str
        A sentence that must not be overlooked and its details.
    told : str
        A line for the status bar.
    progress : Progress
        Of the training.
    busy_changed : bool
        Whether a training is running; a paused one is.
    """

    run_finished = Signal(object)
    estimated = Signal(object)
    said = Signal(str, str)
    told = Signal(str)
    progress = Signal(object)
    busy_changed = Signal(bool)

    def __init__(self, kept: QSettings, command: Callable[..., list[str]] = command) -> None:
        super().__init__()
        self._kept = kept
        self._shown: Course | None = None
        self._looking = ""  # the run that is being read, to be shown
        self._curves_timer = QTimer(self)
        self._curves_timer.setSingleShot(True)
        self._curves_timer.setInterval(CURVES_MS)
        self._ended = False
        self.trainer, self.estimator = Trainer(self, command), Estimator(self, command)
        self.looker = JobRunner(self)
        self.queue, self.run = QueueView(), RunView()
        self.views = QStackedWidget()
        self._build()
        self._connect()
        if runs := str(kept.value(RUNS, "") or ""):
            self.trainer.use_runs(Path(runs))
        if data := str(kept.value(DATA, "") or ""):
            self.trainer.data = Path(data)

    def _build(self) -> None:
        intro = QWidget()
        intro.setMaximumWidth(INTRO_WIDTH)
        words = QVBoxLayout(intro)
        heading, text = QLabel(tr("No training yet")), QLabel(tr(INTRODUCTION))
        emphasise(heading, 1.7)
        words.addStretch(2)
        for label in (heading, text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            words.addWidget(label)
        words.addStretch(3)
        empty = QWidget()
        QHBoxLayout(empty).addWidget(intro, 1)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(self.queue)
        self.split.addWidget(self.run)
        self.split.setChildrenCollapsible(False)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([QUEUE_WIDTH, 900])
        self.split.setHandleWidth(12)
        self.views.addWidget(empty)
        self.views.addWidget(self.split)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.addWidget(self.views)

    def _connect(self) -> None:
        trainer, queue, run = self.trainer, self.queue, self.run
        trainer.listed.connect(self._on_listed)
        trainer.begun.connect(self._on_begun)
        trainer.told.connect(self._on_told)
        trainer.changed.connect(self._on_changed)
        trainer.ended.connect(self._on_ended)
        trainer.finished.connect(self.run_finished)
        trainer.failed.connect(self.said)
        trainer.progress.connect(self.progress)
        trainer.busy_changed.connect(self.busy_changed)
        self.estimator.estimated.connect(self.estimated)
        self.estimator.failed.connect(self.said)
        queue.chosen.connect(self._on_chosen)
        queue.moved.connect(trainer.move)
        queue.removed.connect(trainer.remove)
        queue.go_asked.connect(trainer.go)
        queue.hold_asked.connect(trainer.hold)
        run.pause_button.clicked.connect(self.toggle_pause)
        run.stop_button.clicked.connect(self.ask_stop)
        run.resume_button.clicked.connect(self._resume)
        run.folder_button.clicked.connect(self._open_folder)
        self._curves_timer.timeout.connect(run.show_curves)
        for runner in (self.looker, run.curves.runner, run.samples.runner):
            runner.failed.connect(self.said)

    # -- what the window and the other pages ask for --------------------------------------------

    @property
    def busy(self) -> bool:
        """Whether a training is running or paused."""
        return self.trainer.busy

    def use_runs(self, folder: Path) -> None:
        """Use this folder of runs, and the queue in it."""
        if folder == self.trainer.runs:
            return
        if not self.trainer.use_runs(folder):
            self.said.emit(
                tr("A training is running; the folder of runs stays until it has ended."), ""
            )
            return
        self._kept.setValue(RUNS, str(folder))
        self._show(None)

    def use_data(self, folder: Path) -> None:
        """Let the runs that start from now on learn from this data folder."""
        self.trainer.data = folder
        self._kept.setValue(DATA, str(folder))

    def start(self, recipe: Recipe | Path, resume: bool = False) -> None:
        """Train `recipe`, or a recipe's file, now; next, if a training is running."""
        self.estimator.cancel()
        if self.busy:
            self.told.emit(tr("It starts when the training that is running has ended"))
        self.trainer.start(recipe, resume)

    def enqueue(self, recipes: Sequence[Recipe | Path]) -> None:
        """Put `recipes` at the end of the queue."""
        self.trainer.enqueue(recipes)

    def enqueue_grid(self, grid: Grid) -> None:
        """Put the recipes of `grid` at the end of the queue, but those that are finished."""
        self.trainer.enqueue_grid(grid)

    def estimate(self, recipe: Recipe | Path) -> None:
        """Measure how long `recipe` would take; `estimated` or `said` answers."""
        trainer = self.trainer
        if trainer.runs is None or trainer.data is None:
            self.said.emit(tr(NO_DATA if trainer.data is None else NO_RUNS), "")
        elif trainer.busy:
            self.said.emit(
                tr(
                    "A training is running and would spoil the estimate; make it when it has ended."
                ),
                "",
            )
        else:
            self.estimator.estimate(recipe, trainer.data, trainer.runs)

    def close(self, timeout_ms: int = 2_000) -> bool:
        """End everything, a training so that it can be gone on with; close the page.

        Returns
        -------
        bool
            Whether no process and no thread is left.
        """
        if not self._ended:
            self._ended = True
            runners = (self.looker, self.run.curves.runner, self.run.samples.runner)
            for runner in runners:
                runner.cancel()
            parts = [self.trainer.close(timeout_ms), self.estimator.close(timeout_ms)]
            parts += [runner.close(timeout_ms) for runner in runners]
            self._ended = all(parts)
        super().close()
        return self._ended

    # -- what the user can do -------------------------------------------------------------------

    def toggle_pause(self) -> None:
        """Pause the training, or go on with it."""
        course = self.trainer.course
        if course is not None and course.state in ("pausing", "paused"):
            self.trainer.go_on()
        else:
            self.trainer.pause()

    def ask_stop(self) -> None:
        """Ask how the training is to end: for good, or to be gone on with."""
        course = self.trainer.course
        if course is None or not course.active:
            return
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(tr("Stop the training?"))
        box.setText(tr("How is the training of {name} to end?", name=course.name))
        stop = None
        if best := course.best_epoch:
            box.setInformativeText(
                tr(
                    "Stopped, it ends with the weights of epoch {epoch}, the best so far, and a "
                    "model can be made of it. Ended for now, it waits in the queue, to go on "
                    "behind epoch {last}, the last that is over.",
                    epoch=best,
                    last=len(course.rows),
                )
            )
            stop = box.addButton(tr("Stop and keep best"), QMessageBox.ButtonRole.AcceptRole)
        else:
            box.setInformativeText(
                tr("No epoch is over yet, so there is nothing to keep. It can be started again.")
            )
        leave = box.addButton(tr("End for now"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.exec()
        if self.trainer.course is not course:
            return  # it has ended meanwhile
        if stop is not None and box.clickedButton() is stop:
            self.trainer.stop()
        elif box.clickedButton() is leave:
            self.trainer.interrupt()

    def _resume(self) -> None:
        if self._shown is not None:
            self.estimator.cancel()
            self.trainer.resume(self._shown.name)

    def _open_folder(self) -> None:
        if self._shown is not None:
            folder = QUrl.fromLocalFile(str(self._shown.folder))
            if not QDesktopServices.openUrl(folder):
                self.said.emit(tr(OPENER), "")

    # -- what the trainer says ------------------------------------------------------------------

    def _on_listed(self, listing: Listing) -> None:
        self.queue.show_listing(listing)
        shown, course = self._shown, self.trainer.course
        names = list(self.queue.entries)
        kept = self._looking or (shown.name if shown is not None else "")
        if kept in names:
            self.queue.choose(kept)
            if course is None or kept != course.name:
                self._look(kept)
        elif course is not None and (course.active or course.name in names):
            self._show(course)
        elif names:
            states = {name: self.queue.state(name) for name in names}
            order = ("elsewhere", "waiting", "failed", "stopped", "finished")
            first = min(names, key=lambda n: order.index(s) if (s := states[n]) in order else 0)
            self.queue.choose(first)
            self._look(first)
        else:
            self._show(None)

    def _on_chosen(self, name: str) -> None:
        course = self.trainer.course
        if course is not None and course.name == name:
            self._show(course)
        if name:
            self._look(name)  # in place of another that was being read

    def _look(self, name: str) -> None:
        if self.trainer.runs is not None:
            self._looking = name
            work = queue_jobs.look(self.trainer.runs, name)
            self.looker.start(work, tr("Reading the run"), self._on_seen)

    def _on_seen(self, seen: Seen) -> None:
        self._looking = ""
        own, entry = self.trainer.course, self.queue.entries.get(seen.name)
        if own is not None and own.name == seen.name:
            if own.begun is None and own is self._shown:
                self._fill(own, seen)
                self.run.refresh()
            return
        if entry is None or self.trainer.runs is None:
            return
        course = Course(seen.name, self.trainer.runs / seen.name)
        course.state = self.queue.state(seen.name) or "waiting"
        course.sentence, course.details = entry.sentence, seen.details
        self._fill(course, seen)
        self._show(course)

    def _fill(self, course: Course, seen: Seen) -> None:
        course.rows, course.best_epoch = list(seen.rows), seen.best_epoch
        course.epochs, course.samples = seen.most, seen.samples

    def _show(self, course: Course | None) -> None:
        self._shown, self._looking = course, ""
        if course is not None:
            self.run.show_course(course)
            self.queue.choose(course.name)
        else:
            self.looker.cancel()
        self.views.setCurrentIndex(0 if course is None and not self.queue.entries else 1)

    def _on_begun(self, course: Course) -> None:
        self._show(course)
        # Until it has begun, its folder shows what it goes on with.
        self._look(course.name)

    def _on_told(self, event: Event) -> None:
        if self._shown is not self.trainer.course:
            return
        if isinstance(event, Batch):
            self.run.show_batch()
            if not self._curves_timer.isActive():
                self._curves_timer.start()
        elif isinstance(event, Samples):
            self.run.samples.show_samples(event)
        else:
            self.run.refresh()
            self._on_changed()

    def _on_changed(self) -> None:
        self.queue.show_course(self.trainer.course, self.trainer.going)
        if self._shown is self.trainer.course:
            self.run.refresh()

    def _on_ended(self, course: Course) -> None:
        if course.state == "finished":
            self.told.emit(tr("The training of {name} is finished", name=course.name))
        elif course.state == "failed" and not (self.isVisible() and self._stays(course)):
            self.said.emit(
                tr("{name}: {sentence}", name=course.name, sentence=course.sentence),
                course.details,
            )

    def _stays(self, course: Course) -> bool:
        """Whether a run that has ended stays in view: nothing comes in its place."""
        waits = any(entry.state == "waiting" for entry in self.queue.entries.values())
        return self._shown is course and not (self.trainer.going and waits)

    def showEvent(self, event: QShowEvent) -> None:
        """Read the queue anew: another program may have changed it."""
        super().showEvent(event)
        self.trainer.reload()
