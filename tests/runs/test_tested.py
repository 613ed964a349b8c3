"""A run's test, typed."""

import json

import numpy as np
import pytest

from gng_desktop.datasets.items import DataError
from gng_desktop.imaging.labels import CLASSES
from gng_desktop.runs.tested import read_tested
from gng_desktop.training.calibration import reliability
from gng_desktop.training.results import write_confusion, write_reliability


def test_what_was_written_is_read_back(make_run):
    folder = make_run("a")
    counts = np.array([[18, 2], [3, 17]])
    write_confusion(folder / "plots", ("real", "generated"), counts, "images")
    score = np.array([0.05, 0.95, 0.97, 0.55])
    bins = reliability(score, np.array([False, True, True, False]))
    write_reliability(folder / "plots", bins)
    found = read_tested(folder)
    assert found.task == "classification" and found.parameters == 1234 and not found.flip
    assert found.confusion.classes == ("real", "generated") and found.confusion.unit == "images"
    np.testing.assert_array_equal(found.confusion.counts, counts)
    assert len(found.reliability) == 10
    last, empty = found.reliability[9], found.reliability[3]
    assert (last.start, last.end, last.images) == (0.9, 1.0, 2)
    assert (last.mean_score, last.share_generated) == (pytest.approx(0.96), 1.0)
    assert (last.low, last.high) == (bins[9]["low"], bins[9]["high"])
    assert (empty.images, empty.mean_score, empty.low) == (0, None, None)
    (source,) = found.sources
    assert (source.name, source.generated, source.trained, source.images) == (
        "ffhq",
        False,
        True,
        20,
    )
    assert {z.name: z.value for z in source.zones}["called_real"] == 0.8
    assert found.validation == {"pooled": {"images": 5, "called_generated": 0.0}}
    assert found.iou == ()
    groups = dict.fromkeys(f.group for f in found.figures)
    assert list(groups) == ["stylegan1/ffhq", "trained", "all", "ffhq"]


def test_a_missing_matrix_of_a_classifier_follows_from_its_figures(make_run):
    found = read_tested(make_run("a"))
    np.testing.assert_array_equal(found.confusion.counts, [[18, 2], [3, 17]])
    assert found.reliability == ()


def test_iou_of_every_class(make_run):
    folder = make_run("a", "segmenter")
    assert read_tested(folder).confusion is None
    counts = np.zeros((14, 14), int)
    counts[0, 0], counts[6] = 50, 1
    write_confusion(folder / "plots", CLASSES, counts, "pixels")
    found = read_tested(folder)
    assert [c.name for c in found.iou] == list(CLASSES)
    hair, nose = found.iou[6], found.iou[4]
    assert (hair.value, hair.low, hair.high, hair.pixels) == (0.6, 0.5, 0.7, 14)
    assert (nose.value, nose.low, nose.pixels) == (None, None, 0)
    assert found.confusion.unit == "pixels"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("confusion.csv", ""),
        ("confusion.csv", "true,a,b\na,1,2\n"),
        ("confusion.csv", "true,a\na,x\n"),
        ("reliability.csv", "from,to\n0,1\n"),
    ],
)
def test_damaged_files_are_named(make_run, name, content):
    folder = make_run("a")
    (folder / "plots").mkdir()
    (folder / "plots" / name).write_text(content)
    with pytest.raises(DataError, match=f"{name} is damaged; test the run again"):
        read_tested(folder)


def test_untested_and_half_tested(make_run):
    with pytest.raises(DataError, match="is not tested; run 'runs evaluate'"):
        read_tested(make_run("a", value=None))
    folder = make_run("b")
    content = json.loads((folder / "metrics.json").read_text())
    del content["metrics"]["trained"]["intervals"]["auc"], content["parameters"]
    (folder / "metrics.json").write_text(json.dumps(content))
    with pytest.raises(DataError, match="holds no test of a run"):
        read_tested(folder)
