import cv2
import numpy as np
import pytest

from gng_desktop.explain.inpainting import FILLS, SIDE, Inpainter
from gng_desktop.explain.owen import OwenValues


def at_once(image, hidden):
    return cv2.inpaint(image, hidden.view(np.uint8), 3, cv2.INPAINT_TELEA)


@pytest.mark.parametrize("side", [32, 57, 80])
def test_the_masks_of_a_partition_tree_are_filled_as_opencv_fills_them(side):
    rng = np.random.default_rng(side)
    image = rng.integers(0, 256, (side, side, 3), np.uint8)
    tree, inpainter = OwenValues(side, 0.0, 1.0, 160, 16), Inpainter(image)
    while masks := tree.next_masks():
        for boxes in masks:
            hidden = np.ones((side, side), bool)
            for y0, y1, x0, x1, *_ in boxes:
                hidden[y0:y1, x0:x1] = False
            assert np.array_equal(inpainter.fill(hidden), at_once(image, hidden))
        tree.tell(rng.random(len(masks)))


def test_parts_of_any_shape_and_distance_are_filled_as_opencv_fills_them():
    rng = np.random.default_rng(1)
    image = rng.integers(0, 256, (70, 70, 3), np.uint8)
    inpainter = Inpainter(image)
    for _ in range(150):
        hidden = np.zeros((70, 70), bool)
        for _ in range(rng.integers(1, 9)):
            y, x, height, width = rng.integers(0, 70, 2).tolist() + rng.integers(1, 12, 2).tolist()
            hidden[y : y + height, x : x + width] = True
        hidden &= rng.random(hidden.shape) < rng.choice([1.0, 0.9])
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
