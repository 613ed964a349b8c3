"""A stored model tested on a data set, as it is and under JPEG compression and reduction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from gng_desktop.charts import measured as charts
from gng_desktop.charts.look import Look, save_drawing
from gng_desktop.core.files import write_text
from gng_desktop.core.progress import Progress
from gng_desktop.core.tables import csv_text, path_text
from gng_desktop.datasets.items import FaceItem, MaskItem, truth_of
from gng_desktop.engines.select import open_engine
from gng_desktop.imaging.labels import CLASSES
from gng_desktop.imaging.perturbations import STRENGTHS, Perturbation
from gng_desktop.modelstore import StoredModel
from gng_desktop.modelstore.manifest import CLASSIFIER_CLASSES
from gng_desktop.runs.figures import ALL, WORDS, figures_of, groups_of
from gng_desktop.runs.records import METRICS
from gng_desktop.training import batch_analysis
from gng_desktop.training.calibration import reliability, scaled
from gng_desktop.training.fairness import fairness_csv
from gng_desktop.training.groups import classification_test
from gng_desktop.training.intervals import segmentation_with_intervals
from gng_desktop.training.metrics import confusion
from gng_desktop.training.results import (
    write_confusion,
    write_metrics,
    write_reliability,
)

if TYPE_CHECKING:
    from gng_desktop.training.scoring import Steps


@dataclass(frozen=True)
class Evaluation:
    """What a model reached."""

    # `segmentation_with_intervals` or `classification_test`; the first is undisturbed
    metrics: dict[Perturbation, dict[str, Any]]
    # (K, K): confusion matrix of the undisturbed images, true class by row: pixels, or images at
    # 0.5
    counts: NDArray[np.int64]
    items: Sequence[FaceItem] | Sequence[MaskItem]  # the images
    scores: NDArray[np.float64]  # (P, N): calibrated, of a classifier; (P, 0) for a segmenter


def perturbations(
    jpeg: Iterable[int], sizes: Iterable[int], kinds: Iterable[str] = ()
) -> list[Perturbation]:
    """List no change, each JPEG quality, each working size (px), each kind in each strength."""
    changes = [Perturbation(quality=q) for q in jpeg] + [Perturbation(side=s) for s in sizes]
    changes += [Perturbation(kind=kind, strength=s) for kind in kinds for s in STRENGTHS]
    return list(dict.fromkeys([Perturbation(), *changes]))


def _joined(parts: Iterator[NDArray[Any]], total: int) -> Steps[NDArray[Any]]:
    """Join (P, n, ...) parts to (P, N, ...)."""
    done, collected = 0, []
    for part in parts:
        collected.append(part)
        done += part.shape[1]
        yield Progress(done, total, "Testing")
    return np.concatenate(collected, axis=1)


def evaluate_segmenter(
    model: StoredModel,
    items: Sequence[MaskItem],
    changes: Sequence[Perturbation],
    flip: bool,
) -> Steps[Evaluation]:
    """Test a segmenter on the CPU; parameters as in `gng_desktop.training.batch_analysis.matrices`.

    Raises
    ------
    ModelError, DataError
        If the model cannot be run, or an image or a mask cannot be read.
    """
    engine = open_engine(model, "cpu")
    parts = batch_analysis.matrices(engine, items, changes, flip)
    counts = yield from _joined(parts, len(items))
    metrics = {c: segmentation_with_intervals(m) for c, m in zip(changes, counts, strict=True)}
    return Evaluation(metrics, counts[0].sum(0), items, np.empty((len(changes), 0)))


def evaluate_classifier(
    model: StoredModel,
    segmenter: StoredModel,
    items: Sequence[FaceItem],
    changes: Sequence[Perturbation],
    flip: bool,
) -> Steps[Evaluation]:
    """Test a classifier on the CPU; parameters as in `gng_desktop.training.batch_analysis.scores`.

    Raises
    ------
    ModelError, DataError
        If a model cannot be run, or an image cannot be read.
    """
    manifest = model.manifest
    engine, finder = open_engine(model, "cpu"), open_engine(segmenter, "cpu")
    stripped = manifest.role == "without_background"
    parts = batch_analysis.scores(engine, finder, items, stripped, changes, flip)
    raw = yield from _joined(parts, len(items))
    limits, score = manifest.thresholds, scaled(raw, manifest.calibration)
    test = partial(
        classification_test,
        items,
        limits=(limits.real_below, limits.generated_above) if limits else (0.5, 0.5),
        trained=manifest.metrics.get("trained_sources", ()),
    )
    metrics = {c: test(score=s) for c, s in zip(changes, score, strict=True)}
    counts = confusion(truth_of(items).astype(int), score[0] > 0.5, 2)
    return Evaluation(metrics, counts, items, score)


def save(evaluation: Evaluation, out: Path, about: Mapping[str, Any]) -> None:
    """Write ``metrics.json``, ``figures.csv``, tables and pictures into `out`, made if missing.

    `about` is what the JSON says of model and data.
    """
    named = {change.name: metrics for change, metrics in evaluation.metrics.items()}
    write_metrics(out / METRICS, {**about, "results": named})
    figures = (
        [name, f.group, f.images, f.name, f.value, f.low, f.high]
        for name, metrics in named.items()
        for f in figures_of(metrics)
    )
    header = ["images are", "group", "images", "figure", "value", "low", "high"]
    out.mkdir(parents=True, exist_ok=True)
    write_text(out / "figures.csv", csv_text(header, figures))
    if evaluation.scores.size:
        write_confusion(out, CLASSIFIER_CLASSES, evaluation.counts, "images")
        truth = np.array([getattr(i, "generated", False) for i in evaluation.items])
        write_reliability(out, reliability(evaluation.scores[0], truth))
        _write_scores(out / "scores.csv", evaluation, list(named))
        if groups := evaluation.metrics[Perturbation()].get("fairness"):
            write_text(out / "fairness.csv", fairness_csv(groups))
            save_drawing(charts.fairness(Look(), groups), out / "fairness.png")
    else:
        write_confusion(out, CLASSES, evaluation.counts, "pixels")
    for key, label in (("quality", "JPEG quality"), ("side", "working size, px")):
        _robustness(evaluation, key, label, out / f"robustness.{key}.png")
    if evaluation.scores.size:
        _robustness(evaluation, "side", "working size, px", out / "accuracy.side.png", "accuracy")
    for kind in dict.fromkeys(c.kind for c in evaluation.metrics if c.kind):
        path = out / f"robustness.{kind}.png"
        _robustness(evaluation, "strength", f"strength of {kind}", path, kind=kind)


def _write_scores(path: Path, evaluation: Evaluation, names: Sequence[str]) -> None:
    items = [i for i in evaluation.items if isinstance(i, FaceItem)]
    rows = (
        [path_text(str(item.path)), item.source, "generated" if item.generated else "real", *scores]
        for item, scores in zip(items, evaluation.scores.T.tolist(), strict=True)
    )
    write_text(path, csv_text(["path", "source", "truth", *names], rows))


def _robustness(
    evaluation: Evaluation,
    key: str,
    label: str,
    path: Path,
    classified: str = "auc",
    kind: str = "",
) -> None:
    """Draw the main figures against what `key` of the perturbations says, where it was varied."""
    changes = [c for c in evaluation.metrics if getattr(c, key) and c.kind == kind]
    if not changes:
        return
    classifies = bool(evaluation.scores.size)
    lines = (
        [(name, name, classified) for name in groups_of(evaluation.metrics[Perturbation()])]
        if classifies
        else [("mean IoU", ALL, "mean_iou"), ("pixel accuracy", ALL, "pixel_accuracy")]
    )
    series, undisturbed = {}, {}
    for line, group, figure in lines:
        found = [(c, groups_of(evaluation.metrics[c])[group]) for c in changes]
        points = [
            (getattr(c, key), g[figure], g["intervals"][figure])
            for c, g in sorted(found, key=lambda pair: getattr(pair[0], key))
            if g[figure] is not None
        ]
        if points:
            series[line] = points
            undisturbed[line] = groups_of(evaluation.metrics[Perturbation()])[group][figure]
    if series:
        what = WORDS.get(classified, classified) if classifies else "figure"
        save_drawing(charts.robustness(Look(), series, undisturbed, label, what), path)
