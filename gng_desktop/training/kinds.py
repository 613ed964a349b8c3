"""A run's accuracy under each kind and strength of 002's perturbations."""

from __future__ import annotations

import tempfile
from pathlib import Path

from gng_desktop.core.files import write_json
from gng_desktop.datasets.items import DataError, of_split, truth_of
from gng_desktop.datasets.loading import VIEWS
from gng_desktop.datasets.sampling import as_many_of_each
from gng_desktop.imaging.corruptions import KINDS, STRENGTHS
from gng_desktop.imaging.perturb import Perturbation
from gng_desktop.runs.records import KINDS_FILE
from gng_desktop.training.calibration import scaled
from gng_desktop.training.exporting import calibration_of, export_run, face_cache, load_run
from gng_desktop.training.intervals import share_interval
from gng_desktop.training.preparing import faces_of
from gng_desktop.training.scoring import Steps, score_steps


def kinds_steps(run: Path, data: Path, count: int) -> Steps[None]:
    """Measure a tested run on perturbed test images; write ``kinds.json`` into its folder.

    Parameters
    ----------
    count : int
        Images, as many real as generated, drawn by the recipe's seed.

    Raises
    ------
    RecipeError, DataError, ModelError
        If the run is not tested, its data does not fit, or its segmenter is missing.
    """
    recipe, _ = load_run(run)
    fit = calibration_of(run)
    test = of_split(faces_of(recipe, data), "test")
    sides = [[i for i in test if i.generated is side] for side in (False, True)]
    items = as_many_of_each(sides, recipe.seed, count // 2)
    if not items:
        raise DataError("The test split holds one class only; choose other sources.")
    faces, view = face_cache(recipe, run.parent), VIEWS[recipe.role]
    truth = truth_of(items)
    changes = [Perturbation()]
    changes += [Perturbation(kind=kind, strength=s) for kind in KINDS for s in STRENGTHS]
    found = {}
    with tempfile.TemporaryDirectory() as scratch:
        engine = export_run(run, Path(scratch))
        for change in changes:
            words = f"{run.name}, {change.name}"
            raw = yield from score_steps(engine, items, faces, view, text=words, change=change)
            right = int(((scaled(raw, fit) > 0.5) == truth).sum())
            ends = share_interval(right, len(items))
            found[change.name] = {"accuracy": right / len(items), "interval": ends}
    write_json(run / KINDS_FILE, {"images": len(items), "seed": recipe.seed, "found": found})
