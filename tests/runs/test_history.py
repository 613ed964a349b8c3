"""A folder of runs at a glance."""

import csv
import io
import json
import os
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from gng_desktop.core.locks import Lock
from gng_desktop.datasets.items import DataError
from gng_desktop.runs.history import COLUMNS, history_csv, summaries, summary
from gng_desktop.runs.records import why_no_model


def test_everything_of_a_tested_run(make_run):
    folder = make_run("a", recipe={"model": {"freeze_backbone": True, "transfer": "last"}})
    s = summary(folder)
    assert (s.name, s.state, s.problem) == ("a", "tested", "")
    assert (s.role, s.task, s.backbone) == ("with_background", "classification", "mobilenet_v2")
    assert s.transfer == "last, backbone frozen"
    assert (s.epochs, s.most_epochs, s.best_epoch) == (3, 9, 2)
    assert (s.val_loss, s.val_accuracy, s.val_auc) == (0.3, 0.7, None)
    assert (s.seconds, s.images) == (30.0, {"train": 30, "val": 10})
    assert s.data_sha256 == "d" * 64
    assert {f.name: f.text() for f in s.figures} == {
        "auc": "0.905 [0.885, 0.925]",
        "accuracy": "0.900 [0.880, 0.920]",
        "f1": "0.903 [0.883, 0.923]",
        "mcc": "0.904 [0.884, 0.924]",
    }
    assert {f.group for f in s.figures} == {"trained"}
    assert s.size == sum(p.stat().st_size for p in folder.iterdir())


def test_states(make_run):
    make_run("a finished", value=None)
    make_run("b stopped", value=None, stopped=True)
    make_run("c tested", "segmenter", stopped=True)
    make_run("d running", value=None, finished=False)
    make_run("e just begun", value=None, finished=False, losses=())
    runs = make_run("f killed", value=None, finished=False).parent
    (runs / "f killed" / ".lock").touch()
    with Lock(runs / "d running" / ".lock"), Lock(runs / "e just begun" / ".lock"):
        found = {s.name[2:]: s for s in summaries(runs)}
    states = ["finished", "stopped", "tested", "running", "running", "unfinished"]
    assert [s.state for s in found.values()] == states
    assert found["tested"].stopped
    assert found["just begun"].best_epoch is None and found["just begun"].begun is None
    assert {s.state for s in summaries(runs)} == {"finished", "stopped", "tested", "unfinished"}


def test_the_best_epoch_of_an_unfinished_run_is_what_it_would_keep(make_run):
    folder = make_run("a", value=None, finished=False, losses=(0.4, 0.3, 0.3, 0.5))
    record = json.loads((folder / "run.json").read_text())
    for monitor, best in (("val_loss", 3), ("val_accuracy", 4), ("last", 4)):
        record["recipe"]["fit"]["monitor"] = monitor
        (folder / "run.json").write_text(json.dumps(record))
        assert summary(folder).best_epoch == best


def test_times_are_recorded_or_taken_from_the_log(make_run):
    folder = make_run("a")
    os.utime(folder / "log.csv", (1_000_000, 1_000_000))
    s = summary(folder)
    assert s.ended == datetime.fromtimestamp(1_000_000, UTC)
    assert s.begun == datetime.fromtimestamp(1_000_000 - 30, UTC)
    recorded = make_run("b", begun="2024-05-01T10:00:00+00:00", ended="2024-05-01T11:00:00+00:00")
    s = summary(recorded)
    assert (s.begun, s.ended) == (
        datetime(2024, 5, 1, 10, tzinfo=UTC),
        datetime(2024, 5, 1, 11, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("file", "content", "says"),
    [
        ("run.json", "{", "run.json cannot be read"),
        ("run.json", '{"recipe": {"role": "segmenter"}}', "is no record of a run"),
        ("run.json", '{"recipe": {"role": 1, "model": []}}', "is no record of a run"),
        ("log.csv", "epoch,loss\n1,x\n", "log.csv cannot be read"),
        ("log.csv", "epoch,loss\n1\n", "log.csv cannot be read"),
        ("metrics.json", "[]", "holds no test of a run"),
        ("metrics.json", '{"metrics": {"pairs": {"a": 1}}}', "holds no test of a run"),
    ],
)
def test_a_damaged_run_ends_nothing(make_run, gng, file, content, says):
    make_run("a")
    folder = make_run("b")
    (folder / file).write_text(content, encoding="utf-8")
    make_run("c", "segmenter")
    found = list(summaries(folder.parent))
    assert [s.state for s in found] == ["tested", "damaged", "tested"]
    assert says in found[1].problem and str(folder) in found[1].problem
    out, err = gng("runs", "list", folder.parent, code=1)
    assert "| c | tested | segmenter |" in out
    assert err.count("\n") == 1 and says in err


def test_list_as_csv(make_run, gng):
    make_run("a")
    folder = make_run("b", "segmenter")
    printed = gng("runs", "list", folder.parent, "--csv").out
    first, second = csv.DictReader(io.StringIO(printed))
    assert tuple(first) == COLUMNS
    assert (first["name"], first["auc"], first["auc low"]) == ("a", "0.905", "0.885")
    assert (second["mean_iou"], second["auc"], second["figures over"]) == ("0.7", "", "all")
    assert history_csv([]).count("\n") == 1


def test_no_folder(tmp_path, gng, refused):
    with pytest.raises(DataError, match="name the folder that holds the runs"):
        list(summaries(tmp_path / "absent"))
    gng("runs", "list", tmp_path)
    assert "is no run" in refused("runs", "show", tmp_path)


def test_what_no_model_is_made_of(make_run, tmp_path):
    assert why_no_model(make_run("a")) == ""
    assert "is not finished; go on" in why_no_model(make_run("b", finished=False))
    assert "was never validated" in why_no_model(make_run("c", losses=()))
    assert "was never validated" in why_no_model(make_run("d", losses=(float("nan"),)))
    assert "which no analysis uses" in why_no_model(make_run("e", "background_only"))
    (make_run("f") / "best.weights.h5").unlink()
    assert "no run with trained weights" in why_no_model(tmp_path / "runs" / "f")
    assert "no run with trained weights" in why_no_model(tmp_path)


def test_show_tells_everything(make_run, gng):
    folder = make_run("a", "segmenter")
    (folder / "plots").mkdir()
    matrix = "true,background,hair\nbackground,90,10\nhair,5,15\n"
    (folder / "plots" / "confusion.csv").write_text(matrix, encoding="utf-8")
    printed = gng("runs", "show", folder).out
    for line in (
        "| state | tested |",
        "| epochs | 3 of at most 9, best 2 |",
        "| fit.learning_rate | 0.001 |",
        "| keras | 3.0 |",
        "| 2 | 0.6000 | 0.4000 | 0.7000 | 0.3000 | 10.0000 |",
        "| all | mean IoU | 4 | 0.7000 [0.6800, 0.7200] |",
        "| hair | 0.6000 [0.5000, 0.7000] |",
        "| left eye | - |",
        "| hair | 5 | 15 |",
    ):
        assert line in printed, line


def test_runs_are_listed_without_keras(make_run):
    folder = make_run("a").parent
    program = (
        "import sys; from pathlib import Path\n"
        "from gng_desktop.runs import comparison, records, tables, tested\n"
        "from gng_desktop.runs.history import summaries\n"
        "list(summaries(Path(sys.argv[1])))\n"
        "heavy = {'keras', 'tensorflow', 'onnxruntime', 'matplotlib'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", program, str(folder)], check=True, timeout=120)
