"""Long work that tells how far it is: generators that yield `Progress` and return their result."""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeVar

from gng_desktop.progress import Progress

T = TypeVar("T")
Steps = Generator[Progress, None, T]
"""Yields progress, returns the result; closing it ends the work."""

PART = 4
"""Images between two places to stop at: finding a face takes some 150 ms, and ONNX Runtime is given
as many at once in any case."""
