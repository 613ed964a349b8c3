"""A case with rows in every table, made up."""

import hashlib
import json
import sqlite3
from contextlib import closing
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from gng_desktop.analysis.stress import Stress, point_of
from gng_desktop.casework.case import schema
from gng_desktop.casework.case.canonical import canonical, row_digest
from gng_desktop.casework.case.log import chained
from gng_desktop.casework.case.previews import previews
from gng_desktop.casework.case.store import Case
from gng_desktop.casework.decisions import decide
from gng_desktop.casework.saving import Results
from gng_desktop.explain.faithfulness import faithfulness
from gng_desktop.explain.methods import Explained
from gng_desktop.imaging.provenance.record import read_provenance


@pytest.fixture
def evidence(tmp_path):
    """An image file; its SHA-256 is `sha_of` it."""
    path = tmp_path / "evidence" / "ä b.png"
    path.parent.mkdir()
    Image.fromarray(np.full((48, 64, 3), 90, np.uint8)).save(path)
    return path


def sha_of(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def sha():
    return sha_of


@pytest.fixture
def explained(pair):
    return Explained(pair)


def score(batch):
    return 1e-4 + batch.mean(axis=(1, 2, 3)) / 255


@pytest.fixture
def results(make_analysis, evidence, explained):
    """All that can be known of one image."""
    analysis = make_analysis(evidence, sha256=sha_of(evidence))
    changed = replace(analysis, verdict="inconclusive", score_with_background=0.5)
    stress = Stress((point_of("as is", 0, analysis), point_of("jpeg", 50, changed)))
    tested = faithfulness(score, explained.maps[0], "black", steps=2, random_maps=1)
    return Results(
        analysis,
        (explained,),
        {explained.maps[0].method: (tested, tested)},
        (decide(analysis, "generated", "Pupils differ.\n„ä“", "A. Rossi"),),
        read_provenance(evidence),
        stress,
    )


@pytest.fixture
def case(tmp_path):
    """A new case."""
    return Case.create(tmp_path / "a.gng", "Fall 1", "2024/7", "A. Rossi", "B. Neri")


@pytest.fixture
def full(tmp_path, case, results, models):
    """A case with rows in every table."""
    case.add_settings({"unit": "log-odds", "evals": 500})
    case.add_results(results, previews(results), models)
    other = replace(results.analysis, sha256="1" * 64, path="no/other.png", verdict="real")
    case.add_results(Results(other), {"original": b"\xff\xd8 a picture"}, models)
    case.add_decision(decide(other, "undecided", "", "C. Verdi"))
    case.add_report(tmp_path / "report.pdf", "2" * 64, [results.analysis.sha256])
    case.remark("looked at by the court")
    return case


_made = []


@pytest.fixture
def copy(request, tmp_path):
    """Return a fresh copy of a full case at every call."""
    if not _made:
        _made.append(request.getfixturevalue("full").path.read_bytes())

    def copied(name="copy.gng"):
        path = tmp_path / name
        path.write_bytes(_made[0])
        return path

    return copied


def tables_of():
    return sorted(name for kind, name in schema.expected(1) if kind == "table")


def content_of(path):
    """Return every row of every table; what two files have in common if nothing was changed."""
    with closing(sqlite3.connect(path)) as connection:
        connection.text_factory = bytes
        return {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()
            for table in tables_of()
        }


@pytest.fixture
def content():
    return content_of


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


@pytest.fixture
def forger():
    return Forger


@pytest.fixture
def tampering():
    """Change a case behind its back: guards away, SQL, guards back."""

    def tamper(path, *statements, guarded=True):
        with Forger(path) as forger:
            for statement in statements:
                sql, values = statement if isinstance(statement, tuple) else (statement, ())
                forger.run(sql, *values)
            forger.guards = forger.guards if guarded else []

    return tamper


@pytest.fixture
def facts_in():
    """Return the facts of the last row of a table."""

    def facts(path, table):
        with closing(sqlite3.connect(path)) as connection:
            (text,) = connection.execute(f"SELECT facts FROM {table} ORDER BY 1 DESC").fetchone()
        return json.loads(text)

    return facts
