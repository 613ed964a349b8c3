"""The bias terms of Full-Grad: what each layer adds beyond its linear part.

For every layer ``f`` with input ``z``, ``f(z) = f'(z) z + b``. Srinivas & Fleuret (2019) call the
``b`` biases, explicit or implicit. By the chain rule a network's output is the input times its
gradient plus every ``b`` times the gradient at its layer, exactly and whatever the layers are.
"""

from __future__ import annotations

from typing import Any


class Bias:
    """``f(z) - f'(z) z`` of one Keras layer.

    That is the bias of a convolution, ``beta - gamma * mean / sqrt(variance + epsilon)`` of a
    batch normalisation in inference mode, 6 where a ReLU6 is saturated, the intercept of the
    tangent of a smooth activation such as selu, and minus the product where two maps are
    multiplied.

    Attributes
    ----------
    inputs : list of KerasTensor
        What the layer is applied to.
    """

    def __init__(self, layer: Any) -> None:
        import keras
        import tensorflow as tf

        self._tf, self._name = tf, layer.name
        self._function = keras.Function(layer.input, layer.output)
        self.inputs: list[Any] = self._function.inputs
        self._affine = isinstance(layer, _affine_layers()) and _is_linear(layer)

    def __call__(self, inputs: list[Any], output: Any) -> Any:
        """Return the bias, a tensor that broadcasts to `output`, which is the layer of `inputs`.

        Raises
        ------
        NotImplementedError
            If TensorFlow cannot differentiate the layer forward; better no map than one that
            silently lacks a term.
        """
        tf = self._tf
        if self._affine:
            return self._function(tf.zeros_like(inputs[0]))
        inputs = [tf.identity(x) for x in inputs]
        with tf.autodiff.ForwardAccumulator(inputs, inputs) as accumulator:
            again = self._function(inputs if len(inputs) > 1 else inputs[0])
        linear = accumulator.jvp(again)
        if linear is None:
            raise NotImplementedError(f"layer {self._name} has no forward derivative")
        return output - linear


def bias_of(layer: Any) -> Bias | None:
    """Return the bias of a layer that is applied once in its model; None where it is always 0."""
    if isinstance(layer, _unbiased_layers()):
        return None
    if _is_linear(layer) and not getattr(layer, "use_bias", True):
        return None
    return Bias(layer)


def _unbiased_layers() -> tuple[type, ...]:
    from keras import layers

    from gng_desktop.networks.backbones import ChannelReverse
    from gng_desktop.networks.layers import DynamicUpsample, UpsampledAverage

    merges = (layers.Add, layers.Average, layers.Concatenate)
    moves = (layers.ZeroPadding2D, layers.Flatten, layers.Reshape, layers.Dropout, ChannelReverse)
    pools = (layers.GlobalAveragePooling2D, layers.AveragePooling2D, layers.MaxPooling2D)
    return (*merges, *moves, *pools, DynamicUpsample, UpsampledAverage)


def _affine_layers() -> tuple[type, ...]:
    from keras import layers

    from gng_desktop.networks.vit import ScaledDense

    convolutions = (layers.Conv2D, layers.DepthwiseConv2D, layers.SeparableConv2D)
    dense = (layers.Dense, ScaledDense)
    return (*convolutions, *dense, layers.BatchNormalization, layers.Rescaling)


def _is_linear(layer: Any) -> bool:
    """Tell whether a layer has no activation of its own."""
    activation = getattr(layer, "activation", None)
    return activation is None or getattr(activation, "__name__", "") == "linear"
