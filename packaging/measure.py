"""How large a built program is and how fast its window comes: ``python packaging/measure.py``.

Prints a table for packaging/README.md. Cold means that nothing of the program's folder is in the
system's file cache, as after a restart of the machine; the system's own libraries stay there.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import sys
import time
from pathlib import Path

from stranger import Stranger

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from gng_desktop.core.shipped import shipped  # noqa: E402

OPEN_S = 10.0
"""How long each window stays open; what is not there by then counts as never."""


def forget(folder: Path) -> bool:
    """Put the files of a folder out of the system's cache; return whether the system can."""
    if not hasattr(os, "posix_fadvise"):
        return False
    os.sync()  # what is not written yet is not forgotten
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as stream:
                os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    return True


def once(stranger: Stranger, image: Path) -> tuple[float, float]:
    """Start the window on an image; return s until it was drawn and until it showed a verdict."""
    shown = stranger.watch("watched", OPEN_S, image)
    return shown["drawn"] or float("inf"), shown["verdict"] or float("inf")


def machine() -> str:
    """Return what kind of machine this is, and how busy."""
    name = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file():
        lines = info.read_text(encoding="utf-8").splitlines()
        name = next((s.split(": ")[1] for s in lines if s.startswith("model name")), name)
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{name}, {os.cpu_count()} threads{load}"


def size_mb(folder: Path) -> float:
    """Return the size of all files of a folder, MB of a million bytes; links count nothing."""
    files = (p for p in folder.rglob("*") if p.is_file() and not p.is_symlink())
    return sum(p.stat().st_size for p in files) / 1e6


def main() -> None:
    """Measure what the command line names."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kind", choices=["inspector", "full"], default="inspector")
    parser.add_argument("--platform", default="offscreen", help="of Qt (default %(default)s)")
    parser.add_argument("--rounds", type=int, default=5, metavar="N")
    options = parser.parse_args()
    bundle = ROOT / "dist" / f"gng-desktop-{options.kind}"
    print(f"{time.strftime('%Y-%m-%d')}, {machine()}, Qt on {options.platform}")
    print(f"{options.kind}: {size_mb(bundle):.0f} MB unpacked")
    for archive in (ROOT / "dist").glob(f"{bundle.name}-*.tar.gz"):
        print(f"  {archive.name}: {archive.stat().st_size / 1e6:.0f} MB")
    stranger = Stranger(bundle, options.platform)
    try:
        image = stranger.desk / "portrait.png"
        shutil.copy(next((shipped("resources") / "sample").glob("*.png")), image)
        once(stranger, image)  # makes settings and caches
        for words, cold in (("warm", False), ("cold", True)):
            found = []
            for _ in range(options.rounds):
                if cold and not forget(bundle if stranger.mounted else stranger.folder):
                    print("  cold: this system cannot forget files")
                    return
                found.append(once(stranger, image))
            for what, times in zip(
                ("window drawn", "first verdict"), zip(*found, strict=True), strict=True
            ):
                listed = ", ".join(f"{t:.2f}" for t in sorted(times))
                print(f"  {words}, {what}: median {statistics.median(times):.2f} s of {listed}")
    finally:
        stranger.leave()


if __name__ == "__main__":
    main()
