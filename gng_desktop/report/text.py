"""The words of a report that need a value, or that its charts and other rooms share.

Those of what one image's sheet says stand in `sentences`, all others in the templates of
``resources/report``: nothing of what a report says is written anywhere else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from gng_desktop.analysis.conclusion import weakly_real
from gng_desktop.analysis.support import NO_SUPPORT
from gng_desktop.casework.conclusions import RECORDS
from gng_desktop.core.text import capital as capital  # for the templates, too
from gng_desktop.core.text import count as count
from gng_desktop.core.text import decimals
from gng_desktop.modelstore.detectors import detector_name
from gng_desktop.provenance.fields import clean

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Analysis, Verdict
    from gng_desktop.report.content import FileEntry, Part, ReportContent

NONE = "—"
MINUS = "\N{MINUS SIGN}"
HARD_SPACE = "\N{NO-BREAK SPACE}"
UNTITLED = "Untitled report"
SCORE = "Score"
OF_THE_CASE = {
    "title": "Title of the case",
    "reference": "Number in the case file",
    "examiner": "Examiner of the case",
}
WITH, WITHOUT = "with background", "without background"

BAR_UNITS = {
    "log-odds": "contribution to the log-odds of the score (0.7 doubles the odds of “generated”)",
    "score": "contribution to the score, 0 to 1",
}

FUSED = "fused"  # beside the roles, the key of the fused score and its thresholds
VERDICT_WORDS: dict[Verdict | None, str] = {
    "generated": "generated",
    "real": "real",
    "inconclusive": "inconclusive",
    None: "no verdict",
}
NO_SIGN = "no sign of generation found"
STATUS_WORDS = {"not_applicable": "not applicable", "error": "not readable"}
NOT_ANALYSED = "not analysed"
ON_FACES = "on faces only"
"""Stands for the decision on an image of which only faces were decided on."""

# -- what could not be read, or is left out ------------------------------------------------------

OTHER_BYTES = (
    "What the file states is left out: the file was replaced after it had been analysed and before "
    "that was read."
)
NAMED = 20  # images left out that are named


def broken(what: str) -> str:
    """Say that a part of a page does not fit what this version of the program reads."""
    return f"{capital(what)} of this image as the case has it cannot be read and is left out."


def broken_model(role: str) -> str:
    """Say that a model of a case cannot be described."""
    return f"What the case has of a model ({detector_name(role)}) cannot be read."


def other_models(names: Sequence[str]) -> str:
    """Say which images a report leaves out because other models analysed them."""
    more = f" and {len(names) - NAMED:,} more" if len(names) > NAMED else ""
    return (
        f"{count(len(names), 'image', 'images')} analysed by other models, which are not "
        f"compared with the rest: {', '.join(names[:NAMED])}{more}"
    )


def other_frames(analyses: Sequence[Analysis]) -> str:
    """Say what was found of the pictures of a file that its sheet is not on; "" if nothing was."""
    found = "; ".join(f"picture {a.frame:,}: {status_word(a)}" for a in analyses)
    return f"Other pictures of this file were analysed: {found}." if found else ""


def chosen(number: int, every: int) -> str:
    """Say that a report is on some images of a case."""
    return f"{number:,} of the {count(every, 'image', 'images')} in the case, as chosen"


_EVIDENCE = {
    "unchanged": "unchanged",
    "changed": "changed: the file there is not the one that was examined",
    "cannot be read": "cannot be read",
    "not found here": "not found on this computer",
}


CHANGED = {
    "changed": "the file there now is not the one that was examined: its SHA-256 differs.",
    "cannot be read": "the file there cannot be read, so that it was not checked.",
}
"""By state, what is wrong with a file that is there."""


def evidence(states: Sequence[str]) -> str:
    """Say what images, a state of `FileEntry` each, were found to be; "" where none was sought."""
    counts = Counter(filter(None, states))
    if not counts:
        return ""
    found = "; ".join(
        f"{count(counts[state], 'image', 'images')} {words}"
        for state, words in _EVIDENCE.items()
        if counts[state]
    )
    return f"Looked for and hashed again when this report was made: {found}"


def evidence_state(state: str) -> str:
    """Return what was found at the place of a file."""
    return capital(_EVIDENCE.get(state, ""))


def evidence_problems(files: Sequence[FileEntry]) -> list[str]:
    """Return a sentence on each of `files` that is not the one examined, or cannot be read."""
    return [f"{f.name} in {f.folder}: {CHANGED[f.state]}" for f in files if f.state in CHANGED]


def evidence_warnings(content: ReportContent) -> list[str]:
    """Return `evidence_problems`, and how many images were not found anywhere."""
    missing = sum(page.evidence == "not found here" for page in content.pages)
    every = count(len(content.pages), "image", "images")
    more = [f"{missing:,} of {every} not found on this computer, so not checked."]
    return [*evidence_problems(content.files), *(more if missing else [])]


# -- values --------------------------------------------------------------------------------------


def score(value: float | None, limits: Sequence[float] | None = None) -> str:
    """Return a score, 0..1, in two decimals; near the ends a bound, for no score is certain.

    Of a score that lies near one of its `limits`, more decimals; `zones` gives as many of these.
    """
    if value is None:
        return NONE
    if value < 0.01:
        return "below 0.01"
    return "above 0.99" if value > 0.99 else f"{value:.{decimals(value, limits or ())}f}"


def score_short(value: float | None) -> str:
    """Return `score` for a narrow column."""
    return score(value).replace("below ", "<" + HARD_SPACE).replace("above ", ">" + HARD_SPACE)


def support_short(word: str) -> str:
    """Return words of the verbal scale for a narrow column."""
    return word if word == NO_SUPPORT else word.removesuffix(" support")


def signed(value: float, digits: int = 2) -> str:
    """Return a number with its sign."""
    shown = f"{value:+.{digits}f}".replace("-", MINUS)
    return shown[1:] if float(f"{value:.{digits}f}") == 0 else shown


def _utc(moment: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(moment)
    except ValueError:
        return None
    return found if found.tzinfo is None else found.astimezone(UTC)


def when(moment: str) -> str:
    """Return a time, ISO 8601, to the minute in UTC; as it is where it is none."""
    if (found := _utc(moment)) is None:
        return clean(moment, 40)
    day = f"{found.day} {MONTHS[found.month - 1]} {found.year}"
    if len(moment) <= len("2026-01-01"):
        return day
    return f"{day}, {found:%H:%M}{' UTC' if found.tzinfo is not None else ''}"


def stamp(moment: str) -> str:
    """Return a time, ISO 8601, to the minute in UTC, for a narrow column whose head names UTC."""
    found = _utc(moment)
    return clean(moment, 40) if found is None else f"{found:%Y-%m-%d %H:%M}"


MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def zones(thresholds: tuple[float, float] | None, value: float | None = None) -> str:
    """Say what the limits of a classifier mean, in as many decimals as the score `value` needs."""
    if thresholds is None:
        return "This classifier has no decision limits."
    low, high = (f"{end:.{decimals(value, thresholds)}f}" for end in thresholds)
    if thresholds[0] <= 0:
        return f"Never real; above {high} generated, else inconclusive."
    return f"Below {low} real, above {high} generated, between them inconclusive."


def status_word(analysis: Analysis | None) -> str:
    """Return the verdict, or why there is none, in a word or two."""
    if analysis is None:
        return NOT_ANALYSED
    if analysis.status == "ok" and analysis.verdict is not None:
        return VERDICT_WORDS[analysis.verdict]
    return STATUS_WORDS.get(analysis.status, NOT_ANALYSED)


def headline(part: Part) -> str:
    """Return `status_word` as it stands over a sheet: a weakly supported "real" claims less."""
    weak = part.support is not None and weakly_real(part.verdict, part.support.ratio)
    return NO_SIGN if weak else status_word(part.analysis)


def conclusion(key: str) -> str:
    """Return the words of an analyst's conclusion."""
    return RECORDS.get(key, key)


# -- printing ------------------------------------------------------------------------------------

LAYING_OUT = "Laying out the report"
PRINTING = "Printing the report"
NOT_LOGGED = "The report was written, but the case does not know of it."
NO_PRINTER = "no PDF can be begun there"
INCOMPLETE = (
    "The PDF was not written, because a part of the report did not get onto a page; write the HTML "
    "instead and report the fault."
)
NO_ROOM = "its end is missing; the disk may be full"
NO_PAGE = "a page cannot be written"
NO_FONTS = "this computer has no fonts that Qt can use; install one, such as DejaVu Sans"


def page_of(number: int, total: int) -> str:
    """Return what stands at the foot of a page."""
    return f"Page {number} of {total}"


def foot_hash(sha256: str) -> str:
    """Return the hash at the foot of a page."""
    return f"Content {sha256}"


def not_written(path: str, reason: str) -> str:
    """Say that a report cannot be written."""
    return f"The report {path} cannot be written ({reason}); choose another place."


def proposed_name(reference: str, title: str) -> str:
    """Return the name proposed for the file of a report, without suffix; see `safe_stem`."""
    from gng_desktop.casework.file_names import safe_stem

    about = " ".join((reference or title).split())
    return safe_stem(f"Report {about}".strip())
