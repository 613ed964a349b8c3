import numpy as np
import pytest

from gng_desktop.imaging.faces import MARGIN, Box, face_box, judged_part
from tests.fakes import Brightness


def with_face(width, height, box):
    rgb = np.zeros((height, width, 3), np.uint8)
    box.of(rgb)[...] = 255
    return rgb


def test_a_small_face_gets_a_square_of_its_own():
    mask = np.zeros((100, 100), np.uint8)
    mask[40:60, 30:45] = 1
    box = face_box(mask, 400, 200)  # the face: 60 px wide, 40 px high, centred at (150, 100)
    assert box == Box(90, 40, 120, 120)
    assert box.width == MARGIN * 60


@pytest.mark.parametrize(
    ("rows", "columns", "corner"),
    [((0, 10), (0, 10), (0, 0)), ((90, 100), (90, 100), (160, 160))],
)
def test_the_square_stays_inside_the_image(rows, columns, corner):
    mask = np.zeros((100, 100), np.uint8)
    mask[slice(*rows), slice(*columns)] = 4
    box = face_box(mask, 200, 200)
    assert (box.x, box.y) == corner
    assert (box.width, box.height) == (40, 40)


def test_a_large_face_keeps_the_whole_image():
    mask = np.zeros((100, 100), np.uint8)
    mask[20:80, 20:80] = 1
    box = face_box(mask, 320, 240)
    assert box == Box(0, 0, 320, 240)
    assert box.covers(320, 240) and not box.covers(240, 320)


def test_the_largest_face_counts_and_hair_and_specks_do_not():
    mask = np.full((100, 100), 6, np.uint8)  # all hair
    assert face_box(mask, 100, 100) is None
    mask[2:5, 2:7] = 1  # 15 px: below the least share of 0.15 %, were it 14
    mask[2, 2] = mask[2, 3] = 0
    assert face_box(mask, 100, 100) is None
    mask[50:60, 50:60] = 1
    box = face_box(mask, 100, 100)
    assert (box.x + box.width / 2, box.y + box.height / 2) == (55, 55)


def test_a_small_face_is_segmented_again_in_its_square():
    face = Box(300, 100, 60, 60)
    rgb = with_face(640, 480, face)
    segmenter = Brightness(segments=True, size=56)
    mask, box = judged_part(rgb, segmenter)
    assert len(segmenter.batches) == 2
    assert box.width == box.height < 200
    assert box.x <= face.x and box.x + box.width >= face.x + face.width
    # In the square the face fills nearly a quarter (1 / MARGIN squared); it was 1 % of the image.
    assert 0.15 < mask.mean() < 0.3


@pytest.mark.parametrize("face", [Box(0, 0, 1, 1), Box(60, 40, 420, 420)])
def test_no_face_or_a_large_one_is_segmented_once(face):
    segmenter = Brightness(segments=True, size=56)
    mask, box = judged_part(with_face(640, 480, face), segmenter)
    assert len(segmenter.batches) == 1
    assert box == Box(0, 0, 640, 480)
    assert mask.shape == (56, 56)
