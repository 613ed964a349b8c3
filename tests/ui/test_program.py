"""Sittings from start to end: the program is started through its own main, and used."""

import gc
import json
import os
import shutil
import signal
import sys
import threading
import time
import traceback

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, QSettings, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from gng_desktop.__main__ import main
from gng_desktop.imaging.sample import sample_path
from gng_desktop.ui.main_window import MainWindow

LONGEST = 120.0
"""How long a step may take on a busy machine, s."""
BLOCKED = 0.050
"""How long the GUI thread may be busy with one event, s of its own CPU time."""


class Watchdog:
    """Measures, between two beats of a timer, how long the GUI thread itself was computing."""

    def __init__(self):
        self.worst, self.where = 0.0, ""
        self.step = "start"
        self._last = None
        self.timer = QTimer()
        self.timer.setTimerType(Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self._beat)
        self.timer.start(1)

    def _beat(self):
        now = time.thread_time()
        if self._last is not None and now - self._last > self.worst:
            self.worst, self.where = now - self._last, self.step
        self._last = now

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
        assert main() == 0
        assert not analyst.problem, analyst.problem
        assert analyst.done, "the window was closed before the last step"
        left = set(threading.enumerate()) - threads
        assert not {t for t in left if t.is_alive() and not t.daemon}
        return analyst

    return run


@pytest.fixture
def portrait(tmp_path):
    """A face of 512 x 512 px."""
    path = sample_path(tmp_path / "source")
    Image.open(path).convert("RGB").resize((512, 512)).save(tmp_path / "portrait.png")
    return tmp_path / "portrait.png"


@pytest.fixture
def folder(tmp_path, portrait):
    """Good, faceless and broken files, one of them in a folder below."""
    place = tmp_path / "evidence"
    (place / "below").mkdir(parents=True)
    picture = Image.open(portrait)
    picture.save(place / "a.png")
    picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(place / "below" / "b.jpg", quality=90)
    noise = np.random.default_rng(0).integers(0, 256, (200, 300, 3), np.uint8)
    Image.fromarray(noise).save(place / "noise.png")
    (place / "cut.jpg").write_bytes((place / "below" / "b.jpg").read_bytes()[:900])
    (place / "empty.png").touch()
    (place / "notes.txt").write_text("no image")
    return place


def click_on(window, key):
    button = window.menus.toolbar.widgetForAction(window.commands[key])
    assert button is not None and button.isEnabled(), key
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def type_keys(window, keys):
    """Press a command's keys in the window, as a keyboard does."""
    QTest.keySequence(window, keys)


def test_one_image_from_opening_to_saving(start, portrait, monkeypatch, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    answer = staticmethod(lambda *rest: str(out))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", answer)
    evidence = portrait.read_bytes()

    def steps(window, watchdog):
        sitting, panes = window.sitting, window.panes
        yield "open", lambda: sitting.found is not None
        assert window.verdict.badge.word == "NO SIGN OF GENERATION FOUND"
        assert window.verdict.with_background.score_text == "below 0.01"
        assert not [pane for pane in panes.panes[:2] if not pane.has_picture]
        yield "facts", lambda: sitting.found.provenance is not None
        assert sitting.found.provenance.facts.sha256 == sitting.found.analysis.sha256

        canvas = panes.panes[0].canvas
        middle = canvas.rect().center()
        panes.view.zoom_at(canvas.size().toSizeF(), QPointF(middle), 8)
        QTest.mouseMove(canvas, middle)
        yield "zoom", lambda: window.cursor_text.text().startswith("x ")
        assert "RGB" in window.cursor_text.text()
        before = panes.panes[3].canvas.image()
        type_keys(window, "Space")
        yield "toggle", lambda: panes.panes[3].canvas.image() != before
        type_keys(window, "Space")
        yield "toggle back", lambda: panes.panes[3].canvas.image() == before
        for count in (1, 2, 4, 6):
            type_keys(window, f"Ctrl+{count}")
            yield f"{count} panes", lambda n=count: sum(p.isVisible() for p in panes.panes) == n

        window.explanation.controls.evaluations = 2000
        click_on(window, "explain")
        yield "explain", lambda: "partial" in panes.panes[2].words
        click_on(window, "cancel")
        yield "cancel", lambda: not sitting.jobs.busy
        assert "partial" in panes.panes[2].words
        window.explanation.controls.method = "regions"
        type_keys(window, "Ctrl+E")
        yield "regions", lambda: window.commands["test_maps"].isEnabled()
        assert "classifier" in window.verdict.reading.text()
        type_keys(window, "Ctrl+T")
        yield "test", lambda: "regions" in sitting.found.tested and not sitting.jobs.busy
        click_on(window, "stress")
        yield "stress", lambda: sitting.found.stress is not None

        window.notes.set_analyst("A. Analyst")
        window.notes.choices["real"].setChecked(True)
        window.notes.comment.setPlainText("Known photograph.")
        window.notes.button.click()
        yield "decide", lambda: len(sitting.found.history) == 1
        click_on(window, "save_results")
        yield "save", lambda: (out / "portrait.json").exists() and not sitting.saver.busy
        type_keys(window, "Ctrl+Shift+S")
        yield "ask", lambda: QApplication.activeModalWidget() is not None
        # The overlay is there already: another name is offered first.
        QTest.keyClick(QApplication.activeModalWidget(), Qt.Key.Key_Return)
        yield "export", lambda: (out / "portrait-2.overlay.png").exists()
        yield "exported", lambda: not sitting.saver.busy
        window.activateWindow()
        yield "back in the window", window.isActiveWindow
        type_keys(window, "Ctrl+Shift+C")
        yield "copy", lambda: not QGuiApplication.clipboard().image().isNull()

    analyst = start(steps, "open", portrait)
    content = json.loads((out / "portrait.json").read_text())
    assert content["verdict"] == "real"
    assert content["decision"]["comment"] == "Known photograph."
    assert content["provenance"] and content["stress"]
    assert (out / "portrait.overlay.png").exists()
    assert portrait.read_bytes() == evidence
    assert analyst.watchdog.worst < BLOCKED, analyst.watchdog.where


@pytest.fixture
def collage(tmp_path, portrait):
    """Three faces, the second row's larger, and one too small to be judged."""
    head = Image.open(portrait).crop((129, 12, 317, 200))
    picture = Image.new("RGB", (1000, 700), (90, 90, 90))
    for left, top, side in ((60, 40, 220), (600, 60, 240), (300, 330, 320), (60, 560, 60)):
        picture.paste(head.resize((side, side)), (left, top))
    picture.save(tmp_path / "collage.png")
    return tmp_path / "collage.png"


def test_the_faces_of_one_image(start, collage, monkeypatch, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    answer = staticmethod(lambda *rest: str(out))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", answer)

    def steps(window, watchdog):
        sitting, panes = window.sitting, window.panes
        faces, chooser = sitting.faces, window.verdict.faces
        yield "open", lambda: sitting.found is not None
        whole = sitting.found
        yield "faces", lambda: faces.group is not None
        assert [mark.number for mark in panes.view.faces.marks] == [1, 2, 3]
        assert faces.group.judged == 3 and chooser.by.text().endswith("face 3.")
        assert chooser.note.text().startswith("1 face is too small")

        canvas = panes.panes[0].canvas
        spots = (QPoint(x, y) for x in range(0, canvas.width(), 3) for y in range(0, 300, 3))
        second = panes.view.faces.marks[1]
        spot = next(s for s in spots if canvas.face_at(QPointF(s)) == second)
        watchdog.forgive()
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=spot)
        yield "face 2", lambda: faces.chosen == 2 and not sitting.jobs.busy
        box = sitting.found.analysis.views.box
        assert box == faces.squares[2] and abs(box.x + box.width / 2 - 720) < 30
        assert chooser.choice.currentText() == "Face 2 of 3"
        # Hair of the face judged, and none of the others'.
        seen = panes.panes[0].canvas.view.image_rect(canvas.size().toSizeF())
        stripped = panes.pane("stripped").canvas.image()
        for x, y, shown in ((720, 180, True), (170, 150, False), (460, 490, False)):
            spot = QPointF(x, y) * seen.width() / 1000 + seen.topLeft()
            assert (stripped.pixelColor(spot.toPoint()).lightness() > 10) == shown
        watchdog.forgive()
        window.explanation.controls.method = "regions"
        type_keys(window, "Ctrl+E")
        yield "explain", lambda: window.commands["test_maps"].isEnabled()
        (map_layer,) = panes.scene.layers("map_with", _whole(1000, 700))[1:]
        assert map_layer.place.getRect() == (box.x, box.y, box.width, box.height)
        click_on(window, "save_results")
        yield "save", lambda: (out / "collage.face2.json").exists() and not sitting.saver.busy

        type_keys(window, "Ctrl+J")
        yield "every face", lambda: faces.verdict is not None and not sitting.jobs.busy
        assert len(chooser.lines) == 3 and faces.chosen == 2
        decides = faces.analyses[faces.verdict.face_index]
        listed = window.evidence.model.analysis(collage)
        assert listed.score_with_background == decides.score_with_background
        canvas.setFocus()
        type_keys(window, "Ctrl+Left")
        type_keys(window, "Ctrl+Left")
        yield "whole picture", lambda: faces.chosen == 0
        assert sitting.found is whole and not chooser.before.isEnabled()
        type_keys(window, "F")
        yield "no boxes", lambda: panes.view.faces.shown == ()

    analyst = start(steps, "open", collage)
    content = json.loads((out / "collage.face2.json").read_text())
    assert content["face_index"] == 2 and 600 <= content["face_box"][0] <= 660
    explained = json.loads((out / "collage.face2.explain.json").read_text())
    assert (explained["face_index"], explained["face_box"]) == (2, content["face_box"])
    assert analyst.watchdog.worst < BLOCKED, analyst.watchdog.where


def _whole(width, height):
    from gng_desktop.imaging.pyramid import Window

    return Window(0, 0, width, height, width, height)


def test_a_folder_with_broken_files(start, folder):
    def steps(window, watchdog):
        sitting, listed = window.sitting, window.evidence
        yield "models", lambda: sitting.analyser is not None
        window.opening.open_places([folder])
        yield "list", lambda: sum(listed.model.counts().values()) == 5
        yield "analyse all", lambda: not listed.model.counts()["waiting"]
        counts = listed.model.counts()
        assert counts["real"] == 2 and counts["not_applicable"] == 1 and counts["error"] == 2
        shown = []
        for _ in range(5):
            shown.append(sitting.found.analysis.path)
            type_keys(window, "Ctrl+Down")
            yield "next", lambda: not sitting.jobs.busy
        assert len(set(shown)) == 5
        listed.filters.search.setText("cut")
        yield "filter", lambda: listed.model.rowCount() == 1
        listed.step(1)
        yield "broken", lambda: sitting.found.analysis.path.endswith("cut.jpg")
        yield "settled", lambda: not sitting.jobs.busy
        assert window.verdict.badge.word == "NOT READABLE"
        assert window.verdict.reason.text().endswith(".")
        assert not window.commands["explain"].isEnabled()

    analyst = start(steps)
    assert analyst.watchdog.worst < BLOCKED, analyst.watchdog.where


def test_closing_in_the_middle_of_everything(start, folder, portrait):
    for number in range(300):
        shutil.copy(portrait, folder / f"{number}.png")

    def steps(window, watchdog):
        sitting = window.sitting
        yield "models", lambda: sitting.analyser is not None
        window.opening.open_places([folder])
        yield "list", lambda: sitting.found is not None and window.evidence.model.rowCount() > 300
        window.explanation.controls.evaluations = 10_000
        type_keys(window, "Ctrl+E")
        yield "explain", lambda: window.panes.scene.pair is not None
        begun = time.monotonic()
        window.close()
        assert time.monotonic() - begun < 2.0
        assert window.threads_ended

    start(steps)


def test_the_layout_is_kept(start, isolated):
    def first(window, watchdog):
        yield "models", lambda: window.sitting.analyser is not None
        window.resize(QSize(1100, 700))
        type_keys(window, "Ctrl+2")
        window.panes.panes[0].show_view("background")
        window.settings.set("theme", "Dark")

    def second(window, watchdog):
        yield "models", lambda: window.sitting.analyser is not None
        assert window.panes.count == 2 and window.panes.panes[0].key == "background"
        assert QApplication.palette().window().color().lightness() < 128
        window.settings.set("theme", "Light")

    start(first)
    start(second)


def test_without_models_the_window_says_what_to_do(start, tmp_path, monkeypatch):
    monkeypatch.setattr("gng_desktop.modelstore.inventory.search_path", lambda models=None: [])

    def steps(window, watchdog):
        yield "no models", lambda: window.empty.retry_button.isVisible()
        assert "model" in window.empty.text.text()
        assert not window.commands["open"].isEnabled()

    start(steps)


def test_pasted_pixels_are_kept_and_analysed(start, isolated):
    def steps(window, watchdog):
        yield "models", lambda: window.sitting.analyser is not None
        QGuiApplication.clipboard().setImage(_picture())
        type_keys(window, "Ctrl+V")
        yield "paste", lambda: window.sitting.found is not None
        assert window.sitting.found.analysis.status == "not_applicable"

    start(steps)
    kept = list((isolated / "data").rglob("*.png"))
    assert len(kept) == 1


def _picture():
    from gng_desktop.ui.panes.pictures import to_qimage

    return to_qimage(np.full((120, 160, 3), 90, np.uint8))


def test_every_control_can_be_reached_and_has_a_name(start, portrait):
    from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QSlider

    kinds = (QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QSlider)

    def steps(window, watchdog):
        yield "open", lambda: window.sitting.found is not None
        for key in ("verdict", "explanation", "provenance", "stress", "notes"):
            window.arrangement.show(key)
            yield key, lambda k=key: window.arrangement.docks[k].widget().isVisible()
            watchdog.forgive()
            for kind in kinds:
                for control in window.findChildren(kind):
                    if control.isVisible() and "qt_" not in control.objectName():
                        name = control.accessibleName() or getattr(control, "text", str)()
                        assert name or control.toolTip(), (key, control, control.parent())
            order, control = set(), window.nextInFocusChain()
            while control not in order:
                order.add(control)
                control = control.nextInFocusChain()
            unreached = [
                c
                for c in window.findChildren(QAbstractButton)
                if c.isVisible()
                and c.isEnabled()
                and c.focusPolicy() == Qt.FocusPolicy.NoFocus
                and not c.objectName().startswith(("qt_", "ScrollLeft", "ScrollRight"))
                and c.inherits("QToolButton")
                and c.parent() is window.menus.toolbar
            ]
            assert not unreached
            watchdog.forgive()

    start(steps, "open", portrait)


def test_the_loupe_and_the_crosshair_are_switched_by_keys(start, portrait):
    def steps(window, watchdog):
        yield "open", lambda: window.sitting.found is not None
        canvas = window.panes.panes[0].canvas
        canvas.setFocus()
        type_keys(canvas, "L")
        type_keys(canvas, "X")
        yield "on", lambda: window.panes.view.loupe and window.panes.view.crosshair
        QTest.mouseMove(canvas, QPoint(40, 40))
        watchdog.forgive()
        window.grab()
        watchdog.forgive()
        window.evidence.focus_filter()
        type_keys(window.evidence.filters.search, "l")
        yield "typed", lambda: window.evidence.filters.search.text() == "l"
        assert window.panes.view.loupe

    start(steps, "open", portrait)


def test_ctrl_c_ends_the_window_and_its_dialogs(isolated, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["gng-desktop"])
    begun, asked = time.monotonic(), []

    def ask():
        window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
        window.notes.drafts["a", None] = None  # which would be asked about
        threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()
        box = QMessageBox(window)
        box.setText("?")
        asked.append(box.exec())

    QTimer.singleShot(500, ask)
    QTimer.singleShot(20_000, QApplication.quit)
    before = signal.getsignal(signal.SIGINT)
    assert main() == 0
    assert asked and time.monotonic() - begun < 15
    assert signal.getsignal(signal.SIGINT) is before
