import ctypes

import pytest

from gng_desktop.engines.devices import DeviceError, cuda_devices, parse_device


class Driver:
    """A CUDA driver with as many GPUs as names."""

    def __init__(self, names, status=0):
        self.names, self.status = names, status

    def cuInit(self, _flags):
        return self.status

    def cuDeviceGetCount(self, count):
        count._obj.value = len(self.names)
        return 0

    def cuDeviceGet(self, device, index):
        device._obj.value = index
        return 0

    def cuDeviceGetName(self, name, _length, device):
        name.value = self.names[device.value].encode()
        return 0


def test_driver_is_asked_for_names(monkeypatch):
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: Driver(["A", "B"]))
    assert cuda_devices() == ["A", "B"]


@pytest.mark.parametrize("hidden", ["", "-1"])
def test_hidden_gpus_are_not_used(monkeypatch, hidden):
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: Driver(["A"]))
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", hidden)
    assert cuda_devices() == []


def test_no_driver_or_a_failing_one_means_no_gpu(monkeypatch):
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)

    def missing(_name):
        raise OSError("libcuda.so.1: cannot open shared object file")

    monkeypatch.setattr(ctypes, "CDLL", missing)
    assert cuda_devices() == []
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: Driver(["A"], status=100))
    assert cuda_devices() == []


def test_device_strings():
    assert parse_device("auto") == ("auto", 0)
    assert parse_device("cpu") == ("cpu", 0)
    assert parse_device("gpu:2") == ("gpu", 2)


@pytest.mark.parametrize("text", ["", "gpu", "GPU:0", "gpu:-1", "gpu:0 ", "cuda", "gpu:0\n"])
def test_other_device_strings_are_refused_in_one_sentence(text):
    with pytest.raises(DeviceError, match="choose auto, cpu or gpu:0") as caught:
        parse_device(text)
    assert "\n" not in str(caught.value)
