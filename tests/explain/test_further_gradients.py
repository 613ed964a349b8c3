"""Maps by gradients of detectors that were imported from Keras models of any form."""

import math
import tempfile
from types import SimpleNamespace

import keras
import numpy as np
import pytest
from keras import layers

from gng_desktop.engines.foreign import generated_of, prepared
from gng_desktop.explain.further import explain_further
from gng_desktop.explain.gradients import METHODS, GradientModel, explain
from gng_desktop.explain.head import with_log_odds
from gng_desktop.explain.methods import FurtherExplained
from gng_desktop.modelstore import ModelError
from gng_desktop.modelstore.detectors import Preprocess
from tests.fakes import install_detector, platt

HOW = Preprocess(16, "NHWC", "float32", "BGR", 255.0, (0.5, 0.4, 0.3), (0.2, 0.3, 0.4))


def network(classes, end="linear", size=16, base=False):
    """Return a tiny classifier ending in `end`, as loaded; `base`: a network in a network."""
    keras.utils.set_random_seed(5)
    body = [layers.Conv2D(6, 3, padding="same", activation="relu"), layers.Conv2D(4, 3, strides=2)]
    if base:
        body = [keras.Sequential([layers.Input((size, size, 3)), *body])]
    own = [layers.Dense(classes), layers.Softmax()] if end == "layer" else []
    tail = [layers.GlobalAveragePooling2D(), *(own or [layers.Dense(classes, activation=end)])]
    model = keras.Sequential([layers.Input((size, size, 3)), *body, *tail])
    with tempfile.TemporaryDirectory() as folder:
        model.save(f"{folder}/model.keras")
        return keras.models.load_model(f"{folder}/model.keras", compile=False)


@pytest.mark.parametrize(
    ("gives", "positive", "form"),
    [
        ("logit", (1,), {"classes": 1}),
        ("logit", (0,), {"classes": 1}),
        ("probability", (1,), {"classes": 1, "end": "sigmoid"}),
        ("logits", (1,), {"classes": 2}),
        ("probabilities", (0,), {"classes": 2, "end": "softmax", "base": True}),
        ("probabilities", (0, 2), {"classes": 3, "end": "layer"}),
        ("probabilities", (2,), {"classes": 3, "end": "sigmoid"}),
    ],
)
def test_every_form_gives_its_own_score_and_adds_up(gives, positive, form):
    model = network(**form)
    image = np.random.default_rng(0).integers(0, 256, (16, 16, 3), np.uint8)
    given = prepared(image[None], HOW)
    (expected,) = generated_of(np.asarray(model(given)), gives, positive)
    cut = with_log_odds(model, gives, positive)
    gradients = GradientModel(cut, None, "cpu", lambda batch: prepared(batch, HOW), 16)
    for method in METHODS:
        found = explain(gradients, image, method)
        assert found.prediction == pytest.approx(expected, abs=1e-5)
        assert found.values.any() and found.image is image
    full = explain(gradients, image, "fullgrad")
    odds = math.log(expected / (1 - expected))
    assert full.baseline + full.values.sum() == pytest.approx(odds, abs=1e-3)


def test_a_stored_keras_model_is_explained_in_a_process_of_its_own(tmp_path, make_analysis):
    model, file = network(1, "sigmoid"), tmp_path / "lab.keras"
    model.save(file)
    fields = {
        "preprocess": vars(HOW) | {"size": 16},
        "gives": "probability",
        "calibration": platt(2, 1),
    }
    stored = install_detector(
        tmp_path, "lab", None, (".keras", file.read_bytes()), view="whole", **fields
    )
    plain = install_detector(tmp_path, "plain")
    analyser = SimpleNamespace(
        further=("lab", "plain"),
        models={"lab": stored, "plain": plain},
        engines={"lab": SimpleNamespace(size=16)},
        score=print,
    )
    *progress, found = explain_further(analyser, make_analysis(), "lab", "gradcam")
    assert progress and isinstance(found, FurtherExplained)
    assert (found.label, found.key) == (stored.label, "grad-cam.lab")
    raw = float(model(prepared(found.map.image[None], HOW))[0, 0])
    odds = 2 * math.log(raw / (1 - raw)) + 1
    assert found.map.prediction == pytest.approx(1 / (1 + math.exp(-odds)), abs=1e-5)
    with pytest.raises(ModelError, match=r"was not imported from a \.keras file; choose from shap"):
        list(explain_further(analyser, make_analysis(), "plain", "gradcam"))
    (stored.folder / "model.keras").write_bytes(b"other")
    with pytest.raises(ModelError, match="SHA-256 differs"):
        list(explain_further(analyser, make_analysis(), "lab", "gradcam"))
