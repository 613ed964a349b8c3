"""Thousands of changes to tables, structure, log and bytes: none is called intact, none hangs."""

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
from tests.casework.case.forging import Forger, content

TABLES = list(schema.COLUMNS)
ENDLESS = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
    "SELECT i AS id, 1 AS entry, i AS image, hex(zeroblob(10000)) AS facts FROM n"
)
HEAD_ONLY = "only a hash written down finds this"


def changed(value, rng):
    if isinstance(value, int) or value is None:
        return (value or 0) + rng.choice((-1, 1, 1000, 2**40))
    if not value:
        return value + (b"x" if isinstance(value, bytes) else "x")
    place = rng.randrange(len(value))
    if isinstance(value, bytes):
        other = bytes([value[place] ^ 1 << rng.randrange(8)])
        return value[:place] + other + value[place + 1 :]
    return value[:place] + chr(ord(value[place]) ^ 1) + value[place + 1 :]


def cell(forger, rng, again=False):
    """Change one value, as far as the file's own rules allow."""
    table = rng.choice([*TABLES, *([] if again else ["log"])])
    row = rng.choice(forger.rows(table))
    key = next(iter(row))
    column = rng.choice([name for name in row if not again or name not in ("id", "entry")])
    forger.run(
        f"UPDATE {table} SET {column} = ? WHERE {key} = ?", changed(row[column], rng), row[key]
    )
    return table, row[key]


def cell_named_again(forger, rng):
    forger.append(cell(forger, rng, again=True))


def row_named_again(forger, rng):
    table = rng.choice(TABLES)
    forger.append((table, rng.choice(forger.rows(table))["id"]))


def row_taken_out(forger, rng):
    table = rng.choice([*TABLES, "log"])
    *earlier, last = forger.rows(table)
    row = rng.choice(earlier or [last])
    key = next(iter(row))
    forger.run(f"DELETE FROM {table} WHERE {key} = ?", row[key])


def row_put_in(forger, rng, named=True):
    """Add a row out of turn, or one that no entry names."""
    table = rng.choice(TABLES)
    row = forger.rows(table)[-1]
    row["id"] += rng.randint(2, 2**40) if named else 1
    row |= {name: row[name][::-1] for name in ("sha256", "role") if name in row}
    forger.put(table, row)
    if named:
        forger.append((table, row["id"]))


def row_unnamed(forger, rng):
    row_put_in(forger, rng, named=False)


def rows_swapped(forger, rng):
    table = rng.choice([t for t in [*TABLES, "log"] if len(forger.rows(t)) > 1])
    one, other = rng.sample(forger.rows(table), 2)
    key = next(iter(one))
    for start, end in ((one[key], -1), (other[key], one[key]), (-1, other[key])):
        forger.run(f"UPDATE {table} SET {key} = ? WHERE {key} = ?", end, start)


def second_description(forger, rng):
    (row,) = forger.rows("metadata")
    forger.put("metadata", row | {"id": 2, "entry": len(forger.rows("log")) + 1})
    forger.append(("metadata", 2))


def all_chained_again(forger, rng):
    cell(forger, rng, again=True)
    forger.rechain()
    return HEAD_ONLY


def end_cut_off(forger, rng):
    last = rng.randint(2, len(forger.rows("log")) - 1)
    for table in reversed(TABLES):
        forger.run(f"DELETE FROM {table} WHERE entry > ?", last)
    forger.run("DELETE FROM log WHERE sequence > ?", last)
    return HEAD_ONLY


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
    *(cell,) * 4,
    *(cell_named_again,) * 3,
    row_named_again,
    row_taken_out,
    row_put_in,
    row_unnamed,
    rows_swapped,
    second_description,
    *(all_chained_again,) * 2,
    end_cut_off,
    *(structure,) * 2,
    view_for_table,
    schema_text,
)


def flip(path, data, rng):
    flipped = bytearray(data)
    for _ in range(rng.choice((1, 1, 4))):
        flipped[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    path.write_bytes(flipped)


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
    [(1, 200), pytest.param(2, 10_000, marks=[pytest.mark.slow, pytest.mark.timeout(3600)])],
)
def test_no_change_is_called_intact_and_none_hangs(copy, seed, count):
    rng, before, worst = random.Random(seed), peak_mb(), 0.0
    path = copy()
    data, intact, (_, head) = path.read_bytes(), content(path), head_of(path)
    for number in range(count):
        name, kind = "bytes", None
        if rng.random() < 0.15:
            flip(path, data, rng)
        else:
            path.write_bytes(data)
            mutate = rng.choice(MUTATIONS)
            name = mutate.__name__
            try:
                with Forger(path) as database:
                    kind = mutate(database, rng)
            except sqlite3.Error:  # the file's own rules forbid it
                continue
        start = time.monotonic()
        alone, with_head = verify(path), verify(path, head)
        read_all(path)
        worst = max(worst, time.monotonic() - start)
        for problems in (with_head,) if kind == HEAD_ONLY else (alone, with_head):
            if not problems:
                assert name == "bytes" and content(path) == intact, (number, name)
        path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
    assert worst < 10
    assert peak_mb() - before < 500
