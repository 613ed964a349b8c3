"""Python's collector of cycles, in the GUI thread alone."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

EVERY_MS = 100
LIMITS = 700, 2, 3
"""A generation is collected above so many objects, or collections of the one below."""
IMPORTED = 5_000
"""More new objects than this, beside new modules, are taken to be those of the modules."""
_held: WeakKeyDictionary[QWidget, set[QWidget]] = WeakKeyDictionary()
"""By window, what Python knows of its parts; see `hold`."""


def freeze() -> None:
    """Let the collector pass over all that is in use now, but for what it can free quickly."""
    if gc.get_count()[0] < IMPORTED:
        gc.collect(1)
    gc.freeze()


def hold(widget: QWidget) -> QWidget:
    """Keep Python's side of `widget` as long as that of its window, and return it.

    What ``parentWidget`` and ``nextInFocusChain`` return of Qt's own making (a header, a view's
    viewport) hangs together in cycles; once nobody else has it, the collector would destroy the
    widgets themselves.
    """
    _held.setdefault(widget.window(), set()).add(widget)
    return widget


def ancestors(widget: QWidget) -> Iterator[QWidget]:
    """Yield the parents of `widget`, the nearest first."""
    parent = widget.parentWidget()
    while parent is not None:
        yield hold(parent)
        parent = parent.parentWidget()


class GarbageCollector(QObject):
    """Collect cycles between the GUI thread's events, and nowhere else.

    Python collects in whatever thread allocates. A widget in a cycle that a worker's thread frees
    is destroyed under the hands of the GUI thread, which then crashes. Python's own way of
    collecting comes back when `parent` goes.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        parent.destroyed.connect(lambda: gc.enable())
        self._modules = len(sys.modules)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(EVERY_MS)

    def collect(self) -> None:
        """Collect the oldest generation whose limit is exceeded.

        What a newly imported library brings stays: it is never walked through. Matplotlib's
        76,000 objects took the collector, and with it the window, 50 ms.
        """
        if len(sys.modules) != self._modules:
            self._modules = len(sys.modules)
            freeze()
            return
        reached = [
            generation
            for generation, (count, limit) in enumerate(zip(gc.get_count(), LIMITS, strict=True))
            if count > limit
        ]
        if reached:
            gc.collect(reached[-1])
