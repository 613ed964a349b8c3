"""Batches for training and evaluation: one input chain for every class, reproducible by seed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import cv2
import keras
import numpy as np
from numpy.typing import NDArray

from gng_desktop.datasets.augment import Augmentation
from gng_desktop.datasets.framing import FaceCache
from gng_desktop.datasets.items import FaceItem, MaskItem, read_picture
from gng_desktop.datasets.masks import GROUPS, IGNORE, read_truth
from gng_desktop.datasets.sampling import Sampling
from gng_desktop.imaging.background import background_only, foreground, strip
from gng_desktop.imaging.faces import Box
from gng_desktop.imaging.inputs import resize_foreground
from gng_desktop.imaging.perturbations import Perturbation
from gng_desktop.modelstore.manifest import View

PLAIN, UNCHANGED = Augmentation(), Perturbation()
ALL = Sampling()


def mask_sample(
    item: MaskItem, augmentation: Augmentation, size: int, rng: np.random.Generator
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Return one (size, size, 3) uint8 image and its (size, size) uint8 class ids."""
    rgb = read_picture(item.path).rgb
    rgb, mask = augmentation.apply(rgb, read_truth(item, rgb), size, rng)
    assert mask is not None
    return rgb, mask


def face_sample(
    item: FaceItem,
    augmentation: Augmentation,
    size: int,
    rng: np.random.Generator,
    faces: FaceCache | None = None,
    view: View = "face",
    classes: Sequence[str] = (),
    change: Perturbation = UNCHANGED,
) -> tuple[NDArray[np.uint8], float]:
    """Return one (size, size, 3) uint8 image and its label (1.0 generated, 0.0 real).

    With `classes` the label is the position of the face's family in them. `change` comes first of
    all; the face is where it was in the unchanged image.

    With `faces` the part is the one that an analysis would use. Blacking out (which needs `faces`)
    comes after all changes of the pixels: as at inference, the evidence was encoded whole, and
    the black that replaces a part of it is exact.
    """
    picture = read_picture(item.path)
    label = float(classes.index(item.family) if classes else item.generated)
    pixels = change.apply(picture.rgb)
    height, width = pixels.shape[:2]
    if faces is None:
        part = augmentation.reframe(Box(0, 0, width, height), width, height, rng)
        return augmentation.apply(part.of(pixels), None, size, rng)[0], label
    mask, found = faces.find(picture)
    if pixels.shape != picture.rgb.shape:
        found = found.rescaled(picture.rgb.shape, pixels.shape)
    box = augmentation.reframe(found, width, height, rng)
    face = None
    if view != "face":
        shown = mask if box == found else _moved(mask, found, box)
        face = resize_foreground(foreground(shown), size, size).astype(np.uint8)
    rgb, changed = augmentation.apply(box.of(pixels), face, size, rng)
    if changed is not None:
        rgb = (strip if view == "stripped" else background_only)(rgb, changed.astype(bool))
    return rgb, label


def _moved(mask: NDArray[np.uint8], box: Box, frame: Box) -> NDArray[np.uint8]:
    """Return the (S, S) `mask` of the part `box` as one of the part `frame`; outside is 0."""
    side = mask.shape[0]
    across, down = box.width / frame.width, box.height / frame.height
    matrix = np.array(
        [
            [across, 0, (box.x - frame.x) * side / frame.width + (across - 1) / 2],
            [0, down, (box.y - frame.y) * side / frame.height + (down - 1) / 2],
        ]
    )
    moved = cv2.warpAffine(mask, matrix, (side, side), flags=cv2.INTER_NEAREST)
    return np.asarray(moved, np.uint8)


def plain_views(
    items: Sequence[FaceItem],
    size: int,
    batch: int,
    faces: FaceCache | None = None,
    view: View = "face",
    change: Perturbation = UNCHANGED,
) -> Iterator[NDArray[np.uint8]]:
    """Yield what a classifier sees of `items`, unaugmented: (n, size, size, 3) uint8 batches.

    `faces`, `view` and `change` are those of `face_sample`.
    """
    rng = np.random.default_rng(0)  # unused: nothing is augmented
    for start in range(0, len(items), batch):
        chosen = items[start : start + batch]
        yield np.stack(
            [face_sample(i, PLAIN, size, rng, faces, view, change=change)[0] for i in chosen]
        )


class Batches(keras.utils.PyDataset):  # type: ignore[misc]
    """A Keras data set whose batches depend on (seed, epoch, position) alone.

    Parameters
    ----------
    size : int
        Side of the network input, px.
    batch : int
        Images per batch.
    shuffle : bool
        New order every epoch.
    faces : FaceCache, optional
        Frame the faces as an analysis would.
    view : {"face", "stripped", "background"}
        What of a face's image to keep; all but the face's square needs `faces`.
    classes : sequence of str
        Families whose positions are the labels; none: real or generated.
    class_weights : ndarray of float32, shape (14,), optional
        For masks: weight per class id. A group of classes weighs as its lightest member,
        `IGNORE` nothing.
    sampling : Sampling
        What each epoch draws, by seed and epoch; every one as many as the first.
    workers : int
        Threads that prepare batches; OpenCV and Pillow release the interpreter lock.

    Attributes
    ----------
    drawn : int
        How many images one epoch draws.
    soft : ndarray of float32, shape (N,), optional
        Of faces: what is learned of each item beside its label, 0..1; a second column of the
        labels.
    failure : Exception or None
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
        view: View = "face",
        class_weights: NDArray[np.float32] | None = None,
        sampling: Sampling = ALL,
        workers: int = 2,
        classes: Sequence[str] = (),
    ) -> None:
        super().__init__(workers=workers, use_multiprocessing=False, max_queue_size=8)
        self.items: list[Any] = list(items)
        self.size, self.batch, self.seed = size, batch, seed
        self.shuffle = shuffle
        self.epoch = 0
        self.code_weights = None if class_weights is None else code_weights(class_weights)
        self.sampling = sampling
        self._of_epoch: tuple[int, NDArray[np.int64]] = (-1, np.empty(0, np.int64))
        self.drawn = len(self._draw(0))
        self.soft: NDArray[np.float32] | None = None
        self.failure: Exception | None = None
        sample = (
            mask_sample
            if isinstance(self.items[0], MaskItem)
            else partial(face_sample, faces=faces, view=view, classes=tuple(classes))
        )
        self._sample = partial(sample, augmentation=augmentation, size=size)

    def __len__(self) -> int:
        return -(-self.drawn // self.batch)

    @property
    def chosen(self) -> list[Any]:
        """The items of this epoch, in its order."""
        return [self.items[i] for i in self._order()]

    def _draw(self, epoch: int) -> NDArray[np.int64]:
        rng = np.random.default_rng([self.seed, epoch])
        order = self.sampling.draw(self.items, rng)
        return rng.permutation(order) if self.shuffle else order

    def _order(self) -> NDArray[np.int64]:
        """Return the positions of the items of this epoch, in its order."""
        if self._of_epoch[0] != self.epoch:
            # Caps may cut a label short in one epoch and not in the next: all are made as long.
            self._of_epoch = self.epoch, np.resize(self._draw(self.epoch), self.drawn)
        return self._of_epoch[1]

    def __getitem__(self, index: int) -> tuple[Any, ...]:
        chosen = self._order()[index * self.batch : (index + 1) * self.batch]
        rngs = (np.random.default_rng([self.seed, self.epoch, int(i)]) for i in chosen)
        pairs = zip(chosen, rngs, strict=True)
        try:
            samples = [self._sample(self.items[i], rng=r) for i, r in pairs]
            x = np.stack([s[0] for s in samples]).astype(np.float32)
            y = np.stack([s[1] for s in samples])
            if isinstance(self.items[0], FaceItem):
                labels = y.astype(np.float32)[:, None]
                if self.soft is not None:
                    labels = np.concatenate([labels, self.soft[chosen, None]], axis=1)
                return x, labels
            if self.code_weights is None:
                return x, y.astype(np.int32)
            return x, y.astype(np.int32), self.code_weights[y]
        except Exception as error:
            self.failure = error
            raise


def code_weights(class_weights: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the (256,) float32 loss weight of each mask value from those of the 14 classes."""
    weights = np.zeros(256, np.float32)
    weights[: len(class_weights)] = class_weights
    for code, members in GROUPS.items():
        known = (class_weights[m] for m in members if class_weights[m] > 0)
        weights[code] = min(known, default=0)
    weights[IGNORE] = 0
    return weights
