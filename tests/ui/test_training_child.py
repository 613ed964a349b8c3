"""Work in a process of its own: its progress, its result, its errors, its end."""

import os
import tempfile
import time
from pathlib import Path

import pytest

from gng_desktop.core.errors import PlainError
from gng_desktop.core.progress import Progress
from gng_desktop.datasets.items import DataError
from gng_desktop.ui.kit.workers import JobRunner
from gng_desktop.ui.training.keras_process import in_child
from tests.ui.training_kit import alive


def count(to):
    for n in range(to):
        yield Progress(n, to, "Test images")
    return to, os.getpid()


def refuse():
    yield Progress(0, 0, "Test images")
    raise DataError("There is nothing here; choose another folder.")


def last(folder):
    """Leaves its process's number, and clears up when it is ended."""
    with tempfile.TemporaryDirectory(dir=folder, prefix="part-"):
        Path(tempfile.gettempdir(), "scratch").write_text("x")
        Path(folder, "found").write_text(f"{os.getpid()} {tempfile.gettempdir()}")
        while True:
            yield Progress(0, 0, "Test images")
            time.sleep(0.01)


def test_it_tells_how_far_it_is_and_what_came_of_it():
    *steps, (total, pid) = in_child("Testing a", count, 3)
    assert Progress(2, 3, "Testing a: Test images") in steps
    assert total == 3
    assert pid != os.getpid()
    assert not alive(pid)


@pytest.mark.parametrize(
    ("task", "arguments", "sentence"),
    [
        (refuse, (), "There is nothing here; choose another folder."),
        (os.stat, ("/no/such/file",), "/no/such/file cannot be read or written (No such file"),
        (os._exit, (3,), "The work ended before it was finished, as happens when memory runs out"),
    ],
)
def test_what_goes_wrong_is_one_sentence(task, arguments, sentence):
    with pytest.raises(PlainError) as caught:
        list(in_child("Testing a", task, *arguments))
    assert str(caught.value).startswith(sentence)


@pytest.mark.timed
def test_closing_ends_the_process_and_leaves_nothing(tmp_path, until):
    runner, found = JobRunner(), tmp_path / "found"
    runner.start(in_child("Testing a", last, str(tmp_path)), "The test", lambda _: None)
    until(lambda: found.exists() and found.read_text())
    pid, scratch = found.read_text().split(maxsplit=1)
    began = time.monotonic()
    assert runner.close(2_000)
    assert time.monotonic() - began < 2
    assert not alive(int(pid))
    assert not list(tmp_path.glob("part-*")) and not Path(scratch).exists()
