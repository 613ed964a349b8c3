"""Keras' callbacks for each batch, made into events."""

from __future__ import annotations

import math
import time
from typing import Any

import keras

from gng_desktop.datasets.loading import Batches
from gng_desktop.training.building import learning_rate
from gng_desktop.training.errors import Diverged
from gng_desktop.training.events import Batch, Epoch, Phase, Watcher
from gng_desktop.training.recipe import Recipe

EVERY = 0.2  # seconds between two batches that are reported


class Reporter(keras.callbacks.Callback):  # type: ignore[misc]
    """Reports every epoch's training and validation batches to a watcher; ends on divergence."""

    def __init__(self, watcher: Watcher, recipe: Recipe, batches: Batches, checks: Batches) -> None:
        super().__init__()
        self.watcher, self.recipe = watcher, recipe
        self.epoch = 1  # the one that is trained; set it before
        self.waited = 0.0  # seconds of this epoch that the watcher made it wait
        self._batches: dict[Phase, int] = {"training": len(batches), "validation": len(checks)}
        self._images: dict[Phase, int] = {"training": batches.drawn, "validation": checks.drawn}
        self._pace: dict[Phase, float] = {}  # seconds a batch, where known
        self._speed = 0.0
        self._rate = learning_rate(recipe, len(batches))
        self._began = self._first = self._reported = 0.0

    def learning_rate(self, batch: int) -> float:
        """Return that of a batch (from 1) of this epoch."""
        if not callable(self._rate):
            return float(self._rate)
        # Not the optimiser's: JAX keeps that up to date between epochs only.
        return float(self._rate((self.epoch - 1) * self._batches["training"] + batch - 1))

    def figures(self, row: dict[str, Any], best: int) -> Epoch:
        """Return the event of a finished epoch with the log row `row`."""
        last = self.learning_rate(self._batches["training"])
        return Epoch(row, best, last, row["seconds"], self._speed)

    def on_train_begin(self, logs: Any = None) -> None:
        self.waited = 0.0
        self._began = time.perf_counter()

    def on_test_begin(self, logs: Any = None) -> None:
        self._began = time.perf_counter() - self.waited  # which is taken off once more

    def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
        self._done("training", batch + 1, logs or {})

    def on_test_batch_end(self, batch: int, logs: Any = None) -> None:
        self._done("validation", batch + 1, logs or {})

    def _done(self, phase: Phase, batch: int, logs: dict[str, float]) -> None:
        if not math.isfinite(logs["loss"]):
            part = self.recipe.fit
            raise Diverged(
                f"The training diverged: in epoch {self.epoch} the loss was no finite number any "
                f"more; lower fit.learning_rate (now {part.learning_rate:g}), say to a tenth"
                + ("; the best epoch before it is saved." if self.epoch > 1 else ".")
            )
        now = time.perf_counter()
        seconds = max(now - self._began - self.waited, 1e-9)
        if batch == 1:
            self._first = seconds  # with the compilation of the network
        else:
            self._pace[phase] = (seconds - self._first) / (batch - 1)
        last = batch == self._batches[phase]
        size = self.recipe.fit.batch
        seen = self._images[phase] if last else batch * size
        # The first batch of all includes the compilation of the network.
        own = max(seconds - self._first, 1e-9)
        speed = seen / seconds if batch == 1 else (seen - size) / own
        if phase == "training":
            self._speed = speed
        if batch == 1 or last or now - self._reported >= EVERY:
            self._reported = now
            left = self._left(phase, batch)
            whole = self.recipe.fit.epochs - self.epoch
            self.watcher.notify(
                Batch(
                    epoch=self.epoch,
                    epochs=self.recipe.fit.epochs,
                    phase=phase,
                    batch=batch,
                    batches=self._batches[phase],
                    loss=float(logs["loss"]),
                    metrics={k: float(v) for k, v in logs.items() if k != "loss"},
                    learning_rate=self.learning_rate(
                        batch if phase == "training" else self._batches["training"]
                    ),
                    images_per_second=speed,
                    seconds_left_epoch=left,
                    seconds_left_run=None if left is None else left + whole * self._epoch(),
                )
            )
        before = time.perf_counter()
        self.watcher.between(self.epoch, batch)
        self.waited += time.perf_counter() - before

    def _checking(self) -> float:
        """Return the seconds a validation takes; until it was timed, those of training."""
        each = self._pace.get("validation", self._pace["training"])
        return each * self._batches["validation"]

    def _epoch(self) -> float:
        """Return the seconds a whole epoch takes, as far as is known."""
        return self._pace["training"] * self._batches["training"] + self._checking()

    def _left(self, phase: Phase, batch: int) -> float | None:
        """Return the seconds that are left of the epoch; None where nothing is known yet."""
        if "training" not in self._pace:
            return None
        share = (self._batches[phase] - batch) / self._batches[phase]
        if phase == "validation":
            return self._checking() * share
        return self._pace["training"] * self._batches["training"] * share + self._checking()
