"""``gng-desktop runs protector``: train and measure a run's protector."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

import numpy as np

from gng_desktop.core.files import write_json
from gng_desktop.core.progress import Progress
from gng_desktop.core.text import printable
from gng_desktop.datasets.items import of_split, truth_of
from gng_desktop.datasets.loading import plain_views
from gng_desktop.modelstore import ModelError, StoredModel, install_model, load_model
from gng_desktop.modelstore.manifest import ROLES
from gng_desktop.modelstore.store import MANIFEST_FILE, file_sha256
from gng_desktop.runs.records import PROTECTOR, PROTECTOR_FIGURES, read_record, read_run
from gng_desktop.runs.tables import udfd_table
from gng_desktop.training.protector import (
    FeatureModel,
    Protector,
    Seen,
    Values,
    measure_detection,
    measure_saving,
    train_protector,
)
from gng_desktop.training.scoring import PART, Steps
from gng_desktop.training.terminal import failed, quiet_tensorflow, shown


def protector(options: argparse.Namespace) -> int:
    """Train the protector of ``options.run`` and print its figures; return the exit code."""
    quiet_tensorflow()
    try:
        shown(protector_steps(options.run, options.data))
        print(udfd_table([read_run(options.run)]).markdown())
        if options.into is not None:
            print(printable(f"{give(options.run, options.into).label} has it now."))
    except OSError as error:
        return failed(f"{error.filename or options.run} cannot be written ({error.strerror}).")
    print(printable(options.run / PROTECTOR))
    return 0


def give(run: Path, folder: Path) -> StoredModel:
    """Put the protector of a run into the model that was made of it; return the new model.

    Raises
    ------
    ModelError
        If the model was made of another run, came with the program, or cannot be used.
    """
    model, record = load_model(folder), read_record(run)
    fields = model.manifest.to_json()
    if any(fields["training"].get(k) != record.get(k) for k in ("begun", "ended", "data_sha256")):
        raise ModelError(f"{folder} was not made of run {run} as it is; name the model that was.")
    fields["training"]["protector"] = file_sha256(run / PROTECTOR)
    files = {p.name: p for p in folder.iterdir() if p.name != MANIFEST_FILE}
    return install_model(folder, fields, {**files, PROTECTOR: run / PROTECTOR}, replace=True)


def protector_steps(run: Path, data: Path) -> Steps[Protector]:
    """Train the protector of a finished run on the run's data; write it and its figures there.

    The validation images say when to stop and, with labels flipped, are the poisoned pool; wrong
    labels are found among the test images.

    Raises
    ------
    RecipeError, DataError, ModelError
        If the run, its data or its segmenter cannot be used.
    """
    from gng_desktop.training.exporting import face_cache, load_run, trained_network
    from gng_desktop.training.preparing import faces_of
    from gng_desktop.training.recipe import RecipeError

    recipe, _ = load_run(run)
    if recipe.task != "classification":
        raise RecipeError(f"Run {run} is a segmenter; a protector needs a classifier's run.")
    features = FeatureModel(trained_network(recipe, run))
    faces = face_cache(recipe, run.parent)
    items, view = faces_of(recipe, data), ROLES[recipe.role].view
    seen: dict[str, Seen] = {}
    for split in ("train", "val", "test"):
        own = of_split(items, split)
        parts: list[tuple[Values, Values]] = []
        for images in plain_views(own, features.size, PART, faces, view):
            yield Progress(len(parts) * PART, len(own), f"Features of the {split} images")
            parts.append(features(images))
        low, high = (np.concatenate(values) for values in zip(*parts, strict=True))
        seen[split] = Seen(low, high, truth_of(own))
    yield Progress(0, 0, "Training the protector")
    found = train_protector(seen["train"], seen["val"], recipe.seed)
    about = found.about | {
        "run": run.resolve().name,
        "detection": measure_detection(found, seen["test"], recipe.seed),
        "saving": measure_saving(found, seen["val"], seen["test"], recipe.seed),
    }
    found = replace(found, about=about)
    found.save(run / PROTECTOR)
    write_json(run / PROTECTOR_FIGURES, about)
    return found
