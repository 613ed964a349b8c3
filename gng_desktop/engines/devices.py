"""Which devices there are, what CUDA lacks, and which one is requested, without TensorFlow."""

from __future__ import annotations

import ctypes
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from gng_desktop.modelstore import ModelError

NAME_LENGTH = 256
DRIVER = "nvcuda.dll" if sys.platform == "win32" else "libcuda.so.1"
LIBRARIES = (
    "libcudart.so.12",
    "libcublas.so.12",
    "libcublasLt.so.12",
    "libcufft.so.11",
    "libcusolver.so.11",
    "libcusparse.so.12",
    "libcudnn.so.9",
)
"""What TensorFlow 2.21, built for CUDA 12.5 and cuDNN 9, loads before it uses a GPU."""
MAPS = Path("/proc/self/maps")


class DeviceError(ModelError):
    """A device is unknown, absent or out of memory; the text is one sentence for the user."""


def cuda_devices() -> list[str]:
    """Return the names of the CUDA GPUs this process may use, in order; empty without a driver.

    Asks the CUDA driver itself, which takes milliseconds and honours ``CUDA_VISIBLE_DEVICES``.
    """
    if os.environ.get("CUDA_VISIBLE_DEVICES", "all").strip() in ("", "-1"):
        return []
    try:
        cuda = ctypes.CDLL(DRIVER)
    except OSError:
        return []
    count = ctypes.c_int(0)
    if cuda.cuInit(0) or cuda.cuDeviceGetCount(ctypes.byref(count)):
        return []
    names = []
    for index in range(count.value):
        device, name = ctypes.c_int(0), ctypes.create_string_buffer(NAME_LENGTH)
        if cuda.cuDeviceGet(ctypes.byref(device), index):
            break
        cuda.cuDeviceGetName(name, NAME_LENGTH, device)
        names.append(name.value.decode("utf-8", "replace"))
    return names


def parse_device(text: str) -> tuple[str, int]:
    """Split a device into its kind ("auto", "cpu" or "gpu") and its number (0 but for GPUs).

    Raises
    ------
    DeviceError
        If `text` is none of ``auto``, ``cpu``, ``gpu:N``.
    """
    if text in ("auto", "cpu"):
        return text, 0
    if match := re.fullmatch(r"gpu:([0-9]{1,3})", text):
        return "gpu", int(match[1])
    raise DeviceError(f"Device {text!r} is unknown; choose auto, cpu or gpu:0 (gpu:1 and so on).")


def absent(number: int, known: int) -> DeviceError:
    """Return the error for GPU `number` where only `known` GPUs are usable."""
    found = f"only {known} usable CUDA GPU(s)" if known else "no usable CUDA GPU"
    return DeviceError(
        f"Device gpu:{number} was asked for, but there is {found}; choose auto or cpu."
    )


@dataclass(frozen=True)
class Driver:
    """The NVIDIA driver.

    Attributes
    ----------
    library : str
        Its library: the file where the system names it, else its name.
    cuda : str
        The newest CUDA that it serves, such as ``"12.4"``; "" if it does not say.
    """

    library: str
    cuda: str


def driver() -> Driver | None:
    """Return the NVIDIA driver; None without one."""
    try:
        library = ctypes.CDLL(DRIVER)
    except OSError:
        return None
    version = ctypes.c_int(0)
    known = not library.cuDriverGetVersion(ctypes.byref(version))
    cuda = f"{version.value // 1000}.{version.value % 1000 // 10}" if known else ""
    return Driver(next(_mapped(DRIVER.split(".")[0]), DRIVER), cuda)


def missing_libraries() -> list[str]:
    """Return those of `LIBRARIES` that the system's loader does not find, in their order.

    TensorFlow also looks in the folder ``nvidia`` beside its own, where pip puts them.
    """
    tensorflow = find_spec("tensorflow")
    origin = tensorflow.origin if tensorflow is not None else None
    beside = Path(origin).parents[1] / "nvidia" if origin else None
    return [name for name in LIBRARIES if not _loads(name, beside)]


def _loads(name: str, beside: Path | None) -> bool:
    if beside is not None and any(beside.glob(f"*/lib/{name}")):
        return True
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _mapped(name: str) -> Iterator[str]:
    """Yield the files of this process's libraries whose names begin with `name`."""
    try:
        lines = MAPS.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return
    for line in lines:
        path = line.partition("/")[2]
        if path.rpartition("/")[2].startswith(f"{name}."):
            yield f"/{path}"
