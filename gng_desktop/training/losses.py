"""Losses and metrics for what is not one known class: partial labels of masks, soft ones of faces.

A classifier's labels are (N, 1); with a teacher (N, 2), the label and what is learned instead.
"""

from __future__ import annotations

from typing import Any

import keras
import numpy as np
from keras import ops
from numpy.typing import NDArray

from gng_desktop.datasets.masks import GROUPS
from gng_desktop.imaging.labels import CLASSES

_FORBIDDEN = -1e9


def allowed() -> NDArray[np.bool_]:
    """Return the (256, 14) table of the classes each mask value leaves open; `IGNORE` all."""
    table = np.ones((256, len(CLASSES)), np.bool_)
    table[: len(CLASSES)] = np.eye(len(CLASSES), dtype=np.bool_)
    for code, members in GROUPS.items():
        table[code] = np.isin(np.arange(len(CLASSES)), members)
    return table


@keras.saving.register_keras_serializable(package="gng_desktop")
class PartialCrossentropy(keras.losses.Loss):  # type: ignore[misc]
    """Cross-entropy of "the class is one of these": minus the log of their summed probability.

    With one class open it is the sparse categorical cross-entropy of SPEC 1.4; with all open it
    is 0 and has no gradient, so what a data set does not label is left to the network.
    """

    def call(self, y_true: Any, y_pred: Any) -> Any:
        """Return the (N, H, W) loss of mask values (N, H, W) against logits (N, H, W, 14)."""
        penalty = np.where(allowed(), 0.0, _FORBIDDEN).astype(np.float32)
        logits = ops.cast(y_pred, "float32")
        open_ = logits + ops.take(penalty, ops.cast(y_true, "int32"), axis=0)
        return ops.logsumexp(logits, axis=-1) - ops.logsumexp(open_, axis=-1)


@keras.saving.register_keras_serializable(package="gng_desktop")
class PixelAccuracy(keras.metrics.Mean):  # type: ignore[misc]
    """Share of the pixels with one known class whose class was found, 0..1 (SPEC 1.5)."""

    def __init__(self, name: str = "accuracy", **kwargs: Any) -> None:
        super().__init__(name=name, **kwargs)

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> Any:
        """Count mask values (N, H, W) against logits (N, H, W, 14); weights play no part."""
        truth = ops.cast(y_true, "int32")
        hit = ops.equal(truth, ops.cast(ops.argmax(y_pred, axis=-1), "int32"))
        known = ops.cast(truth < len(CLASSES), "float32")
        return super().update_state(ops.cast(hit, "float32"), sample_weight=known)


@keras.saving.register_keras_serializable(package="gng_desktop")
class SoftCrossentropy(keras.losses.Loss):  # type: ignore[misc]
    """Binary cross-entropy against what is to be learned, 0..1: the last column of the labels."""

    def call(self, y_true: Any, y_pred: Any) -> Any:
        """Return the (N,) loss of labels (N, 1) or (N, 2) against scores (N, 1)."""
        return keras.losses.binary_crossentropy(y_true[:, -1:], y_pred)


@keras.saving.register_keras_serializable(package="gng_desktop")
class LabelAccuracy(keras.metrics.BinaryAccuracy):  # type: ignore[misc]
    """Share of the faces on the right side of 0.5, by their label: the first column."""

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> Any:
        """Count labels (N, 1) or (N, 2) against scores (N, 1)."""
        return super().update_state(y_true[:, :1], y_pred, sample_weight)


@keras.saving.register_keras_serializable(package="gng_desktop")
class LabelAUC(keras.metrics.AUC):  # type: ignore[misc]
    """Area under the ROC curve by label: the first column."""

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> Any:
        """Count labels (N, 1) or (N, 2) against scores (N, 1)."""
        return super().update_state(y_true[:, :1], y_pred, sample_weight)
