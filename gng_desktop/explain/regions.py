"""Exact Shapley values of face regions and background: what each brought to the score."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gng_desktop.analysis.scoring import calibrate
from gng_desktop.core.progress import Progress, first_of
from gng_desktop.explain.catalogue import Unit
from gng_desktop.explain.explanation import Explanation, explained_inputs, explained_views
from gng_desktop.explain.maskers import BATCH, Masker, Score, check_masker, workers
from gng_desktop.explain.region_groups import Players, players_of
from gng_desktop.explain.shapley import (
    antithetic_orders,
    interactions,
    sampled_values,
    shapley_values,
)
from gng_desktop.explain.stopwatch import Clock
from gng_desktop.explain.units import check_unit, to_score, to_unit
from gng_desktop.imaging.inputs import resize_mask
from gng_desktop.imaging.labels import BACKGROUND, CLASSES

if TYPE_CHECKING:
    from gng_desktop.analysis.pipeline import Analyser
    from gng_desktop.analysis.result import Analysis

PREVIEWED, PAIRS = 9, 3
"""From how many players on there is a preview, and by how many pairs of opposite orders."""
Network = Callable[..., Iterator[tuple[NDArray[np.int64], NDArray[np.float64]]]]
"""As `gng_desktop.engines.coalitions.CoalitionNetwork.parts`, its scores calibrated."""


@dataclass(frozen=True)
class RegionExplanation:
    """How face regions and background moved one classifier's score, exactly.

    Attributes
    ----------
    players : tuple of str
        Names of the regions.
    phi : ndarray of float64, shape (n,)
        Shapley value of each, in `unit`; above 0 pushes toward "generated". In log-odds,
        ``exp(phi)`` is the factor by which showing the region multiplies the odds of "generated",
        the geometric mean over all orders of showing the regions. For the without-background
        classifier the background is black from the start: it takes no part and its phi is 0.
    interactions : ndarray of float64, shape (n, n)
        See `gng_desktop.explain.shapley.interactions`; in `unit`; rows add up to `phi`.
    baseline : float
        Score of the image with every region hidden, in `unit`; 0..1 in `hidden_score`.
    prediction : float
        Score of the image, 0..1, whatever the unit.
    evaluations : int
        Images scored: ``2 ** (players that take part)``, or those of a preview.
    notes : tuple of str
        Sentences for the user: which regions were merged.
    masker : str
        What hidden regions are replaced by.
    image : ndarray of uint8, shape (S, S, 3)
        The network input that was explained.
    labels : ndarray of int64, shape (S, S)
        Index into `players` of each pixel.
    unit : {"score", "log-odds"}
        ``baseline + phi.sum()`` equals the prediction, or its log-odds within the bound of
        `gng_desktop.explain.units`.
    errors : ndarray of float64, shape (n,), or None
        Standard error of each `phi` of a preview, in `unit`; None where they are exact.
    """

    players: tuple[str, ...]
    phi: NDArray[np.float64]
    interactions: NDArray[np.float64]
    baseline: float
    prediction: float
    evaluations: int
    seconds: float
    notes: tuple[str, ...]
    masker: str
    image: NDArray[np.uint8]
    labels: NDArray[np.int64]
    unit: Unit = "score"
    errors: NDArray[np.float64] | None = None

    @property
    def hidden_score(self) -> float:
        """Score of the image with every region hidden, 0..1, whatever the unit."""
        return to_score(self.baseline, self.unit)

    @property
    def contributions(self) -> dict[str, float]:
        """`phi` by name."""
        return dict(zip(self.players, self.phi.tolist(), strict=True))

    @property
    def shares(self) -> NDArray[np.float64]:
        """|phi| of each player as a share of their sum, 0..1; all 0 if nothing moves the score."""
        sizes = np.abs(self.phi)
        total = sizes.sum()
        return np.asarray(sizes / total if total else sizes)

    @property
    def background_share(self) -> float:
        """The background's share of all contributions by magnitude, 0..1."""
        name = CLASSES[BACKGROUND]
        return float(self.shares[self.players.index(name)]) if name in self.players else 0.0

    def to_explanation(self) -> Explanation:
        """Return a map on which every region's contribution lies evenly on its pixels."""
        pixels = np.bincount(self.labels.ravel(), minlength=len(self.players))
        return Explanation(
            method="regions",
            masker=self.masker,
            values=(self.phi / pixels)[self.labels].astype(np.float32),
            image=self.image,
            baseline=self.baseline,
            prediction=self.prediction,
            evaluations=self.evaluations,
            seconds=self.seconds,
            complete=self.errors is None,
            unit=self.unit,
            totals=self.phi[self.labels].astype(np.float32),
        )

    def to_json(self) -> dict[str, Any]:
        """Return everything but pictures, JSON-serialisable."""
        return {
            "masker": self.masker,
            "unit": self.unit,
            "prediction": self.prediction,
            "hidden_score": self.hidden_score,
            "baseline": self.baseline,
            "contributions": self.contributions,
            "interactions": self.interactions.tolist(),
            "background_share": self.background_share,
            "evaluations": self.evaluations,
            "seconds": self.seconds,
            "notes": list(self.notes),
        }


def region_steps(
    score: Score,
    image: NDArray[np.uint8],
    players: Players,
    always: frozenset[str],
    name: str,
    unit: Unit,
    pool: ThreadPoolExecutor,
    network: Network | None = None,
    preview: bool = False,
) -> Generator[int | RegionExplanation, None, None]:
    """Yield a preview if asked for, the evaluations done after each batch, the explanation.

    Regions of `always` take no part; `name` is the masker's; `pool` is of `maskers.workers`;
    `network`, where there is one, gives the same scores as `score` faster.
    """
    clock = Clock()
    masker = Masker(name, image)
    playing = [i for i, player in enumerate(players.names) if player not in always]
    # Players that take no part have the bit that is set in every coalition.
    bit = np.full(len(players.names), len(playing))
    bit[playing] = np.arange(len(playing))
    bits = bit[players.labels]
    table = np.empty(2 ** len(playing))

    def picture(coalition: int) -> NDArray[np.uint8]:
        there = ((coalition | table.size) >> np.arange(len(playing) + 1) & 1).astype(np.bool_)
        return masker.show(there[bits])

    def scored(part: NDArray[np.int64]) -> NDArray[np.float64]:
        return score(np.stack(list(pool.map(picture, part))))

    def made(values: ArrayLike, pairs: ArrayLike, **known: Any) -> RegionExplanation:
        phi, matrix = np.zeros(len(bit)), np.zeros((len(bit), len(bit)))
        phi[playing] = values
        matrix[np.ix_(playing, playing)] = pairs
        return RegionExplanation(
            players=players.names,
            phi=phi,
            interactions=matrix,
            masker=name,
            image=image,
            labels=players.labels,
            unit=unit,
            seconds=clock.seconds,
            **known,
        )

    if preview:
        orders = antithetic_orders(len(playing), PAIRS)
        needed = np.unique(orders)
        known = to_unit(np.concatenate([scored(c) for c in _batches(needed)]), unit)
        worth = known[np.searchsorted(needed, orders)]
        values, errors = sampled_values(orders, worth)
        most = np.zeros(len(bit))
        most[playing] = errors
        sketch = made(
            values,
            np.diag(values),
            baseline=float(known[0]),
            prediction=to_score(float(known[-1]), unit),
            evaluations=len(needed),
            notes=(
                *players.notes,
                f"Preview from {len(needed)} of {table.size} combinations, standard error up to "
                f"{errors.max():.2g}; exact values need all of them.",
            ),
            errors=most,
        )
        with clock.paused():
            yield sketch
    parts: Iterator[tuple[NDArray[np.int64], NDArray[np.float64]]]
    if network is not None and name != "telea":
        parts = network(image, masker.replacement, bits, len(playing), pool)
    else:
        parts = ((part, scored(part)) for part in _batches(np.arange(table.size)))
    done = 0
    for part, scores in parts:
        table[part] = scores
        done += len(part)
        with clock.paused():
            yield done
    worth = to_unit(table, unit)
    yield made(
        shapley_values(worth),
        interactions(worth),
        baseline=float(worth[0]),
        prediction=float(table[-1]),
        evaluations=table.size,
        notes=players.notes,
    )


def _batches(coalitions: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    return (coalitions[first : first + BATCH] for first in range(0, len(coalitions), BATCH))


def _network(analyser: Analyser, role: str) -> Network | None:
    """Return what scores all images of regions at once, calibrated; None where nothing can."""
    # Stand-ins for analysers have no engines, and other engines than ours no such network.
    engine = getattr(analyser, "engines", {}).get(role)
    if (found := getattr(engine, "coalitions", None)) is None:
        return None
    calibration = analyser.models[role].manifest.calibration

    def parts(*given: Any) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float64]]]:
        for coalitions, raw in found.parts(*given):
            yield coalitions, calibrate(raw, calibration)

    return parts


def explain_view(
    score: Score,
    image: NDArray[np.uint8],
    mask: NDArray[np.uint8],
    many: int,
) -> RegionExplanation:
    """Explain one score of one picture by regions, every one of them a player, in log-odds.

    For studies: unlike `explain_regions` it lets the background of a stripped view play, and runs
    in one go.

    Parameters
    ----------
    score : callable
        (N, S, S, 3) uint8 RGB -> (N,) scores.
    image : ndarray of uint8, shape (S, S, 3)
        The network input.
    mask : ndarray of uint8, shape (h, w)
        Its class ids, 0..13.
    many
        See `gng_desktop.explain.region_groups.players_of`.
    """
    players = players_of(resize_mask(mask, *image.shape[1::-1]), many)
    with workers() as pool:
        steps = region_steps(score, image, players, frozenset(), "blur", "log-odds", pool)
        return first_of(RegionExplanation, steps)


def explain_regions(
    analyser: Analyser,
    analysis: Analysis,
    masker: str = "blur",
    unit: Unit = "log-odds",
    preview: bool = False,
) -> Iterator[Progress | tuple[RegionExplanation, RegionExplanation]]:
    """Explain both scores of an analysis by regions; yield progress, at last both explanations.

    All coalitions of regions are scored, so nothing is estimated. The work pauses between two
    yields; closing the generator ends it.

    Parameters
    ----------
    analyser, analysis
        The models, and what they made: with status ``ok`` and its views.
    masker : {"blur", "black", "mean", "telea"}
        What hidden regions are replaced by; inpainting costs more than the score itself.
    preview : bool
        Yield a pair estimated from few coalitions first, with its standard errors, where there
        are so many that the exact one takes long.

    Raises
    ------
    ValueError
        If the analysis has no scores to explain, or `masker` or `unit` is unknown.
    """
    inputs = explained_inputs(analysis)
    check_masker(masker)
    check_unit(unit)
    jobs = []
    for role, image in inputs.items():
        hidden = {CLASSES[BACKGROUND]} if role == "without_background" else set[str]()
        players = players_of(
            resize_mask(explained_views(analysis).network_mask, *image.shape[1::-1])
        )
        jobs.append((role, image, frozenset(hidden), players, 2 ** len({*players.names} - hidden)))
    total, before = sum(job[-1] for job in jobs), 0
    preview = preview and all(job[-1] >= 2**PREVIEWED for job in jobs)
    yield Progress(0, total, "Regions")
    with workers() as pool:
        runs = [
            region_steps(
                partial(analyser.score, role),
                image,
                players,
                always,
                masker,
                unit,
                pool,
                _network(analyser, role),
                preview,
            )
            for role, image, always, players, _ in jobs
        ]
        if preview:
            first, second = (next(run) for run in runs)
            assert isinstance(first, RegionExplanation) and isinstance(second, RegionExplanation)
            yield first, second
        found: list[RegionExplanation] = []
        for run, job in zip(runs, jobs, strict=True):
            for step in run:
                if isinstance(step, RegionExplanation):
                    found.append(step)
                else:
                    yield Progress(before + step, total, "Regions")
            before += job[-1]
    yield found[0], found[1]
