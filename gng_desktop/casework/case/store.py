"""The case: made, opened, added to and read."""

from __future__ import annotations

import getpass
import json
import os
import secrets
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from gng_desktop.casework.case import contents, migrations
from gng_desktop.casework.case.canonical import canonical
from gng_desktop.casework.case.connection import (
    CaseError,
    check,
    connected,
    reading,
    sentence_of,
    snapshot,
)
from gng_desktop.casework.case.log import (
    Addition,
    LogEntry,
    adding,
    head,
    read_log,
    transaction,
)
from gng_desktop.casework.case.schema import APPLICATION_ID
from gng_desktop.modelstore.strict import read
from gng_desktop.moments import now

if TYPE_CHECKING:
    from gng_desktop.casework.decisions import Decision
    from gng_desktop.casework.saving import Results
    from gng_desktop.explain.methods import Pair
    from gng_desktop.modelstore import StoredModel

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
SUFFIX = ".gng"


class Case:
    """A case in a file; every call opens it for itself, so any thread may call at any time.

    Parameters
    ----------
    path : Path
        Of a case of the latest schema; use `create` or `open`.
    who : str
        Named in the log with what is added; "" for the login name.

    Raises
    ------
    CaseError
        By every method and property: if the file cannot be read or written, or was closed.
    """

    def __init__(self, path: Path, who: str = "") -> None:
        self._path = path.absolute()
        self.who = who.strip() or login()
        self._open = True

    @classmethod
    def create(
        cls, path: Path, title: str, reference: str = "", examiner: str = "", who: str = ""
    ) -> Case:
        """Make a new case; an existing file is never replaced.

        Parameters
        ----------
        path : Path
            In an existing folder.
        title, reference, examiner : str
            What the case is, how the laboratory numbers it, who works on it; only the title must
            not be empty.
        who : str
            As of `Case`; "" for the examiner.

        Raises
        ------
        CaseError
            If there is such a file already, or it cannot be written.
        """
        if not title.strip():
            raise CaseError("A case needs a title; give one.")
        path, case = path.absolute(), cls(path, who or examiner)
        try:
            os.close(os.open(path, _NEW, 0o600))
        except FileExistsError as error:
            raise CaseError(f"{path} exists already; choose another name.") from error
        except OSError as error:
            reason = error.strerror or error
            raise CaseError(
                f"The case {path} cannot be made ({reason}); choose another folder."
            ) from error
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
                migrations.migrate(connection)
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
        """Open a case; one of an earlier schema is brought to the latest, which the log tells.

        Raises
        ------
        CaseError
            If there is none, it is none, or a later version of the program wrote it.
        """
        case = cls(path, who)
        with snapshot(path) as connection:
            check(connection, path, older=True)
            older = migrations.version_of(connection) < migrations.latest()
            # Pages that are reached in several ways can make a small file endless.
            if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise CaseError(sentence_of(path, sqlite3.SQLITE_CORRUPT))
        if older:
            case._migrate()
        return case

    def _migrate(self) -> None:
        with connected(self._path) as connection, transaction(connection):
            check(connection, self._path, older=True)
            # Another program may have been faster.
            before = migrations.version_of(connection)
            if before < migrations.latest():
                addition = Addition(connection, self.who, f"schema {before} to ")
                migrations.migrate(connection)
                addition.what += str(migrations.latest())
                addition.write_entry()

    def close(self) -> None:
        """Let nothing be read or added any more; there is nothing to be written out."""
        self._open = False

    def __enter__(self) -> Case:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The file, absolute."""
        if not self._open:
            raise CaseError(f"The case {self._path} was closed; open it again.")
        return self._path

    # -- adding -----------------------------------------------------------------------------

    def add_results(
        self,
        results: Results,
        previews: Mapping[str, bytes] | None = None,
        models: Mapping[str, StoredModel] | None = None,
    ) -> int:
        """Add what is known of one image, as far as it is not in the case yet.

        The same results may be handed over again when more is known; only what is new is added,
        and nothing is written if there is nothing.

        Parameters
        ----------
        results : Results
            Incomplete explanations are left out.
        previews : mapping of str to bytes, optional
            From `gng_desktop.casework.case.previews`.
        models : mapping of str to StoredModel, optional
            By role; those that made the analysis are added, and tell what it is worth.

        Returns
        -------
        int
            Number of the analysis.

        Raises
        ------
        CaseError
            If the case cannot be written, or the file of the image could not be read.
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
            select = "SELECT 1 FROM images WHERE sha256 = ?"
            if not addition.connection.execute(select, (decision.sha256,)).fetchone():
                # Known by its hash alone, until it is analysed.
                unknown = dict.fromkeys(("size", "width", "height", "first_path"))
                addition.add("images", sha256=decision.sha256, facts=canonical(unknown))
            facts = canonical(decision.to_json())
            addition.add_new("decisions", image=decision.sha256, facts=facts)

    def add_settings(self, settings: Mapping[str, Any]) -> None:
        """Add the settings in force, JSON values by name, unless they are those added last."""
        facts = canonical(settings)
        with adding(self.path, self.who, "settings") as addition:
            last = "SELECT facts FROM settings ORDER BY id DESC LIMIT 1"
            row = addition.connection.execute(last).fetchone()
            if row is None or row["facts"] != facts:
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
            last = "SELECT facts FROM metadata ORDER BY id DESC LIMIT 1"
            row = connection.execute(last).fetchone()
            found: contents.CaseMetadata = read(contents.CaseMetadata, json.loads(row["facts"]))
        return found

    @property
    def head(self) -> str:
        """Hash of the last entry of the log: on paper, it proves all that is in the case by now."""
        with reading(self.path) as connection:
            return head(connection)[1]

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
            return [
                contents.CaseModel(r["role"], sha256=r["sha256"], **json.loads(r["facts"]))
                for r in rows
            ]

    def settings(self) -> dict[str, Any]:
        """Return the settings added last; empty if none were."""
        with reading(self.path) as connection:
            last = "SELECT facts FROM settings ORDER BY id DESC LIMIT 1"
            row = connection.execute(last).fetchone()
            return dict(json.loads(row["facts"])) if row is not None else {}

    def reports(self) -> list[contents.CaseReport]:
        """Return the reports that were made, the earliest first."""
        with reading(self.path) as connection:
            rows = connection.execute("SELECT entry, sha256, facts FROM reports ORDER BY id")
            found = [(r["entry"], r["sha256"], json.loads(r["facts"])) for r in rows]
            return [
                contents.CaseReport(entry, facts["path"], sha256, tuple(facts["images"]))
                for entry, sha256, facts in found
            ]

    def preview(self, number: int) -> bytes:
        """Return a picture that `CaseImage.previews` names; KeyError if there is none."""
        with reading(self.path) as connection:
            row = connection.execute("SELECT data FROM previews WHERE id = ?", (number,)).fetchone()
        if row is None:
            raise KeyError(number)
        return bytes(row["data"])

    def maps(self, explanation: contents.CaseExplanation) -> Pair:
        """Return both maps of an explanation; KeyError if it is not of this case."""
        from gng_desktop.casework.case.maps import unpack

        with reading(self.path) as connection:
            select = "SELECT maps FROM explanations WHERE id = ?"
            row = connection.execute(select, (explanation.id,)).fetchone()
            if row is not None:
                return unpack(row["maps"], explanation.facts)
        raise KeyError(explanation.id)


def login() -> str:
    """Return the name under which the user is logged in; "unknown" where there is none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"
