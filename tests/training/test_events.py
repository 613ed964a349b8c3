"""Lines between a training process and its window."""

from pathlib import Path

import numpy as np
import pytest

from gng_desktop.commands import parser
from gng_desktop.training import events
from gng_desktop.training.events import (
    Batch,
    Begun,
    Epoch,
    Estimated,
    Failed,
    Finished,
    GoneOn,
    Interrupted,
    Paused,
    Preparing,
    Sample,
    Samples,
    parse_line,
    parse_word,
)

ROW = {"epoch": 2, "loss": 0.5, "val_loss": 0.25, "seconds": 3.0}
EVENTS = [
    Preparing("duplicates", 3, 10),
    Begun(
        "a",
        "runs/a",
        "classification",
        "with_background",
        5,
        10,
        2,
        {"train": {"real": 3, "generated": 4}, "val": {"real": 1, "generated": 1}},
        "cpu:0",
        "tensorflow",
        {"keras": "3"},
        "val_loss",
        3,
        (ROW, ROW),
        2,
    ),
    Batch(1, 5, "training", 3, 10, 0.5, {"accuracy": 0.75}, 1e-3, 12.5, 7.0, 60.0),
    Epoch(ROW, 2, 1e-3, 3.0, 100.0),
    Samples(2, True, "a.png", 32, ("image",), (Sample("x/ü.png", "real", 0.5),)),
    Paused(2, 3),
    GoneOn(2, 3),
    Finished("a", "runs/a", 2, 3, ROW, True, False, 9.0),
    Failed("It failed.", "memory", "line\nline", True),
    Interrupted(2),
    Estimated("a", "cpu:0", "jax", 3, 3, 9.0, 2.0, 1.0, 5, 15.0, True, 10**9, None, "Measured."),
]


@pytest.mark.parametrize("event", EVENTS, ids=lambda e: e.event)
def test_every_event_is_one_line_and_comes_back(event):
    line = event.to_line()
    assert "\n" not in line
    assert line.isascii()
    assert parse_line(line + "\n") == event


def test_no_event_is_left_out():
    assert {e.event for e in EVENTS} == set(events._KINDS)


def test_numbers_that_are_none():
    batch = Batch(1, 1, "training", 1, 1, float("nan"), {"auc": np.float32(0.5)}, 1, 1, None, None)
    found = parse_line(batch.to_line())
    assert found.loss is None
    assert found.metrics == {"auc": 0.5}
    assert parse_line(Epoch({"loss": float("inf")}, 1, 1, 1, 1).to_line()).row == {"loss": None}


@pytest.mark.parametrize(
    "line",
    ["", "epoch 1", "[]", '"paused"', '{"event":[]}', '{"event":"paused","epoch":1}', "{"],
)
def test_what_is_no_event(line):
    with pytest.raises(ValueError):
        parse_line(line)


def test_fields_of_a_later_program_are_left_out():
    line = Paused(1, 2).to_line()[:-1] + ',"mood":"calm"}'
    assert parse_line(line) == Paused(1, 2)


@pytest.mark.parametrize(
    ("line", "word"),
    [("pause\n", "pause"), ("go on\r\n", "go on"), ("stop", "stop"), ("stop it", None), ("", None)],
)
def test_words(line, word):
    assert parse_word(line) == word


def test_the_command_line_is_one():
    program, *words = [events.program(), *events.command(Path("a b.toml"), Path("d"), Path("r"))]
    assert words[: len(program)] == program
    options = parser().parse_args(words[len(program) :])
    assert (options.command, options.recipe, options.data) == ("train", Path("a b.toml"), Path("d"))
    assert (options.runs, options.events, options.resume) == (Path("r"), True, False)
    more = events.command(
        Path("a"), Path("d"), Path("r"), resume=True, device="gpu:1", estimate=True
    )
    options = parser().parse_args(more[len(program) :])
    assert (options.resume, options.device, options.estimate) == (True, "gpu:1", True)
