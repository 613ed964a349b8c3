"""The models that come with the program: complete, alike on both engines, and doing their work."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from scipy.special import logit, softmax
from scipy.stats import binomtest
from skimage import data

import gng_desktop
from gng_desktop.analysis.pipeline import Analyser
from gng_desktop.analysis.scoring import calibrate
from gng_desktop.cli import OK, run
from gng_desktop.engines.onnx_engine import OnnxEngine
from gng_desktop.explain.further import explain_further
from gng_desktop.imaging.inputs import network_input
from gng_desktop.modelstore import detectors, find_models
from gng_desktop.modelstore.detectors import find_detectors
from gng_desktop.modelstore.inventory import shipped_folder
from gng_desktop.modelstore.store import CARD_FILE

ROLES = ("segmenter", "with_background", "without_background")
CLASSIFIERS = ROLES[1:]
MAX_FILE = 30_000_000
"""Bytes: code hosts refuse or complain about much larger files."""


@pytest.fixture(scope="module")
def models():
    return find_models(shipped_folder()).models


@pytest.fixture(scope="module")
def analyser():
    return Analyser.open(shipped_folder(), "cpu")


def gradient():
    ramp = np.linspace(0, 255, 320).astype(np.uint8)
    return np.stack(np.broadcast_arrays(ramp[None, :], ramp[:240, None], 128), -1).astype(np.uint8)


def pictures(size):
    """Return the astronaut and changed parts of it, (7, size, size, 3) uint8."""
    whole = data.astronaut()
    face = whole[:300, 90:390]
    changed = [
        whole,
        face,
        face[:, ::-1],
        whole[20:220, 130:330],
        whole[200:, :],
        np.rot90(face),
        (face * 0.4 + 20).astype(np.uint8),
    ]
    return np.stack([network_input(np.ascontiguousarray(p), size) for p in changed])


# Complete


def test_every_role_is_filled_and_nothing_is_broken():
    inventory = find_models(shipped_folder())
    assert inventory.problems == ()
    assert sorted(inventory.models) == sorted(ROLES)
    assert all(m.folder.parent == shipped_folder() for m in inventory.models.values())


@pytest.mark.parametrize("role", ROLES)
def test_the_manifest_says_how_the_model_was_made(models, role):
    manifest = models[role].manifest
    assert manifest.graph is not None
    assert manifest.training["finished"] is True
    assert manifest.training["recipe"]["role"] == role
    assert len(manifest.training["data_sha256"]) == 64
    assert manifest.limits and all(limit.endswith(".") for limit in manifest.limits)


@pytest.mark.parametrize("role", CLASSIFIERS)
def test_classifiers_are_calibrated_and_limited(models, role):
    manifest = models[role].manifest
    assert manifest.calibration is not None and manifest.calibration.slope > 0
    assert manifest.thresholds is not None
    assert 0 < manifest.thresholds.real_below <= manifest.thresholds.generated_above < 1


def test_the_card_of_the_segmenter_holds_its_figures(models):
    model = models["segmenter"]
    text = (model.folder / CARD_FILE).read_text(encoding="utf-8")
    metrics = model.manifest.metrics
    assert metrics["images"] > 50
    for name in ("pixel_accuracy", "mean_iou", "foreground_iou"):
        assert 0 < metrics[name] < 1 and f"| {metrics[name]:.4f} |" in text
    for name, value in metrics["iou"].items():
        assert f"| IoU {name} | {value:.4f} |" in text


@pytest.mark.parametrize("role", CLASSIFIERS)
def test_the_cards_of_the_classifiers_hold_their_figures(models, role):
    model = models[role]
    text = (model.folder / CARD_FILE).read_text(encoding="utf-8").partition("## Fused")[0]
    metrics, limits = model.manifest.metrics, model.manifest.thresholds
    assert metrics["pairs"]
    for pair, figures in metrics["pairs"].items():
        (row,) = [line for line in text.splitlines() if line.startswith(f"| {pair} |")]
        assert f"| {figures['images']} |" in row
        for name in ("auc", "accuracy", "precision", "recall", "f1", "mcc"):
            assert f"{figures[name]:.4f}" in row
    zones = text.partition("## Figures")[2].partition("| out of scope |")[2]
    for name, found in metrics["sources"].items():
        (row,) = [r for r in zones.splitlines() if r.startswith((f"| {name} |", f"| {name}* |"))]
        hits = round(found["called_real"] * found["images"])
        ends = binomtest(hits, found["images"]).proportion_ci(method="wilson")
        assert f"({100 * ends.low:.1f} to {100 * ends.high:.1f})" in row
    for figure in (metrics["ece"], limits.real_below, limits.generated_above):
        assert f"{figure:.3f}" in text


@pytest.mark.parametrize("role", ROLES)
def test_the_card_tells_limits_and_licence(models, role):
    text = (models[role].folder / CARD_FILE).read_text(encoding="utf-8")
    assert text.startswith(f"# {models[role].manifest.id}\n")
    assert all(limit in text for limit in models[role].manifest.limits)
    assert "non-commercial" in text


def test_the_gan_detector_is_used_with_the_models_it_was_fused_with_alone(
    models, analyser, tmp_path, monkeypatch
):
    gan, rule = analyser.models["gan"], models["with_background"].manifest.fusion
    assert analyser.problems == () and rule.models["gan"] == gan.sha256
    assert analyser.deciding == ("with_background", "without_background")
    assert gan.manifest.thresholds.real_below == 0 and rule.alternatives.keys() == {"gan"}
    text = (gan.folder / CARD_FILE).read_text(encoding="utf-8")
    assert "stylegan1, stylegan2" in text and "non-commercial" in text
    assert all(limit in text for limit in gan.manifest.limits)
    assert find_detectors() == ({}, ())
    other = replace(models["without_background"], sha256="0" * 64)
    (problem,) = find_detectors(None, {**models, "without_background": other})[1]
    assert problem.startswith("The scores are not fused, because the without-background model is")
    monkeypatch.setattr(detectors, "shipped_folder", lambda: tmp_path)
    monkeypatch.setattr(detectors, "search_path", lambda _models: [tmp_path])
    found, problems = find_detectors(None, models)
    assert found == {} and len(problems) == 2
    for name, problem in zip(("gan", "vit"), sorted(problems), strict=True):
        assert problem.startswith(f"The scores are not fused, because detector {name} of")


def test_what_each_detector_adds_is_shown_and_gan_can_be_explained(analyser, tmp_path):
    Image.fromarray(data.astronaut()).save(tmp_path / "a.png")
    found = analyser.analyse(tmp_path / "a.png")
    scores = {d.id: d.score for d in found.detectors}
    assert {*scores} == {"gan", "vit"} == {*found.contributions} - {*CLASSIFIERS}
    *_, done = explain_further(analyser, found, "gan", "shap", 100, "mean")
    assert done.map.prediction == pytest.approx(scores["gan"], abs=1e-6)


def test_no_file_is_too_large_to_ship():
    sizes = {p: p.stat().st_size for p in shipped_folder().rglob("*") if p.is_file()}
    assert len(sizes) >= 4 * len(ROLES)  # manifest, weights, graph, card
    assert {p for p, size in sizes.items() if size >= MAX_FILE} == set()


# Alike on both engines


@pytest.mark.parametrize("role", ROLES)
def test_the_graph_computes_what_keras_computes(models, role):
    import keras

    from gng_desktop.engines.keras_engine import build_keras

    model = models[role]
    graph = OnnxEngine(model.folder / "model.onnx", model.manifest.task, threads=1)
    batch = pictures(graph.size)
    network = build_keras(model)
    expected = np.asarray(network(batch.astype(np.float32), training=False))
    if role == "segmenter":
        found = graph.logits(batch)
        np.testing.assert_allclose(found, expected, rtol=0, atol=1e-3)
        np.testing.assert_allclose(softmax(found, -1), softmax(expected, -1), rtol=0, atol=1e-4)
        ids = graph.run(batch)
        assert (ids == expected.argmax(axis=-1)).mean() >= 0.9999
        assert len(np.unique(ids)) > 5
    else:
        found, expected = graph.run(batch), expected.reshape(-1)
        np.testing.assert_allclose(found, expected, rtol=0, atol=1e-4)
        # Near 0 and 1 that says little, and float32 holds no logit there: what the head is given
        # is compared as well.
        _, features = graph.run_with_features(batch)
        inside = keras.Model(network.inputs, network.get_layer("pool").output)
        pooled = np.asarray(inside(batch.astype(np.float32), training=False))
        assert pooled.std(axis=0).max() > 0.1
        np.testing.assert_allclose(features, pooled, rtol=0, atol=1e-4 * np.abs(pooled).max())
        calibrated = [calibrate(raw, model.manifest.calibration) for raw in (found, expected)]
        np.testing.assert_allclose(*calibrated, rtol=0, atol=1e-4)
        assert np.ptp(logit(found)) > 0.5  # the pictures do make a difference


# Doing their work


def test_the_sample_is_analysed_from_the_command_line(tmp_path, capsys):
    out = tmp_path / "out"
    arguments = ["analyse", "--sample", "--device", "cpu", "--models", str(shipped_folder())]
    code = run([*arguments, "--out", str(out)])
    captured = capsys.readouterr()
    assert (code, captured.err) == (OK, "")
    (line,) = captured.out.splitlines()
    assert "astronaut.png: " in line and "score with background 0." in line
    names = ("background.png", "json", "mask.png", "overlay.png", "stripped.png")
    assert sorted(p.name for p in out.iterdir()) == [f"astronaut.{name}" for name in names]
    read = json.loads((out / "astronaut.json").read_text(encoding="utf-8"))
    assert read["status"] == "ok" and read["verdict"] in ("generated", "real", "inconclusive")
    for name in ("score_with_background", "score_without_background"):
        assert 0 <= read[name] <= 1
    assert {"general face", "hair", "nose", "lips"} <= set(read["regions"])
    assert sum(read["regions"].values()) == pytest.approx(1)
    x, y, width, height = read["face_box"]
    assert x <= 190 and x + width >= 260 and y <= 70 and y + height >= 170  # the face itself
    with Image.open(out / "astronaut.mask.png") as image:
        assert image.size == (512, 512) and image.mode == "L"


@pytest.mark.parametrize("name", ["coffee", "rocket", "gradient"])
def test_a_picture_without_a_face_is_not_judged(analyser, tmp_path, name):
    pixels = gradient() if name == "gradient" else getattr(data, name)()
    Image.fromarray(pixels).save(tmp_path / "a.png")
    found = analyser.analyse(tmp_path / "a.png")
    assert found.status == "not_applicable" and "ace" in found.reason
    assert found.verdict is found.score_with_background is found.score_without_background is None


def test_the_same_picture_gets_the_same_scores_again(analyser, tmp_path):
    Image.fromarray(data.astronaut()).save(tmp_path / "a.png")
    first, second = (analyser.analyse(tmp_path / "a.png") for _ in range(2))
    assert first.status == "ok"
    for name in ("score_with_background", "score_without_background", "regions"):
        assert getattr(first, name) == getattr(second, name)


def test_scoring_on_a_cpu_loads_neither_tensorflow_nor_shap(tmp_path):
    code = """if True:
        import sys
        from gng_desktop.cli import run
        code = run(sys.argv[1:])
        slow = {"tensorflow", "keras", "shap", "h5py", "matplotlib", "PySide6"}
        print(code, sorted(slow & set(sys.modules)))
    """
    root = str(Path(gng_desktop.__file__).parents[1])
    arguments = ["analyse", "--sample", "--device", "cpu", "--out", str(tmp_path / "out")]
    found = subprocess.run(
        [sys.executable, "-c", code, *arguments, "--models", str(shipped_folder())],
        env=os.environ | {"PYTHONPATH": root},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert found.stderr == ""
    assert found.stdout.splitlines()[-1] == "0 []"
