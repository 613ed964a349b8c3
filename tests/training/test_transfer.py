"""Which first weights a network gets, and what of it is trained."""

from types import SimpleNamespace

import keras
import numpy as np
import pytest

from gng_desktop.networks import deeplab
from gng_desktop.networks.backbones import features
from gng_desktop.training import building
from gng_desktop.training.building import build
from gng_desktop.training.recipe import ModelPart, Recipe, RecipeError
from tests.training import tiny_program

SIZE = 32
pytestmark = pytest.mark.usefixtures("tiny_backbone")


@pytest.fixture(scope="module")
def runs(tmp_path_factory, tiny_backbone):
    """A runs folder whose run "seg" holds a segmenter's weights, all of them lively."""
    folder = tmp_path_factory.mktemp("runs")
    model = deeplab.segmenter("mobilenet_v2", SIZE)
    rng = np.random.default_rng(0)
    model.set_weights([rng.uniform(0.5, 1.5, w.shape) for w in model.get_weights()])
    (folder / "seg").mkdir()
    model.save_weights(folder / "seg" / "best.weights.h5")
    return folder


@pytest.fixture(scope="module")
def classifier(tiny_backbone):
    return deeplab.classifier("mobilenet_v2", SIZE)


@pytest.fixture
def built(runs, tmp_path):
    """Build the network of a recipe."""

    def make(task="classification", seed=42, **model):
        role = "with_background" if task == "classification" else "segmenter"
        part = ModelPart(**{"backbone": "mobilenet_v2", "size": SIZE} | model)
        return build(Recipe("a", task, role, seed, model=part), tmp_path, runs)

    return make


def same(found, expected):
    for one, other in zip(found.get_weights(), expected.get_weights(), strict=True):
        np.testing.assert_array_equal(one, other)


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


def test_without_transfer_all_is_trained(built):
    assert all(layer.trainable for layer in built().layers)


def test_core_is_taken_over_from_the_segmenter(runs, built):
    source = deeplab.segmenter("mobilenet_v2", SIZE)
    source.load_weights(runs / "seg" / "best.weights.h5")
    backbone, core, head = parts(built(from_run="seg", transfer="last"))
    assert len(core) == 18  # 9 convolutions, each with its normalisation
    for layer in backbone + core:
        same(layer, source.get_layer(layer.name))
    assert {layer.trainable for layer in core} == {False}
    assert {layer.trainable for layer in backbone + head} == {True}


def test_classifiers_of_both_views_begin_from_one_run_or_the_model_in_use(runs, built, monkeypatch):
    source = built(family="pooled")
    (runs / "first").mkdir()
    source.save_weights(runs / "first" / "best.weights.h5")

    def begun(name):
        return built(family="pooled", from_run=name, transfer="all")

    used = SimpleNamespace(models={})
    monkeypatch.setattr(building, "find_models", lambda: used)
    with pytest.raises(RecipeError, match="No model to begin from is installed"):
        begun("installed")
    manifest = SimpleNamespace(weights=SimpleNamespace(file="best.weights.h5"))
    used.models["with_background"] = SimpleNamespace(folder=runs / "first", manifest=manifest)
    same(begun("first"), source)
    same(begun("installed"), source)
    manifest.weights.file = "other.weights.h5"
    other = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)])
    other.save_weights(runs / "first" / "other.weights.h5")
    with pytest.raises(RecipeError, match="The model in use is no pooled classifier"):
        begun("installed")
    with pytest.raises(RecipeError, match="Run 'seg' is no pooled classifier"):
        begun("seg")


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


def test_backbone_file(tmp_path):
    """Xception has layers that Keras renames for every copy of the network."""
    keras.utils.set_random_seed(1)
    whole = keras.applications.Xception(include_top=False, weights=None, input_shape=(96, 96, 3))
    rng = np.random.default_rng(0)
    for weight in whole.weights:
        if len(weight.shape) == 1:
            weight.assign(rng.uniform(0.8, 1.2, weight.shape))
    whole.save_weights(tmp_path / "backbone.weights.h5")
    inputs = keras.Input((96, 96, 3))
    target = keras.Model(inputs, features("xception", inputs))
    count = building.load_backbone(target, "xception", tmp_path / "backbone.weights.h5")
    assert count == sum(bool(layer.weights) for layer in target.layers)
    image = rng.uniform(0, 255, (1, 96, 96, 3)).astype(np.float32)
    high = whole.get_layer("block14_sepconv2_act").output
    expected = keras.Model(whole.input, high)(image / 127.5 - 1)
    scale = float(np.abs(expected).max())
    np.testing.assert_allclose(target(image)[0] / scale, expected / scale, atol=1e-5)


@pytest.mark.filterwarnings("ignore:Skipping nested container")
def test_initial_weights_reach_the_network_or_are_refused(tmp_path, runs, built):
    whole = tiny_program.backbone().build(False, None, input_shape=(SIZE, SIZE, 3))
    whole.save_weights(tmp_path / "b.weights.h5")
    for layer in parts(built("segmentation", initial_weights="b.weights.h5"))[0]:
        same(layer, whole.get_layer(layer.name))
    other = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)])
    (runs / "odd").mkdir()
    for path in (tmp_path / "other.weights.h5", runs / "odd" / "best.weights.h5"):
        other.save_weights(path)
    for model, sentence in (
        ({"initial_weights": "none.weights.h5"}, "initial_weights 'none.weights.h5' is no file"),
        ({"initial_weights": "other.weights.h5"}, "with weights of mobilenet_v2"),
        ({"from_run": "nobody", "transfer": "all"}, "Run 'nobody' has no trained weights; train"),
        ({"from_run": "odd", "transfer": "all"}, "Run 'odd' is no segmenter with backbone mob"),
    ):
        with pytest.raises(RecipeError, match=sentence):
            built(**model)


def test_seed_fixes_the_first_weights(built):
    one, same, other = (built(seed=seed).get_layer("score").kernel for seed in (42, 42, 1))
    np.testing.assert_array_equal(one, same)
    assert not np.array_equal(one, other)
