"""``gng-desktop evaluate``: a stored model tested on labelled images."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gng_desktop.core.files import write_text
from gng_desktop.core.reading import read_text
from gng_desktop.datasets.items import DataError, FaceItem
from gng_desktop.modelstore import find_models, load_model
from gng_desktop.modelstore.store import CARD_FILE
from gng_desktop.runs.figures import WORDS, groups_of, with_interval
from gng_desktop.training.card import with_fairness
from gng_desktop.training.fairness import documented, fairness_lines
from gng_desktop.training.terminal import failed, shown, writing

if TYPE_CHECKING:
    from gng_desktop.training.model_test import Evaluation

_ZONES = ("called_generated", "inconclusive", "called_real")


def _refuse_undocumented(faces: Sequence[FaceItem], by: Sequence[str]) -> None:
    for attribute in by:
        if not set(documented(faces, attribute)) - {""}:
            raise DataError(
                f"None of these images has a documented {attribute}; fill the index's column "
                f"{attribute!r}, or leave it out of --by."
            )


def _write_card(path: Path, found: Evaluation) -> str:
    """Put the errors by group into a model's card; return why that cannot be, or ""."""
    try:
        text = read_text(path)
        write_text(path, with_fairness(text, next(iter(found.metrics.values()))))
    except (OSError, ValueError) as error:
        return f"{path} cannot be rewritten ({getattr(error, 'strerror', None) or error})."
    return ""


def evaluate(options: argparse.Namespace) -> int:
    """Test the model of ``options`` on a data set, print its figures; return the exit code."""
    from gng_desktop.training import model_test as tests
    from gng_desktop.training.testdata import faces_to_test, masks_to_test

    changes = tests.perturbations(options.jpeg, options.sizes, options.perturb)
    about = {"data": str(options.data), "split": options.split, "flip": options.flip}
    model = load_model(options.model)
    about["model"] = model.label
    if model.manifest.task == "family":
        raise DataError(
            f"The family model {options.model} is tested by 'runs evaluate' on its run."
        )
    if model.manifest.task == "segmentation":
        masks = masks_to_test(options.data, options.split)
        steps = tests.evaluate_segmenter(model, masks, changes, options.flip)
    else:
        # Next to the classifier first: the two were made for each other.
        beside = find_models(model.folder.resolve().parent)
        segmenter = replace(beside, refused="").require("segmenter")
        about["segmenter"] = segmenter.label
        faces = faces_to_test(options.data, options.split)
        _refuse_undocumented(faces, options.by)
        steps = tests.evaluate_classifier(model, segmenter, faces, changes, options.flip)
    found: Evaluation = shown(steps, lines=True)
    print("\n".join(f"{key}: {value}" for key, value in about.items()), end="\n\n")
    print(_text(found, options.by))
    card = model.folder / CARD_FILE
    if options.card and found.scores.size and (refused := _write_card(card, found)):
        return failed(refused)
    if options.out is not None:
        with writing(options.out):
            tests.save(found, options.out, about)
    return 0


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


def _text(evaluation: Evaluation, by: Sequence[str] = ()) -> str:
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
