"""What contributions are counted in: log-odds of the calibrated score, or the score itself.

A sure classifier scores close to 0 or 1, where the score hardly moves whatever is hidden. Its
log-odds still move, and by the same amount wherever the odds change by the same factor: a
contribution of +1.1 makes "generated" three times as likely against "real" as before. shap calls
this the logit link.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gng_desktop.explain.catalogue import UNITS, Unit

NEAREST = 1e-12
"""Scores stay this far from 0 and 1. `apply_platt` stays inside: it gives log-odds of at most
``16.12 * slope + |intercept|``, which are recovered exactly up to rounding. The raw probability
itself is a float32 and known to some 3e-8: to 0.04 in log-odds at 14, to far less nearer to 0."""
BOUND = float(np.log((1 - NEAREST) / NEAREST))
"""Largest log-odds, 27.63. There rounding of the score to float64 costs 1e-4, near 0 nothing."""


def check_unit(unit: str) -> None:
    """Raise ValueError unless `unit` is one of `gng_desktop.explain.catalogue.UNITS`."""
    if unit not in UNITS:
        raise ValueError(f"unit {unit!r} is unknown; choose {' or '.join(UNITS)}")


def log_odds(scores: ArrayLike) -> NDArray[np.float64]:
    """Return ``log(p / (1 - p))`` of scores, 0..1, of any shape; within ± `BOUND`."""
    p = np.clip(np.asarray(scores, np.float64), NEAREST, 1 - NEAREST)
    return np.asarray(np.log(p / (1 - p)), np.float64)


def to_unit(scores: ArrayLike, unit: Unit) -> NDArray[np.float64]:
    """Return scores, 0..1, of any shape, in a unit; errors as of `check_unit`."""
    check_unit(unit)
    return log_odds(scores) if unit == "log-odds" else np.asarray(scores, np.float64)


def to_score(value: float, unit: Unit) -> float:
    """Return the score, 0..1, that is `value` in a unit: the inverse of `to_unit`."""
    check_unit(unit)
    return float(1 / (1 + np.exp(-value))) if unit == "log-odds" else value


def score_text(score: float, digits: int = 3) -> str:
    """Return a score, 0..1, in `digits` decimals, or in 3 where it would read as 0 or 1.

    A score that still would is given as ``<0.001`` or ``>0.999``.
    """
    text = f"{score:.{digits}f}"
    if float(text) not in (0.0, 1.0):
        return text
    if digits < 3:
        return score_text(score)
    return "<0.001" if score < 0.5 else ">0.999"
