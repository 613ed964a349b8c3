"""The one place where a network is made from what a recipe or a manifest says of it."""

from __future__ import annotations

import keras

from gng_desktop.networks.deeplab import classifier, segmenter
from gng_desktop.networks.pooled import pooled_classifier
from gng_desktop.networks.vit import NAMES, vit_classifier

FAMILIES = ("deeplabv3plus", "pooled", "vit")


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
        Key of `gng_desktop.networks.backbones.BACKBONES`; of a ViT one of
        `gng_desktop.networks.vit.NAMES`.
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
        if family == "vit":
            if backbone not in NAMES:
                raise ValueError(
                    f"backbone {backbone!r} is no ViT; choose one of {', '.join(NAMES)}"
                )
            return vit_classifier(NAMES.index(backbone) + 1, size)
        return classifier(backbone, size, activation)
    if family != "deeplabv3plus":
        raise ValueError(f"a {family} network has no map of classes; segment with deeplabv3plus")
    return segmenter(backbone, size, classes, activation)
