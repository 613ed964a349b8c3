import dataclasses
import hashlib

import cv2
import numpy as np
import pytest
from PIL import Image
from skimage import data

from gng_desktop.analysis import FAST_NOTE
from gng_desktop.analysis.batch import load
from gng_desktop.analysis.face import NOTHING
from gng_desktop.analysis.faces_in_image import (
    analyse_each,
    file_verdict,
    group_of,
    too_small_reason,
)
from gng_desktop.analysis.pipeline import INSIDE
from gng_desktop.imaging import detect
from gng_desktop.imaging.detect import DetectorError
from gng_desktop.imaging.faces import Box
from gng_desktop.imaging.inputs import network_input
from gng_desktop.imaging.reading import read_image
from tests import fakes

LEFT, EMPTY, RIGHT = Box(40, 60, 160, 160), Box(220, 60, 120, 120), Box(400, 150, 200, 200)


@pytest.fixture
def group(painted, tmp_path):
    """A PNG of two painted faces, in the squares `LEFT` and `RIGHT`; nothing is in `EMPTY`."""
    rgb = painted(640, 480, LEFT.x, LEFT.y, LEFT.width)
    RIGHT.of(rgb)[...] = painted(RIGHT.width, RIGHT.height)
    path = tmp_path / "group.png"
    Image.fromarray(rgb).save(path)
    return path


@pytest.fixture
def found_at(detector, face_in):
    """Put faces framed by given squares in the place of what the detector finds."""

    def put(*squares):
        detector.setattr(detect, "_detected", lambda rgb, scale: [face_in(b) for b in squares])

    return put


def test_what_is_to_be_known_of_a_result_stands_on_each_face(make_analyser, group, found_at):
    fast = dataclasses.replace(make_analyser(0.9, 0.8), fast=True)
    picture = dataclasses.replace(read_image(group), notes=("Odd.",))
    for squares, count in (((LEFT, RIGHT), 2), ((), 1)):
        found_at(*squares)
        faces = analyse_each(fast, group, picture).faces
        assert [face.notes for face in faces] == [("Odd.", FAST_NOTE)] * count
    views = fast.analyse_picture(group, picture.rgb).views
    again = fast.analyse_corrected(group, views, "Corrected.", about={"notes": (FAST_NOTE,)})
    assert again.notes == ("Corrected.", FAST_NOTE)


def test_each_face_is_analysed_in_its_own_square(make_analyser, group):
    analyser, picture = make_analyser(0.9, 0.8), read_image(group)
    faces = analyse_each(analyser, group, picture).faces
    assert [face.face_index for face in faces] == [1, 2]
    (seen,) = analyser.engines["with_background"].given
    for face, box, given in zip(faces, (LEFT, RIGHT), seen, strict=True):
        assert (face.status, face.verdict, face.reason) == ("ok", "generated", "")
        assert face.face_box == (box.x, box.y, box.width, box.height)
        assert face.views.box == box
        assert np.array_equal(given, network_input(box.of(picture.rgb), 56))
        assert face.sha256 == hashlib.sha256(group.read_bytes()).hexdigest()
        assert (face.path, face.width, face.height) == (str(group), 640, 480)
        assert face.to_json()["face_index"] == face.face_index
        share = box.width * box.height / (640 * 480)
        assert face.face_fraction == pytest.approx(0.25 * share, rel=0.1)
        alone = analyser.analyse_picture("cut", np.ascontiguousarray(box.of(picture.rgb)))
        assert alone.face_box == (0, 0, box.width, box.height)
        for name in ("network_rgb", "network_stripped", "network_mask"):
            assert np.array_equal(getattr(face.views, name), getattr(alone.views, name))
        assert (face.verdict, face.reason) == (alone.verdict, alone.reason)


def test_what_cannot_be_analysed_stays_in_the_list(make_analyser, group, found_at):
    found_at(LEFT, EMPTY, RIGHT)
    faces = analyse_each(make_analyser(), group, read_image(group)).faces
    assert [face.status for face in faces] == ["ok", "not_applicable", "ok"]
    assert [face.face_index for face in faces] == [1, 2, 3]
    assert faces[1].reason == NOTHING and faces[1].verdict is None


def test_a_picture_without_a_found_face_is_analysed_whole(make_analyser, portrait, found_at):
    found_at()
    (face,) = analyse_each(make_analyser(), portrait, read_image(portrait)).faces
    whole = make_analyser().analyse(portrait)
    assert face.face_index is None and (whole.status, whole.reason) == ("not_applicable", NOTHING)
    assert dataclasses.replace(face, seconds={}) == dataclasses.replace(whole, seconds={})


TINY = [Box(20 + 70 * n, 200, 60, 60) for n in range(4)]


@pytest.mark.parametrize(("count", "words"), [(1, "The face is too"), (4, "All 4 faces are too")])
def test_faces_that_are_all_too_small_are_counted(make_analyser, group, found_at, count, words):
    found_at(*TINY[:count])
    (face,), too_small = analyse_each(make_analyser(), group, read_image(group))
    assert face.status == "not_applicable" and face.reason.startswith(words)
    # The reason counts them; once is enough.
    assert "64 px" in face.reason and too_small == 0


def test_faces_too_small_beside_others_are_counted(make_analyser, group, found_at):
    found_at(RIGHT, *TINY[:2])
    found = analyse_each(make_analyser(), group, read_image(group))
    assert [face.face_index for face in found.faces] == [1] and found.too_small == 2
    assert too_small_reason(2).startswith("2 more faces are too small to analyse")
    assert too_small_reason(1).startswith("1 more face is") and too_small_reason(0) == ""


def test_finding_the_faces_is_timed_once(make_analyser, group):
    first, second = analyse_each(make_analyser(), group, read_image(group)).faces
    assert "detect" in first.seconds and "detect" not in second.seconds
    for face in (first, second):
        stages = {name: spent for name, spent in face.seconds.items() if name != "total"}
        assert face.seconds["total"] == pytest.approx(sum(stages.values()), abs=1e-5)


@pytest.mark.parametrize(
    ("error", "reason"), [(DetectorError("It is gone."), "It is gone."), (MemoryError(), INSIDE)]
)
def test_a_failing_detector_is_one_sentence(make_analyser, group, detector, caplog, error, reason):
    def fail(rgb, scale):
        raise error

    detector.setattr(detect, "_detected", fail)
    (face,) = analyse_each(make_analyser(), group, read_image(group)).faces
    for found in (face, make_analyser().analyse(group)):
        assert (found.status, found.reason, found.face_index) == ("error", reason, None)
        assert found.sha256 and found.width == 640
    assert str(group) in caplog.text and "Traceback" in caplog.text


@pytest.mark.parametrize(
    "box", [Box(-1, 0, 100, 100), Box(600, 400, 100, 80), Box(0, 0, 0, 10), Box(0, 0, 640, 481)]
)
def test_a_part_that_is_not_of_the_picture_is_never_analysed(make_analyser, group, box, caplog):
    analyser = make_analyser()
    found = analyser.analyse_part(group, read_image(group).rgb, box)
    assert (found.status, found.reason, found.face_box) == ("error", INSIDE, None)
    assert analyser.engines["with_background"].given == []


def test_the_whole_picture_as_a_part_is_the_picture(make_analyser, portrait):
    rgb = read_image(portrait).rgb
    part = make_analyser().analyse_part(portrait, rgb, Box(0, 0, 224, 224))
    assert part.views.box is None
    whole = make_analyser().analyse_picture(portrait, rgb)
    assert dataclasses.replace(part, seconds={}) == dataclasses.replace(whole, seconds={})


WHOLE = Box(0, 0, 640, 480)


@pytest.mark.parametrize(
    ("squares", "analysed", "number", "stands_out"),
    [
        ((LEFT, RIGHT), RIGHT, 2, True),
        ((LEFT, RIGHT), EMPTY, None, True),
        # One face alone tells no more than the picture that was analysed by it,
        ((LEFT,), LEFT, 1, False),
        # but more than a picture that was analysed by something else.
        ((LEFT,), WHOLE, None, True),
        ((), WHOLE, None, False),
    ],
)
def test_a_group_says_by_which_face_the_picture_is_analysed(
    found_at, squares, analysed, number, stands_out
):
    found_at(*squares, *TINY[:2])
    found = group_of(np.zeros((480, 640, 3), np.uint8), analysed)
    assert (found.squares, found.analysed, found.stands_out) == (squares, number, stands_out)
    assert (found.too_small, found.least) == (2, 64)


def collages():
    """Yield many pictures of one to three real faces, of all sizes and places, one at an edge."""
    rng = np.random.default_rng(4)
    head = data.astronaut()[3:211, 120:328]
    for number in range(12):
        height, width = (int(side) for side in rng.integers(240, 660, 2))
        rgb = rng.integers(0, 255, (height, width, 3)).astype(np.uint8)
        rgb = cv2.GaussianBlur(rgb, (0, 0), 9)
        for place in range(1 + number % 3):
            side = int(rng.integers(72, min(height, width // 3) + 1))
            left = place * (width // 3) + int(rng.integers(0, width // 3 - side + 1))
            top = int(rng.integers(0, height - side + 1))
            rgb[top : top + side, left : left + side] = cv2.resize(
                head, (side, side), interpolation=cv2.INTER_AREA
            )
        yield rgb[: height - 9 * (number % 2)]


def test_a_face_has_the_same_numbers_in_every_mode(analyser, detector, painted, tmp_path):
    detector.undo()
    mask = analyser.engines["segmenter"].run(painted(56, 56)[None])
    analyser.engines["segmenter"].run = lambda batch: np.repeat(mask, len(batch), axis=0)
    paths = []
    for number, rgb in enumerate(collages()):
        paths.append(tmp_path / f"{number}.png")
        Image.fromarray(rgb).save(paths[-1])
    largest = [analyser.analyse(path) for path in paths]
    together = analyser.analyse_batch([load(path) for path in paths])
    several = 0
    for path, alone, batched in zip(paths, largest, together, strict=True):
        facts = dataclasses.replace(alone, seconds={})
        assert facts == dataclasses.replace(batched, seconds={})
        faces = analyse_each(analyser, path, read_image(path)).faces
        several += len(faces) > 1
        same = [face for face in faces if face.face_box == alone.face_box]
        assert dataclasses.replace(same[0], seconds={}, face_index=None) == facts
        group = group_of(alone.views.rgb, alone.views.analysed)
        assert group.analysed == same[0].face_index
    assert several > 4 and len({found.score_with_background for found in largest}) > 9


# The verdict on the file


def face(index, outcome, with_background=None, without_background=None, reason=""):
    """Return the analysis of a face with a verdict and scores, or a status without any."""
    analysed = with_background is not None
    return fakes.analysis(
        face_index=index,
        status="ok" if analysed else outcome,
        verdict=outcome if analysed else None,
        score_with_background=with_background,
        score_without_background=without_background,
        reason=reason,
        seconds={"segment": 0.25, "total": 0.5},
        views=object(),
    )


@pytest.mark.parametrize(
    ("faces", "decides"),
    [
        # Any generated face makes the file generated, whatever the scores of others.
        ([("real", 0.1, 0.1), ("generated", 0.9, 0.8), ("inconclusive", 0.99, 0.99)], 2),
        # The lower score of the two counts.
        ([("generated", 0.99, 0.80), ("generated", 0.9, 0.85)], 2),
        ([("real", 0.3, 0.1), ("real", 0.2, 0.15), ("real", 0.05, 0.9)], 2),
        # One undecided face keeps the file from being real; one that cannot be analysed does not.
        ([("real", 0.4, 0.4), ("inconclusive", 0.1, 0.2)], 2),
        ([("not_applicable",), ("real", 0.1, 0.2)], 2),
        # A failure is not hidden, except behind what decides anyway.
        ([("inconclusive", 1.0, 1.0), ("error",)], 2),
        ([("error",), ("generated", 0.9, 0.9)], 2),
        ([("not_applicable",), ("not_applicable",)], 1),
        ([("generated", 0.9, 0.9), ("generated", 0.9, 0.9)], 1),
    ],
)
def test_one_face_decides_for_the_file(faces, decides):
    analyses = [face(number, *facts) for number, facts in enumerate(faces, start=1)]
    found = file_verdict(analyses)
    expected = analyses[decides - 1]
    assert found.face_index == decides
    assert dataclasses.replace(found, reason="", seconds=expected.seconds) == expected
    assert found.views is expected.views


def test_the_reason_counts_the_faces():
    found = file_verdict(
        [
            face(1, "real", 0.1, 0.1),
            face(2, "inconclusive", 0.6, 0.6, "Both lie between."),
            face(3, "not_applicable", reason="Too small."),
            face(4, "real", 0.1, 0.1),
        ]
    )
    assert found.reason == (
        "4 faces: 1 inconclusive, 2 real, 1 not analysed. Face 2 decides. Both lie between."
    )
    assert found.seconds == {"segment": 1.0, "total": 2.0}
    none = file_verdict([face(1, "not_applicable", reason="Too small."), face(2, "not_applicable")])
    assert none.reason == "2 faces: 2 not analysed. Face 1: Too small."
    only = face(1, "real", 0.1, 0.1)
    assert file_verdict([only]) is only
    with pytest.raises(ValueError, match="no verdict"):
        file_verdict([])
