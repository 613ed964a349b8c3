"""Whether a file says of itself that a generator made it: one word for tables, one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from gng_desktop.imaging.provenance.credentials import Credentials
from gng_desktop.imaging.provenance.traces import States, Trace

Word = States | Literal[""]

_ORDER: tuple[States, ...] = ("generated", "partly_generated", "possibly_generated")
_SAYS = {
    "generated": "was made by an image generator",
    "partly_generated": "was made in part by an image generator",
    "possibly_generated": "was possibly made by an image generator",
}


class Flag(NamedTuple):
    """What a file says of itself; anyone can write it, and it enters no score.

    Attributes
    ----------
    word : {"generated", "partly_generated", "possibly_generated", ""}
        "" where nothing was found, which proves nothing.
    sentence : str
        Who says so and where; "" with an empty word.
    trailing : tuple of str
        A sentence for each piece of data after the end of the image, but for padding and for
        pictures that the file itself announces.
    """

    word: Word
    sentence: str
    trailing: tuple[str, ...] = ()


def provenance_flag(credentials: Credentials, traces: Sequence[Trace]) -> Flag:
    """Return what Content Credentials and metadata say of a generator, the strongest word first."""
    stated = credentials.states
    words = [stated] if stated else []
    words += [trace.states for trace in traces]
    if not words:
        return Flag("", "")
    word = min(words, key=_ORDER.index)
    if stated == word:
        holds = "" if credentials.state in ("valid", "trusted") else ", which are not valid,"
        who = f"The Content Credentials{holds} state"
        why = credentials.statement
    else:
        first = next(trace for trace in traces if trace.states == word)
        who, why = "The file's metadata state", first.what[:1].lower() + first.what[1:].rstrip(".")
    others = len(words) - 1
    more = f" (and {others} more trace{'s' if others > 1 else ''})" if others else ""
    return Flag(word, f"{who} that the image {_SAYS[word]}: {why}{more}.")
