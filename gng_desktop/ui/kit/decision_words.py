"""What the analyst's records are called in the window."""

from __future__ import annotations

from gng_desktop.ui.kit.language import QT_TR_NOOP

CONCLUSION_WORDS: dict[str, str] = {
    "generated": QT_TR_NOOP("Generated"),
    "probably_generated": QT_TR_NOOP("Probably generated"),
    "undecided": QT_TR_NOOP("Undecided"),
    "probably_real": QT_TR_NOOP("Probably real"),
    "real": QT_TR_NOOP("Real"),
    "unsuitable": QT_TR_NOOP("Unsuitable"),
}
"""By the keys of `gng_desktop.casework.decisions.CONCLUSIONS`."""
RECORD_WORDS = CONCLUSION_WORDS | {
    "withdrawn": QT_TR_NOOP("Decision withdrawn"),
    "note": QT_TR_NOOP("Note"),
}
"""By the keys of `RECORDS` there."""
