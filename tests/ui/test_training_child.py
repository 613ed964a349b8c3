"""Work in a process of its own: its progress, its result, its errors, its end."""

import os
import signal
import sys
import time

import pytest

from gng_desktop.core.errors import PlainError
from gng_desktop.core.progress import Progress
from gng_desktop.ui.training.keras_process import in_child
from gng_desktop.ui.workers import JobRunner
from tests.ui.training_kit import alive

TASKS = '''
import os
import time
from pathlib import Path

from gng_desktop.datasets.items import DataError
from gng_desktop.core.errors import PlainError
from gng_desktop.core.progress import Progress


def count(to):
    for n in range(to):
        yield Progress(n, to, "Test images")
    return to, os.getpid()


def refuse():
    yield Progress(0, 0, "Test images")
    raise DataError("There is nothing here; choose another folder.")


def no_file(path):
    yield Progress(0, 0, "Test images")
    Path(path).read_bytes()


def fail():
    yield Progress(0, 0, "Test images")
    raise KeyError("unforeseen")


def vanish():
    yield Progress(0, 0, "Test images")
    os._exit(3)


def last(folder):
    """Leaves its process's number, and clears up when it is ended."""
    import tempfile

    with tempfile.TemporaryDirectory(dir=folder, prefix="part-"):
        Path(folder, "pid").write_text(str(os.getpid()))
        Path(tempfile.gettempdir(), "scratch").write_text("x")
        Path(folder, "scratch").write_text(tempfile.gettempdir())
        while True:
            yield Progress(0, 0, "Test images")
            time.sleep(0.01)
'''


@pytest.fixture
def tasks(tmp_path, monkeypatch):
    (tmp_path / "made_up_tasks.py").write_text(TASKS, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "made_up_tasks", raising=False)
    import made_up_tasks

    yield made_up_tasks
    sys.modules.pop("made_up_tasks", None)


def test_it_tells_how_far_it_is_and_what_came_of_it(tasks):
    *steps, (total, pid) = in_child("Testing a", tasks.count, 3)
    assert Progress(2, 3, "Testing a: Test images") in steps
    assert total == 3
    assert pid != os.getpid()
    assert not alive(pid)


@pytest.mark.parametrize(
    ("name", "arguments", "sentence"),
    [
        ("refuse", (), "There is nothing here; choose another folder."),
        ("no_file", ("/no/such/file",), "/no/such/file cannot be read or written (No such file"),
        ("vanish", (), "The work ended before it was finished"),
    ],
)
def test_what_goes_wrong_is_one_sentence(tasks, name, arguments, sentence):
    with pytest.raises(PlainError) as caught:
        list(in_child("Testing a", getattr(tasks, name), *arguments))
    assert str(caught.value).startswith(sentence)


def test_an_unforeseen_error_keeps_its_traceback(tasks):
    with pytest.raises(RuntimeError, match="unforeseen"):
        list(in_child("Testing a", tasks.fail))


@pytest.mark.timed
def test_closing_ends_the_process_and_leaves_nothing(tasks, tmp_path, qtbot):
    runner = JobRunner()
    runner.start(in_child("Testing a", tasks.last, str(tmp_path)), "The test", lambda _: None)
    qtbot.waitUntil(lambda: (tmp_path / "scratch").exists(), timeout=20_000)
    qtbot.waitUntil(lambda: bool((tmp_path / "scratch").read_text()), timeout=5_000)
    pid = int((tmp_path / "pid").read_text())
    began = time.monotonic()
    assert runner.close(2_000)
    assert time.monotonic() - began < 2
    assert not alive(pid)
    assert not list(tmp_path.glob("part-*"))
    assert not os.path.exists((tmp_path / "scratch").read_text())  # noqa: PTH110


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there are no signals")
def test_a_killed_process_is_told_of(tasks, tmp_path, qtbot):
    runner, failed = JobRunner(), []
    runner.failed.connect(lambda sentence, _: failed.append(sentence))
    runner.start(in_child("Testing a", tasks.last, str(tmp_path)), "The test", lambda _: None)
    qtbot.waitUntil(lambda: (tmp_path / "scratch").exists(), timeout=20_000)
    os.kill(int((tmp_path / "pid").read_text()), signal.SIGKILL)
    qtbot.waitUntil(lambda: bool(failed), timeout=5_000)
    assert "close other programs and try again" in failed[0]
    assert runner.close()
