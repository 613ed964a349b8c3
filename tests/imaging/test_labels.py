"""The class table of SPEC 1.1 and the two encodings of a mask."""

import numpy as np
import pytest

from gng_desktop.imaging import labels

TABLE = [
    ("background", (0, 0, 0)), ("general face", (128, 128, 128)), ("left eye", (0, 255, 0)),
    ("right eye", (0, 128, 0)), ("nose", (0, 0, 255)), ("lips", (255, 0, 0)),
    ("hair", (255, 255, 0)), ("left eyebrow", (255, 0, 255)), ("right eyebrow", (128, 0, 128)),
    ("left ear", (0, 255, 255)), ("right ear", (0, 64, 64)), ("teeth", (255, 255, 255)),
    ("facial hair", (255, 192, 192)), ("specs", (0, 128, 128)),
]  # fmt: skip


@pytest.fixture
def every_class():
    return np.random.default_rng(1).permutation(np.arange(56) % 14).astype(np.uint8).reshape(7, 8)


def test_table_is_that_of_the_specification():
    assert list(labels.CLASSES) == [name for name, _ in TABLE]
    assert labels.COLOURS.dtype == np.uint8
    assert [tuple(colour) for colour in labels.COLOURS.tolist()] == [rgb for _, rgb in TABLE]


def test_classes_are_coloured(every_class):
    coloured = labels.to_rgb(every_class)
    assert coloured.dtype == np.uint8
    assert coloured[0, 0].tolist() == list(TABLE[every_class[0, 0]][1])


def test_an_id_above_the_highest_class_is_refused():
    with pytest.raises(ValueError, match="class 14"):
        labels.to_rgb(np.full((2, 2), 14, np.uint8))


def test_mirror_turns_the_picture_and_swaps_left_and_right(every_class):
    names = [
        name.replace("left", "LEFT").replace("right", "left").replace("LEFT", "right")
        for name in labels.CLASSES
    ]
    swapped = np.array([labels.CLASSES.index(name) for name in names], np.uint8)
    mirrored = labels.mirror(every_class)
    np.testing.assert_array_equal(mirrored, swapped[every_class][:, ::-1])
    assert mirrored.flags.c_contiguous
    np.testing.assert_array_equal(labels.mirror(mirrored), every_class)


def test_mirror_turns_codes_but_leaves_them_what_they_are():
    codes = np.arange(14, 256, dtype=np.uint8).reshape(2, -1)
    np.testing.assert_array_equal(labels.mirror(codes), codes[:, ::-1])


def test_fractions_name_only_the_classes_present():
    mask = np.array([[0, 0, 6, 13]], np.uint8)
    assert labels.fractions(mask) == {"background": 0.5, "hair": 0.25, "specs": 0.25}


@pytest.mark.parametrize(
    "simulate",
    [
        # Machado, Oliveira & Fernandes (2009), severity 1: protanopia, deuteranopia, tritanopia.
        (
            (0.152286, 1.052583, -0.204868),
            (0.114503, 0.786281, 0.099216),
            (-0.003882, -0.048116, 1.051998),
        ),
        (
            (0.367322, 0.860646, -0.227968),
            (0.280085, 0.672501, 0.047413),
            (-0.011820, 0.042940, 0.968881),
        ),
        (
            (1.255528, -0.076749, -0.178779),
            (-0.078411, 0.930809, 0.147602),
            (0.004733, 0.691367, 0.303900),
        ),
    ],
)
def test_colour_blind_people_can_distinguish_the_safe_colours(simulate):
    from skimage.color import deltaE_ciede2000, rgb2lab

    def least(colours):
        rgb = colours[1:] / 255
        linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
        seen = np.clip(linear @ np.array(simulate).T, 0, 1)
        lab = rgb2lab(np.where(seen <= 0.0031308, seen * 12.92, 1.055 * seen ** (1 / 2.4) - 0.055))
        distance = deltaE_ciede2000(lab[:, None], lab[None])
        return distance[~np.eye(len(lab), dtype=bool)].min()

    assert least(labels.SAFE_COLOURS) > 13
