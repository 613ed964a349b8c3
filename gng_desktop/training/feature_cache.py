"""A cache of the features of frozen backbones: those of an image are computed once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gng_desktop.core.files import atomically
from gng_desktop.engines.protocol import Engine
from gng_desktop.modelstore.store import file_sha256
from gng_desktop.networks.families import network
from gng_desktop.networks.weights import load_weights
from gng_desktop.training.building import first_weights
from gng_desktop.training.recipe import Recipe

Features = NDArray[np.float32]
Head = Callable[[Features], NDArray[np.float32]]
"""Raw scores, (N,) 0..1, of features, (N, F)."""
WRITE_EVERY = 512
"""Features are written after this many new images."""


class CachedEngine:
    """A classifier's engine whose features are cached in an NPZ file, by the pixels they describe.

    `head` computes scores from them; without it there are none.
    """

    def __init__(self, engine: Engine, path: Path, head: Head | None = None) -> None:
        self.engine, self.path, self.head = engine, path, head
        self.name, self.device = engine.name, engine.device
        self.size, self.features = engine.size, engine.features
        self._known: dict[bytes, Features] = {}
        if path.exists():
            with np.load(path, allow_pickle=False) as stored:
                rows = zip(stored["keys"], stored["features"], strict=True)
                self._known = {key.tobytes(): row for key, row in rows}
        self._stored = len(self._known)

    def described(self, views: NDArray[np.uint8]) -> Features:
        """Return the features, (N, F), of (N, S, S, 3) uint8 RGB."""
        keys = [hashlib.sha256(view.tobytes()).digest() for view in views]
        new = [n for n, key in enumerate(keys) if key not in self._known]
        if new:
            found = self.engine.run_with_features(views[new])[1]
            assert found is not None
            self._known |= {keys[n]: row for n, row in zip(new, found, strict=True)}
        if len(self._known) >= self._stored + WRITE_EVERY:
            self.store()
        return np.stack([self._known[key] for key in keys])

    def run(self, views: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Return the raw scores, as any engine."""
        return self.run_with_features(views)[0]

    def run_with_features(self, views: NDArray[np.uint8]) -> tuple[NDArray[np.float32], Features]:
        """Return scores and features, as any engine."""
        assert self.head is not None
        found = self.described(views)
        return self.head(found), found

    def logits(self, batch: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Raise ValueError: only segmenters have logits."""
        raise ValueError("a classifier has no logits of a segmenter")

    def store(self) -> None:
        """Write the cache file if there are new features."""
        if len(self._known) == self._stored:
            return
        keys = np.array([np.frombuffer(key, np.uint8) for key in self._known])
        rows = np.stack(list(self._known.values()))
        self.path.parent.mkdir(parents=True, exist_ok=True)

        def write(part: Path) -> None:
            with part.open("wb") as stream:
                np.savez(stream, keys=keys, features=rows)

        atomically(self.path, write)
        self._stored = len(self._known)


def features_file(recipe: Recipe, data: Path, runs: Path) -> Path:
    """Return the cache file of a recipe's frozen backbone, named after the backbone's weights."""
    part = recipe.model
    first = file_sha256(data / part.initial_weights) if part.initial_weights else ""
    begun = file_sha256(first_weights(recipe, runs)) if part.from_run else ""
    drawn = [] if first or begun else [recipe.seed]
    key = [part.network, part.input_size, first, begun, *drawn]
    digest = hashlib.sha256(json.dumps(key).encode()).hexdigest()
    return runs / f"features-{digest[:12]}.npz"


def cached_engine(
    recipe: Recipe, engine: Engine, weights: Path, data: Path, runs: Path
) -> CachedEngine:
    """Return the engine of a probe with these weights, its features cached in `runs`."""
    model = network(recipe.task, "vit", recipe.model.network, recipe.model.input_size)
    load_weights(model, weights)
    kernel, bias = model.get_layer("score").get_weights()
    return CachedEngine(engine, features_file(recipe, data, runs), linear(kernel[:, 0], bias[0]))


def linear(kernel: Features, bias: float) -> Head:
    """Return a linear head."""

    def head(found: Features) -> NDArray[np.float32]:
        return np.asarray(1 / (1 + np.exp(-(found @ kernel + bias))), np.float32)

    return head
