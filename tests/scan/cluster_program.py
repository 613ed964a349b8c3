"""A Dask cluster on this computer, each part of it a process, and models that need no training."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from onnx import parser

from tests.fakes import ROLES, install_model
from tests.scan.scan_files import PATIENCE_S, wait_for

PRELOAD = Path(__file__).with_name("cluster_worker.py")
REPOSITORY = Path(__file__).parents[2]
WITHOUT_PROGRAM = "import sys; sys.modules['gng_desktop'] = None; "


def graph(role: str, size: int, step: int):
    """Return a network: red by `step` is the class id, the mean green the score."""
    channel, scale = (0, step) if role == "segmenter" else (1, 255)
    output, last = {
        "segmenter": (
            f"uint8[batch, {size}, {size}] classes",
            """low = Constant <value_float = 0.0> ()
               high = Constant <value_float = 13.0> ()
               whole = Round (scaled)
               least = Clip (whole, low, high)
               classes = Cast <to = 2> (least)""",
        ),
        "family": ("float[batch, 3] family", "family = ReduceMean <keepdims = 0> (pixels, axes)"),
    }.get(role, ("float[batch] score", "score = ReduceMean <keepdims = 0> (scaled, axes)"))
    return parser.parse_model(
        f"""<ir_version: 9, opset_import: ["": 18]>
        painted (uint8[batch, {size}, {size}, 3] rgb) => ({output}) {{
            pixels = Cast <to = 1> (rgb)
            axes = Constant <value_ints = [1, 2]> ()
            channel = Constant <value_int = {channel}> ()
            plane = Gather <axis = 3> (pixels, channel)
            scale = Constant <value_float = {float(scale)}> ()
            scaled = Div (plane, scale)
            {last}
        }}"""
    )


def install_models(
    folder: Path, scratch: Path, size: int, step: int, created="2024-05-01", roles=ROLES
):
    """Install a model for every role; another day of creation makes other models."""
    scratch.mkdir(parents=True, exist_ok=True)
    for role in roles:
        path = scratch / f"{role}.onnx"
        path.write_bytes(graph(role, size, step).SerializeToString())
        install_model(folder / role, role, path, size=size, created=created)
    return folder


class Cluster:
    """A scheduler, in which the program is missing as it may be, and the workers asked for."""

    def __init__(self, folder: Path, **environment: str) -> None:
        folder.mkdir()
        self.folder, self.processes, self.workers = folder, [], []
        homes = {f"XDG_{name}_HOME": str(folder) for name in ("DATA", "CACHE", "CONFIG", "STATE")}
        self.environment = {
            **os.environ,
            **homes,
            "PYTHONPATH": str(REPOSITORY),
            "DASK_CONFIG": str(folder),
            **environment,
        }
        known = folder / "scheduler.json"
        options = ["--port", "0", "--no-dashboard", "--scheduler-file", str(known)]
        self.scheduler = self._start("dask_scheduler", options, WITHOUT_PROGRAM)
        try:
            # Written in place: for a moment it is there and empty.
            wait_for(lambda: known.exists() and known.read_text().rstrip().endswith("}"))
            self.address = json.loads(known.read_text())["address"]
        except BaseException:
            self.close()
            raise

    def _start(self, program: str, options: list[str], before: str = "", **environment: str):
        code = f"{before}from distributed.cli.{program} import main; main()"
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-c", code, "--host", "127.0.0.1", *options],
                env={**self.environment, **environment},
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self.processes.append(process)
        return process

    def add_worker(self, before: str = "", **environment: str):
        """Start a worker of one thread; it may take a while to come."""
        options = [self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard"]
        options += ["--local-directory", str(self.folder / "scratch")]
        if not before:
            options += ["--preload", str(PRELOAD)]
        self.workers.append(self._start("dask_worker", options, before, **environment))
        return self.workers[-1]

    def with_workers(self, count: int):
        """Wait until there are `count` workers."""
        from distributed import Client

        with Client(self.address, timeout=PATIENCE_S, set_as_default=False) as client:
            wait_for(lambda: len(client.nthreads()) == count)
        return self

    def stop_workers(self) -> None:
        """Kill all workers, and wait until the scheduler has noticed."""
        for worker in self.workers:
            worker.kill()
            worker.wait(PATIENCE_S)
        self.workers.clear()
        self.with_workers(0)

    def close(self) -> None:
        """Kill what is left."""
        for process in self.processes:
            process.kill()
        for process in self.processes:
            process.wait(PATIENCE_S)
