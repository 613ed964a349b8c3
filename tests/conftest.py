"""Fixtures of all tests: isolated user folders, quiet TensorFlow, offscreen Qt, an end to all."""

import faulthandler
import gc
import itertools
import os
import signal
import threading
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import platformdirs
import pytest

HERE = Path(__file__).parent
FIRST = (
    "training/test_end_to_end.py",
    "training/test_protocol.py",
    "ui/test_training_page.py",
    "ui/test_program.py",
    "ui/test_days.py",
    "ui/test_list_session.py",
    "training/test_backends.py",
    "training/test_grid.py",
    "training/test_killed.py",
    "training/test_deepfeaturex.py",
    "networks/test_sources.py",
    "ui/test_printing.py",
    "explain/test_gradients.py",
)
"""The modules that take longest; what begins last keeps one worker alone."""


def pytest_collection_modifyitems(items):
    order = {HERE / name: n for n, name in enumerate(FIRST)}
    items.sort(key=lambda item: order.get(item.path, len(order)))
    for item in items:
        if item.get_closest_marker("timed"):
            # What is slow for a reason of its own fails each time.
            item.add_marker(pytest.mark.flaky(reruns=2, only_rerun=["AssertionError"]))


def pytest_collection_finish():
    freeze_imports()


def freeze_imports():
    """Let Python's collector pass over what is there already: a million objects of libraries."""
    gc.collect()
    gc.freeze()


def pytest_configure():
    # A shell script ignores it in what it runs in the background, and so would all processes that
    # tests start to interrupt them.
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_unconfigure(config):
    # Threads that a failed test has left behind must not keep the process. Workers are killed.
    if not hasattr(config, "workerinput"):
        faulthandler.dump_traceback_later(60, exit=True)


@pytest.fixture(scope="session")
def homes(tmp_path_factory):
    """Folders for `user_folders`, by number; mktemp looks through all there are for each."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in itertools.count())


@pytest.fixture(autouse=True)
def user_folders(homes, monkeypatch):
    """No test reads or writes the user's own models, caches or settings."""
    home = next(homes)
    home.mkdir()
    for name in ("DATA", "CACHE", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    assert platformdirs.user_data_path("gng-desktop").is_relative_to(home)
    return home


@pytest.fixture
def out(tmp_path):
    """A folder for what is written."""
    folder = tmp_path / "out"
    folder.mkdir()
    return folder
