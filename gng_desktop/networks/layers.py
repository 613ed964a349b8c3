"""Custom layers of the DeepLabV3+ core, registered for (de)serialisation."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np
from keras import ops

PACKAGE = "gng_desktop"


@keras.saving.register_keras_serializable(package=PACKAGE)
class DynamicUpsample(keras.layers.Layer):
    """Resize a feature map to the height and width of a reference tensor.

    Source: 000 thesis, listing A.2 (there with ``tf.image.resize``; here on any backend).

    Parameters
    ----------
    method : str
        Interpolation, as in ``keras.ops.image.resize``; the thesis uses ``"bilinear"``
        (half-pixel centres, no antialiasing).
    """

    def __init__(self, method: str = "bilinear", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.method = method

    def call(self, inputs: Any, reference: Any) -> Any:
        """Return `inputs` (N, h, w, C) resized to (N, H, W, C) of `reference` (N, H, W, any)."""
        height, width = ops.shape(reference)[1], ops.shape(reference)[2]
        if tuple(inputs.shape[1:3]) == (height, width):
            return inputs
        if tuple(inputs.shape[1:3]) == (1, 1):  # bilinear resize of one pixel is a broadcast
            return ops.broadcast_to(inputs, (ops.shape(inputs)[0], height, width, inputs.shape[-1]))
        return ops.image.resize(inputs, (height, width), interpolation=self.method)

    def compute_output_shape(
        self, inputs_shape: tuple[Any, ...], reference_shape: tuple[Any, ...]
    ) -> tuple[Any, ...]:
        return (inputs_shape[0], reference_shape[1], reference_shape[2], inputs_shape[3])

    def get_config(self) -> dict[str, Any]:
        return {**super().get_config(), "method": self.method}


@keras.saving.register_keras_serializable(package=PACKAGE)
class ReachableConv2D(keras.layers.Conv2D):
    """A stride-1, odd-kernel, same-padded convolution that skips the taps that only meet padding.

    With dilation ``d`` on an ``n`` pixels wide map a tap ``k * d`` away from the centre, with
    ``k * d >= n``, multiplies zeros whatever the image. On 14 pixels the published 11x11 kernel
    with rate 16 is its centre tap. Weights keep the published shape (and count); the result is
    the same as that of ``Conv2D``.
    """

    def reach(self, size: int, axis: int) -> slice:
        """Return the kernel rows (``axis`` 0) or columns (1) that can meet a pixel of the map."""
        half = self.kernel_size[axis] // 2
        keep = min(half, (size - 1) // self.dilation_rate[axis])
        return slice(half - keep, half + keep + 1)

    def convolution_op(self, inputs: Any, kernel: Any) -> Any:
        _, height, width, _ = inputs.shape
        if height is not None and width is not None:
            kernel = kernel[self.reach(height, 0), self.reach(width, 1)]
        dilation = (1, 1) if tuple(kernel.shape[:2]) == (1, 1) else tuple(self.dilation_rate)
        return ops.conv(
            inputs,
            kernel,
            strides=1,
            padding=self.padding,
            dilation_rate=dilation,
            data_format=self.data_format,
        )


def bilinear_matrix(source: int, target: int) -> np.ndarray:
    """Return the (target, source) float32 matrix of a bilinear resize with half-pixel centres.

    Rows sum to 1. Same convention as ``tf.image.resize`` and ``keras.ops.image.resize``.
    """
    position = (np.arange(target) + 0.5) * source / target - 0.5
    position = np.clip(position, 0, source - 1)
    low = np.floor(position).astype(int)
    high = np.minimum(low + 1, source - 1)
    fraction = position - low
    matrix = np.zeros((target, source), np.float64)
    rows = np.arange(target)
    np.add.at(matrix, (rows, low), 1 - fraction)
    np.add.at(matrix, (rows, high), fraction)
    return matrix.astype(np.float32)


@keras.saving.register_keras_serializable(package=PACKAGE)
class UpsampledAverage(keras.layers.Layer):
    """Global average of a map as if it had first been bilinearly resized to `size`.

    Resizing and averaging are both linear, so "resize to the input, then global average pooling"
    (000, listing A.1) is one weighted mean with fixed weights; the 224x224x128 tensor between
    the two is never made.

    Parameters
    ----------
    size : tuple of int
        Height and width the map would be resized to.
    """

    def __init__(self, size: tuple[int, int], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.size = (int(size[0]), int(size[1]))

    def weights_of(self, height: int, width: int) -> np.ndarray:
        """Return the (height, width) float32 weights of the mean; they sum to 1."""
        rows = bilinear_matrix(height, self.size[0]).mean(axis=0)
        columns = bilinear_matrix(width, self.size[1]).mean(axis=0)
        return np.outer(rows, columns).astype(np.float32)

    def call(self, inputs: Any) -> Any:
        weights = self.weights_of(*inputs.shape[1:3])[None, :, :, None]
        return ops.sum(inputs * ops.cast(weights, inputs.dtype), axis=(1, 2))

    def compute_output_shape(self, input_shape: tuple[Any, ...]) -> tuple[Any, ...]:
        return (input_shape[0], input_shape[3])

    def get_config(self) -> dict[str, Any]:
        return {**super().get_config(), "size": list(self.size)}
