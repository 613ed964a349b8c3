"""Filtering and sorting of the evidence list, against plain Python."""

import itertools
import math
import random
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from gng_desktop.ui.evidence.items import Filter, Items
from gng_desktop.ui.kit.row_store import STATES, folded, natural
from tests.ui.conftest import made_up_analysis

WORDS = ["IMG_", "scan", "Face ", "é", "x"]
SCORED = ["with_background", "without_background", "fused"]
SORTS = ["added", "name", "folder", "verdict", *SCORED]


class Row(NamedTuple):
    path: Path
    state: str
    scores: tuple


@pytest.fixture(scope="module")
def filled():
    """300 random images in all states, and the same as plain rows."""
    random.seed(11)
    items, rows = Items(), []
    base = replace(made_up_analysis(), views=None)
    for number in range(300):
        name = f"{random.choice(WORDS)}{random.randrange(60)}-{number}.png"
        path = Path(f"/evidence/{random.choice(['b', 'a 2', 'a 10'])}/{name}")
        state = random.choice(STATES)
        scores = (math.nan, math.nan, math.nan)
        assert items.add([path]) == 1
        if state in ("generated", "real", "inconclusive"):
            # Few values, so that there are ties.
            first, second, third = random.choices([0.0, 0.25, 0.5, 0.75, 1.0], k=3)
            fused = third if number % 3 else None  # some models have no rule of fusion
            made = {"score_with_background": first, "score_without_background": second}
            analysis = replace(base, path=str(path), verdict=state, score_fused=fused, **made)
            items.set_analysis(number, analysis)
            scores = (first, second, math.nan if fused is None else fused)
        elif state != "waiting":
            analysis = replace(base, path=str(path), verdict=None, status=state)
            items.set_analysis(number, analysis)
        rows.append(Row(path, state, scores))
    return items, rows


def expected(rows, only, key, descending):
    def passes(row):
        if (
            only.text.lower() not in row.path.absolute().as_posix().lower()
            or row.state not in only.verdicts
        ):
            return False
        if (only.low, only.high) == (0.0, 1.0):
            return True
        one = dict(zip(SCORED, row.scores, strict=True))
        scores = row.scores[:2] if only.score == "either" else [one[only.score]]
        return any(only.low <= score <= only.high for score in scores)

    ids = [i for i, row in enumerate(rows) if passes(row)]
    if key == "added":
        return ids[::-1] if descending else ids
    by_name = sorted(range(len(rows)), key=lambda i: natural(rows[i].path.name))
    if key == "name":
        order = [i for i in by_name if i in set(ids)]
        return order[::-1] if descending else order
    if key == "folder":
        ids = [i for i in by_name if i in set(ids)]
        return sorted(ids, key=lambda i: natural(str(rows[i].path.parent)), reverse=descending)
    if key == "verdict":
        return sorted(ids, key=lambda i: STATES.index(rows[i].state), reverse=descending)
    column = SCORED.index(key)
    with_score = [i for i in ids if not math.isnan(rows[i].scores[column])]
    without = [i for i in ids if math.isnan(rows[i].scores[column])]
    return sorted(with_score, key=lambda i: rows[i].scores[column], reverse=descending) + without


@pytest.mark.parametrize(
    "only",
    [
        Filter(),
        Filter(text="img_1"),
        Filter(text="FACE"),
        Filter(verdicts=frozenset({"generated", "waiting"})),
        Filter(low=0.5),
        Filter(high=0.25, score="without_background"),
        Filter(low=0.25, high=0.75, score="with_background"),
        Filter(low=0.5, high=0.75, score="fused"),
        Filter("1", frozenset({"real", "inconclusive", "error"}), 0.2, 0.8),
        Filter(text="nothing has this name"),
    ],
)
def test_order_is_what_plain_python_gives(filled, only):
    items, rows = filled
    for key, descending in itertools.product(SORTS, (False, True)):
        found = items.order(only, key, descending).tolist()
        assert found == expected(rows, only, key, descending), (key, descending)


def listed(*names):
    items = Items()
    items.add([Path(f"/a/{name}") for name in names])
    return items


def test_names_are_sorted_by_their_numbers():
    items = listed("b10.png", "B2.png", "a.png", "b1.png")
    assert items.order(Filter(), "name").tolist() == [2, 3, 1, 0]
    items.add([Path("/a/b3.png")])
    assert items.order(Filter(), "name").tolist() == [2, 3, 1, 4, 0]


def test_one_place_is_listed_once_however_it_is_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    items = Items()
    assert items.add([tmp_path / "a.png", Path("a.png"), tmp_path / "b.png"]) == 2
    assert items.id_of("a.png") == 0
    assert items.id_of(str(tmp_path / "b.png")) == 1
    # Through a link, ".." leads elsewhere: these may be two files.
    assert items.add([tmp_path / "link" / ".." / "a.png"]) == 1


def test_removed_images_are_gone_and_may_come_back(make_analysis):
    items = listed(*"01234")
    path = Path("/a/2")
    items.set_analysis(2, make_analysis(path))
    items.order(Filter(), "name")
    items.remove([2, 4])
    assert len(items) == 3 and items.id_of(path) is None
    assert sum(items.counts().values()) == 3
    assert items.order(Filter(), "name").tolist() == [0, 1, 3]
    assert items.add([path]) == 1
    assert items.id_of(path) == 5
    assert items.item(5).state == "waiting"
    assert items.order(Filter(), "name").tolist() == [0, 1, 5, 3]


def test_of_an_analysis_pictures_are_not_stored_nor_scores_without_a_verdict(make_analysis):
    items = listed("a.png")
    items.set_analysis(0, make_analysis(status="not_applicable", verdict=None))
    assert items.item(0).state == "not_applicable"
    assert math.isnan(items.item(0).with_background)
    analysis = make_analysis("/a/a.png", score_with_background=0.6962)
    items.set_analysis(0, analysis)
    assert analysis.views is not None and items.analyses[0].views is None
    assert items.analyses[0].sha256 == analysis.sha256
    assert (items.item(0).with_background, items.item(0).without_background) == (0.6962, 0.62)
    # A range goes by the score that is shown.
    assert items.order(Filter(low=0.7, high=0.7)).tolist() == [0]
    assert items.order(Filter(low=0.71)).tolist() == []
    items.forget(np.array([0]))
    assert items.item(0).state == "waiting" and items.analyses[0] is None
    assert math.isnan(items.item(0).with_background)


def test_accents_match_however_they_are_stored():
    items = listed("Cafe\u0301.png")
    assert items.order(Filter(text="CAF\u00c9")).tolist() == [0]
    assert folded("Straße") == folded("STRASSE")
