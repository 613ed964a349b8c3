import json
from types import SimpleNamespace

import numpy as np
import pytest

from gng_desktop.casework import study, study_text
from gng_desktop.datasets.items import DataError, FaceItem


def figures(auc, width=0.02):
    values = {"accuracy": 0.8, "auc": auc, "f1": 0.8, "mcc": 0.6}
    intervals = {name: [value - width, value + width] for name, value in values.items()}
    return {"images": 100, **values, "intervals": intervals}


@pytest.fixture
def runs(tmp_path):
    """Tested runs: the face alone falls behind on StyleGAN, transfer helps nowhere."""
    aucs = {
        "h2_all": (0.95, 0.95),
        "h1_without": (0.85, 0.96),
        "h1_background": (0.51, 0.7),
        "h2_none": (0.95, 0.94),
        "h2_last": (0.9, 0.99),
    }
    for name, (first, second) in aucs.items():
        (tmp_path / name).mkdir()
        pairs = {"stylegan1/ffhq": figures(first), "stylegan2/portraits": figures(second)}
        (tmp_path / name / "metrics.json").write_text(json.dumps({"metrics": {"pairs": pairs}}))
    recipe = {"model": {"backbone": "b", "size": 128}, "fit": {"epochs": 5}, "seed": 1}
    record = {"recipe": recipe, "images": {"train": 7}}
    (tmp_path / "h2_all" / "run.json").write_text(json.dumps(record))
    shares = [
        {"generated": n % 2 == 0, "whole": 0.5, "stripped_same_classifier": 0.3, "stripped": 0.2}
        for n in range(6)
    ]
    (tmp_path / study.SHARES).write_text(json.dumps(shares))
    unseen = [
        {"generator": "g", "role": "with_background", **figures(0.9)},
        {"generator": "h", "role": "without_background", **figures(0.86)},
    ]
    (tmp_path / study.UNSEEN).write_text(json.dumps(unseen))
    return tmp_path


def written(runs):
    return study_text.document(runs, runs / study.UNSEEN, runs / study.SHARES)


def test_conclusions_follow_the_intervals(runs):
    text = written(runs)
    assert "StyleGAN / FFHQ: the AUC with background is above the one without, in agreem" in text
    assert "StyleGAN2 / portraits: the AUC with background is not told apart from the one" in text
    assert "The background alone gives no more than chance (AUC 0.510 [0.490, 0.530])" in text
    assert "The background alone gives more than chance (AUC 0.700 [0.680, 0.720])" in text
    assert "`all` is not told apart from `none` and above `last`; the highest AUC is that" in text
    assert "The thesis's gain by transfer is not seen here." in text
    assert "the background holds 50%" in text
    assert "the share of the black background falls (20%)" in text
    assert "Not shown to reach an AUC of 0.85 on generators never seen: h without backgr" in text


def test_a_missing_run_is_named(runs):
    (runs / "h1_without" / "metrics.json").unlink()
    with pytest.raises(DataError, match=r"h1_without/metrics\.json cannot be read"):
        written(runs)


class Analyser:
    """Scores the brightness of the upper left corner, which is background in `make_analysis`."""

    def __init__(self, analysis):
        self.analysis = analysis

    def analyse(self, path):
        return (
            self.analysis if path.name == "a.png" else SimpleNamespace(status="error", views=None)
        )

    def score(self, role, batch):
        return batch[:, :2, :2].mean(axis=(1, 2, 3)) / 255


def test_background_shares_are_those_of_the_three_cases(tmp_path, make_analysis):
    items = [FaceItem(tmp_path / name, True, "s", "test") for name in ("a.png", "broken.png")]
    (row,) = study.background_shares(Analyser(make_analysis()), items)
    assert (row["path"], row["source"], row["generated"]) == ("a.png", "s", True)
    for case in study_text.CASES:  # nothing but the background moves that score
        assert row[case] == pytest.approx(1)


def test_the_sample_is_balanced_and_fixed(tmp_path):
    (tmp_path / "faces").mkdir()
    lines = ["path,label,source,split"]
    for source, label in (
        ("ffhq", "real"),
        ("stylegan1", "fake"),
        ("portraits", "real"),
        ("stylegan2", "fake"),
    ):
        lines += [f"{source}{n}.jpg,{label},{source},{('train', 'test')[n % 2]}" for n in range(20)]
    (tmp_path / "faces/index.csv").write_text("\n".join(lines))
    chosen = study.sample_of(tmp_path, 12)
    assert chosen == study.sample_of(tmp_path, 12)
    assert {item.split for item in chosen} == {"test"}
    counts = np.unique([item.source for item in chosen], return_counts=True)[1]
    assert counts.tolist() == [3, 3, 3, 3]
    assert len({item.path for item in chosen}) == 12
