"""Switching between images holds no more memory than the image in view needs."""

import gc
import weakref
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from gng_desktop.imaging.reading import read_image

psutil = pytest.importorskip("psutil")


@pytest.fixture
def switch(window, analyser, qtbot, tmp_path):
    """Shows one of two images of a camera's size, and returns when there is no more to do."""
    shown, rng = [], np.random.default_rng(1)
    paths = [tmp_path / "a.png", tmp_path / "b.png"]
    for path in paths:
        Image.fromarray(rng.integers(0, 256, (901, 1024, 3), np.uint8)).save(path)
    answer = analyser.analyse

    def analyse(path, frame=1):
        found, rgb = answer(path), read_image(path).rgb
        found = replace(found, width=1024, height=901, views=replace(found.views, rgb=rgb))
        shown.append(weakref.ref(found.views))
        return found

    analyser.analyse = analyse

    def go(number):
        path = paths[number % 2]
        window.session.open(path)
        qtbot.waitUntil(
            lambda: (
                window.session.found is not None
                and Path(window.session.found.analysis.path) == path
                and not any(runner.busy for runner in window.session.runners)
            )
        )
        window.grab()

    go.shown = shown
    return go


def test_an_image_no_longer_in_view_is_let_go(switch):
    for number in range(6):
        switch(number)
    gc.collect()
    assert sum(views() is not None for views in switch.shown) <= 2


@pytest.mark.slow
def test_memory_is_flat_over_two_thousand_switches(switch):
    process, sizes = psutil.Process(), []
    for number in range(2000):
        switch(number)
        if number in (50, 1999):
            sizes.append(process.memory_info().rss)
    assert sizes[1] - sizes[0] < 100_000_000
