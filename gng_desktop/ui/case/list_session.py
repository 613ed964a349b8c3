"""The session of the list: left and found again, that of a case or the user's own."""

from __future__ import annotations

from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs
from PySide6.QtCore import QObject, QSettings, QTimer, Signal

from gng_desktop.core.progress import Progress
from gng_desktop.ui.case.casefile import CaseFile
from gng_desktop.ui.evidence.items import Filter
from gng_desktop.ui.evidence.view import EvidenceList
from gng_desktop.ui.image.saving_jobs import load
from gng_desktop.ui.image.session import ImageSession
from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.workers import JobQueue, Steps, UserError

if TYPE_CHECKING:
    from gng_desktop.casework.case.store import Case
    from gng_desktop.casework.restoring import Row, Session

SAVED_EVERY_MS = 60_000
BATCH = 100
"""Rows handed over at once."""
OWN = "own"
"""Name of the session without a case."""


class ListSession(QObject):
    """Bring the list back after a restart, and change it with the case that is open.

    Opening a case lists its images with what it has stored of them, and whatever else was listed
    when it was last closed; closing it brings back the list from before.
    """

    swapped = Signal()  # another list takes the place of the one before

    def __init__(
        self,
        evidence: EvidenceList,
        session: ImageSession,
        casefile: CaseFile,
        qsettings: QSettings,
    ) -> None:
        super().__init__(casefile)
        self._evidence, self._session, self._casefile = evidence, session, casefile
        self._qsettings = qsettings
        self._key = OWN
        self._current: Path | None = None
        self._select = self._swap = self._changed = False
        self._asked = self._read = 0
        # One queue: a list is written before it can be read again.
        self.runner = JobQueue(self)
        self.runner.failed.connect(session.failed)
        self._timer = QTimer(self)
        self._timer.setInterval(SAVED_EVERY_MS)
        self._timer.timeout.connect(self._save_changed)
        evidence.model.changed.connect(self._on_changed)
        casefile.changed.connect(self._on_case)
        casefile.marked.connect(evidence.model.mark_case)
        casefile.grown.connect(self._on_grown)

    def begin(self, select: bool = True) -> None:
        """Bring back the list of the last window; `select` what was in view as well."""
        self._timer.start()
        case = Path(str(self._qsettings.value("case_open", "")))
        if case.is_file():
            self._casefile.open(case, quiet=True)
        else:
            self._find(swap=False, select=select)

    # -- leaving ----------------------------------------------------------------------------

    def _on_changed(self) -> None:
        self._changed = True

    def _save_changed(self) -> None:
        if self._changed:
            self.save()

    def save(self) -> None:
        """Write the list, what is known of it and what is in view."""
        if self._read != self._asked:
            return  # It is still being read.
        from gng_desktop.casework.restoring import Row, Session

        self._changed = False
        items = self._evidence.model.items
        ids = items.passing(Filter())
        rows = tuple(
            Row(items.paths[i], items.analyses[i], items.item(i).flag) for i in ids.tolist()
        )
        session = Session(rows, self._evidence.current, self._evidence.filters.order)
        path = self._path(self._key)
        if rows or path.exists():
            work = _write(path, session)
            self.runner.start(work, tr("The list"))

    def close(self) -> None:
        """Save all that the next window begins with, if this one has begun."""
        if self._timer.isActive():
            case = self._casefile.case
            self._qsettings.setValue("case_open", "" if case is None else str(case.path))
            self.save()
        # What is still being read comes too late for this window.
        self._asked += 1

    @staticmethod
    def _path(key: str) -> Path:
        return platformdirs.user_state_path("gng-desktop") / "sessions" / f"{key}.jsonl"

    # -- finding again ----------------------------------------------------------------------

    def _on_case(self) -> None:
        case = self._casefile.case
        self.save()
        self._key = OWN if case is None else case.metadata.id
        # A new case begins with the images that are listed.
        if case is None or not self._casefile.is_new:
            self._find(swap=True, select=True)

    def _find(self, swap: bool, select: bool) -> None:
        self._swap, self._select = swap, select
        self._asked += 1
        work = _read(self._path(self._key), self._casefile.case)
        self.runner.start(work, tr("Reading the list"), partial(self._on_read, self._asked))

    def _on_read(self, asked: int, news: Any) -> None:
        from gng_desktop.casework.restoring import Session

        if asked != self._asked:
            return  # Another list was asked for meanwhile.
        if news is True:
            self._read = asked
            return
        if isinstance(news, Session):
            self._current = news.current
            if news.view:
                self._evidence.filters.use_order(news.view)
            return
        if self._swap:
            self._swap = False
            self._evidence.clear()
            self._evidence.thumbnails.stored.clear()  # they are of the case before
            self.swapped.emit()
        self._restore(news)

    def _on_grown(self, new: frozenset[str], decided: frozenset[str]) -> None:
        """List what came into the case, and look what was decided, by whichever program."""
        case, items = self._casefile.case, self._evidence.model.items
        unlisted = new - {sha256 for _, sha256 in items.with_hash(new)}
        if case is not None and unlisted:
            work, what = _rows(case, unlisted), tr("Reading the list")
            self.runner.start(work, what, partial(self._on_new, case))
        session, found = self._session, items.with_hash(decided)
        if found:
            session.list_known(found)
        if session.found is not None and (sha256 := session.found.analysis.sha256) in decided:
            work = load(session.store, sha256)
            session.marks.start(work, tr("Reading the decisions"), session.history_changed)

    def _on_new(self, case: Case, rows: list[Row]) -> None:
        items = self._evidence.model.items
        rows = [row for row in rows if items.id_of(row.path) is None]
        if case is self._casefile.case and rows:
            self._restore(rows)

    def _restore(self, rows: list[Row]) -> None:
        evidence = self._evidence
        evidence.model.add([row.path for row in rows])
        for row in rows:
            if row.analysis is not None:
                evidence.set_analysis(row.analysis)
                # Stored, not read again: another hash than the list knew is nothing to warn of.
                evidence.model.take_hash(row.path, row.analysis.sha256)
            if row.preview is not None:
                evidence.thumbnails.stored[row.path] = row.preview
            if row.flag:
                evidence.model.set_flag(row.path, row.flag)
        self._session.list_known([(r.path, r.analysis.sha256) for r in rows if r.analysis])
        current = self._current or rows[0].path
        if self._select and evidence.select(current):
            self._select = False


def _read(session: Path, case: Case | None) -> Steps:
    """Yield the `Session` in a file without rows, then its rows, a case's first, and True."""
    from gng_desktop.casework.case.connection import CaseError
    from gng_desktop.casework.restoring import read_session, rows_of

    yield Progress(0, 0, tr("Reading the list"))
    found, others = read_session(session)
    yield found
    rows: list[Row] = []
    if case is not None:
        try:
            rows = list(rows_of(case))
        except CaseError as error:
            raise UserError(str(error)) from error
    listed = {row.path for row in rows}
    others = (row for row in others if row.path not in listed)
    every = chain(rows, others)
    while batch := list(islice(every, BATCH)):
        yield batch
    yield True


def _rows(case: Case, hashes: frozenset[str]) -> Steps:
    """Yield what a case has stored of images, in a list."""
    from gng_desktop.casework.case.connection import CaseError
    from gng_desktop.casework.restoring import rows_of

    try:
        yield list(rows_of(case, sorted(hashes)))
    except CaseError as error:
        raise UserError(str(error)) from error


def _write(path: Path, session: Session) -> Steps:
    """Write a session; yield True."""
    from gng_desktop.casework.restoring import save_session

    try:
        save_session(path, session)
    except OSError as error:
        raise UserError(
            tr(
                "The list cannot be saved for the next start ({reason}); check the folder "
                "{folder}.",
                reason=error.strerror or str(error),
                folder=path.parent,
            )
        ) from error
    yield True
