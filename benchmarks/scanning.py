"""Folder scans: images a second beside plain Keras and the bare networks, and one large scan.

``./gng bench`` includes the first. ``python -m benchmarks.scanning --images DIR`` does it on the
images in DIR, and makes 20,000 files of them, 1 % of them broken; scans those and watches the
memory; kills a second scan of them half-way (-9), resumes it, and compares the CSVs. Linux only.
"""

from __future__ import annotations

import argparse
import csv
import json
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.common import OURS, PREDICT, Bench, Row, clock, rounds, typical
from benchmarks.opening import open_bench
from benchmarks.scan_files import write_files
from gng_desktop.analysis import WITH, WITHOUT
from gng_desktop.analysis.pipeline import Analyser
from gng_desktop.engines.onnx_engine import usable_cpus
from gng_desktop.imaging.inputs import network_input
from gng_desktop.imaging.reading import IMAGE_SUFFIXES, read_image
from gng_desktop.modelstore.manifest import SEGMENTER
from gng_desktop.scan.journal import Journal
from gng_desktop.scan.run import ScanOptions, ScanResult, scan

FILES = 96
"""Files scanned in one round of ``./gng bench``."""
LOOPED = 24
"""Files that the loop over ``predict`` takes in one round: it needs a fifth of a second each."""
ROUNDS = 3
BATCH = 16
BROKEN_SHARE, TWIN_SHARE = 0.01, 0.02
WATCH_S = 0.5
"""Between two looks at the memory, s."""
TIMES = ("seconds", "analysed_at")


def networks(analyser: Analyser, batches: Mapping[str, NDArray[np.uint8]]) -> None:
    """Run all networks of the chain on their batches, by role or id, and nothing else."""
    for role, batch in batches.items():
        engine = analyser.engines[role]
        (engine.run if role == SEGMENTER else engine.run_with_features)(batch)


def batch_of(images: Sequence[NDArray[np.uint8]], size: int) -> NDArray[np.uint8]:
    """Return the images as a network takes them, (N, size, size, 3)."""
    return np.stack([network_input(rgb, size) for rgb in images])


def bare_seconds(
    analyser: Analyser, batches: Mapping[str, NDArray[np.uint8]], times: int, threads: int
) -> float:
    """Return how long the bare networks take for `times` batches, shared among threads, s."""
    start = clock()
    with ThreadPoolExecutor(threads) as pool:
        for done in [pool.submit(networks, analyser, batches) for _ in range(times)]:
            done.result()
    return clock() - start


def scan_seconds(folder: Path, out: Path, analyser: Analyser) -> float:
    """Return how long a scan of a folder takes, without loading the models, s."""
    options = ScanOptions(str(folder), out, overwrite=True)
    start = clock()
    *_, result = scan(options, lambda *_: analyser)
    assert isinstance(result, ScanResult)
    return clock() - start


def compared(ours: Analyser, predict: Analyser, folder: Path) -> dict[str, float]:
    """Time a scan of a folder of JPEGs, and what it is compared with, in turn.

    Parameters
    ----------
    ours : Analyser
        On all CPUs.
    predict : Analyser
        Whose engines call ``model.predict``.
    folder : Path

    Returns
    -------
    dict of str to float
        Median ms an image, by path; the scan first.
    """
    cpus, paths = usable_cpus(), sorted(folder.iterdir())
    single = Analyser.open(None, "cpu", threads=1)
    images = [read_image(path).rgb for path in paths[:BATCH]]
    roles = (SEGMENTER, WITH, WITHOUT, *ours.further)
    batches = {role: batch_of(images, ours.engines[role].size) for role in roles}
    turns = max(1, len(paths) // BATCH)

    def loop() -> float:
        start = clock()
        for path in paths[:LOOPED]:
            assert predict.analyse(path).status != "error"
        return clock() - start

    with tempfile.TemporaryDirectory() as place:
        out = Path(place, "out.csv")
        scan_seconds(folder, out, single)
        measured: dict[str, tuple[Callable[[], float], int]] = {
            "scan": (lambda: scan_seconds(folder, out, single), len(paths)),
            f"the same networks bare, {cpus} batches at a time on a thread each": (
                lambda: bare_seconds(single, batches, turns, cpus),
                turns * BATCH,
            ),
            f"the same networks bare, one batch at a time on {cpus} threads": (
                lambda: bare_seconds(ours, batches, turns, 1),
                turns * BATCH,
            ),
            "loop over Keras, predict": (loop, min(LOOPED, len(paths))),
        }
        times: dict[str, list[float]] = {name: [] for name in measured}
        loop()
        for _ in range(rounds(ROUNDS)):
            for name, (work, count) in measured.items():
                times[name].append(1000 * work() / count)
    return {name: typical(values) for name, values in times.items()}


def scanning_rows(bench: Bench) -> Iterator[Row]:
    """Yield ms an image of a scan, of the bare networks and of a loop over ``predict``."""
    face = read_image(bench.picture).rgb[:300, 90:390]
    with tempfile.TemporaryDirectory() as place:
        write_files(Path(place), [face], FILES, bad=0, twins=0)
        found = compared(bench.analysers[OURS], bench.analysers[PREDICT], Path(place))
    for name, ms in found.items():
        yield "an image of a scan, JPEG, 256 to 512 px", name, ms, ms / found["scan"]


def command(folder: Path, out: Path, *options: str) -> subprocess.Popen[bytes]:
    """Start a scan in a process of its own."""
    arguments = ["scan", str(folder), "--csv", str(out), "--device", "cpu", *options]
    return subprocess.Popen([sys.executable, "-m", "gng_desktop", *arguments])


def megabytes(process: int) -> float:
    """Return the resident memory of a process, MB; 0 once it has ended."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    found = [line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:")]
    return int(found[0]) / 1000 if found else 0.0


def watched(scanning: subprocess.Popen[bytes]) -> tuple[float, list[float]]:
    """Wait for a scan; return its seconds and its memory, MB, over the whole of them."""
    start, memory = time.perf_counter(), []
    while scanning.poll() is None:
        memory.append(megabytes(scanning.pid))
        time.sleep(WATCH_S)
    return time.perf_counter() - start, [size for size in memory if size]


def timeless(path: Path) -> list[dict[str, str]]:
    """Return the lines of a scan's CSV without times."""
    with path.open(encoding="utf-8", newline="") as stream:
        return [
            {name: cell for name, cell in row.items() if name not in TIMES}
            for row in csv.DictReader(stream)
        ]


def large_scan(folder: Path, place: Path) -> Iterator[str]:
    """Scan a folder twice, the second time killed half-way and resumed; yield what was found."""
    seconds, memory = watched(command(folder, place / "whole.csv"))
    meta = json.loads((place / "whole.meta.json").read_text(encoding="utf-8"))["scan"]
    files = meta["files"]
    yield (
        f"{files} files in {seconds:.0f} s, {files / seconds:.1f} a second: {meta['statuses']}, "
        f"{meta['duplicates']} twins"
    )
    parts = [memory[len(memory) * n // 10 : len(memory) * (n + 1) // 10] for n in range(10)]
    shown = ", ".join(f"{max(part):.0f}" for part in parts if part)
    yield f"most memory in each tenth of the time, MB: {shown}"
    with command(folder, place / "killed.csv") as killed:
        time.sleep(seconds / 2)
        killed.send_signal(signal.SIGKILL)
    # As the program finds it when it is asked to resume.
    journal = Journal(place / "killed.csv.unfinished", {})
    known = len(journal)
    journal.close()
    rest, _ = watched(command(folder, place / "killed.csv", "--resume"))
    same = timeless(place / "whole.csv") == timeless(place / "killed.csv")
    yield f"killed after {known} files, resumed in {rest:.0f} s: the same CSV but times: {same}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--images", type=Path, required=True, help="folder of images of faces")
    parser.add_argument("--files", type=int, default=20_000)
    arguments = parser.parse_args()
    paths = sorted(p for p in arguments.images.rglob("*") if p.suffix.lower() in IMAGE_SUFFIXES)
    rng = np.random.default_rng(0)
    images = [read_image(paths[n]).rgb for n in rng.permutation(len(paths))[:500]]
    with tempfile.TemporaryDirectory() as place:
        few, many = Path(place, "few"), Path(place, "many")
        few.mkdir()
        many.mkdir()
        write_files(many, images, arguments.files, BROKEN_SHARE, TWIN_SHARE)
        write_files(few, images, FILES, 0, 0)
        for line in large_scan(many, Path(place)):
            print(line, flush=True)
        for line in comparison(few):
            print(line, flush=True)


def comparison(folder: Path) -> Iterator[str]:
    """Compare on a folder as ``./gng bench`` does; yield lines for people."""
    bench = open_bench()
    found = compared(bench.analysers[OURS], bench.analysers[PREDICT], folder)
    for name, ms in found.items():
        yield f"{name}: {ms:.2f} ms an image, {1000 / ms:.1f} a second, {ms / found['scan']:.2f}"


if __name__ == "__main__":
    main()
