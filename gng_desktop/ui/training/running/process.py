"""A training process as the window has it: events come out of it, words go in."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, QProcess, Signal

from gng_desktop.core.priority import lower
from gng_desktop.training.events import (
    Begun,
    Epoch,
    Estimated,
    Event,
    Failed,
    Finished,
    Interrupted,
    Word,
    parse_line,
)
from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.widgets import delay

GRACE_MS = 15_000  # how long a training that is to end may finish its batch before it is killed, ms
TAIL = 16_384  # bytes of standard error that are held, from its end
LONGEST = 4 * 1024 * 1024  # bytes of a line, above which it is no event
KILLED = 9  # the signal that the system ends a process with which takes too much memory

log = logging.getLogger(__name__)

State = Literal["finished", "stopped", "failed", "interrupted", "estimated"]


@dataclass(frozen=True)
class Ending:
    """How a training process ended.

    ``stopped`` has a result like ``finished``; ``interrupted`` came from here. `last` is its last
    word, None if it was killed. `sentence` says what happened and what to do, where it has no
    result, and `details` are for a bug report.
    """

    state: State
    last: Finished | Failed | Interrupted | Estimated | None = None
    sentence: str = ""
    details: str = ""


class TrainingProcess(QObject):
    """One process at a time; nothing here waits for it, but `close`."""

    # Event: in the order in which the process tells them, the last one too
    event_received = Signal(object)
    ended = Signal(object)  # Ending: the process is gone, or could not be started

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._rest = self._output = b""
        self._last: Finished | Failed | Interrupted | Estimated | None = None
        self._epochs = 0
        self._leaving = False
        self._grace = delay(self, GRACE_MS, self._kill)

    @property
    def busy(self) -> bool:
        return self._process is not None

    @property
    def pid(self) -> int:
        """Of the process; 0 if there is none."""
        return self._process.processId() if self._process is not None else 0

    @property
    def output(self) -> str:
        """The end of what the process printed that is no event, for a bug report."""
        return self._output.decode("utf-8", "replace").strip()

    def start(self, command: Sequence[str]) -> None:
        """Start a process; its program comes first.

        Raises
        ------
        RuntimeError
            If one is running.
        """
        if self._process is not None:
            raise RuntimeError("a training is running")
        self._rest = self._output = b""
        self._last, self._epochs, self._leaving = None, 0, False
        process = self._process = QProcess(self)
        process.readyReadStandardOutput.connect(self._read)
        process.readyReadStandardError.connect(self._listen)
        process.errorOccurred.connect(self._on_error)
        process.finished.connect(self._on_finished)
        process.start(command[0], list(command[1:]))
        # At once: its threads inherit the priority of the one that starts them.
        if pid := self.pid:
            lower(pid)

    def say(self, word: Word) -> None:
        """Steer the training: an event answers ``pause`` and ``go on``, its end ``stop``."""
        if self._process is not None and not self._leaving:
            self._process.write(f"{word}\n".encode("ascii"))

    def interrupt(self, grace_ms: int = GRACE_MS) -> None:
        """End the process; the training can be gone on with behind its last finished epoch.

        It is killed if it has not ended within `grace_ms` ms, which loses nothing more.
        """
        if self._process is not None and not self._leaving:
            self._leaving = True
            self._process.closeWriteChannel()
            self._grace.start(grace_ms)

    def close(self, timeout_ms: int = 2_000) -> bool:
        """Interrupt the training and wait, at most about `timeout_ms` ms; return whether it ended.

        `ended` has been emitted then.
        """
        process = self._process
        if process is None:
            return True
        self.interrupt(timeout_ms)
        if not process.waitForFinished(max(1, timeout_ms)) and self._process is process:
            process.kill()
            process.waitForFinished(1_000)
        if self._process is process:
            log.warning("the training process did not end within %d ms", timeout_ms)
        return self._process is None

    def _kill(self) -> None:
        if self._process is not None:
            self._process.kill()

    # -- what the process says ----------------------------------------------------------------

    def _read(self) -> None:
        if self._process is None:
            return
        data = self._rest + self._process.readAllStandardOutput().data()
        *lines, self._rest = data.split(b"\n")
        if len(self._rest) > LONGEST:
            self._rest = b""  # of no use: what comes of that line is no event either
        for line in lines:
            self._take(line)

    def _take(self, line: bytes) -> None:
        try:
            event = parse_line(line.decode("utf-8"))
        except ValueError:  # a library's words, or half a line
            if line.strip():
                self._keep(line[:500] + b"\n")
            return
        self._note(event)
        self.event_received.emit(event)

    def _note(self, event: Event) -> None:
        if isinstance(event, Begun):
            self._epochs = len(event.rows)
        elif isinstance(event, Epoch):
            self._epochs = int(event.row.get("epoch") or self._epochs + 1)
        elif isinstance(event, Finished | Failed | Interrupted | Estimated):
            self._last = event

    def _listen(self) -> None:
        if self._process is not None:
            self._keep(bytes(self._process.readAllStandardError().data()))

    def _keep(self, output: bytes) -> None:
        self._output = (self._output + output)[-TAIL:]

    # -- its end ------------------------------------------------------------------------------

    def _on_error(self, error: QProcess.ProcessError) -> None:
        # All others are followed by its end.
        if error == QProcess.ProcessError.FailedToStart and self._process is not None:
            sentence = tr(
                "The training cannot be started ({reason}); please install the program again.",
                reason=self._process.errorString(),
            )
            self._end(Ending("failed", sentence=sentence))

    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        self._read()
        self._listen()
        if self._rest:
            self._take(self._rest)
        self._end(self._ending(code, status == QProcess.ExitStatus.CrashExit))

    def _end(self, ending: Ending) -> None:
        self._grace.stop()
        process, self._process = self._process, None
        if process is not None:
            process.deleteLater()
        self.ended.emit(ending)

    def _ending(self, code: int, crashed: bool) -> Ending:
        last = self._last
        match last:
            case Finished():
                return Ending("stopped" if last.stopped else "finished", last)
            case Estimated():
                return Ending("estimated", last)
            case Failed():
                # Stopped before there was anything to store, as the user asked.
                state: State = "stopped" if last.kind == "stopped" else "failed"
                return Ending(state, last, last.sentence, last.details)
        if last is not None or self._leaving:
            return Ending("interrupted", last)
        return Ending("failed", None, self._without_a_word(code, crashed), self.output)

    def _without_a_word(self, code: int, crashed: bool) -> str:
        if not crashed:
            return tr(
                "The training ended without giving a reason (exit code {code}); see the details.",
                code=code,
            )
        happened, remedy = tr("The training crashed."), tr("Try again.")
        if code == KILLED:
            happened = tr("The training was ended by the system, perhaps because memory ran out.")
            remedy = tr("Try again, with a smaller batch if this recurs.")
        if self._epochs:
            remedy = tr("Resume continues after epoch {epoch}.", epoch=self._epochs)
        return f"{happened} {remedy}"
