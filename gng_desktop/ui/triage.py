"""Going through many images with one key each: decisions, tags and notes on those selected."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoCommand, QUndoStack
from PySide6.QtWidgets import QInputDialog

from gng_desktop.ui.case import selected_jobs
from gng_desktop.ui.case.selected_jobs import Entry, Image, Recorded, Tags
from gng_desktop.ui.kit.decision_words import CONCLUSION_WORDS
from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.workers import JobQueue

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Analysis
    from gng_desktop.casework.decisions import Decision
    from gng_desktop.ui.kit.row_store import Ids
    from gng_desktop.ui.window_parts import WindowParts

KEYS = {
    "decide_generated": "generated",
    "decide_real": "real",
    "decide_undecided": "undecided",
    "decide_unsuitable": "unsuitable",
}
"""Commands that decide, and the conclusion each records."""


class Step(QUndoCommand):
    """Something that can be undone and done again; `done`: it is when it is put on the stack."""

    def __init__(
        self, text: str, do: Callable[[], object], undo: Callable[[], object], done: bool = False
    ) -> None:
        super().__init__(text)
        self._do, self._undo, self._done = do, undo, done

    def redo(self) -> None:
        if not self._done:
            self._do()
        self._done = False

    def undo(self) -> None:
        self._undo()


class Triage(QObject):
    """Record on the images selected, and undo it: what is recorded is withdrawn, never erased."""

    def __init__(self, window: WindowParts) -> None:
        super().__init__(window)
        self._window = window
        self.stack = QUndoStack(self)
        self.runner = JobQueue(self)
        self.runner.failed.connect(window.session.not_written)
        self.runner.busy_changed.connect(window.casefile.mark)
        self._stop = threading.Event()
        evidence = window.evidence
        evidence.removed_ids.connect(self._on_removed)
        window.opening.added.connect(self._on_added)
        window.casefile.changed.connect(self.stack.clear)
        window.list_session.swapped.connect(self.stack.clear)
        commands = window.commands
        for key, conclusion in KEYS.items():
            commands.triggered_by(key, partial(self.decide, conclusion))
        commands.triggered_by("undo", self.stack.undo)
        commands.triggered_by("redo", self.stack.redo)
        commands.triggered_by("withdraw", self.withdraw)
        commands.triggered_by("add_tag", self.ask_tag)
        commands.triggered_by("remove_tag", self.ask_untag)
        commands.triggered_by("add_note", self.ask_note)
        # A method of this object: not called any more while the window is taken down.
        self.stack.indexChanged.connect(self._enable)
        window.indicator.add(self.runner, tr("Recording"), self.cancel)
        window.session.state_changed.connect(self._enable)
        self._enable()

    def _enable(self) -> None:
        usable = self._window.session.analyser is not None
        self._window.commands.enable("undo", self.stack.canUndo())
        self._window.commands.enable("redo", self.stack.canRedo())
        for key in (*KEYS, "withdraw", "add_tag", "remove_tag", "add_note"):
            self._window.commands.enable(key, usable)

    # -- what is decided on -----------------------------------------------------------------

    def _images(self) -> list[Image]:
        """Return the images selected, or the current one; of that in view, the face in view."""
        evidence, found = self._window.evidence, self._window.session.found
        paths = evidence.selected_paths()
        if not paths and evidence.current is not None:
            paths = [evidence.current]
        images = [(path, evidence.model.analysis(path)) for path in paths]
        if len(paths) == 1 and found is not None and Path(found.analysis.path) == paths[0]:
            return [(paths[0], replace(found.analysis, views=None))]
        return images

    def _analyst(self) -> str:
        """Return the analyst's name; without one, ask for it."""
        name = self._window.notes.analyst.text().strip()
        if not name:
            self._window.notice.say(
                tr("Enter your name in Notes first: it is recorded with the decision.")
            )
            self._window.arrangement.show("notes")
            self._window.notes.analyst.setFocus()
        return name

    def decide(self, conclusion: str) -> None:
        """Record a conclusion on the images selected, and go to the next one."""
        images = self._images()
        if not images or not (analyst := self._analyst()):
            return
        comment = ""
        found = self._window.session.found
        if len(images) == 1 and found is not None and Path(found.analysis.path) == images[0][0]:
            comment = self._window.notes.take_comment()
            # A decision stands in a case beside what it is about.
            self._window.casefile.add()
        self._advance([path for path, _ in images])
        words = tr(CONCLUSION_WORDS[conclusion])
        self._push(words, images, Entry(conclusion, analyst, comment), Entry("withdrawn", analyst))

    def _advance(self, paths: Sequence[Path]) -> None:
        """Choose the row below those decided on."""
        model = self._window.evidence.model
        rows = [row for path in paths if (row := model.row_of(path)) is not None]
        if rows and max(rows) + 1 < model.rowCount():
            self._window.evidence.table.choose(max(rows) + 1)

    def withdraw(self) -> None:
        """Withdraw the decision that holds on each image selected."""
        decided = self._window.evidence.model.items
        images = [
            (path, known)
            for path, known in self._images()
            if (i := decided.id_of(path)) is not None and decided.item(i).decided
        ]
        if images and (analyst := self._analyst()):
            self._record(images, Entry("withdrawn", analyst))

    # -- tags and notes ---------------------------------------------------------------------

    def ask_tag(self) -> None:
        images, known = self._images(), self._window.evidence.model.items.every_tag()
        if not images or not (analyst := self._analyst()):
            return
        title, words = tr("Add a tag"), _of(tr("Tag"), images)
        text, given = QInputDialog.getItem(self._window, title, words, known, -1, True)
        if given and (tag := " ".join(text.split())):
            # Undoing takes it from those that did not have it.
            add, take = _tagging(tag, analyst)
            self._push(tr("Tag {tag}", tag=tag), images, add, take)

    def ask_untag(self) -> None:
        """Ask which tag to take from the images selected."""
        images, items = self._images(), self._window.evidence.model.items
        ids = [i for path, _ in images if (i := items.id_of(path)) is not None]
        tags = sorted({tag for i in ids for tag in items.tags.get(i, ())})
        if not tags:
            self._window.status_text.setText(tr("The selected images have no tag"))
            return
        if not (analyst := self._analyst()):
            return
        title, words = tr("Remove a tag"), _of(tr("Tag"), images)
        tag, given = QInputDialog.getItem(self._window, title, words, tags, 0, False)
        if given:
            having = [(p, a) for p, a in images if tag in items.tags.get(items.id_of(p) or 0, ())]
            add, take = _tagging(tag, analyst)
            self._push(tr("Remove tag {tag}", tag=tag), having, take, add)

    def ask_note(self) -> None:
        images = self._images()
        if not images or not (analyst := self._analyst()):
            return
        words = _of(tr("Note"), images)
        text, given = QInputDialog.getMultiLineText(self._window, tr("Add a note"), words)
        if given and text.strip():
            self._record(images, Entry("note", analyst, text.strip()))

    # -- recording --------------------------------------------------------------------------

    def _push(self, text: str, images: Sequence[Image], do: Entry, undo: Entry) -> None:
        """Record `do`, which can be undone by recording `undo` on the same images."""
        recorded: list[Image] = []

        def note(found: Recorded) -> None:
            changes = do.tags is None or do.tags(found.tags_before) != found.tags_before
            if changes:
                recorded.append((found.path, found.analysis))

        def redo() -> None:
            again = [*recorded] or list(images)
            recorded.clear()
            self._record(again, do, note)

        def take_back() -> None:
            # Once all of it is recorded: the queue works in turn.
            self.runner.start(_nothing, text, lambda done: self._record(recorded, undo))
            self._window.evidence.select(images[0][0])

        self.stack.push(Step(text, redo, take_back))

    def _record(
        self,
        images: Sequence[Image],
        entry: Entry,
        on_recorded: Callable[[Recorded], object] = lambda recorded: None,
    ) -> None:
        session, casefile = self._window.session, self._window.casefile
        self._stop.clear()
        total = len(images)

        def on_result(news: Any) -> None:
            if isinstance(news, Recorded):
                on_recorded(news)
                self._show(news)
            elif news < total:
                self._window.notice.say(
                    tr(
                        "Recorded on {done} of {total} images; the others could not be read, or "
                        "the work was cancelled.",
                        done=news,
                        total=total,
                    )
                )
            elif total > 1:
                self._window.status_text.setText(tr("Recorded on {count} images", count=total))

        work = selected_jobs.record(
            session.store, list(images), entry, session.analyser, casefile.case, self._stop.is_set
        )
        self.runner.start(work, tr("Recording"), on_result)

    def cancel(self) -> None:
        self._stop.set()

    def _show(self, news: Recorded) -> None:
        from gng_desktop.casework.decisions import mark_of

        evidence = self._window.evidence
        if evidence.model.analysis(news.path) is None:
            evidence.set_analysis(news.analysis)
        evidence.model.set_decision(news.path, *mark_of(news.history))
        self._window.session.history_changed(news.history)

    def on_decision(self, decision: Decision, analysis: Analysis) -> None:
        """Let a decision that was recorded in Notes be undone as well."""
        images = [(Path(analysis.path), replace(analysis, views=None))]
        name = decision.analyst
        self.stack.push(
            Step(
                tr(CONCLUSION_WORDS[decision.conclusion]),
                partial(self._record, images, Entry(decision.conclusion, name, decision.comment)),
                partial(self._record, images, Entry("withdrawn", name)),
                done=True,
            )
        )

    # -- the list ---------------------------------------------------------------------------

    def _on_removed(self, ids: Ids) -> None:
        do, undo = partial(self._remove, ids), partial(self._window.evidence.model.restore, ids)
        self.stack.push(Step(tr("Remove from the list"), do, undo, done=True))

    def _on_added(self, ids: Ids) -> None:
        do, undo = partial(self._window.evidence.model.restore, ids), partial(self._remove, ids)
        self.stack.push(Step(tr("Add to the list"), do, undo, done=True))

    def _remove(self, ids: Ids) -> None:
        paths = self._window.evidence.model.items.paths
        self._window.evidence.remove([paths[i] for i in ids.tolist()])


def _nothing() -> Any:
    yield True


def _tagging(tag: str, analyst: str) -> tuple[Entry, Entry]:
    """Return what gives a tag, and what takes it."""

    def without(tags: Tags) -> Tags:
        return tuple(each for each in tags if each != tag)

    give = Entry("note", analyst, tags=lambda before: (*without(before), tag))
    return give, Entry("note", analyst, tags=without)


def _of(words: str, images: Sequence[Image]) -> str:
    count = len(images)
    return words if count == 1 else tr("{what} of {count} images", what=words, count=count)
