import json
from dataclasses import replace

import numpy as np
import platformdirs
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, QSizeF, Qt

from gng_desktop.analysis.pipeline import Analyser
from gng_desktop.casework.case.analyst_masks import masks_of
from gng_desktop.casework.case.store import Case
from gng_desktop.casework.decisions import decide
from gng_desktop.imaging.faces import Box
from gng_desktop.imaging.labels import CLASSES
from tests import fakes
from tests.ui.test_list_session import case_at  # noqa: F401

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def painted():
    """An analyser of made-up engines: the green of what it sees is the score."""
    models = {role: fakes.stored(role) for role in fakes.ROLES}
    engines = {role: fakes.Painted(role) for role in fakes.ROLES}
    return Analyser(models, engines, find_face=fakes.face_in)


@pytest.fixture
def correcting(qtbot, make_window, painted, tmp_path, settled):
    rgb = fakes.portrait(200, background=40)
    Image.fromarray(np.kron(rgb, np.ones((4, 4, 1), np.uint8))).save(tmp_path / "a.png")
    window = make_window(lambda: painted)
    window.open_image(tmp_path / "a.png")
    settled(window, "a.png")
    assert window.session.found.analysis.status == "ok"
    window.panes.use_panes(1)
    window.panes.active.show_view("segmentation")
    return window


@pytest.fixture
def written(correcting, qtbot, settled):
    """Waits until all is written; returns the analysis in view."""

    def written():
        settled(correcting, "a.png")
        file = correcting.casefile
        runners = file.writer, file.marker, file.opener, correcting.correcting.reader
        qtbot.waitUntil(lambda: not any(runner.busy for runner in runners))
        settled(correcting, "a.png")
        return correcting.session.found.analysis

    return written


def spot(window, x, y):
    """A place of the image, in shares of its size, on the canvas."""
    canvas, view = window.panes.active.canvas, window.panes.view
    place = view.image_rect(QSizeF(canvas.size()))
    return QPoint(round(place.x() + x * place.width()), round(place.y() + y * place.height()))


def stroke(qtbot, window, start, end):
    canvas = window.panes.active.canvas
    qtbot.mousePress(canvas, LEFT, pos=spot(window, *start))
    for share in (0.25, 0.5, 0.75, 1):
        between = [a + share * (b - a) for a, b in zip(start, end, strict=True)]
        qtbot.mouseMove(canvas, spot(window, *between))
    qtbot.mouseRelease(canvas, LEFT, pos=spot(window, *end))


def test_the_mask_is_painted_undone_analysed_and_stored(correcting, qtbot, settled):
    window, commands = correcting, correcting.commands
    scene, before = window.panes.scene, window.session.found.analysis
    assert not commands["undo_mask"].isEnabled() and not commands["analyse_mask"].isEnabled()
    commands["brush"].trigger()
    stroke(qtbot, window, (0.05, 0.05), (0.9, 0.05))
    painted = scene.views.network_mask
    assert (painted != before.views.network_mask).sum() > 20
    assert set(np.unique(painted[painted != before.views.network_mask])) == {1}
    commands["undo_mask"].trigger()
    assert (scene.views.network_mask == before.views.network_mask).all()
    commands["eraser"].trigger()
    assert not commands["brush"].isChecked()
    stroke(qtbot, window, (0.3, 0.5), (0.7, 0.5))
    assert (scene.views.network_mask == 0).sum() > (before.views.network_mask == 0).sum()
    commands["analyse_mask"].trigger()
    settled(window, "a.png")
    after = window.session.found.analysis
    assert after.score_with_background == before.score_with_background
    assert after.score_without_background != before.score_without_background
    assert "The mask was corrected by" in after.notes[0] and "SHA-256" in after.notes[0]
    assert "corrected" in window.verdict.notes.text()
    assert after.regions != before.regions and set(after.regions) <= set(CLASSES)
    folder = platformdirs.user_data_path("gng-desktop") / "masks"
    (line,) = map(json.loads, (folder / "masks.jsonl").read_text().splitlines())
    assert line["sha256"] == after.sha256 and line["mask"] in after.notes[0].replace(" ", "")
    assert (folder / f"{line['mask']}.png").exists()
    # The file is analysed by the segmenter's mask again on request.
    commands["again"].trigger()
    settled(window, "a.png")
    qtbot.waitUntil(lambda: not window.session.found.analysis.notes)


def test_zoom_makes_the_brush_finer(correcting, qtbot):
    view, sizes = correcting.panes.view, []
    view.tool_used.connect(lambda phase, place, radius: sizes.append(radius))
    correcting.commands["brush"].trigger()
    for zoom in (1.0, 4.0):
        view.place_at(zoom, QPointF(0.5, 0.5))
        stroke(qtbot, correcting, (0.5, 0.5), (0.5, 0.5))
    assert sizes[-1] == pytest.approx(sizes[0] / 4)


def test_a_box_chooses_the_face(correcting, qtbot, settled):
    correcting.commands["box"].trigger()
    stroke(qtbot, correcting, (0.02, 0.02), (0.98, 0.98))
    settled(correcting, "a.png")
    found = correcting.session.found.analysis
    assert found.status == "ok" and "The face was chosen by" in found.notes[0]
    assert not correcting.commands["box"].isChecked() and not correcting.panes.view.tool
    # A box without a face gives no score.
    correcting.commands["box"].trigger()
    stroke(qtbot, correcting, (0.0, 0.0), (0.06, 0.06))
    settled(correcting, "a.png")
    assert correcting.session.found.analysis.status == "not_applicable"


@pytest.fixture
def in_case(correcting, qtbot, written, tmp_path):
    """A case, and what closes it and opens it again."""
    case, file = Case.create(tmp_path / "a.gng", "Case"), correcting.casefile

    def reopened():
        correcting.commands["close_case"].trigger()
        file.open(case.path, quiet=True)
        qtbot.waitUntil(lambda: file.case is not None)
        written()
        correcting.session.open(tmp_path / "a.png")
        return written()

    reopened()
    return case, reopened


@pytest.fixture
def erase(correcting, qtbot, written):
    """Erases a line of the mask, has that analysed, and returns the analysis."""

    def erase(y=0.5):
        correcting.commands["eraser"].trigger()
        stroke(qtbot, correcting, (0.3, y), (0.7, y))
        correcting.commands["analyse_mask"].trigger()
        return written()

    return erase


def reported(case):
    """The facts of the image that a report is on, without the times."""
    (image,) = case.images()
    return {k: v for k, v in image.analysis.facts.items() if k != "seconds"}


def facts_of(analysis):
    return {k: v for k, v in json.loads(json.dumps(analysis.to_json())).items() if k != "seconds"}


def test_undo_and_redo_of_masks_are_what_the_case_reports(correcting, written, erase, in_case):
    case, reopened = in_case
    commands, own = correcting.commands, correcting.session.found.analysis
    first = erase()
    second = erase(0.6)
    assert own.notes == () and len(second.notes) == 2
    assert reported(case) == facts_of(second)
    for command, expected in (("undo", first), ("undo", own), ("redo", first), ("redo", second)):
        commands[command].trigger()
        assert facts_of(written()) == facts_of(expected) == reported(case)
        # A decision adds the image once more.
        correcting.casefile.add()
        correcting.session.record(decide(correcting.session.found.analysis, "real", "", "A. B."))
        written()
        assert facts_of(expected) == reported(case)
    assert facts_of(reopened()) == facts_of(second)


def test_a_mask_from_before_the_case_is_recorded_when_undo_brings_it_back(
    correcting,
    qtbot,
    written,
    erase,
    case_at,  # noqa: F811
):
    commands, file = correcting.commands, correcting.casefile
    first = erase()
    commands["new_case"].trigger()
    qtbot.waitUntil(lambda: file.case is not None)
    written()
    assert facts_of(erase(0.6)) != facts_of(first)
    commands["undo"].trigger()
    assert facts_of(written()) == facts_of(first) == reported(file.case)
    (record,) = masks_of(file.case.path).values()
    assert facts_of(first)["notes"] == record.facts["notes"]


def test_an_image_being_opened_adds_no_row_without_its_mask(correcting, written, erase, in_case):
    case, _ = in_case
    made, entries = erase(), correcting.casefile.case.entries
    correcting.session.opened.connect(correcting.casefile.add)
    correcting.commands["again"].trigger()
    assert facts_of(written()) == facts_of(made) == reported(case)
    assert correcting.casefile.case.entries == entries


def test_the_mask_of_one_face_is_not_that_of_another(correcting, written, erase, in_case, painted):
    case, reopened = in_case
    session = correcting.session
    whole = session.found.analysis
    # Another square than the default one is in view.
    part = replace(whole.views, box=Box(20, 20, 400, 400))
    face = painted.analyse_corrected(whole.path, part, "Face 2.", sha256=whole.sha256)
    session.found = session.found.of_face(face)
    session.analysed.emit(face)
    made = erase()
    assert made.face_box == (20, 20, 400, 400) and "SHA-256" in made.notes[0]
    correcting.commands["undo"].trigger()
    assert facts_of(written()) == facts_of(whole)
    correcting.commands["redo"].trigger()
    assert facts_of(written()) == facts_of(made) == reported(case)
    assert [key[2] for key in masks_of(case.path)] == [made.face_box]
    assert facts_of(reopened()) == facts_of(whole)
