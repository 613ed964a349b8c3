"""The scan as the window's long work: it can be paused and ended at any time, and gone on with."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from gng_desktop.progress import Progress
from gng_desktop.ui.batch.rows import Found
from gng_desktop.ui.batch.wanted import Wanted, Way, as_text
from gng_desktop.ui.batch.words import spoken, work_words
from gng_desktop.ui.evidence.items import State
from gng_desktop.ui.language import tr
from gng_desktop.ui.workers import UserError, Work

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from gng_desktop.analysis.pipeline import Analyser
    from gng_desktop.casework.scan.journal import Record
    from gng_desktop.casework.scan.run import ScanProgress, ScanResult
    from gng_desktop.engines.protocol import Engine

TICK_S = 0.1
"""Between two words to the window, at least, and the longest until a paused scan looks up, s."""
MOST = 500
"""Rows, or some more, that are told at once."""
NICE = 10
"""How far the scan stands back behind the rest of the program; 19 is the most."""


@dataclass(frozen=True)
class News:
    """How far the scan has come.

    Attributes
    ----------
    done, total : int
        Files.
    rows : list of Found
        Found since the last word, by earlier sessions too.
    per_second, seconds_left : float or None
        None while that cannot be told.
    """

    done: int
    total: int
    rows: list[Found]
    per_second: float | None = None
    seconds_left: float | None = None


@dataclass(frozen=True)
class Finished:
    """A complete scan.

    Attributes
    ----------
    csv : Path
    sha256 : str
        Of the CSV's bytes.
    files, rows, errors, duplicates, repeated, not_entered : int
        Files; lines of the CSV after its header; files that are errors, or have the bytes of
        another one; lines of the list that name a file again; folders left out.
    seconds : float
        Of this session, without pauses, s.
    command : str
        Command line of the same scan.
    """

    csv: Path
    sha256: str
    files: int
    rows: int
    errors: int
    duplicates: int
    repeated: int
    not_entered: int
    seconds: float
    command: str


class Ended(BaseException):
    """The analyst ended the scan while a network was about to run.

    No Exception: it is nobody's failure, so whoever catches those must let it pass.
    """


class Control:
    """Pause, go on and end a scan from another thread."""

    def __init__(self) -> None:
        self._going, self._ended = threading.Event(), threading.Event()
        self._going.set()

    @property
    def paused(self) -> bool:
        """Whether the scan is to stand still."""
        return not self._going.is_set()

    @property
    def ended(self) -> bool:
        """Whether the scan is to end."""
        return self._ended.is_set()

    def pause(self) -> None:
        """Let the scan take up no more work."""
        self._going.clear()

    def go_on(self) -> None:
        """Let the scan go on."""
        self._going.set()

    def end(self) -> None:
        """End the scan, paused or not; what is done is kept."""
        self._ended.set()
        self._going.set()

    def wait(self) -> None:
        """Wait for the end of a pause, `TICK_S` at most."""
        self._going.wait(TICK_S)


class _Endable:
    """An engine that runs no more once the scan is to end: a chunk of files can take long."""

    def __init__(self, engine: Engine, control: Control) -> None:
        self._engine, self._control = engine, control
        self.name, self.device = engine.name, engine.device
        self.size, self.features = engine.size, engine.features

    def run(self, batch: NDArray[np.uint8]) -> NDArray[Any]:
        return self._ready().run(batch)

    def run_with_features(
        self, batch: NDArray[np.uint8]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32] | None]:
        return self._ready().run_with_features(batch)

    def logits(self, batch: NDArray[np.uint8]) -> NDArray[np.float32]:
        return self._ready().logits(batch)

    def _ready(self) -> Engine:
        if self._control.ended:
            raise Ended
        return self._engine


def scan(wanted: Wanted, way: Way, control: Control) -> Work:
    """Scan as `wanted`; yield `Progress` and `News`, at last `Finished` unless it was ended.

    A str says what is done before and after the files are judged; None means nothing.
    A pause takes up nothing new; the few files under way are still done. Of a scan that is gone on
    with, what earlier sessions found is told too.
    """

    def work() -> Generator[Any, None, None]:
        from gng_desktop.casework.scan.errors import ScanError
        from gng_desktop.modelstore import ModelError

        _stand_back()
        try:
            yield from _scanned(wanted, way, control)
        except Ended:
            pass
        except (ScanError, ModelError) as error:
            raise UserError(spoken(str(error))) from error

    return work


def _scanned(wanted: Wanted, way: Way, control: Control) -> Generator[Any, None, None]:
    from gng_desktop.casework.scan.run import ScanOptions, ScanProgress, ScanResult
    from gng_desktop.casework.scan.run import scan as steps_of

    yield Progress(0, 0, tr("Preparing the scan"))
    command = wanted.command(way)
    options = ScanOptions(
        source=wanted.source,
        csv=wanted.csv,
        recursive=wanted.recursive,
        resume=way == "resume",
        overwrite=way == "replace",
        regions=wanted.regions,
        faces=wanted.faces,
        frames=wanted.frames,
        jobs=wanted.jobs,
        device=wanted.device,
        models=wanted.models,
        command=command,
    )
    told = _Telling(tr("Scanning {name}", name=Path(wanted.source).name))
    with closing(steps_of(options, open_endable(control))) as steps:
        try:
            for step in steps:
                if isinstance(step, ScanResult):
                    yield from told.rest()
                    yield _finished(step, as_text(command))
                elif isinstance(step, ScanProgress):
                    yield from told.of(step)
                else:
                    yield from told.rest()
                    yield work_words(step.text)
                    yield Progress(step.done, step.total, work_words(step.text))
                # Only now: what was found, and that a scan is complete, is told all the same.
                if control.ended:
                    yield from told.rest()
                    return
                if control.paused:
                    yield from told.paused()
                    while control.paused:
                        control.wait()
                        yield None
        finally:
            # Else closing would wait until the files under way are judged.
            control.end()


class _Telling:
    """Gathers what a scan finds, so that the window hears of it a few times a second."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._rows: list[Found] = []
        self._step: ScanProgress | None = None
        self._new = False
        self._spoken = float("-inf")

    def of(self, step: ScanProgress) -> Iterator[Progress | News]:
        """Take note of a step; tell of it unless that would be too often."""
        for record in (*step.known, *step.records):
            self._rows += _found(record)
        self._step, self._new = step, True
        if len(self._rows) >= MOST or time.monotonic() - self._spoken >= TICK_S:
            yield from self.rest()

    def rest(self) -> Iterator[Progress | News]:
        """Tell what was found and is not told."""
        if self._step is not None and self._new:
            step, rows = self._step, self._rows
            self._rows, self._new, self._spoken = [], False, time.monotonic()
            yield News(step.done, step.total, rows, step.per_second, step.seconds_left)
            yield Progress(step.done, step.total, self._text)

    def paused(self) -> Iterator[Progress | News]:
        """Tell of a pause."""
        yield from self.rest()
        if self._step is not None:
            # Another total lets whoever estimates the time left begin anew.
            done, total = 2 * self._step.done, 2 * self._step.total
            yield Progress(done, total, tr("The scan is paused"))


def _found(record: Record) -> list[Found]:
    """Return what the table shows of a file and of its faces."""
    return [
        Found(
            row.path,
            row.face_index,
            _state(row.status, row.verdict),
            _score(row.score_with_background),
            _score(row.score_without_background),
            f"{row.reason} {row.notes}".strip(),
            row.seconds,
            row.frame or 0,
        )
        for row in record.rows
    ]


def _state(status: str, verdict: str | None) -> State:
    return cast("State", verdict or "not_applicable" if status == "ok" else status)


def _score(score: float | None) -> float:
    return float("nan") if score is None else score


def _finished(result: ScanResult, command: str) -> Finished:
    return Finished(
        result.outputs.csv,
        result.csv_sha256,
        result.counts.files,
        result.counts.rows,
        result.counts.statuses["error"],
        result.counts.duplicates,
        result.listing.repeated,
        result.listing.not_entered,
        result.seconds,
        command,
    )


def open_endable(control: Control) -> Callable[[Path | None, str, int], Analyser]:
    """Return what opens the models of a scan, see `gng_desktop.casework.scan.run.scan`."""

    def open_analyser(models: Path | None, device: str, threads: int) -> Analyser:
        from gng_desktop.analysis.pipeline import Analyser

        found = Analyser.open(models, device, threads)
        engines: dict[str, Engine] = {
            role: _Endable(engine, control) for role, engine in found.engines.items()
        }
        return replace(found, engines=engines)

    return open_analyser


def _stand_back() -> None:
    """Let the rest of the program go first: what is in view must not wait for the scan.

    On Linux a thread has a priority of its own, which the threads that it starts inherit: those
    of the scan and those of ONNX Runtime.
    """
    if sys.platform == "linux":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)
