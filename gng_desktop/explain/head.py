"""The end of a Keras classifier that others have made, turned into the log-odds of "generated"."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import keras
from keras import activations, layers, ops

LEAST = 1e-30
"""Probabilities are taken to be at least that, where they have a logarithm."""


class LogOdds(layers.Layer):
    """Turns outputs of a form of `gng_desktop.modelstore.detectors.OUTPUTS` into log-odds, (N, 1).

    Parameters
    ----------
    gives : str
        The form.
    positive : sequence of int
        As of `gng_desktop.modelstore.detectors.DetectorManifest`.
    """

    def __init__(self, gives: str, positive: Sequence[int], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._gives, self._positive = gives, list(positive)

    def call(self, values: Any) -> Any:
        """Return (N, 1) of outputs (N, ...)."""
        count = math.prod(values.shape[1:])
        values = ops.cast(ops.reshape(values, (-1, count)), "float32")
        if count == 1:
            odds = values if self._gives in ("logit", "logits") else _of_share(values)
            return odds if self._positive == [1] else -odds
        chosen = ops.take(values, self._positive, axis=1)
        if self._gives == "logits":
            rest = [i for i in range(count) if i not in self._positive]
            against = ops.logsumexp(ops.take(values, rest, axis=1), axis=1, keepdims=True)
            return ops.logsumexp(chosen, axis=1, keepdims=True) - against
        return _of_share(ops.sum(chosen, axis=1, keepdims=True))


def _of_share(share: Any) -> Any:
    return ops.log(ops.maximum(share, LEAST)) - ops.log(ops.maximum(1 - share, LEAST))


def with_log_odds(model: keras.Model, gives: str, positive: Sequence[int]) -> keras.Model:
    """Return a model that gives the log-odds, (N, 1); the activation of `model`'s end is taken off.

    Behind a sigmoid or softmax gradients vanish wherever the score is near 0 or 1. `model` is
    (N, S, S, 3) -> one number, or one a class; `gives` and `positive` are as of `LogOdds`.

    Raises
    ------
    ValueError
        If every class means "generated".
    """
    # A copy: layers of a model that was loaded may have been called twice, on other tensors.
    plain = keras.Model(model.inputs, model.outputs)
    model = keras.models.clone_model(plain)
    model.set_weights(plain.get_weights())
    output, last = model.outputs[0], model.layers[-1]
    one = math.prod(output.shape[1:]) == 1
    if not one and len(positive) == output.shape[-1]:
        raise ValueError("every class of it means generated, so there is nothing to explain")
    while isinstance(last, keras.Model):
        last = last.layers[-1]
    end = getattr(last, "activation", None)
    if (gives, end) in (
        ("probability", activations.sigmoid),
        ("probabilities", activations.softmax),
    ):
        last.activation = activations.linear
        gives = "logit" if one else "logits"
    elif gives == "probabilities" and isinstance(model.layers[-1], layers.Softmax):
        output, gives = model.layers[-1].input, "logits"
    head = LogOdds(gives, positive, name="log_odds")
    return keras.Model(model.inputs[0], head(output))
