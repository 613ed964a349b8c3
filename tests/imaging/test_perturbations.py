"""What images suffer on their way: compression, reduction, blur, the kinds of Test-Challenge."""

import numpy as np
import pytest

from gng_desktop import cli
from gng_desktop.datasets.augment import Augmentation
from gng_desktop.imaging.perturbations import (
    DRAWN,
    GROUPS,
    KINDS,
    Perturbation,
    chosen_kinds,
    jpeg,
    perturb,
    reduce,
)


@pytest.fixture(scope="module")
def picture():
    rows, columns = np.mgrid[:96, :128]
    disc = (rows - 48) ** 2 + (columns - 64) ** 2 < 900
    base = np.stack([60 + columns, 90 + rows, 120 + 60 * disc], axis=-1)
    noise = np.random.default_rng(0).normal(0, 6, base.shape)
    rgb = np.clip(base + noise, 0, 255).astype(np.uint8)
    rgb.flags.writeable = False  # no change may touch its source
    return rgb


def off(rgb, expected):
    return np.abs(rgb.astype(float) - expected).mean()


def test_jpeg_loses_more_with_lower_quality(picture):
    coded = [jpeg(picture, quality) for quality in (95, 70, 30)]
    errors = [off(rgb, picture) for rgb in coded]
    assert 0 < errors[0] < errors[1] < errors[2]
    assert {(rgb.shape, rgb.dtype) for rgb in coded} == {(picture.shape, picture.dtype)}


def test_jpeg_keeps_red_and_blue_separate():
    rgb = np.zeros((32, 32, 3), np.uint8)
    rgb[..., 0] = 220
    assert np.abs(jpeg(rgb, 90).astype(int) - rgb).max() < 10


@pytest.mark.parametrize(
    ("shape", "side", "expected"),
    [((60, 90), 30, (30, 45)), ((90, 60), 30, (45, 30)), ((500, 3), 2, (333, 2))],
)
def test_reduce_sets_the_shorter_side_and_keeps_the_aspect_ratio(shape, side, expected):
    rgb = np.zeros((*shape, 3), np.uint8)
    assert reduce(rgb, side).shape == (*expected, 3)
    stripes = np.tile(np.array([0, 200], np.uint8), (4, 2))[..., None].repeat(3, axis=2)
    assert (reduce(stripes, 2) == 100).all()  # areas are averaged
    for larger in (min(shape), 1000):  # nothing is enlarged
        assert reduce(rgb, larger) is rgb


@pytest.mark.parametrize(
    ("change", "values", "words"),
    [
        (jpeg, [0, 101], "is not in 1..100"),
        (reduce, [0], "cannot be reduced to 0 px"),
        (lambda rgb, n: perturb(rgb, "fog", n, np.random.default_rng(0)), [0, 6], "not in 1..5"),
    ],
)
def test_no_such_change(picture, change, values, words):
    for value in values:
        with pytest.raises(ValueError, match=words):
            change(picture, value)


def test_perturbations(picture):
    both = Perturbation(side=20, quality=60)
    every = Perturbation(side=20, quality=60, sigma=0.5)
    blurred, more = (Perturbation(sigma=sigma).apply(picture) for sigma in (0.5, 3.0))
    assert off(picture, more) > off(picture, blurred) > 0
    for change, name, expected in (
        (Perturbation(), "as is", picture),
        (Perturbation(quality=60), "JPEG 60", jpeg(picture, 60)),
        (Perturbation(side=20), "20 px", reduce(picture, 20)),
        (both, "20 px, JPEG 60", jpeg(reduce(picture, 20), 60)),
        (every, "blur 0.5 px, 20 px, JPEG 60", jpeg(reduce(blurred, 20), 60)),
    ):
        assert change.name == name
        np.testing.assert_array_equal(change.apply(picture), expected)
    assert Perturbation(kind="fog", strength=3).name == "fog 3"
    assert Perturbation(kind=DRAWN).name == "challenge"


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_seeded_and_grows(kind, picture):
    found = [perturb(picture, kind, strength, np.random.default_rng(1)) for strength in (1, 3, 5)]
    again = perturb(picture, kind, 5, np.random.default_rng(1))
    np.testing.assert_array_equal(found[-1], again)
    assert all(f.shape == picture.shape and f.dtype == np.uint8 for f in found)
    mild, middle, strong = (off(f, picture) for f in found)
    # Saturation first falls and then rises, as in the published strengths.
    assert 0 < mild < strong and (middle < strong or kind == "saturation")


def test_weather_and_colour_do_what_they_are_called(picture):
    rng = np.random.default_rng(2)
    assert perturb(picture, "fog", 5, rng).std() < picture.std()
    # Rain falls from top to bottom: its streaks differ more across than along.
    plain = np.full((200, 200, 3), 90, np.uint8)
    rain = perturb(plain, "rain", 5, rng).astype(float)
    assert np.abs(np.diff(rain, axis=1)).mean() > 1.5 * np.abs(np.diff(rain, axis=0)).mean()
    assert perturb(plain, "snow", 5, rng).mean() > 90
    np.testing.assert_array_equal(perturb(plain, "hue", 5, rng), plain)


def test_an_image_always_gets_the_same_change(picture):
    rain = Perturbation(kind="rain", strength=2)
    for change in (rain, Perturbation(kind=DRAWN)):
        np.testing.assert_array_equal(change.apply(picture), change.apply(picture.copy()))
    other = Perturbation(kind="rain", strength=2, seed=1)
    assert (other.apply(picture) != rain.apply(picture)).any()


def test_training_perturbs_a_share_of_the_images(picture):
    def views(share):
        own = Augmentation(challenge=share)
        return [own.apply(picture, None, 32, np.random.default_rng(n))[0] for n in range(12)]

    plain, some, all_ = views(0.0), views(0.5), views(1.0)
    changed = [sum((a != b).any() for a, b in zip(v, plain, strict=True)) for v in (some, all_)]
    assert 0 < changed[0] < changed[1] and changed[1] >= 11
    np.testing.assert_array_equal(views(1.0)[3], all_[3])


def test_names_on_the_command_line(capsys):
    names = ["weather", "jpeg-compression", "fog"]
    assert chosen_kinds(names) == ["fog", "snow", "rain", "jpeg-compression"]
    assert chosen_kinds(["all"]) == list(KINDS) == [k for g in GROUPS.values() for k in g]
    assert cli.run(["evaluate", "model", "data", "--perturb", "hail"]) == 2
    assert "'hail' is unknown; choose of all, colour" in capsys.readouterr().err
