"""A classifier as a differentiable function: its log-odds, features and gradients.

TensorFlow is imported when the first model is built, not with this module.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from gng_desktop.engines.protocol import check_batch
from gng_desktop.explain.biases import Bias, bias_of
from gng_desktop.modelstore import Calibration

if TYPE_CHECKING:
    import keras


class GradientModel:
    """A classifier cut before its sigmoid, with the traced functions the maps are made of.

    Safe to share between threads.

    Parameters
    ----------
    model : keras.Model
        Functional, (N, S, S, 3) -> (N, 1), ending in a Dense layer of one unit with a sigmoid
        (or no activation: then its output is taken for the logit), or in
        `gng_desktop.explain.head.LogOdds`. It is not changed.
    calibration : Calibration, optional
        Turns the logit into the log-odds of the calibrated score; None leaves it as it is.
    device : str
        ``cpu`` or ``gpu:N``.
    prepare : callable, optional
        Turns a batch, (N, S, S, 3) uint8 RGB, into what the model takes; by default it takes
        0..255 as is.
    size : int, optional
        Side S, where the model takes any.

    Attributes
    ----------
    size : int
        Side S of the square input, px.
    features : str
        Name of the last layer with a spatial output: what Grad-CAM and attention show.
        In DeepLabV3+ the decoder's output, the finest map that sees everything;
        in a vision transformer the last block's tokens, without the class token.

    Raises
    ------
    ValueError
        If the model does not end as described, or has no spatial layer.
    """

    def __init__(
        self,
        model: keras.Model,
        calibration: Calibration | None = None,
        device: str = "cpu",
        prepare: Callable[[NDArray[np.uint8]], NDArray[Any]] | None = None,
        size: int = 0,
    ) -> None:
        import keras
        import tensorflow as tf

        from gng_desktop.explain.head import LogOdds
        from gng_desktop.explain.transformers import Attention, grid_of, opened

        self._tf, self._device, self._grid_of = tf, f"/{device}", grid_of
        self._prepare, self.size = prepare, size or int(model.input_shape[1])
        self._slope = calibration.slope if calibration else 1.0
        self._intercept = calibration.intercept if calibration else 0.0
        with tf.device(self._device):
            cut = opened(model)
            if not isinstance(cut.layers[-1], LogOdds):
                cut = self._without_sigmoid(cut)
        self._layers = [x for x in cut.operations if not isinstance(x, keras.layers.InputLayer)]
        spatial = [x.name for x in self._layers if self._places(x.output)]
        if not spatial:
            raise ValueError("the classifier has no layer with a spatial output")
        self.features = spatial[-1]
        self._outputs = keras.Model(cut.inputs[0], [x.output for x in self._layers])
        self._attention = [x for x in self._layers if isinstance(x, Attention)]
        image = tf.TensorSpec((1, self.size, self.size, 3), tf.float32)
        self._traced_terms = tf.function(self._terms, input_signature=[image])
        self._traced_features = tf.function(self._at_features, input_signature=[image])
        self._traced_attention = tf.function(self._mixing, input_signature=[image])

    @cached_property
    def _biases(self) -> list[Bias | None]:
        return [bias_of(x) for x in self._layers]

    @staticmethod
    def _without_sigmoid(model: keras.Model) -> keras.Model:
        """Return the model with its logit as its output."""
        import keras

        last = model.layers[-1]
        if not (isinstance(last, keras.layers.Dense) and last.units == 1) or (
            last.activation not in (keras.activations.sigmoid, keras.activations.linear)
        ):
            raise ValueError("the classifier must end in one unit with a sigmoid")
        head = keras.layers.Dense(1, use_bias=last.use_bias, dtype="float32", name="logit")
        logit = head(last.input)
        head.set_weights(last.get_weights())
        return keras.Model(model.inputs[0], logit)

    def feature_gradient(
        self, image: NDArray[np.uint8]
    ) -> tuple[float, NDArray[np.float32], NDArray[np.float32]]:
        """Return the log-odds, the map of the layer `features`, and their derivative by that map.

        Parameters
        ----------
        image : ndarray of uint8, shape (S, S, 3)
            RGB, 0..255; a ValueError if it has another shape or type.

        Returns
        -------
        tuple of (float, ndarray (h, w, C), ndarray (h, w, C))
        """
        logit, features, gradient = self._run(self._traced_features, image)
        slope = np.float32(self._slope)
        return self._log_odds(logit), _map_of(features), slope * _map_of(gradient)

    @property
    def transformer(self) -> bool:
        """Whether the network has attention, and so a `rollout`."""
        return bool(self._attention)

    def rollout(self, image: NDArray[np.uint8]) -> tuple[float, NDArray[np.float64]]:
        """Return the log-odds and the attention rollout, (g, g), of a vision transformer.

        See `gng_desktop.explain.transformers.rollout`; `image` as of `feature_gradient`.
        """
        from gng_desktop.explain.transformers import rollout

        logit, weights = self._run(self._traced_attention, image)
        return self._log_odds(logit), rollout([np.asarray(w[0]) for w in weights])

    def _mixing(self, image: Any) -> Any:
        """Return the logit and the attention weights of each block."""
        outputs = self._outputs(image, training=False)
        known = dict(zip((id(x.output) for x in self._layers), outputs, strict=True))
        pairs = [(x, [known[id(y)] for y in x.input[:2]]) for x in self._attention]
        return outputs[-1], [x.weights_of(*pair) for x, pair in pairs]

    def full_gradient(
        self, image: NDArray[np.uint8]
    ) -> tuple[float, dict[tuple[int, int], NDArray[np.float64]], float]:
        """Split the log-odds into input-gradient and bias-gradient terms.

        `image` as of `feature_gradient`.

        Returns
        -------
        tuple of (float, dict of (int, int) to ndarray (h, w), float)
            The log-odds; the terms that have a place, summed over channels and layers, by the
            height and width of the feature maps they arise in (the input-gradient term under
            ``(S, S)``); the sum of all terms without a place. Maps and sum add up to the
            log-odds up to rounding.
        """
        logit, maps, rest = self._run(self._traced_terms, image)
        placed: dict[tuple[int, int], NDArray[np.float64]] = {}
        for part in maps:
            values = self._slope * np.asarray(part, np.float64)
            placed[values.shape] = placed.get(values.shape, 0) + values
        unplaced = self._slope * math.fsum(float(x) for x in rest) + self._intercept
        return self._log_odds(logit), placed, unplaced

    def _places(self, tensor: Any) -> bool:
        """Tell whether a layer's output is a map, or tokens of a grid of patches."""
        return _is_map(tensor) or bool(self._grid_of(tensor.shape))

    def _run(self, function: Any, image: NDArray[np.uint8]) -> Any:
        batch = np.asarray(image)[None]
        check_batch(batch, self.size)
        given = batch if self._prepare is None else self._prepare(batch)
        with self._tf.device(self._device):
            return function(self._tf.constant(given, self._tf.float32))

    def _log_odds(self, logit: Any) -> float:
        value = self._slope * float(logit[0, 0]) + self._intercept
        if not math.isfinite(value):
            raise ValueError("the network's output is not a number")
        return value

    def _at_features(self, image: Any) -> Any:
        """Return the logit, what the layer `features` gives, and the derivative by it."""
        place = [x.name for x in self._layers].index(self.features)
        with self._tf.GradientTape() as tape:
            tape.watch(image)
            outputs = self._outputs(image, training=False)
        return outputs[-1], outputs[place], tape.gradient(outputs[-1], outputs[place])

    def _terms(self, image: Any) -> Any:
        """Return the logit, a list of (h, w) maps and a list of scalars that add up to it."""
        tf = self._tf
        with tf.GradientTape() as tape:
            tape.watch(image)
            outputs = self._outputs(image, training=False)
        logit = outputs[-1]
        by_image, *gradients = tape.gradient(logit, [image, *outputs])
        if by_image is None:
            raise ValueError(
                "nothing can be derived by its pixels, which it takes as whole numbers"
            )
        known = dict(zip((id(x.output) for x in self._layers), outputs, strict=True))
        known[id(self._outputs.inputs[0])] = image
        maps, rest = [tf.reduce_sum(by_image * image, (0, 3))], []
        for bias, output, gradient in zip(self._biases, outputs, gradients, strict=True):
            if gradient is None or bias is None:
                continue
            term = gradient * bias([known[id(x)] for x in bias.inputs], output)
            if side := self._grid_of(term.shape):  # the class token has no place
                by_token = tf.reduce_sum(term, (0, 2))
                maps.append(tf.reshape(by_token[1:], (side, side)))
                rest.append(by_token[0])
            elif _is_map(term):
                maps.append(tf.reduce_sum(term, (0, 3)))
            else:
                rest.append(tf.reduce_sum(term))
        return logit, maps, rest


def _is_map(tensor: Any) -> bool:
    shape = tuple(tensor.shape)
    return len(shape) == 4 and shape[1:3] != (1, 1)


def _map_of(values: Any) -> NDArray[np.float32]:
    """Return (h, w, C) of a map (1, h, w, C), or of tokens (1, 1 + g * g, C) behind the first."""
    found: NDArray[np.float32] = np.asarray(values[0])
    if found.ndim == 3:
        return found
    side = math.isqrt(len(found) - 1)
    return found[1:].reshape(side, side, -1)
