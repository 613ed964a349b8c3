"""When something happened, as every record of the program states it."""

from __future__ import annotations

from datetime import UTC, datetime


def now(to: str = "seconds") -> str:
    """Return the time as ISO 8601, UTC, to the second or as `datetime.isoformat` names it."""
    return datetime.now(UTC).isoformat(timespec=to)
