"""From the bytes of some files to what the CSV says of them: decoding, networks, explanation."""

from __future__ import annotations

import dataclasses
import logging
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from gng_desktop.analysis.batch import Loaded
from gng_desktop.analysis.pipeline import INSIDE, Analyser
from gng_desktop.analysis.result import Analysis
from gng_desktop.core.timestamps import now
from gng_desktop.imaging.reading import Picture
from gng_desktop.modelstore.manifest import SEGMENTER
from gng_desktop.provenance.record import read_flag
from gng_desktop.scan import ScanError
from gng_desktop.scan.reading import Content, decoded, every_frame, is_large
from gng_desktop.scan.rows import FIRST_COLUMNS, SECONDS_DIGITS, Record, Row, row_of

if TYPE_CHECKING:
    from gng_desktop.modelstore import StoredModel

log = logging.getLogger(__name__)

BATCH_PIXELS = 16_000_000  # pixels of decoded images that one worker holds, an image more at most
BATCH_FRAMES = 64  # pictures that the networks are given at a time
NOT_EXPLAINED = "The explanation failed inside the program; run 'gng-desktop doctor' and retry."

Faces = Literal["whole", "each"]
Frames = Literal["first", "all"]


class Stopped(Exception):
    """The scan was ended while a worker was busy."""


@dataclass(frozen=True, kw_only=True)
class Manner:
    """How files are analysed, here or on the workers of a cluster."""

    regions: bool = False  # explain every score by regions, for the background's share
    faces: Faces = "whole"  # one analysis of a file, or one of each face in it besides
    partial: bool = True  # analyse what is left of a JPEG that breaks off; else it is an error
    frames: Frames = "first"  # of a file with several pictures, the first or each
    device: str = "auto"  # or "cpu" or "gpu:N"
    deciding: tuple[str, ...] = ()  # roles and ids of detectors; empty for the usual ones
    fast: bool = False  # leave out the costly further detectors


class Worker:
    """Makes records of files; one instance serves all threads.

    `stop` ends the work between two images, by `Stopped`.
    """

    def __init__(self, analyser: Analyser, manner: Manner) -> None:
        deciding = manner.deciding
        self.analyser = analyser.with_deciding(deciding) if deciding else analyser
        self._manner, self.stop = manner, threading.Event()
        self._large = threading.Lock()

    def records(self, contents: Sequence[Content]) -> list[Record]:
        """Return what is found of some files, in their order; `Stopped` if the scan was ended."""
        try:
            return self._records(contents)
        except Stopped:
            raise
        except Exception:
            log.exception("%d files failed together; each is analysed alone", len(contents))
            if len(contents) > 1:
                return [record for content in contents for record in self.records([content])]
            return [failed(contents[0], INSIDE)]

    def _records(self, contents: Sequence[Content]) -> list[Record]:
        found: list[Record] = []
        for large, group in groupby(contents, is_large):
            with self._large if large else nullcontext():
                found += self._together(group)
        records = _by_file(found)
        return [_flagged(r, content) for r, content in zip(records, contents, strict=True)]

    def _together(self, contents: Iterable[Content]) -> Iterator[Record]:
        loaded: list[Loaded] = []
        pixels = 0
        for item in self._loaded(contents):
            self._go_on()
            loaded.append(item)
            if isinstance(picture := item.found, Picture):
                pixels += picture.width * picture.height
            if pixels >= BATCH_PIXELS or len(loaded) >= BATCH_FRAMES:
                yield from self._analysed(loaded)
                loaded, pixels = [], 0
        yield from self._analysed(loaded)

    def _loaded(self, contents: Iterable[Content]) -> Iterator[Loaded]:
        for content in contents:
            self._go_on()
            if self._manner.frames == "all":
                yield from every_frame(content, self._manner.partial)
            else:
                yield decoded(content, self._manner.partial)

    def _analysed(self, loaded: Sequence[Loaded]) -> Iterator[Record]:
        if self._manner.faces == "each":
            for item in loaded:
                self._go_on()
                yield self._by_face(item)
        else:
            for analysis in self.analyser.analyse_batch(loaded):
                yield _record([self._row(analysis)])

    def _by_face(self, item: Loaded) -> Record:
        """Analyse every face; the row of the file says what all of them mean for it."""
        from gng_desktop.analysis.faces_in_image import analyse_each, file_verdict, too_small_reason

        if not isinstance(item.found, Picture):
            return _record([self._row(a) for a in self.analyser.analyse_batch([item])])
        found = analyse_each(self.analyser, item.path, item.found)
        rows = [self._row(face) for face in found.faces]
        whole = file_verdict(found.faces)
        decisive = rows[[face.face_index for face in found.faces].index(whole.face_index)]
        sentences = [whole.reason, too_small_reason(found.too_small)]
        if decisive.reason.endswith(NOT_EXPLAINED):
            sentences.append(NOT_EXPLAINED)
        seconds = item.seconds + sum(row.seconds for row in rows)
        file = dataclasses.replace(
            row_of(whole, decisive.analysed_at, decisive.background_share),
            reason=" ".join(filter(None, sentences)),
            face_index=0,
            seconds=round(seconds, SECONDS_DIGITS),
        )
        return _record([file, *(row for row in rows if row.face_index)])

    def _row(self, analysis: Analysis) -> Row:
        start = time.perf_counter()
        share = None
        if self._manner.regions and analysis.status == "ok":
            share = self._background_share(analysis)
            if share is None:
                reason = f"{analysis.reason} {NOT_EXPLAINED}".strip()
                analysis = dataclasses.replace(analysis, reason=reason)
        return row_of(analysis, now(), share, time.perf_counter() - start)

    def _background_share(self, analysis: Analysis) -> float | None:
        """Return the background's share in the with-background score; None if that failed."""
        from gng_desktop.explain.regions import explain_regions

        try:
            for step in explain_regions(self.analyser, analysis):
                self._go_on()
                if isinstance(step, tuple):
                    return step[0].background_share
        except Stopped:
            raise
        except Exception:
            log.exception("the regions of %s could not be explained", analysis.path)
        return None

    def _go_on(self) -> None:
        if self.stop.is_set():
            raise Stopped


class Threads:
    """As many threads of this program, from 1.

    `models` are those they use, by role; `problems` sentences on models that were found and
    not used; `engine` and `device` what runs them, see `gng_desktop.engines.protocol.Engine`;
    `width` how many chunks are analysed at the same time, from 1; `has_room` whether they can hold
    the content of one more.
    """

    has_room = True

    def __init__(self, worker: Worker, jobs: int) -> None:
        self._worker, self.width = worker, jobs
        self._pool = ThreadPoolExecutor(jobs, "scan-analyse")
        engine = worker.analyser.engines[SEGMENTER]
        self.models: Mapping[str, StoredModel] = worker.analyser.models
        self.problems = worker.analyser.problems
        self.engine, self.device = engine.name, engine.device

    def submit(self, contents: Sequence[Content]) -> Future[list[Record]]:
        """Have a chunk analysed; the records come in its order, or ScanError if that cannot be."""
        return self._pool.submit(self._worker.records, contents)

    def waiting(self) -> str:
        """Return what the work waits for, "" while it goes on; ScanError if that takes too long."""
        return ""

    def facts(self) -> dict[str, Any]:
        """Return how many there were, as JSON values, for the document beside the CSV."""
        return {"jobs": self.width, "cluster": None}

    def close(self) -> None:
        """End the work, and wait for the images that are being analysed; these are lost."""
        self._worker.stop.set()
        self._pool.shutdown(wait=True, cancel_futures=True)


def check_detector() -> None:
    """Raise ScanError, rather than one for each file, unless faces can be sought."""
    from gng_desktop.imaging.detect import DetectorError, find_faces

    try:
        find_faces(np.zeros((64, 64, 3), np.uint8))
    except DetectorError as error:
        raise ScanError(str(error)) from error


def _flagged(record: Record, content: Content) -> Record:
    """Add what the file says of itself, and what follows its image, to every row of it."""
    if content.error:
        return record
    try:
        flag = read_flag(content.data)
    except Exception:
        log.exception("what %s says of itself could not be read", content.path)
        return record
    if flag is None:
        return record
    word, rows = flag.word or "none", []
    for row in record.rows:
        notes = " ".join(filter(None, (row.notes, *flag.trailing)))
        rows.append(dataclasses.replace(row, provenance_flag=word, notes=notes))
    return dataclasses.replace(record, rows=tuple(rows))


def failed(content: Content, reason: str) -> Record:
    """Return the record of a file of which nothing but its bytes is known; to be tried again."""
    known: dict[str, Any] = dict.fromkeys(FIRST_COLUMNS)
    known |= {"path": content.path, "sha256": content.sha256, "status": "error"}
    known |= {"reason": reason, "face_index": 0, "seconds": 0.0, "analysed_at": now()}
    return Record(content.path, content.sha256, True, (Row(**known),))


def _by_file(records: Sequence[Record]) -> list[Record]:
    """Put the pictures of a file, one after the other, into one record."""
    files: list[Record] = []
    for record in records:
        if files and files[-1].path == record.path:
            again, rows = files[-1].again or record.again, files[-1].rows + record.rows
            files[-1] = dataclasses.replace(record, again=again, rows=rows)
        else:
            files.append(record)
    return files


def _record(rows: list[Row]) -> Record:
    """Return the record of a file with these rows, the first of them its own."""
    file = rows[0]
    # What failed inside the program (a readable image that is an error, for one) may pass.
    inside = any(
        (row.status == "error" and row.width is not None)
        or row.reason.endswith((NOT_EXPLAINED, INSIDE))
        for row in rows
    )
    again = file.sha256 is None or inside
    return Record(file.path, file.sha256, again, tuple(rows))
