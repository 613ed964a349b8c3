"""SQLite's files: planted neighbours of a database are not believed, what is written is whole."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import lru_cache
from pathlib import Path

_MAGIC = bytes.fromhex("d9d505f920a163d7")
"""Last bytes of a rollback journal that names a second file, which SQLite then deletes."""


def planted(path: Path) -> str:
    """Return why a database must not be opened, words behind its name; "" if it may be.

    The program writes rollback journals of one database, which name no other file. SQLite would
    wait for ever for a pipe, delete whatever file a journal with a second name names, and write
    what any journal says into the database: in a folder that all may write to, one of another user.
    What lies beside a database that is yet to be made it deletes.
    """
    for suffix in ("-journal", "-wal", "-shm"):
        beside = path.with_name(path.name + suffix)
        with suppress(FileNotFoundError):
            status = beside.lstat()
            if not stat.S_ISREG(status.st_mode):
                return f"has {beside.name} beside it, which is no file; move that away"
            if not os.path.lexists(path):  # of which SQLite took it for a remainder
                return f"has {beside.name} beside it, which would be deleted; move that away"
            if os.name != "nt" and status.st_uid not in (os.geteuid(), path.stat().st_uid):
                return (
                    f"has {beside.name} beside it, which another user wrote; let that user open it "
                    "first, or move that file away if nobody worked on it"
                )
            if suffix == "-journal":
                with beside.open("rb") as stream:
                    stream.seek(max(0, os.fstat(stream.fileno()).st_size - len(_MAGIC)))
                    if stream.read() == _MAGIC:
                        return (
                            f"has {beside.name} beside it, which this program did not write and "
                            "which names another file to be deleted; move it away"
                        )
    return ""


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Write alone; commit at the end, or change nothing if anything is raised."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # Where the disk is full, SQLite itself may have rolled back already.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


Definitions = dict[tuple[str, str], tuple[str, str | None]]
"""By kind and name, the table and the SQL of everything defined in a database."""


def definitions(connection: sqlite3.Connection) -> Definitions:
    """Return what is defined in a database."""
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master")
    return {(kind, name): (table, sql) for kind, name, table, sql in rows}


@lru_cache
def made_by(statements: tuple[str, ...]) -> Definitions:
    """Return what SQL statements define in an empty database."""
    with closing(sqlite3.connect(":memory:")) as connection:
        for statement in statements:
            connection.execute(statement)
        return definitions(connection)
