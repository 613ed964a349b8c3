"""The one type every explanation method returns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Explanation:
    """How the pixels of one network input moved one classifier's score.

    Attributes
    ----------
    method : str
        For example ``"shap-partition"``.
    masker : str
        What hidden pixels are replaced by, for example ``"telea"``.
    values : ndarray of float32, shape (S, S)
        Contribution of each pixel to the score; above 0 pushes toward "generated".
    image : ndarray of uint8, shape (S, S, 3)
        The network input that was explained.
    baseline : float
        Score of the wholly hidden image, 0..1.
    prediction : float
        Score of the image, 0..1; ``baseline + values.sum()`` equals it up to rounding.
    evaluations : int
        Classifier calls spent.
    seconds : float
        Wall time, s.
    complete : bool
        False for a partial map delivered while the computation goes on.
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


def common_limit(*explanations: Explanation) -> float:
    """Return the symmetric colour limit shared by several maps: the 99.5th percentile of |values|.

    A percentile keeps one extreme pixel from washing out the rest. Never 0.
    """
    values = np.concatenate([np.abs(e.values).ravel() for e in explanations])
    return max(float(np.percentile(values, 99.5)), 1e-9)
