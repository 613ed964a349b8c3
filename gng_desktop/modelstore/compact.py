"""Weights files at half size, for shipping."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from gng_desktop.core.files import replacing
from gng_desktop.modelstore.errors import ModelError

if TYPE_CHECKING:  # scoring an image needs no HDF5: h5py is imported only when weights are copied
    import h5py


def compact_weights(source: Path, target: Path, lossless: bool = False) -> None:
    """Copy a Keras weights file, storing its kernels as gzipped float16.

    Float32 arrays of two or more dimensions become float16, or int8 where that holds them without
    loss; vectors (biases, batch-norm statistics) and everything else stay as they are, groups and
    attributes too. Keras casts back to float32 on loading. Models are measured, calibrated and
    exported after this step, so that the rounding is part of the model and not an error on top.

    Parameters
    ----------
    source, target : Path
        HDF5; `target` is replaced in one step.
    lossless : bool
        Halve only those arrays that float16 holds without loss.

    Raises
    ------
    ModelError
        If a weight is not finite or exceeds the float16 range of +-65504.
    OSError
        If `source` is not readable HDF5.
    """
    import h5py

    with (
        h5py.File(source, "r") as old,
        replacing(Path(target)) as stream,
        h5py.File(stream.name, "w") as new,
    ):
        _copy_group(old, new, lossless)


def _copy_group(old: h5py.Group, new: h5py.Group, lossless: bool) -> None:
    for key, value in old.attrs.items():
        new.attrs[key] = value
    for name, item in old.items():
        if hasattr(item, "keys"):  # a group
            _copy_group(item, new.create_group(name), lossless)
        elif item.dtype == np.float32 and item.ndim >= 2:
            small: NDArray[Any] = item[()]
            if _fits(small, np.int8):
                small = small.astype(np.int8)
            elif not lossless or _fits(small, np.float16):
                small = _halve(item)
            copy = new.create_dataset(name, data=small, compression="gzip", shuffle=True)
            for key, value in item.attrs.items():
                copy.attrs[key] = value
        else:
            old.copy(item, new, name)


def _fits(values: NDArray[np.float32], kind: type[np.generic]) -> bool:
    with np.errstate(over="ignore", invalid="ignore"):
        return np.array_equal(values.astype(kind).astype(np.float32), values)


def _halve(dataset: h5py.Dataset) -> NDArray[np.float16]:
    with np.errstate(over="ignore"):
        small = dataset[()].astype(np.float16)
    if not np.isfinite(small).all():
        raise ModelError(
            f"Weights {dataset.name} of {dataset.file.filename} do not fit half precision; "
            "train the model again or keep the full weights."
        )
    return np.asarray(small)
