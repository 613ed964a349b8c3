"""How far one run is, as its events tell: what the page shows, without a widget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from gng_desktop.training.events import (
    Batch,
    Begun,
    Epoch,
    Event,
    Failed,
    Finished,
    GoneOn,
    Paused,
    Preparing,
    Samples,
)

State = Literal[
    "waiting",
    "preparing",
    "running",
    "pausing",
    "paused",
    "stopping",
    "leaving",
    "elsewhere",
    "finished",
    "stopped",
    "failed",
]
"""``leaving``: asked to end and to be resumed; ``elsewhere``: another program trains it."""

ACTIVE: tuple[State, ...] = ("preparing", "running", "pausing", "paused", "stopping", "leaving")
"""A process of this program trains it."""

TRACE = 400  # points of the epoch under way that are held at most; then every second one goes

Row = Mapping[str, float | None]


@dataclass
class RunProgress:
    """One run, from what is known of it.

    `rows` are the finished epochs, as in ``log.csv``; `epochs` how many there are at most (0: not
    known). `trace` has of the epoch under way the mean training loss so far, over the epochs done
    (2.5: half of the third). `begun` is None too of a run that is read from its folder. `sentence`,
    `details` and `kind` say why it failed, as in `Failed`.
    """

    name: str
    folder: Path
    state: State = "waiting"
    rows: list[Row] = field(default_factory=list)
    best_epoch: int = 0
    epochs: int = 0
    trace: list[tuple[float, float]] = field(default_factory=list)
    preparing: Preparing | None = None
    begun: Begun | None = None
    batch: Batch | None = None
    samples: Samples | None = None
    sentence: str = ""
    details: str = ""
    kind: str = ""

    @property
    def active(self) -> bool:
        """Whether a process of this program trains it."""
        return self.state in ACTIVE

    @property
    def resumable(self) -> bool:
        """Whether it may go on, or be tried once more; what diverged would do so again."""
        return self.state in ("waiting", "failed", "stopped") and self.kind != "diverged"

    @property
    def done(self) -> float:
        """How many epochs are over; the one under way counts by its batches."""
        batch, begun = self.batch, self.begun
        if batch is None or begun is None or batch.epoch <= len(self.rows):
            return float(len(self.rows))
        before = begun.batches if batch.phase == "validation" else 0
        return batch.epoch - 1 + (before + batch.batch) / max(1, begun.batches + begun.checks)

    def take(self, event: Event) -> None:
        """Take an event of its process."""
        match event:
            case Preparing():
                self.preparing = event
            case Begun():
                self._begin(event)
            case Batch():
                self._follow(event)
            case Epoch():
                self.rows.append(event.row)
                self.best_epoch = event.best_epoch
                self.trace = []
            case Samples():
                self.samples = event
            case Paused():
                if self.state in ("running", "pausing"):
                    self.state = "paused"
            case GoneOn():
                if self.state in ("pausing", "paused"):
                    self.state = "running"
            case Finished():
                self.best_epoch = event.best_epoch
            case Failed():
                self.sentence, self.details = event.sentence, event.details
                self.kind = event.kind

    def _begin(self, event: Begun) -> None:
        self.begun, self.preparing = event, None
        self.rows, self.best_epoch = list(event.rows), event.best_epoch
        self.epochs, self.folder = event.epochs, Path(event.folder)
        self.batch, self.trace = None, []
        if not event.rows:
            self.samples = None  # of an attempt that finished no epoch
        if self.state == "preparing":
            self.state = "running"

    def _follow(self, event: Batch) -> None:
        self.batch = event
        if event.phase == "training" and event.loss is not None:
            place = event.epoch - 1 + event.batch / max(1, event.batches)
            self.trace.append((place, event.loss))
            if len(self.trace) > TRACE:
                del self.trace[1::2]
