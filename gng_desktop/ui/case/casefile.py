"""The case that is open: made, opened, added to, reported on."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from gng_desktop.ui.case import jobs
from gng_desktop.ui.case.dialog import CaseDialog, ProofDialog
from gng_desktop.ui.case.watch import CaseWatch
from gng_desktop.ui.commands.recent import Recent
from gng_desktop.ui.image.session import ImageSession
from gng_desktop.ui.kit.language import QT_TR_NOOP, tr
from gng_desktop.ui.kit.notice import Notice, StatusText
from gng_desktop.ui.kit.workers import JobQueue, JobRunner
from gng_desktop.ui.panes.grid import PaneGrid
from gng_desktop.ui.report.dialog import ReportChoice, ReportDialog, ReportImage

if TYPE_CHECKING:
    from collections.abc import Callable

    from gng_desktop.casework.case.store import Case
    from gng_desktop.casework.saving import Results
    from gng_desktop.ui.image.findings import Findings

SUFFIX = ".gng"
REPORTS = (".pdf", ".html", ".htm")


class CaseFile(QObject):
    """What can be done with a case in the window.

    While a case is open it stores the analyst's decisions; without one the user's own folder does.
    """

    changed = Signal()  # another case is open, or none
    checked = Signal()  # `state` says what looking the case over has shown
    # Frozenset of str: SHA-256 of the images in the case, whenever that may have changed.
    marked = Signal(object)
    # Two frozensets of str: SHA-256 of the images that came into the case, and of those decided on,
    # since it was looked at before, by whichever program.
    grown = Signal(object, object)
    added = Signal()  # what is in view is being added

    def __init__(
        self,
        window: QWidget,
        session: ImageSession,
        panes: PaneGrid,
        qsettings: QSettings,
        recent: Recent,
        notice: Notice,
        status: StatusText,
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._panes = window, session, panes
        self._qsettings, self._recent = qsettings, recent
        self._warn, self._show = partial(notice.say, lasting=True), status.show_lasting
        self.own = session.store
        self.case: Case | None = None
        self.title = ""
        self.state = ""
        self.is_new = self._quiet = self._intact = self._left = False
        self.unsettled: Callable[[], bool] = bool
        self._hashes: frozenset[str] = frozenset()
        self._entries: int | None = None
        self.watch = CaseWatch(window)
        self.watch.written.connect(self._look)
        self.proof = ProofDialog(window)
        self.proof.asked.connect(self.prove)
        self.opener = JobRunner(self)
        self.writer = JobQueue(self)
        self.marker = JobRunner(self)
        for runner in (self.opener, self.marker):
            runner.failed.connect(session.failed)
        self.writer.failed.connect(session.not_written)
        for runner in (self.writer, session.recorder):
            runner.busy_changed.connect(self.mark)
        explained = session.explained, session.further_explained
        for result in (*explained, session.stressed, session.maps_tested):
            result.connect(self._keep_result)

    # -- opening ----------------------------------------------------------------------------

    def new(self) -> None:
        """Ask for a file and what the case is, and make it."""
        path = self._ask_save(tr("New case"), tr("Cases (*{suffix})", suffix=SUFFIX), SUFFIX)
        if path is None:
            return
        dialog = CaseDialog(str(self._qsettings.value("analyst", "")), self._window)
        if dialog.exec():
            work = jobs.make(path, *dialog.facts())
            self.is_new, self._quiet = True, False
            self.opener.start(work, tr("Creating the case"), self._on_opened)

    def ask_open(self) -> None:
        kinds = tr("Cases (*{suffix});;All files (*)", suffix=SUFFIX)
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, tr("Open a case"), self._folder(), kinds
        )
        if chosen:
            self._qsettings.setValue("case_folder", str(Path(chosen).parent))
            self.open(Path(chosen))

    def open(self, path: Path, quiet: bool = False) -> None:
        """Open the case in the file `path` and look it over for changes.

        `quiet` shows no dialog: the case was open when the window was closed.
        """
        self.is_new, self._quiet = False, quiet
        self.opener.start(jobs.open_case(path), tr("Opening the case"), self._on_opened)

    def _on_opened(self, news: Any) -> None:
        if isinstance(news, jobs.CaseCheck):
            self._show_check(news)
            return
        from gng_desktop.casework.case.store import CaseDecisions

        self.case, self._entries = news, None
        self.watch.watch(news.path)
        self.title = news.metadata.title
        self._recent.add(news.path)
        self.state, self._intact = "", self.is_new
        self._session.use_store(CaseDecisions(news))
        self._session.shelf.case = news
        self.changed.emit()
        self.mark()
        if not self._quiet:
            self.prove()

    def mark(self, busy: bool = False) -> None:
        """Look which images are in the case now."""
        if self.case is not None and not (busy or self._left):
            work = jobs.marks(self.case, self._entries)
            self.marker.start(work, tr("Reading the case"), self._on_marks)

    def _look(self) -> None:
        """Look what another program has added; what this one adds is looked at when it is done."""
        busy = self.writer.busy or self._session.recorder.busy
        if self.case is not None and not (busy or self._left):
            work = jobs.news(self.case, self._entries)
            self.marker.start(work, tr("Reading the case"), self._on_marks)

    def _on_marks(self, marks: jobs.Marks) -> None:
        new, grown = marks.hashes - self._hashes, self._entries not in (None, marks.entries)
        self._hashes, self._entries = marks.hashes, marks.entries
        self._show_state(marks.entries)
        self.marked.emit(self._hashes)
        if grown:
            self.grown.emit(new, marks.decided)

    def _show_state(self, entries: int) -> None:
        """Say of a case that was intact when it was opened how long its log is now."""
        if self._intact:
            many = tr("intact, {count:,} entries", count=entries)
            self.state = tr("intact, 1 entry") if entries == 1 else many
            self.checked.emit()

    def holds(self, sha256: str | None) -> bool:
        """Tell whether an image is in the case that is open."""
        return self.case is not None and sha256 in self._hashes

    def _keep_result(self, news: Any) -> None:
        """Keep what was just found of an image of the case in the case, for good."""
        found = self._session.found
        # Of a stress test every step arrives.
        whole = getattr(news, "complete", not hasattr(news, "kind"))
        if whole and found is not None and self.holds(found.analysis.sha256):
            self.add()

    def prove(self, noted: str = "") -> None:
        """Show the hash of the case, held against the one noted earlier if there is one."""
        if self.case is None:
            return
        self.proof.show()
        work = jobs.prove(self.case.path, noted)
        self.writer.start(work, tr("Checking the case"), self.proof.show_proof)

    def _show_check(self, check: jobs.CaseCheck) -> None:
        """Say what is not as it was, and of a case in which all is that it is intact."""
        self._intact = not check.problems
        self._show_state(check.entries)
        if check.problems:
            self.state = tr("changed outside the program")
            self.checked.emit()
            first = check.problems[0]
            self._warn(tr("This case was changed outside the program: {first}", first=first))
        elif len(check.changed) == 1:
            path = check.changed[0]
            self._warn(
                tr("{path} is no longer the image in this case; find the original.", path=path)
            )
        elif check.changed:
            self._warn(
                tr(
                    "{count} files are no longer the images in this case, for example {path}; "
                    "find the originals.",
                    count=len(check.changed),
                    path=check.changed[0],
                )
            )
        elif check.backwards:
            first = check.backwards[0]
            self._warn(tr("The dates in the log run backwards: {first}", first=first))
        if check.missing == 1:
            self._show(tr("One image of the case was not found on this computer"))
        elif check.missing:
            self._show(
                tr(
                    "{count} images of the case were not found on this computer",
                    count=check.missing,
                )
            )

    def leave(self) -> None:
        """Look at the case no more: the window is closing."""
        self._left = True
        self.watch.watch(None)

    def close(self) -> None:
        """Continue without a case; all that was added is in its file already."""
        self.proof.close()
        self.case, self.title, self.state = None, "", ""
        self._hashes = frozenset()
        self.watch.watch(None)
        self._session.shelf.case = None
        self.marker.cancel()
        self._session.use_store(self.own)
        self.changed.emit()
        self.marked.emit(self._hashes)

    # -- adding and reporting ---------------------------------------------------------------

    def add(self) -> None:
        """Add all that is known of the image in view, and of every face analysed, to the case."""
        found, analyser = self._session.found, self._session.analyser
        if self.case is None or found is None or analyser is None or self.unsettled():
            return
        name, title = Path(found.analysis.path).name, self.title
        palette = self._panes.scene.palette
        problems = getattr(analyser, "problems", ())
        work = jobs.add(self.case, self._results(found), analyser.models, palette, problems)
        words = tr("{name} is in the case “{title}”", name=name, title=title)
        self.writer.start(work, tr("Adding to the case"), lambda done: self._show(words))
        self.added.emit()

    def _results(self, chosen: Findings) -> list[Results]:
        """Return all that is known of the image in view; last what is in view of it."""
        faces = self._session.faces
        others = [found for found in faces.all_found() if found is not chosen]
        shown = {found.analysis.face_index for found in (*others, chosen)}
        # Analysed when the image was in view before; their pictures are gone.
        known = [chosen.of_face(a) for number, a in faces.analyses.items() if number not in shown]
        return [found.results() for found in (*known, *others, chosen)]

    def report(self) -> None:
        """Ask what the report on the case or, without one, on the image is to hold; write it."""
        found, analyser = self._session.found, self._session.analyser
        if self.case is not None:
            work = jobs.report_images(self.case)
            asked = partial(self._ask_report, case=self.case)
            self.writer.start(work, tr("Reading the case"), asked)
        elif found is not None and analyser is not None:
            name = Path(found.analysis.path).name
            self._ask_report([ReportImage(found.analysis.sha256 or "", name, "")])

    def _ask_report(self, images: list[ReportImage], case: Case | None = None) -> None:
        if case is not self.case:
            return  # it was closed meanwhile
        title, reference, examiner = images[0].name if images else "", "", ""
        if self.case is not None:
            about = self.case.metadata
            title, reference, examiner = about.title, about.reference, about.examiner
        laboratory, logo = (str(self._qsettings.value(name, "")) for name in ("laboratory", "logo"))
        examiner = examiner or str(self._qsettings.value("analyst", ""))
        dialog = ReportDialog(images, title, reference, examiner, laboratory, logo, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._write_report(dialog.choice(), case))
        dialog.open()

    def _write_report(self, choice: ReportChoice, case: Case | None) -> None:
        from gng_desktop.report.text import proposed_name

        for name in ("laboratory", "logo"):
            self._qsettings.setValue(name, getattr(choice, name))
        kinds = tr("PDF (*.pdf);;HTML (*.html)")
        name = f"{proposed_name(choice.reference, choice.title)}{REPORTS[0]}"
        path = self._ask_save(tr("Write a report"), kinds, REPORTS[0], name)
        found, analyser = self._session.found, self._session.analyser
        if path is None or case is not self.case:
            return
        # By its suffix a report can take the place of a report only, never of evidence.
        if path.suffix.lower() not in REPORTS:
            path = path.with_name(path.name + REPORTS[0])
        if self.case is not None:
            work = jobs.report_on_case(self.case, choice, path)
        elif found is not None and analyser is not None:
            palette = self._panes.scene.palette
            problems = getattr(analyser, "problems", ())
            work = jobs.report_on_image(
                self._results(found), analyser.models, choice, palette, path, problems
            )
        else:
            return
        self.writer.start(work, tr("The report"), self._on_reported)

    def _on_reported(self, report: jobs.Reported) -> None:
        self._show(tr("Report written: {path}", path=report.path))
        warnings = []
        if report.left_out == 1:
            warnings.append(
                tr(
                    "One image was analysed with other models than the rest and is left out "
                    "of the report; add it to the case again (Ctrl+D), then write the report "
                    "again."
                )
            )
        elif report.left_out:
            warnings.append(
                tr(
                    "{count} images were analysed with other models than the rest and are "
                    "left out of the report; select them, add them to the case again "
                    "(Ctrl+D), then write the report again.",
                    count=report.left_out,
                )
            )
        if report.changed:
            words = QT_TR_NOOP(
                "The report says so: {name} is not the file that was examined, or cannot be read "
                "any more."
            )
            if len(report.changed) > 1:
                words = QT_TR_NOOP(
                    "The report names them: {count} files, {name} among them, are not those that "
                    "were examined, or cannot be read any more."
                )
            first = report.changed[0]
            warnings.append(tr(words, name=first, count=len(report.changed)))
        if warnings:
            self._warn(" ".join(warnings))

    # -- asking -----------------------------------------------------------------------------

    def _folder(self) -> str:
        return str(self._qsettings.value("case_folder", ""))

    def _ask_save(self, title: str, kinds: str, suffix: str, name: str = "") -> Path | None:
        proposed = str(Path(self._folder(), name)) if name else self._folder()
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, proposed, kinds)
        if not chosen:
            return None
        path = Path(chosen)
        self._qsettings.setValue("case_folder", str(path.parent))
        return path if path.suffix else path.with_name(path.name + suffix)
