"""Verdicts marked right or wrong in the window: one after another, in processes of their own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from gng_desktop.ui.kit.language import QT_TR_NOOP, number, tr
from gng_desktop.ui.kit.workers import JobQueue, Steps
from gng_desktop.ui.training.keras_process import in_child

if TYPE_CHECKING:
    from gng_desktop.casework.pool.marking import Drift, Marked
    from gng_desktop.casework.pool.store import Entry
    from gng_desktop.training.recipe import Recipe
    from gng_desktop.ui.batch.rows import ScanRow
    from gng_desktop.ui.training.page import TrainingPage
    from gng_desktop.ui.window_parts import WindowParts

STATES = {
    "accepted": QT_TR_NOOP("Accepted into the feedback pool: {reason}"),
    "suspect": QT_TR_NOOP("Left out of the feedback pool as suspect: {reason}"),
}

AGREES = QT_TR_NOOP("the protector agrees ({chance} % that the label is wrong).")
DISAGREES = {
    "real": QT_TR_NOOP("the protector disagrees with “real” ({chance} % that the label is wrong)."),
    "fake": QT_TR_NOOP(
        "the protector disagrees with “generated” ({chance} % that the label is wrong)."
    ),
}


def reason_words(entry: Entry) -> str:
    """Return why a mark was accepted or not, in the user's language."""
    if entry.wrong_label is None:
        return tr(entry.reason)
    words = AGREES if entry.state == "accepted" else DISAGREES[entry.label]
    return tr(words, chance=number(100 * entry.wrong_label, ".0f"))


def drift_words(drift: Drift) -> str:
    """Return why a new training is proposed, in the user's language."""
    assert drift.accuracy is not None and drift.interval is not None
    assert drift.baseline is not None
    low, high = drift.interval
    values = (drift.accuracy, low, high, drift.baseline, drift.baseline - drift.accuracy)
    names = ("share", "low", "high", "baseline", "points")
    return tr(
        "{right} of {marks} marked verdicts are right: {share} % ({low} to {high}), {points} "
        "points below the {baseline} % on the model's test images; {suspect} marks are suspect. "
        "Train it again on its original data and the feedback pool; it replaces the model in use "
        "only if it tests no worse.",
        right=drift.right,
        marks=drift.marks,
        suspect=drift.suspect,
        **{name: number(100 * value, ".0f") for name, value in zip(names, values, strict=True)},
    )


def _recipe(models: Path | None, runs: Path) -> Steps:
    """Yield the recipe of the with-background classifier in use, with the user's pool."""
    from gng_desktop.casework.pool.marking import ROLE
    from gng_desktop.modelstore import find_models
    from gng_desktop.training.from_pool import default_pool, recipe_again

    yield recipe_again(find_models(models).require(ROLE), default_pool(), runs)


class Feedback(QObject):
    """Takes the marks of the panel Notes and of Batch rows, and says what became of them."""

    def __init__(self, window: WindowParts) -> None:
        super().__init__(window)
        self._window = window
        self.runner = JobQueue(self)  # a mark that was made is brought to its end
        self.runner.failed.connect(self._on_failed)
        window.notes.marks.marked.connect(self._mark_in_view)

    def mark_row(self, found: ScanRow, right: bool) -> None:
        if not self._analyst:
            words = tr("Enter your name in the Notes panel: it is recorded with a mark.")
            self._window.notice.say(words)
            return
        self._mark(Path(found.path), found.face or None, right)

    @property
    def _analyst(self) -> str:
        return self._window.notes.analyst.text().strip()

    def _mark_in_view(self, right: bool) -> None:
        found = self._window.session.found
        if found is not None and not self._window.session.awaiting:
            self._mark(Path(found.analysis.path), found.analysis.face_index, right)

    def _mark(self, path: Path, face: int | None, right: bool) -> None:
        from gng_desktop.casework.pool.marking import mark_steps

        case, now = self._window.casefile.case, self._window.computing()
        where = str(case.path) if case else ""
        what = tr("Marking the verdict")
        arguments = (path, face, right, self._analyst, where, now.models, now.device)
        self.runner.start(in_child(what, mark_steps, *arguments), what, self._on_marked)

    @property
    def _training(self) -> TrainingPage:
        return cast("TrainingPage", self._window.tabs.page("training"))

    def _on_marked(self, marked: Marked) -> None:
        words = tr(STATES[marked.entry.state], reason=reason_words(marked.entry))
        self._window.status_text.setText(words)
        found = self._window.session.found
        if found is not None and found.analysis.sha256 == marked.entry.sha256:
            self._window.notes.marks.show_mark(words)
        if marked.drift.retrain:
            words = drift_words(marked.drift)
            self._window.notice.propose(words, tr("Train again"), self._train_again)

    def _train_again(self) -> None:
        self._window.notice.hide()
        page = self._training
        if page.usable:
            runs = Path(page.results.runs_field.folder)
            work = _recipe(self._window.computing().models, runs)
            self.runner.start(work, tr("Training again"), self._on_recipe)

    def _on_recipe(self, recipe: Recipe) -> None:
        page, title = self._training, tr("Original data of the model")
        if page.workspace.data_folder is None:
            folder = page.results.data_field.folder
            folder = folder or QFileDialog.getExistingDirectory(self._window, title)
            if not folder:
                return
            page.workspace.use_data_folder(Path(folder))
        self._window.tabs.bring("training")
        page.train(recipe)

    def _on_failed(self, sentence: str, details: str) -> None:
        self._window.notes.marks.show_mark(sentence)
        self._window.notice.say(sentence, details)
