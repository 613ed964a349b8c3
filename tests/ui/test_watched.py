"""What packaging's scripts see of a window."""

import json

import pytest
from PySide6.QtGui import QImage

from gng_desktop.ui import watched


def test_it_notes_what_is_seen_takes_a_picture_and_closes(qtbot, window, pictures, tmp_path):
    watch = watched.Watched(window, tmp_path, 2)
    window.update()
    qtbot.waitUntil(lambda: watch.times["drawn"] is not None)
    assert watch.times["verdict"] is None
    window.opening.open_image(pictures[0])
    qtbot.waitUntil(lambda: watch.times["verdict"] is not None)
    times = dict(watch.times)
    assert times["verdict"] >= times["drawn"]
    with qtbot.waitSignal(window.session.analysed):
        window.opening.open_image(pictures[1])
    assert watch.times == times
    qtbot.waitUntil(lambda: not window.isVisible())
    found = json.loads((tmp_path / "times.json").read_text(encoding="utf-8"))
    assert found == {**watch.times, "platform": "offscreen"}
    picture = QImage(str(tmp_path / "window.png"))
    assert picture.size() == window.size() * window.devicePixelRatio()


def test_it_explains_on_wish_and_then_closes(qtbot, window, explainer, pictures, tmp_path):
    watch = watched.Watched(window, tmp_path, 600, "shap")
    window.opening.open_image(pictures[0])
    qtbot.waitUntil(lambda: not window.isVisible())
    assert len(explainer.asked) == 1
    assert watch.times["explained"] >= watch.times["verdict"]
    assert (tmp_path / "window.png").is_file() and (tmp_path / "times.json").is_file()


def test_only_the_environment_can_ask_for_it(window, monkeypatch, tmp_path):
    monkeypatch.delenv(watched.VARIABLE, raising=False)
    watched.watch(window)
    assert window.findChild(watched.Watched) is None
    monkeypatch.setenv(watched.VARIABLE, "soon")
    with pytest.raises(ValueError):
        watched.watch(window)
    monkeypatch.setenv(watched.VARIABLE, json.dumps({"seconds": 60, "folder": str(tmp_path)}))
    watched.watch(window)
    assert window.findChild(watched.Watched) is not None
