"""Lets a script see what the window that it started does, as those in ``packaging/`` do."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication

from gng_desktop.ui.kit.widgets import delay

if TYPE_CHECKING:
    from gng_desktop.explain.methods import Explained
    from gng_desktop.ui.main_window import MainWindow

VARIABLE = "GNG_DESKTOP_WATCH"
"""Of the environment: a JSON object of `Watched`'s ``folder``, ``seconds`` and ``explain``."""


class Watched(QObject):
    """Notes when things are seen; after a while takes a picture and closes the window.

    Parameters
    ----------
    folder : Path
        Takes ``window.png`` and ``times.json``: when the window was drawn for the first time, when
        the first verdict stood in it and when its maps were complete, in seconds since the epoch,
        null for never.
    seconds : float
        How long the window stays open.
    explain : str
        Key of the method to explain the first verdict by; the window then closes as soon as that
        is done. "" for none.
    """

    def __init__(self, window: MainWindow, folder: Path, seconds: float, explain: str = "") -> None:
        super().__init__(window)
        self._window, self._folder, self._explain = window, folder, explain
        self.times: dict[str, float | None] = {"drawn": None, "verdict": None, "explained": None}
        window.installEventFilter(self)
        window.session.analysed.connect(self._on_analysed)
        window.session.explained.connect(self._on_explained)
        self._timer = delay(self, round(1000 * seconds), self._end)
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            QTimer.singleShot(0, self, lambda: self._note("drawn"))
        return False

    def _on_analysed(self) -> None:
        # Drawn now, not when it is its turn.
        self._window.repaint()
        self._note("verdict")
        if self._explain:
            self._window.explanation.controls.method, self._explain = self._explain, ""
            QTimer.singleShot(0, self, self._window.explain)

    def _on_explained(self, explained: Explained) -> None:
        if explained.complete:
            self._window.repaint()
            self._note("explained")
            self._timer.start(0)

    def _note(self, what: str) -> None:
        if self.times[what] is None:
            self.times[what] = time.time()

    def _end(self) -> None:
        self._window.grab().save(str(self._folder / "window.png"))
        found = {**self.times, "platform": QGuiApplication.platformName()}
        (self._folder / "times.json").write_text(json.dumps(found), encoding="utf-8")
        self._window.close()


def watch(window: MainWindow) -> None:
    """Watch a window if the environment asks for it."""
    if text := os.environ.get(VARIABLE):
        wish = json.loads(text)
        folder, seconds = Path(wish["folder"]), float(wish["seconds"])
        Watched(window, folder, seconds, wish.get("explain", ""))
