"""The faces of the image in view: found after its scores, analysed on request, each by itself."""

import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from gng_desktop.analysis import HASHED, faces_in_image
from gng_desktop.casework.decisions import decide
from gng_desktop.imaging.detect import DetectorError
from gng_desktop.imaging.faces import Box
from gng_desktop.ui.image.faces import WHOLE

ONE, TWO, THREE = Box(2, 4, 20, 20), Box(30, 6, 24, 24), Box(60, 20, 22, 22)


@pytest.fixture(autouse=True)
def detector(monkeypatch):
    """Stands in for the detector, which finds three faces: what it finds, and when."""

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
def choose(shown, settled):
    """Chooses a face and waits until it is analysed."""

    def chosen(number):
        shown.session.faces.choose(number)
        settled(shown, "a.png")

    return chosen


@pytest.fixture
def every(shown, settled):
    """Judges every face."""

    def analysed():
        shown.commands["judge_faces"].trigger()
        settled(shown, "a.png")

    return analysed


# -- finding them -------------------------------------------------------------------------------


@pytest.fixture
def seeking(qtbot, detector, window, pictures, explainer):
    """A window with a.png, while the detector is held back."""
    detector.go.clear()
    window.open_image(pictures[0])
    qtbot.waitUntil(detector.entered.is_set)
    return window


def test_scores_are_shown_before_faces_are_sought(detector, seeking, settled):
    window = seeking
    assert window.verdict.with_background.score_text == "0.93"
    assert window.verdict.faces.isHidden() and window.panes.view.faces.marks == ()
    assert not window.session.jobs.busy and window.commands["explain"].isEnabled()
    detector.go.set()
    settled(window, "a.png")
    assert [m.number for m in window.panes.view.faces.marks] == [1, 2, 3]
    assert window.verdict.faces.choice.currentText() == "Whole picture"


@pytest.mark.parametrize("name", ["b.png", "a.png"])
def test_another_image_cuts_the_search_and_it_can_be_cancelled(
    detector, seeking, pictures, settled, name
):
    faces, heard = seeking.session.faces, []
    faces.changed.connect(lambda: heard.append(faces.group))
    if name == "b.png":
        seeking.open_image(pictures[1])
        assert not faces.finder.busy
    else:
        faces.finder.cancel()
    detector.squares = ()
    detector.go.set()
    settled(seeking, name)
    assert all(group is None or group.squares == () for group in heard)
    assert seeking.panes.view.faces.marks == () and seeking.verdict.faces.isHidden()


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


def test_a_broken_detector_leaves_the_scores_and_what_cannot_be_read_has_no_faces(
    detector, window, analyser, make_analysis, pictures, explainer, settled
):
    detector.error = DetectorError("The face detector is missing; install the program again.")
    window.open_image(pictures[0])
    settled(window, "a.png")
    assert window.verdict.faces.note.text() == str(detector.error)
    assert window.commands["explain"].isEnabled() and window.notice.isHidden()
    broken = {"status": "error", "verdict": None, "views": None, "sha256": None}
    analyser.answers["b.png"] = make_analysis(**broken, reason="It is broken.")
    window.open_image(pictures[1])
    settled(window, "b.png")
    assert detector.asked == 1 and window.verdict.faces.isHidden()


# -- judging one --------------------------------------------------------------------------------


def test_everything_is_about_the_face_chosen(shown, choose, analyser):
    analyser.faces[TWO.x] = {"verdict": "real", "score_with_background": 0.11}
    choose(2)
    found = shown.session.found.analysis
    assert (found.face_index, found.face_box) == (2, (30, 6, 24, 24))
    assert analyser.parts == [TWO]
    assert shown.verdict.badge.word == "REAL"
    assert shown.verdict.with_background.score_text == "0.11"
    assert shown.verdict.faces.choice.currentText() == "Face 2 of 3"
    assert shown.verdict.facts["analysed"].text() == "face 2: 24 × 24 px at 30, 6"
    assert shown.panes.scene.views is found.views
    assert shown.panes.view.analysed.getRect() == (30, 6, 24, 24)
    marks = shown.panes.view.faces
    assert marks.analysed == 2 and marks.analysed_is_framed
    assert [mark.word for mark in marks.marks] == ["", "real", ""]
    assert shown.notes.verdict.text() == "The tool's verdict on face 2: real"
    assert shown.session.found.results().to_json()["face_index"] == 2
    # What the list says is of the file.
    path = shown.evidence.model.paths()[0]
    assert shown.evidence.model.analysis(path).verdict == "generated"


def test_a_face_is_not_noted_as_corrected_with_the_whole_picture(shown, choose):
    whole = shown.session.found.analysis
    corrections = "The face was chosen by R.", f"The mask was corrected by R. {HASHED}12."
    shown.session.faces.correct(replace(whole, notes=(*corrections, *whole.notes)))
    choose(2)
    assert shown.session.found.analysis.notes == whole.notes


def test_the_whole_picture_is_chosen_again(shown, choose, analyser):
    before = shown.session.found
    choose(2)
    shown.commands["whole_picture"].trigger()
    assert shown.session.found is before and not shown.session.jobs.busy
    assert shown.verdict.badge.word == "GENERATED"
    assert shown.panes.view.faces.analysed == WHOLE and shown.panes.view.analysed is None
    # A face that was analysed is not analysed again.
    choose(2)
    assert analyser.parts == [TWO]


def test_faces_are_gone_through_by_keys(qtbot, shown, settled):
    with qtbot.waitActive(shown):
        shown.activateWindow()
    canvas = shown.panes.active.canvas
    canvas.setFocus()
    control = Qt.KeyboardModifier.ControlModifier
    seen = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        qtbot.keyClick(canvas, key, control)
        settled(shown, "a.png")
        seen.append(shown.session.faces.chosen)
    assert seen == [1, 2, 1]
    qtbot.keyClick(canvas, Qt.Key.Key_W)
    assert shown.session.faces.chosen == WHOLE
    assert not shown.commands["previous_face"].isEnabled()


def test_boxes_lines_and_steps_choose_and_boxes_are_hidden(shown, settled, analyser):
    boxes, faces = shown.panes.view.faces, shown.session.faces
    for number in (-1, 4):
        faces.choose(number)  # which is not there
    assert not shown.session.jobs.busy
    # Two steps at once lead two faces on.
    analyser.pictures_go.clear()
    shown.commands["next_face"].trigger()
    shown.commands["next_face"].trigger()
    analyser.release()
    settled(shown, "a.png")
    assert faces.chosen == 2
    boxes.chosen.emit(3)
    settled(shown, "a.png")
    assert faces.chosen == 3
    shown.verdict.faces.table.choose(0)
    settled(shown, "a.png")
    assert faces.chosen == 1
    command = shown.commands["face_boxes"]
    assert command.isChecked() and len(boxes.shown) == 3
    command.trigger()
    assert not command.isChecked() and boxes.shown == ()
    command.trigger()
    assert len(boxes.shown) == 3


def test_cancelling_leaves_what_was_chosen(qtbot, shown, analyser, settled):
    analyser.pictures_go.clear()
    shown.commands["next_face"].trigger()
    assert shown.session.faces.awaited == 1
    shown.commands["cancel"].trigger()
    analyser.release()
    settled(shown, "a.png")
    faces = shown.session.faces
    assert (faces.chosen, faces.awaited) == (WHOLE, WHOLE) and faces.analyses == {}
    shown.commands["next_face"].trigger()
    settled(shown, "a.png")
    assert faces.chosen == 1


def test_no_face_is_chosen_while_another_image_is_on_its_way(
    qtbot, shown, analyser, pictures, settled
):
    analyser.go.clear()
    shown.open_image(pictures[1])
    shown.session.faces.choose(2)
    assert shown.session.faces.awaited == WHOLE
    assert not shown.commands["judge_faces"].isEnabled()
    assert not shown.verdict.faces.choice.isEnabled()
    analyser.go.set()
    settled(shown, "b.png")
    assert analyser.parts == [] and shown.commands["judge_faces"].isEnabled()


# -- what is found of each ----------------------------------------------------------------------


def test_what_was_found_of_a_face_comes_back_with_it(shown, choose, settled):
    choose(1)
    shown.explain()
    settled(shown, "a.png")
    shown.session.test_maps()
    settled(shown, "a.png")
    shown.session.stress()
    settled(shown, "a.png")
    shown.arrangement.show("verdict")
    first = shown.session.found
    choose(2)
    second = shown.session.found
    assert second.explained == {} and second.tested == {} and second.stress is None
    assert shown.panes.scene.pair is None
    assert second.provenance is first.provenance is not None
    assert shown.stress.plots["jpeg"].isHidden()
    choose(1)
    assert shown.session.found is first and len(first.explained) == 1 and first.stress
    assert shown.panes.scene.pair == first.latest.maps
    assert not shown.stress.plots["jpeg"].isHidden()
    assert shown.session.found.results().tested.keys() == {"shap-partition"}
    # Coming back does not bring another panel to the front.
    assert not shown.verdict.visibleRegion().isEmpty()


def test_facts_of_the_file_that_come_late_are_every_faces(shown, choose, store):
    choose(1)
    whole = shown.session.faces.all_found()[0]
    decision = decide(shown.session.found.analysis, "real", "Seen.", "A. Analyst")
    shown.session._on_fact([decision])
    assert whole.history == [decision] == shown.session.found.history
    choose(2)
    assert shown.session.found.history == [decision]
    assert "On face 1" in shown.notes.last.toPlainText()
    assert shown.notes.state.text() == "Nothing recorded on face 2 yet."


# -- judging every one --------------------------------------------------------------------------


def test_every_face_is_analysed_and_the_file_with_them(shown, every, analyser):
    analyser.faces = {
        ONE.x: {"verdict": "real", "score_with_background": 0.1},
        TWO.x: {"verdict": "inconclusive", "score_with_background": 0.5},
        THREE.x: {"verdict": "real"},
    }
    every()
    faces, chooser = shown.session.faces, shown.verdict.faces
    assert analyser.parts == [ONE, TWO, THREE] and faces.chosen == WHOLE
    role = Qt.ItemDataRole.AccessibleTextRole
    sentences = [chooser.faces.index(row, 0).data(role) for row in range(3)]
    assert [sentence.split(",")[0] for sentence in sentences] == [
        "Face 1: real",
        "Face 2: inconclusive",
        "Face 3: real",
    ]
    assert faces.verdict.face_index == 2
    assert chooser.file.text().startswith("The file: inconclusive, because face 2")
    marks = shown.panes.view.faces.marks
    assert [mark.verdict for mark in marks] == ["real", "inconclusive", "real"]
    assert not shown.commands["judge_faces"].isEnabled() and not chooser.every.isEnabled()
    path = shown.evidence.model.paths()[0]
    assert shown.evidence.model.analysis(path).verdict == "inconclusive"
    # All of them are at hand.
    faces.choose(3)
    assert faces.chosen == 3 and not shown.session.jobs.busy


def test_the_last_face_chosen_completes_the_file(shown, choose):
    for number in (1, 2, 3):
        assert shown.session.faces.verdict is None
        choose(number)
    assert shown.session.faces.verdict is not None


def test_what_was_analysed_before_cancelling_stays(qtbot, shown, settled, analyser, monkeypatch):
    go, part = threading.Event(), analyser.analyse_part

    def slow(path, rgb, box, sha256=None):
        assert box == ONE or go.wait(10)
        return part(path, rgb, box, sha256)

    monkeypatch.setattr(analyser, "analyse_part", slow)
    shown.commands["judge_faces"].trigger()
    qtbot.waitUntil(lambda: bool(shown.session.faces.analyses))
    shown.commands["cancel"].trigger()
    go.set()
    settled(shown, "a.png")
    assert list(shown.session.faces.analyses) == [1]
    assert shown.verdict.faces.file.isHidden()
    shown.commands["judge_faces"].trigger()
    settled(shown, "a.png")
    assert analyser.parts.count(ONE) == 1 and analyser.parts[-2:] == [TWO, THREE]


def test_the_verdict_on_a_file_is_known_when_it_is_opened_again(
    shown, every, analyser, pictures, settled
):
    analyser.faces = {TWO.x: {"verdict": "real"}, ONE.x: {"verdict": "real"}}
    analyser.faces[THREE.x] = {"verdict": "inconclusive"}
    every()
    shown.open_image(pictures[1])
    settled(shown, "b.png")
    assert shown.session.faces.analyses == {}
    shown.open_image(pictures[0])
    settled(shown, "a.png")
    assert shown.session.faces.verdict.face_index == 3
    assert shown.evidence.model.analysis(pictures[0]).verdict == "inconclusive"
    # Their pictures are not stored: one that is chosen is analysed again.
    shown.session.faces.choose(1)
    settled(shown, "a.png")
    assert shown.panes.scene.views is not None and analyser.parts[3:] == [ONE]


def test_other_models_know_nothing_of_what_the_last_ones_analysed(shown, every, settled):
    every()
    shown.session.load_models()
    settled(shown, "a.png")
    faces = shown.session.faces
    assert faces.chosen == WHOLE and faces.analyses == {} and faces.verdict is None
    path = shown.evidence.model.paths()[0]
    assert shown.evidence.model.analysis(path).verdict == "generated"
