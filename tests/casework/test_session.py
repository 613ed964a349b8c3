"""The list of a window, left and found again."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from gng_desktop.casework.restoring import Row, Session, read_session, save_session


@pytest.fixture
def left(make_analysis, tmp_path):
    """A session of two images, one with a name that is no Unicode text, and where it is."""
    first = tmp_path / os.fsdecode(b"\xff\n.png")
    first.touch()
    analysis = replace(make_analysis(first), views=None)
    rows = (Row(first, analysis, "A <flag>."), Row(tmp_path / "b.png"))
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
