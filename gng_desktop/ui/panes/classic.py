"""The classic views that the panes show, computed off the GUI thread when a pane asks for one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from gng_desktop.imaging.classic_catalogue import CLASSIC
from gng_desktop.ui.kit.language import QT_TR_NOOP, tr
from gng_desktop.ui.kit.workers import JobRunner, Steps, UserError
from gng_desktop.ui.panes.scene import Scene

CHANGED = QT_TR_NOOP("The file is no longer the one that was analysed; analyse it again (F5).")


class ClassicViews(QObject):
    """Compute those classic views of one image that are shown.

    `shown` returns the keys of the views that are shown now; call `look` when they change.
    """

    def __init__(
        self, scene: Scene, shown: Callable[[], Iterable[str]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._scene, self._shown = scene, shown
        self._file: tuple[Path, str, int] | None = None
        self.runner = JobRunner(self)
        self.runner.failed.connect(lambda sentence, details: self._scene.say_of_classic(sentence))

    def use_file(self, path: Path, sha256: str | None, frame: int) -> None:
        """Show picture `frame` of the file at `path` from now on, as long as its hash is this."""
        self.runner.cancel()
        self._file = None if sha256 is None else (path, sha256, frame)
        self.look()

    def look(self, *_: object) -> None:
        """Compute what is shown and missing."""
        shown = dict.fromkeys(self._shown())
        missing = [k for k in shown if k in CLASSIC and self._scene.classic(k) is None]
        if missing and self._file is not None and self._scene.views is not None:
            work = compute(*self._file, missing)
            self.runner.start(work, tr("The classic views"), self._on_found)

    def _on_found(self, found: Any) -> None:
        self._scene.show_classic(*found)


def compute(path: Path, sha256: str, frame: int, keys: list[str]) -> Steps:
    """Yield key, `Classic` and `Pyramid` of each of the classic views `keys`."""
    import hashlib

    from gng_desktop.imaging.classic_views import classic_views
    from gng_desktop.imaging.pyramid import Pyramid
    from gng_desktop.imaging.reading import read_bytes

    data = read_bytes(path)
    if hashlib.sha256(data).hexdigest() != sha256:
        raise UserError(CHANGED)
    for key, found in classic_views(data, keys, frame):
        pyramid = Pyramid(found.pixels)
        pyramid.prepare()
        yield key, found, pyramid
