import numpy as np
import pytest

from gng_desktop.datasets.items import DataError, MaskItem
from gng_desktop.datasets.masks import from_celebamask, read_mask
from gng_desktop.imaging.labels import CLASSES

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
