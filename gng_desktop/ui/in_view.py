"""The image in view, shown in panes and panels: what is known of it, and what becomes known."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSignalBlocker, QTimer

from gng_desktop.casework.decisions import Decision, decide, mark_of
from gng_desktop.core.text import visible
from gng_desktop.ui.evidence.thumbnails import load_stored
from gng_desktop.ui.kit.language import QT_TR_NOOP, tr
from gng_desktop.ui.kit.widgets import Veil, delay
from gng_desktop.ui.kit.workers import JobRunner
from gng_desktop.ui.panels.explanation import evaluations_text
from gng_desktop.ui.panels.regions import classes_of

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Analysis
    from gng_desktop.explain.methods import Explained, FurtherExplained
    from gng_desktop.provenance.record import Provenance
    from gng_desktop.ui.image.findings import Findings
    from gng_desktop.ui.window_parts import WindowParts

NOT_EXPLAINED = QT_TR_NOOP(
    "Not explained yet.\nPress Explain (Ctrl+E) to see which parts moved the score."
)
NOTHING_TO_EXPLAIN = QT_TR_NOOP("Nothing to explain")
NO_PICTURE = QT_TR_NOOP("No picture")
AWAY = QT_TR_NOOP(
    "The evidence is not on this computer, and the case holds no preview of it.\n"
    "Make the original available, then press F5."
)
STALE_MS = 300
"""How long the image before stays in sight while the next is analysed, ms."""


class InView(QObject):
    """Open what is chosen; show what the session of `window` finds, or found of it earlier."""

    def __init__(self, window: WindowParts) -> None:
        super().__init__(window)
        self._window, session = window, window.session
        self.away = JobRunner(self)
        window.evidence.chosen.connect(session.open)
        window.verdict.frame.chosen.connect(session.open_frame)
        self._awaited: Path | None = None
        self._veiled = False
        parts = window.panes, window.verdict, window.explanation, window.provenance, window.stress
        self._veils = [Veil(part) for part in (*parts, window.notes, window.legend)]
        self._stale = delay(self, STALE_MS, self._veil)
        session.opening.connect(self._on_opening)
        session.state_changed.connect(self._on_state)
        session.analysed.connect(self.show_analysis)
        session.explained.connect(self.show_explained)
        session.further_explained.connect(self.show_further)
        session.provenance_read.connect(self._on_provenance)
        session.history_read.connect(self._on_history)
        session.faces.recalled.connect(self._recall)
        session.maps_tested.connect(window.explanation.faithfulness.show_tested)
        session.maps_checked.connect(window.explanation.show_check)
        for result in (session.maps_tested, session.further_explained):
            result.connect(lambda _: window.arrangement.show("explanation"))
        session.stressed.connect(window.stress.show_step)
        session.scene_tested.connect(window.stress.show_scene)
        session.recorder.failed.connect(window.notes.not_recorded)

    def _on_opening(self, path: Path) -> None:
        # While the image is analysed there is time to lay out the panels: in an event of its own.
        QTimer.singleShot(0, self._window, self._window.arrangement.reveal)
        self._window.empty.say_waiting(path.name)
        self._window.status_text.overtake()
        self._awaited = path
        if self._veiled:
            self._veil()
        elif not self._stale.isActive():
            self._stale.start()

    # -- while the next image is analysed ----------------------------------------------------

    def _veil(self) -> None:
        """Hide what is shown: the list names another image by now."""
        assert self._awaited is not None
        self._veiled = True
        words = tr("{name} is being analysed…", name=self._awaited.name)
        for veil in self._veils:
            veil.say(words)

    def _unveil(self) -> None:
        self._awaited, self._veiled = None, False
        self._stale.stop()
        for veil in self._veils:
            veil.say("")

    def _on_state(self) -> None:
        """Let list and picker name what is shown where the next one was cancelled or failed."""
        session, evidence = self._window.session, self._window.evidence
        if self._awaited is None or session.awaiting or session.loader.busy:
            return
        self._unveil()
        if session.found is not None:
            analysis = session.found.analysis
            with QSignalBlocker(evidence):
                if not evidence.select(Path(analysis.path)):
                    evidence.table.clearSelection()  # it is not in the list any more
                    evidence.table.forget_current()
            self._window.verdict.frame.show_analysis(analysis)

    # -- what is known -----------------------------------------------------------------------

    def show_analysis(self, analysis: Analysis) -> None:
        """Show everything known about one image."""
        window = self._window
        self._unveil()
        window.notice.overtake()
        self._warn_of_other_bytes(analysis)
        self.away.cancel()
        stored = window.evidence.thumbnails.stored.get(Path(analysis.path))
        missing = analysis.views is None and analysis.status != "error"
        if missing and stored is not None:
            self.away.start(load_stored(stored), tr("The preview"), window.panes.show_stored)
        explainable = analysis.status == "ok" and analysis.views is not None
        window.panes.show_views(
            analysis.views,
            AWAY if missing else NO_PICTURE,
            NOT_EXPLAINED if explainable else NOTHING_TO_EXPLAIN,
        )
        digest = None if missing else analysis.sha256
        window.classic.use_file(Path(analysis.path), digest, analysis.frame)
        window.legend.show_regions(analysis.regions)
        window.explanation.show_explained(None)
        window.provenance.show_provenance(None, None)
        window.stress.show_stress(None, self.models, analysis)
        window.verdict.show_analysis(analysis, self.models)
        word, make = window.verdict.badge.word.lower(), partial(decide, analysis)
        window.notes.show_image(
            analysis.sha256, [], word, make, analysis.face_index, analysis.frame
        )
        window.notes.marks.set_markable(
            analysis.verdict in ("real", "generated") and analysis.frame == 1
        )
        if window.pages.currentWidget() is not window.panes:
            # The button that has the focus goes; keys are for the picture from now on. Without a
            # focus Qt need not look for the next stop among all widgets, which takes 25 ms.
            if (focused := window.focusWidget()) is not None:
                focused.clearFocus()
            window.pages.setCurrentWidget(window.panes)
            window.panes.active.canvas.setFocus()
        window.setWindowTitle(f"{visible(Path(analysis.path).name)} — GNG Desktop")

    def _warn_of_other_bytes(self, analysis: Analysis) -> None:
        """Say so where the file is not the one that was analysed for the list."""
        if self._window.evidence.model.take_hash(analysis.path, analysis.sha256):
            words = QT_TR_NOOP(
                "{name} was changed or replaced after it had been analysed: its SHA-256 is another "
                "one. What is shown now is of the present file."
            )
            words = tr(words, name=Path(analysis.path).name)
            if self._window.notice.lasting:  # such as that on a changed case
                self._window.status_text.show_lasting(words)
            else:
                self._window.notice.say(words, lasting=True)

    @property
    def models(self) -> dict[str, Any]:
        analyser = self._window.session.analyser
        return analyser.models if analyser else {}

    def show_explained(self, explained: Explained) -> None:
        """Show the two maps, partial ones too, and what was found by regions."""
        window = self._window
        window.panes.scene.show_maps(explained.maps)
        window.explanation.show_explained(explained)
        if not explained.complete:
            return
        if explained.regions is not None:
            window.legend.show_contributions(
                {
                    name: (region, *values)
                    for region, values in window.explanation.regions_of().items()
                    for name in classes_of(region)
                }
            )
            window.verdict.show_reading(explained.reading)
        seconds = sum(one.seconds for one in explained.maps)
        words = tr(
            "Explained with {spent} in {seconds:.1f} s",
            spent=evaluations_text(explained.maps),
            seconds=seconds,
        )
        window.status_text.setText(words)

    def show_further(self, found: FurtherExplained) -> None:
        """Show the map of a further detector, in the panel and in panes."""
        window = self._window
        assert window.session.found is not None
        window.explanation.show_further(found, window.panes.scene.palette)
        window.panes.scene.show_further(found, window.session.found.seen_by(found))

    def tidy(self) -> None:
        """Take the word "Computing" out of the panes when nothing is being computed."""
        window = self._window
        if (found := window.session.found) is None:
            return
        explainable = window.session.explainable
        window.panes.scene.say_of_maps(NOT_EXPLAINED if explainable else NOTHING_TO_EXPLAIN)
        if found.stress is None:
            window.stress.show_stress(None, self.models, found.analysis)

    def _on_provenance(self, provenance: Provenance) -> None:
        window = self._window
        found = window.session.found
        views = None if found is None else found.analysis.views
        preview = None if views is None else views.pyramid.levels[-1]
        window.provenance.show_provenance(provenance, preview)
        window.verdict.show_flag(provenance.flag.sentence)

    def _on_history(self, history: list[Decision]) -> None:
        window = self._window
        found = window.session.found
        if found is not None:
            window.notes.show_history(history)
            window.evidence.model.set_decision(Path(found.analysis.path), *mark_of(history))

    def _recall(self, found: Findings) -> None:
        """Show again what was found of the face, or the picture, that is chosen again."""
        window, latest = self._window, found.latest
        earlier = [e for e in found.explained.values() if e is not latest]
        for explained in [*earlier, *([latest] if latest is not None else [])]:
            self.show_explained(explained)
        if latest is not None:
            window.explanation.faithfulness.show_tested(found.tested.get(latest.maps[0].method))
        for further in found.further.values():
            self.show_further(further)
        if found.stress is not None:
            window.stress.show_stress(found.stress, self.models, found.analysis)
        if found.provenance is not None:
            window.session.provenance_read.emit(found.provenance)
        if found.history:
            window.session.history_read.emit(found.history)
        window.status_text.clear()
