"""One session without its window: what is done when, and what is known afterwards."""

import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal

from gng_desktop.casework.decisions import decide
from gng_desktop.explain.catalogue import ExplainChoices
from gng_desktop.ui.evidence.queue import Waiting
from gng_desktop.ui.image import jobs
from gng_desktop.ui.image.session import CLOSING_MS, ImageSession

SIGNALS = [n for n, s in vars(ImageSession).items() if isinstance(s, Signal)]


class Heard(list):
    """What a session reported: the name of each signal and its first argument."""

    def of(self, name):
        return [what for heard, what in self if heard == name]


@pytest.fixture
def waiting():
    return Waiting()


@pytest.fixture
def make_session(qapp, analyser, store, waiting):
    """Makes sessions; after the test every thread of theirs must have ended."""
    parent = QObject()
    made = []

    def make(open_models=lambda: analyser):
        session = ImageSession(open_models, store, waiting, parent)
        session.heard = Heard()
        for name in set(SIGNALS) - {"state_changed"}:
            signal = getattr(session, name)
            signal.connect(lambda *a, name=name: session.heard.append((name, (*a, None)[0])))
        # What the evidence list does.
        session.row_updated.connect(lambda analysis: waiting.done(Path(analysis.path)))
        made.append(session)
        return session

    yield make
    analyser.release()
    for session in made:
        assert session.close()
        assert not any(runner.pool.activeThreadCount() for runner in session.runners)


@pytest.fixture
def idle(qtbot):
    """Waits until a session has nothing more to do."""
    return lambda session: qtbot.waitUntil(lambda: not any(r.busy for r in session.runners))


@pytest.fixture
def session(make_session, idle):
    """A session whose models are loaded."""
    session = make_session()
    session.load_models()
    idle(session)
    session.heard.clear()
    return session


def test_the_image_on_its_way_is_opened_by_models_loaded_meanwhile(
    session, analyser, pictures, idle, qtbot
):
    for before in (None, pictures[0]):  # with and without another in view
        if before is not None:
            session.open(before)
            idle(session)
        analyser.go.clear()
        analyser.entered.clear()
        session.open(pictures[1])
        qtbot.waitUntil(analyser.entered.is_set)
        session.load_models()
        analyser.go.set()
        idle(session)
        assert session.found.analysis.path == str(pictures[1])


def test_nothing_can_be_asked_for_without_models(make_session, analyser, pictures):
    session = make_session()
    session.open_frame(2)
    session.explain(ExplainChoices("shap", 100, "blur", "log-odds"))
    session.test_maps()
    session.stress()
    session.analyse_list()
    session.open(pictures[0])
    assert not any(runner.busy for runner in session.runners)
    assert not session.explainable and not session.testable() and analyser.asked == []


def test_an_image_is_analysed_and_its_file_is_read(session, idle, pictures, analyser):
    session.open(pictures[0])
    idle(session)
    expected = ["opening", "analysed", "row_updated", "opened", "provenance_read", "history_read"]
    heard = [name for name, _ in session.heard]
    # Marks of the list are looked up on a thread of its own.
    marks = ("decision_found", "flag_found")
    assert [name for name in heard if name not in marks] == expected
    assert [heard.count(name) for name in marks] == [1, 1]
    assert session.heard.of("flag_found") == [(pictures[0], "")]
    found = session.found
    assert found.analysis.path == str(pictures[0]) and found.analysis.views is not None
    assert found.provenance.facts.name == "a.png" and found.history == []
    assert session.explainable and not session.testable()


def test_the_facts_of_an_image_are_not_those_of_the_next(
    session, idle, qtbot, analyser, pictures, monkeypatch
):
    go, entered = threading.Event(), threading.Event()
    read = jobs.read_provenance

    def slow(path):
        entered.set()
        assert go.wait(10)
        yield from read(path)

    monkeypatch.setattr(jobs, "read_provenance", slow)
    session.open(pictures[0])
    qtbot.waitUntil(entered.is_set)
    analyser.go.clear()
    session.open(pictures[1])
    go.set()
    qtbot.wait(50)
    assert session.heard.of("provenance_read") == []
    analyser.release()
    idle(session)
    assert [p.facts.name for p in session.heard.of("provenance_read")] == ["b.png"]


def test_a_decision_on_another_image_is_stored_and_not_shown_here(session, idle, pictures, store):
    session.open(pictures[0])
    idle(session)
    session.record(decide(replace(session.found.analysis, sha256="0" * 64), "real", "", "A."))
    idle(session)
    assert len(store.history("0" * 64)) == 1
    assert session.found.history == [] and session.heard.of("history_read") == [[]]


def test_nothing_goes_on_with_the_list_after_closing(session, qtbot, waiting, analyser, pictures):
    analyser.go.clear()
    waiting.set_paths(pictures)
    session.analyse_list()
    qtbot.waitUntil(lambda: analyser.asked == ["a.png"])
    threading.Timer(0.1, analyser.release).start()
    assert session.close()
    qtbot.wait(50)
    assert analyser.asked == ["a.png"] and session.heard == []
    assert not any(runner.busy for runner in session.runners)


@pytest.mark.timed
def test_closing_waits_no_longer_than_it_says(make_session, idle, analyser, pictures, monkeypatch):
    assert CLOSING_MS <= 2000
    monkeypatch.setattr("gng_desktop.ui.image.session.CLOSING_MS", 200)
    session = make_session()
    session.load_models()
    idle(session)
    go = threading.Event()

    def stubborn():
        assert go.wait(10)
        yield 1

    for runner in session.runners:
        runner.start(stubborn, "The test", lambda _: None)
    begun = time.monotonic()
    assert not session.close()
    # One deadline for all of them together.
    assert time.monotonic() - begun < 0.2 + 0.3
    go.set()
    monkeypatch.undo()
