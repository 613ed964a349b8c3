"""The runs in a folder at a glance, read without Keras; a damaged one stops nothing."""

from __future__ import annotations

import math
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from gng_desktop.core.locks import Held, Lock
from gng_desktop.core.tables import csv_text
from gng_desktop.datasets.items import DataError
from gng_desktop.runs.figures import Figure, main_figures
from gng_desktop.runs.records import (
    LOCK,
    LOG,
    RUN,
    Run,
    best_row,
    read_log,
    read_run,
    run_folders,
)

State = Literal["running", "unfinished", "finished", "stopped", "tested", "damaged"]
"""``finished`` and ``stopped`` (for good, by its user) are not tested yet; an unfinished run is
``running`` while a process holds it, in a pause too."""


@dataclass(frozen=True)
class Summary:
    """One run at a glance; of a damaged one only `name`, `folder`, `problem` and `size`."""

    name: str  # of its folder
    folder: Path
    state: State
    problem: str = ""  # of a damaged run, one sentence; else ""
    # role, task, backbone, transfer: of its recipe
    role: str = ""
    task: str = ""
    backbone: str = ""
    transfer: str = ""
    stopped: bool = False  # whether its user ended it, whatever came after
    # epochs, most_epochs: finished epochs, and how many the recipe allows
    epochs: int = 0
    most_epochs: int = 0
    best_epoch: int | None = None  # whose weights are used; None before the first epoch is over
    # val_loss, val_accuracy: of the best epoch, on the validation split (of a segmenter over its
    # pixels)
    val_loss: float | None = None
    val_accuracy: float | None = None
    val_auc: float | None = None  # the same of a classifier
    seconds: float = 0.0  # wall time of its epochs, s
    # begun, ended: when it began and when its last epoch ended, UTC. Where ``run.json`` does not
    # say, `ended` is when the log was last written, and `begun` is `seconds` before that: too late
    # by the time for which a resumed run was interrupted.
    begun: datetime | None = None
    ended: datetime | None = None
    data_sha256: str = ""  # of names and sizes of its data
    images: Mapping[str, int] | None = None  # training (``train``) and validation (``val``) images
    figures: tuple[Figure, ...] = ()  # the main figures of its test; empty if it is not tested
    size: int = 0  # bytes on disk, of everything in its folder


def summaries(folder: Path) -> Iterator[Summary]:
    """Yield the summary of every run directly below `folder`, by name.

    Raises
    ------
    DataError
        If `folder` is no folder.
    """
    for path in run_folders(folder):
        yield summary(path)


def summary(folder: Path) -> Summary:
    """Return the summary of the run in `folder`; a damaged one has its problem stated."""
    size = size_on_disk(folder)
    try:
        run, rows = read_run(folder), read_log(folder)
        return _summary(run, rows, size)
    except DataError as error:
        problem = str(error)
    except (KeyError, TypeError, ValueError, AttributeError):
        problem = f"{folder / RUN} is no record of a run; restore or remove that run."
    return Summary(folder.resolve().name, folder, "damaged", problem, size=size)


def _summary(run: Run, rows: Sequence[Mapping[str, float]], size: int) -> Summary:
    record = run.record
    recipe: Mapping[str, Any] = record["recipe"]
    stopped = bool(record.get("stopped"))
    best = best_epoch(run, rows)
    best_row = next((row for row in rows if int(row["epoch"]) == best), {})
    seconds = float(record.get("wall_seconds", sum(row.get("seconds", 0.0) for row in rows)))
    begun, ended = _times(run, seconds, bool(rows))
    state: State = "running" if _alive(run.folder) else "unfinished"
    if run.finished:
        state = "tested" if run.tested else "stopped" if stopped else "finished"
    return Summary(
        name=run.name,
        folder=run.folder,
        state=state,
        role=run.role,
        task=run.task,
        backbone=run.backbone,
        transfer=run.transfer,
        stopped=stopped,
        epochs=len(rows) or int(record.get("epochs", 0)),
        most_epochs=int(recipe.get("fit", {}).get("epochs", 0)),
        best_epoch=best,
        val_loss=number(best_row.get("val_loss")),
        val_accuracy=number(best_row.get("val_accuracy")),
        val_auc=number(best_row.get("val_auc")),
        seconds=seconds,
        begun=begun,
        ended=ended,
        data_sha256=str(record.get("data_sha256", "")),
        images={str(k): int(v) for k, v in record.get("images", {}).items()},
        figures=main_figures(run.tested["metrics"], run.task) if run.tested else (),
        size=size,
    )


def number(value: float | None) -> float | None:
    """Return `value`, or None where it is none or not finite."""
    return value if value is not None and math.isfinite(value) else None


def best_epoch(run: Run, rows: Sequence[Mapping[str, float]]) -> int | None:
    """Return the epoch whose weights a run uses, from 1; None before the first is over."""
    if "best_epoch" in run.record:
        return int(run.record["best_epoch"])
    if not rows:
        return None
    monitor = run.record["recipe"].get("fit", {}).get("monitor", "val_loss")
    known = all(monitor in row for row in rows)
    return int(rows[best_row(rows, monitor if known else "last")]["epoch"])


def _times(run: Run, seconds: float, logged: bool) -> tuple[datetime | None, datetime | None]:
    begun, ended = (_moment(run.record.get(key)) for key in ("begun", "ended"))
    with suppress(OSError):
        if logged:
            last = (run.folder / LOG).stat().st_mtime
            ended = ended or datetime.fromtimestamp(last, UTC)
            begun = begun or datetime.fromtimestamp(last - seconds, UTC)
    return begun, ended


def _moment(text: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _alive(folder: Path) -> bool:
    """Return whether a process trains the run now: it holds the run's lock."""
    if not (folder / LOCK).exists():
        return False
    try:
        Lock(folder / LOCK).release()
    except Held:
        return True
    except OSError:  # a folder that nobody can write to
        pass
    return False


def size_on_disk(folder: Path) -> int:
    """Return the bytes of all files below `folder`; links are not followed."""
    total = 0
    for parent, _, names in os.walk(folder):
        for path in (Path(parent, name) for name in names):
            with suppress(OSError):  # gone, or not ours to read
                total += 0 if path.is_symlink() else path.stat().st_size
    return total


COLUMNS = (
    *("name", "state", "role", "task", "backbone", "transfer"),
    *("epochs", "most epochs", "best epoch", "val loss", "val accuracy", "val auc"),
    *("seconds", "begun", "ended", "training images", "validation images", "data sha256", "bytes"),
    *(
        f"{name}{end}"
        for name in ("pixel_accuracy", "mean_iou", "foreground_iou", "auc", "accuracy", "f1", "mcc")
        for end in ("", " low", " high")
    ),
    "figures over",
    "problem",
)


def history_csv(found: Iterable[Summary]) -> str:
    """Return summaries as CSV: a row a run, `COLUMNS`."""
    rows = []
    for s in found:
        known: dict[str, Any] = {"name": s.name, "state": s.state, "problem": s.problem}
        if not s.problem:
            images = s.images or {}
            known = {name: getattr(s, name.replace(" ", "_"), None) for name in COLUMNS} | {
                "begun": s.begun and s.begun.isoformat(timespec="seconds"),
                "ended": s.ended and s.ended.isoformat(timespec="seconds"),
                "training images": images.get("train"),
                "validation images": images.get("val"),
            }
            for f in s.figures:
                known |= {f.name: f.value, f"{f.name} low": f.low, f"{f.name} high": f.high}
                known["figures over"] = f.group
        rows.append([(known | {"bytes": s.size}).get(column) for column in COLUMNS])
    return csv_text(COLUMNS, rows)
