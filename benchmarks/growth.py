"""How a scan grows: files, threads, and a cluster of two workers; with a plot.

``./gng bench`` includes it; ``python -m benchmarks.growth`` measures it alone. Linux only. Of the
files of a folder `SAMPLE` are different images and analysed; the others are hard links to them,
which are listed, read, hashed and written like any file, and analysed no more. What analysing all
of them would take is added up from both.
"""

from __future__ import annotations

import os
import resource
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import common
from benchmarks.common import Row
from benchmarks.scan_files import write_files
from benchmarks.scanning import command, watched
from gng_desktop.imaging.reading import read_image

SAMPLE = 96
"""Different images of a folder."""
COUNTS = (1_000, 10_000, 100_000)
PLOT = Path(__file__).with_name("growth.svg")


@dataclass(frozen=True)
class Growth:
    """What a scan of `files` files took: measured, and with all of them different; memory."""

    files: int
    path: str
    seconds: float
    whole: float
    megabytes: float


def fill(folder: Path, face: Any, files: int) -> None:
    """Write `SAMPLE` images, and as many hard links to them as make `files`."""
    folder.mkdir()
    write_files(folder, [face], min(SAMPLE, files), bad=0, twins=0)
    for number in range(SAMPLE, files):
        sub = folder / f"{number // 5000:03d}"
        if number % 5000 == 0 or number == SAMPLE:
            sub.mkdir(exist_ok=True)
        os.link(folder / f"{number % SAMPLE:06d}.jpg", sub / f"z{number:06d}.jpg")


def scanned(folder: Path, out: Path, *options: str) -> tuple[float, float]:
    """Scan in a process of its own; return seconds, the loading of the models included, and MB."""
    before = _of_children()
    seconds, memory = watched(command(folder, out, "--recursive", "--overwrite", *options))
    if not out.exists():
        raise RuntimeError(f"the scan of {folder} with {options} made no CSV")
    return _of_children() - before if common.CPU else seconds, max(memory, default=0.0)


def _of_children() -> float:
    """Return the CPU time of all processes that this one started, s; a cluster's still run."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    total = ended.ru_utime + ended.ru_stime
    ticks = os.sysconf("SC_CLK_TCK")
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == os.getpid():
            total += (int(fields[11]) + int(fields[12])) / ticks
    return total


def growth(picture: Path, counts: tuple[int, ...] = COUNTS) -> Iterator[Growth]:
    """Scan folders of each size on 1 and 2 threads, and the smallest on two Dask workers."""
    face = read_image(picture).rgb[:300, 90:390]
    with tempfile.TemporaryDirectory() as place, _cluster() as address:
        one, sample, out = Path(place, "one"), Path(place, "sample"), Path(place, "out.csv")
        fill(sample, face, SAMPLE)
        one.mkdir()
        (one / "0.jpg").write_bytes((sample / "000000.jpg").read_bytes())
        paths = {"1 thread": ("--jobs", "1"), "2 threads": ("--jobs", "2")}
        if address:
            paths["2 Dask workers, 1 thread each"] = ("--dask", address)
        each = {
            name: max(0.0, scanned(sample, out, *how)[0] - scanned(one, out, *how)[0])
            / (SAMPLE - 1)
            for name, how in paths.items()
        }
        for count in counts:
            folder = Path(place, str(count))
            fill(folder, face, count)
            for name, how in paths.items():
                seconds, memory = scanned(folder, out, *how)
                yield Growth(count, name, seconds, seconds + (count - SAMPLE) * each[name], memory)
            paths.pop("2 Dask workers, 1 thread each", None)


@contextmanager
def _cluster() -> Iterator[str]:
    """Have two Dask workers; give the scheduler's address, "" where Dask is not installed."""
    try:
        from distributed import LocalCluster
    except ImportError:
        yield ""
        return
    options: dict[str, Any] = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
    with LocalCluster(processes=True, **options) as cluster:
        yield cluster.scheduler_address


def plot(found: list[Growth], path: Path = PLOT) -> None:
    """Draw hours and memory by the number of files, an SVG."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8, 3.2), layout="constrained")
    hours, memory = figure.subplots(1, 2)
    for name in dict.fromkeys(one.path for one in found):
        rows = [one for one in found if one.path == name]
        files = [one.files for one in rows]
        hours.plot(files, [one.whole / 60 for one in rows], "o-", label=name)
        memory.plot(files, [one.megabytes for one in rows], "o-", label=name)
    hours.set(xscale="log", yscale="log", xlabel="files", ylabel="minutes, all different")
    memory.set(xscale="log", xlabel="files", ylabel="most memory of the program, MB")
    memory.set_ylim(bottom=0)
    hours.legend()
    figure.savefig(path, metadata={"Date": None})


def growth_rows(bench: Any) -> Iterator[Row]:
    """Yield the rows of ``./gng bench``, and draw the plot as it grows."""
    found: list[Growth] = []
    for one in growth(bench.picture):
        found.append(one)
        plot(found)
        what = f"scan of {one.files:,} files, {one.path}, {one.megabytes:.0f} MB at most"
        yield what, f"measured, {SAMPLE} different ones", 1000 * one.seconds, None
        yield what, "an image, all different", 1000 * one.whole / one.files, None


def main() -> None:
    """Measure and print."""
    import argparse
    from types import SimpleNamespace

    import platformdirs

    from gng_desktop.imaging.sample import sample_path

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cpu", action="store_true", help="CPU time, as of benchmarks.bench")
    common.CPU = parser.parse_args().cpu
    picture = sample_path(platformdirs.user_cache_path("gng-desktop"))
    for what, path, ms, _ in growth_rows(SimpleNamespace(picture=picture)):
        print(f"{what}, {path}: {ms:,.1f} ms", flush=True)


if __name__ == "__main__":
    main()
