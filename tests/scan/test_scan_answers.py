"""What a worker of a cluster answers is checked against what it was sent."""

import json
import os
import pickle
import subprocess
from dataclasses import replace
from types import SimpleNamespace

import pytest

from gng_desktop.scan import answers, dask_pickle
from gng_desktop.scan.reading import Content
from gng_desktop.scan.rows import Record, row_of
from gng_desktop.scan.work import Manner

LABELS = {
    "segmenter": "segmenter",
    "with_background": "classifier_with_background",
    "without_background": "classifier_without_background",
}


@pytest.fixture
def asked(make_analysis):
    """A file that was sent, the models, and the answer that fits."""
    analysis = make_analysis(path="a \udcff.png")
    row = row_of(analysis, "2026-01-01T00:00:00+00:00")
    content = Content(row.path, b"", row.sha256, "", 0.0)
    models = {role: SimpleNamespace(label=getattr(row, name)) for role, name in LABELS.items()}
    record = Record(row.path, row.sha256, False, (row,))
    return content, models, row.engine, record


def read(asked, answer, faces="whole", regions=False, frames="first"):
    content, models, engine, _ = asked
    manner = Manner(faces=faces, regions=regions, frames=frames)
    return answers.records_in(answer, [content], models, engine, manner)


def test_what_fits_is_taken_as_it_is(asked):
    assert read(asked, answers.of_records([asked[3]])) == [asked[3]]
    assert read(asked, answers.of_records([])) == []


WRONG = {
    "path": ["b.png"],
    "sha256": ["f" * 64, None],
    "status": ["fine", "error"],
    "verdict": ["maybe", None],
    "score_with_background": [1.5, None, "0.5", float("nan")],
    "score_shift": [0.123],
    "background_share": [0.5],
    "face_fraction": [-0.1],
    "width": [0],
    "face_box": [[0, 0, 9999, 1], [0, 0]],
    "face_index": [1],
    "segmenter": ["segmenter@000000000000"],
    "classifier_without_background": [None],
    "engine": ["abacus"],
    "seconds": [-1.0, float("inf")],
    "analysed_at": ["yesterday", "2026-01-01T00:00:00"],
    "reason": ["x" * 3000],
    "frame": [2, 0],
    "notes": ["x" * 30_000],
    "provenance_flag": ["<b>real</b>"],
    "likelihood_ratio": [-1.0],
    "support": ["absolute certainty"],
    "family": ["martian"],
    "family_gan": [1.5],
    "more": [1],
}


@pytest.mark.parametrize("change", [{name: v} for name, found in WRONG.items() for v in found])
def test_what_no_honest_worker_answers_is_refused(asked, change):
    content = json.loads(answers.of_records([asked[3]]))
    content["records"][0]["rows"][0] |= change
    with pytest.raises(answers.AnswerError):
        read(asked, json.dumps(content).encode())


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"[]",
        b"{}",
        b"[" * 100_000,
        b'{"records": {}}',
        b'{"records": [{}]}',
        b'{"records": [{"again": 1, "rows": []}]}',
        b'{"records": [{"again": true, "rows": []}]}',
        b'{"records": [], "more": 1}',
        "a text",
        [],
        None,
    ],
    ids=lambda a: str(a)[:30],
)
def test_what_is_no_answer_is_refused(asked, answer):
    with pytest.raises(answers.AnswerError):
        read(asked, answer)


def test_twice_the_rows_are_refused(asked):
    content = json.loads(answers.of_records([asked[3]]))
    content["records"][0]["rows"] *= 2
    for faces in ("whole", "each"):
        with pytest.raises(answers.AnswerError):
            read(asked, json.dumps(content).encode(), faces)


def rows_of(asked, numbers):
    """An answer with a row for each number of a picture and of a face."""
    rows = [replace(asked[3].rows[0], frame=frame, face_index=face) for frame, face in numbers]
    return answers.of_records([replace(asked[3], rows=tuple(rows))])


@pytest.mark.parametrize(
    ("faces", "numbers"),
    [
        ("whole", [(None, 0)]),
        ("whole", [(1, 0)]),
        ("whole", [(1, 0), (2, 0), (3, 0)]),
        ("each", [(1, 0), (1, 2), (1, 1), (2, 0), (3, 0), (3, 1)]),
    ],
    ids=str,
)
def test_every_picture_of_a_file_has_rows_of_its_own(asked, faces, numbers):
    (record,) = read(asked, rows_of(asked, numbers), faces, frames="all")
    assert [(row.frame, row.face_index) for row in record.rows] == numbers


@pytest.mark.parametrize(
    ("frames", "faces", "numbers"),
    [
        ("first", "whole", [(1, 0), (2, 0)]),
        ("first", "each", [(1, 0), (2, 0)]),
        ("all", "whole", [(1, 0), (1, 1)]),
        ("all", "whole", [(None, 0), (1, 0)]),
        ("all", "whole", [(2, 0), (1, 0)]),
        ("all", "whole", [(1, 0), (3, 0)]),
        ("all", "whole", [(1, 0), (2, 0), (1, 0)]),
        ("all", "each", [(1, 0), (2, 1)]),
        ("all", "each", [(1, 0), (1, 1), (1, 1)]),
        ("all", "each", [(1, 0), (1, -1)]),
        ("all", "each", [(1, 1), (1, 0)]),
    ],
    ids=str,
)
def test_rows_that_no_file_has_are_refused(asked, frames, faces, numbers):
    with pytest.raises(answers.AnswerError):
        read(asked, rows_of(asked, numbers), faces, frames=frames)


def test_a_refusal_is_one_line(asked):
    with pytest.raises(answers.RefusedError) as output:
        read(asked, answers.of_refusal("No.\n\x1b[31m"))
    assert str(output.value) == "No.\\n\\x1b[31m"


@pytest.mark.parametrize("call", [os.system, subprocess.Popen, eval, exec, print, open])
def test_pickles_of_others_run_nothing(call, tmp_path):
    class Harmful:
        def __reduce__(self):
            return call, (str(tmp_path / "harm"),)

    found = dask_pickle.loads(pickle.dumps({"a": [1, b"2", "3"], "b": Harmful()}))
    assert found["a"] == [1, b"2", "3"] and isinstance(found["b"], dask_pickle.ForeignError)
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_read_is_an_error_and_raises_none():
    for data in (b"", b"nonsense", pickle.dumps([1])[:-1], b"c" + b"x" * 10_000):
        assert isinstance(dask_pickle.loads(data), dask_pickle.ForeignError)


@pytest.mark.parametrize("by_dask", [False, True])
def test_errors_that_python_knows_stay_what_they_are(by_dask):
    dumps = pytest.importorskip("distributed").protocol.pickle.dumps if by_dask else pickle.dumps
    for error in (ModuleNotFoundError("no gng_desktop"), OSError(2, "gone")):
        try:
            raise error
        except Exception as raised:
            found = dask_pickle.loads(dumps(raised))
        assert type(found) is type(error) and str(found) == str(error)
