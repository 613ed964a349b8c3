"""``gng-desktop runs worst``: the test images a run gets most wrong, and why."""

from __future__ import annotations

import argparse
from collections.abc import Generator
from contextlib import closing
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from gng_desktop.core.text import printable

if TYPE_CHECKING:
    from gng_desktop.training.mistakes import Score

EVALUATIONS = 200  # classifier calls for a map: enough for its large patches


def shap_picture(
    score: Score, rgb: NDArray[np.uint8], evaluations: int = EVALUATIONS
) -> Generator[int, None, NDArray[np.uint8]]:
    """Draw the SHAP partition map of one input; see `gng_desktop.training.mistakes.Explainer`.

    `score` gives (N,) scores, 0..1, of (N, S, S, 3) uint8 RGB; `rgb` is (S, S, 3). Yield the
    evaluations done; closing the generator ends the work with the batch under way. Return RGB of
    the same size, on a colour scale of its own: red pushes toward "generated", blue away from it.
    """
    from gng_desktop.explain.explanation import common_limit
    from gng_desktop.explain.maskers import workers
    from gng_desktop.explain.partition import partition_steps
    from gng_desktop.explain.rendering import colourise

    with (
        workers() as pool,
        closing(partition_steps(score, rgb, evaluations, "telea", "log-odds", pool)) as steps,
    ):
        for step in steps:
            if isinstance(step, int):
                yield step
            elif step.complete:
                found = step
    return colourise(found, common_limit(found))


def worst(options: argparse.Namespace) -> int:
    """Write ``mistakes/`` into ``options.run`` and print its table; return the exit code."""
    from gng_desktop.core.errors import plain_errors
    from gng_desktop.core.progress import result_of
    from gng_desktop.datasets.items import DataError
    from gng_desktop.runs.tested import MISTAKES
    from gng_desktop.training.mistakes import mistake_steps
    from gng_desktop.training.terminal import quiet_tensorflow

    quiet_tensorflow()
    asked = (options.run, options.data, options.count, options.maps, shap_picture)
    with plain_errors(DataError, f"{options.run / MISTAKES} cannot be written", "check the folder"):
        found = result_of(mistake_steps(*asked))
    for m in found:
        if m.score is None:
            shown = f"mean IoU {m.mean_iou:.4f}, pixels {m.pixel_accuracy:.4f}"
        else:
            shown = f"{m.truth}, score {m.score:.4f}, loss {m.loss:.3f}" + ", right" * (not m.wrong)
        print(printable(f"{m.rank:3d}  {shown}  {m.path} ({m.source})"))
    print(options.run / MISTAKES)
    return 0
