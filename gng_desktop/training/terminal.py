"""What the commands of this room share: progress bars, silenced libraries, unwritable places."""

from __future__ import annotations

import datetime
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from gng_desktop.core.errors import plain_errors
from gng_desktop.core.progress import Progress
from gng_desktop.core.progress_bar import ProgressBar
from gng_desktop.core.text import printable
from gng_desktop.datasets.items import DataError
from gng_desktop.training.events import STEP_WORDS, Batch, Event, Preparing, Watcher


def quiet_tensorflow() -> None:
    """Silence TensorFlow's messages; to be called before it is loaded."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    logging.getLogger("tensorflow").setLevel(logging.ERROR)


class BarWatcher(Watcher):
    """Shows a training on a terminal: what is prepared, then each epoch's batches."""

    def __init__(self, bar: ProgressBar) -> None:
        self.bar = bar

    def notify(self, event: Event) -> None:
        """Redraw the bar if `event` says how far the training is."""
        if isinstance(event, Preparing):
            self.bar.show(Progress(event.done, event.total, STEP_WORDS[event.step]))
        elif isinstance(event, Batch):
            loss = "" if event.loss is None else f", loss {event.loss:.3f}"
            text = f"Epoch {event.epoch}/{event.epochs} {event.phase}{loss}"
            if event.seconds_left_run is not None:
                left = datetime.timedelta(seconds=round(event.seconds_left_run))
                text += f", {left} for all"
            self.bar.show(Progress(event.batch, event.batches, text), "batch")


def shown(steps: Iterator[Any], lines: bool = False) -> Any:
    """Do all of the work with a bar; return its result, whether returned or yielded last.

    With `lines` each tenth is a line on standard error where there is no terminal.
    """
    found, tenths = None, 0
    with ProgressBar("image") as bar:
        while True:
            try:
                step = next(steps)
            except StopIteration as end:
                return found if end.value is None else end.value
            if not isinstance(step, Progress):
                found = step
                continue
            bar.show(step)
            done = step.done * 10 // step.total if step.total else 0
            if lines and not bar.shown and done > tenths:
                tenths = done
                print(f"{step.done} of {step.total} images", file=sys.stderr, flush=True)


def failed(sentence: object) -> int:
    """Print on standard error why a command failed, on one line; return its exit code.

    For what is no `PlainError`: those the command line prints itself.
    """
    print(printable(sentence), file=sys.stderr)
    return 1


def check_data(folder: Path) -> None:
    """Raise DataError unless the folder that ``--data`` names is there."""
    if not folder.is_dir():
        raise DataError(f"The data folder {folder} does not exist; name another by --data.")


def writing(path: object) -> AbstractContextManager[None]:
    """Make an OSError of the body a sentence about the place that ``--out`` names."""
    return plain_errors(DataError, f"{path} cannot be written", "choose another --out")
