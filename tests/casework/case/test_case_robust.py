"""Crashes, full disks, other programs, other versions."""

import hashlib
import json
import os
import sqlite3
import subprocess
import sys
import textwrap
import time
from contextlib import closing
from pathlib import Path

import pytest

import gng_desktop
from gng_desktop.casework.case import connection, schema
from gng_desktop.casework.case.connection import CaseError
from gng_desktop.casework.case.store import Case
from gng_desktop.casework.case.verify import verify
from gng_desktop.casework.companions import definitions
from tests.casework.case.forging import content, tampering


def program(code, *arguments):
    """Start another program that works on a case."""
    start = "import os, sys; from pathlib import Path; case = Path(sys.argv[1])\n"
    return subprocess.Popen(
        [sys.executable, "-c", start + textwrap.dedent(code), *map(str, arguments)],
        env=os.environ | {"PYTHONPATH": str(Path(gng_desktop.__file__).parents[1])},
        stdout=subprocess.PIPE,
        text=True,
    )


def test_two_programs_at_once_lose_nothing(case):
    code = """
        from gng_desktop.casework.case.store import Case
        opened = Case.open(case, sys.argv[2])
        for number in range(10):
            opened.remark(str(number))
            opened.add_settings({"who": sys.argv[2], "number": number})
            opened.log()
    """
    running = [program(code, case.path, who) for who in ("one", "other")]
    assert [one.wait(60) for one in running] == [0, 0]
    for one in running:
        one.stdout.close()
    assert verify(case.path) == []
    log = case.log()
    assert [entry.sequence for entry in log] == list(range(1, 42))
    for who in ("one", "other"):
        output = [entry.what for entry in log if entry.who == who]
        assert output == [word for n in range(10) for word in (str(n), "settings")]
    assert list(case.path.parent.iterdir()) == [case.path]


def test_a_program_that_dies_within_an_addition_leaves_the_case_as_it_was(copy):
    path = copy()
    before = content(path)
    # So much that a part of it is in the file before the end.
    code = """
        from gng_desktop.casework.case.log import adding
        with adding(case, "x", "half") as addition:
            for number in range(8):
                addition.add("previews", analysis=1, name=str(number), data=os.urandom(1 << 20))
            os._exit(9)
    """
    died = program(code, path)
    assert died.wait(60) == 9
    died.stdout.close()
    journal = path.with_name(f"{path.name}-journal")
    assert journal.exists() and path.stat().st_size > 1 << 20
    assert verify(path) == []
    assert content(path) == before and not journal.exists()
    Case.open(path).remark("on")
    assert verify(path) == []


def test_a_program_killed_at_any_time_leaves_whole_additions(case):
    code = """
        from gng_desktop.casework.case.store import Case
        opened = Case.open(case, "killed")
        number = int(sys.argv[2])
        while True:
            opened.remark(f"{number} " + "x" * 200_000)
            print(number, flush=True)
            number += 1
    """
    kept = 0
    for wait in (0, 0.013, 0.05):
        running = program(code, case.path, kept + 1)
        with running.stdout:
            for _ in range(3):
                kept = int(running.stdout.readline())
            time.sleep(wait)
            running.kill()
            # What was reported as added is there, and perhaps one more.
            kept = max([kept, *map(int, running.stdout.read().split())])
        running.wait(60)
        assert verify(case.path) == []
        output = [int(e.what.split()[0]) for e in case.log() if e.who == "killed"]
        assert output == list(range(1, len(output) + 1)) and len(output) in (kept, kept + 1)
        kept = len(output)


def test_a_full_disk_is_one_sentence_and_changes_nothing(copy, monkeypatch):
    path = copy()
    before, connect = content(path), sqlite3.connect

    def full(*arguments, **options):
        opened = connect(*arguments, **options)
        opened.execute(f"PRAGMA max_page_count = {path.stat().st_size // 4096}")
        return opened

    with monkeypatch.context() as patched:
        patched.setattr(sqlite3, "connect", full)
        with pytest.raises(CaseError, match="the disk is full; free some space and try again"):
            Case.open(path).remark("x" * 500_000)
    assert content(path) == before and verify(path) == []
    Case.open(path).remark("there is space again")
    assert verify(path) == []


def test_a_case_that_another_program_holds_is_one_sentence(case, monkeypatch):
    monkeypatch.setattr(connection, "WAIT_S", 0.1)
    with closing(sqlite3.connect(case.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert case.metadata.title == "Fall 1"
        with pytest.raises(CaseError, match="in use by another program; try again in a moment"):
            case.remark("x")
        other.execute("COMMIT")
    case.remark("x")
    assert len(case.log()) == 2


def test_the_schema_that_cases_were_made_with_stays_as_it_was():
    """Cases in the field have it to the letter; a change belongs into a further step."""
    made = sorted([*where, *what] for where, what in schema.expected(1).items())
    digest = hashlib.sha256(json.dumps(made).encode()).hexdigest()
    assert digest == "934225b1e1f839995a84608c1e1fccf47fec415e567d206735f1ad11ea09c247"


def test_an_earlier_case_is_brought_to_the_latest_schema(copy, monkeypatch, tmp_path):
    path = copy()
    log, images = Case(path).log(), Case(path).images()
    rows = content(path)
    columns = "id INTEGER PRIMARY KEY, entry INTEGER NOT NULL, facts TEXT NOT NULL"
    step = (
        f"CREATE TABLE phones ({columns})",
        *schema.guards("phones"),
        "ALTER TABLE analyses ADD COLUMN lens TEXT",
    )
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, step))  # as a later version has them
    # To verify it, it is left as it is.
    before = path.read_bytes()
    assert verify(path) == [] and path.read_bytes() == before
    with pytest.raises(CaseError, match="has schema 1 .* works with 2; open it again"):
        Case(path).log()
    case = Case.open(path, "D. Blu")
    assert case.log()[:-1] == log and case.images() == images
    entry = case.log()[-1]
    assert (entry.who, entry.what, entry.rows) == ("D. Blu", "schema 1 to 2", ())
    assert verify(path) == []
    assert content(path)["decisions"] == rows["decisions"]
    # Once is enough, and a new case is no different.
    assert Case.open(path).log()[-1] == entry
    new = Case.create(tmp_path / "new.gng", "new")
    with closing(sqlite3.connect(path)) as old, closing(sqlite3.connect(new.path)) as made:
        assert definitions(old) == definitions(made)
    # New columns are guarded too.
    tampering(path, "UPDATE analyses SET lens = '50 mm' WHERE id = 1")
    assert verify(path) == ["Row 1 of analyses is not what entry 3 of the log recorded."]


def test_a_migration_that_fails_changes_nothing(copy, monkeypatch):
    path = copy()
    before = content(path)
    steps = (*schema.STEPS, ("ALTER TABLE analyses ADD COLUMN lens TEXT", "CREATE nonsense"))
    with monkeypatch.context() as patched:
        patched.setattr(schema, "STEPS", steps)
        with pytest.raises(CaseError, match="cannot be used"):
            Case.open(path)
    assert content(path) == before and verify(path) == []


def test_a_case_of_a_later_version_is_refused(copy, monkeypatch):
    path = copy()
    with monkeypatch.context() as patched:
        patched.setattr(schema, "STEPS", (*schema.STEPS, ()))
        Case.open(path)
    for use in (Case.open, lambda p: Case(p).remark("x")):
        with pytest.raises(CaseError, match=r"later version .*schema 2, .* knows 1\); update"):
            use(path)
    (problem,) = verify(path)
    assert "later version" in problem
