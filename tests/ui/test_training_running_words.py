from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from gng_desktop.training.events import (
    Batch,
    Begun,
    Epoch,
    Failed,
    GoneOn,
    Paused,
    Preparing,
)
from gng_desktop.ui import language
from gng_desktop.ui.language import spoken
from gng_desktop.ui.training.queue_jobs import Listed
from gng_desktop.ui.training.queue_view import state_of, words_of
from gng_desktop.ui.training.run_progress import TRACE, RunProgress
from gng_desktop.ui.training.words import (
    QUEUE_STATES,
    device_words,
    duration,
    figures_of,
    rate_text,
    state_icon,
    step_words,
)


def row(epoch, loss=0.5, **more):
    figures = {"loss": loss, "val_loss": loss, "accuracy": 0.5, "val_accuracy": 0.75, **more}
    return {"epoch": epoch, **figures}


def begun(rows=(), batches=8, checks=2):
    best = len(rows)
    return Begun(
        "one",
        "/runs/one",
        "classification",
        "with_background",
        4,
        batches,
        checks,
        {},
        "cpu:0",
        "tensorflow",
        {},
        "val_loss",
        best + 1 if rows else 0,
        tuple(rows),
        best,
    )


def batch(epoch, number, phase="training", loss=0.5, batches=8):
    return Batch(epoch, 4, phase, number, batches, loss, {}, 1e-4, 9.0, None, None)


@pytest.fixture
def current():
    made = RunProgress("one", Path("/runs/one"), "preparing")
    made.take(begun())
    return made


# -- the current -------------------------------------------------------------------------------


def test_a_run_counts_the_batches_of_its_epoch_and_the_validation_after_them(current):
    assert (current.state, current.epochs, current.done) == ("running", 4, 0)
    current.take(batch(1, 4))
    assert current.done == pytest.approx(0.4)
    current.take(batch(1, 1, "validation", batches=2))
    assert current.done == pytest.approx(0.9)
    current.take(Epoch(row(1), 1, 1e-4, 2.0, 9.0))
    assert current.done == 1 and current.best_epoch == 1 and not current.trace


def test_a_resumed_run_begins_behind_its_rows():
    current = RunProgress("one", Path("/elsewhere"), "preparing")
    current.take(Preparing("program"))
    current.take(begun([row(1), row(2)]))
    assert current.done == 2 and current.folder == Path("/runs/one") and current.preparing is None
    current.take(batch(3, 8))
    assert current.done == pytest.approx(2.8)


def test_the_trace_has_training_only_and_does_not_grow_for_ever(current):
    current.take(batch(2, 4, loss=None))
    current.take(batch(2, 4, "validation"))
    assert not current.trace
    current.take(batch(2, 4, loss=0.25))
    assert current.trace == [(1.5, 0.25)]
    for number in range(5000):
        current.take(batch(2, number, batches=5000))
    assert TRACE / 2 <= len(current.trace) <= TRACE
    assert current.trace == sorted(current.trace)


def test_a_pause_that_comes_too_late_changes_nothing(current):
    current.state = "stopping"
    current.take(Paused(1, 3))
    current.take(GoneOn(1, 3))
    assert current.state == "stopping"
    current.state = "pausing"
    current.take(Paused(1, 3))
    assert current.state == "paused"


def test_a_failure_stays_on_show(current):
    current.take(Failed("The disk is full.", "disk", "why", True))
    assert (current.sentence, current.details) == ("The disk is full.", "why")


# -- words ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rate", "text"),
    [(1e-3, "0.0010"), (4.21e-4, "0.00042"), (0.1, "0.10"), (0.0, "0"), (3.14e-6, "3.1e−6")],
)
def test_learning_rates(rate, text):
    assert rate_text(rate) == text


def test_learning_rates_have_the_separator_of_the_language(monkeypatch):
    monkeypatch.setitem(language._SIGNS, ord("."), ord(","))
    assert (rate_text(4.21e-4), rate_text(3.14e-6)) == ("0,00042", "3,1e−6")


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (59.4, "59 s"),
        (59.6, "1 min"),
        (3569, "59 min"),
        (3571, "1 h 00 min"),
        (4140, "1 h 09 min"),
        (4000, "1 h 06 min"),
    ],
)
def test_sixty_minutes_are_an_hour(seconds, text):
    assert duration(seconds) == text


def test_figures_of_an_epoch():
    assert figures_of(row(3, auc=0.9876, val_auc=None), best=True) == (
        "Epoch 3, the best · loss 0.500 training, 0.500 validation · accuracy 50.0 % training, "
        "75.0 % validation · AUC 0.988 training, — validation"
    )
    assert figures_of({"epoch": 1, "loss": None, "val_loss": 123.456}, best=False) == (
        "Epoch 1 · loss — training, 123 validation"
    )


def test_devices_and_steps():
    assert device_words("cpu:0") == "CPU"
    assert device_words("gpu:0, gpu:1") == "GPU 0, GPU 1"
    assert step_words(Preparing("network")) == "Building the network…"
    assert step_words(Preparing("faces", 1200, 5000)) == "Finding faces: 1,200 of 5,000 images"


def test_sentences_lose_the_options_of_the_command_line():
    said = "Run 'one' exists; add --resume to go on, or rename it."
    assert spoken(said) == "Run 'one' exists; press Resume to go on, or rename it."
    assert "--" not in spoken("The disk is full; make room and go on with --resume.")


def test_every_state_has_a_word_and_opposite_ones_have_different_shapes(qapp):
    palette = QApplication.palette()
    shapes = {state: state_icon(state, palette).pixmap(14, 14).toImage() for state in QUEUE_STATES}
    blank = QPixmap(14, 14)
    blank.fill("transparent")
    told_apart = ("waiting", "running", "paused", "finished", "stopped", "failed", "elsewhere")
    for state in told_apart:
        assert shapes[state] != blank.toImage()
        others = [shapes[other] for other in told_apart if other != state]
        assert shapes[state] not in others
    assert len(set(QUEUE_STATES.values())) == len(QUEUE_STATES)


def test_an_entry_says_how_far_it_is(current):
    waiting = Listed("two", "waiting", "", epochs=3, most=50)
    assert words_of(waiting, "waiting", None) == "Continues after epoch 3 of 50"
    assert words_of(replace(waiting, epochs=0), "waiting", None) == "Waiting"
    own = Listed("one", "running", "", epochs=0, most=50)
    current.take(Epoch(row(1), 1, 1e-4, 2.0, 9.0))
    assert words_of(own, state_of(own, current), current) == "Running, 1 of 4 epochs"
    assert state_of(own, None) == "elsewhere"
    current.state = "failed"  # while the file does not say so yet
    assert state_of(own, current) == "failed"
    # Queued anew, it is not what it was.
    assert state_of(replace(own, state="waiting"), current) == "waiting"
