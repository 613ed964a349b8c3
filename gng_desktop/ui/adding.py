"""Many images into the case at once, and the decisions that were taken before there was one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox

from gng_desktop.ui.case import selected_jobs
from gng_desktop.ui.case.selected_jobs import Added
from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.workers import JobRunner

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Analysis
    from gng_desktop.casework.decisions import Decision, KeepsDecisions
    from gng_desktop.ui.window_parts import WindowParts


class Adding(QObject):
    """Add the images selected to the case, and propose to import earlier decisions.

    `own` has the decisions taken while no case was open.
    """

    def __init__(self, window: WindowParts, own: KeepsDecisions) -> None:
        super().__init__(window)
        self._window, self._own = window, own
        self.runner, self.finder = JobRunner(self), JobRunner(self)
        self._asked: frozenset[str] = frozenset()
        for runner in (self.runner, self.finder):
            runner.failed.connect(window.session.not_written)
        window.casefile.changed.connect(self._on_case)
        window.casefile.marked.connect(self._look)
        window.commands.triggered_by("add_to_case", self.add)
        window.indicator.add(self.runner, tr("Case"), self.cancel)

    def add(self) -> None:
        """Add what is selected, in one step; a single image with all its faces as they are."""
        from gng_desktop.casework.case.analyst_masks import mask_note

        window = self._window
        paths = window.evidence.selected_paths()
        case, analyser = window.casefile.case, window.session.analyser
        if len(paths) < 2 or case is None or analyser is None:
            window.casefile.add()
            return
        images = [(path, window.evidence.model.analysis(path)) for path in paths]
        earlier = [(path, window.session.earlier(a)) for path, a in images if a is not None]
        # Results with a corrected mask are in the case, or added with their image in view.
        known = {p: f for p, f in earlier if f is not None and not mask_note(f.analysis.notes)}
        palette, problems = window.panes.scene.palette, getattr(analyser, "problems", ())
        work = selected_jobs.add_all(case, analyser, images, known, palette, problems)
        self.runner.start(work, tr("Adding to the case"), self._on_added)

    def _on_added(self, news: Any) -> None:
        if not isinstance(news, Added):
            self._window.evidence.set_analysis(news)
            return
        parts = [
            tr("1 image added to the case")
            if news.added == 1
            else tr("{count} images added to the case", count=news.added)
        ]
        if news.there:
            parts.append(tr("{count} were already in it", count=news.there))
        if news.unreadable:
            parts.append(tr("{count} could not be read", count=news.unreadable))
        self._window.status_text.setText(", ".join(parts))
        self._window.casefile.mark()

    def cancel(self) -> None:
        """Add no more images; those added stay in the case."""
        self.runner.cancel()
        self._window.casefile.mark()

    # -- decisions from before --------------------------------------------------------------

    def _on_case(self) -> None:
        self._asked = frozenset()
        self.runner.cancel()
        self.finder.cancel()
        if self._window.casefile.is_new:
            self._look(frozenset(a.sha256 for a in self._analyses() if a.sha256))

    def _analyses(self) -> list[Analysis]:
        items = self._window.evidence.model.items
        return [a for a in items.analyses if a is not None and items.id_of(a.path) is not None]

    def _look(self, hashes: frozenset[str]) -> None:
        """Look for decisions on images that were not asked about yet."""
        case, new = self._window.casefile.case, hashes - self._asked
        if case is None or not new or self._own is self._window.session.store:
            return
        self._asked |= new
        work = selected_jobs.earlier_decisions(self._own, case, new)
        self.finder.start(work, tr("Looking for decisions"), self._offer)

    def _offer(self, found: list[Decision]) -> None:
        window = self._window
        case, analyser = window.casefile.case, window.session.analyser
        if not found or case is None or analyser is None:
            return
        images = len({decision.sha256 for decision in found})
        words = (
            tr("One image has records from before it was in this case.")
            if images == 1
            else tr("{count} images have records from before they were in this case.", count=images)
        )
        asked = tr("Add decisions, notes and tags to the case? Its log will say so.")
        yes, no = QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No
        title, words = tr("Import earlier decisions?"), f"{words}\n\n{asked}"
        if QMessageBox.question(window, title, words, yes | no, yes) == yes:
            work = selected_jobs.take_over(case, found, self._analyses(), analyser.models)
            window.casefile.writer.start(work, tr("Importing earlier decisions"), self._on_taken)

    def _on_taken(self, count: int) -> None:
        self._window.status_text.setText(
            tr("1 record imported into the case")
            if count == 1
            else tr("{count} records imported into the case", count=count)
        )
        window = self._window
        window.session.list_known([(Path(a.path), a.sha256) for a in self._analyses()])
        window.session.use_store(window.session.store)
