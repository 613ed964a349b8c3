"""How unlike a classifier's training images a face is, by the classifier's own features."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from gng_desktop.core.files import replacing
from gng_desktop.core.reading import LARGE
from gng_desktop.modelstore.errors import ModelError
from gng_desktop.modelstore.store import StoredModel, checked_bytes, refusal

if TYPE_CHECKING:
    from gng_desktop.modelstore.detectors import StoredDetector

ARRAYS = ("centres", "directions")
"""What the scope file holds, both float32."""


def spread(features: NDArray[Any]) -> NDArray[np.float64]:
    """Return the signed square roots of features, same shape.

    The mean of a rectified map is skewed as a variance is; its root is near enough to normal for
    a Mahalanobis distance.
    """
    values = features.astype(np.float64)
    return np.asarray(np.sign(values) * np.sqrt(np.abs(values)))


@dataclass(frozen=True)
class Scope:
    """Where the features of a classifier's training images lie.

    Attributes
    ----------
    centres : ndarray of float32, shape (C, K)
        The mean of each class, projected.
    directions : ndarray of float32, shape (F, K)
        Projects `spread` features so that within a class each coordinate has variance 1 and is
        uncorrelated with the others.
    limit : float
        The distance above which a face is out of scope, > 0.
    """

    centres: NDArray[np.float32]
    directions: NDArray[np.float32]
    limit: float

    def distance(self, features: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return the Mahalanobis distance, (N,), to the nearest class of features (N, F).

        ValueError if a feature is nan or infinite.
        """
        if not np.isfinite(features).all():
            raise ValueError("the network's features are not numbers")
        placed = spread(features) @ self.directions.astype(np.float64)
        offsets = placed[:, None] - self.centres.astype(np.float64)
        return np.asarray(np.sqrt((offsets**2).sum(axis=-1)).min(axis=1))

    def novelty(self, features: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return `distance` in units of the limit, (N,): above 1 a face is out of scope."""
        return np.asarray(self.distance(features) / self.limit)

    def save(self, path: Path) -> None:
        """Write the arrays as ``.npz``; the limit belongs into the manifest."""
        with replacing(path) as stream:
            np.savez(stream, centres=self.centres, directions=self.directions)


def load_scope(stored: StoredModel | StoredDetector) -> Scope | None:
    """Return the scope of a stored model, its file's hash checked again; None where it has none.

    ModelError if the file is missing or altered, or does not hold what a scope needs.
    """
    ref = stored.manifest.scope
    if ref is None:
        return None
    content = checked_bytes(stored.folder, ref, LARGE)
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            centres, directions = (arrays[name] for name in ARRAYS)
        fits = (
            centres.dtype == directions.dtype == np.float32
            and centres.ndim == directions.ndim == 2
            and centres.shape[1] == directions.shape[1]
            and min(*centres.shape, *directions.shape) > 0
            and bool(np.isfinite(centres).all() and np.isfinite(directions).all())
        )
    except (OSError, EOFError, ValueError, KeyError, AttributeError, zipfile.BadZipFile):
        fits = False
    if not fits:
        unusable, advice = refusal(stored.folder)
        raise ModelError(f"{unusable} {ref.file} is no scope of a classifier; {advice}.")
    return Scope(centres, directions, ref.limit)
