"""The one formula that turns a network's output into the score users read."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

EPSILON = 1e-7
"""Raw probabilities are kept this far from 0 and 1, where the logit ends."""


def apply_platt(raw: NDArray[Any], slope: float, intercept: float) -> NDArray[np.float64]:
    """Return the calibrated scores, 0..1, of raw probabilities of any shape (Platt scaling)."""
    p = np.clip(raw.astype(np.float64), EPSILON, 1 - EPSILON)
    return np.asarray(1 / (1 + np.exp(-(np.log(p / (1 - p)) * slope + intercept))), np.float64)
