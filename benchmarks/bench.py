"""``./gng bench``: our path and plain Keras side by side, in one run.

Prints a Markdown table and writes it, with the machine's description, to benchmarks/RESULTS.md.
OpenVINO is measured too where it happens to be installed; the program does not need it.
"""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
from numpy.typing import NDArray

from benchmarks import common
from benchmarks.common import OURS, ROUNDS, TRACED, Bench, Row, clock, rounds, typical
from benchmarks.explaining import explanation_rows
from benchmarks.growth import growth_rows
from benchmarks.loading import loading_rows
from benchmarks.macs import multiplications
from benchmarks.opening import ROLES, open_bench
from benchmarks.scanning import batch_of, scanning_rows
from benchmarks.window import window_rows
from gng_desktop import __version__
from gng_desktop.engines.export import graph_of
from gng_desktop.engines.graphs import graph_bytes
from gng_desktop.engines.keras_engine import KerasEngine
from gng_desktop.engines.onnx_engine import usable_cpus
from gng_desktop.engines.protocol import OUTPUTS
from gng_desktop.imaging.reading import read_image


def in_turn(paths: dict[str, Callable[[], object]], times: int = ROUNDS) -> dict[str, float]:
    """Time several callables in turn, `times` times after a warm-up; medians in ms."""
    spent: dict[str, list[float]] = {name: [] for name in paths}
    for path in paths.values():
        path()
    for _ in range(rounds(times)):
        for name, path in paths.items():
            start = clock()
            path()
            spent[name].append(1000 * (clock() - start))
    return {name: typical(values) for name, values in spent.items()}


def compared(what: str, found: dict[str, float]) -> Iterator[Row]:
    """Yield a row per path with its ratio to ours."""
    for name, ms in found.items():
        yield what, name, ms, ms / found[OURS]


def all_of(calls: Sequence[Callable[[], object]]) -> None:
    """Call one after the other."""
    for call in calls:
        call()


def network_rows(bench: Bench) -> Iterator[Row]:
    """Yield the three networks alone, batches of 1 and 16, beside their arithmetic floors."""
    ours = bench.analysers[OURS]
    folded = sum(multiplications(graph_bytes(ours.models[role])) for role in ROLES)
    tasks = {role: ours.models[role].manifest.task for role in ROLES}
    keras = bench.analysers[TRACED].engines
    plain = 0
    for role in ROLES:
        engine = keras[role]
        assert isinstance(engine, KerasEngine)
        proto = graph_of(engine.model, tasks[role], half=True, fold=False)
        plain += multiplications(proto.SerializeToString())
    rgb = read_image(bench.picture).rgb
    for count in (1, 16):
        batches = {role: batch_of([rgb] * count, ours.engines[role].size) for role in ROLES}
        found = in_turn(
            {
                name: partial(
                    all_of, [partial(a.engines[role].run, batches[role]) for role in ROLES]
                )
                for name, a in bench.analysers.items()
            }
        )
        what = f"three networks, batch {count}"
        yield from compared(what, found)
        for name, macs in (("exported graphs", folded), ("Keras networks", plain)):
            floor = 2 * count * macs / bench.gflops / 1e6
            label = f"arithmetic floor, {name}: {2 * macs / 1e9:.2f} GFLOP an image"
            yield what, label, floor, floor / found[OURS]
        yield from openvino_rows(bench, batches, found[OURS])


def openvino_rows(
    bench: Bench, batches: dict[str, NDArray[np.uint8]], ours: float
) -> Iterator[Row]:
    """Yield our graphs on OpenVINO, in float32; nothing where it is not installed."""
    try:
        import openvino  # type: ignore[import-not-found]
    except ImportError:
        return
    core = openvino.Core()
    # Left to itself OpenVINO computes in bfloat16 on some CPUs, which changes scores.
    settings = {"INFERENCE_PRECISION_HINT": "f32", "PERFORMANCE_HINT": "LATENCY"}
    calls = []
    for role in ROLES:
        stored = bench.analysers[OURS].models[role]
        model = core.read_model(graph_bytes(stored))
        batch = batches[role]
        model.reshape({"rgb": list(batch.shape)})
        request = core.compile_model(model, "CPU", settings).create_infer_request()
        output = OUTPUTS[stored.manifest.task]
        calls.append(partial(_openvino_run, request, batch, output))
    ms = in_turn({"openvino": partial(all_of, calls)})["openvino"]
    yield f"three networks, batch {len(batch)}", "our graphs on OpenVINO, float32", ms, ms / ours


def _openvino_run(request: Any, batch: NDArray[np.uint8], output: str) -> NDArray[Any]:
    request.infer({"rgb": batch})
    return np.array(request.get_tensor(output).data)


def analysis_rows(bench: Bench) -> Iterator[Row]:
    """Yield the whole analysis of one file, reading and finding the face included."""
    found = in_turn(
        {name: partial(a.analyse, bench.picture) for name, a in bench.analysers.items()}
    )
    yield from compared("analysis of the 512 x 512 sample, warm", found)
    for stage, seconds in bench.analysers[OURS].analyse(bench.picture).seconds.items():
        if stage != "total":
            yield f"  stage {stage} (one run)", OURS, 1000 * seconds, None


def cold_seconds(code: str) -> float:
    """Return the median wall time of a fresh interpreter that runs `code`, s."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return typical(times)


def cold_rows(bench: Bench, models: Path | None) -> Iterator[Row]:
    """Yield how long a fresh process takes to import the window and to give a verdict."""
    folder = f"Path({str(models)!r})" if models else "None"
    verdict = (
        "from pathlib import Path\n"
        "from gng_desktop.analysis.pipeline import Analyser\n"
        f"analyser = Analyser.open({folder}, device='cpu')\n"
        f"assert analyser.analyse({str(bench.picture)!r}).status == 'ok'\n"
    )
    for what, code in (
        ("import of the window, cold process", "import gng_desktop.ui.app"),
        ("first verdict, cold process", verdict),
    ):
        yield what, OURS, 1000 * cold_seconds(code), None


SHARED = (
    "The machine was shared: times are those of all CPUs together, and longer than on an idle one, "
    "because others used the caches too."
)
SECTIONS: list[Callable[[Bench], Iterator[Row]]] = [
    analysis_rows,
    network_rows,
    explanation_rows,
    scanning_rows,
    growth_rows,
    loading_rows,
    window_rows,
]
"""Whoever adds a measurement appends its function here."""


def table(rows: Sequence[Row]) -> list[str]:
    """Return the lines of the Markdown table."""
    lines = ["| what | path | ms | ratio to ours |", "|---|---|---|---|"]
    for what, path, ms, ratio in rows:
        lines.append(f"| {what} | {path} | {ms:.1f} | {'' if ratio is None else f'{ratio:.2f}'} |")
    return lines


def processor() -> str:
    """Return the CPU's name."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def main() -> None:
    """Measure, print and record."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", type=Path, help="model folders to use before the shipped ones")
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name("RESULTS.md"))
    parser.add_argument(
        "--cpu", action="store_true", help="CPU time: on a machine that others use too"
    )
    arguments = parser.parse_args()
    common.CPU = arguments.cpu
    bench = open_bench(arguments.models)
    rows: list[Row] = []
    cold: Callable[[Bench], Iterator[Row]] = partial(cold_rows, models=arguments.models)
    for section in (*SECTIONS, cold):
        for row in section(bench):
            rows.append(row)
            print(table([row])[-1], flush=True)
        # After each section, so that a long run that is ended leaves what it has measured.
        arguments.out.write_text(text_of(bench, rows), encoding="utf-8")


def text_of(bench: Bench, rows: Sequence[Row]) -> str:
    """Return the document: the machine, the table, the plot."""
    lines = [
        "# Timings",
        "",
        f"Version {__version__}, {datetime.date.today()}, {processor()}, {usable_cpus()} threads, "
        f"Python {platform.python_version()}; float32 matrix product {bench.gflops:.0f} GFLOP/s. "
        f"{'Least CPU time' if common.CPU else 'Medians'} of {rounds(ROUNDS)} rounds, the paths of "
        f"a group in turn; compare ratios, not times. {SHARED if common.CPU else ''}".strip(),
        "",
        *table(rows),
        "",
        "![Minutes and memory of a scan by the number of files](growth.svg)",
        "",
        "What these rows mean, and what was tried where one misses its aim: [README](README.md).",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
