"""Drives the program through its own main, as an analyst would."""

import gc
import os
import sys
import threading
import time
import traceback
from collections import deque

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, QRect, QSettings, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QKeySequence, QPainter, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gng_desktop.__main__ import main
from gng_desktop.analysis.pipeline import Analyser
from gng_desktop.analysis.result import Views
from gng_desktop.imaging.sample import sample_path
from gng_desktop.modelstore import search_path
from gng_desktop.modelstore.inventory import shipped_folder
from gng_desktop.ui.main_window import MainWindow

LONGEST = 120.0
"""How long a step may take on a busy machine, s."""
BLOCKED = 0.050
"""How long the GUI thread may be busy with one event, s of CPU time on a desktop computer."""
DESKTOP = 0.0031
"""What a desktop computer takes for `work`, s of CPU time."""
WORDS = "Both classifiers see a generated face. " * 12


def work():
    """Do what a window does most, always the same: break a text into lines and draw it."""
    paper = QImage(400, 300, QImage.Format.Format_RGB32)
    for narrower in range(20):
        painter = QPainter(paper)
        painter.drawText(QRect(0, 0, 400 - narrower, 300), Qt.TextFlag.TextWordWrap, WORDS)
        painter.end()


def slowness():
    """How many times slower than a desktop computer this machine is at the moment, at least 1.

    Two busy neighbours on one core halve the speed of each, in CPU time too, and a rented core may
    be slow anyway; neither is the window's doing.
    """
    took = []
    for _ in range(3):
        begun = time.thread_time()
        work()
        took.append(time.thread_time() - begun)
    return max(1.0, sorted(took)[1] / DESKTOP)


class Watchdog:
    """Measures, between two beats of a timer, how long the GUI thread itself was computing."""

    def __init__(self):
        self.worst, self.where = 0.0, ""
        self._slowness = deque([slowness()], maxlen=6)
        self._due = 0.0
        self.step = "start"
        self._last = None
        self.timer = QTimer()
        self.timer.setTimerType(Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self._beat)
        self.timer.start(1)

    def _beat(self):
        took = 0.0 if self._last is None else time.thread_time() - self._last
        # A core's speed changes within milliseconds: the slowest of the last moments counts.
        if took > BLOCKED / 2 or time.monotonic() > self._due:
            self._slowness.append(slowness())
            self._due = time.monotonic() + 0.5
        took /= max(self._slowness)
        if took > self.worst:
            self.worst, self.where = took, self.step
        self._last = time.thread_time()

    def forgive(self):
        """Leave out what the test itself does, such as looking at screenshots."""
        self._last = time.thread_time()


class Analyst:
    """Drives a window by a generator of steps, each of which yields what it waits for."""

    def __init__(self, steps):
        self._make = steps
        self._steps = None
        self._until = None
        self._deadline = 0.0
        self.problem = ""
        self.done = False
        # What hundreds of other tests left behind is not the window's to sweep up.
        gc.collect()
        gc.freeze()
        self.watchdog = Watchdog()
        self._timer = QTimer()
        self._timer.timeout.connect(self._tick)
        self._timer.start(5)

    def _window(self):
        found = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
        return next((w for w in found if w.isVisible()), None)

    def _tick(self):
        try:
            self._go_on()
        except StopIteration:
            self.done = True
            self._end()
        except BaseException:
            self.problem = traceback.format_exc()
            self._end()

    def _go_on(self):
        if self._steps is None:
            window = self._window()
            if window is None:
                return
            self._steps = self._make(window, self.watchdog)
        if self._until is not None:
            if not self._until():
                if time.monotonic() > self._deadline:
                    raise TimeoutError(f"waited too long after: {self.watchdog.step}")
                return
            self._until = None
        self._deadline = time.monotonic() + LONGEST
        step = next(self._steps)
        self.watchdog.step, self._until = step

    def _end(self):
        self._timer.stop()
        self.watchdog.timer.stop()
        gc.unfreeze()
        window = self._window()
        if window is not None:
            window.notes.drafts.clear()
            window.close()
        elif not self.done:
            # Never twice: a second request to quit would end the loops of later tests at once.
            QApplication.quit()


@pytest.fixture
def isolated(qapp, tmp_path, monkeypatch):
    """No setting, cache or decision of the user is read or written."""
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    native, user = QSettings.Format.NativeFormat, QSettings.Scope.UserScope
    before = QSettings(native, user, "x").fileName()
    QSettings.setPath(native, user, str(tmp_path / "config"))
    yield tmp_path
    QSettings.setPath(native, user, before.rsplit("/", 1)[0])


@pytest.fixture
def start(isolated, monkeypatch):
    """Starts the program with arguments and lets the analyst work until the end."""

    def run(steps, *arguments):
        monkeypatch.setattr(sys, "argv", ["gng-desktop", *map(str, arguments)])
        threads = set(threading.enumerate())
        analyst = Analyst(steps)

        def leave(status):
            raise AssertionError(analyst.problem or "threads of the program did not end in time")

        # With threads left the program ends its process, here that of all tests, with status 0.
        monkeypatch.setattr(os, "_exit", leave)
        assert main() == 0
        assert not analyst.problem, analyst.problem
        assert analyst.done, "the window was closed before the last step"
        left = set(threading.enumerate()) - threads
        assert not {t for t in left if t.is_alive() and not t.daemon}
        return analyst

    return run


@pytest.fixture(scope="session")
def shipped_models():
    """The shipped models as the program opens them, loaded once."""
    return Analyser.open(shipped_folder(), "auto")


@pytest.fixture
def loaded_once(shipped_models, monkeypatch):
    """Spare starts of the program the loading of the shipped models, in what they open alone.

    `tests.ui.test_program` starts it without.
    """
    load = Analyser.open

    def opened(models=None, device="auto", threads=None, fast=False):
        alone = [path for path in search_path(models) if path.exists()] == [shipped_folder()]
        if alone and (device, threads, fast) == ("auto", None, False):
            return shipped_models
        return load(models, device, threads, fast)

    monkeypatch.setattr(Analyser, "open", opened)


@pytest.fixture
def portrait(tmp_path):
    """A face of 512 x 512 px."""
    path = sample_path(tmp_path / "source")
    Image.open(path).convert("RGB").resize((512, 512)).save(tmp_path / "portrait.png")
    return tmp_path / "portrait.png"


def click_on(window, key):
    button = window.menus.toolbar.widgetForAction(window.commands[key])
    assert button is not None and button.isEnabled(), key
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def type_keys(widget, keys):
    """Press keys in a widget, as a keyboard does.

    Those of a command that is not enabled do nothing, and what they should bring would be waited
    for in vain.
    """
    commands = widget.window().commands
    meant = [commands[spec.key] for spec in commands]
    meant = [action for action in meant if QKeySequence(keys) in action.shortcuts()]
    assert all(action.isEnabled() for action in meant), f"{keys} cannot be used now"
    QTest.keySequence(widget, keys)


def stroke(window, *places):
    """Draw on the pane in use, from place to place; shares of the part that was analysed."""
    canvas, view, left = window.panes.active.canvas, window.panes.view, Qt.MouseButton.LeftButton
    box = window.panes.scene.views.analysed
    corner, scale = view.image_rect(canvas.size()).topLeft(), view.scale(canvas.size())
    spots = [
        (QPointF(box.x + x * box.width, box.y + y * box.height) * scale + corner).toPoint()
        for x, y in places
    ]
    QTest.mousePress(canvas, left, pos=spots[0])
    for spot in spots[1:]:
        QTest.mouseMove(canvas, spot - QPoint(1, 1))
        QTest.mouseMove(canvas, spot)
    QTest.mouseRelease(canvas, left, pos=spots[-1])


def erase(window):
    """Erase a part of the mask in the middle; to and fro, as small holes of a mask are closed."""
    window.panes.use_panes(1)
    window.panes.active.show_view("segmentation")
    window.commands["eraser"].trigger()
    yield "laid out", lambda: window.panes.active.canvas.width() > 400
    stroke(window, *((0.45 + n / 100, 0.42 + 0.08 * (n % 2)) for n in range(10)))
    yield "erased", lambda: window.commands["analyse_mask"].isEnabled()
    window.commands["analyse_mask"].trigger()


def emitted(signal):
    """What a signal says from now on: its value, or a tuple of its values."""
    found = []
    signal.connect(lambda *values: found.append(values[0] if len(values) == 1 else values))
    return found


def pixels(widget):
    """What a widget shows, int (H, W, 3)."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    rows = rows[:, : 3 * image.width()]
    return rows.reshape(image.height(), image.width(), 3).astype(int)


def contrast(a: QColor, b: QColor) -> float:
    """WCAG contrast ratio."""

    def luminance(colour):
        parts = np.array(colour.getRgbF()[:3])
        linear = np.where(parts <= 0.03928, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
        return float(linear @ [0.2126, 0.7152, 0.0722])

    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def views_of(rgb, mask=None, box=None):
    """Views of a picture, by default without a face."""
    mask = np.zeros((8, 8), np.uint8) if mask is None else mask
    small = np.zeros((8, 8, 3), np.uint8)
    return Views(rgb=rgb, network_rgb=small, network_stripped=small, network_mask=mask, box=box)


def wheel(widget, spot, delta):
    """Turn the wheel over a place of a widget; return whether that was taken."""
    none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    place = QPointF(*spot)
    everywhere = place, widget.mapToGlobal(place), QPoint(), QPoint(0, delta)
    event = QWheelEvent(*everywhere, *none, False)
    QApplication.sendEvent(widget, event)
    return event.isAccepted()
