"""The perturbations of Test-Challenge: what each does, by seed, in every use."""

import numpy as np
import pytest

from gng_desktop import cli
from gng_desktop.datasets.augment import Augmentation
from gng_desktop.imaging.corruptions import GROUPS, KINDS, chosen_kinds, corrupt
from gng_desktop.imaging.perturb import DRAWN, Perturbation


@pytest.fixture(scope="module")
def picture():
    rows, columns = np.mgrid[:96, :128]
    disc = (rows - 48) ** 2 + (columns - 64) ** 2 < 900
    base = np.stack([60 + columns, 90 + rows, 120 + 60 * disc], axis=-1)
    return np.clip(base + np.random.default_rng(0).normal(0, 6, base.shape), 0, 255).astype(
        np.uint8
    )


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_seeded_and_grows(kind, picture):
    before = picture.copy()
    found = [corrupt(picture, kind, strength, np.random.default_rng(1)) for strength in (1, 3, 5)]
    again = corrupt(picture, kind, 5, np.random.default_rng(1))
    np.testing.assert_array_equal(found[-1], again)
    np.testing.assert_array_equal(picture, before)
    assert all(f.shape == picture.shape and f.dtype == np.uint8 for f in found)
    mild, middle, strong = (np.abs(f.astype(float) - picture).mean() for f in found)
    # Saturation first falls and then rises, as in the published strengths.
    assert 0 < mild < strong and (middle < strong or kind == "saturation")


def test_weather_and_colour_do_what_they_are_called(picture):
    rng = np.random.default_rng(2)
    foggy = corrupt(picture, "fog", 5, rng)
    assert foggy.std() < picture.std()
    # Rain falls from top to bottom: its streaks differ more across than along.
    rain = corrupt(np.full((200, 200, 3), 90, np.uint8), "rain", 5, rng).astype(float)
    assert np.abs(np.diff(rain, axis=1)).mean() > 1.5 * np.abs(np.diff(rain, axis=0)).mean()
    snow = corrupt(np.full((200, 200, 3), 90, np.uint8), "snow", 5, rng)
    assert snow.mean() > 90
    grey = np.full((8, 8, 3), 100, np.uint8)
    np.testing.assert_array_equal(corrupt(grey, "hue", 5, rng), grey)


def test_an_image_always_gets_the_same_change(picture):
    for change in (Perturbation(kind="rain", strength=2), Perturbation(kind=DRAWN)):
        np.testing.assert_array_equal(change.apply(picture), change.apply(picture.copy()))
    other = Perturbation(kind="rain", strength=2, seed=1).apply(picture)
    assert (other != Perturbation(kind="rain", strength=2).apply(picture)).any()
    assert [Perturbation(kind="fog", strength=3).name, Perturbation(kind=DRAWN).name] == [
        "fog 3",
        "challenge",
    ]


def test_training_perturbs_a_share_of_the_images(picture):
    def views(share):
        own = Augmentation(challenge=share)
        return [own.apply(picture, None, 32, np.random.default_rng(n))[0] for n in range(12)]

    plain, some, all_ = views(0.0), views(0.5), views(1.0)
    changed = [sum((a != b).any() for a, b in zip(v, plain, strict=True)) for v in (some, all_)]
    assert 0 < changed[0] < changed[1] and changed[1] >= 11
    np.testing.assert_array_equal(views(1.0)[3], all_[3])


def test_names_on_the_command_line(capsys):
    assert chosen_kinds(["weather", "jpeg-compression", "fog"]) == [
        "fog",
        "snow",
        "rain",
        "jpeg-compression",
    ]
    assert chosen_kinds(["all"]) == list(KINDS) == [k for g in GROUPS.values() for k in g]
    assert cli.run(["evaluate", "model", "data", "--perturb", "hail"]) == 2
    assert "'hail' is unknown; choose of all, colour" in capsys.readouterr().err
    with pytest.raises(ValueError, match="not in 1..5"):
        corrupt(np.zeros((4, 4, 3), np.uint8), "fog", 6, np.random.default_rng(0))
