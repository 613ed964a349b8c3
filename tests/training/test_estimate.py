"""What of a few batches an estimate counts, by a clock that the test moves."""

from dataclasses import replace

import keras
import numpy as np
import pytest

from gng_desktop.training import estimate
from gng_desktop.training.estimate import Enough, Timer, sentences, span
from gng_desktop.training.events import Estimated
from gng_desktop.training.run import reserve, weights_size


@pytest.mark.parametrize(
    ("seconds", "seen", "timed", "each"),
    [
        ([30.0, *[0.01] * 8, *[0.5] * 100], 19, 10, 0.5),  # for five seconds
        ([60.0, *[20.0] * 50], 5, 3, 20),  # a slow network is not waited for
        ([1.0, *[0.001] * 500], 49, 40, 0.001),
        ([9.0, 1.0, 2.0, 3.0], 4, 3, 2),
        ([9.0, 1.0], 2, 1, 1),
        ([9.0], 1, 0, 7),
    ],
)
def test_the_first_batches_do_not_count(monkeypatch, seconds, seen, timed, each):
    now = 0.0
    monkeypatch.setattr(estimate.time, "perf_counter", lambda: now)
    timer = Timer(9, len(seconds))
    for number, batch in enumerate(seconds, 1):
        now += batch
        try:
            timer.between(1, number)
        except Enough:
            break
    assert (number, timer.timed, timer.each(7)) == (seen, timed, pytest.approx(each))


FOUND = Estimated(
    "a", "gpu:0", "jax", 9, 4, 20.0, 300.0, 60.0, 10, 860.0, True, 3 * 10**9, 5 * 10**9, "Measured."
)


def test_sentences():
    lines = sentences(FOUND)
    assert lines[0] == (
        "On gpu:0 with jax an epoch takes about 60 s; the first one 5 min, and the run of at most "
        "10 epochs at most 14 min."
    )
    assert lines[1:] == [
        "At its peak it takes 3.0 GB of main memory and 5.0 GB on the GPU.",
        "Measured.",
    ]
    plain = replace(FOUND, early=False, seconds_first=60.0, memory=None, device_memory=None)
    assert sentences(plain) == [
        "On gpu:0 with jax an epoch takes about 60 s, and the run of 10 epochs about 14 min.",
        "Measured.",
    ]


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.25, "0.2 s"), (75, "75 s"), (600, "10 min"), (7200, "2 h 00 min"), (11999, "3 h 20 min")],
)
def test_span(seconds, text):
    assert span(seconds) == text


def test_room_for_weights_is_made_sure_of(tmp_path):
    model = keras.Sequential([keras.Input((50,)), keras.layers.Dense(400), keras.layers.Dense(9)])
    model.compile("adam", "mse")
    model.fit(np.zeros((2, 50)), np.zeros((2, 9)), verbose=0)
    model.save_weights(tmp_path / "a.weights.h5")
    written = (tmp_path / "a.weights.h5").stat().st_size
    assert written < weights_size(model) < 2 * written
    with (tmp_path / "b").open("xb") as file:
        reserve(file, 10_000)
        assert (tmp_path / "b").stat().st_size == 0
        with pytest.raises(OSError):
            reserve(file, 2**60)
