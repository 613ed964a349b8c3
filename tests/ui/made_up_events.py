"""Events of a training of three epochs of ten batches, for the fake one and for tests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gng_desktop.training.events import Batch, Begun, Epoch, Estimated, Phase

EPOCHS, BATCHES, CHECKS = 3, 10, 4
Row = dict[str, float | None]


def row(epoch: int, **figures: float | None) -> Row:
    """A row of the log."""
    known: Row = {"loss": 1 / epoch, "accuracy": 0.5 + 0.1 * epoch, "auc": 0.9}
    return {"epoch": epoch, **known, **{f"val_{k}": v for k, v in known.items()}} | figures


def begun(folder: str = "/runs/one", rows: Sequence[Row] = ()) -> Begun:
    """The run in `folder` begins, or goes on after `rows`, the last of which is the best."""
    done = len(rows)
    return Begun(
        name=folder.rpartition("/")[2],
        folder=folder,
        task="classification",
        role="with_background",
        epochs=EPOCHS,
        batches=BATCHES,
        checks=CHECKS,
        images={"train": {"real": 5, "generated": 5}, "val": {"real": 2, "generated": 2}},
        device="cpu:0",
        backend="tensorflow",
        environment={},
        monitor="val_loss",
        resumed_at=done + 1 if rows else 0,
        rows=tuple(rows),
        best_epoch=done,
    )


def batch(
    epoch: int,
    number: int,
    phase: Phase = "training",
    loss: float | None = 0.7,
    batches: int = BATCHES,
) -> Batch:
    left = None if number == 1 else 90.0
    figures = {"accuracy": 0.5}, 4e-4, 12.5
    return Batch(epoch, EPOCHS, phase, number, batches, loss, *figures, left, left)


def epoch_end(figures: Row, best: int) -> Epoch:
    return Epoch(figures, best, 4e-4, 2.0, 12.5)


def estimated(**changes: Any) -> Estimated:
    """An estimate of three epochs of a minute each."""
    known: dict[str, Any] = {
        "name": "one",
        "device": "cpu:0",
        "backend": "tensorflow",
        "batches": 3,
        "checks": 2,
        "seconds_start": 9.0,
        "seconds_first": 2.0,
        "seconds_epoch": 60.0,
        "epochs": EPOCHS,
        "seconds_run": 189.0,
        "early": True,
        "memory": 10**9,
        "device_memory": None,
        "basis": "3 batches.",
    }
    return Estimated(**known | changes)
