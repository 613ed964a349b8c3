"""The files that SQLite reads beside a database: planted ones must not be believed."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

_MAGIC = bytes.fromhex("d9d505f920a163d7")
"""Last bytes of a rollback journal that names a second file, which SQLite then deletes."""


def planted(path: Path) -> str:
    """Return why a database must not be opened, words behind its name; "" if it may be.

    The program writes rollback journals of one database, which name no other file. SQLite would
    wait for ever for a pipe, delete whatever file a journal with a second name names, and write
    what any journal says into the database: in a folder that all may write to, one of another user.
    """
    for suffix in ("-journal", "-wal", "-shm"):
        beside = path.with_name(path.name + suffix)
        with suppress(FileNotFoundError):
            status = beside.lstat()
            if not stat.S_ISREG(status.st_mode):
                return f"has {beside.name} beside it, which is no file; move that away"
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
