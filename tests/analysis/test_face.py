import numpy as np
import pytest

from gng_desktop.analysis.face import MIN_SIDE, NO_FACE_SHAPE, NOTHING, no_face_reason

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


def test_a_face_gives_no_reason():
    assert no_face_reason(mask(), SIDE) == ""


def test_glasses_stand_in_for_eyes_and_teeth_for_lips():
    ids = mask()
    ids[np.isin(ids, [2, 3])] = 13
    ids[ids == 5] = 11
    assert no_face_reason(ids, SIDE) == ""


@pytest.mark.parametrize(
    "empty",
    [
        np.zeros((SIDE, SIDE), np.uint8),
        np.full((SIDE, SIDE), 6, np.uint8),  # all hair
        np.eye(SIDE, dtype=np.uint8) * 9,  # ears are no face either
        mask(skin=(40, 64, 38, 62), eyes=None, nose=None, mouth=None),  # 5.8 % skin
    ],
)
def test_too_little_skin_is_no_face(empty):
    assert no_face_reason(empty, SIDE) == NOTHING


@pytest.mark.parametrize(
    "changes",
    [
        {"eyes": None},
        {"nose": None},
        {"mouth": None},
        {"eyes": 66, "mouth": 30},  # upside down
        {"mouth": 44},  # the mouth above the nose
        {"nose": (53, 56, 48, 51)},  # 0.4 % of the face
        {"nose": (46, 64, 26, 74)},  # 35 % of the face
    ],
    ids=["no eyes", "no nose", "no mouth", "upside down", "high mouth", "tiny nose", "huge nose"],
)
def test_parts_that_make_no_face_are_refused(changes):
    assert no_face_reason(mask(**changes), SIDE) == NO_FACE_SHAPE


def test_features_without_plain_skin_are_refused():
    ids = mask()
    rows, columns = np.nonzero(ids == 1)
    browed = np.arange(rows.size) % 10 >= 3
    ids[rows[browed], columns[browed]] = 7  # brows nearly everywhere
    assert no_face_reason(ids, SIDE) == NO_FACE_SHAPE


def test_features_scattered_over_several_patches_are_refused():
    ids = mask(eyes=None, nose=None, mouth=None)
    ids[2:8, 2:12] = 3  # none of these touches the skin
    ids[80:92, 2:14] = 4
    ids[94:99, 40:60] = 5
    assert no_face_reason(ids, SIDE) == NO_FACE_SHAPE


def test_a_mask_without_background_is_refused():
    ids = mask()
    ids[ids == 0] = 6
    assert "whole picture was taken for a head" in no_face_reason(ids, SIDE)
    ids[0, :51] = 0  # 0.51 % background
    assert no_face_reason(ids, SIDE) == ""


def test_a_face_of_few_pixels_is_refused_with_its_size():
    assert no_face_reason(mask(), MIN_SIDE) == ""
    reason = no_face_reason(mask(), MIN_SIDE - 1)
    assert f"{MIN_SIDE - 1} px" in reason and f"{MIN_SIDE} px are needed" in reason
