"""Decisions kept in a case instead of the user's own folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gng_desktop.casework.case.connection import CaseError, reading
from gng_desktop.casework.case.store import Case
from gng_desktop.casework.decisions import Decision, DecisionError

_SHA256 = re.compile(r"[0-9a-f]{64}")


class CaseDecisions:
    """What `gng_desktop.casework.decisions.DecisionStore` does, in a case.

    Parameters
    ----------
    case : Case
    """

    def __init__(self, case: Case) -> None:
        self.case = case

    @property
    def folder(self) -> Path:
        """The folder of the case."""
        return self.case.path.parent

    def has(self, sha256: str) -> bool:
        """Tell whether there is a decision on an image.

        Raises
        ------
        ValueError
            If this is no SHA-256.
        DecisionError
            If the case cannot be read.
        """
        _check(sha256)
        with _told(), reading(self.case.path) as connection:
            select = "SELECT 1 FROM decisions WHERE image = ? LIMIT 1"
            return connection.execute(select, (sha256,)).fetchone() is not None

    def history(self, sha256: str) -> list[Decision]:
        """Return all decisions on an image, the earliest first; raises as `has`."""
        _check(sha256)
        with _told():
            return self.case.history(sha256)

    def warning(self, sha256: str) -> str:
        """Return "": nothing is ever set aside in a case."""
        _check(sha256)
        return ""

    def record(self, decision: Decision) -> list[Decision]:
        """Add a decision; return all on its image, the earliest first.

        Raises
        ------
        DecisionError
            If the case cannot be written; nothing is added then.
        """
        with _told():
            self.case.add_decision(decision)
        return self.history(decision.sha256)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except CaseError as error:
        raise DecisionError(str(error)) from error


def _check(sha256: str) -> None:
    if not _SHA256.fullmatch(sha256):
        raise ValueError(f"{sha256!r:.80} is no SHA-256")
