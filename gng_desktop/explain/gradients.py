"""Grad-CAM, Full-Grad and attention maps of a classifier, by gradients of the Keras model.

All three look at the *log-odds* of the calibrated score, that is
``slope * logit + intercept`` with the network's own logit before its sigmoid. The sigmoid is left
out because it saturates: near a score of 0 or 1 its gradient vanishes whatever the image shows.
The calibrated log-odds are a monotone function of the score that the user sees, and linear in
the logit, so contributions in them add up.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from gng_desktop.engines.keras_engine import KerasEngine, build_keras
from gng_desktop.explain.explanation import Explanation
from gng_desktop.explain.gradient_model import GradientModel
from gng_desktop.modelstore import Calibration, StoredModel

if TYPE_CHECKING:
    import keras

    from gng_desktop.analysis.pipeline import Analyser


def grad_cam(model: GradientModel, image: NDArray[np.uint8]) -> Explanation:
    """Show where features that speak for or against "generated" are present (Grad-CAM).

    Every channel of a feature map is weighted with the mean of its gradient and the channels are
    summed (Selvaraju et al. 2017). Unlike in the original nothing negative is cut off: above 0
    pushes toward "generated", below 0 away from it. The values compare places within one map;
    they are not shares of the score (`unit` is "relative").

    Parameters
    ----------
    image : ndarray of uint8, shape (S, S, 3)
        The network input, RGB.

    Raises
    ------
    ValueError
        If `image` does not suit the model.
    """
    start = time.perf_counter()
    log_odds, features, gradient = model.feature_gradient(image)
    weights = gradient.mean(axis=(0, 1), dtype=np.float64)
    return _relative("grad-cam", model, image, log_odds, features @ weights, start)


def attention(model: GradientModel, image: NDArray[np.uint8]) -> Explanation:
    """Show where the last spatial layer is active: the mean over its channels (attention heat map).

    The magnitudes are averaged. For features that come out of a ReLU that is the plain channel
    mean; where no activation follows, as in our decoder, the sign of a channel is arbitrary and
    opposite channels would cancel. Values are 0 or above and say nothing about the direction of
    the score (`directed` is False).

    Of a vision transformer it is the attention rollout: how much of each patch
    reaches the class token (see `gng_desktop.explain.transformers.rollout`).

    Parameters, errors: see `grad_cam`.
    """
    start = time.perf_counter()
    if model.transformer:
        log_odds, values = model.rollout(image)
    else:
        log_odds, features, _ = model.feature_gradient(image)
        values = np.abs(features).mean(axis=2, dtype=np.float64)
    return _relative("attention", model, image, log_odds, values, start, directed=False)


def _relative(
    method: str,
    model: GradientModel,
    image: NDArray[np.uint8],
    log_odds: float,
    values: NDArray[np.float64],
    start: float,
    directed: bool = True,
) -> Explanation:
    size = (model.size, model.size)
    return Explanation(
        method=method,
        masker="",
        values=cv2.resize(values.astype(np.float32), size, interpolation=cv2.INTER_LINEAR),
        image=image,
        baseline=math.nan,
        prediction=float(expit(log_odds)),
        evaluations=1,
        seconds=time.perf_counter() - start,
        unit="relative",
        directed=directed,
    )


def full_grad(model: GradientModel, image: NDArray[np.uint8]) -> Explanation:
    """Split the log-odds of the score completely into input and bias gradients (Full-Grad).

    Srinivas & Fleuret (2019) in its complete, signed form: the input times its gradient plus the
    bias of every layer times the gradient there (see `gng_desktop.explain.biases`), each term
    laid where it arises (of a vision transformer at its patch) and enlarged to the input with the
    same sum. The published saliency map adds magnitudes instead, by which signs and the sum are
    lost.

    Terms without a place (of pooled features, of the head, of the calibration) form the
    baseline. ``baseline + values.sum()`` equals the log-odds of the prediction; `residual` is
    what rounding leaves of them. Near pixels often carry large terms of opposite sign, so that
    sums over regions say more than single pixels.

    Parameters, errors: see `grad_cam`.
    """
    start = time.perf_counter()
    log_odds, placed, unplaced = model.full_gradient(image)
    total = np.zeros((model.size, model.size))
    for terms in placed.values():
        total += _spread(terms, model.size)
    values = total.astype(np.float32)
    return Explanation(
        method="full-grad",
        masker="",
        values=values,
        image=image,
        baseline=unplaced,
        prediction=float(expit(log_odds)),
        evaluations=1,
        seconds=time.perf_counter() - start,
        unit="log-odds",
        residual=log_odds - unplaced - float(values.sum(dtype=np.float64)),
    )


def _spread(terms: NDArray[np.float64], size: int) -> NDArray[np.float64]:
    """Enlarge (h, w) terms bilinearly to (size, size) so that the sum of each stays the same."""
    from gng_desktop.networks.layers import bilinear_matrix

    rows, columns = (bilinear_matrix(n, size).astype(np.float64) for n in terms.shape)
    return np.asarray((rows / rows.sum(0)) @ terms @ (columns / columns.sum(0)).T)


METHODS: dict[str, Callable[[GradientModel, NDArray[np.uint8]], Explanation]] = {
    "gradcam": grad_cam,
    "fullgrad": full_grad,
    "attention": attention,
}
"""Command-line names of the methods that need gradients or features."""


def explain(model: GradientModel, image: NDArray[np.uint8], method: str) -> Explanation:
    """Explain one network input, uint8 RGB (S, S, 3), by a method of `METHODS`.

    Raises
    ------
    ValueError
        If `method` is unknown or `image` does not suit the model.
    """
    if method not in METHODS:
        raise ValueError(f"method {method!r} is unknown; choose one of {', '.join(METHODS)}")
    return METHODS[method](model, image)


_held: dict[str, tuple[tuple[str, Calibration | None, str], GradientModel]] = {}
_held_lock = threading.Lock()


def gradient_model(analyser: Analyser, role: str) -> GradientModel:
    """Return the gradient model of one of an analyser's classifiers, built at its first use.

    Building takes a second or two and the first map some more, so the latest model of each role
    stays in memory. An analyser that runs on TensorFlow lends its own model and device; otherwise
    the model is built from the stored weights, on the CPU. `role` is with_background or
    without_background.

    Raises
    ------
    ValueError
        If `role` is no classifier of the analyser.
    ModelError
        If the weights were altered or do not fit the architecture.
    """
    stored = analyser.models.get(role)
    if stored is None or stored.manifest.task != "classification":
        raise ValueError(f"there is no classifier {role!r} to explain")
    manifest = stored.manifest
    engine = analyser.engines.get(role)
    lent = engine if isinstance(engine, KerasEngine) else None
    device = lent.device if lent else "cpu"
    key = manifest.weights.sha256, manifest.calibration, device
    with _held_lock:
        if role not in _held or _held[role][0] != key:
            model = lent.model if lent else _on_cpu(stored)
            _held[role] = key, GradientModel(model, manifest.calibration, device)
        return _held[role][1]


def _on_cpu(stored: StoredModel) -> keras.Model:
    import tensorflow as tf

    with tf.device("/cpu"):
        return build_keras(stored)
