"""The tables of a case, and from one schema to the next."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from gng_desktop.casework.companions import Definitions, definitions, made_by
from gng_desktop.core.text import printable

APPLICATION_ID = 0x474E4763
"""``GNGc``, in the header of the file: what tells a case from other SQLite files."""

LOG = "log"
_KEYS = "id INTEGER PRIMARY KEY, entry INTEGER NOT NULL {log}"
_TO_LOG = "REFERENCES log(sequence) DEFERRABLE INITIALLY DEFERRED"
_IMAGE = "image TEXT NOT NULL REFERENCES images(sha256)"
_ANALYSIS = "analysis INTEGER NOT NULL REFERENCES analyses(id)"

COLUMNS: dict[str, str] = {
    "metadata": "facts TEXT NOT NULL",
    "images": "sha256 TEXT NOT NULL UNIQUE, facts TEXT NOT NULL",
    "places": f"{_IMAGE}, facts TEXT NOT NULL",
    "models": "role TEXT NOT NULL, sha256 TEXT NOT NULL, facts TEXT NOT NULL, "
    "UNIQUE (role, sha256)",
    "settings": "facts TEXT NOT NULL",
    "analyses": f"{_IMAGE}, facts TEXT NOT NULL, support TEXT",
    "previews": f"{_ANALYSIS}, name TEXT NOT NULL, data BLOB NOT NULL",
    "explanations": f"{_ANALYSIS}, method TEXT NOT NULL, facts TEXT NOT NULL, maps BLOB NOT NULL",
    "map_tests": "explanation INTEGER NOT NULL REFERENCES explanations(id), facts TEXT NOT NULL",
    "stress_tests": f"{_ANALYSIS}, facts TEXT NOT NULL",
    "provenance": f"{_IMAGE}, facts TEXT NOT NULL",
    "decisions": f"{_IMAGE}, facts TEXT NOT NULL",
    "reports": "sha256 TEXT NOT NULL, facts TEXT NOT NULL",
}
"""By table, its columns beside ``id`` and ``entry``, the log entry that it came with.

``facts`` and ``support`` are canonical JSON. An image is its file's SHA-256; of models the
SHA-256 is that of ``manifest.json``, of reports that of the file. ``maps`` is an NPZ, ``data`` a
JPEG or PNG.
"""
_INDEXED = {
    "places": "image",
    "analyses": "image",
    "previews": "analysis",
    "explanations": "analysis",
    "map_tests": "explanation",
    "stress_tests": "analysis",
    "provenance": "image",
    "decisions": "image",
}


def statements() -> tuple[str, ...]:
    """Return the SQL that makes the tables of schema 1 in an empty file."""
    keys = _KEYS.format(log=_TO_LOG)
    return (
        f"CREATE TABLE {LOG} (sequence INTEGER PRIMARY KEY, facts TEXT NOT NULL, "
        "sha256 TEXT NOT NULL)",
        *(f"CREATE TABLE {table} ({keys}, {rest})" for table, rest in COLUMNS.items()),
        *(f"CREATE INDEX {t}_by_{column} ON {t} ({column})" for t, column in _INDEXED.items()),
        *(statement for table in (LOG, *COLUMNS) for statement in guards(table)),
    )


def guards(table: str) -> tuple[str, str]:
    """Return the SQL that lets rows of `table` only be added."""
    update, delete = (
        f"CREATE TRIGGER {table}_keeps_on_{event} BEFORE {event} ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'rows of a case are only ever added'); END"
        for event in ("update", "delete")
    )
    return update, delete


SHOWN = 80  # characters of a foreign name that are shown
STEPS: tuple[tuple[str, ...], ...] = (statements(),)
"""What makes schema 1 of an empty file, schema 2 of schema 1, and so on.

A step may add tables (with `guards`) and columns that may be NULL, and nothing else: rows
stay as the log knows them. A new case takes all steps too, so that a case's tables read the same
whatever its age and `definitions` can be compared exactly.
"""


def latest() -> int:
    """Return the schema that this version of the program writes."""
    return len(STEPS)


def version_of(connection: sqlite3.Connection) -> int:
    """Return the schema of a case; 0 for an empty file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection) -> None:
    """Take all steps that are left; the transaction is the caller's to commit."""
    for number, step in enumerate(STEPS, start=1):
        if number > version_of(connection):
            for statement in step:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")


def expected(version: int) -> Definitions:
    """Return `definitions` of an untouched case of schema `version`, from 1 to `latest`."""
    return made_by(tuple(s for step in STEPS[:version] for s in step))


def deviations(connection: sqlite3.Connection, version: int) -> Iterator[str]:
    """Yield a sentence for each definition that is not exactly that of schema `version`.

    Until there is none, no row may be read or added: a view runs any query when it is read, a
    trigger changes what is added.
    """
    ours, found = expected(version), definitions(connection)
    for kind, name in sorted(ours.keys() - found.keys()):
        yield f"The {kind} {name} is missing."
    for kind, name in sorted(found.keys() - ours.keys()):
        yield f"The {printable(kind)[:SHOWN]} {printable(name)[:SHOWN]} was added; no case has it."
    for kind, name in sorted(ours.keys() & found.keys()):
        if ours[kind, name] != found[kind, name]:
            yield f"The {kind} {name} was changed."
    (count,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if count != len(found):
        yield "Something is defined twice."
