"""Background stripping at the reference size of 448 px and at others."""

import cv2
import numpy as np
import pytest

from gng_desktop.imaging.background import background_only, components, foreground, members, strip


# A 10x10 kernel used four times closes what a 37x37 one does: holes of up to 36 px.
@pytest.mark.parametrize(
    ("size", "hole", "closed"),
    [
        (448, 10, True),
        (448, 36, True),
        (448, 37, False),
        (448, 80, False),
        (896, 76, True),
        (896, 77, False),
        (224, 16, True),
        (224, 17, False),
    ],
)
def test_small_holes_close_and_large_ones_stay_whole(size, hole, closed):
    mask = np.ones((size, size), np.uint8)
    start = (size - hole) // 2
    mask[start : start + hole, start : start + hole] = 0
    face = foreground(mask)
    assert face.dtype == bool
    assert np.count_nonzero(~face) == (0 if closed else hole * hole)


def test_the_shorter_side_sets_the_scale():
    mask = np.ones((448, 896), np.uint8)
    mask[200:240, 400:440] = 0  # closed at 896 px, not at 448 px
    np.testing.assert_array_equal(foreground(mask), mask == 1)


@pytest.mark.parametrize("size", [100, 224, 300, 448, 512])
def test_a_compact_face_stays_where_it_is_and_a_ragged_one_loses_nothing(size):
    mask = np.zeros((size, size), np.uint8)
    mask[size // 3 : size // 2, size // 4 : size // 2] = 6
    np.testing.assert_array_equal(foreground(mask), mask > 0)
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
    for value in (0, 1):
        face = foreground(np.full((60, 90), value, np.uint8))
        assert face.shape == (60, 90) and (face == bool(value)).all()


def test_the_two_views_divide_the_image_between_them():
    rng = np.random.default_rng(2)
    rgb = rng.integers(1, 256, (50, 70, 3), np.uint8)
    before = rgb.copy()
    face = rng.random((50, 70)) > 0.5
    stripped, background = strip(rgb, face), background_only(rgb, face)
    assert stripped.dtype == background.dtype == np.uint8
    np.testing.assert_array_equal(stripped + background, rgb)
    np.testing.assert_array_equal(stripped[face], rgb[face])
    assert not stripped[~face].any() and not background[face].any()
    np.testing.assert_array_equal(rgb, before)


@pytest.mark.parametrize("share", [0.0, 0.02, 0.3, 0.6, 1.0])
def test_parts_and_sizes_are_those_that_opencv_counts(share):
    binary = (np.random.default_rng(3).random((40, 57)) < share).astype(np.uint8)
    labels, areas = components(binary)
    count, expected, stats, _ = cv2.connectedComponentsWithStats(binary, connectivity=8)
    assert len(areas) == count and areas[0] == 0
    # The order of the labels is nobody's promise.
    for label in range(1, count):
        (ours,) = np.unique(labels[expected == label])
        assert areas[ours] == stats[label, cv2.CC_STAT_AREA]
    assert np.array_equal(labels == 0, binary == 0)


@pytest.mark.parametrize("ids", [(), (0,), (2, 13, 5)])
def test_members_are_the_pixels_of_the_classes_asked_for(ids):
    mask = np.random.default_rng(1).integers(0, 14, (7, 8)).astype(np.uint8)
    np.testing.assert_array_equal(members(mask, ids), np.isin(mask, ids))
