"""Foreign texts made safe to show; the program's own texts marked for translation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence


def N_(text: str) -> str:
    """Return `text`, marked where it is written: the window looks it up in the user's language.

    As with gettext's own function of this name, nothing is translated here; ``pyside6-lupdate``
    finds the literal.
    """
    return text


def listed(words: Sequence[str], joint: str = "and") -> str:
    """Return one or more words as in a sentence: ``"a, b and c"``."""
    *others, last = words
    return f"{', '.join(others)} {joint} {last}" if others else last


def printable(text: object) -> str:
    """Return `text`, a path for one, fit for one line of a terminal.

    Line breaks, control sequences and bytes that are no UTF-8, all of which occur in file names,
    become backslash escapes.
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in str(text))


def capital(words: str) -> str:
    """Return `words` with a capital in front."""
    return words[:1].upper() + words[1:]


def count(number: int, one: str, many: str) -> str:
    """Return a number and what is counted, in English."""
    return f"{number:,} {one if number == 1 else many}"


def decimals(score: float | None, limits: Iterable[float]) -> int:
    """Return how many decimals, 2 to 4, show on which side of each of its limits a score lies."""
    if score is None:
        return 2
    ends = [end for end in limits if 0 < end < 1]
    enough = (n for n in (2, 3) if all(f"{score:.{n}f}" != f"{end:.{n}f}" for end in ends))
    return next(enough, 4)


# Control characters, marks that turn or hide text, tags, and bytes that are no UTF-8.
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_HIDDEN_BUT_BREAKS = re.compile(rf"(?![\n\t]){_HIDDEN.pattern}")


def visible(text: object, breaks: bool = False) -> str:
    """Return `text` with everything that would hide, turn or break it as an escape.

    Parameters
    ----------
    text : object
        Of a stranger: a path, a name, what a file says.
    breaks : bool
        Leave line breaks and tabs as they are; otherwise the result is one line.

    Returns
    -------
    str
        For example ``photo\u202egnp.exe`` for a name that would be shown as "photoexe.png".
    """
    found = _HIDDEN_BUT_BREAKS if breaks else _HIDDEN
    return found.sub(lambda one: one.group().encode("unicode_escape").decode(), str(text))
