"""The log of a case: every addition is an entry, and each entry's hash continues the last one's."""

from __future__ import annotations

import hashlib
import itertools
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from gng_desktop import __version__
from gng_desktop.casework.case.canonical import canonical, row_digest
from gng_desktop.casework.case.connection import CaseError, check, connected
from gng_desktop.casework.case.schema import LOG
from gng_desktop.casework.companions import transaction
from gng_desktop.core.timestamps import now

START = "0" * 64  # what stands for the hash before the first entry


@dataclass(frozen=True)
class RowRef:
    """A row that an entry came with: its table, id and `canonical.row_digest`."""

    table: str
    id: int
    sha256: str


@dataclass(frozen=True)
class LogEntry:
    """One addition to a case, numbered from 1; `at` is ISO 8601 in UTC, by this computer's clock.

    `who` is the person or, where nobody was named, the login name; `program` the version of GNG
    Desktop; `rows` all that was added; `sha256` see `chained`.
    """

    sequence: int
    at: str
    program: str
    who: str
    what: str
    rows: tuple[RowRef, ...]
    sha256: str


def chained(previous: str, facts: str) -> str:
    """Return the hash of an entry: SHA-256 of ``previous`` and ``facts``, joined in UTF-8.

    `previous` has the 64 digits of the entry before (`START` for the first); `facts` is the entry's
    canonical JSON: at, program, rows (lists of table, id, sha256), sequence, what, who.
    """
    return hashlib.sha256((previous + facts).encode(errors="surrogateescape")).hexdigest()


def read_entry(row: sqlite3.Row) -> LogEntry:
    """Return a row of the table ``log`` as an entry.

    ValueError, KeyError or TypeError if its facts are none of an entry.
    """
    facts: Any = json.loads(row["facts"])
    if not isinstance(facts, dict):
        raise TypeError("no entry of a log")
    rows = tuple(RowRef(*ref) for ref in facts.pop("rows"))
    if any((type(r.table), type(r.id), type(r.sha256)) != (str, int, str) for r in rows):
        raise TypeError("no row of a case")
    entry = LogEntry(**facts, rows=rows, sha256=row["sha256"])
    if type(entry.sequence) is not int or entry.sequence != row["sequence"]:
        raise ValueError("an entry at another's place")
    if not all(isinstance(text, str) for text in (entry.program, entry.who, entry.what)):
        raise TypeError("no entry of a log")
    if datetime.fromisoformat(entry.at).tzinfo is None:
        raise ValueError("no time in UTC")
    return entry


def read_log(connection: sqlite3.Connection) -> list[LogEntry]:
    """Return all entries, the earliest first; raises as `read_entry`."""
    return [read_entry(row) for row in connection.execute("SELECT * FROM log ORDER BY sequence")]


def backwards(entries: Sequence[LogEntry]) -> list[str]:
    """Return a sentence for each entry that is dated before the one it follows.

    A clock that was set back does that, and so does an entry that was written later than it says.
    """
    return [
        f"Entry {entry.sequence} of the log is dated {entry.at}, before entry {before.sequence} "
        f"({before.at}): the clock was set back, or a date is false."
        for before, entry in itertools.pairwise(entries)
        if datetime.fromisoformat(entry.at) < datetime.fromisoformat(before.at)
    ]


def head(connection: sqlite3.Connection) -> tuple[int, str]:
    """Return number and hash of the last entry; 0 and `START` if there is none."""
    last = "SELECT sequence, sha256 FROM log ORDER BY sequence DESC LIMIT 1"
    row = connection.execute(last).fetchone()
    return (row["sequence"], row["sha256"]) if row else (0, START)


class Addition:
    """Rows that are being added in one transaction, with the entry that will name them.

    `connection` is in a transaction that may write; `what` may still be changed.
    """

    def __init__(self, connection: sqlite3.Connection, who: str, what: str) -> None:
        self.connection = connection
        self.what = what
        self._who = who
        sequence, self._previous = head(connection)
        self._sequence = sequence + 1
        self._rows: list[tuple[str, int, str]] = []

    @property
    def rows(self) -> int:
        """How many were added by now."""
        return len(self._rows)

    def add(self, table: str, **values: Any) -> int:
        """Add a row and return its id; values by column, str, int, bytes or None."""
        values["entry"] = self._sequence
        number = self._insert(table, values)
        values |= {"id": number}
        self._rows.append((table, number, row_digest(table, values)))
        return number

    def _insert(self, table: str, values: Mapping[str, Any]) -> int:
        """Add a row and make sure that it, and nothing else, was stored as given."""
        connection = self.connection
        before = connection.total_changes
        marks = ", ".join("?" * len(values))
        number = connection.execute(
            f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", tuple(values.values())
        ).lastrowid
        row = connection.execute(f"SELECT * FROM {table} WHERE rowid = ?", (number,)).fetchone()
        stored = {name: value for name, value in dict(row or {}).items() if value is not None}
        given = {name: value for name, value in values.items() if value is not None}
        key = {} if table == LOG else {"id": number}
        if connection.total_changes - before != 1 or stored != key | given:
            raise CaseError(
                f"What the table {table} stored is not what was given, so nothing was added; "
                "verify the case, and go back to an earlier copy if it was changed."
            )
        assert number is not None
        return number

    def find(self, table: str, **values: Any) -> int | None:
        """Return the id of the last row with these values."""
        where = " AND ".join(f"{name} IS ?" for name in values)
        select = f"SELECT max(id) FROM {table} WHERE {where}"
        number: int | None = self.connection.execute(select, tuple(values.values())).fetchone()[0]
        return number

    def add_new(self, table: str, **values: Any) -> int:
        """Return the id of the last row with these values, which is added if there is none."""
        number = self.find(table, **values)
        return self.add(table, **values) if number is None else number

    def write_entry(self) -> None:
        """Append the entry to the log."""
        facts = canonical(
            {
                "sequence": self._sequence,
                "at": now(),
                "program": __version__,
                "who": self._who,
                "what": self.what,
                "rows": self._rows,
            }
        )
        sha256 = chained(self._previous, facts)
        self._insert(LOG, {"sequence": self._sequence, "facts": facts, "sha256": sha256})


@contextmanager
def adding(path: Path, who: str, what: str, always: bool = False) -> Iterator[Addition]:
    """Let rows be added to a case: all of them and their log entry, or nothing at all.

    Without rows an entry is made only if `always`. `CaseError` if the case cannot be written.
    """
    with connected(path) as connection, transaction(connection):
        check(connection, path)
        addition = Addition(connection, who, what)
        yield addition
        if addition.rows or always:
            addition.write_entry()
