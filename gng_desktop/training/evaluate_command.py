"""``gng-desktop evaluate``: a stored model tested on labelled images."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from gng_desktop.core.files import write_text
from gng_desktop.core.reading import read_text
from gng_desktop.datasets.items import DataError, FaceItem
from gng_desktop.modelstore import find_models, load_model
from gng_desktop.modelstore.store import CARD_FILE
from gng_desktop.training.card import with_fairness
from gng_desktop.training.fairness import documented
from gng_desktop.training.terminal import failed, shown, writing

if TYPE_CHECKING:
    from gng_desktop.training.evaluation import Evaluation


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
    from gng_desktop.training import evaluation as tests
    from gng_desktop.training.evaluation_text import text
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
    print(text(found, options.by))
    card = model.folder / CARD_FILE
    if options.card and found.scores.size and (refused := _write_card(card, found)):
        return failed(refused)
    if options.out is not None:
        with writing(options.out):
            tests.save(found, options.out, about)
    return 0
