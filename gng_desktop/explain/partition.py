"""SHAP partition maps of both classifiers (SPEC 1.6), by the shap library on any engine."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from gng_desktop.explain.explanation import Explanation
from gng_desktop.progress import Progress

if TYPE_CHECKING:
    from gng_desktop.analysis.pipeline import Analyser
    from gng_desktop.analysis.result import Analysis

MASKERS = {"telea": "inpaint_telea", "blur": "blur(28,28)"}
"""Our names for what replaces hidden pixels, and shap's."""

MIN_EVALUATIONS, MAX_EVALUATIONS = 100, 10_000
BATCH = 20

Score = Callable[[NDArray[np.uint8]], NDArray[np.float64]]


class Cancelled(Exception):
    """Raised inside shap to leave it early."""


@contextmanager
def _repeatable() -> Iterator[None]:
    """Fix NumPy's global random state, by which shap breaks ties, and put it back afterwards."""
    state = np.random.get_state()  # noqa: NPY002 - the one that shap draws from
    np.random.seed(0)  # noqa: NPY002
    try:
        yield
    finally:
        np.random.set_state(state)  # noqa: NPY002


def partition_map(
    score: Score,
    image: NDArray[np.uint8],
    evaluations: int = 500,
    masker: str = "telea",
    on_batch: Callable[[int], None] = lambda done: None,
) -> Explanation:
    """Explain one score by Owen values over a hierarchy of image rectangles.

    Parameters
    ----------
    score : callable
        (N, S, S, 3) uint8 RGB -> (N,) scores, 0..1.
    image : ndarray of uint8, shape (S, S, 3)
        The network input to explain.
    evaluations : int
        Calls of `score` per image that may be spent, 100..10,000.
    masker : {"telea", "blur"}
        What hidden pixels are replaced by: Telea inpainting (the source's choice) or a blur.
    on_batch : callable
        Told the number of evaluations done after each batch; may raise to stop.

    Raises
    ------
    ValueError
        If `evaluations` or `masker` is out of range.
    """
    if masker not in MASKERS:
        raise ValueError(f"masker {masker!r} is unknown; choose {' or '.join(MASKERS)}")
    if not MIN_EVALUATIONS <= evaluations <= MAX_EVALUATIONS:
        raise ValueError(f"evaluations must be {MIN_EVALUATIONS} to {MAX_EVALUATIONS}")
    import shap  # slow to import, and needed by nobody who only wants a verdict

    start = time.perf_counter()
    done = 0

    def counted(batch: NDArray[Any]) -> NDArray[np.float64]:
        nonlocal done
        result = score(np.ascontiguousarray(batch, np.uint8))
        done += len(batch)
        on_batch(done)
        return result

    hidden = shap.maskers.Image(MASKERS[masker], image.shape)
    explainer = shap.PartitionExplainer(counted, hidden)
    with _repeatable():
        found = explainer(image[None], max_evals=evaluations, batch_size=BATCH, silent=True)
    values = np.asarray(found.values, np.float64).reshape(image.shape).sum(axis=2)
    return Explanation(
        method="shap-partition",
        masker=masker,
        values=values.astype(np.float32),
        image=image,
        baseline=float(np.ravel(found.base_values)[0]),
        prediction=float(score(image[None])[0]),
        evaluations=done,
        seconds=time.perf_counter() - start,
    )


def explain_pair(
    analyser: Analyser, analysis: Analysis, evaluations: int = 500, masker: str = "telea"
) -> Iterator[Progress | tuple[Explanation, Explanation]]:
    """Explain both scores of an analysis; yield progress, at last the two maps.

    shap calls back instead of yielding, so it runs in a thread of its own; closing the generator
    ends that thread at its next batch.

    Parameters
    ----------
    analyser : Analyser
        The models that made `analysis`.
    analysis : Analysis
        With status ``ok`` and its views.
    evaluations, masker
        See `partition_map`.

    Yields
    ------
    Progress, then (with-background Explanation, without-background Explanation)

    Raises
    ------
    ValueError
        If the analysis has no scores to explain.
    """
    if analysis.status != "ok" or analysis.views is None:
        raise ValueError("There are no scores to explain for this image.")
    views = analysis.views
    jobs = (
        ("with_background", "with background", views.network_rgb),
        ("without_background", "without background", views.network_stripped),
    )
    messages: queue.Queue[Any] = queue.Queue()
    stop = threading.Event()

    def work() -> None:
        maps: list[Explanation] = []
        try:
            for number, (role, words, image) in enumerate(jobs):

                def report(done: int, number: int = number, words: str = words) -> None:
                    if stop.is_set():
                        raise Cancelled
                    step = number * evaluations + min(done, evaluations)
                    messages.put(Progress(step, 2 * evaluations, f"SHAP map {words}"))

                report(0)
                score = partial(analyser.score, role)
                maps.append(partition_map(score, image, evaluations, masker, report))
            messages.put(tuple(maps))
        except Cancelled:
            messages.put(None)
        except BaseException as error:
            messages.put(error)

    thread = threading.Thread(target=work, name="shap", daemon=True)
    thread.start()
    try:
        while True:
            message = messages.get()
            if isinstance(message, BaseException):
                raise message
            if message is None:
                return
            yield message
            if isinstance(message, tuple):
                return
    finally:
        stop.set()
        thread.join()
