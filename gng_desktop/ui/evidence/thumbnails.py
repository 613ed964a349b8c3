"""Thumbnails of the rows in view, loaded on a thread of their own and held for a while."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.workers import JobRunner, Steps, UserError
from gng_desktop.ui.panes.pictures import to_qimage

log = logging.getLogger(__name__)

MOST = 2_000
"""Most thumbnails held; at 72 px square 40 MB."""


class Requests:
    """Thumbnails asked for; filled on the GUI thread, emptied on a worker's."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sides: dict[Path, int] = {}

    def add(self, path: Path, side: int) -> None:
        with self._lock:
            self._sides[path] = side

    def keep(self, paths: Collection[Path]) -> list[Path]:
        """Drop all but `paths`; return what was dropped."""
        with self._lock:
            dropped = [path for path in self._sides if path not in paths]
            for path in dropped:
                del self._sides[path]
        return dropped

    def next(self) -> tuple[Path, int] | None:
        """Return path and side of what was asked for first, None if nothing is."""
        with self._lock:
            path = next(iter(self._sides), None)
            return None if path is None else (path, self._sides.pop(path))

    def __bool__(self) -> bool:
        with self._lock:
            return bool(self._sides)


class Thumbnails(QObject):
    """Loads a thumbnail when a row that is painted asks for it.

    Requests are served in the order painted; those of rows no longer in view are dropped, so
    that what is in view never waits for what has been scrolled past. `stored` reads the preview
    that a case has of an image, for evidence that is not on this machine.
    """

    ready = Signal(object)  # Path: `get` now has an answer for it

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.runner = JobRunner(self)
        self.runner.busy_changed.connect(self._on_busy)
        self.stored: dict[Path, Callable[[], bytes]] = {}
        self._side = 0
        self._requests = Requests()
        self._pixmaps: OrderedDict[Path, QPixmap] = OrderedDict()
        self._asked: set[Path] = set()

    def __len__(self) -> int:
        return len(self._pixmaps)

    def get(self, path: Path, side: int) -> QPixmap | None:
        """Return the thumbnail of `path`, at most `side` px a side.

        None: not loaded yet, and asked for now. A null pixmap: the file cannot be shown.
        """
        if side != self._side:
            # The window came onto a screen of another pixel ratio.
            self._side = side
            self._pixmaps.clear()
            self._asked.clear()
        found = self._pixmaps.get(path)
        if found is not None:
            self._pixmaps.move_to_end(path)
            return found
        if path not in self._asked:
            self._asked.add(path)
            self._requests.add(path, side)
        if not self.runner.busy:
            self._start()
        return None

    def keep(self, paths: Collection[Path]) -> None:
        """Drop all requests but those of `paths`, the rows in view."""
        self._asked.difference_update(self._requests.keep(paths))

    def forget(self, paths: Iterable[Path]) -> None:
        """Read `paths` again when they are next painted."""
        for path in paths:
            self._pixmaps.pop(path, None)
            self._asked.discard(path)

    def _start(self) -> None:
        self.runner.start(load(self._requests, self.stored), tr("The preview"), self._on_loaded)

    def _on_busy(self, busy: bool) -> None:
        # A job ends when nothing is asked for; something may be by the time that is heard.
        if not busy and self._requests:
            self._start()

    def _on_loaded(self, loaded: tuple[Path, QImage, int]) -> None:
        path, image, side = loaded
        if side != self._side or path not in self._asked:
            return
        self._asked.discard(path)
        self._pixmaps[path] = QPixmap.fromImage(image)
        if len(self._pixmaps) > MOST:
            self._pixmaps.popitem(last=False)
        self.ready.emit(path)


def load_stored(read: Callable[[], bytes]) -> Steps:
    """Yield the pixels of a preview that a case has, (H, W, 3) uint8."""
    from gng_desktop.casework.case.connection import CaseError
    from gng_desktop.imaging.reading import ImageError, decode_image

    try:
        yield decode_image(read()).rgb
    except (CaseError, ImageError, KeyError) as error:
        raise UserError(str(error)) from error


def load(requests: Requests, stored: Mapping[Path, Callable[[], bytes]]) -> Steps:
    """Yield (path, image, side) for each request, a null image where there is none to show."""
    from gng_desktop.imaging.reading import ImageError
    from gng_desktop.imaging.thumbnails import thumbnail

    while (request := requests.next()) is not None:
        path, side = request
        try:
            source = stored[path]() if path in stored and not path.exists() else path
            image = to_qimage(thumbnail(source, side))
        except ImageError:
            image = QImage()
        except Exception:
            # One odd file must not end the others' loading; its row shows it as broken.
            log.exception("no preview of %s", path)
            image = QImage()
        yield path, image, side
