"""What a family model says of a face: real, GAN, diffusion, or generated and no more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from gng_desktop.core.text import N_
from gng_desktop.modelstore.manifest import FAMILY_CLASSES, Calibration
from gng_desktop.modelstore.platt import EPSILON

UNDECIDED = "generated"
"""The answer where a face is generated and its family is not decided."""
ANSWERS = (*FAMILY_CLASSES, UNDECIDED)
DECIDED = 0.8
"""Share of the probability of "generated" that a family must have to be named."""
WORDS = {
    "real": N_("real"),
    "gan": N_("GAN"),
    "diffusion": N_("diffusion"),
    UNDECIDED: N_("generated, family not decided"),
}
"""How each answer reads."""


def sentence(given: str, probabilities: Mapping[str, float]) -> str:
    """Return what a family model says, one sentence; "" where it says nothing."""
    if not given:
        return ""
    shares = ", ".join(f"{WORDS[name]} {100 * p:.0f} %" for name, p in probabilities.items())
    return f"Generator family: {WORDS[given]} ({shares})."


def calibrated(
    probabilities: NDArray[np.floating], calibration: Calibration | None
) -> NDArray[np.float64]:
    """Return calibrated probabilities of (N, 3) raw ones, both in the order of `FAMILY_CLASSES`.

    Temperature scaling (Guo et al. 2017): the log probabilities are multiplied by the slope of
    `calibration` and normalised again.
    """
    slope = calibration.slope if calibration else 1.0
    log = slope * np.log(np.clip(probabilities.astype(np.float64), EPSILON, 1.0))
    powers = np.exp(log - log.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), np.float64)


def answer(probabilities: Sequence[float]) -> str:
    """Return one of `ANSWERS` for calibrated probabilities of `FAMILY_CLASSES`.

    "real" where real is at least as probable as generated; else the family that holds at least
    `DECIDED` of what is not real, or `UNDECIDED`.
    """
    real, gan, diffusion = probabilities
    if real >= 0.5:
        return "real"
    if max(gan, diffusion) < DECIDED * (gan + diffusion):
        return UNDECIDED
    return "gan" if gan > diffusion else "diffusion"
