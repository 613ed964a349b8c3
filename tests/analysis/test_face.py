import cv2
import numpy as np
import pytest
from skimage import data

from gng_desktop.analysis import face
from gng_desktop.analysis.face import NO_FACE_SHAPE, NO_SKIN, NOTHING
from gng_desktop.imaging.faces import Box

SIDE = 100


def mask(skin=(25, 75, 25, 75), eyes=38, nose=(48, 60, 44, 56), mouth=64):
    """Return a (100, 100) mask: skin box, rows where eyes and mouth start, nose box."""
    ids = np.zeros((SIDE, SIDE), np.uint8)
    top, bottom, left, right = skin
    ids[top:bottom, left:right] = 1
    if eyes is not None:
        ids[eyes : eyes + 6, 32:42] = 3
        ids[eyes : eyes + 6, 58:68] = 2
    if nose is not None:
        ids[nose[0] : nose[1], nose[2] : nose[3]] = 4
    if mouth is not None:
        ids[mouth : mouth + 6, 40:60] = 5
    return ids


@pytest.fixture
def reason_of(face_in):
    """Say why a mask and its pixels show no face in a square of `side` px."""

    def reason(ids, rgb=None, side=SIDE):
        rng = np.random.default_rng(2)
        rgb = rng.integers(90, 220, (SIDE, SIDE, 3)).astype(np.uint8) if rgb is None else rgb
        box = Box(0, 0, side, side)
        return face.no_face_reason(face_in(box), box, ids, rgb)

    return reason


NO_PARTS = {"eyes": None, "nose": None, "mouth": None}


def glasses():
    ids = mask()
    ids[np.isin(ids, [2, 3])] = 13
    return ids


def brows_nearly_everywhere():
    ids = mask()
    rows, columns = np.nonzero(ids == 1)
    browed = np.arange(rows.size) % 10 >= 3
    ids[rows[browed], columns[browed]] = 7
    return ids


def parts_beside_the_skin():
    ids = mask(**NO_PARTS)
    ids[2:8, 2:12], ids[80:92, 2:14] = 3, 4
    return ids


@pytest.mark.parametrize(
    ("ids", "reason"),
    [
        (mask(), ""),
        (mask(mouth=None), ""),
        (np.rot90(mask()).copy(), ""),
        (mask(nose=(53, 56, 48, 57)), ""),
        (glasses(), ""),
        (np.zeros((SIDE, SIDE), np.uint8), NOTHING),
        (np.full((SIDE, SIDE), 6, np.uint8), NOTHING),  # all hair
        (np.eye(SIDE, dtype=np.uint8) * 9, NOTHING),  # ears are no face either
        (mask(skin=(40, 64, 38, 62), **NO_PARTS), NOTHING),  # 5.8 % skin
        (mask(eyes=None), NO_FACE_SHAPE),
        (mask(nose=None), NO_FACE_SHAPE),
        (mask(nose=(53, 55, 48, 51)), NO_FACE_SHAPE),  # tiny
        (mask(nose=(44, 68, 22, 74)), NO_FACE_SHAPE),  # huge
        (brows_nearly_everywhere(), NO_FACE_SHAPE),
        (parts_beside_the_skin(), NO_FACE_SHAPE),
    ],
)
def test_parts_that_make_a_face(reason_of, ids, reason):
    assert reason_of(ids) == reason


def test_without_a_face_or_with_too_few_pixels_of_one_there_is_none(reason_of):
    blank = np.zeros((SIDE, SIDE, 3), np.uint8)
    assert face.no_face_reason(None, Box(0, 0, SIDE, SIDE), mask(), blank) == NOTHING
    assert reason_of(mask(), side=64) == ""
    small = reason_of(mask(), side=63)
    assert "63 px" in small and "64 px are needed" in small


def test_flat_drawings_and_statues_are_refused_and_grey_photos_are_not(reason_of):
    ids, rng = mask(), np.random.default_rng(3)
    drawn = np.full((SIDE, SIDE, 3), (250, 190, 160), np.uint8)
    assert reason_of(ids, drawn) == NO_SKIN
    stone = cv2.GaussianBlur(rng.integers(60, 220, (SIDE, SIDE), np.uint8), (0, 0), 1)
    statue = np.dstack([stone] * 3)
    assert reason_of(ids, statue) == ""  # a grey photo
    statue[ids == 0] = (80, 140, 230)  # under a blue sky
    assert reason_of(ids, statue) == NO_SKIN


@pytest.mark.parametrize(
    ("square", "box", "words"),
    [
        (Box(0, 0, 200, 200), Box(0, 0, 200, 200), ""),
        (Box(-40, -40, 280, 280), Box(0, 0, 200, 200), ""),  # half of the frame
        (Box(-80, -80, 360, 360), Box(0, 0, 200, 200), "only 31 % of the usual frame"),
        (Box(-130, 0, 200, 200), Box(0, 0, 200, 200), "only 35 % of the usual frame"),
        (Box(-110, 0, 200, 200), Box(0, 0, 200, 200), "edge of the image cuts off the face"),
        (Box(0, 0, 100, 100), Box(0, 0, 100, 100), "100 px wide, at least 112 px"),
    ],
)
def test_frames_unlike_those_of_training_are_said(face_in, square, box, words):
    found = face.framing_reason(face_in(square), box)
    assert words in found and bool(found) == bool(words)


@pytest.mark.parametrize("blur, soft", [(0, False), (1.5, True), (3, True)])
def test_only_a_blurred_face_is_soft(blur, soft):
    photo = cv2.resize(data.astronaut(), (320, 320), interpolation=cv2.INTER_AREA)
    rgb = cv2.GaussianBlur(photo, (0, 0), blur) if blur else photo
    assert bool(face.softness_reason(rgb)) == soft
