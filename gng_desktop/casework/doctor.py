"""``gng-desktop doctor``: what is installed, what will run, and what is wrong."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import platformdirs

from gng_desktop import __version__
from gng_desktop.analysis import NEEDED
from gng_desktop.analysis.detectors import NOT_CALIBRATED
from gng_desktop.core.shipped import build, package_version
from gng_desktop.engines import devices
from gng_desktop.engines.devices import cuda_devices
from gng_desktop.engines.graphs import graph_bytes
from gng_desktop.engines.onnx_engine import OnnxEngine, usable_cpus
from gng_desktop.modelstore import ModelError, find_models, search_path
from gng_desktop.modelstore.detectors import find_detectors
from gng_desktop.modelstore.manifest import INSTALLED_ROLES, ROLES

PACKAGES = (
    *("onnxruntime", "tensorflow", "keras", "numpy", "opencv-python-headless", "pi-heif"),
    *("pillow", "rawpy", "PySide6-Essentials", "c2pa-python", "defusedxml", "jinja2", "matplotlib"),
)
BUILDS = {
    "inspector": " (without training, gradient maps and GPU; the full build has them)",
    "full": "",
}
ONLY_FULL = ("tensorflow", "keras")  # what the inspector leaves out


def _writable(folder: Path) -> bool:
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    return False


def run(options: argparse.Namespace) -> int:
    """Carry out the command; return the exit code."""
    return doctor(options.models)


def doctor(models: Path | None = None) -> int:
    """Print the state of the installation, `models` searched first; return 1 if it is wrong."""
    problems: list[str] = []
    for line in examine(models, problems):
        print(line)
    return int(bool(problems))


def examine(models: Path | None, problems: list[str]) -> Iterator[str]:
    """Look at the installation step by step, yielding one line of text after another.

    `models` is searched first; `problems` takes the sentences that say what is wrong.
    """
    kind = build()
    yield f"gng-desktop {__version__}, Python {platform.python_version()}, {platform.platform()}"
    if kind != "source":
        yield f"Build: {kind}" + BUILDS[kind]
    for name in PACKAGES:
        found = package_version(name)
        left_out = kind == "inspector" and name in ONLY_FULL
        yield f"  {name:24s} {found or ('left out' if left_out else 'not installed')}"
        if not found and not left_out:
            problems.append(f"{name} is not installed; run './gng setup' again.")
    yield ""
    yield from _devices()
    yield ""
    yield from _models(models, problems)
    cache = platformdirs.user_cache_path("gng-desktop")
    yield ""
    yield f"Cache: {cache}"
    yield f"Log: {platformdirs.user_log_path('gng-desktop')}"
    if not _writable(cache):
        problems.append(f"The cache folder {cache} cannot be written; free or unlock it.")
    yield ""
    yield "Nothing is wrong." if not problems else "Wrong:"
    for problem in problems:
        yield f"  - {problem}"


def _devices() -> Iterator[str]:
    gpus = cuda_devices()
    yield f"CPU: {usable_cpus()} usable of {os.cpu_count()} threads (ONNX Runtime)"
    for number, gpu in enumerate(gpus):
        yield f"gpu:{number}: {gpu}" + (" (TensorFlow)" if build() != "inspector" else "")
    if build() == "inspector":
        yield "CUDA: the inspector computes on the CPU; the full build uses a GPU"
        return
    found = devices.driver()
    if found is None:
        yield "CUDA: no NVIDIA driver; the CPU is used"
        return
    yield f"CUDA: driver {found.library}" + (f", serves CUDA {found.cuda}" if found.cuda else "")
    if not gpus:
        yield "  it offers no usable GPU; the CPU is used"
    elif sys.platform == "win32":
        yield "  TensorFlow for Windows does not use it; the CPU is used"
    elif missing := devices.missing_libraries():
        yield f"  not found: {', '.join(missing)}"
        yield "  the CPU is used until CUDA 12 and cuDNN 9 are installed"
    else:
        yield f"  the {len(devices.LIBRARIES)} CUDA libraries TensorFlow needs are there"


def _models(models: Path | None, problems: list[str]) -> Iterator[str]:
    yield "Models, searched in this order:"
    for folder in search_path(models):
        yield f"  {folder}{'' if folder.is_dir() else '  (does not exist)'}"
    inventory = find_models(models)
    problems += inventory.problems
    for role in INSTALLED_ROLES:
        words = ROLES[role].words
        stored = inventory.models.get(role)
        if stored is None:
            if role in NEEDED:
                problems.append(f"No {words} is installed; see README, 'Models'.")
            continue
        manifest = stored.manifest
        yield f"  {words}: {stored.label}, {manifest.architecture.backbone}, {stored.folder}"
        yield f"    weights SHA-256 {manifest.weights.sha256}"
        if manifest.graph is None:
            yield "    no shipped graph: it is exported through Keras at the first use"
        else:
            try:
                OnnxEngine(graph_bytes(stored), manifest.task, where=f"of {stored.folder}")
                yield f"    graph   SHA-256 {manifest.graph.sha256}, loads"
            except ModelError as error:
                problems.append(str(error))
        if manifest.thresholds:
            t = manifest.thresholds
            yield f"    real below {t.real_below:.3f}, generated above {t.generated_above:.3f}"
        elif manifest.task == "classification":
            problems.append(f"The {words} has no thresholds, so every verdict is inconclusive.")
    detectors, broken = find_detectors(models, inventory.models)
    problems += broken
    for detector in detectors.values():
        state = "calibrated" if detector.manifest.thresholds else NOT_CALIBRATED
        yield f"  detector: {detector.label}, {detector.folder} ({state})"
