from pathlib import Path

from gng_desktop.datasets.check import IndexCheck, Report, Twins
from gng_desktop.datasets.file_statistics import Separation
from gng_desktop.datasets.findings import SEVERITIES, findings


def checked(*twins, **found):
    return Report((IndexCheck(Path("index.csv"), "faces", **found),), twins)


def separation(trait, auc, split="train", images=500):
    return Separation(split, trait, auc, images, images, 70.0, 90.0)


def twins(a_split, b_split, bits=0, b_index="index.csv", a="a.jpg"):
    return Twins(a, "index.csv", a_split, "b.jpg", b_index, b_split, bits)


def kinds(report):
    return [(f.kind, f.severity) for f in findings(report)]


def test_nothing_found_is_no_finding():
    assert findings(checked(separations=[separation("width", 0.6)])) == []


def test_the_worst_comes_first():
    report = checked(
        twins("val", "test"),
        unusable={"a.jpg": "It is empty.", "b.jpg": "It is gone."},
        separations=[separation("width", 0.7), separation("JPEG quality", 0.02)],
        swapped={"train": ["m.png", "n.png"]},
        empty=["test"],
        twice={"c.jpg": 2},
    )
    assert kinds(report) == [
        ("unusable", "stops"),
        ("leak", "spoils"),
        ("separation", "spoils"),
        ("separation", "spoils"),
        ("empty", "note"),
        ("swapped", "note"),
        ("twice", "note"),
    ]
    found = findings(report)
    assert found[0].values == {"count": 2, "example": "a.jpg", "reason": "It is empty."}
    quality, width = found[2].values, found[3].values
    assert (quality["trait"], quality["auc"], quality["more"]) == ("JPEG quality", 0.98, False)
    assert (width["trait"], width["more"]) == ("width", True)
    assert [f.severity for f in found] == sorted((f.severity for f in found), key=SEVERITIES.index)


def test_one_trait_is_one_finding_of_its_worst_split():
    members = [separation("width", 0.7), separation("width", 0.9, "val")]
    few = separation("width", 0.99, "test", images=3)
    (finding,) = findings(checked(separations=[*members, few]))
    assert (finding.values["split"], finding.severity) == ("val", "spoils")
    (finding,) = findings(checked(separations=[few]))
    assert (finding.values["chance"], finding.severity) == (True, "note")


def test_a_missing_class_or_split_stops_only_a_training_that_needs_it():
    sided = checked(one_sided={"train": "fake", "test": "real"}, empty=["val"])
    found = {(f.kind, f.values["split"]): f.severity for f in findings(sided)}
    assert found == {
        ("one_sided", "train"): "stops",
        ("one_sided", "test"): "spoils",
        ("empty", "val"): "stops",
    }


def test_leaks_that_training_leaves_out_are_distinguished():
    near = [twins("train", "test"), twins("train", "test", a="c.jpg")]
    found = findings(checked(*near, twins("train", "test", bits=4, a="d.jpg")))
    assert [(f.severity, f.values["dropped"], f.values["count"]) for f in found] == [
        ("spoils", False, 1),
        ("note", True, 2),
    ]


def test_copies_within_a_split_are_reported_for_two_indexes():
    assert kinds(checked(twins("train", "train", b_index="other.csv"))) == [("copies", "note")]
