"""Whether training waits for its data: an image's preparation against its share of a step.

``./gng bench`` includes it; ``python -m benchmarks.loading`` measures it alone. Pictures are JPEGs
made here, 256 x 256 px, changed as ``recipes/with_background.toml`` says.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from multiprocessing.pool import ThreadPool
from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter

from benchmarks.common import clock, rounds, typical
from gng_desktop.datasets.items import FaceItem
from gng_desktop.training.recipe import Recipe, load_recipe

RECIPE = Path(__file__).parents[1] / "recipes" / "with_background.toml"
SIDE = 256
BATCHES = 4
ROUNDS = 5


def write_pictures(folder: Path, count: int) -> list[FaceItem]:
    """Write JPEGs about as hard to decode as photographs; return them as a training split."""
    rng = np.random.default_rng(0)
    items = []
    for number in range(count):
        noise = Image.fromarray(rng.integers(0, 256, (SIDE, SIDE, 3), dtype=np.uint8))
        path = folder / f"{number}.jpg"
        noise.filter(ImageFilter.GaussianBlur(1.5)).save(path, quality=90)
        items.append(FaceItem(path, number % 2 == 0, "made", "train"))
    return items


def median_ms(work: Callable[[], object]) -> float:
    """Return the median time of `ROUNDS` calls after a warm-up, ms."""
    times = []
    work()
    for _ in range(rounds(ROUNDS)):
        start = clock()
        work()
        times.append(1000 * (clock() - start))
    return typical(times)


def measure(recipe: Recipe) -> tuple[float, float, int]:
    """Return ms an image to load, ms an image to train on, and the threads that load.

    Each is measured alone. Training takes the CPU from loading where there is no GPU, and leaves
    it alone where there is one.
    """
    import keras

    from gng_desktop.datasets.loading import Batches
    from gng_desktop.networks.families import network

    part, batch = recipe.model, recipe.fit.batch
    with tempfile.TemporaryDirectory() as folder:
        items = write_pictures(Path(folder), BATCHES * batch)
        batches = Batches(
            items, part.size, batch, augmentation=recipe.augmentation, seed=recipe.seed
        )
        with ThreadPool(batches.workers) as pool:
            load = median_ms(lambda: pool.map(batches.__getitem__, range(BATCHES), chunksize=1))
        images, labels = batches[0]
    model = network(recipe.task, part.family, part.backbone, part.size, part.activation or None)
    model.compile(keras.optimizers.Adam(recipe.fit.learning_rate), "binary_crossentropy")
    step = median_ms(lambda: model.train_on_batch(images, labels))
    return load / (BATCHES * batch), step / batch, batches.workers


def loading_rows(_bench: object) -> Iterator[tuple[str, str, float, float | None]]:
    """Yield both times; the ratio says how often an image could be loaded in one's training."""
    load, step, threads = measure(load_recipe(RECIPE))
    what = "one training image"
    yield what, f"loading, {threads} threads", load, 1.0
    yield what, "training step", step, step / load


def main() -> None:
    """Measure and print."""
    for what, path, ms, ratio in loading_rows(None):
        print(f"{what}, {path}: {ms:.2f} ms, {1000 / ms:.0f} images/s, {ratio:.1f}")


if __name__ == "__main__":
    main()
