"""What folders of runs hold, read without Keras: ``run.json``, ``log.csv``, ``metrics.json``."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gng_desktop.core.reading import read_json
from gng_desktop.core.tables import read_rows
from gng_desktop.datasets.items import DataError
from gng_desktop.modelstore.manifest import INSTALLED_ROLES, ROLES

RUN, LOG, BEST, STATE, LOCK = "run.json", "log.csv", "best.weights.h5", "state.json", ".lock"
"""What a run's files are called; the state is what it goes on from."""
METRICS = "metrics.json"  # the figures of a test, in the folder of what was tested
KINDS_FILE = "kinds.json"  # accuracy by kind and strength of perturbation, beside it
PROTECTOR, PROTECTOR_FIGURES = "protector.npz", "protector.json"  # a run's protector
COMPLETENESS = "completeness.json"  # of Full-Grad on what it classifies wrongly
OF_WEIGHTS = (METRICS, KINDS_FILE, PROTECTOR, PROTECTOR_FIGURES, COMPLETENESS)
"""What belongs to the weights of the best epoch, and goes when better ones take their place."""
PLOTS = "plots"  # folder of a run for its pictures and their numbers
NO_RUN, UNFINISHED, UNTESTED = "no run", "not finished", "not tested"
"""What an empty cell of a table says: train one; train on; ``gng-desktop runs evaluate``."""


@dataclass(frozen=True)
class Run:
    """What the folder of one run holds: its name, ``run.json``, and ``metrics.json`` if tested."""

    name: str
    record: Mapping[str, Any]
    tested: Mapping[str, Any] | None
    folder: Path

    @property
    def role(self) -> str:
        return str(self.record["recipe"]["role"])

    @property
    def task(self) -> str:
        return ROLES[self.role].task if self.role in ROLES else "classification"

    @property
    def backbone(self) -> str:
        return str(self.record["recipe"]["model"]["backbone"])

    @property
    def transfer(self) -> str:
        model = self.record["recipe"]["model"]
        return str(model["transfer"]) + ", backbone frozen" * bool(model.get("freeze_backbone"))

    @property
    def finished(self) -> bool:
        """Whether its last epoch is over, or it was stopped for good."""
        return bool(self.record.get("finished"))

    @property
    def empty(self) -> str:
        """Why the run has no figures; "" if it has."""
        if not self.finished:
            return UNFINISHED
        return "" if self.tested else UNTESTED


def _json(path: Path) -> Any:
    try:
        return read_json(path)
    except (OSError, ValueError) as error:
        raise DataError(f"{path} cannot be read; restore or remove that run.") from error


def _texts(value: Any, *keys: str) -> bool:
    """Return whether `value` is a mapping that holds texts under `keys`."""
    return isinstance(value, dict) and all(isinstance(value.get(key), str) for key in keys)


def read_run(folder: Path) -> Run:
    """Read the record and the test of one run.

    Raises
    ------
    DataError
        If `folder` is no run, or one of its files is damaged.
    """
    record, tested = read_record(folder), folder / METRICS
    metrics = _json(tested) if tested.exists() else None
    if metrics is not None and not _whole(metrics):
        raise DataError(f"{tested} holds no test of a run; test it again or remove the file.")
    return Run(folder.resolve().name, record, metrics, folder)


def read_record(folder: Path) -> dict[str, Any]:
    """Return ``run.json`` of a run, whatever its test left.

    Raises
    ------
    DataError
        If `folder` is no run, or the file is damaged.
    """
    path = folder / RUN
    if not path.exists():
        raise DataError(f"{folder} is no run: it holds no {RUN}; name the folder of a run.")
    record = _json(path)
    recipe: Any = record.get("recipe") if isinstance(record, dict) else None
    if not _texts(recipe, "role") or not _texts(recipe.get("model"), "backbone", "transfer"):
        raise DataError(f"{path} is no record of a run; restore or remove that run.")
    found: dict[str, Any] = record
    return found


def _whole(tested: Any) -> bool:
    """Return whether a ``metrics.json`` holds figures as they are read."""
    metrics = tested.get("metrics") if isinstance(tested, dict) else None
    if not isinstance(metrics, dict):
        return False
    pairs = metrics.get("pairs", {})
    if not isinstance(pairs, dict):
        return False
    groups = [*pairs.values(), *(metrics[k] for k in ("trained", "all") if k in metrics)]
    groups = groups if "pairs" in metrics else [metrics]
    return all(isinstance(g, dict) and isinstance(g.get("intervals"), dict) for g in groups)


def run_folders(folder: Path) -> list[Path]:
    """Return the folders of the runs directly below `folder`, by name.

    Raises
    ------
    DataError
        If `folder` is no folder.
    """
    if not folder.is_dir():
        raise DataError(f"{folder} is no folder; name the folder that holds the runs.")
    return [path.parent for path in sorted(folder.glob(f"*/{RUN}"))]


def read_runs(folder: Path) -> list[Run]:
    """Read every run directly below `folder`, by name.

    Raises
    ------
    DataError
        If `folder` cannot be read or a run's files are damaged.
    """
    return [read_run(path) for path in run_folders(folder)]


def read_log(folder: Path) -> list[dict[str, float]]:
    """Return the epochs of a run, ``log.csv``: ``epoch``, ``loss``, ``val_loss``, ``seconds``...

    Empty before the first epoch is over.

    Raises
    ------
    DataError
        If the file is damaged.
    """
    path = folder / LOG
    try:
        rows = [{k: float(v) for k, v in row.items()} for row in read_rows(path)]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, TypeError) as error:
        raise DataError(f"{path} cannot be read; restore or remove that run.") from error
    if any("epoch" not in row for row in rows):
        raise DataError(f"{path} is no log of a run; restore or remove that run.")
    return rows


def best_row(rows: Sequence[Mapping[str, float]], monitor: str) -> int:
    """Return the position of the epoch whose weights are used; of equals the latest.

    Parameters
    ----------
    rows : sequence of mapping
        The log, at least one row.
    monitor : {"val_loss", "val_accuracy", "last"}
    """
    places = range(len(rows))
    if monitor == "val_loss":
        return min(places, key=lambda i: (rows[i]["val_loss"], -i))
    if monitor == "val_accuracy":
        return max(places, key=lambda i: (rows[i]["val_accuracy"], i))
    return places[-1]


def finished_epochs(folder: Path) -> int:
    """Return from how many finished epochs on disk a run would resume; 0 if it would start over."""
    try:
        return int(read_json(folder / STATE)["epoch"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0


def why_no_model(folder: Path) -> str:
    """Return in a sentence why no model can be made of a run; "" if one can.

    It is no run, damaged, not finished, has no weights, was never validated, or is of a role that
    no analysis uses. Light: a button may ask.
    """
    if not (folder / RUN).exists():
        return f"{folder} holds no run with trained weights; train it first."
    try:
        run, rows = read_run(folder), read_log(folder)
    except DataError as error:
        return str(error)
    if run.role not in INSTALLED_ROLES:
        return (
            f"Run {folder} is a {run.role} classifier, which no analysis uses; "
            "measure it with 'runs evaluate'."
        )
    if not run.finished:
        return (
            f"Run {folder} is not finished; go on with it by 'train --resume', or stop it for good."
        )
    if not (folder / BEST).exists():
        return f"{folder} holds no run with trained weights; train it first."
    losses = [row.get("val_loss", math.nan) for row in rows]
    if not any(map(math.isfinite, losses)):
        return (
            f"Run {folder} was never validated: its log holds no validation loss; train it again."
        )
    return ""
