"""What all measurements share: the paths compared, and what they measure with."""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from gng_desktop.analysis.pipeline import Analyser

ROUNDS = 15
"""How often each path of a group is timed."""
OURS, TRACED, PREDICT = "ours (ONNX Runtime)", "Keras, tf.function", "Keras, predict"

CPU = False
"""Whether CPU time counts, the least of few rounds: on a machine that others use too."""


def clock() -> float:
    """Return the time by which everything is measured, s: of the CPUs that this program used."""
    return time.process_time() if CPU else time.perf_counter()


def rounds(usual: int) -> int:
    """Return how many rounds are measured."""
    return 3 if CPU else usual


def typical(times: Sequence[float]) -> float:
    """Return the time that stands for those of all rounds."""
    return min(times) if CPU else statistics.median(times)


Row = tuple[str, str, float, float | None]
"""What, path, ms, ratio to our path (None where there is none)."""


@dataclass(frozen=True)
class Bench:
    """What every section measures with.

    Attributes
    ----------
    analysers : dict of str to Analyser
        The same models by path: `OURS`, `TRACED`, `PREDICT`.
    picture : Path
        The sample image.
    gflops : float
        The machine's float32 matrix product, GFLOP/s.
    """

    analysers: dict[str, Analyser]
    picture: Path
    gflops: float
