import logging
import threading

import pytest

from gng_desktop.progress import Progress
from gng_desktop.ui.workers import JobRunner, UserError


@pytest.fixture
def runner(qtbot):
    runner = JobRunner()
    yield runner
    assert runner.close()
    assert runner.pool.activeThreadCount() == 0


@pytest.fixture
def heard(runner):
    heard = []
    runner.progress.connect(lambda item: heard.append(("progress", item.done)))
    runner.failed.connect(lambda text: heard.append(("failed", text)))
    runner.busy_changed.connect(lambda busy: heard.append(("busy", busy)))
    return heard


def test_tells_progress_results_and_end_in_order(qtbot, runner, heard):
    def work():
        yield Progress(1, 2, "half")
        yield "a"
        yield "b"

    runner.start(work, "The test", lambda item: heard.append(("result", item)))
    qtbot.waitUntil(lambda: not runner.busy)
    assert heard == [
        ("busy", True),
        ("progress", 1),
        ("result", "a"),
        ("result", "b"),
        ("busy", False),
    ]


def test_work_runs_off_the_gui_thread_and_results_arrive_on_it(qtbot, runner):
    threads = []

    def work():
        threads.append(threading.get_ident())
        yield 1

    runner.start(work, "The test", lambda _: threads.append(threading.get_ident()))
    qtbot.waitUntil(lambda: not runner.busy)
    assert threads[0] != threads[1] == threading.get_ident()


def test_user_error_is_passed_on_as_it_stands(qtbot, runner, heard):
    def work():
        yield Progress(0, 0, "")
        raise UserError("The disk is full; make room.")

    runner.start(work, "The test", heard.append)
    qtbot.waitUntil(lambda: not runner.busy)
    assert ("failed", "The disk is full; make room.") in heard


def test_unexpected_error_becomes_one_sentence_and_is_logged(qtbot, runner, heard, caplog):
    def work():
        yield Progress(0, 0, "")
        raise ZeroDivisionError("secret detail")

    with caplog.at_level(logging.ERROR), qtbot.captureExceptions() as escaped:
        runner.start(work, "The test", heard.append)
        qtbot.waitUntil(lambda: not runner.busy)
    sentence = dict(item for item in heard if item[0] == "failed")["failed"]
    assert sentence.startswith("The test stopped on an unexpected error")
    assert "secret" not in sentence and "Traceback" not in sentence
    assert "secret detail" in caplog.text
    assert not escaped


def test_nothing_is_heard_after_cancel_not_even_what_was_queued(qtbot, runner, heard):
    yielded, go, closed = threading.Event(), threading.Event(), threading.Event()

    def work():
        try:
            yield "early"
            yielded.set()
            go.wait(10)
            yield "late"
            yield "later"
        finally:
            closed.set()

    runner.start(work, "The test", lambda item: heard.append(("result", item)))
    # "early" is now in the GUI thread's queue, and no event has been handled since.
    assert yielded.wait(5)
    runner.cancel()
    go.set()
    assert closed.wait(5)
    qtbot.wait(50)
    assert heard == [("busy", True), ("busy", False)]


def test_starting_a_job_cuts_off_the_one_before(qtbot, runner):
    go, closed, results = threading.Event(), threading.Event(), []

    def slow():
        try:
            yield Progress(0, 0, "")
            go.wait(10)
            yield "old"
        finally:
            closed.set()

    def quick():
        yield "new"

    runner.start(slow, "The test", results.append)
    runner.start(quick, "The test", results.append)
    go.set()
    qtbot.waitUntil(lambda: not runner.busy)
    assert results == ["new"]


def test_close_waits_for_the_thread_and_closes_the_generator(qtbot, runner):
    entered, closed = threading.Event(), threading.Event()

    def work():
        try:
            while True:
                yield Progress(0, 0, "")
                entered.set()
        finally:
            closed.set()

    runner.start(work, "The test", lambda _: None)
    assert entered.wait(5)
    assert runner.close()
    assert closed.is_set()
    assert runner.pool.activeThreadCount() == 0


def test_close_is_bounded(qtbot, runner):
    entered, go = threading.Event(), threading.Event()

    def stubborn():
        entered.set()
        go.wait(10)
        yield 1

    runner.start(stubborn, "The test", lambda _: None)
    assert entered.wait(5)
    assert not runner.close(timeout_ms=20)
    go.set()
