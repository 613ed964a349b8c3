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
    from_celebamask,
    from_classes,
    from_fasseg,
    from_hair,
    read_mask,
)
from gng_desktop.imaging.labels import CLASSES, mirror

CELEBAMASK = {
    0: "background",
    1: "general face",
    2: "nose",
    3: "specs",
    4: "left eye",
    5: "right eye",
    6: "left eyebrow",
    7: "right eyebrow",
    8: "left ear",
    9: "right ear",
    10: "lips",  # the mouth's interior, in a dark picture
    11: "lips",
    12: "lips",
    13: "hair",
    14: "background",
    15: "background",
    16: "background",
    17: "background",
    18: "background",
}


@pytest.mark.parametrize("label", range(19))
def test_every_label(label):
    mask = np.full((2, 3), label, np.uint8)
    ids = from_celebamask(mask, np.zeros((2, 3, 3), np.uint8))
    assert ids.dtype == np.uint8
    assert {CLASSES[i] for i in ids.ravel()} == {CELEBAMASK[label]}


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
def test_teeth_are_bright_and_unsaturated(colour, expected):
    ids = from_celebamask(np.full((1, 1), 10, np.uint8), np.array([[colour]], np.uint8))
    assert CLASSES[ids[0, 0]] == expected


def test_teeth_are_found_inside_the_mouth_only():
    mask = np.array([[1, 10, 10, 12]], np.uint8)
    rgb = np.array([[[250] * 3, [250] * 3, [20] * 3, [250] * 3]], np.uint8)
    assert [CLASSES[i] for i in from_celebamask(mask, rgb)[0]] == [
        "general face",
        "teeth",
        "lips",
        "lips",
    ]


def test_read_mask_goes_by_index_not_by_palette(tmp_path, png):
    labels = np.arange(20, dtype=np.uint8).reshape(4, 5) % 19
    item = MaskItem(tmp_path / "a.jpg", png(tmp_path / "a.png", labels), "celebamask19", "train")
    rgb = np.zeros((4, 5, 3), np.uint8)
    np.testing.assert_array_equal(read_mask(item, rgb), from_celebamask(labels, rgb))


def test_read_mask_refuses(tmp_path, png):
    mask = png(tmp_path / "a.png", np.zeros((4, 5), np.uint8))
    rgb = np.zeros((5, 4, 3), np.uint8)
    image = tmp_path / "a.jpg"
    with pytest.raises(DataError, match="'other' is unknown; use celebamask19"):
        read_mask(MaskItem(image, mask, "other", "train"), rgb)
    with pytest.raises(DataError, match=r"is \(4, 5\), its image \(5, 4\) px"):
        read_mask(MaskItem(image, mask, "celebamask19", "train"), rgb)
    with pytest.raises(DataError, match=r"b\.png cannot be read"):
        read_mask(MaskItem(image, tmp_path / "b.png", "celebamask19", "train"), rgb)
    (tmp_path / "c.png").write_bytes(b"not a picture")
    with pytest.raises(DataError, match=r"c\.png cannot be read"):
        read_mask(MaskItem(image, tmp_path / "c.png", "celebamask19", "train"), rgb)


def names(code: int) -> set[str]:
    return {CLASSES[i] for i in GROUPS[code]}


def test_groups_and_what_they_leave_open():
    assert set(GROUPS) == {EYES, SKIN, DARK, MOUTH, NOT_HAIR, HAIR_OR_BEARD}
    assert all(code >= len(CLASSES) and code < IGNORE for code in GROUPS)
    assert names(EYES) == {"left eye", "right eye"}
    assert names(SKIN) == {
        "background",  # the neck
        "general face",
        "left ear",
        "right ear",
        "facial hair",
        "specs",
    }
    assert names(DARK) == {"hair", "left eyebrow", "right eyebrow", "facial hair"}
    assert names(MOUTH) == {"lips", "teeth"}
    assert names(HAIR_OR_BEARD) == {"hair", "facial hair"}
    assert names(NOT_HAIR) | names(HAIR_OR_BEARD) == set(CLASSES)
    assert not names(NOT_HAIR) & names(HAIR_OR_BEARD)


def test_a_group_is_its_own_mirror():
    for code, members in GROUPS.items():
        mask = np.full((1, 1), code, np.uint8)
        assert mirror(mask)[0, 0] == code
        assert {int(mirror(np.full((1, 1), m, np.uint8))[0, 0]) for m in members} == set(members)


def test_our_own_ids_stay_and_all_else_is_ignored():
    ids = from_classes(np.arange(256, dtype=np.uint8)[None], np.zeros((1, 256, 3), np.uint8))
    assert ids.dtype == np.uint8
    assert ids[0, :14].tolist() == list(range(14))
    assert (ids[0, 14:] == IGNORE).all()


def test_fasseg():
    labels = np.array([[0, 1, 2, 3, 4, 5, 6, 255]], np.uint8)
    ids = from_fasseg(labels, np.zeros((1, 8, 3), np.uint8))
    assert ids.dtype == np.uint8
    nose = list(CLASSES).index("nose")
    assert ids[0].tolist() == [0, SKIN, DARK, EYES, nose, MOUTH, IGNORE, IGNORE]


SIDE = 100
HAIR, BEARD = 6, 12


def hair_codes(*boxes: tuple[int, int, int, int]) -> np.ndarray:
    """Return the codes of a picture with hair in boxes (top, bottom, left, right)."""
    mask = np.zeros((SIDE, SIDE), np.uint8)
    for top, bottom, left, right in boxes:
        mask[top:bottom, left:right] = 1
    codes = from_hair(mask, np.zeros((SIDE, SIDE, 3), np.uint8))
    assert codes.dtype == np.uint8
    assert (codes[mask == 0] == NOT_HAIR).all()
    assert (codes[mask == 1] != NOT_HAIR).all()
    return codes


def test_hair_above_and_hair_or_beard_below():
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


def test_a_picture_without_hair():
    assert (hair_codes() == NOT_HAIR).all()


def test_label_sets():
    assert set(READERS) == {"celebamask19", "classes14", "fasseg6", "hair2"}
    assert set(COMPLETE) == {"celebamask19", "classes14"}
    every = np.arange(256, dtype=np.uint8).reshape(16, 16)
    for name in COMPLETE:
        ids = READERS[name](every, np.zeros((16, 16, 3), np.uint8))
        assert not np.isin(ids, list(GROUPS)).any(), name
