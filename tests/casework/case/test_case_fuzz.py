"""Thousands of changes by whoever knows the program: none is called intact, none hangs.

Single cells, rows and bytes are changed one after the other in ``test_case_verify.py``.
"""

import random
import resource
import sqlite3
import time
from contextlib import suppress

import pytest

from gng_desktop.casework.case import schema
from gng_desktop.casework.case.connection import CaseError
from gng_desktop.casework.case.store import Case
from gng_desktop.casework.case.verify import head_of, verify
from tests.casework.case.forging import Forger, altered

TABLES = list(schema.COLUMNS)
ENDLESS = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
    "SELECT i AS id, 1 AS entry, i AS image, hex(zeroblob(10000)) AS facts FROM n"
)
HEAD_ONLY = "only a hash written down finds this"


def cell_named_again(forger, rng):
    """Change one value, and have a further entry name the row."""
    table = rng.choice(TABLES)
    row = rng.choice(forger.rows(table))
    column = rng.choice([name for name in row if name not in ("id", "entry")])
    value = altered(row[column] or "", rng.randrange(1 << 16))
    forger.run(f"UPDATE {table} SET {column} = ? WHERE id = ?", value, row["id"])
    forger.append((table, row["id"]))


def all_chained_again(forger, rng):
    cell_named_again(forger, rng)
    forger.run("DELETE FROM log WHERE sequence = (SELECT max(sequence) FROM log)")
    forger.rechain()
    return HEAD_ONLY


def rows_swapped(forger, rng):
    table = rng.choice([t for t in [*TABLES, "log"] if len(forger.rows(t)) > 1])
    one, other = rng.sample(forger.rows(table), 2)
    key = next(iter(one))
    for start, end in ((one[key], -1), (other[key], one[key]), (-1, other[key])):
        forger.run(f"UPDATE {table} SET {key} = ? WHERE {key} = ?", end, start)


def structure(forger, rng):
    table = rng.choice([*TABLES, "log"])
    forger.run(
        rng.choice(
            (
                f"CREATE TRIGGER t{rng.random():.9f}".replace(".", "")
                + f" AFTER INSERT ON {table} BEGIN SELECT 1; END",
                f"CREATE VIEW odd AS {ENDLESS}",
                f"CREATE INDEX more ON {table} (1)",
                "CREATE TABLE notes (text)",
                f"ALTER TABLE {table} ADD COLUMN more TEXT",
                f"ALTER TABLE {table} RENAME TO {table}2",
                f"DROP INDEX {rng.choice(['places_by_image', 'analyses_by_image'])}",
                "ANALYZE",
            )
        )
    )
    if rng.random() < 0.2:
        forger.guards = forger.guards[:-1]


def view_for_table(forger, rng):
    table = rng.choice([*TABLES, "log"])
    forger.guards = [guard for guard in forger.guards if not guard[0].startswith(f"{table}_")]
    forger.run("PRAGMA foreign_keys = OFF")
    forger.run(f"ALTER TABLE {table} RENAME TO kept")
    forger.run(f"CREATE VIEW {table} AS {ENDLESS}")


def schema_text(forger, rng):
    forger.run("PRAGMA writable_schema = ON")
    name = rng.choice(forger.run("SELECT name FROM sqlite_master WHERE sql NOT NULL"))[0]
    forger.run("UPDATE sqlite_master SET sql = sql || ' ' WHERE name = ?", name)


MUTATIONS = (
    *(cell_named_again,) * 4,
    *(all_chained_again,) * 2,
    rows_swapped,
    *(structure,) * 2,
    view_for_table,
    schema_text,
)


def read_all(path):
    """Use a case as list, show and report do."""
    with suppress(CaseError):
        case = Case.open(path)
        for image in case.images():
            for found in image.explanations:
                case.maps(found)
        case.log()


def peak_mb():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@pytest.mark.parametrize(
    ("seed", "count"),
    [(1, 150), pytest.param(2, 10_000, marks=[pytest.mark.slow, pytest.mark.timeout(3600)])],
)
def test_no_change_is_called_intact_and_none_hangs(copy, seed, count):
    rng, before, worst = random.Random(seed), peak_mb(), 0.0
    path = copy()
    data, (_, head) = path.read_bytes(), head_of(path)
    for number in range(count):
        path.write_bytes(data)
        mutate = rng.choice(MUTATIONS)
        try:
            with Forger(path) as database:
                kind = mutate(database, rng)
        except sqlite3.Error:  # the file's own rules forbid it
            continue
        start = time.monotonic()
        alone, with_head = verify(path), verify(path, head)
        read_all(path)
        worst = max(worst, time.monotonic() - start)
        assert with_head and (alone or kind == HEAD_ONLY), (number, mutate.__name__)
        path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
    assert worst < 10
    assert peak_mb() - before < 500
