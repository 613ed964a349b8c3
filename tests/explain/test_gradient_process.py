"""The process for gradient maps, with the shipped classifiers on a made-up picture."""

import time
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from gng_desktop.analysis import OWN
from gng_desktop.core.progress import Progress
from gng_desktop.explain.gradient_process import GradientProcess
from gng_desktop.explain.methods import Explained, explain
from gng_desktop.modelstore import ModelError, find_models


@pytest.fixture(scope="module")
def models():
    inventory = find_models()
    return {role: inventory.require(role) for role in OWN}


@pytest.fixture
def analyser(models):
    engine = SimpleNamespace(name="onnxruntime")
    return SimpleNamespace(models=models, engines=dict.fromkeys(OWN, engine))


@pytest.fixture
def analysis(make_analysis, models):
    size = models["with_background"].manifest.input.size
    rgb = np.random.default_rng(4).integers(0, 256, (size, size, 3), np.uint8)
    made = make_analysis()
    views = replace(made.views, network_rgb=rgb, network_stripped=rgb[:, ::-1].copy())
    return replace(made, views=views)


@pytest.fixture(scope="module")
def gradients():
    gradients = GradientProcess()
    yield gradients
    gradients.close()


def test_what_is_computed_there(gradients, analyser):
    assert gradients.serves(analyser, "gradcam") and gradients.serves(analyser, "fullgrad")
    assert not gradients.serves(analyser, "shap") and not gradients.serves(analyser, "regions")
    # A model that runs on TensorFlow is explained where it is: the GPU has one owner.
    analyser.engines["with_background"] = SimpleNamespace(name="tensorflow")
    assert not gradients.serves(analyser, "gradcam")


def test_the_maps_are_those_made_here(eagerly, gradients, analyser, analysis):
    steps = list(gradients.explain(analyser, analysis, "gradcam"))
    assert all(isinstance(step, Progress) for step in steps[:-1]) and len(steps) > 1
    *_, here = explain(analyser, analysis, "gradcam")
    assert isinstance(steps[-1], Explained) and steps[-1].complete
    for one, other in zip(steps[-1].maps, here.maps, strict=True):
        np.testing.assert_allclose(one.values, other.values, atol=1e-5)
        assert one.prediction == pytest.approx(other.prediction, abs=1e-6)
    # The process stays, and answers again.
    process = gradients.child.process.pid
    assert isinstance(list(gradients.explain(analyser, analysis, "attention"))[-1], Explained)
    assert gradients.child.process.pid == process


def test_an_altered_model_is_refused_in_its_own_words(gradients, analyser, analysis, tmp_path):
    stored = analyser.models["with_background"]
    manifest = stored.manifest
    (tmp_path / manifest.weights.file).write_bytes(b"other weights")
    # Another hash, so that the model in the process's memory is not taken for this one.
    weights = replace(manifest.weights, sha256="0" * 64)
    changed = replace(stored, folder=tmp_path, manifest=replace(manifest, weights=weights))
    analyser.models = {**analyser.models, "with_background": changed}
    with pytest.raises(ModelError, match=r"weights"):
        list(gradients.explain(analyser, analysis, "gradcam"))


def test_without_scores_nothing_is_started(analyser, analysis):
    gradients = GradientProcess()
    with pytest.raises(ValueError, match="no scores"):
        list(gradients.explain(analyser, replace(analysis, status="not_applicable"), "gradcam"))
    assert gradients.child.process is None


@pytest.mark.timed
def test_cancelling_ends_the_process_at_once(analyser, analysis):
    gradients = GradientProcess()
    steps = gradients.explain(analyser, analysis, "gradcam")
    next(steps)
    process = gradients.child.process
    assert process.is_alive()
    begun = time.monotonic()
    steps.close()
    assert time.monotonic() - begun < 1.5 and not process.is_alive()
