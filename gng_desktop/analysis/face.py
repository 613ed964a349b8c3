"""Is there a face the classifiers may judge? Decided from the mask alone."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gng_desktop.imaging.components import components, members
from gng_desktop.imaging.faces import Box, Face
from gng_desktop.imaging.labels import CLASSES

FACE_IDS: tuple[int, ...] = tuple(
    CLASSES.index(name)
    for name in (
        "general face",
        "left eye",
        "right eye",
        "nose",
        "lips",
        "left eyebrow",
        "right eyebrow",
        "teeth",
        "facial hair",
    )
)
"""Skin, beard and features: what makes a face a face; without hair and ears, and without glasses,
which the segmenter also sees in dark clothing."""
MIN_FACE = 0.06
"""Least share of the judged square that must be facial skin and features (not hair, not ears)."""
MAX_FOREGROUND = 0.995
"""Above this the mask holds no background at all: a texture or a detail, not a portrait."""
MIN_SKIN = 0.5
"""Least share of skin and beard within face and features."""
NOSE = (0.03, 0.26)
"""Share of the nose within face and features."""
MIN_EYES = 0.02
"""Least share of eyes, eyebrows and glasses within face and features: craters have none."""
MIN_STEP = 0.03
"""How far, in heights of the square, the nose must lie below the eyes and the mouth below it.

The limits of the shape were set on 1,054 validation faces of nine sources, of which they refuse
three, and on 18 pictures without a face, of which they let one pass, a cat."""
MIN_SIDE = 64
"""Least side of the judged square, px: below it there is nothing left to judge."""

NOTHING = (
    "No face found; use a picture that shows a face from the front or half side, "
    "or crop the picture to it."
)

NO_FACE_SHAPE = (
    "No plausible face found: something like skin is there, but not eyes, nose and mouth in the "
    "places of a face; use a picture that shows an upright face from the front or half side."
)

_SKIN, _NOSE, _SPECS = (CLASSES.index(n) for n in ("general face", "nose", "specs"))
_EYES = [CLASSES.index(n) for n in ("left eye", "right eye", "left eyebrow", "right eyebrow")] + [
    _SPECS
]
_BEARD = CLASSES.index("facial hair")
_MOUTH = [CLASSES.index(n) for n in ("lips", "teeth")] + [_BEARD]  # a beard may hide the lips


def _height(mask: NDArray[np.uint8], ids: list[int]) -> float:
    """Return the median row of some classes in heights of the mask, 0 (top) to 1; nan if absent.

    The mean would follow the specks of eyebrow that a segmenter sees along a shadowed jaw.
    """
    in_row = members(mask, ids).sum(axis=1, dtype=np.int64)
    rows = np.repeat(np.arange(mask.shape[0]), in_row)
    return float(np.median(rows)) / mask.shape[0] if rows.size else float("nan")


def _largest_face(mask: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Blank all of `mask` but the largest component of skin, features and glasses."""
    face = members(mask, [*FACE_IDS, _SPECS])
    labels, areas = components(face)
    return np.asarray(mask * (labels == np.argmax(areas)) * face, np.uint8)


def _shaped_like_a_face(mask: NDArray[np.uint8]) -> bool:
    mask = _largest_face(mask)
    count = np.bincount(mask.ravel(), minlength=len(CLASSES))
    face = count[1:].sum()
    eyes, nose, mouth = (_height(mask, ids) for ids in (_EYES, [_NOSE], _MOUTH))
    # A comparison with nan is false, so that a missing part refuses the face.
    return bool(
        count[_SKIN] + count[_BEARD] >= MIN_SKIN * face
        and count[_EYES].sum() >= MIN_EYES * face
        and NOSE[0] * face <= count[_NOSE] <= NOSE[1] * face
        and nose - eyes >= MIN_STEP
        and mouth - nose >= MIN_STEP
    )


def no_face_reason(mask: NDArray[np.uint8], side: int, face: Face | None) -> str:
    """Say why `mask` shows no face that can be judged; empty if it does show one.

    Parameters
    ----------
    mask : ndarray of uint8, shape (S, S)
        Class ids 0..13 of the judged square, as the segmenter gave them.
    side : int
        Shorter side of the judged part of the image, px.

    Returns
    -------
    str
        One sentence for the user, or "".
    """
    share = np.bincount(mask.ravel(), minlength=len(CLASSES)) / mask.size
    if share[list(FACE_IDS)].sum() < MIN_FACE:
        return NOTHING
    if not _shaped_like_a_face(mask):
        return NO_FACE_SHAPE
    if 1 - share[0] > MAX_FOREGROUND:
        return (
            "No plausible face found: the whole picture was taken for a head; "
            "use a picture that shows some surroundings."
        )
    if side < MIN_SIDE:
        return (
            f"The face is too small to judge: the square around it is {side} px wide, at least "
            f"{MIN_SIDE} px are needed; use a larger original."
        )
    return ""


def framing_reason(face: Face | None, box: Box) -> str:
    """Say why a face is framed unlike those the classifiers know; "" if it is not."""
    return ""
