"""Whole folders: every file analysed, one CSV with a row for each, resumable at any time."""

from __future__ import annotations

from gng_desktop.core.errors import PlainError


class ScanError(PlainError):
    """A scan cannot begin or go on; the text is one sentence for the user."""


class BusyError(ScanError):
    """Another program is at the same scan."""
