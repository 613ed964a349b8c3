"""The page Running: the queue on the left, the run in view on the right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from gng_desktop.training.events import Batch, Event, Samples, command
from gng_desktop.ui.kit.asking import CANCEL, Button, Role, ask
from gng_desktop.ui.kit.language import QT_TR_NOOP, tr
from gng_desktop.ui.kit.layouts import down, split
from gng_desktop.ui.kit.show_in_folder import open_folder
from gng_desktop.ui.kit.widgets import delay, introduction
from gng_desktop.ui.kit.workers import JobRunner, close_all
from gng_desktop.ui.training.running import queue_jobs
from gng_desktop.ui.training.running.estimator import Estimator
from gng_desktop.ui.training.running.queue_jobs import Listed
from gng_desktop.ui.training.running.queue_runner import Command, QueueRunner
from gng_desktop.ui.training.running.queue_view import QueueView
from gng_desktop.ui.training.running.run_progress import RunProgress
from gng_desktop.ui.training.running.run_view import RunView
from gng_desktop.ui.training.workspace import Workspace

if TYPE_CHECKING:
    from gng_desktop.training.recipe import Recipe

CURVES_MS = 1_000  # between two drawings of the curves in the midst of an epoch, ms
QUEUE_WIDTH = 250
INTRODUCTION = QT_TR_NOOP(
    "Choose data and a recipe on the previous pages and press Start. Curves, examples and the "
    "time left then appear here, while images can still be analysed in the other tab."
)


class RunningPage(QWidget):
    """Trains recipes one after the other, each in a process of its own, and shows how they do.

    A training goes on while other tabs are used, at low priority. When the window closes it ends;
    its entry in the queue then waits, and resumes after the last finished epoch.
    """

    def __init__(self, workspace: Workspace, command: Command = command) -> None:
        super().__init__()
        self._workspace = workspace
        self._shown: RunProgress | None = None
        self._looking = ""  # the run that is being read, to be shown
        self._ended = False
        self.queue_runner = QueueRunner(workspace, self, command)
        self.estimator = Estimator(workspace, self.queue_runner, self, command)
        self.reader = JobRunner(self)
        self.queue, self.run = QueueView(self.queue_runner), RunView()
        self.views = QStackedWidget()
        self._build()
        self._connect()
        self.queue_runner.reload()

    def _build(self) -> None:
        self.split = split(self.queue, self.run, sizes=(QUEUE_WIDTH, 900), stretch=(0, 1))
        self.split.setHandleWidth(12)
        self.views.addWidget(introduction(tr("No training yet"), tr(INTRODUCTION)))
        self.views.addWidget(self.split)
        down(self.views, into=self, margins=(10, 8, 10, 8))

    def _connect(self) -> None:
        queue_runner, queue, run = self.queue_runner, self.queue, self.run
        queue_runner.runs_used.connect(self._show)
        queue_runner.queue_read.connect(self._on_queue)
        queue_runner.begun.connect(self._on_begun)
        queue_runner.event_taken.connect(self._on_event)
        queue_runner.changed.connect(self._on_changed)
        queue_runner.ended.connect(self._on_ended)
        queue.chosen.connect(self._on_chosen)
        run.pause_button.clicked.connect(self.toggle_pause)
        run.stop_button.clicked.connect(self.ask_stop)
        run.resume_button.clicked.connect(self._resume)
        run.folder_button.clicked.connect(self._open_folder)
        self._curves_timer = delay(self, CURVES_MS, run.show_curves)
        for runner in self._runners:
            runner.failed.connect(self._workspace.alert)

    @property
    def _runners(self) -> tuple[JobRunner, ...]:
        return self.reader, self.run.samples.runner

    def start(self, recipe: Recipe) -> None:
        """Train `recipe` now; next, if a training is running."""
        self.estimator.cancel()
        self.queue_runner.start(recipe)

    def close(self, timeout_ms: int = 2_000) -> bool:
        """End everything, a training so that it can be resumed; return whether nothing is left."""
        if not self._ended:
            self._ended = True
            parts = (
                self.queue_runner.close,
                self.estimator.close,
                partial(close_all, self._runners),
            )
            self._ended = all([part(timeout_ms) for part in parts])
        super().close()
        return self._ended

    # -- what the user can do -------------------------------------------------------------------

    def toggle_pause(self) -> None:
        current = self.queue_runner.current
        if current is not None and current.state in ("pausing", "paused"):
            self.queue_runner.end_pause()
        else:
            self.queue_runner.pause()

    def ask_stop(self) -> None:
        """Ask how the training is to end: for good, or to be gone on with."""
        current = self.queue_runner.current
        if current is None or not current.active:
            return
        question = tr("How should the training of {name} end?", name=current.name)
        suspend = (tr("Suspend"), Role.AcceptRole)
        buttons: list[Button] = [suspend, CANCEL]
        words = QT_TR_NOOP(
            "No epoch has finished yet, so there is nothing to keep. It can be started again."
        )
        if current.best_epoch:
            words = QT_TR_NOOP(
                "If you stop it, it ends with the weights of epoch {epoch}, the best so far, and a "
                "model can be made from it. If you suspend it, it waits in the queue and continues "
                "after epoch {last}, the last finished one."
            )
            buttons.insert(0, (tr("Stop and keep best"), Role.AcceptRole))
        detail = tr(words, epoch=current.best_epoch, last=len(current.rows))
        title, last = tr("Stop the training?"), len(buttons) - 1
        answer = buttons[ask(self, title, question, *buttons, default=last, detail=detail)]
        if self.queue_runner.current is not current or answer is CANCEL:
            return  # perhaps it has ended meanwhile
        (self.queue_runner.suspend if answer is suspend else self.queue_runner.stop)()

    def may_close(self, window: QWidget) -> bool:
        """Ask what becomes of a running training; return whether the window closes now."""
        queue_runner = self.queue_runner
        if not queue_runner.busy:
            return True
        answer = ask(
            window,
            tr("A training is running"),
            tr("What should happen to the training?"),
            (tr("Suspend and close"), Role.AcceptRole),
            (tr("Stop now and close"), Role.DestructiveRole),
            (tr("Keep the window open"), Role.RejectRole),
            detail=tr(
                "If you suspend it, it resumes later from its last finished epoch. If you stop "
                "it, its best epoch is the result; the window closes once that is saved."
            ),
        )
        if answer == 1 and queue_runner.busy:
            queue_runner.pause_queue()
            queue_runner.ended.connect(lambda current: window.close())
            queue_runner.stop()
            words = tr("Stopping the training; the window then closes…")
            self._workspace.status_message.emit(words)
            return False
        return answer != 2

    def _resume(self) -> None:
        if self._shown is not None:
            self.estimator.cancel()
            self.queue_runner.resume(self._shown.name)

    def _open_folder(self) -> None:
        if self._shown is not None and (refusal := open_folder(self._shown.folder)):
            self._workspace.alert.emit(refusal, "")

    # -- what the queue runner says --------------------------------------------------------------

    def _on_queue(self, listed: Sequence[Listed]) -> None:
        self.queue.show_entries(listed)
        shown, current = self._shown, self.queue_runner.current
        names = list(self.queue.entries)
        selected = self._looking or (shown.name if shown is not None else "")
        if selected in names:
            self.queue.choose(selected)
            if current is None or selected != current.name:
                self._look(selected)
        elif current is not None and (current.active or current.name in names):
            self._show(current)
        elif names:
            states = {name: self.queue.state(name) for name in names}
            order = ("elsewhere", "waiting", "failed", "stopped", "finished")
            first = min(names, key=lambda n: order.index(s) if (s := states[n]) in order else 0)
            self.queue.choose(first)
            self._look(first)
        else:
            self._show(None)

    def _on_chosen(self, name: str) -> None:
        current = self.queue_runner.current
        if current is not None and current.name == name:
            self._show(current)
        if name:
            self._look(name)  # in place of another that was being read

    def _look(self, name: str) -> None:
        if self.queue_runner.runs is not None:
            self._looking = name
            work = queue_jobs.look(self.queue_runner.runs, name)
            self.reader.start(work, tr("Reading the run"), self._on_seen)

    def _on_seen(self, seen: RunProgress) -> None:
        self._looking = ""
        own, entry = self.queue_runner.current, self.queue.entries.get(seen.name)
        if own is not None and own.name == seen.name:
            if own.begun is None and own is self._shown:
                own.rows, own.best_epoch = seen.rows, seen.best_epoch
                own.epochs, own.samples = seen.epochs, seen.samples
                self.run.refresh()
        elif entry is not None:
            seen.state = self.queue.state(seen.name) or "waiting"
            seen.sentence, seen.kind = entry.sentence, entry.kind
            self._show(seen)

    def _show(self, current: RunProgress | None = None) -> None:
        self._shown, self._looking = current, ""
        if current is not None:
            self.run.show_run(current)
            self.queue.choose(current.name)
        else:
            self.reader.cancel()
        self.views.setCurrentIndex(0 if current is None and not self.queue.entries else 1)

    def _on_begun(self, current: RunProgress) -> None:
        self._show(current)
        # Until it has begun, its folder shows what it goes on with.
        self._look(current.name)

    def _on_event(self, event: Event) -> None:
        if self._shown is not self.queue_runner.current:
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
        self.queue.refresh()
        if self._shown is self.queue_runner.current:
            self.run.refresh()

    def _on_ended(self, current: RunProgress) -> None:
        if current.state == "finished":
            words = tr("The training of {name} has finished", name=current.name)
            self._workspace.status_message.emit(words)
        elif current.state == "failed" and not (self.isVisible() and self._stays(current)):
            sentence = tr("{name}: {sentence}", name=current.name, sentence=current.sentence)
            self._workspace.alert.emit(sentence, current.details)

    def _stays(self, current: RunProgress) -> bool:
        """Whether a run that has ended stays in view: nothing comes in its place."""
        waits = any(entry.state == "waiting" for entry in self.queue.entries.values())
        return self._shown is current and not (self.queue_runner.going and waits)

    def showEvent(self, event: QShowEvent) -> None:
        """Read the queue again: another program may have changed it."""
        super().showEvent(event)
        self.queue_runner.reload()
