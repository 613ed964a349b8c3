import numpy as np
import pytest
from PIL import Image

from gng_desktop.charts.curves import faithfulness as faithfulness_curves
from gng_desktop.charts.look import Look
from gng_desktop.explain.explanation import common_limit
from gng_desktop.explain.faithfulness import faithfulness
from gng_desktop.explain.rendering import (
    AWAY,
    IMAGE_SHARE,
    PALETTES,
    PAPER,
    TOWARD,
    colour_map,
    colourise,
    maps_figure,
    place,
    save_pair,
)
from gng_desktop.imaging.faces import Box


def test_full_values_are_red_and_blue_and_none_is_grey(make_explanation):
    image = np.full((1, 5, 3), 255, np.uint8)
    drawn = colourise(make_explanation([[1.0, -1.0, 0.0, 9.0, -9.0]], image), 1.0)
    red, blue, grey = (tuple(drawn[0, i].tolist()) for i in range(3))
    assert red == tuple(np.rint(PAPER * 0.1 + TOWARD * 0.9).astype(int).tolist())
    assert blue == tuple(np.rint(PAPER * 0.1 + AWAY * 0.9).astype(int).tolist())
    assert grey == (245, 245, 245)
    assert red[0] > 180 and max(red[1:]) < 80
    assert blue[2] > 180 and blue[0] < 80
    # Beyond the limit the colour stays.
    assert tuple(drawn[0, 3].tolist()) == red and tuple(drawn[0, 4].tolist()) == blue
    assert drawn.dtype == np.uint8 and drawn.shape == (1, 5, 3)


def test_colour_grows_with_the_value(make_explanation):
    drawn = colourise(make_explanation([[0.0, 0.25, 0.5, 1.0]]), 1.0).astype(int)
    redness = drawn[0, :, 0] - drawn[0, :, 2]
    assert (np.diff(redness) > 0).all() and redness[0] == 0


def test_the_image_shines_through_pale(make_explanation):
    image = np.stack([np.full((1, 3), v) for v in (0, 0, 0)], -1).astype(np.uint8)
    image[0, 1] = 255
    drawn = colourise(make_explanation([[0.0, 0.0, 0.0]], image), 1.0)
    assert drawn[0, 0].tolist() == [round(PAPER - IMAGE_SHARE * 255)] * 3
    assert drawn[0, 1].tolist() == [round(PAPER)] * 3


@pytest.mark.parametrize("limit", [0, -1.0, float("nan")])
def test_a_limit_must_be_above_0(make_explanation, limit):
    with pytest.raises(ValueError, match="limit must be above 0"):
        colourise(make_explanation([[0.0]]), limit)


def test_both_maps_share_one_symmetric_limit(make_explanation):
    weak, strong = make_explanation([[0.1, -0.2]]), make_explanation([[0.0, -4.0]])
    assert common_limit(weak, strong) == common_limit(strong, weak)
    both = common_limit(weak, strong)
    assert both == pytest.approx(np.percentile([0.1, 0.2, 0.0, 4.0], 99.5))
    mirrored = make_explanation(-strong.values)
    assert common_limit(weak, mirrored) == both
    assert common_limit(weak) < both


def test_one_extreme_pixel_does_not_set_the_limit(make_explanation):
    values = np.full((100, 100), 0.01)
    values[0, 0] = 50
    assert common_limit(make_explanation(values)) == pytest.approx(0.01)


def test_empty_maps_have_a_limit_that_can_be_drawn(make_explanation):
    flat = make_explanation(np.zeros((4, 4)))
    limit = common_limit(flat, flat)
    assert limit > 0
    assert len(np.unique(colourise(flat, limit))) == 1


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
    figure = maps_figure({"with background": one, "without background": other})
    titles = " ".join(axis.get_title() for axis in figure.axes)
    for part in ("0.912", "0.101", "0.345", "0.678", "300 evaluations", "without background"):
        assert part in titles
    labels = [axis.get_ylabel() for axis in figure.axes]
    (bar,) = [axis for axis, label in zip(figure.axes, labels, strict=True) if "generated" in label]
    low, high = bar.get_ylim()
    assert low == pytest.approx(-high) and high == pytest.approx(0.5)


@pytest.mark.parametrize(("unit", "words"), [("score", "the score"), ("log-odds", "log-odds")])
def test_titles_and_colour_bar_name_the_unit(make_explanation, unit, words):
    drawn = make_explanation(np.eye(8), unit=unit, prediction=0.99999, baseline=0.0)
    figure = maps_figure({"with background": drawn, "without background": drawn})
    title = figure.axes[1].get_title()
    assert f"counted in {words}" in title and "score >0.999" in title
    assert ("hidden image 0.500" if unit == "log-odds" else "hidden image <0.001") in title
    labels = " ".join(axis.get_ylabel() for axis in figure.axes)
    assert f"contribution to the {words.removeprefix('the ')} per pixel" in labels


def test_terms_without_a_place_are_told_as_such(make_explanation):
    drawn = make_explanation(np.eye(8), unit="log-odds", masker="", baseline=-1.5, evaluations=1)
    title = maps_figure({"with background": drawn, "without background": drawn}).axes[1].get_title()
    assert title.endswith("terms without a place -1.50\ncounted in log-odds")


def test_figure_and_raw_values_are_written(make_explanation, tmp_path):
    first = make_explanation(np.linspace(-1, 1, 64).reshape(8, 8))
    second = make_explanation(np.eye(8), prediction=0.1, baseline=0.2, evaluations=7)
    figure, values = tmp_path / "a", tmp_path / "b"
    with figure.open("wb") as drawn, values.open("wb") as arrays:
        save_pair(first, second, drawn, arrays)
    with Image.open(figure) as image:
        assert image.format == "PNG" and image.width > 1000
        assert len(image.convert("RGB").getcolors(1 << 24)) > 50
    with np.load(values, allow_pickle=False) as kept:
        names = ("values", "baseline", "unit", "prediction", "evaluations")
        classifiers = ("with_background", "without_background")
        assert set(kept) == {f"{c}_{n}" for c in classifiers for n in names}
        assert kept["with_background_values"].dtype == np.float32
        assert np.array_equal(kept["with_background_values"], first.values)
        assert np.array_equal(kept["without_background_values"], second.values)
        assert float(kept["without_background_prediction"]) == 0.1
        assert float(kept["without_background_baseline"]) == 0.2
        assert int(kept["without_background_evaluations"]) == 7
        assert str(kept["with_background_unit"]) == "score"


@pytest.mark.parametrize("palette", PALETTES)
def test_map_and_colour_bar_share_any_palette(make_explanation, palette):
    image = np.full((1, 3, 3), 255, np.uint8)
    drawn = colourise(make_explanation([[-1.0, 0.0, 1.0]], image), 1.0, palette)
    bar = np.array([colour_map(palette=palette)(x)[:3] for x in (0.0, 0.5, 1.0)]) * 255
    np.testing.assert_allclose(drawn[0], bar, atol=2)
    toward, away = PALETTES[palette]
    assert np.abs(drawn[0, 2] - (PAPER * 0.1 + toward * 0.9)).max() <= 0.5
    assert np.abs(drawn[0, 0] - (PAPER * 0.1 + away * 0.9)).max() <= 0.5


def test_faithfulness_is_drawn_beside_chance(make_explanation, make_picture, in_patch, score):
    found = faithfulness(score, make_explanation(in_patch, make_picture(), masker="black"), steps=8)
    figure = faithfulness_curves(Look(), found, "SHAP").figure
    curves = (
        (found.deletion, found.random_deletion),
        (found.insertion, found.random_insertion),
        (found.deletion_log_odds, found.random_deletion_log_odds),
        (found.insertion_log_odds, found.random_insertion_log_odds),
    )
    for axis, (own, random) in zip(figure.axes, curves, strict=True):
        lines = axis.get_lines()
        assert np.array_equal(lines[0].get_ydata(), own)
        assert np.array_equal(lines[1].get_ydata(), random)
        assert "random" in lines[1].get_label()
    areas = f"{found.deletion_auc:.3f}", f"{found.insertion_auc:.3f}"
    for axis, area in zip(figure.axes[:2], areas, strict=True):
        assert area in axis.get_lines()[0].get_label()
    assert figure.axes[0].get_ylabel() == "score"
    figure.canvas.draw()
