"""The list of a window found again: from the images of a case, or as the window was left."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gng_desktop.analysis import FAST_NOTE
from gng_desktop.casework.case.contents import CaseAnalysis
from gng_desktop.casework.case.evidence import candidates
from gng_desktop.casework.from_json import WRONG, analysis_of, stress_of
from gng_desktop.casework.saving import Results
from gng_desktop.casework.stored import results_from, stored_flag
from gng_desktop.core.files import write_bytes
from gng_desktop.core.reading import LARGE, read_text
from gng_desktop.core.timestamps import changed_since

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gng_desktop.analysis.result import Analysis
    from gng_desktop.casework.case.contents import CaseImage
    from gng_desktop.casework.case.store import Case


FORMAT = 1  # of a stored session


@dataclass(frozen=True)
class Row:
    """One image of a list as it was stored.

    `path` is where the file is or, if it is nowhere on this machine, where it was. `analysis` is
    without views, None where there was none, or the file changed since; `flag` what the file says
    of a generator; `preview` reads the small JPEG of the image that the case has.
    """

    path: Path
    analysis: Analysis | None = None
    flag: str = ""
    preview: Callable[[], bytes] | None = None


def rows_of(case: Case, only: Iterable[str] | None = None) -> Iterator[Row]:
    """Yield a row for each image of a case whose place is known, in the order added.

    `only` are SHA-256 of images, in whose order they then come; None for all of the case.
    """
    every = case.images() if only is None else map(case.image, only)
    for image in every:
        if image is not None and image.places:
            yield _row(image, case)


def _row(image: CaseImage, held: Case) -> Row:
    found = [path for place in reversed(image.places) for path in candidates(place, held.path)]
    path = found[0] if found else Path(image.places[-1].path)
    whole = [part for part in image.parts if part.face is None]
    stored = whole[-1].analysis if whole else image.analysis
    analysis = None
    if stored is not None:
        try:
            analysis = analysis_of({**stored.facts, "path": str(path)})
        except WRONG:
            analysis = None
    number = (whole[-1].previews if whole else image.previews).get("original")
    preview = None if number is None else partial(held.preview, number)
    return Row(path, analysis, stored_flag(image.provenance), preview)


def results_of(case: Case, analysis: Analysis) -> Results:
    """Return what a case has of the face or picture of an analysis, by the same models.

    The views of `analysis` say which regions an explanation by regions is on.
    """
    box = None if analysis.face_box is None else list(analysis.face_box)  # as JSON has it
    own = CaseAnalysis(0, 0, analysis.to_json() | {"face_box": box}, None).part
    image = case.image(analysis.sha256 or "")
    part = next((p for p in image.parts if p.analysis.part == own), None) if image else None
    if part is None:
        return Results(analysis)
    found = Results(analysis)
    for stored in part.explanations:
        try:
            one = results_from(analysis, case.maps(stored), stored.facts, stored.tested)
        except WRONG:
            continue
        found = replace(
            found,
            explained=(*found.explained, *one.explained),
            tested={**found.tested, **one.tested},
            further=(*found.further, *one.further),
        )
    # Its verdicts are those of one rule, with or without --fast.
    notes = part.analysis.facts.get("notes", ())
    alike = (FAST_NOTE in notes) == (FAST_NOTE in analysis.notes)
    try:
        stress = stress_of(part.stress) if alike and part.stress is not None else None
    except WRONG:
        stress = None
    return replace(found, stress=stress)


@dataclass(frozen=True)
class Session:
    """What was listed: rows in their order, the image in view, how they were sorted (JSON)."""

    rows: tuple[Row, ...] = ()
    current: Path | None = None
    view: Mapping[str, Any] | None = None


def save_session(path: Path, session: Session) -> None:
    """Write a session, readable by this user alone; OSError if it cannot be."""
    head = {
        "format": FORMAT,
        "saved_at": time.time(),
        "current": None if session.current is None else str(session.current),
        "view": dict(session.view or {}),
    }
    # Line by line: one large document would keep the interpreter from the window's thread. ASCII:
    # the name of a file may hold bytes that are no Unicode text.
    lines = [json.dumps(head)]
    for row in session.rows:
        analysis = None if row.analysis is None else row.analysis.to_json()
        facts = {"path": str(row.path.absolute()), "flag": row.flag, "analysis": analysis}
        lines.append(json.dumps(facts))
    path.parent.mkdir(parents=True, exist_ok=True)
    write_bytes(path, "\n".join(lines).encode("ascii"), private=True)


def read_session(path: Path) -> tuple[Session, Iterator[Row]]:
    """Read a session, without its rows, and an iterator of those; empty if it cannot be read.

    Of a file that was changed since the session was saved the path alone is left.
    """
    try:
        head, *lines = read_text(path, LARGE).splitlines()
        facts = json.loads(head)
        if facts["format"] != FORMAT:
            return Session(), iter(())
        current = None if facts["current"] is None else Path(facts["current"])
        rows = _rows_in(lines, float(facts["saved_at"]))
        return Session((), current, dict(facts["view"])), rows
    except (OSError, *WRONG, RecursionError):
        return Session(), iter(())


def _rows_in(lines: Iterable[str], saved_at: float) -> Iterator[Row]:
    for line in lines:
        try:
            facts = json.loads(line)
            row = Row(Path(facts["path"]), flag=str(facts["flag"]))
            if facts["analysis"] is not None and not changed_since(row.path, saved_at):
                row = replace(row, analysis=analysis_of(facts["analysis"]))
        except (*WRONG, RecursionError):
            continue
        yield row
