"""``make bench``: the analysis of one image on our path and on plain Keras, in turn.

Prints a Markdown table and writes it, with the machine's description, to benchmarks/RESULTS.md.
"""

from __future__ import annotations

import datetime
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
import platformdirs

from gng_desktop import __version__
from gng_desktop.analysis.pipeline import SEGMENTER, WITH, WITHOUT, Analyser
from gng_desktop.engines.keras_engine import KerasEngine, build_keras
from gng_desktop.engines.onnx_engine import usable_cpus
from gng_desktop.imaging.sample import sample_path

ROUNDS = 15
ROLES = (SEGMENTER, WITH, WITHOUT)


def in_turn(paths: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Time several callables in turn, `ROUNDS` times after a warm-up; medians in ms."""
    times: dict[str, list[float]] = {name: [] for name in paths}
    for path in paths.values():
        path()
    for _ in range(ROUNDS):
        for name, path in paths.items():
            start = time.perf_counter()
            path()
            times[name].append(1000 * (time.perf_counter() - start))
    return {name: statistics.median(values) for name, values in times.items()}


def _all(calls: Sequence[Callable[[], object]]) -> None:
    for call in calls:
        call()


def sgemm_gflops() -> float:
    """Measure the machine's float32 matrix product, GFLOP/s: a ceiling for every network."""
    a, b = (np.random.default_rng(0).random((1500, 1500), np.float32) for _ in range(2))
    milliseconds = in_turn({"sgemm": lambda: a @ b})["sgemm"]
    return 2 * 1500**3 / milliseconds / 1e6


def cold_seconds(code: str) -> float:
    """Return the median wall time of a fresh interpreter that runs `code`, s."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def rows() -> list[tuple[str, str, float, float]]:
    """Measure everything; rows of (what, path, ms, ratio to our path)."""
    analyser = Analyser.open(device="cpu")
    picture = sample_path(platformdirs.user_cache_path("gng-desktop"))
    views = analyser.analyse(picture).views
    assert views is not None
    keras_models = {role: build_keras(analyser.models[role]) for role in ROLES}
    traced = {role: KerasEngine(analyser.models[role], "cpu") for role in ROLES}
    table: list[tuple[str, str, float, float]] = []
    for count in (1, 16):
        batch = np.repeat(views.network_rgb[None], count, axis=0)
        floats = batch.astype(np.float32)
        paths = {
            "ONNX Runtime (ours)": [partial(analyser.engines[r].run, batch) for r in ROLES],
            "Keras, tf.function": [partial(traced[r].run, batch) for r in ROLES],
            "Keras, predict": [partial(keras_models[r].predict, floats, verbose=0) for r in ROLES],
        }
        found = in_turn({name: partial(_all, calls) for name, calls in paths.items()})
        ours = found["ONNX Runtime (ours)"]
        table += [(f"three networks, batch {count}", n, ms, ms / ours) for n, ms in found.items()]
    whole = in_turn({"whole": lambda: analyser.analyse(picture)})["whole"]
    table.append(("analysis of the 512 x 512 sample, warm", "ours", whole, 1.0))
    for stage, seconds in analyser.analyse(picture).seconds.items():
        if stage != "total":
            table.append((f"  stage {stage} (one run)", "ours", 1000 * seconds, 1.0))
    return table


def main() -> None:
    """Measure, print and record."""
    lines = [
        "# Timings",
        "",
        f"Version {__version__}, {datetime.date.today()}, {platform.machine()}, "
        f"{usable_cpus()} threads, Python {platform.python_version()}; "
        f"float32 matrix product {sgemm_gflops():.0f} GFLOP/s. Medians of {ROUNDS} rounds, the "
        "paths of a group in turn; compare ratios, not times.",
        "",
        "| what | path | ms | ratio to ours |",
        "|---|---|---|---|",
    ]
    lines += [f"| {what} | {path} | {ms:.1f} | {ratio:.1f} |" for what, path, ms, ratio in rows()]
    window = cold_seconds("import gng_desktop.ui.app")
    verdict = cold_seconds(
        "from gng_desktop.analysis.pipeline import Analyser\n"
        "import platformdirs\n"
        "path = platformdirs.user_cache_path('gng-desktop') / 'astronaut.png'\n"
        "assert Analyser.open(device='cpu').analyse(path).status == 'ok'\n"
    )
    lines += [
        f"| import of the window, cold process | ours | {1000 * window:.0f} | |",
        f"| first verdict, cold process | ours | {1000 * verdict:.0f} | |",
    ]
    text = "\n".join(lines) + "\n"
    print(text)
    Path(__file__).with_name("RESULTS.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
