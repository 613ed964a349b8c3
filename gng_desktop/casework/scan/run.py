"""A whole scan, from the listing to the CSV, as a generator that a window or a command drives."""

from __future__ import annotations

import dataclasses
import hashlib
import threading
import uuid
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gng_desktop.analysis.pipeline import SEGMENTER, WITH, WITHOUT, Analyser
from gng_desktop.casework.scan.errors import BusyError, ScanError
from gng_desktop.casework.scan.journal import Journal, Record
from gng_desktop.casework.scan.judges import Judges, Threads
from gng_desktop.casework.scan.listing import Listing, list_files
from gng_desktop.casework.scan.meta import (
    Counts,
    check_settings,
    document,
    finished,
    settings_of,
)
from gng_desktop.casework.scan.outputs import Outputs, write_safely
from gng_desktop.casework.scan.pipeline import Pipeline
from gng_desktop.casework.scan.rows import BOM, COLUMNS, csv_bytes
from gng_desktop.casework.scan.work import Faces, Frames, Worker, check_detector
from gng_desktop.core.text import printable
from gng_desktop.engines.onnx_engine import usable_cpus
from gng_desktop.explain.clock import Clock
from gng_desktop.modelstore import find_models
from gng_desktop.moments import now
from gng_desktop.progress import Progress

CHUNK, GPU_CHUNK, EXPLAINED_CHUNK = 16, 64, 1
"""Files judged together: on a CPU; on a GPU; where regions are explained, which takes seconds."""
SPEED_S = 30.0
"""Time over which the speed is measured, s."""
LINES = 500
"""Rows, or some more, that are written to the CSV at once."""

OpenAnalyser = Callable[[Path | None, str, int], Analyser]


@dataclass(frozen=True)
class ScanOptions:
    """What is to be scanned, and how.

    Attributes
    ----------
    source : str
        A folder, a list of paths, or ``-``; see `gng_desktop.casework.scan.listing.list_files`.
    csv : Path
        ``OUT.csv``; the other files of the scan are beside it.
    recursive : bool
        Enter the folders inside a folder.
    resume : bool
        Go on with an unfinished scan; where there is none, begin.
    overwrite : bool
        Replace the CSV of an earlier scan, and forget an unfinished one.
    regions : bool
        Explain every score by regions, for the background's share: seconds a file.
    faces : {"whole", "each"}
        One judgement of a file, or one of each face in it besides.
    partial : bool
        Judge what is left of a JPEG that breaks off; else it is an error.
    frames : {"first", "all"}
        Of a file with several pictures, the first or each.
    jobs : int, optional
        Threads that judge, from 1; None for all CPUs that may be used.
    device : str
        ``auto``, ``cpu`` or ``gpu:N``.
    models : Path, optional
        Folder searched before the user's and the shipped models.
    command : tuple of str
        The command line, for the document beside the CSV.
    inside_only : bool
        Read nothing that links lead to outside a folder.
    dask : str, optional
        Address of a Dask cluster's scheduler, whose workers judge instead; see
        `gng_desktop.casework.scan.cluster`.
    excel : bool
        Begin the CSV with a byte order mark.
    """

    source: str
    csv: Path
    recursive: bool = False
    resume: bool = False
    overwrite: bool = False
    regions: bool = False
    faces: Faces = "whole"
    partial: bool = True
    frames: Frames = "first"
    jobs: int | None = None
    device: str = "auto"
    models: Path | None = None
    command: tuple[str, ...] = ()
    dask: str | None = None
    inside_only: bool = False
    excel: bool = False


@dataclass(frozen=True)
class ScanProgress:
    """How far a scan has come.

    Attributes
    ----------
    done, total : int
        Files; those of an earlier session count as done.
    records : tuple of Record
        What was found since the last word.
    per_second : float or None
        Files a second of late; None while that cannot be told. Time in which nobody asked the
        generator for more does not count.
    seconds_left : float or None
    known : tuple of Record
        What earlier sessions had found and stays as it is; also of files that are gone, which are
        not among `total`. With `records`, every row of the CSV comes once.
    """

    done: int
    total: int
    records: tuple[Record, ...]
    per_second: float | None
    seconds_left: float | None
    known: tuple[Record, ...] = ()


@dataclass(frozen=True)
class ScanResult:
    """A complete scan.

    Attributes
    ----------
    outputs : Outputs
        The files written.
    csv_sha256 : str
        Of the CSV's bytes.
    counts : Counts
    listing : Listing
        What was scanned; tells what was left out.
    seconds : float
        Of this session, without the time in which nobody asked for more, s.
    problems : tuple of str
        What is said of models that were found and not used.
    """

    outputs: Outputs
    csv_sha256: str
    counts: Counts
    listing: Listing
    seconds: float
    problems: tuple[str, ...] = ()


Steps = Generator[Progress | ScanProgress | ScanResult, None, None]


def scan(options: ScanOptions, open_analyser: OpenAnalyser | None = None) -> Steps:
    """Scan; yield progress at least ten times a second or so, at last the result.

    Between two yields the work goes on until the queues are full, so that not asking for more is
    a pause. Closing the generator ends the scan; what was done can be resumed.

    Parameters
    ----------
    options : ScanOptions
    open_analyser : callable, optional
        Takes the folder of models, the device and the CPU threads of each network; default
        `Analyser.open`. Not for a cluster, whose workers load their own.

    Yields
    ------
    Progress, while files are listed, models loaded, a cluster has no workers, and the CSV written;
    ScanProgress, while files are judged; at last a ScanResult.

    Raises
    ------
    ScanError
        If a file may not be replaced, the source or the folder of the CSV cannot be used, the
        settings are not those of the scan to be resumed, the disk fails, or a cluster cannot be
        used; one sentence.
    ModelError
        If a model or the device cannot be used; one sentence.
    """
    outputs, clock = Outputs(options.csv), Clock()
    outputs.check(options.resume, options.overwrite)
    if options.dask is not None:
        _check_cluster(options)
    else:
        check_detector()
    listing = Listing()
    for step in list_files(options.source, options.recursive, outputs.own, options.inside_only):
        if isinstance(step, Listing):
            listing = step
        else:
            yield step
    if not listing.paths:
        hint = "; add --recursive" if listing.not_entered else ""
        raise ScanError(f"{printable(options.source)} holds no files{hint or '; name another'}.")
    judges = yield from _judges(options, open_analyser or Analyser.open)
    try:
        settings = settings_of(
            judges,
            options.source,
            listing,
            options.recursive,
            options.regions,
            options.faces,
            options.partial,
            options.frames,
            options.inside_only,
        )
        if options.resume and outputs.csv.exists() and not outputs.journal.exists():
            counts, digest = finished(outputs.csv, outputs.meta, settings)
            yield ScanResult(outputs, digest, counts, listing, clock.seconds, judges.problems)
            return
        journal = _opened(outputs, settings, options.overwrite)
        try:
            yield from _judged(options, judges, journal, listing, clock)
            counts, digest = yield from _written(outputs, journal, listing, options.excel)
            facts = {
                "csv": outputs.csv.name,
                "csv_sha256": digest,
                "begun": journal.begun,
                "completed": now(),
            }
            text = document(judges, settings, facts, options.command, counts)
            for _ in write_safely(outputs.meta, [text]):
                pass
        finally:
            journal.close()
        outputs.discard_journal()
    finally:
        judges.close()
    yield ScanResult(outputs, digest, counts, listing, clock.seconds, judges.problems)


def _check_cluster(options: ScanOptions) -> None:
    from gng_desktop.casework.scan.cluster import check_installed

    check_installed()
    if options.jobs is not None:
        raise ScanError("--jobs does not go with --dask, as the cluster's threads judge; omit it.")


def _judges(options: ScanOptions, open_analyser: OpenAnalyser) -> Generator[Progress, None, Judges]:
    """Load the models, here or on the workers of a cluster."""
    if options.dask is None:
        yield Progress(0, 0, "Loading the models")
        jobs = options.jobs or usable_cpus()
        # Several single threads get more done than one network after the other on all CPUs.
        threads = max(1, usable_cpus() // jobs)
        analyser = open_analyser(options.models, options.device, threads)
        worker = Worker(
            analyser,
            options.regions,
            options.faces,
            threading.Event(),
            options.partial,
            options.frames,
        )
        return Threads(worker, jobs)
    from gng_desktop.casework.scan.cluster import connect
    from gng_desktop.casework.scan.on_worker import Order

    inventory = find_models(options.models)
    models = {role: inventory.require(role) for role in (SEGMENTER, WITH, WITHOUT)}
    folder = None if options.models is None else str(options.models.absolute())
    order = Order(
        uuid.uuid4().hex,
        folder,
        options.device,
        options.regions,
        options.faces,
        options.frames,
        partial=options.partial,
    )
    return (yield from connect(options.dask, order, models, inventory.problems))


def _opened(outputs: Outputs, settings: dict[str, Any], overwrite: bool) -> Journal:
    """Open the journal, a new one if `overwrite`."""
    if overwrite and outputs.journal.exists():
        try:
            Journal(outputs.journal, settings).close()
        except BusyError:
            raise
        except ScanError:
            pass  # damaged or foreign: `discard_journal` is what was asked for
        outputs.discard_journal()
    journal = Journal(outputs.journal, settings)
    try:
        check_settings(journal.settings, settings, outputs.csv)
    except BaseException:
        journal.close()
        raise
    return journal


def _judged(
    options: ScanOptions, judges: Judges, journal: Journal, listing: Listing, clock: Clock
) -> Iterator[Progress | ScanProgress]:
    on_gpu = judges.device.startswith("gpu")
    count = EXPLAINED_CHUNK if options.regions else GPU_CHUNK if on_gpu else CHUNK
    done, speed = 0, _Speed()
    for step in Pipeline(judges, journal, listing, count).steps():
        done += len(step.known) + len(step.records)
        records, before = (tuple(noted(r, listing)) for r in (step.records, step.known))
        rate = speed.after(clock.seconds, len(step.records))
        left = (len(listing.paths) - done) / rate if rate else None
        clock.stop()
        if step.waiting:
            yield Progress(done, len(listing.paths), step.waiting)
        else:
            known = step.gone + before
            yield ScanProgress(done, len(listing.paths), records, rate, left, known)
        clock.go_on()


def _written(
    outputs: Outputs, journal: Journal, listing: Listing, excel: bool
) -> Generator[Progress, None, tuple[Counts, str]]:
    """Write the CSV in the order of the paths; return what is in it, and its hash."""
    counts, digest, total = Counts(), hashlib.sha256(), len(journal)
    counts.duplicates = journal.duplicates()

    def content() -> Iterator[bytes]:
        yield BOM if excel else b""
        lines: list[list[str] | tuple[str, ...]] = [COLUMNS]
        for record in noted(journal.records(), listing):
            counts.add(record)
            lines += [row.cells() for row in record.rows]
            if len(lines) >= LINES:
                yield csv_bytes(lines)
                lines = []
        yield csv_bytes(lines)

    def hashed() -> Iterator[bytes]:
        for part in content():
            digest.update(part)
            yield part

    for _ in write_safely(outputs.csv, hashed()):
        yield Progress(counts.files, total, "Writing the CSV")
    return counts, digest.hexdigest()


def noted(records: Iterable[Record], listing: Listing) -> Iterator[Record]:
    """Yield records whose files' rows say so where links lead outside the folder."""
    for record in records:
        if out := listing.outside.get(record.path):
            first = record.rows[0]
            first = dataclasses.replace(first, reason=f"{first.reason} {out}".strip())
            record = dataclasses.replace(record, rows=(first, *record.rows[1:]))
        yield record


class _Speed:
    """Files a second over the last `SPEED_S`."""

    def __init__(self) -> None:
        self._marks: deque[tuple[float, int]] = deque()
        self._count = 0

    def after(self, seconds: float, files: int) -> float | None:
        """Take note of `files` done by `seconds`; return the speed, None if not known yet."""
        self._count += files
        self._marks.append((seconds, self._count))
        while seconds - self._marks[0][0] > SPEED_S:
            self._marks.popleft()
        then, before = self._marks[0]
        return (self._count - before) / (seconds - then) if self._count > before else None
