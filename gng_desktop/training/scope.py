"""The scope of a classifier: what it was trained and tested on, by its own features.

A network gives a score to any picture. Its features say whether the picture is of a kind it has
seen: they are compared with those of the training images by a Mahalanobis distance to the nearer
class (Lee et al. 2018, "A Simple Unified Framework for Detecting Out-of-Distribution Samples").
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.covariance import LedoitWolf

from gng_desktop.core.text import N_
from gng_desktop.datasets.framing import FaceCache
from gng_desktop.datasets.items import DataError, FaceItem, truth_of
from gng_desktop.engines.protocol import Engine
from gng_desktop.modelstore.manifest import View
from gng_desktop.modelstore.scope import Scope, spread
from gng_desktop.training.scoring import Steps, feature_steps

QUANTILE = 0.99  # share of the held-out images that lie within the limit
DIRECTIONS = 64  # most directions used, those of the largest variance within the classes


def fit_scope(
    features: NDArray[np.float32],
    generated: NDArray[np.bool_],
    held_out: NDArray[np.float32],
) -> Scope:
    """Fit the scope of a classifier.

    Parameters
    ----------
    features : ndarray of float32, shape (N, F)
        Of the training images, unaugmented.
    generated : ndarray of bool, shape (N,)
        Their labels; both must occur.
    held_out : ndarray of float32, shape (M, F)
        Features of images that were not trained on; they alone set the limit, for training
        images lie nearer to their own centre.

    Raises
    ------
    ValueError
        If a class is missing, there are no held-out images, or all features are alike.
    """
    if generated.all() or not generated.any() or not len(held_out):
        raise ValueError("a scope needs real, generated and held-out images")
    values = spread(features)
    means = np.stack([values[~generated].mean(axis=0), values[generated].mean(axis=0)])
    within = values - means[generated.astype(int)]
    # Shrinkage: there are hardly more images than entries in a row of the matrix.
    covariance = LedoitWolf(assume_centered=True).fit(within).covariance_
    variances, vectors = np.linalg.eigh(covariance)  # ascending
    keep = np.flatnonzero(variances > 1e-9 * variances[-1])[-DIRECTIONS:]
    if not variances[-1] > 0:
        raise ValueError("the features of all images are alike")
    projection = vectors[:, keep] / np.sqrt(variances[keep])
    scope = Scope((means @ projection).astype(np.float32), projection.astype(np.float32), 1.0)
    limit = float(np.quantile(scope.distance(held_out), QUANTILE, method="higher"))
    return Scope(scope.centres, scope.directions, limit)


def scope_fields(scope: Scope, fitted_on: str) -> dict[str, Any]:
    """Return ``scope`` of a manifest, less the file and its hash."""
    return {"limit": scope.limit, "quantile": QUANTILE, "fitted_on": fitted_on}


def fit_steps(
    engine: Engine,
    train: Sequence[FaceItem],
    held_out: Sequence[FaceItem],
    faces: FaceCache | None,
    view: View,
) -> Steps[Scope]:
    """Fit the scope of a classifier that has features and is about to be published.

    `engine` runs the network as it will be shipped; `faces` and `view` are as it was trained.

    Raises
    ------
    DataError
        If an image cannot be read, or a split is empty or of one class only.
    """
    try:
        known = yield from feature_steps(engine, train, faces, view, N_("Scope: training images"))
        others = yield from feature_steps(
            engine, held_out, faces, view, N_("Scope: validation images")
        )
        return fit_scope(known, truth_of(train), others)
    except ValueError as error:
        raise DataError(
            f"What is out of scope cannot be determined: {error}; add images."
        ) from error
