import os
import sys

import pytest
from PySide6.QtCore import QProcess

from gng_desktop.core.priority import NICE
from gng_desktop.training.events import (
    Begun,
    Epoch,
    Finished,
    GoneOn,
    Interrupted,
    Paused,
    Preparing,
)
from gng_desktop.ui.training.process import TAIL, TrainingProcess
from tests.ui.training_kit import FAKE, SOON, alive, posix


@pytest.fixture
def process(qtbot):
    made = TrainingProcess()
    yield made
    made.close(0)
    assert not made.busy
    assert not made.findChildren(QProcess) or not any(
        child.processId() for child in made.findChildren(QProcess)
    )


@pytest.fixture
def start(process, tmp_path):
    """Starts the fake training; returns what it tells and how it ends, filled as that happens."""

    def begin(mode, *more):
        told, ended = [], []
        process.event_received.connect(told.append)
        process.ended.connect(ended.append)
        process.start([sys.executable, str(FAKE), mode, "run", str(tmp_path), *more])
        return told, ended

    return begin


def kinds(told):
    return [type(event) for event in told]


def test_tells_every_event_in_order_and_then_the_end(qtbot, process, start):
    told, ended = start("finish")
    assert process.busy
    qtbot.waitUntil(lambda: bool(ended), timeout=SOON)
    assert kinds(told)[:3] == [Preparing, Preparing, Begun]
    assert [event.row["epoch"] for event in told if isinstance(event, Epoch)] == [1, 2, 3]
    assert ended[0].state == "finished"
    assert ended[0].last is told[-1] and isinstance(told[-1], Finished)
    assert not ended[0].sentence
    assert not process.busy and process.pid == 0


def test_lines_in_parts_and_lines_that_are_no_events_do_no_harm(qtbot, start):
    told, ended = start("garbage")
    qtbot.waitUntil(lambda: bool(ended), timeout=SOON)
    assert Preparing("data", 3, 4) == told[0]
    assert ended[0].state == "finished"


@posix
def test_a_killed_training_says_so_and_where_it_would_go_on(qtbot, start):
    told, ended = start("killed")
    qtbot.waitUntil(lambda: bool(ended), timeout=SOON)
    (ending,) = ended
    assert ending.state == "failed" and ending.last is None
    assert ending.sentence == (
        "The training was ended by the system, perhaps because memory ran out. "
        "Resume continues after epoch 2."
    )
    assert "allocating" in ending.details
    assert '{"event":"epo' in ending.details
    assert sum(isinstance(event, Epoch) for event in told) == 2


@pytest.mark.parametrize(
    ("mode", "sentence", "details"),
    [
        pytest.param("killed_early", "Try again, with a smaller batch if this", "", marks=posix),
        ("silent", "(exit code 3)", "Traceback: a library is missing"),
        ("fail", "The disk is full; go on with --resume.", "Traceback"),
    ],
)
def test_a_failure_has_a_sentence_and_details(qtbot, start, mode, sentence, details):
    told, ended = start(mode)
    qtbot.waitUntil(lambda: bool(ended), timeout=SOON)
    assert ended[0].state == "failed"
    assert sentence in ended[0].sentence
    found = ended[0].details
    assert found.startswith(details) if details else found == ""
    # Whether it was its own word.
    assert (told[-1:] == [ended[0].last]) == (mode == "fail")


def test_a_program_that_is_not_there(qtbot, process, tmp_path):
    ended = []
    process.ended.connect(ended.append)
    process.start([str(tmp_path / "nothing here"), "train"])
    qtbot.waitUntil(lambda: bool(ended), timeout=SOON)
    assert ended[0].sentence.startswith("The training cannot be started (")
    assert not process.busy
    process.start([sys.executable, str(FAKE), "finish", "run", str(tmp_path)])
    qtbot.waitUntil(lambda: len(ended) == 2, timeout=SOON)
    assert ended[1].state == "finished"


def test_pause_go_on_and_stop_are_answered(qtbot, process, start):
    told, ended = start("steered")
    qtbot.waitUntil(lambda: Epoch in kinds(told), timeout=SOON)
    process.say("pause")
    qtbot.waitUntil(lambda: Paused in kinds(told), timeout=SOON)
    process.say("go on")
    qtbot.waitUntil(lambda: GoneOn in kinds(told), timeout=SOON)
    process.say("stop")
    qtbot.waitUntil(lambda: bool(ended), timeout=SOON)
    assert ended[0].state == "stopped" and ended[0].last.stopped


def test_an_interrupted_training_may_go_on(qtbot, process, start):
    told, ended = start("steered")
    qtbot.waitUntil(lambda: Epoch in kinds(told), timeout=SOON)
    process.interrupt()
    process.say("stop")  # too late, and not to be written into a closed pipe
    qtbot.waitUntil(lambda: bool(ended), timeout=SOON)
    assert told[-1] == Interrupted(1)
    assert ended[0].state == "interrupted"


@posix
def test_a_training_that_does_not_listen_is_killed(qtbot, process, start):
    told, ended = start("deaf")
    qtbot.waitUntil(lambda: Epoch in kinds(told), timeout=SOON)
    pid = process.pid
    process.interrupt(grace_ms=50)
    qtbot.waitUntil(lambda: bool(ended), timeout=SOON)
    # As it was wanted, it is no failure.
    assert ended[0].state == "interrupted" and not ended[0].sentence
    assert not alive(pid)


@posix
@pytest.mark.parametrize("mode", ["steered", "deaf"])
def test_closing_leaves_no_process(qtbot, process, start, mode):
    told, ended = start(mode)
    qtbot.waitUntil(lambda: Epoch in kinds(told), timeout=SOON)
    pid = process.pid
    assert process.close(200 if mode == "deaf" else SOON)
    assert ended[0].state == "interrupted"
    assert not alive(pid)
    assert process.close()


def test_much_noise_blocks_nothing_and_its_end_is_kept(qtbot, process, start):
    _, ended = start("loud")
    qtbot.waitUntil(lambda: bool(ended), timeout=SOON)
    assert ended[0].state == "finished"
    assert process.output.endswith("noise\nthe last word")
    assert TAIL - 2 <= len(process.output) <= TAIL


def test_one_at_a_time(qtbot, process, start):
    told, _ = start("steered")
    with pytest.raises(RuntimeError):
        process.start([sys.executable])
    qtbot.waitUntil(lambda: Epoch in kinds(told), timeout=SOON)


@posix
def test_it_runs_at_low_priority(qtbot, process, start):
    told, _ = start("steered")
    qtbot.waitUntil(lambda: Epoch in kinds(told), timeout=SOON)
    assert os.getpriority(os.PRIO_PROCESS, process.pid) >= NICE
