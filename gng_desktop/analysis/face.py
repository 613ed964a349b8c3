"""Is there a human face, and is it framed as the classifiers know faces?"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from gng_desktop.core.text import N_
from gng_desktop.imaging.background import components, members
from gng_desktop.imaging.faces import Box, Face, shown
from gng_desktop.imaging.labels import CLASSES

FACE_IDS: tuple[int, ...] = tuple(map(CLASSES.index, (
    "general face", "left eye", "right eye", "nose", "lips",
    "left eyebrow", "right eyebrow", "teeth", "facial hair",
)))  # fmt: skip
"""Skin, beard and features: what makes a face a face; without hair and ears, and without glasses,
which the segmenter also sees in dark clothing."""
MIN_FACE = 0.06
"""Least share of the analysed square that must be facial skin and features (not hair, not ears)."""
MIN_SKIN = 0.4
"""Least share of skin and beard within face and features."""
NOSE = (0.01, 0.3)
"""Share of the nose within face and features."""
MIN_EYES = 0.002
"""Least share of eyes, eyebrows and glasses within face and features: closed or in the shade they
have 0.002 to 0.004."""
FLAT = 0.4
"""Largest share of the skin whose pixels equal their neighbours: more is a flat drawing."""
GREY, COLOURED = 4.0, 30.0
"""Chroma (CIE Lab) below which skin is grey, and above which the surroundings are coloured: grey
skin in a coloured picture is stone."""
MIN_SIDE = 64
"""Least side of the analysed square, px: below it too little is left of a face."""

TIGHT = 0.36
"""Least share of the usual frame around a face that the picture must show for "real": what lies
below was seen too seldom in training. 0.36 is 60 % of the side in both directions."""
EDGE = 0.03
"""Least distance of eyes, nose and mouth from the edge of the part that is analysed, in sides of
the usual frame: below it a part of the face itself is cut off."""
SMALL = 112
"""Side of the square, px, below which "real" is not concluded: half of what the networks see."""

SOFT = 0.55
"""Least ratio of the detail finer than 1 px to that between 1 and 2 px, in the middle of the part
as the networks see it. Of 144 photos blurred by 1 and 2 px the ViT detector makes 43 generated,
all below; of 68 generated faces that it alone finds 4 are (docs/study.md)."""

NOTHING = (
    "No face found; use an image that shows a face in frontal or three-quarter view, or crop the "
    "image to the face."
)
NO_FACE_SHAPE = (
    "No plausible face found: something resembles a face but lacks the skin, eyes and nose of "
    "one; use an image that shows an upright face in frontal or three-quarter view."
)
NO_SKIN = (
    "No photographed face found: the surface is as even as a drawing or as grey as stone; use a "
    "photo of a person."
)

BLURRED = N_(
    'Too blurred for the verdict "generated": without the ViT detector, which takes blurred photos '
    "for generated faces, the fused score would be too low; use a sharper original."
)
CUT_OFF = (
    'Framed too tightly for the verdict "real": the edge of the image cuts off the face; use the '
    "image before it was cropped."
)

_SKIN, _NOSE, _SPECS = (CLASSES.index(n) for n in ("general face", "nose", "specs"))
_EYES = [CLASSES.index(n) for n in ("left eye", "right eye", "left eyebrow", "right eyebrow")] + [
    _SPECS
]
_BEARD = CLASSES.index("facial hair")


def _shaped_like_a_face(mask: NDArray[np.uint8]) -> bool:
    """Tell whether the largest component of skin, features and glasses has the parts of a face."""
    face = members(mask, [*FACE_IDS, _SPECS])
    labels, areas = components(face)
    largest = mask * (labels == np.argmax(areas)) * face
    count = np.bincount(largest.ravel(), minlength=len(CLASSES))
    face = count[1:].sum()
    return bool(
        count[_SKIN] + count[_BEARD] >= MIN_SKIN * face
        and count[_EYES].sum() >= MIN_EYES * face
        and NOSE[0] * face <= count[_NOSE] <= NOSE[1] * face
    )


def _like_skin(rgb: NDArray[np.uint8], mask: NDArray[np.uint8]) -> bool:
    """Tell whether the skin is not that of a flat drawing or of a statue."""
    skin = mask == _SKIN
    grey = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)
    inner = cv2.erode(skin[1:, 1:].astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    even = (grey[1:, 1:] == grey[:-1, 1:]) & (grey[1:, 1:] == grey[1:, :-1])
    if inner.any() and even[inner].mean() > FLAT:
        return False
    # A quarter of the pixels shows as much in a quarter of the time.
    rgb, mask, skin = rgb[::2, ::2], mask[::2, ::2], skin[::2, ::2]
    lab = cv2.cvtColor(rgb, cv2.COLOR_RGB2LAB)[..., 1:].astype(np.float32) - 128
    chroma = np.hypot(lab[..., 0], lab[..., 1])
    outside = chroma[mask == 0]
    if not skin.any():
        return True
    stone = np.median(chroma[skin]) < GREY and outside.size >= skin.size // 50
    return not (stone and np.percentile(outside, 90) > COLOURED)


def softness_reason(rgb: NDArray[np.uint8]) -> str:
    """Return why a blurred face is not "generated" by a detector of fine detail, or "".

    Parameters
    ----------
    rgb : ndarray of uint8, shape (S, S, 3)
        The analysed part as the networks see it.
    """
    side = len(rgb)
    edge = (side - 3 * side // 5) // 2
    grey = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)[edge : side - edge, edge : side - edge]
    soft, softer = (cv2.GaussianBlur(grey.astype(np.float32), (0, 0), n) for n in (1, 2))
    fine, coarse = (float(np.square(d).mean()) for d in (grey - soft, soft - softer))
    return BLURRED if fine < SOFT * coarse else ""


def no_face_reason(
    face: Face | None, box: Box, mask: NDArray[np.uint8], rgb: NDArray[np.uint8]
) -> str:
    """Return why a part of an image shows no face that can be analysed; "" if it does show one.

    Parameters
    ----------
    face : Face or None
        What the detector found.
    box : Box
        The part.
    mask : ndarray of uint8, shape (S, S)
        Class ids 0..13 of the part, as the segmenter gave them.
    rgb : ndarray of uint8, shape (S, S, 3)
        What the segmenter was given.
    """
    if face is None:
        return NOTHING
    side = min(box.width, box.height)
    if side < MIN_SIDE:
        return (
            f"The face is too small to analyse: the square around it is {side} px wide, at least "
            f"{MIN_SIDE} px are needed; use a larger original."
        )
    if np.bincount(mask.ravel(), minlength=len(CLASSES))[list(FACE_IDS)].sum() < (
        MIN_FACE * mask.size
    ):
        return NOTHING
    if not _shaped_like_a_face(mask):
        return NO_FACE_SHAPE
    return "" if _like_skin(rgb, mask) else NO_SKIN


def framing_reason(face: Face, box: Box) -> str:
    """Return why a face is framed unlike those of training, so that it is never "real"; or "".

    Parameters
    ----------
    box : Box
        The part of the image that the networks see.
    """
    share = shown(face, box)
    if share < TIGHT:
        return (
            f'Framed too tightly for the verdict "real": only {100 * share:.0f} % of the usual '
            "frame around the face lies in the image; use the image before it was cropped."
        )
    right, bottom = box.x + box.width, box.y + box.height
    edge = min(min(x - box.x, right - x, y - box.y, bottom - y) for x, y in face.points)
    if edge < EDGE * face.square[2]:
        return CUT_OFF
    if (side := min(box.width, box.height)) < SMALL:
        return (
            f'Too small for the verdict "real": the square around the face is {side} px wide, '
            f"at least {SMALL} px are needed; use a larger original."
        )
    return ""
