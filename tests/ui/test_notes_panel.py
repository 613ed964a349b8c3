from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import Qt

from gng_desktop.casework.decisions import CONCLUSIONS, decide
from gng_desktop.ui.image import saving_jobs
from gng_desktop.ui.panels.notes import NotesPanel

OTHER = "1" * 64


@pytest.fixture
def analysis(make_analysis):
    return make_analysis()


@pytest.fixture
def shown(qtbot, settings, analysis):
    """A panel with an image, and the analyst's name."""
    panel = NotesPanel(settings)
    qtbot.addWidget(panel)
    panel.resize(360, 800)
    panel.show()
    panel.set_analyst("A. Rossi")
    panel.show_image(analysis.sha256, [], "GENERATED", partial(decide, analysis))
    return panel


@pytest.fixture
def recorded(shown):
    """All that the panel asked to record."""
    found = []
    shown.recorded.connect(found.append)
    return found


def form(panel):
    chosen = [key for key, choice in panel.choices.items() if choice.isChecked()]
    return chosen, panel.comment.toPlainText()


def fill(panel, conclusion="real", comment="Grain fits."):
    panel.choices[conclusion].click()
    panel.comment.setPlainText(comment)


def test_nothing_is_recorded_before_the_button_is_pressed(shown, recorded):
    assert shown.state.text() == "Nothing recorded yet." and not shown.button.isEnabled()
    fill(shown)
    assert shown.state.text() == "Not recorded yet." and not recorded
    shown.button.click()
    (decision,) = recorded
    assert (decision.conclusion, decision.comment) == ("real", "Grain fits.")
    assert (decision.analyst, decision.verdict_seen) == ("A. Rossi", "generated")
    assert shown.state.text() == "Recording…" and not shown.button.isEnabled()
    shown.show_history([decision])
    assert shown.state.text() == "Recorded." and not shown.button.isEnabled()
    assert form(shown) == (["real"], "Grain fits.") and not shown.drafts


def test_a_conclusion_is_on_the_face_that_is_analysed(shown, recorded, make_analysis):
    def show(number, history):
        face = make_analysis(face_index=number, face_box=(number, 2, 20, 20))
        shown.show_image(face.sha256, history, "REAL", partial(decide, face), number)

    fill(shown, "generated", "The whole.")
    show(2, [])
    assert form(shown) == ([], "")  # a draft is of one face alone
    assert shown.verdict.text() == "The tool's verdict on face 2: REAL"
    fill(shown, "real", "Face two.")
    shown.button.click()
    (decision,) = recorded
    assert (decision.face_index, decision.face_box) == (2, (2, 2, 20, 20))
    shown.show_history([decision])
    assert shown.state.text() == "Recorded." and "On face 2" in shown.last.toPlainText()
    show(3, [decision])
    assert shown.state.text() == "Nothing recorded on face 3 yet." and form(shown) == ([], "")
    show(2, [decision])
    assert shown.state.text() == "Recorded." and form(shown) == (["real"], "Face two.")
    whole = make_analysis()
    shown.show_image(whole.sha256, [decision], "GENERATED", partial(decide, whole))
    assert form(shown) == (["generated"], "The whole.")
    shown.drafts.clear()
    shown.show_history([decision])
    assert shown.state.text() == "Nothing recorded on the whole picture yet."


@pytest.mark.parametrize(("word", "words"), [("", "Open an image"), ("READ", "not be read")])
def test_without_a_file_that_was_read_there_is_nothing_to_record(shown, analysis, word, words):
    fill(shown)
    shown.show_image(None, [], word, partial(decide, analysis) if word else None)
    assert words in shown.state.text() and form(shown) == ([], "")
    controls = (*shown.choices.values(), shown.comment, shown.analyst, shown.button)
    assert not any(control.isEnabled() for control in controls)
    assert set(shown.drafts) == {analysis.sha256}


def test_what_is_missing_is_named(shown, settings):
    shown.comment.setPlainText(" \n")
    assert not shown.drafts and shown.state.text() == "Nothing recorded yet."
    shown.comment.setPlainText("Grain fits.")
    assert shown.state.text() == "Not recorded yet: choose a conclusion."
    shown.choices["real"].click()
    shown.analyst.setText("  ")
    assert shown.state.text() == "Not recorded yet: enter your name."
    assert not shown.button.isEnabled()
    shown.set_analyst("C. Weiß ")
    assert shown.button.isEnabled() and NotesPanel(settings).analyst.text() == "C. Weiß"


def test_everything_is_reached_by_tab_and_has_a_name(shown, analysis):
    shown.show_history([decide(analysis, "real", "", "A. Rossi")] * 2)
    assert list(shown.choices) == list(CONCLUSIONS)
    assert all(choice.accessibleDescription().endswith(".") for choice in shown.choices.values())
    parts = [shown.choices["real"], shown.comment, shown.analyst, shown.button]
    parts += [shown.last, shown.earlier.header, shown.earlier_text]
    chain = [shown.nextInFocusChain()]
    while chain[-1] is not shown:
        chain.append(chain[-1].nextInFocusChain())
    assert sorted(parts, key=chain.index) == parts
    for part in parts:
        assert part.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert part.accessibleName() or part.text()
    reached = [c for c in shown.choices.values() if c.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert reached == [shown.choices["real"]]


def test_a_decision_is_written_before_the_job_can_be_cut_off(analysis, store):
    next(saving_jobs.record(store, decide(analysis, "real", "", "A. Rossi")))
    assert len(store.history(analysis.sha256)) == 1


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_ctrl_return_records_from_the_comment(qtbot, shown, recorded, key):
    fill(shown)
    shown.activateWindow()
    shown.comment.setFocus()
    for _ in range(3):
        qtbot.keyClick(shown.comment, key, Qt.KeyboardModifier.ControlModifier)
    assert [d.comment for d in recorded] == [shown.comment.toPlainText()] == ["Grain fits."]
    qtbot.keyClick(shown.comment, Qt.Key.Key_Tab)
    assert shown.analyst.hasFocus()


def test_a_history_that_arrives_late_leaves_the_draft(shown, analysis):
    fill(shown)
    shown.show_history([decide(analysis, "generated", "", "A. Rossi")])
    assert form(shown) == (["real"], "Grain fits.") and shown.state.text() == "Not recorded yet."
    assert shown.last_heading.text() == "Last recorded decision: Generated"
    # One that was recorded elsewhere meanwhile is none.
    shown.show_history([decide(analysis, "real", "Grain fits.", "A. Rossi")])
    assert shown.state.text() == "Recorded." and not shown.drafts


def test_recording_again_adds_to_the_history(shown, analysis):
    history = [
        replace(decide(analysis, "undecided", "First.", "B. Keller"), decided_at=at)
        for at in ("2026-05-01T09:00:00+00:00", "2026-05-02T09:00:00+00:00")
    ]
    history[1] = replace(history[1], conclusion="unsuitable", comment="Second.")
    shown.show_history(history[:1])
    assert not shown.last.isHidden() and shown.earlier.isHidden()
    shown.show_history(history)
    assert shown.earlier.header.text() == "1 earlier decision" and not shown.earlier.is_open
    assert "First." in shown.earlier_text.toPlainText()
    assert "Undecided\nB. Keller, 2026-05-01 09:00 UTC" in shown.earlier_text.toPlainText()
    history.append(decide(analysis, "real", "Third.", "A. Rossi"))
    shown.show_history(history)
    assert shown.earlier.header.text() == "2 earlier decisions"
    text = shown.earlier_text.toPlainText()
    assert text.index("Second.") < text.index("First.") and "Third." not in text
    assert "Third." in shown.last.toPlainText()


def test_the_last_decision_says_what_the_tool_reported_then(shown, analysis):
    decision = decide(analysis, "real", "", "A. Rossi")
    shown.show_history([replace(decision, decided_at="2026-05-01T09:00:30+00:00")])
    assert shown.last.toPlainText() == (
        "A. Rossi, 2026-05-01 09:00 UTC\n"
        "The tool's verdict at the time: generated, score 0.93 with background, 0.62 without."
    )
    sure = {"with_background": 0.999, "without_background": 0.001}
    shown.show_history([replace(decision, scores_seen=sure)])
    assert "above 0.99 with background, below 0.01 without" in shown.last.toPlainText()
    shown.show_history([replace(decision, verdict_seen=None)])
    assert shown.last.toPlainText().endswith("The tool gave no verdict at the time.")


def test_a_colleagues_conclusion_is_shown_but_not_filled_in(shown, analysis, recorded):
    shown.show_history([decide(analysis, "real", "Grain.", "B. Keller")])
    assert form(shown) == ([], "") and shown.state.text() == "You have recorded nothing yet."
    assert "Grain." in shown.last.toPlainText()
    # One's own is filled in, and can be recorded again only after a change.
    shown.set_analyst("B. Keller")
    assert form(shown) == (["real"], "Grain.") and not shown.button.isEnabled()
    shown.comment.setPlainText("Grain and shadows.")
    shown.button.click()
    assert [d.analyst for d in recorded] == ["B. Keller"]


def test_when_the_tool_says_something_else_the_decision_can_be_confirmed(shown, analysis, recorded):
    history = [decide(analysis, "real", "", "A. Rossi")]
    close = replace(analysis, score_with_background=0.931)
    shown.show_image(analysis.sha256, history, "GENERATED", partial(decide, close))
    assert shown.state.text() == "Recorded."
    for changed in (
        replace(analysis, verdict="real"),
        replace(analysis, classifier_with_background="with@ba9876543210"),
    ):
        shown.show_image(analysis.sha256, history, "REAL", partial(decide, changed))
        assert "verdict has changed since" in shown.state.text() and shown.button.isEnabled()
    shown.button.click()
    assert recorded[0].conclusion == "real" and recorded[0].comment == ""


def test_long_texts_are_shown_whole_and_literally(qtbot, shown, analysis):
    words = "<b>{x}</b>" * 40 + "\n" + "words " * 80
    long = [decide(analysis, "real", words, "{0}" * 30) for _ in range(2)]
    shown.show_history(long)
    shown.earlier.set_open(True)
    for text in (shown.last, shown.earlier_text):
        qtbot.waitUntil(lambda text=text: text.document().size().height() <= text.height())
        assert text.document().idealWidth() <= text.viewport().width()
        assert "<b>{x}</b>" * 40 in text.toPlainText() and "{0}" * 30 in text.toPlainText()


def test_a_verdict_can_be_marked_once(qtbot, shown):
    line, marks = shown.marks, []
    line.marked.connect(marks.append)
    assert not line.right.isEnabled()
    line.set_markable(True)
    assert line.right.isEnabled() and line.wrong.isEnabled()
    shown.set_analyst("")
    assert not line.wrong.isEnabled()  # a mark bears a name
    shown.set_analyst("A. Rossi")
    qtbot.mouseClick(line.wrong, Qt.MouseButton.LeftButton)
    assert marks == [False] and not line.wrong.isEnabled() and not line.right.isEnabled()
    line.show_mark("Accepted into the feedback pool: fine")
    assert line.state.isVisible() and "Accepted" in line.state.text()
    line.set_markable(False)
    assert not line.state.text()
