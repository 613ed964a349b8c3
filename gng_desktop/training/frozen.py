"""Recipes with a frozen backbone: features computed once, heads trained on them, soft labels."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import keras
import numpy as np
from numpy.typing import NDArray

from gng_desktop.core.progress import Progress, result_of
from gng_desktop.core.reading import read_text
from gng_desktop.datasets.framing import FaceCache
from gng_desktop.datasets.items import FaceItem, of_split, truth_of
from gng_desktop.datasets.loading import face_sample
from gng_desktop.datasets.reconstruct import as_taken, is_made
from gng_desktop.datasets.sampling import probe_images
from gng_desktop.engines.export import export_onnx
from gng_desktop.engines.onnx_engine import OnnxEngine
from gng_desktop.modelstore.manifest import ROLES
from gng_desktop.training.building import build
from gng_desktop.training.exporting import face_cache, load_run
from gng_desktop.training.feature_cache import (
    CachedEngine,
    Features,
    Head,
    features_file,
    linear,
)
from gng_desktop.training.metrics import classification_figures
from gng_desktop.training.preparing import (
    Prepared,
    class_weights,
    faces_of,
    refuse_missing,
    training_of,
)
from gng_desktop.training.protocol import (
    SCORES,
    Fold,
    Protocol,
    fold_recipes,
    scored,
    write_scores,
)
from gng_desktop.training.recipe import Recipe, RecipeError
from gng_desktop.training.reporting import Reporter
from gng_desktop.training.run import data_hash, splits_hash
from gng_desktop.training.scoring import PART, Steps

SHRINKAGE = 0.85
"""Share by which a linear head's correlations of features within a kind are shrunk to none."""
SEPARATION = 4.0
"""Log-odds between the mean faces of both classes, before calibration."""


def feature_engine(
    recipe: Recipe, data: Path, runs: Path, model: keras.Model | None = None
) -> CachedEngine:
    """Return what finds the features of a recipe's frozen backbone; `model` is its network."""
    model = build(recipe, data, runs) if model is None else model
    with TemporaryDirectory() as temporary:
        graph = Path(temporary) / "model.onnx"
        export_onnx(model, recipe.task, graph)
        engine = OnnxEngine(graph, recipe.task)
    return CachedEngine(engine, features_file(recipe, data, runs))


def feature_steps(
    recipe: Recipe,
    engine: CachedEngine,
    items: Sequence[FaceItem],
    faces: FaceCache | None,
    number: int = 0,
) -> Steps[Features]:
    """Find the features, (N, F), of `items`; of changed views, where `number` is not 0."""
    found: list[Features] = []
    for start in range(0, len(items), PART):
        yield Progress(start, len(items), "Features of the images")
        views = [
            face_sample(
                item,
                recipe.augmentation if number else recipe.augmentation.plain,
                engine.size,
                np.random.default_rng([recipe.seed, number, start + n]),
                faces,
                ROLES[recipe.role].view,
            )[0]
            for n, item in enumerate(items[start : start + PART])
        ]
        found.append(engine.described(np.stack(views)))
    engine.store()
    return np.concatenate(found)


def frozen_folds(
    recipe: Recipe, how: Protocol, found: Sequence[Fold], runs: Sequence[Path], data: Path
) -> Steps[None]:
    """Train and score the folds that have no scores yet; these go into `runs`.

    Raises
    ------
    DataError
        If an image cannot be read, or a fold's training images are of one class.
    """
    probe = recipe.model.probe
    items = faces_of(recipe, data)
    folder = runs[0].parent
    used = probe_images(of_split(items, "train"), recipe.data.per_source) if probe else items
    chosen = {item.path for item in used}
    images = data_hash(item.path for item in items), splits_hash(recipe, data, items)
    features = features_file(recipe, data, folder).name
    engine: CachedEngine | None = None
    for fold, own, run in zip(found, fold_recipes(recipe, how, found), runs, strict=True):
        record = run / "protocol.json"
        expected = json.dumps([own.to_dict(), images, features, how.views])
        expected = json.dumps({"recipe": hashlib.sha256(expected.encode()).hexdigest()})
        if (run / SCORES).exists() and record.exists() and read_text(record) == expected:
            continue
        if engine is None:
            engine = feature_engine(recipe, data, folder)
            faces = face_cache(recipe, folder)
        yield Progress(0, 0, fold.name)
        others = faces_of(own, data)
        training = [i for i in training_of(own, data, others) if i.path in chosen]
        refuse_missing(training, of_split(others, "val"))
        shown = [i for i in scored(recipe, data, fold, how) if not (probe and is_made(i))]
        if probe:
            x = yield from feature_steps(recipe, engine, training, faces)
            head = linear(*fit_linear(x, training))
        else:
            views = []
            for number in range(how.views + 1):
                views.append((yield from feature_steps(recipe, engine, training, faces, number)))
            head = _trained(own, training, np.stack(views))
        x = yield from feature_steps(recipe, engine, shown, faces)
        run.mkdir(parents=True, exist_ok=True)
        write_scores(run / SCORES, shown, fold, head(x))
        record.write_text(expected, encoding="utf-8")


def fit_linear(features: Features, items: Sequence[FaceItem]) -> tuple[Features, float]:
    """Fit a linear head: kernel, (F,), and bias of the log-odds.

    A linear discriminant (Fisher) whose scatter is that within a kind, which is a source and
    generator: how sources differ among each other, in looks and coding, does not turn the head, as
    it turns a logistic regression (docs/study.md). In the mean of its class a kind weighs as the
    root of its number of images.
    """
    from sklearn.covariance import shrunk_covariance

    names = [f"{i.generated} {i.source} {i.generator} {is_made(i)}" for i in items]
    _, first, kind, count = np.unique(
        names, return_index=True, return_inverse=True, return_counts=True
    )
    features = features.astype(np.float64)
    means = np.stack([features[kind == k].mean(0) for k in range(len(count))])
    within = features - means[kind]
    spread = within.std(0)
    spread[spread == 0] = 1
    scatter = shrunk_covariance(np.cov(within / spread, rowvar=False), SHRINKAGE)
    scatter += 1e-6 * np.eye(len(spread))  # one image of each kind has no scatter
    generated = truth_of(items)[first]
    fake, real = (
        np.average(means[side], axis=0, weights=count[side] ** 0.5)
        for side in (generated, ~generated)
    )
    kernel = np.linalg.solve(scatter, (fake - real) / spread) / spread
    kernel *= SEPARATION / max(float(kernel @ (fake - real)), 1e-9)
    return kernel.astype(np.float32), float(-kernel @ (fake + real) / 2)


def _trained(recipe: Recipe, training: Sequence[FaceItem], features: Features) -> Head:
    """Train the head of a pooled classifier on features, (V, N, F), each epoch on other views."""
    fit = recipe.fit
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
        at = rng.permutation(recipe.data.sampling.draw(training, rng))
        drawn = [training[i] for i in at]
        x = features[rng.integers(len(features), size=len(at)), at]
        y = truth_of(drawn).astype(np.float32)[:, None]
        weights = class_weights(drawn, fit.class_weights)
        # As `fit` would, without the pipeline that it sets up for every call.
        for start in range(0, len(at), fit.batch):
            part = slice(start, start + fit.batch)
            model.train_on_batch(x[part], y[part], class_weight=weights)
    return lambda found: np.asarray(model.predict(found, verbose=0), np.float32)[:, 0]


@dataclass(frozen=True)
class Probe(Prepared):
    """The training of a probe: its one epoch fits the linear head on cached features."""

    recipe: Recipe
    faces: FaceCache | None
    engine: CachedEngine

    @classmethod
    def of(
        cls, ready: Prepared, recipe: Recipe, faces: FaceCache | None, data: Path, runs: Path
    ) -> Probe:
        """Return the probe for what `prepare` has read."""
        engine = feature_engine(recipe, data, runs, ready.model)
        known = {field.name: getattr(ready, field.name) for field in fields(Prepared)}
        return cls(**known, recipe=recipe, faces=faces, engine=engine)

    def training(self, number: int, reporter: Reporter) -> dict[str, float]:
        """Fit the head; return its figures on the images it was fitted on."""
        items = self.batches.items
        found = result_of(feature_steps(self.recipe, self.engine, items, self.faces))
        kernel, bias = fit_linear(found, items)
        self.model.get_layer("score").set_weights([kernel[:, None], np.array([bias])])
        return self._figures(found, items)

    def validation(self, reporter: Reporter) -> dict[str, float]:
        """Return the figures on the validation images, as they were taken."""
        items = as_taken(self.checks.items)
        found = result_of(feature_steps(self.recipe, self.engine, items, self.faces))
        return self._figures(found, items)

    def _figures(self, found: Features, items: Sequence[FaceItem]) -> dict[str, float]:
        from sklearn.metrics import log_loss

        kernel, bias = self.model.get_layer("score").get_weights()
        score = linear(kernel[:, 0], bias[0])(found)
        truth = truth_of(items)
        figures = classification_figures(truth, score.astype(np.float64))
        loss = float(log_loss(truth, np.clip(score, 1e-7, 1 - 1e-7)))
        return {"loss": loss, "accuracy": figures["accuracy"], "auc": figures["auc"]}


def teacher_of(recipe: Recipe, runs: Path) -> Recipe | None:
    """Return the recipe of a recipe's teacher, without what `recipe` leaves out; None without one.

    A head on frozen features generalises to generators that a small network trained on labels alone
    does not find (docs/study.md); a network that learns its scores takes over some of that (Hinton,
    Vinyals, Dean 2015, "Distilling the Knowledge in a Neural Network"). A fold of a protocol must
    not know of the generators and sources that it leaves out.

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
    known = probe_images(training_of(own, data, faces_of(own, data)), own.data.per_source)
    head = linear(*fit_linear((yield from feature_steps(own, engine, known, faces)), known))
    score = head((yield from feature_steps(own, engine, items, faces)))
    share = recipe.fit.teacher_share
    return np.asarray((1 - share) * truth_of(items) + share * score, np.float32)
