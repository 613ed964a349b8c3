"""The scan as the window's long work: it can be paused, ended at any time, and resumed."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from gng_desktop.core.progress import Progress
from gng_desktop.ui.batch.request import ScanRequest, Way
from gng_desktop.ui.batch.rows import ScanRow
from gng_desktop.ui.batch.words import work_words
from gng_desktop.ui.kit.language import spoken, tr
from gng_desktop.ui.kit.row_store import State
from gng_desktop.ui.kit.workers import Steps, UserError

if TYPE_CHECKING:
    from gng_desktop.analysis.pipeline import Analyser
    from gng_desktop.engines.protocol import Engine
    from gng_desktop.scan.rows import Record
    from gng_desktop.scan.run import ScanProgress, ScanResult

TICK_S = 0.1
"""Between two words to the window, at least, and the longest until a paused scan looks up, s."""
MOST = 500
"""Rows, or some more, that are shown at once."""
NICE = 10
"""How far the scan stands back behind the rest of the program; 19 is the most."""


@dataclass(frozen=True)
class News:
    """How far the scan has come, in files.

    `rows` were found since the last word, by earlier sessions too. `per_second` and
    `seconds_left` are None while that is not known. `work` is what is done before and after the
    files are analysed, `result` the complete scan.
    """

    done: int = 0
    total: int = 0
    rows: Sequence[ScanRow] = ()
    per_second: float | None = None
    seconds_left: float | None = None
    work: str = ""
    result: ScanResult | None = None


class Ended(BaseException):
    """The analyst ended the scan while a network was about to run.

    No Exception: it is nobody's failure, so whoever catches those must let it pass.
    """


class Control:
    """Pause, resume and end a scan from another thread."""

    def __init__(self) -> None:
        self._going, self._ended = threading.Event(), threading.Event()
        self._going.set()

    @property
    def paused(self) -> bool:
        return not self._going.is_set()

    @property
    def ended(self) -> bool:
        return self._ended.is_set()

    def pause(self) -> None:
        self._going.clear()

    def resume(self) -> None:
        self._going.set()

    def end(self) -> None:
        """End the scan, paused or not; what is done stays done."""
        self._ended.set()
        self._going.set()

    def wait(self) -> None:
        """Wait for the end of a pause, `TICK_S` at most."""
        self._going.wait(TICK_S)


class _Endable:
    """An engine that runs no more once the scan is to end: a chunk of files can take long."""

    def __init__(self, engine: Engine, control: Control) -> None:
        self._engine, self._control = engine, control

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._engine, name)
        if callable(found) and self._control.ended:
            raise Ended
        return found


def scan(request: ScanRequest, way: Way, control: Control) -> Steps:
    """Scan as `request` says; yield `Progress` and `News`, at last the result.

    A pause takes up nothing new; the few files under way are still done. Of a scan that is
    resumed, what earlier sessions found comes first.
    """
    from gng_desktop.modelstore import ModelError
    from gng_desktop.scan import ScanError

    _stand_back()
    try:
        yield from _scanned(request, way, control)
    except Ended:
        pass
    except (ScanError, ModelError) as error:
        raise UserError(spoken(str(error))) from error


def _scanned(request: ScanRequest, way: Way, control: Control) -> Iterator[Progress | News]:
    from gng_desktop.scan.run import ScanOptions, ScanProgress, ScanResult
    from gng_desktop.scan.run import scan as steps_of

    yield Progress(0, 0, tr("Preparing the scan"))
    options = ScanOptions(
        **vars(request),
        resume=way == "resume",
        overwrite=way == "replace",
        command=request.command(way),
    )
    found = _Gathered(tr("Scanning {name}", name=Path(request.source).name))
    with closing(steps_of(options, partial(open_endable, control))) as steps:
        try:
            for step in steps:
                if isinstance(step, ScanProgress):
                    yield from found.add(step)
                else:
                    yield from found.flush()
                    if isinstance(step, ScanResult):
                        yield News(result=step)
                    else:
                        yield News(work=work_words(step.text))
                        yield Progress(step.done, step.total, work_words(step.text))
                # Only now: what was found, and that a scan is complete, is shown all the same.
                if control.ended:
                    yield from found.flush()
                    return
                if control.paused:
                    yield from found.flush()
                    while control.paused:
                        control.wait()
                        yield found.paused
        finally:
            # Else closing would wait until the files under way are analysed.
            control.end()


class _Gathered:
    """Gathers what a scan finds, so that the window hears of it a few times a second."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._rows: list[ScanRow] = []
        self._step: ScanProgress | None = None
        self._new = False
        self._last = float("-inf")

    def add(self, step: ScanProgress) -> Iterator[Progress | News]:
        """Take note of a step; yield what was found unless that would be too often."""
        for record in (*step.known, *step.records):
            self._rows += _found(record)
        self._step, self._new = step, True
        if len(self._rows) >= MOST or time.monotonic() - self._last >= TICK_S:
            yield from self.flush()

    def flush(self) -> Iterator[Progress | News]:
        """Yield what was found since the last time."""
        if self._step is not None and self._new:
            step, rows = self._step, self._rows
            self._rows, self._new, self._last = [], False, time.monotonic()
            yield News(step.done, step.total, rows, step.per_second, step.seconds_left)
            yield Progress(step.done, step.total, self._text)

    @property
    def paused(self) -> Progress:
        # Another total lets whoever estimates the time left begin again.
        done, total = (2 * self._step.done, 2 * self._step.total) if self._step else (0, 0)
        return Progress(done, total, tr("The scan is paused"))


def _found(record: Record) -> list[ScanRow]:
    """Return what the table shows of a file and of its faces."""
    return [
        ScanRow(
            row.path,
            row.face_index,
            _state(row.status, row.verdict),
            _score(row.score_with_background),
            _score(row.score_without_background),
            f"{row.reason} {row.notes}".strip(),
            row.seconds,
            row.frame or 0,
            tuple(
                (name, raw if score is None else score, score is None)
                for name, (score, raw) in row.detectors.items()
                if raw is not None
            ),
            _score(row.score_fused),
        )
        for row in record.rows
    ]


def _state(status: str, verdict: str | None) -> State:
    return cast("State", verdict or "not_applicable" if status == "ok" else status)


def _score(score: float | None) -> float:
    return float("nan") if score is None else score


def open_endable(
    control: Control, models: Path | None, device: str, threads: int, fast: bool = False
) -> Analyser:
    """Open the models of a scan so that `control` can end it, see `gng_desktop.scan.run.scan`."""
    from gng_desktop.analysis.pipeline import Analyser

    found = Analyser.open(models, device, threads, fast)
    engines = {role: _Endable(engine, control) for role, engine in found.engines.items()}
    return replace(found, engines=cast("dict[str, Engine]", engines))


def _stand_back() -> None:
    """Let the rest of the program go first: what is in view must not wait for the scan.

    On Linux a thread has a priority of its own, which the threads that it starts inherit: those
    of the scan and those of ONNX Runtime.
    """
    if sys.platform == "linux":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)
