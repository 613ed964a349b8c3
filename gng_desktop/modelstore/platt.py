"""The one formula that turns a network's output into the score users read."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

EPSILON = 1e-7
"""Raw probabilities are clipped to this distance from 0 and 1, where the logit is infinite."""


def log_odds(score: ArrayLike) -> NDArray[np.float64]:
    """Return log(p / (1 - p)) of scores, 0..1, of any shape; finite at both ends (`EPSILON`)."""
    p = np.clip(np.asarray(score, np.float64), EPSILON, 1 - EPSILON)
    return np.asarray(np.log(p / (1 - p)), np.float64)


def apply_platt(raw: NDArray[Any], slope: float, intercept: float) -> NDArray[np.float64]:
    """Return the calibrated scores, 0..1, of raw probabilities of any shape (Platt scaling)."""
    return np.asarray(1 / (1 + np.exp(-(log_odds(raw) * slope + intercept))), np.float64)
