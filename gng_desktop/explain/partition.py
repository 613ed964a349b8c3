"""SHAP partition maps of both classifiers (SPEC 1.6), on any engine, growing while one watches."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from gng_desktop.core.progress import Progress
from gng_desktop.core.text import N_
from gng_desktop.explain.catalogue import Unit
from gng_desktop.explain.explanation import Explanation, explained_inputs
from gng_desktop.explain.maskers import BATCH, Masker, Score, check_masker, workers
from gng_desktop.explain.owen import Box, OwenValues
from gng_desktop.explain.stopwatch import Clock
from gng_desktop.explain.units import check_unit, to_unit

if TYPE_CHECKING:
    from gng_desktop.analysis.pipeline import Analyser
    from gng_desktop.analysis.result import Analysis

MIN_EVALUATIONS, MAX_EVALUATIONS = 100, 10_000
PICTURES = 8
"""Made between two places to stop at: inpainting takes some 30 ms each."""
FIRST, PARTIALS = 100, 12
"""After how many evaluations a map is first shown, and how often before it is done."""


def _check(evaluations: int, masker: str, unit: Unit) -> None:
    check_masker(masker)
    check_unit(unit)
    if not MIN_EVALUATIONS <= evaluations <= MAX_EVALUATIONS:
        raise ValueError(f"evaluations must be {MIN_EVALUATIONS} to {MAX_EVALUATIONS}")


def _visible(side: int, boxes: tuple[Box, ...]) -> NDArray[np.bool_]:
    shown = np.zeros((side, side, 3), np.bool_)
    for y0, y1, x0, x1, c0, c1 in boxes:
        shown[y0:y1, x0:x1, c0:c1] = True
    return shown


def partition_steps(
    score: Score,
    image: NDArray[np.uint8],
    evaluations: int,
    name: str,
    unit: Unit,
    pool: ThreadPoolExecutor,
) -> Generator[int | Explanation, None, None]:
    """Explain one score by Owen values over a hierarchy of image rectangles.

    The values are those of shap's PartitionExplainer with the same batch size and the logit link
    (in log-odds) or the identity link (in the score).

    Parameters
    ----------
    image : ndarray of uint8, shape (S, S, 3)
    evaluations : int
        Calls of `score` per image that may be spent, 100..10,000.
    name : {"telea", "blur", "black", "mean"}
        Of the masker.
    pool : ThreadPoolExecutor
        Makes the pictures, see `maskers.workers`.

    Yields
    ------
    int
        Evaluations done; often, as each is a place to stop at.
    Explanation
        The map as it grows, the last one complete.

    Raises
    ------
    ValueError
        If an option is out of range.
    """
    _check(evaluations, name, unit)
    clock = Clock()
    side, masker = image.shape[0], Masker(name, image)
    done = 2
    ends = score(np.stack([masker.replacement, image]))
    hidden, full = to_unit(ends, unit).tolist()
    tree = OwenValues(side, hidden, full, evaluations - done, BATCH)

    def explanation(complete: bool) -> Explanation:
        return Explanation(
            method="shap-partition",
            masker=name,
            values=tree.values().astype(np.float32),
            image=image,
            baseline=hidden,
            prediction=float(ends[1]),
            evaluations=done,
            seconds=clock.seconds,
            complete=complete,
            unit=unit,
            budget=evaluations,
        )

    def picture(boxes: tuple[Box, ...]) -> NDArray[np.uint8]:
        return masker.show(_visible(side, boxes))

    every = evaluations / (PARTIALS + 1)
    due = min(FIRST, every)
    while masks := tree.next_masks():
        pictures: list[NDArray[np.uint8]] = []
        for first in range(0, len(masks), PICTURES):
            pictures += pool.map(picture, masks[first : first + PICTURES])
            with clock.paused():
                yield done
        tree.tell(to_unit(score(np.stack(pictures)), unit))
        done += len(masks)
        news: list[int | Explanation] = [done]
        if done >= due:
            due = done + every
            news.append(explanation(complete=False))
        with clock.paused():
            yield from news
    yield explanation(complete=True)


def explain_pair(
    analyser: Analyser,
    analysis: Analysis,
    evaluations: int = 500,
    masker: str = "telea",
    unit: Unit = "log-odds",
) -> Iterator[Progress | tuple[Explanation, Explanation]]:
    """Explain both scores of an analysis; yield progress and the two maps as they grow.

    Both maps grow in turn, a batch at a time, so that they can be compared from the start. The
    work pauses between two yields; closing the generator ends it.

    Parameters
    ----------
    analyser : Analyser
        The models that made `analysis`.
    analysis : Analysis
        With status ``ok`` and its views.
    evaluations, masker, unit
        See `partition_steps`.

    Yields
    ------
    Progress or (with-background Explanation, without-background Explanation)
        The maps of the last pair are complete, those of earlier pairs are not.

    Raises
    ------
    ValueError
        If the analysis has no scores to explain, or an option is out of range.
    """
    jobs = explained_inputs(analysis).items()
    _check(evaluations, masker, unit)
    total = 2 * evaluations
    yield Progress(0, total, N_("SHAP maps"))
    done, maps = [0, 0], dict[int, Explanation]()
    with workers() as pool:
        runs = {
            i: partition_steps(
                partial(analyser.score, role), image, evaluations, masker, unit, pool
            )
            for i, (role, image) in enumerate(jobs)
        }
        while runs:
            for i, run in tuple(runs.items()):
                step = next(run)
                if isinstance(step, Explanation):
                    maps[i] = step
                    if step.complete:
                        del runs[i]
                    # Shown with the second map of a round, so that both have had their turn.
                    if runs and len(maps) == 2 and (i == 1 or len(runs) == 1):
                        yield replace(maps[0], complete=False), replace(maps[1], complete=False)
                else:
                    done[i] = step
                    yield Progress(min(sum(done), total), total, "SHAP maps")
    yield maps[0], maps[1]
