"""What an unfinished scan has found so far, safe against being killed at any moment."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from gng_desktop.casework.companions import definitions, made_by, planted, transaction
from gng_desktop.core.text import printable
from gng_desktop.core.timestamps import now
from gng_desktop.scan import BusyError, ScanError
from gng_desktop.scan.rows import Record, Row

_WAIT_S = 1.0
_SCHEMA = (
    "CREATE TABLE scan (settings TEXT NOT NULL, begun TEXT NOT NULL)",
    """CREATE TABLE files (
    path BLOB PRIMARY KEY,
    sha256 TEXT,
    again INTEGER NOT NULL,
    rows TEXT NOT NULL
) WITHOUT ROWID""",
    "CREATE INDEX by_content ON files (sha256)",
    """CREATE TABLE chain (
    number INTEGER PRIMARY KEY,
    path BLOB NOT NULL,
    digest TEXT NOT NULL,
    sha256 TEXT NOT NULL
)""",
)
_CHANGED = "was changed outside of the program ({}); start over with --overwrite"
_OTHER = "is no record of a scan by this version of the program; start over with --overwrite"
_SENTENCES = {
    sqlite3.SQLITE_FULL: "cannot be written because the disk is full; free some space, then "
    "continue with --resume",
    sqlite3.SQLITE_IOERR: "cannot be written by the disk; check or reconnect it, then "
    "continue with --resume",
    sqlite3.SQLITE_BUSY: "belongs to a scan that is running; wait for it or choose another --csv",
    sqlite3.SQLITE_READONLY: "may not be written; choose another --csv",
    sqlite3.SQLITE_CANTOPEN: "cannot be written; check the place and your rights, or choose "
    "another --csv",
    sqlite3.SQLITE_NOTADB: "is no record of a scan; start over with --overwrite",
    sqlite3.SQLITE_CORRUPT: "is damaged; start over with --overwrite",
}


class Journal:
    """An SQLite file beside the CSV: each addition is there whole, on the disk, or not at all.

    Records are chained by SHA-256, so that rows edited between two sessions are found; whoever
    computes the whole chain again is not. Only one program can have it open, any thread may close
    it. The rollback journal, unlike SQLite's other one, works on network drives too.

    `settings` are what decides the rows: those of a journal that is there stay; `begun` is when it
    was made. `ScanError` if the file cannot be read or written, or was changed when it is opened.
    """

    def __init__(self, path: Path, settings: Mapping[str, Any]) -> None:
        self.path = path
        with suppress(OSError):  # which SQLite will state, too
            if why := planted(path):
                raise ScanError(f"{printable(path)} {why}.")
        with self._scan_errors():
            self._database = sqlite3.connect(
                path, timeout=_WAIT_S, isolation_level=None, check_same_thread=False
            )
        try:
            with self._scan_errors():
                for pragma in ("locking_mode = EXCLUSIVE", "synchronous = FULL"):
                    self._database.execute(f"PRAGMA {pragma}")
                with transaction(self._database):
                    if not definitions(self._database):
                        for statement in _SCHEMA:
                            self._database.execute(statement)
                        values = json.dumps(settings), now()
                        self._database.execute("INSERT INTO scan VALUES (?, ?)", values)
                    if definitions(self._database) != made_by(_SCHEMA):
                        raise ScanError(f"{printable(self.path)} {_OTHER}.")
                text, self.begun = self._database.execute(
                    "SELECT settings, begun FROM scan"
                ).fetchone()
                self.settings: dict[str, Any] = json.loads(text)
                self._links, self._head = self._checked(_linked("", text, self.begun))
        except BaseException:
            self.close()
            raise

    def _checked(self, head: str) -> tuple[int, str]:
        """Return how many links there are and the last hash; ScanError if anything was changed."""
        links = 0
        for path, digest, sha256 in self._database.execute(
            "SELECT path, digest, sha256 FROM chain ORDER BY number"
        ):
            links += 1
            head = _linked(head, os.fsdecode(path), digest)
            if head != sha256:
                raise self._changed(path)
        linked = 0
        for path, digest, *rest in self._database.execute(
            # Where max() is asked for, SQLite takes the other columns of the same row.
            "SELECT last.path, digest, files.sha256, again, rows FROM "
            "(SELECT path, digest, max(number) FROM chain GROUP BY path) AS last "
            "LEFT JOIN files USING (path)"
        ):
            linked += 1
            if digest != _digest(path, *rest):
                raise self._changed(path)
        if linked != len(self):
            raise ScanError(f"{printable(self.path)} {_CHANGED.format('rows were added')}.")
        return links, head

    def _changed(self, path: bytes) -> ScanError:
        what = f"what it holds on {printable(os.fsdecode(path))}"
        return ScanError(f"{printable(self.path)} {_CHANGED.format(what)}.")

    @contextmanager
    def _scan_errors(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, TypeError, ValueError) as error:
            # The low byte is the kind of error; what is no SQLite error comes of damaged content.
            code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
            what = _SENTENCES.get(code, f"cannot be used ({error}); start over with --overwrite")
            kind = BusyError if code == sqlite3.SQLITE_BUSY else ScanError
            raise kind(f"{printable(self.path)} {what}.") from error

    def _found(self, rest: str, *values: Any) -> Iterator[Record]:
        with self._scan_errors():
            select = f"SELECT path, sha256, again, rows FROM files {rest}"
            for row in self._database.execute(select, values):
                yield _record(*row)

    def known(self, paths: Sequence[str]) -> tuple[Record, ...]:
        """Return what is known of `paths`, by their bytes."""
        marks = ",".join("?" * len(paths))
        named = map(os.fsencode, paths)
        return tuple(self._found(f"WHERE path IN ({marks}) ORDER BY path", *named))

    def paths(self) -> Iterator[str]:
        """Yield the files known, by the bytes of their paths."""
        with self._scan_errors():
            for (path,) in self._database.execute("SELECT path FROM files ORDER BY path"):
                yield os.fsdecode(path)

    def twin(self, sha256: str, before: str | None = None) -> Record | None:
        """Return what was found about a file of these bytes; None if nothing lasting was.

        With `before`, only a file whose path sorts before that one counts.
        """
        place = None if before is None else os.fsencode(before)
        found = "WHERE sha256 = ? AND again = 0 AND (? IS NULL OR path < ?) LIMIT 1"
        return next(self._found(found, sha256, place, place), None)

    def add(self, records: Iterable[Record]) -> None:
        """Add records, all or none; those of the same paths are replaced."""
        rows = [
            (os.fsencode(r.path), r.sha256, int(r.again), json.dumps([*map(vars, r.rows)]))
            for r in records
        ]
        with self._scan_errors(), transaction(self._database):
            links, head = self._links, self._head
            for row in rows:
                digest = _digest(*row)
                links, head = links + 1, _linked(head, os.fsdecode(row[0]), digest)
                link = links, row[0], digest, head
                self._database.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", row)
                self._database.execute("INSERT INTO chain VALUES (?, ?, ?, ?)", link)
        self._links, self._head = links, head

    def records(self) -> Iterator[Record]:
        """Yield everything found, by the bytes of the paths."""
        return self._found("ORDER BY path")

    def __len__(self) -> int:
        """Files known."""
        with self._scan_errors():
            (count,) = self._database.execute("SELECT count(*) FROM files").fetchone()
        return int(count)

    def duplicates(self) -> int:
        """Return how many files have the bytes of another one, counted once."""
        with self._scan_errors():
            (count,) = self._database.execute(
                "SELECT count(sha256) - count(DISTINCT sha256) FROM files"
            ).fetchone()
        return int(count)

    def close(self) -> None:
        """Let go of the file; what was added stays."""
        with suppress(sqlite3.Error):  # the drive may be gone
            self._database.close()


def _digest(path: bytes, sha256: str | None, again: int, rows: str) -> str:
    """Return the SHA-256 of a record."""
    return _linked(os.fsdecode(path), sha256, again, rows)


def _linked(*values: str | int | None) -> str:
    """Return the SHA-256 of values as a JSON list: of a link, what was before it and what it is."""
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()


def _record(path: bytes, sha256: str | None, again: int, rows: str) -> Record:
    name = os.fsdecode(path)
    # Rows of earlier versions are without their path.
    found = tuple(Row(**{"path": name} | facts) for facts in json.loads(rows))
    return Record(name, sha256, bool(again), found)
