"""The class table of SPEC 1.1, masks of class ids, and their colours over the image."""

import numpy as np
import pytest

from gng_desktop.imaging import labels
from gng_desktop.imaging.overlay import blend, outline

TABLE = [
    ("background", (0, 0, 0)), ("general face", (128, 128, 128)), ("left eye", (0, 255, 0)),
    ("right eye", (0, 128, 0)), ("nose", (0, 0, 255)), ("lips", (255, 0, 0)),
    ("hair", (255, 255, 0)), ("left eyebrow", (255, 0, 255)), ("right eyebrow", (128, 0, 128)),
    ("left ear", (0, 255, 255)), ("right ear", (0, 64, 64)), ("teeth", (255, 255, 255)),
    ("facial hair", (255, 192, 192)), ("specs", (0, 128, 128)),
]  # fmt: skip


@pytest.fixture
def rgb():
    return np.random.default_rng(6).integers(0, 256, (28, 30, 3), np.uint8)


@pytest.fixture
def mask():
    """Every class, often."""
    return (np.arange(28 * 30) % 14).astype(np.uint8).reshape(28, 30)


def test_table_is_that_of_the_specification():
    assert list(labels.CLASSES) == [name for name, _ in TABLE]
    assert labels.COLOURS.dtype == np.uint8
    assert [tuple(colour) for colour in labels.COLOURS.tolist()] == [rgb for _, rgb in TABLE]


def test_classes_are_coloured_and_no_others(mask):
    coloured = labels.to_rgb(mask)
    assert coloured.dtype == np.uint8 and coloured[0, 6].tolist() == [255, 255, 0]
    with pytest.raises(IndexError):
        labels.to_rgb(np.full((2, 2), 14, np.uint8))


def test_mirror_turns_the_picture_and_swaps_left_and_right(mask):
    names = [
        name.replace("left", "LEFT").replace("right", "left").replace("LEFT", "right")
        for name in labels.CLASSES
    ]
    swapped = np.array([labels.CLASSES.index(name) for name in names], np.uint8)
    mirrored = labels.mirror(mask)
    np.testing.assert_array_equal(mirrored, swapped[mask][:, ::-1])
    assert mirrored.flags.c_contiguous
    np.testing.assert_array_equal(labels.mirror(mirrored), mask)
    codes = np.arange(14, 256, dtype=np.uint8).reshape(2, -1)  # no class ids
    np.testing.assert_array_equal(labels.mirror(codes), codes[:, ::-1])


def test_fractions_name_only_the_classes_present():
    mask = np.array([[0, 0, 6, 13]], np.uint8)
    assert labels.fractions(mask) == {"background": 0.5, "hair": 0.25, "specs": 0.25}


@pytest.mark.parametrize(
    "simulate",
    [
        # Machado, Oliveira & Fernandes (2009), severity 1: protanopia, deuteranopia, tritanopia;
        # each row, of a colour seen, adds up to 1.
        ((0.152286, 1.052583), (0.114503, 0.786281), (-0.003882, -0.048116)),
        ((0.367322, 0.860646), (0.280085, 0.672501), (-0.011820, 0.042940)),
        ((1.255528, -0.076749), (-0.078411, 0.930809), (0.004733, 0.691367)),
    ],
)
def test_colour_blind_people_can_distinguish_the_safe_colours(simulate):
    from skimage.color import deltaE_ciede2000, rgb2lab

    rgb = labels.SAFE_COLOURS[1:] / 255
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    matrix = np.column_stack([simulate, 1 - np.sum(simulate, axis=1)])
    seen = np.clip(linear @ matrix.T, 0, 1)
    lab = rgb2lab(np.where(seen <= 0.0031308, seen * 12.92, 1.055 * seen ** (1 / 2.4) - 0.055))
    distance = deltaE_ciede2000(lab[:, None], lab[None])
    assert distance[~np.eye(len(lab), dtype=bool)].min() > 13


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


def test_the_ends_of_the_opacity_range_are_exact_in_any_palette(rgb, mask):
    np.testing.assert_array_equal(blend(rgb, mask, 0.0), rgb)
    for colours in labels.PALETTES.values():
        mixed = blend(rgb, mask, 1.0, colours=colours)
        np.testing.assert_array_equal(mixed[mask > 0], colours[mask][mask > 0])


def test_hidden_classes_stay_untouched_and_a_cut_out_view_is_accepted(rgb, mask):
    mixed = blend(rgb, mask, 0.5, frozenset({0, 6, 13}))
    hidden = np.isin(mask, (0, 6, 13))
    np.testing.assert_array_equal(mixed[hidden], rgb[hidden])
    np.testing.assert_array_equal(mixed[~hidden], blend(rgb, mask, 0.5)[~hidden])
    part = np.s_[3:20, 5:21]
    np.testing.assert_array_equal(blend(rgb[part], mask[part]), blend(rgb, mask)[part])


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
    # Where two classes meet, each keeps its own border.
    mask = np.repeat([1, 6], 15).astype(np.uint8)[None].repeat(30, 0)
    left, right = outline(rgb, mask)[10, 14:16]
    assert (left == labels.COLOURS[1]).all() and (right == labels.COLOURS[6]).all()
