import ctypes
import sys
from types import SimpleNamespace

import pytest

from gng_desktop.engines import cuda


def loader(present, version=12040):
    """Return a stand-in for ctypes.CDLL that finds only the libraries in `present`."""

    def load(name):
        if name not in present:
            raise OSError(name)

        def version_of(place):
            place._obj.value = version
            return 0 if version else 1

        return SimpleNamespace(cuDriverGetVersion=version_of)

    return load


@pytest.fixture
def alone(monkeypatch):
    """No TensorFlow, so no folder of libraries beside it."""
    monkeypatch.setattr(cuda, "find_spec", lambda name: None)


def test_without_a_driver_there_is_none(monkeypatch):
    monkeypatch.setattr(ctypes, "CDLL", loader([]))
    assert cuda.driver() is None


@pytest.mark.parametrize("version, expected", [(12040, "12.4"), (13000, "13.0"), (0, "")])
def test_the_driver_says_which_cuda_it_serves(monkeypatch, tmp_path, version, expected):
    monkeypatch.setattr(ctypes, "CDLL", loader([cuda.DRIVER], version))
    monkeypatch.setattr(cuda, "MAPS", tmp_path / "no such file")
    assert cuda.driver() == cuda.Driver(cuda.DRIVER, expected)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells where libraries lie")
def test_the_file_of_the_driver_is_named(monkeypatch, tmp_path):
    maps = tmp_path / "maps"
    maps.write_text(
        "7f10-7f20 r-xp 00000000 fe:00 11 /usr/lib/libcudart.so.12\n"
        "7f20-7f30 r-xp 00000000 fe:00 12 /opt/my drivers/libcuda.so.550.54.15\n"
    )
    monkeypatch.setattr(ctypes, "CDLL", loader([cuda.DRIVER]))
    monkeypatch.setattr(cuda, "MAPS", maps)
    found = cuda.driver()
    assert found is not None and found.library == "/opt/my drivers/libcuda.so.550.54.15"


def test_libraries_are_missing_that_the_loader_does_not_find(monkeypatch, alone):
    monkeypatch.setattr(ctypes, "CDLL", loader(cuda.LIBRARIES[:-1]))
    assert cuda.missing_libraries() == [cuda.LIBRARIES[-1]]


def test_libraries_may_lie_beside_tensorflow(monkeypatch, tmp_path):
    monkeypatch.setattr(ctypes, "CDLL", loader([]))
    origin = tmp_path / "tensorflow" / "__init__.py"
    monkeypatch.setattr(cuda, "find_spec", lambda name: SimpleNamespace(origin=str(origin)))
    place = tmp_path / "nvidia" / "cudnn" / "lib"
    place.mkdir(parents=True)
    (place / "libcudnn.so.9").touch()
    assert cuda.missing_libraries() == list(cuda.LIBRARIES[:-1])
