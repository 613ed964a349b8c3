"""The file of a case looked into, and changed as the program would not."""

import json
import sqlite3
from contextlib import closing

from gng_desktop.casework.case import schema
from gng_desktop.casework.case.canonical import canonical, row_digest
from gng_desktop.casework.case.log import chained


def content(path):
    """Return every row of every table; what two files have in common if nothing was changed."""
    with closing(sqlite3.connect(path)) as connection:
        connection.text_factory = bytes
        return {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()
            for kind, table in sorted(schema.expected(1))
            if kind == "table"
        }


def rows_of(path, table):
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(f"SELECT * FROM {table} ORDER BY 1")]


def altered(value, place=None):
    """Return `value` with one bit, or one character, changed: in the middle, or at `place`."""
    if isinstance(value, int):
        return value + 1000
    if not value:
        return value + (b"x" if isinstance(value, bytes) else "x")
    place = len(value) // 2 if place is None else place % len(value)
    one = bytes([value[place] ^ 1]) if isinstance(value, bytes) else chr(ord(value[place]) ^ 1)
    return value[:place] + one + value[place + 1 :]


class Forger:
    """Changes a case as one can who knows the program; its guards are away, and back at the end."""

    def __init__(self, path):
        self.path = path

    def __enter__(self):
        self.database = sqlite3.connect(self.path, isolation_level=None)
        self.database.row_factory = sqlite3.Row
        self.run("PRAGMA synchronous = OFF")
        self.run("BEGIN")
        self.guards = self.run("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        for name, _ in self.guards:
            self.run(f"DROP TRIGGER {name}")
        return self

    def __exit__(self, kind, error, traceback):
        with closing(self.database):
            if kind is None:
                for _, sql in self.guards:
                    self.run(sql)
                self.run("COMMIT")

    def run(self, sql, *values):
        return self.database.execute(sql, values).fetchall()

    def rows(self, table):
        return [dict(row) for row in self.run(f"SELECT * FROM {table} ORDER BY 1")]

    def put(self, table, row, key="id"):
        marks = ", ".join("?" * len(row))
        self.run(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", *row.values())

    def append(self, *named, at=None, what="results of a.png"):
        """Append an entry that names rows, as the program would; each is (table, id)."""
        last = self.rows("log")[-1]
        facts = json.loads(last["facts"])
        facts |= {"sequence": last["sequence"] + 1, "what": what, "at": at or facts["at"]}
        facts["rows"] = []
        for table, number in named:
            row = next(row for row in self.rows(table) if row["id"] == number)
            facts["rows"].append([table, number, row_digest(table, row)])
        self.put_entry(last["sequence"] + 1, last["sha256"], facts)

    def put_entry(self, sequence, previous, facts):
        text = canonical(facts)
        digest = chained(previous, text)
        self.put("log", {"sequence": sequence, "facts": text, "sha256": digest})
        return digest

    def rechain(self):
        """Compute the digests of all rows and the whole chain again."""
        previous = "0" * 64
        digests = {
            (table, row["id"]): row_digest(table, row)
            for (table,) in self.run(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name != 'log'"
            )
            for row in self.rows(table)
        }
        for row in self.rows("log"):
            facts = json.loads(row["facts"])
            facts["rows"] = [
                [table, number, digests.get((table, number), digest)]
                for table, number, digest in facts["rows"]
            ]
            previous = self.put_entry(row["sequence"], previous, facts)


def tampering(path, *statements, guarded=True):
    """Change a case behind its back: guards away, SQL, guards back."""
    with Forger(path) as forger:
        for statement in statements:
            sql, values = statement if isinstance(statement, tuple) else (statement, ())
            forger.run(sql, *values)
        forger.guards = forger.guards if guarded else []
