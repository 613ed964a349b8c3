"""A training as the window has it: its process, how far it is, and the words for that."""

import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from gng_desktop.core.priority import NICE
from gng_desktop.training.events import (
    Begun,
    Epoch,
    Failed,
    Finished,
    GoneOn,
    Interrupted,
    Paused,
    Preparing,
)
from gng_desktop.ui.kit import language
from gng_desktop.ui.kit.language import spoken
from gng_desktop.ui.training.running.process import TAIL, TrainingProcess
from gng_desktop.ui.training.running.queue_jobs import Listed
from gng_desktop.ui.training.running.queue_view import state_of, words_of
from gng_desktop.ui.training.running.run_progress import TRACE, RunProgress
from gng_desktop.ui.training.words import (
    QUEUE_STATES,
    device_words,
    duration,
    figures_of,
    rate_text,
    state_icon,
    step_words,
)
from tests.ui.driver import emitted
from tests.ui.made_up_events import batch, begun, epoch_end, row
from tests.ui.training_kit import FAKE, alive, posix

# -- the process ------------------------------------------------------------------------------


@pytest.fixture
def process(qtbot):
    made = TrainingProcess()
    yield made
    made.close(0)
    assert not made.busy
    assert not any(child.processId() for child in made.findChildren(QProcess))


@pytest.fixture
def start(process, tmp_path):
    """Starts the fake training; returns its events and how it ends, filled as that happens."""

    def begin(mode):
        found = emitted(process.event_received), emitted(process.ended)
        process.start([sys.executable, str(FAKE), mode, "run", str(tmp_path)])
        return found

    return begin


def trains(events):
    """Whether the first epoch is over."""
    return any(isinstance(event, Epoch) for event in events)


def test_every_event_comes_in_order_and_then_the_end(until, process, start):
    events, ended = start("finish")
    assert process.busy
    until(lambda: ended)
    assert [type(event) for event in events][:3] == [Preparing, Preparing, Begun]
    assert [event.row["epoch"] for event in events if isinstance(event, Epoch)] == [1, 2, 3]
    assert ended[0].state == "finished" and not ended[0].sentence
    assert ended[0].last is events[-1] and isinstance(events[-1], Finished)
    assert not process.busy and process.pid == 0


def test_lines_in_parts_and_lines_that_are_no_events_do_no_harm(until, start):
    events, ended = start("garbage")
    until(lambda: ended)
    assert Preparing("data", 3, 4) == events[0]
    assert ended[0].state == "finished"


@pytest.mark.parametrize(
    ("mode", "sentence", "details"),
    [
        pytest.param("killed_early", "Try again, with a smaller batch if this", "", marks=posix),
        ("silent", "(exit code 3)", "Traceback: a library is missing"),
    ],
)
def test_a_failure_without_a_word_has_a_sentence_and_details(until, start, mode, sentence, details):
    _, ended = start(mode)
    until(lambda: ended)
    assert ended[0].state == "failed" and ended[0].last is None
    assert sentence in ended[0].sentence and ended[0].details == details


def test_a_program_that_is_not_there(until, process, start, tmp_path):
    ended = emitted(process.ended)
    process.start([str(tmp_path / "nothing here"), "train"])
    until(lambda: ended)
    assert ended[0].sentence.startswith("The training cannot be started (")
    assert not process.busy
    _, ended = start("finish")
    until(lambda: ended)
    assert ended[0].state == "finished"


def test_an_interrupted_training_may_go_on(until, process, start):
    events, ended = start("steered")
    until(lambda: trains(events))
    process.interrupt()
    process.say("stop")  # too late, and not to be written into a closed pipe
    until(lambda: ended)
    assert events[-1] == Interrupted(1)
    assert ended[0].state == "interrupted"


@posix
def test_a_training_that_does_not_listen_is_killed(until, process, start):
    events, ended = start("deaf")
    until(lambda: trains(events))
    pid = process.pid
    process.interrupt(grace_ms=50)
    until(lambda: ended)
    # As it was wanted, it is no failure.
    assert ended[0].state == "interrupted" and not ended[0].sentence
    assert not alive(pid)


def test_much_noise_blocks_nothing_and_its_end_is_stored(until, process, start):
    _, ended = start("loud")
    until(lambda: ended)
    assert ended[0].state == "finished"
    assert process.output.endswith("noise\nthe last word")
    assert TAIL - 2 <= len(process.output) <= TAIL


@posix
def test_there_is_one_at_a_time_and_at_low_priority(until, process, start):
    events, _ = start("steered")
    with pytest.raises(RuntimeError):
        process.start([sys.executable])
    until(lambda: trains(events))
    assert os.getpriority(os.PRIO_PROCESS, process.pid) >= NICE


# -- how far it is ----------------------------------------------------------------------------


@pytest.fixture
def current():
    made = RunProgress("one", Path("/runs/one"), "preparing")
    made.take(begun())
    return made


def test_a_run_counts_the_batches_of_its_epoch_and_the_validation_after_them(current):
    assert (current.state, current.epochs, current.done) == ("running", 3, 0)
    current.take(batch(1, 7))
    assert current.done == pytest.approx(7 / 14)
    current.take(batch(1, 2, "validation", batches=4))
    assert current.done == pytest.approx(12 / 14)
    current.take(epoch_end(row(1), 1))
    assert current.done == 1 and current.best_epoch == 1 and not current.trace


def test_a_resumed_run_begins_behind_its_rows():
    current = RunProgress("one", Path("/elsewhere"), "preparing")
    current.take(Preparing("program"))
    current.take(begun(rows=[row(1), row(2)]))
    assert current.done == 2 and current.folder == Path("/runs/one") and current.preparing is None
    current.take(batch(3, 7))
    assert current.done == pytest.approx(2.5)


def test_the_trace_has_training_only_and_does_not_grow_for_ever(current):
    current.take(batch(2, 5, loss=None))
    current.take(batch(2, 5, "validation"))
    assert not current.trace
    current.take(batch(2, 5, loss=0.25))
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
    figures = {"loss": 0.5, "val_loss": 0.5, "accuracy": 0.5, "val_accuracy": 0.75}
    assert figures_of(row(3, **figures, auc=0.9876, val_auc=None), best=True) == (
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
    sentence = "Run 'one' exists; add --resume to go on, or rename it."
    assert spoken(sentence) == "Run 'one' exists; press Resume to go on, or rename it."
    assert "--" not in spoken("The disk is full; make room and go on with --resume.")


def test_every_state_has_a_word_and_opposite_ones_have_different_shapes(qapp):
    palette = QApplication.palette()
    blank = QPixmap(14, 14)
    blank.fill("transparent")
    shapes = [blank.toImage()]
    for state in ("waiting", "running", "paused", "finished", "stopped", "failed", "elsewhere"):
        shape = state_icon(state, palette).pixmap(14, 14).toImage()
        assert shape not in shapes, state
        shapes.append(shape)
    assert len(set(QUEUE_STATES.values())) == len(QUEUE_STATES)


def test_an_entry_says_how_far_it_is(current):
    waiting = Listed("two", "waiting", "", epochs=3, most=50)
    assert words_of(waiting, "waiting", None) == "Continues after epoch 3 of 50"
    assert words_of(replace(waiting, epochs=0), "waiting", None) == "Waiting"
    own = Listed("one", "running", "", epochs=0, most=50)
    current.take(epoch_end(row(1), 1))
    assert words_of(own, state_of(own, current), current) == "Running, 1 of 3 epochs"
    assert state_of(own, None) == "elsewhere"
    current.take(Failed("The disk is full.", "disk", "why", True))
    current.state = "failed"  # while the file does not say so yet
    assert state_of(own, current) == "failed"
    # Queued anew, it is not what it was.
    assert state_of(replace(own, state="waiting"), current) == "waiting"
