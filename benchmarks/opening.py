"""Load everything that is measured: our path, traced Keras, Keras by ``predict``, the ceiling."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import platformdirs
from numpy.typing import NDArray
from onnx import TensorProto, helper

from benchmarks.common import OURS, PREDICT, ROUNDS, TRACED, Bench, clock, rounds
from gng_desktop.analysis import WITH, WITHOUT
from gng_desktop.analysis.pipeline import Analyser
from gng_desktop.engines.keras_engine import KerasEngine
from gng_desktop.engines.onnx_engine import usable_cpus
from gng_desktop.engines.protocol import check_batch
from gng_desktop.imaging.sample import sample_path
from gng_desktop.modelstore.manifest import SEGMENTER

ROLES = (SEGMENTER, WITH, WITHOUT)


class PredictEngine:
    """The engine a program would have that calls ``model.predict`` on every batch."""

    name, device, features = "keras predict", "cpu", 0

    def __init__(self, engine: KerasEngine) -> None:
        self.model, self.task, self.size = engine.model, engine.task, engine.size

    def run(self, batch: NDArray[np.uint8]) -> NDArray[Any]:
        """Return class ids or scores, as `gng_desktop.engines.protocol.Engine.run`."""
        check_batch(batch, self.size)
        output = self.logits(batch)
        if self.task == "segmentation":
            classes: NDArray[np.uint8] = output.argmax(axis=-1).astype(np.uint8)
            return classes
        return output.reshape(-1)

    def run_with_features(
        self, batch: NDArray[np.uint8]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32] | None]:
        """Return scores alone."""
        return self.run(batch), None

    def logits(self, batch: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Return the network's output as it is."""
        return np.asarray(self.model.predict(batch.astype(np.float32), verbose=0))


def _best_seconds(call: Callable[[], object]) -> float:
    """Return the shortest time of a call: a ceiling must not depend on what else runs."""
    times = []
    for _ in range(2 * rounds(ROUNDS)):
        start = clock()
        call()
        times.append(clock() - start)
    return min(times)


def sgemm_gflops() -> float:
    """Measure the machine's float32 matrix product, GFLOP/s: a ceiling for every network.

    The faster of NumPy's and ONNX Runtime's own: which one is better depends on the CPU. Measured
    one after the other, because either's threads stay awake for a while and disturb the other.
    """
    a, b = (np.random.default_rng(0).random((1500, 1500), np.float32) for _ in range(2))
    square = [helper.make_tensor_value_info(n, TensorProto.FLOAT, a.shape) for n in "abc"]
    product = helper.make_node("MatMul", ["a", "b"], ["c"])
    graph = helper.make_graph([product], "sgemm", square[:2], square[2:])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=8)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = usable_cpus()
    options.add_session_config_entry("session.force_spinning_stop", "1")
    session = onnxruntime.InferenceSession(model.SerializeToString(), options)
    feed = {"a": a, "b": b}
    numpy_s = _best_seconds(lambda: a @ b)
    time.sleep(0.5)
    return 2 * 1500**3 / min(numpy_s, _best_seconds(lambda: session.run(None, feed))) / 1e9


def open_bench(models: Path | None = None) -> Bench:
    """Load everything that is measured."""
    ours = Analyser.open(models, device="cpu")
    traced = {role: KerasEngine(ours.models[role], "cpu") for role in ROLES}
    predict = {role: PredictEngine(engine) for role, engine in traced.items()}
    # Further detectors are ONNX graphs alone: those run the same way in all of them.
    further = {name: ours.engines[name] for name in ours.further}
    analysers = {
        OURS: ours,
        TRACED: Analyser(ours.models, {**traced, **further}),
        PREDICT: Analyser(ours.models, {**predict, **further}),
    }
    picture = sample_path(platformdirs.user_cache_path("gng-desktop"))
    return Bench(analysers, picture, sgemm_gflops())
