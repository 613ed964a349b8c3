"""Opening the file of a case for one reading or one addition, and what may go wrong with it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from gng_desktop.casework.case import migrations
from gng_desktop.casework.case.schema import APPLICATION_ID

WAIT_S = 15.0
"""How long an addition waits for that of another program, s."""

_SENTENCES = {
    sqlite3.SQLITE_FULL: "cannot be added to because the disk is full; free some space and try "
    "again",
    sqlite3.SQLITE_BUSY: "is in use by another program; try again in a moment",
    sqlite3.SQLITE_READONLY: "may not be changed; copy it to a folder where you may write",
    sqlite3.SQLITE_NOTADB: "is no case of GNG Desktop; choose another file",
    sqlite3.SQLITE_CORRUPT: "is damaged; go on with an earlier copy of it",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; check its place and your rights",
    sqlite3.SQLITE_IOERR: "cannot be read or written by the disk; check the disk, or copy it "
    "elsewhere",
    sqlite3.SQLITE_AUTH: "cannot be opened; check your rights",
    sqlite3.SQLITE_PERM: "cannot be opened; check your rights",
}


class CaseError(Exception):
    """A case cannot be used as asked; the text is one sentence for the user."""


def sentence_of(path: Path, error: sqlite3.Error) -> str:
    """Say in one sentence what SQLite found wrong with the case at `path`."""
    # The low byte is the kind of error, the others say more than users need.
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    other = f"cannot be used ({error}); verify it, and go on with an earlier copy if it was changed"
    told = _SENTENCES.get(code, other)
    return f"The case {path} {told}."


def _uri(path: Path) -> str:
    """Return the URI of a path that SQLite knows on Windows shares, too."""
    place = path.absolute().as_posix()
    return f"file://{'' if place.startswith('/') else '/'}{quote(os.fsencode(place))}?mode=rw"


@contextmanager
def connected(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the file of a case; no connection outlives the work on hand.

    So any thread may call, nothing is locked in between, and the case is one file: of the two
    journals that SQLite has, the rollback journal works on network drives and is gone after each
    addition.

    Raises
    ------
    CaseError
        For whatever SQLite reports, in here or in the body.
    """
    if not path.is_file():
        raise CaseError(f"There is no case {path}; check its name, or make it anew.")
    try:
        connection = sqlite3.connect(_uri(path), timeout=WAIT_S, isolation_level=None, uri=True)
        try:
            connection.row_factory = sqlite3.Row
            for pragma in (
                "trusted_schema = OFF",
                "cell_size_check = ON",
                "foreign_keys = ON",
                # FULL, and the folder too is on the disk when the journal is gone.
                "synchronous = EXTRA",
            ):
                connection.execute(f"PRAGMA {pragma}")
            yield connection
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise CaseError(sentence_of(path, error)) from error
    except UnicodeDecodeError as error:  # of a name of a table or column that is damaged
        raise CaseError(sentence_of(path, sqlite3.DatabaseError(error))) from error


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a case of the latest schema to read it, all at one moment.

    Raises
    ------
    CaseError
        If it cannot be opened, or the body fails at anything.
    """
    try:
        with snapshot(path) as connection:
            check(connection, path)
            yield connection
    except CaseError:
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

    Its application id and schema number are looked at, not its tables.
    """
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise CaseError(f"{path} is no case of GNG Desktop; choose another file.")
    version, latest = migrations.version_of(connection), migrations.latest()
    if version > latest:
        raise CaseError(
            f"The case {path} was written by a later version of GNG Desktop (schema {version}, "
            f"this one knows {latest}); update this one."
        )
    if version < (1 if older else latest):
        raise CaseError(
            f"The case {path} has schema {version} and this program works with {latest}; open it "
            "again."
        )
