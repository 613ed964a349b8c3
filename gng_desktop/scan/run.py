"""A whole scan, from the listing to the CSV, as a generator that a window or a command drives."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import uuid
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gng_desktop import __version__
from gng_desktop.analysis import OWN
from gng_desktop.analysis.detectors import check_deciding
from gng_desktop.analysis.loaded import used_models
from gng_desktop.analysis.pipeline import Analyser
from gng_desktop.core.progress import Progress
from gng_desktop.core.text import printable
from gng_desktop.core.timestamps import now
from gng_desktop.engines.onnx_engine import usable_cpus
from gng_desktop.explain.stopwatch import Clock
from gng_desktop.scan import BusyError, ScanError
from gng_desktop.scan.identity import Identity
from gng_desktop.scan.journal import Journal
from gng_desktop.scan.listing import Listing, list_files
from gng_desktop.scan.outputs import (
    Counts,
    Outputs,
    check_settings,
    document,
    finished,
    further,
    write_safely,
)
from gng_desktop.scan.pipeline import Executor, Pipeline
from gng_desktop.scan.rows import BOM, Record, columns, csv_bytes
from gng_desktop.scan.work import Manner, Threads, Worker, check_detector

CHUNK, GPU_CHUNK, EXPLAINED_CHUNK = 16, 64, 1
"""Files analysed together: on a CPU; on a GPU; where regions are explained, which takes seconds."""
SPEED_S = 30.0  # time over which the speed is measured, s
LINES = 500  # rows, or some more, that are written to the CSV at once

OpenAnalyser = Callable[..., Analyser]


@dataclass(frozen=True)
class ScanOptions(Manner):
    """What is to be scanned, and how."""

    source: str  # a folder, a list of paths, or "-"; see `list_files`
    csv: Path  # the other files of the scan are beside it
    recursive: bool = False  # enter the folders inside a folder
    resume: bool = False  # resume an unfinished scan; where there is none, begin
    overwrite: bool = False  # replace the CSV of an earlier scan, and forget an unfinished one
    jobs: int | None = None  # threads that analyse, from 1; None for all CPUs that may be used
    models: Path | None = None  # folder searched before the user's and the shipped models
    command: tuple[str, ...] = ()  # the command line, for the document beside the CSV
    dask: str | None = None  # address of a scheduler, whose workers analyse; see `scan.cluster`
    inside_only: bool = False  # read nothing that links lead to outside a folder
    excel: bool = False  # begin the CSV with a byte order mark


@dataclass(frozen=True)
class ScanProgress:
    """How far a scan has come, in files; those of an earlier session count as done.

    `records` were found since the last word. `per_second` is the speed of late; None while that
    is unknown. Time in which nobody asked the generator for more does not count. `known` is
    what earlier sessions had found and stays as it is; also of files that are gone, which are not
    among `total`. With `records`, every row of the CSV comes once.
    """

    done: int
    total: int
    records: tuple[Record, ...]
    per_second: float | None
    seconds_left: float | None
    known: tuple[Record, ...] = ()


@dataclass(frozen=True)
class ScanResult:
    """A complete scan: the files written, the SHA-256 of the CSV, and what was found.

    `listing` tells what was left out, `problems` sentences on models that were found and not
    used. `seconds` are of this session, without the time in which nobody asked for more.
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

    `Progress` while files are listed, models loaded, a cluster has no workers, and the CSV written;
    `ScanProgress` while files are analysed. Between two yields work goes on until the queues are
    full, so that not asking for more is a pause. Closing the generator ends the scan, which can be
    resumed.

    `open_analyser` takes the folder of models, the device, the CPU threads of each network and
    whether costly detectors are left out; default `Analyser.open`. `ScanError` if a file may not be
    replaced, source or folder cannot be used, the settings are not those of the scan to be resumed,
    the disk fails, or a cluster cannot be used; `ModelError` if a model or the device cannot be
    used.
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
    executor = yield from _executor(options, open_analyser or Analyser.open)
    try:
        settings = _settings(executor, options, listing)
        if options.resume and outputs.csv.exists() and not outputs.journal.exists():
            counts, digest = finished(outputs.csv, outputs.meta, settings)
            yield ScanResult(outputs, digest, counts, listing, clock.seconds, executor.problems)
            return
        journal = _opened(outputs, settings, options.overwrite)
        try:
            yield from _analysed(options, executor, journal, listing, clock)
            counts, digest = yield from _written(outputs, journal, listing, options, executor)
            facts = {"csv": outputs.csv.name, "csv_sha256": digest}
            facts |= {"begun": journal.begun, "completed": now()}
            text = document(executor, settings, facts, options.command, counts)
            for _ in write_safely(outputs.meta, [text]):
                pass
        finally:
            journal.close()
        outputs.discard_journal()
    finally:
        executor.close()
    yield ScanResult(outputs, digest, counts, listing, clock.seconds, executor.problems)


def _check_cluster(options: ScanOptions) -> None:
    from gng_desktop.scan.cluster import check_installed

    check_installed()
    if options.jobs is not None:
        raise ScanError(
            "--jobs does not go with --dask, as the cluster has its own threads; omit it."
        )


def _executor(
    options: ScanOptions, open_analyser: OpenAnalyser
) -> Generator[Progress, None, Executor]:
    """Load the models, here or on the workers of a cluster."""
    if options.dask is None:
        yield Progress(0, 0, "Loading the models")
        jobs = options.jobs or usable_cpus()
        # Several single threads get more done than one network after the other on all CPUs.
        threads = max(1, usable_cpus() // jobs)
        analyser = open_analyser(options.models, options.device, threads, options.fast)
        return Threads(Worker(analyser, options), jobs)
    from gng_desktop.scan.cluster import connect
    from gng_desktop.scan.dask_worker import Order

    models, problems, _ = used_models(options.models, options.fast)
    deciding = check_deciding(options.deciding, models) if options.deciding else ()
    folder = None if options.models is None else str(options.models.absolute())
    manner = {field.name: getattr(options, field.name) for field in dataclasses.fields(Manner)}
    order = Order(uuid.uuid4().hex, folder, **manner | {"deciding": deciding})
    return (yield from connect(options.dask, order, models, problems))


def _settings(executor: Executor, options: ScanOptions, listing: Listing) -> dict[str, Any]:
    """Return all that decides the rows, as JSON values; a scan is only resumed with the same."""
    # The same files by other names would all be there twice.
    named = None if listing.root is None else os.path.join(listing.root, "")  # noqa: PTH118
    relative = any(not os.path.isabs(path) for path in listing.paths)  # noqa: PTH117
    # OpenCV comes with it, which the window's opening does without.
    from gng_desktop.imaging.detect import MODEL, SHA256

    source = options.source
    return {
        "source": source if source == "-" else os.path.abspath(source),  # noqa: PTH100
        "folder_as_named": named,
        "current_folder": os.getcwd() if relative else None,  # noqa: PTH109
        "recursive": options.recursive,
        "outside": "refused" if options.inside_only else None,
        "explain": "regions" if options.regions else None,
        "faces": options.faces,
        "partial": options.partial,
        "frames": options.frames,
        "models": {role: model.sha256 for role, model in executor.models.items()},
        "deciding": list(options.deciding) or list(OWN),
        "fast": options.fast,
        "engine": executor.engine,
        "program": __version__,
        "libraries": Identity.of(executor.models).libraries,
        "detector": {"file": MODEL, "sha256": SHA256},
    }


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


def _analysed(
    options: ScanOptions, executor: Executor, journal: Journal, listing: Listing, clock: Clock
) -> Iterator[Progress | ScanProgress]:
    on_gpu = executor.device.startswith("gpu")
    count = EXPLAINED_CHUNK if options.regions else GPU_CHUNK if on_gpu else CHUNK
    done, speed = 0, _Speed()
    for step in Pipeline(executor, journal, listing, count).steps():
        done += len(step.known) + len(step.records)
        records, before = (tuple(noted(r, listing)) for r in (step.records, step.known))
        rate = speed.after(clock.seconds, len(step.records))
        left = (len(listing.paths) - done) / rate if rate else None
        with clock.paused():
            if step.waiting:
                yield Progress(done, len(listing.paths), step.waiting)
            else:
                known = step.gone + before
                yield ScanProgress(done, len(listing.paths), records, rate, left, known)


def _written(
    outputs: Outputs, journal: Journal, listing: Listing, options: ScanOptions, executor: Executor
) -> Generator[Progress, None, tuple[Counts, str]]:
    """Write the CSV in the order of the paths; return what is in it, and its hash."""
    counts, digest, total = Counts(), hashlib.sha256(), len(journal)
    counts.duplicates = journal.duplicates()
    chosen = further(executor.models), bool(options.deciding)

    def content() -> Iterator[bytes]:
        yield BOM if options.excel else b""
        lines: list[list[str] | tuple[str, ...]] = [columns(*chosen)]
        for record in noted(journal.records(), listing):
            counts.add(record)
            lines += [row.cells(*chosen) for row in record.rows]
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
