"""The files and folders opened last."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from gng_desktop.core.text import visible
from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.plain import tip
from gng_desktop.ui.kit.workers import JobRunner, Steps

KEY = "recent"
LENGTH = 12
WIDTH = 240
"""Width at which a long name, or the folder beside it, is shortened in the menu, px."""


class Recent(QObject):
    """The last `LENGTH` paths, newest first, stored as they were given."""

    changed = Signal()

    def __init__(self, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings

    @property
    def paths(self) -> list[str]:
        stored = self._settings.value(KEY)
        # A list of one comes back from a file as a bare text.
        found = [stored] if isinstance(stored, str) else stored if isinstance(stored, list) else []
        return [str(path) for path in found if path][:LENGTH]

    def add(self, path: Path | str) -> None:
        text = str(path)
        rest = [other for other in self.paths if other != text]
        self._settings.setValue(KEY, [text, *rest][:LENGTH])
        self.changed.emit()

    def clear(self) -> None:
        """Forget all of them, on disk too."""
        self._settings.remove(KEY)
        self._settings.sync()
        self.changed.emit()


class RecentMenu(QObject):
    """Fill `menu` with the recent paths whenever it is opened; those that are gone turn grey.

    Whether a path still exists is looked up off the GUI thread, for it may lie on a drive that
    does not answer. Close `runner` with the window.
    """

    def __init__(self, menu: QMenu, recent: Recent, open_path: Callable[[Path], object]) -> None:
        super().__init__(menu)
        self.menu = menu
        self.recent = recent
        self.runner = JobRunner(self)
        self._open_path = open_path
        self._entries: dict[str, QAction] = {}
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self.fill)
        recent.changed.connect(self.fill)
        self.fill()

    def fill(self) -> None:
        """Make the entries, and look which of the paths are still there."""
        self.menu.clear()
        self._entries = {}
        paths = self.recent.paths
        for number, path in enumerate(paths, 1):
            action = self.menu.addAction(self._words(number, path))
            action.setToolTip(tip(path))
            action.triggered.connect(partial(self._open, path))
            self._entries[path] = action
        if not paths:
            self.menu.addAction(tr("Nothing opened yet")).setEnabled(False)
            self.runner.cancel()
            return
        self.menu.addSeparator()
        self.menu.addAction(tr("&Clear the list")).triggered.connect(self.recent.clear)
        self.runner.start(_present(paths), tr("The list of recent files"), self._on_present)

    def _open(self, path: str) -> None:
        self._open_path(Path(path))

    def _words(self, number: int, path: str) -> str:
        # Only ten mnemonics can be a digit: 1 to 9, and 0 for the tenth.
        digit = f"&{number}" if number < 10 else f"1&{number - 10}" if number == 10 else f"{number}"
        ends = (Path(path).name or path, str(Path(path).parent) if Path(path).name else "")
        metrics, middle = self.menu.fontMetrics(), Qt.TextElideMode.ElideMiddle
        name, folder = (metrics.elidedText(end, middle, WIDTH) for end in ends)
        words = visible(f"{name} — {folder}" if folder else name)
        return f"{digit}  {words.replace('&', '&&')}"

    def _on_present(self, found: tuple[str, bool]) -> None:
        path, there = found
        if path in self._entries and not there:
            action = self._entries[path]
            action.setEnabled(False)
            action.setToolTip(tr("{path} no longer exists", path=path))


def _present(paths: list[str]) -> Steps:
    """Yield every path and whether it is there."""
    for path in paths:
        try:
            there = Path(path).exists()
        except OSError:
            there = False
        yield path, there
