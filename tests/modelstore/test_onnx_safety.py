"""No ONNX graph reads another file, repeats itself without end, or is more than the standard."""

import subprocess
import sys

import numpy as np
import pytest
from onnx import ModelProto, TensorProto, helper, numpy_helper

from gng_desktop.engines.onnx_engine import OnnxEngine
from gng_desktop.modelstore import ModelError
from gng_desktop.modelstore.onnx_safety import DEPTH, check_onnx


def external(name="w"):
    """A tensor whose values lie in ``w.bin`` of the working directory."""
    tensor = TensorProto(name=name, dims=[1], data_type=TensorProto.FLOAT)
    tensor.data_location = TensorProto.EXTERNAL
    tensor.external_data.add(key="location", value="w.bin")
    return tensor


def graph(nodes=(), initializers=(), sparse=()):
    made = helper.make_graph(
        [*nodes, helper.make_node("Identity", ["w"], ["score"])],
        "g",
        [],
        [helper.make_tensor_value_info("score", TensorProto.FLOAT, [1])],
        initializers,
    )
    made.sparse_initializer.extend(sparse)
    return made


def model(*arguments, **more):
    opsets = [helper.make_opsetid("", 18)]
    return helper.make_model(graph(*arguments, **more), opset_imports=opsets, ir_version=8)


def with_attribute(**attributes):
    return model([helper.make_node("Constant", [], ["w"], **attributes)])


def branch(inner):
    """A graph with `inner` in a branch of If."""
    return graph([helper.make_node("If", ["c"], ["w"], then_branch=inner, else_branch=graph())])


def sparse(values, indices=None):
    whole = numpy_helper.from_array(np.zeros(1, np.int64))
    return helper.make_sparse_tensor(values, whole if indices is None else indices, [1])


def nested(depth):
    inner = graph()
    for _ in range(depth):
        inner = branch(inner)
    return helper.make_model(inner)


def with_function():
    made = model()
    node = helper.make_node("Constant", [], ["w"], value=external())
    made.functions.append(
        helper.make_function("own", "f", [], ["w"], [node], [helper.make_opsetid("", 18)])
    )
    return made


def repeating(operator):
    return model([helper.make_node(operator, ["n", "c"], ["w"], body=graph())])


FILE, LOOP = "reads data from another file", "without a bound"
HARMFUL = {
    "initializer": (lambda: model((), [external()]), FILE),
    "attribute": (lambda: with_attribute(value=external()), FILE),
    "attributes": (lambda: with_attribute(values=[external()]), FILE),
    "sparse": (lambda: model(sparse=[sparse(external())]), FILE),
    "sparse indices": (lambda: model(sparse=[sparse(TensorProto(), external())]), FILE),
    "sparse attribute": (lambda: with_attribute(sparse_value=sparse(external())), FILE),
    "subgraph": (lambda: helper.make_model(branch(graph((), [external()]))), FILE),
    "subgraphs": (lambda: with_attribute(graphs=[graph((), [external()])]), FILE),
    "function": (with_function, "functions of its own"),
    "loop": (lambda: repeating("Loop"), LOOP),
    "scan": (lambda: repeating("Scan"), LOOP),
    "loop in a branch": (
        lambda: helper.make_model(branch(graph([helper.make_node("Loop", [], ["w"])]))),
        LOOP,
    ),
    "nested": (lambda: nested(DEPTH), "graphs more than"),
    "custom": (
        lambda: model([helper.make_node("EPContext", [], ["w"], domain="com.microsoft")]),
        "operators of 'com.microsoft'",
    ),
}


@pytest.mark.parametrize("what", HARMFUL)
def test_harmful_graphs_are_refused_before_they_are_loaded(what, tmp_path):
    make, why = HARMFUL[what]
    data = make().SerializeToString()
    for given in (data, tmp_path / "model.onnx"):
        (tmp_path / "model.onnx").write_bytes(data)
        with pytest.raises(ModelError, match=why):
            OnnxEngine(given, "classification")


def test_the_working_directory_gives_no_weights(tmp_path):
    """ONNX Runtime alone takes them from a file that no hash covers."""
    (tmp_path / "w.bin").write_bytes(np.float32([0.25]).tobytes())
    (tmp_path / "model.onnx").write_bytes(model((), [external()]).SerializeToString())
    code = (
        "import onnxruntime\n"
        "print(onnxruntime.InferenceSession('model.onnx').run(['score'], {})[0])\n"
        "from pathlib import Path; from gng_desktop.engines.onnx_engine import OnnxEngine\n"
        "OnnxEngine(Path('model.onnx'), 'classification')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, timeout=60
    )
    assert "0.25" in done.stdout and FILE in done.stderr


def test_a_location_alone_or_repeated_is_refused_too():
    made = model((), [numpy_helper.from_array(np.zeros(1, np.float32), "w")])
    made.graph.initializer[0].data_location = TensorProto.EXTERNAL
    data = made.SerializeToString()
    # What comes last counts in protobuf; here a second graph that says nothing of it.
    for given in (data, data + ModelProto(graph=graph()).SerializeToString()):
        with pytest.raises(ModelError, match=FILE):
            check_onnx(given)


@pytest.mark.parametrize(
    "data",
    [
        b"\x0b",  # a group
        b"\x3a\x05\x08",  # a graph that ends early
        b"\x38\x01",  # a graph that is a number
        b"\xff" * 11,
        b"\xfa\x7f\x00",  # a field of later versions
        b"\x12\x06ORTM\0\0",  # another format's mark within a name
    ],
)
def test_what_is_damaged_or_unknown_is_not_loaded(data):
    with pytest.raises(ModelError):
        OnnxEngine(data, "classification")


def test_what_is_harmless_passes():
    plain = numpy_helper.from_array(np.zeros(1, np.float32), "w")
    for made in (model((), [plain]), nested(DEPTH - 1), with_attribute(value=plain)):
        check_onnx(made.SerializeToString())
