"""What the folds of a protocol found: one table and plot, and what a model's limits take of it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from gng_desktop.charts.look import Look, save_drawing
from gng_desktop.charts.measured import left_out
from gng_desktop.core.files import write_json, write_text
from gng_desktop.core.reading import read_json
from gng_desktop.core.tables import csv_text
from gng_desktop.datasets.items import DataError, FaceItem, sources_of, truth_of
from gng_desktop.datasets.reconstruct import is_made
from gng_desktop.runs.table import Cell, Row, Table
from gng_desktop.training.calibration import limits, platt, scaled, zones
from gng_desktop.training.intervals import classification_with_intervals, share_interval
from gng_desktop.training.protocol import SCORES, Fold, FoldScores, read_scores

RESULT = "protocol.json"
ALIGNED = "ae_"
"""Generators so called are autoencoders: compared with the photos that they were given."""


@dataclass(frozen=True)
class HeldOutRow:
    """What a generator or real source scored in the fold that was trained without it."""

    name: str
    kind: Literal["generator", "source"]
    family: str
    fold: str
    images: int
    # Of a generator, against the real images of the fold's validation and test splits; of an
    # autoencoder against photos coded like its output
    auc: float | None
    auc_interval: list[float] | None
    # called_generated, inconclusive, called_real: shares at the fold's own limits, 0..1
    called_generated: float
    inconclusive: float
    called_real: float

    @classmethod
    def of(
        cls,
        item: FaceItem,
        name: str,
        fold: str,
        score: NDArray[np.float64],
        ends: tuple[float, float],
        against: tuple[NDArray[np.bool_], NDArray[np.float64]] | None,
    ) -> HeldOutRow:
        """Return the row of the images like `item`, of calibrated scores (N,) 0..1.

        `against` are truth and scores that the AUC of a generator is of; None for a source.
        """
        found = classification_with_intervals(*against) if against else None
        return cls(
            name,
            "generator" if item.generated else "source",
            item.family or ("unknown" if item.generated else "real"),
            fold,
            len(score),
            found["auc"] if found else None,
            found["intervals"]["auc"] if found else None,
            **{zone: float(hit.mean()) for zone, hit in zones(score, ends).items()},
        )


@dataclass(frozen=True)
class FoldResult:
    """A fold's held-out images with their calibrated scores (0..1), and its limits."""

    fold: Fold
    items: tuple[FaceItem, ...]
    score: NDArray[np.float64]
    limits: tuple[float, float]
    rows: tuple[HeldOutRow, ...]


def calibrated(found: FoldScores) -> tuple[NDArray[np.float64], tuple[float, float]]:
    """Return the scores calibrated on the fold's validation images, and the limits set there."""
    truth = truth_of(found.items)
    check = np.array([i.split == "val" and not is_made(i) for i in found.items])
    check &= ~found.held_out
    if not truth[check].any() or truth[check].all():
        raise DataError("A fold's validation split holds one class only; choose other sources.")
    fit = None
    with suppress(ValueError):  # it has learned nothing, which the table then shows
        fit = platt(found.raw[check], truth[check])
    score = scaled(found.raw, fit)
    return score, limits(score[check], truth[check], sources_of(found.items)[check])


def names_of(items: Sequence[FaceItem]) -> NDArray[np.str_]:
    """Return what a protocol calls each face, (N,): its generator, of a real one its source."""
    return np.array([i.generator if i.generated else i.source for i in items], str)


def fold_result(fold: Fold, found: FoldScores) -> FoldResult:
    """Return a fold's table rows, one for each generator and real source it left out.

    A source's photos count as taken, not once more coded like reconstructions.
    """
    score, ends = calibrated(found)
    made = np.array([is_made(i) for i in found.items])
    names, truth = names_of(found.items), truth_of(found.items)
    rows = []
    shown = np.zeros(len(made), bool)
    for name in (*fold.generators, *fold.sources):
        generated = name in fold.generators
        own = found.held_out & (names == name) & (truth == generated)
        if not generated and (own & ~made).any():
            own &= ~made
        if not own.any():
            continue
        shown |= own
        against = None
        if generated:
            reals = ~truth & ~found.held_out
            if name.startswith(ALIGNED):
                roots = {i.path.parent.parent for i in np.array(found.items, object)[own]}
                near = np.array([i.path.parent.parent in roots for i in found.items])
                reals = reals & near if (reals & near).any() else reals
            else:
                reals &= ~made
            against = truth[own | reals], score[own | reals]
        item = found.items[int(np.argmax(own))]
        rows.append(HeldOutRow.of(item, name, fold.name, score[own], ends, against))
    items = tuple(i for i, own in zip(found.items, shown, strict=True) if own)
    return FoldResult(fold, items, score[shown], ends, tuple(rows))


def table(rows: Sequence[HeldOutRow], name: str) -> Table:
    """Return the table of a protocol, with mean and worst."""
    cells: list[Row] = []
    for row in rows:
        shares = (row.called_generated, row.inconclusive, row.called_real)
        ends = [share_interval(round(share * row.images), row.images) for share in shares]
        cells.append(
            (
                (row.name, row.kind, row.family),
                (
                    Cell(row.images),
                    Cell(row.auc, row.auc_interval),
                    *(Cell(s, e) for s, e in zip(shares, ends, strict=True)),
                ),
            )
        )
    for kind in ("generator", "source"):
        own = [row for row in rows if row.kind == kind]
        if not own:
            continue
        aucs = [row.auc for row in own if row.auc is not None]
        line = f"mean of {len(own)} {kind}s", kind, ""
        means = (
            float(np.mean([getattr(row, key) for row in own]))
            for key in ("called_generated", "inconclusive", "called_real")
        )
        worst = max(r.called_real if kind == "generator" else r.called_generated for r in own)
        total = Cell(sum(row.images for row in own))
        mean_auc = Cell(float(np.mean(aucs)) if aucs else None)
        cells.append((line, (total, mean_auc, *map(Cell, means))))
        cells.append(
            (
                (f"worst {kind}", kind, ""),
                (
                    Cell(None),
                    Cell(min(aucs) if aucs else None),
                    Cell(worst if kind == "source" else None),
                    Cell(None),
                    Cell(worst if kind == "generator" else None),
                ),
            )
        )
    return Table(
        f"{name}: each generator and real source scored by a network trained without it; shares at "
        "the limits of that fold.",
        ("left out", "kind", "family"),
        ("images", "AUC", "called generated", "inconclusive", "called real"),
        cells,
    )


def results(found: Sequence[Fold], runs: Sequence[Path]) -> list[FoldResult]:
    """Read the scores of all folds; `runs` are their folders."""
    return [
        fold_result(fold, read_scores(run / SCORES)) for fold, run in zip(found, runs, strict=True)
    ]


def write_protocol(
    folder: Path, name: str, found: Sequence[FoldResult], runs: Sequence[Path]
) -> Table:
    """Write ``protocol.json``, ``protocol.csv``, ``protocol.md`` and ``protocol.png``."""
    rows = [row for result in found for row in result.rows]
    rows.sort(key=lambda row: (row.kind, row.family, row.name))
    folder.mkdir(parents=True, exist_ok=True)
    whole = table(rows, name)
    folds = [
        {**asdict(result.fold), "run": run.name, "limits": list(result.limits)}
        for result, run in zip(found, runs, strict=True)
    ]
    write_json(
        folder / RESULT, {"recipe": name, "folds": folds, "rows": [asdict(row) for row in rows]}
    )
    header = [*asdict(rows[0])] if rows else []
    lines = ([*asdict(row).values()] for row in rows)
    write_text(folder / "protocol.csv", csv_text(header, lines))
    write_text(folder / "protocol.md", whole.markdown())
    save_drawing(left_out(Look(), [asdict(row) for row in rows]), folder / "protocol.png")
    return whole


def folds_of(folder: Path) -> tuple[str, list[tuple[Fold, Path]]]:
    """Return the recipe's name of a protocol, and its folds with the folders of their runs.

    Raises
    ------
    DataError
        If `folder` is not that of a protocol.
    """
    try:
        raw = read_json(folder / RESULT)
        return str(raw["recipe"]), [
            (
                Fold(f["name"], tuple(f["generators"]), tuple(f["sources"])),
                folder.parent / f["run"],
            )
            for f in raw["folds"]
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(
            f"{folder} holds no protocol; name a folder that 'runs protocol' has written."
        ) from error
