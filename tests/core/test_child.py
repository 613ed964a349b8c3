"""The child process: one for several tasks, errors as they were raised, its end."""

import os

import pytest

from gng_desktop.core.child import Child, ChildDied
from gng_desktop.core.errors import PlainError
from gng_desktop.core.progress import Progress

WAITING = Progress(0, 0, "waiting")


def drive(child, task, *arguments):
    """Return the steps and the result of a task."""
    steps, run = [], child.run(task, *arguments, waiting=WAITING)
    while True:
        try:
            steps.append(next(run))
        except StopIteration as end:
            return steps, end.value


@pytest.fixture
def child():
    made = Child()
    yield made
    made.close()


def test_one_process_does_one_task_after_the_other(child):
    steps, pid = drive(child, os.getpid)
    assert steps[0] is WAITING and pid == child.process.pid != os.getpid()
    assert drive(child, os.getpid)[1] == pid
    process = child.process
    child.close()
    assert child.process is None and not process.is_alive()


def test_errors_come_as_they_were_raised_and_the_process_stays(child):
    pid = drive(child, os.getpid)[1]
    with pytest.raises(FileNotFoundError) as caught:
        drive(child, os.stat, "/no/such/file")
    assert caught.value.filename == "/no/such/file"
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        drive(child, divmod, 1, 0)
    assert drive(child, os.getpid)[1] == pid
    assert not issubclass(ChildDied, PlainError)


def test_a_process_that_ends_by_itself_is_an_error_and_is_replaced(child):
    with pytest.raises(ChildDied):
        drive(child, os._exit, 3)
    assert drive(child, os.getpid)[1] == child.process.pid
    child.process.kill()  # as it waits for a task
    child.process.join()
    assert drive(child, os.getpid)[1] == child.process.pid
