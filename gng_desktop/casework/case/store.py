"""The case: made, opened, added to and read."""

from __future__ import annotations

import getpass
import json
import os
import secrets
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gng_desktop.casework.case import contents, schema
from gng_desktop.casework.case.canonical import canonical
from gng_desktop.casework.case.connection import (
    CaseError,
    check,
    connected,
    reading,
    sentence_of,
    snapshot,
)
from gng_desktop.casework.case.log import Addition, LogEntry, adding, head, read_log
from gng_desktop.casework.case.schema import APPLICATION_ID
from gng_desktop.casework.companions import planted, transaction
from gng_desktop.casework.decisions import Decision, DecisionError, check_sha256
from gng_desktop.core.errors import plain_errors
from gng_desktop.core.files import write_new
from gng_desktop.core.timestamps import now
from gng_desktop.modelstore.strict import read

if TYPE_CHECKING:
    from gng_desktop.casework.saving import Results
    from gng_desktop.explain.explanation import Explanation
    from gng_desktop.modelstore import StoredModel

SUFFIX = ".gng"


class Case:
    """A case in a file; every call opens it for itself, so any thread may call at any time.

    `path` is a case of the latest schema (use `create` or `open`), `who` is named in the log with
    what is added ("": the login name). Every method and property raises `CaseError` if the file
    cannot be read or written; there is nothing to be closed.
    """

    def __init__(self, path: Path, who: str = "") -> None:
        self.path = path.absolute()
        self.who = who.strip() or login()

    @classmethod
    def create(
        cls, path: Path, title: str, reference: str = "", examiner: str = "", who: str = ""
    ) -> Case:
        """Make a new case in an existing folder; an existing file is never replaced.

        Only the title must not be empty; `who` is as of `Case`, "" for the examiner.
        """
        if not title.strip():
            raise CaseError("A case needs a title; give one.")
        path, case = path.absolute(), cls(path, who or examiner)
        if not path.exists() and (why := planted(path)):
            raise CaseError(f"The case {path} {why}.")
        with plain_errors(CaseError, f"The case {path} cannot be made", "choose another folder"):
            try:
                write_new(path, b"", private=True)
            except FileExistsError as error:
                raise CaseError(f"{path} exists already; choose another name.") from error
        facts = {
            "id": secrets.token_hex(16),
            "title": title.strip(),
            "reference": reference.strip(),
            "examiner": examiner.strip(),
            "created_at": now(),
        }
        try:
            with connected(path) as connection, transaction(connection):
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                schema.migrate(connection)
                addition = Addition(connection, case.who, "case made")
                addition.add("metadata", facts=canonical(facts))
                addition.write_entry()
        except BaseException:
            with suppress(OSError):
                path.unlink()
            raise
        return case

    @classmethod
    def open(cls, path: Path, who: str = "") -> Case:
        """Open a case; one of an earlier schema is brought to the latest, which the log tells."""
        case = cls(path, who)
        with snapshot(path) as connection:
            check(connection, path, older=True)
            older = schema.version_of(connection) < schema.latest()
            # Pages that are reached in several ways can make a small file endless.
            if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise CaseError(sentence_of(path, sqlite3.SQLITE_CORRUPT))
        if older:
            case._migrate()
        return case

    def _migrate(self) -> None:
        with connected(self.path) as connection, transaction(connection):
            check(connection, self.path, older=True)
            # Another program may have been faster.
            before = schema.version_of(connection)
            if before < schema.latest():
                addition = Addition(connection, self.who, f"schema {before} to ")
                schema.migrate(connection)
                addition.what += str(schema.latest())
                addition.write_entry()

    # -- adding -----------------------------------------------------------------------------

    def add_results(
        self,
        results: Results,
        previews: Mapping[str, bytes] | None = None,
        models: Mapping[str, StoredModel] | None = None,
    ) -> int:
        """Add what is known of one image, as far as it is new; return the number of the analysis.

        Incomplete explanations are left out. `previews` are JPEG by name, from `case.previews`; of
        `models`, by role, those that made the analysis are added, and tell what it is worth.
        """
        from gng_desktop.casework.case.adding import add_results

        name = Path(results.analysis.path).name
        if results.analysis.sha256 is None:
            raise CaseError(
                f"{name} could not be read and is not in the case: {results.analysis.reason}"
            )
        with adding(self.path, self.who, f"results of {name}") as addition:
            return add_results(addition, self.path, results, previews or {}, models or {})

    def add_decision(self, decision: Decision) -> None:
        """Add a decision, in the name of its analyst; one that is there already is not added."""
        with adding(self.path, decision.analyst, "decision") as addition:
            if addition.find("images", sha256=decision.sha256) is None:
                # Known by its hash alone, until it is analysed.
                unknown = dict.fromkeys(("size", "width", "height", "first_path"))
                addition.add("images", sha256=decision.sha256, facts=canonical(unknown))
            facts = canonical(decision.to_json())
            addition.add_new("decisions", image=decision.sha256, facts=facts)

    def add_settings(self, settings: Mapping[str, Any]) -> None:
        """Add the settings in force, JSON values by name, unless they are those added last."""
        facts = canonical(settings)
        with adding(self.path, self.who, "settings") as addition:
            if _last(addition.connection, "settings") != facts:
                addition.add("settings", facts=facts)

    def add_report(self, path: Path, sha256: str, images: Sequence[str]) -> None:
        """Add that a report was made: where, the SHA-256 of the file, those of its images."""
        facts = canonical({"path": os.fspath(path.absolute()), "images": images})
        with adding(self.path, self.who, f"report {path.name}") as addition:
            addition.add("reports", sha256=sha256, facts=facts)

    def remark(self, text: str) -> None:
        """Append an entry to the log that comes with no rows."""
        with adding(self.path, self.who, text, always=True):
            pass

    def remark_once(self, texts: Sequence[str]) -> None:
        """Append an entry for each text that the log does not have yet."""
        known = {entry.what for entry in self.log()} if texts else set()
        for text in texts:
            if text not in known:
                self.remark(text)

    # -- reading ----------------------------------------------------------------------------

    @property
    def metadata(self) -> contents.CaseMetadata:
        """What the case is."""
        with reading(self.path) as connection:
            facts = json.loads(_last(connection, "metadata") or "")
            found: contents.CaseMetadata = read(contents.CaseMetadata, facts)
        return found

    @property
    def head(self) -> str:
        """Hash of the last entry of the log: on paper, it proves all that is in the case by now."""
        with reading(self.path) as connection:
            return head(connection)[1]

    @property
    def hashes(self) -> frozenset[str]:
        """SHA-256 of every image in the case."""
        with reading(self.path) as connection:
            return frozenset(r["sha256"] for r in connection.execute("SELECT sha256 FROM images"))

    @property
    def entries(self) -> int:
        """How many entries the log has."""
        with reading(self.path) as connection:
            return head(connection)[0]

    def decided_since(self, entry: int) -> frozenset[str]:
        """Return the SHA-256 of every image with a decision that is later than a log entry."""
        with reading(self.path) as connection:
            select = "SELECT DISTINCT image FROM decisions WHERE entry > ?"
            return frozenset(row["image"] for row in connection.execute(select, (entry,)))

    def log(self) -> list[LogEntry]:
        """Return all entries of the log, the earliest first."""
        with reading(self.path) as connection:
            return read_log(connection)

    def images(self) -> list[contents.CaseImage]:
        """Return all images in the order they were added."""
        with reading(self.path) as connection:
            return contents.read_images(connection)

    def image(self, sha256: str) -> contents.CaseImage | None:
        """Return the image with this SHA-256; None if it is not in the case."""
        with reading(self.path) as connection:
            return next(iter(contents.read_images(connection, sha256)), None)

    def history(self, sha256: str) -> list[Decision]:
        """Return all decisions on an image, the earliest first."""
        with reading(self.path) as connection:
            return contents.read_history(connection, sha256)

    def models(self) -> list[contents.CaseModel]:
        """Return the models that results were made with, in the order they were added."""
        with reading(self.path) as connection:
            rows = connection.execute("SELECT role, sha256, facts FROM models ORDER BY id")
            return [contents.CaseModel(r, sha256=s, **json.loads(facts)) for r, s, facts in rows]

    def settings(self) -> dict[str, Any]:
        """Return the settings added last; empty if none were."""
        with reading(self.path) as connection:
            return dict(json.loads(_last(connection, "settings") or "{}"))

    def reports(self) -> list[contents.CaseReport]:
        """Return the reports that were made, the earliest first."""
        with reading(self.path) as connection:
            rows = connection.execute("SELECT entry, sha256, facts FROM reports ORDER BY id")
            return [
                contents.CaseReport(entry, facts["path"], sha256, tuple(facts["images"]))
                for entry, sha256, text in rows
                for facts in (json.loads(text),)
            ]

    def preview(self, number: int) -> bytes:
        """Return a picture that `CaseImage.previews` names; KeyError if there is none."""
        with reading(self.path) as connection:
            row = connection.execute("SELECT data FROM previews WHERE id = ?", (number,)).fetchone()
        if row is None:
            raise KeyError(number)
        return bytes(row["data"])

    def maps(self, explanation: contents.CaseExplanation) -> list[Explanation]:
        """Return the maps of an explanation: both, or the one of a further detector.

        Raises KeyError if it is not of this case.
        """
        from gng_desktop.casework.stored import unpack

        with reading(self.path) as connection:
            select = "SELECT maps FROM explanations WHERE id = ?"
            row = connection.execute(select, (explanation.id,)).fetchone()
            if row is not None:
                return unpack(row["maps"], explanation.facts)
        raise KeyError(explanation.id)


class CaseDecisions:
    """What `gng_desktop.casework.decisions.DecisionStore` does, in a case.

    `DecisionError` if the case cannot be read or written, ValueError for what is no SHA-256.
    """

    def __init__(self, case: Case) -> None:
        self.case = case

    @property
    def folder(self) -> Path:
        """The folder of the case."""
        return self.case.path.parent

    def has(self, sha256: str) -> bool:
        """Tell whether there is a decision on an image."""
        check_sha256(sha256)
        with _decision_errors(), reading(self.case.path) as connection:
            select = "SELECT 1 FROM decisions WHERE image = ? LIMIT 1"
            return connection.execute(select, (sha256,)).fetchone() is not None

    def history(self, sha256: str) -> list[Decision]:
        """Return all decisions on an image, the earliest first."""
        check_sha256(sha256)
        with _decision_errors():
            return self.case.history(sha256)

    def warning(self, sha256: str) -> str:
        """Return "": nothing is ever set aside in a case."""
        check_sha256(sha256)
        return ""

    def record(self, decision: Decision) -> list[Decision]:
        """Add a decision; return all on its image, the earliest first."""
        with _decision_errors():
            self.case.add_decision(decision)
        return self.history(decision.sha256)


@contextmanager
def _decision_errors() -> Iterator[None]:
    try:
        yield
    except CaseError as error:
        raise DecisionError(str(error)) from error


def _last(connection: sqlite3.Connection, table: str) -> str | None:
    row = connection.execute(f"SELECT facts FROM {table} ORDER BY id DESC LIMIT 1").fetchone()
    facts: str | None = None if row is None else row["facts"]
    return facts


def login() -> str:
    """Return the name under which the user is logged in; "unknown" where there is none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"
