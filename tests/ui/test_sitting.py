"""One sitting without its window: what is done when, and what is known afterwards."""

import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal

from gng_desktop.casework.decisions import decide
from gng_desktop.ui.evidence.queue import Waiting
from gng_desktop.ui.panels import provenance_jobs
from gng_desktop.ui.sitting import CLOSING_S, Sitting
from gng_desktop.ui.workers import UserError

# Without what says no more than another signal.
LEFT_OUT = ("state_changed", "recorded")
SIGNALS = [n for n, s in vars(Sitting).items() if isinstance(s, Signal) and n not in LEFT_OUT]


class Heard(list):
    """What a sitting said: the name of each signal and its first argument."""

    def of(self, name):
        return [what for heard, what in self if heard == name]


@pytest.fixture
def waiting():
    return Waiting()


@pytest.fixture
def make_sitting(qapp, analyser, store, waiting):
    """Makes sittings; after the test every thread of theirs must have ended."""
    parent = QObject()
    made = []

    def make(open_models=lambda: analyser):
        sitting = Sitting(open_models, store, waiting, parent)
        sitting.heard = Heard()
        for name in SIGNALS:
            signal = getattr(sitting, name)
            signal.connect(lambda *a, name=name: sitting.heard.append((name, (*a, None)[0])))
        # What the evidence list does.
        sitting.listed.connect(lambda analysis: waiting.done(Path(analysis.path)))
        made.append(sitting)
        return sitting

    yield make
    analyser.release()
    for sitting in made:
        assert sitting.close()
        assert not any(runner.pool.activeThreadCount() for runner in sitting.runners)


@pytest.fixture
def idle(qtbot):
    """Waits until a sitting has nothing more to do."""
    return lambda sitting: qtbot.waitUntil(lambda: not any(r.busy for r in sitting.runners))


@pytest.fixture
def sitting(make_sitting, idle):
    """A sitting whose models are loaded."""
    sitting = make_sitting()
    sitting.load_models()
    idle(sitting)
    sitting.heard.clear()
    return sitting


@pytest.fixture
def in_view(sitting, explainer, pictures, idle):
    """A sitting with a.png in view."""
    sitting.open(pictures[0])
    idle(sitting)
    sitting.heard.clear()
    return sitting


def asked_of(sitting):
    """What can be asked for."""
    return sitting.explainable, sitting.testable


# -- models -------------------------------------------------------------------------------------


def test_nothing_can_be_asked_for_without_models(make_sitting, analyser, pictures):
    sitting = make_sitting()
    sitting.explain("shap", 100, "blur", "log-odds")
    sitting.test_maps()
    sitting.stress()
    sitting.analyse_list()
    sitting.open(pictures[0])
    assert not any(runner.busy for runner in sitting.runners)
    assert asked_of(sitting) == (False, False) and analyser.asked == []


def test_the_last_image_asked_for_is_opened_once_the_models_are_there(
    make_sitting, idle, analyser, pictures
):
    sitting = make_sitting()
    sitting.load_models()
    sitting.open(pictures[0])
    sitting.open(pictures[1])
    idle(sitting)
    assert [name for name, _ in sitting.heard[:2]] == ["models_changed", "opening"]
    assert sitting.heard.of("opening") == [pictures[1]] and analyser.asked == ["b.png"]


def test_no_models_is_told_once(make_sitting, idle):
    def fail():
        raise UserError("None here.")

    sitting = make_sitting(fail)
    sitting.load_models()
    idle(sitting)
    assert sitting.heard == [("no_models", "None here.")]


def test_other_models_cut_off_what_the_last_ones_did(in_view, qtbot, explainer, idle):
    explainer.go.clear()
    in_view.explain("shap", 100, "blur", "log-odds")
    qtbot.waitUntil(lambda: bool(explainer.asked))
    in_view.load_models()
    assert explainer.closed.wait(5)
    explainer.go.set()
    idle(in_view)
    assert in_view.heard.of("explained") == []


# -- the image in view --------------------------------------------------------------------------


def test_an_image_is_analysed_and_its_file_is_read(sitting, idle, pictures, analyser):
    sitting.open(pictures[0])
    idle(sitting)
    said = ["opening", "analysed", "listed", "provenance_read", "history_read"]
    heard = [name for name, _ in sitting.heard]
    # Marks of the list are looked up on a thread of its own.
    marks = ("decided", "flagged")
    assert [name for name in heard if name not in marks] == said
    assert [heard.count(name) for name in marks] == [1, 1]
    assert sitting.heard.of("flagged") == [(pictures[0], "")]
    found = sitting.found
    assert found.analysis.path == str(pictures[0]) and found.analysis.views is not None
    assert found.provenance.facts.name == "a.png" and found.history == []
    assert asked_of(sitting) == (True, False)


def test_the_facts_of_an_image_are_not_those_of_the_next(
    sitting, idle, qtbot, pictures, monkeypatch
):
    go, entered = threading.Event(), threading.Event()
    read = provenance_jobs.read

    def slow(path):
        def work():
            entered.set()
            assert go.wait(10)
            yield from read(path)()

        return work

    monkeypatch.setattr(provenance_jobs, "read", slow)
    sitting.open(pictures[0])
    qtbot.waitUntil(entered.is_set)
    sitting.open(pictures[1])
    go.set()
    idle(sitting)
    assert [p.facts.name for p in sitting.heard.of("provenance_read")] == ["b.png"]


def test_damaged_decisions_are_told_and_the_rest_is_read(sitting, idle, store, pictures, analyser):
    sitting.open(pictures[0])
    idle(sitting)
    path = store.path(sitting.found.analysis.sha256)
    path.parent.mkdir()
    path.write_text("{ broken")
    sitting.heard.clear()
    sitting.open(pictures[0])
    idle(sitting)
    assert sitting.heard.of("history_read") == [[]] and sitting.found.provenance is not None
    (sentence,) = sitting.heard.of("failed")
    assert sentence.startswith("Decisions kept earlier for this image could not be read")


def test_a_file_that_cannot_be_read_has_no_decisions(sitting, idle, analyser, make_analysis):
    analyser.answers["x.png"] = make_analysis(
        status="error", sha256=None, verdict=None, views=None, reason="It is broken."
    )
    sitting.open(Path("x.png"))
    idle(sitting)
    assert sitting.heard.of("history_read") == [[]] and sitting.heard.of("failed") == []
    assert asked_of(sitting) == (False, False)
    sitting.explain("shap", 100, "blur", "log-odds")
    sitting.stress()
    assert not sitting.jobs.busy


def test_partial_and_whole_maps_are_kept_apart(in_view, idle, qtbot, explainer, make_explanation):
    partial = replace(make_explanation(), complete=False)
    explainer.partial = (partial, partial)
    explainer.go.clear()
    in_view.explain("shap", 300, "mean", "score")
    qtbot.waitUntil(lambda: in_view.found.latest is not None)
    assert explainer.asked == [(300, "mean", "score")]
    assert in_view.found.explained == {} and asked_of(in_view) == (True, False)
    explainer.go.set()
    idle(in_view)
    assert [e.complete for e in in_view.heard.of("explained")] == [False, True]
    assert list(in_view.found.explained) == ["shap-partition"]
    assert asked_of(in_view) == (True, True)


def test_cancelling_silences_the_work(in_view, idle, qtbot, explainer):
    explainer.go.clear()
    in_view.explain("shap", 100, "blur", "log-odds")
    qtbot.waitUntil(lambda: bool(explainer.asked))
    in_view.cancel()
    assert not in_view.jobs.busy and explainer.closed.wait(5)
    explainer.go.set()
    qtbot.wait(30)
    assert in_view.heard == [] and in_view.found.latest is None


def test_all_that_was_found_is_there_for_saving(in_view, idle, store):
    assert in_view.found.results().to_json().keys() >= {"path", "verdict", "provenance"}
    in_view.explain("shap", 100, "blur", "log-odds")
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
    # Maps computed again have not been tested.
    in_view.explain("shap", 100, "blur", "log-odds")
    idle(in_view)
    assert in_view.found.tested == {}


# -- decisions ----------------------------------------------------------------------------------


def test_a_decision_is_kept_and_read_again(in_view, idle, store, pictures):
    decision = decide(in_view.found.analysis, "undecided", "", "A. Analyst")
    in_view.record(decision)
    idle(in_view)
    assert store.history(decision.sha256) == [decision] == in_view.found.history
    assert in_view.heard.of("history_read") == [[decision]]
    in_view.open(pictures[1])
    idle(in_view)
    assert in_view.found.history == []
    in_view.open(pictures[0])
    idle(in_view)
    assert in_view.found.history == [decision]


def test_a_decision_on_another_image_is_kept_and_not_shown_here(in_view, idle, store):
    analysis = replace(in_view.found.analysis, sha256="0" * 64)
    in_view.record(decide(analysis, "real", "", "A. Analyst"))
    idle(in_view)
    assert len(store.history("0" * 64)) == 1
    assert in_view.found.history == [] and in_view.heard.of("history_read") == []


def test_a_decision_that_cannot_be_kept_is_told(in_view, idle, store):
    # A file where the folder should be.
    store.folder.write_text("")
    in_view.record(decide(in_view.found.analysis, "real", "", "A. Analyst"))
    idle(in_view)
    (sentence,) = in_view.heard.of("failed")
    assert sentence.startswith(f"The decision could not be recorded in {store.folder}")
    assert in_view.found.history == []


# -- the list -----------------------------------------------------------------------------------


def test_the_list_is_analysed_when_there_is_nothing_else_to_do(
    sitting, qtbot, idle, waiting, analyser, pictures
):
    waiting.offer(pictures)
    sitting.analyse_list()
    idle(sitting)
    assert analyser.asked == ["a.png", "b.png", "c.png", "d.png"]
    assert [Path(a.path) for a in sitting.heard.of("listed")] == pictures
    assert all(a.views is None for a in sitting.heard.of("listed"))
    assert sitting.found is None and sitting.heard.of("analysed") == []


def test_the_list_waits_for_the_work_on_the_image_in_view(
    in_view, qtbot, idle, waiting, analyser, explainer, pictures
):
    analyser.asked.clear()
    explainer.go.clear()
    in_view.explain("shap", 100, "blur", "log-odds")
    waiting.offer(pictures[1:])
    in_view.analyse_list()
    qtbot.waitUntil(lambda: bool(explainer.asked))
    qtbot.wait(30)
    assert analyser.asked == [] and not in_view.background.busy
    explainer.go.set()
    idle(in_view)
    assert analyser.asked == ["b.png", "c.png", "d.png"]


def test_work_on_the_image_in_view_interrupts_the_list(
    sitting, qtbot, idle, waiting, analyser, pictures
):
    analyser.go.clear()
    waiting.offer(pictures)
    sitting.analyse_list()
    qtbot.waitUntil(lambda: analyser.asked == ["a.png"])
    sitting.open(pictures[3])
    assert not sitting.background.busy
    qtbot.waitUntil(lambda: analyser.asked == ["a.png", "d.png"])
    analyser.go.set()
    idle(sitting)
    # What was interrupted is begun again; what was analysed meanwhile is not.
    assert analyser.asked == ["a.png", "d.png", "a.png", "b.png", "c.png"]


def test_the_list_can_be_paused_and_gone_on_with(sitting, qtbot, idle, waiting, analyser, pictures):
    analyser.go.clear()
    waiting.offer(pictures[:3])
    sitting.analyse_list()
    qtbot.waitUntil(lambda: analyser.asked == ["a.png"])
    sitting.analyse_in_background(False)
    analyser.go.set()
    idle(sitting)
    sitting.analyse_list()
    # Nor does it go on after other work.
    sitting.open(pictures[3])
    idle(sitting)
    assert analyser.asked == ["a.png", "d.png"]
    sitting.analyse_in_background(True)
    idle(sitting)
    assert analyser.asked[2:] == ["a.png", "b.png", "c.png"]


# -- closing ------------------------------------------------------------------------------------


def test_what_is_being_written_is_brought_to_its_end(in_view, qtbot, tmp_path):
    started, written = threading.Event(), tmp_path / "written"

    def work():
        started.set()
        yield from ()
        time.sleep(0.1)
        written.touch()

    in_view.write(work, "Saving", lambda _: None)
    # The second waits for the first.
    second = tmp_path / "second"

    def after():
        assert written.exists()
        yield second.touch()

    in_view.write(after, "Saving", lambda _: None)
    in_view.cancel()
    in_view.load_models()
    assert started.wait(5)
    assert in_view.close()
    assert written.exists() and second.exists()


def test_nothing_goes_on_with_the_list_after_closing(sitting, qtbot, waiting, analyser, pictures):
    analyser.go.clear()
    waiting.offer(pictures)
    sitting.analyse_list()
    qtbot.waitUntil(lambda: analyser.asked == ["a.png"])
    threading.Timer(0.1, analyser.release).start()
    assert sitting.close()
    qtbot.wait(50)
    assert analyser.asked == ["a.png"] and sitting.heard == []
    assert not any(runner.busy for runner in sitting.runners)


def test_closing_waits_no_longer_than_it_says(make_sitting, idle, analyser, pictures, monkeypatch):
    assert CLOSING_S <= 2
    monkeypatch.setattr("gng_desktop.ui.sitting.CLOSING_S", 0.2)
    sitting = make_sitting()
    sitting.load_models()
    idle(sitting)
    go = threading.Event()

    def stubborn():
        assert go.wait(10)
        yield 1

    for runner in sitting.runners:
        runner.start(stubborn, "The test", lambda _: None)
    begun = time.monotonic()
    assert not sitting.close()
    # One deadline for all of them together.
    assert time.monotonic() - begun < 0.2 + 0.3
    go.set()
    monkeypatch.undo()
