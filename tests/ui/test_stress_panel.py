import dataclasses
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt

from gng_desktop.analysis import OWN
from gng_desktop.analysis.stress import AMOUNTS, Stress, StressPoint
from gng_desktop.imaging.perturbations import GROUPS, KINDS
from gng_desktop.ui.panels.stress import PERTURBED, StressPanel


def model(low, high, fusion=None):
    limits = SimpleNamespace(real_below=low, generated_above=high)
    manifest = SimpleNamespace(thresholds=limits, limits=[], fusion=fusion)
    return SimpleNamespace(manifest=manifest, sha256="the one")


def fusing(other):
    """The models whose rule has the limits 0.2 and 0.6, fitted with the classifier `other`."""
    limits = SimpleNamespace(real_below=0.2, generated_above=0.6)
    rule = SimpleNamespace(thresholds=limits, models={"without_background": other})
    return MODELS | {"with_background": model(0.4, 0.8, rule)}


MODELS = {
    "segmenter": SimpleNamespace(manifest=SimpleNamespace(thresholds=None, limits=[])),
    "with_background": model(0.4, 0.8),
    "without_background": model(0.5, 0.9),
}


def found():
    tests = [("as is", 0)] + [(k, a) for k, amounts in AMOUNTS.items() for a in amounts]
    points = []
    for number, (kind, amount) in enumerate(tests):
        score = 0.995 - number / 20
        points.append(StressPoint(kind, amount, "ok", "generated", score, score / 2, ""))
    points[2] = dataclasses.replace(points[2], verdict="inconclusive", reason="Neither decides.")
    points[10] = StressPoint("resize", 25, "not_applicable", None, None, None, "No face found.")
    return Stress(tuple(points))


FUSED = Stress(tuple(dataclasses.replace(point, score_fused=0.7) for point in found().points))


@pytest.fixture
def panel(qtbot):
    panel = StressPanel()
    qtbot.addWidget(panel)
    panel.resize(360, 800)
    panel.show()
    panel.show_stress(None, MODELS)
    return panel


def test_the_answer_and_three_plots_are_shown(qtbot, panel, make_analysis):
    assert not panel.button.isEnabled() and "Not tested yet" in panel.words.text()
    assert not any(plot.isVisible() for plot in panel.plots.values())
    panel.set_testable(True)
    with qtbot.waitSignal(panel.asked):
        qtbot.mouseClick(panel.button, Qt.MouseButton.LeftButton)
    result = found()
    panel.show_stress(result, MODELS, make_analysis())
    assert panel.words.text() == result.sentence
    assert all(plot.isVisible() for plot in panel.plots.values())
    chart = panel.plots["jpeg"].chart
    assert [label for _, label in chart.x_ticks] == ["as is", "95", "90", "80", "70", "60", "50"]
    zones = [(zone.low, zone.high, zone.verdict) for zone in chart.zones]
    assert zones == [(0.0, 0.4, "real"), (0.4, 0.9, "inconclusive"), (0.9, 1.0, "generated")]
    first, second = chart.series
    scores = [p.score_with_background for p in (result.points[0], *result.of("jpeg"))]
    assert [y for _, y in first.points] == scores
    assert [y for _, y in second.points] == [score / 2 for score in scores]
    assert (first.dash, first.marker) != (second.dash, second.marker)
    assert first.levels == (0.4, 0.8) and second.levels == (0.5, 0.9)
    assert list(chart.marks.values())[:3] == ["generated", "generated", "inconclusive"]
    panel.show_stress(result, {}, make_analysis())
    chart = panel.plots["jpeg"].chart
    assert chart.zones == [] and chart.series[0].levels == ()
    assert panel.key.text().startswith("Below the axis, the verdict:")
    panel.show_stress(None, MODELS)
    assert "Not tested yet" in panel.words.text()
    assert not any(plot.isVisible() for plot in panel.plots.values())


def bounds(chart):
    return [(zone.low, zone.high) for zone in chart.zones]


def test_the_fused_score_is_drawn_first_in_its_own_zones(panel, make_analysis):
    panel.show_stress(FUSED, fusing("the one"), make_analysis(score_fused=0.7))
    chart = panel.plots["jpeg"].chart
    assert [line.name for line in chart.series] == [
        "Fused score",
        "Score with background",
        "Score without background",
    ]
    assert {score for _, score in chart.series[0].points} == {0.7}
    assert bounds(chart) == [(0.0, 0.2), (0.2, 0.6), (0.6, 1.0)]
    assert chart.notes[0].startswith("As is: fused score 0.70, with background above 0.99")
    assert chart.notes[2].endswith("inconclusive. Neither decides.")
    assert "zones of the fused score" in panel.key.text()
    panel.show_stress(found(), fusing("the one"), make_analysis())
    assert "both classifiers agree" in panel.key.text()


@pytest.mark.parametrize(
    ("models", "stress", "fused"),
    [
        (MODELS, FUSED, 0.7),  # there is no rule any more
        (fusing("another one"), FUSED, 0.7),  # one for another classifier, so not in force
        (fusing("the one"), FUSED, None),  # a detector failed on the image as it is
        (fusing("the one"), found(), 0.7),
    ],
)
def test_without_the_limits_of_the_verdicts_there_are_no_zones(
    panel, make_analysis, models, stress, fused
):
    panel.show_stress(stress, models, make_analysis(score_fused=fused))
    chart = panel.plots["jpeg"].chart
    assert chart.zones == [] and chart.series[-1].levels == (0.5, 0.9)
    assert panel.key.text().startswith("Thin lines: the limits of each detector.")


@pytest.mark.parametrize(
    ("deciding", "zones", "words"),
    [
        (("with_background",), [(0.0, 0.4), (0.4, 0.8), (0.8, 1.0)], "all scores"),
        (("gan",), [(0.0, 0.1), (0.1, 0.3), (0.3, 1.0)], "all scores"),
        ((*OWN, "gan"), [(0.0, 0.1), (0.1, 0.6), (0.6, 1.0)], "all scores"),
        (OWN[::-1], [(0.0, 0.2), (0.2, 0.6), (0.6, 1.0)], "zones of the fused score"),
        (("away",), [], "Thin lines"),
    ],
)
def test_zones_are_those_of_the_deciding_detectors(panel, make_analysis, deciding, zones, words):
    models = fusing("the one") | {"gan": model(0.1, 0.3)}
    panel.show_stress(FUSED, models, make_analysis(score_fused=0.7, deciding=deciding))
    assert bounds(panel.plots["jpeg"].chart) == zones
    assert words in panel.key.text()


def test_every_point_can_be_read_out(panel):
    panel.show_stress(found(), MODELS)
    notes = list(panel.plots["jpeg"].chart.notes.values())
    assert notes[0] == "As is: with background above 0.99, without background 0.50; generated"
    assert notes[2].startswith("JPEG quality 90: with background 0.90")
    assert notes[2].endswith("inconclusive. Neither decides.")
    resized = panel.plots["resize"].chart
    assert list(resized.notes.values())[-1] == "25 % of width and height: No face found."
    assert resized.series[0].points[-1] == (4.0, None) and resized.marks[4.0] is None
    assert list(panel.plots["blur"].chart.notes.values())[1].startswith("Blur of 0.5 px:")


def test_points_appear_as_they_come_and_the_axis_stays(panel, make_analysis):
    points = found().points
    panel.show_stress(None, MODELS, make_analysis())
    panel.show_step(points[0])
    assert panel.words.text() == "Testing…"
    for point in points[1:4]:
        panel.show_step(point)
    ticks = panel.plots["jpeg"].chart.x_ticks
    assert len(ticks) == 7 and len(panel.plots["jpeg"].chart.marks) == 4
    assert len(panel.plots["blur"].chart.marks) == 1
    panel.show_step(found())
    assert panel.plots["jpeg"].chart.x_ticks == ticks
    assert panel.words.text() == found().sentence
    assert len(panel.plots["jpeg"].chart.series[0].levels) == 2  # the models are still known
    panel.show_step(points[0])
    assert len(panel.plots["jpeg"].chart.marks) == 1


def test_chosen_perturbations_are_tested_and_shown(panel):
    assert panel.kinds == []
    panel.more.setCurrentText("Weather")
    assert panel.kinds == list(GROUPS["weather"])
    assert [k for kinds in PERTURBED.values() for k in kinds] == list(KINDS)
    points = [StressPoint("as is", 0, "ok", "generated", 0.9, 0.9, "")]
    points += [StressPoint("fog", n, "ok", "generated", 0.9, 0.9, "") for n in range(1, 6)]
    panel.show_stress(Stress(tuple(points)), MODELS)
    chart = panel.plots["fog"].chart
    assert [label for _, label in chart.x_ticks] == ["as is", "1", "2", "3", "4", "5"]
    assert chart.notes[3.0].startswith("Fog, strength 3: with background")
    panel.show_stress(found(), MODELS)
    assert not panel.plots["fog"].isVisible()
