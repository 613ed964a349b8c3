"""From one schema of a case to the next."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import lru_cache

from gng_desktop.casework.case import schema
from gng_desktop.core.text import printable

SHOWN = 80
"""Characters of a foreign name that are shown."""
STEPS: tuple[tuple[str, ...], ...] = (schema.statements(),)
"""What makes schema 1 of an empty file, schema 2 of schema 1, and so on.

A step may add tables (with `schema.guards`) and columns that may be NULL, and nothing else: rows
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


def definitions(connection: sqlite3.Connection) -> dict[tuple[str, str], tuple[str, str | None]]:
    """Return, by kind and name, the table and the SQL of everything defined in a case."""
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master")
    return {(kind, name): (table, sql) for kind, name, table, sql in rows}


def expected(version: int) -> dict[tuple[str, str], tuple[str, str | None]]:
    """Return `definitions` of an untouched case of schema `version`, from 1 to `latest`."""
    return _made_by(STEPS[:version])


@lru_cache
def _made_by(
    steps: tuple[tuple[str, ...], ...],
) -> dict[tuple[str, str], tuple[str, str | None]]:
    with closing(sqlite3.connect(":memory:")) as connection:
        for step in steps:
            for statement in step:
                connection.execute(statement)
        return definitions(connection)


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
