from pathlib import Path

import numpy as np
import pytest

from gng_desktop.datasets.items import FaceItem
from gng_desktop.training.groups import classification_test, per_source


def faces(*sources):
    return [FaceItem(Path("x"), s.startswith(("style", "gan")), s, "test") for s in sources]


def test_per_source():
    items = faces("ffhq", "ffhq", "ffhq", "stylegan1", "ffhq")
    score = np.array([0.1, 0.2, 0.9, 0.8, 0.5])
    table = per_source(items, score, (0.2, 0.8))
    assert list(table) == ["ffhq", "stylegan1"]
    intervals = table["ffhq"].pop("intervals")
    ffhq = {"called_real": 0.25, "called_generated": 0.25, "inconclusive": 0.5}
    assert table["ffhq"] == {"images": 4, "generated": 0} | ffhq
    assert all(intervals[zone][0] < share < intervals[zone][1] for zone, share in ffhq.items())
    # On a limit is between the limits.
    stylegan = {"called_real": 0, "called_generated": 0, "inconclusive": 1}
    assert table["stylegan1"].items() >= ({"images": 1, "generated": 1} | stylegan).items()


def test_a_source_of_both_kinds_makes_two_rows():
    items = [FaceItem(Path("x"), g, "mixed", "test") for g in (True, False, False)]
    table = per_source(items, np.array([0.9, 0.1, 0.9]), (0.5, 0.5))
    assert {name: row["images"] for name, row in table.items()} == {
        "mixed (real)": 2,
        "mixed (generated)": 1,
    }
    assert table["mixed (generated)"]["called_generated"] == 1
    assert table["mixed (real)"]["called_generated"] == 0.5


def test_pairs_take_their_own_sources_only():
    items = faces("ffhq", "stylegan1", "portraits", "stylegan2", "gan_other")
    score = np.array([0.1, 0.9, 0.8, 0.2, 0.0])
    figures = classification_test(items, score, (0.5, 0.5), {"ffhq", "stylegan1", "absent"})
    assert set(figures["pairs"]) == {"stylegan1/ffhq", "stylegan2/portraits"}
    assert figures["pairs"]["stylegan1/ffhq"]["accuracy"] == 1
    assert figures["pairs"]["stylegan1/ffhq"]["images"] == 2
    assert figures["pairs"]["stylegan2/portraits"]["auc"] == 0
    assert figures["trained"]["images"] == 2 and figures["trained"]["auc"] == 1
    assert figures["all"]["images"] == 5
    assert figures["all"]["accuracy"] == pytest.approx(2 / 5)
    assert set(figures["sources"]) == {i.source for i in items}
    # Half a pair is left out, and so are trained sources that have no images.
    figures = classification_test(faces("ffhq", "gan"), score[:2], (0.5, 0.5))
    assert figures["pairs"] == {} and "trained" not in figures
