"""The one place where a network is made from what a recipe or a manifest says of it."""

from __future__ import annotations

import keras

from gng_desktop.networks.deeplab import classifier, segmenter
from gng_desktop.networks.pooled import pooled_classifier

FAMILIES = ("deeplabv3plus", "pooled")


def network(
    task: str,
    family: str,
    backbone: str,
    size: int,
    activation: str | None = None,
    classes: int = 14,
) -> keras.Model:
    """Build a network with random weights.

    Parameters
    ----------
    task : {"segmentation", "classification"}
    family : str
        One of `FAMILIES`; only DeepLabV3+ segments.
    backbone : str
        Key of `gng_desktop.networks.backbones.BACKBONES`.
    size : int
        Height and width of the input, px.
    activation : str, optional
        After each batch normalisation of ASPP and decoder; DeepLabV3+ only.
    classes : int
        Labels of a segmenter.

    Raises
    ------
    ValueError
        If there is no such network.
    """
    if family not in FAMILIES:
        raise ValueError(f"family {family!r} is unknown; choose one of {', '.join(FAMILIES)}")
    if task == "classification":
        if family == "pooled":
            return pooled_classifier(backbone, size)
        return classifier(backbone, size, activation)
    if family == "pooled":
        raise ValueError("a pooled network has no map of classes; segment with deeplabv3plus")
    return segmenter(backbone, size, classes, activation)
