"""``gng-desktop train --queue`` and ``--grid``: many runs, a process each, one after the other."""

from __future__ import annotations

import argparse
import contextlib
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from gng_desktop.core.progress_bar import ProgressBar, say
from gng_desktop.core.text import listed, printable
from gng_desktop.datasets.items import DataError
from gng_desktop.training.events import (
    Begun,
    Epoch,
    Event,
    Failed,
    Finished,
    Interrupted,
    command,
    parse_line,
)
from gng_desktop.training.grid import finished, load_grid
from gng_desktop.training.queue import Claim, Entry, Queue, put
from gng_desktop.training.terminal import BarWatcher, check_data, failed

_END = 120.0  # seconds a process gets for its last batch once it is asked to end


def train_queue(options: argparse.Namespace) -> int:
    """Run ``options.queue``, or queue the recipes of ``options.grid`` first.

    The exit code is 0 if all that was run is finished, 1 if anything failed or was interrupted.
    """
    runs: Path = options.queue or options.runs
    try:
        if options.queue and not runs.is_dir():
            raise DataError(f"{runs} is no folder; name the folder of runs that holds the queue.")
        check_data(options.data)
        queue = Queue(runs)
        if options.grid:
            recipes = load_grid(options.grid).recipes(runs)
            done = [r.name for r in recipes if finished(runs, r)]
            put(queue, recipes, lambda r: r.name in done)
            print(f"{len(recipes)} runs, of which {len(done)} are finished already.", flush=True)
        return through(queue, options.data, options.device or "")
    except OSError as error:
        why = error.strerror or error
        return failed(f"The queue in {runs} cannot be used ({why}).")


def through(queue: Queue, data: Path, device: str) -> int:
    """Run `queue`, with a line for each epoch; return the exit code."""
    ends: dict[str, Event] = {}
    with ProgressBar() as bar:
        watcher = BarWatcher(bar)
        for entry, event in work(queue, data, device):
            watcher.notify(event)
            if line := _line(event):
                say(printable(f"{entry.name}: {line}"))
            if isinstance(event, Finished | Failed | Interrupted):
                ends[entry.name] = event
    lost = {name: end for name, end in ends.items() if isinstance(end, Failed)}
    cut = [name for name, end in ends.items() if isinstance(end, Interrupted)]
    entries = queue.entries()
    waits = {e.name: e for e in entries if e.state == "waiting"}
    busy = cut or any(e.state == "running" for e in entries)
    # What waits for others though nothing runs waits for itself in the end.
    stuck = [] if busy else [e for e in waits.values() if waits.keys() & set(e.needs)]
    waiting = f", {len(waits)} waiting" * bool(waits)
    good = len(ends) - len(lost) - len(cut)
    print(f"{len(ends)} run: {good} finished, {len(lost)} failed{waiting}.")
    for name, end in lost.items():
        print(printable(f"{name}: {end.sentence}"), file=sys.stderr)
    for name in cut:
        print(printable(f"{name}: interrupted; the same command goes on."), file=sys.stderr)
    for entry in stuck:
        sentence = f"it waits for {listed(entry.needs)}, and these for it; change a recipe."
        print(printable(f"{entry.name}: {sentence}"), file=sys.stderr)
    return int(bool(lost or cut or stuck))


def _line(event: Event) -> str:
    """Return the line that a terminal shows for an event; "" for most."""
    if isinstance(event, Begun):
        again = f", goes on with epoch {event.resumed_at}" * bool(event.resumed_at)
        return f"begun on {event.device}, {event.epochs} epochs at most{again}"
    if isinstance(event, Epoch):
        row = event.row
        figures = [f"{k} {v:.4f}" for k, v in row.items() if k != "epoch" and v is not None]
        return f"epoch {row['epoch']:.0f}  " + "  ".join(figures)
    if isinstance(event, Finished):
        return f"{'stopped' if event.stopped else 'finished'}, best epoch {event.best_epoch}"
    return "failed" if isinstance(event, Failed) else ""


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
        claim.done("stopped" if stopped else "failed", last.sentence, last.kind)
    else:
        claim.done("waiting")
