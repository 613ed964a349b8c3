"""One function per Keras layer class: its ONNX nodes, in NCHW order."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gng_desktop.engines.onnx_graph import GraphWriter
from gng_desktop.engines.onnx_vit import block, patch_tokens, token_mean
from gng_desktop.modelstore import ModelError

Array = NDArray[np.float32]
Writer = Callable[[GraphWriter, Any, list[str]], str]
"""Writes a layer behind the tensors of these names; returns the name of what it gives."""
LINEAR_CONVOLUTIONS = ("Conv2D", "ReachableConv2D", "DepthwiseConv2D", "SeparableConv2D")
"""Layers that a batch normalisation behind them can be folded into."""


def map_size(layer: Any) -> tuple[int, int]:
    """Return the height and width of a layer's (first) input, which the graph needs fixed."""
    tensor = layer.input[0] if isinstance(layer.input, list) else layer.input
    height, width = tensor.shape[1:3]
    if height is None or width is None:
        raise refusal(layer, "has an input of no fixed size")
    return int(height), int(width)


def refusal(layer: Any, why: str) -> ModelError:
    """Return the error for a layer that cannot be written."""
    return ModelError(
        f"Layer {layer.name} ({type(layer).__name__}) {why}, which the ONNX export does not "
        "support; run this model with TensorFlow on a GPU."
    )


def same_pads(
    size: tuple[int, int], window: Any, strides: Any, dilation: Any = (1, 1)
) -> list[int]:
    """Return pads [top, left, bottom, right] of TensorFlow's "same": the odd pixel goes last."""
    first, last = [], []
    for n, k, s, d in zip(size, window, strides, dilation, strict=True):
        total = max((-(-n // s) - 1) * s + (k - 1) * d + 1 - n, 0)
        first.append(total // 2)
        last.append(total - total // 2)
    return first + last


def _pads(layer: Any, window: Any, strides: Any, dilation: Any = (1, 1)) -> list[int]:
    if layer.padding == "valid":
        return [0, 0, 0, 0]
    return same_pads(map_size(layer), window, strides, dilation)


def normalisation(layer: Any) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return a batch normalisation's inference form: factors and offsets, each (C,) float64."""
    mean, variance = (
        np.asarray(weight, np.float64) for weight in (layer.moving_mean, layer.moving_variance)
    )
    scale = 1 / np.sqrt(variance + layer.epsilon)
    if layer.scale:
        scale = scale * np.asarray(layer.gamma, np.float64)
    offset = -mean * scale
    if layer.center:
        offset = offset + np.asarray(layer.beta, np.float64)
    return scale, offset


def affine(layer: Any) -> tuple[Array, Array]:
    """Return `normalisation` in float32."""
    scale, offset = normalisation(layer)
    return scale.astype(np.float32), offset.astype(np.float32)


def convolution(graph: GraphWriter, layer: Any, inputs: list[str], norm: Any = None) -> str:
    """Write a convolution, with the batch normalisation `norm` behind it folded in if given."""
    kind = type(layer).__name__
    name, x, group = layer.name, inputs[0], 1
    strides, dilation = tuple(layer.strides), tuple(layer.dilation_rate)
    if kind == "SeparableConv2D":
        depthwise = np.asarray(layer.depthwise_kernel).transpose(2, 3, 0, 1)
        depthwise = depthwise.reshape(-1, 1, *depthwise.shape[2:])
        x = graph.add(
            "Conv",
            [x, graph.constant(f"{name}_depthwise", depthwise)],
            f"{name}_depthwise_out",
            group=layer.input.shape[-1],
            strides=strides,
            dilations=dilation,
            pads=_pads(layer, layer.kernel_size, strides, dilation),
        )
        kernel = np.asarray(layer.pointwise_kernel).transpose(3, 2, 0, 1)
        strides, dilation, pads = (1, 1), (1, 1), [0, 0, 0, 0]
    elif kind == "DepthwiseConv2D":
        kernel = np.asarray(layer.kernel).transpose(2, 3, 0, 1)
        kernel = kernel.reshape(-1, 1, *kernel.shape[2:])
        group = layer.input.shape[-1]
        pads = _pads(layer, layer.kernel_size, strides, dilation)
    else:
        kernel, group = np.asarray(layer.kernel), layer.groups
        if kind == "ReachableConv2D":
            height, width = map_size(layer)
            kernel = kernel[layer.reach(height, 0), layer.reach(width, 1)]
        pads = _pads(layer, kernel.shape[:2], strides, dilation)
        kernel = kernel.transpose(3, 2, 0, 1)
    bias = np.asarray(layer.bias) if layer.use_bias else None
    if norm is None:
        weights = [graph.constant(f"{name}_kernel", kernel)]
    else:
        scale, offset = affine(norm)
        weights = [graph.scaled(kernel, scale, name)]
        bias = offset if bias is None else bias * scale + offset
    if bias is not None:
        weights.append(graph.constant(f"{name}_bias", bias))
    x = graph.add(
        "Conv", [x, *weights], name, group=group, strides=strides, dilations=dilation, pads=pads
    )
    return activate(graph, layer, x)


def batch_normalization(graph: GraphWriter, layer: Any, inputs: list[str]) -> str:
    """Write a batch normalisation that no convolution took in."""
    scale, offset = affine(layer)
    column = (-1, *[1] * (len(layer.input.shape) - 2))
    factors = graph.constant(f"{layer.name}_scale", scale.reshape(column))
    offsets = graph.constant(f"{layer.name}_offset", offset.reshape(column))
    return graph.add(
        "Add", [graph.add("Mul", [inputs[0], factors], layer.name), offsets], layer.name
    )


_ACTIVATIONS: dict[str, tuple[str, dict[str, float]]] = {
    "relu": ("Relu", {}),
    "sigmoid": ("Sigmoid", {}),
    "tanh": ("Tanh", {}),
    "selu": ("Selu", {"alpha": 1.6732631921768188, "gamma": 1.0507010221481323}),
    # Keras 3: relu6(x + 3) / 6; ONNX's own default slope is 0.2.
    "hard_sigmoid": ("HardSigmoid", {"alpha": 1 / 6, "beta": 0.5}),
    "hard_silu": ("HardSwish", {}),
    "softmax": ("Softmax", {}),
}


def activate(graph: GraphWriter, layer: Any, x: str) -> str:
    """Write the activation of a layer behind `x`."""
    name = getattr(layer.activation, "__name__", str(layer.activation))
    if name == "linear":
        return x
    if name in ("silu", "swish"):
        gate = graph.add("Sigmoid", [x], f"{layer.name}_gate")
        return graph.add("Mul", [x, gate], f"{layer.name}_silu")
    if name == "relu6":
        return _clip(graph, f"{layer.name}_relu6", x, 6.0)
    if name not in _ACTIVATIONS:
        raise refusal(layer, f"has the activation {name}")
    operator, attributes = _ACTIVATIONS[name]
    return graph.add(operator, [x], f"{layer.name}_{name}", **attributes)


def _clip(graph: GraphWriter, name: str, x: str, top: float) -> str:
    limits = [graph.constant(f"{name}_min", 0.0), graph.constant(f"{name}_max", top)]
    return graph.add("Clip", [x, *limits], name)


def relu(graph: GraphWriter, layer: Any, inputs: list[str]) -> str:
    """Write a rectifier, cut off at ``max_value`` if it has one."""
    if float(layer.negative_slope) or float(layer.threshold):
        raise refusal(layer, "has a slope or a threshold")
    if layer.max_value is None:
        return graph.add("Relu", inputs, layer.name)
    return _clip(graph, layer.name, inputs[0], float(layer.max_value))


def rescaling(graph: GraphWriter, layer: Any, inputs: list[str]) -> str:
    """Write scale and offset, each one number or one per channel."""
    scale, offset = (
        np.asarray(v, np.float32).reshape(-1, 1, 1) for v in (layer.scale, layer.offset)
    )
    scaled = graph.add("Mul", [inputs[0], graph.constant(f"{layer.name}_scale", scale)], layer.name)
    return graph.add("Add", [scaled, graph.constant(f"{layer.name}_offset", offset)], layer.name)


def channel_reverse(graph: GraphWriter, layer: Any, inputs: list[str]) -> str:
    """Write RGB to BGR."""
    order = graph.constant(f"{layer.name}_order", [2, 1, 0], np.int64)
    return graph.add("Gather", [inputs[0], order], layer.name, axis=1)


def zero_padding(graph: GraphWriter, layer: Any, inputs: list[str]) -> str:
    """Write the padding of a map or signal; ONNX Runtime fuses it into the convolution."""
    before, after = np.reshape(layer.padding, (-1, 2)).T
    pads = graph.constant(f"{layer.name}_pads", [0, 0, *before, 0, 0, *after], np.int64)
    return graph.add("Pad", [inputs[0], pads], layer.name)


def pooling(operator: str) -> Writer:
    """Return the writer of a pooling; padding neither wins nor is averaged in, as in TensorFlow."""

    def write(graph: GraphWriter, layer: Any, inputs: list[str]) -> str:
        window, strides = tuple(layer.pool_size), tuple(layer.strides)
        pads = _pads(layer, window, strides)
        options = {"kernel_shape": window, "strides": strides, "pads": pads}
        return graph.add(operator, inputs, layer.name, **options)

    return write


def flatten(graph: GraphWriter, layer: Any, inputs: list[str]) -> str:
    """Write the flattening of a map, whose channels come last in Keras."""
    x = inputs[0]
    if len(layer.input.shape) == 4:
        x = graph.add("Transpose", [x], f"{layer.name}_rows", perm=[0, 2, 3, 1])
    return graph.add("Flatten", [x], layer.name)


def reshape(graph: GraphWriter, layer: Any, inputs: list[str]) -> str:
    """Write (N, C) as a map of one pixel, as EfficientNet's squeezed features are."""
    if tuple(layer.target_shape[:-1]) != (1, 1) or len(layer.input.shape) != 2:
        raise refusal(layer, "is no reshape to one pixel")
    shape = graph.constant(f"{layer.name}_shape", [0, -1, 1, 1], np.int64)
    return graph.add("Reshape", [inputs[0], shape], layer.name)


def normalization(graph: GraphWriter, layer: Any, inputs: list[str]) -> str:
    """Write the subtraction of fixed means and the division by fixed deviations."""
    mean, variance = (
        np.asarray(value, np.float32).reshape(-1, 1, 1) for value in (layer.mean, layer.variance)
    )
    scale = 1 / np.maximum(np.sqrt(variance), 1e-7)  # Keras' own epsilon
    x = graph.add("Sub", [inputs[0], graph.constant(f"{layer.name}_mean", mean)], layer.name)
    return graph.add("Mul", [x, graph.constant(f"{layer.name}_scale", scale)], layer.name)


def stack_channels(graph: GraphWriter, layer: Any, inputs: list[str]) -> str:
    """Write vectors as the channels of one signal, (N, C, L)."""
    axis = graph.constant(f"{layer.name}_axis", [1], np.int64)
    rows = [graph.add("Unsqueeze", [x, axis], f"{layer.name}_row") for x in inputs]
    return graph.add("Concat", rows, layer.name, axis=1)


def convolution_1d(graph: GraphWriter, layer: Any, inputs: list[str]) -> str:
    """Write a convolution over a signal, (N, C, L), that is not padded by itself."""
    if layer.padding != "valid":
        raise refusal(layer, f"is padded by {layer.padding!r}")
    kernel = np.asarray(layer.kernel).transpose(2, 1, 0)
    operands = [inputs[0], graph.constant(f"{layer.name}_kernel", kernel)]
    if layer.use_bias:
        operands.append(graph.constant(f"{layer.name}_bias", np.asarray(layer.bias)))
    x = graph.add(
        "Conv",
        operands,
        layer.name,
        strides=tuple(layer.strides),
        dilations=tuple(layer.dilation_rate),
    )
    return activate(graph, layer, x)


def global_average(graph: GraphWriter, layer: Any, inputs: list[str]) -> str:
    """Write the mean over the map, with or without its 1x1 axes."""
    pooled = graph.add("GlobalAveragePool", inputs, layer.name)
    return pooled if layer.keepdims else graph.add("Flatten", [pooled], layer.name)


def concatenate(graph: GraphWriter, layer: Any, inputs: list[str]) -> str:
    """Write the joining of channels."""
    if layer.axis not in (-1, len(layer.output.shape) - 1):
        raise refusal(layer, f"joins along axis {layer.axis}")
    return graph.add("Concat", inputs, layer.name, axis=1)


def dense(graph: GraphWriter, layer: Any, inputs: list[str]) -> str:
    """Write a fully connected layer on (N, C)."""
    if len(layer.input.shape) != 2:
        raise refusal(layer, "is applied to a map")
    operands = [inputs[0], graph.constant(f"{layer.name}_kernel", np.asarray(layer.kernel))]
    if layer.use_bias:
        operands.append(graph.constant(f"{layer.name}_bias", np.asarray(layer.bias)))
    return activate(graph, layer, graph.add("Gemm", operands, layer.name))


def dynamic_upsample(graph: GraphWriter, layer: Any, inputs: list[str]) -> str:
    """Write the resize to the reference's size, which is fixed in the graph."""
    source, target = map_size(layer), tuple(int(side) for side in layer.output.shape[1:3])
    if source == target:
        return inputs[0]
    if source == (1, 1):
        shape = graph.constant(f"{layer.name}_shape", [1, 1, *target], np.int64)
        return graph.add("Expand", [inputs[0], shape], layer.name)
    if layer.method != "bilinear":
        raise refusal(layer, f"resizes by {layer.method}")
    scales = [1.0, 1.0, target[0] / source[0], target[1] / source[1]]
    return graph.add(
        "Resize",
        [inputs[0], "", graph.constant(f"{layer.name}_scales", scales)],
        layer.name,
        mode="linear",
        coordinate_transformation_mode="half_pixel",
    )


def upsampled_average(graph: GraphWriter, layer: Any, inputs: list[str]) -> str:
    """Write the weighted mean as a sum over (N, C, H, W) times fixed (H, W) weights."""
    weights = graph.constant(f"{layer.name}_weights", layer.weights_of(*map_size(layer)))
    axes = graph.constant(f"{layer.name}_axes", [2, 3], np.int64)
    weighted = graph.add("Mul", [inputs[0], weights], layer.name)
    return graph.add("ReduceSum", [weighted, axes], layer.name, keepdims=0)


def elementwise(operator: str) -> Writer:
    """Return the writer of a layer that adds or multiplies its inputs."""

    def write(graph: GraphWriter, layer: Any, inputs: list[str]) -> str:
        if len({tensor.shape[-1] for tensor in layer.input}) != 1:
            raise refusal(layer, "broadcasts channels")
        total = inputs[0]
        for other in inputs[1:]:
            total = graph.add(operator, [total, other], layer.name)
        return total

    return write


def operation(graph: GraphWriter, op: Any, inputs: list[str]) -> str:
    """Write ``x + number`` or ``x * number``, which MobileNetV3 uses outside any layer."""
    kind = type(op).__name__
    arguments = op._inbound_nodes[0].arguments  # the number is recorded nowhere public
    numbers = [
        value
        for value in itertools.chain(arguments.args, arguments.kwargs.values())
        if isinstance(value, (int, float))
    ]
    if kind not in ("Add", "Multiply") or len(inputs) != 1 or len(numbers) != 1:
        raise refusal(op, "is an operation outside any layer")
    number = graph.constant(f"{op.name}_number", float(numbers[0]))
    return graph.add("Add" if kind == "Add" else "Mul", [inputs[0], number], op.name)


def center_crop(graph: GraphWriter, layer: Any, inputs: list[str]) -> str:
    """Write a cut of the middle: (N, C, H, W) to (N, C, h, w)."""
    sides = layer.height, layer.width
    starts = [(whole - side) // 2 for whole, side in zip(map_size(layer), sides, strict=True)]
    ends = [start + side for start, side in zip(starts, sides, strict=True)]
    bounds = [
        graph.constant(f"{layer.name}_{what}", values, np.int64)
        for what, values in (("start", starts), ("end", ends), ("axes", [2, 3]))
    ]
    return graph.add("Slice", [inputs[0], *bounds], layer.name)


WRITERS: dict[str, Writer] = {
    **dict.fromkeys(LINEAR_CONVOLUTIONS, convolution),
    "Activation": lambda graph, layer, inputs: activate(graph, layer, inputs[0]),
    "Add": elementwise("Add"),
    "AveragePooling2D": pooling("AveragePool"),
    "BatchNormalization": batch_normalization,
    "Block": block,
    "CenterCrop": center_crop,
    "ChannelReverse": channel_reverse,
    "Concatenate": concatenate,
    "Conv1D": convolution_1d,
    "Dense": dense,
    "Dropout": lambda graph, layer, inputs: inputs[0],
    "DynamicUpsample": dynamic_upsample,
    "Flatten": flatten,
    "GlobalAveragePooling1D": global_average,
    "GlobalAveragePooling2D": global_average,
    "MaxPooling2D": pooling("MaxPool"),
    "Multiply": elementwise("Mul"),
    "Normalization": normalization,
    "PatchTokens": patch_tokens,
    "ReLU": relu,
    "Rescaling": rescaling,
    "Reshape": reshape,
    "StackChannels": stack_channels,
    "TokenMean": token_mean,
    "UpsampledAverage": upsampled_average,
    "ZeroPadding1D": zero_padding,
    "ZeroPadding2D": zero_padding,
}
"""By the name of the layer's class."""
