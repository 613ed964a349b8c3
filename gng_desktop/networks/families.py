"""The one place where a network is made from what a recipe or a manifest says of it."""

from __future__ import annotations

import keras

from gng_desktop.networks.deepfeaturex import deepfeaturex
from gng_desktop.networks.deeplab import classifier, segmenter
from gng_desktop.networks.finetuned import (
    CUSTOM,
    custom_cnn,
    finetuned_classifier,
    pooled_classifier,
)
from gng_desktop.networks.vit import MIDDLE, NAMES, vit_classifier, vit_probe

FAMILIES = ("deeplabv3plus", "pooled", "vit", "finetuned", "custom_cnn", "deepfeaturex")


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
    task : {"segmentation", "classification", "family"}
    family : str
        One of `FAMILIES`; only DeepLabV3+ segments, only DeepFeatureX names generator families.
    backbone : str
        Key of `gng_desktop.networks.backbones.BACKBONES`; of a ViT one of
        `gng_desktop.networks.vit.NAMES`, of a `vit_probe` with `MIDDLE` and its side behind it.
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
    if (task == "family") != (family == "deepfeaturex"):
        raise ValueError("the task 'family' and the network 'deepfeaturex' go together")
    if task == "family":
        return deepfeaturex(backbone, size)
    if task == "classification":
        if family == CUSTOM:
            return custom_cnn(size)
        if family == "finetuned":
            return finetuned_classifier(backbone, size)
        if family == "pooled":
            return pooled_classifier(backbone, size)
        if family == "vit":
            name, _, middle = backbone.partition(MIDDLE)
            if name not in NAMES:
                raise ValueError(
                    f"backbone {backbone!r} is no ViT; choose one of {', '.join(NAMES)}"
                )
            blocks = NAMES.index(name) + 1
            return vit_probe(blocks, size, int(middle)) if middle else vit_classifier(blocks, size)
        return classifier(backbone, size, activation)
    if family != "deeplabv3plus":
        raise ValueError(f"a {family} network has no map of classes; segment with deeplabv3plus")
    return segmenter(backbone, size, classes, activation)
