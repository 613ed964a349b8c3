"""The window that `docs.screenshots` takes pictures of."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QWidget

from gng_desktop.casework.decisions import DecisionStore
from gng_desktop.imaging.sample import sample_path
from gng_desktop.ui.image import jobs
from gng_desktop.ui.main_window import MainWindow

PATIENCE = 900.0
"""Longest wait for one state, s."""


class Studio:
    """One window and what is needed to bring it into a state.

    Parameters
    ----------
    place : Path
        Empty; the images, settings and decisions of this studio.
    size : tuple of int
        Of the window, px.
    theme : {"Light", "Dark"}
    """

    def __init__(self, place: Path, size: tuple[int, int], theme: str) -> None:
        self.place = place
        self.portrait = sample_path(place)
        settings = QSettings(str(place / "settings.ini"), QSettings.Format.IniFormat)
        store = DecisionStore(place / "decisions")
        self.window = MainWindow(jobs.Computing().open, settings, store)
        self.window.settings.set("theme", theme)
        self.window.notes.set_analyst("A. Analyst")
        self.window.resize(*size)
        self.window.show()
        self.wait(lambda: self.window.session.analyser is not None)

    def wait(self, until: Callable[[], object]) -> None:
        """Let the window work until `until` holds, then until it is drawn."""
        end = time.monotonic() + PATIENCE
        while not until():
            if time.monotonic() > end:
                raise TimeoutError("the window did not get into that state")
            QApplication.processEvents()
            time.sleep(0.005)
        for _ in range(30):
            QApplication.processEvents()
            time.sleep(0.01)

    def open(self, path: Path | None = None) -> None:
        """Open an image, the portrait if none is named, and wait for all that is read of it."""
        self.window.opening.open_image(path or self.portrait)
        session = self.window.session
        self.wait(lambda: session.found is not None and session.found.provenance is not None)

    def explain(self, method: str, evaluations: int = 500) -> None:
        """Explain the image in view."""
        controls = self.window.explanation.controls
        controls.method, controls.evaluations = method, evaluations
        self.window.explain()
        session = self.window.session
        self.wait(lambda: not session.jobs.busy and session.testable())
        # The time it took tells more of what else the machine does.
        self.window.status_text.clear()

    def close(self) -> None:
        """Close the window, whatever runs or is not recorded in it."""
        self.window.close_unasked()


def windows_over(window: MainWindow) -> Iterator[QWidget]:
    """Yield dialogs and popups over `window`."""
    for widget in QApplication.topLevelWidgets():
        if widget is not window and widget.isVisible() and widget.parentWidget() is window:
            yield widget
