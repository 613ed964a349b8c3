import cv2
import numpy as np
import pytest

from gng_desktop.datasets.augment import Augmentation
from gng_desktop.imaging.inputs import network_input
from gng_desktop.imaging.labels import mirror

EVERYTHING = Augmentation(
    flip=True,
    rotation=15,
    shift=0.1,
    shear=0.2,
    zoom=(0.6, 1.3),
    stretch=0.3,
    working_size=(24, 38),
    jpeg=(40, 95),
    jpeg_share=0.7,
    grey=0.3,
    blur=0.3,
    light=0.3,
)


def rngs(count=30):
    return [np.random.default_rng([9, n]) for n in range(count)]


def changed(augmentation, rgb, size, rng=None):
    return augmentation.apply(rgb, None, size, rng or np.random.default_rng(0))[0]


def all_ids(side=56):
    """A (side, side) mask of 14 blocks of a kind, and twice the resolution for an image."""
    return (np.arange(side)[None] // 4 % 14).repeat(side, axis=0).astype(np.uint8)


def test_by_default_only_the_size_changes(noisy):
    mask = all_ids()
    rgb, ids = Augmentation().apply(noisy, mask, 32, np.random.default_rng(0))
    np.testing.assert_array_equal(rgb, network_input(noisy, 32))
    expected = cv2.resize(mask, (32, 32), interpolation=cv2.INTER_NEAREST_EXACT)
    np.testing.assert_array_equal(ids, expected)
    assert Augmentation().apply(noisy, None, 32, np.random.default_rng(0))[1] is None


def test_changes_repeat_by_the_generator_and_leave_their_source_alone(noisy):
    mask, before = all_ids(), noisy.copy()
    once, again = ([EVERYTHING.apply(noisy, mask, 48, rng) for rng in rngs(10)] for _ in range(2))
    for (rgb, ids), (same, same_ids) in zip(once, again, strict=True):
        assert (rgb.shape, rgb.dtype) == ((48, 48, 3), np.uint8)
        assert (ids.shape, ids.dtype) == ((48, 48), np.uint8)
        np.testing.assert_array_equal(rgb, same)
        np.testing.assert_array_equal(ids, same_ids)
    assert len({rgb.tobytes() for rgb, _ in once}) == 10
    changed(Augmentation(light=0.9, flip=True), noisy, 40)
    np.testing.assert_array_equal(noisy, before)


def test_ids_are_never_invented(noisy):
    # 3 and 250 side by side: interpolation would make ids between them.
    mask = np.where(np.indices((40, 60)).sum(axis=0) % 2, 3, 250).astype(np.uint8)
    for rng in rngs():
        ids = Augmentation(rotation=30, zoom=(0.5, 2.0), shear=0.3).apply(noisy, mask, 33, rng)[1]
        assert set(np.unique(ids)) <= {3, 250}


def test_flip_mirrors_half_and_swaps_sides(noisy):
    mask = all_ids()
    plain = network_input(noisy, 56)
    flipped = 0
    for rng in rngs(60):
        rgb, ids = Augmentation(flip=True).apply(noisy, mask, 56, rng)
        if np.array_equal(rgb, plain):
            np.testing.assert_array_equal(ids, mask)
        else:
            flipped += 1
            np.testing.assert_array_equal(rgb, plain[:, ::-1])
            np.testing.assert_array_equal(ids, mirror(mask))
    assert 15 <= flipped <= 45


@pytest.mark.parametrize(
    "options",
    [
        {"rotation": 40},
        {"shift": 0.2},
        {"shear": 0.3},
        {"zoom": (0.5, 1.5)},
        {"stretch": 0.5},
        {"flip": True, "rotation": 20, "shift": 0.1, "zoom": (0.7, 1.4), "working_size": (50, 60)},
    ],
)
def test_mask_and_image_move_together(options):
    side = 64
    mask = np.zeros((side, side), np.uint8)
    mask[14:30, 34:50] = 4
    rgb = np.zeros((side, side, 3), np.uint8)
    rgb[mask == 4] = (255, 60, 0)
    moved = 0
    for rng in rngs(20):
        image, ids = Augmentation(**options).apply(rgb, mask, side, rng)
        painted, labelled = image[..., 0] > 127, ids == 4
        assert (painted & labelled).sum() / (painted | labelled).sum() > 0.85
        moved += not np.array_equal(ids, mask)
    assert moved >= 15


@pytest.mark.parametrize(
    "augmentation",
    [Augmentation(rotation=20, warped=0.5), Augmentation(jpeg=(50, 50), jpeg_share=0.5)],
)
def test_a_share_of_the_images_keeps_its_pixels(augmentation, noisy):
    plain = network_input(noisy, 40)
    unchanged = [np.array_equal(changed(augmentation, plain, 40, rng), plain) for rng in rngs(60)]
    assert 15 <= sum(unchanged) <= 45


@pytest.mark.parametrize(
    ("options", "measure", "low", "high"),
    [
        ({"rotation": 15}, lambda m: np.rad2deg(np.arctan2(m[1, 0], m[0, 0])), -15, 15),
        ({"zoom": (0.5, 1.25)}, lambda m: m[0, 0], 0.5, 1.25),
        ({"zoom": (0.5, 1.25)}, lambda m: m[1, 1], 0.5, 1.25),
        ({"stretch": 0.3}, lambda m: m[0, 0] / m[1, 1], 1 / 1.3, 1.3),
        ({"shear": 0.2}, lambda m: np.arctan(m[0, 1]), -0.2, 0.2),
        ({"shift": 0.1}, lambda m: m[0, 2], -10.1, 10.1),
        ({"shift": 0.1}, lambda m: m[1, 2], -10.1, 10.1),
    ],
)
def test_changes_of_shape_fill_their_range(options, measure, low, high):
    matrices = [Augmentation(**options).matrix(rng, 101) for rng in rngs(300)]
    found = [measure(matrix) for matrix in matrices]
    room = 0.07 * (high - low)
    assert low - 1e-9 <= min(found) < low + room and high - room < max(found) <= high + 1e-9
    if "shift" not in options:  # about the centre
        assert all(np.allclose(matrix @ [50, 50, 1], [50, 50]) for matrix in matrices)


def test_jpeg_loses_more_with_lower_quality(noisy):
    smooth = network_input(network_input(noisy, 5), 64)
    coded = (changed(Augmentation(jpeg=(q, q)), smooth, 64) for q in (20, 60, 95))
    errors = [np.abs(rgb.astype(int) - smooth).mean() for rgb in coded]
    assert 12 > errors[0] > errors[1] > errors[2] > 0


def test_working_size_loses_detail_but_never_enlarges():
    checks = (np.indices((96, 96)).sum(axis=0) % 2 * 255).astype(np.uint8)[..., None].repeat(3, 2)
    reduced = changed(Augmentation(working_size=(24, 24)), checks, 96)
    np.testing.assert_array_equal(reduced, network_input(network_input(checks, 24), 96))
    assert reduced.std() < 2
    same = changed(Augmentation(working_size=(200, 200)), checks, 96)
    np.testing.assert_array_equal(same, checks)


def test_grey_blur_and_light(noisy):
    grey = changed(Augmentation(grey=1.0), noisy, 40)
    assert (grey == grey[..., :1]).all()
    plain = network_input(noisy, 40)
    assert changed(Augmentation(blur=1.0), plain, 40).std() < plain.std()
    means = [changed(Augmentation(light=0.3), noisy, 40, rng).mean() for rng in rngs()]
    assert min(means) < plain.mean() - 15 and max(means) > plain.mean() + 15
