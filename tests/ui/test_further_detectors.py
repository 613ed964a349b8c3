"""Further detectors in the window; the check with shap; commands and scripts of what is shown."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication

from gng_desktop.analysis.result import DetectorScore
from gng_desktop.analysis.stress import StressPoint
from gng_desktop.core.errors import PlainError
from gng_desktop.explain.catalogue import ExplainChoices
from gng_desktop.explain.explanation import Explanation
from gng_desktop.explain.faithfulness import faithfulness
from gng_desktop.explain.methods import FurtherExplained
from gng_desktop.ui import scripting
from gng_desktop.ui.image import jobs
from gng_desktop.ui.panels.explain_controls import ExplainControls
from gng_desktop.ui.panels.explanation import ExplanationPanel
from gng_desktop.ui.panels.further import detector_text, further_text
from gng_desktop.ui.panels.stress_chart import chart_of
from gng_desktop.ui.settings.store import Settings


def map_of(values, evaluations=99):
    image = np.full((8, 8, 3), 200, np.uint8)
    return Explanation("shap-partition", "telea", values, image, 0.1, 0.9, evaluations, 1.0)


MAP = map_of(np.ones((8, 8), "f"))
SCORES = (
    DetectorScore(
        id="lab", label="lab@123", view="face", raw=0.8, score=0.93, zone="generated", novelty=1.5
    ),
    DetectorScore(id="raw", label="raw@456", view="whole", raw=0.41),
    DetectorScore(id="bad", label="bad@789", view="whole", raw=None, problem="it took too long."),
)


def test_each_has_a_line_and_the_deciding_ones_are_named(make_analysis):
    found = make_analysis(detectors=SCORES, deciding=("with_background", "lab"))
    assert further_text(found).splitlines() == [
        "lab@123: score 0.93, generated; novelty 1.50 × limit, out of scope; decides",
        "raw@456: raw score 0.41 — not calibrated: no verdict",
        "bad@789 failed: it took too long.",
        "The verdict was made of: with-background classifier, lab.",
    ]
    assert further_text(make_analysis()) == ""
    assert detector_text(found, "raw").startswith("raw@456: raw score 0.41")
    assert detector_text(found, "nobody") == ""


def test_a_stress_test_draws_a_line_for_each():
    points = [
        StressPoint(kind, amount, "ok", "generated", 0.9, 0.8, "", {"lab": (score, 0.5)})
        for kind, amount, score in (("as is", 0, 0.7), ("jpeg", 90, 0.6))
    ]
    chart = chart_of(points, (90,), {}, {})
    assert [series.points for series in chart.series][2:] == [[(0.0, 0.7), (1.0, 0.6)]]


def test_a_detector_can_be_chosen_and_shap_checked_where_that_can_be(qtbot):
    controls = ExplainControls()
    qtbot.addWidget(controls)
    assert controls.detector == "" and controls.detector_box.isHidden()
    controls.show_detectors(["lab", "gan"])
    controls.detector_box.setCurrentIndex(1)
    assert controls.detector == "lab" and not controls.detector_box.isHidden()
    assert controls.detector_box.itemText(2) == "GAN detector"
    controls.set_state(True, False, True)
    assert not controls.check_button.isEnabled()
    controls.set_state(True, False, True, True)
    with qtbot.waitSignal(controls.check_asked):
        controls.check_button.click()


def test_what_moved_its_score_and_the_check_are_shown(qtbot):
    panel = ExplanationPanel()
    qtbot.addWidget(panel)
    found = FurtherExplained("lab", "lab@123", MAP)
    panel.show_further(found, "red-blue")
    assert not panel.sections["further"].isHidden() and panel.further.tested.isHidden()
    tested = faithfulness(lambda batch: batch.mean((1, 2, 3)) / 255, MAP, "blur", 4, 1)
    panel.show_further(replace(found, tested=tested), "red-blue")
    assert not panel.further.tested.isHidden()
    assert panel.further.tested.words.text().startswith("Area when hidden first")
    for palette, colour in (("colour-blind-safe", "Orange"), ("red-blue", "Red")):
        panel.show_further(found, palette)
        words = f"lab: score 0.90, 99 evaluations. {colour} pushes toward"
        assert panel.further.text.text().startswith(words)
        drawn = panel.further.picture.pixmap().toImage()
        red, green, blue = drawn.pixelColor(0, 0).getRgb()[:3]
        assert drawn.width() == 280 and red > blue and (green > 60) == (colour == "Orange")
    panel.show_check("Checked with shap 1.")
    assert panel.summary.check.text() == "Checked with shap 1."
    panel.show_explained(None)
    assert panel.sections["further"].isHidden() and panel.summary.check.isHidden()


def test_its_map_is_made_once_tested_and_comes_back(
    window, analyser, pictures, settled, make_analysis
):
    """In the window: the panel, the panes, the test of the map; another image and back."""
    made = []

    def explain_further(analyser, analysis, detector, *how):
        made.append(detector)
        drawn = map_of(np.random.default_rng(0).random((8, 8)).astype("f"))
        yield FurtherExplained(detector, "lab@123", drawn)

    for path in pictures[:2]:
        given = {"sha256": path.stem * 64, "detectors": SCORES[:1]}
        analyser.answers[path.name] = make_analysis(path, **given)
    analyser.score = lambda role, batch: batch.mean((1, 2, 3)) / 255
    controls, panel = window.explanation.controls, window.explanation
    controls.show_detectors(["lab"])
    window.open_image(pictures[0])
    settled(window, "a.png")
    controls.detector_box.setCurrentIndex(1)
    assert not window.commands["test_maps"].isEnabled()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("gng_desktop.explain.further.explain_further", explain_further)
        for _ in range(2):
            window.commands["explain"].trigger()
            settled(window, "a.png")
    assert made == ["lab"] and window.panes.scene.title("map_further") == "SHAP, lab"
    assert panel.further.tested.isHidden() and window.commands["test_maps"].isEnabled()
    window.commands["test_maps"].trigger()
    settled(window, "a.png")
    assert not panel.further.tested.isHidden()
    (mapped,) = window.session.found.results().further
    assert mapped.tested is not None
    window.open_image(pictures[1])
    settled(window, "b.png")
    assert panel.sections["further"].isHidden() and window.panes.scene.text("map_further")
    window.open_image(pictures[0])
    settled(window, "a.png")
    assert not panel.sections["further"].isHidden() and not panel.further.tested.isHidden()
    assert not window.panes.scene.text("map_further")


def test_what_cannot_be_explained_or_checked_is_one_sentence(make_analysis, monkeypatch):
    stored = SimpleNamespace(manifest=SimpleNamespace(keras=None))
    analyser = SimpleNamespace(further=("lab",), models={"lab": stored})
    how = ExplainChoices("gradcam", 100, "blur", "score", "lab")
    work = jobs.explain(analyser, make_analysis(), how, None)
    with pytest.raises(
        PlainError, match="cannot explain detector lab, .* choose from shap, region"
    ):
        list(work)
    monkeypatch.setattr("gng_desktop.explain.library.find_spec", lambda name: None)
    with pytest.raises(PlainError, match="needs the Python package shap"):
        list(jobs.check_maps(analyser, make_analysis(), (MAP, MAP)))


def test_the_deciding_detectors_are_a_setting(settings):
    settings.setValue("deciding", " lab , with-background,")
    seen = []
    analyser = SimpleNamespace(with_deciding=lambda names: seen.append(names) or "chosen")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "gng_desktop.analysis.pipeline.Analyser", SimpleNamespace(open=lambda *_: analyser)
        )
        assert jobs.Computing.of(Settings(settings)).open() == "chosen"
    assert seen == [("lab", "with-background")]


def test_commands_are_copied_and_a_script_is_saved(qtbot, make_analysis, tmp_path, monkeypatch):
    from gng_desktop.ui.image.findings import Findings

    messages = []
    window = SimpleNamespace(
        session=SimpleNamespace(found=Findings(make_analysis())),
        computing=lambda: jobs.Computing(device="cpu"),
        status_text=SimpleNamespace(setText=messages.append),
        notice=SimpleNamespace(say=messages.append),
        qsettings=SimpleNamespace(value=lambda key, default: str(tmp_path)),
    )
    scripting.copy_command(window)
    assert QGuiApplication.clipboard().text().startswith("gng-desktop analyse ")
    target = tmp_path / "again.py"
    monkeypatch.setattr(scripting.QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    scripting.save_script(window)
    compile(target.read_text(encoding="utf-8"), str(target), "exec")
    window.session.found = Findings(make_analysis(face_index=2))
    scripting.copy_command(window)
    assert messages[-1].endswith("use Save as Python for this one.")
