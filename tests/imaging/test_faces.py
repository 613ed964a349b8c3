"""From a face to its frame: one rule, without jumps."""

import numpy as np
import pytest

from gng_desktop.imaging.faces import Box, Face, frame, shown
from tests.fakes import framed_face


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
