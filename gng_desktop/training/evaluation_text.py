"""An evaluation as Markdown tables for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from gng_desktop.runs.figures import WORDS, groups_of, with_interval
from gng_desktop.training.evaluation import Evaluation
from gng_desktop.training.fairness import fairness_lines

_ZONES = ("called_generated", "inconclusive", "called_real")


def _table(names: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [names, ["---"] * len(names), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _figures(metrics: Mapping[str, Any]) -> str:
    """Return a row per figure, a column per group."""
    groups = groups_of(metrics)
    first = next(iter(groups.values()))
    names = [name for name in first["intervals"] if name != "iou"]
    rows = [["images", *(str(g["images"]) for g in groups.values())]]
    for name in names:
        cells = [with_interval(g[name], g["intervals"][name]) for g in groups.values()]
        rows.append([WORDS.get(name, name), *cells])
    for label, value in first.get("iou", {}).items():
        rows.append([f"IoU {label}", with_interval(value, first["intervals"]["iou"].get(label))])
    return _table(["figure", *groups], rows)


def _sources(metrics: Mapping[str, Any]) -> str:
    """Return a row per source: how often each verdict zone was chosen."""
    rows = [
        [
            name,
            "generated" if row["generated"] else "real",
            str(row["images"]),
            *(with_interval(row[zone], row["intervals"][zone]) for zone in _ZONES),
        ]
        for name, row in metrics["sources"].items()
    ]
    return _table(["source", "truth", "images", *(z.replace("_", " ") for z in _ZONES)], rows)


def _called_generated(metrics: Mapping[str, Any], generated: int) -> str:
    rows = [r for r in metrics["sources"].values() if r["generated"] == generated]
    images = sum(r["images"] for r in rows)
    called = sum(r["images"] * r["called_generated"] for r in rows)
    return f"{called / images:.1%}" if images else "-"


def _perturbed(evaluation: Evaluation, figure: str) -> str:
    """Return a row per perturbation, a column per group, of one figure."""
    classifies = "sources" in next(iter(evaluation.metrics.values()))
    rows = []
    for change, metrics in evaluation.metrics.items():
        groups = groups_of(metrics)
        cells = [with_interval(g[figure], g["intervals"][figure]) for g in groups.values()]
        if classifies:
            cells += [_called_generated(metrics, side) for side in (0, 1)]
        rows.append([change.name, *cells])
    names = [f"{WORDS.get(figure, figure)}, images", *groups]
    names += ["real called generated", "generated called generated"] * classifies
    return _table(names, rows)


def text(evaluation: Evaluation, by: Sequence[str] = ()) -> str:
    """Return all tables of an evaluation; `by`: of errors by group of these attributes too."""
    undisturbed = next(iter(evaluation.metrics.values()))
    tables = [_figures(undisturbed)]
    classifies = "sources" in undisturbed
    if classifies:
        tables.append(_sources(undisturbed))
    if len(evaluation.metrics) > 1:
        chosen = ("auc", "accuracy") if classifies else ("pixel_accuracy", "mean_iou")
        tables += [_perturbed(evaluation, figure) for figure in chosen]
    groups = {k: v for k, v in undisturbed.get("fairness", {}).items() if k in by}
    if groups:
        tables.append("\n".join(fairness_lines(groups)))
    return "\n".join(tables)
