"""Load weights into a network, all or nothing."""

from __future__ import annotations

from pathlib import Path

import keras
import numpy as np


def load_weights(model: keras.Model, path: Path) -> None:
    """Load every weight of `model` from an HDF5 file.

    Keras only warns about layers that the file lacks and leaves them random, so all weights are
    blanked first and none may stay blank.

    Raises
    ------
    ValueError
        If the file cannot be read or does not fit the network.
    """
    for weight in model.weights:
        weight.assign(np.full(weight.shape, np.nan, np.float32))
    try:
        model.load_weights(path)
    except (KeyError, OSError) as error:
        raise ValueError(f"{path} holds no weights that fit this network") from error
    if not all(np.isfinite(keras.ops.convert_to_numpy(w)).all() for w in model.weights):
        raise ValueError(f"{path} does not hold every weight of this network")
