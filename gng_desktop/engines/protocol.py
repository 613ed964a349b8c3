"""What the rest of the program knows about an engine, and what every engine requires of a batch."""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

OUTPUTS = {"segmentation": "classes", "classification": "score", "family": "family"}
"""By task, the output of a network of ours that is its result."""


class Engine(Protocol):
    """One loaded model, ready to run; safe to share between threads.

    Attributes
    ----------
    name : str
        ``"onnxruntime"`` or ``"tensorflow"``.
    device : str
        For example ``"cpu (2 threads)"`` or ``"gpu:0"``.
    size : int
        Side of the square input, px.
    features : int
        Length F of a classifier's feature vector; 0 where it gives none.
    """

    name: str
    device: str
    size: int
    features: int

    def run(self, batch: NDArray[np.uint8]) -> NDArray[Any]:
        """Run the model.

        Parameters
        ----------
        batch : ndarray of uint8, shape (N, size, size, 3)
            RGB, 0..255; N may be anything from 1.

        Returns
        -------
        ndarray
            Segmenter: uint8 (N, size, size), class ids 0..13. Classifier: float32 (N,),
            uncalibrated probability of "generated", 0..1.

        Raises
        ------
        ValueError
            If `batch` is not uint8 of shape (N, size, size, 3) with N from 1.
        DeviceError
            If the memory of the CPU does not suffice; only Keras engines raise it.
        """
        ...

    def run_with_features(
        self, batch: NDArray[np.uint8]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32] | None]:
        """Run a classifier and describe its images.

        Parameters
        ----------
        batch : ndarray of uint8, shape (N, size, size, 3)
            As in `run`.

        Returns
        -------
        tuple
            What `run` returns, (N,); and the feature vectors, (N, F) float32, that
            `gng_desktop.modelstore.scope.Scope` takes, or None where `features` is 0.

        Raises
        ------
        ValueError, DeviceError
            As `run`; ValueError for a segmenter, too.
        """
        ...

    def logits(self, batch: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Return a segmenter's float32 logits, (N, size, size, classes).

        Raises
        ------
        ValueError, DeviceError
            As `run`; ValueError for a classifier, too.
        """
        ...


class OwnEngine(Engine, Protocol):
    """What engines of this program's own networks share; each fetches outputs in its own way."""

    task: str

    def fetch(self, batch: NDArray[np.uint8], *outputs: str) -> NDArray[Any]:
        """Return an output of the network, of `OUTPUTS`, or score and features side by side."""
        ...

    def run(self, batch: NDArray[np.uint8]) -> NDArray[Any]:
        return self.fetch(batch, OUTPUTS[self.task])

    def run_with_features(
        self, batch: NDArray[np.uint8]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32] | None]:
        if self.task != "classification":
            raise ValueError("only a classifier has features")
        if not self.features:
            return self.run(batch), None
        both = self.fetch(batch, "score", "features")
        return both[:, 0], both[:, 1:]

    def logits(self, batch: NDArray[np.uint8]) -> NDArray[np.float32]:
        if self.task != "segmentation":
            raise ValueError("a classifier has no logits")
        return self.fetch(batch, "logits")


def check_batch(batch: Any, size: int) -> None:
    """Raise ValueError unless `batch` is a uint8 array (N, size, size, 3) with N from 1."""
    if not isinstance(batch, np.ndarray) or batch.dtype != np.uint8:
        kind = batch.dtype if isinstance(batch, np.ndarray) else type(batch).__name__
        raise ValueError(f"the batch must be a uint8 array, not {kind}")
    if batch.ndim != 4 or batch.shape[1:] != (size, size, 3) or not len(batch):
        raise ValueError(f"the batch must have shape (N, {size}, {size}, 3), not {batch.shape}")
