"""Was anything of a case changed? File, tables, log and rows against each other."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from gng_desktop.casework.case import migrations
from gng_desktop.casework.case.canonical import row_digest
from gng_desktop.casework.case.connection import CaseError, check, sentence_of, snapshot
from gng_desktop.casework.case.log import START, LogEntry, chained, head, read_entry
from gng_desktop.casework.case.schema import LOG
from gng_desktop.progress import Progress

MOST = 100
"""Problems of the file's structure that are told."""
_OFTEN = 100


def verify(path: Path, expected_head: str = "") -> list[str]:
    """Return what is wrong with a case, a sentence each; see `verify_steps`."""
    return [step for step in verify_steps(path, expected_head) if isinstance(step, str)]


def head_of(path: Path) -> tuple[int, str]:
    """Return how many entries the log has and the hash of the last; of a case of any schema.

    Raises
    ------
    CaseError
        If the case cannot be read.
    """
    with snapshot(path) as connection:
        check(connection, path, older=True)
        return head(connection)


def verify_steps(path: Path, expected_head: str = "") -> Iterator[Progress | str]:
    """Look for any change of a case that was not made by adding to it; nothing is written.

    An unfinished addition, as a crash leaves it, is taken back first, as with every opening.

    Parameters
    ----------
    path : Path
    expected_head : str
        The hash of the log's last entry as it was written down earlier, in any case and with any
        spaces: without it nobody can tell whether entries are missing at the end of the log, or
        everything was computed anew. Entries added since do not matter.

    Yields
    ------
    Progress
        Many times a second, but for the check of the file's structure.
    str
        A sentence for each thing that is wrong; none if the case is intact.
    """
    try:
        with snapshot(path) as connection:
            # Bytes that are no UTF-8 must not stop the search, nor look like others.
            connection.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
            check(connection, path, older=True)
            version = migrations.version_of(connection)
            yield Progress(0, 0, "Checking the structure of the file")
            yield from _guarded("structure of the file", path, _structure(connection, version))
            entries: list[LogEntry] = []
            yield from _guarded("log", path, _log(connection, entries))
            tables = [name for kind, name in migrations.expected(version) if kind == "table"]
            for table in tables:
                if table != LOG:
                    rows = _rows(connection, table, entries)
                    yield from _guarded(f"table {table}", path, rows)
            if expected_head:
                yield from _head(expected_head, entries)
    except CaseError as error:
        yield str(error)


Steps = Iterator[Progress | str]


def _guarded(what: str, path: Path, steps: Steps) -> Steps:
    """Turn an error into a sentence, so that the rest is still looked at."""
    try:
        yield from steps
    except sqlite3.Error as error:
        yield f"The {what} cannot be read to its end. {sentence_of(path, error)}"
    except Exception as error:  # damaged files raise anything
        yield f"The {what} cannot be read to its end ({type(error).__name__})."


def _structure(connection: sqlite3.Connection, version: int) -> Steps:
    expected, found = migrations.expected(version), migrations.definitions(connection)
    for kind, name in sorted(expected.keys() - found.keys()):
        yield f"The {kind} {name} is missing."
    for kind, name in sorted(found.keys() - expected.keys()):
        yield f"The {kind} {name} was added; no case has it."
    for kind, name in sorted(expected.keys() & found.keys()):
        if expected[kind, name] != found[kind, name]:
            yield f"The {kind} {name} was changed."
    for (problem,) in connection.execute(f"PRAGMA integrity_check({MOST})"):
        if problem != "ok":
            yield f"The file is damaged: {' '.join(problem.split())}."
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"Row {row} of {table} belongs to a row of {parent} that is not there."


def _log(connection: sqlite3.Connection, entries: list[LogEntry]) -> Steps:
    """Check the chain; fill `entries` with those that can be read."""
    previous, expected = START, 1
    for row in connection.execute(f"SELECT * FROM {LOG} ORDER BY sequence"):
        sequence, facts, sha256 = row["sequence"], row["facts"], row["sha256"]
        if sequence != expected:
            yield (
                f"Entry {sequence} of the log follows entry {expected - 1}: what was between them "
                "is missing."
            )
        elif chained(previous, facts) != sha256:
            yield f"Entry {sequence} of the log was changed, or the one before it was."
        try:
            entries.append(read_entry(row))
        except (ValueError, KeyError, TypeError, RecursionError):
            yield f"Entry {sequence} of the log cannot be read."
        previous, expected = sha256, sequence + 1
        if sequence % _OFTEN == 0:
            yield Progress(0, 0, "Checking the log")
    if expected == 1:
        yield "The log is empty."


def _rows(connection: sqlite3.Connection, table: str, entries: list[LogEntry]) -> Steps:
    """Check that the rows of a table are those of the log, each as its entry knows it."""
    known = {
        ref.id: (entry.sequence, ref.sha256)
        for entry in entries
        for ref in entry.rows
        if ref.table == table
    }
    total = len(known)
    for done, row in enumerate(connection.execute(f"SELECT * FROM {table} ORDER BY id")):
        sequence, digest = known.pop(row["id"], (0, ""))
        if not sequence:
            yield f"Row {row['id']} of {table} is in no entry of the log."
        elif row["entry"] != sequence or row_digest(table, dict(row)) != digest:
            yield f"Row {row['id']} of {table} is not what entry {sequence} of the log recorded."
        if done % _OFTEN == 0:
            yield Progress(done, total, f"Checking {table}")
    for number, (sequence, _) in known.items():
        yield f"Row {number} of {table}, of entry {sequence} of the log, is missing."


def _head(expected: str, entries: list[LogEntry]) -> Steps:
    wanted = "".join(expected.split()).lower()
    if all(entry.sha256 != wanted for entry in entries):
        yield (
            f"No entry of the log has the hash {wanted}: the log was changed, or cut off before "
            "it; compare the digits, and go on with an earlier copy."
        )
