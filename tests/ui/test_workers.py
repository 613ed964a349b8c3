import logging
import subprocess
import sys
import threading
import time

import pytest

from gng_desktop.core.progress import Progress
from gng_desktop.datasets.items import DataError
from gng_desktop.imaging.errors import ImageError
from gng_desktop.modelstore import ModelError
from gng_desktop.training.recipe import RecipeError
from gng_desktop.ui.kit.workers import JobQueue, JobRunner, UserError


class Slow:
    """Work that yields `before`, waits for `go`, and yields the rest; `closed` at its end."""

    def __init__(self, *after, before=()):
        self.entered, self.go, self.closed = (threading.Event() for _ in range(3))
        self.before, self.after = before, after

    def __call__(self):
        try:
            yield from self.before
            self.entered.set()
            assert self.go.wait(10)
            yield from self.after
        finally:
            self.closed.set()


def failing(error):
    yield Progress(0, 0, "")
    raise error


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


@pytest.fixture
def finish(qtbot, runner, heard):
    """Runs work to its end; its results are heard, too."""

    def run(work):
        runner.start(work, "The test", lambda item: heard.append(("result", item)))
        qtbot.waitUntil(lambda: not runner.busy)

    return run


def test_progress_results_and_end_are_heard_in_order_on_the_gui_thread(finish, heard, runner):
    threads = []

    def work():
        threads.append(threading.get_ident())
        yield Progress(1, 2, "half")
        yield "a"
        yield "b"

    runner.busy_changed.connect(lambda busy: threads.append(threading.get_ident()))
    finish(work)
    results = [("result", "a"), ("result", "b")]
    assert heard == [("busy", True), ("progress", 1), *results, ("busy", False)]
    assert len(set(threads)) == 2 and threads[-1] == threading.get_ident()


@pytest.mark.parametrize("kind", [UserError, DataError, RecipeError, ModelError, ImageError])
def test_a_plain_error_of_any_room_is_passed_on_as_it_stands(finish, heard, kind):
    finish(failing(kind("The disk is full; make room.")))  # a generator will do
    assert ("failed", "The disk is full; make room.", "") in heard
    finish(x for x in "a")
    assert heard[-2:] == [("result", "a"), ("busy", False)]  # it works again


def test_unexpected_error_becomes_one_sentence_with_details(qtbot, finish, heard, caplog):
    with caplog.at_level(logging.ERROR), qtbot.captureExceptions() as escaped:
        finish(failing(ZeroDivisionError("secret detail")))
    ((_, sentence, details),) = (item for item in heard if item[0] == "failed")
    assert sentence.startswith("The test stopped because of an unexpected error")
    assert "secret" not in sentence and "Traceback" not in sentence
    assert details.startswith("Traceback") and "secret detail" in details
    assert "secret detail" in caplog.text
    assert not escaped


def test_nothing_is_heard_after_cancel_not_even_what_was_queued(qtbot, runner, heard):
    work = Slow("late", "later", before=("early",))
    runner.start(work, "The test", lambda item: heard.append(("result", item)))
    # "early" is now in the GUI thread's queue, and no event has been handled since.
    assert work.entered.wait(5)
    runner.cancel()
    work.go.set()
    assert work.closed.wait(5)
    qtbot.wait(50)
    assert heard == [("busy", True), ("busy", False)]


def test_starting_a_job_cuts_off_those_before_begun_or_not(qtbot, runner):
    old, skipped, last, results = Slow("old"), Slow("skipped"), Slow("last"), []
    skipped.go.set()
    last.go.set()
    runner.start(old, "The test", results.append)
    assert old.entered.wait(5)
    runner.start(skipped, "The test", results.append)
    runner.start(last, "The test", results.append)
    old.go.set()
    qtbot.waitUntil(lambda: not runner.busy)
    assert results == ["last"] and old.closed.is_set() and not skipped.entered.is_set()


def test_close_waits_for_the_thread_and_begins_nothing_that_was_waiting(runner):
    work, waiting = Slow(1), Slow(1)
    runner.start(work, "The test", print)
    assert work.entered.wait(5)
    runner.start(waiting, "The test", print)
    threading.Timer(0.05, work.go.set).start()
    assert runner.close()
    assert work.closed.is_set() and not waiting.entered.is_set()
    assert runner.pool.activeThreadCount() == 0


@pytest.mark.timed
@pytest.mark.parametrize("kind", [JobRunner, JobQueue])
def test_close_is_bounded_and_says_so(qtbot, kind, caplog):
    made, work = kind(), Slow(1)
    made.start(work, "The test", print)
    assert work.entered.wait(5)
    begun = time.monotonic()
    with caplog.at_level(logging.WARNING):
        assert not made.close(timeout_ms=20)
    assert time.monotonic() - begun < 0.3
    assert "did not end" in caplog.text or "still being written" in caplog.text
    work.go.set()
    assert made.close()


# -- a queue, which is never cut ----------------------------------------------------------------


@pytest.fixture
def queue(qtbot):
    queue = JobQueue()
    yield queue
    assert queue.close()
    assert queue.pool.activeThreadCount() == 0


def test_a_queue_brings_every_job_to_its_end_in_turn(qtbot, queue):
    first, second, results, busy = Slow("b", before="a"), Slow("c"), [], []
    second.go.set()
    queue.busy_changed.connect(busy.append)
    queue.start(first, "The test", results.append)
    queue.start(second, "The test", results.append)
    qtbot.waitUntil(lambda: results == ["a"])
    queue.cancel()
    qtbot.wait(30)
    # The second waits for the first, and cancelling changes nothing.
    assert results == ["a"] and queue.busy and not second.entered.is_set()
    first.go.set()
    qtbot.waitUntil(lambda: not queue.busy)
    assert results == ["a", "b", "c"] and busy[-1] is False
    # One that fails does not keep the next from its turn, and closing waits for all.
    failures, third, fourth = [], Slow("d"), Slow("e")
    queue.failed.connect(lambda sentence, details: failures.append(sentence))
    queue.start(failing(UserError("The disk is full; make room.")), "The test", results.append)
    for work in (third, fourth):
        queue.start(work, "The test", results.append)
    fourth.go.set()
    threading.Timer(0.05, third.go.set).start()
    assert queue.close() and third.closed.is_set() and fourth.closed.is_set()
    qtbot.waitUntil(lambda: not queue.busy)
    assert failures == ["The disk is full; make room."] and results[3:] == ["d", "e"]


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
