"""The faces of the image in view: found once it is analysed, themselves analysed on request."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol, cast

from PySide6.QtCore import QObject, Signal

from gng_desktop.ui.image import jobs
from gng_desktop.ui.image.findings import Findings
from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.workers import JobRunner

if TYPE_CHECKING:
    from gng_desktop.analysis.faces_in_image import Group
    from gng_desktop.analysis.pipeline import Analyser
    from gng_desktop.analysis.result import Analysis
    from gng_desktop.imaging.faces import Box, Face

_Key = tuple[str, int]
WHOLE = 0
"""In the place of a face's number: the picture as a whole."""


class Session(Protocol):
    """A `gng_desktop.ui.image.session.ImageSession`, as far as its faces need it."""

    jobs: JobRunner
    analyser: Analyser | None
    found: Findings | None
    awaiting: bool

    @property
    def analysed(self) -> Any:
        """Signal that announces an analysis."""

    def recall(self, found: Findings) -> bool:
        """Add to `found` what was found of it earlier; return whether that was at hand."""

    def list_again(self, analysis: Analysis) -> None:
        """Let the list show what is known of a file now."""


class FacesInView(QObject):
    """Find the faces of the image in view, analyse those asked for, and keep what is found.

    They are found by `finder`, beside all other work. They are analysed by the session's `jobs`,
    and what was found of the one chosen is the session's `found`.
    """

    # Which faces there are, which is chosen, or what is known of one is not the same any more.
    changed = Signal()
    # Findings: one that was analysed before is chosen again; the session has just announced its
    # analysis.
    recalled = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(cast("QObject", session))
        self._session = session
        self.finder = JobRunner(self)
        # Number of the face in view, from 1; `WHOLE` for the picture as a whole.
        self.chosen = WHOLE
        self.awaited = WHOLE  # the one that is being analysed to be chosen; else the one chosen
        self.problem = ""  # one sentence why faces cannot be found; "" if they can
        self.group: Group | None = None
        self._found: dict[int, Findings] = {}
        self._notes: tuple[str, ...] = ()
        self._known: dict[_Key, dict[int, Analysis]] = {}
        self._of_file: dict[_Key, Analysis] = {}
        session.jobs.busy_changed.connect(self._on_busy)

    # -- what is known ----------------------------------------------------------------------

    @property
    def squares(self) -> dict[int, Box]:
        """What is analysed of each face, by number; empty where the whole picture says as much."""
        if self.group is None or not self.group.stands_out:
            return {}
        return dict(enumerate(self.group.squares, start=1))

    @property
    def analyses(self) -> dict[int, Analysis]:
        """Those of the faces analysed so far, by number; some may be without views."""
        whole = self._found.get(WHOLE)
        known = {} if whole is None else self._known.get(_key(whole.analysis), {})
        own = {number: found.analysis for number, found in self._found.items() if number != WHOLE}
        return dict(sorted((known | own).items()))

    @property
    def verdict(self) -> Analysis | None:
        """What the faces mean for the file; None until all of them are analysed."""
        analyses = self.analyses
        if not self.squares or len(analyses) < len(self.squares):
            return None
        # Whoever analysed them has loaded it, and OpenCV with it.
        from gng_desktop.analysis.faces_in_image import file_verdict

        return file_verdict(list(analyses.values()))

    @property
    def choosable(self) -> bool:
        """Whether a face can be chosen now: not while another image is on its way."""
        session = self._session
        return bool(self.squares) and session.analyser is not None and not session.awaiting

    def all_found(self) -> list[Findings]:
        """Return what is known of the picture as a whole and of each face analysed."""
        return list(self._found.values())

    def of_file(self, analysis: Analysis) -> Analysis:
        """Return what is known of a file: what all its faces mean once they are analysed."""
        found = self._of_file.get(_key(analysis))
        return analysis if found is None else replace(found, path=analysis.path)

    # -- another image ----------------------------------------------------------------------

    def begin(self, found: Findings) -> None:
        """Forget the faces of the image before; `found` is what is known of this one."""
        self.finder.cancel()
        self.group, self.problem = None, ""
        self.chosen = self.awaited = WHOLE
        self._found, self._notes = {WHOLE: found}, found.analysis.notes
        self.changed.emit()

    def correct(self, analysis: Analysis) -> Findings:
        """Take a corrected analysis for its face, else for the picture as a whole; choose that."""
        number = analysis.face_index or WHOLE
        if number:
            self._keep(analysis)
        else:
            self._found[WHOLE] = self._found[WHOLE].of_face(analysis)
            self._session.list_again(analysis)
        self.chosen = self.awaited = number
        return self._found[number]

    def find(self) -> None:
        analysis = self._found[WHOLE].analysis
        if analysis.views is not None:
            work = jobs.find_faces(analysis)
            self.finder.start(work, tr("The search for faces"), self._on_found)

    def forget_verdicts(self) -> None:
        """Forget every face analysed: the models are others now."""
        self.finder.cancel()
        self._known.clear()
        self._of_file.clear()

    def _on_found(self, news: Group | str) -> None:
        if isinstance(news, str):
            self.problem = news
        else:
            self.group = news
            self._recall(news)
        self.changed.emit()

    def _recall(self, group: Group) -> None:
        """Keep of what was found when this file was in view before what fits these faces."""
        whole = self._found[WHOLE].analysis
        places = {n: (b.x, b.y, b.width, b.height) for n, b in enumerate(group.squares, start=1)}
        known = self._known.get(_key(whole), {})
        fitting = {n: a for n, a in known.items() if a.face_box == places.get(n)}
        if whole.sha256 is not None and known:
            self._known[_key(whole)] = {
                number: replace(analysis, path=whole.path) for number, analysis in fitting.items()
            }

    # -- analysing --------------------------------------------------------------------------

    def choose(self, number: int) -> None:
        """Let everything be about a face, or about the picture as a whole.

        Whatever runs on the one chosen before is cut off. A number that there is not, or that is
        chosen already, changes nothing.
        """
        session = self._session
        there = number == WHOLE or number in self.squares
        if not self.choosable or not there or number == self.awaited:
            return
        if number in self._found:
            session.jobs.cancel()
            self._show(number)
            return
        assert session.analyser is not None
        work = jobs.analyse_each(session.analyser, self._whole, self._faces(number))
        self.awaited = number
        session.jobs.start(work, tr("The analysis of the face"), self._on_chosen)
        self.changed.emit()

    def step(self, by: int) -> None:
        """Choose the next face (1) or the one before (-1); before the first is the whole."""
        self.choose(self.awaited + by)

    def analyse_every(self) -> None:
        session, known = self._session, self.analyses
        left = self._faces(*(number for number in self.squares if number not in known))
        if not left or not self.choosable:
            return
        assert session.analyser is not None
        work = jobs.analyse_each(session.analyser, self._whole, left)
        session.jobs.start(work, tr("The analysis of the faces"), self._on_one_of_all)

    @property
    def _whole(self) -> Analysis:
        """The picture as a whole, with the notes from before it was corrected: faces are not."""
        return replace(self._found[WHOLE].analysis, notes=self._notes)

    def _faces(self, *numbers: int) -> dict[int, Face]:
        assert self.group is not None
        return {number: self.group.faces[number - 1] for number in numbers}

    def _on_chosen(self, analysis: Analysis) -> None:
        self._keep(analysis)
        assert analysis.face_index is not None
        self._show(analysis.face_index)

    def _on_one_of_all(self, analysis: Analysis) -> None:
        self._keep(analysis)
        self.changed.emit()

    def _keep(self, analysis: Analysis) -> None:
        number, whole = analysis.face_index, self._found[WHOLE]
        assert number is not None
        self._found[number] = found = whole.of_face(analysis)
        self._session.recall(found)
        if analysis.sha256 is None:
            return
        self._known.setdefault(_key(analysis), {})[number] = replace(analysis, views=None)
        if (verdict := self.verdict) is not None and analysis.frame == 1:
            self._of_file[_key(analysis)] = replace(verdict, views=None)
            self._session.list_again(whole.analysis)

    def _show(self, number: int) -> None:
        found = self._found[number]
        self.chosen = self.awaited = number
        self._session.found = found
        self._session.analysed.emit(found.analysis)
        self.recalled.emit(found)
        self.changed.emit()

    def _on_busy(self, busy: bool) -> None:
        if not busy and self.awaited != self.chosen:
            # It was cancelled, or failed.
            self.awaited = self.chosen
            self.changed.emit()


def _key(analysis: Analysis) -> _Key:
    """Return what tells a picture from others: its file's hash and its number there."""
    return analysis.sha256 or "", analysis.frame
