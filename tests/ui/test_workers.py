import logging
import subprocess
import sys
import threading
import time

import pytest

from gng_desktop.progress import Progress
from gng_desktop.ui.workers import JobQueue, JobRunner, UserError


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
    runner.failed.connect(lambda text, details: heard.append(("failed", text, details)))
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
    assert ("failed", "The disk is full; make room.", "") in heard


def test_unexpected_error_becomes_one_sentence_with_details(qtbot, runner, heard, caplog):
    def work():
        yield Progress(0, 0, "")
        raise ZeroDivisionError("secret detail")

    with caplog.at_level(logging.ERROR), qtbot.captureExceptions() as escaped:
        runner.start(work, "The test", heard.append)
        qtbot.waitUntil(lambda: not runner.busy)
    ((_, sentence, details),) = (item for item in heard if item[0] == "failed")
    assert sentence.startswith("The test stopped on an unexpected error")
    assert "secret" not in sentence and "Traceback" not in sentence
    assert details.startswith("Traceback") and "secret detail" in details
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
    begun = time.monotonic()
    assert not runner.close(timeout_ms=20)
    assert time.monotonic() - begun < 0.3
    go.set()


def test_closing_does_not_begin_what_was_waiting(qtbot, runner):
    entered, go, begun = threading.Event(), threading.Event(), []

    def slow():
        entered.set()
        go.wait(10)
        yield 1

    def next_one():
        yield begun.append(1)

    runner.start(slow, "The test", lambda _: None)
    assert entered.wait(5)
    runner.start(next_one, "The test", lambda _: None)
    threading.Timer(0.05, go.set).start()
    assert runner.close()
    assert begun == []


def test_a_runner_works_again_after_an_error(qtbot, runner, heard):
    def wrong():
        yield from ()
        raise UserError("No.")

    def right():
        yield "a"

    runner.start(wrong, "The test", heard.append)
    qtbot.waitUntil(lambda: not runner.busy)
    runner.start(right, "The test", heard.append)
    qtbot.waitUntil(lambda: not runner.busy)
    assert heard[-2:] == ["a", ("busy", False)]


def test_work_that_was_never_begun_is_not(qtbot, runner):
    entered, go, begun = threading.Event(), threading.Event(), []

    def slow():
        entered.set()
        go.wait(10)
        yield 1

    def skipped():
        yield begun.append("skipped")

    def last():
        yield begun.append("last")

    runner.start(slow, "The test", lambda _: None)
    assert entered.wait(5)
    runner.start(skipped, "The test", lambda _: None)
    runner.start(last, "The test", lambda _: None)
    go.set()
    qtbot.waitUntil(lambda: not runner.busy)
    assert begun == ["last"]


# -- a queue, which is never cut ----------------------------------------------------------------


@pytest.fixture
def queue(qtbot):
    queue = JobQueue()
    yield queue
    assert queue.close()
    assert queue.pool.activeThreadCount() == 0


def slowly(go, words):
    """Return work that yields the first of `words` at once and the rest, if any, after `go`."""

    def work():
        yield words[0]
        for word in words[1:]:
            assert go.wait(10)
            yield word

    return work


def test_a_queue_brings_every_job_to_its_end_in_turn(qtbot, queue):
    go, results, busy = threading.Event(), [], []
    queue.busy_changed.connect(busy.append)
    queue.start(slowly(go, "ab"), "The test", results.append)
    queue.start(slowly(go, "cd"), "The test", results.append)
    qtbot.waitUntil(lambda: results == ["a"])
    queue.cancel()
    qtbot.wait(30)
    # The second waits for the first, and cancelling changes nothing.
    assert results == ["a"] and queue.busy
    go.set()
    qtbot.waitUntil(lambda: not queue.busy)
    assert results == ["a", "b", "c", "d"] and busy[-1] is False


def test_a_queue_is_busy_until_its_last_job_has_ended(qtbot, queue):
    go, results = threading.Event(), []
    queue.start(slowly(None, "a"), "The test", results.append)
    queue.start(slowly(go, "bc"), "The test", results.append)
    qtbot.waitUntil(lambda: results == ["a", "b"])
    assert queue.busy
    go.set()
    qtbot.waitUntil(lambda: not queue.busy)


def test_a_failed_job_does_not_keep_the_next_from_its_turn(qtbot, queue):
    told, results = [], []
    queue.failed.connect(lambda sentence, details: told.append(sentence))

    def wrong():
        yield from ()
        raise UserError("The disk is full; make room.")

    queue.start(wrong, "The test", results.append)
    queue.start(slowly(None, "a"), "The test", results.append)
    qtbot.waitUntil(lambda: not queue.busy)
    assert told == ["The disk is full; make room."] and results == ["a"]


def test_closing_a_queue_waits_for_all_that_is_to_be_written(qtbot, queue):
    go, done = threading.Event(), []

    def write(name):
        def work():
            yield Progress(0, 0, "")
            assert go.wait(10)
            done.append(name)

        return work

    queue.start(write("a"), "The test", lambda _: None)
    queue.start(write("b"), "The test", lambda _: None)
    threading.Timer(0.05, go.set).start()
    assert queue.close()
    assert done == ["a", "b"]


def test_closing_a_queue_is_bounded_and_says_so(qtbot, queue, caplog):
    go = threading.Event()
    queue.start(slowly(go, "ab"), "The test", lambda _: None)
    begun = time.monotonic()
    with caplog.at_level(logging.WARNING):
        assert not queue.close(timeout_ms=20)
    assert time.monotonic() - begun < 0.3
    assert "still being written" in caplog.text
    go.set()


# -- PySide6 ------------------------------------------------------------------------------------


def test_many_signals_do_not_end_the_program():
    # PySide6 6.12.0 on Python 3.11 aborts after some thousands; pyproject keeps it out.
    code = (
        "import sys\n"
        "from PySide6.QtCore import QObject, Signal\n"
        "from gng_desktop.ui.app import make_application\n"
        "class Source(QObject):\n"
        "    signal = Signal()\n"
        "app, source = make_application(['x']), Source()\n"
        "for _ in range(20_000):\n"
        "    source.signal.emit()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
