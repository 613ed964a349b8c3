"""How a scan's CSV was made: what decides its rows, and the document beside it."""

from __future__ import annotations

import dataclasses
import json
import os
import platform
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gng_desktop import __version__
from gng_desktop.casework.scan.errors import ScanError
from gng_desktop.casework.scan.identity import Identity
from gng_desktop.casework.scan.journal import Record
from gng_desktop.casework.scan.judges import Judges
from gng_desktop.casework.scan.listing import Listing
from gng_desktop.casework.scan.rows import COLUMNS
from gng_desktop.core.reading import read_json
from gng_desktop.core.text import printable
from gng_desktop.modelstore import StoredModel
from gng_desktop.modelstore.store import file_sha256

STATUSES = ("ok", "not_applicable", "error")
VERDICTS = ("generated", "real", "inconclusive")
PRECISION = "float32"
"""Of both engines; see `gng_desktop.engines`."""


@dataclass
class Counts:
    """What a scan has found, in numbers.

    Attributes
    ----------
    statuses, verdicts : dict of str to int
        Files, by status and by verdict.
    rows : int
        Lines of the CSV after its header.
    duplicates : int
        Files of the same bytes as an earlier one.
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


def settings_of(
    judges: Judges,
    source: str,
    listing: Listing,
    recursive: bool,
    regions: bool,
    faces: str,
    partial: bool,
    frames: str,
    inside_only: bool = False,
) -> dict[str, Any]:
    """Return all that decides the rows, as JSON values; a scan is only resumed with the same."""
    # The same files by other names would all be there twice.
    named = None if listing.root is None else os.path.join(listing.root, "")  # noqa: PTH118
    relative = any(not os.path.isabs(path) for path in listing.paths)  # noqa: PTH117
    # OpenCV comes with it, which the window's opening does without.
    from gng_desktop.imaging.detect import MODEL, SHA256

    return {
        "source": source if source == "-" else os.path.abspath(source),  # noqa: PTH100
        "folder_as_named": named,
        "current_folder": os.getcwd() if relative else None,  # noqa: PTH109
        "recursive": recursive,
        "outside": "refused" if inside_only else None,
        "explain": "regions" if regions else None,
        "faces": faces,
        "partial": partial,
        "frames": frames,
        "models": {role: model.sha256 for role, model in judges.models.items()},
        "engine": judges.engine,
        "program": __version__,
        "libraries": Identity.of(judges.models).libraries,
        "detector": {"file": MODEL, "sha256": SHA256},
    }


def check_settings(found: Mapping[str, Any], asked: Mapping[str, Any], csv: Path) -> None:
    """Raise ScanError unless a scan was begun with the settings now asked for."""
    found = {"frames": "first"} | dict(found)  # not in those of earlier versions
    other = [name for name in asked if found.get(name) != asked[name]]
    if other:
        raise ScanError(
            f"The scan for {printable(csv)} was begun with other settings ({', '.join(other)}); "
            "resume it with the same ones, or start anew with --overwrite."
        )


def document(
    judges: Judges,
    settings: Mapping[str, Any],
    scan: Mapping[str, Any],
    command: tuple[str, ...],
    counts: Counts,
) -> bytes:
    """Return the document beside the CSV.

    Parameters
    ----------
    judges : Judges
    settings : mapping
        See `settings_of`.
    scan : mapping
        What is known of the CSV: its name and hash, when it was made.
    command : tuple of str
    counts : Counts
    """
    content = {
        "scan": {
            **scan,
            "files": counts.files,
            "rows": counts.rows,
            "statuses": counts.statuses,
            "verdicts": counts.verdicts,
            "duplicates": counts.duplicates,
            "columns": COLUMNS,
        },
        "command": command,
        "settings": settings,
        "models": {role: _model(model) for role, model in judges.models.items()},
        "model_problems": judges.problems,
        "engine": {
            "name": judges.engine,
            "device": judges.device,
            "precision": PRECISION,
            **judges.facts(),
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

    Raises
    ------
    ScanError
        If the CSV is not the one the document describes, or was made with other settings.
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


def _model(model: StoredModel) -> dict[str, Any]:
    manifest = model.manifest
    return {
        "label": model.label,
        "manifest_sha256": model.sha256,
        **{
            name: None if part is None else dataclasses.asdict(part)
            for name, part in (
                ("weights", manifest.weights),
                ("graph", manifest.graph),
                ("calibration", manifest.calibration),
                ("thresholds", manifest.thresholds),
                ("scope", manifest.scope),
            )
        },
    }
