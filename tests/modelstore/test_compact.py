import h5py
import numpy as np
import pytest

from gng_desktop.modelstore import ModelError
from gng_desktop.modelstore.compact import compact_weights


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "full.weights.h5"
    with h5py.File(path, "w") as file:
        file.attrs["kind"] = "weights"
        group = file.create_group("layers/conv/vars")
        group.attrs["name"] = "conv"
        kernel = group.create_dataset("0", data=np.linspace(-1, 1, 600, dtype="f4").reshape(20, 30))
        kernel.attrs["unit"] = "none"
        group["1"] = np.linspace(-1, 1, 30, dtype="f4")
        group["2"] = np.arange(6).reshape(2, 3)
        file.create_group("layers/empty/vars")
    return path


def test_kernels_are_halved_and_all_else_unchanged(source, tmp_path):
    before = source.read_bytes()
    compact_weights(source, tmp_path / "small.weights.h5")
    with h5py.File(source) as old, h5py.File(tmp_path / "small.weights.h5") as new:
        names: list[str] = []
        new.visit(names.append)
        expected: list[str] = []
        old.visit(expected.append)
        assert names == expected
        assert new.attrs["kind"] == "weights" and new["layers/conv/vars"].attrs["name"] == "conv"
        kernel = new["layers/conv/vars/0"]
        assert kernel.dtype == np.float16 and kernel.compression == "gzip"
        assert kernel.attrs["unit"] == "none"
        np.testing.assert_array_equal(kernel[()], old["layers/conv/vars/0"][()].astype("f2"))
        for name in ("1", "2"):
            copied, original = new["layers/conv/vars"][name], old["layers/conv/vars"][name]
            assert copied.dtype == original.dtype
            np.testing.assert_array_equal(copied[()], original[()])
    assert source.read_bytes() == before


@pytest.mark.parametrize("value", [1e5, np.nan, np.inf])
def test_weights_beyond_half_precision_are_refused(source, tmp_path, value):
    with h5py.File(source, "r+") as file:
        file["layers/conv/vars/0"][0, 0] = value
    with pytest.raises(ModelError, match="do not fit half precision"):
        compact_weights(source, tmp_path / "small.weights.h5")
    assert [entry.name for entry in tmp_path.iterdir()] == ["full.weights.h5"]
