"""The words of a report that several of its sheets share, and those of title, summary and log.

Those of one kind of sheet alone stand in the modules whose names end in ``_text``; nothing of
what a report says stands anywhere else, so that it can be translated.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from gng_desktop.analysis.support import NO_SUPPORT
from gng_desktop.casework.decisions import CONCLUSIONS
from gng_desktop.imaging.provenance.fields import clean

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Analysis, Verdict

NONE = "—"
MINUS = "\N{MINUS SIGN}"
HARD_SPACE = "\N{NO-BREAK SPACE}"

# -- what could not be read ----------------------------------------------------------------------

THE_ANALYSIS, THE_SUPPORT, THE_MAPS, THE_REGIONS, THE_STRESS, THE_FILE, A_PICTURE = (
    "the analysis",
    "the support",
    "the facts on the maps",
    "the explanation by regions",
    "the stress test",
    "the provenance",
    "a picture",
)


def broken(what: str) -> str:
    """Say that a part of a page does not fit what this version of the program reads."""
    return f"{capital(what)} of this image as the case has it cannot be read and is left out."


def by_other_models(number: int) -> str:
    """Say that the case has analyses of an image that are not told of."""
    more = count(number, "more analysis", "more analyses")
    return f"{more} by other models in the case, not told of here" if number else ""


def other_frames(analyses: Sequence[Analysis]) -> str:
    """Say what was found of the pictures of a file that its sheet is not on; "" if nothing was."""
    told = "; ".join(f"picture {a.frame:,}: {status_word(a)}" for a in analyses)
    return f"Other pictures of this file were analysed: {told}." if told else ""


OTHER_BYTES = (
    "What the file states is left out: the file was replaced after it had been analysed and before "
    "that was read."
)


def broken_model(role: str) -> str:
    """Say that a model of a case cannot be told of."""
    return f"What the case has of a model ({ROLES.get(role, NONE).lower()}) cannot be read."


# -- headings and labels -------------------------------------------------------------------------

KIND = "Report on the examination of face images"
UNTITLED = "Untitled report"
CONTENTS = "Contents"
SUMMARY = "Summary"
METHOD = "Method in plain words"
MODELS = "Models, their tests and their limits"
IMAGES = "Images"
INDEX = "Index of all files"
LOG = "Log of the case"
PAGE = "Page"

REFERENCE, EXAMINER, MADE_AT, VERSION = "Reference", "Examiner", "Report made", "Program"
MODELS_NOT_USED = "Not used"
CASE_MADE, CASE_NUMBER = "Case made", "Number of the case"
IMAGE_COUNT, CONTENT_HASH, LOG_HEAD = "Images", "SHA-256 of the content", "Head of the log"
SIGNATURE, PLACE_AND_DATE = "Signature of the examiner", "Place and date"

FILE, FOLDER, SHA256, BYTES, SIZE = "File", "Folder", "SHA-256", "Bytes", "Size"
MD5, FORMAT, MODIFIED = "MD5", "Format", "Modified"
JUDGED, ENGINE, JUDGED_BY = "Judged part", "Computed by", "Models"
BESIDES = "Besides"
VERDICT, SUPPORT, SCORE = "Verdict", "Support", "Score"
DECISION = "Decision"
NUMBER = "No."
WITH, WITHOUT = "with background", "without background"
WITH_SHORT, WITHOUT_SHORT = "Score with", "Score without"

ROLES = {
    "segmenter": "Segmenter",
    "with_background": "With-background classifier",
    "without_background": "Without-background classifier",
}

VERDICT_WORDS: dict[Verdict | None, str] = {
    "generated": "generated",
    "real": "real",
    "inconclusive": "inconclusive",
    None: "no verdict",
}
STATUS_WORDS = {"not_applicable": "not applicable", "error": "not readable"}
NOT_ANALYSED = "not analysed"
ZONES = {"generated": "generated", "real": "real", "inconclusive": "inconclusive"}

# -- title and summary ---------------------------------------------------------------------------

PURPOSE = (
    "This report tells, for each image, what the program GNG Desktop found on the question "
    "whether the face judged in it was made by an image generator, what in the picture the "
    "finding rests on, how well it is supported, and what the analyst decided. The program's "
    "verdict is an aid to an expert and no proof."
)
CHANGED = "The case was changed or damaged"
HASH_MEANING = (
    "The hash stands for everything in this report, however it is rendered: the HTML and the PDF "
    "made of one content bear the same, and it stands at the foot of every page. The HTML holds "
    "the content it is computed from."
)
HEAD_MEANING = (
    "The hash of the log's last entry: written down elsewhere, it tells whether the case was "
    "changed later."
)
SUMMARY_VERDICTS = "Verdicts of the program"
SUMMARY_DECISIONS = "Decisions of the analysts"
UNDECIDED_YET = "no decision recorded"
SUMMARY_NOTE = (
    "Scores run from 0 (real) to 1 (generated); what they and the words of support mean is told "
    "under “Method in plain words”."
)
NO_IMAGES = "This case holds no images."
SCOPE_TITLE = "Please note"
SCOPE_NOTE = (
    "“Real” does not exclude generators that the models do not know, and “generated” does not name "
    "a generator. “Inconclusive” says nothing in either direction."
)

# -- index and log -------------------------------------------------------------------------------

INDEX_IMAGES, INDEX_MODELS = "Images", "Files of the models"
INDEX_NOTE = (
    "The SHA-256 of a file's bytes tells whether a copy at hand is the file that was examined."
)
LOG_NOTE = (
    "Every addition to the case is an entry. The hash of each continues that of the entry before, "
    "so that no entry can be changed, left out or put in between without changing all that follow."
)
INTACT = "When this report was made, the log and all that it names fitted each other."
NOT_INTACT = (
    "When this report was made, the log and what it names did not fit each other; see the title "
    "page."
)
NO_LOG = "These results are not kept in a case, so there is no log."
LOG_HEAD_ROW = ("No.", "When (UTC)", "Who", "What, and the SHA-256 of the chain up to here")

CONTENT_FILE = "Content of this report as JSON"


# -- sentences with values -----------------------------------------------------------------------


def score(value: float | None) -> str:
    """Return a score, 0..1, in two decimals; near the ends a bound, for no score is certain."""
    if value is None:
        return NONE
    if value < 0.01:
        return "below 0.01"
    return "above 0.99" if value > 0.99 else f"{value:.2f}"


def score_short(value: float | None) -> str:
    """Return `score` for a narrow column."""
    return score(value).replace("below ", "<" + HARD_SPACE).replace("above ", ">" + HARD_SPACE)


def support_short(word: str) -> str:
    """Return words of the verbal scale for a narrow column."""
    return word if word == NO_SUPPORT else word.removesuffix(" support")


def signed(value: float, digits: int = 2) -> str:
    """Return a number with its sign."""
    told = f"{value:+.{digits}f}".replace("-", MINUS)
    return told[1:] if float(f"{value:.{digits}f}") == 0 else told


def when(moment: str) -> str:
    """Return a time, ISO 8601, to the minute in UTC; as it is where it is none."""
    try:
        found = datetime.fromisoformat(moment)
    except ValueError:
        return clean(moment, 40)
    if found.tzinfo is not None:
        found = found.astimezone(UTC)
    day = f"{found.day} {MONTHS[found.month - 1]} {found.year}"
    if len(moment) <= len("2026-01-01"):
        return day
    return f"{day}, {found:%H:%M}{' UTC' if found.tzinfo is not None else ''}"


def stamp(moment: str) -> str:
    """Return a time, ISO 8601, to the minute in UTC, for a narrow column whose head names UTC."""
    try:
        found = datetime.fromisoformat(moment)
    except ValueError:
        return clean(moment, 40)
    if found.tzinfo is not None:
        found = found.astimezone(UTC)
    return f"{found:%Y-%m-%d %H:%M}"


MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def capital(words: str) -> str:
    """Return `words` with a capital in front."""
    return words[:1].upper() + words[1:]


def count(number: int, one: str, many: str) -> str:
    """Return a number and what is counted."""
    return f"{number:,} {one if number == 1 else many}"


def byte_count(size: int | None) -> str:
    """Return a size in bytes, as exact as it is known."""
    return NONE if size is None else f"{size:,}"


def zones(thresholds: tuple[float, float] | None) -> str:
    """Say what the limits of a classifier mean."""
    if thresholds is None:
        return "This classifier has no decision limits."
    low, high = thresholds
    return f"Below {low:.2f} real, above {high:.2f} generated, between them inconclusive."


def more_problems(number: int) -> str:
    """Say how many problems of a case are not listed."""
    return f"{number:,} more; “gng-desktop case verify” names all."


def images(number: int) -> str:
    """Return how many images there are, for the contents."""
    return count(number, "image, a sheet of its own", "images, a sheet each")


def on_computer(name: str) -> str:
    """Say on which computer a file was seen."""
    return f" (on {clean(name, 60)})"


def rows(number: int) -> str:
    """Say how many rows an entry of the log came with."""
    return count(number, "row", "rows")


def status_word(analysis: Analysis | None) -> str:
    """Return the verdict, or why there is none, in a word or two."""
    if analysis is None:
        return NOT_ANALYSED
    if analysis.status == "ok" and analysis.verdict is not None:
        return VERDICT_WORDS[analysis.verdict]
    return STATUS_WORDS.get(analysis.status, NOT_ANALYSED)


def conclusion(key: str) -> str:
    """Return the words of an analyst's conclusion."""
    return CONCLUSIONS.get(key, key)


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
