"""``gng-desktop runs worst``: the test images a run gets most wrong, and why."""

from __future__ import annotations

import argparse
import os
import queue
import sys
import threading
from collections.abc import Generator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from gng_desktop.core.text import printable

if TYPE_CHECKING:
    from gng_desktop.training.mistakes import Score

EVALUATIONS = 200
"""Classifier calls for a map: enough for its large patches."""


def shap_picture(
    score: Score, rgb: NDArray[np.uint8], evaluations: int = EVALUATIONS
) -> Generator[int, None, NDArray[np.uint8]]:
    """Draw the SHAP partition map of one input; see `gng_desktop.training.mistakes.Explainer`.

    Parameters
    ----------
    score : callable
        (N, S, S, 3) uint8 RGB -> (N,) scores, 0..1.
    rgb : ndarray of uint8, shape (S, S, 3)
    evaluations : int
        100..10,000.

    Yields
    ------
    int
        Evaluations done. Closing the generator ends the work with the batch under way.

    Returns
    -------
    ndarray of uint8, shape (S, S, 3)
        RGB: red pushes toward "generated", blue away from it; its own colour scale.
    """
    from gng_desktop.explain.explanation import Explanation, common_limit
    from gng_desktop.explain.partition import partition_map
    from gng_desktop.explain.rendering import colourise

    news: queue.SimpleQueue[int | Explanation | Exception] = queue.SimpleQueue()
    closed = threading.Event()

    def on_batch(done: int) -> None:
        if closed.is_set():
            raise InterruptedError
        news.put(done)

    def work() -> None:
        try:
            news.put(partition_map(score, rgb, evaluations, on_batch=on_batch))
        except Exception as error:
            news.put(error)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    try:
        while isinstance(step := news.get(), int):
            yield step
    finally:
        closed.set()
        thread.join()
    if isinstance(step, Exception):
        raise step
    return colourise(step, common_limit(step))


def worst(options: argparse.Namespace) -> int:
    """Write ``mistakes/`` into ``options.run`` and print its table; return the exit code."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    from gng_desktop.datasets.items import DataError
    from gng_desktop.modelstore import ModelError
    from gng_desktop.training.mistaken import FOLDER
    from gng_desktop.training.mistakes import find_mistakes
    from gng_desktop.training.recipe import RecipeError

    try:
        found = find_mistakes(options.run, options.data, options.count, options.maps, shap_picture)
    except (DataError, RecipeError, ModelError) as error:
        print(printable(error), file=sys.stderr)
        return 1
    except OSError as error:
        why = error.strerror or error
        text = f"{options.run / FOLDER} cannot be written ({why}); check the folder."
        print(printable(text), file=sys.stderr)
        return 1
    for m in found:
        if m.score is None:
            said = f"mean IoU {m.mean_iou:.4f}, pixels {m.pixel_accuracy:.4f}"
        else:
            said = f"{m.truth}, score {m.score:.4f}, loss {m.loss:.3f}" + ", right" * (not m.wrong)
        print(printable(f"{m.rank:3d}  {said}  {m.path} ({m.source})"))
    print(options.run / FOLDER)
    return 0
