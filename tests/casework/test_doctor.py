import re
import shutil
from pathlib import Path

import pytest

from gng_desktop.casework.doctor import doctor
from gng_desktop.engines import devices as cuda
from gng_desktop.modelstore import install, inventory, load_model
from tests.fakes import ROLES, install_model


def add_model(folder: Path, role: str, **changes) -> None:
    """Install a model with placeholder weights and no graph."""
    limits = {"real_below": 0.125, "generated_above": 0.875, "chosen_on": "nothing"}
    if role != "segmenter":
        changes = {"thresholds": limits} | changes
    install_model(folder / role, role, size=64, **changes)


@pytest.fixture
def models(tmp_path, monkeypatch):
    """A folder with all three models; no shipped ones are seen."""
    monkeypatch.setattr(inventory, "shipped_folder", lambda: tmp_path / "no shipped models")
    folder = tmp_path / "models"
    folder.mkdir()
    for role in ROLES:
        add_model(folder, role)
    return folder


def wrong(text):
    """Return the lines of the list of what is wrong."""
    assert "\nWrong:\n" in text
    return text.split("\nWrong:\n")[1].strip().splitlines()


def test_a_complete_installation(models, capsys):
    assert doctor(models) == 0
    text = capsys.readouterr().out
    assert "Nothing is wrong." in text and "Wrong:" not in text
    for role in ROLES:
        assert role.replace("_", "-") + "@" in text and str(models / role) in text
    assert "real below 0.125, generated above 0.875" in text
    for word in ("numpy", "onnxruntime", "Python 3", "CPU:", "mobilenet_v2", "Cache:", "SHA-256"):
        assert word in text


def test_missing_models_are_named(models, capsys):
    shutil.rmtree(models / "segmenter")
    shutil.rmtree(models / "without_background")
    assert doctor(models) == 1
    problems = wrong(capsys.readouterr().out)
    assert len(problems) == 2
    assert "No segmenter is installed" in problems[0]
    assert "No without-background classifier is installed" in problems[1]


def test_no_models_at_all(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(inventory, "shipped_folder", lambda: tmp_path / "nowhere")
    assert doctor() == 1
    text = capsys.readouterr().out
    assert len(wrong(text)) == 3 and "(does not exist)" in text


def test_a_folder_that_does_not_exist_is_named(models, tmp_path, capsys):
    assert doctor(tmp_path / "wrong") == 1
    assert f"Models folder {tmp_path / 'wrong'} does not exist" in capsys.readouterr().out


def test_altered_weights_are_told_in_one_sentence(models, capsys):
    (models / "with_background" / "model.weights.h5").write_bytes(b"altered")
    assert doctor(models) == 1
    broken, missing = wrong(capsys.readouterr().out)
    assert str(models / "with_background") in broken and "SHA-256 differs" in broken
    assert broken.count("; ") == 1 and broken.endswith(".")
    assert "No with-background classifier" in missing


def test_a_manifest_that_is_no_json_is_told(models, capsys):
    (models / "segmenter" / "manifest.json").write_text("{", encoding="utf-8")
    assert doctor(models) == 1
    assert "manifest.json is not valid" in wrong(capsys.readouterr().out)[0]


def test_a_graph_that_does_not_load_is_told(models, tmp_path, capsys):
    shutil.rmtree(models / "segmenter")
    graph = tmp_path / "graph"
    graph.write_bytes(b"no graph")
    weights = tmp_path / "weights"
    weights.write_bytes(b"weights")
    add_model(tmp_path / "other", "segmenter")
    fields = load_model(tmp_path / "other" / "segmenter").manifest.to_json()
    fields = {k: v for k, v in fields.items() if k not in ("format", "weights", "graph")}
    files = {"model.weights.h5": weights, "model.onnx": graph}
    install(models / "segmenter", fields, files)
    assert doctor(models) == 1
    (problem,) = wrong(capsys.readouterr().out)
    assert "cannot be loaded" in problem and "install the model again" in problem


def test_a_classifier_without_thresholds_is_told(models, capsys):
    shutil.rmtree(models / "with_background")
    add_model(models, "with_background", thresholds=None)
    assert doctor(models) == 1
    (problem,) = wrong(capsys.readouterr().out)
    assert "with-background classifier has no thresholds" in problem


def test_a_cache_that_cannot_be_written_is_told(models, user_folders, capsys):
    (user_folders / "cache").write_text("a file where the folder should be", encoding="utf-8")
    assert doctor(models) == 1
    (problem,) = wrong(capsys.readouterr().out)
    assert problem.startswith("- The cache folder") and "cannot be written" in problem


def test_the_inspector_does_without_tensorflow(models, monkeypatch, capsys):
    monkeypatch.setattr("gng_desktop.casework.doctor.build", lambda: "inspector")
    monkeypatch.setattr("gng_desktop.casework.doctor.PACKAGES", ("numpy", "keras"))
    versions = {"numpy": "1", "keras": ""}
    monkeypatch.setattr("gng_desktop.casework.doctor.package_version", versions.__getitem__)
    assert doctor(models) == 0
    text = capsys.readouterr().out
    assert "Build: inspector" in text and re.search(r"keras +left out", text)
    assert "the inspector computes on the CPU" in text


DRIVER = cuda.Driver("/usr/lib/libcuda.so.550.54.15", "12.4")
TOLD = "driver /usr/lib/libcuda.so.550.54.15, serves CUDA 12.4"


@pytest.mark.parametrize(
    ("gpus", "driver", "missing", "told"),
    [
        (["Some GPU"], DRIVER, [], ["gpu:0: Some GPU", TOLD, "libraries TensorFlow needs are"]),
        (["Some GPU"], DRIVER, ["libcudnn.so.9"], [TOLD, "not found: libcudnn.so.9", "until"]),
        ([], cuda.Driver("libcuda.so.1", ""), [], ["offers no usable GPU"]),
        ([], None, [], ["no NVIDIA driver"]),
    ],
)
def test_what_a_gpu_needs_is_printed(models, monkeypatch, capsys, gpus, driver, missing, told):
    monkeypatch.setattr("gng_desktop.casework.doctor.cuda_devices", lambda: gpus)
    monkeypatch.setattr(cuda, "driver", lambda: driver)
    monkeypatch.setattr(cuda, "missing_libraries", lambda: missing)
    assert doctor(models) == 0
    text = capsys.readouterr().out
    assert all(words in text for words in told)
    assert ("the CPU is used" in text) == bool(missing or not gpus)


def test_a_missing_package_is_told(models, monkeypatch, capsys):
    monkeypatch.setattr("gng_desktop.casework.doctor.PACKAGES", ("numpy", "no-such-package"))
    assert doctor(models) == 1
    text = capsys.readouterr().out
    assert "not installed" in text
    assert wrong(text) == ["- no-such-package is not installed; run './gng setup' again."]
