"""The one type every explanation method returns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from gng_desktop.explain.units import to_score

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Analysis, Views


def explained_views(analysis: Analysis) -> Views:
    """Return the views of an analysis; ValueError if it has no scores to explain."""
    if analysis.status != "ok" or analysis.views is None:
        raise ValueError("There are no scores to explain for this image.")
    return analysis.views


def explained_inputs(analysis: Analysis) -> dict[str, NDArray[np.uint8]]:
    """Return what both classifiers were given, by role; errors as of `explained_views`."""
    return explained_views(analysis).inputs


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
    budget : int
        Classifier calls that might be spent; 0 where the method has no such limit.
    engine : str
        The library that made it and its version, such as ``"shap 0.51.0"``; "" for this program.
    totals : ndarray of float32, shape (S, S), or None
        The contribution of the whole region in which each pixel lies, in `unit`, where the map is
        by regions; what is then drawn.
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
    budget: int = 0
    engine: str = ""
    totals: NDArray[np.float32] | None = None

    @property
    def drawn(self) -> NDArray[np.float32]:
        """What is drawn: totals of regions where there are any, else values."""
        return self.values if self.totals is None else self.totals

    def per_pixel(self) -> Explanation:
        """Return the map of `values`, each region's total spread over its pixels."""
        return replace(self, totals=None)

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

    A percentile keeps one extreme pixel from washing out the rest; of totals of regions it is the
    largest. Never 0.
    """
    if all(e.totals is not None for e in explanations):
        return max(1e-9, *(float(np.abs(e.drawn).max()) for e in explanations))
    values = np.concatenate([np.abs(e.drawn).ravel() for e in explanations])
    return max(float(np.percentile(values, 99.5)), 1e-9)
