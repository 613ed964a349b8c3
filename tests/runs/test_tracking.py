"""Runs as MLflow knows them."""

import json
import re
import sys

import pytest

from gng_desktop.runs.records import read_run
from gng_desktop.runs.tracking import tracked


def test_what_is_exported_of_a_run(make_run):
    run = make_run("a")
    (run / "plots").mkdir()
    (run / "plots/curves.png").write_bytes(b"png")
    found = tracked(read_run(run))
    assert found.params["model.backbone"] == "mobilenet_v2" and found.finished
    assert found.tags["data_sha256"] == "d" * 64 and found.tags["version.keras"] == "3.0"
    assert ("val_loss", 0.3, 2) in found.metrics
    assert ("test/trained/auc", 0.905, 0) in found.metrics
    assert ("test/trained/auc low", 0.885, 0) in found.metrics
    files = {f"{folder}/{path.name}" for path, folder in found.files}
    assert files == {"/run.json", "/log.csv", "/metrics.json", "plots/curves.png"}
    record = found.tags["gng_desktop.record"]
    (run / "metrics.json").write_text((run / "metrics.json").read_text() + " ")
    assert tracked(read_run(run)).tags["gng_desktop.record"] != record


def test_without_mlflow_one_sentence(make_run, tmp_path, monkeypatch, refused):
    run = make_run("a")
    monkeypatch.setitem(sys.modules, "mlflow", None)
    error = refused("runs", "export", run, "--mlflow", tmp_path / "m")
    assert "needs the Python package mlflow" in error
    refused("runs", "export", tmp_path / "m", "--mlflow", "x")


def test_runs_in_a_store_of_mlflow(make_run, tmp_path, gng, refused):
    """In a real store, on SQLite; what is there already is left alone."""
    tracking = pytest.importorskip("mlflow.tracking")
    pytest.importorskip("sqlalchemy")
    runs, store = make_run("a").parent, tmp_path / "store"
    make_run("b", role="segmenter")
    command = ["runs", "export", runs, "--mlflow", store]
    assert "2 of 2 runs" in gng(*command).out
    client = tracking.MlflowClient(f"sqlite:///{store / 'mlflow.db'}")
    experiment = client.get_experiment_by_name("gng-desktop")
    found = {r.info.run_name: r for r in client.search_runs([experiment.experiment_id])}
    assert set(found) == {"a", "b"} and found["a"].info.status == "FINISHED"
    assert found["a"].data.params["fit.epochs"] == "9"
    assert found["a"].data.metrics["test/trained/auc"] == 0.905
    history = client.get_metric_history(found["a"].info.run_id, "val_loss")
    assert [(m.step, m.value) for m in history] == [(1, 0.5), (2, 0.3), (3, 0.4)]
    assert "metrics.json" in [f.path for f in client.list_artifacts(found["a"].info.run_id)]
    assert "0 of 2 runs" in gng(*command).out
    record = json.loads((runs / "b/metrics.json").read_text())
    (runs / "b/metrics.json").write_text(json.dumps(record | {"flip": True}))
    assert "exported b\n1 of 2 runs" in gng(*command).out
    (tmp_path / "file").touch()
    error = refused(*command[:-1], tmp_path / "file")
    assert re.search(r"file cannot be made \(.*\); choose another folder\.", error)
