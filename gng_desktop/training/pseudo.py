"""Pseudo-labels: masks that a trained segmenter is sure of, to train the next one on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy.special import softmax

from gng_desktop.core.files import replacing
from gng_desktop.datasets.indexes import named_in, write_index
from gng_desktop.datasets.items import DataError, FaceItem, MaskItem, read_picture
from gng_desktop.datasets.masks import IGNORE
from gng_desktop.engines.protocol import Engine
from gng_desktop.imaging.inputs import network_input, resize_mask
from gng_desktop.training.batch_analysis import mirrored_logits

INDEX = "index.csv"
MASKS = "masks"
LABELS = "classes14"


def mirrored_probabilities(engine: Engine, batch: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return a segmenter's probabilities, averaged over each image and its mirror.

    Parameters
    ----------
    batch : ndarray of uint8, shape (N, size, size, 3)
        RGB, 0..255.

    Returns
    -------
    ndarray of float32, shape (N, size, size, 14)
        0..1; the classes of a pixel sum to 1. The mirror's map is mirrored back and its left and
        right classes are swapped.
    """
    straight = softmax(engine.logits(batch), axis=-1)
    mean = (straight + softmax(mirrored_logits(engine, batch), axis=-1)) / 2
    return np.asarray(mean, np.float32)


def confident_mask(
    engine: Engine, rgb: NDArray[np.uint8], confidence: float = 0.9
) -> NDArray[np.uint8]:
    """Return the classes of an image where the segmenter is sure of them.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)
        RGB, 0..255; the whole image is segmented, as in the training of a segmenter.
    confidence : float
        Lowest probability of a class that is believed, 0..1.

    Returns
    -------
    ndarray of uint8, shape (H, W)
        Class ids, `gng_desktop.datasets.masks.IGNORE` where the most probable class is below
        `confidence`.
    """
    share = mirrored_probabilities(engine, network_input(rgb, engine.size)[None])[0]
    ids = np.where(share.max(-1) >= confidence, share.argmax(-1), IGNORE).astype(np.uint8)
    return resize_mask(ids, rgb.shape[1], rgb.shape[0])


def pseudo_masks(
    engine: Engine, items: Iterable[FaceItem | MaskItem], out: Path, confidence: float = 0.9
) -> Iterator[MaskItem]:
    """Write a mask for each image and, after the last, an index that a recipe can name.

    Only the training split is labelled: what validates or tests a segmenter stays unseen. Each
    mask is yielded as it has been written, label set ``classes14``, split ``train``.

    Parameters
    ----------
    items : iterable of FaceItem or MaskItem
        Images; a mask they have already is not looked at.
    out : Path
        Folder for ``index.csv`` and ``masks/``; made if missing. Its paths to the images are
        relative where the drive allows.
    confidence : float
        See `confident_mask`.

    Raises
    ------
    DataError
        If no item is in the training split, an image cannot be read, `out` holds an index
        already or cannot be written, or `confidence` is not above 0 and at most 1.
    """
    if not 0 < confidence <= 1:
        raise DataError(f"confidence is {confidence}; it must be above 0 and at most 1.")
    chosen = [item for item in items if item.split == "train"]
    if not chosen:
        raise DataError("No image is in split 'train'; only those are labelled.")
    if (out / INDEX).exists():
        raise DataError(f"Folder {out} holds an index already; choose another.")
    rows = []
    try:
        (out / MASKS).mkdir(parents=True, exist_ok=True)
        for number, item in enumerate(chosen):
            rgb = read_picture(item.path).rgb
            mask = out / MASKS / f"{number:06d}-{item.path.stem}.png"
            with replacing(mask, durable=False) as stream:
                Image.fromarray(confident_mask(engine, rgb, confidence)).save(stream, "PNG")
            rows.append(
                {
                    "image": named_in(out.resolve(), item.path.resolve()),
                    "mask": mask.relative_to(out).as_posix(),
                    "labels": LABELS,
                    "split": "train",
                }
            )
            yield MaskItem(item.path, mask, LABELS, "train")
        write_index(out / INDEX, rows, "masks")
    except OSError as error:
        raise DataError(f"Nothing can be written to {out} ({error.strerror}).") from error
