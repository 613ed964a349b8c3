"""What the form says of the places it names, and which of its buttons can be pressed."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QDateTime, QLocale, Qt

from gng_desktop.ui.batch.standing import Standing, Unfinished
from gng_desktop.ui.language import QT_TR_NOOP, tr

SOURCES = {
    "other": QT_TR_NOOP(
        "This is neither a folder nor a list of files (.txt or .csv); choose one of them."
    ),
    "missing": QT_TR_NOOP("There is no such folder or list of files; choose another."),
}
INSIDE = QT_TR_NOOP(
    "The CSV would be written into the folder that is scanned; evidence is best left as it is."
)
NO_PLACE = QT_TR_NOOP("Choose where the CSV is written.")
FINISHED = QT_TR_NOOP(
    "A scan has been written here before. Choose another name, or start anew and replace it."
)
DAMAGED = QT_TR_NOOP(
    "The record of an unfinished scan for this CSV is damaged or empty. Start anew, or choose "
    "another name."
)
ELSEWHERE = QT_TR_NOOP(
    "An unfinished scan for this CSV was begun in a terminal, with names seen from its folder. Go "
    "on with it there, or start anew and lose it."
)


@dataclass(frozen=True)
class Advice:
    """What is said, and what can be done.

    Attributes
    ----------
    words : str
        "" if nothing stands in the way.
    start, go_on, anew : bool
        Whether the scan can be started, gone on with, started anew.
    """

    words: str = ""
    start: bool = False
    go_on: bool = False
    anew: bool = False


def advice(found: Standing) -> Advice:
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
        return Advice(" ".join(filter(None, (tr(FINISHED), caution))), anew=True)
    return Advice(caution, start=True)


def _of_unfinished(found: Standing, known: bool) -> Advice:
    unfinished, anew = found.unfinished, known
    if not found.replaceable:
        return Advice(found.problem)
    if unfinished is None:
        return Advice(tr(DAMAGED), anew=anew)
    if unfinished.elsewhere:
        return Advice(tr(ELSEWHERE), anew=anew)
    return Advice(_told(unfinished), go_on=True, anew=anew)


def _told(unfinished: Unfinished) -> str:
    begun = QDateTime.fromString(unfinished.begun, Qt.DateFormat.ISODate).toLocalTime()
    when = QLocale().toString(begun, QLocale.FormatType.ShortFormat)
    source = unfinished.source
    if unfinished.files == 1:
        return tr(
            "An unfinished scan of {source} for this CSV was begun on {when}; one file is done. Go "
            "on with it as it was begun, or start anew and lose it.",
            source=source,
            when=when,
        )
    return tr(
        "An unfinished scan of {source} for this CSV was begun on {when}; {files:,} files are "
        "done. Go on with it as it was begun, or start anew and lose them.",
        source=source,
        when=when,
        files=unfinished.files,
    )
