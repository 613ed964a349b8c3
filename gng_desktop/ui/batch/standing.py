"""What there is at the places that the form names, looked up off the GUI thread."""

from __future__ import annotations

import os
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from gng_desktop.ui.batch.wanted import Faces, Frames
from gng_desktop.ui.batch.words import spoken
from gng_desktop.ui.workers import Work

Source = Literal["none", "folder", "list", "other", "missing"]
Csv = Literal["none", "free", "unfinished", "finished", "blocked"]


@dataclass(frozen=True)
class Unfinished:
    """A scan that was ended before it was complete.

    Attributes
    ----------
    source : str
    recursive : bool
    regions : bool
    faces : {"whole", "each"}
    frames : {"first", "all"}
        With what it was begun.
    begun : str
        ISO 8601, UTC.
    files : int
        Done so far.
    elsewhere : bool
        Whether its files are named as seen from the folder of a terminal, from where alone it can
        be gone on with.
    """

    source: str
    recursive: bool
    regions: bool
    faces: Faces
    frames: Frames
    begun: str
    files: int
    elsewhere: bool = False


@dataclass(frozen=True)
class Standing:
    """What there is.

    Attributes
    ----------
    source : {"none", "folder", "list", "other", "missing"}
        None while nothing is named; other: neither of the two.
    csv : {"none", "free", "unfinished", "finished", "blocked"}
        Whether the CSV can be written: blocked by what is no scan's.
    problem : str
        Of a CSV that is blocked or not replaceable: one sentence.
    replaceable : bool
        Whether a scan may replace what is there, when asked to.
    unfinished : Unfinished or None
        None also where the record of an unfinished scan is damaged.
    inside : bool
        Whether the CSV lies in the folder that is scanned.
    proposal : str
        A path for the CSV, where one was asked for and could be found; else "".
    """

    source: Source = "none"
    csv: Csv = "none"
    problem: str = ""
    replaceable: bool = False
    unfinished: Unfinished | None = None
    inside: bool = False
    proposal: str = ""


def look(source: str, csv: str, folders: Sequence[Path] = ()) -> Work:
    """Look what there is; yield a `Standing`.

    Parameters
    ----------
    source, csv : str
        As in the form.
    folders : sequence of Path
        Where a CSV may be proposed, the best first, if `csv` is empty.
    """

    def work() -> Generator[Standing, None, None]:
        kind = _kind(source)
        path, proposal = csv, ""
        if not csv and folders and kind in ("folder", "list"):
            path = proposal = _proposed(Path(source), kind, folders)
        if not path:
            yield Standing(kind)
            return
        found = _csv(Path(path))
        inside = kind == "folder" and _is_inside(Path(path).parent, Path(source))
        yield Standing(kind, inside=inside, proposal=proposal, **found)

    return work


def _kind(source: str) -> Source:
    from gng_desktop.casework.scan.listing import LISTS

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


def _csv(path: Path) -> dict[str, Any]:
    """Return what of a `Standing` is about the CSV."""
    from gng_desktop.casework.scan.errors import BusyError, ScanError
    from gng_desktop.casework.scan.outputs import Outputs

    outputs = Outputs(path)
    try:
        outputs.check(resume=False, overwrite=True)
        replaceable, problem = True, ""
    except (ScanError, ValueError) as error:
        replaceable, problem = False, spoken(str(error))
    if os.path.lexists(outputs.journal):
        try:
            found = _unfinished(outputs.journal)
        except BusyError as error:
            return {"csv": "blocked", "problem": spoken(str(error))}
        except (ScanError, OSError, KeyError, TypeError):
            found = None
        facts = {"unfinished": found, "replaceable": replaceable, "problem": problem}
        return {"csv": "unfinished", **facts}
    if not replaceable:
        return {"csv": "blocked", "problem": problem}
    there = os.path.lexists(path) or os.path.lexists(outputs.meta)
    return {"csv": "finished" if there else "free", "replaceable": True}


def _unfinished(path: Path) -> Unfinished | None:
    from gng_desktop.casework.scan.journal import Journal

    if not path.stat().st_size:
        return None
    with closing(Journal(path, {})) as journal:
        asked, first = journal.settings, next(journal.records(), None)
        return Unfinished(
            str(asked.get("folder_as_named") or asked["source"]),
            bool(asked["recursive"]),
            asked["explain"] == "regions",
            "each" if asked["faces"] == "each" else "whole",
            "all" if asked.get("frames") == "all" else "first",
            journal.begun,
            len(journal),
            first is not None and not Path(first.path).is_absolute(),
        )


def _proposed(source: Path, kind: Source, folders: Sequence[Path]) -> str:
    """Return a CSV that is not there yet, or whose scan is unfinished; "" if no folder will do."""
    from gng_desktop.casework.scan.outputs import Outputs

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
        number = 1
        while True:
            path = folder / (f"{name}.csv" if number == 1 else f"{name}-{number}.csv")
            outputs = Outputs(path)
            if os.path.lexists(outputs.journal) or not any(
                os.path.lexists(place) for place in (path, outputs.meta)
            ):
                return str(path)
            number += 1
    return ""


def _is_inside(folder: Path, evidence: Path) -> bool:
    try:
        return folder.resolve().is_relative_to(evidence.resolve())
    except (OSError, ValueError):
        return False
