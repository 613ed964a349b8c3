"""Stored models on many images, in batches, by the same steps as an analysis of evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from gng_desktop.datasets.augment import Augmentation
from gng_desktop.datasets.framing import Segmenter, analysed_parts
from gng_desktop.datasets.items import FaceItem, MaskItem, read_picture
from gng_desktop.datasets.masks import read_truth
from gng_desktop.engines.protocol import Engine
from gng_desktop.imaging.background import foreground, strip
from gng_desktop.imaging.inputs import network_input, resize_foreground
from gng_desktop.imaging.labels import CLASSES, with_sides_exchanged
from gng_desktop.imaging.perturbations import Perturbation
from gng_desktop.modelstore.platt import log_odds
from gng_desktop.training.metrics import confusion

Item = TypeVar("Item", FaceItem, MaskItem)
Rgb = NDArray[np.uint8]

BATCH = 16
BATCH_PIXELS = 32_000_000
"""Pixels of decoded images held at once, an image more at most: a batch of scans stays small."""


def batches(items: Sequence[Item], count: int = BATCH) -> Iterator[tuple[list[Item], list[Rgb]]]:
    """Yield items and their decoded images, (H, W, 3) uint8, at most `count` at a time.

    Raises
    ------
    DataError
        If an image cannot be read.
    """
    chosen: list[Item] = []
    images: list[Rgb] = []
    for item in items:
        images.append(read_picture(item.path).rgb)
        chosen.append(item)
        if len(chosen) == count or sum(i.shape[0] * i.shape[1] for i in images) >= BATCH_PIXELS:
            yield chosen, images
            chosen, images = [], []
    if chosen:
        yield chosen, images


def analysed_inputs(
    images: Sequence[Rgb], segmenter: Segmenter, size: int, stripped: bool
) -> NDArray[np.uint8]:
    """Return what a classifier of `size` px sees of `images`: (N, size, size, 3) uint8."""
    inputs = []
    for rgb, (mask, box) in zip(images, analysed_parts(images, segmenter), strict=True):
        part = network_input(box.of(rgb), size)
        if stripped:
            part = strip(part, resize_foreground(foreground(mask), size, size))
        inputs.append(part)
    return np.stack(inputs)


def flipped_scores(engine: Engine, batch: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return a classifier's raw scores, (N,) 0..1: the mean logit of each image and its mirror."""
    from scipy.special import expit

    mirrored = np.ascontiguousarray(batch[:, :, ::-1])
    both = np.stack([engine.run(batch), engine.run(mirrored)]).astype(np.float64)
    return np.asarray(expit(log_odds(both).mean(0)), np.float32)


def mirrored_logits(engine: Engine, batch: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return a segmenter's logits, (N, S, S, 14), of the mirrored images, turned back.

    Left and right classes are swapped with them.
    """
    turned = engine.logits(np.ascontiguousarray(batch[:, :, ::-1]))[:, :, ::-1]
    # The id that stands for each id in the mirror.
    swapped = with_sides_exchanged(np.arange(len(CLASSES), dtype=np.uint8))
    return np.asarray(turned[..., swapped], np.float32)


def flipped_classes(engine: Engine, batch: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return a segmenter's classes, (N, S, S): the mean logits of each image and its mirror."""
    both = engine.logits(batch) + mirrored_logits(engine, batch)
    return np.asarray(both.argmax(-1), np.uint8)


def scores(
    engine: Engine,
    segmenter: Segmenter,
    items: Sequence[FaceItem],
    stripped: bool,
    perturbations: Sequence[Perturbation],
    flip: bool = False,
) -> Iterator[NDArray[np.float32]]:
    """Yield a classifier's raw scores of a batch of images, (P, n) 0..1, batch after batch.

    The segmenter finds the face in the perturbed image, as it would in evidence.

    Parameters
    ----------
    stripped : bool
        Whether the classifier sees the stripped view.
    perturbations : sequence of Perturbation
        P changes, each made to the original image.
    flip : bool
        See `flipped_scores`.

    Raises
    ------
    DataError
        If an image cannot be read.
    """
    for _, images in batches(items):
        found = np.empty((len(perturbations), len(images)), np.float32)
        for row, perturbation in zip(found, perturbations, strict=True):
            changed = [perturbation.apply(rgb) for rgb in images]
            inputs = analysed_inputs(changed, segmenter, engine.size, stripped)
            row[:] = flipped_scores(engine, inputs) if flip else engine.run(inputs)
        yield found


def matrices(
    engine: Engine,
    items: Sequence[MaskItem],
    perturbations: Sequence[Perturbation],
    flip: bool = False,
    count: int = BATCH,
) -> Iterator[NDArray[np.int64]]:
    """Yield a segmenter's pixel counts of a batch of images, (P, n, 14, 14), batch after batch.

    Parameters as in `scores`, and how many images a batch has at most; the masks stay as they are
    and are compared at the network's size.

    Raises
    ------
    DataError
        If an image or a mask cannot be read.
    """
    plain, rng = Augmentation(), np.random.default_rng(0)
    for chosen, images in batches(items, count):
        masks = [read_truth(item, rgb) for item, rgb in zip(chosen, images, strict=True)]
        counts = np.empty((len(perturbations), len(images), len(CLASSES), len(CLASSES)), np.int64)
        for row, perturbation in zip(counts, perturbations, strict=True):
            pairs = [
                plain.apply(perturbation.apply(rgb), mask, engine.size, rng)
                for rgb, mask in zip(images, masks, strict=True)
            ]
            inputs = np.stack([rgb for rgb, _ in pairs])
            found = flipped_classes(engine, inputs) if flip else engine.run(inputs)
            for n, (_, mask) in enumerate(pairs):
                assert mask is not None
                row[n] = confusion(mask, found[n])
        yield counts
