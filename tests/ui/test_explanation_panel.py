from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel

from gng_desktop.core.progress import Progress
from gng_desktop.explain.catalogue import METHODS
from gng_desktop.explain.explanation import Explanation
from gng_desktop.explain.faithfulness import faithfulness
from gng_desktop.explain.methods import Explained
from gng_desktop.explain.shapley import interactions, shapley_values
from gng_desktop.ui.panels import explain_controls
from gng_desktop.ui.panels.explain_controls import ExplainControls
from gng_desktop.ui.panels.explanation import ExplanationPanel
from gng_desktop.ui.panels.interactions import InteractionMatrix, InteractionsView, joint_effects
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
    told = [(box.isEnabled(), box.toolTip()) for box in boxes]
    controls.method = "shap"
    for box, (enabled, tip) in zip(boxes, told, strict=True):
        # What is not to be chosen says why.
        assert tip and (tip == box.toolTip()) == enabled


def test_choices_can_be_set_and_foreign_ones_are_passed_over(qtbot, controls):
    with qtbot.waitSignal(controls.changed):
        controls.method = "regions"
    controls.masker, controls.unit, controls.evaluations = "mean", "score", 50_000
    controls.method, controls.masker, controls.unit = "tea leaves", "", "furlongs"
    kept = controls.method, controls.masker, controls.unit, controls.evaluations
    assert kept == ("regions", "mean", "score", 10_000)
    controls.evaluations = 1
    assert controls.evaluations == 100


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


def test_explain_becomes_cancel_while_working(qtbot, controls):
    heard = []
    controls.explain_asked.connect(lambda: heard.append("explain"))
    controls.cancel_asked.connect(lambda: heard.append("cancel"))
    controls.test_asked.connect(lambda: heard.append("test"))
    controls.explain_button.click()
    assert not controls.test_button.isEnabled()
    controls.set_state(explainable=True, working=True, testable=True)
    assert controls.explain_button.text() == "Cancel" and not controls.test_button.isEnabled()
    controls.explain_button.click()
    controls.set_state(explainable=True, working=False, testable=True)
    assert controls.explain_button.text() == "Explain"
    controls.test_button.click()
    assert heard == ["explain", "cancel", "test"]
    controls.set_state(explainable=False, working=False, testable=False)
    assert not controls.explain_button.isEnabled()
    assert "open an image" in controls.explain_button.toolTip()


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
    qtbot.waitUntil(lambda: "1 s so far" in controls.line.text(), timeout=4000)


# -- summary ------------------------------------------------------------------------------------


def test_every_section_says_how_to_fill_it(panel):
    assert "Press Explain" in panel.summary.text.text()
    assert "Choose the Regions method" in panel.regions.reading.text()
    assert "Regions method" in panel.interactions.hint.text()
    assert "press Test maps" in panel.faithfulness.hint.text()
    assert panel.regions_of() == {} and panel.summary.rows == []


def test_the_summary_leads_from_the_hidden_image_to_the_whole_one(panel):
    pair = by_regions(1, 2)
    panel.show_explained(pair)
    assert (
        panel.summary.text.text()
        == "Regions: 64 evaluations per map in 3.0 s. Hidden pixels: blur."
    )
    assert "doubles the odds" in panel.summary.unit.text()
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


def test_the_summary_in_score_has_no_odds(panel):
    panel.show_explained(explained(baseline=0.004, prediction=0.998))
    assert panel.summary.rows == [
        ("Score, hidden → whole image", "<0.01 → >0.99", "<0.01 → >0.99"),
        ("Sum of contributions", "+0.994", "+0.994"),
    ]
    assert "Telea inpainting" in panel.summary.text.text()


def test_the_summary_tells_the_residual_that_was_measured(panel):
    panel.show_explained(
        explained(method="full-grad", masker="", unit="log-odds", baseline=-0.25, residual=-3.2e-7)
    )
    assert ("Of which without a location", "−0.25", "−0.25") in panel.summary.rows
    assert ("Sums to within", "3e−07", "3e−07") in panel.summary.rows
    assert "Nothing was hidden" in panel.summary.text.text()


def test_relative_values_add_up_to_nothing(panel):
    panel.show_explained(
        explained(method="grad-cam", masker="", unit="relative", baseline=float("nan"))
    )
    assert panel.summary.rows == [("Score", "0.50", "0.50")]
    assert "their sum has no meaning" in panel.summary.unit.text()


def test_a_partial_result_changes_the_summary_only(panel):
    panel.show_explained(by_regions(1, 2))
    before = panel.regions_of()
    panel.show_explained(explained(complete=False, evaluations=60))
    assert panel.summary.text.text() == "SHAP, partial: 60 evaluations per map in 2.0 s so far."
    assert panel.regions_of() == before and before


def test_a_preview_says_nothing_of_pairs(panel):
    pair = tuple(
        replace(found(seed), interactions=np.diag(found(seed).phi), errors=np.ones(len(NAMES)))
        for seed in (1, 2)
    )
    panel.show_explained(Explained(tuple(e.to_explanation() for e in pair), pair, "Preview."))
    assert panel.regions_of() and "Not explained by regions yet" in panel.interactions.hint.text()


def test_another_method_leaves_the_regions_and_a_new_image_forgets_them(panel):
    panel.show_explained(by_regions(1, 2))
    panel.show_explained(explained())
    assert set(panel.regions_of()) == set(NAMES)
    panel.show_explained(None)
    assert panel.regions_of() == {}
    assert not panel.interactions.bars.isVisible() and not panel.regions.bars.isVisible()


def test_regions_are_given_with_and_without(panel):
    pair = by_regions(1, 2)
    panel.show_explained(pair)
    given = panel.regions_of()
    for index, name in enumerate(NAMES):
        assert given[name] == tuple(e.phi[index] for e in pair.regions)


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


def test_no_interaction_is_said_in_words(qtbot):
    view = InteractionsView()
    qtbot.addWidget(view)
    view.show()
    lone = tuple(replace(found(s), interactions=np.diag(found(s).phi)) for s in (1, 2))
    view.show_regions(lone)
    assert "No two regions" in view.hint.text()
    assert not view.bars.isVisible() and not view.toggle.isVisible()


def test_the_matrix_is_shown_on_demand(panel):
    panel.show_explained(by_regions(1, 2))
    view = panel.interactions
    assert not view.matrix.isVisible()
    view.toggle.click()
    assert view.matrix.isVisible()
    assert view.matrix.accessibleDescription().count(" without") == 10


def test_each_cell_of_both_matrices_has_its_words(qtbot):
    matrix = InteractionMatrix()
    qtbot.addWidget(matrix)
    pair = found(1), found(2, NAMES[1:])
    matrix.show_regions(pair)
    size = len(NAMES)
    number = f"{joint_effects(pair[0])[0, 2]:+.2f}".replace("-", "−")
    assert matrix.words[2] == f"background × nose together {number}"
    number = f"{joint_effects(pair[1])[0, 0]:+.2f}".replace("-", "−")
    assert matrix.words[size * size + size + 1] == f"general face alone {number}"
    # The background is not in the second picture.
    assert matrix.words[size * size + 1].endswith("together —")


def test_the_matrices_lie_side_by_side_where_there_is_room(qtbot):
    matrix = InteractionMatrix()
    qtbot.addWidget(matrix)
    matrix.show_regions((found(1), found(2)))
    matrix.show()
    matrix.resize(340, 10)
    narrow = matrix.minimumHeight()
    matrix.resize(700, 10)
    assert matrix.minimumHeight() < narrow


# -- faithfulness and the panel as a whole --------------------------------------------------------


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


def test_colours_are_changed_everywhere(qtbot, panel):
    panel.show_explained(by_regions(1, 2))
    panel.interactions.toggle.setChecked(True)
    parts = (panel.regions.bars, panel.interactions.bars, panel.interactions.matrix)

    def drawn():
        return all(part.settled and part.picture for part in parts)

    qtbot.waitUntil(drawn, timeout=60_000)
    before = [part.grab().toImage() for part in parts]
    panel.use_palette("colour-blind-safe")
    qtbot.waitUntil(
        lambda: (
            drawn()
            and all(part.grab().toImage() != old for part, old in zip(parts, before, strict=True))
        ),
        timeout=60_000,
    )
