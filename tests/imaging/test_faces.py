"""From a face to its frame: one rule, without jumps."""

import numpy as np
import pytest

from gng_desktop.imaging.faces import Box, Face, frame, shown


def face_of(side, x, y):
    """Return a face whose frame has `side` around (`x`, `y`), px."""
    eyes, mouth = y - 0.025 * side, y + 0.225 * side
    points = [(x - side / 8, eyes), (x + side / 8, eyes), (x, y + side / 10)]
    points += [(x - side / 10, mouth), (x + side / 10, mouth)]
    return Face((x - side / 4, y - side / 4, side / 2, side / 2), tuple(points), 0.9)


def test_the_frame_follows_eyes_and_mouth():
    assert face_of(120.0, 200.0, 100.0).square == pytest.approx((200, 100, 120))
    tilted = Face((0, 0, 1, 1), ((10, 10), (10, 40), (20, 25), (35, 15), (35, 35)), 0.9)
    assert tilted.square == pytest.approx((12.5, 25, 120))


@pytest.mark.parametrize(
    ("face", "box"),
    [
        ((120, 200, 100), Box(140, 40, 120, 120)),  # as it is
        ((120, 10, 390), Box(0, 280, 120, 120)),  # shifted to lie inside
        ((320, 200, 200), Box(40, 40, 320, 320)),  # 0.8 of the shorter side: still as it is
        ((340, 200, 200), Box(20, 20, 360, 360)),  # then it grows twice as fast
        ((360, 200, 200), Box(0, 0, 400, 400)),  # 0.9: all of the shorter side
        ((900, 150, 250), Box(0, 50, 400, 400)),  # a square also where it is cut off
    ],
)
def test_the_frame_is_a_square_inside_the_image(face, box):
    assert frame(face_of(*face), 400, 450 if face[0] == 900 else 400) == box


def test_the_frame_does_not_jump():
    sides = np.arange(250, 420, 0.25)
    boxes = [frame(face_of(side, 200 + side / 50, 190), 400, 380) for side in sides]
    for before, after in zip(boxes, boxes[1:], strict=False):
        steps = (after.x - before.x, after.y - before.y, after.width - before.width)
        assert max(map(abs, steps)) <= 1 and after.width >= before.width


@pytest.mark.parametrize(
    ("face", "share"),
    [((100, 200, 200), 1.0), ((800, 200, 200), 0.25), ((200, 0, 200), 0.5), ((200, 0, 0), 0.25)],
)
def test_how_much_of_the_frame_is_shown(face, share):
    face = face_of(*face)
    assert shown(face, frame(face, 400, 400)) == pytest.approx(share)
