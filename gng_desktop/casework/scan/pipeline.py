"""Readers, workers and the journal at work at the same time, with bounded queues between them."""

from __future__ import annotations

import dataclasses
import os
import time
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Any

from gng_desktop.casework.scan.errors import ScanError
from gng_desktop.casework.scan.journal import Journal, Record
from gng_desktop.casework.scan.listing import Listing
from gng_desktop.casework.scan.reading import Content, chunks, read
from gng_desktop.casework.scan.work import Worker
from gng_desktop.files import printable

READERS = 4
"""Threads that read ahead: enough to hide the delay of a network drive."""
TICK = 0.1
"""Longest time without a word, s."""


@dataclass(frozen=True)
class Step:
    """What has become of some files.

    Attributes
    ----------
    records : tuple of Record
        Found, and safe in the journal.
    known : int
        Files that the journal knew already.
    """

    records: tuple[Record, ...] = ()
    known: int = 0


@dataclass(frozen=True)
class _Job:
    """A chunk of files in work: those to be judged, and those whose twin is."""

    contents: list[Content]
    twins: dict[str, Record]
    future: Future[list[Record]]


class Pipeline:
    """One pass over a listing.

    Files go through in chunks, in the order of the listing: read and hashed ahead by `READERS`
    threads; then looked up, so that files of the same bytes are judged once; judged by `jobs`
    threads; and written to the journal, chunk by chunk, in order. At most ``3 * jobs + 4`` chunks
    are on their way, however many files there are.

    Parameters
    ----------
    worker : Worker
    journal : Journal
    listing : Listing
    jobs : int
        Threads that judge.
    count : int
        Files of a chunk: what is lost at most, of each job, when the program is killed.
    """

    def __init__(
        self, worker: Worker, journal: Journal, listing: Listing, jobs: int, count: int
    ) -> None:
        self._worker, self._journal, self._listing = worker, journal, listing
        self._jobs, self._count = jobs, count
        # What is being judged, by hash, for files that come later.
        self._claimed: set[str | None] = set()

    def steps(self) -> Iterator[Step]:
        """Yield a step for each chunk, and an empty one now and then; closing ends the work.

        Raises
        ------
        ScanError
            If the journal cannot be written, or the folder is no longer there.
        """
        readers = ThreadPoolExecutor(READERS, "scan-read")
        workers = ThreadPoolExecutor(self._jobs, "scan-judge")
        try:
            yield from self._steps(readers, workers)
        finally:
            self._worker.stop.set()
            # A reader may hang on a drive for long, and harms nothing.
            readers.shutdown(wait=False, cancel_futures=True)
            workers.shutdown(wait=True, cancel_futures=True)

    def _steps(self, readers: ThreadPoolExecutor, workers: ThreadPoolExecutor) -> Iterator[Step]:
        todo = self._todo()
        reading: deque[Future[list[Content]]] = deque()
        working: deque[_Job] = deque()
        more = True
        while more or reading or working:
            while more and len(reading) < self._jobs + READERS:
                step = next(todo, None)
                more = step is not None
                if isinstance(step, Step):
                    yield step
                elif step is not None:
                    reading.append(readers.submit(self._read, step))
            room = len(working) < 2 * self._jobs
            if room and reading and reading[0].done():
                working.append(self._plan(reading.popleft().result(), workers))
            elif working and working[0].future.done():
                yield Step(self._keep(working.popleft()))
            else:
                first: list[Future[Any]] = []
                first += [reading[0]] if room and reading else []
                first += [working[0].future] if working else []
                if first and not wait(first, TICK, FIRST_COMPLETED).done:
                    yield Step()

    def _todo(self) -> Iterator[Step | list[str]]:
        """Yield the chunks that are to be done, and now and then how many files were known."""
        known, spoken = 0, time.monotonic()
        for chunk in chunks(self._listing.paths, self._count):
            if not self._journal.done(chunk):
                yield chunk
                continue
            known += len(chunk)
            if time.monotonic() - spoken > TICK:
                yield Step(known=known)
                known, spoken = 0, time.monotonic()
        yield Step(known=known)

    def _plan(self, contents: Sequence[Content], workers: ThreadPoolExecutor) -> _Job:
        """Have those judged of which no other file has the same bytes."""
        if self._listing.root is not None and any(content.error for content in contents):
            _check_folder(self._listing.root)
        fresh: list[Content] = []
        twins: dict[str, Record] = {}
        for content in contents:
            digest = content.sha256
            if digest is None:
                fresh.append(content)
            elif digest in self._claimed:
                continue  # `_keep` will know what became of its twin
            # Only what comes before counts, so that a chunk done again goes as it went before.
            elif twin := self._journal.twin(digest, before=contents[0].path):
                twins[content.path] = twin.of(content.path, content.seconds)
            else:
                self._claimed.add(digest)
                fresh.append(content)
        future = workers.submit(self._worker.records, fresh)
        # Their bytes are the workers' from here on.
        return _Job([dataclasses.replace(c, data=b"") for c in contents], twins, future)

    def _keep(self, job: _Job) -> tuple[Record, ...]:
        """Write what was found of a chunk, its files in order, into the journal."""
        judged = job.future.result()
        found = job.twins | {record.path: record for record in judged}
        by_hash = {record.sha256: record for record in found.values()}
        records = []
        for content in job.contents:
            record = found.get(content.path)
            if record is None:
                assert content.sha256 is not None
                twin = by_hash.get(content.sha256) or self._journal.twin(content.sha256)
                record = twin and twin.of(content.path, content.seconds)
            # Judged after all where the twin failed for a reason that may pass.
            records.append(record or self._worker.records(self._read([content.path]))[0])
        self._journal.add(records)
        self._claimed.difference_update(record.sha256 for record in judged)
        return tuple(records)

    def _read(self, paths: Sequence[str]) -> list[Content]:
        return read(paths, self._listing.problems, self._worker.stop)


def _check_folder(folder: str) -> None:
    """Raise ScanError if a folder cannot be read any more: then no file in it can be."""
    try:
        with os.scandir(folder) as entries:
            next(entries, None)
    except OSError as error:
        raise ScanError(
            f"The folder {printable(folder)} can no longer be read ({error.strerror or error}); "
            "reconnect its drive, then go on with --resume."
        ) from error
