"""What is said of models that were found and not used, wherever results are written."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from gng_desktop.core.text import printable


def warn(problems: Iterable[str]) -> None:
    """Say each problem on standard error."""
    for problem in problems:
        print(f"Warning: {printable(problem)}", file=sys.stderr)
