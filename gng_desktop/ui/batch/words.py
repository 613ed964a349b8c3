"""What the table says of a row, and sentences of the scan put into the window's words."""

from __future__ import annotations

import math
import re

from gng_desktop.ui.evidence.words import WORDS
from gng_desktop.ui.kit.language import QT_TR_NOOP, local, number, tr
from gng_desktop.ui.kit.row_store import State

STATUSES: dict[State, str] = {
    "generated": QT_TR_NOOP("OK"),
    "inconclusive": QT_TR_NOOP("OK"),
    "real": QT_TR_NOOP("OK"),
    "not_applicable": QT_TR_NOOP("Not applicable"),
    "error": QT_TR_NOOP("Error"),
}
WORK = (QT_TR_NOOP("Loading the models"), QT_TR_NOOP("Writing the CSV"))
"""What a scan says it is doing."""
_LISTING = re.compile(r"Listing files, ([\d,]+) found")


def state_word(state: State) -> str:
    """Return the word of a state: its verdict, or why there is none."""
    return tr(STATUSES[state] if state == "error" else WORDS[state])


def verdict_word(state: State) -> str:
    """Return the verdict of a state; a dash where there is none."""
    return "—" if state in ("not_applicable", "error") else tr(WORDS[state])


def shift_text(first: float, second: float) -> str:
    """Return what the background does to a score, with its sign; a dash without two scores."""
    if math.isnan(first) or math.isnan(second):
        return "—"
    shift = round(first - second, 2)
    return number(shift, "+.2f" if shift else "z.2f").replace("-", "−")


def work_words(text: str) -> str:
    """Return what a scan says it is doing in the user's language."""
    if listing := _LISTING.fullmatch(text):
        return tr("Listing files: {count} found", count=local(listing[1]))
    return tr(text)


def duration(seconds: float) -> str:
    """Return a time as "12 min 30 s"."""
    whole = round(seconds)
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return tr("{hours} h {minutes} min", hours=hours, minutes=minutes)
    if minutes:
        return tr("{minutes} min {seconds} s", minutes=minutes, seconds=rest)
    return tr("{seconds} s", seconds=number(seconds, ".1f") if seconds < 10 else whole)
