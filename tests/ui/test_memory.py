"""Switching between images holds no more memory than the image in view needs."""

import gc
import os
import weakref
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from gng_desktop.imaging.reading import read_image
from tests.ui.test_list_session import names, seen

psutil = pytest.importorskip("psutil")
SWITCHES = int(os.environ.get("GNG_SWITCHES", "2000"))
WARM = min(50, SWITCHES // 2)


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
@pytest.mark.timeout(7200)
def test_memory_is_flat_over_two_thousand_switches(start, portrait, tmp_path):
    """Through the program's own main, with its models; GNG_SWITCHES asks for fewer or more."""
    folder, process, sizes = tmp_path / "evidence", psutil.Process(), []
    folder.mkdir()
    picture = Image.open(portrait).resize((1024, 901))
    picture.save(folder / "a.png")
    picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(folder / "b.png")

    def steps(window, watchdog):
        yield "open", lambda: seen(window, "a.png") and len(names(window)) == 2
        for number in range(SWITCHES):
            name = "ba"[number % 2] + ".png"
            assert window.evidence.select(folder / name)
            yield f"switch {number}", lambda name=name: seen(window, name)
            sizes.append(process.memory_info().rss)

    start(steps, "open", folder)
    # The first switches fill what is meant to be filled: caches of views, pools of the engines.
    growth = sizes[-1] - sizes[WARM]
    print(f"{len(sizes)} switches: {sizes[WARM] / 1e6:.0f} MB, then {growth / 1e6:+.0f} MB")
    assert len(sizes) == SWITCHES and max(sizes[WARM:]) - sizes[WARM] < 100_000_000
