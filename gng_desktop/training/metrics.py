"""Figures of segmentation and classification (SPEC 1.5), for images that may count repeatedly."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from gng_desktop.imaging.labels import CLASSES
from gng_desktop.modelstore.platt import EPSILON

Figures = dict[str, NDArray[np.float64]]
"""By name, one value per row of weights; nan where a figure is not defined."""
ECE_BINS = 10
THRESHOLD = 0.5  # scores above it count as generated


def confusion(
    truth: NDArray[np.integer], found: NDArray[Any], n: int = len(CLASSES)
) -> NDArray[np.int64]:
    """Return the (n, n) counts, true class by row; ids from `n` in `truth` are left out."""
    keep = truth < n
    pairs = truth[keep].astype(np.int64) * n + found[keep]
    return np.bincount(pairs.ravel(), minlength=n * n).reshape(n, n)


def _ratio(
    part: NDArray[np.float64], whole: NDArray[np.float64], empty: float
) -> NDArray[np.float64]:
    """Return part / whole, `empty` where the whole is 0."""
    return np.where(whole > 0, part / np.where(whole > 0, whole, 1), empty)


def of_matrices(matrices: NDArray[np.integer], weights: NDArray[np.float64]) -> Figures:
    """Return the figures of a segmenter, once per row of weights.

    Parameters
    ----------
    matrices : ndarray of int, shape (N, 14, 14)
        `confusion` of each image.
    weights : ndarray of float, shape (B, N)
        How often each image counts, 0 or more.

    Returns
    -------
    dict of str to ndarray of float64, shape (B,)
        ``pixel_accuracy``, ``mean_iou`` (over the classes present), ``foreground_iou`` and
        ``iou/CLASS`` for each class, all 0..1; nan for a class that no counted image holds.
    """
    n = len(CLASSES)
    matrix = (weights @ matrices.reshape(len(matrices), -1).astype(np.float64)).reshape(-1, n, n)
    hit = np.diagonal(matrix, axis1=1, axis2=2)
    total, true = matrix.sum((1, 2)), matrix.sum(2)
    iou = _ratio(hit, true + matrix.sum(1) - hit, 0.0)
    iou = np.where(true > 0, iou, np.nan)
    present = (true > 0).sum(1).astype(np.float64)
    return {
        "pixel_accuracy": _ratio(hit.sum(1), total, np.nan),
        "mean_iou": _ratio(np.nansum(iou, axis=1), present, np.nan),
        "foreground_iou": _ratio(matrix[:, 1:, 1:].sum((1, 2)), total - matrix[:, 0, 0], np.nan),
        **{f"iou/{name}": iou[:, i] for i, name in enumerate(CLASSES)},
    }


def segmentation_figures(matrix: NDArray[np.int64]) -> dict[str, object]:
    """Return pixel accuracy, mean IoU over the classes present, per-class and foreground IoU.

    Parameters
    ----------
    matrix : ndarray of int64, shape (14, 14)
        Pixel counts, true class by row.
    """
    flat = {k: float(v[0]) for k, v in of_matrices(matrix[None], np.ones((1, 1))).items()}
    iou = {name: flat.pop(f"iou/{name}") for name in CLASSES}
    return {**flat, "iou": {name: v for name, v in iou.items() if not np.isnan(v)}}


def of_scores(
    truth: NDArray[np.bool_],
    score: NDArray[np.floating],
    weights: NDArray[np.float64],
) -> Figures:
    """Return the figures of a classifier, once per row of weights.

    Parameters
    ----------
    truth : ndarray of bool, shape (N,)
        True is generated, the positive class (SPEC 1.4).
    score : ndarray of float, shape (N,)
        Calibrated probability of "generated" at even prior odds, 0..1.
    weights : ndarray of float, shape (B, N)
        How often each image counts, 0 or more.

    Returns
    -------
    dict of str to ndarray of float64, shape (B,)
        ``accuracy``, ``precision``, ``recall``, ``f1`` (0..1; 0 where they would be 0 / 0),
        ``mcc`` (-1..1; 0 likewise), ``auc`` (0..1), ``brier`` (mean squared error of the score,
        0..1), ``cllr`` (bits, 0 perfect, 1 as good as no opinion; Brummer and du Preez 2006),
        ``ece`` (see `calibration_error`). ``auc`` and
        ``cllr`` are nan where one class only is counted.
    """
    found, total = score > THRESHOLD, weights.sum(1)
    exact: NDArray[np.float64] = score.astype(np.float64)
    tp, fp = weights @ (truth & found), weights @ (~truth & found)
    fn, tn = weights @ (truth & ~found), weights @ (~truth & ~found)
    spread = np.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))
    certain = np.clip(exact, EPSILON, 1 - EPSILON)
    miss = _ratio(weights @ np.where(truth, -np.log2(certain), 0), tp + fn, np.nan)
    alarm = _ratio(weights @ np.where(truth, 0, -np.log2(1 - certain)), tn + fp, np.nan)
    return {
        "accuracy": _ratio(tp + tn, total, np.nan),
        "precision": _ratio(tp, tp + fp, 0.0),
        "recall": _ratio(tp, tp + fn, 0.0),
        "f1": _ratio(2 * tp, 2 * tp + fp + fn, 0.0),
        "mcc": _ratio(tp * tn - fp * fn, spread, 0.0),
        "auc": _area(truth, exact, weights),
        "brier": _ratio(weights @ (exact - truth) ** 2, total, np.nan),
        "cllr": (miss + alarm) / 2,
        "ece": calibration_error(truth, exact, weights),
    }


def _area(
    truth: NDArray[np.bool_], score: NDArray[np.float64], weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the area under the ROC curve: how often a generated image outranks a real one."""
    order = np.argsort(score, kind="stable")
    ranked, side = weights[:, order], truth[order]
    starts = np.flatnonzero(np.diff(score[order], prepend=-1.0))  # equal scores form a group
    generated = np.add.reduceat(ranked * side, starts, axis=1)
    real = np.add.reduceat(ranked * ~side, starts, axis=1)
    outranked = np.cumsum(real, axis=1) - real / 2  # of equal scores, half
    pairs = generated.sum(1) * real.sum(1)
    return _ratio((generated * outranked).sum(1), pairs, np.nan)


def calibration_error(
    truth: NDArray[np.bool_], score: NDArray[np.float64], weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the expected calibration error, 0..1, per row of weights; see `of_scores`."""
    index = np.minimum((score * ECE_BINS).astype(int), ECE_BINS - 1)
    inside = index[:, None] == np.arange(ECE_BINS)
    gaps = np.abs(weights @ ((truth - score)[:, None] * inside)).sum(1)
    return _ratio(gaps, weights.sum(1), np.nan)


def classification_figures(
    truth: NDArray[np.bool_], score: NDArray[np.floating]
) -> dict[str, float | int]:
    """Return the number of images, the figures of `of_scores` and the confusion counts.

    Parameters
    ----------
    truth : ndarray of bool, shape (N,)
        True is generated.
    score : ndarray of float, shape (N,)
        Probability of "generated", 0..1.
    """
    figures = of_scores(truth, score, np.ones((1, truth.size)))
    found = score > THRESHOLD
    return {
        "images": int(truth.size),
        **{name: float(values[0]) for name, values in figures.items()},
        "true_real": int((~truth & ~found).sum()),
        "false_generated": int((~truth & found).sum()),
        "false_real": int((truth & ~found).sum()),
        "true_generated": int((truth & found).sum()),
    }
