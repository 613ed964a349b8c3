"""A recipe's network with its first weights (SPEC 1.4), its optimiser and its loss."""

from __future__ import annotations

import math
import re
from collections import Counter
from pathlib import Path
from typing import Any

import h5py
import keras

from gng_desktop.modelstore import find_models
from gng_desktop.networks.backbones import BACKBONES
from gng_desktop.networks.deepfeaturex import CLASSES, take_base_model
from gng_desktop.networks.families import network
from gng_desktop.networks.vit import BACKBONE as VIT
from gng_desktop.networks.vit import PATCH, tune, vit_tower
from gng_desktop.networks.weights import load_weights
from gng_desktop.runs.records import BEST
from gng_desktop.training.losses import (
    LabelAccuracy,
    LabelAUC,
    PartialCrossentropy,
    PixelAccuracy,
    SoftCrossentropy,
)
from gng_desktop.training.recipe import INSTALLED, ModelPart, Recipe, RecipeError

HEAD_PREFIXES = ("head_", "score", "logits")
CORE_PREFIXES = ("aspp_", "decoder_")


def build(recipe: Recipe, data: Path, runs: Path) -> keras.Model:
    """Build the recipe's network with its first weights and its trainable layers set.

    Raises
    ------
    RecipeError
        If the first weights, or the run they come from, cannot be used.
    """
    part = recipe.model
    weights = first_weights(recipe, runs)
    keras.utils.set_random_seed(recipe.seed)
    size = part.input_size if part.probe else part.size
    model = network(recipe.task, part.family, part.network, size, part.activation or None)
    if part.initial_weights:
        try:
            load_backbone(model, part.backbone, data / part.initial_weights)
        except (ValueError, KeyError) as error:
            raise RecipeError(
                f"model.initial_weights {part.initial_weights!r} is no file of the data folder "
                f"with weights of {part.backbone}; correct it or leave it out."
            ) from error
    if part.base_runs:
        _take_base_models(model, part, runs)
    if part.from_run:
        pooled = part.family == "pooled"
        source = network(
            recipe.task if pooled else "segmentation",
            "pooled" if pooled else "deeplabv3plus",
            part.backbone,
            224,
            part.activation or None,
        )
        try:
            load_weights(source, weights)
        except ValueError as error:
            kind = "pooled classifier" if pooled else "segmenter"
            named = "The model in use"
            if part.from_run != INSTALLED:
                named = f"Run {part.from_run!r}"
            raise RecipeError(
                f"{named} is no {kind} with backbone {part.backbone}; "
                "name another in model.from_run."
            ) from error
        copy_layers(source, model)
    if part.family == "deepfeaturex":
        pass  # the base models are frozen, the fusion is trained
    elif part.family == "vit":
        tune(model, "head" if part.freeze_backbone else part.tuned, part.tuned_blocks)
    else:
        freeze(model, part.transfer, part.freeze_backbone)
    for layer in model.layers:
        if part.norm_momentum and isinstance(layer, keras.layers.BatchNormalization):
            layer.momentum = part.norm_momentum
    return model


def first_weights(recipe: Recipe, runs: Path) -> Path:
    """Return the file of weights that ``model.from_run`` names; `INSTALLED` is the model in use.

    Raises
    ------
    RecipeError
        If there is none.
    """
    part = recipe.model
    if part.from_run == INSTALLED:
        stored = find_models().models.get(recipe.role if part.family == "pooled" else "segmenter")
        if stored is None:
            raise RecipeError("No model to begin from is installed; name a run in model.from_run.")
        return stored.folder / stored.manifest.weights.file
    weights = runs / part.from_run / BEST
    if part.from_run and not weights.exists():
        raise RecipeError(f"Run {part.from_run!r} has no trained weights; train it first.")
    return weights


def _take_base_models(model: keras.Model, part: ModelPart, runs: Path) -> None:
    base = network("classification", "finetuned", part.backbone, part.size)
    for name, run in zip(CLASSES, part.base_runs, strict=True):
        if not (runs / run / BEST).exists():
            raise RecipeError(f"Run {run!r} has no trained weights; train it first.")
        try:
            load_weights(base, runs / run / BEST)
        except ValueError as error:
            raise RecipeError(
                f"Run {run!r} is no base model with backbone {part.backbone}; name another in "
                "model.base_runs."
            ) from error
        take_base_model(model, name, base)


def load_backbone(model: keras.Model, backbone: str, weights: Path) -> int:
    """Copy the weights of a ``keras.applications`` backbone file into `model`, layer by layer.

    CLIP's tower may have been stored at another input size. The number of layers that received
    weights is returned.

    Raises
    ------
    ValueError
        If the file cannot be read or does not hold every weight of the backbone.
    """
    if backbone == VIT:
        with h5py.File(weights) as file:
            stored = len(file["layers/patch_tokens/vars/1"]) - 1
        whole = vit_tower(math.isqrt(stored) * PATCH)
    else:
        whole = BACKBONES[backbone].build(
            include_top=False, weights=None, input_shape=(224, 224, 3)
        )
    load_weights(whole, weights)
    if backbone == VIT and stored != model.get_layer("tokens").tokens - 1:
        model.get_layer("tokens").take_over(whole.get_layer("tokens"))
        return copy_layers(whole, model) + 1
    return copy_layers(whole, model)


def _named(model: keras.Model) -> dict[str, keras.layers.Layer]:
    """Return the layers with weights by name."""
    named, seen = {}, Counter[str]()
    for layer in model.layers:
        if not layer.weights:
            continue
        name = layer.name
        if re.fullmatch(r"(conv2d|batch_normalization|normalization)(_\d+)?", name):
            kind = type(layer).__name__
            name = f"{kind} {seen[kind]}"
            seen[kind] += 1
        named[name] = layer
    return named


def copy_layers(source: keras.Model, target: keras.Model) -> int:
    """Copy weights between layers of the same name and shapes; return how many layers did."""
    named = _named(source)
    copied = 0
    for name, layer in _named(target).items():
        twin = named.get(name)
        if twin is None:
            continue
        if [w.shape for w in twin.weights] == [w.shape for w in layer.weights]:
            layer.set_weights(twin.get_weights())
            copied += 1
    return copied


def freeze(model: keras.Model, transfer: str, freeze_backbone: bool) -> None:
    """Set what is trained: ``last`` freezes ASPP and decoder; the backbone has its own switch."""
    for layer in model.layers:
        if layer.name.startswith(CORE_PREFIXES):
            layer.trainable = transfer != "last"
        elif not layer.name.startswith(HEAD_PREFIXES):
            layer.trainable = not freeze_backbone


def learning_rate(recipe: Recipe, steps: int) -> Any:
    """Return the recipe's learning rate: a number, or a Keras schedule over `steps` an epoch."""
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


def compile_network(model: keras.Model, recipe: Recipe, steps: int) -> None:
    """Give `model` the recipe's optimiser, loss and metrics; `steps` are the batches an epoch."""
    optimiser = keras.optimizers.Adam(learning_rate(recipe, steps))
    if recipe.task == "segmentation":
        model.compile(
            optimiser, PartialCrossentropy(), weighted_metrics=[], metrics=[PixelAccuracy()]
        )
    elif recipe.task == "family":
        model.compile(optimiser, "sparse_categorical_crossentropy", metrics=["accuracy"])
    elif recipe.fit.teacher:
        metrics = [LabelAccuracy("accuracy"), LabelAUC(name="auc")]
        model.compile(optimiser, SoftCrossentropy(), metrics=metrics)
    else:
        model.compile(optimiser, "binary_crossentropy", metrics=["accuracy", "auc"])
