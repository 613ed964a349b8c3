import threading

import numpy as np
import pytest

from gng_desktop.casework.mistakes_command import shap_picture


def red(batch):
    return batch[..., 0].mean(axis=(1, 2)) / 300 + 0.05


@pytest.fixture
def rgb():
    picture = np.full((32, 32, 3), 60, np.uint8)
    picture[8:16, 8:16, 0] = 250
    return picture


def test_the_map_is_red_where_the_score_comes_from(rgb):
    steps, output = shap_picture(red, rgb, 150), []
    try:
        while True:
            output.append(next(steps))
    except StopIteration as end:
        drawn = end.value.astype(int)
    assert output == sorted(output) and output
    assert drawn.shape == (32, 32, 3)
    redness = drawn[..., 0] - drawn[..., 2]
    assert redness[9:15, 9:15].mean() > 60
    assert abs(redness[20:, 20:].mean()) < 20


def test_closing_ends_the_work(rgb):
    before = threading.active_count()
    steps = shap_picture(red, rgb, 5000)
    next(steps)
    steps.close()
    assert threading.active_count() == before
