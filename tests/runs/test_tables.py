"""The thesis's tables, from run folders that hold nothing but their records."""

import json

import pytest

from gng_desktop.datasets.items import DataError
from gng_desktop.runs.records import read_runs
from gng_desktop.runs.tables import TABLES, duration
from tests.tiny_data import read_table


def figures(value):
    names = ("accuracy", "precision", "recall", "f1", "mcc")
    values = {name: value + n / 1000 for n, name in enumerate(names)}
    return values | {"intervals": {n: [v - 0.01, v + 0.01] for n, v in values.items()}}


def write_run(runs, name, role="with_background", backbone="resnet50", metrics=None, **more):
    folder, model = runs / name, {"backbone": backbone, "transfer": "none"} | more
    folder.mkdir(parents=True)
    finished = model.pop("finished", True)
    record = {"recipe": {"role": role, "model": model}, "finished": finished}
    record |= {"best_epoch": 7, "wall_seconds": 5461.0}
    (folder / "run.json").write_text(json.dumps(record), encoding="utf-8")
    if metrics:
        tested = {"parameters": 123456, "metrics": metrics}
        (folder / "metrics.json").write_text(json.dumps(tested), encoding="utf-8")


@pytest.fixture
def runs(tmp_path):
    found = {"pixel_accuracy": 0.91, "mean_iou": 0.6}
    found["intervals"] = {"pixel_accuracy": [0.9, 0.92], "mean_iou": [0.5, 0.7]}
    write_run(tmp_path, "seg", "segmenter", metrics=found)
    write_run(tmp_path, "seg2", "segmenter", "mobilenet_v2", metrics=found)
    write_run(tmp_path, "seg-new", "segmenter", "xception")
    pairs = {"stylegan2/portraits": figures(0.9)}
    tested = {"pairs": pairs, "trained": figures(0.8), "trained_sources": ["stylegan2", "ffhq"]}
    write_run(tmp_path, "with", transfer="all", metrics=tested)
    tested = tested | {"trained_sources": ["stylegan2", "portraits"]}
    write_run(tmp_path, "without", "without_background", metrics=tested)
    write_run(tmp_path, "half", backbone="xception", finished=False)
    (tmp_path / "no run").mkdir()
    return tmp_path


def rows_of(runs, number):
    table = TABLES[number](read_runs(runs))
    return {keys: dict(zip(table.columns, cells, strict=True)) for keys, cells in table.rows}


def test_4_1(runs):
    rows = rows_of(runs, "4.1")
    assert list(rows) == [
        ("Xception", "seg-new"),
        ("ResNet50", "seg"),
        ("MobileNetV3 Large", "-"),
        ("mobilenet_v2", "seg2"),
    ]
    cell = rows["ResNet50", "seg"]["pixel accuracy"]
    assert (cell.value, cell.interval, cell.thesis) == (0.91, [0.9, 0.92], 0.9539)
    assert cell.text() == "0.9100 [0.9000, 0.9200] (thesis 0.9539)"
    assert rows["ResNet50", "seg"]["parameters"].text() == "123,456 (thesis 15,411,966)"
    assert rows["Xception", "seg-new"]["pixel accuracy"].text() == "not tested (thesis 0.9601)"
    assert rows["MobileNetV3 Large", "-"]["mean IoU"].text() == "no run"
    assert rows["mobilenet_v2", "seg2"]["pixel accuracy"].thesis is None


def test_4_2(runs):
    rows = rows_of(runs, "4.2")
    own = rows["StyleGAN2", "stylegan2/portraits", "with", "with"]
    assert own["accuracy"].text() == "0.9000 [0.8900, 0.9100] (thesis 0.9495)"
    assert own["mcc"].thesis == 0.8860
    # Both sources of the pair were trained on.
    assert ("StyleGAN2", "stylegan2/portraits*", "without", "without") in rows
    unfinished = rows["StyleGAN2", "stylegan2/portraits", "with", "half"]
    assert unfinished["recall"].value == "not finished"
    assert rows["StyleGAN2", "stylegan2/portraits", "only", "-"]["f1"].text() == "no run"
    assert rows["StyleGAN3", "-", "without", "-"]["f1"].text() == "no run (thesis 0.7441)"
    assert rows["StyleGAN", "stylegan1/ffhq", "with", "with"]["f1"].text() == "no test images"


def test_4_3(runs):
    rows = rows_of(runs, "4.3")
    assert len(rows) == 9
    cell = rows["ResNet50", "all", "with"]["accuracy"]
    assert (cell.value, cell.thesis) == (0.8, 0.9342)
    assert rows["ResNet50", "none", "-"]["accuracy"].text() == "no run (thesis 0.8704)"
    assert rows["Xception", "none", "half"]["f1"].text() == "not finished (thesis 0.9627)"


def test_4_4(runs):
    rows = rows_of(runs, "4.4")
    cells = rows["ResNet50", "all", "with"]
    assert cells["time"].text() == "1h 31m (thesis 1h 48m)"
    assert cells["best epoch"].text() == "7 (thesis 12)"
    assert rows["Xception", "none", "half"]["time"].value == "not finished"


def test_a_frozen_backbone_has_a_row_of_its_own(tmp_path):
    write_run(tmp_path, "frozen", transfer="last", freeze_backbone=True)
    rows = rows_of(tmp_path, "4.4")
    assert rows["ResNet50", "last", "-"]["time"].value == "no run"
    assert rows["ResNet50", "last, backbone frozen", "frozen"]["best epoch"].value == 7


@pytest.mark.parametrize(
    ("seconds", "words"), [(59.6, "1m 00s"), (65, "1m 05s"), (3600, "1h 00m"), (9060, "2h 31m")]
)
def test_duration(seconds, words):
    assert duration(seconds) == words


@pytest.mark.parametrize("number", list(TABLES))
def test_every_table_of_no_runs_says_so(tmp_path, number):
    table = TABLES[number](read_runs(tmp_path))
    assert table.rows
    assert {cell.value for _, cells in table.rows for cell in cells} == {"no run"}


def test_command_prints_and_exports(runs, tmp_path, gng):
    out = tmp_path / "out" / "table.csv"
    printed = gng("runs", "table", "4.1", runs, "--out", out).out
    assert "| ResNet50 | seg | 123,456 (thesis 15,411,966) | 0.9100 [0.9000, 0.9200]" in printed
    row = next(r for r in read_table(out) if r["run"] == "seg")
    assert float(row["pixel accuracy"]) == 0.91
    assert float(row["pixel accuracy low"]) == 0.9
    assert float(row["pixel accuracy thesis"]) == 0.9539
    assert row["mean IoU thesis"] == ""
    out = tmp_path / "table.md"
    printed = gng("runs", "table", "4.3", runs, "--out", out).out
    assert out.read_text(encoding="utf-8") + "\n" == printed


def test_damaged_runs_are_named(tmp_path, refused):
    with pytest.raises(DataError, match="is no folder"):
        read_runs(tmp_path / "absent")
    write_run(tmp_path, "bad")
    (tmp_path / "bad" / "run.json").write_text("{", encoding="utf-8")
    error = refused("runs", "table", "4.4", tmp_path)
    assert "run.json cannot be read; restore or remove that run." in error
    (tmp_path / "bad" / "run.json").write_text("[]", encoding="utf-8")
    with pytest.raises(DataError, match="is no record of a run"):
        read_runs(tmp_path)
