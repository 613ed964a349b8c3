"""Explaining, testing and stressing the image in view, as the window shows it."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt

from gng_desktop.charts.contributions import Row
from gng_desktop.explain.explanation import Explanation
from gng_desktop.explain.methods import Explained
from gng_desktop.imaging.labels import CLASSES
from gng_desktop.ui.kit.workers import UserError
from tests import fakes

NOT_EXPLAINED = "Not explained yet."
COMPUTING = "Computing…"


@pytest.fixture
def explaining(qtbot, shown, explainer):
    """A window in the middle of an explanation, which goes on until `explainer.go` is set."""
    explainer.go.clear()
    shown.explain()
    qtbot.waitUntil(lambda: shown.explanation.controls.bar.maximum() == 1000)
    return shown


def maps(window):
    """Titles of the two panes of the map last computed."""
    return [window.panes.pane(key).words for key in ("map_with", "map_without")]


def text_of_map(window):
    return window.panes.scene.text("map_with")


def redness(window, key):
    image = window.panes.pane(key).canvas.image()
    # The strongest value of the made-up map is in its last corner, as the image is in the pane's.
    part = window.panes.view.image_rect(window.panes.pane(key).canvas.size().toSizeF())
    ratio = image.devicePixelRatio()
    colour = image.pixelColor(
        int((part.right() - 2) * ratio), int((part.bottom() - 2) * ratio)
    ).getRgb()
    return colour[0] - colour[1]


# -- maps ---------------------------------------------------------------------------------------


def test_both_maps_are_shown_on_one_scale(shown, explainer, settled):
    shown.explanation.controls.evaluations = 300
    shown.explanation.controls.unit = "score"
    shown.commands["explain"].trigger()
    settled(shown, "a.png")
    assert explainer.asked == [(300, "telea", "score")]
    assert maps(shown) == ["SHAP with background", "SHAP without background"]
    assert shown.panes.pane("map_with").has_picture
    assert shown.panes.colour_bar.limit == pytest.approx(1e-3, rel=0.02)
    # One scale: the half as strong map must be paler, not stretched to full colour.
    assert redness(shown, "map_with") > 1.5 * redness(shown, "map_without") > 0
    assert shown.status_text.text() == "Explained with 500 evaluations per map in 2.0 s"
    assert "500 evaluations per map" in shown.explanation.summary.text.text()
    assert shown.commands["test_maps"].isEnabled()


def test_the_window_answers_while_explaining(qtbot, explaining, explainer, settled):
    window = explaining
    assert text_of_map(window) == COMPUTING
    assert window.explanation.controls.explain_button.text() == "Cancel"
    assert window.commands["cancel"].isEnabled()
    for key in ("explain", "stress", "test_maps"):
        assert not window.commands[key].isEnabled()
    assert not window.stress.button.isEnabled()
    # On a busy machine it may still show the job before.
    qtbot.waitUntil(lambda: window.indicator.running == ["Explaining with background"])
    qtbot.waitUntil(window.indicator.isVisible)
    before = window.panes.pane("segmentation").canvas.image()
    window.legend.opacity_slider.setValue(95)
    assert window.panes.pane("segmentation").canvas.image() != before
    explainer.go.set()
    settled(window, "a.png")
    qtbot.waitUntil(lambda: not window.indicator.isVisible())
    assert not window.commands["cancel"].isEnabled() and window.commands["explain"].isEnabled()


def test_cancelled_and_nothing_follows(qtbot, explaining, explainer):
    window = explaining
    row, button = window.indicator.row, window.explanation.controls.explain_button
    window.arrangement.show("explanation")
    ways = (
        window.commands["cancel"].trigger,
        lambda: qtbot.mouseClick(button, Qt.MouseButton.LeftButton),
        lambda: qtbot.mouseClick(row.cancel_button, Qt.MouseButton.LeftButton),
    )
    for cancel in ways:
        window.status_text.clear()
        explainer.go.clear()
        window.explain()
        qtbot.waitUntil(lambda: window.explanation.controls.bar.maximum() == 1000)
        # On a busy machine it may still show the job before.
        qtbot.waitUntil(lambda: window.indicator.running == ["Explaining with background"])
        qtbot.waitUntil(window.indicator.isVisible)
        cancel()
        assert window.status_text.text() == "Cancelled"
        assert explainer.closed.wait(5)
        explainer.go.set()
        qtbot.wait(50)
        assert window.status_text.text() == "Cancelled"
        assert not window.panes.pane("map_with").has_picture
        assert text_of_map(window).startswith(NOT_EXPLAINED)
        assert window.commands["explain"].isEnabled()
        assert not window.commands["test_maps"].isEnabled()
        assert window.session.found.explained == {}


@pytest.mark.parametrize("name", ["b.png", "a.png"])
def test_a_new_image_or_other_models_cut_off_the_explanation_of_the_last(
    qtbot, explaining, explainer, pictures, settled, name
):
    window = explaining
    if name == "b.png":
        window.open_image(pictures[1])
    else:
        window.session.load_models()
    assert explainer.closed.wait(5)  # at once, not when the image is opened
    settled(window, name)
    explainer.go.set()
    qtbot.wait(50)
    assert not window.panes.pane("map_with").has_picture
    assert text_of_map(window).startswith(NOT_EXPLAINED)
    assert window.windowTitle().startswith(name)


def test_a_partial_map_says_so_until_the_last(qtbot, shown, explainer, make_explanation, settled):
    partial = replace(make_explanation(), complete=False)
    explainer.partial = (partial, partial)
    explainer.go.clear()
    shown.explain()
    qtbot.waitUntil(lambda: shown.panes.pane("map_with").has_picture)
    # Cancelled, it stays and is not tested.
    shown.cancel()
    assert maps(shown) == ["SHAP with background (partial)", "SHAP without background (partial)"]
    text = shown.explanation.summary.text.text()
    assert text == "SHAP, partial: 500 evaluations per map in 2.0 s so far."
    assert not shown.commands["test_maps"].isEnabled()
    assert shown.session.found.explained == {}
    shown.explain()
    explainer.go.set()
    settled(shown, "a.png")
    assert maps(shown) == ["SHAP with background", "SHAP without background"]
    assert "500 evaluations per map" in shown.status_text.text()


@pytest.mark.parametrize(
    ("error", "sentence", "details"),
    [
        (
            RuntimeError("inner detail"),
            "The explanation stopped because of an unexpected error",
            True,
        ),
        (UserError("This image is too small; open a larger one."), "This image is", False),
    ],
)
def test_what_goes_wrong_is_one_sentence_and_details_on_request(
    qtbot, shown, explainer, error, sentence, details
):
    explainer.error = error
    shown.explain()
    qtbot.waitUntil(shown.notice.isVisible)
    assert shown.notice.text.text().startswith(f"⚠  {sentence}")
    assert "inner detail" not in shown.notice.text.text()
    assert shown.notice.details_button.isVisible() == details
    assert not shown.notice.details.isVisible()
    if details:
        shown.notice.details_button.click()
    assert shown.notice.details.isVisible() == details
    assert ("inner detail" in shown.notice.details.toPlainText()) == details
    # Nothing is being computed any more.
    assert text_of_map(shown).startswith(NOT_EXPLAINED)
    qtbot.waitUntil(lambda: not shown.session.jobs.busy)
    # The next attempt takes the notice away.
    explainer.error = None
    shown.explain()
    assert not shown.notice.isVisible()


def test_the_method_is_chosen_in_the_panel(shown, analyser, monkeypatch, settled):
    asked = []
    # Else gradient maps come from a process of their own.
    analyser.engines["segmenter"].name = "tensorflow"

    def explain(analyser, analysis, method, evaluations, masker, unit, preview):
        asked.append((analysis.path, method, evaluations, masker, unit))
        values, image = np.ones((8, 8), np.float32), np.zeros((8, 8, 3), np.uint8)
        drawn = Explanation("attention", "", values, image, np.nan, 0.5, 1, 0.1, directed=False)
        yield Explained((drawn, drawn))

    monkeypatch.setattr("gng_desktop.explain.methods.explain", explain)
    controls = shown.explanation.controls
    controls.masker, controls.method = "blur", "attention"
    shown.explain()
    settled(shown, "a.png")
    path = shown.session.found.analysis.path
    assert asked == [(path, "attention", 500, "blur", "log-odds")]
    assert maps(shown) == ["Attention with background", "Attention without background"]
    assert "responds strongly" in shown.panes.colour_bar.accessibleDescription()


# -- regions ------------------------------------------------------------------------------------


@pytest.fixture
def by_regions(monkeypatch):
    """Explaining finds by regions: hair and background, of both classifiers."""
    labels = np.repeat([0, 1], 32).reshape(8, 8)

    def found(hair, background):
        phi, pairs = {"hair": hair, "background": background}, np.full((2, 2), 0.05)
        return fakes.by_regions(phi, interactions=pairs, labels=labels, unit="score")

    def explain(*arguments, preview):
        pair = found(0.1, 0.3), found(-0.05, 0.0)
        drawn = tuple(e.to_explanation() for e in pair)
        yield Explained(drawn, pair, "It rests on the background.")

    monkeypatch.setattr("gng_desktop.explain.methods.explain", explain)


def test_regions_are_read_ranked_and_shown_beside_the_classes(shown, by_regions, pictures, settled):
    assert "choose the Regions method" in shown.verdict.reading.text()
    shown.explain()
    settled(shown, "a.png")
    assert shown.verdict.reading.text() == "It rests on the background."
    assert shown.explanation.regions_of() == {"background": (0.3, 0.0), "hair": (0.1, -0.05)}
    assert shown.explanation.regions.notes.text() == "The ears were counted with the hair."
    tip = shown.legend.boxes[CLASSES.index("hair")].toolTip()
    assert "contribution of the region “hair” +0.10 with background, −0.05 without" in tip
    # A new image forgets them.
    shown.open_image(pictures[1])
    settled(shown, "b.png")
    assert shown.explanation.regions_of() == {}
    assert "choose the Regions method" in shown.verdict.reading.text()
    assert "contribution" not in shown.legend.boxes[CLASSES.index("hair")].toolTip()


def test_regions_are_drawn_in_the_colours_of_the_maps(qtbot, shown, by_regions, settled):
    shown.explain()
    settled(shown, "a.png")
    shown.arrangement.show("explanation")
    shown.explanation.interactions.toggle.setChecked(True)
    pairs = shown.explanation.interactions
    parts = shown.explanation.regions.bars, pairs.bars, pairs.matrix

    before = [None] * 3

    def redrawn():
        ready = all(part.settled and part.picture is not None for part in parts)
        pictures = zip(parts, before, strict=True)
        return ready and all(part.grab().toImage() != old for part, old in pictures)

    qtbot.waitUntil(redrawn, timeout=60_000)
    before[:] = [part.grab().toImage() for part in parts]
    shown.settings.set("map_palette", "colour-blind-safe")
    qtbot.waitUntil(redrawn, timeout=60_000)


def test_a_region_chosen_is_pointed_out_in_the_overlay(shown):
    hair, face = CLASSES.index("hair"), CLASSES.index("general face")
    shown.explanation.regions.bars.row_chosen.emit("hair")
    hidden = shown.panes.scene.overlay.hidden
    assert face in hidden and hair not in hidden
    shown.explanation.regions.bars.row_chosen.emit("")
    assert not {hair, face} & shown.panes.scene.overlay.hidden


def test_the_map_shows_what_the_text_counts_and_per_pixel_on_request(shown):
    """The map in totals of regions, the masker that is used."""
    controls, scene, bar = shown.explanation.controls, shown.panes.scene, shown.panes.colour_bar
    controls.masker = "mean"
    controls.method = "regions"
    assert controls.masker_box.currentText() == "blur" and controls.masker == "mean"
    split = np.zeros((8, 8), np.int64)
    split[0] = 1
    pair = tuple(
        fakes.by_regions(phi, labels=split)
        for phi in ({"background": 1.2, "hair": 0.7}, {"background": 0.0, "hair": -1.5})
    )
    drawn = tuple(e.to_explanation() for e in pair)
    assert drawn[0].values.sum() == pytest.approx(1.9)
    shown.in_view.show_explained(Explained(drawn, pair, "", ((9.0, 4.0),) * 2))
    assert scene.limit() == pytest.approx(1.5)
    assert "whole region" in bar.toolTip()
    bars = shown.explanation.regions.bars
    assert "× 3.32" in bars.tip(bars.rows[1])
    assert "× less than 0.25" in bars.tip(Row("hair", -9.0, 0.1))
    shown.explanation.regions.spread.click()
    assert scene.limit() == pytest.approx(1.5 / 8, rel=0.01)
    assert "whole region" not in bar.toolTip()
    controls.method = "shap"
    assert controls.masker_box.currentData() == "mean"


# -- the test of the maps and the stress test ---------------------------------------------------


def test_maps_are_tested_on_demand(shown, explainer, settled):
    view = shown.explanation.faithfulness
    assert not shown.commands["test_maps"].isEnabled() and "Not tested yet" in view.hint.text()
    shown.explain()
    settled(shown, "a.png")
    shown.arrangement.show("verdict")
    shown.commands["test_maps"].trigger()
    settled(shown, "a.png")
    assert all("gain over chance" in words.text() for words in view.words)
    assert list(shown.session.found.tested) == ["shap-partition"]
    # What was asked for is brought to the front.
    assert not shown.explanation.visibleRegion().isEmpty()
    # Other maps were not tested.
    shown.explanation.controls.evaluations += 100
    shown.explain()
    settled(shown, "a.png")
    assert "Not tested yet" in view.hint.text() and shown.session.found.tested == {}


def test_stress_points_are_shown_as_they_come_and_a_cancelled_test_was_none(
    qtbot, shown, analyser, settled
):
    panel, plot = shown.stress, shown.stress.plots["jpeg"]
    analyser.pictures_go.clear()
    panel.button.click()
    assert not panel.visibleRegion().isEmpty()
    qtbot.waitUntil(lambda: panel.words.text() == "Testing…")
    assert plot.isVisibleTo(panel) and not panel.button.isEnabled()
    shown.cancel()
    assert panel.words.text().startswith("Not tested yet") and not plot.isVisibleTo(panel)
    assert shown.session.found.stress is None and panel.button.isEnabled()
    shown.commands["stress"].trigger()
    analyser.pictures_go.set()
    settled(shown, "a.png")
    assert "survives all 15 changes" in panel.words.text()
    assert shown.session.found.stress is not None and panel.button.isEnabled()
