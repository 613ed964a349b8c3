import numpy as np
import pytest

from gng_desktop.explain.region_groups import players_of
from gng_desktop.imaging.labels import CLASSES


def striped(count, side=224):
    """Return a mask of `count` classes in equal columns."""
    return np.tile((np.arange(side) * count // side).astype(np.uint8), (side, 1))


def region(players, name):
    return players.labels == players.names.index(name)


def test_the_classes_present_play():
    mask = np.zeros((100, 100), np.uint8)
    mask[20:80, 20:80] = 1
    mask[20:30, 20:80] = 6
    found = players_of(mask)
    assert found.names == ("background", "general face", "hair") and found.notes == ()
    assert np.array_equal(region(found, "hair"), mask == 6)
    assert np.array_equal(region(found, "background"), mask == 0)


def test_a_tiny_region_joins_the_one_it_borders_on_most():
    mask = np.zeros((100, 100), np.uint8)
    mask[20:80, 20:80] = 1
    mask[60:70, 40:60] = 5
    mask[63:65, 45:48] = 11  # 6 of 10,000 pixels, within the lips
    found = players_of(mask)
    assert found.names == ("background", "general face", "lips")
    assert region(found, "lips").sum() == 200
    assert found.notes == ("The teeth (0.06 % of the picture) was counted with the lips.",)
    mask[63:65, 45:51] = 11  # 12 pixels are enough to play
    assert "teeth" in players_of(mask).names


def test_a_tiny_region_apart_joins_the_largest_and_several_join_each_other():
    mask = np.zeros((100, 100), np.uint8)
    mask[20:80, 20:80] = 6
    mask[30:40, 30:40] = 4
    mask[2, 2] = 9
    found = players_of(mask)
    assert found.names == ("background", "nose", "hair")
    assert region(found, "hair")[2, 2]
    mask[:] = 0
    mask[50, 50:56] = 2
    mask[50, 56:61] = 4
    found = players_of(mask)
    assert found.names == ("background", "left eye") and region(found, "left eye").sum() == 11


def test_the_background_stays_however_small():
    mask = np.full((100, 100), 1, np.uint8)
    mask[0, 0] = 0
    assert players_of(mask).names == ("background", "general face")
    assert players_of(np.full((10, 10), 6, np.uint8)).names == ("hair",)


@pytest.mark.parametrize(
    ("classes", "merged"), [(12, []), (13, ["ears"]), (14, ["ears", "eyebrows"])]
)
def test_pairs_merge_until_12_play(classes, merged):
    found = players_of(striped(classes) if classes > 12 else striped(12))
    assert len(found.names) == 12
    for name in ("eyes", "eyebrows", "ears"):
        assert (name in found.names) == (name in merged)
        assert any(name in note for note in found.notes) == (name in merged)
    for name in merged:
        both = [CLASSES.index(f"{side} {name[:-1]}") for side in ("left", "right")]
        assert np.array_equal(region(found, name), np.isin(striped(classes), both))
    assert found.labels.max() == 11
