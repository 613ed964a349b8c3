"""The faces of the image in view: found after its scores, judged on request, kept apart."""

import threading

import pytest
from PySide6.QtCore import Qt

from gng_desktop.analysis import faces_in_image
from gng_desktop.casework.decisions import decide
from gng_desktop.imaging.detect import DetectorError
from gng_desktop.imaging.faces import Box
from gng_desktop.ui.faces_in_view import WHOLE

ONE, TWO, THREE = Box(2, 4, 20, 20), Box(30, 6, 24, 24), Box(60, 20, 22, 22)


@pytest.fixture
def detector(monkeypatch):
    """Stands in for the detector: what it finds, and whether it may answer."""

    class Detector:
        def __init__(self):
            self.squares, self.too_small, self.error, self.asked = (ONE, TWO, THREE), 0, None, 0
            self.go, self.entered = threading.Event(), threading.Event()
            self.go.set()

        def __call__(self, rgb, analysed):
            self.asked += 1
            self.entered.set()
            assert self.go.wait(10)
            if self.error is not None:
                raise self.error
            number = self.squares.index(analysed) + 1 if analysed in self.squares else None
            return faces_in_image.Group(self.squares, self.squares, self.too_small, 64, number)

    detector = Detector()
    monkeypatch.setattr(faces_in_image, "group_of", detector)
    yield detector
    detector.go.set()


@pytest.fixture
def several(detector, shown):
    """A window that shows a.png, in which there are three faces."""
    return shown


@pytest.fixture
def choose(several, settled):
    """Chooses a face and waits until it is judged."""

    def chosen(number):
        several.session.faces.choose(number)
        settled(several, "a.png")

    return chosen


@pytest.fixture
def every(several, settled):
    """Judges every face."""

    def analysed():
        several.commands["judge_faces"].trigger()
        settled(several, "a.png")

    return analysed


def parts_of(analyser):
    return list(analyser.parts)


# -- finding them -------------------------------------------------------------------------------


def test_scores_are_shown_before_faces_are_sought(
    qtbot, detector, window, pictures, explainer, settled
):
    detector.go.clear()
    window.open_image(pictures[0])
    qtbot.waitUntil(detector.entered.is_set)
    assert window.verdict.with_background.score_text == "0.93"
    assert window.verdict.faces.isHidden() and window.panes.view.faces.marks == ()
    assert not window.session.jobs.busy and window.commands["explain"].isEnabled()
    detector.go.set()
    settled(window, "a.png")
    assert [m.number for m in window.panes.view.faces.marks] == [1, 2, 3]
    assert window.verdict.faces.choice.currentText() == "Whole picture"


def test_another_image_cuts_the_search(qtbot, detector, window, pictures, explainer, settled):
    detector.go.clear()
    window.open_image(pictures[0])
    qtbot.waitUntil(detector.entered.is_set)
    heard = []
    window.session.faces.changed.connect(lambda: heard.append(window.session.faces.group))
    window.open_image(pictures[1])
    assert not window.session.faces.finder.busy
    detector.squares = ()
    detector.go.set()
    settled(window, "b.png")
    assert all(group is None or group.squares == () for group in heard)
    assert window.panes.view.faces.marks == ()


def test_the_search_can_be_cancelled(qtbot, detector, window, pictures, explainer, settled):
    detector.go.clear()
    window.open_image(pictures[0])
    qtbot.waitUntil(detector.entered.is_set)
    window.session.faces.finder.cancel()
    detector.go.set()
    settled(window, "a.png")
    assert window.session.faces.group is None and window.verdict.faces.isHidden()


@pytest.mark.parametrize("squares", [(), (Box(0, 0, 90, 60),)])
def test_no_face_or_one_that_was_analysed_already_is_not_marked(
    detector, window, pictures, explainer, settled, squares
):
    detector.squares, detector.too_small = squares, 2 - 2 * len(squares)
    window.open_image(pictures[0])
    settled(window, "a.png")
    shown = window.verdict.faces
    assert window.panes.view.faces.marks == ()
    assert not any(window.commands[key].isEnabled() for key in ("judge_faces", "next_face"))
    if squares:
        assert shown.isHidden()
    else:
        assert shown.note.text().startswith("2 faces are too small") and shown.row.isHidden()


def test_a_broken_detector_leaves_the_scores(detector, window, pictures, explainer, settled):
    detector.error = DetectorError("The face detector is missing; install the program again.")
    window.open_image(pictures[0])
    settled(window, "a.png")
    assert window.verdict.faces.note.text() == str(detector.error)
    assert window.commands["explain"].isEnabled() and window.notice.isHidden()


def test_in_what_cannot_be_read_no_face_is_sought(
    detector, window, analyser, make_analysis, pictures, settled
):
    analyser.answers["a.png"] = make_analysis(
        status="error", verdict=None, views=None, sha256=None, reason="It is broken."
    )
    window.open_image(pictures[0])
    settled(window, "a.png")
    assert detector.asked == 0 and window.verdict.faces.isHidden()


# -- judging one --------------------------------------------------------------------------------


def test_everything_is_about_the_face_chosen(several, choose, analyser):
    analyser.faces[TWO.x] = {"verdict": "real", "score_with_background": 0.11}
    choose(2)
    found = several.session.found.analysis
    assert (found.face_index, found.face_box) == (2, (30, 6, 24, 24))
    assert parts_of(analyser) == [TWO]
    assert several.verdict.badge.word == "REAL"
    assert several.verdict.with_background.score_text == "0.11"
    assert several.verdict.faces.choice.currentText() == "Face 2 of 3"
    assert several.verdict.facts["analysed"].text() == "face 2: 24 × 24 px at 30, 6"
    assert several.panes.scene.views is found.views
    assert several.panes.view.analysed.getRect() == (30, 6, 24, 24)
    marks = several.panes.view.faces
    assert marks.analysed == 2 and marks.analysed_is_framed
    assert [mark.word for mark in marks.marks] == ["", "real", ""]
    assert several.notes.verdict.text() == "The tool's verdict on face 2: real"
    assert several.session.found.results().to_json()["face_index"] == 2
    # What the list says is of the file.
    path = several.evidence.model.paths()[0]
    assert several.evidence.model.analysis(path).verdict == "generated"


def test_the_whole_picture_is_chosen_again(several, choose, analyser):
    before = several.session.found
    choose(2)
    several.commands["whole_picture"].trigger()
    assert several.session.found is before and not several.session.jobs.busy
    assert several.verdict.badge.word == "GENERATED"
    assert several.panes.view.faces.analysed == WHOLE and several.panes.view.analysed is None
    # A face that was judged is not judged anew.
    choose(2)
    assert parts_of(analyser) == [TWO]


def test_faces_are_gone_through_by_keys(qtbot, several, settled):
    with qtbot.waitActive(several):
        several.activateWindow()
    canvas = several.panes.active.canvas
    canvas.setFocus()
    control = Qt.KeyboardModifier.ControlModifier
    seen = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        qtbot.keyClick(canvas, key, control)
        settled(several, "a.png")
        seen.append(several.session.faces.chosen)
    assert seen == [1, 2, 1]
    qtbot.keyClick(canvas, Qt.Key.Key_W)
    assert several.session.faces.chosen == WHOLE
    assert not several.commands["previous_face"].isEnabled()


def test_two_steps_at_once_lead_two_faces_on(several, settled, analyser):
    for number in (-1, 4):
        several.session.faces.choose(number)  # which is not there
    assert not several.session.jobs.busy
    analyser.pictures_go.clear()
    several.commands["next_face"].trigger()
    several.commands["next_face"].trigger()
    analyser.release()
    settled(several, "a.png")
    assert several.session.faces.chosen == 2


def test_a_click_on_a_box_and_one_on_a_line_choose(several, settled):
    several.panes.view.faces.chosen.emit(3)
    settled(several, "a.png")
    assert several.session.faces.chosen == 3
    several.verdict.faces.table.choose(0)
    settled(several, "a.png")
    assert several.session.faces.chosen == 1


def test_cancelling_leaves_what_was_chosen(qtbot, several, analyser, settled):
    analyser.pictures_go.clear()
    several.commands["next_face"].trigger()
    assert several.session.faces.awaited == 1
    several.commands["cancel"].trigger()
    analyser.release()
    settled(several, "a.png")
    faces = several.session.faces
    assert (faces.chosen, faces.awaited) == (WHOLE, WHOLE) and faces.analyses == {}
    several.commands["next_face"].trigger()
    settled(several, "a.png")
    assert faces.chosen == 1


def test_no_face_is_chosen_while_another_image_is_on_its_way(
    qtbot, several, analyser, pictures, settled
):
    analyser.go.clear()
    several.open_image(pictures[1])
    several.session.faces.choose(2)
    assert several.session.faces.awaited == WHOLE
    assert not several.commands["judge_faces"].isEnabled()
    assert not several.verdict.faces.choice.isEnabled()
    analyser.go.set()
    settled(several, "b.png")
    assert analyser.parts == [] and several.commands["judge_faces"].isEnabled()


# -- what is found of each ----------------------------------------------------------------------


def test_what_was_found_of_a_face_comes_back_with_it(several, choose, settled):
    choose(1)
    several.explain()
    settled(several, "a.png")
    several.session.test_maps()
    settled(several, "a.png")
    several.session.stress()
    settled(several, "a.png")
    several.arrangement.show("verdict")
    first = several.session.found
    choose(2)
    second = several.session.found
    assert second.explained == {} and second.tested == {} and second.stress is None
    assert several.panes.scene.pair is None
    assert second.provenance is first.provenance is not None
    assert several.stress.plots["jpeg"].isHidden()
    choose(1)
    assert several.session.found is first and len(first.explained) == 1 and first.stress
    assert several.panes.scene.pair == first.latest.maps
    assert not several.stress.plots["jpeg"].isHidden()
    assert several.session.found.results().tested.keys() == {"shap-partition"}
    # Coming back does not bring another panel to the front.
    assert not several.verdict.visibleRegion().isEmpty()


def test_facts_of_the_file_that_come_late_are_every_faces(several, choose, store):
    choose(1)
    whole = several.session.faces.all_found()[0]
    decision = decide(several.session.found.analysis, "real", "Seen.", "A. Analyst")
    several.session._on_fact([decision])
    assert whole.history == [decision] == several.session.found.history
    choose(2)
    assert several.session.found.history == [decision]
    assert "On face 1" in several.notes.last.toPlainText()
    assert several.notes.state.text() == "Nothing recorded on face 2 yet."


# -- judging every one --------------------------------------------------------------------------


def test_every_face_is_judged_and_the_file_with_them(several, every, analyser):
    analyser.faces = {
        ONE.x: {"verdict": "real", "score_with_background": 0.1},
        TWO.x: {"verdict": "inconclusive", "score_with_background": 0.5},
        THREE.x: {"verdict": "real"},
    }
    every()
    faces, chooser = several.session.faces, several.verdict.faces
    assert parts_of(analyser) == [ONE, TWO, THREE] and faces.chosen == WHOLE
    role = Qt.ItemDataRole.AccessibleTextRole
    sentences = [chooser.faces.index(row, 0).data(role) for row in range(3)]
    assert [sentence.split(",")[0] for sentence in sentences] == [
        "Face 1: real",
        "Face 2: inconclusive",
        "Face 3: real",
    ]
    assert faces.verdict.face_index == 2
    assert chooser.file.text().startswith("The file: inconclusive, because face 2")
    marks = several.panes.view.faces.marks
    assert [mark.verdict for mark in marks] == ["real", "inconclusive", "real"]
    assert not several.commands["judge_faces"].isEnabled() and not chooser.every.isEnabled()
    path = several.evidence.model.paths()[0]
    assert several.evidence.model.analysis(path).verdict == "inconclusive"
    # All of them are at hand.
    faces.choose(3)
    assert faces.chosen == 3 and not several.session.jobs.busy


def test_a_face_that_was_judged_is_not_judged_again(choose, every, analyser):
    choose(2)
    every()
    assert parts_of(analyser) == [TWO, ONE, THREE]


def test_the_last_face_chosen_completes_the_file(several, choose):
    for number in (1, 2, 3):
        assert several.session.faces.verdict is None
        choose(number)
    assert several.session.faces.verdict is not None


def test_what_was_judged_before_cancelling_stays(qtbot, several, settled, analyser, monkeypatch):
    go, part = threading.Event(), analyser.analyse_part

    def slow(path, rgb, box, sha256=None):
        assert box == ONE or go.wait(10)
        return part(path, rgb, box, sha256)

    monkeypatch.setattr(analyser, "analyse_part", slow)
    several.commands["judge_faces"].trigger()
    qtbot.waitUntil(lambda: bool(several.session.faces.analyses))
    several.commands["cancel"].trigger()
    go.set()
    settled(several, "a.png")
    assert list(several.session.faces.analyses) == [1]
    assert several.verdict.faces.file.isHidden()
    assert several.commands["judge_faces"].isEnabled()


def test_the_verdict_on_a_file_is_known_when_it_is_opened_again(
    several, every, analyser, pictures, settled
):
    analyser.faces = {TWO.x: {"verdict": "real"}, ONE.x: {"verdict": "real"}}
    analyser.faces[THREE.x] = {"verdict": "inconclusive"}
    every()
    several.open_image(pictures[1])
    settled(several, "b.png")
    assert several.session.faces.analyses == {}
    several.open_image(pictures[0])
    settled(several, "a.png")
    assert several.session.faces.verdict.face_index == 3
    assert several.evidence.model.analysis(pictures[0]).verdict == "inconclusive"
    # Their pictures are not kept: one that is chosen is judged anew.
    several.session.faces.choose(1)
    settled(several, "a.png")
    assert several.panes.scene.views is not None and parts_of(analyser)[3:] == [ONE]


def test_other_models_know_nothing_of_what_the_last_ones_judged(several, every, settled):
    every()
    several.session.load_models()
    settled(several, "a.png")
    faces = several.session.faces
    assert faces.chosen == WHOLE and faces.analyses == {} and faces.verdict is None
    path = several.evidence.model.paths()[0]
    assert several.evidence.model.analysis(path).verdict == "generated"


# -- boxes --------------------------------------------------------------------------------------


def test_boxes_are_shown_and_hidden_by_a_command(several):
    boxes, command = several.panes.view.faces, several.commands["face_boxes"]
    assert command.isChecked() and len(boxes.shown) == 3
    command.trigger()
    assert not command.isChecked() and boxes.shown == ()
    command.trigger()
    assert len(boxes.shown) == 3
