"""The analyst's decisions in the window: recorded, shown, ticked in the list, not lost."""

import errno
import threading
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QMessageBox

CLOSE, CANCEL = QMessageBox.StandardButton.Close, QMessageBox.StandardButton.Cancel


@pytest.fixture
def analyst(shown):
    shown.notes.set_analyst("A. Analyst")
    return shown


def choose(window, conclusion, comment=""):
    window.notes.choices[conclusion].setChecked(True)
    window.notes.comment.setPlainText(comment)


def ticked(window):
    """Names of the images that the list marks as decided."""
    rows = range(window.evidence.model.rowCount())
    items = [window.evidence.model.row_at(row) for row in rows]
    return [item.name for item in items if item.decided]


def test_a_decision_is_recorded_shown_and_ticked(analyst, store, settled):
    assert ticked(analyst) == []
    choose(analyst, "probably_generated", "The ear.")
    assert analyst.notes.state.text() == "Not recorded yet."
    analyst.notes.button.click()
    assert analyst.notes.state.text() == "Recording…"
    settled(analyst, "a.png")
    assert analyst.notes.state.text() == "Recorded." and analyst.notes.drafts == {}
    assert ticked(analyst) == ["a.png"]
    found = analyst.session.found
    (decision,) = store.history(found.analysis.sha256)
    assert decision.conclusion == "probably_generated" and decision.comment == "The ear."
    assert decision.analyst == "A. Analyst" and decision.verdict_seen == "generated"
    assert found.history == [decision]
    assert "The ear." in analyst.notes.last.toPlainText()


def test_a_decision_says_on_which_picture_of_the_file(
    qtbot, analyst, analyser, make_analysis, pictures, store, settled
):
    analyser.answers["b.png"] = replace(make_analysis(), frames=3)
    analyst.open_image(pictures[1])
    settled(analyst, "b.png")
    for frame, conclusion in ((1, "real"), (2, "generated")):
        analyst.session.open_frame(frame)
        qtbot.waitUntil(lambda frame=frame: analyst.session.found.analysis.frame == frame)
        settled(analyst, "b.png")
        assert not any(choice.isChecked() for choice in analyst.notes.choices.values())
        choose(analyst, conclusion)
        analyst.notes.button.click()
        settled(analyst, "b.png")
        assert analyst.notes.state.text() == "Recorded."
        assert f"On picture {frame} of the file" in analyst.notes.last.toPlainText()
    history = store.history(analyst.session.found.analysis.sha256)
    assert [(d.frame, d.conclusion) for d in history] == [(1, "real"), (2, "generated")]


def test_the_list_ticks_what_was_decided_in_an_earlier_session(
    qtbot, analyst, make_window, analyser, pictures, settled
):
    choose(analyst, "real")
    analyst.notes.button.click()
    settled(analyst, "a.png")
    again = make_window(lambda: analyser)
    # In the background, without being looked at.
    again.evidence.model.add(pictures[:2])
    idle = (again.session.background, again.session.marks)
    qtbot.waitUntil(lambda: again.evidence.model.counts()["waiting"] == 0)
    qtbot.waitUntil(lambda: not any(runner.busy for runner in idle))
    assert ticked(again) == ["a.png"]


def test_what_could_not_be_recorded_is_reported_and_stays_a_draft(qtbot, analyst, store, settled):
    # A file where the folder should be.
    store.folder.write_text("")
    choose(analyst, "real", "Known photograph.")
    analyst.notes.button.click()
    qtbot.waitUntil(analyst.notice.isVisible)
    assert "The decision could not be recorded" in analyst.notice.text.text()
    settled(analyst, "a.png")
    assert analyst.notes.state.text() == "Not recorded yet."
    assert analyst.notes.comment.toPlainText() == "Known photograph."
    assert ticked(analyst) == [] and len(analyst.notes.drafts) == 1
    analyst.commands["again"].trigger()
    settled(analyst, "a.png")
    assert "cannot be read from" in analyst.notice.text.text()
    # It can be tried again.
    store.folder.unlink()
    analyst.notes.button.click()
    settled(analyst, "a.png")
    assert analyst.notes.state.text() == "Recorded." and ticked(analyst) == ["a.png"]


def test_that_a_decision_by_key_was_not_recorded_is_seen_with_the_next_image(
    qtbot, analyst, store, pictures, settled, monkeypatch
):
    def record(decision):
        raise OSError(errno.ENOSPC, "No space left on device")

    analyst.opening.open_places(pictures)
    qtbot.waitUntil(lambda: analyst.evidence.model.rowCount() == len(pictures))
    analyst.evidence.select(pictures[0])
    settled(analyst, "a.png")
    monkeypatch.setattr(store, "record", record)
    analyst.commands["decide_real"].trigger()
    settled(analyst, "b.png")
    qtbot.waitUntil(lambda: not analyst.triage.runner.busy)
    assert analyst.notice.isVisible() and analyst.notice.lasting
    assert (
        "(No space left on device); check that folder and record again"
        in analyst.notice.text.text()
    )


def test_drafts_stay_with_their_images(analyst, pictures, settled):
    choose(analyst, "real", "Draft of a.")
    analyst.open_image(pictures[1])
    settled(analyst, "b.png")
    assert analyst.notes.comment.toPlainText() == ""
    choose(analyst, "generated", "Draft of b.")
    analyst.evidence.select(pictures[0])
    settled(analyst, "a.png")
    assert analyst.notes.comment.toPlainText() == "Draft of a."
    assert analyst.notes.choices["real"].isChecked()
    assert len(analyst.notes.drafts) == 2
    analyst.commands["again"].trigger()
    settled(analyst, "a.png")
    assert analyst.notes.comment.toPlainText() == "Draft of a."


def test_damaged_decisions_are_shown_with_every_opening_until_the_next(analyst, store, settled):
    path = store.path(analyst.session.found.analysis.sha256)
    path.parent.mkdir()
    path.write_text("{ broken")
    for _ in range(2):
        analyst.notice.hide()
        analyst.commands["again"].trigger()
        settled(analyst, "a.png")
        assert analyst.session.found.history == []
        assert "could not be read and were set aside" in analyst.notice.text.text()
    choose(analyst, "undecided")
    analyst.notes.button.click()
    settled(analyst, "a.png")
    assert [d.conclusion for d in analyst.session.found.history] == ["undecided"]


# -- closing ------------------------------------------------------------------------------------


@pytest.fixture
def question(monkeypatch):
    """What closing asks, and how it is answered."""
    asked, answers = [], [CANCEL]

    def ask(parent, title, text, buttons, default):
        asked.append((text, default))
        return answers[0]

    monkeypatch.setattr(QMessageBox, "question", ask)
    return asked, answers


def test_nothing_is_asked_where_all_is_recorded(analyst, question, settled):
    choose(analyst, "real")
    analyst.notes.button.click()
    settled(analyst, "a.png")
    analyst.commands["quit"].trigger()
    assert question[0] == [] and not analyst.isVisible() and analyst.threads_ended


def test_drafts_are_asked_about_and_cancelling_keeps_the_window(
    analyst, question, pictures, settled
):
    asked, answers = question
    choose(analyst, "real", "One.")
    analyst.close()
    # Return must not throw anything away.
    assert asked == [("The notes on one image have not been recorded and would be lost.", CANCEL)]
    analyst.open_image(pictures[1])
    settled(analyst, "b.png")
    choose(analyst, "real", "Two.")
    analyst.commands["quit"].trigger()
    words = "The notes on 2 images have not been recorded and would be lost."
    assert asked[1][0] == words and analyst.isVisible()
    # Everything goes on.
    analyst.explain()
    assert analyst.session.jobs.busy and analyst.notes.comment.toPlainText() == "Two."
    answers[0] = CLOSE
    analyst.close()
    assert not analyst.isVisible() and analyst.threads_ended


def test_a_decision_under_way_is_written_before_the_window_closes(
    qtbot, analyst, store, question, monkeypatch
):
    started, record = threading.Event(), store.record

    def slow(decision):
        started.set()
        threading.Event().wait(0.1)
        return record(decision)

    monkeypatch.setattr(store, "record", slow)
    question[1][0] = CLOSE
    choose(analyst, "real")
    analyst.notes.button.click()
    qtbot.waitUntil(started.is_set)
    analyst.close()
    assert len(store.history(analyst.session.found.analysis.sha256)) == 1
