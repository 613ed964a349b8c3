"""Runs as MLflow knows them: parameters, figures epoch by epoch, test figures, files."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from gng_desktop.core.errors import plain_errors
from gng_desktop.core.reading import read_bytes
from gng_desktop.datasets.items import DataError
from gng_desktop.runs.comparison import flat
from gng_desktop.runs.figures import figures_of
from gng_desktop.runs.history import summary
from gng_desktop.runs.records import LOG, METRICS, PLOTS, RUN, Run, read_log

EXPERIMENT = "gng-desktop"
RECORD = "gng_desktop.record"  # tag: the hash of what a run's records held when it was exported
FILES = (RUN, LOG, METRICS, "protector.json")
LONGEST = 6000  # characters of a parameter that every MLflow store takes


@dataclass(frozen=True)
class Tracked:
    """What of a run is exported."""

    name: str
    params: dict[str, str]
    tags: dict[str, str]
    metrics: list[tuple[str, float, int]]  # name, value, and the epoch, 0 for figures of the test
    files: list[tuple[Path, str]]  # each with the folder it is put into, "" for none
    begun: datetime | None
    ended: datetime | None
    finished: bool


def tracked(run: Run) -> Tracked:
    """Return what of a run is exported.

    Raises
    ------
    DataError
        If its log is damaged.
    """
    files = [(run.folder / name, "") for name in FILES if (run.folder / name).exists()]
    digest = hashlib.sha256(b"".join(read_bytes(path) for path, _ in files)).hexdigest()
    files += [(path, PLOTS) for path in sorted((run.folder / PLOTS).glob("*"))]
    environment: Mapping[str, Any] = run.record.get("environment", {})
    known = summary(run.folder)
    return Tracked(
        run.name,
        {key: value[:LONGEST] for key, value in flat(run.record["recipe"]).items()},
        {
            RECORD: digest,
            "data_sha256": str(run.record.get("data_sha256", "")),
            "mlflow.source.git.commit": str(environment.get("commit", "")).rstrip("+"),
            **{f"version.{k}": str(v) for k, v in environment.items()},
        },
        list(_metrics(run)),
        files,
        known.begun,
        known.ended,
        run.finished,
    )


def _metrics(run: Run) -> Iterator[tuple[str, float, int]]:
    for row in read_log(run.folder):
        for name, value in row.items():
            if name != "epoch" and math.isfinite(value):
                yield name, value, int(row["epoch"])
    for figure in figures_of(run.tested["metrics"]) if run.tested else ():
        name = f"test/{figure.group}/{figure.name}"
        ends = {"": figure.value, " low": figure.low, " high": figure.high}
        for end, found in ends.items():
            if found is not None:
                yield _allowed(name + end), float(found), 0


def _allowed(name: str) -> str:
    """Return `name` in the characters that MLflow allows."""
    return "".join(c if c.isalnum() or c in "_-. /" else "_" for c in name)


def export_mlflow(runs: list[Run], where: str, experiment: str = EXPERIMENT) -> list[str]:
    """Write runs into an MLflow store; return the names of those that were written.

    Those that are there as they are now are left alone.

    Parameters
    ----------
    where : str
        A tracking URI (``http://...``, ``sqlite:///...``), or a folder: it gets an SQLite store.
    experiment : str
        Made if missing.

    Raises
    ------
    DataError
        If the store cannot be used.
    ModuleNotFoundError
        If MLflow is not installed.
    """
    from mlflow.exceptions import MlflowException
    from mlflow.tracking import MlflowClient

    files: str | None = None
    uri = where
    if "://" not in where:
        folder = Path(where).absolute()
        with plain_errors(DataError, f"{folder} cannot be made", "choose another folder"):
            (folder / "artifacts").mkdir(parents=True, exist_ok=True)
        uri, files = f"sqlite:///{folder / 'mlflow.db'}", (folder / "artifacts").as_uri()
    try:
        client = MlflowClient(tracking_uri=uri)
        found = client.get_experiment_by_name(experiment)
        own = found.experiment_id if found else client.create_experiment(experiment, files)
        return [run.name for run in runs if _written(client, own, tracked(run))]
    except (MlflowException, OSError) as error:
        why = str(error).strip().partition("\n")[0]
        raise DataError(f"The MLflow store {where} cannot be written: {why}") from error


def _written(client: Any, experiment: str, run: Tracked) -> bool:
    """Write one run; return False if the store has it as it is."""
    from mlflow.entities import Metric, Param, RunTag

    same = f"tags.`{RECORD}` = '{run.tags[RECORD]}'"
    if client.search_runs([experiment], same, max_results=1):
        return False
    times = [None if t is None else int(t.timestamp() * 1000) for t in (run.begun, run.ended)]
    made = client.create_run(experiment, start_time=times[0], run_name=run.name)
    number, at = made.info.run_id, times[1] or 0
    metrics = [Metric(name, value, at, step) for name, value, step in run.metrics]
    for start in range(0, max(1, len(metrics)), 500):  # a store takes no more than 1000 at once
        client.log_batch(number, metrics=metrics[start : start + 500])
    params = [Param(k, v) for k, v in run.params.items()]
    client.log_batch(number, params=params, tags=[RunTag(k, v) for k, v in run.tags.items()])
    for path, folder in run.files:
        client.log_artifact(number, str(path), folder or None)
    client.set_terminated(number, "FINISHED" if run.finished else "KILLED", times[1])
    return True
