"""What was stored of an image, in a case or on the disk, and of the list of a window."""

import os
import sqlite3
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from gng_desktop.analysis import FAST_NOTE, HASHED
from gng_desktop.casework.decisions import decide, in_force, tags_of
from gng_desktop.casework.restoring import (
    Row,
    Session,
    read_session,
    results_of,
    rows_of,
    save_session,
)
from gng_desktop.casework.result_cache import STRESS, ResultCache
from gng_desktop.casework.saving import Results
from gng_desktop.explain.faithfulness import faithfulness
from gng_desktop.explain.methods import Explained
from gng_desktop.explain.region_groups import MANY
from gng_desktop.explain.regions import explain_view


def score(batch):
    return 0.2 + batch.mean(axis=(1, 2, 3)) / 500


def regions_of(views):
    """Return both scores of an image explained by regions."""
    pair = tuple(
        explain_view(score, image, views.network_mask, MANY)
        for image in (views.network_rgb, views.network_stripped)
    )
    return Explained(tuple(found.to_explanation() for found in pair), pair, "A reading.")


@pytest.fixture
def by_regions(results):
    return regions_of(results.analysis.views)


@pytest.fixture
def of_small_mask(results):
    """An explanation of images twice as large as the segmenter's mask, and what it is of."""
    views = results.analysis.views
    views = replace(views, network_mask=views.network_mask[::2, ::2])
    return Results(replace(results.analysis, views=views), (regions_of(views),))


@pytest.fixture
def cache(tmp_path):
    return ResultCache(tmp_path / "cache" / "results.sqlite", 10_000_000)


def same_maps(one, other):
    return all(
        np.array_equal(a.values, b.values)
        and np.array_equal(a.totals, b.totals)
        and (a.unit, a.prediction) == (b.unit, b.prediction)
        for a, b in zip(one.maps, other.maps, strict=True)
    )


def same_regions(one, other):
    for a, b in zip(one.regions, other.regions, strict=True):
        np.testing.assert_array_equal(a.phi, b.phi)
        np.testing.assert_array_equal(a.labels, b.labels)
        np.testing.assert_allclose(a.interactions, b.interactions)
        assert a.players == b.players
    assert one.reading == other.reading


def test_regions_are_given_back_whatever_sizes_the_models_have(cache, full, of_small_mask):
    (explained,) = of_small_mask.explained
    cache.keep(of_small_mask, "how")
    ((_, kept),) = cache.read(of_small_mask.analysis)
    full.add_results(of_small_mask)
    stored = results_of(full, of_small_mask.analysis)
    for found in (kept.explained[-1], stored.explained[-1]):
        assert same_maps(found, explained)
        same_regions(found, explained)


def test_a_case_gives_back_what_was_found(full, results, by_regions):
    tested = faithfulness(score, by_regions.maps[0], "black", steps=2, random_maps=1)
    opposed = replace(tested, toward=-tested.toward, deletion=1 - tested.deletion)
    own = {"regions": (tested, opposed)}
    full.add_results(Results(results.analysis, (by_regions,), own))
    found = results_of(full, results.analysis)
    shap, regions = found.explained
    assert same_maps(shap, results.explained[0]) and same_maps(regions, by_regions)
    same_regions(regions, by_regions)
    assert found.stress == results.stress
    assert [one.toward for one in found.tested["regions"]] == [tested.toward, opposed.toward]
    assert found.tested["regions"][0].gain == tested.gain
    # Of other models, another face or picture it has nothing.
    for changes in (
        {"segmenter": "other@1"},
        {"face_index": 1},
        {"frame": 2},
        {"sha256": "3" * 64},
    ):
        other = results_of(full, replace(results.analysis, **changes))
        assert not other.explained and other.stress is None
    fast = results_of(full, replace(results.analysis, notes=(FAST_NOTE,)))
    assert fast.explained and fast.stress is None


def test_a_case_is_a_list_of_its_images(full, results, evidence):
    first, second = rows_of(full)
    assert first.path == evidence and second.path.name == "other.png"
    assert first.analysis == replace(results.analysis, views=None, path=str(evidence))
    assert second.analysis.verdict == "real"
    evidence.rename(evidence.with_name("moved.png"))
    assert next(rows_of(full)).analysis.verdict == "generated"


def test_the_disk_gives_back_what_was_found(cache, results, by_regions):
    analysis, (shap,) = results.analysis, results.explained
    cache.keep(Results(analysis, (shap,)), "shap 500 telea log-odds")
    own = {"regions": results.tested["shap-partition"]}
    cache.keep(Results(analysis, (by_regions,), own), "regions log-odds")
    cache.keep(Results(analysis, stress=results.stress))
    first, second, third = cache.read(replace(analysis, path="elsewhere.png"))
    assert first[0] == "shap 500 telea log-odds" and same_maps(first[1].explained[0], shap)
    same_regions(second[1].explained[0], by_regions)
    assert second[1].tested["regions"][0].gain == results.tested["shap-partition"][0].gain
    assert (third[0], third[1].stress) == (STRESS, results.stress)
    for changes in (
        {"classifier_with_background": "b@1"},
        {"face_box": (1, 0, 9, 9)},
        {"notes": (FAST_NOTE,)},
        {"deciding": ("with_background",)},
        {"notes": (f"Corrected. {HASHED}12.",)},
    ):
        assert not list(cache.read(replace(analysis, **changes)))


def test_the_disk_holds_no_more_than_it_may(cache, results):
    (shap,) = results.explained
    analyses = [replace(results.analysis, sha256=f"{n}" * 64) for n in range(3)]
    cache.keep(Results(analyses[0], (shap,)), "shap")
    with sqlite3.connect(cache._path) as connection:
        (size,) = connection.execute("SELECT size FROM results").fetchone()
    cache.limit = int(2.5 * size)
    cache.keep(Results(analyses[1], (shap,)), "shap")
    list(cache.read(analyses[0]))  # used later than the second
    cache.keep(Results(analyses[2], (shap,)), "shap")
    assert [bool(list(cache.read(a))) for a in analyses] == [True, False, True]
    cache.limit = 0
    assert not list(cache.read(analyses[0]))


def test_a_decision_can_be_withdrawn_and_images_tagged(case, make_analysis):
    analysis = make_analysis()
    for conclusion, tags in (
        ("real", None),
        ("generated", None),
        ("note", ("ear", "hair")),
        ("withdrawn", None),
    ):
        case.add_decision(decide(analysis, conclusion, "", "A. Rossi", tags))
    history = case.history(analysis.sha256)
    assert [d.conclusion for d in in_force(history)] == ["real"]
    assert tags_of(history) == ("ear", "hair") and len(history) == 4
    # One's own first, however late a colleague's is.
    for conclusion, analyst in (("undecided", "B. Verdi"), ("withdrawn", "A. Rossi")):
        case.add_decision(decide(analysis, conclusion, "", analyst))
    assert [d.conclusion for d in in_force(case.history(analysis.sha256))] == ["undecided"]
    case.add_decision(decide(analysis, "withdrawn", "", "A. Rossi"))
    assert not in_force(case.history(analysis.sha256))


@pytest.fixture
def left(make_analysis, tmp_path):
    """A session of two images, one with no Unicode text as name, one away; and where it is."""
    first = tmp_path / os.fsdecode(b"\xff\n.png")
    first.touch()
    there, away = (replace(make_analysis(p), views=None) for p in (first, tmp_path / "b.png"))
    rows = (Row(first, there, "A <flag>."), Row(tmp_path / "b.png", away))
    session = Session(rows, rows[1].path, {"sort": "name"})
    path = tmp_path / "state" / "own.jsonl"
    save_session(path, session)
    return path, session


def test_a_list_is_found_as_it_was_left(left):
    path, session = left
    found, rows = read_session(path)
    assert replace(found, rows=tuple(rows)) == session
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600


def test_a_file_that_changed_is_listed_without_its_analysis(left):
    path, session = left
    later = path.stat().st_mtime + 60
    os.utime(session.rows[0].path, (later, later))
    first, _ = read_session(path)[1]
    assert first == replace(session.rows[0], analysis=None)


def test_what_cannot_be_read_is_left_out(left, tmp_path):
    path, session = left
    lines = path.read_text().splitlines()
    path.write_text("\n".join([lines[0], "no JSON", '{"path": 1}', lines[2]]))
    assert list(read_session(path)[1]) == [session.rows[1]]
    for damaged in ("", "[]", lines[0].replace('"format": 1', '"format": 9')):
        path.write_text(damaged)
        found, rows = read_session(path)
        assert found == Session() and not list(rows)
    assert read_session(Path(tmp_path / "none"))[0] == Session()
