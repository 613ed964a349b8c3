"""What is said of models that were found and not used, wherever results are written."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any, Protocol

from gng_desktop.core.text import printable


class Log(Protocol):
    """The part of a case that `note` writes to."""

    def log(self) -> Iterable[Any]: ...

    def remark(self, text: str) -> object: ...


def warn(problems: Iterable[str]) -> None:
    """Say each problem on standard error."""
    for problem in problems:
        print(f"Warning: {printable(problem)}", file=sys.stderr)


def note(case: Log, problems: Iterable[str]) -> None:
    """Write each problem into the log of a case, which its report prints, once."""
    problems = list(problems)
    known = {entry.what for entry in case.log()} if problems else set()
    for problem in problems:
        if problem not in known:
            case.remark(problem)
