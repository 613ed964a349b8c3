"""The events a training process sends to its caller, the words it takes, and the watchers.

The process is ``gng-desktop train RECIPE --data DIR --runs RUNS --events`` (see `command`).

- **Standard output** carries events and nothing else, each one line of ASCII JSON: give whole lines
  to `parse_line`. **Standard error** carries what libraries say; it must be read too, or the pipe
  fills and the process waits. **Standard input** takes the words `PAUSE`, `GO_ON`, `STOP`, a line
  each; others are ignored. Its end means that the caller is gone.
- The order is ``Preparing* Begun ((Batch | Paused | GoneOn)* Epoch Samples?)*`` and at last
  `Finished` (exit code 0), `Failed` or `Interrupted` (1); `Failed` may come anywhere. With
  ``--estimate`` nothing is trained: ``Preparing* (Estimated | Failed | Interrupted)``.
- A process that ends otherwise was killed. After that, after `Interrupted` and where
  `Failed.resumable` says so, the same command with ``--resume`` goes on behind the last finished
  epoch. A run without a finished epoch may begin again, with another recipe too.
- Words are taken after the batch that is being computed (a first batch on a GPU may take half a
  minute), ``stop`` and the end of input in a pause too. `Paused` answers ``pause``; the process
  keeps its memory, and the result is that of a run that was never paused. ``stop`` throws the
  broken epoch away: the best so far is the result, a finished run that ``--resume`` would
  nevertheless continue. Before the first epoch is over it is a `Failed` of kind ``stopped``.

This module imports neither Keras nor anything that does.
"""

from __future__ import annotations

import json
import math
import re
import sys
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, ClassVar, Literal, get_args

from gng_desktop.core.text import N_

PAUSE, GO_ON, STOP = "pause", "go on", "stop"
Word = Literal["pause", "go on", "stop"]
"""What may be written to the process's standard input, each as a line."""

Step = Literal[
    "program", "device", "data", "duplicates", "faces", "network", "teacher", "measuring"
]
"""What happens before the first batch: start the program with its libraries, take the device, read
the index, look for near-duplicates of held-out images, find faces (classifiers that know a
segmenter), build the network, score the training images by the recipe's teacher, measure (estimates
only)."""
STEP_WORDS: dict[Step, str] = {
    "program": N_("Starting the program"),
    "device": N_("Taking the device"),
    "data": N_("Reading the index"),
    "duplicates": N_("Looking for near-duplicates"),
    "faces": N_("Finding faces"),
    "network": N_("Building the network"),
    "teacher": N_("Scoring the images by the teacher"),
    "measuring": N_("Measuring"),
}

Phase = Literal["training", "validation"]

Kind = Literal[
    "recipe", "data", "model", "device", "memory", "disk", "diverged", "stopped", "program"
]
"""Why a training failed: the recipe (or a run it names), the data folder, a stored model, no such
device, not enough memory, the disk full or not writable, the loss not a number any more, stopped
before there was anything to keep, or an error of the program itself."""


def parse_word(line: str) -> Word | None:
    """Return the word of a line of standard input; None if it is none."""
    word = line.strip()
    return word if word in get_args(Word) else None  # type: ignore[return-value]


def program() -> list[str]:
    """Return the command that starts this program again."""
    frozen = getattr(sys, "frozen", False)
    return [sys.executable] if frozen else [sys.executable, "-m", "gng_desktop"]


def command(
    recipe: Path,
    data: Path,
    runs: Path,
    *,
    resume: bool = False,
    device: str = "",
    estimate: bool = False,
) -> list[str]:
    """Return the command line of a training process, the program first.

    The run becomes ``runs / name of the recipe``. With `resume` one that was begun goes on. A
    `device` of "" is what the recipe says. With `estimate` nothing is trained.
    """
    words = ["train", str(recipe), "--data", str(data), "--runs", str(runs), "--events"]
    words += ["--resume"] * resume + ["--estimate"] * estimate
    return [*program(), *words, *(["--device", device] if device else [])]


def _finite(value: Any) -> Any:
    """Return `value` as JSON can hold it: None for a number that is none, text for paths."""
    if isinstance(value, dict):
        return {str(k): _finite(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(v) for v in value]
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, bool | int | str) or value is None:
        return value
    number = float(value)  # NumPy's and Keras' numbers too
    return number if math.isfinite(number) else None


_KINDS: dict[str, Any] = {}


class _Line:
    """An event as a line of JSON: its fields, and ``event``, the name of its class."""

    event: ClassVar[str]

    def __init_subclass__(cls) -> None:
        cls.event = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()
        _KINDS[cls.event] = cls

    def to_line(self) -> str:
        """Return the event as one line of JSON, without line end."""
        content = {"event": self.event, **_finite(asdict(self))}  # type: ignore[call-overload]
        return json.dumps(content, ensure_ascii=True, allow_nan=False, separators=(",", ":"))


@dataclass(frozen=True)
class Preparing(_Line):
    """One step before the first batch has begun."""

    step: Step
    # done, total: how far it has come, in images; `total` is 0 where that is not counted
    done: int = 0
    total: int = 0


@dataclass(frozen=True)
class Begun(_Line):
    """The first batch comes next."""

    name: str  # of the run (and its recipe)
    folder: str  # ``RUNS/name``; its files are named in `gng_desktop.training.run`
    task: str  # {"segmentation", "classification"}
    role: str  # of the recipe
    epochs: int  # at most; a run may end early
    batches: int  # training batches an epoch
    checks: int  # validation batches an epoch
    # Images of each split used (``train``, ``val``) by class: ``real`` and ``generated``, or for a
    # segmenter the label sets of its masks. Near-duplicates are left out already.
    images: dict[str, dict[str, int]]
    device: str  # what is computed on: ``cpu:0``, ``gpu:0``, or several with commas between
    backend: str  # {"tensorflow", "jax", "torch"}
    environment: dict[str, str]  # versions, as run.json keeps them
    monitor: str  # {"val_loss", "val_accuracy", "last"}: what decides which epoch is best
    # The epoch that comes next if the run goes on after finished ones; 0 in a new run
    resumed_at: int
    # The log rows of those finished epochs, as `Epoch.row`
    rows: tuple[dict[str, float | None], ...]
    best_epoch: int  # the best of them; 0 in a new run


@dataclass(frozen=True)
class Batch(_Line):
    """A batch is done; not every one is reported, at most about five a second."""

    # epoch, epochs: the epoch it belongs to, from 1, and how many there are at most
    epoch: int
    epochs: int
    phase: Phase  # {"training", "validation"}: an epoch trains first, then validates
    # batch, batches: the batch, from 1, and how many this phase has
    batch: int
    batches: int
    loss: float | None  # mean over the phase so far; None if it is not finite
    # The others, likewise: ``accuracy``, and of a classifier ``auc``
    metrics: dict[str, float | None]
    learning_rate: float  # of this batch; in validation the last one used
    # Of this phase in this epoch; pauses and, where there are others, its first batch left out
    images_per_second: float
    # Measured so far in this process; validation is taken to be as slow as training until it was
    # timed. None before the second batch of all, as the first one includes compiling the network.
    seconds_left_epoch: float | None
    # The same for all epochs that are left: at most, as a run may end early
    seconds_left_run: float | None


@dataclass(frozen=True)
class Epoch(_Line):
    """An epoch is finished, and its state on disk."""

    # As in ``log.csv``: ``epoch`` (from 1), ``loss``, ``accuracy``, of a classifier ``auc``, the
    # same with ``val_`` before, and ``seconds``
    row: dict[str, float | None]
    best_epoch: int  # the best so far; the run's weights are those of it
    learning_rate: float  # of its last batch
    seconds: float  # training and validation; pauses left out
    images_per_second: float  # of its training


@dataclass(frozen=True)
class Sample:
    """One validation image and what the network says of it."""

    path: str  # the image file
    label: str  # {"real", "generated", ""}: its true class; "" where a segmenter is trained
    # Of a classifier the network's output (0..1, near 1 generated, not calibrated yet); of a
    # segmenter the share (0..1) of pixels whose class is right, of those whose class is known
    score: float | None


@dataclass(frozen=True)
class Samples(_Line):
    """What the network makes of a few validation images, the same ones every epoch."""

    epoch: int
    best: bool  # whether this epoch is the best so far
    # A PNG (RGB) with one row for each sample, in tiles of `tile` x `tile` px without gaps:
    # `columns` says what is in the tiles of a row. It stays until two epochs later, or as long as
    # its epoch is the best one; written whole before this event. Its path differs each epoch.
    picture: str
    tile: int  # side of a tile, px
    # ``("image", "mask", "prediction")`` for a segmenter, classes in the colours of Mut1ny and
    # pixels of unknown class light grey; ``("image",)`` for a classifier, as the network sees it
    columns: tuple[str, ...]
    samples: tuple[Sample, ...]  # a row of the picture each, from the top


@dataclass(frozen=True)
class Paused(_Line):
    """The training waits for a word; `epoch` and `batch` (from 1) are the last ones computed."""

    epoch: int
    batch: int


@dataclass(frozen=True)
class GoneOn(_Line):
    """The training goes on after a pause."""

    epoch: int
    batch: int


@dataclass(frozen=True)
class Finished(_Line):
    """The run is finished: its weights are those of the best epoch, ``models add`` takes it."""

    # name, folder: as in `Begun`
    name: str
    folder: str
    # best_epoch, epochs: which one is used, of how many
    best_epoch: int
    epochs: int
    figures: dict[str, float | None]  # the log row of the best epoch, as `Epoch.row`
    stopped: bool  # whether it was ended by ``stop``
    # Whether it ended by itself before its last epoch, as no better one came (``patience``)
    early: bool
    seconds: float  # of all its epochs together, those before a resume too; pauses left out


@dataclass(frozen=True)
class Failed(_Line):
    """The training ended without a result."""

    sentence: str  # what happened and what to do, in English, on one line
    kind: Kind
    details: str = ""  # for a bug report, several lines; "" where the sentence says all
    # Whether the same command with ``--resume`` can go on once the cause is mended: True if a
    # finished epoch is on disk. A diverged run is not: its recipe has to change.
    resumable: bool = False


@dataclass(frozen=True)
class Interrupted(_Line):
    """The process was asked to end, with no result of the run; ``--resume`` continues it."""

    epochs: int  # finished epochs, after which it will resume; 0 if it will start over


@dataclass(frozen=True)
class Estimated(_Line):
    """What a training would take on this machine, measured with the real network and images."""

    name: str  # of the recipe
    # device, backend: as in `Begun`
    device: str
    backend: str
    # batches, checks: training and validation batches that were timed, after a first one that was
    # not
    batches: int
    checks: int
    # Until the first batch was done, less what such a batch takes: libraries, data, compiling the
    # network. Once a run.
    seconds_start: float
    # seconds_first, seconds_epoch: the first epoch, and one of the others. They differ where faces
    # must be found first.
    seconds_first: float
    seconds_epoch: float
    epochs: int  # of the recipe
    seconds_run: float  # the whole run, at most where `early` is True
    early: bool  # whether the recipe may end the run before its last epoch
    # Peak of the process's main memory, bytes; None where the system does not say
    memory: int | None
    # Peak on the GPU, bytes; None on the CPU or where the backend does not say
    device_memory: int | None
    basis: str  # all of that in a sentence: what was measured, and what was not


Event = (
    Preparing
    | Begun
    | Batch
    | Epoch
    | Samples
    | Paused
    | GoneOn
    | Finished
    | Failed
    | Interrupted
    | Estimated
)


def parse_line(line: str) -> Event:
    """Return the event of one line of a training process's standard output.

    Raises
    ------
    ValueError
        If the line is no event, or one that this program does not know: leave it out.
    """
    content = json.loads(line)
    kind: Any = _KINDS.get(str(content.get("event"))) if isinstance(content, dict) else None
    if kind is None:
        raise ValueError(f"no event of a training: {line[:80]!r}")
    values = {f.name: content[f.name] for f in fields(kind) if f.name in content}
    try:
        if kind is Samples:
            values["samples"] = [Sample(**sample) for sample in values["samples"]]
        event: Event = kind(
            **{k: tuple(v) if isinstance(v, list) else v for k, v in values.items()}
        )
        return event
    except (KeyError, TypeError) as error:
        raise ValueError(f"an event of a training breaks off: {line[:80]!r}") from error


class Watcher:
    """Base of what listens to a training's events; it ignores them all.

    Attributes
    ----------
    samples : int
        Validation images to show each epoch (see `gng_desktop.training.events.Samples`).
    """

    samples = 0

    def notify(self, event: Event) -> None:
        """Take an event, from `Preparing` to `Samples`."""

    def measured(self, epoch: Epoch) -> None:
        """Take the figures of an epoch before its state is saved; `notify` follows after that."""

    def between(self, epoch: int, batch: int) -> None:
        """Go on, or wait, after a batch; both counted from 1.

        Raises
        ------
        Stop, Leave
            To end the training.
        """


class Watchers(Watcher):
    """Several watchers as one; each is notified in turn."""

    def __init__(self, *members: Watcher) -> None:
        self.members = members
        self.samples = max((m.samples for m in members), default=0)

    def notify(self, event: Event) -> None:
        for member in self.members:
            member.notify(event)

    def measured(self, epoch: Epoch) -> None:
        for member in self.members:
            member.measured(epoch)

    def between(self, epoch: int, batch: int) -> None:
        for member in self.members:
            member.between(epoch, batch)
