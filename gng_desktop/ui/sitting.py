"""One sitting: the models, the image in view and the work done on it; no widget."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from gng_desktop.explain.apart import Apart
from gng_desktop.ui import jobs
from gng_desktop.ui.evidence.queue import Waiting, background
from gng_desktop.ui.faces_in_view import FacesInView
from gng_desktop.ui.findings import Findings
from gng_desktop.ui.language import tr
from gng_desktop.ui.panels import provenance_jobs, saving_jobs, stress_jobs
from gng_desktop.ui.workers import JobQueue, JobRunner, Work

if TYPE_CHECKING:
    from gng_desktop.analysis.pipeline import Analyser
    from gng_desktop.analysis.result import Analysis
    from gng_desktop.casework.decisions import Decision, KeepsDecisions
    from gng_desktop.explain.catalogue import Unit
    from gng_desktop.explain.faithfulness import Faithfulness
    from gng_desktop.explain.methods import Explained

CLOSING_S = 2.0
"""How long closing the window waits for its threads, s."""


class Sitting(QObject):
    """Drive all long work of a window and keep what it finds.

    One image is in view, and `found` is what is known of it or, if one was chosen of `faces`, of
    that face. Work on it runs in `jobs`, one at a time, and opening another image cuts it off. The
    images of the list are analysed in `background` whenever `jobs` is idle. Facts of the file are
    read in `facts`. What is written is written in turn, by `saver`, and never cut.

    Parameters
    ----------
    open_models : callable
        Loads the models on a worker thread; raises `UserError`.
    store : KeepsDecisions
        Where the analyst's decisions are kept.
    waiting : Waiting
        The images of the list that wait for their analysis.

    Attributes
    ----------
    found : Findings or None
    faces : FacesInView
    awaiting : bool
        Whether another image than the one in view is being analysed to be viewed.

    Signals
    -------
    models_changed
        The models were loaded; `analyser` is another one.
    no_models : str
        They could not be; one sentence says why.
    opening : Path
        The analysis of an image to be viewed has begun.
    analysed : Analysis
        Of the image in view, or of the face of it that was chosen, with its views.
    listed : Analysis
        Of any image of the list, without views.
    decided : tuple of Path and bool
        Of any image of the list, whether there is a decision on it.
    flagged : tuple of Path and str
        Of any image of the list, what its file says of a generator; "" for nothing.
    explained : Explained
        Partial ones too.
    tested, stressed, provenance_read, history_read : object
        What was found, or for the stress test found so far.
    failed : str, str
        One sentence, and the details of an unexpected error.
    state_changed
        What can be asked for may have changed.
    """

    models_changed = Signal()
    opening = Signal(object)
    no_models = Signal(str)
    analysed = Signal(object)
    listed = Signal(object)
    flagged = Signal(object)
    decided = Signal(object)
    explained = Signal(object)
    tested = Signal(object)
    stressed = Signal(object)
    provenance_read = Signal(object)
    history_read = Signal(object)
    failed = Signal(str, str)
    state_changed = Signal()

    def __init__(
        self,
        open_models: jobs.Opener,
        store: KeepsDecisions,
        waiting: Waiting,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._open_models = open_models
        self.store = store
        self._waiting = waiting
        self._pending: tuple[Path, int] | None = None
        self.awaiting = False
        self._in_background = True
        self.analyser: Analyser | None = None
        self.found: Findings | None = None
        self.apart = Apart()
        self.loader = JobRunner(self)
        self.jobs = JobRunner(self)
        self.background = JobRunner(self)
        self.facts = JobRunner(self)
        self.marks = JobQueue(self)
        self.saver = JobQueue(self)
        # Decisions do not wait behind pictures that take long to write.
        self.recorder = JobQueue(self)
        self.faces = FacesInView(self)
        self.loader.failed.connect(self._on_no_models)
        speaking = self.jobs, self.background, self.facts, self.faces.seeker
        for runner in (*speaking, self.saver, self.recorder):
            runner.failed.connect(self.failed)
        for runner in self.runners:
            runner.busy_changed.connect(self.state_changed)
        self.jobs.busy_changed.connect(self._on_busy)
        self.background.busy_changed.connect(self._on_background)

    @property
    def runners(self) -> tuple[JobRunner, ...]:
        """All that may be running."""
        loading = self.loader, self.jobs, self.background, self.facts, self.marks
        return *loading, self.faces.seeker, self.recorder, self.saver

    # -- models -----------------------------------------------------------------------------

    def load_models(self) -> None:
        """Load the models; an image asked for meanwhile, or in view, is then analysed."""
        if self.found is not None and self._pending is None:
            shown = self.found.analysis
            self._pending = Path(shown.path), shown.frame
        self.faces.forget_verdicts()
        self.jobs.cancel()
        self.background.cancel()
        self.analyser = None
        work = jobs.load(self._open_models)
        self.loader.start(work, tr("Loading the models"), self._on_models)

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
        self.faces.seeker.cancel()
        self.awaiting = True
        work = jobs.analyse(self.analyser, path, frame)
        self.jobs.start(work, tr("The analysis"), self._on_analysed)
        self.opening.emit(path)

    def open_frame(self, frame: int) -> None:
        """Analyse another picture of the file in view."""
        if self.found is not None:
            self.open(Path(self.found.analysis.path), frame)

    def _on_analysed(self, analysis: Analysis) -> None:
        self.awaiting = False
        self.found = Findings(analysis)
        self.faces.begin(self.found)
        self.analysed.emit(analysis)
        if analysis.frame == 1:  # by which a file is listed
            self._on_listed(analysis)
        self.faces.seek()
        work = _facts(Path(analysis.path), self.store, analysis.sha256)
        self.facts.start(work, tr("Reading the facts of the file"), self._on_fact)

    def _on_fact(self, fact: Any) -> None:
        if self.found is None:
            return
        every = self.faces.all_found()
        if isinstance(fact, list):
            for found in every:
                found.history = fact
            self.history_read.emit(fact)
        else:
            for found in every:
                found.provenance = fact
            self.provenance_read.emit(fact)

    @property
    def explainable(self) -> bool:
        """Whether the image in view has scores that can be explained."""
        found = self.found
        return self.analyser is not None and found is not None and found.analysis.status == "ok"

    @property
    def testable(self) -> bool:
        """Whether there are whole maps to test."""
        latest = None if self.found is None else self.found.latest
        return self.analyser is not None and latest is not None and latest.complete

    def explain(self, method: str, evaluations: int, masker: str, unit: Unit) -> None:
        """Compute the maps of the image in view."""
        if self.analyser is None or self.found is None or not self.explainable:
            return
        analysis = self.found.analysis
        work = jobs.explain(self.analyser, analysis, method, evaluations, masker, unit, self.apart)
        self.jobs.start(work, tr("The explanation"), self._on_explained)

    def _on_explained(self, explained: Explained) -> None:
        assert self.found is not None
        self.found.latest = explained
        method = explained.maps[0].method
        self.found.tested.pop(method, None)
        if explained.complete:
            self.found.explained[method] = explained
        self.explained.emit(explained)

    def test_maps(self) -> None:
        """Test how faithful the maps last computed are."""
        if self.analyser is None or self.found is None or self.found.latest is None:
            return
        work = jobs.test_maps(self.analyser, self.found.latest.maps)
        self.jobs.start(work, tr("The test of the maps"), self._on_tested)

    def _on_tested(self, pair: tuple[Faithfulness, Faithfulness]) -> None:
        assert self.found is not None and self.found.latest is not None
        self.found.tested[self.found.latest.maps[0].method] = pair
        self.tested.emit(pair)

    def stress(self) -> None:
        """See whether the verdict survives compression, reduction and blur."""
        if self.analyser is None or self.found is None or not self.explainable:
            return
        work = stress_jobs.stress(self.analyser, self.found.analysis)
        self.jobs.start(work, tr("The stress test"), self._on_stressed)

    def _on_stressed(self, news: Any) -> None:
        from gng_desktop.analysis.stress import Stress

        if self.found is not None and isinstance(news, Stress):
            self.found.stress = news
        self.stressed.emit(news)

    def cancel(self) -> None:
        """Stop the work on the image in view."""
        self.jobs.cancel()

    # -- the list ---------------------------------------------------------------------------

    def analyse_in_background(self, wanted: bool) -> None:
        """Analyse the images of the list whenever nothing else is to be done, or do not."""
        self._in_background = wanted
        if wanted:
            self.analyse_list()
        else:
            self.background.cancel()

    def analyse_list(self) -> None:
        """Go on with the images of the list that wait, unless there is other work."""
        if self.analyser is None or not self._in_background:
            return
        if not (self.jobs.busy or self.background.busy):
            work = background(self.analyser, self._waiting)
            self.background.start(work, tr("The analysis of the list"), self._on_listed)

    def list_again(self, analysis: Analysis) -> None:
        """Tell the list what is known of a file now; `analysis` is that of the whole image."""
        self.listed.emit(self.faces.of_file(analysis))

    def _on_listed(self, analysis: Analysis) -> None:
        self.list_again(analysis)
        work = provenance_jobs.flag(Path(analysis.path))
        self.marks.start(work, tr("Reading what the files state"), self.flagged.emit)
        if analysis.sha256 is not None:
            work = saving_jobs.decided(self.store, analysis.sha256, Path(analysis.path))
            self.marks.start(work, tr("Looking for decisions"), self.decided.emit)

    def _on_busy(self, busy: bool) -> None:
        if busy:
            self.background.cancel()
        else:
            self.awaiting = False
            self.analyse_list()

    def _on_background(self, busy: bool) -> None:
        # Images may have been listed after the last one was taken and before the job ended.
        if not busy and self._waiting.left:
            self.analyse_list()

    def use_store(self, store: KeepsDecisions) -> None:
        """Keep decisions in `store` from now on, and read those on the image in view."""
        self.store = store
        if self.found is not None:
            work = saving_jobs.load(store, self.found.analysis.sha256)
            self.facts.start(work, tr("Reading the decisions"), self._on_fact)

    # -- files ------------------------------------------------------------------------------

    def record(self, decision: Decision) -> None:
        """Keep a decision of the analyst."""
        work = saving_jobs.record(self.store, decision)
        self.recorder.start(work, tr("Recording the decision"), self._on_kept)

    def _on_kept(self, history: list[Decision]) -> None:
        found = self.found
        if found is not None and history and history[-1].sha256 == found.analysis.sha256:
            self._on_fact(history)

    def write(self, work: Work, what: str, on_result: Any) -> None:
        """Do `work` that writes files; it is not cut off by anything."""
        self.saver.start(work, what, on_result)

    def close(self) -> bool:
        """Stop everything but what is being written; return whether all threads have ended."""
        # What is cut off must not make the list go on instead.
        self._in_background = False
        for runner in self.runners:
            runner.cancel()
        deadline = time.monotonic() + CLOSING_S
        ended = [
            runner.close(max(0, round(1000 * (deadline - time.monotonic()))))
            for runner in self.runners
        ]
        # Only now: a job that was using the process has let go of it.
        self.apart.close()
        return all(ended)


def _facts(path: Path, store: KeepsDecisions, sha256: str | None) -> Work:
    """Yield the `Provenance` of a file, then the list of decisions on it.

    The decisions come last: a damaged file of theirs ends the work with a sentence.
    """
    return jobs.in_turn(provenance_jobs.read(path), saving_jobs.load(store, sha256))
