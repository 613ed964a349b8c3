"""Which face is analysed, and what was found of each, in the verdict panel."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from gng_desktop.analysis.result import DetectorScore
from gng_desktop.ui.panels.faces import FaceChooser, FacesShown
from tests.ui.driver import wheel


@pytest.fixture
def chooser(qtbot):
    chooser = FaceChooser()
    qtbot.addWidget(chooser)
    chooser.resize(344, 400)
    return chooser


@pytest.fixture
def asked(chooser):
    found = []
    chooser.chosen.connect(found.append)
    chooser.every_asked.connect(lambda: found.append("every"))
    return found


@pytest.fixture
def make(make_analysis):
    def face(number, verdict="real", **changes):
        return make_analysis(face_index=number, verdict=verdict, **changes)

    return face


def nobody(make):
    none = {"verdict": None, "score_with_background": None, "score_without_background": None}
    return make(1, **none, status="not_applicable", reason="No face found.")


def test_it_names_the_face_that_the_whole_picture_goes_by(chooser):
    assert chooser.isHidden()
    chooser.show_faces(FacesShown(count=3, whole_by=2))
    names = [chooser.choice.itemText(n) for n in range(chooser.choice.count())]
    assert names == ["Whole picture", "Face 1 of 3", "Face 2 of 3", "Face 3 of 3"]
    assert chooser.by.text() == "Whole-picture verdict is based on face 2."
    for shown in (FacesShown(count=3, chosen=2, whole_by=2), FacesShown(count=3)):
        chooser.show_faces(shown)
        assert not chooser.isHidden() and chooser.by.isHidden()
    chooser.show_faces(FacesShown(too_small=1, least=64))
    assert chooser.note.text().startswith("1 face is too small to analyse")
    assert "64 px" in chooser.note.text() and chooser.row.isHidden()


def test_scores_that_come_later_are_read_whole(qtbot, chooser, make):
    chooser.show_faces(FacesShown(count=2, analyses={1: nobody(make)}))
    with qtbot.waitExposed(chooser):
        chooser.show()
    QApplication.processEvents()
    chooser.show_faces(FacesShown(count=2, analyses={1: nobody(make), 2: make(2)}))
    QApplication.processEvents()
    table, words = chooser.table, chooser.faces.index(1, 2).data()
    assert table.columnWidth(2) > table.fontMetrics().horizontalAdvance(words)


def test_a_face_is_chosen_by_list_and_buttons(qtbot, chooser, asked):
    chooser.show_faces(FacesShown(count=3, chosen=2))
    chooser.choice.activated.emit(3)
    qtbot.mouseClick(chooser.before, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(chooser.next, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(chooser.every, Qt.MouseButton.LeftButton)
    assert asked == [3, 1, 3, "every"]
    chooser.show_faces(FacesShown(count=3, chosen=0))
    assert not chooser.before.isEnabled() and chooser.next.isEnabled()
    chooser.show_faces(FacesShown(count=3, chosen=3))
    assert chooser.before.isEnabled() and not chooser.next.isEnabled()
    chooser.set_usable(False, True)
    widgets = chooser.before, chooser.next, chooser.choice, chooser.every
    assert not any(widget.isEnabled() for widget in widgets)
    chooser.set_usable(True, False)
    assert chooser.choice.isEnabled() and not chooser.every.isEnabled()


def test_the_wheel_scrolls_the_panel_and_chooses_nothing(chooser, asked):
    chooser.show_faces(FacesShown(count=3))
    chooser.show()
    assert not wheel(chooser.choice, (5, 5), -120)
    assert asked == [] and chooser.choice.currentIndex() == 0


def test_each_face_has_a_line(qtbot, chooser, asked, make):
    found = {1: nobody(make), 3: make(3, "generated")}
    chooser.show_faces(FacesShown(count=3, chosen=3, analyses=found))
    assert not chooser.section.isHidden() and chooser.file.isHidden()
    rows = range(chooser.faces.rowCount())
    role = Qt.ItemDataRole.AccessibleTextRole
    assert [chooser.faces.index(row, 0).data(role) for row in rows] == [
        "Face 1: not applicable. No face found.",
        "Face 2: not analysed yet",
        "Face 3: generated, score with background 0.93, without background 0.62",
    ]
    chooser.show()
    assert asked == [] and chooser.table.selected_rows().tolist() == [2]
    qtbot.keyClick(chooser.table, Qt.Key.Key_Up)
    place = chooser.table.visualRect(chooser.faces.index(0, 1)).center()
    qtbot.mouseClick(chooser.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked == [2, 1]
    chooser.show_faces(FacesShown(count=2))
    assert chooser.faces.rowCount() == 2 and chooser.section.isHidden()


def test_a_line_has_the_score_that_the_verdict_rests_on(chooser, make):
    fused = chooser.faces.columnCount() - 1
    chooser.show_faces(FacesShown(count=2, analyses={1: make(1), 2: make(2, score_fused=0.71)}))
    assert not chooser.table.isColumnHidden(fused) and "fused" in chooser.scores.text()
    assert [chooser.faces.index(row, fused).data() for row in (0, 1)] == ["", "0.71"]
    spoken = chooser.faces.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("without background 0.62, fused 0.71")
    chooser.show_faces(FacesShown(count=2, analyses={1: make(1)}))
    assert chooser.table.isColumnHidden(fused) and "fused" not in chooser.scores.text()


def test_a_line_has_the_score_of_the_detector_that_decides_in_place_of_the_fused_one(chooser, make):
    lab = DetectorScore(id="lab", label="lab@1", view="face", raw=0.5, score=0.61)
    found = make(2, score_fused=0.71, detectors=(lab,), deciding=("lab",))
    chooser.show_faces(FacesShown(count=2, analyses={2: found}))
    assert chooser.scores.text() == "score with and without background, and of: lab"
    assert chooser.faces.index(1, chooser.faces.columnCount() - 1).data() == "0.61"
    spoken = chooser.faces.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("without background 0.62, lab 0.61") and "0.71" not in spoken


def test_lines_tell_their_verdict_apart_without_colour(chooser, make):
    pictures = []
    for verdict in ("generated", "real", "inconclusive"):
        chooser.show_faces(FacesShown(count=1, analyses={1: make(1, verdict)}))
        image = chooser.faces.index(0, 1).data(Qt.ItemDataRole.DecorationRole).pixmap(12).toImage()
        pictures.append(image.convertToFormat(image.Format.Format_Mono))
    assert pictures[0] != pictures[1] != pictures[2] != pictures[0]


@pytest.mark.parametrize(
    ("verdict", "status", "words"),
    [
        ("generated", "ok", "The file: generated, because face 2 is."),
        ("inconclusive", "ok", "because face 2 is and no face is generated."),
        ("real", "ok", "The file: real, because every analysable face is."),
        (None, "not_applicable", "no verdict, because no face could be analysed."),
        (None, "error", "no verdict, because the analysis of face 2 failed."),
    ],
)
def test_it_says_what_the_faces_mean_for_the_file(chooser, make, verdict, status, words):
    found = make(2, verdict, status=status)
    chooser.show_faces(FacesShown(count=2, analyses={1: make(1), 2: found}, verdict=found))
    assert not chooser.file.isHidden() and chooser.file.text().endswith(words)
