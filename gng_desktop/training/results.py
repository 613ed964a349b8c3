"""What an evaluation leaves in a run's folder: ``metrics.json``, tables and pictures."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gng_desktop import __version__
from gng_desktop.charts import curves, measured
from gng_desktop.charts.look import Look, save_drawing
from gng_desktop.core.files import write_text
from gng_desktop.core.tables import csv_text
from gng_desktop.runs.records import PLOTS


def write_confusion(
    folder: Path, names: Sequence[str], counts: NDArray[np.integer], unit: str
) -> None:
    """Write ``confusion.csv`` (counts, true class by row) and ``confusion.png``."""
    rows = ([name, *row] for name, row in zip(names, counts.tolist(), strict=True))
    folder.mkdir(parents=True, exist_ok=True)
    write_text(folder / "confusion.csv", csv_text(["true", *names], rows))
    save_drawing(measured.confusion(Look(), names, counts, unit), folder / "confusion.png")


def write_reliability(folder: Path, rows: Sequence[dict[str, Any]]) -> None:
    """Write ``reliability.csv`` and ``reliability.png``."""
    folder.mkdir(parents=True, exist_ok=True)
    write_text(
        folder / "reliability.csv", csv_text(list(rows[0]), (list(r.values()) for r in rows))
    )
    bins = [measured.Bin(*row.values()) for row in rows]
    save_drawing(measured.reliability(Look(), bins), folder / "reliability.png")


def write_curves(run: Path, rows: Sequence[Mapping[str, float]], best: int) -> None:
    """Draw a run's log as ``plots/curves.png``."""
    (run / PLOTS).mkdir(exist_ok=True)
    panels = {name: [one] for name, one in curves.curves_of(run.name, rows, best).items()}
    save_drawing(curves.learning_curves(Look(), panels), run / PLOTS / "curves.png")


def write_metrics(path: Path, content: dict[str, Any]) -> None:
    """Write ``metrics.json``: `content` and the program's version."""
    text = json.dumps({"program": __version__, **content}, indent=1, allow_nan=False, default=float)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_text(path, text + "\n")


def write_resolution(folder: Path, found: Mapping[str, Any]) -> None:
    """Draw the accuracy by input resolution as ``resolution.png``."""
    points = [
        (float(side), group["accuracy"], group["intervals"]["accuracy"])
        for side, group in found.items()
    ]
    words = ("input resolution, px", "accuracy")
    picture = measured.robustness(Look(), {"accuracy": points}, {}, *words)
    save_drawing(picture, folder / "resolution.png")
