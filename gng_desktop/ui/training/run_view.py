"""One run in view: how it stands, how far it is, its curves and examples, and what to do."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontDatabase, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QWidget,
)

from gng_desktop.core.text import visible
from gng_desktop.ui.filling import across, down
from gng_desktop.ui.flow import FlowLayout
from gng_desktop.ui.language import QT_TR_NOOP, number, tr
from gng_desktop.ui.panels.elided_label import ElidedLabel
from gng_desktop.ui.panels.panel import paragraph
from gng_desktop.ui.style import emphasise
from gng_desktop.ui.time_left import words as time_words
from gng_desktop.ui.training.curves_view import CurvesView
from gng_desktop.ui.training.run_progress import RunProgress
from gng_desktop.ui.training.samples_view import SamplesView
from gng_desktop.ui.training.words import (
    KIND_WORDS,
    QUEUE_STATES,
    device_words,
    loss_text,
    rate_text,
    state_icon,
    step_words,
)

ICON, DETAILS_HEIGHT = 14, 130
STEPS = 1000  # of the progress bar in an epoch
PHASES = {
    "training": QT_TR_NOOP("training, batch {batch:,} of {batches:,}"),
    "validation": QT_TR_NOOP("validation, batch {batch:,} of {batches:,}"),
}
NOTHING = "—"
LASTING = ("best", "device")  # facts that stay when the training has ended


class Failure(QFrame):
    """One sentence with its remedy; hidden where there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.heading, self.text = paragraph(), paragraph()
        emphasise(self.heading)
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setFixedHeight(DETAILS_HEIGHT)
        self.details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.details.setAccessibleName(tr("Details of the failure"))
        self.details.setTabChangesFocus(True)
        self.details_button = QPushButton(tr("Details"))
        self.details_button.setCheckable(True)
        self.details_button.toggled.connect(self.details.setVisible)
        line = QHBoxLayout()
        said = down(self.heading, self.text, spacing=2)
        line.addLayout(said, 1)
        line.addWidget(self.details_button, 0, Qt.AlignmentFlag.AlignTop)
        down(line, self.details, into=self, margins=(10, 4, 6, 4))
        self.details.hide()
        self.hide()

    def show_failure(
        self, sentence: str, details: str, calm: bool = False, heading: str = ""
    ) -> None:
        """Show a sentence, "" for none; `calm` for what the user wanted to happen."""
        if not sentence:
            self.hide()
            return
        text = visible(sentence if calm else f"⚠  {sentence}", breaks=True)
        details = visible(details, breaks=True)
        if text != self.text.text() or details != self.details.toPlainText():
            self.text.setText(text)
            self.details.setPlainText(details)
            self.details_button.setChecked(False)
        self.heading.setText(heading)
        self.heading.setVisible(bool(heading))
        self.setAccessibleName(sentence)
        self.details_button.setVisible(bool(details))
        self.show()


class Fact(QWidget):
    """A small heading and the value below it."""

    def __init__(self, name: str, width: int) -> None:
        super().__init__()
        self.name, self._width = QLabel(name), width
        self.name.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.value = QLabel(NOTHING)
        down(self.name, self.value, into=self, margins=(0, 0, 0, 0), spacing=0)

    def sizeHint(self) -> QSize:
        """Return a width that seldom changes, or the facts beside would dance."""
        wanted = super().sizeHint()
        return QSize(max(self._width, wanted.width()), wanted.height())

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
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
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
        """Show these facts only."""
        if keys == self._shown:
            return
        self._shown = keys
        while self.flow.takeAt(0):  # hidden ones would leave their gaps
            pass
        for key, fact in self.by_key.items():
            if key in keys:
                self.flow.addWidget(fact)
            fact.setVisible(key in keys)

    def say(self, key: str, text: str) -> None:
        self.by_key[key].say(text)


class RunView(QWidget):
    """What is known of a run; the page decides what its buttons do."""

    def __init__(self) -> None:
        super().__init__()
        self._current: RunProgress | None = None
        self.mark = QLabel()
        self.mark.setFixedWidth(ICON + 4)
        self.title = ElidedLabel()
        emphasise(self.title, 1.2)
        self.state = QLabel()
        self.bar = QProgressBar()
        self.bar.setAccessibleName(tr("Progress of the training"))
        self.facts = _Facts()
        self.failure = Failure()
        self.curves, self.samples = CurvesView(), SamplesView()
        self.pause_button = QPushButton(tr("Pause"))
        self.stop_button = QPushButton(tr("Stop…"))
        self.resume_button = QPushButton(tr("Resume"))
        self.folder_button = QPushButton(tr("Show folder"))
        self.folder_button.setToolTip(tr("Open the folder of this run"))
        self.board = ElidedLabel()
        self.board.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._build()

    def _build(self) -> None:
        top = across(
            self.mark,
            (self.title, 1),
            self.pause_button,
            self.stop_button,
            self.resume_button,
            self.folder_button,
        )
        line = across(self.state, (self.bar, 1))
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(self.curves)
        self.split.addWidget(self.samples)
        self.split.setChildrenCollapsible(False)
        self.split.setStretchFactor(0, 3)
        self.split.setStretchFactor(1, 2)
        self.split.setSizes([600, 330])
        down(
            top,
            line,
            self.failure,
            self.facts,
            (self.split, 1),
            self.board,
            into=self,
            margins=(0, 0, 0, 0),
            spacing=6,
        )

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
        """Show how the run stands now."""
        current = self._current
        if current is None:
            return
        self._show_state(current)
        self._show_progress(current)
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
        """Show the curves as they are now."""
        if self._current is not None:
            current = self._current
            self.curves.show_progress(current.rows, current.best_epoch, current.trace)

    def show_batch(self) -> None:
        """Show what changes with every batch."""
        if self._current is not None:
            self._show_progress(self._current)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the shape in the colour of the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._current is not None:
            self._show_state(self._current)

    def _show_state(self, current: RunProgress) -> None:
        self.mark.setPixmap(state_icon(current.state, self.palette()).pixmap(ICON, ICON))
        word = tr(QUEUE_STATES[current.state])
        self.state.setText(word)
        self.title.setAccessibleName(f"{current.name}, {word}")
        running = current.active
        self.pause_button.setVisible(running)
        self.stop_button.setVisible(running)
        self.resume_button.setVisible(not running and current.resumable)
        pausing = current.state in ("pausing", "paused")
        self.pause_button.setText(tr("Resume") if pausing else tr("Pause"))
        self.pause_button.setAccessibleName(
            tr("Resume the training") if pausing else tr("Pause the training")
        )
        self.pause_button.setToolTip(
            "" if pausing else tr("Wait after this batch; memory stays in use")
        )
        self.pause_button.setEnabled(current.state in ("running", "pausing", "paused"))
        self.stop_button.setEnabled(running and current.state not in ("stopping", "leaving"))
        kept = current.best_epoch
        self.stop_button.setText(tr("Stop and keep best…") if kept else tr("Stop…"))
        self.stop_button.setToolTip(
            tr("End the training; the weights of epoch {epoch}, the best, are kept", epoch=kept)
            if kept
            else tr("End the training; no epoch has finished yet, so nothing can be kept")
        )
        if current.rows:
            self.resume_button.setText(tr("Resume"))
            tip = tr("Continue after epoch {epoch}", epoch=len(current.rows))
        else:
            self.resume_button.setText(
                tr("Start now") if current.state == "waiting" else tr("Try again")
            )
            tip = tr("Train it before all others in the queue")
        self.resume_button.setToolTip(tip)

    def _show_progress(self, current: RunProgress) -> None:
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
        say = self.facts.say
        if batch is not None:
            if current.preparing is None:
                say("batch", tr(PHASES[batch.phase], batch=batch.batch, batches=batch.batches))
            say("epoch_left", time_words(batch.seconds_left_epoch) if moving else "")
            say("run_left", time_words(batch.seconds_left_run))
            say("loss", loss_text(batch.loss))
            say("rate", rate_text(batch.learning_rate))
            say("speed", number(batch.images_per_second, ".1f"))
        else:
            for key in self.facts.by_key:
                say(key, "")
        say("best", self._best(current))
        begun = current.begun
        say("device", "" if begun is None else device_words(begun.device))
        facts = self.facts.by_key
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
