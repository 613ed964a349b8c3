"""The tables of a case, schema 1."""

from __future__ import annotations

APPLICATION_ID = 0x474E4763
"""``GNGc``, in the header of the file: what tells a case from other SQLite files."""

LOG = "log"
_KEYS = "id INTEGER PRIMARY KEY, entry INTEGER NOT NULL {log}"
_TO_LOG = "REFERENCES log(sequence) DEFERRABLE INITIALLY DEFERRED"
_IMAGE = "image TEXT NOT NULL REFERENCES images(sha256)"
_ANALYSIS = "analysis INTEGER NOT NULL REFERENCES analyses(id)"

COLUMNS: dict[str, str] = {
    "metadata": "facts TEXT NOT NULL",
    "images": "sha256 TEXT NOT NULL UNIQUE, facts TEXT NOT NULL",
    "places": f"{_IMAGE}, facts TEXT NOT NULL",
    "models": "role TEXT NOT NULL, sha256 TEXT NOT NULL, facts TEXT NOT NULL, "
    "UNIQUE (role, sha256)",
    "settings": "facts TEXT NOT NULL",
    "analyses": f"{_IMAGE}, facts TEXT NOT NULL, support TEXT",
    "previews": f"{_ANALYSIS}, name TEXT NOT NULL, data BLOB NOT NULL",
    "explanations": f"{_ANALYSIS}, method TEXT NOT NULL, facts TEXT NOT NULL, maps BLOB NOT NULL",
    "map_tests": "explanation INTEGER NOT NULL REFERENCES explanations(id), facts TEXT NOT NULL",
    "stress_tests": f"{_ANALYSIS}, facts TEXT NOT NULL",
    "provenance": f"{_IMAGE}, facts TEXT NOT NULL",
    "decisions": f"{_IMAGE}, facts TEXT NOT NULL",
    "reports": "sha256 TEXT NOT NULL, facts TEXT NOT NULL",
}
"""By table, its columns beside ``id`` and ``entry``, the log entry that it came with.

``facts`` and ``support`` are canonical JSON. An image is its file's SHA-256; of models the
SHA-256 is that of ``manifest.json``, of reports that of the file. ``maps`` is an NPZ, ``data`` a
JPEG or PNG.
"""
_INDEXED = {
    "places": "image",
    "analyses": "image",
    "previews": "analysis",
    "explanations": "analysis",
    "map_tests": "explanation",
    "stress_tests": "analysis",
    "provenance": "image",
    "decisions": "image",
}


def statements() -> tuple[str, ...]:
    """Return the SQL that makes the tables of schema 1 in an empty file."""
    keys = _KEYS.format(log=_TO_LOG)
    return (
        f"CREATE TABLE {LOG} (sequence INTEGER PRIMARY KEY, facts TEXT NOT NULL, "
        "sha256 TEXT NOT NULL)",
        *(f"CREATE TABLE {table} ({keys}, {rest})" for table, rest in COLUMNS.items()),
        *(f"CREATE INDEX {t}_by_{column} ON {t} ({column})" for t, column in _INDEXED.items()),
        *(statement for table in (LOG, *COLUMNS) for statement in guards(table)),
    )


def guards(table: str) -> tuple[str, str]:
    """Return the SQL that lets rows of `table` only be added."""
    update, delete = (
        f"CREATE TRIGGER {table}_keeps_on_{event} BEFORE {event} ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'rows of a case are only ever added'); END"
        for event in ("update", "delete")
    )
    return update, delete
