"""What the window adds to an analysis, and what a frame of a large image costs.

``./gng bench`` includes it; ``python -m benchmarks.window`` measures it alone, without a screen.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import cv2
import numpy as np
from PIL import Image
from PySide6.QtCore import QEventLoop, QPointF, QSettings, QSizeF
from PySide6.QtWidgets import QApplication

from benchmarks.common import OURS, Row, clock, rounds, typical
from gng_desktop.analysis.pipeline import Analyser
from gng_desktop.casework.decisions import DecisionStore
from gng_desktop.imaging.sample import sample_path
from gng_desktop.ui.app import make_application
from gng_desktop.ui.main_window import MainWindow

ROUNDS = 15
LARGE = 10_000
"""Side of the large image, px."""


class OpenWindow:
    """A window on an analyser that is loaded already."""

    def __init__(self, analyser: Analyser, place: Path) -> None:
        make_application(["bench"])
        settings = QSettings(str(place / "settings.ini"), QSettings.Format.IniFormat)
        self.window = MainWindow(lambda: analyser, settings, DecisionStore(place / "decisions"))
        self.window.resize(1280, 800)
        self.window.show()
        self.until(lambda: self.window.session.analyser is not None)

    def until(self, holds: Callable[[], bool]) -> None:
        """Let the window work until `holds`; between events it sleeps, as in use."""
        if holds():
            return
        loop, session = QEventLoop(), self.window.session

        def look() -> None:
            if holds():
                loop.quit()

        for signal in (session.opened, session.state_changed):
            signal.connect(look)
        loop.exec()
        for signal in (session.opened, session.state_changed):
            signal.disconnect(look)

    def open(self, path: Path) -> None:
        """Open an image and return when its verdict is drawn."""
        found = self.window.session.found
        self.window.open_image(path)
        self.until(lambda: self.window.session.found is not found)
        # What was asked to be drawn is drawn by the events now waiting.
        QApplication.processEvents()

    def rest(self) -> None:
        """Wait until nothing runs any more."""
        runners = self.window.session.runners
        self.until(lambda: not any(runner.busy for runner in runners))


def median_ms(calls: list[Callable[[], Any]], after: Callable[[], None]) -> float:
    """Return the median time of `calls`, ms; what `after` does is not counted."""
    times = []
    for call in calls:
        start = clock()
        call()
        times.append(1000 * (clock() - start))
        after()
    return typical(times)


def opening_ms(analyser: Analyser, place: Path) -> tuple[float, float]:
    """Return ms of an analysis alone, and of opening the same image in the window until drawn."""
    paths = [place / f"{name}.png" for name in "ab"]
    portrait = Image.open(sample_path(place)).convert("RGB").resize((512, 512))
    for path in paths:
        portrait.save(path)
    opened = OpenWindow(analyser, place)
    order = [paths[number % 2] for number in range(rounds(ROUNDS) + 2)]
    alone, shown = [], []
    for path in order:
        alone.append(median_ms([lambda p=path: analyser.analyse(p)], lambda: None))  # type: ignore[misc]
        shown.append(median_ms([lambda p=path: opened.open(p)], opened.rest))  # type: ignore[misc]
    opened.window.close()
    # The first two warm up.
    return typical(alone[2:]), typical(shown[2:])


def frame_ms(analyser: Analyser, place: Path) -> tuple[float, float]:
    """Return ms of a frame of six panes while a 512 px and a `LARGE` px image are dragged."""
    found = []
    for side in (512, LARGE):
        portrait = np.asarray(Image.open(sample_path(place)).convert("RGB"))
        path = place / f"{side}.jpg"
        Image.fromarray(cv2.resize(portrait, (side, side))).save(path, quality=80)
        opened = OpenWindow(analyser, place / str(side))
        opened.open(path)
        opened.rest()
        panes = opened.window.panes
        size = QSizeF(panes.active.canvas.size())
        panes.view.zoom_at(size, QPointF(90, 90), 6)
        QApplication.processEvents()

        def drag(step: float) -> None:
            panes.view.pan(size, QPointF(step, step))  # noqa: B023
            QApplication.processEvents()

        moves: list[Callable[[], Any]] = [partial(drag, (-1) ** n * 5.0) for n in range(ROUNDS)]
        found.append(median_ms(moves, lambda: None))
        opened.window.close()
    return found[0], found[1]


def window_rows(bench: Any) -> Iterator[Row]:
    """Yield the rows of ``./gng bench``."""
    analyser = bench.analysers[OURS]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        alone, shown = opening_ms(analyser, place)
        what = "a 512 x 512 image, warm"
        yield what, "analysis alone", alone, 1.0
        yield what, "from opening to the verdict drawn in the window", shown, shown / alone
        small, large = frame_ms(analyser, place)
        what = "a frame of six panes, dragged"
        yield what, "512 x 512 px", small, 1.0
        yield what, f"{LARGE:,} x {LARGE:,} px", large, large / small


if __name__ == "__main__":
    from types import SimpleNamespace

    made = SimpleNamespace(analysers={OURS: Analyser.open(device="cpu")})
    for row in window_rows(made):
        print(row)
