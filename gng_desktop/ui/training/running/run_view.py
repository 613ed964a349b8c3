"""One run in view: how it stands, how far it is, its curves and examples, and what to do."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QLabel, QProgressBar, QWidget

from gng_desktop.ui.kit.flow import FlowLayout
from gng_desktop.ui.kit.language import QT_TR_NOOP, number, tr
from gng_desktop.ui.kit.layouts import across, down, split
from gng_desktop.ui.kit.notice import Notice
from gng_desktop.ui.kit.style import emphasise
from gng_desktop.ui.kit.time_left import words as time_words
from gng_desktop.ui.kit.widgets import ElidedLabel, button, fainter, paragraph, say
from gng_desktop.ui.training.curves_view import CurvesView
from gng_desktop.ui.training.running.run_progress import RunProgress
from gng_desktop.ui.training.running.samples_view import SamplesView
from gng_desktop.ui.training.words import (
    KIND_WORDS,
    QUEUE_STATES,
    device_words,
    loss_text,
    rate_text,
    state_icon,
    step_words,
)

ICON = 14
STEPS = 1000  # of the progress bar in an epoch
PHASES = {
    "training": QT_TR_NOOP("training, batch {batch:,} of {batches:,}"),
    "validation": QT_TR_NOOP("validation, batch {batch:,} of {batches:,}"),
}
NOTHING = "—"
LASTING = ("best", "device")  # facts that stay when the training has ended


class Failure(Notice):
    """One sentence with its remedy below a heading; it stays as long as the run is in view."""

    def __init__(self) -> None:
        super().__init__()
        self.heading = emphasise(paragraph())
        self.column.insertWidget(0, self.heading)
        self.column.setSpacing(2)
        self.close_button.hide()
        self.details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.details.setAccessibleName(tr("Details of the failure"))
        self._shown = "", "", False

    def show_failure(
        self, sentence: str, details: str, calm: bool = False, heading: str = ""
    ) -> None:
        """Show a sentence, "" for none; `calm` for what the user asked for."""
        if not sentence:
            self.hide()
            return
        if (sentence, details, calm) != self._shown or self.isHidden():
            self._shown = sentence, details, calm
            self.show_text(sentence if calm else f"⚠  {sentence}", sentence, details)
        say(self.heading, heading)


class Fact(QWidget):
    """A small heading and the value below it."""

    def __init__(self, name: str, width: int) -> None:
        super().__init__()
        self.name, self._width = fainter(QLabel(name)), width
        self.value = QLabel(NOTHING)
        down(self.name, self.value, into=self, margins=0, spacing=0)

    def sizeHint(self) -> QSize:
        """Return a width that seldom changes, or the facts beside would dance."""
        hint = super().sizeHint()
        return QSize(max(self._width, hint.width()), hint.height())

    def say(self, text: str) -> None:
        """Show a value; "" is a dash."""
        shown = text or NOTHING
        if shown != self.value.text():
            self.value.setText(shown)
            self.setAccessibleName(f"{self.name.text()}: {shown}")


class _Facts(QWidget):
    """Facts side by side, on as many lines as there is need of."""

    def __init__(self) -> None:
        super().__init__()
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.flow = FlowLayout(14)
        self.setLayout(self.flow)
        self.by_key: dict[str, Fact] = {}
        for key, name, width in (
            ("batch", tr("Now"), 160),
            ("epoch_left", tr("This epoch"), 110),
            ("run_left", tr("Whole run, at most"), 130),
            ("loss", tr("Loss so far"), 70),
            ("rate", tr("Learning rate"), 80),
            ("speed", tr("Images per second"), 105),
            ("best", tr("Best epoch"), 150),
            ("device", tr("Computed on"), 80),
        ):
            self.by_key[key] = Fact(name, width)
        self._shown: list[str] = []

    def choose(self, keys: list[str]) -> None:
        if keys == self._shown:
            return
        self._shown = keys
        while self.flow.takeAt(0):  # hidden ones would leave their gaps
            pass
        for key, fact in self.by_key.items():
            if key in keys:
                self.flow.addWidget(fact)
            fact.setVisible(key in keys)


class RunView(QWidget):
    """What is known of a run; the page decides what its buttons do."""

    def __init__(self) -> None:
        super().__init__()
        self._current = RunProgress("", Path())  # until a run is shown
        self.mark = QLabel()
        self.mark.setFixedWidth(ICON + 4)
        self.title = emphasise(ElidedLabel(), 1.2)
        self.state = QLabel()
        self.bar = QProgressBar()
        self.bar.setAccessibleName(tr("Progress of the training"))
        self.facts = _Facts()
        self.failure = Failure()
        self.curves, self.samples = CurvesView(), SamplesView()
        self.pause_button, self.stop_button = button(tr("Pause")), button(tr("Stop…"))
        self.resume_button = button(tr("Resume"))
        self.folder_button = button(tr("Show folder"), tr("Open the folder of this run"))
        self.board = fainter(ElidedLabel())
        self._build()

    def _build(self) -> None:
        buttons = self.pause_button, self.stop_button, self.resume_button, self.folder_button
        top = across(self.mark, (self.title, 1), *buttons)
        line = across(self.state, (self.bar, 1))
        self.split = split(self.curves, self.samples, sizes=(600, 330), stretch=(3, 2))
        parts = top, line, self.failure, self.facts, (self.split, 1), self.board
        down(*parts, into=self, margins=0, spacing=6)

    def show_run(self, current: RunProgress) -> None:
        """Show a run, another one or the same again; `refresh` follows."""
        self._current = current
        self.title.set_full_text(current.name, str(current.folder))
        self.board.set_full_text(
            tr("TensorBoard: {folder}", folder=current.folder / "tensorboard"),
            tr("tensorboard --logdir {folder}", folder=current.folder.parent),
        )
        self.refresh()

    def refresh(self) -> None:
        current = self._current
        self._show_state()
        self.show_batch()
        self.show_curves()
        self.samples.show_samples(current.samples, current.active or not current.rows)
        failed = bool(current.sentence) and current.state in ("failed", "stopped")
        self.failure.show_failure(
            current.sentence if failed else "",
            current.details,
            calm=current.state == "stopped",
            heading=tr(KIND_WORDS[current.kind]) if current.kind in KIND_WORDS else "",
        )

    def show_curves(self) -> None:
        current = self._current
        self.curves.show_progress(current.rows, current.best_epoch, current.trace)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._show_state()

    def _show_state(self) -> None:
        current = self._current
        self.mark.setPixmap(state_icon(current.state, self.palette()).pixmap(ICON, ICON))
        word = tr(QUEUE_STATES[current.state])
        self.state.setText(word)
        self.title.setAccessibleName(f"{current.name}, {word}")
        running = current.active
        self.pause_button.setVisible(running)
        self.stop_button.setVisible(running)
        self.resume_button.setVisible(not running and current.resumable)
        words, name = tr("Pause"), tr("Pause the training")
        tip = tr("Wait after this batch; memory stays in use")
        if current.state in ("pausing", "paused"):
            words, name, tip = tr("Resume"), tr("Resume the training"), ""
        self.pause_button.setText(words)
        self.pause_button.setAccessibleName(name)
        self.pause_button.setToolTip(tip)
        self.pause_button.setEnabled(current.state in ("running", "pausing", "paused"))
        self.stop_button.setEnabled(running and current.state not in ("stopping", "leaving"))
        words, best = tr("Stop…"), current.best_epoch
        tip = tr("End the training; no epoch has finished yet, so nothing can be kept")
        if best:
            words = tr("Stop and keep best…")
            tip = tr(
                "End the training; the weights of epoch {epoch}, the best, are kept", epoch=best
            )
        self.stop_button.setText(words)
        self.stop_button.setToolTip(tip)
        words = tr("Start now") if current.state == "waiting" else tr("Try again")
        tip = tr("Train it before all others in the queue")
        if current.rows:
            words, tip = tr("Resume"), tr("Continue after epoch {epoch}", epoch=len(current.rows))
        self.resume_button.setText(words)
        self.resume_button.setToolTip(tip)

    def show_batch(self) -> None:
        """Show what changes with every batch."""
        current = self._current
        epochs, batch = current.epochs, current.batch
        if current.preparing is not None and current.active:
            step = current.preparing
            self.bar.setRange(0, step.total)
            self.bar.setValue(step.done if step.total else -1)
            self.bar.setFormat(step_words(step))
        else:
            self.bar.setRange(0, STEPS * max(1, epochs))
            self.bar.setValue(round(STEPS * current.done))
            epoch = min(epochs, int(current.done) + 1) if current.active else len(current.rows)
            if current.active and batch is not None:
                epoch = batch.epoch
            self.bar.setFormat(
                tr("Epoch {epoch} of {epochs}", epoch=epoch, epochs=epochs) if epochs else ""
            )
        self.bar.setTextVisible(True)
        moving = current.active and batch is not None and batch.epoch > len(current.rows)
        facts, begun, texts = self.facts.by_key, current.begun, dict[str, str]()
        if batch is None:
            texts = dict.fromkeys(facts, "")
        else:
            if current.preparing is None:
                words = tr(PHASES[batch.phase], batch=batch.batch, batches=batch.batches)
                texts["batch"] = words
            texts["epoch_left"] = time_words(batch.seconds_left_epoch) if moving else ""
            texts["run_left"] = time_words(batch.seconds_left_run)
            texts["loss"] = loss_text(batch.loss)
            texts["rate"] = rate_text(batch.learning_rate)
            texts["speed"] = number(batch.images_per_second, ".1f")
        texts["best"] = self._best(current)
        texts["device"] = "" if begun is None else device_words(begun.device)
        for key, text in texts.items():
            facts[key].say(text)
        lasting = [key for key in LASTING if facts[key].value.text() != NOTHING]
        self.facts.choose(list(facts) if current.active else lasting)

    def _best(self, current: RunProgress) -> str:
        for row in current.rows:
            if current.best_epoch and row.get("epoch") == current.best_epoch:
                return tr(
                    "{epoch}, validation loss {loss}",
                    epoch=current.best_epoch,
                    loss=loss_text(row.get("val_loss")),
                )
        return ""
