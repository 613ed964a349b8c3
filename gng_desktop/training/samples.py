"""A handful of validation images and what the network makes of them, every epoch."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from gng_desktop.core import files
from gng_desktop.datasets.items import FaceItem
from gng_desktop.datasets.loading import Batches
from gng_desktop.datasets.sampling import evenly
from gng_desktop.imaging.labels import CLASSES, to_rgb
from gng_desktop.training.events import Sample, Samples
from gng_desktop.training.recipe import Recipe

FOLDER = "samples"  # of a run: a picture an epoch and, beside it, its event as JSON
NAME = "epoch-{:04d}"
UNKNOWN = 220  # grey value of pixels whose class is not known


def choose(items: Sequence[Any], count: int) -> list[Any]:
    """Return `count` items (of faces or masks) from all over the list, of both classes alike."""
    classes: list[list[Any]] = [[], []]
    for item in items:
        classes[isinstance(item, FaceItem) and item.generated].append(item)
    present = [c for c in classes if c]
    chosen = []
    for number, own in enumerate(present):
        share = count // len(present) + (number < count % len(present))
        chosen += evenly(own, share)
    return chosen


def coloured(mask: NDArray[np.integer]) -> NDArray[np.uint8]:
    """Return class ids (H, W) as (H, W, 3) uint8 RGB, `UNKNOWN` grey where they are no class."""
    known = mask < len(CLASSES)
    rgb = to_rgb(np.where(known, mask, 0).astype(np.uint8))
    return np.asarray(np.where(known[..., None], rgb, UNKNOWN), np.uint8)


class Shown:
    """The same validation images, shown again after every epoch.

    `batches` are the images as the run validates with them, all in one; `folder` is made.
    """

    def __init__(self, folder: Path, recipe: Recipe, batches: Batches) -> None:
        folder.mkdir(exist_ok=True)
        self.folder, self.recipe = folder, recipe
        self.items: list[Any] = batches.items
        images, self.truth = batches[0][:2]
        self.images = images.astype(np.uint8)

    def show(self, model: keras.Model, epoch: int, best: int) -> Samples:
        """Let `model` judge the images, write the picture of `epoch`, drop those of no more use.

        Parameters
        ----------
        epoch, best : int
            From 1; pictures of the best epoch, this one and the one before are stored.

        Raises
        ------
        OSError
            If it cannot be written.
        """
        batch = min(self.recipe.fit.batch, len(self.items))
        outputs = []
        for start in range(0, len(self.items), batch):
            # Always the same shape, or the network would be compiled for each.
            part = self.images[np.arange(start, start + batch) % len(self.items)]
            outputs.append(np.asarray(model.predict_on_batch(part.astype(np.float32))))
        output = np.concatenate(outputs)[: len(self.items)]
        rows, columns, samples = self._tiles(output)
        picture = self.folder / (NAME.format(epoch) + ".png")
        image = Image.fromarray(np.concatenate(rows))
        with files.replacing(picture) as stream:
            image.save(stream, format="PNG")
        side = self.images.shape[1]
        event = Samples(epoch, epoch == best, str(picture), side, columns, tuple(samples))
        files.write_text(picture.with_suffix(".json"), event.to_line() + "\n")
        self._tidy({best, epoch, epoch - 1})
        return event

    def _tiles(
        self, output: NDArray[np.floating]
    ) -> tuple[list[NDArray[np.uint8]], tuple[str, ...], list[Sample]]:
        rows, samples = [], []
        for item, image, truth, out in zip(
            self.items, self.images, self.truth, output, strict=True
        ):
            if isinstance(item, FaceItem):
                label = "generated" if item.generated else "real"
                rows.append(image)
                # A family model names "real" first.
                score = float(out.reshape(-1)[0] if out.size == 1 else 1 - out[0])
                samples.append(Sample(str(item.path), label, score))
                continue
            found, known = out.argmax(-1), truth < len(CLASSES)
            rows.append(np.concatenate([image, coloured(truth), coloured(found)], axis=1))
            right = float((found == truth)[known].mean()) if known.any() else None
            samples.append(Sample(str(item.path), "", right))
        segments = self.recipe.task == "segmentation"
        return rows, ("image", "mask", "prediction") if segments else ("image",), samples

    def _tidy(self, needed: set[int]) -> None:
        for path in self.folder.iterdir():
            number = re.fullmatch(r"epoch-(\d+)\.(png|json)", path.name)
            if number and int(number[1]) not in needed:
                path.unlink(missing_ok=True)
