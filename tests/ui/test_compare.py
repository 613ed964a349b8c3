import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPointF, QSizeF, Qt

from gng_desktop.analysis.result import DetectorScore
from gng_desktop.explain.explanation import Explanation
from gng_desktop.explain.methods import FurtherExplained
from gng_desktop.imaging.pyramid import Window
from gng_desktop.ui.compare.window import CompareWindow
from gng_desktop.ui.kit.score_scale import score_text

BUTTON = Qt.MouseButton.LeftButton


@pytest.fixture
def compared(window, analyser, settled, pictures, make_analysis, explainer, qtbot):
    """Two images side by side, by the program's own command; the second is wider."""
    Image.new("RGB", (90, 60), (9, 9, 9)).save(pictures[1], format="JPEG")
    lab = DetectorScore(id="lab", label="lab@0123", view="face", raw=0.3, score=0.25, zone="real")
    analyser.answers["b.png"] = make_analysis(
        pictures[1],
        verdict="real",
        score_with_background=0.13,
        novelty_with_background=1.25,
        score_fused=0.2,
        detectors=(lab,),
        deciding=("lab",),
    )
    window.opening.open_places(pictures[:2])
    settled(window, "a.png")
    window.evidence.table.selectAll()
    window.commands["compare"].trigger()
    (found,) = window.findChildren(CompareWindow)
    qtbot.waitUntil(lambda: not any(runner.busy for runner in found.runners))
    return found


def shown(window):
    facts = window.facts
    lines = ([facts.index(row, c).data() for c in range(4)] for row in range(facts.rowCount()))
    return {name: values for name, *values in lines}


def test_the_table_shows_where_they_differ(compared):
    rows = shown(compared)
    first = ["Verdict", "Score with background", "Score without background", "Fused score"]
    assert [*rows][:4] == [f"Analysis: {name}" for name in first]
    assert rows["Analysis: Score with background"] == [score_text(0.93), "0.13", "0.80"]
    assert rows["Analysis: Verdict"][:2] == ["generated", "real"]
    assert rows["Analysis: Novelty with background"] == ["—", "1.25", ""]
    assert rows["Analysis: Fused score"] == ["—", "0.20", ""]
    assert rows["Analysis: lab"][:2] == ["—", "score 0.25, real; decides (lab@0123)"]
    made = ["with-background classifier, without-background classifier", "lab"]
    assert rows["Analysis: Verdict made of"][:2] == made
    assert rows["File: Format"][:2] == ["PNG", "JPEG"]
    assert rows["Provenance: JPEG quality"][0] == "—"
    assert rows["Analysis: Score without background"] == ["0.62", "0.62", "0.00"]
    assert "File: Size" not in rows  # the same
    compared.only_differences.setChecked(False)
    assert shown(compared)["File: Size"][:2] == ["90 × 60", "90 × 60"]


def test_views_are_linked_and_maps_have_one_scale(compared, qtbot, make_explanation):
    first, second = compared.columns
    first.view.zoom_at(QSizeF(first.canvas.size()), QPointF(10, 10), 3.0)
    assert second.view.zoom == pytest.approx(3.0) and second.view.centre == first.view.centre
    compared.linked.setChecked(False)
    first.view.fit()
    assert second.view.zoom == pytest.approx(3.0)
    compared.show_faces()
    assert first.view.zoom == second.view.zoom == 1  # the whole of both was analysed
    qtbot.mouseClick(compared.explain_button, BUTTON)
    qtbot.waitUntil(lambda: not compared.runner.busy)
    assert compared.view_box.currentData() == "map_with"
    limits = {column.scene.limit() for column in compared.columns}
    assert len(limits) == 1 and compared.colour_bar.isVisible()
    assert first.canvas.key == second.canvas.key == "map_with"


def test_a_further_detector_s_maps_have_one_scale(compared, window, qtbot, monkeypatch):
    def explain_further(analyser, analysis, detector, *how):
        scale = 3 if analysis.path.endswith("b.png") else 1
        image = np.zeros((8, 8, 3), np.uint8)
        values = np.full((8, 8), scale, "f")
        drawn = Explanation("shap-partition", "telea", values, image, 0.1, 0.9, 9, 1.0)
        yield FurtherExplained(detector, "lab@0123", drawn)

    monkeypatch.setattr("gng_desktop.explain.further.explain_further", explain_further)
    controls = window.explanation.controls
    controls.show_detectors(["lab"])
    controls.detector_box.setCurrentIndex(1)
    qtbot.mouseClick(compared.explain_button, BUTTON)
    qtbot.waitUntil(lambda: not compared.runner.busy)
    assert compared.view_box.currentData() == "map_further" and compared.colour_bar.isVisible()
    for column in compared.columns:
        assert column.scene.title("map_further") == "SHAP, lab"
        assert not column.scene.text("map_further") and column.canvas.image().width() > 0
    first, second = (
        column.scene.layers("map_further", Window(0, 0, 9, 6, 9, 6))[1].image.pixelColor(4, 4)
        for column in compared.columns
    )
    assert first.alpha() < second.alpha()


def test_escape_first_stops_the_work_then_closes(compared, explainer, qtbot):
    explainer.go.clear()
    compared.explain()
    qtbot.waitUntil(lambda: compared.runner.busy)
    qtbot.keyClick(compared, Qt.Key.Key_Escape)
    assert not compared.runner.busy and compared.isVisible()
    explainer.go.set()
    qtbot.keyClick(compared, Qt.Key.Key_Escape)
    assert not compared.isVisible()


def test_one_image_is_not_compared(window, settled, pictures):
    window.open_image(pictures[0])
    settled(window, "a.png")
    window.commands["compare"].trigger()
    assert "two to four" in window.notice.text.text()
    assert not window.findChildren(CompareWindow)
