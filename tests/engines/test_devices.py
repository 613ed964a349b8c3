import ctypes
import sys
from types import SimpleNamespace

import pytest

from gng_desktop.engines import devices
from gng_desktop.engines.devices import DeviceError, cuda_devices, parse_device


class Driver:
    """A CUDA driver with as many GPUs as names, which serves a version of CUDA."""

    def __init__(self, names=(), status=0, version=12040):
        self.names, self.status, self.version = names, status, version

    def cuInit(self, _flags):
        return self.status

    def cuDriverGetVersion(self, place):
        place._obj.value = self.version
        return 0 if self.version else 1

    def cuDeviceGetCount(self, count):
        count._obj.value = len(self.names)
        return 0

    def cuDeviceGet(self, device, index):
        device._obj.value = index
        return 0

    def cuDeviceGetName(self, name, _length, device):
        name.value = self.names[device.value].encode()
        return 0


@pytest.fixture
def install(monkeypatch):
    """Let the system's loader find these libraries, and no others."""
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)

    def install(*present, driver=None):
        libraries = dict.fromkeys(present) | ({devices.DRIVER: driver} if driver else {})

        def load(name):
            if name not in libraries:
                raise OSError(f"{name}: cannot open shared object file")
            return libraries[name]

        monkeypatch.setattr(ctypes, "CDLL", load)

    return install


def test_the_driver_is_asked_for_names(install, monkeypatch):
    install(driver=Driver(["A", "B"]))
    assert cuda_devices() == ["A", "B"]
    for hidden in ("", "-1"):
        monkeypatch.setenv("CUDA_VISIBLE_DEVICES", hidden)
        assert cuda_devices() == []


def test_no_driver_or_a_failing_one_means_no_gpu(install):
    install()
    assert cuda_devices() == [] and devices.driver() is None
    install(driver=Driver(["A"], status=100))
    assert cuda_devices() == []


def test_device_strings():
    assert [parse_device(text) for text in ("auto", "cpu")] == [("auto", 0), ("cpu", 0)]
    assert parse_device("gpu:2") == ("gpu", 2)


@pytest.mark.parametrize("text", ["", "gpu", "GPU:0", "gpu:-1", "gpu:0 ", "cuda", "gpu:0\n"])
def test_other_device_strings_are_refused_in_one_sentence(text):
    with pytest.raises(DeviceError, match="choose auto, cpu or gpu:0") as caught:
        parse_device(text)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("version, expected", [(12040, "12.4"), (13000, "13.0"), (0, "")])
def test_the_driver_says_which_cuda_it_serves(install, monkeypatch, tmp_path, version, expected):
    install(driver=Driver(version=version))
    monkeypatch.setattr(devices, "MAPS", tmp_path / "no such file")
    assert devices.driver() == devices.Driver(devices.DRIVER, expected)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells where libraries lie")
def test_the_file_of_the_driver_is_named(install, monkeypatch, tmp_path):
    maps = tmp_path / "maps"
    maps.write_text(
        "7f10-7f20 r-xp 00000000 fe:00 11 /usr/lib/libcudart.so.12\n"
        "7f20-7f30 r-xp 00000000 fe:00 12 /opt/my drivers/libcuda.so.550.54.15\n"
    )
    install(driver=Driver())
    monkeypatch.setattr(devices, "MAPS", maps)
    assert devices.driver().library == "/opt/my drivers/libcuda.so.550.54.15"


def test_libraries_are_looked_for_by_the_loader_and_beside_tensorflow(
    install, monkeypatch, tmp_path
):
    *others, cudnn = devices.LIBRARIES
    monkeypatch.setattr(devices, "find_spec", lambda name: None)
    install(*others)
    assert devices.missing_libraries() == [cudnn]
    origin = tmp_path / "tensorflow" / "__init__.py"
    monkeypatch.setattr(devices, "find_spec", lambda name: SimpleNamespace(origin=str(origin)))
    place = tmp_path / "nvidia" / "cudnn" / "lib"
    place.mkdir(parents=True)
    (place / "libcudnn.so.9").touch()
    install()
    assert devices.missing_libraries() == others
