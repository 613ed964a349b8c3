"""What tests of the Training tab share: trainings that only speak as one does, and waiting."""

import json
import os
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from gng_desktop.core import priority
from gng_desktop.training.recipe import FitPart, Recipe

FAKE = Path(__file__).with_name("fake_training.py")
SOON = 60_000
"""Time in which small processes and jobs end on a busy machine, ms."""

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")


class Fakes:
    """Commands for the fake training: the modes by run, ``finish`` if nothing else is said."""

    def __init__(self):
        self.modes = defaultdict(lambda: "finish", estimate="estimate")
        self.asked = []

    def command(self, recipe, data, runs, *, resume=False, device="", estimate=False):
        self.asked.append((recipe.stem, resume, estimate))
        mode = self.modes["estimate"] if estimate else self.modes[recipe.stem]
        words = [sys.executable, str(FAKE), mode, recipe.stem, str(runs)]
        return [*words, *(["resume"] if resume else [])]


@pytest.fixture
def fakes():
    return Fakes()


def made_up_recipe(name="one"):
    """A recipe that the fake training is given."""
    return Recipe(name, "classification", "with_background", fit=FitPart(epochs=3))


@pytest.fixture
def until(qtbot):
    """Waits until a condition holds, however busy the machine is."""
    return lambda condition, timeout=SOON: qtbot.waitUntil(
        lambda: bool(condition()), timeout=timeout
    )


@pytest.fixture
def ordinary_priority(monkeypatch):
    """Real trainings weigh as much as the other worker's tests; at a thirtieth they starve."""
    monkeypatch.setattr(priority, "NICE", 0)


def alive(pid):
    """Whether there is a process of that number."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def texts_of(table):
    """The texts of a table, row by row."""
    rows, columns = range(table.rowCount()), range(table.columnCount())
    return [[table.text(row, column) for column in columns] for row in rows]


def current_of(page):
    """The run that the tab, or its page Running, trains."""
    return getattr(page, "running", page).queue_runner.current


def in_second_epoch(page):
    """Whether the steered fake waits for words."""
    current = current_of(page)
    return bool(current and current.batch and current.batch.epoch == len(current.rows) + 1 >= 2)


def states(runs):
    """The states in the file of the queue, in order."""
    path = runs / "queue.json"
    entries = json.loads(path.read_text(encoding="utf-8"))["entries"] if path.exists() else []
    return {entry["name"]: entry["state"] for entry in entries}
