"""The thesis's tables 4.1 to 4.4 (SPEC 1.5), made from a folder of runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from gng_desktop.training import published
from gng_desktop.training.groups import PAIRS, TRAINED
from gng_desktop.training.records import NO_RUN, UNFINISHED, Run
from gng_desktop.training.table import Cell, Table

BACKBONES = {
    "xception": "Xception",
    "resnet50": "ResNet50",
    "mobilenet_v3_large": "MobileNetV3 Large",
}
"""The thesis's backbones in its order; others follow by the name in their recipes."""
STRATEGIES = ("none", "last", "all")
FIGURES = ("accuracy", "precision", "recall", "f1", "mcc")
ROLE_WORDS = {
    "with_background": "with",
    "without_background": "without",
    "background_only": "only",
}

GENERATORS = {"StyleGAN3": "", "StyleGAN2": "stylegan2/portraits", "StyleGAN": "stylegan1/ffhq"}
"""The matched pair that tests a generator; "" where no pair does."""


def _figures(
    run: Run | None,
    group: Mapping[str, Any] | None,
    names: Sequence[str],
    thesis: Sequence[float] | None,
) -> tuple[Cell, ...]:
    """Return the cells of some figures of one group of test images, or of why there are none."""
    empty = NO_RUN if run is None else run.empty
    cells = []
    for n, name in enumerate(names):
        own = thesis[n] if thesis else None
        if empty or group is None:
            cells.append(Cell(empty or "no test images", None, own))
        else:
            cells.append(Cell(group[name], group["intervals"].get(name), own))
    return tuple(cells)


def _metrics(run: Run | None) -> Mapping[str, Any]:
    return run.tested["metrics"] if run is not None and run.tested else {}


def _backbones(runs: Iterable[Run]) -> dict[str, str]:
    return BACKBONES | {b: b for b in sorted({r.backbone for r in runs} - set(BACKBONES))}


def _or_none(runs: list[Run]) -> Sequence[Run | None]:
    return runs or [None]


def _name(run: Run | None) -> str:
    return "-" if run is None else run.name


def table_4_1(runs: Sequence[Run]) -> Table:
    """Pixel accuracy of each segmenter, with its parameters and mean IoU."""
    table = Table(
        "Table 4.1: pixel accuracy on the test split, 95 % intervals by bootstrap over the images",
        ("backbone", "run"),
        ("parameters", "pixel accuracy", "mean IoU"),
    )
    chosen = [run for run in runs if run.role == "segmenter"]
    for backbone, words in _backbones(chosen).items():
        count, accuracy = published.SEGMENTERS.get(backbone, (None, None))
        for run in _or_none([r for r in chosen if r.backbone == backbone]):
            found, empty = _metrics(run), NO_RUN if run is None else run.empty
            parameters = run.tested["parameters"] if run and run.tested and not empty else empty
            cells = _figures(run, found or None, ("pixel_accuracy", "mean_iou"), None)
            pixel = Cell(cells[0].value, cells[0].interval, accuracy)
            table.rows.append(
                ((words, _name(run)), (Cell(parameters, None, count), pixel, cells[1]))
            )
    return table


def table_4_2(runs: Sequence[Run]) -> Table:
    """Every classifier's figures on each matched pair, with, without and only background."""
    table = Table(
        "Table 4.2: figures per generator and background, 95 % intervals by bootstrap over the "
        "images; * the pair's sources were trained on; the thesis's backbone is MobileNetV3 Large",
        ("generator", "pair", "background", "run"),
        FIGURES,
    )
    for generator, pair in GENERATORS.items():
        for role, words in ROLE_WORDS.items():
            thesis = published.PAIRS.get((generator, role))
            chosen = [run for run in runs if run.role == role] if pair else []
            for run in _or_none(chosen):
                found = _metrics(run)
                trained = set(found.get("trained_sources", ()))
                star = "*" * bool(pair and trained.issuperset(PAIRS[pair]))
                cells = _figures(run, found.get("pairs", {}).get(pair), FIGURES, thesis)
                keys = (generator, (pair or "-") + star, words, _name(run))
                table.rows.append((keys, cells))
    return table


def _cells(runs: Sequence[Run]) -> Iterable[tuple[str, str, str, Run | None]]:
    """Yield backbone, its words, strategy and run of the with-background classifiers' cells."""
    chosen = [run for run in runs if run.role == "with_background"]
    others = sorted({run.transfer for run in chosen} - set(STRATEGIES))
    for backbone, words in _backbones(chosen).items():
        for transfer in (*STRATEGIES, *others):
            here = [r for r in chosen if (r.backbone, r.transfer) == (backbone, transfer)]
            if here or transfer in STRATEGIES:
                for run in _or_none(here):
                    yield backbone, words, transfer, run


def table_4_3(runs: Sequence[Run]) -> Table:
    """Each backbone's figures by transfer strategy, over the test images of trained sources."""
    table = Table(
        "Table 4.3: with-background classifiers on the test images of the sources they were "
        "trained on, 95 % intervals by bootstrap over the images; the thesis's figures are those "
        "on StyleGAN2",
        ("backbone", "transfer", "run"),
        FIGURES[:4],
    )
    for backbone, words, transfer, run in _cells(runs):
        thesis = published.STRATEGIES.get((backbone, transfer))
        cells = _figures(run, _metrics(run).get(TRAINED), FIGURES[:4], thesis)
        table.rows.append(((words, transfer, _name(run)), cells))
    return table


def table_4_4(runs: Sequence[Run]) -> Table:
    """Return wall time and best epoch of each cell of table 4.3."""
    table = Table(
        "Table 4.4: training time and best epoch of with-background classifiers",
        ("backbone", "transfer", "run"),
        ("time", "best epoch"),
    )
    for backbone, words, transfer, run in _cells(runs):
        time, epoch = published.TIMES.get((backbone, transfer), (None, None))
        if run is None or not run.finished:
            empty = NO_RUN if run is None else UNFINISHED
            cells = (Cell(empty, None, time), Cell(empty, None, epoch))
        else:
            spent = duration(float(run.record["wall_seconds"]))
            cells = (Cell(spent, None, time), Cell(int(run.record["best_epoch"]), None, epoch))
        table.rows.append(((words, transfer, _name(run)), cells))
    return table


def duration(seconds: float) -> str:
    """Return a time as the thesis writes it: "2h 31m"; below an hour "31m 05s"."""
    whole = round(seconds)
    if whole >= 3600:
        return f"{whole // 3600}h {whole % 3600 // 60:02d}m"
    return f"{whole // 60}m {whole % 60:02d}s"


TABLES: dict[str, Callable[[Sequence[Run]], Table]] = {
    "4.1": table_4_1,
    "4.2": table_4_2,
    "4.3": table_4_3,
    "4.4": table_4_4,
}
