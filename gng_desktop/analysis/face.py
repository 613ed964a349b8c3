"""Is there a face the classifiers may judge? Decided from the mask alone."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gng_desktop.imaging.labels import CLASSES

MIN_FACE = 0.02
"""Least share of the pixels that must be facial skin and features (not hair, not ears)."""
MAX_FOREGROUND = 0.995
"""Above this the mask holds no background at all: a texture or a detail, not a portrait."""
MIN_PART = 0.0003
"""Least share of the pixels that counts as a part seen (15 px of 224 x 224)."""

_FACE = [CLASSES.index(n) for n in ("general face", "nose", "lips", "teeth", "specs")] + [
    CLASSES.index(f"{side} {part}") for side in ("left", "right") for part in ("eye", "eyebrow")
]
_EYES = [CLASSES.index(n) for n in ("left eye", "right eye", "specs")]
_LOWER = [CLASSES.index(n) for n in ("nose", "lips", "teeth")]


def no_face_reason(mask: NDArray[np.uint8]) -> str:
    """Say why `mask` shows no face that can be judged; empty if it does show one.

    Parameters
    ----------
    mask : ndarray of uint8, shape (S, S)
        Class ids 0..13, as the segmenter gave them.

    Returns
    -------
    str
        One sentence for the user, or "".
    """
    share = np.bincount(mask.ravel(), minlength=len(CLASSES)) / mask.size
    face = share[_FACE].sum()
    if face < MIN_FACE:
        return (
            f"No face found: {face:.1%} of the picture looks like facial skin, at least "
            f"{MIN_FACE:.0%} is needed; crop the picture to one face and try again."
        )
    if share[_EYES].sum() < MIN_PART or share[_LOWER].sum() < MIN_PART:
        return (
            "No face found: skin is there, but not both eyes (or glasses) and a nose or mouth; "
            "use a picture that shows the face from the front or half side."
        )
    if 1 - share[0] > MAX_FOREGROUND:
        return (
            "No plausible face found: the whole picture was taken for a head; "
            "use a picture that shows some surroundings."
        )
    return ""
