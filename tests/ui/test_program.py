"""Sessions from start to end: the program is started through its own main, and used."""

import json
import os
import shutil
import signal
import sys
import threading
import time

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QSlider,
    QToolButton,
)

from gng_desktop.__main__ import main
from gng_desktop.ui.main_window import MainWindow
from gng_desktop.ui.panels.layout import TABBED
from tests.ui.driver import BLOCKED, click_on, type_keys


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


@pytest.mark.timed
def test_one_image_from_opening_to_saving(start, portrait, monkeypatch, out):
    answer = staticmethod(lambda *rest: str(out))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", answer)
    evidence = portrait.read_bytes()

    def steps(window, watchdog):
        session, panes = window.session, window.panes
        yield "open", lambda: session.found is not None
        assert window.verdict.badge.word == "REAL"
        assert window.verdict.with_background.score_text == "0.14"
        assert not [pane for pane in panes.panes[:2] if not pane.has_picture]
        yield "facts", lambda: session.found.provenance is not None
        assert session.found.provenance.facts.sha256 == session.found.analysis.sha256

        canvas = panes.panes[0].canvas
        middle = canvas.rect().center()
        panes.view.zoom_at(canvas.size().toSizeF(), QPointF(middle), 8)
        QTest.mouseMove(canvas, middle)
        yield "zoom", lambda: window.cursor_text.text().startswith("x ")
        assert "RGB" in window.cursor_text.text() and window.zoom_text.text().endswith(" %")
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
        yield "cancel", lambda: not session.jobs.busy
        assert "partial" in panes.panes[2].words
        window.explanation.controls.method = "regions"
        type_keys(window, "Ctrl+E")
        yield "regions", lambda: window.commands["test_maps"].isEnabled()
        assert "classifier" in window.verdict.reading.text()
        assert "whole region" in panes.colour_bar.toolTip()
        type_keys(window, "Ctrl+T")
        yield "test", lambda: "regions" in session.found.tested and not session.jobs.busy
        click_on(window, "stress")
        yield "stress", lambda: session.found.stress is not None

        window.notes.set_analyst("A. Analyst")
        window.notes.choices["real"].setChecked(True)
        window.notes.comment.setPlainText("Known photograph.")
        window.notes.button.click()
        yield "decide", lambda: len(session.found.history) == 1
        click_on(window, "save_results")
        yield "save", lambda: (out / "portrait.json").exists() and not session.saver.busy
        type_keys(window, "Ctrl+Shift+S")
        yield "ask", lambda: QApplication.activeModalWidget() is not None
        # The overlay is there already: another name is offered first.
        QTest.keyClick(QApplication.activeModalWidget(), Qt.Key.Key_Return)
        yield "export", lambda: (out / "portrait-2.overlay.png").exists()
        yield "exported", lambda: not session.saver.busy
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


@pytest.mark.timed
def test_the_faces_of_one_image(start, collage, monkeypatch, out):
    answer = staticmethod(lambda *rest: str(out))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", answer)

    def steps(window, watchdog):
        session, panes = window.session, window.panes
        faces, chooser = session.faces, window.verdict.faces
        yield "open", lambda: session.found is not None
        whole = session.found
        yield "faces", lambda: faces.group is not None
        assert [mark.number for mark in panes.view.faces.marks] == [1, 2, 3]
        assert faces.group.analysed == 3 and chooser.by.text().endswith("face 3.")
        assert chooser.note.text().startswith("1 face is too small")

        canvas = panes.panes[0].canvas
        spots = (QPoint(x, y) for x in range(0, canvas.width(), 3) for y in range(0, 300, 3))
        second = panes.view.faces.marks[1]
        spot = next(s for s in spots if canvas.face_at(QPointF(s)) == second)
        watchdog.forgive()
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=spot)
        yield "face 2", lambda: faces.chosen == 2 and not session.jobs.busy
        box = session.found.analysis.views.box
        assert box == faces.squares[2] and abs(box.x + box.width / 2 - 720) < 30
        assert chooser.choice.currentText() == "Face 2 of 3"
        # Hair of the face judged, and none of the others'.
        seen = panes.panes[0].canvas.view.image_rect(canvas.size().toSizeF())
        stripped = panes.pane("stripped").canvas.image()
        for x, y, shown in ((720, 180, True), (170, 150, False), (460, 490, False)):
            spot = QPointF(x, y) * seen.width() / 1000 + seen.topLeft()
            assert (stripped.pixelColor(spot.toPoint()).lightness() > 10) == shown
        watchdog.forgive()
        window.explanation.controls.evaluations = 60
        type_keys(window, "Ctrl+E")
        yield "explain", lambda: window.commands["test_maps"].isEnabled()
        (map_layer,) = panes.scene.layers("map_with", _whole(1000, 700))[1:]
        assert map_layer.place.getRect() == (box.x, box.y, box.width, box.height)
        click_on(window, "save_results")
        yield "save", lambda: (out / "collage.face2.json").exists() and not session.saver.busy

        type_keys(window, "Ctrl+J")
        yield "every face", lambda: faces.verdict is not None and not session.jobs.busy
        assert chooser.faces.rowCount() == 3 and faces.chosen == 2
        decides = faces.analyses[faces.verdict.face_index]
        listed = window.evidence.model.analysis(collage)
        assert listed.score_with_background == decides.score_with_background
        canvas.setFocus()
        type_keys(window, "Ctrl+Left")
        yield "face before", lambda: faces.chosen == 1 and not session.jobs.busy
        type_keys(window, "Ctrl+Left")
        yield "whole picture", lambda: faces.chosen == 0
        assert session.found is whole and not chooser.before.isEnabled()
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


@pytest.mark.timed
def test_a_folder_with_broken_files(start, folder):
    def steps(window, watchdog):
        session, listed = window.session, window.evidence
        yield "models", lambda: session.analyser is not None
        window.opening.open_places([folder])
        yield "list", lambda: sum(listed.model.counts().values()) == 5
        yield "analyse all", lambda: not listed.model.counts()["waiting"]
        counts = listed.model.counts()
        assert counts["real"] == 2 and counts["inconclusive"] == 0
        assert counts["not_applicable"] == 1 and counts["error"] == 2
        shown = []
        for _ in range(5):
            shown.append(session.found.analysis.path)
            type_keys(window, "Ctrl+Down")
            yield "next", lambda: not session.jobs.busy
        assert len(set(shown)) == 5
        listed.filters.search.setText("cut")
        yield "filter", lambda: listed.model.rowCount() == 1
        listed.step(1)
        yield "broken", lambda: session.found.analysis.path.endswith("cut.jpg")
        yield "settled", lambda: not session.jobs.busy
        assert window.verdict.badge.word == "NOT READABLE"
        assert window.verdict.reason.text().endswith(".")
        assert not window.commands["explain"].isEnabled()

    analyst = start(steps)
    assert analyst.watchdog.worst < BLOCKED, analyst.watchdog.where


@pytest.mark.timed
def test_closing_in_the_middle_of_everything(start, folder, portrait):
    for number in range(300):
        shutil.copy(portrait, folder / f"{number}.png")

    def steps(window, watchdog):
        session = window.session
        yield "models", lambda: session.analyser is not None
        window.opening.open_places([folder])
        yield "list", lambda: session.found is not None and window.evidence.model.rowCount() > 300
        # Only when its analysis has ended too can the image found be explained.
        yield "shown", window.commands["explain"].isEnabled
        window.explanation.controls.evaluations = 10_000
        type_keys(window, "Ctrl+E")
        yield "explain", lambda: window.panes.scene.pair is not None
        begun = time.monotonic()
        window.close()
        assert time.monotonic() - begun < 2.0
        assert window.threads_ended

    start(steps)


def test_without_models_the_window_says_what_to_do(start, monkeypatch):
    monkeypatch.setattr("gng_desktop.modelstore.inventory.search_path", lambda models=None: [])

    def steps(window, watchdog):
        yield "no models", window.empty.retry_button.isVisible
        assert "model" in window.empty.text.text()
        assert not window.commands["open"].isEnabled()

    start(steps)


CONTROLS = (QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QSlider)


def test_pasted_pixels_are_stored_and_analysed_and_every_control_is_reached(start, isolated):
    def reached(window):
        widget, order = window, []
        while (widget := widget.nextInFocusChain()) is not window:
            order.append(widget)
        return [w for w in order if w.focusPolicy() & Qt.FocusPolicy.TabFocus]

    def steps(window, watchdog):
        yield "models", lambda: window.session.analyser is not None
        noise = np.random.default_rng(0).integers(0, 256, (120, 160, 4), np.uint8)
        picture = QImage(noise.data, 160, 120, QImage.Format.Format_RGB32).copy()
        QGuiApplication.clipboard().setImage(picture)
        type_keys(window, "Ctrl+V")
        yield "paste", lambda: window.session.found is not None
        assert window.session.found.analysis.status == "not_applicable"
        for key in TABBED:
            window.arrangement.show(key)
            yield key, window.arrangement.docks[key].widget().isVisible
            for control in (c for kind in CONTROLS for c in window.findChildren(kind)):
                if control.isVisible() and not control.objectName().startswith(("qt_", "Scroll")):
                    name = control.accessibleName() or getattr(control, "text", str)()
                    assert name or control.toolTip(), (key, control, control.parent())
            buttons = {b for b in window.menus.toolbar.findChildren(QToolButton) if b.isVisible()}
            named = {b for b in buttons if not b.objectName().startswith("qt_")}
            assert named and named <= set(reached(window))
            watchdog.forgive()
        canvas, view = window.panes.panes[0].canvas, window.panes.view
        canvas.setFocus()
        for keys in ("L", "X"):
            type_keys(canvas, keys)
        yield "on", lambda: view.loupe and view.crosshair
        window.evidence.focus_filter()
        type_keys(window.evidence.filters.search, "l")
        yield "typed", lambda: window.evidence.filters.search.text() == "l"
        assert view.loupe

    start(steps)
    assert len(list((isolated / "data").rglob("pasted/*.png"))) == 1


@pytest.mark.timed
def test_ctrl_c_ends_the_window_and_its_dialogs(isolated, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["gng-desktop"])
    begun, asked = time.monotonic(), []

    def ask():
        windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
        if not windows:  # on a slow machine: not yet
            return QTimer.singleShot(100, ask)
        (window,) = windows
        window.notes.drafts["a", None] = None  # which would be asked about
        threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()
        box = QMessageBox(window)
        box.setText("?")
        asked.append(box.exec())

    QTimer.singleShot(500, ask)
    # Stopped again: it would end the window of a later test.
    late = QTimer(singleShot=True, interval=20_000)
    late.timeout.connect(QApplication.quit)
    late.start()
    before = signal.getsignal(signal.SIGINT)
    assert main() == 0
    late.stop()
    assert asked and time.monotonic() - begun < 15
    assert signal.getsignal(signal.SIGINT) is before
