"""Train what waits in a queue, without a window: a process for each run, one after the other."""

from __future__ import annotations

import contextlib
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

from gng_desktop.training.events import (
    Event,
    Failed,
    Finished,
    Interrupted,
    command,
    parse_line,
)
from gng_desktop.training.queue import Claim, Entry, Queue

_END = 120.0  # seconds a process gets for its last batch once it is asked to end


def work(queue: Queue, data: Path, device: str = "") -> Iterator[tuple[Entry, Event]]:
    """Run what waits in `queue`, yielding every event; a failed run does not end it.

    Closing the generator lets the running process save and end; its entry then waits again. A
    `device` but "" replaces the recipes' own.
    """
    while claim := queue.take():
        last: Event | None = None
        for event in run(claim, data, queue.runs, device):
            last = event
            yield claim.entry, event
        if isinstance(last, Interrupted):
            return


def run(claim: Claim, data: Path, runs: Path, device: str = "") -> Iterator[Event]:
    """Run one entry in a process of its own, yielding its events; the last one says how it ended.

    The entry's state is updated, whatever happens. Parameters as in `work`.
    """
    last: Event | None = None
    words = command(claim.recipe, data, runs, resume=True, device=device)
    with claim.log.open("wb") as log:
        process = subprocess.Popen(
            words,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            encoding="utf-8",
            errors="replace",
        )
        assert process.stdout is not None
        try:
            for line in process.stdout:
                with contextlib.suppress(ValueError):
                    last = parse_line(line)
                    yield last
            process.wait()
            if not isinstance(last, Finished | Failed | Interrupted):
                last = _silent(process.returncode, claim)
                yield last
        finally:
            _end(process)
            _note(claim, last)


def _silent(code: int, claim: Claim) -> Failed:
    how = f"was killed by signal {-code}" if code < 0 else f"ended with exit code {code}"
    if code == -getattr(signal, "SIGKILL", 9):
        how += " (perhaps for want of memory)"
    sentence = f"The process of this run {how}; put it in the queue again to go on with it."
    text = claim.log.read_text(encoding="utf-8", errors="replace")
    return Failed(sentence, "program", text[-4000:], True)


def _end(process: subprocess.Popen[str]) -> None:
    """Let a process that still runs save its state and end."""
    assert process.stdin is not None
    assert process.stdout is not None
    with contextlib.suppress(OSError):
        process.stdin.close()
    process.stdout.close()
    try:
        process.wait(_END)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _note(claim: Claim, last: Event | None) -> None:
    if isinstance(last, Finished):
        claim.done("stopped" if last.stopped else "finished")
    elif isinstance(last, Failed):
        stopped = last.kind == "stopped"
        claim.done("stopped" if stopped else "failed", last.sentence)
    else:
        claim.done("waiting")
