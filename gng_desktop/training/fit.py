"""Train one recipe into a run folder, epoch by epoch, resumable."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from gng_desktop.core.progress import result_of
from gng_desktop.core.timestamps import now
from gng_desktop.datasets.framing import FaceCache
from gng_desktop.datasets.items import DataError, MaskItem
from gng_desktop.runs.records import best_row
from gng_desktop.training.errors import Stop, StoppedTooEarly
from gng_desktop.training.events import Begun, Finished, Preparing, Watcher
from gng_desktop.training.frozen import Probe, soft_labels, teacher_of
from gng_desktop.training.preparing import Prepared, prepare
from gng_desktop.training.recipe import Recipe, RecipeError
from gng_desktop.training.reporting import Reporter
from gng_desktop.training.run import RunFolder, environment
from gng_desktop.training.samples import FOLDER, Shown, choose

PATIENCE = 15.0  # seconds a resumed run waits for a process that still ends its last batch
MOMENT = 1.0
"""Seconds a new run waits: who asks whether it is being trained holds its lock for an instant."""


def _over(rows: Sequence[Mapping[str, float]], recipe: Recipe) -> bool:
    """Return whether all epochs are trained, or none was better for too long."""
    if not rows:
        return False
    waited = len(rows) - 1 - best_row(rows, recipe.fit.monitor)
    return len(rows) >= recipe.fit.epochs or waited >= recipe.fit.patience


def train(
    recipe: Recipe,
    data: Path,
    runs: Path,
    faces: FaceCache | None = None,
    resume: bool = False,
    watcher: Watcher | None = None,
) -> Iterator[dict[str, Any]]:
    """Train `recipe`, yielding the log row of each finished epoch.

    Parameters
    ----------
    data : Path
        Folder that the recipe's paths are relative to.
    runs : Path
        Folder of runs; this one becomes ``runs / recipe.name``.
    faces : FaceCache, optional
        Frames a classifier's images, and strips them if its role says so.
    resume : bool
        Resume from the last finished epoch, with the result of an uninterrupted run.
    watcher : Watcher, optional
        Notified of every step; may make it wait or end. It does not change the result.

    Raises
    ------
    RecipeError
        If the run exists and `resume` is False or its recipe differs; if another program trains
        it; if it diverges, or is stopped before its first epoch is over.
    DataError
        If images are missing, of a class too, or cannot be used; if a resumed run's have changed.
    DeviceError
        If the backend computes on another device than the recipe's; see `devices.claim`.
    Leave
        If the watcher asks for it; the run is to be resumed.
    """
    watcher = watcher or Watcher()
    run = RunFolder(runs / recipe.name)
    with run.held(PATIENCE if resume else MOMENT):
        # A run without a finished epoch may start over, with a smaller batch for example.
        if run.begun and not resume:
            raise RecipeError(f"Run {recipe.name!r} exists; add --resume to go on, or rename it.")
        if run.begun and not run.same_recipe(recipe):
            raise RecipeError(
                f"Run {recipe.name!r} was begun with another recipe; rename this one."
            )
        teacher = teacher_of(recipe, runs)
        ready = prepare(recipe, data, runs, faces, watcher)
        if recipe.model.probe:
            ready = Probe.of(ready, recipe, faces, data, runs)
        if teacher is not None:
            steps = soft_labels(recipe, teacher, ready.batches.items, data, runs)
            ready.batches.soft = result_of(
                steps, lambda at: watcher.notify(Preparing("teacher", at.done, at.total))
            )
        with ready.scope():
            rows = run.load_state(ready.model) if resume else []
        known = run.read() if rows else {}
        over = known.get("finished") and _over(rows, recipe)  # nothing is left to do
        if not over and any(known.get(k, h) != h for k, h in ready.hashes.items()):
            raise DataError(
                f"The images of run {recipe.name!r}, their labels or splits are not those that it "
                "was begun with; restore them, or train a recipe of another name on what is there."
            )
        yield from _epochs(recipe, run, ready, rows, watcher)


def _counts(items: Sequence[Any]) -> dict[str, int]:
    """Return the images of each class, or of each label set."""
    return dict(
        Counter(
            i.labels if isinstance(i, MaskItem) else ("generated" if i.generated else "real")
            for i in items
        )
    )


def _begun(
    recipe: Recipe,
    folder: Path,
    record: Mapping[str, Any],
    ready: Prepared,
    rows: Sequence[dict[str, Any]],
) -> Begun:
    return Begun(
        name=recipe.name,
        folder=str(folder),
        task=recipe.task,
        role=recipe.role,
        epochs=recipe.fit.epochs,
        batches=len(ready.batches),
        checks=len(ready.checks),
        images={"train": _counts(ready.batches.items), "val": _counts(ready.checks.items)},
        device=record["environment"]["devices"],
        backend=record["environment"]["backend"],
        environment=record["environment"],
        monitor=recipe.fit.monitor,
        resumed_at=len(rows) + 1 if rows else 0,
        rows=tuple(rows),
        best_epoch=best_row(rows, recipe.fit.monitor) + 1 if rows else 0,
    )


def _epochs(
    recipe: Recipe,
    run: RunFolder,
    ready: Prepared,
    rows: list[dict[str, Any]],
    watcher: Watcher,
) -> Iterator[dict[str, Any]]:
    """Train the epochs behind `rows`, yielding the row of each."""
    fit, model, batches, checks = recipe.fit, ready.model, ready.batches, ready.checks
    chosen = choose(checks.items, watcher.samples)
    shown = ready.plain(chosen, len(chosen)) if chosen else None
    samples = Shown(run.folder / FOLDER, recipe, shown) if shown else None
    before = run.read()
    record: dict[str, Any] = {
        "recipe": recipe.to_dict(),
        "environment": {**environment(), "devices": ", ".join(ready.devices)},
        **ready.hashes,
        "images": {"train": len(batches.items), "val": len(checks.items)},
        "begun": (rows and before.get("begun")) or now(),
        "finished": False,
    }
    if before.get("finished") and _over(rows, recipe):
        record = before  # nothing is left to do
    else:
        run.write(record)
        if run.logged < len(rows):
            run.keep(model, rows, best_row(rows, fit.monitor))  # what a kill has left undone
    reporter = Reporter(watcher, recipe, batches, checks)
    watcher.notify(_begun(recipe, run.folder, record, ready, rows))
    stopped = False
    while not _over(rows, recipe):
        number, start = len(rows) + 1, time.perf_counter()
        try:
            row = {"epoch": number, **ready.training(number, reporter)}
            row |= {f"val_{k}": v for k, v in ready.validation(reporter).items()}
        except Stop:
            if not rows:
                raise StoppedTooEarly(
                    f"Run {recipe.name!r} was stopped before its first epoch was over, so there "
                    "is nothing to keep; start it again and let it train longer."
                ) from None
            stopped = True
            break
        row["seconds"] = time.perf_counter() - start - reporter.waited
        rows.append(row)
        best = best_row(rows, fit.monitor)
        epoch = reporter.figures(row, best + 1)
        watcher.measured(epoch)
        run.save_state(model, rows)
        run.keep(model, rows, best)
        watcher.notify(epoch)
        if samples:
            watcher.notify(samples.show(model, len(rows), best + 1))
        yield row
    best = best_row(rows, fit.monitor)
    if record is not before:
        record |= {
            "ended": now(),
            "finished": True,
            "stopped": stopped,
            "best_epoch": best + 1,
            "epochs": len(rows),
            "wall_seconds": sum(r["seconds"] for r in rows),
        }
        run.write(record)
    watcher.notify(
        Finished(
            name=recipe.name,
            folder=str(run.folder),
            best_epoch=best + 1,
            epochs=len(rows),
            figures=rows[best],
            stopped=stopped,
            early=not stopped and len(rows) < fit.epochs,
            seconds=record["wall_seconds"],
        )
    )
