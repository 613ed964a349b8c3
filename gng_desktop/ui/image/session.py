"""One session: the models, the image in view and the work done on it; no widget."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gng_desktop.explain.catalogue import ExplainChoices, settings_key
from gng_desktop.explain.gradient_process import GradientProcess
from gng_desktop.ui.evidence.queue import Waiting, background
from gng_desktop.ui.image import jobs, saving_jobs
from gng_desktop.ui.image.faces import FacesInView
from gng_desktop.ui.image.findings import Findings
from gng_desktop.ui.image.shelf import Shelf
from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.workers import JobQueue, JobRunner, Steps, close_all

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gng_desktop.analysis.pipeline import Analyser
    from gng_desktop.analysis.result import Analysis
    from gng_desktop.analysis.stress import Stress, StressPoint
    from gng_desktop.casework.decisions import Decision, KeepsDecisions
    from gng_desktop.explain.faithfulness import Faithfulness
    from gng_desktop.explain.methods import Explained, FurtherExplained
    from gng_desktop.provenance.record import Provenance

CLOSING_MS = 2000
"""How long closing the window waits for its threads, ms."""


class ImageSession(QObject):
    """Drive all long work of a window and keep what it finds.

    One image is in view, and `found` is what is known of it or, if one was chosen of `faces`, of
    that face. Work on it runs in `jobs`, one at a time, and opening another image cuts it off. The
    images of the list are analysed in `background` whenever `jobs` is idle. Facts of the file are
    read in `facts`. What is written is written in turn, by `saver`, and never cut.
    """

    models_changed = Signal()  # the models were loaded; `analyser` is another one
    opening = Signal(object)  # Path: the analysis of an image to be viewed has begun
    no_models = Signal(str)  # they could not be; one sentence says why
    # Analysis: of the image in view, or of the face of it that was chosen, with its views.
    analysed = Signal(object)
    opened = Signal()  # all of the image in view is announced but the facts of its file
    row_updated = Signal(object)  # Analysis: of any image of the list, without views
    flag_found = Signal(object)  # what the file of any image says of a generator; "" for nothing
    # Of any image of the list, the conclusion on it, "" for none, and its tags.
    decision_found = Signal(object)
    explained = Signal(object)  # Explained: partial ones too
    maps_checked = Signal(str)  # what the check of the maps found, in a sentence
    further_explained = Signal(object)
    maps_tested = Signal(object)  # two Faithfulness: of the maps of both classifiers
    stressed = Signal(object)  # StressPoint: each as it is found; at last Stress
    scene_tested = Signal(object)  # SceneTest
    provenance_read = Signal(object)
    history_read = Signal(object)
    failed = Signal(str, str)  # one sentence, and the details of an unexpected error
    not_written = Signal(str, str)  # the same, whatever image is in view by then
    state_changed = Signal()  # what can be asked for may have changed

    def __init__(
        self,
        open_models: jobs.Opener,
        store: KeepsDecisions,
        waiting: Waiting,
        parent: QObject | None = None,
        known: Callable[[Path], Analysis | None] = lambda path: None,
        cache_limit: Callable[[], int] = lambda: 0,
    ) -> None:
        super().__init__(parent)
        self._open_models = open_models
        self.store = store
        self._waiting, self._known = waiting, known
        self._pending: tuple[Path, int] | None = None
        self._awaited: tuple[Path, int] | None = None
        # Whether another image than the one in view is being analysed to be viewed.
        self.awaiting = False
        self._asked = ""
        self._in_background = True
        self.analyser: Analyser | None = None
        self.found: Findings | None = None
        self.gradients = GradientProcess()
        self.loader = JobRunner(self)
        self.jobs = JobRunner(self)
        self.background = JobRunner(self)
        self.facts = JobRunner(self)
        self.marks = JobQueue(self)
        self.saver = JobQueue(self)
        # Decisions do not wait behind pictures that take long to write.
        self.recorder = JobQueue(self)
        self.shelf = Shelf(self, cache_limit)
        self.faces = FacesInView(self)
        self.loader.failed.connect(self._on_no_models)
        for runner in (self.jobs, self.background, self.facts, self.faces.finder):
            runner.failed.connect(self.failed)
        for writing in (self.saver, self.recorder):
            writing.failed.connect(self.not_written)
        # First: what may be asked for depends on what it finds.
        self.jobs.busy_changed.connect(self._on_busy)
        for runner in self.runners:
            runner.busy_changed.connect(self.state_changed)
        self.background.busy_changed.connect(self._on_background)

    @property
    def runners(self) -> list[JobRunner]:
        return self.findChildren(JobRunner)

    # -- models -----------------------------------------------------------------------------

    def load_models(self) -> None:
        """Load the models; an image asked for meanwhile, or in view, is then analysed."""
        if self.awaiting:
            self._pending = self._awaited
        elif self.found is not None and self._pending is None:
            shown = self.found.analysis
            self._pending = Path(shown.path), shown.frame
        self.faces.forget_verdicts()
        self.analyser = None
        work = jobs.load(self._open_models)
        self.loader.start(work, tr("Loading the models"), self._on_models)
        self.jobs.cancel()  # once they are loading: what is cut off will be opened again
        self.background.cancel()

    def _on_models(self, analyser: Analyser) -> None:
        self.analyser = analyser
        self.models_changed.emit()
        if self._pending is not None:
            self.open(*self._pending)
        else:
            self.analyse_list()

    def _on_no_models(self, sentence: str, details: str) -> None:
        self._pending = None
        self.no_models.emit(sentence)
        if details:
            self.failed.emit(sentence, details)

    # -- the image in view ------------------------------------------------------------------

    def open(self, path: Path, frame: int = 1) -> None:
        """Analyse picture `frame` of the file at `path`; work on the one before is cut off."""
        if self.analyser is None:
            self._pending = path, frame
            return
        self._pending = None
        self.facts.cancel()
        self.faces.finder.cancel()
        self.awaiting, self._awaited = True, (path, frame)
        work = jobs.analyse(self.analyser, path, frame)
        self.jobs.start(work, tr("The analysis"), self._on_analysed)
        self.opening.emit(path)

    def open_frame(self, frame: int) -> None:
        if self.found is not None:
            self.open(Path(self.found.analysis.path), frame)

    def _on_analysed(self, analysis: Analysis) -> None:
        self.awaiting = False
        for found in self.faces.all_found():
            self.shelf.put(found)
        path = Path(analysis.path)
        known = self._known(path)
        if known is not None and replace(analysis, seconds=known.seconds) == known:
            # The same but for the time it took is the same analysis, in a case as well.
            analysis = replace(analysis, seconds=known.seconds)
        if analysis.status == "error" and known is not None and not path.exists():
            analysis = known  # of evidence on another disk: what was stored
        self.found = Findings(analysis)
        self.faces.begin(self.found)
        self.analysed.emit(analysis)
        if self.recall(self.found):
            self.faces.recalled.emit(self.found)
        if analysis.frame == 1:  # by which a file is listed
            self._on_listed(analysis)
        self.faces.find()
        facts = _facts(path, self.store, analysis.sha256)
        self.facts.start(facts, tr("Reading the facts of the file"), self._on_fact)
        self.opened.emit()

    def recall(self, found: Findings) -> bool:
        """Add to `found` what was found of it earlier; return whether that was at hand."""
        return self.shelf.take(found, self._on_recalled)

    def _on_recalled(self, found: Findings) -> None:
        if self.analyser is not None:
            found.bound(self.analyser.models)
        if self.found is found:
            self.faces.recalled.emit(found)
        self.state_changed.emit()

    def _on_fact(self, fact: Provenance | list[Decision]) -> None:
        for found in self.faces.all_found():
            if isinstance(fact, list):
                found.history = fact
            else:
                found.provenance = fact
        (self.history_read if isinstance(fact, list) else self.provenance_read).emit(fact)

    @property
    def explainable(self) -> bool:
        analysis = self.found and self.found.analysis
        return bool(self.analyser and analysis and analysis.views and analysis.status == "ok")

    def testable(self, detector: str = "") -> bool:
        """Return whether there are whole maps of both classifiers, or of `detector`, to test."""
        if self.analyser is None or self.found is None:
            return False
        if detector:
            return self.found.latest_of(detector) is not None
        return self.found.latest is not None and self.found.latest.complete

    @property
    def checkable(self) -> bool:
        """Whether the maps last computed are SHAP maps of this program, whole."""
        latest = None if self.found is None else self.found.latest
        if latest is None or not self.testable():
            return False
        return latest.maps[0].method == "shap-partition" and not latest.maps[0].engine

    def explain(self, how: ExplainChoices) -> None:
        """Compute the maps of the image in view, or that of a further detector.

        What was computed with the same settings is announced at once.
        """
        if self.analyser is None or self.found is None or not self.explainable:
            return
        found, self._asked = self.found, settings_key(*how.settings)
        if how.detector:
            if (known := found.further_by(self._asked, how.detector)) is not None:
                self.further_explained.emit(known)
                return
        elif (name := found.method_by(self._asked)) is not None:
            found.latest = found.explained[name]
            self.explained.emit(found.latest)
            if name in found.tested:
                self.maps_tested.emit(found.tested[name])
            return
        work = jobs.explain(self.analyser, found.analysis, how, self.gradients)
        on_result = self._on_further if how.detector else self._on_explained
        self.jobs.start(work, tr("The explanation"), on_result)

    def _on_explained(self, explained: Explained) -> None:
        assert self.found is not None
        self.found.latest = explained
        method = explained.maps[0].method
        self.found.tested.pop(method, None)
        if explained.complete:
            self.found.add(explained, self._asked)
            self.shelf.write(self.found, method)
        self.explained.emit(explained)

    def _on_further(self, found: FurtherExplained) -> None:
        assert self.found is not None
        # A map that comes back tested has its settings already.
        settings = self._asked if found.tested is None else self.found.settings[found.key]
        self.found.add_further(found, settings)
        self.shelf.write(self.found, found.key)
        self.further_explained.emit(found)

    def check_maps(self) -> None:
        """Repeat the SHAP maps last computed with the published library."""
        if self.checkable:
            assert self.analyser and self.found and self.found.latest
            work = jobs.check_maps(self.analyser, self.found.analysis, self.found.latest.maps)
            self.jobs.start(work, tr("The check with shap"), self.maps_checked.emit)

    def test_maps(self, detector: str = "") -> None:
        """Test how faithful the maps last computed are, of both classifiers or of a detector."""
        if self.analyser is None or self.found is None:
            return
        if detector:
            if (further := self.found.latest_of(detector)) is not None:
                work = jobs.test_further(self.analyser, further)
                self.jobs.start(work, tr("The test of the maps"), self._on_further)
        elif self.found.latest is not None:
            work = jobs.test_maps(self.analyser, self.found.latest.maps)
            self.jobs.start(work, tr("The test of the maps"), self._on_tested)

    def _on_tested(self, pair: tuple[Faithfulness, Faithfulness]) -> None:
        assert self.found is not None and self.found.latest is not None
        method = self.found.latest.maps[0].method
        self.found.tested[method] = pair
        self.shelf.write(self.found, method)
        self.maps_tested.emit(pair)

    def stress(self, kinds: Sequence[str] = ()) -> None:
        """See whether the verdict survives compression, reduction and blur."""
        if self.analyser is None or self.found is None or not self.explainable:
            return
        if self.found.stress is not None and not kinds:
            self.stressed.emit(self.found.stress)
            return
        work = jobs.stress(self.analyser, self.found.analysis, kinds)
        self.jobs.start(work, tr("The stress test"), self._on_stressed)

    def _on_stressed(self, news: Stress | StressPoint) -> None:
        from gng_desktop.analysis.stress import Stress

        if self.found is not None and isinstance(news, Stress):
            self.found.stress = news
            self.shelf.write(self.found)
        self.stressed.emit(news)

    def test_scene(self, others: Sequence[str]) -> None:
        """See whether the score depends on the face or the scene, by `others`, files of images."""
        if self.analyser is None or self.found is None or not self.explainable:
            return
        work = jobs.test_scene(self.analyser, self.found.analysis, others)
        self.jobs.start(work, tr("The test of face and scene"), self.scene_tested.emit)

    # -- the list ---------------------------------------------------------------------------

    def analyse_in_background(self, on: bool) -> None:
        """Analyse the images of the list whenever nothing else is to be done, or do not."""
        self._in_background = on
        if on:
            self.analyse_list()
        else:
            self.background.cancel()

    def analyse_list(self) -> None:
        """Analyse the images of the list that wait, unless there is other work."""
        if self.analyser is None or not self._in_background:
            return
        if not (self.jobs.busy or self.background.busy):
            work = background(self.analyser, self._waiting)
            self.background.start(work, tr("The analysis of the list"), self._on_listed)

    def list_again(self, analysis: Analysis) -> None:
        """Tell the list what is known of a file now; `analysis` is that of the whole image."""
        self.row_updated.emit(self.faces.of_file(analysis))

    def _on_listed(self, analysis: Analysis) -> None:
        self.list_again(analysis)
        work = jobs.read_flag(Path(analysis.path))
        self.marks.start(work, tr("Reading what the files state"), self.flag_found.emit)
        if analysis.sha256 is not None:
            self.list_known([(Path(analysis.path), analysis.sha256)])

    def earlier(self, analysis: Analysis) -> Findings | None:
        """Return what took long to compute of an image, if it is in view or in memory."""
        found = self.found
        if found is not None and found.analysis.sha256 == analysis.sha256:
            listed = not found.empty and found.analysis.face_index is None
            return found.without_views() if listed else None
        return self.shelf.known(analysis)

    def list_known(self, images: Sequence[tuple[Path, str | None]]) -> None:
        """Tell the list the decisions on images."""
        work = saving_jobs.decided(self.store, images)
        self.marks.start(work, tr("Looking for decisions"), self.decision_found.emit)

    def _on_busy(self, busy: bool) -> None:
        if busy:
            self.background.cancel()
        else:
            self.awaiting = False
            self.analyse_list()

    def _on_background(self, busy: bool) -> None:
        if not busy and self._waiting.left:  # listed while the job was ending
            self.analyse_list()

    def use_store(self, store: KeepsDecisions) -> None:
        """Keep decisions in `store` from now on, and read those on the image in view."""
        self.store = store
        if self.found is not None:
            work = saving_jobs.load(store, self.found.analysis.sha256)
            self.facts.start(work, tr("Reading the decisions"), self._on_fact)

    def record(self, decision: Decision) -> None:
        work = saving_jobs.record(self.store, decision)
        self.recorder.start(work, tr("Recording the decision"), self.history_changed)

    def history_changed(self, history: list[Decision]) -> None:
        """Show what is recorded on the image in view, if it is on that."""
        if self.found and history and history[-1].sha256 == self.found.analysis.sha256:
            self._on_fact(history)

    def close(self) -> bool:
        """Stop everything but what is being written; return whether all threads have ended."""
        # What is cut off must not make the list go on instead.
        self._in_background = False
        ended = close_all(self.runners, CLOSING_MS)
        # Only now: a job that was using the process has let go of it.
        self.gradients.close()
        return ended


def _facts(path: Path, store: KeepsDecisions, sha256: str | None) -> Steps:
    """Yield the `Provenance` of a file, then the list of decisions on it."""
    yield from jobs.read_provenance(path)
    # Last: a damaged file of decisions ends the work with a sentence.
    yield from saving_jobs.load(store, sha256)
