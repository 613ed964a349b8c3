"""Any ONNX image classifier as an engine: its input, and the meaning of its output."""

from __future__ import annotations

import threading
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from gng_desktop.engines.onnx_engine import device_of, open_session, usable_cpus
from gng_desktop.engines.protocol import check_batch
from gng_desktop.modelstore.detectors import DetectorManifest, Preprocess, StoredDetector
from gng_desktop.modelstore.onnx_safety import MOST_BYTES
from gng_desktop.modelstore.store import checked_bytes

OTHER_GRAPH = f"use one that ONNX Runtime {onnxruntime.__version__} can run"
"""What to do with a graph that cannot be loaded."""
SECONDS_AN_IMAGE = 60.0
"""Time after which a detector is stopped, s."""


def prepared(batch: NDArray[np.uint8], how: Preprocess) -> NDArray[Any]:
    """Return (N, S, S, 3) uint8 RGB as a graph takes it."""
    pixels: NDArray[Any] = batch if how.order == "RGB" else batch[..., ::-1]
    if how.dtype != "uint8":
        scaled = pixels.astype(np.float32) / np.float32(how.scale)
        mean, std = (np.asarray(values, np.float32) for values in (how.mean, how.std))
        pixels = (scaled - mean) / std
        pixels = pixels.astype(how.dtype)
    return np.ascontiguousarray(pixels.transpose(0, 3, 1, 2) if how.layout == "NCHW" else pixels)


def generated_of(
    output: NDArray[Any], gives: str, positive: tuple[int, ...]
) -> NDArray[np.float64]:
    """Return the probability of "generated", (N,) 0..1, in a graph's output.

    Parameters
    ----------
    output : ndarray, shape (N, ...)
        One number, or one a class, for each image.
    gives, positive
        See `gng_desktop.modelstore.detectors.DetectorManifest`.

    Raises
    ------
    ValueError
        If the numbers do not fit, or are none.
    """
    values = np.asarray(output, np.float64).reshape(len(output), -1)
    if not np.isfinite(values).all():
        raise ValueError("its output is not a number")
    if gives in ("logit", "probability"):
        if values.shape[1] != 1:
            raise ValueError(f"it gives {values.shape[1]} numbers instead of one")
        one = 1 / (1 + np.exp(-np.clip(values, -500, 500))) if gives == "logit" else values
        _check_probabilities(one)
        return np.asarray(one[:, 0] if positive == (1,) else 1 - one[:, 0])
    if max(positive) >= values.shape[1]:
        raise ValueError(f"it has {values.shape[1]} classes, so there is no class {max(positive)}")
    if gives == "logits":
        values = np.exp(values - values.max(axis=1, keepdims=True))
        values = values / values.sum(axis=1, keepdims=True)
    _check_probabilities(values)
    return np.asarray(np.clip(values[:, list(positive)].sum(axis=1), 0, 1))


def _check_probabilities(values: NDArray[np.float64]) -> None:
    if values.min() < -1e-3 or values.max() > 1 + 1e-3:
        raise ValueError("its output is no probability; give --output logit or logits")


def run_limited(
    session: onnxruntime.InferenceSession, outputs: list[str], feed: dict[str, Any], seconds: float
) -> list[NDArray[Any]]:
    """Run a session, for at most `seconds`; raises TimeoutError, or what ONNX Runtime does."""
    options = onnxruntime.RunOptions()
    late = threading.Event()

    def stop() -> None:
        late.set()
        options.terminate = True

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        return [np.asarray(found) for found in session.run(outputs, feed, options)]
    except Exception as error:
        if late.is_set():
            raise TimeoutError(f"it took more than {seconds:g} s for an image") from error
        raise
    finally:
        timer.cancel()


class ForeignEngine:
    """A detector's graph; see `gng_desktop.engines.protocol.Engine`.

    Parameters
    ----------
    graph : bytes
        The ONNX file; its hash was checked.
    threads : int, optional
        CPU threads; all usable CPUs if None.

    Raises
    ------
    ModelError
        If the graph cannot be loaded.
    """

    name = "onnxruntime"

    def __init__(
        self, graph: bytes, manifest: DetectorManifest, threads: int | None = None
    ) -> None:
        self._session = open_session(graph, threads, f"of {manifest.id}", OTHER_GRAPH)
        self._manifest = manifest
        self.size = manifest.preprocess.size
        self.features = 0
        if manifest.features:
            blank = np.zeros((1, self.size, self.size, 3), np.uint8)
            self.features = self._run(blank, [manifest.features])[0].size
        self.device = device_of(threads or usable_cpus())

    def _run(self, image: NDArray[np.uint8], outputs: list[str]) -> list[NDArray[Any]]:
        feed = {self._manifest.input: prepared(image, self._manifest.preprocess)}
        return run_limited(self._session, outputs, feed, SECONDS_AN_IMAGE)

    def run(self, batch: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Return the uncalibrated probabilities of "generated", (N,), of (N, S, S, 3) uint8 RGB.

        Raises
        ------
        ValueError, TimeoutError
            If the batch or the output does not fit, or an image takes too long.
        """
        return self._scored(batch, [self._manifest.output])[0]

    def run_with_features(
        self, batch: NDArray[np.uint8]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32] | None]:
        """Return what `run` does and the feature vectors, (N, F); None where there are none."""
        if not self.features:
            return self.run(batch), None
        raw, features = self._scored(batch, [self._manifest.output, self._manifest.features])
        return raw, features.reshape(len(batch), -1)

    def _scored(self, batch: NDArray[np.uint8], outputs: list[str]) -> list[NDArray[np.float32]]:
        check_batch(batch, self.size)
        m = self._manifest
        # One at a time: many graphs have a fixed batch, and no score then depends on the others.
        rows = [self._run(one, outputs) for one in batch[:, None]]
        raw = [generated_of(row[0].reshape(1, -1), m.gives, m.positive) for row in rows]
        joined = [np.concatenate(raw).astype(np.float32)]
        for place in range(1, len(outputs)):
            joined.append(np.stack([row[place].ravel() for row in rows]).astype(np.float32))
        return joined

    def logits(self, batch: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Raise ValueError: these are a segmenter's."""
        raise ValueError("a detector has no logits of a segmenter")


def open_detector(stored: StoredDetector, threads: int | None = None) -> ForeignEngine:
    """Load a stored detector, its graph's hash checked again.

    Raises
    ------
    ModelError
        If the graph is altered or cannot be loaded.
    """
    graph = checked_bytes(stored.folder, stored.manifest.graph, MOST_BYTES)
    return ForeignEngine(graph, stored.manifest, threads)
