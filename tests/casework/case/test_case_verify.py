"""Whatever is changed behind the program's back is found."""

import random
import sqlite3
from contextlib import closing

import pytest

from gng_desktop.casework.case import schema
from gng_desktop.casework.case.store import Case
from gng_desktop.casework.case.verify import head_of, verify, verify_steps
from gng_desktop.core.progress import Progress
from tests.casework.case.forging import Forger, altered, content, rows_of, tampering

TABLES = sorted(name for kind, name in schema.expected(1) if kind == "table")


def test_an_untouched_case_is_intact(copy):
    path = copy()
    before = path.read_bytes()
    assert verify(path) == [] and path.read_bytes() == before
    assert all(isinstance(step, Progress) for step in verify_steps(path))


def test_every_table_has_rows_to_be_tampered_with(copy):
    assert all(rows_of(copy(), table) for table in TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_every_cell_that_is_changed_is_found(copy, table):
    key = "sequence" if table == "log" else "id"
    for row in rows_of(copy(), table):
        for column in row:
            path = copy()
            sql = f"UPDATE {table} SET {column} = ? WHERE {key} = ?"
            tampering(path, (sql, (altered(row[column]), row[key])))
            assert verify(path), (table, column, row[key])


def test_a_byte_flipped_anywhere_is_found_or_changes_nothing(copy):
    data, intact = copy().read_bytes(), content(copy())
    header = range(100)
    anywhere = random.Random(42).sample(range(100, len(data)), 250)
    found = 0
    for place in (*header, *anywhere):
        path = copy()
        flipped = bytearray(data)
        flipped[place] ^= 1 << place % 8
        path.write_bytes(flipped)
        if verify(path):
            found += 1
        else:
            assert content(path) == intact, place
    assert found > 100


@pytest.mark.parametrize("table", TABLES)
def test_rows_taken_out_are_found(copy, table):
    key = "sequence" if table == "log" else "id"
    for row in rows_of(copy(), table)[: -1 if table == "log" else None]:
        path = copy()
        tampering(path, (f"DELETE FROM {table} WHERE {key} = ?", (row[key],)))
        problems = verify(path)
        assert any("missing" in p or "in no entry" in p for p in problems), (table, row[key])


@pytest.mark.parametrize("table", TABLES)
def test_rows_put_in_are_found(copy, table):
    row = rows_of(copy(), table)[-1]
    key = "sequence" if table == "log" else "id"
    row[key] += 1
    for unique in ("sha256", "role"):
        if isinstance(row.get(unique), str) and table in ("images", "models"):
            row[unique] = altered(row[unique])
    path = copy()
    marks = ", ".join("?" * len(row))
    tampering(path, (f"INSERT INTO {table} VALUES ({marks})", tuple(row.values())))
    (problem, *_) = verify(path)
    assert ("Entry" if table == "log" else "in no entry of the log") in problem


def test_a_table_emptied_with_its_entries_is_found(copy):
    path = copy()
    tampering(path, "DELETE FROM log")
    assert "The log is empty." in verify(path)


def test_a_changed_table_or_guard_is_found(copy):
    for statement, sentence in {
        "CREATE TABLE notes (text)": "The table notes was added; no case has it.",
        "CREATE VIEW v AS SELECT 1": "The view v was added; no case has it.",
        "CREATE INDEX i ON log (facts)": "The index i was added; no case has it.",
        "CREATE TRIGGER t AFTER INSERT ON log BEGIN SELECT 1; END": "The trigger t was added; no "
        "case has it.",
        "DROP TRIGGER log_keeps_on_delete": "The trigger log_keeps_on_delete is missing.",
        "DROP INDEX places_by_image": "The index places_by_image is missing.",
        "ALTER TABLE settings ADD COLUMN more TEXT": "The table settings was changed.",
    }.items():
        path = copy()
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(statement)
            connection.commit()
        assert verify(path) == [sentence]
    path = copy()
    tampering(path, "DROP TABLE reports", guarded=False)
    assert "The table reports is missing." in verify(path)


def test_several_changes_are_all_reported(copy):
    path = copy()
    tampering(
        path,
        "UPDATE analyses SET facts = replace(facts, 'generated', 'real') WHERE id = 1",
        "DELETE FROM reports",
    )
    assert verify(path) == [
        "Row 1 of analyses is not what entry 3 of the log recorded.",
        "Row 1 of reports, of entry 6 of the log, is missing.",
    ]


def test_bytes_that_are_no_text_are_reported_with_their_row(copy):
    path = copy()
    for value in (b"\xff", b"\xef\xbf"):
        tampering(
            path,
            ("UPDATE settings SET facts = CAST(? AS TEXT)", (value,)),
            ("UPDATE log SET facts = CAST(? AS TEXT) WHERE sequence = 7", (value,)),
        )
        problems = verify(path)
        assert "Entry 7 of the log was changed, or the one before it was." in problems
        assert "Row 1 of settings is not what entry 2 of the log recorded." in problems


def test_only_the_written_down_hash_finds_a_wholly_forged_case(copy):
    path = copy()
    number, head = head_of(path)
    assert number == 7 and verify(path, head) == []
    # As written down by hand.
    assert verify(path, f" {head[:32].upper()} {head[32:]}\n") == []
    with Forger(path) as database:
        database.run("UPDATE analyses SET facts = replace(facts, 'generated', 'real')")
        database.rechain()
    assert verify(path) == []
    (problem,) = verify(path, head)
    assert head in problem and "earlier copy" in problem


def test_only_the_written_down_hash_finds_what_is_cut_off(copy):
    path = copy()
    head = head_of(path)[1]
    tampering(
        path, "DELETE FROM log WHERE sequence > 5", "DELETE FROM reports", "DELETE FROM previews"
    )
    assert any("of previews" in p for p in verify(path))
    path = copy()
    tampering(path, "DELETE FROM log WHERE sequence > 5", "DELETE FROM reports")
    assert verify(path) == [] and len(verify(path, head)) == 1


def test_what_was_added_since_does_not_matter_to_a_hash_written_down(copy):
    path = copy()
    head = head_of(path)[1]
    Case.open(path).remark("more")
    assert verify(path, head) == [] and head_of(path)[0] == 8
    assert len(verify(path, head[:-1])) == 1


def test_what_cannot_be_read_at_all_is_one_sentence(tmp_path, copy):
    path = copy()
    path.write_bytes(path.read_bytes()[:5000])
    problems = verify(path)
    assert problems and all(p.endswith(".") and "Traceback" not in p for p in problems)
    assert verify(tmp_path / "no.gng") == [
        f"There is no case {tmp_path / 'no.gng'}; check its name, or create a new case."
    ]


def test_hostile_entries_do_not_stop_the_search(copy):
    for facts in ("[]", "{}", '{"rows":[[[],[],[]]]}', '{"rows":[["a",1]]}', "[" * 50_000, "1"):
        path = copy()
        tampering(path, ("UPDATE log SET facts = ? WHERE sequence = 3", (facts,)))
        problems = verify(path)
        assert "Entry 3 of the log cannot be read." in problems
        assert "Row 1 of analyses is in no entry of the log." in problems
