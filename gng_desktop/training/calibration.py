"""Calibrated scores: Platt scaling and the limits of the three-way verdict."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from gng_desktop.modelstore.manifest import Calibration
from gng_desktop.modelstore.platt import apply_platt, log_odds
from gng_desktop.training.intervals import share_interval
from gng_desktop.training.metrics import ECE_BINS

MAX_FALSE_ALARMS = 0.02
"""Largest share of real photos that may be called generated on the validation split: of all, and of
each source that is large enough, for 2 % of all can hide 7 % of one source."""
MIN_SOURCE = 30
"""Real images a source needs to set the limit; fewer say too little about the highest scores."""
MAX_MISSES = 0.05
"""Largest share of generated images that may be called real on the validation split."""


def platt(raw: NDArray[np.floating], truth: NDArray[np.bool_], fitted_on: str = "") -> Calibration:
    """Fit slope and intercept on the logit of raw probabilities (Platt scaling).

    Parameters
    ----------
    raw : ndarray of float, shape (N,)
        Network output, 0..1.
    truth : ndarray of bool, shape (N,)
        True is generated; both classes must occur. They are weighted alike, so that the score is
        the probability at even prior odds whatever the mixture of the data.
    fitted_on : str
        What the images are, for the manifest.

    Raises
    ------
    ValueError
        If only one class occurs, or generated images score no higher than real ones.
    """
    x = log_odds(raw)[:, None]
    fit = LogisticRegression(C=1e6, class_weight="balanced").fit(x, truth)
    slope, intercept = float(fit.coef_[0, 0]), float(fit.intercept_[0])
    if slope <= 0:
        raise ValueError("generated images score no higher than real ones; train longer")
    return Calibration("platt", slope, intercept, fitted_on)


def scaled(raw: NDArray[Any], fit: Calibration | None) -> NDArray[np.float64]:
    """Return calibrated scores of any shape, 0..1; the raw ones where there is no `fit`."""
    return apply_platt(raw, fit.slope, fit.intercept) if fit else apply_platt(raw, 1.0, 0.0)


def limits(
    score: NDArray[np.floating],
    truth: NDArray[np.bool_],
    source: NDArray[np.str_] | None = None,
) -> tuple[float, float]:
    """Choose the scores below which an image is real and above which it is generated.

    Parameters
    ----------
    score : ndarray of float, shape (N,)
        Calibrated, 0..1, of the validation split.
    source : ndarray of str, shape (N,), optional
        Where each image comes from.

    Returns
    -------
    tuple of float
        ``(real_below, generated_above)``: at most `MAX_FALSE_ALARMS` of the real ones lie above
        the second, of all and of each source with `MIN_SOURCE` real images or more (the worst
        source decides), and at most `MAX_MISSES` of the generated ones below the first; never on
        the wrong side of 0.5.
    """
    groups = [~truth]
    if source is not None:
        each = [~truth & (source == name) for name in np.unique(source)]
        groups += [group for group in each if group.sum() >= MIN_SOURCE]
    above = max(
        float(np.quantile(score[group], 1 - MAX_FALSE_ALARMS, method="higher")) for group in groups
    )
    below = float(np.quantile(score[truth], MAX_MISSES, method="lower"))
    return min(below, 0.5), max(above, 0.5)


def zones(score: NDArray[np.floating], limits: tuple[float, float]) -> dict[str, NDArray[np.bool_]]:
    """Return which scores, (N,) 0..1, lie in each verdict zone of `limits`, low and high."""
    real, generated = score < limits[0], score > limits[1]
    return {
        "called_generated": generated,
        "called_real": real,
        "inconclusive": ~(real | generated),
    }


def false_alarms(
    score: NDArray[np.floating],
    truth: NDArray[np.bool_],
    source: NDArray[np.str_],
    generated_above: float,
) -> dict[str, dict[str, float | int]]:
    """Return how many real images are called generated, of all (``pooled``) and by source.

    Returns
    -------
    dict
        By source: ``images``, ``called_generated`` (share, 0..1). Parameters as in `limits`.
    """
    groups = {"pooled": ~truth}
    groups |= {str(name): ~truth & (source == name) for name in np.unique(source[~truth])}
    return {
        name: {
            "images": int(group.sum()),
            "called_generated": float((score[group] > generated_above).mean()),
        }
        for name, group in groups.items()
    }


def reliability(score: NDArray[np.floating], truth: NDArray[np.bool_]) -> list[dict[str, Any]]:
    """Return the numbers of a reliability diagram of calibrated scores, (N,) 0..1.

    For each of `ECE_BINS` of equal width ``from``, ``to``, ``images``; ``mean_score``,
    ``share_generated`` and its 95 % interval ``low``, ``high`` are None where it is empty.
    """
    index = np.minimum((score * ECE_BINS).astype(int), ECE_BINS - 1)
    rows = []
    for b in range(ECE_BINS):
        here = index == b
        count = int(here.sum())
        low, high = share_interval(int(truth[here].sum()), count) or (None, None)
        rows.append(
            {
                "from": b / ECE_BINS,
                "to": (b + 1) / ECE_BINS,
                "images": count,
                "mean_score": float(score[here].mean()) if count else None,
                "share_generated": float(truth[here].mean()) if count else None,
                "low": low,
                "high": high,
            }
        )
    return rows
