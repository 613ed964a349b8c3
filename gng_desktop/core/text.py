"""Texts of others on one line."""

from __future__ import annotations


def printable(text: object) -> str:
    """Return `text`, a path for one, fit for one line of a terminal.

    Line breaks, control sequences and bytes that are no UTF-8, all of which occur in file names,
    become backslash escapes.
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in str(text))
