"""Forgeries by somebody who knows the program are named; a hostile case does no harm."""

import io
import json
import sqlite3
import time
from dataclasses import replace

import numpy as np
import pytest

from gng_desktop.casework.case import connection, schema
from gng_desktop.casework.case.connection import CaseError
from gng_desktop.casework.case.store import Case
from gng_desktop.casework.case.verify import head_of, verify
from gng_desktop.cli import FAILED, OK, run
from tests.casework.case.forging import Forger, content, tampering

REAL = """UPDATE analyses SET facts = replace(facts, '"generated"', '"real"') WHERE id = 1"""


def test_a_row_rewritten_and_named_by_a_second_entry_is_found(copy):
    path = copy()
    head = head_of(path)[1]
    with Forger(path) as database:
        database.run(REAL)
        database.append(("analyses", 1))
    assert verify(path, head) == [
        "Entry 8 of the log names row 1 of analyses, which was added before it: somebody tried to "
        "replace it.",
        "Row 1 of analyses is not what entry 3 of the log recorded.",
    ]


@pytest.mark.parametrize(
    ("table", "number", "sentence"),
    [
        ("decisions", 1, "which was added before it"),
        ("decisions", 9, "but row 3 would have been next"),
        ("metadata", 2, "what a case is can be stated only once"),
    ],
)
def test_an_entry_names_new_rows_only_one_after_the_other(copy, table, number, sentence):
    path = copy()
    with Forger(path) as database:
        last = database.rows(table)[-1]
        entry = last["entry"] if number == 1 else 8
        database.put(table, last | {"id": number, "entry": entry})
        database.append((table, number))
    problems = verify(path)
    assert sentence in problems[0] and f"row {number} of {table}" in problems[0]


@pytest.mark.parametrize("stated", [f'"{"f" * 64}"', "null"])
def test_a_decision_is_on_the_image_that_was_named(copy, stated):
    path = copy()
    sha, *others = (image.sha256 for image in Case.open(path).images())
    tampering(path, f"UPDATE analyses SET facts = replace(facts, '\"{sha}\"', '{stated}')")
    assert run(["case", "decide", str(path), sha, "unsuitable"]) == OK
    found = Case.open(path).images()
    assert [image.sha256 for image in found] == [sha, *others]
    assert found[0].history[-1].conclusion == "unsuitable"


PLANTED = (
    "CREATE TRIGGER planted AFTER INSERT ON analyses BEGIN "
    "UPDATE analyses SET facts = replace(facts, 'generated', 'real') WHERE id = new.id; END"
)


@pytest.fixture
def planted(copy):
    path = copy()
    with Forger(path) as database:
        database.run(PLANTED)
        database.guards = [g for g in database.guards if g[0] != "analyses_keeps_on_update"]
    return path


def test_a_planted_trigger_stops_reading_and_adding(planted, results, capsys):
    before = content(planted)
    for use in (
        lambda: Case.open(planted),
        lambda: Case(planted).images(),
        lambda: Case(planted).add_settings({"a": 1}),
        lambda: Case(planted).add_results(results),
    ):
        with pytest.raises(CaseError, match="changed outside of the program: The trigger"):
            use()
    assert content(planted) == before
    assert run(["case", "list", str(planted)]) == FAILED
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_what_is_stored_must_be_what_was_given(planted, results, monkeypatch):
    monkeypatch.setattr(schema, "deviations", lambda connection, version: iter(()))
    before = content(planted)
    fresh = replace(results, analysis=replace(results.analysis, engine="another"))
    with pytest.raises(CaseError, match="analyses stored is not what was given"):
        Case(planted).add_results(fresh)
    assert content(planted) == before


@pytest.mark.timed
def test_a_view_that_never_ends_is_one_sentence_at_once(copy, capsys):
    path = copy()
    with Forger(path) as database:
        database.guards = [g for g in database.guards if not g[0].startswith("images_")]
        database.run("ALTER TABLE images RENAME TO kept")
        database.run(
            "CREATE VIEW images AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 "
            "FROM n) SELECT id, 1 AS entry, id AS sha256, hex(zeroblob(99999)) AS facts FROM n"
        )
    start = time.monotonic()
    assert "The view images was added; no case has it." in verify(path)
    assert run(["case", "list", str(path)]) == FAILED
    assert time.monotonic() - start < 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_work_and_rows_without_end_are_refused(copy, monkeypatch):
    path = copy()
    monkeypatch.setitem(connection._LIMITS, sqlite3.SQLITE_LIMIT_LENGTH, 100)
    with pytest.raises(CaseError, match="beyond every limit of a case"):
        Case(path).images()
    monkeypatch.undo()
    monkeypatch.setattr(connection, "STEPS", 0)
    monkeypatch.setattr(connection, "STEPS_A_BYTE", 0)
    monkeypatch.setattr(connection, "_STEPS_AT_ONCE", 1)
    with pytest.raises(CaseError, match="beyond every limit of a case"):
        Case(path).images()


def test_an_entry_that_grows_when_it_is_read_is_refused(copy, capsys):
    path = copy()
    with Forger(path) as database:
        last = database.rows("log")[-1]
        facts = json.loads(last["facts"]) | {"sequence": 8, "rows": [[]] * 2_900_000}
        database.put_entry(8, last["sha256"], facts)
    (problem,) = verify(path)
    assert "log cannot be read to its end" in problem and "beyond every limit" in problem
    assert run(["case", "log", str(path)]) == FAILED
    assert "beyond every limit of a case; do not use it." in capsys.readouterr().err


def test_times_that_run_backwards_are_named_and_are_no_change(copy, capsys):
    path = copy()
    with Forger(path) as database:
        database.append(at="2001-01-01T00:00:00+00:00")
    assert run(["case", "verify", str(path)]) == OK
    captured = capsys.readouterr()
    assert "The case is intact" in captured.out
    assert "Entry 8 of the log is dated 2001-01-01T00:00:00+00:00, before entry 7" in captured.err


def test_maps_that_would_fill_the_memory_are_refused(copy):
    path, stream = copy(), io.BytesIO()
    np.savez_compressed(stream, with_background_values=np.zeros(20_000_000, np.float32))
    with Forger(path) as database:
        database.run("UPDATE explanations SET maps = ?", stream.getvalue())
    (found,) = Case(path).images()[0].explanations
    with pytest.raises(CaseError, match="cannot be read; run 'gng-desktop case verify'"):
        Case(path).maps(found)
