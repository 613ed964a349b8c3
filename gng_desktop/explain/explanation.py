"""The one type every explanation method returns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from gng_desktop.explain.units import to_score


@dataclass(frozen=True)
class Explanation:
    """How the pixels of one network input moved one classifier's score.

    Attributes
    ----------
    method : str
        ``"shap-partition"``, ``"grad-cam"``, ``"full-grad"``, ``"attention"`` and so on.
    masker : str
        What hidden pixels are replaced by, for example ``"telea"``; empty where nothing is hidden.
    values : ndarray of float32, shape (S, S)
        Contribution of each pixel in `unit`; above 0 pushes toward "generated" if `directed`.
    image : ndarray of uint8, shape (S, S, 3)
        The network input that was explained.
    baseline : float
        What all values leave over, in `unit`: in SHAP maps and regions the score of the wholly
        hidden image (see `hidden_score`); in Full-Grad the terms without a place; nan where
        values are only relative.
    prediction : float
        Calibrated score of the image, 0..1, whatever the unit.
    evaluations : int
        Classifier calls spent.
    seconds : float
        Wall time, s.
    complete : bool
        False for a partial map delivered while the computation goes on.
    unit : {"score", "log-odds", "relative"}
        What values and baseline are counted in. "score": ``baseline + values.sum()`` equals the
        prediction. "log-odds": it equals ``log(prediction / (1 - prediction))``, which for a
        classifier is ``slope * logit + intercept`` by its calibration (where something was
        hidden, within the bound of `gng_desktop.explain.units`). "relative": values only compare
        places within one map and add up to nothing. Never draw maps of different units on one
        scale.
    directed : bool
        False where values, all 0 or above, say how much but not which way.
    residual : float or None
        By how much an additive map misses its sum, in `unit`, measured; None if not measured.
    """

    method: str
    masker: str
    values: NDArray[np.float32]
    image: NDArray[np.uint8]
    baseline: float
    prediction: float
    evaluations: int
    seconds: float
    complete: bool = True
    unit: Literal["score", "log-odds", "relative"] = "score"
    directed: bool = True
    residual: float | None = None

    @property
    def additive(self) -> bool:
        """Whether the values add up to the prediction, in their unit."""
        return self.unit != "relative"

    @property
    def hidden_score(self) -> float | None:
        """Score of the wholly hidden image, 0..1, whatever the unit; None if nothing is hidden."""
        if not self.masker or self.unit == "relative":
            return None
        return to_score(self.baseline, self.unit)


def common_limit(*explanations: Explanation) -> float:
    """Return the symmetric colour limit shared by several maps: the 99.5th percentile of |values|.

    A percentile keeps one extreme pixel from washing out the rest. Never 0.
    """
    values = np.concatenate([np.abs(e.values).ravel() for e in explanations])
    return max(float(np.percentile(values, 99.5)), 1e-9)
