"""Batches for training and evaluation: one input chain for every class, reproducible by seed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray

from gng_desktop.datasets.augment import Augmentation
from gng_desktop.datasets.framing import FaceCache
from gng_desktop.datasets.items import DataError, FaceItem, MaskItem
from gng_desktop.datasets.masks import read_mask
from gng_desktop.imaging.background import foreground, strip
from gng_desktop.imaging.reading import ImageError, Picture, read_image

PLAIN = Augmentation()


def _read(item: FaceItem | MaskItem) -> Picture:
    try:
        return read_image(item.path)
    except ImageError as error:
        raise DataError(f"{item.path}: {error}") from error


def mask_sample(
    item: MaskItem, augmentation: Augmentation, size: int, rng: np.random.Generator
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Return one (size, size, 3) uint8 image and its (size, size) uint8 class ids."""
    rgb = _read(item).rgb
    rgb, mask = augmentation.apply(rgb, read_mask(item, rgb), size, rng)
    assert mask is not None
    return rgb, mask


def face_sample(
    item: FaceItem,
    augmentation: Augmentation,
    size: int,
    rng: np.random.Generator,
    faces: FaceCache | None = None,
    stripped: bool = False,
) -> tuple[NDArray[np.uint8], float]:
    """Return one (size, size, 3) uint8 image and its label (1.0 generated, 0.0 real).

    With `faces` the part is taken that an analysis would judge. Stripping (which needs `faces`)
    comes after all changes of the pixels: as at inference, the evidence was encoded with its
    background, and the black that replaces it is exact.
    """
    picture = _read(item)
    if faces is None:
        return augmentation.apply(picture.rgb, None, size, rng)[0], float(item.generated)
    mask, box = faces.find(picture)
    face = foreground(mask).astype(np.uint8) if stripped else None
    rgb, kept = augmentation.apply(box.of(picture.rgb), face, size, rng)
    return (rgb if kept is None else strip(rgb, kept.astype(bool))), float(item.generated)


class Batches(keras.utils.PyDataset):  # type: ignore[misc]
    """A Keras data set whose batches depend on (seed, epoch, position) alone.

    Parameters
    ----------
    items : sequence of FaceItem or MaskItem
    size : int
        Side of the network input, px.
    batch : int
        Images per batch.
    augmentation : Augmentation
    seed : int
    shuffle : bool
        New order every epoch.
    faces : FaceCache, optional
        Frame the faces as an analysis would.
    stripped : bool
        Strip the faces' background too; needs `faces`.
    class_weights : ndarray of float32, optional
        For masks: weight per class id; `IGNORE` pixels weigh 0.
    workers : int
        Threads that prepare batches; OpenCV and Pillow release the interpreter lock.

    Attributes
    ----------
    failure : DataError or None
        Why a batch could not be made; Keras does not pass it on as it is.
    """

    def __init__(
        self,
        items: Sequence[FaceItem] | Sequence[MaskItem],
        size: int,
        batch: int,
        augmentation: Augmentation = PLAIN,
        seed: int = 42,
        shuffle: bool = False,
        faces: FaceCache | None = None,
        stripped: bool = False,
        class_weights: NDArray[np.float32] | None = None,
        workers: int = 2,
    ) -> None:
        super().__init__(workers=workers, use_multiprocessing=False, max_queue_size=8)
        self.items = list(items)
        self.size, self.batch, self.seed = size, batch, seed
        self.shuffle = shuffle
        self.epoch = 0
        self.class_weights = class_weights
        self.failure: DataError | None = None
        sample = (
            mask_sample
            if isinstance(self.items[0], MaskItem)
            else partial(face_sample, faces=faces, stripped=stripped)
        )
        self._sample = partial(sample, augmentation=augmentation, size=size)

    def __len__(self) -> int:
        return -(-len(self.items) // self.batch)

    def __getitem__(self, index: int) -> tuple[Any, ...]:
        order = np.arange(len(self.items))
        if self.shuffle:
            order = np.random.default_rng([self.seed, self.epoch]).permutation(order)
        chosen = order[index * self.batch : (index + 1) * self.batch]
        rngs = (np.random.default_rng([self.seed, self.epoch, int(i)]) for i in chosen)
        pairs = zip(chosen, rngs, strict=True)
        try:
            samples = [self._sample(self.items[i], rng=r) for i, r in pairs]
        except DataError as error:
            self.failure = error
            raise
        x = np.stack([s[0] for s in samples]).astype(np.float32)
        y = np.stack([s[1] for s in samples])
        if isinstance(self.items[0], FaceItem):
            return x, y.astype(np.float32)[:, None]
        if self.class_weights is None:
            return x, y.astype(np.int32)
        weights = np.append(self.class_weights, np.float32(0))
        return x, np.where(y < 14, y, 0).astype(np.int32), weights[np.minimum(y, 14)]
