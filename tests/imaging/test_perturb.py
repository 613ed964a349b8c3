import numpy as np
import pytest

from gng_desktop.imaging.perturb import Perturbation, jpeg, reduce


def picture(height=60, width=90):
    rows, columns = np.mgrid[:height, :width]
    noise = np.random.default_rng(0).normal(0, 15, (height, width, 3))
    base = np.stack([rows * 2, columns * 2, 128 + 0 * rows], axis=-1)
    return np.clip(base + noise, 0, 255).astype(np.uint8)


def test_jpeg_loses_more_with_lower_quality_and_leaves_the_original_alone():
    rgb = picture()
    before = rgb.copy()
    errors = [np.abs(jpeg(rgb, q).astype(float) - rgb).mean() for q in (95, 70, 30)]
    assert 0 < errors[0] < errors[1] < errors[2]
    np.testing.assert_array_equal(rgb, before)
    assert jpeg(rgb, 50).shape == rgb.shape and jpeg(rgb, 50).dtype == np.uint8


def test_jpeg_keeps_red_and_blue_separate():
    rgb = np.zeros((32, 32, 3), np.uint8)
    rgb[..., 0] = 220
    assert np.abs(jpeg(rgb, 90).astype(int) - rgb).max() < 10


def test_reduce_sets_the_shorter_side_and_keeps_the_aspect_ratio():
    assert reduce(picture(60, 90), 30).shape == (30, 45, 3)
    assert reduce(picture(90, 60), 30).shape == (45, 30, 3)
    assert reduce(picture(500, 3), 2).shape == (333, 2, 3)


def test_reduce_averages_areas():
    rgb = np.zeros((4, 4, 3), np.uint8)
    rgb[:, ::2] = 200
    np.testing.assert_array_equal(reduce(rgb, 2), np.full((2, 2, 3), 100))


@pytest.mark.parametrize("side", [60, 61, 1000])
def test_nothing_is_enlarged(side):
    rgb = picture(60, 90)
    assert reduce(rgb, side) is rgb


def test_blur_spreads_a_point_by_its_standard_deviation():
    rgb = np.zeros((41, 41, 3), np.uint8)
    rgb[18:23, 18:23] = 255  # a box of 5 px: its own variance is 2
    before = rgb.copy()
    spread = Perturbation(sigma=2.0).apply(rgb)[..., 0].sum(axis=0) / 255
    offset = np.arange(41) - 20
    assert spread.sum() == pytest.approx(25, rel=0.05)
    assert (offset**2 * spread).sum() / spread.sum() == pytest.approx(2 + 4, rel=0.1)
    np.testing.assert_array_equal(rgb, before)


def test_blur_leaves_flat_colours_alone_up_to_the_edges():
    rgb = np.full((20, 30, 3), (200, 90, 10), np.uint8)
    np.testing.assert_array_equal(Perturbation(sigma=3.0).apply(rgb), rgb)


@pytest.mark.parametrize(
    ("change", "values", "words"),
    [
        (jpeg, [0, 101], "is not in 1..100"),
        (reduce, [0], "cannot be reduced to 0 px"),
    ],
)
def test_no_such_change(change, values, words):
    for value in values:
        with pytest.raises(ValueError, match=words):
            change(picture(), value)


def test_perturbations():
    rgb = picture()
    assert Perturbation().apply(rgb) is rgb
    np.testing.assert_array_equal(Perturbation(quality=60).apply(rgb), jpeg(rgb, 60))
    np.testing.assert_array_equal(Perturbation(side=20).apply(rgb), reduce(rgb, 20))
    both = Perturbation(side=20, quality=60)
    np.testing.assert_array_equal(both.apply(rgb), jpeg(reduce(rgb, 20), 60))
    blurred = Perturbation(sigma=0.5).apply(rgb)
    every = Perturbation(side=20, quality=60, sigma=0.5)
    np.testing.assert_array_equal(every.apply(rgb), jpeg(reduce(blurred, 20), 60))
    names = [Perturbation().name, Perturbation(quality=60).name, both.name, every.name]
    assert names == ["as is", "JPEG 60", "20 px, JPEG 60", "blur 0.5 px, 20 px, JPEG 60"]
