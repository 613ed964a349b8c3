"""Class colours over the image."""

import numpy as np
import pytest

from gng_desktop.imaging import labels
from gng_desktop.imaging.overlay import blend, outline


@pytest.fixture
def rgb():
    return np.random.default_rng(6).integers(0, 256, (28, 30, 3), np.uint8)


@pytest.fixture
def mask():
    return (np.arange(28 * 30) % 14).astype(np.uint8).reshape(28, 30)


@pytest.mark.parametrize("opacity", [0.25, 0.5, 0.8])
def test_classes_are_mixed_in_and_background_stays(rgb, mask, opacity):
    before = rgb.copy()
    mixed = blend(rgb, mask, opacity)
    expected = rgb * (1 - opacity) + labels.COLOURS[mask] * opacity
    face = mask > 0
    assert mixed.dtype == np.uint8
    assert np.abs(mixed - expected)[face].max() <= 0.51
    np.testing.assert_array_equal(mixed[~face], rgb[~face])
    np.testing.assert_array_equal(rgb, before)


def test_the_ends_of_the_opacity_range_are_exact(rgb, mask):
    np.testing.assert_array_equal(blend(rgb, mask, 0.0), rgb)
    np.testing.assert_array_equal(blend(rgb, mask, 1.0)[mask > 0], labels.to_rgb(mask)[mask > 0])


def test_hidden_classes_stay_untouched(rgb, mask):
    mixed = blend(rgb, mask, 0.5, frozenset({0, 6, 13}))
    hidden = np.isin(mask, (0, 6, 13))
    np.testing.assert_array_equal(mixed[hidden], rgb[hidden])
    np.testing.assert_array_equal(mixed[~hidden], blend(rgb, mask, 0.5)[~hidden])


def test_a_cut_out_view_is_accepted(rgb, mask):
    part = np.s_[3:20, 5:21]
    np.testing.assert_array_equal(blend(rgb[part], mask[part]), blend(rgb, mask)[part])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"rgb": np.zeros((28, 30), np.uint8)}, "image must be"),
        ({"rgb": np.zeros((28, 30, 3), np.float32)}, "image must be"),
        ({"mask": np.zeros((30, 28), np.uint8)}, "mask must be"),
        ({"mask": np.zeros((28, 30), np.int64)}, "mask must be"),
        ({"mask": np.full((28, 30), 14, np.uint8)}, "class 14"),
        ({"opacity": 1.01}, "opacity"),
        ({"opacity": -0.1}, "opacity"),
        ({"opacity": float("nan")}, "opacity"),
        ({"hidden": frozenset({14})}, "hidden"),
    ],
)
def test_what_does_not_fit_is_refused(rgb, mask, change, words):
    with pytest.raises(ValueError, match=words):
        blend(**{"rgb": rgb, "mask": mask} | change)


def test_outlines_keep_the_inside_and_the_background():
    rgb = np.full((30, 30, 3), 100, np.uint8)
    mask = np.zeros((30, 30), np.uint8)
    mask[5:25, 5:25] = HAIR = labels.CLASSES.index("hair")
    drawn = outline(rgb, mask)
    changed = (drawn != rgb).any(2)
    assert not changed[:5].any() and not changed[9:21, 9:21].any()
    assert changed[5, 5:25].all() and changed[6, 6:24].all()
    assert (drawn[5, 10] == labels.COLOURS[HAIR]).all()
    assert not (outline(rgb, mask, hidden=frozenset({HAIR})) != rgb).any()


def test_outlines_part_two_classes():
    rgb = np.full((20, 20, 3), 100, np.uint8)
    mask = np.repeat([1, 6], 10).astype(np.uint8)[None].repeat(20, 0)
    drawn = outline(rgb, mask)
    assert (drawn[10, 9] == labels.COLOURS[1]).all() and (drawn[10, 10] == labels.COLOURS[6]).all()


def test_another_palette_colours_the_overlay():
    rgb, mask = np.zeros((4, 4, 3), np.uint8), np.full((4, 4), 6, np.uint8)
    safe = blend(rgb, mask, 1.0, colours=labels.SAFE_COLOURS)
    assert (safe == labels.SAFE_COLOURS[6]).all()
