"""From an image to a network input, and masks back to the image's size."""

import numpy as np
import pytest

from gng_desktop.imaging.inputs import network_input, resize_foreground, resize_mask


def stripes(height, width):
    """Alternate black and white rows: any sampling but an average shows as a pattern."""
    rows = np.arange(height) % 2 * 255
    return np.broadcast_to(rows[:, None, None], (height, width, 3)).astype(np.uint8)


@pytest.mark.parametrize(("height", "width"), [(448, 448), (896, 448), (896, 100), (896, 224)])
def test_shrinking_leaves_no_pattern(height, width):
    small = network_input(stripes(height, width), 224)
    assert small.shape == (224, 224, 3)
    assert small.dtype == np.uint8
    assert np.abs(small.astype(int) - 127.5).max() <= 1


def test_enlarging_is_smooth_and_keeps_the_range():
    rgb = np.zeros((2, 2, 3), np.uint8)
    rgb[:, 1] = 200
    big = network_input(rgb, 8)
    row = big[0, :, 0].astype(int)
    assert row[0] == 0
    assert row[-1] == 200
    assert (np.diff(row) >= 0).all()
    assert len(set(row.tolist())) > 2


def test_an_image_of_the_right_size_is_not_touched_and_all_of_others_takes_part():
    rgb = np.random.default_rng(3).integers(0, 256, (224, 224, 3), np.uint8)
    np.testing.assert_array_equal(network_input(rgb, 224), rgb)
    rgb = np.zeros((300, 600, 3), np.uint8)
    rgb[:, :10] = rgb[:, -10:] = rgb[:10] = rgb[-10:] = 255
    small = network_input(rgb, 50)
    assert small[:, 0].all() and small[:, -1].all() and small[0].all() and small[-1].all()
    assert not small[25, 25].any()


def test_mask_ids_never_mix():
    mask = np.zeros((40, 40), np.uint8)
    mask[:, 20:] = 13
    big = resize_mask(mask, width=150, height=90)
    assert big.shape == (90, 150)
    assert big.dtype == np.uint8
    np.testing.assert_array_equal(np.unique(big), [0, 13])
    assert not big[:, :75].any()
    assert (big[:, 75:] == 13).all()


def test_a_mask_enlarged_and_shrunk_again_is_the_same():
    mask = np.random.default_rng(5).integers(0, 14, (31, 47), np.uint8)
    np.testing.assert_array_equal(resize_mask(resize_mask(mask, 141, 93), 47, 31), mask)


def test_foreground_is_resized_half_and_half_and_its_slanted_edge_is_smooth():
    face = np.tri(20, dtype=bool)
    assert resize_foreground(face, 20, 20).tolist() == face.tolist()
    big = resize_foreground(face, width=200, height=200)
    assert big.dtype == bool
    # Nearest neighbour would leave stairs of 10 px: row lengths that grow by 0 or 10.
    steps = np.diff(big.sum(axis=1)[20:-20])
    assert set(steps.tolist()) <= {0, 1, 2, 3}
    wide = resize_foreground(np.repeat([[False, True]], 2, axis=0), width=60, height=10)
    assert not wide[:, :30].any()
    assert wide[:, 30:].all()
