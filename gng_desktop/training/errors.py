"""How a training ends early, and the message for each cause."""

from __future__ import annotations

import errno
import re
import traceback
from collections.abc import Iterator
from pathlib import Path

from gng_desktop.core.text import listed, printable
from gng_desktop.datasets.items import DataError
from gng_desktop.engines.devices import DeviceError
from gng_desktop.modelstore import ModelError
from gng_desktop.runs.records import STATE
from gng_desktop.training.events import Failed, Kind
from gng_desktop.training.recipe import Recipe, RecipeError

_FULL = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))
_FULL_WORDS = re.compile(r"no space left|errno = (28|27|122)\b|file too large|quota exceeded", re.I)
_MEMORY_TYPES = ("ResourceExhaustedError", "OutOfMemoryError")
_MEMORY_WORDS = re.compile(
    r"RESOURCE_EXHAUSTED|OOM when allocating|CUDA\w*( error:)? ?out.of.memory"
    r"|failed to allocate memory|insufficient memory",
    re.I,
)


class Stop(Exception):
    """The user wants the training to end now, with the best epoch so far for a result."""


class Leave(Exception):
    """The process has to end; the run is to be resumed."""


class StoppedTooEarly(RecipeError):
    """A run was stopped before an epoch was over: there is nothing to keep."""


class Diverged(RecipeError):
    """The loss is not a finite number any more."""


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and what caused it."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def out_of_memory(error: BaseException) -> bool:
    """Return whether the host or the GPU ran out of memory, in the words of any backend."""
    return any(
        isinstance(e, MemoryError)
        or type(e).__name__ in _MEMORY_TYPES
        or (not isinstance(e, OSError) and _MEMORY_WORDS.search(str(e)))
        for e in _chain(error)
    )


def disk_full(error: BaseException) -> bool:
    """Return whether the disk was full; HDF5 reports that in its own words."""
    return any(
        (isinstance(e, OSError) and e.errno in _FULL)
        or (isinstance(e, OSError | RuntimeError) and _FULL_WORDS.search(str(e)))
        for e in _chain(error)
    )


def smaller(recipe: Recipe) -> str:
    """Return which change of `recipe` takes less memory."""
    fit, side = recipe.fit, recipe.model.size
    remedies = [f"a smaller fit.batch (now {fit.batch})"] * (fit.batch > 1)
    remedies.append(f"a smaller model.size (now {side})")
    remedies += ["fit.mixed_precision = true"] * (not fit.mixed_precision)
    return listed(remedies, "or")


def known(error: BaseException, recipe: Recipe | None, run: Path | None) -> tuple[Kind, str] | None:
    """Return kind and sentence of a failure; None for an error of the program itself.

    `recipe` is None if it could not be read; `run` is the folder of the run.
    """
    kinds: dict[type[Exception], Kind] = {
        StoppedTooEarly: "stopped",
        Diverged: "diverged",
        DataError: "data",
        DeviceError: "device",
        ModelError: "model",
        RecipeError: "recipe",
    }
    for known_type, kind in kinds.items():
        if isinstance(error, known_type):
            return kind, str(error)
    if out_of_memory(error):
        remedy = smaller(recipe) if recipe else "a smaller fit.batch"
        return "memory", f"There is not enough memory for this training; try {remedy}."
    if disk_full(error):
        good = " The last finished epoch is safe." * bool(run and (run / STATE).exists())
        where = f" that holds {run}" if run else ""
        return "disk", f"The disk{where} is full; make room and go on with --resume.{good}"
    if isinstance(error, OSError):
        name = printable(error.filename) if error.filename else "a file"
        why = error.strerror or str(error)
        return "disk", f"{name} cannot be used ({why}); check the folders of data and runs."
    return None


def failure(error: BaseException, recipe: Recipe | None = None, run: Path | None = None) -> Failed:
    """Return the event of a training that `error` has ended; parameters as in `known`."""
    details = "".join(traceback.format_exception(error))
    last = (str(error).strip() or type(error).__name__).splitlines()[0][:200]
    sentence = f"The program failed ({type(error).__name__}: {last}); report the details."
    kind, sentence = known(error, recipe, run) or ("program", sentence)
    resumable = kind not in ("recipe", "diverged") and bool(run and (run / STATE).exists())
    plain = kind in ("recipe", "data", "device", "stopped", "diverged")
    return Failed(printable(sentence), kind, "" if plain else details, resumable)
