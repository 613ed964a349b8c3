"""What the test of a run found, typed: figures, IoU, confusion, reliability; and its mistakes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gng_desktop.charts.measured import Bin
from gng_desktop.core.tables import read_rows
from gng_desktop.datasets.items import DataError
from gng_desktop.imaging.labels import CLASSES
from gng_desktop.modelstore.manifest import CLASSIFIER_CLASSES
from gng_desktop.runs.figures import ALL, IOU, TRAINED, Figure, figures_of
from gng_desktop.runs.records import METRICS, PLOTS, Run, read_run

MISTAKES, TABLE = "mistakes", "mistakes.csv"
"""Folder of a run for the images it gets most wrong, and its table."""


@dataclass(frozen=True)
class Confusion:
    """A confusion matrix."""

    classes: tuple[str, ...]  # names of the K rows and columns
    counts: NDArray[np.int64]  # (K, K): True class by row
    # {"pixels", "images"}: what is counted; images are those of the trained sources, divided at a
    # score of 0.5
    unit: str


@dataclass(frozen=True)
class ClassIou:
    """How well one class is segmented."""

    name: str  # one of `gng_desktop.imaging.labels.CLASSES`
    value: float | None  # IoU, 0..1; None where no test mask holds the class
    # low, high: ends of its 95 % interval
    low: float | None
    high: float | None
    # Of the class in the test masks; None where the confusion matrix is not there
    pixels: int | None


@dataclass(frozen=True)
class Source:
    """What a classifier says of the test images of one source."""

    name: str
    # generated, trained: the truth, and whether the source was trained on
    generated: bool
    trained: bool
    images: int
    zones: tuple[Figure, ...]  # shares called generated, called real, inconclusive


@dataclass(frozen=True)
class Tested:
    """What the test of a run found."""

    task: str  # {"segmentation", "classification"}
    flip: bool  # whether scores were averaged over each image and its mirror
    parameters: int  # of the network
    figures: tuple[Figure, ...]  # all of them, in the order of ``metrics.json``
    iou: tuple[ClassIou, ...]  # of a segmenter, all 14 classes by id; else empty
    # None where ``plots/confusion.csv`` is missing and cannot be worked out from the figures
    confusion: Confusion | None
    reliability: tuple[Bin, ...]  # of a classifier; else empty
    sources: tuple[Source, ...]  # of a classifier; else empty
    # calibration, thresholds: as manifests hold them
    calibration: Mapping[str, Any] | None
    thresholds: Mapping[str, Any] | None
    # Of a classifier: by source ``images`` and ``called_generated``, the share of the real
    # validation images above the upper limit
    validation: Mapping[str, Any]
    # Of a classifier: errors by group of people, from `gng_desktop.training.fairness.fairness`;
    # empty where the test images document none
    fairness: Mapping[str, Any] = field(default_factory=dict)


def read_tested(folder: Path) -> Tested:
    """Return what the test of the run in `folder` found.

    Raises
    ------
    DataError
        If it is no run, is not tested, or its files are damaged.
    """
    run = read_run(folder)
    if run.tested is None:
        raise DataError(f"Run {folder} is not tested; run 'runs evaluate' on it.")
    try:
        return _tested(run, run.tested)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DataError(
            f"{folder / METRICS} holds no test of a run; test it again or remove the file."
        ) from error


def _tested(run: Run, tested: Mapping[str, Any]) -> Tested:
    metrics = tested["metrics"]
    figures = tuple(figures_of(metrics))
    confusion = _confusion(run.folder / PLOTS / "confusion.csv", run.task)
    if confusion is None and run.task == "classification":
        confusion = _of_figures(metrics[TRAINED] if TRAINED in metrics else metrics[ALL])
    trained = set(metrics.get("trained_sources", ()))
    return Tested(
        task=run.task,
        flip=bool(tested.get("flip")),
        parameters=int(tested["parameters"]),
        figures=figures,
        iou=_iou(figures, confusion) if run.task == "segmentation" else (),
        confusion=confusion,
        reliability=_reliability(run.folder / PLOTS / "reliability.csv"),
        sources=tuple(
            Source(
                name,
                bool(row["generated"]),
                name in trained,
                int(row["images"]),
                tuple(f for f in figures if f.group == name and f.name in row["intervals"]),
            )
            for name, row in metrics.get("sources", {}).items()
        ),
        calibration=tested.get("calibration"),
        thresholds=tested.get("thresholds"),
        validation=metrics.get("validation", {}),
        fairness=metrics.get("fairness", {}),
    )


def _of_figures(group: Mapping[str, Any]) -> Confusion:
    # As `gng_desktop.training.metrics.classification_figures` names them.
    names = ("true_real", "false_generated"), ("false_real", "true_generated")
    cells = [[group[name] for name in row] for row in names]
    return Confusion(CLASSIFIER_CLASSES, np.array(cells, np.int64), "images")


def _iou(figures: tuple[Figure, ...], confusion: Confusion | None) -> tuple[ClassIou, ...]:
    known = {f.name.removeprefix(IOU): f for f in figures if f.name.startswith(IOU)}
    counts = dict(zip(confusion.classes, confusion.counts, strict=True)) if confusion else {}
    rows = []
    for name in CLASSES:
        pixels = int(counts[name].sum()) if name in counts else None
        f = known.get(name)
        found = (f.value, f.low, f.high) if f else (None, None, None)
        rows.append(ClassIou(name, *found, pixels))
    return tuple(rows)


@contextmanager
def _whole(path: Path) -> Iterator[None]:
    """Name a file that breaks off or holds something else."""
    try:
        yield
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        raise DataError(f"{path} is damaged; test the run again.") from error


def _confusion(path: Path, task: str) -> Confusion | None:
    """Return the matrix of a ``confusion.csv``; None if there is no such file."""
    if not path.exists():
        return None
    with _whole(path):
        rows = read_rows(path)
        names = tuple(rows[0])[1:]
        counts = np.array([[int(row[name]) for name in names] for row in rows], np.int64)
        if counts.shape != (len(names), len(names)) or (counts < 0).any():
            raise ValueError
    return Confusion(names, counts, "pixels" if task == "segmentation" else "images")


def _reliability(path: Path) -> tuple[Bin, ...]:
    """Return the bins of a ``reliability.csv``; none if there is no such file."""
    if not path.exists():
        return ()
    with _whole(path):
        return tuple(
            Bin(
                float(row["from"]),
                float(row["to"]),
                int(row["images"]),
                *(_number(row, name) for name in ("mean_score", "share_generated", "low", "high")),
            )
            for row in read_rows(path)
        )


def _number(row: Mapping[str, str], name: str) -> float | None:
    return float(row[name]) if row[name] else None


@dataclass(frozen=True)
class Mistake:
    """One test image that a run gets wrong; the worst has rank 1."""

    rank: int
    path: str  # relative to the data folder, with ``/``
    source: str  # of a face; of a mask its label set
    truth: str  # {"real", "generated", ""}: "" for a segmenter
    score: float | None  # of a classifier, 0..1; calibrated if the run is tested
    # Of a classifier: minus the natural logarithm of the probability given to the truth
    loss: float | None
    # mean_iou, pixel_accuracy: of a segmenter: over the classes present in the mask, 0..1
    mean_iou: float | None
    pixel_accuracy: float | None
    # Whether a classifier's score is on the wrong side of 0.5; always true for a segmenter with any
    # wrong pixel
    wrong: bool
    # picture, map: files in ``mistakes/``: what the network sees, and why; "" if not made
    picture: str
    map: str = ""


def read_mistakes(run: Path) -> tuple[Mistake, ...]:
    """Return what ``mistakes/`` of a run holds, the worst first; nothing if it is not there.

    Raises
    ------
    DataError
        If its table is damaged.
    """
    path = run / MISTAKES / TABLE
    try:
        return tuple(map(_mistake, read_rows(path)))
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(f"{path} is damaged; find the mistakes of the run again.") from error


def _mistake(row: dict[str, str]) -> Mistake:
    return Mistake(
        int(row["rank"]),
        row["path"],
        row["source"],
        row["truth"],
        _number(row, "score"),
        _number(row, "loss"),
        _number(row, "mean_iou"),
        _number(row, "pixel_accuracy"),
        row["wrong"] == "True",
        row["picture"],
        row["map"],
    )
