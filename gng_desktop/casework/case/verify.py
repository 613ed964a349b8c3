"""Was anything of a case changed? File, tables, log and rows against each other."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from gng_desktop.casework.case import schema
from gng_desktop.casework.case.canonical import row_digest
from gng_desktop.casework.case.connection import (
    CaseError,
    bounded,
    check_version,
    reading,
    sentence_of,
    snapshot,
)
from gng_desktop.casework.case.log import START, LogEntry, chained, head, read_entry, read_log
from gng_desktop.casework.case.schema import LOG
from gng_desktop.core.progress import Progress
from gng_desktop.core.text import printable

MOST = 100  # problems of the file's structure that are listed, and characters of a foreign name
_OFTEN = 100


def verify(path: Path, *expected_heads: str) -> list[str]:
    """Return what is wrong with a case, a sentence each; see `verify_steps`."""
    return [step for step in verify_steps(path, *expected_heads) if isinstance(step, str)]


def head_of(path: Path) -> tuple[int, str]:
    """Return number and hash of the last log entry, of a case of any schema; raises `CaseError`."""
    with reading(path, older=True) as connection:
        return head(connection)


def log_of(path: Path) -> list[LogEntry]:
    """Return the log of a case of any schema that was verified; raises as `head_of`."""
    with reading(path, older=True) as connection:
        return read_log(connection)


def verify_steps(path: Path, *expected_heads: str) -> Iterator[Progress | str]:
    """Look for any change of a case that was not made by adding to it; nothing is written.

    Yields `Progress`, and a sentence for each thing that is wrong. An unfinished addition, as a
    crash leaves it, is taken back first, as with every opening. `expected_heads` are hashes of the
    log's last entry as written down earlier, in any case and with any spaces: without one nobody
    can tell whether entries are missing at the end of the log, or everything was computed again.
    """
    try:
        with snapshot(path) as connection:
            # Bytes that are no UTF-8 must not stop the search, nor look like others.
            connection.text_factory = partial(bounded, errors="surrogateescape")
            check_version(connection, path, older=True)
            version = schema.version_of(connection)
            yield Progress(0, 0, "Checking the structure of the file")
            structure = _guarded("structure of the file", path, _structure(connection, version))
            problems = list(islice(structure, MOST))
            yield from problems
            # Where the structure is another, reading rows may run anything, for ever.
            if problems:
                return
            known: _Known = {
                table: {}
                for kind, table in schema.expected(version)
                if kind == "table" and table != LOG
            }
            heads: set[str] = set()
            yield from _guarded("log", path, _log(connection, known, heads))
            for table, rows in known.items():
                yield from _guarded(f"table {table}", path, _rows(connection, table, rows))
            for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
                yield f"Row {row} of {table} belongs to a row of {parent} that is not there."
            for expected in filter(None, expected_heads):
                yield from _head(expected, heads)
    except CaseError as error:
        yield str(error)


Steps = Iterator[Progress | str]
_Known = dict[str, dict[int, tuple[int, str]]]
"""By table and id, the entry that added a row, and the digest it recorded."""


def _guarded(what: str, path: Path, steps: Steps) -> Steps:
    """Turn an error into a sentence, so that the rest is still looked at."""
    try:
        yield from steps
    except (sqlite3.Error, MemoryError, OverflowError) as error:
        yield f"The {what} cannot be read to its end. {sentence_of(path, error)}"
    except Exception as error:  # damaged files raise anything
        yield f"The {what} cannot be read to its end ({type(error).__name__})."


def _structure(connection: sqlite3.Connection, version: int) -> Steps:
    different = False
    for problem in schema.deviations(connection, version):
        different = True
        yield problem
    # It computes what indexes and checks of other making say.
    if not different:
        for (problem,) in connection.execute(f"PRAGMA integrity_check({MOST})"):
            if problem != "ok":
                yield f"The file is damaged: {' '.join(problem.split())}."


def _log(connection: sqlite3.Connection, known: _Known, heads: set[str]) -> Steps:
    """Check the chain, and that entries name rows one after the other; fill `known`, `heads`."""
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
            yield from _added(read_entry(row), known)
        except (ValueError, KeyError, TypeError, RecursionError):
            yield f"Entry {sequence} of the log cannot be read."
        heads.add(sha256)
        previous, expected = sha256, sequence + 1
        if sequence % _OFTEN == 0:
            yield Progress(0, 0, "Checking the log")
    if expected == 1:
        yield "The log is empty."


def _added(entry: LogEntry, known: _Known) -> Iterator[str]:
    """Check that an entry names rows that no entry did before, and none out of turn."""
    for ref in entry.rows:
        named = f"Entry {entry.sequence} of the log names row {ref.id} of "
        rows = known.get(ref.table)
        if rows is None:
            yield f"{named}{printable(ref.table)[:MOST]}, a table that no case has."
            continue
        last = next(reversed(rows), 0)
        if ref.id <= last:
            yield f"{named}{ref.table}, which was added before it: somebody tried to replace it."
        elif ref.id > last + 1:
            yield f"{named}{ref.table}, but row {last + 1} would have been next."
        elif ref.table == "metadata" and ref.id > 1:
            yield f"{named}metadata: what a case is can be stated only once."
        rows.setdefault(ref.id, (entry.sequence, ref.sha256))


def _rows(connection: sqlite3.Connection, table: str, known: dict[int, tuple[int, str]]) -> Steps:
    """Check that the rows of a table are those of the log, each as its entry knows it."""
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


def _head(expected: str, heads: set[str]) -> Iterator[str]:
    digits = "".join(expected.split()).lower()
    if digits not in heads:
        yield (
            f"No entry of the log has the hash {printable(digits)}: the log was changed, or cut "
            "off before it; compare the digits, and go back to an earlier copy."
        )
