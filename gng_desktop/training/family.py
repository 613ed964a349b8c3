"""Test of a family model (003, section 5): three classes, JPEG, generators seen and unseen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar

from gng_desktop.datasets.families import CLASSES
from gng_desktop.datasets.framing import FaceCache
from gng_desktop.datasets.items import FaceItem, of_split, read_faces, truth_of
from gng_desktop.datasets.sampling import as_many_of_each
from gng_desktop.engines.protocol import Engine
from gng_desktop.imaging.perturbations import Perturbation
from gng_desktop.modelstore.family import ANSWERS, answer, calibrated
from gng_desktop.modelstore.manifest import Calibration
from gng_desktop.runs.published import MIXED, QUALITIES, SEEN, SETS, UNSEEN
from gng_desktop.training.calibration import reliability
from gng_desktop.training.intervals import bootstrap
from gng_desktop.training.metrics import Figures, confusion
from gng_desktop.training.preparing import faces_of
from gng_desktop.training.recipe import Recipe
from gng_desktop.training.scoring import VALIDATION_IMAGES, Measurement, Steps, score_steps


def of_families(
    truth: NDArray[np.integer], called: NDArray[np.integer], weights: NDArray[np.float64]
) -> Figures:
    """Return the figures of a family model, once per row of weights.

    Parameters
    ----------
    truth, called : ndarray of int, shape (N,)
        Positions in `CLASSES`.
    weights : ndarray of float, shape (B, N)
        How often each image counts, 0 or more.

    Returns
    -------
    dict of str to ndarray of float64, shape (B,)
        ``accuracy`` and ``macro_f1`` over the three classes; ``binary_accuracy`` and ``binary_f1``
        where both families count as generated; ``balanced_accuracy``, the mean of the shares of
        real and of generated faces called so. All 0..1; nan where nothing is counted.
    """
    n = len(CLASSES)
    cells = np.eye(n * n)[truth * n + called]
    matrix = (weights @ cells).reshape(-1, n, n)
    total, hit = matrix.sum((1, 2)), np.diagonal(matrix, axis1=1, axis2=2)
    with np.errstate(invalid="ignore", divide="ignore"):
        f1 = 2 * hit / (matrix.sum(1) + matrix.sum(2))
        found, missed = matrix[:, 1:, 1:].sum((1, 2)), matrix[:, 1:, 0].sum(1)
        alarms, right = matrix[:, 0, 1:].sum(1), matrix[:, 0, 0]
        return {
            "accuracy": hit.sum(1) / total,
            "macro_f1": np.nan_to_num(f1).mean(1),
            "binary_accuracy": (found + right) / total,
            "binary_f1": 2 * found / (2 * found + missed + alarms),
            "balanced_accuracy": (found / (found + missed) + right / (right + alarms)) / 2,
        }


def with_intervals(
    truth: NDArray[np.integer], called: NDArray[np.integer], names: Sequence[str]
) -> dict[str, Any]:
    """Return ``images``, the figures `names` of `of_families` and their ``intervals``."""
    plain = of_families(truth, called, np.ones((1, truth.size)))
    found = bootstrap(partial(of_families, truth, called), truth.size)
    values = {name: float(plain[name][0]) for name in names}
    return {
        "images": int(truth.size),
        **{name: None if np.isnan(v) else v for name, v in values.items()},
        "intervals": {name: found[name] for name in names},
    }


def temperature(probabilities: NDArray[np.floating], truth: NDArray[np.integer]) -> float:
    """Fit the slope of temperature scaling, each class weighing alike.

    Parameters
    ----------
    probabilities : ndarray of float, shape (N, 3)
    truth : ndarray of int, shape (N,)
    """
    weights = 1 / np.bincount(truth, minlength=len(CLASSES)).clip(1)[truth]

    def loss(log_slope: float) -> float:
        fit = Calibration("temperature", float(np.exp(log_slope)), 0.0, "")
        own = calibrated(probabilities, fit)[np.arange(truth.size), truth]
        return float(-(weights * np.log(own.clip(1e-12))).sum())

    found = minimize_scalar(loss, bounds=(-4, 3), method="bounded")
    return float(np.exp(found.x))


def balanced(items: Sequence[FaceItem], seed: int) -> list[FaceItem]:
    """Return as many faces of each class, those of the larger ones drawn by `seed`."""
    pools = [[n for n, item in enumerate(items) if item.family == name] for name in CLASSES]
    return [items[n] for n in sorted(as_many_of_each(pools, seed))]


def _positions(items: Sequence[FaceItem]) -> NDArray[np.int64]:
    return np.array([CLASSES.index(item.family) for item in items], np.int64)


def family_steps(
    recipe: Recipe, engine: Engine, data: Path, faces: FaceCache | None
) -> Steps[Measurement]:
    """Calibrate a family model on the validation split and test it as 003 does.

    Parameters as in `gng_desktop.training.run_test.measure_steps`. The metrics hold the figures
    over the class-balanced test split, the same by JPEG quality (``jpeg``), over generators seen
    and unseen (``generalisation``) and by generator.
    """
    own = faces_of(recipe, data)
    check = of_split(own, "val")
    raw = yield from score_steps(engine, check, faces, text=VALIDATION_IMAGES)
    on = f"validation split, {len(check)} images"
    fit = Calibration("temperature", temperature(raw, _positions(check)), 0.0, on)
    test = of_split(own, "test")
    even = balanced(test, recipe.seed)
    truth = _positions(even)
    main = ("accuracy", "macro_f1", "binary_accuracy", "binary_f1")
    raw = yield from score_steps(engine, even, faces)
    score = calibrated(raw, fit)
    metrics: dict[str, Any] = with_intervals(truth, score.argmax(1), main)
    counts = confusion(truth, score.argmax(1), len(CLASSES))
    compressed = {}
    for quality in QUALITIES:
        change = Perturbation(quality=quality)
        raw = yield from score_steps(engine, even, faces, text=change.name, change=change)
        compressed[str(quality)] = with_intervals(truth, raw.argmax(1), main)
    metrics["jpeg"] = compressed
    every = [f for f in read_faces(data / recipe.data.index) if f.family in CLASSES]
    seen = {i.generator for i in own if i.generated and i.split == "train"}
    unseen = [f for f in every if f.generated and f.generator not in seen]
    raw = yield from score_steps(engine, test, faces, text="All test images")
    tested = calibrated(raw, fit)
    fresh = np.empty((0, len(CLASSES)))
    if unseen:
        raw = yield from score_steps(engine, unseen, faces, text="Generators never seen")
        fresh = calibrated(raw, fit)
    metrics["generalisation"] = _generalisation(test, tested, unseen, fresh)
    metrics["generators"] = {
        **_per_generator([i for i in test if i.generated], tested[_positions(test) > 0], True),
        **_per_generator(unseen, fresh, False),
    }
    return Measurement(
        metrics,
        CLASSES,
        counts,
        asdict(fit),
        None,
        tuple(reliability(1 - score[:, 0], truth > 0)),
    )


def _generalisation(
    test: Sequence[FaceItem],
    tested: NDArray[np.float64],
    unseen: Sequence[FaceItem],
    fresh: NDArray[np.float64],
) -> dict[str, dict[str, Any]]:
    """Return ``balanced_accuracy`` by family of generators and by whether they were seen."""
    real = ~truth_of(test)
    sets: dict[str, dict[str, Any]] = {}
    for name, families in SETS.items():
        old = np.array([i.family in families for i in test], bool)
        new = np.array([i.family in families for i in unseen], bool)
        sets[name] = {}
        for scope in (SEEN, UNSEEN, MIXED):
            parts = [tested[real]]
            if scope != UNSEEN:
                parts.append(tested[old])
            if scope != SEEN and len(unseen):
                parts.append(fresh[new])
            called = np.concatenate(parts).argmax(1)
            truth = np.where(np.arange(called.size) < real.sum(), 0, 1)
            # Which family is called plays no part here: 1 stands for any.
            sets[name][scope] = (
                with_intervals(truth, np.minimum(called, 1), ("balanced_accuracy",))
                if 0 < real.sum() < called.size
                else None
            )
    return sets


def _per_generator(
    items: Sequence[FaceItem], score: NDArray[np.float64], seen: bool
) -> dict[str, dict[str, Any]]:
    """Return, by generator, the share of its images that got each answer."""
    rows: dict[str, dict[str, Any]] = {}
    for name in sorted({i.generator for i in items if i.generator}):
        given = [
            answer(s) for i, s in zip(items, score.tolist(), strict=True) if i.generator == name
        ]
        family = next(i.family for i in items if i.generator == name)
        shares: Mapping[str, float] = {a: given.count(a) / len(given) for a in ANSWERS}
        rows[name] = {"images": len(given), "family": family, "seen": seen, "answers": shares}
    return rows
