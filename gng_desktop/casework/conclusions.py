"""What an analyst may conclude and record; light, for the command line's parser."""

from __future__ import annotations

CONCLUSIONS: dict[str, str] = {
    "generated": "generated",
    "probably_generated": "probably generated",
    "undecided": "undecided",
    "probably_real": "probably real",
    "real": "real",
    "unsuitable": "unsuitable",
}
"""What may be concluded, by key; the last: the image is not suitable for a decision."""
WITHDRAWN, NOTE = "withdrawn", "note"
RECORDS = CONCLUSIONS | {WITHDRAWN: "decision withdrawn", NOTE: "note"}
"""What may be recorded: conclusions, the withdrawal of the last one, and a note without any."""
