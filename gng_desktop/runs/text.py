"""Runs as Markdown for the terminal: many in one table, one with all that is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from gng_desktop.datasets.items import DataError
from gng_desktop.runs.comparison import flat
from gng_desktop.runs.figures import IOU
from gng_desktop.runs.history import Summary, summary
from gng_desktop.runs.records import read_log, read_run
from gng_desktop.runs.table import Cell, Row, Table
from gng_desktop.runs.tables import duration
from gng_desktop.runs.tested import Confusion, Tested, read_tested


def overview(found: Iterable[Summary]) -> str:
    """Return one table of runs, a row each."""
    table = Table(
        "Runs; validation loss of the best epoch; figures of the test split with 95 % intervals",
        ("run", "state", "role", "backbone", "transfer"),
        ("epochs", "best", "val loss", "time", "ended", "size", "figures"),
    )
    for s in found:
        table.rows.append(
            (
                (s.name, s.state, s.role, s.backbone, s.transfer),
                (
                    Cell(f"{s.epochs}/{s.most_epochs}"),
                    Cell(s.best_epoch),
                    Cell(s.val_loss),
                    Cell(duration(s.seconds)),
                    Cell(_time(s.ended)),
                    Cell(size_words(s.size)),
                    Cell(", ".join(f"{f.words} {f.text()}" for f in s.figures)),
                ),
            )
        )
    return table.markdown()


def size_words(size: int) -> str:
    """Return a number of bytes as ``838 MB``, in powers of 1000."""
    for unit in ("B", "kB", "MB"):
        if size < 1000:
            return f"{size:.0f} {unit}"
        size = round(size / 1000)
    return f"{size} GB"


def _time(moment: datetime | None) -> str:
    return moment.astimezone().strftime("%Y-%m-%d %H:%M") if moment else "-"


def description(folder: Path) -> str:
    """Return everything known of the run in `folder`.

    Raises
    ------
    DataError
        If it is no run, or damaged.
    """
    run, rows, s = read_run(folder), read_log(folder), summary(folder)
    if s.problem:
        raise DataError(s.problem)
    parts = [
        _listing(f"Run {s.name}", _facts(s)),
        _listing("Recipe", flat(run.record["recipe"])),
        _listing("Environment", flat(run.record.get("environment", {}))),
    ]
    if rows:
        names = tuple(rows[0])
        counted: list[dict[str, float]] = [{**row, "epoch": int(row["epoch"])} for row in rows]
        body: list[Row] = [((), tuple(Cell(row.get(k)) for k in names)) for row in counted]
        parts.append(Table("Log", (), names, body).markdown())
    if run.tested:
        parts += _test(read_tested(folder))
    return "\n".join(parts)


def _facts(s: Summary) -> dict[str, str]:
    images = s.images or {}
    return {
        "folder": str(s.folder),
        "state": s.state + " (stopped by its user)" * (s.stopped and s.state != "stopped"),
        "role": s.role,
        "backbone": s.backbone,
        "transfer": s.transfer,
        "epochs": f"{s.epochs} of at most {s.most_epochs}, best {s.best_epoch or '-'}",
        "wall time": duration(s.seconds),
        "began": _time(s.begun),
        "ended": _time(s.ended),
        "training images": f"{images.get('train', 0):,}",
        "validation images": f"{images.get('val', 0):,}",
        "data SHA-256": s.data_sha256 or "-",
        "size on disk": size_words(s.size),
    }


def _listing(caption: str, entries: Mapping[str, str]) -> str:
    rows: list[Row] = [((key,), (Cell(value),)) for key, value in entries.items()]
    return Table(caption, ("entry",), ("value",), rows).markdown()


def _test(tested: Tested) -> list[str]:
    figures = Table("Test", ("group", "figure"), ("images", "value"))
    for f in tested.figures:
        if not f.name.startswith(IOU):
            figures.rows.append(((f.group, f.words), (Cell(f.images), Cell(f.value, f.interval))))
    about: dict[str, Any] = {
        "parameters": f"{tested.parameters:,}",
        "averaged with the mirror image": "yes" if tested.flip else "no",
        **flat({"calibration": tested.calibration or {}, "thresholds": tested.thresholds or {}}),
    }
    parts = [_listing("Tested network", about), figures.markdown()]
    if tested.iou:
        iou = Table("IoU per class", ("class",), ("IoU", "test pixels"))
        for c in tested.iou:
            ends = (c.low, c.high) if c.low is not None and c.high is not None else None
            iou.rows.append(((c.name,), (Cell(c.value, ends), Cell(c.pixels))))
        parts.append(iou.markdown())
    if tested.confusion:
        parts.append(_confusion(tested.confusion))
    if tested.reliability:
        names = ("images", "mean score", "share generated")
        diagram = Table("Reliability", ("scores",), names)
        for b in tested.reliability:
            ends = (b.low, b.high) if b.low is not None and b.high is not None else None
            cells = (Cell(b.images), Cell(b.mean_score), Cell(b.share_generated, ends))
            diagram.rows.append(((f"{b.start:.1f} to {b.end:.1f}",), cells))
        parts.append(diagram.markdown())
    return parts


def _confusion(found: Confusion) -> str:
    rows: list[Row] = [
        ((name,), tuple(map(Cell, counts)))
        for name, counts in zip(found.classes, found.counts.tolist(), strict=True)
    ]
    caption = f"Confusion matrix in {found.unit}, true class by row"
    return Table(caption, ("true",), found.classes, rows).markdown()
