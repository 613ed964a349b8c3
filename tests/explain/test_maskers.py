import cv2
import numpy as np
import pytest

from gng_desktop.explain.maskers import FILLS, MASKERS, SIDE, Inpainter, Masker
from gng_desktop.explain.owen import OwenValues


@pytest.fixture
def half():
    shown = np.zeros((32, 32), bool)
    shown[:, :16] = True
    return shown


@pytest.mark.parametrize("name", MASKERS)
def test_what_is_visible_stays_and_what_is_hidden_goes(make_picture, half, name):
    image = make_picture()
    masker = Masker(name, image)
    shown = masker.show(half)
    assert np.array_equal(shown[half], image[half]) and shown.dtype == np.uint8
    instead = {
        "black": np.zeros_like(image),
        "mean": np.full_like(image, image.mean(axis=(0, 1)).astype(np.uint8)),
        "blur": cv2.blur(image, (28, 28)),
        "telea": at_once(image, ~half),
    }
    assert np.array_equal(shown[~half], instead[name][~half])
    assert np.array_equal(masker.show(np.ones_like(half)), image)
    assert np.array_equal(masker.show(np.zeros_like(half)), masker.replacement)
    assert np.array_equal(image, make_picture())


def test_single_channels_can_be_hidden(make_picture):
    image = make_picture()
    shown = np.ones((32, 32, 3), bool)
    shown[5, 20, 1] = False
    assert Masker("black", image).show(shown)[5, 20].tolist() == [255, 0, 255]
    # Inpainting knows whole pixels only.
    whole = Masker("telea", image).show(shown.all(axis=2))
    assert np.array_equal(Masker("telea", image).show(shown), whole)


# Telea inpainting, part by part


def at_once(image, hidden):
    return cv2.inpaint(image, hidden.view(np.uint8), 3, cv2.INPAINT_TELEA)


def masks_of_a_partition_tree(rng, side):
    tree = OwenValues(side, 0.0, 1.0, 160, 16)
    while masks := tree.next_masks():
        for boxes in masks:
            hidden = np.ones((side, side), bool)
            for y0, y1, x0, x1, *_ in boxes:
                hidden[y0:y1, x0:x1] = False
            yield hidden
        tree.tell(rng.random(len(masks)))


def masks_of_any_shape(rng, side):
    for _ in range(150):
        hidden = np.zeros((side, side), bool)
        for _ in range(rng.integers(1, 9)):
            y, x, height, width = *rng.integers(0, side, 2), *rng.integers(1, 12, 2)
            hidden[y : y + height, x : x + width] = True
        yield hidden & (rng.random(hidden.shape) < rng.choice([1.0, 0.9]))


@pytest.mark.parametrize("masks", [masks_of_a_partition_tree, masks_of_any_shape])
def test_parts_are_filled_as_opencv_fills_them(masks):
    rng, side = np.random.default_rng(1), 57
    image = rng.integers(0, 256, (side, side, 3), np.uint8)
    inpainter = Inpainter(image)
    for hidden in masks(rng, side):
        assert np.array_equal(inpainter.fill(hidden), at_once(image, hidden))


def test_a_part_is_filled_once_whatever_else_is_hidden(make_picture, monkeypatch):
    inpainter, sizes = Inpainter(make_picture()), []

    def counted(image, hidden, *options, real=cv2.inpaint):
        sizes.append(int(hidden.sum()))
        return real(image, hidden, *options)

    monkeypatch.setattr(cv2, "inpaint", counted)
    one, two = np.zeros((2, 32, 32), bool)
    one[:8, :8], two[20:30, 20:30] = True, True
    for hidden in (one | two, two, one, one | two):
        inpainter.fill(hidden)
    assert sorted(sizes) == [64, 100]


@pytest.mark.parametrize(("side", "parts"), [(64, FILLS), (SIDE, FILLS), (1024, 12), (4096, 1)])
def test_parts_of_larger_images_take_no_more_memory(side, parts):
    inpainter = Inpainter(np.zeros((side, side, 3), np.uint8))
    assert inpainter._filled.cache_info().maxsize == parts
