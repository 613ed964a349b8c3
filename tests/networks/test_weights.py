"""Weights are loaded whole or not at all."""

import h5py
import keras
import numpy as np
import pytest

from gng_desktop.networks.weights import load_weights

pytestmark = pytest.mark.filterwarnings("ignore:Skipping nested container")


def network(*extra: str, width: int = 3) -> keras.Model:
    inputs = keras.Input((4,))
    x = keras.layers.Dense(width, name="first")(inputs)
    for name in extra:
        x = keras.layers.Dense(3, name=name)(x)
    return keras.Model(inputs, x)


def test_every_weight_is_loaded(tmp_path):
    source, target = network("second"), network("second")
    source.save_weights(tmp_path / "a.weights.h5")
    load_weights(target, tmp_path / "a.weights.h5")
    for before, after in zip(source.get_weights(), target.get_weights(), strict=True):
        np.testing.assert_array_equal(before, after)


@pytest.mark.parametrize(("names", "width"), [(("second", "third"), 3), ((), 5)])
def test_a_file_of_another_network_is_refused(tmp_path, names, width):
    network("second").save_weights(tmp_path / "a.weights.h5")
    with pytest.raises(ValueError):
        load_weights(network(*names, width=width), tmp_path / "a.weights.h5")


def test_weights_that_are_not_finite_are_refused(tmp_path):
    source = network()
    source.layers[-1].kernel.assign(np.full((4, 3), np.inf, np.float32))
    source.save_weights(tmp_path / "a.weights.h5")
    with pytest.raises(ValueError, match="does not hold every weight"):
        load_weights(network(), tmp_path / "a.weights.h5")


@pytest.mark.parametrize("content", [None, b"", b"no HDF5"])
def test_no_weights_file(tmp_path, content):
    path = tmp_path / "a.weights.h5"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ValueError, match="holds no weights that fit"):
        load_weights(network(), path)


@pytest.mark.parametrize("kind", ["link", "raw", "virtual"])
def test_weights_that_lie_in_other_files_are_refused(tmp_path, kind):
    """What a manifest's hash covers is one file."""
    path, other = tmp_path / "a.weights.h5", tmp_path / "other.h5"
    network().save_weights(path)
    values = np.full((4, 3), 7, np.float32)
    values.tofile(tmp_path / "raw")
    with h5py.File(other, "w") as file:
        file["x"] = values
    with h5py.File(path, "r+") as file:
        weights = file["layers/dense/vars"]
        del weights["0"]
        if kind == "link":
            weights["0"] = h5py.ExternalLink(str(other), "/x")
        elif kind == "raw":
            raw = [(str(tmp_path / "raw"), 0, values.nbytes)]
            weights.create_dataset("0", shape=values.shape, dtype="f4", external=raw)
        else:
            layout = h5py.VirtualLayout(values.shape, "f4")
            layout[:] = h5py.VirtualSource(str(other), "x", shape=values.shape)
            weights.create_virtual_dataset("0", layout)
    with pytest.raises(ValueError):
        load_weights(network(), path)
