"""Which tensor of a classifier describes an image, to measure how unlike others it is."""

from __future__ import annotations

from typing import Any

LAYER, WHOLE = "pool", "features"
"""The layer whose output is the feature vector: of pooled networks and ViTs, and of whole ones."""


def feature_tensor(model: Any) -> Any | None:
    """Return the tensor of a classifier of `gng_desktop.networks` that describes an image.

    Returns
    -------
    KerasTensor or None
        (N, F) float32: the means of a pooled classifier, a ViT or a whole backbone, or what the
        head of ``CustomCNN`` reads; None of any other network. DeepLabV3+ has a layer of the same
        name, but behind an affine tail that its graph multiplies out, and in no form that is cheap
        to have.
    """
    for layer in model.layers:
        if layer.name == WHOLE:
            return layer.output
        if layer.name == LAYER and type(layer).__name__ == "Concatenate":
            return layer.output if len(layer.output.shape) == 2 else None
    return None
