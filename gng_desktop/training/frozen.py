"""Folds of a recipe whose backbone is frozen: features are computed once, heads are trained on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import keras
import numpy as np
from numpy.typing import NDArray

from gng_desktop.core.files import atomically
from gng_desktop.core.reading import read_text
from gng_desktop.datasets.items import FaceItem, of_split
from gng_desktop.datasets.loading import VIEWS, face_sample
from gng_desktop.engines.export import export_onnx
from gng_desktop.engines.onnx_engine import OnnxEngine
from gng_desktop.progress import Progress
from gng_desktop.training.building import build
from gng_desktop.training.preparing import class_weights, faces_of
from gng_desktop.training.protocol import (
    SCORES,
    Fold,
    Protocol,
    fold_recipes,
    scored,
    write_scores,
)
from gng_desktop.training.publish import face_cache
from gng_desktop.training.recipe import Recipe
from gng_desktop.training.refusing import refuse_missing
from gng_desktop.training.steps import PART, Steps

Features = NDArray[np.float32]


def frozen_folds(
    recipe: Recipe, how: Protocol, found: Sequence[Fold], runs: Sequence[Path], data: Path
) -> Steps[None]:
    """Train and score the folds that are not yet; their scores go into `runs`.

    Raises
    ------
    DataError
        If an image cannot be read, or a fold's training images are of one class.
    """
    items = faces_of(recipe, data)
    recipes = fold_recipes(recipe, how, found)
    kept = runs[0].parent / f"{recipe.name}-protocol" / "features.npz"
    key = _key(recipe, items, how.views)
    features: Features | None = None
    for fold, own, run in zip(found, recipes, runs, strict=True):
        record = run / "protocol.json"
        wanted = json.dumps({"key": key, "recipe": own.to_dict()}, default=list)
        if (run / SCORES).exists() and record.exists() and read_text(record) == wanted:
            continue
        if features is None:
            features = yield from _features(recipe, items, how.views, data, kept, key)
        yield Progress(0, 0, fold.name)
        places = {item.path: n for n, item in enumerate(items)}
        score = _trained(own, faces_of(own, data), places, features)
        shown = scored(recipe, data, fold, how)
        run.mkdir(parents=True, exist_ok=True)
        write_scores(run / SCORES, shown, fold, score(np.array([places[i.path] for i in shown])))
        record.write_text(wanted, encoding="utf-8")


def _key(recipe: Recipe, items: Sequence[FaceItem], views: int) -> str:
    """Return a digest of all that the features depend on."""
    paths = [str(item.path) for item in items]
    parts = {k: v for k, v in recipe.to_dict().items() if k not in ("fit", "data", "name")}
    return hashlib.sha256(json.dumps([parts, paths, views], default=list).encode()).hexdigest()


def _features(
    recipe: Recipe, items: Sequence[FaceItem], views: int, data: Path, path: Path, key: str
) -> Steps[Features]:
    """Compute, or read, the features of all views, (V, N, F); the first view is the plain one."""
    if path.exists():
        with np.load(path, allow_pickle=False) as stored:
            if str(stored["key"]) == key:
                return np.asarray(stored["features"], np.float32)
    faces, view = face_cache(recipe, path.parent.parent), VIEWS[recipe.role]
    size = recipe.model.size
    with TemporaryDirectory() as temporary:
        graph = Path(temporary) / "model.onnx"
        export_onnx(build(recipe, data, path.parent.parent), recipe.task, graph)
        engine = OnnxEngine(graph, recipe.task)
    found: list[Features] = []
    total = (views + 1) * len(items)
    for number in range(views + 1):
        augmentation = recipe.augmentation if number else recipe.augmentation.plain
        parts = []
        for start in range(0, len(items), PART):
            yield Progress(number * len(items) + start, total, "Features of the images")
            batch = [
                face_sample(
                    item,
                    augmentation,
                    size,
                    np.random.default_rng([recipe.seed, number, start + n]),
                    faces,
                    view,
                )[0]
                for n, item in enumerate(items[start : start + PART])
            ]
            described = engine.run_with_features(np.stack(batch))[1]
            assert described is not None
            parts.append(described)
        found.append(np.concatenate(parts))
    features = np.stack(found)
    path.parent.mkdir(parents=True, exist_ok=True)

    def write(part: Path) -> None:
        with part.open("wb") as stream:
            np.savez(stream, key=key, features=features)

    atomically(path, write)
    return features


def _trained(
    recipe: Recipe, items: Sequence[FaceItem], places: dict[Path, int], features: Features
) -> Head:
    """Train the head of a pooled classifier on features, each epoch on other views."""
    training, fit = of_split(items, "train"), recipe.fit
    refuse_missing(training, of_split(items, "val"))
    keras.utils.set_random_seed(recipe.seed)
    model = keras.Sequential(
        [
            keras.Input((features.shape[-1],)),
            keras.layers.Dense(200, activation="selu"),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(keras.optimizers.Adam(fit.learning_rate), "binary_crossentropy")
    for epoch in range(fit.epochs):
        rng = np.random.default_rng([recipe.seed, epoch])
        drawn = [training[i] for i in rng.permutation(recipe.data.sampling.draw(training, rng))]
        at = np.array([places[item.path] for item in drawn])
        x = features[rng.integers(len(features), size=len(at)), at]
        y = np.array([item.generated for item in drawn], np.float32)[:, None]
        model.fit(
            x,
            y,
            batch_size=fit.batch,
            epochs=1,
            shuffle=False,
            verbose=0,
            class_weight=class_weights(drawn, fit.class_weights),
        )
    return Head(model, features[0])


class Head:
    """A trained head over the features of the plain views, (N, F)."""

    def __init__(self, model: keras.Model, features: Features) -> None:
        self._model, self._features = model, features

    def __call__(self, places: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the raw scores, (n,) 0..1, of the images at `places`."""
        found = self._model.predict(self._features[places], verbose=0)
        return np.asarray(found, np.float32)[:, 0]
