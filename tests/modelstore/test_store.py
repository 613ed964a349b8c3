import hashlib
from pathlib import Path

import pytest

from gng_desktop.engines.foreign import open_detector
from gng_desktop.modelstore import ModelError, install, load_model, store
from gng_desktop.modelstore.detectors import load_detector
from gng_desktop.modelstore.store import staged
from tests.fakes import foreign_graph, install_detector


def test_installed_model_is_read_back(put, tmp_path):
    stored = put(tmp_path / "models" / "one")
    again = load_model(tmp_path / "models" / "one")
    assert again == stored
    raw = (stored.folder / "manifest.json").read_bytes()
    assert stored.sha256 == hashlib.sha256(raw).hexdigest()
    assert stored.label == f"face-v2.1@{stored.sha256[:12]}"
    assert stored.weights_path.read_bytes() == b"weights of one"
    assert (stored.folder / "model.onnx").read_bytes() == b"graph"
    assert stored.manifest.thresholds.generated_above == 0.9
    assert [entry.name for entry in stored.folder.parent.iterdir()] == ["one"]
    with pytest.raises(ModelError, match="exists already"):
        put(stored.folder, id="other")
    assert load_model(stored.folder) == stored
    path = stored.folder / "manifest.json"
    path.write_text(path.read_text().replace("0.9", "0.8"))
    assert load_model(stored.folder).label != stored.label


def test_graph_is_optional_and_documents_travel_along(put, fields, tmp_path):
    assert put(tmp_path / "plain", graph=None).manifest.graph is None
    (tmp_path / "card").write_text("# Card")
    files = {"model.weights.h5": tmp_path / "card", "CARD.md": tmp_path / "card"}
    stored = install(tmp_path / "carded", fields(), files)
    assert (stored.folder / "CARD.md").read_text() == "# Card"


@pytest.mark.parametrize("name", ["model.weights.h5", "model.onnx"])
def test_altered_or_missing_file_is_refused(put, tmp_path, name):
    folder = put(tmp_path / "m").folder
    content = (folder / name).read_bytes()
    (folder / name).write_bytes(content[:-1] + b"!")
    with pytest.raises(ModelError, match=f"{name} is not the file its manifest describes"):
        load_model(folder)
    (folder / name).unlink()
    with pytest.raises(ModelError, match=f"{name} cannot be read"):
        load_model(folder)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b'{"format": 1}',
        b"[" * 100_000,
        b'{"format": 1e999}',
        (b"-0.5", b"1" + b"0" * 400),
        (b'"model.weights.h5"', b'"../outside.weights.h5"'),
    ],
)
def test_unreadable_manifest_is_one_sentence_naming_the_folder(put, tmp_path, content):
    folder = put(tmp_path / "m").folder
    (tmp_path / "outside.weights.h5").write_bytes(b"weights of m")
    manifest = folder / "manifest.json"
    if isinstance(content, tuple):
        assert content[0] in manifest.read_bytes()
        content = manifest.read_bytes().replace(*content)
    manifest.write_bytes(content)
    with pytest.raises(ModelError, match=r"manifest\.json is not valid") as caught:
        load_model(folder)
    assert str(folder) in str(caught.value)
    assert "\n" not in str(caught.value) and len(str(caught.value)) < 400
    manifest.unlink()
    with pytest.raises(ModelError, match="cannot be read"):
        load_model(folder)


@pytest.mark.parametrize(
    "change", [{"role": "nobody"}, {"metrics": {"auc": float("nan")}}, {"training": {"a": {1}}}]
)
def test_failed_installation_leaves_nothing(put, tmp_path, change):
    with pytest.raises(ModelError, match="manifest is not valid"):
        put(tmp_path / "models" / "m", **change)
    assert not list((tmp_path / "models").iterdir())


def test_installation_refuses_bad_files(fields, tmp_path):
    source = tmp_path / "w"
    source.write_bytes(b"w")
    with pytest.raises(ModelError, match=r"needs model\.weights\.h5"):
        install(tmp_path / "m", fields(), {"model.onnx": source})
    with pytest.raises(ModelError, match="plain name"):
        install(tmp_path / "m", fields(), {"model.weights.h5": source, "../x": source})
    with pytest.raises(FileNotFoundError):
        install(tmp_path / "m", fields(), {"model.weights.h5": tmp_path / "none"})
    assert [entry.name for entry in tmp_path.iterdir()] == ["w"]


def test_a_replacement_that_fails_leaves_what_was_there(tmp_path, monkeypatch):
    (tmp_path / "m").mkdir()
    (tmp_path / "m" / "old").touch()
    replace = Path.replace

    def refused(self, target):
        if (self / "new").exists():
            raise PermissionError("in use")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(PermissionError), staged(tmp_path / "m", replace=True) as staging:
        (staging / "new").touch()
    assert [*tmp_path.rglob("*")] == [tmp_path / "m", tmp_path / "m" / "old"]


def test_a_large_graph_is_stored_in_any_number_of_parts_and_a_keras_model_whole(
    tmp_path, monkeypatch
):
    graph = foreign_graph()
    monkeypatch.setattr(store, "PART", -(-len(graph) // 12))
    keras = ".keras", bytes(range(256)) * 8
    detector = install_detector(tmp_path, graph=graph, keras=keras)
    assert len(list(detector.folder.glob("model.onnx.*"))) == 12
    assert (detector.folder / "model.keras").read_bytes() == keras[1]
    assert open_detector(load_detector(detector.folder), 1).size == 16
    part = detector.folder / "model.onnx.11"
    part.write_bytes(part.read_bytes()[::-1])
    with pytest.raises(ModelError, match="^Detector .* differs.; install or import it again"):
        load_detector(detector.folder)
