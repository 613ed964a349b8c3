import numpy as np
import pytest

from gng_desktop.datasets.items import DataError, MaskItem
from gng_desktop.datasets.masks import (
    COMPLETE,
    DARK,
    EYES,
    GROUPS,
    HAIR_OR_BEARD,
    IGNORE,
    MOUTH,
    NOT_HAIR,
    READERS,
    SKIN,
    read_mask,
)
from gng_desktop.imaging.labels import CLASSES, mirror
from tests.tiny_data import write_png

CELEBAMASK = [
    *("background", "general face", "nose", "specs", "left eye", "right eye", "left eyebrow"),
    *("right eyebrow", "left ear", "right ear", "lips", "lips", "lips", "hair"),
    *["background"] * 5,  # the tenth: the mouth's interior, in a dark picture
]


def mapped(labels, *values, rgb=(0, 0, 0)):
    """Return the class ids of a row of values of a label set, in a dark picture unless `rgb`."""
    ids = READERS[labels](np.array([values], np.uint8), np.full((1, len(values), 3), rgb, np.uint8))
    assert ids.dtype == np.uint8
    return ids[0].tolist()


def test_every_label_of_celebamask():
    assert [CLASSES[i] for i in mapped("celebamask19", *range(19))] == CELEBAMASK


@pytest.mark.parametrize(
    ("colour", "expected"),
    [
        ((230, 225, 210), "teeth"),
        ((101, 101, 101), "teeth"),
        ((100, 100, 100), "lips"),  # not bright enough
        ((200, 111, 111), "teeth"),  # saturation 0.445
        ((200, 110, 110), "lips"),  # saturation 0.45
        ((180, 60, 60), "lips"),
        ((0, 0, 0), "lips"),
    ],
)
def test_teeth_are_bright_and_unsaturated_and_inside_the_mouth(colour, expected):
    found = [CLASSES[i] for i in mapped("celebamask19", 1, 10, 12, rgb=colour)]
    assert found == ["general face", expected, "lips"]


def test_read_mask_goes_by_index_not_by_palette(tmp_path):
    labels = np.arange(20, dtype=np.uint8).reshape(4, 5) % 19
    path = write_png(tmp_path / "a.png", labels)
    rgb = np.zeros((4, 5, 3), np.uint8)
    found = read_mask(MaskItem(tmp_path / "a.jpg", path, "celebamask19", "train"), rgb)
    np.testing.assert_array_equal(found, READERS["celebamask19"](labels, rgb))


@pytest.mark.parametrize(
    ("name", "labels", "sentence"),
    [
        ("a.png", "other", "'other' is unknown; use celebamask19"),
        ("a.png", "celebamask19", r"is \(4, 5\), its image \(5, 4\) px"),
        ("gone.png", "celebamask19", r"gone\.png cannot be read"),
        ("text.png", "celebamask19", r"text\.png cannot be read"),
    ],
)
def test_read_mask_refuses(tmp_path, name, labels, sentence):
    write_png(tmp_path / "a.png", np.zeros((4, 5), np.uint8))
    (tmp_path / "text.png").write_bytes(b"not a picture")
    item = MaskItem(tmp_path / "a.jpg", tmp_path / name, labels, "train")
    with pytest.raises(DataError, match=sentence):
        read_mask(item, np.zeros((5, 4, 3), np.uint8))


def test_groups_and_what_they_leave_open():
    names = {code: {CLASSES[i] for i in members} for code, members in GROUPS.items()}
    neck_ears_beard = {"background", "left ear", "right ear", "facial hair"}
    assert names == {
        EYES: {"left eye", "right eye"},
        SKIN: {"general face", "specs"} | neck_ears_beard,
        DARK: {"hair", "left eyebrow", "right eyebrow", "facial hair"},
        MOUTH: {"lips", "teeth"},
        HAIR_OR_BEARD: {"hair", "facial hair"},
        NOT_HAIR: set(CLASSES) - {"hair", "facial hair"},
    }
    assert all(len(CLASSES) <= code < IGNORE for code in GROUPS)


def test_a_group_is_its_own_mirror():
    for code, members in GROUPS.items():
        mask = np.full((1, 1), code, np.uint8)
        assert mirror(mask)[0, 0] == code
        assert {int(mirror(np.full((1, 1), m, np.uint8))[0, 0]) for m in members} == set(members)


def test_our_own_ids_stay_and_all_else_is_ignored():
    assert mapped("classes14", *range(256)) == [*range(14), *[IGNORE] * 242]


def test_fasseg():
    nose = list(CLASSES).index("nose")
    found = mapped("fasseg6", 0, 1, 2, 3, 4, 5, 6, 255)
    assert found == [0, SKIN, DARK, EYES, nose, MOUTH, IGNORE, IGNORE]


HAIR, BEARD = 6, 12


def hair_codes(*boxes):
    """Return the codes of a picture with hair in boxes (top, bottom, left, right)."""
    mask = np.zeros((100, 100), np.uint8)
    for top, bottom, left, right in boxes:
        mask[top:bottom, left:right] = 1
    codes = READERS["hair2"](mask, np.zeros((100, 100, 3), np.uint8))
    assert codes.dtype == np.uint8
    np.testing.assert_array_equal(codes == NOT_HAIR, mask == 0)
    return codes


def test_hair_above_and_hair_or_beard_below():
    assert (hair_codes() == NOT_HAIR).all()
    codes = hair_codes((5, 80, 10, 30))  # long hair at the side
    assert (codes[5:50, 10:30] == HAIR).all()
    assert (codes[50:80, 10:30] == HAIR_OR_BEARD).all()


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        ((60, 85, 35, 65), BEARD),
        ((56, 60, 40, 60), BEARD),  # a moustache
        ((60, 90, 35, 65), HAIR_OR_BEARD),  # reaches below the chin
        ((55, 85, 35, 65), HAIR_OR_BEARD),  # begins above the mouth
        ((60, 85, 10, 40), HAIR_OR_BEARD),  # at the side
        ((60, 85, 20, 80), HAIR_OR_BEARD),  # too wide
        ((60, 62, 49, 51), HAIR_OR_BEARD),  # a speck
    ],
)
def test_a_beard_is_separate_and_below_the_middle(box, expected):
    codes = hair_codes((5, 30, 20, 80), box)
    top, bottom, left, right = box
    assert set(codes[top:bottom, left:right].ravel()) == {expected}
    assert (codes[5:30, 20:80] == HAIR).all()


def test_a_beard_that_joins_the_hair_is_not_separated():
    codes = hair_codes((5, 85, 25, 35), (60, 85, 25, 65))
    assert set(codes[60:85, 35:65].ravel()) == {HAIR_OR_BEARD}


def test_complete_label_sets_leave_no_class_open():
    assert set(READERS) == {"celebamask19", "classes14", "fasseg6", "hair2"}
    every = np.arange(256, dtype=np.uint8).reshape(16, 16)
    for name in COMPLETE:
        ids = READERS[name](every, np.zeros((16, 16, 3), np.uint8))
        assert not np.isin(ids, list(GROUPS)).any(), name
