"""What all measurements share: the paths compared, and what they measure with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gng_desktop.analysis.pipeline import Analyser

ROUNDS = 15
"""How often each path of a group is timed."""
OURS, TRACED, PREDICT = "ours (ONNX Runtime)", "Keras, tf.function", "Keras, predict"

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
