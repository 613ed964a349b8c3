"""Images named by the first digits of their SHA-256."""

from __future__ import annotations

import string
from collections.abc import Iterable

LEAST = 6
"""Digits that are enough to name an image."""


def beginning_with(named: str, hashes: Iterable[str]) -> set[str]:
    """Return those of `hashes`, lower case, that begin with `named`; none for under `LEAST`."""
    digits = named.lower()
    return {sha256 for sha256 in hashes if len(digits) >= LEAST and sha256.startswith(digits)}


def needs_more(named: str) -> str:
    """Return the sentence on what may be a SHA-256 but is too short for it; "" for all else."""
    if 0 < len(named) < LEAST and set(named) <= set(string.hexdigits):
        return f"A SHA-256 can be shortened to its first {LEAST} digits, not further."
    return ""
