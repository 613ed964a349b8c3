"""Background stripping at the reference size of 448 px and at others."""

import numpy as np
import pytest

from gng_desktop.imaging.background import background_only, foreground, strip


def face_with_hole(size, hole):
    mask = np.ones((size, size), np.uint8)
    start = (size - hole) // 2
    mask[start : start + hole, start : start + hole] = 0
    return mask


# A 10x10 kernel used four times closes what a 37x37 one does: holes of up to 36 px.
@pytest.mark.parametrize(
    ("size", "hole", "left_open"),
    [
        (448, 10, 0),
        (448, 36, 0),
        (448, 37, 37 * 37),
        (448, 80, 80 * 80),
        (896, 76, 0),
        (896, 77, 77 * 77),
        (224, 16, 0),
        (224, 17, 17 * 17),
    ],
)
def test_small_holes_close_and_large_ones_stay_whole(size, hole, left_open):
    face = foreground(face_with_hole(size, hole))
    assert face.dtype == bool
    assert np.count_nonzero(~face) == left_open


def test_the_shorter_side_sets_the_scale():
    mask = np.ones((448, 896), np.uint8)
    mask[200:240, 400:440] = 0  # closed at 896 px, not at 448 px
    np.testing.assert_array_equal(foreground(mask), mask == 1)


@pytest.mark.parametrize("size", [100, 224, 300, 448, 512])
def test_a_compact_face_stays_where_it_is(size):
    mask = np.zeros((size, size), np.uint8)
    mask[size // 3 : size // 2, size // 4 : size // 2] = 6
    np.testing.assert_array_equal(foreground(mask), mask > 0)


@pytest.mark.parametrize("size", [224, 300, 448])
def test_closing_never_loses_a_pixel_of_the_face(size):
    mask = np.zeros((size, size), np.uint8)
    ragged = np.random.default_rng(size).random((size // 2, size // 2)) > 0.6
    mask[size // 4 : size // 4 + size // 2, : size // 2] = ragged
    assert foreground(mask)[mask > 0].all()


def test_specks_far_from_the_face_are_background():
    mask = np.zeros((448, 448), np.uint8)
    mask[100:300, 100:300] = 1
    mask[400:440, 400:440] = 13  # 4 % of the face: a scrap
    assert not foreground(mask)[400:440, 400:440].any()
    mask[340:448, 340:448] = 6  # 29 %: another head of hair
    assert foreground(mask)[340:448, 340:448].all()
    assert foreground(mask)[100:300, 100:300].all()


def test_every_class_but_background_is_foreground():
    mask = np.zeros((448, 448), np.uint8)
    mask[:, 34:] = np.arange(414)[None, :] // 32 + 1
    assert mask.max() == 13
    np.testing.assert_array_equal(foreground(mask), mask > 0)


def test_the_frame_is_neither_eaten_nor_filled():
    mask = np.zeros((448, 448), np.uint8)
    mask[100:, 60:400] = 1  # shoulders run out of the picture; 48 px of background beside them
    np.testing.assert_array_equal(foreground(mask), mask == 1)


@pytest.mark.parametrize("value", [0, 1])
def test_a_mask_of_one_kind_stays_so(value):
    face = foreground(np.full((60, 90), value, np.uint8))
    assert face.shape == (60, 90)
    assert (face == bool(value)).all()


def test_the_two_views_divide_the_image_between_them():
    rng = np.random.default_rng(2)
    rgb = rng.integers(1, 256, (50, 70, 3), np.uint8)
    before = rgb.copy()
    face = rng.random((50, 70)) > 0.5
    stripped, background = strip(rgb, face), background_only(rgb, face)
    assert stripped.dtype == background.dtype == np.uint8
    np.testing.assert_array_equal(stripped + background, rgb)
    np.testing.assert_array_equal(stripped[face], rgb[face])
    assert not stripped[~face].any()
    assert not background[face].any()
    np.testing.assert_array_equal(rgb, before)
