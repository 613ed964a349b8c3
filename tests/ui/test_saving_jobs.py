import errno
import json
import os
from pathlib import Path

import pytest

from gng_desktop.casework.saving import Results
from gng_desktop.core.progress import Progress
from gng_desktop.explain.methods import Explained
from gng_desktop.ui.panels.saving_jobs import export, save, trouble
from gng_desktop.ui.workers import UserError


@pytest.fixture
def explained(make_explanation):
    return Explained((make_explanation(), make_explanation(0.5)))


def last(work):
    *steps, found = work
    assert steps and all(isinstance(step, Progress) for step in steps)
    return found


def listing(folder):
    return sorted(p.name for p in folder.iterdir())


def test_results_on_one_face_never_stand_in_the_way_of_anothers(make_analysis, explained, out):
    last(save(Results(make_analysis()), out))
    for number in (1, 2):
        face = make_analysis(face_index=number, face_box=(2 * number, 3, 20, 20))
        last(save(Results(face, [explained]), out))
        last(export(face, [explained], out, stem=f"views{number}"))
    assert {"a.json", "a.face1.json", "a.face2.json"} <= set(listing(out))
    for name in ("a.face2.json", "a.face2.explain.json"):
        read = json.loads((out / name).read_text())
        assert (read["face_index"], read["face_box"]) == (2, [4, 3, 20, 20])
    assert json.loads((out / "a.json").read_text())["face_index"] is None


def test_a_job_that_is_closed_leaves_whole_files(make_analysis, out):
    steps = save(Results(make_analysis()), out)
    next(steps), next(steps)
    steps.close()
    assert listing(out) == ["a.overlay.png"]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "is full; free some space"),
        (errno.EROFS, "You do not have permission to write"),
        (errno.EACCES, "You do not have permission to write"),
        (errno.ENOENT, "no longer exists"),
        (errno.EIO, f"({os.strerror(errno.EIO)}); choose another folder"),
    ],
)
def test_why_nothing_can_be_written_is_one_sentence(number, words, out):
    sentence = trouble(OSError(number, os.strerror(number)), out)
    assert words in sentence and str(out) in sentence and sentence.endswith(".")


@pytest.mark.parametrize("kind", ["save", "export"])
def test_a_full_disk_is_told_in_a_sentence(make_analysis, out, monkeypatch, kind):
    def full(self, target):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    analysis = make_analysis()
    work = save(Results(analysis), out) if kind == "save" else export(analysis, [], out)
    with pytest.raises(UserError, match="is full"):
        list(work)
    assert not listing(out)


def test_other_failures_are_sentences_too(make_analysis, out, monkeypatch):
    with pytest.raises(UserError, match="no longer exists"):
        list(save(Results(make_analysis()), out / "gone"))
    with pytest.raises(UserError, match="no views"):
        list(export(make_analysis(status="error", views=None), [], out))

    def huge(*arguments):
        raise MemoryError

    monkeypatch.setattr("gng_desktop.casework.records.picture", huge)
    with pytest.raises(UserError, match="not enough memory"):
        list(export(make_analysis(), [], out))
