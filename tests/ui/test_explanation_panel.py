import re
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel

from gng_desktop.charts.contributions import Row, signed
from gng_desktop.core.progress import Progress
from gng_desktop.explain.catalogue import METHODS
from gng_desktop.explain.explanation import Explanation
from gng_desktop.explain.faithfulness import faithfulness
from gng_desktop.explain.methods import Explained
from gng_desktop.explain.region_groups import players_of
from gng_desktop.explain.shapley import interactions, shapley_values
from gng_desktop.imaging.labels import CLASSES
from gng_desktop.ui.panels import explain_controls
from gng_desktop.ui.panels.explain_controls import ExplainControls
from gng_desktop.ui.panels.explanation import ExplanationPanel
from gng_desktop.ui.panels.interactions import joint_effects
from gng_desktop.ui.panels.regions import RegionBars, classes_of, odds_factor
from tests import fakes

NAMES = ("background", "general face", "nose", "right eyebrow", "left eyebrow", "hair")


def found(seed, names=NAMES):
    """Regions of a made-up game, in log-odds."""
    n, side = len(names), 24
    table = np.random.default_rng(seed).normal(size=2**n)
    return fakes.by_regions(
        dict(zip(names, shapley_values(table), strict=True)),
        interactions=interactions(table),
        baseline=float(table[0]),
        prediction=float(1 / (1 + np.exp(-table[-1]))),
        evaluations=2**n,
        seconds=1.5,
        notes=(),
        image=np.full((side, side, 3), 90, np.uint8),
        labels=np.arange(side * side).reshape(side, side) % n,
    )


def by_regions(*seeds, names=NAMES):
    pair = tuple(found(seed, names) for seed in seeds)
    return Explained(tuple(e.to_explanation() for e in pair), pair, "It rests on the hair.")


def explained(**changes):
    values, image = np.ones((8, 8), np.float32), np.zeros((8, 8, 3), np.uint8)
    one = Explanation("shap-partition", "telea", values, image, 0.1, 0.5, 400, 1.0)
    return Explained((replace(one, **changes), replace(one, **changes)))


@pytest.fixture
def panel(qtbot):
    made = ExplanationPanel()
    qtbot.addWidget(made)
    made.resize(360, 600)
    made.show()
    return made


@pytest.fixture
def controls(qtbot):
    made = ExplainControls()
    qtbot.addWidget(made)
    made.show()
    made.set_state(explainable=True, working=False, testable=False)
    return made


# -- controls -----------------------------------------------------------------------------------


@pytest.mark.parametrize("key", METHODS)
def test_only_what_matters_to_the_method_can_be_chosen(controls, key):
    controls.method = key
    assert controls.method == key
    boxes = (controls.evaluations_box, controls.masker_box, controls.unit_box)
    expected = {"shap": (True, True, True), "regions": (False, False, True)}
    assert tuple(b.isEnabled() for b in boxes) == expected.get(key, (False, False, False))
    assert all(box.accessibleDescription() == box.toolTip() for box in boxes)
    states = [(box.isEnabled(), box.toolTip()) for box in boxes]
    controls.method = "shap"
    for box, (enabled, tip) in zip(boxes, states, strict=True):
        # What is not to be chosen says why.
        assert tip and (tip == box.toolTip()) == enabled


def test_choices_can_be_set_and_foreign_ones_are_passed_over(qtbot, controls):
    with qtbot.waitSignal(controls.changed):
        controls.method = "regions"
    controls.masker, controls.unit, controls.evaluations = "mean", "score", 50_000
    controls.method, controls.masker, controls.unit = "tea leaves", "", "furlongs"
    values = controls.method, controls.masker, controls.unit, controls.evaluations
    assert values == ("regions", "mean", "score", 10_000)
    controls.evaluations = 1
    assert controls.evaluations == 100
    # The box shows what the method computes in, and the choice comes back with its method.
    for method, shown in (("fullgrad", "log-odds"), ("gradcam", ""), ("shap", "score, 0 to 1")):
        controls.method = method
        assert (controls.unit_box.currentText(), controls.unit) == (shown, "score")


def test_the_inspector_shows_gradient_maps_but_lets_nobody_choose_them(qtbot, monkeypatch):
    monkeypatch.setattr(explain_controls, "build", lambda: "inspector")
    controls = ExplainControls()
    qtbot.addWidget(controls)
    controls.method = "regions"
    controls.method = "gradcam"
    assert controls.method == "regions"
    box = controls.method_box
    texts = {box.itemData(row): box.itemText(row) for row in range(box.count())}
    needing = {key for key, text in texts.items() if "needs the full build" in text}
    assert needing == {"gradcam", "fullgrad", "attention"} and texts.keys() == METHODS.keys()


def test_a_double_click_on_explain_does_not_cancel(qtbot, controls):
    heard = []
    controls.cancel_asked.connect(lambda: heard.append("cancel"))
    controls.explain_asked.connect(lambda: controls.set_state(True, True, False))
    button, spot = controls.explain_button, QPointF(5, 5)
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    kinds = QMouseEvent.Type
    for kind, held in (
        (kinds.MouseButtonPress, left),
        (kinds.MouseButtonRelease, none),
        (kinds.MouseButtonDblClick, left),
        (kinds.MouseButtonRelease, none),
    ):
        event = QMouseEvent(
            kind, spot, button.mapToGlobal(spot), left, held, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(button, event)
    assert button.text() == "Cancel" and heard == []


def test_progress_counts_evaluations_and_maps(controls):
    controls.show_progress(Progress(5, 10, "too early"))
    assert not controls.bar.isVisible()
    controls.set_state(True, True, False)
    assert controls.line.text() == "Starting…, 0 s so far" and controls.bar.maximum() == 0
    controls.show_progress(Progress(1024, 3072, "Regions"))
    assert controls.line.text() == "1,024 of 3,072 evaluations, 0 s so far"
    assert (controls.bar.value(), controls.bar.maximum()) == (1024, 3072)
    # Told again that it works, it goes on counting.
    controls.set_state(True, True, False)
    assert controls.line.text().startswith("1,024 of 3,072")
    controls.show_progress(Progress(1, 2, "Grad-CAM without background"))
    assert controls.line.text() == "1 of 2 maps, 0 s so far"
    controls.set_state(True, False, False)
    assert not controls.bar.isVisible() and not controls.line.isVisible()
    controls.set_state(True, True, False)
    assert controls.line.text().startswith("Starting")


def test_seconds_go_on_between_two_signs_of_progress(qtbot, controls):
    controls.set_state(True, True, False)
    # A busy machine may show only every second or third.
    qtbot.waitUntil(lambda: re.search(r"[1-9]\d* s so far", controls.line.text()))


# -- summary ------------------------------------------------------------------------------------


def test_the_summary_leads_from_the_hidden_image_to_the_whole_one(panel):
    pair = by_regions(1, 2)
    panel.show_explained(pair)
    assert (
        panel.summary.text.text()
        == "Regions: 64 evaluations per map in 3.0 s. Hidden pixels: blur."
    )
    assert "doubles the odds" in panel.summary.unit.text()
    once = tuple(replace(drawn, evaluations=1) for drawn in pair.maps)
    panel.show_explained(replace(pair, maps=once))
    assert panel.summary.text.text().startswith("Regions: 1 evaluation per map in ")
    rows = {name: texts for name, *texts in panel.summary.rows}
    for place, one in enumerate(pair.regions):
        start, end = rows["Log-odds, hidden → whole image"][place].replace("−", "-").split(" → ")
        change = float(rows["Sum of contributions"][place].replace("−", "-"))
        assert float(start) == pytest.approx(one.baseline, abs=0.006)
        assert float(end) - float(start) == pytest.approx(change, abs=0.02)
        assert change == pytest.approx(one.phi.sum(), abs=0.006)
    QApplication.processEvents()
    shown = {label.text() for label in panel.summary.findChildren(QLabel) if label.isVisible()}
    assert {text for row in panel.summary.rows for text in row} <= shown


@pytest.mark.parametrize(
    ("changes", "rows", "unit", "text"),
    [
        (
            {"baseline": 0.004, "prediction": 0.998},
            [("Score, hidden → whole image", "<0.01 → >0.99"), ("Sum of contributions", "+0.994")],
            "",
            "Telea inpainting",
        ),
        (
            {"method": "full-grad", "unit": "log-odds", "baseline": -0.25, "residual": -3.2e-7},
            [("Of which without a location", "−0.25"), ("Sums to within", "3e−07")],
            "doubles the odds",
            "Nothing was hidden",
        ),
        (
            {"method": "grad-cam", "unit": "relative", "baseline": float("nan")},
            [("Score", "0.50")],
            "their sum has no meaning",
            "Nothing was hidden",
        ),
    ],
)
def test_the_summary_says_what_the_values_add_up_to(panel, changes, rows, unit, text):
    masker = "" if "method" in changes else "telea"
    panel.show_explained(explained(masker=masker, **changes))
    assert panel.summary.rows[-len(rows) :] == [(name, both, both) for name, both in rows]
    assert unit in panel.summary.unit.text() and text in panel.summary.text.text()


@pytest.mark.parametrize(
    ("errors", "words"),
    [(np.ones(len(NAMES)), "Not explained by regions yet"), (None, "No two regions")],
)
def test_without_pairs_it_says_why(panel, errors, words):
    """A preview, with errors, says nothing of pairs; else there may be none."""
    pair = tuple(
        replace(found(seed), interactions=np.diag(found(seed).phi), errors=errors)
        for seed in (1, 2)
    )
    panel.show_explained(Explained(tuple(e.to_explanation() for e in pair), pair, "Preview."))
    view = panel.interactions
    assert panel.regions_of() and words in view.hint.text()
    assert not view.bars.isVisible() and not view.toggle.isVisible()


def test_another_method_leaves_the_regions_and_a_new_image_forgets_them(panel):
    panel.show_explained(by_regions(1, 2))
    panel.show_explained(explained())
    assert set(panel.regions_of()) == set(NAMES)
    panel.show_explained(None)
    assert panel.regions_of() == {} and panel.summary.rows == []
    assert not panel.interactions.bars.isVisible() and not panel.regions.bars.isVisible()


# -- interactions -------------------------------------------------------------------------------


def test_pairs_counted_once_and_regions_add_up_to_the_contributions():
    one = found(3)
    effects = joint_effects(one)
    assert np.triu(effects).sum() == pytest.approx(one.phi.sum())
    assert effects[0, 1] == pytest.approx(2 * one.interactions[0, 1])


def test_the_strongest_pairs_are_ranked_and_explained(panel):
    pair = by_regions(1, 2)
    panel.show_explained(pair)
    bars = panel.interactions.bars
    sizes = [row.size for row in bars.rows]
    assert len(sizes) == 6 and sizes == sorted(sizes, reverse=True)
    best = max(np.abs(np.triu(joint_effects(e), 1)).max() for e in pair.regions)
    assert sizes[0] == pytest.approx(best)
    with_background = bars.rows[0].with_background
    first, second = (NAMES.index(part) for part in bars.rows[0].name.split(" × "))
    assert with_background == joint_effects(pair.regions[0])[first, second]
    way = "further toward" if with_background > 0 else "less toward"
    assert f"together they push {way}" in bars.words[0].splitlines()[1]
    strongest = max(bars.rows[0].values, key=abs)
    assert ("more" in bars.note(bars.rows[0])) == (strongest > 0)


def test_the_matrix_is_shown_on_demand_and_each_cell_has_its_words(panel):
    pair = found(1), found(2, NAMES[1:])
    panel.show_explained(Explained(tuple(e.to_explanation() for e in pair), pair, ""))
    view, size = panel.interactions, len(NAMES)
    assert not view.matrix.isVisible()
    view.toggle.click()
    matrix = view.matrix
    assert matrix.isVisible() and matrix.accessibleDescription().count(" without") == 10
    number = f"{joint_effects(pair[0])[0, 2]:+.2f}".replace("-", "−")
    assert matrix.words[2] == f"background × nose together {number}"
    number = f"{joint_effects(pair[1])[0, 0]:+.2f}".replace("-", "−")
    assert matrix.words[size * size + size + 1] == f"general face alone {number}"
    # The background is not in the second picture.
    assert matrix.words[size * size + 1].endswith("together —")
    # Both lie side by side where there is room.
    narrow = matrix.minimumHeight()
    panel.resize(700, 600)
    QApplication.processEvents()
    assert matrix.minimumHeight() < narrow


# -- regions ------------------------------------------------------------------------------------


@pytest.fixture
def bars(qtbot):
    made = RegionBars()
    qtbot.addWidget(made)
    made.show()
    return made


def of_regions(unit="score", **phi):
    return fakes.by_regions(phi, unit=unit)


def test_regions_are_ranked_and_the_one_chosen_says_the_factor_of_the_odds(qtbot, bars):
    first = of_regions("log-odds", background=1.2, hair=0.693, nose=-0.2)
    bars.show_regions((first, of_regions("log-odds", background=0.0, hair=-1.5, nose=0.4)))
    assert [row.name for row in bars.rows] == ["hair", "background", "nose"]
    assert bars.rows[0].values == (0.693, -1.5)
    assert bars.accessibleDescription().startswith("hair +0.69 with, −1.50 without; background")
    heard = []
    bars.row_chosen.connect(heard.append)
    qtbot.keyClick(bars, Qt.Key.Key_Home)
    assert "with background: +0.69 log-odds, odds of “generated” × 2\n" in bars.read_out
    assert "without background: −1.50 log-odds, odds of “generated” × 0.223" in bars.read_out
    bars.choose(-1)
    assert heard == ["hair", ""]


def test_a_region_in_one_picture_only_has_a_dash_and_scores_have_no_odds(bars):
    bars.show_regions((of_regions(hair=0.2, nose=0.1), of_regions(hair=0.3)))
    assert bars.rows == [Row("hair", 0.2, 0.3), Row("nose", 0.1, None)]
    assert bars.words == ["hair +0.200 with, +0.300 without", "nose +0.100 with, — without"]
    bars.grab()


@pytest.mark.parametrize(
    ("effect", "limits", "words"),
    [
        (np.log(2), (None, None), "× 2"),
        (-np.log(4), (None, None), "× 0.25"),
        (np.log(79000), (None, None), "× 79,000"),
        (np.log(79000), (24.0, 6.3), "× more than 24"),
        (-9.0, (24.0, 5.0), "× less than 0.2"),
        (np.log(4), (24.0, 5.0), "× 4"),
    ],
)
def test_the_factor_of_the_odds_claims_no_more_than_the_limits(effect, limits, words):
    assert odds_factor(effect, limits) == words


def test_a_number_that_rounds_to_zero_has_no_minus():
    assert signed(-0.7, "log-odds") == "−0.70"
    assert signed(-0.0001) == "+0.000" and signed(-0.004, "log-odds") == "+0.00"


def test_a_merged_region_stands_for_its_classes():
    mask = np.repeat(np.arange(14, dtype=np.uint8), 4).reshape(7, 8)
    merged = players_of(mask, many=8).names
    classes = [one for name in merged for one in classes_of(name)]
    assert len(merged) < 14 and sorted(classes) == sorted(CLASSES)


# -- faithfulness and the panel as a whole ------------------------------------------------------


@pytest.fixture
def tested():
    def test(dark):
        drawn = found(1).to_explanation()
        values = np.zeros((24, 24), np.float32)
        values[:6] = 1
        image = np.zeros((24, 24, 3), np.uint8)
        image[:6] = 255

        def score(batch):
            bright = batch[:, :6].mean(axis=(1, 2, 3)) / 255
            return 1 - bright if dark else bright

        drawn = replace(drawn, values=-values if dark else values, image=image)
        return faithfulness(score, drawn, "black", steps=8, random_maps=1)

    return test(False), test(True)


def test_curves_of_both_maps_lie_side_by_side(panel, tested):
    panel.show_explained(by_regions(1, 2))
    panel.faithfulness.show_tested(tested)
    view = panel.faithfulness
    one, two = view.plots
    QApplication.processEvents()
    left, right = (plot.mapTo(panel, QPoint()) for plot in (one, two))
    assert one.isVisible() and left.y() == right.y() and right.x() >= left.x() + one.width()
    assert "gain over chance +" in view.words[0].text()
    assert view.words[0].text().endswith("Support: score.")
    assert view.words[1].text().endswith("Support: 1 − score.")
    assert one.accessibleDescription() == view.words[0].text()
    # New maps: the old test says nothing of them.
    panel.show_explained(explained(complete=False))
    assert "Not tested yet" in view.hint.text() and not one.isVisible()


def test_sections_fold_from_the_keyboard(qtbot, panel):
    panel.show_explained(by_regions(1, 2))
    section = panel.sections["regions"]
    assert section.is_open and panel.regions.bars.isVisible()
    section.header.setFocus()
    qtbot.keyClick(section.header, Qt.Key.Key_Space)
    assert not section.is_open and not panel.regions.bars.isVisible()
    assert section.header.toolTip() == "Show this section"
    section.set_open(True)
    assert panel.regions.bars.isVisible()
