"""The folder of one training run: what is written there, and how a killed run resumes."""

from __future__ import annotations

import errno
import hashlib
import os
import platform
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from itertools import takewhile
from pathlib import Path
from typing import IO, Any

import keras
import numpy as np

from gng_desktop import __version__
from gng_desktop.core import files
from gng_desktop.core.locks import Held, Lock
from gng_desktop.core.reading import read_json
from gng_desktop.core.tables import csv_text
from gng_desktop.datasets.items import DataError, FaceItem, MaskItem
from gng_desktop.networks.weights import load_weights
from gng_desktop.runs.records import BEST, LOCK, LOG, OF_WEIGHTS, RUN, STATE, read_log
from gng_desktop.runs.tested import MISTAKES
from gng_desktop.training.recipe import Recipe, RecipeError, same_training

SLOT = "state"
"""Beginning of the names of the two slots, ``state0.weights.h5`` and ``state1.weights.h5``."""


def data_hash(paths: Iterable[Path]) -> str:
    """Return the SHA-256 over the names and sizes of the files of a data set, in order.

    Raises
    ------
    DataError
        If a file is not there.
    """
    digest = hashlib.sha256()
    for path in paths:
        try:
            size = path.stat().st_size
        except OSError as error:
            raise DataError(f"The file {path} of the index is missing; restore it.") from error
        digest.update(f"{path.parent.name}/{path.name} {size}\n".encode())
    return digest.hexdigest()


def splits_hash(recipe: Recipe, data: Path, items: Iterable[FaceItem | MaskItem]) -> str:
    """Return the SHA-256 over names, labels and splits of what a run learns from and validates on.

    As long as it is the same, no image that was learned can be among those tested. A pool, which
    is only learned from and may grow, is left out.
    """
    pool = (data / recipe.data.pool).parent if recipe.data.pool else None
    digest = hashlib.sha256()
    for item in items:
        label = item.labels if isinstance(item, MaskItem) else f"{item.generated:d} {item.family}"
        name = f"{item.path.parent.name}/{item.path.name}"
        if item.split != "test" and not (pool and item.path.is_relative_to(pool)):
            digest.update(f"{name} {item.split} {label}\n".encode())
    return digest.hexdigest()


def refuse_other_splits(
    record: Mapping[str, Any], recipe: Recipe, data: Path, items: Iterable[FaceItem | MaskItem]
) -> None:
    """Raise DataError if the splits are not those of a run's ``run.json``, where that has them."""
    found = splits_hash(recipe, data, items)
    if record.get("splits_sha256", found) != found:
        raise DataError(
            f"The training and validation images of run {recipe.name!r}, or their "
            "labels, are not those that it was begun with; restore the index, or train a recipe "
            "of another name on this one."
        )


def commit(checkout: Path) -> str:
    """Return the Git commit of the program's checkout, with a "+" if files were changed since.

    It is "" if `checkout`, the folder that holds the package, is not the top of a repository.
    """

    def git(*words: str) -> subprocess.CompletedProcess[str]:
        command = ["git", "--no-optional-locks", "-C", str(checkout), *words]
        return subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)

    try:
        asked = git("rev-parse", "--show-toplevel", "HEAD")
        if asked.returncode:
            return ""
        top, head = asked.stdout.split("\n")[:2]
        if Path(top).resolve() != checkout.resolve():  # installed somewhere in another's checkout
            return ""
        return head + "+" * git("diff", "--quiet", "HEAD").returncode
    except (OSError, subprocess.SubprocessError, ValueError):  # no Git, or one that hangs
        return ""


def environment() -> dict[str, str]:
    """Return the versions a run's figures depend on; "" for what is not installed."""
    backend = keras.backend.backend()
    packages = dict.fromkeys(("keras", "numpy", "opencv-python-headless", "pillow"), "")
    for name in packages:
        with suppress(PackageNotFoundError):
            packages[name] = version(name)
    return {
        "program": __version__,
        "commit": commit(Path(__file__).parents[2]),
        "python": platform.python_version(),
        "backend": backend,
        # Asked of the module: its package may bear another name (tensorflow-cpu, for one).
        backend: str(getattr(import_module(backend), "__version__", "")),
        **packages,
    }


def weights_size(model: keras.Model) -> int:
    """Return the bytes that a weights file of `model` takes at most, the optimiser's state too."""
    variables = [*model.variables, *(model.optimizer.variables if model.optimizer else ())]
    numbers: int = sum(int(np.prod(v.shape)) * np.dtype(v.dtype).itemsize for v in variables)
    return numbers + 4096 * (len(variables) + len(model.layers) + 16)


def reserve(file: IO[bytes], size: int) -> None:
    """Make sure that an empty file can hold `size` bytes; it is empty afterwards.

    HDF5 does not survive a disk that is full when it closes a file: it ends the process.

    Raises
    ------
    OSError
        If there is no room.
    """
    if hasattr(os, "posix_fallocate"):
        os.posix_fallocate(file.fileno(), 0, size)
        file.truncate(0)
    elif shutil.disk_usage(Path(file.name).parent).free < size:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), file.name)


def _seeds(model: keras.Model) -> list[Any]:
    """Return the states of the random generators of a network's layers."""
    return [each for each in model.variables if each.path.endswith("seed_generator_state")]


class RunFolder:
    """One run on disk, made if missing: record, log, best weights, state to resume from."""

    def __init__(self, folder: Path) -> None:
        self._made = [*takewhile(lambda path: not path.exists(), (folder, *folder.parents))]
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder

    @property
    def best(self) -> Path:
        """The weights of the best epoch so far."""
        return self.folder / BEST

    @property
    def begun(self) -> bool:
        """Whether an epoch of it is finished."""
        return (self.folder / STATE).exists() or self.best.exists()

    def read(self) -> dict[str, Any]:
        """Return ``run.json``; empty for a run that has not begun its first epoch."""
        path = self.folder / RUN
        return read_json(path) if path.exists() else {}

    def write(self, content: dict[str, Any]) -> None:
        """Replace ``run.json``."""
        files.write_json(self.folder / RUN, content, indent=1)

    @contextmanager
    def held(self, wait: float = 0.0) -> Iterator[None]:
        """Keep other programs from training this run, having waited `wait` seconds for them.

        What fails before anything is written leaves no folder behind that was not there before.

        Raises
        ------
        RecipeError
            If one does so now.
        """
        try:
            lock = Lock(self.folder / LOCK, wait)
        except Held as error:
            raise RecipeError(
                f"Run {self.folder.name!r} is being trained by another program; wait for it, or "
                "rename this one."
            ) from error
        with lock:
            try:
                yield
            except BaseException:
                self._remove_empty()
                raise

    def _remove_empty(self) -> None:
        """Remove the folders made here while they hold nothing but the lock."""
        with suppress(OSError):  # another program uses them, or Windows the lock
            if self._made and [path.name for path in self.folder.iterdir()] == [LOCK]:
                (self.folder / LOCK).unlink()
                for folder in self._made:
                    folder.rmdir()

    def save_weights(self, model: keras.Model, name: str) -> None:
        """Write HDF5 weights under `name`, whole or not at all."""
        with files.replacing(self.folder / name, suffix=".weights.h5") as stream:
            reserve(stream, weights_size(model))
            model.save_weights(stream.name, overwrite=True)

    def save_state(self, model: keras.Model, rows: list[dict[str, Any]]) -> None:
        """Keep all that the next epoch depends on; the JSON, written last, makes it valid.

        There are two slots, so the state before stays good as long as this one is not.
        """
        epoch = len(rows)
        self.save_weights(model, f"{SLOT}{epoch % 2}.weights.h5")
        # Weights files leave out at which number of its sequence a dropout is.
        drawn = [keras.ops.convert_to_numpy(seed).tolist() for seed in _seeds(model)]
        content = {"epoch": epoch, "rows": rows, "seeds": drawn}
        files.write_json(self.folder / STATE, content, indent=1)

    def keep(self, model: keras.Model, rows: list[dict[str, Any]], best: int) -> None:
        """Write the log, and the weights of `model` if its epoch, the last row's, is the best.

        To come after `save_state`: what a kill leaves undone can then be done when the run goes on.
        """
        if best == len(rows) - 1:
            for name in OF_WEIGHTS:
                (self.folder / name).unlink(missing_ok=True)
            shutil.rmtree(self.folder / MISTAKES, ignore_errors=True)
            self.save_weights(model, BEST)
        text = csv_text(list(rows[0]), (list(row.values()) for row in rows))
        files.write_text(self.folder / LOG, text)

    @property
    def logged(self) -> int:
        """How many epochs the log has; 0 also where it is damaged."""
        with suppress(DataError):
            return len(read_log(self.folder))
        return 0

    def load_state(self, model: keras.Model) -> list[dict[str, Any]]:
        """Restore `model` and its optimiser to the last stored epoch; return the log so far.

        Raises
        ------
        RecipeError
            If what is stored is damaged.
        """
        path = self.folder / STATE
        if not path.exists():
            return []
        try:
            state = read_json(path)
            rows: list[dict[str, Any]] = state["rows"]
            model.optimizer.build(model.trainable_variables)  # its state is in the weights, too
            load_weights(model, self.folder / f"{SLOT}{state['epoch'] % 2}.weights.h5")
        except (ValueError, KeyError, TypeError) as error:
            raise RecipeError(
                f"The state of run {self.folder} is damaged; restore its files, or remove the "
                "folder and train again."
            ) from error
        for seed, drawn in zip(_seeds(model), state.get("seeds", ()), strict=False):
            seed.assign(drawn)
        return rows

    def same_recipe(self, recipe: Recipe) -> bool:
        """Return whether the run was begun with `recipe`, on whatever device (or not begun)."""
        before = self.read().get("recipe")
        return before is None or same_training(before, recipe)
