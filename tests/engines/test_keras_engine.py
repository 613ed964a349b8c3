import hashlib
import json
from concurrent.futures import ThreadPoolExecutor

import h5py
import numpy as np
import pytest
import tensorflow as tf

from gng_desktop.engines.devices import DeviceError
from gng_desktop.engines.keras_engine import KerasEngine, build_keras
from gng_desktop.modelstore import ModelError, load_model


@pytest.fixture(scope="module")
def made_engine(stored_classifier):
    return KerasEngine(stored_classifier, "cpu")


@pytest.fixture
def engine(made_engine, monkeypatch):
    """The engine of the module; what a test replaces or is changed in it comes back."""
    for name in ("device", "_limit", "_functions"):
        monkeypatch.setattr(made_engine, name, getattr(made_engine, name))
    return made_engine


def test_score_is_that_of_the_stored_network(engine, classifier, images):
    expected = np.asarray(classifier(images(3, 64), training=False))[:, 0]
    score = engine.run(images(3, 64))
    assert score.dtype == np.float32
    np.testing.assert_allclose(score, expected, rtol=0, atol=1e-5)
    assert (engine.name, engine.device, engine.size) == ("tensorflow", "cpu", 64)


def test_segmenter_gives_classes_and_logits(stored_segmenter, segmenter, images):
    engine = KerasEngine(stored_segmenter, "cpu")
    expected = np.asarray(segmenter(images(2, 64), training=False))
    classes = engine.run(images(2, 64))
    assert classes.dtype == np.uint8
    assert (classes == expected.argmax(axis=-1)).mean() > 0.999
    np.testing.assert_allclose(engine.logits(images(2, 64)), expected, rtol=0, atol=1e-3)


def test_one_trace_serves_all_batch_sizes_and_threads(engine, images):
    batches = [images(20, 64)[:n] for n in (1, 3, 20, 2)]
    expected = [engine.run(batch) for batch in batches]
    with ThreadPoolExecutor(2) as pool:
        for found, score in zip(pool.map(engine.run, batches), expected, strict=True):
            np.testing.assert_allclose(found, score, rtol=0, atol=1e-6)
    assert engine._functions["score"].experimental_get_tracing_count() == 1


def test_bad_batch_is_refused(engine):
    with pytest.raises(ValueError, match="batch must"):
        engine.run(np.zeros((1, 64, 64, 3), np.float32))
    with pytest.raises(ValueError, match="no logits"):
        engine.logits(np.zeros((1, 64, 64, 3), np.uint8))


@pytest.fixture
def fits(engine):
    """Let batches run out of memory unless `fits` holds; return the lengths of those tried."""

    def limit(fits):
        seen, work = [], engine._functions["score"]

        def run(batch):
            seen.append(len(batch))
            if not fits(batch):
                raise tf.errors.ResourceExhaustedError(None, None, "out of memory")
            return work(batch)

        engine._functions = {**engine._functions, "score": run}
        return seen

    return limit


def test_batch_is_halved_until_it_fits(engine, images, fits):
    batch = images(7, 64)
    expected = engine.run(batch)
    engine.device, seen = "gpu:0", fits(lambda batch: len(batch) <= 3)
    np.testing.assert_allclose(engine.run(batch), expected, rtol=0, atol=1e-6)
    assert seen == [7, 3, 3, 1] and engine.device == "gpu:0"


def test_gpu_without_room_for_one_image_is_left_with_a_notice(engine, images, fits):
    engine.device = "gpu:0"
    fits(lambda batch: engine.device == "cpu")
    with pytest.warns(RuntimeWarning, match="continuing on the CPU"):
        score = engine.run(images(4, 64))
    assert engine.device == "cpu" and score.shape == (4,)
    fits(lambda batch: False)
    with pytest.raises(DeviceError, match="memory"):
        engine.run(images(2, 64))


def test_missing_gpu_is_refused(stored_classifier):
    if tf.config.list_physical_devices("GPU"):
        pytest.skip("needs a machine without a GPU")
    with pytest.raises(DeviceError, match="gpu:0"):
        KerasEngine(stored_classifier, "gpu:0")
    assert KerasEngine(stored_classifier, "auto").device == "cpu"


def test_altered_or_foreign_weights_are_refused(
    classifier, segmenter, install_network, images, tmp_path
):
    stored = install_network(tmp_path / "m", classifier, "with_background")
    with stored.weights_path.open("ab") as file:
        file.write(b"!")
    with pytest.raises(ModelError, match="SHA-256"):
        build_keras(stored)
    install_network(tmp_path / "foreign", segmenter, "with_background")
    with pytest.raises(ModelError, match="do not fit its architecture"):
        build_keras(load_model(tmp_path / "foreign"))


@pytest.mark.filterwarnings("ignore:Skipping nested container")
@pytest.mark.parametrize("damage", ["emptied", "nan"])
def test_weights_that_leave_a_layer_random_are_refused(
    damage, classifier, install_network, tmp_path
):
    install_network(tmp_path / "whole", classifier, "with_background")
    weights = tmp_path / "whole" / "model.weights.h5"
    with h5py.File(weights, "r+") as file:
        if damage == "emptied":
            del file["layers"]
        else:
            file["layers/dense/vars/1"][0] = np.nan
    manifest = json.loads((tmp_path / "whole" / "manifest.json").read_text())
    manifest["weights"]["sha256"] = hashlib.sha256(weights.read_bytes()).hexdigest()
    (tmp_path / "whole" / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(ModelError, match="do not fit its architecture"):
        build_keras(load_model(tmp_path / "whole"))
