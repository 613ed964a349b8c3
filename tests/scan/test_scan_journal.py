import sqlite3
from contextlib import closing

import pytest

from gng_desktop.scan import ScanError
from gng_desktop.scan.journal import Journal
from gng_desktop.scan.rows import Record, row_of


@pytest.fixture
def record(make_analysis):
    def make(path, sha256="a" * 64, again=False, **changes):
        row = row_of(make_analysis(path=path, sha256=sha256, **changes), "2026-01-01")
        return Record(path, sha256, again, (row,))

    return make


@pytest.fixture
def journal(tmp_path):
    journal = Journal(tmp_path / "a.unfinished", {"source": "x"})
    yield journal
    journal.close()


def test_what_was_added_is_there_when_it_is_opened_again(journal, record):
    records = [record("b.png"), record("a\udcff.png", "b" * 64, face_box=None)]
    journal.add(records)
    journal.close()
    again = Journal(journal.path, {"source": "other"})
    assert list(again.records()) == [records[1], records[0]]
    assert again.settings == {"source": "x"} and again.begun == journal.begun
    assert len(again) == 2
    again.close()


def test_rows_of_earlier_versions_which_had_no_path_are_read(journal, record, monkeypatch):
    with monkeypatch.context() as earlier:
        earlier.setattr(
            "gng_desktop.scan.journal.vars",
            lambda row: {name: value for name, value in row.__dict__.items() if name != "path"},
            raising=False,
        )
        journal.add([record("a\udcff.png")])
    assert list(journal.records()) == [record("a\udcff.png")]


def test_what_is_known_of_files_comes_in_order(journal, record):
    journal.add([record("b", again=True), record("a"), record("d")])
    assert journal.known(["c", "b", "a"]) == (record("a"), record("b", again=True))
    assert journal.known(["c"]) == () and list(journal.paths()) == ["a", "b", "d"]


def test_twins_are_found_by_content(journal, record):
    one, two = "1" * 64, "2" * 64
    journal.add([record("m", one), record("z", one), record("f", two, again=True)])
    assert journal.twin(one).path in ("m", "z")
    assert journal.twin(one, before="n").path == "m"
    assert journal.twin(one, before="m") is None
    assert journal.twin(two) is None and journal.twin("3" * 64) is None
    assert journal.duplicates() == 1


def test_a_twin_keeps_all_but_path_and_time(record):
    found = record("a", seconds={"total": 3.0})
    twin = found.of("b", 0.5)
    assert (twin.path, twin.rows[0].path, twin.rows[0].seconds) == ("b", "b", 0.5)
    assert twin.of("a", 3.0) == found


def test_an_addition_is_whole_or_not_at_all(journal, record):
    journal.add([record("a")])
    wrong = Record("c", "c" * 64, None, record("c").rows)
    with pytest.raises((ScanError, TypeError)):
        journal.add([record("b"), wrong])
    assert [kept.path for kept in journal.records()] == ["a"]


@pytest.mark.parametrize(
    "content", [b"no database at all, " * 100, b"SQLite format 3\0" + b"x" * 90]
)
def test_what_is_no_journal_is_refused(tmp_path, content):
    path = tmp_path / "a.unfinished"
    path.write_bytes(content)
    with pytest.raises(ScanError, match="--overwrite"):
        Journal(path, {})
    assert path.read_bytes() == content


def test_a_place_that_cannot_be_written_is_reported(tmp_path):
    with pytest.raises(ScanError, match="choose another --csv"):
        Journal(tmp_path / "missing" / "a.unfinished", {})


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE files SET rows = replace(rows, 'generated', 'real') WHERE path = x'62'",
        "UPDATE files SET rows = '{'",
        "UPDATE files SET again = 1",
        "UPDATE files SET path = x'64' WHERE path = x'62'",
        "DELETE FROM files WHERE path = x'61'",
        "DELETE FROM files WHERE path = x'61'; DELETE FROM chain WHERE path = x'61'",
        "INSERT INTO files SELECT x'64', sha256, again, rows FROM files LIMIT 1",
        "UPDATE chain SET digest = sha256 WHERE number = 1",
        "UPDATE scan SET settings = '{}'",
        "CREATE TRIGGER t AFTER INSERT ON files BEGIN SELECT 1; END",
        "DROP TABLE chain",
    ],
)
def test_a_journal_that_another_program_changed_is_refused(journal, record, change):
    journal.add([record("a", again=True), record("b", "b" * 64)])
    journal.add([record("a")])
    journal.close()
    Journal(journal.path, {}).close()
    with closing(sqlite3.connect(journal.path)) as database:
        database.executescript(change)
    with pytest.raises(ScanError, match=r"start over with --overwrite\.$"):
        Journal(journal.path, {})
