"""Every panel, filled: nothing wider than it is, every control with a name and in reach of Tab."""

from functools import partial

import numpy as np
import pytest
from PIL import ExifTags, Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QRadioButton,
    QTableView,
    QWidget,
)

from gng_desktop.analysis.result import DetectorScore
from gng_desktop.analysis.stress import AMOUNTS, Stress, StressPoint
from gng_desktop.casework.decisions import decide
from gng_desktop.explain.faithfulness import faithfulness
from gng_desktop.explain.methods import Explained
from gng_desktop.provenance.record import read_provenance
from gng_desktop.ui.evidence.view import EvidenceList
from gng_desktop.ui.kit.figure_view import stop_drawing
from gng_desktop.ui.kit.widgets import Panel
from gng_desktop.ui.panels.explanation import ExplanationPanel
from gng_desktop.ui.panels.faces import FacesShown
from gng_desktop.ui.panels.notes import NotesPanel
from gng_desktop.ui.panels.provenance import ProvenancePanel
from gng_desktop.ui.panels.stress import StressPanel
from gng_desktop.ui.panels.verdict import VerdictPanel
from tests.fakes import by_regions
from tests.ui.controls import controls_of, name_of


def verdict(make_analysis, tmp_path):
    panel = VerdictPanel()
    lab = DetectorScore(id="lab", label="lab@123", view="face", raw=0.8, score=0.9, zone="real")
    found = make_analysis("x" * 200, notes=("It breaks off.",), detectors=(lab,))
    panel.show_analysis(found, {})
    faces = {n: make_analysis(face_index=n, verdict="inconclusive") for n in range(1, 100)}
    panel.faces.show_faces(FacesShown(99, 98, None, faces, faces[2], too_small=12, least=64))
    return panel


def explanation(make_analysis, tmp_path):
    image, labels = np.zeros((24, 24, 3), np.uint8), np.arange(576).reshape(24, 24) % 3
    phi = {"background": 0.5, "left eyebrow": -1.0, "hair": 2.0}
    pairs = np.full((3, 3), 0.25)
    one = by_regions(phi, interactions=pairs, baseline=-0.5, image=image, labels=labels)
    panel = ExplanationPanel()
    drawn = one.to_explanation()
    panel.show_explained(Explained((drawn, drawn), (one, one), "It rests on the hair."))
    tested = faithfulness(lambda batch: batch.mean((1, 2, 3)) / 255, drawn, "black", 4, 1)
    panel.faithfulness.show_tested((tested, tested))
    panel.interactions.toggle.setChecked(True)
    panel.controls.set_state(True, True, False)
    return panel


def provenance(make_analysis, tmp_path):
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Camera Works" * 20
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    Image.new("RGB", (64, 48), "grey").save(tmp_path / "a.jpg", exif=exif)
    with (tmp_path / "a.jpg").open("ab") as file:
        file.write(b"%PDF-1.7")
    panel = ProvenancePanel()
    panel.show_provenance(read_provenance(tmp_path / "a.jpg"))
    return panel


def stress(make_analysis, tmp_path):
    tests = [("as is", 0), *((k, a) for k, amounts in AMOUNTS.items() for a in amounts)]
    points = [StressPoint(k, a, "ok", "generated", 0.9, 0.4, "") for k, a in tests]
    panel = StressPanel()
    panel.show_stress(Stress(tuple(points)), {})
    panel.set_testable(True)
    return panel


def notes(make_analysis, tmp_path):
    panel, analysis = NotesPanel(), make_analysis()
    long = decide(analysis, "real", "x" * 400 + "\n" + "words " * 80, "N" * 90)
    make = partial(decide, analysis)
    panel.show_image(analysis.sha256, [long, long], "GENERATED", make)
    panel.earlier.set_open(True)
    return panel


def evidence(make_analysis, tmp_path):
    made = EvidenceList()
    made.filters.more.setChecked(True)
    return made


@pytest.mark.parametrize(
    ("make", "widest"),
    [
        (verdict, 346),
        (explanation, 346),
        (provenance, 300),
        (stress, 346),
        (notes, 340),
        (evidence, 300),
    ],
)
def test_nothing_clips_and_every_control_is_named_and_reached(
    qtbot, make, widest, make_analysis, tmp_path
):
    panel = make(make_analysis, tmp_path)
    qtbot.addWidget(panel)
    panel.resize(360, 700)
    panel.show()
    for _ in range(3):
        QApplication.processEvents()
    body = panel.widget() if isinstance(panel, Panel) else panel
    assert body.width() <= 360 and body.minimumSizeHint().width() <= widest
    for child in body.findChildren(QWidget):
        if not child.isVisible() or isinstance(child.parent(), QTableView):
            continue
        left = child.mapTo(body, child.rect().topLeft()).x()
        assert left >= 0 and left + child.width() <= body.width(), child
        if type(child) is QLabel and not child.wordWrap():
            assert child.width() >= child.minimumSizeHint().width(), child.text()
    names = []
    for control in controls_of(body):
        named = name_of(control)
        assert named or control.toolTip(), control
        names += [named] * isinstance(control, QAbstractButton)
        # Of the choices of a group one is reached.
        reached = control.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert reached or isinstance(control, QRadioButton), named
    assert make is not verdict or len(set(names)) == len(names) > 7  # each by its own name
    assert stop_drawing(60_000)
