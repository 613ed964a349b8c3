"""Which image the background analyses next: what is in view comes first."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from gng_desktop.core.progress import Progress
from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.workers import Steps

if TYPE_CHECKING:
    from gng_desktop.analysis.pipeline import Analyser


class Waiting:
    """The images without an analysis; filled on the GUI thread, emptied on a worker's.

    An image is out only when `done` confirms it: what a cancelled job had in hand waits on.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._order: Sequence[Path] = ()
        self._cursor = 0
        self._visible: Sequence[Path] = ()
        self._todo: set[Path] = set()
        self._taken: set[Path] = set()
        self._finished = 0

    def set_paths(self, paths: Sequence[Path]) -> None:
        """Let exactly `paths` wait, in this order."""
        todo = set(paths)
        with self._lock:
            if not self._todo:  # what waits now is other work than what was done
                self._finished = 0
            self._order, self._cursor, self._todo = paths, 0, todo
            self._taken &= todo

    def show(self, paths: Sequence[Path]) -> None:
        """Put those of `paths` that wait before all others: they are in view."""
        with self._lock:
            self._visible = tuple(paths)

    def done(self, path: Path) -> None:
        """Take `path` out: its analysis has arrived."""
        with self._lock:
            self._finished += path in self._todo
            self._todo.discard(path)
            self._taken.discard(path)

    def begin(self) -> None:
        """Hand out again what was handed out to a job that is no more."""
        with self._lock:
            self._taken.clear()
            self._cursor = 0

    def next(self) -> Path | None:
        """Return the next path, None if there is none; each is handed out once."""
        with self._lock:
            path = next((path for path in self._visible if self._free(path)), None)
            # The cursor never turns back, so 50,000 picks pass 50,000 entries in all.
            while path is None and self._cursor < len(self._order):
                candidate = self._order[self._cursor]
                self._cursor += 1
                path = candidate if self._free(candidate) else None
            if path is not None:
                self._taken.add(path)
            return path

    def _free(self, path: Path) -> bool:
        return path in self._todo and path not in self._taken

    @property
    def progress(self) -> tuple[int, int]:
        """How many came before the one handed out last, since some began to wait; and all."""
        with self._lock:
            before = self._finished + max(0, len(self._taken) - 1)
            return before, self._finished + len(self._todo)

    @property
    def left(self) -> int:
        with self._lock:
            return len(self._todo) - len(self._taken)


def background(analyser: Analyser, waiting: Waiting) -> Steps:
    """Yield `Progress` and one `Analysis` after the other, without views, while any wait."""
    waiting.begin()
    while (path := waiting.next()) is not None:
        # Counted by `waiting`: an image that is opened meanwhile begins no new count.
        yield Progress(*waiting.progress, tr("Analysing {name}", name=path.name))
        yield replace(analyser.analyse(path), views=None)
