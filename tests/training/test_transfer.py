"""Which first weights a network gets, and what of it is trained."""

import dataclasses
from types import SimpleNamespace

import keras
import numpy as np
import pytest

from gng_desktop.networks import deeplab
from gng_desktop.networks.backbones import features
from gng_desktop.training import building
from gng_desktop.training.building import build
from gng_desktop.training.recipe import ModelPart, Recipe, RecipeError

SIZE = 32


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """A runs folder whose run "seg" holds a segmenter's weights, all of them lively."""
    folder = tmp_path_factory.mktemp("runs")
    model = deeplab.segmenter("mobilenet_v2", SIZE)
    rng = np.random.default_rng(0)
    model.set_weights([rng.uniform(0.5, 1.5, w.shape) for w in model.get_weights()])
    (folder / "seg").mkdir()
    model.save_weights(folder / "seg" / "best.weights.h5")
    return folder


@pytest.fixture(scope="module")
def classifier():
    return deeplab.classifier("mobilenet_v2", SIZE)


def built(runs, tmp_path, task="classification", **model):
    role = "with_background" if task == "classification" else "segmenter"
    recipe = Recipe("a", task, role, model=ModelPart(size=SIZE, **model))
    return build(recipe, tmp_path, runs)


def parts(model):
    """Return the layers with weights: backbone, ASPP and decoder, head."""
    heads = {"head_dense", "score", "logits"}
    named = [layer for layer in model.layers if layer.weights]
    core = [x for x in named if x.name.startswith(("aspp", "decoder"))]
    head = [x for x in named if x.name in heads]
    return [x for x in named if x not in core and x not in head], core, head


@pytest.mark.parametrize(
    ("how", "frozen_backbone", "trained"),
    [
        ("all", False, (True, True, True)),
        ("last", False, (True, False, True)),
        ("last", True, (False, False, True)),
        ("all", True, (False, True, True)),
    ],
)
def test_what_is_trained(classifier, how, frozen_backbone, trained):
    building.freeze(classifier, how, frozen_backbone)
    for layers, expected in zip(parts(classifier), trained, strict=True):
        assert layers
        assert {layer.trainable for layer in layers} == {expected}


def test_without_transfer_all_is_trained(runs, tmp_path):
    assert all(layer.trainable for layer in built(runs, tmp_path).layers)


def test_core_is_taken_over_from_the_segmenter(runs, tmp_path):
    source = deeplab.segmenter("mobilenet_v2", SIZE)
    source.load_weights(runs / "seg" / "best.weights.h5")
    model = built(runs, tmp_path, backbone="mobilenet_v2", from_run="seg", transfer="last")
    backbone, core, head = parts(model)
    assert len(core) == 18  # 9 convolutions, each with its normalisation
    for layer in backbone + core:
        for found, expected in zip(
            layer.get_weights(), source.get_layer(layer.name).get_weights(), strict=True
        ):
            np.testing.assert_array_equal(found, expected)
    assert {layer.trainable for layer in core} == {False}
    assert {layer.trainable for layer in backbone + head} == {True}


def test_classifiers_of_both_views_begin_from_one_run_or_the_model_in_use(
    runs, tmp_path, monkeypatch
):
    source = built(runs, tmp_path, family="pooled")
    (runs / "first").mkdir()
    source.save_weights(runs / "first" / "best.weights.h5")
    given = {"family": "pooled", "from_run": "first", "transfer": "all"}
    monkeypatch.setattr(building, "find_models", lambda: SimpleNamespace(models={}))
    with pytest.raises(RecipeError, match="No model to begin from is installed"):
        built(runs, tmp_path, **{**given, "from_run": "installed"})
    manifest = SimpleNamespace(weights=SimpleNamespace(file="best.weights.h5"))
    stored = SimpleNamespace(folder=runs / "first", manifest=manifest)
    used = SimpleNamespace(models={"with_background": stored})
    monkeypatch.setattr(building, "find_models", lambda: used)
    for name in ("first", "installed"):
        model = built(runs, tmp_path, **{**given, "from_run": name})
        for found, expected in zip(model.get_weights(), source.get_weights(), strict=True):
            np.testing.assert_array_equal(found, expected)
    manifest.weights.file = "other.weights.h5"
    keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)]).save_weights(
        runs / "first" / "other.weights.h5"
    )
    with pytest.raises(RecipeError, match="The model in use is no pooled classifier"):
        built(runs, tmp_path, **{**given, "from_run": "installed"})
    with pytest.raises(RecipeError, match="Run 'seg' is no pooled classifier"):
        built(runs, tmp_path, **{**given, "from_run": "seg"})


def test_copy_counts_and_leaves_other_shapes_alone():
    def model(width):
        inputs = keras.Input((4,))
        x = keras.layers.Dense(3, name="same")(inputs)
        return keras.Model(inputs, keras.layers.Dense(width, name="other")(x))

    source, target = model(2), model(5)
    before = target.get_layer("other").get_weights()
    assert building.copy_layers(source, target) == 1
    np.testing.assert_array_equal(target.layers[1].kernel, source.layers[1].kernel)
    np.testing.assert_array_equal(target.get_layer("other").kernel, before[0])
    assert building.copy_layers(source, model(2)) == 2


@pytest.mark.parametrize("backbone", ["mobilenet_v2", "xception"])
def test_backbone_file(tmp_path, backbone):
    """Xception has layers that Keras renames for every copy of the network."""
    make = {
        "mobilenet_v2": keras.applications.MobileNetV2,
        "xception": keras.applications.Xception,
    }[backbone]
    keras.utils.set_random_seed(1)
    whole = make(include_top=False, weights=None, input_shape=(96, 96, 3))
    rng = np.random.default_rng(0)
    for weight in whole.weights:
        if len(weight.shape) == 1:
            weight.assign(rng.uniform(0.8, 1.2, weight.shape))
    whole.save_weights(tmp_path / "backbone.weights.h5")
    inputs = keras.Input((96, 96, 3))
    target = keras.Model(inputs, features(backbone, inputs))
    count = building.load_backbone(target, backbone, tmp_path / "backbone.weights.h5")
    assert count == sum(bool(layer.weights) for layer in target.layers)
    image = rng.uniform(0, 255, (1, 96, 96, 3)).astype(np.float32)
    high = {"mobilenet_v2": "block_12_add", "xception": "block14_sepconv2_act"}[backbone]
    expected = keras.Model(whole.input, whole.get_layer(high).output)(image / 127.5 - 1)
    scale = float(np.abs(expected).max())
    np.testing.assert_allclose(target(image)[0] / scale, expected / scale, atol=1e-5)


def test_initial_weights_reach_the_network(tmp_path, runs):
    whole = keras.applications.MobileNetV2(
        include_top=False, weights=None, input_shape=(SIZE, SIZE, 3)
    )
    whole.save_weights(tmp_path / "b.weights.h5")
    model = built(runs, tmp_path, "segmentation", initial_weights="b.weights.h5")
    for layer in parts(model)[0]:
        for found, expected in zip(
            layer.get_weights(), whole.get_layer(layer.name).get_weights(), strict=True
        ):
            np.testing.assert_array_equal(found, expected)


@pytest.mark.filterwarnings("ignore:Skipping nested container")
def test_unfit_first_weights_are_refused(tmp_path, runs, classifier):
    with pytest.raises(RecipeError, match="model.initial_weights 'none.weights.h5' is no file"):
        built(runs, tmp_path, initial_weights="none.weights.h5")
    classifier.save_weights(tmp_path / "other.weights.h5")
    with pytest.raises(RecipeError, match="with weights of mobilenet_v2"):
        built(runs, tmp_path, initial_weights="other.weights.h5")
    with pytest.raises(RecipeError, match="Run 'nobody' has no trained weights; train it first"):
        built(runs, tmp_path, from_run="nobody", transfer="all")
    with pytest.raises(RecipeError, match="Run 'seg' is no segmenter with backbone mobilenet_v3"):
        built(runs, tmp_path, from_run="seg", transfer="all", backbone="mobilenet_v3_large")


def test_seed_fixes_the_first_weights(runs, tmp_path):
    recipe = Recipe("a", "classification", "with_background", model=ModelPart(size=SIZE))
    one, same = (build(recipe, tmp_path, runs).get_layer("score").kernel for _ in range(2))
    other = build(dataclasses.replace(recipe, seed=1), tmp_path, runs).get_layer("score").kernel
    np.testing.assert_array_equal(one, same)
    assert not np.array_equal(one, other)
