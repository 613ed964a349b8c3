"""The files a scan writes, and whether they may be written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from gng_desktop.casework.scan.errors import ScanError
from gng_desktop.casework.scan.rows import BOM, FIRST_COLUMNS, csv_bytes
from gng_desktop.core.files import replacing
from gng_desktop.core.reading import opened
from gng_desktop.core.text import printable

PROOFS = (".seal", ".tsq", ".tsr")
"""Behind the name of a file, those of its seal, and of the request and reply of its time stamp."""


@dataclass(frozen=True)
class Outputs:
    """Where a scan's results go.

    Attributes
    ----------
    csv : Path
        ``OUT.csv``; it appears when the scan is complete.
    """

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

        Raises
        ------
        ScanError
            If the CSV is not named as one, its folder does not exist, or there is a file that may
            not be replaced.
        """
        shown = printable(self.csv)
        if self.csv.suffix.lower() != ".csv":
            raise ScanError(f"{shown} does not end in .csv; choose another --csv.")
        if not self.csv.parent.is_dir():
            raise ScanError(
                f"The folder of {shown} does not exist; make it or choose another --csv."
            )
        if overwrite or resume:
            for path in (self.csv, self.meta):
                if os.path.lexists(path) and not _is_ours(path):
                    raise ScanError(
                        f"{printable(path)} was not written by a scan and is not replaced; move it "
                        "away or choose another --csv."
                    )
            return
        if os.path.lexists(self.journal):
            raise ScanError(
                f"There is an unfinished scan for {shown}; complete it with --resume, or start "
                "anew with --overwrite."
            )
        for path in (self.csv, self.meta):
            if os.path.lexists(path):
                raise ScanError(
                    f"{printable(path)} exists already; choose another --csv, or replace it with "
                    "--overwrite."
                )

    def discard_journal(self) -> None:
        """Remove the journal of an unfinished scan, if there is one.

        Raises
        ------
        ScanError
            If it cannot be removed.
        """
        with told(self.journal):
            for end in ("-journal", ""):  # alone, SQLite's own journal would mean nothing
                self.journal.with_name(self.journal.name + end).unlink(missing_ok=True)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what the system says about writing `path` into a sentence; see `ScanError`."""
    try:
        yield
    except OSError as error:
        raise ScanError(
            f"{printable(path)} cannot be written ({error.strerror or error}); free some space or "
            "reconnect the drive, then go on with --resume."
        ) from error


def write_safely(path: Path, chunks: Iterable[bytes]) -> Iterator[int]:
    """Write a file whole or not at all, and onto the disk, not only into its cache.

    Yields
    ------
    int
        The bytes of each chunk; the file takes its place after the last.

    Raises
    ------
    ScanError
        If it cannot be written.
    """
    with told(path), replacing(path) as stream:
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
