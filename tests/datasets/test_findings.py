from pathlib import Path

import pytest

from gng_desktop.datasets.check import IndexCheck, Report, Twins
from gng_desktop.datasets.file_statistics import Separation
from gng_desktop.datasets.findings import findings


def checked(*twins, **found):
    return Report((IndexCheck(Path("index.csv"), "faces", **found),), twins)


def separation(trait, auc, split="train", images=500):
    return Separation(split, trait, auc, images, images, 70.0, 90.0)


def twins(a_split, b_split, bits=0, b_index="index.csv", a="a.jpg"):
    return Twins(a, "index.csv", a_split, "b.jpg", b_index, b_split, bits)


SEPARATED = [separation("width", 0.7), separation("width", 0.9, "val")]
FEW = separation("width", 0.99, "test", images=3)
NEAR = [twins("train", "test"), twins("train", "test", a="c.jpg")]


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        (checked(separations=[separation("width", 0.6)]), []),
        # One trait is one finding, of its worst split; what few images show may be chance.
        (checked(separations=[*SEPARATED, FEW]), [("separation", "spoils", {"split": "val"})]),
        (checked(separations=[FEW]), [("separation", "note", {"chance": True})]),
        # A missing class or split stops only a training that needs it.
        (
            checked(one_sided={"train": "fake", "test": "real"}, empty=["val"]),
            [
                ("empty", "stops", {"split": "val"}),
                ("one_sided", "stops", {"split": "train", "label": "fake"}),
                ("one_sided", "spoils", {"split": "test", "label": "real"}),
            ],
        ),
        # Training leaves the nearest out by itself.
        (
            checked(*NEAR, twins("train", "test", bits=4, a="d.jpg")),
            [
                ("leak", "spoils", {"dropped": False, "count": 1}),
                ("leak", "note", {"dropped": True, "count": 2}),
            ],
        ),
        (checked(twins("train", "train", b_index="other.csv")), [("copies", "note", {"count": 1})]),
    ],
)
def test_how_bad_it_is(report, expected):
    found = findings(report)
    assert [(f.kind, f.severity) for f in found] == [(kind, worst) for kind, worst, _ in expected]
    for finding, (_, _, values) in zip(found, expected, strict=True):
        assert values.items() <= finding.values.items()


def test_the_worst_comes_first():
    report = checked(
        twins("val", "test"),
        unusable={"a.jpg": "It is empty.", "b.jpg": "It is gone."},
        separations=[separation("width", 0.7), separation("JPEG quality", 0.02)],
        swapped={"train": ["m.png", "n.png"]},
        empty=["test"],
        twice={"c.jpg": 2},
    )
    found = findings(report)
    assert [f.kind for f in found[:4]] == ["unusable", "leak", "separation", "separation"]
    assert [f.kind for f in found[4:]] == ["empty", "swapped", "twice"]
    assert [f.severity for f in found] == ["stops", *["spoils"] * 3, *["note"] * 3]
    assert found[0].values == {"count": 2, "example": "a.jpg", "reason": "It is empty."}
    quality, width = found[2].values, found[3].values
    assert (quality["trait"], quality["auc"], quality["more"]) == ("JPEG quality", 0.98, False)
    assert (width["trait"], width["more"]) == ("width", True)
