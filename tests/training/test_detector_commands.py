"""Detectors made by others: imported in several forms, refused, calibrated, removed."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import helper

from gng_desktop.analysis.pipeline import Analyser
from gng_desktop.engines import importing
from gng_desktop.engines.foreign import open_detector
from gng_desktop.modelstore.detectors import find_detectors, load_detector
from gng_desktop.modelstore.inventory import find_models
from gng_desktop.training.chain import set_label
from tests import fakes
from tests.fakes import foreign_graph, portrait
from tests.tiny_data import read_table, write_png, write_table

TORCH = Path(__file__).with_name("torch_tiny.onnx")
"""Two classes, (x - mean) / std of ImageNet outside; exported by PyTorch 1.13, random weights."""


@pytest.fixture
def take_in(tmp_path, gng):
    """Import a graph, bytes or a file, as the detector "lab"."""

    def run(graph, *options, code=0):
        file = tmp_path / "lab.onnx"
        if graph != file:
            file.write_bytes(graph if isinstance(graph, bytes) else graph.read_bytes())
        return gng("models", "import", file, "--models", tmp_path / "models", *options, code=code)

    return run


THREE = ((0, 8, 0), (0, -8, 0), (1, 1, 1))


@pytest.mark.parametrize(
    "graph, options, expected",
    [
        (foreign_graph(), [], ("logit", "NCHW", "float32", 255, (1,))),
        (
            foreign_graph("probability", "NHWC"),
            ["--positive", "0"],
            ("probability", "NHWC", "float32", 255, (0,)),
        ),
        (
            foreign_graph("probabilities", "NHWC", "uint8", weights=THREE, bias=(0, 0, 0)),
            ["--positive", "0,2", "--view", "face"],
            ("probabilities", "NHWC", "uint8", 1, (0, 2)),
        ),
        (
            foreign_graph(weights=THREE[:2], bias=(0, 0)),
            ["--preprocess", "signed,order=BGR"],
            ("logits", "NCHW", "float32", 127.5, (1,)),
        ),
        (TORCH, [], ("logits", "NCHW", "float32", 255, (1,))),
    ],
    ids=["logit", "probability", "uint8", "logits", "torch"],
)
def test_forms_of_classifiers(tmp_path, take_in, graph, options, expected):
    printed = take_in(graph, *options).out
    detector = load_detector(tmp_path / "models" / "detectors" / "lab")
    m = detector.manifest
    how = m.preprocess
    assert (m.gives, how.layout, how.dtype, how.scale, m.positive) == expected
    assert detector.label in printed
    assert ("(guessed)" in printed) == bool(m.guessed)
    grey = np.full((1, how.size, how.size, 3), 100, np.uint8)
    raw, features = open_detector(detector, 1).run_with_features(grey)
    assert 0 <= raw[0] <= 1 and features.shape == (1, 6 if graph is TORCH else 3)
    if graph is TORCH:  # PyTorch itself says so of the ramp it was exported with
        ramp = (np.arange(3 * 32 * 32) % 256).astype(np.uint8).reshape(1, 3, 32, 32)
        found = open_detector(detector, 1).run(ramp.transpose(0, 2, 3, 1))
        assert found[0] == pytest.approx(0.5236, abs=1e-4)


@pytest.mark.parametrize(
    "name, gives, features",
    [
        ("squeezenet", "probabilities", False),  # (1, classes, 1, 1)
        ("densenet121", "logits", False),
        ("shufflenet", "probabilities", True),
    ],
)
def test_classifiers_that_public_packages_carry(tmp_path, take_in, name, gives, features):
    light = Path(onnx.__file__).parent / f"backend/test/data/light/light_{name}.onnx"
    if not light.exists():
        pytest.skip("this release of onnx carries no networks")
    take_in(light, "--positive", "7,9")
    m = load_detector(tmp_path / "models/detectors/lab").manifest
    assert (m.gives, m.preprocess.layout, m.preprocess.size) == (gives, "NCHW", 224)
    assert bool(m.features) == features and m.positive == (7, 9)


def changed(**changes):
    model = onnx.load_model_from_string(foreign_graph())
    for name, value in changes.items():
        if name == "domain":
            model.graph.node[0].domain = value
            model.opset_import.append(helper.make_opsetid(value, 1))
        elif name == "operator":
            model.graph.node[0].op_type = value
        elif name == "location":
            onnx.external_data_helper.set_external_data(model.graph.initializer[0], value)
            model.graph.initializer[0].ClearField("raw_data")
    return model.SerializeToString()


@pytest.mark.parametrize(
    "graph, options, sentence",
    [
        (changed(domain="com.lab"), [], "uses operators of 'com.lab'"),
        (changed(operator="Loop"), [], "repeats a part of itself"),
        (changed(location="../weights.bin"), [], "is no file in its own folder"),
        (foreign_graph()[:-40], [], "it is damaged; use one that is complete"),
        (b"", [], "cannot be loaded"),
        (foreign_graph(), ["--preprocess", "layout=NHWC"], "has 16 channels; RGB has 3"),
        (foreign_graph(weights=THREE, bias=(0, 0, 0)), [], "has 3 classes; name those"),
        (foreign_graph(), ["--positive", "2"], "positive of one number is 0 or 1"),
        (foreign_graph(), ["--preprocess", "size=99"], "is 16 px wide, not 99"),
        (foreign_graph(), ["--preprocess", "colour"], "'colour' is not understood"),
        (foreign_graph(), ["--output", "probability"], "is no probability"),
        (foreign_graph(), ["--id", "texture"], "a name that the program uses itself"),
    ],
)
def test_what_cannot_be_used_is_one_sentence(tmp_path, take_in, graph, options, sentence):
    printed = take_in(graph, *options, code=1).err.strip()
    assert sentence in printed and "\n" not in printed
    assert not find_detectors(tmp_path / "models")[0]


def test_a_graph_that_takes_too_much_is_stopped(take_in, monkeypatch):
    model = onnx.load_model_from_string(foreign_graph())
    huge = onnx.numpy_helper.from_array(np.array([1, 3, 160_000, 160_000], np.int64), "huge")
    model.graph.initializer.append(huge)
    model.graph.node.insert(0, helper.make_node("Expand", ["dot", "huge"], ["large"]))
    model.graph.node.insert(0, helper.make_node("GlobalAveragePool", ["pixels"], ["dot"]))
    model.graph.node[2].input[0] = "large"
    printed = take_in(model.SerializeToString(), code=1).err.strip()
    assert "lab.onnx" in printed and "\n" not in printed
    monkeypatch.setattr(importing, "SECONDS", 0.01)
    error = take_in(foreign_graph(), code=1).err
    assert "to be tried out and was stopped; use a smaller model" in error


def test_weights_in_a_file_of_its_own_folder_are_taken_in(tmp_path, take_in):
    model = onnx.load_model_from_string(foreign_graph())
    onnx.save_model(
        model, tmp_path / "lab.onnx", save_as_external_data=True, size_threshold=0, location="w.bin"
    )
    take_in(tmp_path / "lab.onnx")
    detector = load_detector(tmp_path / "models" / "detectors" / "lab")
    (tmp_path / "w.bin").unlink()
    assert open_detector(detector, 1).run(np.zeros((1, 16, 16, 3), np.uint8))[0] < 0.1
    error = take_in(tmp_path / "lab.onnx", "--replace", code=1).err
    assert "put the data file beside it" in error


@pytest.mark.slow
def test_keras_models_are_exported(tmp_path, gng):
    pytest.importorskip("tf2onnx")
    keras = pytest.importorskip("keras")
    layers = [keras.layers.Input((16, 16, 3)), keras.layers.Rescaling(1 / 255)]
    layers += [keras.layers.Conv2D(4, 3), keras.layers.GlobalAveragePooling2D()]
    model = keras.Sequential([*layers, keras.layers.Dense(2, activation="softmax")])
    model.save(tmp_path / "a.keras")
    model.export(str(tmp_path / "saved"), verbose=False)
    image = np.random.default_rng(0).integers(0, 256, (1, 16, 16, 3), np.uint8)
    for name in ("a.keras", "saved"):
        take = ["models", "import", tmp_path / name, "--models", tmp_path, "--id", name[0]]
        printed = gng(*take).out
        detector = load_detector(tmp_path / "detectors" / name[0])
        assert detector.manifest.preprocess.scale == 1  # it scales itself
        assert bool(detector.manifest.keras) == (name == "a.keras")
        assert ("gradcam" in printed) == (name == "a.keras")
        found = open_detector(detector, 1).run(image)[0]
        assert found == pytest.approx(float(model(image.astype("f"))[0, 1]), abs=1e-5)


@pytest.mark.slow
def test_what_is_no_keras_model_or_runs_code_is_one_sentence(tmp_path, gng):
    pytest.importorskip("tf2onnx")
    keras = pytest.importorskip("keras")
    layers = [keras.layers.Input((16, 16, 3)), keras.layers.Lambda(lambda x: 2 * x)]
    for name in ("code.keras", "code.h5"):
        keras.Sequential([*layers, keras.layers.Dense(1)]).save(tmp_path / name)
    (tmp_path / "junk.keras").write_bytes(b"junk")
    (tmp_path / "folder").mkdir()
    for name, sentence in (
        ("code.keras", "`function` is a Python lambda."),
        ("code.h5", "`function` is a Python lambda."),
        ("junk.keras", "it is no .keras file, or a damaged one."),
        ("folder", "it is no SavedModel folder."),
    ):
        take = ["models", "import", tmp_path / name, "--models", tmp_path, "--id", "x"]
        assert gng(*take, code=1).err.strip().endswith(sentence)


@pytest.fixture
def opened(monkeypatch):
    """Let analysers be of painted engines and the installed detectors."""
    monkeypatch.setattr(Analyser, "open", fakes.open_fakes)


def faces(folder, count=24):
    """Write real and fake faces, the fakes of two generators, greener than the real ones."""
    rng = np.random.default_rng(1)
    for number in range(count):
        for label, source, mean in (
            ("real", "studio", 90),
            ("real", "street", 100),
            ("fake", "gan", 160),
            ("fake", "diffusion", 150),
        ):
            pixels = portrait(int(np.clip(rng.normal(mean, 25), 1, 254)))
            write_png(folder / label / source / f"{number}.png", pixels)
    write_png(folder / "real" / "blank.png", np.zeros((112, 112, 3), np.uint8))


def test_a_detector_is_calibrated_and_decides(tmp_path, opened, take_in, gng, refused):
    faces(tmp_path / "data")
    take_in(foreign_graph(), "--view", "face", "--preprocess", "unit")
    image, models = tmp_path / "data/fake/gan/0.png", ["--models", tmp_path / "models"]
    analyse = ["analyse", image, "--out", tmp_path / "out", *models]
    assert "lab raw" in gng(*analyse).out
    assert "not calibrated; run" in refused(*analyse, "--deciding", "lab")
    calibrated = gng("models", "calibrate", "lab", "--data", tmp_path / "data", *models)
    assert "\n## Calibration\n" in calibrated.out
    detector = load_detector(tmp_path / "models/detectors/lab")
    m = detector.manifest
    assert m.calibration.slope > 0 and m.thresholds.real_below < m.thresholds.generated_above
    assert m.scope is not None and m.metrics["not_scored"] == 1
    rows = m.metrics["leave_one_out"]["rows"]
    assert {row["name"] for row in rows} == {"gan", "diffusion", "studio", "street"}
    card = (detector.folder / "CARD.md").read_text()
    assert "when calibrated without the generator" in card and "trained without" not in card
    assert "| gan |" in card and "called generated" in card and "slope" in card
    gng(*analyse, "--deciding", "lab,with-background")
    facts = json.loads((tmp_path / "out/0.json").read_text())
    assert facts["deciding"] == ["with_background", "lab"]
    assert facts["detectors"][0]["score"] is not None and facts["likelihood_ratio"] is None
    listed = gng("models", "list", *models).out
    assert f"{detector.label}  {detector.folder}  (calibrated)" in listed
    gng("models", "remove", "lab", *models)
    assert not detector.folder.exists()


def test_too_few_images_and_the_wrong_class_are_refused(tmp_path, opened, take_in, gng):
    def error(name="lab"):
        where = ["--data", tmp_path / "data", "--models", tmp_path / "models"]
        return gng("models", "calibrate", name, *where, code=1).err

    faces(tmp_path / "data", 8)
    take_in(foreign_graph(), "--view", "face", "--preprocess", "unit")
    assert "each half needs 20 of both" in error()
    faces(tmp_path / "data", 20)
    take_in(foreign_graph(), "--view", "face", "--positive", "0", "--replace")
    assert "with the other class as --positive" in error()
    assert "No detector 'nobody' is installed" in error("nobody")


def test_figures_of_whole_sets_of_models_are_one_command(tmp_path, opened, gng, monkeypatch):
    faces(tmp_path / "data" / "faces", 6)
    rows = [
        (f"{label}/{folder}/{n}.png", label, source, "test", family, made)
        for label, folder, source, family, made in (
            ("real", "studio", "ffhq", "real", ""),
            ("real", "street", "street", "real", ""),
            ("fake", "gan", "stylegan1", "gan", "StyleGAN"),
            ("fake", "diffusion", "sd", "diffusion", "SD 9"),
        )
        for n in range(6)
    ]
    index = tmp_path / "data" / "faces" / "index.csv"
    write_table(index, "path,label,source,split,family,generator", rows)
    out = tmp_path / "docs" / "models.md"
    figures = ["models", "figures", "--data", tmp_path / "data", "--out", out]
    figures += ["--per-source", "4", "--pairs", index]
    gng(*figures)
    found = {(row["figure"], row["of"]): row for row in read_table(out.with_suffix(".csv"))}
    label = [name for name in found["AUC", "GAN faces"] if "@" in name][0]
    assert found["AUC", "GAN faces"]["images"] == found["AUC", "SD 9 (diffusion)"]["images"] == "4"
    assert found["called generated", "photos"]["images"] == "8"
    assert 0.5 < float(found["AUC", "GAN faces"][label]) <= 1
    for name in (
        ("accuracy, fused", "stylegan1/ffhq"),
        ("AUC lost", "from JPEG Q90 to Q50"),
        ("score moved (median), with background", "6 % tighter"),
        ("AUC", "photos against their reconstructions"),
        ("called real", "photos of street"),
    ):
        assert float(found[name][f"{label} low"]) <= float(found[name][f"{label} high"])
    assert "| called generated | StyleGAN (gan) | 4 |" in out.read_text("utf-8")
    # What was scored is not scored again.
    monkeypatch.setattr(Analyser, "analyse", None)
    gng(*figures)


def test_sets_that_differ_in_the_segmenter_alone_are_named_apart():
    models = find_models().models
    other = {**models, "segmenter": replace(models["segmenter"], sha256="0" * 64)}
    assert set_label(models) == set_label(dict(reversed(models.items())))
    assert set_label(models) != set_label(other)
    assert set_label(other).startswith(models["with_background"].label)
