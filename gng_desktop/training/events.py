"""What a training process tells the program that started it, and the words it takes.

The process is ``gng-desktop train RECIPE --data DIR --runs RUNS --events`` (`command` gives the
whole command line; ``resume=True`` goes on with an unfinished run). Working directory and
environment are the caller's; nothing is asked on a terminal.

**Standard output** carries events, each one line of UTF-8 JSON that ends in a line feed, and
nothing else: read whole lines, give each to `parse_line`. **Standard error** carries what libraries
say; it must be read too, or the pipe fills and the process waits, and its end is worth keeping for
a bug report. **Standard input** takes lines: `PAUSE`, `GO_ON`, `STOP`, each with a line feed;
others are ignored. Leave it open as long as the training is wanted: its end means that the caller
is gone.

A run's events come in this order::

    Preparing*  Begun  ((Batch | Paused | GoneOn)*  Epoch  Samples?)*  then one of
    Finished | Failed | Interrupted

and `Failed` may come at any place, so the last line of every process is one of the last three:

- `Finished`, exit code 0: the epochs are over, or no better one came for ``patience`` epochs, or it
  was stopped.
- `Failed`, exit code 1: `Failed.sentence` says what happened and what to do. A stop that comes
  before the first epoch is over ends so, with kind ``stopped``: there is nothing to keep.
  A run without a finished epoch may begin anew, with another recipe too.
- `Interrupted`, exit code 1: standard input ended, or the process was told to end (SIGTERM or
  Ctrl+C).

A process that ends without one of them was killed. After that, and after `Interrupted`, and after
most kinds of `Failed`, the same command with ``--resume`` goes on behind the last finished epoch;
`Failed.resumable` says whether.

How words are taken:

- ``pause``: after the batch that is being computed (within a second or so; a first batch on a GPU
  may take half a minute). `Paused` answers; the process then computes nothing but keeps its memory.
- ``go on``: `GoneOn` answers. The result is that of a run that was never paused.
- ``stop``: after the batch that is being computed, also in a pause. The epoch that is broken off is
  thrown away; the best epoch so far is what the run ends with, and `Finished` has `stopped` True
  (so has the run's ``run.json``). Such a run is finished, and a model can be made of it;
  ``--resume`` would go on behind its last finished epoch nevertheless.
- the end of standard input: after the batch that is being computed, also in a pause. The state of
  the last finished epoch is on disk already. `Interrupted` answers, if anybody still reads.

``gng-desktop train RECIPE --data DIR --estimate --events`` (`command` with ``estimate=True``)
trains nothing: its events are ``Preparing* (Estimated | Failed | Interrupted)``.

This module imports neither Keras nor anything that does.
"""

from __future__ import annotations

import json
import math
import sys
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, ClassVar, Literal, get_args

PAUSE, GO_ON, STOP = "pause", "go on", "stop"
Word = Literal["pause", "go on", "stop"]
"""What may be written to the process's standard input, each as a line."""

Step = Literal["program", "device", "data", "duplicates", "faces", "network", "measuring"]
"""What happens before the first batch: start the program with its libraries, take the device, read
the index, look for near-duplicates of held-out images, find faces (classifiers that know a
segmenter), build the network, measure (estimates only)."""

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
    """Return how this program starts itself anew."""
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

    Parameters
    ----------
    recipe : Path
        TOML file.
    data, runs : Path
        The data folder, and the folder of runs; the run becomes ``runs / name of the recipe``.
    resume : bool
        Go on with the run if it was begun; begin it otherwise.
    device : {"", "auto", "cpu", "gpu:N"}
        "" is what the recipe says.
    estimate : bool
        Estimate time and memory, train nothing.
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


class _Line:
    """An event as a line of JSON: its fields, and its name as ``event``."""

    event: ClassVar[str]

    def to_line(self) -> str:
        """Return the event as one line of JSON, without line end.

        A number that is not finite becomes null, and is None when parsed.
        """
        content = {"event": self.event, **_finite(asdict(self))}  # type: ignore[call-overload]
        return json.dumps(content, ensure_ascii=True, allow_nan=False, separators=(",", ":"))


@dataclass(frozen=True)
class Preparing(_Line):
    """One step before the first batch has begun.

    Attributes
    ----------
    step : str
        See `Step`.
    done, total : int
        How far it has come, in images; `total` is 0 where that is not counted.
    """

    event: ClassVar[str] = "preparing"
    step: Step
    done: int = 0
    total: int = 0


@dataclass(frozen=True)
class Begun(_Line):
    """The first batch comes next.

    Attributes
    ----------
    name : str
        Of the run (and its recipe).
    folder : str
        ``RUNS/name``; its files are named in `gng_desktop.training.run`.
    task : {"segmentation", "classification"}
    role : str
        Of the recipe.
    epochs : int
        At most; a run may end early.
    batches : int
        Training batches an epoch.
    checks : int
        Validation batches an epoch.
    images : dict of str to dict of str to int
        Images of each split used (``train``, ``val``) by class: ``real`` and ``generated``, or for
        a segmenter the label sets of its masks. Near-duplicates are left out already.
    device : str
        What is computed on: ``cpu:0``, ``gpu:0``, or several with commas between.
    backend : {"tensorflow", "jax", "torch"}
    environment : dict of str to str
        Versions, as run.json keeps them.
    monitor : {"val_loss", "val_accuracy", "last"}
        What decides which epoch is best.
    resumed_at : int
        The epoch that comes next if the run goes on after finished ones; 0 in a new run.
    rows : tuple of dict of str to float
        The log rows of those finished epochs, as `Epoch.row`.
    best_epoch : int
        The best of them; 0 in a new run.
    """

    event: ClassVar[str] = "begun"
    name: str
    folder: str
    task: str
    role: str
    epochs: int
    batches: int
    checks: int
    images: dict[str, dict[str, int]]
    device: str
    backend: str
    environment: dict[str, str]
    monitor: str
    resumed_at: int
    rows: tuple[dict[str, float | None], ...]
    best_epoch: int


@dataclass(frozen=True)
class Batch(_Line):
    """A batch is done; not every one is told, at most about five a second.

    Attributes
    ----------
    epoch, epochs : int
        The epoch it belongs to, from 1, and how many there are at most.
    phase : {"training", "validation"}
        An epoch trains first, then validates.
    batch, batches : int
        The batch, from 1, and how many this phase has.
    loss : float or None
        Mean over the phase so far; None if it is not finite.
    metrics : dict of str to float
        The others, likewise: ``accuracy``, and of a classifier ``auc``.
    learning_rate : float
        Of this batch; in validation the last one used.
    images_per_second : float
        Of this phase in this epoch; pauses and, where there are others, its first batch left out.
    seconds_left_epoch : float or None
        Measured so far in this process; validation is taken to be as slow as training until it was
        timed. None before the second batch of all, as the first one includes compiling the network.
    seconds_left_run : float or None
        The same for all epochs that are left: at most, as a run may end early.
    """

    event: ClassVar[str] = "batch"
    epoch: int
    epochs: int
    phase: Phase
    batch: int
    batches: int
    loss: float | None
    metrics: dict[str, float | None]
    learning_rate: float
    images_per_second: float
    seconds_left_epoch: float | None
    seconds_left_run: float | None


@dataclass(frozen=True)
class Epoch(_Line):
    """An epoch is finished, and its state on disk.

    Attributes
    ----------
    row : dict of str to float
        As in ``log.csv``: ``epoch`` (from 1), ``loss``, ``accuracy``, of a classifier ``auc``, the
        same with ``val_`` before, and ``seconds``.
    best_epoch : int
        The best so far; the run's weights are those of it.
    learning_rate : float
        Of its last batch.
    seconds : float
        Training and validation; pauses left out.
    images_per_second : float
        Of its training.
    """

    event: ClassVar[str] = "epoch"
    row: dict[str, float | None]
    best_epoch: int
    learning_rate: float
    seconds: float
    images_per_second: float


@dataclass(frozen=True)
class Sample:
    """One validation image and what the network says of it.

    Attributes
    ----------
    path : str
        The image file.
    label : {"real", "generated", ""}
        Its true class; "" where a segmenter is trained.
    score : float or None
        Of a classifier the network's output (0..1, near 1 generated, not calibrated yet); of a
        segmenter the share (0..1) of pixels whose class is right, of those whose class is known.
    """

    path: str
    label: str
    score: float | None


@dataclass(frozen=True)
class Samples(_Line):
    """What the network makes of a few validation images, the same ones every epoch.

    Attributes
    ----------
    epoch : int
    best : bool
        Whether this epoch is the best so far.
    picture : str
        A PNG (RGB) with one row for each sample, in tiles of `tile` x `tile` px without gaps:
        `columns` says what is in the tiles of a row. It stays until two epochs later, or as long
        as its epoch is the best one; written whole before this event. Its path differs each epoch.
    tile : int
        Side of a tile, px.
    columns : tuple of str
        ``("image", "mask", "prediction")`` for a segmenter, classes in the colours of Mut1ny and
        pixels of unknown class light grey; ``("image",)`` for a classifier, as the network sees it.
    samples : tuple of Sample
        A row of the picture each, from the top.
    """

    event: ClassVar[str] = "samples"
    epoch: int
    best: bool
    picture: str
    tile: int
    columns: tuple[str, ...]
    samples: tuple[Sample, ...]


@dataclass(frozen=True)
class Paused(_Line):
    """The training waits for a word; `epoch` and `batch` (from 1) are the last ones computed."""

    event: ClassVar[str] = "paused"
    epoch: int
    batch: int


@dataclass(frozen=True)
class GoneOn(_Line):
    """The training goes on after a pause."""

    event: ClassVar[str] = "gone_on"
    epoch: int
    batch: int


@dataclass(frozen=True)
class Finished(_Line):
    """The run is finished: its weights are those of the best epoch, ``models add`` takes it.

    Attributes
    ----------
    name, folder : str
        As in `Begun`.
    best_epoch, epochs : int
        Which one is kept, of how many.
    figures : dict of str to float
        The log row of the best epoch, as `Epoch.row`.
    stopped : bool
        Whether it was ended by ``stop``.
    early : bool
        Whether it ended by itself before its last epoch, as no better one came (``patience``).
    seconds : float
        Of all its epochs together, those before a resume too; pauses left out.
    """

    event: ClassVar[str] = "finished"
    name: str
    folder: str
    best_epoch: int
    epochs: int
    figures: dict[str, float | None]
    stopped: bool
    early: bool
    seconds: float


@dataclass(frozen=True)
class Failed(_Line):
    """The training ended without a result.

    Attributes
    ----------
    sentence : str
        What happened and what to do, in English, on one line.
    kind : str
        See `Kind`; a window may say more of it in the user's language.
    details : str
        For a bug report, several lines; "" where the sentence says all.
    resumable : bool
        Whether the same command with ``--resume`` can go on once the cause is mended: True if a
        finished epoch is on disk. A diverged run is not: its recipe has to change.
    """

    event: ClassVar[str] = "failed"
    sentence: str
    kind: Kind
    details: str = ""
    resumable: bool = False


@dataclass(frozen=True)
class Interrupted(_Line):
    """The process was told to end, without a verdict on the run; ``--resume`` goes on with it.

    Attributes
    ----------
    epochs : int
        Finished epochs, whose last one it will go on behind; 0 if it will begin anew.
    """

    event: ClassVar[str] = "interrupted"
    epochs: int


@dataclass(frozen=True)
class Estimated(_Line):
    """What a training would take on this machine, measured with the real network and images.

    Attributes
    ----------
    name : str
        Of the recipe.
    device, backend : str
        As in `Begun`.
    batches, checks : int
        Training and validation batches that were timed, after a first one that was not.
    seconds_start : float
        Until the first batch was done, less what such a batch takes: libraries, data, compiling
        the network. Once a run.
    seconds_first, seconds_epoch : float
        The first epoch, and one of the others. They differ where faces must be found first.
    epochs : int
        Of the recipe.
    seconds_run : float
        The whole run, at most where `early` is True.
    early : bool
        Whether the recipe may end the run before its last epoch.
    memory : int or None
        Peak of the process's main memory, bytes; None where the system does not say.
    device_memory : int or None
        Peak on the GPU, bytes; None on the CPU or where the backend does not say.
    basis : str
        All of that in a sentence: what was measured, and what was not.
    """

    event: ClassVar[str] = "estimated"
    name: str
    device: str
    backend: str
    batches: int
    checks: int
    seconds_start: float
    seconds_first: float
    seconds_epoch: float
    epochs: int
    seconds_run: float
    early: bool
    memory: int | None
    device_memory: int | None
    basis: str


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
_KINDS: dict[str, type[Event]] = {kind.event: kind for kind in get_args(Event)}


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
