import dataclasses
import json

import numpy as np
import pytest

from gng_desktop.analysis import HASHED
from gng_desktop.analysis import stress as room
from gng_desktop.analysis.stress import Stress, StressPoint, stress
from gng_desktop.casework.from_json import stress_of
from gng_desktop.core.progress import Progress
from gng_desktop.imaging.faces import Box
from gng_desktop.imaging.perturbations import Perturbation, jpeg, reduce


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


def test_every_change_is_analysed_by_the_whole_analysis(make_analyser, portrait, monkeypatch):
    analyser = make_analyser(0.9, 0.8)
    analysis = analyser.analyse(portrait)
    analysed = []
    whole = type(analyser).analyse_picture

    def spy(self, path, rgb):
        analysed.append((path, rgb))
        return whole(self, path, rgb)

    monkeypatch.setattr(type(analyser), "analyse_picture", spy)
    found, steps = result(stress(analyser, analysis))
    rgb = analysis.views.rgb
    assert {path for path, _ in analysed} == {str(portrait)}
    expected = (
        [jpeg(rgb, quality) for quality in (95, 90, 80, 70, 60, 50)]
        + [reduce(rgb, side) for side in (168, 112, 78, 56)]
        + [Perturbation(sigma=sigma).apply(rgb) for sigma in (0.5, 1, 1.5, 2, 3)]
    )
    assert len(analysed) == len(expected)
    for (_, changed), pixels in zip(analysed, expected, strict=True):
        np.testing.assert_array_equal(changed, pixels)
    progress = [s for s in steps if isinstance(s, Progress)]
    assert [p.done for p in progress] == list(range(15)) and {p.total for p in progress} == {15}
    as_is = found.points[0]
    assert as_is.kind == "as is" and as_is.verdict == analysis.verdict
    scores = as_is.score_with_background, as_is.score_without_background
    assert scores == (analysis.score_with_background, analysis.score_without_background)
    assert [p.amount for p in found.of("resize")] == [75, 50, 35, 25]
    assert [s for s in steps if isinstance(s, StressPoint)] == list(found.points)
    # A face 56 px wide is too small to be analysed.
    assert found.of("resize")[-1].status == "not_applicable"
    assert "too small" in found.of("resize")[-1].reason


def test_a_face_is_analysed_again_where_it_was(make_analyser, painted, face_in, monkeypatch):
    rgb = painted(400, 240, x=10, y=40, side=160)
    small = Box(280, 100, 100, 100)
    small.of(rgb)[...] = painted(100, 100)
    analyser = make_analyser()
    (face,) = analyser.analyse_faces("a.png", rgb, {2: face_in(small)})
    analysed = []
    part = type(analyser).analyse_part

    def spy(self, path, changed, box):
        analysed.append((changed.shape, box))
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
    assert analysed == expected
    # The larger face beside it would still be large enough.
    assert [p.status for p in found.of("resize")] == ["ok"] + 3 * ["not_applicable"]
    for box in (Box(332, 100, 1, 1), Box(233, 1, 100, 100), Box(0, 0, 333, 101)):  # at an edge
        assert box.rescaled((101, 333, 3), (7, 23, 3)).within(23, 7)


def test_a_face_that_the_analyst_pointed_out_is_analysed_again(make_analyser, painted, monkeypatch):
    rgb = painted(400, 240, x=10, y=40, side=160)
    Box(280, 100, 100, 100).of(rgb)[...] = painted(100, 100)
    analyser = make_analyser()
    whole = analyser.analyse_picture("a.png", rgb)
    note = "The face was pointed out."
    small = analyser.analyse_corrected("a.png", whole.views, note, Box(270, 90, 120, 130))
    assert small.face_index is None and small.face_box[2] <= 100 < whole.face_box[2]
    boxes = []
    part = type(analyser).analyse_part

    def spy(self, path, changed, box):
        boxes.append(box)
        return part(self, path, changed, box)

    monkeypatch.setattr(type(analyser), "analyse_part", spy)
    result(stress(analyser, small))
    assert len(boxes) == 15 and boxes[0] == small.views.analysed
    boxes.clear()
    result(stress(analyser, whole))
    assert not boxes


def test_a_corrected_mask_stays(make_analyser, portrait, monkeypatch):
    analyser = make_analyser()
    before = analyser.analyse(portrait)
    mask = np.where(before.views.network_mask == 5, 0, before.views.network_mask)
    views = dataclasses.replace(before.views, network_mask=mask.astype(np.uint8))
    corrected = analyser.analyse_corrected(portrait, views, f"Corrected. {HASHED}12.")
    assert corrected.face_fraction < before.face_fraction
    fractions = []
    whole = type(analyser).analyse_corrected

    def spy(self, *arguments):
        found = whole(self, *arguments)
        fractions.append(found.face_fraction)
        return found

    monkeypatch.setattr(type(analyser), "analyse_corrected", spy)
    result(stress(analyser, corrected))
    assert fractions == [corrected.face_fraction] * 15


def test_without_a_verdict_there_is_nothing_to_test(make_analyser, tmp_path):
    analyser = make_analyser()
    with pytest.raises(ValueError, match="no verdict"):
        next(stress(analyser, analyser.analyse(tmp_path / "missing.png")))


# The answer


NOTHING = {p.name: "inconclusive" for p in points("real", {}).changes}
SOME = {
    "JPEG 90": "inconclusive",
    "JPEG 60": "inconclusive",
    "blur 2 px": "inconclusive",
    "blur 3 px": "real",
    "size 35 %": None,
    "size 25 %": None,
}


@pytest.mark.parametrize(
    ("verdict", "others", "survived", "sentence"),
    [
        ("generated", {}, 15, "survives all 15 changes tested."),
        (
            "generated",
            SOME,
            9,
            "survives 9 of the 15 changes tested: JPEG 95, 80, 70 and 50; size 75 and 50 %; blur "
            "0.5 to 1.5 px. It turns real with blur 3 px. It turns inconclusive with JPEG 90 and "
            "60; blur 2 px. No face is analysed any more with size 35 and 25 %.",
        ),
        (
            "real",
            NOTHING,
            0,
            "survives none of the 15 changes tested. It turns inconclusive with JPEG 95 to 50; "
            "size 75 to 25 %; blur 0.5 to 3 px.",
        ),
    ],
)
def test_the_sentence_says_what_becomes_of_the_verdict(verdict, others, survived, sentence):
    """The opposite verdict first, three changes in a row by their ends."""
    found = points(verdict, others)
    assert found.sentence == f'The verdict "{verdict}" {sentence}'
    assert (len(found.survived), len(found.changes)) == (survived, 15)
    stored = json.loads(json.dumps(found.to_json()))
    assert (stored["verdict"], stored["changes"]) == (verdict, 15)
    assert (stored["survived"], stored["sentence"]) == (survived, found.sentence)
    assert [StressPoint(**point) for point in stored["points"]] == list(found.points)


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
