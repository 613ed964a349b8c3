"""``gng-desktop evaluate``: a stored model tested on labelled images."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace

from gng_desktop.datasets.items import DataError
from gng_desktop.modelstore import ModelError, find_models, load_model
from gng_desktop.training.terminal import failed, unwritable

REPORTS = 10
"""How often the progress of an evaluation is told."""


def _reporter(total: int) -> Callable[[int], None]:
    told = 0

    def report(done: int) -> None:
        nonlocal told
        if done * REPORTS // total > told:
            told = done * REPORTS // total
            print(f"{done} of {total} images", file=sys.stderr, flush=True)

    return report


def evaluate(options: argparse.Namespace) -> int:
    """Test the model of ``options`` on a data set, print its figures; return the exit code."""
    from gng_desktop.training import evaluation as tests
    from gng_desktop.training.evaluation_text import text
    from gng_desktop.training.testdata import faces_to_test, masks_to_test

    changes = tests.perturbations(options.jpeg, options.sizes)
    about = {"data": str(options.data), "split": options.split, "flip": options.flip}
    try:
        model = load_model(options.model)
        about["model"] = model.label
        if model.manifest.task == "segmentation":
            masks = masks_to_test(options.data, options.split)
            report = _reporter(len(masks))
            found = tests.evaluate_segmenter(model, masks, changes, options.flip, report)
        else:
            # Next to the classifier first: the two were made for each other.
            beside = find_models(model.folder.resolve().parent)
            segmenter = replace(beside, refused="").require("segmenter")
            about["segmenter"] = segmenter.label
            faces = faces_to_test(options.data, options.split)
            report = _reporter(len(faces))
            found = tests.evaluate_classifier(
                model, segmenter, faces, changes, options.flip, report
            )
    except (DataError, ModelError) as error:
        return failed(error)
    print("\n".join(f"{key}: {value}" for key, value in about.items()), end="\n\n")
    print(text(found))
    if options.out is not None:
        try:
            tests.save(found, options.out, about)
        except OSError as error:
            return unwritable(options.out, error)
    return 0
