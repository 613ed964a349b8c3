"""The case that is open: made, opened, added to, reported on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from gng_desktop.ui import case_jobs
from gng_desktop.ui.case_dialog import CaseDialog
from gng_desktop.ui.case_proof import ProofDialog
from gng_desktop.ui.commands.recent import Recent
from gng_desktop.ui.language import tr
from gng_desktop.ui.panes.grid import PaneGrid
from gng_desktop.ui.sitting import Sitting
from gng_desktop.ui.workers import JobQueue, JobRunner

if TYPE_CHECKING:
    from gng_desktop.casework.case.store import Case
    from gng_desktop.casework.saving import Results
    from gng_desktop.ui.findings import Findings

SUFFIX = ".gng"
REPORTS = (".pdf", ".html", ".htm")


class CaseFile(QObject):
    """What can be done with a case in the window.

    While a case is open the analyst's decisions are kept in it; without one they are kept in the
    user's own folder.

    Parameters
    ----------
    window : QWidget
        Parent of the dialogs.
    sitting : Sitting
    panes : PaneGrid
        Whose palette the maps are drawn in.
    kept : QSettings
        Where the folder last used, and the examiner's name, are kept.
    recent : Recent
        Cases opened are among the files opened last.

    Signals
    -------
    changed
        Another case is open, or none.
    told : str
        A line for the status bar.
    said : str
        A sentence that must not be overlooked.
    """

    changed = Signal()
    told = Signal(str)
    said = Signal(str)

    def __init__(
        self,
        window: QWidget,
        sitting: Sitting,
        panes: PaneGrid,
        kept: QSettings,
        recent: Recent,
    ) -> None:
        super().__init__(window)
        self._window, self._sitting, self._panes = window, sitting, panes
        self._kept, self._recent = kept, recent
        self._own = sitting.store
        self.case: Case | None = None
        self.title = ""
        self.proof = ProofDialog(window)
        self.proof.asked.connect(self.prove)
        self.opener = JobRunner(self)
        self.writer = JobQueue(self)
        for runner in (self.opener, self.writer):
            runner.failed.connect(sitting.failed)

    # -- opening ----------------------------------------------------------------------------

    def new(self) -> None:
        """Ask for a file and what the case is, and make it."""
        path = self._ask_save(tr("New case"), tr("Cases (*{suffix})", suffix=SUFFIX), SUFFIX)
        if path is None:
            return
        dialog = CaseDialog(str(self._kept.value("analyst", "")), self._window)
        if dialog.exec():
            work = case_jobs.make(path, *dialog.facts())
            self.opener.start(work, tr("Making the case"), self._on_opened)

    def ask_open(self) -> None:
        """Ask for a case and open it."""
        kinds = tr("Cases (*{suffix});;All files (*)", suffix=SUFFIX)
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, tr("Open a case"), self._folder(), kinds
        )
        if chosen:
            self._kept.setValue("case_folder", str(Path(chosen).parent))
            self.open(Path(chosen))

    def open(self, path: Path) -> None:
        """Open the case in the file `path` and look it over for changes."""
        self.opener.start(case_jobs.open_case(path), tr("Opening the case"), self._on_opened)

    def _on_opened(self, news: Any) -> None:
        if isinstance(news, case_jobs.CaseCheck):
            self._tell(news)
            return
        from gng_desktop.casework.case.decisions import CaseDecisions

        self.case = news
        self.title = news.metadata.title
        self._recent.add(news.path)
        self._sitting.use_store(CaseDecisions(news))
        self.changed.emit()
        self.prove()

    def prove(self, noted: str = "") -> None:
        """Show the hash of the case, held against the one noted earlier if there is one."""
        if self.case is None:
            return
        self.proof.show()
        work = case_jobs.prove(self.case.path, noted)
        self.writer.start(work, tr("Checking the case"), self.proof.show_proof)

    def _tell(self, check: case_jobs.CaseCheck) -> None:
        """Say what is not as it was; nothing is said of a case in which all is."""
        if check.problems:
            first = check.problems[0]
            self.said.emit(tr("This case was changed outside of the program: {first}", first=first))
        elif len(check.changed) == 1:
            path = check.changed[0]
            self.said.emit(
                tr("{path} is no longer the image in this case; obtain the original.", path=path)
            )
        elif check.changed:
            self.said.emit(
                tr(
                    "{count} files are no longer the images in this case, {path} for one; "
                    "obtain the originals.",
                    count=len(check.changed),
                    path=check.changed[0],
                )
            )
        elif check.backwards:
            first = check.backwards[0]
            self.said.emit(tr("The dates in the log run backwards: {first}", first=first))
        elif check.missing == 1:
            self.told.emit(tr("One image of the case is not found on this machine"))
        elif check.missing:
            self.told.emit(
                tr("{count} images of the case are not found on this machine", count=check.missing)
            )

    def close(self) -> None:
        """Go on without a case; all that was added is in its file already."""
        self.proof.close()
        self.case, self.title = None, ""
        self._sitting.use_store(self._own)
        self.changed.emit()

    # -- adding and reporting ---------------------------------------------------------------

    def add(self) -> None:
        """Add all that is known of the image in view, and of every face judged, to the case."""
        found, analyser = self._sitting.found, self._sitting.analyser
        if self.case is None or found is None or analyser is None:
            return
        name, title = Path(found.analysis.path).name, self.title
        palette = self._panes.scene.palette
        problems = getattr(analyser, "problems", ())
        work = case_jobs.add(self.case, self._results(found), analyser.models, palette, problems)
        said = tr("{name} is in the case “{title}”", name=name, title=title)
        self.writer.start(work, tr("Adding to the case"), lambda done: self.told.emit(said))

    def _results(self, chosen: Findings) -> list[Results]:
        """Return all that is known of the image in view; last what is in view of it."""
        faces = self._sitting.faces
        others = [found for found in faces.all_found() if found is not chosen]
        shown = {found.analysis.face_index for found in (*others, chosen)}
        # Judged when the image was in view before; their pictures are gone.
        known = [chosen.of_face(a) for number, a in faces.analyses.items() if number not in shown]
        return [found.results() for found in (*known, *others, chosen)]

    def report(self) -> None:
        """Ask for a file and write the report on the case or, without one, on the image."""
        found, analyser = self._sitting.found, self._sitting.analyser
        if self.case is None and (found is None or analyser is None):
            return
        kinds = tr("PDF (*.pdf);;HTML (*.html)")
        path = self._ask_save(tr("Write a report"), kinds, ".pdf")
        if path is None:
            return
        # By its suffix a report can take the place of a report only, never of evidence.
        if path.suffix.lower() not in REPORTS:
            path = path.with_name(path.name + REPORTS[0])
        if self.case is not None:
            work = case_jobs.report_on_case(self.case, path)
        else:
            assert found is not None and analyser is not None
            examiner = str(self._kept.value("analyst", ""))
            palette = self._panes.scene.palette
            problems = getattr(analyser, "problems", ())
            work = case_jobs.report_on_image(
                self._results(found), analyser.models, examiner, palette, path, problems
            )
        self.writer.start(work, tr("The report"), self._on_reported)

    def _on_reported(self, path: Path) -> None:
        self.told.emit(tr("Report written: {path}", path=path))

    # -- asking -----------------------------------------------------------------------------

    def _folder(self) -> str:
        return str(self._kept.value("case_folder", ""))

    def _ask_save(self, title: str, kinds: str, suffix: str) -> Path | None:
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, self._folder(), kinds)
        if not chosen:
            return None
        path = Path(chosen)
        self._kept.setValue("case_folder", str(path.parent))
        return path if path.suffix else path.with_name(path.name + suffix)
