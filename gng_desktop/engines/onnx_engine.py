"""Models on the CPU through ONNX Runtime, without TensorFlow."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, cached_property, partial
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from gng_desktop.core.errors import plain_errors
from gng_desktop.core.reading import read_bytes
from gng_desktop.engines.coalition_table import NotLocal
from gng_desktop.engines.coalitions import CoalitionNetwork
from gng_desktop.engines.protocol import OUTPUTS, OwnEngine, check_batch
from gng_desktop.modelstore import ModelError
from gng_desktop.modelstore.onnx_safety import MOST_BYTES, check_onnx

IMAGES_AT_ONCE = 4
"""Measured on 2 cores: with more the maps leave the cache, and 16 take a fifth longer each."""
IMAGES_ON_ONE_THREAD = 2
"""The same of an engine with one thread, two of which share the cache: 4 take a twelfth longer."""
MANY = 8
"""From how many images on a classifier shares them among threads, each image on one: a fifth less
CPU time than all threads on each image. The second session takes 8 MB."""
SPIN_MICROSECONDS = 20
"""How long an idle thread waits awake for the next layer; the pause between two is shorter."""


def usable_cpus() -> int:
    """Return the number of CPUs this process may use (containers often allow only some)."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


_one_at_a_time = Lock()


@cache
def _share_memory() -> None:
    """Have all sessions take their memory from one arena: they run in turn (a third less)."""
    kind = onnxruntime.OrtAllocatorType.ORT_ARENA_ALLOCATOR
    where = onnxruntime.OrtMemoryInfo("Cpu", kind, 0, onnxruntime.OrtMemType.DEFAULT)
    onnxruntime.create_and_register_allocator(where, None)


def _session_options(threads: int | None) -> onnxruntime.SessionOptions:
    """Return how every session is run; `threads` as of `OnnxEngine`."""
    with _one_at_a_time:
        _share_memory()
    options = onnxruntime.SessionOptions()
    options.add_session_config_entry("session.use_env_allocators", "1")
    options.intra_op_num_threads = threads or usable_cpus()
    options.inter_op_num_threads = 1
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
    options.log_severity_level = 3
    # By default the threads of a model that has just run stay awake and take the CPUs from the
    # next one: three models in turn then take three times as long.
    options.add_session_config_entry("session.force_spinning_stop", "1")
    options.add_session_config_entry("session.intra_op.spin_duration_us", str(SPIN_MICROSECONDS))
    # Else bytes that are both could pass the check as ONNX and be loaded as something else.
    options.add_session_config_entry("session.load_model_format", "ONNX")
    return options


class OnnxEngine(OwnEngine):
    """An ONNX graph written by `gng_desktop.engines.export`, on the CPU.

    Parameters
    ----------
    graph : Path or bytes
        The file, or its content where the caller has just checked its hash.
    task : {"segmentation", "classification", "family"}
        What the graph does.
    threads : int, optional
        CPU threads; all usable CPUs if None.
    where : str
        What messages call a graph given as bytes.

    Raises
    ------
    ModelError
        If the graph cannot be loaded, is not one for `task`, or `check_onnx` refuses it.
    ValueError
        If `task` is unknown or `threads` is below 1.
    """

    name = "onnxruntime"

    def __init__(
        self, graph: Path | bytes, task: str, threads: int | None = None, where: str = "in memory"
    ) -> None:
        if task not in OUTPUTS:
            raise ValueError(f"task {task!r} is unknown")
        if threads is not None and threads < 1:
            raise ValueError(f"{threads} threads cannot run a model; give 1 or more")
        count = threads or usable_cpus()
        where = where if isinstance(graph, bytes) else str(graph)
        data = graph if isinstance(graph, bytes) else _read(graph)
        self._session = open_session(data, threads, where, "install the model again")
        inputs = {i.name: i.shape for i in self._session.get_inputs()}
        outputs = {o.name: o.shape for o in self._session.get_outputs()}
        if set(inputs) != {"rgb"} or OUTPUTS[task] not in outputs:
            raise ModelError(f"ONNX graph {where} is no {task} graph; install the model again.")
        self.task, self._graph, self._threads = task, data, count
        self.size = int(inputs["rgb"][1])
        # Graphs of other families have none, nor have those written before there were any.
        self.features = int(outputs["features"][1]) if "features" in outputs else 0
        self._at_once = IMAGES_AT_ONCE if count > 1 else IMAGES_ON_ONE_THREAD
        self.device = device_of(count)
        self._options = onnxruntime.RunOptions()
        # Without this the logits are transposed and copied even when nobody asked for them.
        self._options.only_execute_path_to_fetches = True

    @cached_property
    def _single(self) -> onnxruntime.InferenceSession:
        """The same on the thread that calls it."""
        return _session(self._graph, 1)

    @cached_property
    def coalitions(self) -> CoalitionNetwork | None:
        """What scores all images of shown and hidden regions at once; None where nothing can."""
        try:
            return CoalitionNetwork(self._graph) if self.task == "classification" else None
        except NotLocal:
            return None

    def fetch(self, batch: NDArray[np.uint8], *outputs: str) -> NDArray[Any]:
        check_batch(batch, self.size)
        if self.task != "classification" or self._threads == 1 or len(batch) < MANY:
            parts = _parts(batch, self._at_once)
            return _joined([self._run(self._session, outputs, part) for part in parts])
        parts = _parts(batch, min(IMAGES_ON_ONE_THREAD, -(-len(batch) // self._threads)))
        with ThreadPoolExecutor(self._threads) as pool:
            return _joined(list(pool.map(partial(self._run, self._single, outputs), parts)))

    def _run(
        self,
        session: onnxruntime.InferenceSession,
        outputs: Sequence[str],
        part: NDArray[np.uint8],
    ) -> NDArray[Any]:
        """Return an output, or several side by side: the parts of a batch are joined in one way."""
        found = session.run(outputs, {"rgb": part}, self._options)
        return np.column_stack(found) if len(found) > 1 else np.asarray(found[0])


def _parts(batch: NDArray[np.uint8], size: int) -> list[NDArray[np.uint8]]:
    return [batch[first : first + size] for first in range(0, len(batch), size)]


def _joined(parts: list[NDArray[Any]]) -> NDArray[Any]:
    return parts[0] if len(parts) == 1 else np.concatenate(parts)


def device_of(threads: int) -> str:
    """Return how an engine on the CPU names its device."""
    return f"cpu ({threads} thread{'s' if threads > 1 else ''})"


def open_session(
    graph: bytes, threads: int | None, where: str, advice: str
) -> onnxruntime.InferenceSession:
    """Load a graph that `check_onnx` lets pass, on the CPU; raises ModelError with `advice`."""
    check_onnx(graph, where, advice)
    try:
        return _session(graph, threads)
    # ONNX Runtime's exceptions share no base class of their own.
    except Exception as error:
        reason = (str(error).splitlines() or [type(error).__name__])[0][:200]
        raise ModelError(f"ONNX graph {where} cannot be loaded ({reason}); {advice}.") from error


def _session(graph: bytes, threads: int | None) -> onnxruntime.InferenceSession:
    options = _session_options(threads)
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def _read(path: Path) -> bytes:
    with plain_errors(ModelError, f"ONNX graph {path} cannot be read", "install the model again"):
        return read_bytes(path, MOST_BYTES)
