"""A run becomes the model in use, step by step; the export is made up."""

import json

import h5py
import numpy as np
import pytest

from gng_desktop.core.progress import Progress, result_of
from gng_desktop.modelstore import find_models, load_model, read_changes, roll_back
from gng_desktop.modelstore.changes import folder_of
from gng_desktop.training import exporting, publish
from gng_desktop.training.exporting import load_run
from gng_desktop.training.publish import publish_steps
from tests.fakes import Brightness
from tests.tiny_data import write_table


@pytest.fixture
def data(tmp_path, png, monkeypatch):
    folder, rows = tmp_path / "data", []
    for n in range(9):
        mask = np.zeros((16, 16), np.uint8)
        mask[:, 8:] = 1
        png(folder / f"{n}.png", (mask * 255)[..., None].repeat(3, axis=2))
        png(folder / f"{n}_mask.png", mask)
        rows.append((f"{n}.png", f"{n}_mask.png", "celebamask19", "test"))
    write_table(folder / "index.csv", "image,mask,labels,split", rows)

    def export(run, into):
        with h5py.File(into / "model.weights.h5", "w") as file:
            file["kernel"] = np.full(3, len(run.name))
        (into / "model.onnx").write_bytes(run.name.encode())
        return Brightness(segments=True)

    monkeypatch.setattr(publish, "export_run", export)
    return folder


def progress_and_result(steps):
    """Do all the work; return the progress it reported, and the result."""
    reported = []
    while True:
        try:
            reported.append(next(steps))
        except StopIteration as end:
            return reported, end.value


def test_steps_tell_how_far_they_are_and_end_in_the_model(make_run, data, tmp_path):
    run = make_run("a", "segmenter", value=None)
    reported, model = progress_and_result(publish_steps(run, data, tmp_path / "m" / "segmenter"))
    assert all(isinstance(step, Progress) for step in reported)
    assert [p.text for p in reported] == [
        "Reading the run",
        "Exporting the network",
        "Preparing the segmenter",
        *["Test images"] * 4,
        "Installing the model",
    ]
    assert [(p.done, p.total) for p in reported[3:7]] == [(0, 9), (4, 9), (8, 9), (9, 9)]
    assert load_model(tmp_path / "m" / "segmenter") == model
    assert model.manifest.metrics["pixel_accuracy"] == 1.0
    assert json.loads((run / "metrics.json").read_text())["parameters"] == 3


def test_closing_it_installs_nothing(make_run, data, tmp_path):
    run = make_run("a", "segmenter")
    steps = publish_steps(run, data, tmp_path / "m" / "segmenter")
    before = (run / "metrics.json").read_bytes()
    while next(steps).text != "Test images":
        pass
    steps.close()
    assert not (tmp_path / "m").exists()
    assert (run / "metrics.json").read_bytes() == before


def test_what_may_have_been_learned_is_not_tested(make_run, data, tmp_path, refused):
    """The index was divided again since the run was trained."""
    run = make_run("a", "segmenter", splits_sha256="e" * 64)
    into = ["--into", tmp_path / "m"]
    for words in (["models", "add", run, *into], ["runs", "evaluate", run]):
        error = refused(*words, "--data", data)
        assert "images of run 'a', or their labels, are not those that it was begun with" in error
    assert not (tmp_path / "m").exists()


def test_used_and_rolled_back(make_run, data, user_folders):
    target = folder_of("segmenter")
    first = result_of(publish_steps(make_run("a", "segmenter"), data, target))
    run = make_run("longer", "segmenter")
    second = result_of(publish_steps(run, data, target, replace=True))
    assert find_models().models["segmenter"] == second != first
    roll_back("segmenter")
    assert find_models().models["segmenter"] == first
    assert [c.action for c in read_changes()] == ["install", "install", "roll back"]
    assert target.is_relative_to(user_folders)


def test_refused_in_plain_words_before_anything_is_done(
    make_run, data, tmp_path, refused, monkeypatch
):
    run = make_run("a", "segmenter", value=None, finished=False)
    monkeypatch.setattr(publish, "export_run", None)
    error = refused("models", "add", run, "--data", data, "--into", tmp_path / "m")
    assert "is not finished; go on with it" in error
    assert not (tmp_path / "m").exists()


def test_two_programs_take_the_same_segmenter_at_once(make_run, monkeypatch):
    """The second one begins, and ends, in the midst of the first one's export."""
    seg = make_run("segmenter", "segmenter")
    recipe, runs, made = load_run(make_run("b", "without_background"))[0], seg.parent, []

    def export(run, into):
        into.mkdir(parents=True, exist_ok=True)
        part = into / "full.weights.h5"
        part.write_bytes(run.name.encode())
        made.append(into)
        if len(made) == 1:
            exporting.face_cache(recipe, runs)
        part.rename(into / "model.onnx")
        return Brightness(segments=True)

    monkeypatch.setattr(exporting, "export_run", export)
    monkeypatch.setattr(exporting, "OnnxEngine", lambda path, task: path.read_bytes())
    assert exporting.face_cache(recipe, runs).segmenter == b"segmenter"
    assert len(made) == 2
    cache = exporting.face_cache(recipe, runs)  # a third one takes what is there
    assert (cache.segmenter, len(made)) == (b"segmenter", 2)
    assert [p.name for p in cache.folder.iterdir()] == ["segmenter"]


def test_a_damaged_run_is_reported(make_run, tmp_path, refused):
    run = make_run("a", "segmenter")
    (run / "run.json").write_text("{", encoding="utf-8")
    error = refused("runs", "evaluate", run, "--data", tmp_path)
    assert error == f"{run / 'run.json'} cannot be read; restore or remove that run.\n"
    rows = [("a.png", "b.png", "celebamask19", "test")]
    write_table(tmp_path / "index.csv", "image,mask,labels,split", rows)
    run = make_run("b", "segmenter")  # whose weights are no HDF5 file
    error = refused("runs", "evaluate", run, "--data", tmp_path)
    assert error.startswith(f"The weights {run / 'best.weights.h5'} are damaged, or not those of")
    run = make_run("c", "segmenter", recipe={"fit": {"momentum": 0.9}})
    error = refused("runs", "evaluate", run, "--data", tmp_path)
    assert error.startswith(f"Run {run} is of another version of the program: fit.momentum is not")
