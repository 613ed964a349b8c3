"""The folder of one training run: what is written there, and how a killed run goes on."""

from __future__ import annotations

import csv
import hashlib
import json
import platform
import subprocess
from collections.abc import Iterable
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import keras
import numpy as np

from gng_desktop import __version__, files
from gng_desktop.datasets.items import DataError
from gng_desktop.training.recipe import Recipe

BEST = "best.weights.h5"
STATE = "state"
LOG = "log.csv"
RUN = "run.json"


def write_json(path: Path, content: Any) -> None:
    """Write JSON so that a reader sees the old file or the new one, never half of one."""
    files.write_json(path, content, indent=1)


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


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def commit(checkout: Path) -> str:
    """Return the Git commit of the program's checkout, with a "+" if files were changed since.

    Parameters
    ----------
    checkout : Path
        The folder that holds the package.

    Returns
    -------
    str
        40 hexadecimal digits and perhaps "+"; "" if `checkout` is not the top of a repository.
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
    names = ("keras", "numpy", "opencv-python-headless", "pillow")
    return {
        "program": __version__,
        "commit": commit(Path(__file__).parents[2]),
        "python": platform.python_version(),
        "backend": backend,
        # Asked of the module: its package may bear another name (tensorflow-cpu, for one).
        backend: str(getattr(import_module(backend), "__version__", "")),
        **{name: _version(name) for name in names},
    }


def _identity(recipe: dict[str, Any]) -> dict[str, Any]:
    """Return what of a recipe (as JSON holds it) makes the run: all but where it is computed."""
    fit = {k: v for k, v in recipe.get("fit", {}).items() if k != "device"}
    return {**recipe, "fit": fit}


class RunFolder:
    """One run on disk: ``recipe``, log, best weights, state to resume from, figures.

    Parameters
    ----------
    folder : Path
        ``RUNS/name``; made if missing.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder

    @property
    def best(self) -> Path:
        """The weights of the best epoch so far."""
        return self.folder / BEST

    def read(self) -> dict[str, Any]:
        """Return ``run.json``; empty for a run that has not finished its first epoch."""
        path = self.folder / RUN
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}

    def write(self, content: dict[str, Any]) -> None:
        """Replace ``run.json``."""
        write_json(self.folder / RUN, content)

    def write_log(self, rows: list[dict[str, Any]]) -> None:
        """Replace the per-epoch log (CSV)."""
        part = self.folder / (LOG + ".part")
        with part.open("w", newline="", encoding="utf-8") as stream:
            writer = csv.DictWriter(stream, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
        part.replace(self.folder / LOG)

    def save_weights(self, model: keras.Model, name: str) -> None:
        """Write HDF5 weights under `name`, atomically."""
        part = self.folder / f"part.{name}"
        model.save_weights(part)
        part.replace(self.folder / name)

    def save_state(self, model: keras.Model, rows: list[dict[str, Any]]) -> None:
        """Keep all that the next epoch depends on; the JSON, written last, makes it valid."""
        epoch = len(rows)
        self.save_weights(model, f"{STATE}{epoch % 2}.weights.h5")
        store: dict[str, Any] = {}
        model.optimizer.save_own_variables(store)
        np.savez(self.folder / f"{STATE}{epoch % 2}.npz", **store)
        write_json(self.folder / f"{STATE}.json", {"epoch": epoch, "rows": rows})

    def load_state(self, model: keras.Model) -> list[dict[str, Any]]:
        """Bring `model` and its optimiser back to the last kept epoch; return the log so far."""
        path = self.folder / f"{STATE}.json"
        if not path.exists():
            return []
        state = json.loads(path.read_text(encoding="utf-8"))
        slot = f"{STATE}{state['epoch'] % 2}"
        model.optimizer.build(model.trainable_variables)
        model.load_weights(self.folder / f"{slot}.weights.h5")
        with np.load(self.folder / f"{slot}.npz") as stored:
            model.optimizer.load_own_variables({key: stored[key] for key in stored.files})
        rows: list[dict[str, Any]] = state["rows"]
        return rows

    def same_recipe(self, recipe: Recipe) -> bool:
        """Tell whether the run was begun with `recipe`, on whatever device (or not begun)."""
        before = self.read().get("recipe")
        now = json.loads(json.dumps(recipe.to_dict()))
        return before is None or _identity(before) == _identity(now)
