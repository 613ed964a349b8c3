import re
import shutil

import platformdirs
import pytest

from gng_desktop.casework.doctor import doctor
from gng_desktop.engines import devices
from gng_desktop.modelstore import inventory
from tests.fakes import ROLES, install_model


def add_model(models, role, **changes):
    """Install a model with placeholder weights, in place of any other of its role."""
    shutil.rmtree(models / role, ignore_errors=True)
    if role != "segmenter":
        limits = {"real_below": 0.125, "generated_above": 0.875, "chosen_on": "nothing"}
        changes = {"thresholds": limits} | changes
    install_model(models / role, role, size=64, **changes)


@pytest.fixture
def models(tmp_path, monkeypatch):
    """A folder with all three models; no shipped ones are seen."""
    monkeypatch.setattr(inventory, "shipped_folder", lambda: tmp_path / "no shipped models")
    folder = tmp_path / "models"
    for role in ROLES:
        add_model(folder, role)
    return folder


def test_a_complete_installation(models, capsys):
    assert doctor(models) == 0
    text = capsys.readouterr().out
    assert "Nothing is wrong." in text and "Wrong:" not in text
    for role in ROLES:
        assert role.replace("_", "-") + "@" in text and str(models / role) in text
    assert "real below 0.125, generated above 0.875" in text
    for word in ("numpy", "onnxruntime", "Python 3", "CPU:", "mobilenet_v2", "Cache:", "SHA-256"):
        assert word in text


def test_the_inspector_does_without_tensorflow(models, monkeypatch, capsys):
    monkeypatch.setattr("gng_desktop.casework.doctor.build", lambda: "inspector")
    monkeypatch.setattr("gng_desktop.casework.doctor.PACKAGES", ("numpy", "keras"))
    versions = {"numpy": "1", "keras": ""}
    monkeypatch.setattr("gng_desktop.casework.doctor.package_version", versions.__getitem__)
    assert doctor(models) == 0
    text = capsys.readouterr().out
    assert "Build: inspector" in text and re.search(r"keras +left out", text)
    assert "the inspector computes on the CPU" in text


def no_graph(models):
    (models / "graph").write_bytes(b"no graph")
    add_model(models, "segmenter", graph=models / "graph")


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        (
            lambda models: [shutil.rmtree(models / role) for role in ROLES[::2]],
            ["No segmenter is installed", "No without-background classifier is installed"],
        ),
        (
            lambda models: (models / ROLES[1] / "model.weights.h5").write_bytes(b"altered"),
            [r"with_background .*SHA-256 differs\); [^;]*\.$", "No with-background classifier"],
        ),
        (
            lambda models: (models / "segmenter" / "manifest.json").write_text("{"),
            [r"manifest\.json is not valid", "No segmenter is installed"],
        ),
        (no_graph, ["cannot be loaded.*install the model again"]),
        (
            lambda models: add_model(models, ROLES[1], thresholds=None),
            ["with-background classifier has no thresholds"],
        ),
        (
            lambda models: platformdirs.user_cache_path().write_text("a file, and no folder"),
            ["^  - The cache folder .*cannot be written"],
        ),
        (shutil.rmtree, ["Models folder .*models does not exist", *["No .* is installed"] * 3]),
    ],
)
def test_what_is_wrong_is_named_in_a_sentence_each(models, capsys, damage, found):
    damage(models)
    assert doctor(models) == 1
    problems = capsys.readouterr().out.split("\nWrong:\n")[1].rstrip().splitlines()
    for words, problem in zip(found, problems, strict=True):
        assert re.search(words, problem)


def test_no_models_and_a_missing_package(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(inventory, "shipped_folder", lambda: tmp_path / "nowhere")
    monkeypatch.setattr("gng_desktop.casework.doctor.PACKAGES", ("numpy", "no-such-package"))
    assert doctor() == 1
    text, wrong = capsys.readouterr().out.split("\nWrong:\n")
    assert "(does not exist)" in text and "not installed" in text
    first, *others = wrong.splitlines()
    assert first == "  - no-such-package is not installed; run './gng setup' again."
    assert len(others) == 3


DRIVER = devices.Driver("/usr/lib/libcuda.so.550.54.15", "12.4")
TOLD = "driver /usr/lib/libcuda.so.550.54.15, serves CUDA 12.4"


@pytest.mark.parametrize(
    ("gpus", "driver", "missing", "output"),
    [
        (["Some GPU"], DRIVER, [], ["gpu:0: Some GPU", TOLD, "libraries TensorFlow needs are"]),
        (["Some GPU"], DRIVER, ["libcudnn.so.9"], [TOLD, "not found: libcudnn.so.9", "until"]),
        ([], devices.Driver("libcuda.so.1", ""), [], ["offers no usable GPU"]),
        ([], None, [], ["no NVIDIA driver"]),
    ],
)
def test_what_a_gpu_needs_is_printed(models, monkeypatch, capsys, gpus, driver, missing, output):
    monkeypatch.setattr("gng_desktop.casework.doctor.cuda_devices", lambda: gpus)
    monkeypatch.setattr(devices, "driver", lambda: driver)
    monkeypatch.setattr(devices, "missing_libraries", lambda: missing)
    assert doctor(models) == 0
    text = capsys.readouterr().out
    assert all(words in text for words in output)
    assert ("the CPU is used" in text) == bool(missing or not gpus)
