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


def all_ids(side=56):
    """A (side, side) mask of 14 blocks of a kind, and twice the resolution for an image."""
    return (np.arange(side)[None] // 4 % 14).repeat(side, axis=0).astype(np.uint8)


def test_by_default_only_the_size_changes(noisy):
    mask = all_ids()
    rgb, ids = Augmentation().apply(noisy, mask, 32, np.random.default_rng(0))
    np.testing.assert_array_equal(rgb, network_input(noisy, 32))
    expected = cv2.resize(mask, (32, 32), interpolation=cv2.INTER_NEAREST_EXACT)
    np.testing.assert_array_equal(ids, expected)
    rgb, ids = Augmentation().apply(noisy, None, 32, np.random.default_rng(0))
    assert ids is None


def test_source_stays_untouched(noisy):
    before = noisy.copy()
    for rng in rngs(8):
        EVERYTHING.apply(noisy, None, 32, rng)
        Augmentation(light=0.9, flip=True).apply(noisy, None, 40, rng)
    np.testing.assert_array_equal(noisy, before)


def test_same_generator_same_result(noisy):
    mask = all_ids()
    once = [EVERYTHING.apply(noisy, mask, 32, rng) for rng in rngs(10)]
    again = [EVERYTHING.apply(noisy, mask, 32, rng) for rng in rngs(10)]
    for a, b in zip(once, again, strict=True):
        np.testing.assert_array_equal(a[0], b[0])
        np.testing.assert_array_equal(a[1], b[1])
    assert len({a[0].tobytes() for a in once}) == 10


def test_shape_and_type(noisy):
    for rng in rngs(10):
        rgb, ids = EVERYTHING.apply(noisy, all_ids(), 48, rng)
        assert (rgb.shape, rgb.dtype) == ((48, 48, 3), np.uint8)
        assert (ids.shape, ids.dtype) == ((48, 48), np.uint8)


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
            assert (ids[:, ::-1][mask == 2] == 3).all()  # left eye has become right eye
    assert 15 <= flipped <= 45


@pytest.mark.parametrize(
    "augmentation",
    [
        Augmentation(rotation=40),
        Augmentation(shift=0.2),
        Augmentation(shear=0.3),
        Augmentation(zoom=(0.5, 1.5)),
        Augmentation(stretch=0.5),
        Augmentation(
            flip=True, rotation=20, shift=0.1, shear=0.1, zoom=(0.7, 1.4), working_size=(50, 60)
        ),
    ],
)
def test_mask_and_image_move_together(augmentation):
    side = 64
    mask = np.zeros((side, side), np.uint8)
    mask[14:30, 34:50] = 4
    rgb = np.zeros((side, side, 3), np.uint8)
    rgb[mask == 4] = (255, 60, 0)
    moved = 0
    for rng in rngs(20):
        image, ids = augmentation.apply(rgb, mask, side, rng)
        painted, labelled = image[..., 0] > 127, ids == 4
        overlap = (painted & labelled).sum() / (painted | labelled).sum()
        assert overlap > 0.85
        moved += not np.array_equal(ids, mask)
    assert moved >= 15


def test_warped_share_keeps_the_pixel_grid(noisy):
    plain = network_input(noisy, 32)
    augmentation = Augmentation(rotation=20, warped=0.5)
    unwarped = sum(
        np.array_equal(augmentation.apply(noisy, None, 32, rng)[0], plain) for rng in rngs(60)
    )
    assert 15 <= unwarped <= 45


def linear(augmentation):
    return [augmentation.matrix(rng, 101) for rng in rngs(300)]


def test_rotation_range():
    angles = [np.rad2deg(np.arctan2(m[1, 0], m[0, 0])) for m in linear(Augmentation(rotation=15))]
    assert -15 <= min(angles) < -13
    assert 13 < max(angles) <= 15


def test_zoom_range():
    matrices = linear(Augmentation(zoom=(0.5, 1.25)))
    scales = [m[0, 0] for m in matrices]
    assert 0.5 <= min(scales) < 0.53
    assert 1.2 < max(scales) <= 1.25
    for m in matrices:
        np.testing.assert_allclose(m[:, :2], np.eye(2) * m[0, 0], atol=1e-12)
        np.testing.assert_allclose(m @ [50, 50, 1], [50, 50], atol=1e-9)  # about the centre


def test_shift_range():
    offsets = np.array([m[:, 2] for m in linear(Augmentation(shift=0.1))])
    assert 9 < np.abs(offsets).max() <= 10.1
    assert np.abs(offsets).min(axis=0).max() < 1


def test_stretch_and_shear_ranges():
    ratios = [m[0, 0] / m[1, 1] for m in linear(Augmentation(stretch=0.3))]
    assert 1 / 1.3 - 1e-9 <= min(ratios) < 0.8
    assert 1.25 < max(ratios) <= 1.3 + 1e-9
    angles = [np.arctan(m[0, 1]) for m in linear(Augmentation(shear=0.2))]
    assert -0.2 <= min(angles) < -0.18
    assert 0.18 < max(angles) <= 0.2


def test_jpeg_changes_pixels_a_little(noisy):
    smooth = network_input(network_input(noisy, 5), 64)
    rgb, _ = Augmentation(jpeg=(60, 90)).apply(smooth, None, 64, np.random.default_rng(0))
    difference = np.abs(rgb.astype(int) - smooth)
    assert difference.any()
    assert difference.mean() < 12


def test_jpeg_share(noisy):
    augmentation = Augmentation(jpeg=(50, 50), jpeg_share=0.5)
    plain = network_input(noisy, 40)
    results = [augmentation.apply(plain, None, 40, rng)[0] for rng in rngs(60)]
    assert 15 <= sum(np.array_equal(r, plain) for r in results) <= 45


def test_jpeg_quality_matters(noisy):
    def error(quality):
        changed = Augmentation(jpeg=(quality, quality)).apply(
            noisy, None, 40, np.random.default_rng(0)
        )[0]
        return np.abs(changed.astype(int) - network_input(noisy, 40)).mean()

    assert error(20) > error(95)


def test_working_size_loses_detail_but_never_enlarges():
    checks = (np.indices((96, 96)).sum(axis=0) % 2 * 255).astype(np.uint8)[..., None].repeat(3, 2)
    reduced, _ = Augmentation(working_size=(24, 24)).apply(
        checks, None, 96, np.random.default_rng(0)
    )
    np.testing.assert_array_equal(reduced, network_input(network_input(checks, 24), 96))
    assert reduced.std() < 2
    same, _ = Augmentation(working_size=(200, 200)).apply(
        checks, None, 96, np.random.default_rng(0)
    )
    np.testing.assert_array_equal(same, checks)


def test_grey_blur_and_light(noisy):
    rng = np.random.default_rng(0)
    grey, _ = Augmentation(grey=1.0).apply(noisy, None, 40, rng)
    assert (grey == grey[..., :1]).all()
    plain = network_input(noisy, 40)
    blurred, _ = Augmentation(blur=1.0).apply(plain, None, 40, rng)
    assert blurred.std() < plain.std()
    means = [Augmentation(light=0.3).apply(noisy, None, 40, r)[0].mean() for r in rngs()]
    assert min(means) < plain.mean() - 15
    assert max(means) > plain.mean() + 15
