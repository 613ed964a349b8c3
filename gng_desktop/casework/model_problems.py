"""The models of a command line opened, and the sentences on those found and not used."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from gng_desktop.core.text import printable

if TYPE_CHECKING:
    from gng_desktop.analysis.pipeline import Analyser


def opened(options: argparse.Namespace) -> Analyser:
    """Return an analyser with the models and deciding detectors asked for; say its problems."""
    from gng_desktop.analysis.pipeline import Analyser

    fast = getattr(options, "fast", False)
    analyser = Analyser.open(options.models, options.device, None, fast)
    if deciding := getattr(options, "deciding", None):
        analyser = analyser.with_deciding(deciding)
    warn(analyser.problems)
    return analyser


def warn(problems: Iterable[str]) -> None:
    """Say each problem on standard error."""
    for problem in problems:
        print(f"Warning: {printable(problem)}", file=sys.stderr)
