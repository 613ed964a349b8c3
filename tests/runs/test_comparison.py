"""Runs side by side."""

import json

import pytest

from gng_desktop.charts.curves import learning_curves
from gng_desktop.charts.look import Look
from gng_desktop.datasets.items import DataError
from gng_desktop.runs.comparison import compare, differences, flat, text
from gng_desktop.training.recipe import completed
from tests.tiny_data import read_table


@pytest.fixture
def three(make_run):
    return [
        make_run("a", value=0.9),
        make_run("b", value=0.93, losses=(0.6, 0.2), recipe={"fit": {"learning_rate": 5e-4}}),
        make_run("c", value=0.8, data_sha256="e" * 64, environment={"keras": "3.1"}),
    ]


def test_differences_inside_the_intervals_are_marked_so(three):
    found = compare(three)
    assert found.names == ("a", "b", "c")
    rows = {(row.group, row.name): row for row in found.figures}
    accuracy = rows["trained", "accuracy"]
    assert [f.value for f in accuracy.figures] == [0.9, 0.93, 0.8]
    # [0.88, 0.92] against [0.91, 0.95] and [0.78, 0.82]
    assert accuracy.verdicts == ("", "inside the intervals", "lower")
    assert rows["trained", "ece"].verdicts == ("", "", "")  # it has no interval
    assert compare(three[::-1]).figures[0].verdicts == ("", "higher", "higher")


def test_curves(three):
    loss = compare(three).curves["loss"]
    assert [c.run for c in loss] == ["a", "b", "c"]
    assert loss[1].epochs == (1, 2) and loss[1].best_epoch == 2
    assert loss[1].validation == (0.6, 0.2)
    assert loss[1].training == pytest.approx((0.7, 0.3))
    figure = learning_curves(Look(), {"loss": loss}).figure
    lines = [line for line in figure.axes[0].lines if len(line.get_xdata()) > 1]
    assert [line.is_dashed() for line in lines] == [True, False] * 3
    assert len({line.get_color() for line in lines}) == 3
    labels = [t.get_text() for t in figure.legends[0].get_texts()]
    assert labels == ["a", "b", "c", "training", "validation", "best epoch"]


def test_only_what_differs_is_listed(three):
    found = compare(three)
    assert [(d.key, d.values) for d in found.recipe] == [
        ("fit.learning_rate", ("0.001", "0.0005", "0.001"))
    ]
    assert {d.key: d.values for d in found.circumstances} == {
        "data_sha256": ("d" * 64, "d" * 64, "e" * 64),
        "environment.keras": ("3.0", "3.0", "3.1"),
        "environment.commit": ("c" * 40, "c" * 40, "-"),
    }
    assert any("different data" in note for note in found.notes)


@pytest.mark.parametrize(
    ("fit", "found"),
    [
        ({"monitor": "val_loss", "batch": 16}, ()),  # defaults, written out
        ({"future": True}, (("fit.future", ("-", "yes")),)),  # of another version
    ],
)
def test_recipes_of_other_versions(make_run, fit, found):
    one, other = make_run("a"), make_run("b", recipe={"fit": fit})
    compared = compare([one, other], completed).recipe
    assert tuple((d.key, d.values) for d in compared)[-1:] == found


def test_flat():
    nested = {"a": {"b": 1e-4, "c": [1, 2], "d": {}}, "e": "", "f": True}
    assert flat(nested) == {"a.b": "0.0001", "a.c": "1, 2", "e": "(none)", "f": "yes"}
    assert differences([{"a": "1"}, {"a": "1"}]) == ()


def test_unfinished_untested_and_unlike_runs(make_run):
    runs = [make_run("a"), make_run("b", "segmenter"), make_run("c", value=None, finished=False)]
    found = compare(runs)
    assert found.notes[0] == "c is not finished: it has no figures yet."
    assert "no figures in common" in found.notes[1]
    assert [f.figures[2] for f in found.figures] == [None] * len(found.figures)
    assert "| all | IoU hair | - | 0.6000 [0.5000, 0.7000] | - | - | - |" in text(found)


def test_equal_names_are_distinguished(make_run, tmp_path):
    one = make_run("a")
    (tmp_path / "old").mkdir()
    other = tmp_path / "old" / "a"
    make_run("b").rename(other)
    assert compare([one, other]).names == ("runs/a", "old/a")


def test_two_runs_are_needed(make_run, tmp_path, refused):
    one = make_run("a")
    with pytest.raises(DataError, match="two or more different runs"):
        compare([one, one])
    assert "is no run" in refused("runs", "compare", one, tmp_path)
    content = json.loads((one / "metrics.json").read_text())
    del content["metrics"]["sources"]["ffhq"]["images"]
    (one / "metrics.json").write_text(json.dumps(content))
    assert "test it again" in refused("runs", "compare", one, make_run("b"))


def test_command_writes_everything(three, tmp_path, gng):
    out = tmp_path / "out"
    printed = gng("runs", "compare", *three, "--out", out).out
    assert (out / "comparison.md").read_text(encoding="utf-8") == printed
    assert "| 0.9300 [0.9100, 0.9500] | inside the intervals |" in printed
    names = {"comparison.md", "figures.csv", "differences.csv", "curves.csv"}
    names |= {"curves.loss.png", "curves.accuracy.png"}
    assert {p.name for p in out.iterdir()} == names
    assert (out / "curves.loss.png").read_bytes().startswith(b"\x89PNG")
    rows = [r for r in read_table(out / "figures.csv") if r["figure"] == "auc"]
    assert [r["run"] for r in rows if r["group"] == "trained"] == ["a", "b", "c"]
    assert rows[0]["images"] == "40" and rows[1]["against the first"] == "inside the intervals"
    rows = [r for r in read_table(out / "curves.csv") if (r["run"], r["figure"]) == ("b", "loss")]
    assert [(r["epoch"], r["best"]) for r in rows] == [("1", "0"), ("2", "1")]
    (tmp_path / "file").write_text("")
    error = gng("runs", "compare", *three, "--out", tmp_path / "file", code=1).err
    assert "choose another --out" in error
