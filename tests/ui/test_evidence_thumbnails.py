"""Thumbnails: loaded when painted, kept for a while, never twice at once."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from gng_desktop.imaging import thumbnails as decoding
from gng_desktop.ui.evidence import thumbnails as module
from gng_desktop.ui.evidence.thumbnails import Thumbnails

PATHS = [Path(f"/evidence/{n}.png") for n in range(40)]


@pytest.fixture
def thumbnails(qtbot):
    made = Thumbnails()
    yield made
    assert made.runner.close()


def test_a_thumbnail_comes_after_it_was_asked_for(qtbot, thumbnails, decoder):
    with qtbot.waitSignal(thumbnails.ready) as signal:
        assert thumbnails.get(PATHS[0], 36) is None
    assert signal.args == [PATHS[0]]
    found = thumbnails.get(PATHS[0], 36)
    assert (found.width(), found.height()) == (18, 36)
    assert found.toImage().pixelColor(4, 4).red() == 200
    assert decoder.asked == [(PATHS[0], 36)]


def test_painting_again_does_not_load_again(qtbot, thumbnails, decoder):
    decoder.go.clear()
    for _ in range(3):
        for path in PATHS[:3]:
            assert thumbnails.get(path, 36) is None
    assert decoder.entered.wait(5)
    thumbnails.get(PATHS[0], 36)
    decoder.go.set()
    qtbot.waitUntil(lambda: len(thumbnails) == 3 and not thumbnails.runner.busy)
    assert decoder.paths == PATHS[:3]


def test_a_request_as_the_last_job_ends_is_not_forgotten(qtbot, thumbnails, decoder):
    thumbnails.get(PATHS[0], 36)
    assert thumbnails.runner.pool.waitForDone(5_000)
    assert thumbnails.runner.busy, "its end must not have been heard of yet"
    thumbnails.get(PATHS[1], 36)
    qtbot.waitUntil(lambda: len(thumbnails) == 2)


def test_no_more_are_kept_than_the_limit_the_latest_used(qtbot, thumbnails, decoder, monkeypatch):
    monkeypatch.setattr(module, "MOST", 5)
    for path in PATHS[:5]:
        thumbnails.get(path, 36)
    qtbot.waitUntil(lambda: len(thumbnails) == 5)
    assert thumbnails.get(PATHS[0], 36) is not None
    thumbnails.get(PATHS[5], 36)
    qtbot.waitUntil(lambda: PATHS[5] in decoder.paths and not thumbnails.runner.busy)
    assert len(thumbnails) == 5
    assert thumbnails.get(PATHS[0], 36) is not None
    assert thumbnails.get(PATHS[1], 36) is None


def test_another_screen_s_pixels_are_loaded_anew(qtbot, thumbnails, decoder):
    decoder.go.clear()
    thumbnails.get(PATHS[0], 36)
    assert decoder.entered.wait(5)
    thumbnails.get(PATHS[0], 72)
    decoder.go.set()
    qtbot.waitUntil(lambda: thumbnails.get(PATHS[0], 72) is not None)
    assert thumbnails.get(PATHS[0], 72).height() == 72
    assert decoder.asked == [(PATHS[0], 36), (PATHS[0], 72)]


def test_a_broken_file_differs_from_one_not_loaded_yet(qtbot, thumbnails, tmp_path):
    (tmp_path / "a.png").write_bytes(b"no image")
    Image.new("RGB", (200, 100), "red").save(tmp_path / "b.png")
    for name in ("a.png", "b.png", "gone.png"):
        assert thumbnails.get(tmp_path / name, 36) is None
    qtbot.waitUntil(lambda: len(thumbnails) == 3)
    broken = [thumbnails.get(tmp_path / n, 36).isNull() for n in ("a.png", "b.png", "gone.png")]
    assert broken == [True, False, True]


def test_an_unexpected_error_does_not_end_the_loading(qtbot, thumbnails, monkeypatch, caplog):
    def failing(path, side):
        if path == PATHS[0]:
            raise ZeroDivisionError("secret detail")
        return np.zeros((side, side, 3), np.uint8)

    monkeypatch.setattr(decoding, "thumbnail", failing)
    for path in PATHS[:2]:
        thumbnails.get(path, 36)
    qtbot.waitUntil(lambda: len(thumbnails) == 2)
    assert thumbnails.get(PATHS[0], 36).isNull() and not thumbnails.get(PATHS[1], 36).isNull()
    assert "secret detail" in caplog.text


def test_what_was_being_read_when_forgotten_is_read_anew(qtbot, thumbnails, decoder):
    decoder.go.clear()
    thumbnails.get(PATHS[0], 36)
    assert decoder.entered.wait(5)
    thumbnails.forget([PATHS[0]])
    decoder.go.set()
    qtbot.waitUntil(lambda: not thumbnails.runner.busy)
    assert len(thumbnails) == 0
    with qtbot.waitSignal(thumbnails.ready):
        thumbnails.get(PATHS[0], 36)
    assert decoder.paths == [PATHS[0], PATHS[0]]
