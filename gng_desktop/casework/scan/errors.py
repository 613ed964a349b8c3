"""What ends a scan."""

from __future__ import annotations


class ScanError(Exception):
    """A scan cannot begin or go on; the text is one sentence for the user."""


class BusyError(ScanError):
    """Another program is at the same scan."""
