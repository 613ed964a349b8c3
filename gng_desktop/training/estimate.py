"""How long a training would take on this machine, and how much memory: measured, not guessed."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from gng_desktop.training.errors import Leave
from gng_desktop.training.events import Estimated, Preparing, Watcher
from gng_desktop.training.recipe import Recipe

if TYPE_CHECKING:
    from gng_desktop.training.preparing import Prepared
    from gng_desktop.training.reporting import Reporter

AHEAD = 9
"""Batches not timed: the first compiles the network, and meanwhile the next are made ready."""
LEAST, MOST = 3, 40  # batches timed, if there are so many
SECONDS = 5.0  # time after which no more batches are timed than `LEAST`
PATIENCE = 40.0
"""Time after which those made ready are timed too; a network so slow does not wait for images."""


class Enough(Leave):
    """Enough batches are timed."""


class Timer(Watcher):
    """Times the batches of one phase, then ends it.

    Parameters
    ----------
    ahead : int
        Batches not timed, of those there are.
    batches : int
        Of the whole phase.

    Attributes
    ----------
    first : float
        When the first batch was done, as `time.perf_counter` says.
    timed : int
        Batches timed; 0 where there was but one, whose time then counts.
    """

    def __init__(self, ahead: int, batches: int) -> None:
        self._ahead = max(1, min(ahead, batches - LEAST))
        self.first = 0.0  # when the first batch was done, as `time.perf_counter` says
        self.timed = 0  # batches; 0 where there was but one, whose time then counts
        self._start = self._end = 0.0
        self._seen = 0

    def between(self, epoch: int, batch: int) -> None:
        now = time.perf_counter()
        self._seen += 1
        if self._seen == 1:
            self.first = self._start = now
        elif not self.timed and self._seen <= self._ahead and now - self.first < PATIENCE:
            self._start = now
        else:
            self.timed += 1
            self._end = now
            if self.timed >= MOST or (self.timed >= LEAST and now - self._start >= SECONDS):
                raise Enough

    def each(self, whole: float) -> float:
        """Return the seconds a batch takes; `whole` where there was but one."""
        return (self._end - self._start) / self.timed if self.timed else whole


def _timed(ready: Prepared, reporter: Reporter, training: bool) -> tuple[float, int, float]:
    """Return the seconds a batch takes, how many were timed, and when the first was done."""
    batches = len(ready.batches if training else ready.checks)
    timer = Timer(AHEAD if training else 1, batches)
    reporter.watcher = timer
    start = time.perf_counter()
    try:
        if training:
            ready.training(1, reporter)
        else:
            ready.validation(reporter)
    except Enough:
        pass
    return timer.each(time.perf_counter() - start), timer.timed, timer.first


def estimate(recipe: Recipe, data: Path, runs: Path, watcher: Watcher | None = None) -> Estimated:
    """Train a few batches of `recipe` and estimate the whole run; nothing of it is stored.

    To be called in a process of its own: TensorFlow does not give memory back, and what the
    process held before would count. Only the faces found are cached, as a training does.

    Parameters
    ----------
    data, runs : Path
        Folder that the recipe's paths are relative to, and folder of runs.
    watcher : Watcher, optional
        Receives the steps.

    Raises
    ------
    RecipeError, DataError, DeviceError, ModelError
        As a training of it would.
    """
    watcher = watcher or Watcher()
    start = time.perf_counter()
    import keras

    from gng_desktop.training.devices import peak_memory
    from gng_desktop.training.exporting import face_cache
    from gng_desktop.training.preparing import prepare
    from gng_desktop.training.reporting import Reporter

    if recipe.stripped_by or recipe.model.from_run:
        watcher.notify(Preparing("faces"))
    faces = face_cache(recipe, runs)
    ready = prepare(recipe, data, runs, faces, watcher)
    watcher.notify(Preparing("measuring"))
    batches, checks = len(ready.batches), len(ready.checks)
    reporter = Reporter(Watcher(), recipe, ready.batches, ready.checks)
    began = time.perf_counter()
    each, timed, first_done = _timed(ready, reporter, True)
    started = max(0.0, first_done - start - each)  # the epoch counts the first batch too
    check, checked, _ = _timed(ready, reporter, False)
    first = epoch = each * batches + check * checks
    if faces is not None:  # those of the timed batches are found now, as in a second epoch
        each, timed, _ = _timed(ready, reporter, True)
        check, checked, _ = _timed(ready, reporter, False)
        epoch = min(first, each * batches + check * checks)
    host, device = peak_memory()
    epochs = recipe.fit.epochs
    basis = (
        f"Measured for {time.perf_counter() - began:.0f} s with the real network and images: "
        f"{max(timed, 1)} training and {max(checked, 1)} validation batches of up to "
        f"{recipe.fit.batch} images, after the first ones. Saving and sample pictures are not "
        "counted, and other work on this machine makes a training slower."
    )
    if faces is not None:
        basis += " The first epoch finds the faces that are not known yet, and takes longer."
    return Estimated(
        name=recipe.name,
        device=", ".join(ready.devices),
        backend=keras.backend.backend(),
        batches=max(timed, 1),
        checks=max(checked, 1),
        seconds_start=started,
        seconds_first=first,
        seconds_epoch=epoch,
        epochs=epochs,
        seconds_run=started + first + (epochs - 1) * epoch,
        early=recipe.fit.monitor != "last" and recipe.fit.patience < epochs,
        memory=host,
        device_memory=device,
        basis=basis,
    )


def sentences(found: Estimated) -> list[str]:
    """Return an estimate as a terminal shows it, a sentence a line."""
    most = "at most " * found.early
    again = f"; the first one {span(found.seconds_first)}"
    lines = [
        f"On {found.device} with {found.backend} an epoch takes about {span(found.seconds_epoch)}"
        + again * (found.seconds_first > 1.2 * found.seconds_epoch)
        + f", and the run of {most}{found.epochs} epochs {most or 'about '}"
        + f"{span(found.seconds_run)}."
    ]
    memory = [] if found.memory is None else [f"{found.memory / 1e9:.1f} GB of main memory"]
    if found.device_memory is not None:
        memory.append(f"{found.device_memory / 1e9:.1f} GB on the GPU")
    if memory:
        lines.append(f"At its peak it takes {' and '.join(memory)}.")
    return [*lines, found.basis]


def span(seconds: float) -> str:
    """Return a time in the unit that suits it: "4.2 s", "75 s", "12 min", "3 h 20 min"."""
    if seconds < 10:
        return f"{seconds:.1f} s"
    if seconds < 120:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h {minutes % 60:02d} min"
