"""What both engines require of a batch, and how they split a long one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

MAX_BATCH = 16
"""Images at once: more costs memory and gains nothing on a CPU."""


def check_batch(batch: Any, size: int) -> None:
    """Raise ValueError unless `batch` is a uint8 array (N, size, size, 3) with N from 1."""
    if not isinstance(batch, np.ndarray) or batch.dtype != np.uint8:
        kind = batch.dtype if isinstance(batch, np.ndarray) else type(batch).__name__
        raise ValueError(f"the batch must be a uint8 array, not {kind}")
    if batch.ndim != 4 or batch.shape[1:] != (size, size, 3) or not len(batch):
        raise ValueError(f"the batch must have shape (N, {size}, {size}, 3), not {batch.shape}")


def in_parts(
    function: Callable[[NDArray[np.uint8]], NDArray[Any]], batch: NDArray[np.uint8], limit: int
) -> NDArray[Any]:
    """Apply `function` to slices of at most `limit` images and join the results."""
    if len(batch) <= limit:
        return function(batch)
    starts = range(0, len(batch), limit)
    return np.concatenate([function(batch[start : start + limit]) for start in starts])
