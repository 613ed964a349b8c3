"""Train one recipe into a run folder, epoch by epoch, resumable."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray

from gng_desktop.datasets.duplicates import held_out_twins
from gng_desktop.datasets.framing import FaceCache
from gng_desktop.datasets.items import (
    DataError,
    FaceItem,
    Item,
    MaskItem,
    of_split,
    read_faces,
    read_masks,
)
from gng_desktop.datasets.loading import PLAIN, VIEWS, Batches, mask_sample
from gng_desktop.datasets.masks import COMPLETE
from gng_desktop.imaging.labels import CLASSES
from gng_desktop.networks.families import network
from gng_desktop.networks.weights import load_weights
from gng_desktop.training.devices import data_parallel, granted, precision
from gng_desktop.training.losses import PartialCrossentropy, PixelAccuracy
from gng_desktop.training.recipe import Recipe, RecipeError
from gng_desktop.training.run import RunFolder, data_hash, environment
from gng_desktop.training.transfer import copy_layers, freeze, load_backbone

Items = list[FaceItem] | list[MaskItem]


def masks_of(recipe: Recipe, data: Path) -> list[MaskItem]:
    """List the images of a segmentation recipe, all splits, in a fixed order."""
    return read_masks(data / recipe.data.index, recipe.data.labels)


def faces_of(recipe: Recipe, data: Path) -> list[FaceItem]:
    """List the images of a classification recipe, all splits, in a fixed order."""
    part = recipe.data
    faces = read_faces(data / part.index, part.sources)
    if part.extra_real:
        extra = read_masks(data / part.extra_real_index, part.extra_real)
        faces += [FaceItem(i.path, False, i.labels, i.split) for i in extra]
    return faces


def build(recipe: Recipe, data: Path, runs: Path) -> keras.Model:
    """Build the recipe's network with its first weights and its trainable layers set."""
    part = recipe.model
    keras.utils.set_random_seed(recipe.seed)
    model = network(recipe.task, part.family, part.backbone, part.size, part.activation or None)
    if part.initial_weights:
        try:
            load_backbone(model, part.backbone, data / part.initial_weights)
        except ValueError as error:
            raise RecipeError(
                f"model.initial_weights {part.initial_weights!r} is no file of the data folder "
                f"with weights of {part.backbone}; correct it or leave it out."
            ) from error
    if part.from_run:
        source = network(
            "segmentation", "deeplabv3plus", part.backbone, 224, part.activation or None
        )
        weights = RunFolder(runs / part.from_run).best
        if not weights.exists():
            raise RecipeError(f"Run {part.from_run!r} has no trained weights; train it first.")
        try:
            load_weights(source, weights)
        except ValueError as error:
            raise RecipeError(
                f"Run {part.from_run!r} is no segmenter with backbone {part.backbone}; "
                "name another in model.from_run."
            ) from error
        copy_layers(source, model)
    freeze(model, part.transfer, part.freeze_backbone)
    for layer in model.layers:
        if part.norm_momentum and isinstance(layer, keras.layers.BatchNormalization):
            layer.momentum = part.norm_momentum
    return model


def complete(items: Iterable[Item]) -> list[Item]:
    """Return the items that can be scored: faces, and masks that name every pixel's class."""
    return [i for i in items if not isinstance(i, MaskItem) or i.labels in COMPLETE]


def without_twins(items: Sequence[Item]) -> list[Item]:
    """Return the training items that are no near-duplicates of held-out ones.

    Raises
    ------
    DataError
        If there is none.
    """
    training, held_out = of_split(items, "train"), [i.path for i in items if i.split != "train"]
    twins = held_out_twins([i.path for i in training], held_out)
    if kept := [i for i in training if i.path not in twins]:
        return kept
    raise DataError(
        "Every training image is nearly the same as a held-out one; split the data anew, or set "
        "data.drop_twins to false."
    )


class SharedBatches(Batches):
    """Batches that several devices share evenly: an odd last one repeats its first images."""

    devices = 1

    def __getitem__(self, index: int) -> tuple[Any, ...]:
        parts = super().__getitem__(index)
        rows = len(parts[0])
        even = np.arange(-(-rows // self.devices) * self.devices) % rows
        return tuple(part[even] for part in parts)


def pixel_weights(items: list[MaskItem], how: str, size: int) -> NDArray[np.float32]:
    """Return the (14,) loss weight of each class from the pixel counts of the training masks.

    ``balanced`` is total / (classes * count) (SPEC 1.4), ``sqrt`` its square root, both scaled to
    mean 1 over the pixels; a class that never occurs gets 0. Pixels with partial labels are not
    counted.
    """
    if how == "none":
        return np.ones(len(CLASSES), np.float32)
    rng = np.random.default_rng(0)
    counts = np.zeros(len(CLASSES))
    for item in items:
        counts += np.bincount(mask_sample(item, PLAIN, size, rng)[1].ravel(), minlength=256)[
            : len(CLASSES)
        ]
    weights = np.where(counts > 0, counts.sum() / (len(CLASSES) * np.maximum(counts, 1)), 0)
    if how == "sqrt":
        weights = np.sqrt(weights)
    return np.asarray(weights * counts.sum() / (weights * counts).sum(), np.float32)


def _rate(recipe: Recipe, steps: int) -> Any:
    part = recipe.fit
    if part.schedule == "constant":
        return part.learning_rate
    warmup = round(part.warmup_epochs * steps)
    return keras.optimizers.schedules.CosineDecay(
        part.learning_rate * (0.01 if warmup else 1.0),
        max(1, part.epochs * steps - warmup),
        warmup_target=part.learning_rate if warmup else None,
        warmup_steps=warmup,
    )


def _compile(model: keras.Model, recipe: Recipe, steps: int) -> None:
    optimiser = keras.optimizers.Adam(_rate(recipe, steps))
    if recipe.task == "segmentation":
        model.compile(
            optimiser, PartialCrossentropy(), weighted_metrics=[], metrics=[PixelAccuracy()]
        )
    else:
        model.compile(optimiser, "binary_crossentropy", metrics=["accuracy", "auc"])


def _class_weight(items: Items, how: str) -> dict[int, float] | None:
    labels = [item.generated for item in items if isinstance(item, FaceItem)]
    if how == "none" or not labels:
        return None
    generated = sum(labels)
    if generated in (0, len(labels)):
        raise RecipeError("The training split holds one class only; choose other sources.")
    counts = {0: len(labels) - generated, 1: generated}
    weight = {k: len(labels) / (2 * n) for k, n in counts.items()}
    return {k: w**0.5 for k, w in weight.items()} if how == "sqrt" else weight


def best_row(rows: Sequence[Mapping[str, float]], monitor: str) -> int:
    """Return the position of the epoch whose weights are kept; of equals the latest.

    Parameters
    ----------
    rows : sequence of mapping
        The log, at least one row.
    monitor : {"val_loss", "val_accuracy", "last"}
    """
    places = range(len(rows))
    if monitor == "val_loss":
        return min(places, key=lambda i: (rows[i]["val_loss"], -i))
    if monitor == "val_accuracy":
        return max(places, key=lambda i: (rows[i]["val_accuracy"], i))
    return places[-1]


def train(
    recipe: Recipe, data: Path, runs: Path, faces: FaceCache | None = None, resume: bool = False
) -> Iterator[dict[str, Any]]:
    """Train `recipe`, yielding the log row of each finished epoch.

    Parameters
    ----------
    recipe : Recipe
    data : Path
        Folder that the recipe's paths are relative to.
    runs : Path
        Folder of runs; this one becomes ``runs / recipe.name``.
    faces : FaceCache, optional
        Frames a classifier's images, and strips them if its role says so.
    resume : bool
        Go on from the last finished epoch, with the result of an unbroken run.

    Raises
    ------
    RecipeError
        If the run exists and `resume` is False or its recipe differs.
    DeviceError
        If the recipe's device is not the one the backend computes on; see
        `gng_desktop.training.devices.claim`.
    """
    run = RunFolder(runs / recipe.name)
    if run.read() and not resume:
        raise RecipeError(f"Run {recipe.name!r} exists; add --resume to go on, or rename it.")
    if not run.same_recipe(recipe):
        raise RecipeError(f"Run {recipe.name!r} was begun with another recipe; rename this one.")
    devices = granted(recipe.fit.device)
    sharing = data_parallel(devices, recipe.fit.batch)
    items: Items = (
        masks_of(recipe, data) if recipe.task == "segmentation" else faces_of(recipe, data)
    )
    digest = data_hash(i.path for i in items)
    training: Any = without_twins(items) if recipe.data.drop_twins else of_split(items, "train")
    validation: Any = of_split(complete(items), "val")
    size, fit = recipe.model.size, recipe.fit
    weights = (
        pixel_weights(training, fit.class_weights, size) if recipe.role == "segmenter" else None
    )
    common: dict[str, Any] = {
        "size": size,
        "batch": fit.batch,
        "faces": faces,
        "view": VIEWS.get(recipe.role, "whole"),
        "class_weights": weights,
    }
    batches = SharedBatches(
        training,
        **common,
        augmentation=recipe.augmentation,
        seed=recipe.seed,
        shuffle=True,
        share=recipe.data.share,
    )
    batches.devices = sharing.num_model_replicas if sharing else 1
    checks = Batches(validation, **common)
    class_weight = _class_weight(training, fit.class_weights)

    with sharing.scope() if sharing else nullcontext():
        with precision(fit.mixed_precision):
            model = build(recipe, data, runs)
        _compile(model, recipe, len(batches))
        # Makes the metrics. Keras on JAX would take the first batch for that, and then see the next
        # ones twice and the last ones not at all.
        model.test_on_batch(*batches[0])
        rows = run.load_state(model) if resume else []
    record = {
        "recipe": recipe.to_dict(),
        "environment": {**environment(), "devices": ", ".join(devices[: batches.devices])},
        "data_sha256": digest,
        "images": {"train": len(training), "val": len(validation)},
        "finished": False,
    }
    run.write(record)
    while len(rows) < fit.epochs:
        if rows and len(rows) - 1 - best_row(rows, fit.monitor) >= fit.patience:
            break
        batches.epoch = len(rows)
        start = time.perf_counter()
        try:
            with sharing.scope() if sharing else nullcontext():
                history = model.fit(
                    batches,
                    initial_epoch=len(rows),
                    epochs=len(rows) + 1,
                    class_weight=class_weight,
                    shuffle=False,  # they come shuffled; each backend would do it its own way
                    verbose=0,
                ).history
            # Not shared: every image counts once, and they seldom divide by the devices.
            checked = model.evaluate(checks, return_dict=True, verbose=0)
        except Exception as error:
            # TensorFlow hides what went wrong with the data in an error of its own.
            if failure := batches.failure or checks.failure:
                raise failure from error
            raise
        row = {"epoch": len(rows) + 1, **{k: float(v[-1]) for k, v in history.items()}}
        row |= {f"val_{k}": float(v) for k, v in checked.items()}
        row["seconds"] = time.perf_counter() - start
        rows.append(row)
        if best_row(rows, fit.monitor) == len(rows) - 1:
            run.save_weights(model, run.best.name)
        run.write_log(rows)
        run.save_state(model, rows)
        yield row
    record |= {
        "finished": True,
        "best_epoch": best_row(rows, fit.monitor) + 1,
        "epochs": len(rows),
        "wall_seconds": sum(r["seconds"] for r in rows),
    }
    run.write(record)
