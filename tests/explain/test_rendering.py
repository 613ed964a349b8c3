import numpy as np
import pytest
from PIL import Image

from gng_desktop.charts.curves import faithfulness as faithfulness_curves
from gng_desktop.charts.look import Look
from gng_desktop.explain.explanation import common_limit
from gng_desktop.explain.faithfulness import faithfulness
from gng_desktop.explain.map_overlay import heat, pale
from gng_desktop.explain.rendering import (
    IMAGE_SHARE,
    PALETTES,
    PAPER,
    colour_map,
    colourise,
    maps_figure,
    place,
    save_pair,
)
from gng_desktop.imaging.faces import Box


def pair_of(first, second):
    return {"with background": first, "without background": second}


@pytest.mark.parametrize("palette", PALETTES)
def test_colours_of_values_as_in_the_colour_bar(make_explanation, palette):
    image = np.full((1, 5, 3), 255, np.uint8)
    drawn = colourise(make_explanation([[-9.0, -1.0, 0.0, 1.0, 9.0]], image), 1.0, palette)[0]
    bar = np.array([colour_map(palette=palette)(x)[:3] for x in (0.0, 0.5, 1.0)]) * 255
    np.testing.assert_allclose(drawn[1:4], bar, atol=2)
    toward, away = PALETTES[palette]
    assert np.abs(drawn[3] - (PAPER * 0.1 + toward * 0.9)).max() <= 0.5
    assert np.abs(drawn[1] - (PAPER * 0.1 + away * 0.9)).max() <= 0.5
    assert drawn[2].tolist() == [245, 245, 245]
    # Beyond the limit the colour stays.
    assert np.array_equal(drawn[0], drawn[1]) and np.array_equal(drawn[4], drawn[3])
    if palette == "red-blue":
        assert drawn[3, 0] > 180 > 80 > max(drawn[3, 1:])
        assert drawn[1, 2] > 180 > 80 > drawn[1, 0]


def test_colour_grows_with_the_value_and_the_image_shines_through_pale(make_explanation):
    drawn = colourise(make_explanation([[0.0, 0.25, 0.5, 1.0]]), 1.0).astype(int)
    redness = drawn[0, :, 0] - drawn[0, :, 2]
    assert (np.diff(redness) > 0).all() and redness[0] == 0
    image = np.array([[[0, 0, 0], [255, 255, 255]]], np.uint8)
    drawn = colourise(make_explanation([[0.0, 0.0]], image), 1.0)
    assert drawn[0].tolist() == [[round(PAPER - IMAGE_SHARE * 255)] * 3, [round(PAPER)] * 3]


@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize("palette", PALETTES)
def test_a_layer_over_the_pale_image_looks_as_in_files(make_explanation, directed, palette):
    rng = np.random.default_rng(3)
    image = rng.integers(0, 256, (20, 30, 3), np.uint8)
    values = rng.normal(0, 1, (20, 30))
    explanation = make_explanation(values if directed else np.abs(values), image, directed=directed)
    layer = heat(explanation, 1.2, palette)
    # Otherwise Qt, which takes colours as multiplied, would draw light.
    assert (layer[..., :3] <= layer[..., 3:]).all() and layer[..., 3].max() == round(0.9 * 255)
    shown = pale(image) * (1 - layer[..., 3:] / 255) + layer[..., :3].astype(float)
    np.testing.assert_allclose(shown, colourise(explanation, 1.2, palette), atol=2)


@pytest.mark.parametrize("draw", [colourise, heat])
@pytest.mark.parametrize("limit", [0, -1.0, float("nan")])
def test_a_limit_must_be_above_0(make_explanation, draw, limit):
    with pytest.raises(ValueError, match="limit must be above 0"):
        draw(make_explanation([[0.0]]), limit)


def test_both_maps_share_one_symmetric_limit(make_explanation):
    weak, strong = make_explanation([[0.1, -0.2]]), make_explanation([[0.0, -4.0]])
    both = common_limit(weak, strong)
    assert both == common_limit(strong, weak) == common_limit(weak, make_explanation([[0.0, 4.0]]))
    assert both == pytest.approx(np.percentile([0.1, 0.2, 0.0, 4.0], 99.5))
    # One extreme pixel does not set it; and empty maps can be drawn.
    values = np.full((100, 100), 0.01)
    values[0, 0] = 50
    assert common_limit(make_explanation(values)) == pytest.approx(0.01)
    flat = make_explanation(np.zeros((4, 4)))
    assert common_limit(flat, flat) > 0
    assert len(np.unique(colourise(flat, common_limit(flat)))) == 1


def test_a_map_of_a_square_is_laid_where_the_square_was(make_explanation):
    drawn = np.zeros((20, 20, 3), np.uint8)
    white = np.full((300, 400, 3), 255, np.uint8)
    whole = place(drawn, Box(100, 50, 200, 200), white)
    assert whole.shape == (30, 40, 3)
    black = (whole == 0).all(axis=2)
    rows, columns = np.nonzero(black)
    assert (rows.min(), rows.max(), columns.min(), columns.max()) == (5, 24, 10, 29)
    assert (whole[~black] == int(PAPER)).all()
    assert place(drawn, None, white) is drawn


def test_the_figure_names_scores_and_shares_the_scale(make_explanation):
    one = make_explanation(np.full((8, 8), 0.5), prediction=0.912, baseline=0.101)
    other = make_explanation(np.full((8, 8), -0.25), prediction=0.345, baseline=0.678)
    figure = maps_figure(pair_of(one, other))
    titles = " ".join(axis.get_title() for axis in figure.axes)
    for part in ("0.912", "0.101", "0.345", "0.678", "300 evaluations", "without background"):
        assert part in titles
    (bar,) = [axis for axis in figure.axes if "generated" in axis.get_ylabel()]
    low, high = bar.get_ylim()
    assert low == pytest.approx(-high) and high == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("changes", "words", "counted"),
    [
        ({}, "hidden image <0.001", "score"),
        ({"unit": "log-odds"}, "hidden image 0.500", "log-odds"),
        ({"unit": "log-odds", "masker": ""}, "terms without a place +0.00", "log-odds"),
    ],
)
def test_titles_and_colour_bar_name_the_unit(make_explanation, changes, words, counted):
    drawn = make_explanation(np.eye(8), prediction=0.99999, baseline=0.0, **changes)
    figure = maps_figure(pair_of(drawn, drawn))
    title = figure.axes[1].get_title()
    assert "score >0.999" in title and words in title and title.endswith(counted)
    labels = " ".join(axis.get_ylabel() for axis in figure.axes)
    assert f"contribution to the {counted} per pixel" in labels


def test_figure_and_raw_values_are_written(make_explanation, tmp_path):
    first = make_explanation(np.linspace(-1, 1, 64).reshape(8, 8))
    second = make_explanation(np.eye(8), prediction=0.1, baseline=0.2, evaluations=7)
    figure, values = tmp_path / "a", tmp_path / "b"
    with figure.open("wb") as drawn, values.open("wb") as arrays:
        save_pair(first, second, drawn, arrays)
    with Image.open(figure) as image:
        assert image.format == "PNG" and image.width > 1000
        assert len(image.convert("RGB").getcolors(1 << 24)) > 50
    with np.load(values, allow_pickle=False) as stored:
        names = ("values", "baseline", "unit", "prediction", "evaluations")
        classifiers = ("with_background", "without_background")
        assert set(stored) == {f"{c}_{n}" for c in classifiers for n in names}
        for classifier, expected in zip(classifiers, (first, second), strict=True):
            for name in names:
                found = stored[f"{classifier}_{name}"]
                assert np.array_equal(found, getattr(expected, name)), name
        assert stored["with_background_values"].dtype == np.float32


def test_faithfulness_is_drawn_beside_chance(make_explanation, make_picture, in_patch, score):
    found = faithfulness(score, make_explanation(in_patch, make_picture(), masker="black"), steps=8)
    figure = faithfulness_curves(Look(), found, "SHAP").figure
    curves = ("deletion", "insertion", "deletion_log_odds", "insertion_log_odds")
    for axis, curve in zip(figure.axes, curves, strict=True):
        own, random, *_ = axis.get_lines()
        assert np.array_equal(own.get_ydata(), getattr(found, curve))
        assert np.array_equal(random.get_ydata(), getattr(found, f"random_{curve}"))
        assert "random" in random.get_label()
        if "log" not in curve:
            assert f"{getattr(found, f'{curve}_auc'):.3f}" in own.get_label()
    assert figure.axes[0].get_ylabel() == "score"
    figure.canvas.draw()
