"""Says when the file of the open case may have been written, by whichever program."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QFileSystemWatcher, QObject, Signal
from PySide6.QtWidgets import QWidget

from gng_desktop.ui.kit.widgets import delay

WAIT_MS = 500
"""From the last of several writings on, so that each of them is not looked at by itself."""


class CaseWatch(QObject):
    """Watches one file; looks, too, when its window is returned to: network drives do not tell."""

    written = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._path = ""
        self._files = QFileSystemWatcher(self)
        self._timer = delay(self, WAIT_MS, self._tell)
        self._files.fileChanged.connect(lambda _: self._timer.start())
        window.installEventFilter(self)

    def watch(self, path: Path | None) -> None:
        """Watch `path` in place of the file before; None for no file."""
        self._timer.stop()
        if self._files.files():
            self._files.removePaths(self._files.files())
        self._path = "" if path is None else str(path)
        if self._path:
            self._files.addPath(self._path)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate and self._path:
            self._timer.start()
        return False

    def _tell(self) -> None:
        if not self._path:  # a change noticed before is heard after the case was closed
            return
        if self._path not in self._files.files():  # one that is replaced is watched no more
            self._files.addPath(self._path)
        self.written.emit()
