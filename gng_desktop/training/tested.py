"""Everything the test of a run found, typed: figures, IoU per class, confusion, reliability."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gng_desktop.core.reading import read_text
from gng_desktop.datasets.items import DataError
from gng_desktop.imaging.labels import CLASSES
from gng_desktop.modelstore.manifest import CLASSIFIER_CLASSES
from gng_desktop.training.figures import IOU, Figure, figures_of
from gng_desktop.training.groups import ALL, TRAINED
from gng_desktop.training.records import METRICS, Run, read_run
from gng_desktop.training.results import PLOTS


@dataclass(frozen=True)
class Confusion:
    """A confusion matrix.

    Attributes
    ----------
    classes : tuple of str
        Names of the K rows and columns.
    counts : ndarray of int64, shape (K, K)
        True class by row.
    unit : {"pixels", "images"}
        What is counted; images are those of the trained sources, divided at a score of 0.5.
    """

    classes: tuple[str, ...]
    counts: NDArray[np.int64]
    unit: str

    def shares(self) -> NDArray[np.float64]:
        """Return the counts as shares of their true class, (K, K), 0..1; nan in empty rows."""
        total = self.counts.sum(1, keepdims=True)
        return np.where(total > 0, self.counts / np.maximum(total, 1), np.nan)


@dataclass(frozen=True)
class ClassIou:
    """How well one class is segmented.

    Attributes
    ----------
    name : str
        One of `gng_desktop.imaging.labels.CLASSES`.
    value : float or None
        IoU, 0..1; None where no test mask holds the class.
    low, high : float or None
        Ends of its 95 % interval.
    pixels : int or None
        Of the class in the test masks; None where the confusion matrix is not there.
    """

    name: str
    value: float | None
    low: float | None
    high: float | None
    pixels: int | None


@dataclass(frozen=True)
class Bin:
    """One bin of a reliability diagram.

    Attributes
    ----------
    start, end : float
        Scores, 0..1.
    images : int
    mean_score, share_generated, low, high : float or None
        The share of the bin's images that are generated, with its 95 % interval (Wilson); None
        where the bin is empty.
    """

    start: float
    end: float
    images: int
    mean_score: float | None
    share_generated: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Source:
    """What a classifier says of the test images of one source.

    Attributes
    ----------
    name : str
    generated, trained : bool
        The truth, and whether the source was trained on.
    images : int
    zones : tuple of Figure
        Shares called generated, called real, inconclusive.
    """

    name: str
    generated: bool
    trained: bool
    images: int
    zones: tuple[Figure, ...]


@dataclass(frozen=True)
class Tested:
    """What the test of a run found.

    Attributes
    ----------
    task : {"segmentation", "classification"}
    flip : bool
        Whether scores were averaged over each image and its mirror.
    parameters : int
        Of the network.
    figures : tuple of Figure
        All of them, in the order of ``metrics.json``.
    iou : tuple of ClassIou
        Of a segmenter, all 14 classes by id; else empty.
    confusion : Confusion or None
        None where ``plots/confusion.csv`` is missing and cannot be told from the figures.
    reliability : tuple of Bin
        Of a classifier; else empty.
    sources : tuple of Source
        Of a classifier; else empty.
    calibration, thresholds : mapping or None
        As manifests hold them.
    validation : mapping
        Of a classifier: by source ``images`` and ``called_generated``, the share of the real
        validation images above the upper limit.
    """

    task: str
    flip: bool
    parameters: int
    figures: tuple[Figure, ...]
    iou: tuple[ClassIou, ...]
    confusion: Confusion | None
    reliability: tuple[Bin, ...]
    sources: tuple[Source, ...]
    calibration: Mapping[str, Any] | None
    thresholds: Mapping[str, Any] | None
    validation: Mapping[str, Any]


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
    confusion = read_confusion(run.folder / PLOTS / "confusion.csv", run.task)
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
        reliability=read_reliability(run.folder / PLOTS / "reliability.csv"),
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
    )


def _of_figures(group: Mapping[str, Any]) -> Confusion:
    cells = [[group[f"{right}_{name}"] for right, name in row] for row in _CELLS]
    return Confusion(CLASSIFIER_CLASSES, np.array(cells, np.int64), "images")


_CELLS = (
    (("true", "real"), ("false", "generated")),
    (("false", "real"), ("true", "generated")),
)
"""How `gng_desktop.training.metrics.classification_figures` names the counts, true class by row."""


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


def read_confusion(path: Path, task: str) -> Confusion | None:
    """Return the matrix of a ``confusion.csv``; None if there is no such file.

    Parameters
    ----------
    path : Path
    task : {"segmentation", "classification"}
        Of the network: pixels or images are counted.

    Raises
    ------
    DataError
        If the file is damaged.
    """
    rows = _rows(path)
    if rows is None:
        return None
    try:
        (_, *names), *body = rows
        counts = np.array([[int(v) for v in row[1:]] for row in body], np.int64)
        if counts.shape != (len(names), len(names)) or not names or (counts < 0).any():
            raise ValueError
    except ValueError as error:
        raise _damaged(path) from error
    return Confusion(tuple(names), counts, "pixels" if task == "segmentation" else "images")


def read_reliability(path: Path) -> tuple[Bin, ...]:
    """Return the bins of a ``reliability.csv``; none if there is no such file.

    Raises
    ------
    DataError
        If the file is damaged.
    """
    rows = _rows(path)
    if rows is None:
        return ()
    try:
        return tuple(
            Bin(
                float(start),
                float(end),
                int(images),
                *(float(v) if v else None for v in (mean, share, low, high)),
            )
            for start, end, images, mean, share, low, high in rows[1:]
        )
    except ValueError as error:
        raise _damaged(path) from error


def _rows(path: Path) -> list[list[str]] | None:
    try:
        rows = list(csv.reader(read_text(path).splitlines()))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, csv.Error) as error:
        raise _damaged(path) from error
    if not rows:
        raise _damaged(path)
    return rows


def _damaged(path: Path) -> DataError:
    return DataError(f"{path} is damaged; test the run again.")
