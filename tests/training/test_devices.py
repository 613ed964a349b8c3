"""The choice of a device, without any: fake drivers and backends say what there is."""

import os
import subprocess
import sys
import types

import keras
import pytest

from gng_desktop.commands import parser
from gng_desktop.engines.devices import DeviceError
from gng_desktop.training import devices, train_command
from gng_desktop.training.devices import claim, data_parallel, found, granted, precision
from tests.training.conftest import write_recipe

VARIABLES = ("CUDA_VISIBLE_DEVICES", "JAX_PLATFORMS", "KERAS_TORCH_DEVICE")


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    """Set by the test or by `claim`, these variables are gone afterwards."""
    for name in VARIABLES:
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)


def set_variables():
    return {name: os.environ[name] for name in VARIABLES if name in os.environ}


@pytest.fixture
def gpus(monkeypatch):
    """A machine with three GPUs, of which a process sees what the environment lists."""

    def visible():
        listed = os.environ.get("CUDA_VISIBLE_DEVICES", "0,1,2").split(",")
        return [f"GPU {n}" for n in listed if n in ("0", "1", "2", "GPU-a1b2")]

    monkeypatch.setattr(devices, "cuda_devices", visible)


def test_cpu_hides_gpus_from_every_backend(gpus):
    claim("auto")
    assert set_variables() == {}
    claim("cpu")
    assert set_variables() == {
        "CUDA_VISIBLE_DEVICES": "-1",
        "JAX_PLATFORMS": "cpu",
        "KERAS_TORCH_DEVICE": "cpu",
    }


@pytest.mark.parametrize(
    ("listed", "device", "left"),
    [
        ("1", "auto", "1"),
        (None, "gpu:2", "2"),
        ("2,0", "gpu:0", "2"),
        ("2, 0", "gpu:1", "0"),
        ("GPU-a1b2", "gpu:0", "GPU-a1b2"),
    ],
)
def test_which_gpu_of_those_listed(gpus, monkeypatch, listed, device, left):
    if listed is not None:
        monkeypatch.setenv("CUDA_VISIBLE_DEVICES", listed)
    claim(device)
    assert set_variables() == {"CUDA_VISIBLE_DEVICES": left}


@pytest.mark.parametrize(
    ("listed", "device", "sentence"),
    [
        (None, "gpu:3", "gpu:3 was asked for, but there is no usable CUDA GPU of that number"),
        ("1", "gpu:1", r"gpu:1 was asked for, but there is only 1 usable CUDA GPU\(s\)"),
        ("", "gpu:0", "gpu:0 was asked for, but there is no usable CUDA GPU; choose auto or cpu"),
        ("-1", "gpu:0", "gpu:0 was asked for, but there is no usable CUDA GPU; choose"),
        ("7", "gpu:0", "no usable CUDA GPU of that number"),
        (None, "tpu", "'tpu' is unknown; choose auto, cpu or gpu:0"),
    ],
)
def test_a_gpu_that_is_not_there(gpus, monkeypatch, listed, device, sentence):
    if listed is not None:
        monkeypatch.setenv("CUDA_VISIBLE_DEVICES", listed)
    before = set_variables()
    with pytest.raises(DeviceError, match=sentence) as caught:
        claim(device)
    assert "\n" not in str(caught.value)
    assert set_variables() == before


def test_a_backend_that_does_not_train(monkeypatch):
    monkeypatch.setenv("KERAS_BACKEND", "numpy")
    with pytest.raises(DeviceError, match="'numpy'; set it to tensorflow, jax or torch"):
        claim("auto")


def test_torch_is_asked_itself(monkeypatch):
    assert granted("auto") == found() == list(keras.distribution.list_devices())
    torch = types.ModuleType("torch")
    torch.cuda = types.SimpleNamespace(device_count=lambda: 2)
    monkeypatch.setitem(sys.modules, "torch", torch)
    monkeypatch.setattr(keras.backend, "backend", lambda: "torch")
    assert found() == ["gpu:0", "gpu:1"]
    torch.cuda.device_count = lambda: 0
    assert found() == ["cpu:0"]


@pytest.mark.parametrize(
    ("device", "there", "sentence"),
    [
        ("auto", ["gpu:0", "gpu:1"], ""),
        ("cpu", ["cpu:0", "cpu:1"], ""),
        ("gpu:3", ["gpu:0"], ""),
        ("gpu:0", ["cpu:0"], "Keras on tensorflow finds no GPU it can use; choose auto or cpu"),
        ("cpu", ["gpu:0"], "when tensorflow had already taken gpu:0; restart the program"),
        ("gpu:1", ["gpu:0", "gpu:1"], "had already taken gpu:0, gpu:1; restart the program"),
        ("gpu", ["cpu:0"], "'gpu' is unknown"),
    ],
)
def test_granted(monkeypatch, device, there, sentence):
    monkeypatch.setattr(devices, "found", lambda: there)
    if not sentence:
        assert granted(device) == there
        return
    with pytest.raises(DeviceError, match=sentence):
        granted(device)


@pytest.mark.parametrize(
    ("backend", "count", "batch", "used"),
    [
        ("jax", 2, 16, 2),
        ("jax", 3, 16, 2),
        ("jax", 4, 6, 3),
        ("jax", 3, 7, None),
        ("jax", 1, 16, None),
        ("tensorflow", 2, 16, None),
        ("torch", 2, 16, None),
    ],
)
def test_as_many_devices_as_divide_the_batch(monkeypatch, backend, count, batch, used):
    monkeypatch.setattr(keras.backend, "backend", lambda: backend)
    monkeypatch.setattr(keras.distribution, "DataParallel", lambda devices: devices)
    names = [f"gpu:{n}" for n in range(count)]
    assert data_parallel(names, batch) == (names[:used] if used else None)


def test_precision_is_put_back():
    before = keras.config.dtype_policy()
    with precision(False):
        assert keras.config.dtype_policy() == before
    with precision(True):
        layer = keras.layers.Dense(2)
        assert (layer.compute_dtype, layer.variable_dtype) == ("bfloat16", "float32")
    assert keras.config.dtype_policy() == before
    with pytest.raises(ZeroDivisionError), precision(True):
        raise ZeroDivisionError
    assert keras.config.dtype_policy() == before


@pytest.mark.parametrize(
    ("in_recipe", "on_line", "used"),
    [("cpu", None, "cpu"), ("cpu", "auto", "auto"), ("auto", "gpu:5", "gpu:5")],
)
def test_the_command_line_goes_before_the_recipe(
    tmp_path, monkeypatch, capsys, in_recipe, on_line, used
):
    recipe, data = tmp_path / "a.toml", {"index": "index.csv"}
    write_recipe(recipe, data=data, fit={"device": in_recipe})
    claimed = []

    def no_device(device):
        claimed.append(device)
        raise DeviceError("Stop here.")

    monkeypatch.setattr(devices, "claim", no_device)
    command = ["train", str(recipe), "--data", str(tmp_path)]
    options = parser().parse_args([*command, "--runs", str(tmp_path / "runs")])
    options.device = on_line
    assert train_command.train(options) == 1
    assert claimed == [used]
    assert capsys.readouterr().err == "Stop here.\n"
    assert not (tmp_path / "runs").exists()


def test_modules_load_nothing_heavy():
    code = """
import sys
heavy = {"keras", "tensorflow", "jax", "torch", "cv2", "sklearn"}
import gng_desktop.training.events
assert not (heavy | {"numpy"}) & set(sys.modules)
import gng_desktop.training.recipe_schema
assert not (heavy | {"gng_desktop.training.recipe"}) & set(sys.modules)
from gng_desktop.training import devices, errors, observing, recipe, train_command
assert not (heavy - {"cv2", "sklearn"}) & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)
