"""Maps and stress tests of earlier days, so that none is computed twice; the oldest go first."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gng_desktop import __version__
from gng_desktop.analysis import FAST_NOTE
from gng_desktop.casework.case.analyst_masks import mask_note
from gng_desktop.casework.case.canonical import canonical
from gng_desktop.casework.from_json import WRONG, stress_of
from gng_desktop.casework.saving import Results
from gng_desktop.casework.stored import pack, results_from, unpack

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Analysis

STRESS = "stress"
WAIT_S = 5.0  # how long one window waits for another, s
_TABLE = """CREATE TABLE IF NOT EXISTS results (
    part TEXT NOT NULL, settings TEXT NOT NULL, facts TEXT NOT NULL, maps BLOB,
    size INTEGER NOT NULL, made REAL NOT NULL, used REAL NOT NULL, PRIMARY KEY (part, settings))"""


def part_key(analysis: Analysis) -> str:
    """Return what tells an analysed part of an image, analysed by certain models, from all others.

    The SHA-256 of: that of the file, picture and square analysed, the models, which of them decided
    and how their scores were fused, and the version of the program.
    """
    whole, labels = analysis.face_index is None, [d.label for d in analysis.detectors]
    known: list[Any] = [analysis.sha256, analysis.frame, whole, analysis.face_box]
    known.append(analysis.own_models)
    known += [__version__, analysis.deciding, labels]
    known += [note for note in analysis.notes if note == FAST_NOTE]
    known += filter(None, (mask_note(analysis.notes),))
    return hashlib.sha256(canonical(known).encode()).hexdigest()


class ResultCache:
    """Results in one file; any thread may call at any time.

    Parameters
    ----------
    path : Path
        Made when the first result is stored.
    limit : int
        Most bytes of results; 0 keeps none.

    Raises
    ------
    OSError, sqlite3.Error
        By every method, if the file cannot be read or written.
    """

    def __init__(self, path: Path, limit: int) -> None:
        self._path, self.limit = path, limit

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.touch(mode=0o600)
        with closing(sqlite3.connect(self._path, timeout=WAIT_S)) as connection:
            # The file becomes smaller when results go.
            connection.execute("PRAGMA auto_vacuum = FULL")
            connection.execute(_TABLE)
            with connection:
                yield connection

    def keep(self, results: Results, settings: str = "") -> None:
        """Keep a complete explanation or, without one, the stress test.

        `settings` the explanation was made with, a `settings_key` of the catalogue.
        """
        for found in results.explanations():
            facts: dict[str, Any] = {"facts": found.facts}
            if (tested := found.tested_facts()) is not None:
                facts["tested"] = tested
            key = " ".join(filter(None, (found.facts.get("label"), settings)))
            self._keep(results.analysis, key, facts, pack(found.maps))
            return
        if results.stress is not None:
            self._keep(results.analysis, STRESS, results.stress.to_json(), b"")

    def _keep(self, analysis: Analysis, settings: str, facts: Any, maps: bytes) -> None:
        if not self.limit or analysis.sha256 is None:
            return
        text, now = canonical(facts), time.time()
        size = len(text) + len(maps)
        with self._connected() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?, ?, ?)",
                (part_key(analysis), settings, text, maps, size, now, now),
            )
            self._shrink(connection)

    def _shrink(self, connection: sqlite3.Connection) -> None:
        (total,) = connection.execute("SELECT coalesce(sum(size), 0) FROM results").fetchone()
        oldest = "SELECT part, settings, size FROM results ORDER BY used"
        for part, settings, size in connection.execute(oldest).fetchall():
            if total <= self.limit:
                return
            key = (part, settings)
            connection.execute("DELETE FROM results WHERE part = ? AND settings = ?", key)
            total -= size

    def read(self, analysis: Analysis) -> Iterator[tuple[str, Results]]:
        """Yield settings (or `STRESS`) and results on the part of an analysis, the latest last."""
        if not self.limit or not self._path.exists() or analysis.sha256 is None:
            return
        part = part_key(analysis)
        with self._connected() as connection:
            select = "SELECT settings, facts, maps FROM results WHERE part = ? ORDER BY made"
            rows = connection.execute(select, (part,)).fetchall()
            touch = "UPDATE results SET used = ? WHERE part = ?"
            connection.execute(touch, (time.time(), part))
        for settings, text, data in rows:
            try:
                stored = json.loads(text)
                if settings == STRESS:
                    yield settings, Results(analysis, stress=stress_of(stored))
                    continue
                facts = stored["facts"]
                found = results_from(analysis, unpack(data, facts), facts, stored.get("tested"))
                yield settings.removeprefix(f"{facts.get('label', '')} "), found
            except WRONG:
                continue
