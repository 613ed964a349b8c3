import errno
import json
import os
import threading

import pytest

from gng_desktop.casework import decisions
from gng_desktop.casework.conclusions import CONCLUSIONS
from gng_desktop.casework.decisions import (
    Decision,
    DecisionError,
    DecisionStore,
    decide,
    decisions_json,
    on_picture,
)
from gng_desktop.core.locks import Lock

SHA = "0" * 64


@pytest.fixture
def store(tmp_path):
    return DecisionStore(tmp_path / "decisions")


@pytest.fixture
def make(make_analysis):
    def made(conclusion="generated", comment="", analyst="A. Rossi", **changes):
        return decide(make_analysis(**changes), conclusion, comment, analyst)

    return made


def test_a_decision_says_what_the_program_had_found(make):
    decision = make("probably_real", "  Grain fits the camera.\n", " A. Rossi ")
    assert (decision.comment, decision.analyst) == ("Grain fits the camera.", "A. Rossi")
    assert decision.verdict_seen == "generated"
    assert decision.scores_seen == {"with_background": 0.9, "without_background": 0.8}
    assert decision.models_seen == {
        "segmenter": "segmenter@0123456789ab",
        "with_background": "with@0123456789ab",
        "without_background": "without@0123456789ab",
    }
    assert decision.decided_at.endswith("+00:00")
    unknown = dict.fromkeys(("verdict", "score_with_background", "segmenter"))
    decision = make("unsuitable", status="not_applicable", **unknown)
    assert (decision.verdict_seen, decision.models_seen["segmenter"]) == (None, None)


def test_a_decision_says_on_which_face_and_picture(make, store):
    face = make(face_index=2, face_box=(5, 6, 70, 70))
    first, second = make("generated", frames=3), make("real", frame=2, frames=3)
    old = make(face_box=(5, 6, 70, 70))
    assert (face.face_index, face.face_box) == (2, (5, 6, 70, 70))
    assert (old.face_index, old.face_box, first.frame, second.frame) == (None, None, 1, 2)
    # As before there were these: what is recorded already must read, and be hashed, the same.
    assert not {"face_index", "face_box", "frame"} & old.to_json().keys()
    for decision in (face, old, first, second):
        store.record(decision)
    history = store.history(SHA)
    assert history == [face, old, first, second]
    assert on_picture(history, 1) == [face, old, first] and on_picture(history, 2) == [second]
    for wrong in ({"face_index": 0}, {"frame": 0, "frames": 3}):
        with pytest.raises(ValueError, match="no number of a face or picture"):
            make(**wrong)


WRONG = {
    "sha256": ["../../etc/passwd", "A" * 64],
    "conclusion": ["fake"],
    "analyst": ["  "],
    "decided_at": ["yesterday", "2026-05-01T10:00:00", "2026-05-01T10:00:00+02:00"],
    "scores_seen": [{"with_background": 1.2}, {"with_background": "high"}],
    "models_seen": [{"segmenter": 3}],
}


@pytest.mark.parametrize(("name", "value"), [(n, value) for n in WRONG for value in WRONG[n]])
def test_what_is_no_decision_is_refused(make, name, value):
    with pytest.raises(ValueError):
        Decision(**(make().to_json() | {name: value}))


def test_every_conclusion_is_stored_and_the_earlier_ones_stay(make, store, user_folders):
    assert DecisionStore().folder.is_relative_to(user_folders)
    assert store.history(SHA) == [] and store.warning(SHA) == "" and not store.folder.exists()
    expected = []
    for conclusion in CONCLUSIONS:
        expected.append(make(conclusion, f"„{conclusion}“ – ä\nsecond line"))
        assert store.record(expected[-1]) == expected
        assert DecisionStore(store.folder).history(SHA) == expected
    assert [p.name for p in store.folder.glob("*.json*")] == [f"{SHA}.json"]
    other = make("real", sha256="1" * 64)
    assert store.record(other) == [other] and store.history("2" * 64) == []


def test_a_file_that_could_not_be_read_has_no_decisions(make, store):
    with pytest.raises(ValueError, match="SHA-256"):
        make(sha256=None)
    with pytest.raises(ValueError, match="SHA-256"):
        store.history("../" + "0" * 61)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe\x00",
        b"[]",
        b"null",
        b'{"format": 1, "history": []}',
        b'{"format": 1, "history": [3]}',
        b'{"format": "one", "history": []}',
        b'{"format": 1, "sha',
        b"[" * 100_000,
    ],
)
def test_a_damaged_file_is_set_aside_as_it_is(make, store, data):
    store.folder.mkdir()
    store.path(SHA).write_bytes(data)
    with pytest.raises(DecisionError) as error:
        store.history(SHA)
    aside = store.folder / f"{SHA}.json.damaged"
    assert str(aside) in str(error.value) and "backup" in str(error.value)
    assert aside.read_bytes() == data and not store.path(SHA).exists()
    # From now on there is room for new decisions, and the warning stays.
    decision = make()
    assert store.record(decision) == [decision]
    assert store.warning(SHA) == str(error.value)
    # Nor is one recorded over another damaged file.
    store.path(SHA).write_bytes(b"0")
    with pytest.raises(DecisionError):
        store.record(make("real"))
    assert aside.with_name(f"{SHA}.json.damaged-2").read_bytes() == b"0"
    assert aside.read_bytes() == data and len(list(store.folder.glob("*.json*"))) == 2


def test_decisions_on_another_image_do_not_pass_for_this_one(make, store):
    store.record(make())
    other = "1" * 64
    store.path(SHA).rename(store.path(other))
    with pytest.raises(DecisionError, match="could not be read"):
        store.history(other)


def test_a_file_of_a_later_version_is_left_alone(make, store):
    store.folder.mkdir()
    data = b'{"format": 3, "entries": []}'
    store.path(SHA).write_bytes(data)
    for call in (lambda: store.history(SHA), lambda: store.record(make())):
        with pytest.raises(DecisionError, match="later version.*update"):
            call()
    assert store.path(SHA).read_bytes() == data
    assert [p.name for p in store.folder.glob("*.json*")] == [f"{SHA}.json"]


def test_a_full_disk_keeps_what_was_there(make, store, monkeypatch):
    store.record(make())
    before = store.path(SHA).read_bytes()

    def full(descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        store.record(make("real"))
    assert store.path(SHA).read_bytes() == before
    assert [p.name for p in store.folder.glob("*.json*")] == [f"{SHA}.json"]


def test_windows_that_record_at_once_lose_nothing(make, store):
    made = [make(comment=str(number)) for number in range(12)]
    threads = [
        threading.Thread(target=DecisionStore(store.folder).record, args=(decision,), daemon=True)
        for decision in made
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(d.comment for d in store.history(SHA)) == sorted(d.comment for d in made)


def test_a_file_being_written_is_waited_for(make, store, monkeypatch):
    monkeypatch.setattr(decisions, "WAIT_S", 0.1)
    store.folder.mkdir()
    with Lock(store.folder / ".lock"), pytest.raises(DecisionError, match="Another window"):
        store.record(make())
    assert not store.path(SHA).exists()
    assert len(store.record(make())) == 1 and store.path(SHA).stat().st_mode & 0o077 == 0


def test_the_json_is_the_last_decision_and_all_of_them(make):
    history = [make(), make("real")]
    exported = json.loads(json.dumps(decisions_json(history)))
    assert exported.pop("history") == [d.to_json() for d in history]
    assert exported == history[-1].to_json()
