"""Seconds of work, without the time a generator waits."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator


class Clock:
    """A stopwatch that runs from the start."""

    def __init__(self) -> None:
        self._spent, self._since = 0.0, time.perf_counter()

    @property
    def seconds(self) -> float:
        """Time run so far, s; to be asked while it runs."""
        return self._spent + time.perf_counter() - self._since

    @contextlib.contextmanager
    def paused(self) -> Iterator[None]:
        """Stand still within; to be put around a yield."""
        self._spent = self.seconds
        yield
        self._since = time.perf_counter()
