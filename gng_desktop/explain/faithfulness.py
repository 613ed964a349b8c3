"""Does a map show what moves the score? Deletion and insertion curves, beside a random map's."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gng_desktop.core.progress import Progress, first_of
from gng_desktop.core.text import N_
from gng_desktop.explain.explanation import Explanation
from gng_desktop.explain.maskers import BATCH, Masker, Score, workers
from gng_desktop.explain.units import log_odds


@dataclass(frozen=True)
class Faithfulness:
    """How well the order of a map's values foretells what hiding pixels does to the score.

    All curves are in *support*: the score, or 1 - score if hiding the whole image raises the
    score, so that the same reading holds for images called real. In the score itself they are
    the published measure (Petsiuk et al. 2018). A sure classifier's score, though, stays at 0 or
    1 over most of a curve and then leaps, whatever the order; the same curves in log-odds show
    every step.

    Attributes
    ----------
    deletion_auc, insertion_auc : float
        Mean support while the pixels that support most are hidden first, and while they are shown
        first, 0..1. A faithful map has a low deletion and a high insertion area.
    random_deletion_auc, random_insertion_auc : float
        The same of the random maps, on average.
    fractions : ndarray of float64, shape (steps + 1,)
        Share of the pixels hidden or shown, 0..1.
    deletion, insertion : ndarray of float64, shape (steps + 1,)
        Support at each share.
    random_deletion, random_insertion : ndarray of float64, shape (steps + 1,)
        Mean of the random maps' curves.
    deletion_log_odds, insertion_log_odds : ndarray of float64, shape (steps + 1,)
        The log-odds of the support at each share.
    random_deletion_log_odds, random_insertion_log_odds : ndarray of float64, shape (steps + 1,)
        Mean of the random maps' curves in log-odds.
    toward : int
        1 if support is the score, -1 if it is 1 - score.
    masker : str
        What hidden pixels were replaced by.
    evaluations : int
        Classifier calls spent.
    """

    deletion_auc: float
    insertion_auc: float
    random_deletion_auc: float
    random_insertion_auc: float
    fractions: NDArray[np.float64]
    deletion: NDArray[np.float64]
    insertion: NDArray[np.float64]
    random_deletion: NDArray[np.float64]
    random_insertion: NDArray[np.float64]
    deletion_log_odds: NDArray[np.float64]
    insertion_log_odds: NDArray[np.float64]
    random_deletion_log_odds: NDArray[np.float64]
    random_insertion_log_odds: NDArray[np.float64]
    toward: int
    masker: str
    evaluations: int

    @property
    def gain(self) -> float:
        """By how much the gap of the areas exceeds that of random maps; 0: no better than chance.

        The gap is insertion minus deletion area.
        """
        own = self.insertion_auc - self.deletion_auc
        return own - (self.random_insertion_auc - self.random_deletion_auc)

    @property
    def gain_log_odds(self) -> float:
        """The same in log-odds: 1 means that the odds are on average e times further apart."""
        own = self.insertion_log_odds - self.deletion_log_odds
        random = self.random_insertion_log_odds - self.random_deletion_log_odds
        return float(np.trapezoid(own - random, self.fractions))


def faithfulness(
    score: Score,
    explanation: Explanation,
    masker: str = "",
    steps: int = 30,
    random_maps: int = 4,
    seed: int = 0,
) -> Faithfulness:
    """Measure one map; see `measure`, of which this is the whole run."""
    return first_of(Faithfulness, measure(score, explanation, masker, steps, random_maps, seed))


def measure(
    score: Score,
    explanation: Explanation,
    masker: str = "",
    steps: int = 30,
    random_maps: int = 4,
    seed: int = 0,
) -> Generator[Progress | Faithfulness, None, None]:
    """Hide and show an image's pixels in the order of a map, and of random maps.

    A random map is the map itself, turned, mirrored and shifted (around the edges) at random: it
    is as coarse or fine as the map. Noise would be no fair opponent, for scattered single pixels
    break an image in quite another way than patches do. Ties are broken at random. Undirected
    maps are taken to support the score's own side.

    Parameters
    ----------
    score : callable
        (N, S, S, 3) uint8 RGB -> (N,) scores, 0..1: what `explanation` explains.
    masker : {"", "telea", "blur", "black", "mean"}
        What hidden pixels are replaced by; "" for the explanation's own, or "blur" if it has none.
    steps : int
        Points of each curve after the first, 1 or more.
    random_maps : int
        1 or more.
    seed : int
        The same seed gives the same result.

    Raises
    ------
    ValueError
        If a parameter is out of range.
    """
    if steps < 1 or random_maps < 1:
        raise ValueError("steps and random_maps must be 1 or more")
    hide = Masker(masker or explanation.masker or "blur", explanation.image)
    random = np.random.default_rng(seed)
    hidden, full = score(np.stack([hide.replacement, explanation.image])).tolist()
    toward = 1 if full >= hidden else -1
    support = explanation.values * (toward if explanation.directed else 1)
    maps = [support, *(_moved(support, random) for _ in range(random_maps))]
    ranks = [_ranks(values, random) for values in maps]
    fractions = np.linspace(0, 1, steps + 1)
    counts = np.rint(fractions * support.size).astype(int)[1:-1]
    # Of each map first all deletions, then all insertions; the ends are known.
    jobs = [(rank, n, shown) for rank in ranks for shown in (False, True) for n in counts]

    def picture(job: tuple[NDArray[np.int64], int, bool]) -> NDArray[np.uint8]:
        rank, count, shown = job
        return hide.show((rank < count) == shown)

    scores = np.empty(len(jobs))
    with workers() as pool:
        for first in range(0, len(jobs), BATCH):
            yield Progress(first, len(jobs), N_("Testing the map"))
            part = slice(first, first + BATCH)
            scores[part] = score(np.stack(list(pool.map(picture, jobs[part]))))
    curves = np.empty((len(maps), 2, steps + 1))
    curves[:, :, 1:-1] = scores.reshape(len(maps), 2, steps - 1)
    curves[:, 0, 0] = curves[:, 1, -1] = full
    curves[:, 0, -1] = curves[:, 1, 0] = hidden
    odds = toward * log_odds(curves)
    if toward < 0:
        curves = 1 - curves
    (deletion, insertion), (other_deletion, other_insertion) = curves[0], curves[1:].mean(axis=0)
    other_odds = odds[1:].mean(axis=0)

    def area(curve: NDArray[np.float64]) -> float:
        return float(np.trapezoid(curve, fractions))

    yield Faithfulness(
        deletion_auc=area(deletion),
        insertion_auc=area(insertion),
        random_deletion_auc=area(other_deletion),
        random_insertion_auc=area(other_insertion),
        fractions=fractions,
        deletion=deletion,
        insertion=insertion,
        random_deletion=other_deletion,
        random_insertion=other_insertion,
        deletion_log_odds=odds[0, 0],
        insertion_log_odds=odds[0, 1],
        random_deletion_log_odds=other_odds[0],
        random_insertion_log_odds=other_odds[1],
        toward=toward,
        masker=hide.name,
        evaluations=2 + len(jobs),
    )


def _moved(values: NDArray[np.float32], random: np.random.Generator) -> NDArray[np.float32]:
    """Turn, mirror and shift a map at random."""
    turned = np.rot90(values, int(random.integers(4)))
    if random.integers(2):
        turned = turned.T
    shift = random.integers(0, values.shape[0], 2)
    return np.roll(turned, (int(shift[0]), int(shift[1])), axis=(0, 1))


def _ranks(values: NDArray[np.float32], random: np.random.Generator) -> NDArray[np.int64]:
    """Return for each pixel how many have a larger value, counting ties in random order."""
    flat = values.ravel()
    order = np.lexsort((random.random(flat.size), -flat))
    ranks = np.empty(flat.size, np.int64)
    ranks[order] = np.arange(flat.size)
    return ranks.reshape(values.shape)
