import dataclasses
import json

import numpy as np
import pytest

from gng_desktop.analysis import stress as room
from gng_desktop.analysis.stress import Stress, StressPoint, runs, stress
from gng_desktop.casework.reading import stress_of
from gng_desktop.core.progress import Progress
from gng_desktop.imaging.faces import Box
from gng_desktop.imaging.perturb import Perturbation, jpeg, reduce


class Greenness:
    """Scores the mean green: what a change of the pixels moves."""

    name, device, size = "fake", "cpu (1 thread)", 56

    def run(self, batch):
        return (batch[..., 1].mean(axis=(1, 2)) / 255).astype(np.float32)


def result(steps):
    steps = list(steps)
    assert isinstance(steps[-1], Stress)
    return steps[-1], steps


def points(verdict, others):
    """Return a `Stress` in which `others`, name to verdict, do not keep `verdict`."""
    tests = [("as is", 0)] + [(k, a) for k, amounts in room.AMOUNTS.items() for a in amounts]
    made = [StressPoint(k, a, "ok", verdict, 0.9, 0.9, "") for k, a in tests]
    return Stress(
        tuple(dataclasses.replace(p, verdict=others.get(p.name, p.verdict)) for p in made)
    )


# The test


def test_every_change_is_judged_by_the_whole_analysis(make_analyser, portrait, monkeypatch):
    analyser = make_analyser()
    analysis = analyser.analyse(portrait)
    judged = []
    whole = type(analyser).analyse_picture

    def spy(self, path, rgb):
        judged.append((path, rgb))
        return whole(self, path, rgb)

    monkeypatch.setattr(type(analyser), "analyse_picture", spy)
    found, steps = result(stress(analyser, analysis))
    rgb = analysis.views.rgb
    assert {path for path, _ in judged} == {str(portrait)}
    expected = (
        [jpeg(rgb, quality) for quality in (95, 90, 80, 70, 60, 50)]
        + [reduce(rgb, side) for side in (168, 112, 78, 56)]
        + [Perturbation(sigma=sigma).apply(rgb) for sigma in (0.5, 1, 1.5, 2, 3)]
    )
    assert len(judged) == len(expected)
    for (_, changed), wanted in zip(judged, expected, strict=True):
        np.testing.assert_array_equal(changed, wanted)
    assert [p.amount for p in found.of("resize")] == [75, 50, 35, 25]
    assert [s for s in steps if isinstance(s, StressPoint)] == list(found.points)
    # A face 56 px wide is too small to be judged.
    assert found.of("resize")[-1].status == "not_applicable"
    assert "too small" in found.of("resize")[-1].reason


def test_a_face_is_judged_again_where_it_was(make_analyser, painted, face_in, monkeypatch):
    rgb = painted(400, 240, x=10, y=40, side=160)
    small = Box(280, 100, 100, 100)
    small.of(rgb)[...] = painted(100, 100)
    analyser = make_analyser()
    (face,) = analyser.analyse_faces("a.png", rgb, {2: face_in(small)})
    judged = []
    part = type(analyser).analyse_part

    def spy(self, path, changed, box):
        judged.append((changed.shape, box))
        return part(self, path, changed, box)

    monkeypatch.setattr(type(analyser), "analyse_part", spy)
    found, _ = result(stress(analyser, face))
    expected = [(rgb.shape, small)] * 15
    expected[6:10] = [
        ((180, 300, 3), Box(210, 75, 75, 75)),
        ((120, 200, 3), Box(140, 50, 50, 50)),
        ((84, 140, 3), Box(98, 35, 35, 35)),
        ((60, 100, 3), Box(70, 25, 25, 25)),
    ]
    assert judged == expected
    # The larger face beside it would still be large enough.
    assert [p.status for p in found.of("resize")] == ["ok"] + 3 * ["not_applicable"]


def test_a_part_at_the_edge_stays_inside():
    for box in (Box(332, 100, 1, 1), Box(233, 1, 100, 100), Box(0, 0, 333, 101)):
        assert box.rescaled((101, 333, 3), (7, 23, 3)).within(23, 7)


def test_the_points_hold_the_scores_of_the_changed_image(make_analyser, portrait):
    analyser = make_analyser()
    analyser.engines["with_background"] = Greenness()
    analysis = analyser.analyse(portrait)
    found, _ = result(stress(analyser, analysis))
    as_is = found.points[0]
    assert as_is.kind == "as is"
    assert as_is.score_with_background == analysis.score_with_background
    for point in found.of("jpeg"):
        again = analyser.analyse_picture("", jpeg(analysis.views.rgb, point.amount))
        assert point.score_with_background == again.score_with_background
        assert point.verdict == again.verdict


def test_it_can_be_stopped_between_any_two_changes(make_analyser, portrait):
    analyser = make_analyser()
    steps = stress(analyser, analyser.analyse(portrait))
    kinds = [type(next(steps)) for _ in range(5)]
    assert kinds == [StressPoint, Progress, StressPoint, Progress, StressPoint]
    before = len(analyser.engines["with_background"].given)
    steps.close()
    assert len(analyser.engines["with_background"].given) == before


def test_progress_counts_the_changes(make_analyser, portrait):
    analyser = make_analyser()
    _, steps = result(stress(analyser, analyser.analyse(portrait)))
    progress = [s for s in steps if isinstance(s, Progress)]
    assert [p.done for p in progress] == list(range(15))
    assert {p.total for p in progress} == {15}


def test_without_a_verdict_there_is_nothing_to_test(make_analyser, tmp_path):
    analyser = make_analyser()
    with pytest.raises(ValueError, match="no verdict"):
        next(stress(analyser, analyser.analyse(tmp_path / "missing.png")))


# The answer


def test_the_sentence_when_everything_survives():
    found = points("generated", {})
    assert found.sentence == 'The verdict "generated" survives all 15 changes tested.'
    assert len(found.survived) == len(found.changes) == 15


def test_the_sentence_tells_what_becomes_of_the_verdict_the_opposite_first():
    found = points(
        "generated",
        {"JPEG 50": "inconclusive", "blur 2 px": "inconclusive", "blur 3 px": "real"}
        | {"size 35 %": None, "size 25 %": None},
    )
    assert found.sentence == (
        'The verdict "generated" survives 10 of the 15 changes tested: JPEG 95 to 60; size 75 and '
        "50 %; blur 0.5 to 1.5 px. It turns real with blur 3 px. It turns inconclusive with JPEG "
        "50; blur 2 px. No face is analysed any more with size 35 and 25 %."
    )


def test_the_sentence_when_nothing_survives():
    found = points("real", {p.name: "inconclusive" for p in points("real", {}).changes})
    assert found.sentence == (
        'The verdict "real" survives none of the 15 changes tested. It turns inconclusive with '
        "JPEG 95 to 50; size 75 to 25 %; blur 0.5 to 3 px."
    )


def test_it_can_be_kept_as_json():
    found = points("real", {"blur 3 px": "inconclusive"})
    kept = json.loads(json.dumps(found.to_json()))
    assert (kept["verdict"], kept["changes"], kept["survived"]) == ("real", 15, 14)
    assert kept["sentence"] == found.sentence
    assert [StressPoint(**point) for point in kept["points"]] == list(found.points)


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ([95], "95"),
        ([95, 90], "95 and 90"),
        ([95, 90, 80], "95 to 80"),
        ([95, 80, 70, 60], "95 and 80 to 60"),
        ([95, 80, 60], "95, 80 and 60"),
    ],
)
def test_three_in_a_row_are_told_by_their_ends(chosen, words):
    assert runs(chosen, [95, 90, 80, 70, 60]) == words


def test_perturbations_of_test_challenge_are_tested_too(make_analyser, portrait):
    analyser = make_analyser()
    found, _ = result(stress(analyser, analyser.analyse(portrait), ["fog", "lens"]))
    assert [p.name for p in found.of("fog")] == [f"fog {n}" for n in range(1, 6)]
    assert len(found.changes) == sum(map(len, room.AMOUNTS.values())) + 10
    assert found.to_json()["points"][-1]["kind"] == "lens"
    assert stress_of(json.loads(json.dumps(found.to_json()))) == found
    held = dataclasses.replace(found.points[0], kind="fog", amount=2)
    lost = dataclasses.replace(held, amount=3, verdict="inconclusive")
    answer = Stress((found.points[0], held, lost)).sentence
    assert "survives 1 of the 2 changes tested: fog 2." in answer
    assert "It turns inconclusive with fog 3." in answer
