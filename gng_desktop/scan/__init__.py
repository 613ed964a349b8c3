"""Whole folders: every file analysed, one CSV with a row for each, resumable at any time."""

from __future__ import annotations

from gng_desktop.core.errors import PlainError

TICK = 0.1
"""Longest time without a word, s, as far as the disk or the cluster answers."""


class ScanError(PlainError):
    """A scan cannot begin or go on; the text is one sentence for the user."""


class BusyError(ScanError):
    """Another program is at the same scan."""
