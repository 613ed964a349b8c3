"""When something happened, as every record of the program states it."""

from __future__ import annotations

import os
from datetime import UTC, datetime


def now(to: str = "seconds") -> str:
    """Return the time as ISO 8601, UTC, to the second or as `datetime.isoformat` names it."""
    return datetime.now(UTC).isoformat(timespec=to)


def changed_since(path: str | os.PathLike[str], since: float) -> bool:
    """Tell by its times whether a file was changed after `since`, s since 1970, or was replaced.

    False for one that cannot be found: it may be on a disk taken out.
    """
    try:
        found = os.stat(path)  # noqa: PTH116
    except (OSError, ValueError):
        return False
    return max(found.st_mtime, found.st_ctime) > since
