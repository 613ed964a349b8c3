"""What is done with runs, and what is written; and the questions asked before a model changes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from gng_desktop.ui.kit.asking import CANCEL, Role, ask
from gng_desktop.ui.kit.language import QT_TR_NOOP, tr
from gng_desktop.ui.kit.workers import JobQueue, JobRunner
from gng_desktop.ui.training.keras_process import in_child
from gng_desktop.ui.training.results import child_tasks, jobs
from gng_desktop.ui.training.words import MODEL_WORDS, figure_text, interval_text, known
from gng_desktop.ui.training.workspace import Workspace

if TYPE_CHECKING:
    from gng_desktop.modelstore import RollBack
    from gng_desktop.runs.comparison import Comparison
    from gng_desktop.runs.history import Summary
    from gng_desktop.runs.table import Table
    from gng_desktop.ui.training.results.jobs import InUse


class RunActions(QObject):
    """One of them at a time; nothing is started while something is done.

    `worker` does what needs Keras, in processes of their own; `writer` exports and rolls back,
    which is brought to its end.
    """

    # tested, searched: Path: the run in this folder is tested; its mistakes are found
    tested = Signal(object)
    searched = Signal(object)
    matrix_drawn = Signal(object)  # Path: the matrix of misclassified images is in this file
    models_changed = Signal()  # another model is in use
    busy_changed = Signal(bool)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._say = workspace.status_message.emit
        self._busy = False
        self.worker, self.writer = JobRunner(self), JobQueue(self)
        for runner in (self.worker, self.writer):
            runner.busy_changed.connect(self._on_busy)

    @property
    def busy(self) -> bool:
        return self.worker.busy or self.writer.busy

    def _on_busy(self) -> None:
        if self.busy != self._busy:
            self._busy = self.busy
            self.busy_changed.emit(self._busy)

    # -- in a process of its own --------------------------------------------------------------

    def test(self, found: Summary, data: Path) -> None:

        def done(_: None) -> None:
            self._say(tr("Run {run} has been tested.", run=found.name))
            self.tested.emit(found.folder)

        what = tr("Testing {run}", run=found.name)
        work = in_child(what, child_tasks.evaluate, found.folder, data)
        self.worker.start(work, tr("The test"), done)

    def find_mistakes(self, found: Summary, data: Path, count: int, maps: bool) -> None:
        """Find the `count` test images a run gets most wrong; with their maps."""

        def done(_: None) -> None:
            self._say(tr("The mistakes of run {run} have been found.", run=found.name))
            self.searched.emit(found.folder)

        what = tr("Finding the mistakes of {run}", run=found.name)
        work = in_child(what, child_tasks.find_mistakes, found.folder, data, count, maps)
        self.worker.start(work, tr("The search"), done)

    def draw_matrix(self, folders: list[Path], data: Path) -> None:
        """Draw the matrix of misclassified images of several runs, in the folder beside them."""
        out = folders[0].parent / "matrix"
        work = in_child(tr("Drawing the matrix"), child_tasks.draw_matrix, folders, data, out)
        self.worker.start(work, tr("The matrix"), self.matrix_drawn.emit)

    def publish(self, found: Summary, data: Path, target: Path) -> None:
        """Make a run the model in the folder `target`."""

        def done(model: tuple[str, Path]) -> None:
            values = {"role": known(MODEL_WORDS, found.role), "label": model[0], "folder": model[1]}
            words = QT_TR_NOOP("Run {run} is now the {role}: {label}, in {folder}.")
            self._say(tr(words, run=found.name, **values))
            self.models_changed.emit()

        what = tr("Making a model of {run}", run=found.name)
        work = in_child(what, child_tasks.publish_run, found.folder, data, target)
        self.worker.start(work, tr("The publication"), done)

    def stop(self) -> None:
        """End the testing, searching or publishing that goes on."""
        if self.worker.busy:
            self.worker.cancel()
            self._say(tr("Stopped; a model is installed whole or not at all."))

    # -- here -----------------------------------------------------------------------------------

    def roll_back(self, role: str, models: Path | None) -> None:
        """Put the previous model of `role` into use again; `models` as `Computing.models`."""
        work = jobs.go_back(role, models)
        self.writer.start(work, tr("Rolling back"), self._on_back)

    def _on_back(self, done: RollBack) -> None:
        role = known(MODEL_WORDS, done.role)
        self._say(tr("The {role} is {label} again.", role=role, label=done.after.label))
        self.models_changed.emit()

    def write(self, found: Table | Comparison, path: Path) -> None:
        """Write a table as the suffix of `path` says, or a comparison into that folder."""
        self.writer.start(jobs.write(found, path), tr("The export"), self._on_written)

    def _on_written(self, place: Path) -> None:
        self._say(tr("Written: {place}", place=place))


def confirm_use(parent: QWidget, found: Summary, used: InUse, data: Path, target: Path) -> bool:
    """Ask whether a run is to become the model of its role; say what it replaces."""
    from gng_desktop.runs.figures import worse

    role = known(MODEL_WORDS, found.role)
    lines = []
    if pair := worse(found.figures, used.figures.get(found.role, ())):
        words = QT_TR_NOOP(
            "⚠ This run has worse test figures than the model in use: {new} against {present}."
        )
        lines.append(tr(words, new=figure_text(pair[0]), present=interval_text(pair[1])))
    words = QT_TR_NOOP(
        "It is first tested again on the images in {data}, which takes some minutes; then it is "
        "installed, with its card and hashes, as {target}."
    )
    lines.append(tr(words, data=data, target=target))
    model = used.models.get(found.role)
    if model is None:
        words = QT_TR_NOOP("There is no {role} yet.")
    elif target in (model.folder, model.folder.resolve()):
        words = QT_TR_NOOP("It replaces {label}, which is kept: Roll back… restores it.")
    else:
        words = QT_TR_NOOP(
            "It is used instead of {label}, which stays where it is: Roll back… restores it."
        )
    lines.append(tr(words, role=role, label=model.label if model else ""))
    if found.figures:
        lines.append(tr("This run: {figure}", figure=figure_text(found.figures[0])))
    if used.figures.get(found.role):
        figure = figure_text(used.figures[found.role][0])
        lines.append(tr("Model in use: {figure}", figure=figure))
    if found.role == "segmenter":
        lines.append(
            tr(
                "The classifiers in use were tested with the present segmenter; their figures do "
                "not hold for another one."
            )
        )
    question = tr("Use run {run} as the {role}?", run=found.name, role=role)
    use = tr("Use this model")
    icon = QMessageBox.Icon.Warning if pair else QMessageBox.Icon.Question
    yes, detail = (use, Role.AcceptRole), "\n\n".join(lines)
    return ask(parent, use, question, yes, CANCEL, default=1, detail=detail, icon=icon) == 0


def confirm_back(parent: QWidget, plan: RollBack) -> bool:
    """Ask whether the previous model of a role is to come back."""
    role = known(MODEL_WORDS, plan.role)
    lines = [tr("{label} is used from then on.", label=plan.after.label)]
    if plan.before is not None:
        lines.append(
            tr("{label} is kept; rolling back once more restores it.", label=plan.before.label)
        )
    question = tr("Go back to the previous {role}?", role=role)
    yes, detail = (tr("Roll back"), Role.AcceptRole), "\n\n".join(lines)
    return ask(parent, tr("Roll back"), question, yes, CANCEL, default=1, detail=detail) == 0
