"""``gng-desktop train --queue`` and ``--grid``: many runs, one after the other."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from gng_desktop.core.progress_bar import ProgressBar, say
from gng_desktop.core.text import printable
from gng_desktop.datasets.items import DataError
from gng_desktop.training.events import Begun, Epoch, Event, Failed, Finished, Interrupted
from gng_desktop.training.grid import finished, load_grid
from gng_desktop.training.queue import Queue, put
from gng_desktop.training.queue_worker import work
from gng_desktop.training.terminal import BarWatcher, failed


def work_off(options: argparse.Namespace) -> int:
    """Run ``options.queue``, or queue the recipes of ``options.grid`` first.

    The exit code is 0 if all that was run is finished, 1 if anything failed or was interrupted.
    """
    runs: Path = options.queue or options.runs
    try:
        if options.queue and not runs.is_dir():
            raise DataError(f"{runs} is no folder; name the folder of runs that holds the queue.")
        if not options.data.is_dir():
            raise DataError(
                f"The data folder {options.data} does not exist; name another by --data."
            )
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
    counts = Counter(e.state for e in queue.entries())
    waiting = f", {counts['waiting']} waiting" * bool(counts["waiting"])
    good = len(ends) - len(lost) - len(cut)
    print(f"{len(ends)} run: {good} finished, {len(lost)} failed{waiting}.")
    for name, end in lost.items():
        print(printable(f"{name}: {end.sentence}"), file=sys.stderr)
    for name in cut:
        print(printable(f"{name}: interrupted; the same command goes on."), file=sys.stderr)
    return int(bool(lost or cut))


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
