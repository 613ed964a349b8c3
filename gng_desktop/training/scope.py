"""The scope of a classifier: what it was trained and tested on, by its own features.

A network gives a score to any picture. Its features say whether the picture is of a kind it has
seen: they are compared with those of the training images by a Mahalanobis distance to the nearer
class (Lee et al. 2018, "A Simple Unified Framework for Detecting Out-of-Distribution Samples").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.covariance import LedoitWolf

from gng_desktop.datasets.framing import FaceCache
from gng_desktop.datasets.items import DataError, FaceItem
from gng_desktop.datasets.loading import View
from gng_desktop.engines.protocol import Engine
from gng_desktop.modelstore.scope import Scope, spread
from gng_desktop.modelstore.store import SCOPE_FILE
from gng_desktop.training.scoring import Steps, feature_steps, out_of_scope

QUANTILE = 0.99  # share of the held-out images that lie within the limit
DIRECTIONS = 64  # most directions used, those of the largest variance within the classes


@dataclass(frozen=True)
class StoredScope:
    """A fitted scope on its way into a model folder."""

    scope: Scope
    file: Path  # to be installed as ``scope.npz``
    fields: dict[str, Any]  # ``scope`` of the manifest, less the file and its hash


def fit_scope(
    features: NDArray[np.float32],
    generated: NDArray[np.bool_],
    held_out: NDArray[np.float32],
    quantile: float = QUANTILE,
    directions: int = DIRECTIONS,
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
    quantile : float
        Share of `held_out` within the limit, 0..1.
    directions : int
        Most directions used.

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
    keep = np.flatnonzero(variances > 1e-9 * variances[-1])[-directions:]
    if not variances[-1] > 0:
        raise ValueError("the features of all images are alike")
    projection = vectors[:, keep] / np.sqrt(variances[keep])
    scope = Scope((means @ projection).astype(np.float32), projection.astype(np.float32), 1.0)
    limit = float(np.quantile(scope.distance(held_out), quantile, method="higher"))
    return Scope(scope.centres, scope.directions, limit)


def fit_steps(
    engine: Engine,
    train: Sequence[FaceItem],
    held_out: Sequence[FaceItem],
    faces: FaceCache | None,
    view: View,
    into: Path,
) -> Steps[StoredScope | None]:
    """Fit the scope of a classifier that is about to be published, and write its file.

    Parameters
    ----------
    engine : Engine
        The network as it will be shipped.
    train, held_out : sequence of FaceItem
        The training and the validation split.
    faces, view
        As the classifier was trained.
    into : Path
        Existing folder, for ``scope.npz``.

    Returns
    -------
    StoredScope or None
        None if the network's family gives no features.

    Raises
    ------
    DataError
        If an image cannot be read, or a split is empty or of one class only.
    """
    if not engine.features:
        return None
    try:
        known = yield from feature_steps(engine, train, faces, view, "Scope: training images")
        others = yield from feature_steps(engine, held_out, faces, view, "Scope: validation images")
        scope = fit_scope(known, np.array([item.generated for item in train]), others)
    except ValueError as error:
        raise DataError(
            f"What is out of scope cannot be determined: {error}; add images."
        ) from error
    file = into / SCOPE_FILE
    scope.save(file)
    return StoredScope(
        scope,
        file,
        {
            "limit": scope.limit,
            "quantile": QUANTILE,
            "fitted_on": f"training split, {len(train)} images; "
            f"limit: validation split, {len(held_out)} images",
        },
    )


def share_steps(
    engine: Engine,
    scope: Scope,
    items: Sequence[FaceItem],
    faces: FaceCache | None,
    view: View,
) -> Steps[dict[str, dict[str, float | int]]]:
    """Find how many images of each source are out of scope, a few images at a time.

    Returns
    -------
    dict
        By source: ``images``, ``out_of_scope`` (share, 0..1). Parameters as in `fit_steps`.
    """
    features = yield from feature_steps(engine, items, faces, view, "Scope: test images")
    return out_of_scope(items, scope.novelty(features))
