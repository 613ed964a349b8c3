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
from gng_desktop.ui.image_session import CLOSING_MS, ImageSession
from gng_desktop.ui.panels import image_jobs

# Without what says no more than another signal.
LEFT_OUT = ("state_changed", "recorded")
SIGNALS = [n for n, s in vars(ImageSession).items() if isinstance(s, Signal) and n not in LEFT_OUT]


class Heard(list):
    """What a session said: the name of each signal and its first argument."""

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
        for name in SIGNALS:
            signal = getattr(session, name)
            signal.connect(lambda *a, name=name: session.heard.append((name, (*a, None)[0])))
        # What the evidence list does.
        session.listed.connect(lambda analysis: waiting.done(Path(analysis.path)))
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


@pytest.fixture
def in_view(session, explainer, pictures, idle):
    """A session with a.png in view."""
    session.open(pictures[0])
    idle(session)
    session.heard.clear()
    return session


def asked_of(session):
    """What can be asked for."""
    return session.explainable, session.testable()


# -- models -------------------------------------------------------------------------------------


def test_nothing_can_be_asked_for_without_models(make_session, analyser, pictures):
    session = make_session()
    session.explain(ExplainChoices("shap", 100, "blur", "log-odds"))
    session.test_maps()
    session.stress()
    session.analyse_list()
    session.open(pictures[0])
    assert not any(runner.busy for runner in session.runners)
    assert asked_of(session) == (False, False) and analyser.asked == []


def test_other_models_cut_off_what_the_last_ones_did(in_view, qtbot, explainer, idle):
    explainer.go.clear()
    in_view.explain(ExplainChoices("shap", 100, "blur", "log-odds"))
    qtbot.waitUntil(lambda: bool(explainer.asked))
    in_view.load_models()
    assert explainer.closed.wait(5)
    explainer.go.set()
    idle(in_view)
    assert in_view.heard.of("explained") == []


# -- the image in view --------------------------------------------------------------------------


def test_an_image_is_analysed_and_its_file_is_read(session, idle, pictures, analyser):
    session.open(pictures[0])
    idle(session)
    said = ["opening", "analysed", "listed", "opened", "provenance_read", "history_read"]
    heard = [name for name, _ in session.heard]
    # Marks of the list are looked up on a thread of its own.
    marks = ("decided", "flagged")
    assert [name for name in heard if name not in marks] == said
    assert [heard.count(name) for name in marks] == [1, 1]
    assert session.heard.of("flagged") == [(pictures[0], "")]
    found = session.found
    assert found.analysis.path == str(pictures[0]) and found.analysis.views is not None
    assert found.provenance.facts.name == "a.png" and found.history == []
    assert asked_of(session) == (True, False)


def test_the_facts_of_an_image_are_not_those_of_the_next(
    session, idle, qtbot, pictures, monkeypatch
):
    go, entered = threading.Event(), threading.Event()
    read = image_jobs.read

    def slow(path):
        entered.set()
        assert go.wait(10)
        yield from read(path)

    monkeypatch.setattr(image_jobs, "read", slow)
    session.open(pictures[0])
    qtbot.waitUntil(entered.is_set)
    session.open(pictures[1])
    go.set()
    idle(session)
    assert [p.facts.name for p in session.heard.of("provenance_read")] == ["b.png"]


def test_damaged_decisions_are_reported_and_the_rest_is_read(
    session, idle, store, pictures, analyser
):
    session.open(pictures[0])
    idle(session)
    path = store.path(session.found.analysis.sha256)
    path.parent.mkdir()
    path.write_text("{ broken")
    session.heard.clear()
    session.open(pictures[0])
    idle(session)
    assert session.heard.of("history_read") == [[]] and session.found.provenance is not None
    (sentence,) = session.heard.of("failed")
    assert sentence.startswith("Decisions stored earlier for this image could not be read")


def test_all_that_was_found_is_there_for_saving(in_view, idle, store):
    assert in_view.found.results().to_json().keys() >= {"path", "verdict", "provenance"}
    in_view.explain(ExplainChoices("shap", 100, "blur", "log-odds"))
    idle(in_view)
    in_view.test_maps()
    idle(in_view)
    in_view.stress()
    idle(in_view)
    in_view.record(decide(in_view.found.analysis, "real", "Known.", "A. Analyst"))
    idle(in_view)
    results = in_view.found.results()
    assert len(results.explained) == 1 and list(results.tested) == ["shap-partition"]
    content = results.to_json()
    assert content["decision"]["comment"] == "Known." and content["stress"]["changes"] == 15
    # As they came: the image as it is, 15 changes, and all of it.
    assert len(in_view.heard.of("stressed")) == 17
    # Maps computed with other settings have not been tested.
    in_view.explain(ExplainChoices("shap", 200, "blur", "log-odds"))
    idle(in_view)
    assert in_view.found.tested == {}


# -- decisions ----------------------------------------------------------------------------------


def test_a_decision_on_another_image_is_kept_and_not_shown_here(in_view, idle, store):
    analysis = replace(in_view.found.analysis, sha256="0" * 64)
    in_view.record(decide(analysis, "real", "", "A. Analyst"))
    idle(in_view)
    assert len(store.history("0" * 64)) == 1
    assert in_view.found.history == [] and in_view.heard.of("history_read") == []


# -- the list -----------------------------------------------------------------------------------


def test_work_on_the_image_in_view_interrupts_the_list(
    session, qtbot, idle, waiting, analyser, pictures
):
    analyser.go.clear()
    waiting.set_paths(pictures)
    session.analyse_list()
    qtbot.waitUntil(lambda: analyser.asked == ["a.png"])
    session.open(pictures[3])
    assert not session.background.busy
    qtbot.waitUntil(lambda: analyser.asked == ["a.png", "d.png"])
    analyser.go.set()
    idle(session)
    # What was interrupted is begun again; what was analysed meanwhile is not.
    assert analyser.asked == ["a.png", "d.png", "a.png", "b.png", "c.png"]


# -- closing ------------------------------------------------------------------------------------


def test_what_is_being_written_is_brought_to_its_end(in_view, qtbot, tmp_path):
    started, written = threading.Event(), tmp_path / "written"

    def work():
        started.set()
        yield from ()
        time.sleep(0.1)
        written.touch()

    in_view.saver.start(work, "Saving", lambda _: None)
    # The second waits for the first.
    second = tmp_path / "second"

    def after():
        assert written.exists()
        yield second.touch()

    in_view.saver.start(after, "Saving", lambda _: None)
    in_view.jobs.cancel()
    in_view.load_models()
    assert started.wait(5)
    assert in_view.close()
    assert written.exists() and second.exists()


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
    monkeypatch.setattr("gng_desktop.ui.image_session.CLOSING_MS", 200)
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
