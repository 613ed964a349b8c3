"""What there is at the places that the form names, and what can be done about it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QDateTime, Qt

from gng_desktop.ui.kit.language import QT_TR_NOOP, spoken, tr
from gng_desktop.ui.kit.workers import Steps

if TYPE_CHECKING:
    from gng_desktop.scan.outputs import Outputs

Source = Literal["none", "folder", "list", "other", "missing"]
Csv = Literal["none", "free", "unfinished", "finished", "blocked"]


@dataclass(frozen=True)
class Unfinished:
    """A scan that was ended before it was complete."""

    asked: dict[str, Any]
    """With what it was begun, as fields of a `ScanRequest`."""
    begun: str
    """ISO 8601, UTC."""
    files: int
    """Done so far."""
    elsewhere: bool = False
    """Its files are named as seen from the folder of a terminal: there alone it can be resumed."""


@dataclass(frozen=True)
class OutputStatus:
    """What there is at the places named."""

    source: Source = "none"
    """None while nothing is named; other: neither folder nor list."""
    csv: Csv = "none"
    """Whether the CSV can be written: blocked by what is no scan's."""
    problem: str = ""
    """Of a CSV that is blocked or not replaceable: one sentence."""
    replaceable: bool = False
    """Whether a scan may replace what is there, when asked to."""
    unfinished: Unfinished | None = None
    """None also where the record of an unfinished scan is damaged."""
    inside: bool = False
    """Whether the CSV lies in the folder that is scanned."""
    proposal: str = ""
    """A path for the CSV, where one was asked for and could be found."""


def look(source: str, csv: str, folders: Sequence[Path] = ()) -> Steps:
    """Look up what there is at the places in the form; yield an `OutputStatus`.

    If `csv` is empty, one may be proposed in `folders`, the best of which come first.
    """
    kind = _kind(source)
    proposal = ""
    if not csv and folders and kind in ("folder", "list"):
        csv = proposal = _proposed(Path(source), kind, folders)
    status = _csv_status(Path(csv)) if csv else OutputStatus()
    inside = bool(csv) and kind == "folder" and _is_inside(Path(csv).parent, Path(source))
    yield replace(status, source=kind, inside=inside, proposal=proposal)


def _kind(source: str) -> Source:
    from gng_desktop.scan.listing import LISTS

    if not source:
        return "none"
    try:
        path = Path(source)
        if path.is_dir():
            return "folder"
        if not path.exists():
            return "missing"
        return "list" if path.is_file() and path.suffix.lower() in LISTS else "other"
    except (OSError, ValueError):
        return "missing"


def _csv_status(path: Path) -> OutputStatus:
    from gng_desktop.scan import BusyError, ScanError
    from gng_desktop.scan.outputs import Outputs

    outputs = Outputs(path)
    try:
        outputs.check(resume=False, overwrite=True)
        replaceable, problem = True, ""
    except (ScanError, ValueError) as error:
        replaceable, problem = False, spoken(str(error))
    csv: Csv
    found = None
    if os.path.lexists(outputs.journal):
        csv = "unfinished"
        try:
            found = _unfinished(outputs.journal)
        except BusyError as error:
            return OutputStatus(csv="blocked", problem=spoken(str(error)))
        except (ScanError, OSError, KeyError, TypeError):
            pass
    elif not replaceable:
        csv = "blocked"
    else:
        csv = "finished" if _is_there(outputs) else "free"
    return OutputStatus(csv=csv, problem=problem, replaceable=replaceable, unfinished=found)


def _is_there(outputs: Outputs) -> bool:
    return os.path.lexists(outputs.csv) or os.path.lexists(outputs.meta)


def _unfinished(path: Path) -> Unfinished | None:
    from gng_desktop.scan.journal import Journal

    if not path.stat().st_size:
        return None
    with closing(Journal(path, {})) as journal:
        asked, first = journal.settings, next(journal.records(), None)
        choices = {
            "source": str(asked.get("folder_as_named") or asked["source"]),
            "recursive": bool(asked["recursive"]),
            "regions": asked["explain"] == "regions",
            "faces": "each" if asked["faces"] == "each" else "whole",
            "frames": "all" if asked.get("frames") == "all" else "first",
        }
        elsewhere = first is not None and not Path(first.path).is_absolute()
        return Unfinished(choices, journal.begun, len(journal), elsewhere)


def _proposed(source: Path, kind: Source, folders: Sequence[Path]) -> str:
    """Return a CSV that is not there yet, or whose scan is unfinished; "" if no folder will do."""
    from gng_desktop.scan.outputs import Outputs

    source = source.absolute()
    name = (source.name if kind == "folder" else source.stem) or "scan"
    evidence = source if kind == "folder" else source.parent
    for folder in folders:
        try:
            usable = folder.is_dir() and os.access(folder, os.W_OK)
        except OSError:
            continue
        if not usable or (kind == "folder" and _is_inside(folder, evidence)):
            continue
        for number in count(1):
            path = folder / (f"{name}.csv" if number == 1 else f"{name}-{number}.csv")
            outputs = Outputs(path)
            if os.path.lexists(outputs.journal) or not _is_there(outputs):
                return str(path)
    return ""


def _is_inside(folder: Path, evidence: Path) -> bool:
    try:
        return folder.resolve().is_relative_to(evidence.resolve())
    except (OSError, ValueError):
        return False


SOURCES = {
    "other": QT_TR_NOOP(
        "This is neither a folder nor a list of files (.txt or .csv); choose one of them."
    ),
    "missing": QT_TR_NOOP("There is no such folder or list of files; choose another."),
}
INSIDE = QT_TR_NOOP(
    "The CSV would be written into the scanned folder; evidence is best left untouched."
)
NO_PLACE = QT_TR_NOOP("Choose where to write the CSV.")
FINISHED = QT_TR_NOOP(
    "A scan has already been written here. Choose another name, or start over and replace it."
)
DAMAGED = QT_TR_NOOP(
    "The record of an unfinished scan for this CSV is damaged or empty. Start over, or choose "
    "another name."
)
ELSEWHERE = QT_TR_NOOP(
    "An unfinished scan for this CSV was started in a terminal, with names relative to its "
    "folder. Resume it there, or start over and lose it."
)


@dataclass(frozen=True)
class Advice:
    """What to say ("": nothing is in the way); can it be started, resumed, started over?"""

    words: str = ""
    start: bool = False
    resume: bool = False
    over: bool = False


def advice(found: OutputStatus) -> Advice:
    """Return what to say of what there is."""
    if found.source in SOURCES and found.csv != "unfinished":
        return Advice(tr(SOURCES[found.source]))
    known = found.source in ("folder", "list")
    caution = tr(INSIDE) if found.inside else ""
    if found.csv == "unfinished":
        return _of_unfinished(found, known)
    if not known:
        return Advice()
    if found.csv == "none":
        return Advice(tr(NO_PLACE))
    if found.csv == "blocked":
        return Advice(found.problem)
    if found.csv == "finished":
        return Advice(" ".join(filter(None, (tr(FINISHED), caution))), over=True)
    return Advice(caution, start=True)


def _of_unfinished(found: OutputStatus, known: bool) -> Advice:
    unfinished = found.unfinished
    if not found.replaceable:
        return Advice(found.problem)
    if unfinished is None:
        return Advice(tr(DAMAGED), over=known)
    if unfinished.elsewhere:
        return Advice(tr(ELSEWHERE), over=known)
    return Advice(_unfinished_words(unfinished), resume=True, over=known)


def _unfinished_words(unfinished: Unfinished) -> str:
    begun = QDateTime.fromString(unfinished.begun, Qt.DateFormat.ISODate).toLocalTime()
    when = begun.toString("yyyy-MM-dd HH:mm")
    values = {"source": unfinished.asked["source"], "when": when, "files": unfinished.files}
    if unfinished.files == 1:
        return tr(
            "An unfinished scan of {source} for this CSV was started on {when}; one file is done. "
            "Resume it with its settings, or start over and lose it.",
            **values,
        )
    return tr(
        "An unfinished scan of {source} for this CSV was started on {when}; {files:,} files are "
        "done. Resume it with its settings, or start over and lose them.",
        **values,
    )
