import dataclasses
import os
import shutil
import subprocess
import sys
from pathlib import Path

import keras
import numpy as np
import pytest

import gng_desktop
from gng_desktop.engines import export, graphs, keras_engine, select
from gng_desktop.engines.devices import DeviceError
from gng_desktop.engines.onnx_engine import OnnxEngine
from gng_desktop.engines.select import open_engine
from gng_desktop.modelstore import ModelError, load_model


@pytest.fixture(autouse=True)
def no_gpu(monkeypatch):
    monkeypatch.setattr(select, "cuda_devices", list)


@pytest.fixture(scope="module")
def exported(stored_classifier, tmp_path_factory):
    """A cache folder in which the classifier's graph has been stored."""
    folder = tmp_path_factory.mktemp("exported") / "cache"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("platformdirs.user_cache_path", lambda *_args, **_kw: folder)
        open_engine(stored_classifier, "cpu")
    return folder


@pytest.fixture
def filled_cache(cache, exported):
    """The user's cache folder, which holds the classifier's graph."""
    shutil.copytree(exported, cache)
    return cache


def test_the_inspector_stays_on_the_cpu(stored_classifier, filled_cache, monkeypatch):
    monkeypatch.setattr(select, "build", lambda: "inspector")
    monkeypatch.setattr(select, "cuda_devices", lambda: ["a GPU"])
    assert isinstance(open_engine(stored_classifier), OnnxEngine)
    with pytest.raises(DeviceError, match="use the full build"):
        open_engine(stored_classifier, "gpu:0")


def forbid_export(monkeypatch):
    def refuse(*_args):
        raise AssertionError("exported again")

    monkeypatch.setattr(export, "graph_of", refuse)
    monkeypatch.setattr(keras_engine, "build_keras", refuse)


def test_graph_is_exported_once_and_then_taken_from_the_cache(
    stored_classifier, classifier, images, cache, monkeypatch
):
    first = open_engine(stored_classifier).run(images(3, 64))
    with monkeypatch.context() as patch:
        forbid_export(patch)
        second = open_engine(stored_classifier).run(images(3, 64))
    np.testing.assert_array_equal(first, second)
    expected = np.asarray(classifier(images(3, 64), training=False))[:, 0]
    np.testing.assert_allclose(first, expected, rtol=0, atol=1e-4)
    (path,) = cache.glob("graphs/*.onnx")
    assert path.name.startswith(stored_classifier.manifest.weights.sha256)
    intact = path.read_bytes()
    path.write_bytes(intact[:-100] + bytes(100))
    np.testing.assert_array_equal(open_engine(stored_classifier).run(images(3, 64)), first)
    assert path.read_bytes() == intact, "a damaged one is made again"


def test_cache_that_cannot_be_written_is_only_a_notice(stored_classifier, images, cache):
    cache.write_text("a file where the folder should be")
    with pytest.warns(RuntimeWarning, match="could not be stored"):
        engine = open_engine(stored_classifier)
    assert engine.run(images(1, 64)).shape == (1,)


def test_the_cache_distinguishes_architectures(stored_classifier, cache):
    manifest = stored_classifier.manifest
    other = dataclasses.replace(
        manifest, architecture=dataclasses.replace(manifest.architecture, activation="relu")
    )
    relu = dataclasses.replace(stored_classifier, manifest=other)
    assert graphs.cache_path(relu) != graphs.cache_path(stored_classifier)


def test_graph_that_disagrees_with_keras_is_refused_and_not_stored(
    stored_classifier, cache, monkeypatch
):
    honest = export.graph_of

    def wrong(model, task, half):
        kernel = model.get_layer("score").kernel
        before = np.asarray(kernel)
        kernel.assign(before * 1.5)
        graph = honest(model, task, half)
        kernel.assign(before)
        return graph

    monkeypatch.setattr(export, "graph_of", wrong)
    with pytest.raises(ModelError, match="does not reproduce"):
        open_engine(stored_classifier)
    assert not list(cache.rglob("*.onnx"))


def test_check_covers_segmenters(segmenter, segmenter_graph):
    graphs.check_graph(segmenter, "segmentation", segmenter_graph)
    bias = segmenter.get_layer("logits").bias
    before = np.asarray(bias)
    try:
        bias.assign(before + np.arange(14) * 0.2)
        with pytest.raises(ModelError, match="pixels agree"):
            graphs.check_graph(segmenter, "segmentation", segmenter_graph)
    finally:
        bias.assign(before)


def test_shipped_graph_is_used_and_its_hash_checked(
    classifier, graph, install_network, cache, monkeypatch, tmp_path
):
    (tmp_path / "g.onnx").write_bytes(graph)
    stored = install_network(tmp_path / "m", classifier, "with_background", tmp_path / "g.onnx")
    forbid_export(monkeypatch)
    assert isinstance(open_engine(stored, "cpu", threads=1), OnnxEngine)
    assert not cache.exists()
    graph = stored.folder / "model.onnx"
    graph.write_bytes(graph.read_bytes() + b"!")
    with pytest.raises(ModelError, match=r"model\.onnx is not the file"):
        open_engine(stored)


def test_scoring_imports_no_tensorflow(classifier, graph, install_network, tmp_path, cache):
    (tmp_path / "g.onnx").write_bytes(graph)
    (tmp_path / "m").mkdir()
    install_network(tmp_path / "m/shipped", classifier, "with_background", tmp_path / "g.onnx")
    plain = install_network(tmp_path / "m/cached", classifier, "without_background")
    open_engine(plain)
    program = f"""
import sys
from pathlib import Path
import numpy as np, platformdirs
platformdirs.user_cache_path = lambda *_: Path({str(cache)!r})
platformdirs.user_data_path = lambda *_: Path({str(tmp_path / "none")!r})
from gng_desktop.engines.select import open_engine
from gng_desktop.modelstore import find_models
inventory = find_models(Path({str(tmp_path / "m")!r}))
for role in ("with_background", "without_background"):
    print(open_engine(inventory.require(role), "cpu").run(np.zeros((1, 64, 64, 3), np.uint8)).shape)
loaded = {{"tensorflow", "keras", "shap", "onnx", "h5py"}} & set(sys.modules)
import gng_desktop.explain.gradients
loaded |= {{"tensorflow"}} & set(sys.modules)
print("loaded:", sorted(loaded))
"""
    root = str(Path(gng_desktop.__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": root},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.stdout.splitlines() == ["(1,)", "(1,)", "loaded: []"], done.stderr


@pytest.mark.parametrize(
    ("gpus", "device", "words"),
    [
        ([], "gpu:0", "no usable CUDA GPU"),
        ([], "tpu", "choose auto, cpu or gpu:0"),
        (["Some GPU"], "gpu:1", "only 1 usable"),
    ],
)
def test_devices_that_are_not_there_are_refused(
    stored_classifier, monkeypatch, gpus, device, words
):
    monkeypatch.setattr(select, "cuda_devices", lambda: gpus)
    with pytest.raises(DeviceError, match=words):
        open_engine(stored_classifier, device)


def test_auto_prefers_tensorflow_on_a_gpu_and_survives_one_it_cannot_use(
    stored_classifier, filled_cache, monkeypatch
):
    monkeypatch.setattr(select, "cuda_devices", lambda: ["Some GPU"])
    asked = []

    def fake(model, device):
        asked.append(device)
        return "the engine"

    monkeypatch.setattr(keras_engine, "KerasEngine", fake)
    assert open_engine(stored_classifier) == "the engine"
    assert open_engine(stored_classifier, "gpu:0") == "the engine"
    assert isinstance(open_engine(stored_classifier, "cpu"), OnnxEngine)
    assert asked == ["gpu:0", "gpu:0"]

    def unusable(model, device):
        raise DeviceError("no")

    monkeypatch.setattr(keras_engine, "KerasEngine", unusable)
    with pytest.warns(RuntimeWarning, match="TensorFlow cannot use it"):
        assert isinstance(open_engine(stored_classifier), OnnxEngine)


def test_segmenter_of_other_classes_is_refused(stored_segmenter):
    classes = (*stored_segmenter.manifest.classes[:-1], "hat")
    manifest = dataclasses.replace(stored_segmenter.manifest, classes=classes)
    with pytest.raises(ModelError, match="other classes"):
        open_engine(dataclasses.replace(stored_segmenter, manifest=manifest))


def test_graph_of_another_size_is_refused(classifier, install_network, tmp_path, cache):
    inputs = keras.Input((96, 96, 3))
    pooled = keras.layers.GlobalAveragePooling2D()(inputs)
    other = keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(pooled))
    export.export_onnx(other, "classification", tmp_path / "g.onnx")
    install_network(tmp_path / "m", classifier, "with_background", tmp_path / "g.onnx")
    with pytest.raises(ModelError, match="takes 96 px"):
        open_engine(load_model(tmp_path / "m"))
