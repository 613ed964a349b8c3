"""Soft labels: what a linear head says of the training images, learned beside their labels.

A head on frozen features generalises to generators that a small network trained on labels alone
does not find (docs/study.md); a network that learns its scores takes over some of that (Hinton,
Vinyals, Dean 2015, "Distilling the Knowledge in a Neural Network").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gng_desktop.datasets.items import FaceItem, of_split, truth_of
from gng_desktop.datasets.sampling import probe_images
from gng_desktop.training.exporting import face_cache, load_run
from gng_desktop.training.feature_cache import linear
from gng_desktop.training.frozen import feature_engine, feature_steps, fitlinear
from gng_desktop.training.preparing import faces_of
from gng_desktop.training.recipe import Recipe, RecipeError
from gng_desktop.training.scoring import Steps


def teacher_of(recipe: Recipe, runs: Path) -> Recipe | None:
    """Return the recipe of a recipe's teacher, without what `recipe` leaves out; None without one.

    A fold of a protocol must not know of the generators and sources that it leaves out.

    Raises
    ------
    RecipeError
        If ``fit.teacher`` names no run of a linear head.
    DataError
        If that run's record is damaged.
    """
    named, part = recipe.fit.teacher, recipe.data
    if not named:
        return None
    teacher, _ = load_run(runs / named)
    if not teacher.model.probe:
        raise RecipeError(
            f"Run {named!r} is no linear head; name one with model.tuned 'head' and a "
            "model.full_size in fit.teacher."
        )
    return replace(
        teacher,
        data=replace(
            teacher.data,
            leave_out_generators=part.leave_out_generators,
            leave_out_sources=part.leave_out_sources,
        ),
    )


def soft_labels(
    recipe: Recipe, own: Recipe, items: Sequence[FaceItem], data: Path, runs: Path
) -> Steps[NDArray[np.float32]]:
    """Find what a network is to learn of its training images, (N,) 0..1.

    The share ``fit.teacher_share`` of `recipe` is the teacher's score, the rest the label. `own` is
    what `teacher_of` returns: the teacher is fitted again on its images.

    Raises
    ------
    DataError
        If an image cannot be read.
    """
    engine, faces = feature_engine(own, data, runs), face_cache(own, runs)
    known = probe_images(of_split(faces_of(own, data), "train"), own.data.per_source)
    head = linear(*fitlinear((yield from feature_steps(own, engine, known, faces)), known))
    score = head((yield from feature_steps(own, engine, items, faces)))
    share = recipe.fit.teacher_share
    return np.asarray((1 - share) * truth_of(items) + share * score, np.float32)
