"""Scores that mean what they say: Platt scaling and the limits of the three-way verdict."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import logit
from sklearn.linear_model import LogisticRegression

from gng_desktop.modelstore.platt import EPSILON, apply_platt

__all__ = ["apply_platt", "expected_calibration_error", "limits", "platt"]

MAX_FALSE_ALARMS = 0.02
"""Largest share of real photos that may be called generated on the validation split."""
MAX_MISSES = 0.05
"""Largest share of generated images that may be called real on the validation split."""


def platt(raw: NDArray[np.floating], truth: NDArray[np.bool_]) -> tuple[float, float]:
    """Fit slope and intercept on the logit of raw probabilities.

    Parameters
    ----------
    raw : ndarray of float, shape (N,)
        Network output, 0..1.
    truth : ndarray of bool, shape (N,)
        True is generated; both classes must occur. They are weighted alike, so that the score is
        the probability at even prior odds whatever the mixture of the data.

    Returns
    -------
    tuple of float
        ``expit(slope * logit(raw) + intercept)`` is the calibrated score.

    Raises
    ------
    ValueError
        If only one class occurs, or the network ranks the classes the wrong way round.
    """
    x = logit(np.clip(raw.astype(np.float64), EPSILON, 1 - EPSILON))[:, None]
    fit = LogisticRegression(C=1e6, class_weight="balanced").fit(x, truth)
    slope, intercept = float(fit.coef_[0, 0]), float(fit.intercept_[0])
    if slope <= 0:
        raise ValueError("the scores rank generated images below real ones; train longer")
    return slope, intercept


def limits(score: NDArray[np.floating], truth: NDArray[np.bool_]) -> tuple[float, float]:
    """Choose the scores below which an image is real and above which it is generated.

    Parameters
    ----------
    score : ndarray of float, shape (N,)
        Calibrated, 0..1, of the validation split.
    truth : ndarray of bool, shape (N,)

    Returns
    -------
    tuple of float
        ``(real_below, generated_above)``: at most `MAX_FALSE_ALARMS` of the real ones lie above
        the second and at most `MAX_MISSES` of the generated ones below the first; never on the
        wrong side of 0.5.
    """
    above = float(np.quantile(score[~truth], 1 - MAX_FALSE_ALARMS, method="higher"))
    below = float(np.quantile(score[truth], MAX_MISSES, method="lower"))
    return min(below, 0.5), max(above, 0.5)


def expected_calibration_error(
    score: NDArray[np.floating], truth: NDArray[np.bool_], bins: int = 10
) -> float:
    """Return the ECE: mean |share of generated - mean score| over equal-width bins, 0..1."""
    index = np.minimum((score * bins).astype(int), bins - 1)
    gaps = [
        abs(truth[index == b].mean() - score[index == b].mean()) * (index == b).mean()
        for b in range(bins)
        if (index == b).any()
    ]
    return float(sum(gaps))
