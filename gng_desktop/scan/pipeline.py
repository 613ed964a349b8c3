"""Readers, workers and the journal at work at the same time, with bounded queues between them."""

from __future__ import annotations

import dataclasses
import os
import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from gng_desktop.core.errors import plain_errors
from gng_desktop.core.text import printable
from gng_desktop.core.timestamps import changed_since
from gng_desktop.scan import TICK, ScanError
from gng_desktop.scan.journal import Journal
from gng_desktop.scan.listing import Listing
from gng_desktop.scan.reading import AHEAD_BYTES, Chunk, Content, chunks, read
from gng_desktop.scan.rows import Record
from gng_desktop.scan.work import Threads

if TYPE_CHECKING:
    from gng_desktop.scan.cluster import Cluster

Executor: TypeAlias = "Threads | Cluster"  # what analyses the chunks of a scan
READERS = 4  # threads that read ahead: enough to hide the delay of a network drive
AHEAD = 16
"""Chunks that are read ahead for the executors, however many these are, besides one for each
reader."""
AT_ONCE = 500  # files known already that are reported at once


@dataclass(frozen=True)
class Step:
    """What has become of some files.

    `records` were found, and are safe in the journal; `known` are those it knew already, `gone` the
    same of files that are not in the listing any more. `waiting`, for a status line and mostly "",
    is what nothing goes on without.
    """

    records: tuple[Record, ...] = ()
    known: tuple[Record, ...] = ()
    gone: tuple[Record, ...] = ()
    waiting: str = ""


@dataclass(frozen=True)
class _Job:
    """A chunk of files in work: what is known of some, and what is to become of the others."""

    contents: list[Content]
    claimed: tuple[str, ...]  # hashes for whose sake files of other chunks wait for this one
    found: dict[str, Record]
    future: Future[list[Record]]


class Pipeline:
    """One pass over a listing.

    Files go through in chunks of `count`, in the order of the listing: read and hashed ahead by
    `READERS` threads; then looked up, so that files of the same bytes are analysed once; analysed;
    and written to the journal, chunk by chunk, in order. At most ``3 * width + 4`` chunks are on
    their way, ``width`` of which are analysed at the same time, however many files there are, and
    fewer where these are large: they are lost when the program is killed.
    """

    def __init__(self, executor: Executor, journal: Journal, listing: Listing, count: int) -> None:
        self._executor, self._journal, self._listing = executor, journal, listing
        self._count = count
        self._stop = threading.Event()
        # What is being analysed, by hash, for files that come later.
        self._claimed: set[str] = set()

    def steps(self) -> Iterator[Step]:
        """Yield a step for each chunk, and an empty one now and then; closing ends the work.

        `ScanError` if the journal cannot be written, the folder is no longer there, or nobody is
        left to analyse.
        """
        readers = ThreadPoolExecutor(READERS, "scan-read")
        try:
            yield from self._steps(readers)
        finally:
            self._stop.set()
            # A reader may hang on a drive for long, and harms nothing.
            readers.shutdown(wait=False, cancel_futures=True)

    def _steps(self, readers: ThreadPoolExecutor) -> Iterator[Step]:
        todo = self._todo()
        reading: deque[Future[list[Content]]] = deque()
        working: deque[_Job] = deque()
        sizes: deque[int] = deque()  # of the chunks in both
        more = True
        while more or reading or working:
            width = self._executor.width
            while (
                more
                and len(reading) < min(width, AHEAD) + READERS
                and sum(sizes) < (width + 1) * AHEAD_BYTES
            ):
                step = next(todo, None)
                more = step is not None
                if isinstance(step, Step):
                    yield step
                elif step is not None:
                    reading.append(readers.submit(self._read, step.paths))
                    sizes.append(step.size)
            room = len(working) < 2 * width and self._executor.has_room
            if room and reading and reading[0].done():
                working.append(self._plan(reading.popleft().result()))
            elif working and working[0].future.done():
                job = self._completed(working.popleft())
                if isinstance(job, _Job):
                    working.appendleft(job)
                else:
                    sizes.popleft()
                    yield Step(job)
            else:
                first: list[Future[Any]] = []
                first += [reading[0]] if room and reading else []
                first += [working[0].future] if working else []
                if first and not wait(first, TICK, FIRST_COMPLETED).done:
                    yield Step(waiting=self._executor.waiting())

    def _todo(self) -> Iterator[Step | Chunk]:
        """Yield the chunks that are to be done, and now and then what was known of others."""
        if len(self._journal):
            for path in self._gone():
                yield Step(gone=self._journal.known([path]))
        known, spoken = list[Record](), time.monotonic()
        for chunk in chunks(self._listing.paths, self._count):
            found = [r for r in self._journal.known(chunk.paths) if not (r.again or _changed(r))]
            # A chunk of which anything is missing is done again, so that it goes as it would have.
            if len(found) < len(chunk.paths):
                yield chunk
                continue
            known += found
            if len(known) >= AT_ONCE or time.monotonic() - spoken > TICK:
                yield Step(known=tuple(known))
                known, spoken = [], time.monotonic()
        yield Step(known=tuple(known))

    def _gone(self) -> list[str]:
        """Return the files that the journal knows and the listing does not; both are in order."""
        listed = iter(self._listing.paths)
        at = next(listed, None)
        gone = []
        for path in self._journal.paths():
            while at is not None and os.fsencode(at) < os.fsencode(path):
                at = next(listed, None)
            if at != path:
                gone.append(path)
        return gone

    def _plan(self, contents: Sequence[Content]) -> _Job:
        """Have those analysed of which no other file has the same bytes."""
        if self._listing.root is not None and any(content.error for content in contents):
            _check_folder(self._listing.root)
        fresh: list[Content] = []
        claimed: list[str] = []
        twins: dict[str, Record] = {}
        for content in contents:
            digest = content.sha256
            if digest is None:
                fresh.append(content)
            elif digest in self._claimed:
                continue  # `_completed` will know what became of its twin
            # Only what comes before counts, so that a chunk done again goes as it went before.
            elif twin := self._journal.twin(digest, before=contents[0].path):
                twins[content.path] = twin.of(content.path, content.seconds)
            else:
                self._claimed.add(digest)
                claimed.append(digest)
                fresh.append(content)
        # Their bytes belong to the executors from here on.
        bare = [dataclasses.replace(content, data=b"") for content in contents]
        return _Job(bare, tuple(claimed), twins, self._submitted(fresh))

    def _submitted(self, contents: Sequence[Content]) -> Future[list[Record]]:
        if contents:
            return self._executor.submit(contents)
        nothing: Future[list[Record]] = Future()
        nothing.set_result([])
        return nothing

    def _completed(self, job: _Job) -> tuple[Record, ...] | _Job:
        """Write what was found of a chunk, its files in order, into the journal."""
        answered = job.future.result()
        found = job.found | {record.path: record for record in answered}
        by_hash = {record.sha256: record for record in found.values()}
        missing = []
        for content in job.contents:
            if content.path in found:
                continue
            assert content.sha256 is not None
            twin = by_hash.get(content.sha256) or self._journal.twin(content.sha256)
            if twin is None:
                missing.append(content.path)
            else:
                found[content.path] = twin.of(content.path, content.seconds)
        # Their twins failed for a reason that may pass: they are analysed after all.
        if missing:
            return dataclasses.replace(
                job, found=found, future=self._submitted(self._read(missing))
            )
        records = tuple(found[content.path] for content in job.contents)
        self._journal.add(records)
        self._claimed.difference_update(job.claimed)
        return records

    def _read(self, paths: Sequence[str]) -> list[Content]:
        return read(paths, self._listing.problems, self._stop)


def _changed(record: Record) -> bool:
    """Tell whether a file was changed after it was analysed, which is known to the second."""
    analysed = datetime.fromisoformat(record.rows[0].analysed_at).timestamp()
    return changed_since(record.path, analysed + 1)


def _check_folder(folder: str) -> None:
    """Raise ScanError if a folder cannot be read any more: then no file in it can be."""
    what = f"The folder {printable(folder)} can no longer be read"
    advice = "reconnect its drive, then continue with --resume"
    with plain_errors(ScanError, what, advice), os.scandir(folder) as entries:
        next(entries, None)
