"""The files a scan writes: whether they may be written, and the document beside the CSV."""

from __future__ import annotations

import dataclasses
import json
import os
import platform
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gng_desktop import __version__
from gng_desktop.analysis import OWN
from gng_desktop.core.errors import plain_errors
from gng_desktop.core.files import replacing
from gng_desktop.core.reading import opened, read_json
from gng_desktop.core.text import printable
from gng_desktop.modelstore import StoredModel
from gng_desktop.modelstore.detectors import StoredDetector
from gng_desktop.modelstore.store import file_sha256
from gng_desktop.scan import ScanError
from gng_desktop.scan.rows import BOM, FIRST_COLUMNS, STATUSES, VERDICTS, columns, csv_bytes

if TYPE_CHECKING:
    from gng_desktop.scan.pipeline import Executor
    from gng_desktop.scan.rows import Record

PRECISION = "float32"  # of both engines; see `gng_desktop.engines`
PROOFS = (".seal", ".tsq", ".tsr")
"""Behind the name of a file, those of its seal, and of the request and reply of its time stamp."""


@dataclass(frozen=True)
class Outputs:
    """Where a scan's results go: ``OUT.csv``, there when the scan is complete, and beside it."""

    csv: Path

    @property
    def meta(self) -> Path:
        """``OUT.meta.json``: how the CSV was made."""
        return self.csv.with_suffix(".meta.json")

    @property
    def journal(self) -> Path:
        """What is known of an unfinished scan, in SQLite's format; gone when it is complete."""
        return self.csv.with_name(f"{self.csv.name}.unfinished")

    @property
    def own(self) -> frozenset[Path]:
        """Every file that the scan itself may bring about; none of them is scanned."""
        names = [
            *(path.name for path in (self.csv, self.meta, self.journal)),
            *(f"{self.journal.name}{end}" for end in ("-journal", "-wal", "-shm")),
        ]
        # Whoever seals them, or has them time stamped.
        proofs = (f"{p.name}{end}" for p in (self.csv, self.meta) for end in PROOFS)
        return frozenset(self.csv.with_name(name) for name in (*names, *proofs))

    def check(self, resume: bool, overwrite: bool) -> None:
        """Refuse what would replace a file unasked.

        `ScanError` if the CSV is not named as one, its folder does not exist, or there is a file
        that may not be replaced.
        """
        shown = printable(self.csv)
        if self.csv.suffix.lower() != ".csv":
            raise ScanError(f"{shown} does not end in .csv; choose another --csv.")
        if not self.csv.parent.is_dir():
            raise ScanError(
                f"The folder of {shown} does not exist; make it or choose another --csv."
            )
        if not (overwrite or resume) and os.path.lexists(self.journal):
            raise ScanError(
                f"There is an unfinished scan for {shown}; complete it with --resume, or start "
                "over with --overwrite."
            )
        for path in filter(os.path.lexists, (self.csv, self.meta)):
            if not (overwrite or resume):
                advice = "exists already; choose another --csv, or replace it with --overwrite."
                raise ScanError(f"{printable(path)} {advice}")
            if not _is_ours(path):
                raise ScanError(
                    f"{printable(path)} was not written by a scan and is not replaced; move it "
                    "away or choose another --csv."
                )

    def discard_journal(self) -> None:
        """Remove the journal of an unfinished scan, if there is one; raises `ScanError`."""
        with scan_errors(self.journal):
            for end in ("-journal", ""):  # alone, SQLite's own journal would mean nothing
                self.journal.with_name(self.journal.name + end).unlink(missing_ok=True)


@contextmanager
def scan_errors(path: Path) -> Iterator[None]:
    """Turn what the system says about writing `path` into a `ScanError`."""
    advice = "free some space or reconnect the drive, then continue with --resume"
    with plain_errors(ScanError, f"{printable(path)} cannot be written", advice):
        yield


def write_safely(path: Path, chunks: Iterable[bytes]) -> Iterator[int]:
    """Write a file whole or not at all, and onto the disk, not only into its cache.

    Yields the size of each chunk; the file takes its place after the last. Raises `ScanError`.
    """
    with scan_errors(path), replacing(path) as stream:
        for chunk in chunks:
            yield stream.write(chunk)


def _is_ours(path: Path) -> bool:
    """Tell whether a CSV begins with our columns, or a JSON document is the one beside it."""
    header = csv_bytes([FIRST_COLUMNS]).rstrip()
    try:
        with opened(path) as stream:
            start = stream.read(len(header) + len(BOM)).removeprefix(BOM)[: len(header)]
    except OSError:
        return False
    return start == header if path.suffix.lower() == ".csv" else start.startswith(b'{\n  "scan": ')


@dataclass
class Counts:
    """What a scan has found: files by status and by verdict, `rows` of the CSV, and `duplicates`.

    These are files of the same bytes as an earlier one.
    """

    statuses: dict[str, int] = field(default_factory=lambda: dict.fromkeys(STATUSES, 0))
    verdicts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(VERDICTS, 0))
    rows: int = 0
    duplicates: int = 0

    @property
    def files(self) -> int:
        """All files, one row or more for each."""
        return sum(self.statuses.values())

    def add(self, record: Record) -> None:
        """Count a file in."""
        file = record.rows[0]
        self.statuses[file.status] += 1
        if file.verdict is not None:
            self.verdicts[file.verdict] += 1
        self.rows += len(record.rows)


def check_settings(found: Mapping[str, Any], asked: Mapping[str, Any], csv: Path) -> None:
    """Raise ScanError unless a scan was begun with the settings now asked for."""
    # Not in those of earlier versions.
    found = {"frames": "first", "deciding": list(OWN), "fast": False} | dict(found)
    other = [name for name in asked if found.get(name) != asked[name]]
    if other:
        raise ScanError(
            f"The scan for {printable(csv)} was begun with other settings ({', '.join(other)}); "
            "resume it with the same ones, or start over with --overwrite."
        )


def document(
    executor: Executor,
    settings: Mapping[str, Any],
    scan: Mapping[str, Any],
    command: tuple[str, ...],
    counts: Counts,
) -> bytes:
    """Return the document beside the CSV.

    `settings` decide the rows; `scan` are name, hash and times of the CSV.
    """
    names = "files", "rows", "statuses", "verdicts", "duplicates"
    content = {
        "scan": {
            **scan,
            **{name: getattr(counts, name) for name in names},
            "columns": columns(further(executor.models), settings["deciding"] != list(OWN)),
        },
        "command": command,
        "settings": settings,
        "models": {role: _model(model) for role, model in executor.models.items()},
        "model_problems": executor.problems,
        "engine": {
            "name": executor.engine,
            "device": executor.device,
            "precision": PRECISION,
            **executor.facts(),
        },
        "versions": {
            "program": __version__,
            "python": platform.python_version(),
            "platform": platform.platform(),
            **settings["libraries"],
        },
    }
    # ASCII: names that are no UTF-8 stay readable as escapes.
    return json.dumps(content, indent=2).encode() + b"\n"


def finished(csv: Path, meta: Path, settings: Mapping[str, Any]) -> tuple[Counts, str]:
    """Return what a complete scan has found and the hash of its CSV.

    `ScanError` if the CSV is not the one the document describes, or was made with other settings.
    """
    try:
        content = read_json(meta)
        scan, asked = content["scan"], content["settings"]
        counts = Counts(
            {name: int(scan["statuses"][name]) for name in STATUSES},
            {name: int(scan["verdicts"][name]) for name in VERDICTS},
            int(scan["rows"]),
            int(scan["duplicates"]),
        )
        same = file_sha256(csv) == scan["csv_sha256"]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        same = False
    if not same:
        raise ScanError(
            f"{printable(csv)} is not as a scan left it, so there is nothing to resume; choose "
            "another --csv."
        )
    check_settings(asked, settings, csv)
    return counts, str(scan["csv_sha256"])


def further(models: Mapping[str, Any]) -> list[str]:
    """Return the ids of the further detectors among models by role or id."""
    return [name for name, model in models.items() if isinstance(model, StoredDetector)]


def _model(model: StoredModel) -> dict[str, Any]:
    names = ("weights", "graph", "calibration", "thresholds", "scope", "preprocess")
    parts = {n: getattr(model.manifest, n) for n in names if hasattr(model.manifest, n)}
    facts = {n: None if part is None else dataclasses.asdict(part) for n, part in parts.items()}
    return {"label": model.label, "manifest_sha256": model.sha256, **facts}
