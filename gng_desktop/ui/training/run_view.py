"""One run in view: how it stands, how far it is, its curves and examples, and what to do."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from gng_desktop.ui.evidence.flow import FlowLayout
from gng_desktop.ui.language import QT_TR_NOOP, tr
from gng_desktop.ui.panels.elided_label import ElidedLabel
from gng_desktop.ui.style import emphasise
from gng_desktop.ui.time_left import words as time_words
from gng_desktop.ui.training.course import Course
from gng_desktop.ui.training.curves_view import CurvesView
from gng_desktop.ui.training.failure import Failure
from gng_desktop.ui.training.run_words import (
    ICON,
    KIND_WORDS,
    STATE_WORDS,
    device_words,
    mark_icon,
    number,
    rate_text,
    step_words,
)
from gng_desktop.ui.training.samples_view import SamplesView

STEPS = 1000
"""Of the progress bar in an epoch."""
PHASES = {
    "training": QT_TR_NOOP("training, batch {batch:,} of {batches:,}"),
    "validation": QT_TR_NOOP("validation, batch {batch:,} of {batches:,}"),
}
NOTHING = "—"
LASTING = ("best", "device")
"""Facts that stay when the training has ended."""


class Fact(QWidget):
    """A small heading and the value below it."""

    def __init__(self, name: str, width: int) -> None:
        super().__init__()
        self.name, self._width = QLabel(name), width
        self.name.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.value = QLabel(NOTHING)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.name)
        column.addWidget(self.value)

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
        self._course: Course | None = None
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
        top = QHBoxLayout()
        top.addWidget(self.mark)
        top.addWidget(self.title, 1)
        for button in (
            self.pause_button,
            self.stop_button,
            self.resume_button,
            self.folder_button,
        ):
            top.addWidget(button)
        line = QHBoxLayout()
        line.addWidget(self.state)
        line.addWidget(self.bar, 1)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(self.curves)
        self.split.addWidget(self.samples)
        self.split.setChildrenCollapsible(False)
        self.split.setStretchFactor(0, 3)
        self.split.setStretchFactor(1, 2)
        self.split.setSizes([600, 330])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(top)
        column.addLayout(line)
        column.addWidget(self.failure)
        column.addWidget(self.facts)
        column.addWidget(self.split, 1)
        column.addWidget(self.board)

    def show_course(self, course: Course) -> None:
        """Show a run, another one or the same again; `refresh` follows."""
        self._course = course
        self.title.set_full_text(course.name, str(course.folder))
        self.board.set_full_text(
            tr("TensorBoard: {folder}", folder=course.folder / "tensorboard"),
            tr("tensorboard --logdir {folder}", folder=course.folder.parent),
        )
        self.refresh()

    def refresh(self) -> None:
        """Show how the run stands now."""
        course = self._course
        if course is None:
            return
        self._show_state(course)
        self._show_progress(course)
        self.show_curves()
        self.samples.show_samples(course.samples, course.active or not course.rows)
        failed = bool(course.sentence) and course.state in ("failed", "stopped")
        self.failure.show_failure(
            course.sentence if failed else "",
            course.details,
            calm=course.state == "stopped",
            heading=tr(KIND_WORDS[course.kind]) if course.kind in KIND_WORDS else "",
        )

    def show_curves(self) -> None:
        """Show the curves as they are now."""
        if self._course is not None:
            course = self._course
            rows = [dict(row) for row in course.rows]
            self.curves.show_course(rows, course.best_epoch, course.trace)

    def show_batch(self) -> None:
        """Show what changes with every batch."""
        if self._course is not None:
            self._show_progress(self._course)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the shape in the colour of the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._course is not None:
            self._show_state(self._course)

    def _show_state(self, course: Course) -> None:
        self.mark.setPixmap(mark_icon(course.state, self.palette()).pixmap(ICON, ICON))
        word = tr(STATE_WORDS[course.state])
        self.state.setText(word)
        self.title.setAccessibleName(f"{course.name}, {word}")
        running = course.active
        self.pause_button.setVisible(running)
        self.stop_button.setVisible(running)
        self.resume_button.setVisible(not running and course.resumable)
        pausing = course.state in ("pausing", "paused")
        self.pause_button.setText(tr("Go on") if pausing else tr("Pause"))
        self.pause_button.setAccessibleName(
            tr("Go on with the training") if pausing else tr("Pause the training")
        )
        self.pause_button.setToolTip(
            "" if pausing else tr("Wait after this batch; the memory stays in use")
        )
        self.pause_button.setEnabled(course.state in ("running", "pausing", "paused"))
        self.stop_button.setEnabled(running and course.state not in ("stopping", "leaving"))
        kept = course.best_epoch
        self.stop_button.setText(tr("Stop and keep best…") if kept else tr("Stop…"))
        self.stop_button.setToolTip(
            tr("End the training; the weights of epoch {epoch}, the best, are kept", epoch=kept)
            if kept
            else tr("End the training; no epoch is over yet that could be kept")
        )
        if course.rows:
            self.resume_button.setText(tr("Resume"))
            tip = tr("Go on behind epoch {epoch}", epoch=len(course.rows))
        else:
            self.resume_button.setText(
                tr("Start now") if course.state == "waiting" else tr("Try again")
            )
            tip = tr("Train it before all others that wait")
        self.resume_button.setToolTip(tip)

    def _show_progress(self, course: Course) -> None:
        epochs, batch = course.epochs, course.batch
        if course.preparing is not None and course.active:
            step = course.preparing
            self.bar.setRange(0, step.total)
            self.bar.setValue(step.done if step.total else -1)
            self.bar.setFormat(step_words(step))
        else:
            self.bar.setRange(0, STEPS * max(1, epochs))
            self.bar.setValue(round(STEPS * course.done))
            current = min(epochs, int(course.done) + 1) if course.active else len(course.rows)
            if course.active and batch is not None:
                current = batch.epoch
            self.bar.setFormat(
                tr("Epoch {epoch} of {epochs}", epoch=current, epochs=epochs) if epochs else ""
            )
        self.bar.setTextVisible(True)
        moving = course.active and batch is not None and batch.epoch > len(course.rows)
        say = self.facts.say
        if batch is not None:
            if course.preparing is None:
                say("batch", tr(PHASES[batch.phase], batch=batch.batch, batches=batch.batches))
            say("epoch_left", time_words(batch.seconds_left_epoch) if moving else "")
            say("run_left", time_words(batch.seconds_left_run))
            say("loss", number(batch.loss))
            say("rate", rate_text(batch.learning_rate))
            say("speed", f"{batch.images_per_second:.1f}")
        else:
            for key in self.facts.by_key:
                say(key, "")
        say("best", self._best(course))
        begun = course.begun
        say("device", "" if begun is None else device_words(begun.device))
        facts = self.facts.by_key
        lasting = [key for key in LASTING if facts[key].value.text() != NOTHING]
        self.facts.choose(list(facts) if course.active else lasting)

    def _best(self, course: Course) -> str:
        for row in course.rows:
            if course.best_epoch and row.get("epoch") == course.best_epoch:
                return tr(
                    "{epoch}, validation loss {loss}",
                    epoch=course.best_epoch,
                    loss=number(row.get("val_loss")),
                )
        return ""
