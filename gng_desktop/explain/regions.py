"""Exact Shapley values of face regions and background: what each brought to the score."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from gng_desktop.explain.catalogue import Unit
from gng_desktop.explain.clock import Clock
from gng_desktop.explain.explanation import Explanation
from gng_desktop.explain.maskers import Masker, check_masker, workers
from gng_desktop.explain.players import MANY, Players, players_of
from gng_desktop.explain.shapley import interactions, shapley_values
from gng_desktop.explain.units import check_unit, to_score, to_unit
from gng_desktop.imaging.inputs import resize_mask
from gng_desktop.imaging.labels import BACKGROUND, CLASSES
from gng_desktop.progress import Progress

if TYPE_CHECKING:
    from gng_desktop.analysis.pipeline import Analyser
    from gng_desktop.analysis.result import Analysis

BATCH = 16
Score = Callable[[NDArray[np.uint8]], NDArray[np.float64]]


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
        the geometric mean over all orders of showing the regions.
    interactions : ndarray of float64, shape (n, n)
        See `gng_desktop.explain.shapley.interactions`; in `unit`; rows add up to `phi`.
    baseline : float
        Score of the image with every region hidden, in `unit`; 0..1 in `hidden_score`. For the
        without-background classifier the background is black from the start; it takes no part
        and its phi is 0.
    prediction : float
        Score of the image, 0..1, whatever the unit.
    evaluations : int
        Classifier calls spent: ``2 ** (players that take part)``.
    seconds : float
        Wall time, s.
    notes : tuple of str
        Sentences for the user: which regions were merged.
    masker : str
        What hidden regions are replaced by.
    image : ndarray of uint8, shape (S, S, 3)
        The network input that was explained.
    labels : ndarray of int64, shape (S, S)
        Index into `players` of each pixel.
    unit : {"score", "log-odds"}
        What phi, interactions and baseline are counted in. "score": ``baseline + phi.sum()``
        equals the prediction. "log-odds": it equals ``log(prediction / (1 - prediction))``,
        within the bound of `gng_desktop.explain.units`.
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

    @property
    def hidden_score(self) -> float:
        """Score of the image with every region hidden, 0..1, whatever the unit."""
        return to_score(self.baseline, self.unit)

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
            unit=self.unit,
        )

    def to_json(self) -> dict[str, Any]:
        """Return everything but pictures, JSON-serialisable."""
        return {
            "masker": self.masker,
            "unit": self.unit,
            "prediction": self.prediction,
            "hidden_score": self.hidden_score,
            "baseline": self.baseline,
            "contributions": dict(zip(self.players, self.phi.tolist(), strict=True)),
            "interactions": self.interactions.tolist(),
            "background_share": self.background_share,
            "evaluations": self.evaluations,
            "seconds": self.seconds,
            "notes": list(self.notes),
        }


def _steps(
    score: Score,
    image: NDArray[np.uint8],
    players: Players,
    always: frozenset[str],
    name: str,
    unit: Unit,
    pool: ThreadPoolExecutor,
) -> Generator[int | RegionExplanation, None, None]:
    """Yield the evaluations done after each batch, at last the explanation."""
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

    for first in range(0, table.size, BATCH):
        part = range(first, min(first + BATCH, table.size))
        table[part.start : part.stop] = score(np.stack(list(pool.map(picture, part))))
        clock.stop()
        yield part.stop
        clock.go_on()
    worth = to_unit(table, unit)
    phi, matrix = np.zeros(len(bit)), np.zeros((len(bit), len(bit)))
    phi[playing] = shapley_values(worth)
    matrix[np.ix_(playing, playing)] = interactions(worth)
    yield RegionExplanation(
        players=players.names,
        phi=phi,
        interactions=matrix,
        baseline=float(worth[0]),
        prediction=float(table[-1]),
        evaluations=table.size,
        seconds=clock.seconds,
        notes=players.notes,
        masker=name,
        image=image,
        labels=players.labels,
        unit=unit,
    )


def explain_view(
    score: Score,
    image: NDArray[np.uint8],
    mask: NDArray[np.uint8],
    masker: str = "blur",
    many: int = MANY,
    unit: Unit = "log-odds",
) -> RegionExplanation:
    """Explain one score of one picture by regions, every one of them a player.

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
    masker, unit
        See `explain_regions`.
    many
        See `gng_desktop.explain.players.players_of`.

    Raises
    ------
    ValueError
        If `masker` or `unit` is unknown.
    """
    check_masker(masker)
    check_unit(unit)
    players = players_of(resize_mask(mask, *image.shape[1::-1]), many)
    with workers() as pool:
        for step in _steps(score, image, players, frozenset(), masker, unit, pool):
            if isinstance(step, RegionExplanation):
                return step
    raise AssertionError("the last step is the explanation")


def explain_regions(
    analyser: Analyser, analysis: Analysis, masker: str = "blur", unit: Unit = "log-odds"
) -> Iterator[Progress | tuple[RegionExplanation, RegionExplanation]]:
    """Explain both scores of an analysis by regions; yield progress, at last both explanations.

    All coalitions of regions are scored, so nothing is estimated. The work stands still between
    two yields; closing the generator ends it.

    Parameters
    ----------
    analyser : Analyser
        The models that made `analysis`.
    analysis : Analysis
        With status ``ok`` and its views.
    masker : {"blur", "black", "mean", "telea"}
        What hidden regions are replaced by. A fixed picture costs next to nothing; inpainting
        costs more than the score itself.
    unit : {"log-odds", "score"}
        What contributions are counted in, see `gng_desktop.explain.units`.

    Yields
    ------
    Progress, then (with-background RegionExplanation, without-background RegionExplanation)

    Raises
    ------
    ValueError
        If the analysis has no scores to explain, or `masker` or `unit` is unknown.
    """
    if analysis.status != "ok" or analysis.views is None:
        raise ValueError("There are no scores to explain for this image.")
    check_masker(masker)
    check_unit(unit)
    background = frozenset({CLASSES[BACKGROUND]})
    views = analysis.views
    jobs = []
    for role, image, always in (
        ("with_background", views.network_rgb, frozenset[str]()),
        ("without_background", views.network_stripped, background),
    ):
        players = players_of(resize_mask(views.network_mask, *image.shape[1::-1]))
        jobs.append((role, image, always, players, 2 ** len(set(players.names) - always)))
    total, before = sum(job[-1] for job in jobs), 0
    found: list[RegionExplanation] = []
    yield Progress(0, total, "Regions")
    with workers() as pool:
        for role, image, always, players, count in jobs:
            score = partial(analyser.score, role)
            for step in _steps(score, image, players, always, masker, unit, pool):
                if isinstance(step, RegionExplanation):
                    found.append(step)
                else:
                    yield Progress(before + step, total, "Regions")
            before += count
    yield found[0], found[1]
