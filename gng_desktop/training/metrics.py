"""Figures of segmentation and classification (SPEC 1.5)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from sklearn import metrics as sk

from gng_desktop.imaging.labels import CLASSES


def confusion(truth: NDArray[np.integer], found: NDArray[np.integer]) -> NDArray[np.int64]:
    """Return the (14, 14) pixel counts, true class by row; ids above 13 in `truth` are left out."""
    n = len(CLASSES)
    keep = truth < n
    pairs = truth[keep].astype(np.int64) * n + found[keep]
    return np.bincount(pairs.ravel(), minlength=n * n).reshape(n, n)


def segmentation_figures(matrix: NDArray[np.int64]) -> dict[str, object]:
    """Return pixel accuracy, mean IoU over the classes present, per-class and foreground IoU.

    Parameters
    ----------
    matrix : ndarray of int64, shape (14, 14)
        Pixel counts, true class by row.
    """
    hit = np.diag(matrix).astype(float)
    union = matrix.sum(0) + matrix.sum(1) - hit
    present = matrix.sum(1) > 0
    iou = hit / np.maximum(union, 1)
    both = matrix[1:, 1:].sum()
    return {
        "pixel_accuracy": float(hit.sum() / matrix.sum()),
        "mean_iou": float(iou[present].mean()),
        "foreground_iou": float(both / (matrix.sum() - matrix[0, 0])),
        "iou": {CLASSES[i]: float(iou[i]) for i in np.flatnonzero(present)},
    }


def classification_figures(
    truth: NDArray[np.bool_], score: NDArray[np.floating], threshold: float = 0.5
) -> dict[str, float | int]:
    """Return accuracy, precision, recall, F1, MCC, AUC and the confusion counts.

    Parameters
    ----------
    truth : ndarray of bool, shape (N,)
        True is generated.
    score : ndarray of float, shape (N,)
        Probability of "generated", 0..1.
    threshold : float
        Scores above it count as generated.
    """
    found = score > threshold
    tn, fp, fn, tp = sk.confusion_matrix(truth, found, labels=[False, True]).ravel()
    both = truth.any() and not truth.all()
    return {
        "images": int(truth.size),
        "accuracy": float(sk.accuracy_score(truth, found)),
        "precision": float(sk.precision_score(truth, found, zero_division=0)),
        "recall": float(sk.recall_score(truth, found, zero_division=0)),
        "f1": float(sk.f1_score(truth, found, zero_division=0)),
        "mcc": float(sk.matthews_corrcoef(truth, found)),
        "auc": float(sk.roc_auc_score(truth, score)) if both else float("nan"),
        "true_real": int(tn),
        "false_generated": int(fp),
        "false_real": int(fn),
        "true_generated": int(tp),
    }
