"""Pillow's warnings switched off while files are read."""

from __future__ import annotations

import contextlib
import threading
import warnings
from collections.abc import Iterator

_WARNING_MODULES = r"(PIL|gng_desktop\.imaging)\."
"""Where a warning that `quiet` keeps is said to come from."""


class _Quiet:
    """Pillow's warnings switched off while any thread is inside.

    `catch_warnings` swaps a list that all threads share: were each thread to do so for itself, one
    would put back what another has yet to undo. So the first one in sets the filter and the last
    one out takes it away, and all may decode at the same time.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside = 0
        self._filters = contextlib.ExitStack()

    def enter(self) -> None:
        with self._lock:
            if not self._inside:
                self._filters.enter_context(warnings.catch_warnings())
                # Pillow's alone: other rooms may have something to say meanwhile.
                warnings.filterwarnings("ignore", module=_WARNING_MODULES)
            self._inside += 1

    def leave(self) -> None:
        with self._lock:
            self._inside -= 1
            if not self._inside:
                self._filters.close()


_quiet = _Quiet()


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Keep Pillow's warnings of odd metadata and large images: the limits here are our own.

    Any number of threads may be inside, and a thread more than once.
    """
    _quiet.enter()
    try:
        yield
    finally:
        _quiet.leave()
