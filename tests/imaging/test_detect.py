"""Faces: found in a picture, and the frame around each, by one rule and without jumps."""

import threading
from concurrent.futures import ThreadPoolExecutor

import cv2
import numpy as np
import pytest
from skimage import data

from gng_desktop.analysis.faces_in_image import group_of
from gng_desktop.core.errors import PlainError
from gng_desktop.imaging import detect
from gng_desktop.imaging.detect import find_faces, largest_face
from gng_desktop.imaging.faces import Box, Face, frame, shown
from tests.fakes import framed_face

HEAD = Box(129, 12, 188, 188)
"""The head of the portrait that comes with scikit-image, framed about as training portraits are."""


@pytest.fixture(scope="module")
def head():
    return np.ascontiguousarray(HEAD.of(data.astronaut()))


def collage(head, width, height, squares):
    rgb = np.full((height, width, 3), 90, np.uint8)
    for square in squares:
        size = (square.width, square.height)
        square.of(rgb)[...] = cv2.resize(head, size, interpolation=cv2.INTER_AREA)
    return rgb


def lies_in(found, square):
    """Tell whether `found` is about as large as `square` and in its middle."""
    off = (
        abs(found.x + found.width / 2 - square.x - square.width / 2),
        abs(found.y + found.height / 2 - square.y - square.height / 2),
    )
    return max(off) < 0.12 * square.width and 0.75 < found.width / square.width < 1.15


def test_every_face_is_found_once_in_reading_order(head):
    squares = [
        Box(40, 60, 200, 200),
        Box(420, 20, 260, 260),
        Box(800, 100, 120, 120),
        Box(300, 420, 90, 90),  # the second row, its first face not the highest one
        Box(700, 380, 150, 150),
    ]
    found = group_of(collage(head, 1000, 640, squares))
    assert found.too_small == 0 and len(found.squares) == len(squares)
    for box, square in zip(found.squares, squares, strict=True):
        assert box.width == box.height and lies_in(box, square)


def test_a_face_that_fills_the_picture_is_analysed_with_the_whole_of_it(head):
    assert group_of(head).squares == (Box(0, 0, 188, 188),)


@pytest.mark.parametrize(
    ("width", "height", "square"),
    [
        (520, 200, Box(150, 0, 200, 200)),  # as high as the picture
        (2100, 1800, Box(100, 100, 1600, 1600)),  # very large
    ],
)
def test_a_large_face_gets_a_square(head, width, height, square):
    (box,) = group_of(collage(head, width, height, [square])).squares
    assert box.width == box.height and lies_in(box, square)


def test_a_face_at_the_edge_gets_a_square_inside_the_picture(head):
    rgb = collage(head, 640, 480, [Box(0, 0, 200, 200)])[25:, 30:]
    (box,) = group_of(np.ascontiguousarray(rgb)).squares
    assert box.within(rgb.shape[1], rgb.shape[0])
    assert box.width == box.height > 150


@pytest.mark.parametrize(
    "squares",
    [
        [Box(40, 20, 400, 400)],
        [Box(40, 20, 160, 160), Box(300, 30, 240, 240), Box(620, 40, 120, 120)],
        [Box(20, 60, 50, 50), Box(1200, 900, 60, 60)],  # too small for the first look
    ],
)
def test_the_largest_face_is_one_of_all_faces_to_the_last_digit(head, squares):
    rgb = collage(head, 1600, 1100, squares)
    faces, largest = find_faces(rgb), largest_face(rgb)
    assert len(faces) == len(squares) and largest in faces
    assert largest.square[2] == max(face.square[2] for face in faces)


def test_what_is_a_face_at_first_sight_only_is_none(head, monkeypatch):
    monkeypatch.setattr(detect, "SURE", 1.0)  # everything is looked at again
    assert largest_face(head) is not None
    rows = detect._rows

    def seen_once(rgb):
        return rows(rgb)[:0] if max(rgb.shape) == detect.AGAIN_SIZE else rows(rgb)

    monkeypatch.setattr(detect, "_rows", seen_once)
    assert largest_face(head) is None and find_faces(head) == []


def pictures_without_a_face():
    noise = np.random.default_rng(1).integers(0, 256, (480, 640, 3)).astype(np.uint8)
    yield noise
    yield cv2.GaussianBlur(noise, (0, 0), 6)
    yield np.full((480, 640, 3), 200, np.uint8)
    for name in ("brick", "gravel", "coffee", "chelsea"):
        rgb = getattr(data, name)()
        yield rgb if rgb.ndim == 3 else cv2.cvtColor(rgb, cv2.COLOR_GRAY2RGB)
    for height, width in ((1, 1), (3, 900), (700, 2)):
        yield np.zeros((height, width, 3), np.uint8)


@pytest.mark.parametrize("picture", list(pictures_without_a_face()))
def test_no_face_is_found_where_there_is_none(picture):
    assert find_faces(picture) == [] and largest_face(picture) is None


def test_the_same_pixels_give_the_same_squares_in_any_thread(head):
    rgb = collage(head, 900, 400, [Box(20, 20, 300, 300), Box(500, 60, 90, 90)])
    other = collage(head, 400, 300, [Box(60, 20, 250, 250)])
    before = rgb.copy()
    alone = find_faces(rgb), find_faces(other)
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(find_faces, [rgb, other] * 3))
    assert together == list(alone) * 3 and all(alone)
    assert np.array_equal(rgb, before)


def test_the_detector_is_silent_and_leaves_the_log_level(head, capfd):
    level = cv2.utils.logging.getLogLevel()
    find_faces(head)
    assert cv2.utils.logging.getLogLevel() == level
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(("name", "value"), [("SHA256", "0" * 64), ("MODEL", "nothing.onnx")])
def test_a_detector_that_is_missing_or_damaged_is_not_used(head, monkeypatch, name, value):
    monkeypatch.setattr(detect, name, value)
    monkeypatch.setattr(detect, "_own", threading.local())
    detect._model.cache_clear()
    # A command prints it as it stands.
    with pytest.raises(PlainError, match="missing or damaged; install the program again"):
        find_faces(head)


def test_the_frame_follows_eyes_and_mouth():
    assert framed_face(200.0, 100.0, 120.0).square == pytest.approx((200, 100, 120))
    tilted = Face((0, 0, 1, 1), ((10, 10), (10, 40), (20, 25), (35, 15), (35, 35)), 0.9)
    assert tilted.square == pytest.approx((12.5, 25, 120))


@pytest.mark.parametrize(
    ("face", "box"),
    [
        ((200, 100, 120), Box(140, 40, 120, 120)),  # as it is
        ((10, 390, 120), Box(0, 280, 120, 120)),  # shifted to lie inside
        ((200, 200, 320), Box(40, 40, 320, 320)),  # 0.8 of the shorter side: still as it is
        ((200, 200, 340), Box(20, 20, 360, 360)),  # then it grows twice as fast
        ((200, 200, 360), Box(0, 0, 400, 400)),  # 0.9: all of the shorter side
        ((150, 250, 900), Box(0, 50, 400, 400)),  # a square also where it is cut off
    ],
)
def test_the_frame_is_a_square_inside_the_image(face, box):
    assert frame(framed_face(*face), 400, 450 if face[2] == 900 else 400) == box


def test_the_frame_does_not_jump():
    sides = np.arange(250, 420, 0.25)
    boxes = [frame(framed_face(200 + side / 50, 190, side), 400, 380) for side in sides]
    for before, after in zip(boxes, boxes[1:], strict=False):
        steps = (after.x - before.x, after.y - before.y, after.width - before.width)
        assert max(map(abs, steps)) <= 1 and after.width >= before.width


@pytest.mark.parametrize(
    ("face", "share"),
    [((200, 200, 100), 1.0), ((200, 200, 800), 0.25), ((0, 200, 200), 0.5), ((0, 0, 200), 0.25)],
)
def test_how_much_of_the_frame_is_shown(face, share):
    face = framed_face(*face)
    assert shown(face, frame(face, 400, 400)) == pytest.approx(share)
