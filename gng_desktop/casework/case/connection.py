"""Opening the file of a case for one reading or one addition, and what may go wrong with it."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from gng_desktop.casework.case import schema
from gng_desktop.casework.case.schema import APPLICATION_ID
from gng_desktop.casework.companions import planted
from gng_desktop.core.errors import PlainError, plain_errors
from gng_desktop.core.reading import opened

WAIT_S = 15.0  # how long an addition waits for that of another program, s

LONGEST, LONGEST_TEXT = 64 << 20, 8 << 20
"""Of a row and of a text in it, bytes: many times what the program adds."""
MEMORY = 256 << 20  # that SQLite may take for all its work, bytes
STEPS, STEPS_A_BYTE = 2_000_000, 2
"""Of SQLite's machine, for one reading: at least, and a byte; verifying takes 0.1 a byte."""
_STEPS_AT_ONCE = 10_000
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: LONGEST,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 50,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 5,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
}
_NO_CASE = "goes beyond every limit of a case; do not use it"
_SENTENCES = {
    sqlite3.SQLITE_FULL: "cannot be added to because the disk is full; free some space and try "
    "again",
    sqlite3.SQLITE_BUSY: "is in use by another program; try again in a moment",
    sqlite3.SQLITE_READONLY: "may not be changed; copy it to a folder where you may write",
    sqlite3.SQLITE_NOTADB: "is no case of GNG Desktop; choose another file",
    sqlite3.SQLITE_CORRUPT: "is damaged; go back to an earlier copy of it",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; check its place and your rights",
    sqlite3.SQLITE_IOERR: "cannot be read or written by the disk; check the disk, or copy it "
    "elsewhere",
    sqlite3.SQLITE_AUTH: "cannot be opened; check your rights",
    sqlite3.SQLITE_PERM: "cannot be opened; check your rights",
    sqlite3.SQLITE_INTERRUPT: _NO_CASE,
    sqlite3.SQLITE_TOOBIG: _NO_CASE,
    sqlite3.SQLITE_NOMEM: _NO_CASE,
}


class CaseError(PlainError):
    """A case cannot be used as asked; the text is one sentence for the user."""


def is_case(path: Path) -> bool:
    """Tell by its header whether a file is a case; raises `CaseError` if it cannot be read."""
    advice = "check its name, or your rights"
    with (
        plain_errors(CaseError, f"{path} cannot be read", advice),
        opened(path, sys.maxsize) as stream,
    ):
        header = stream.read(72)
    return header.startswith(b"SQLite format 3\0") and header[68:] == APPLICATION_ID.to_bytes(4)


def sentence_of(path: Path, error: Exception | int) -> str:
    """Say in one sentence what SQLite, by its error or code, found wrong with a case."""
    code = error if isinstance(error, int) else getattr(error, "sqlite_errorcode", 0)
    if isinstance(error, (MemoryError, OverflowError)):
        code = sqlite3.SQLITE_NOMEM
    other = f"cannot be used ({error}); verify it, and go back to an earlier copy if it was changed"
    # The low byte is the kind of error, the others say more than users need.
    return f"The case {path} {_SENTENCES.get(code & 0xFF, other)}."


def _uri(path: Path) -> str:
    """Return the URI of a path that SQLite knows on Windows shares, too."""
    place = path.absolute().as_posix()
    return f"file://{'' if place.startswith('/') else '/'}{quote(os.fsencode(place))}?mode=rw"


@contextmanager
def connected(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the file of a case; whatever SQLite reports, in here or in the body, is a `CaseError`.

    No connection outlives the work on hand. So any thread may call, nothing is locked in between,
    and the case is one file: of the two journals that SQLite has, the rollback journal works on
    network drives and is gone after each addition.
    """
    try:
        if not path.is_file():
            raise CaseError(f"There is no case {path}; check its name, or create a new case.")
        if why := planted(path):
            raise CaseError(f"The case {path} {why}.")
        size = path.stat().st_size
    except OSError as error:
        raise CaseError(sentence_of(path, sqlite3.SQLITE_CANTOPEN)) from error
    try:
        connection = sqlite3.connect(_uri(path), timeout=WAIT_S, isolation_level=None, uri=True)
        try:
            connection.row_factory = sqlite3.Row
            _defend(connection, size)
            yield connection
        finally:
            connection.close()
    # UnicodeDecodeError: of a name of a table or column that is damaged.
    except (sqlite3.Error, UnicodeDecodeError, MemoryError, OverflowError) as error:
        raise CaseError(sentence_of(path, error)) from error


def bounded(data: bytes, errors: str = "strict") -> str:
    """Return a text of a case; OverflowError if it is longer than `LONGEST_TEXT`."""
    if len(data) > LONGEST_TEXT:
        raise OverflowError("a text that no case has")
    return data.decode("utf-8", errors)


def _defend(connection: sqlite3.Connection, size: int) -> None:
    """Let a file from whomever neither run anything nor take time and memory without end."""
    for limit, most in _LIMITS.items():
        connection.setlimit(limit, most)
    if sys.version_info >= (3, 12):
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)
    left = (STEPS + STEPS_A_BYTE * size) // _STEPS_AT_ONCE

    def beyond() -> bool:
        nonlocal left
        left -= 1
        return left < 0

    connection.text_factory = bounded
    connection.set_progress_handler(beyond, _STEPS_AT_ONCE)
    for pragma in (
        "trusted_schema = OFF",
        f"hard_heap_limit = {MEMORY}",
        "cell_size_check = ON",
        "foreign_keys = ON",
        # FULL, and the folder too is on the disk when the journal is gone.
        "synchronous = EXTRA",
    ):
        connection.execute(f"PRAGMA {pragma}")


@contextmanager
def reading(path: Path, older: bool = False) -> Iterator[sqlite3.Connection]:
    """Open a case of the latest schema or, if `older`, of any up to it; read it at one moment.

    `CaseError` if it cannot be opened, or the body fails at anything.
    """
    try:
        with snapshot(path) as connection:
            check(connection, path, older)
            yield connection
    except (CaseError, OverflowError, MemoryError):
        raise
    except Exception as error:  # damaged rows raise anything
        raise CaseError(
            f"The case {path} cannot be read; run 'gng-desktop case verify' on it."
        ) from error


@contextmanager
def snapshot(path: Path) -> Iterator[sqlite3.Connection]:
    """Open any SQLite file to read it, all at one moment; raises `CaseError`."""
    with connected(path) as connection:
        connection.execute("PRAGMA query_only = ON")
        connection.execute("BEGIN")
        yield connection


def check(connection: sqlite3.Connection, path: Path, older: bool = False) -> None:
    """Raise CaseError unless this is a case of the latest schema or, if `older`, of any up to it.

    Its tables, views, triggers and indexes must be exactly those of the schema: to be called in
    every transaction, before anything is read or added.
    """
    check_version(connection, path, older)
    for problem in schema.deviations(connection, schema.version_of(connection)):
        raise CaseError(f"The case {path} was changed outside of the program: {problem}")


def check_version(connection: sqlite3.Connection, path: Path, older: bool = False) -> None:
    """Raise CaseError for an application id or schema number other than `check` wants."""
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise CaseError(f"{path} is no case of GNG Desktop; choose another file.")
    version, latest = schema.version_of(connection), schema.latest()
    if version > latest:
        raise CaseError(
            f"The case {path} was written by a later version of GNG Desktop (schema {version}, "
            f"this one knows {latest}); update this one."
        )
    if version < 1:
        raise CaseError(sentence_of(path, sqlite3.SQLITE_CORRUPT))
    if version < latest and not older:
        raise CaseError(
            f"The case {path} has schema {version} and this program works with {latest}; open it "
            "again."
        )
