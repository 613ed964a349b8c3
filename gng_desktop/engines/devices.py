"""Which devices there are and which one is requested, found without TensorFlow."""

from __future__ import annotations

import ctypes
import os
import re

from gng_desktop.engines.cuda import DRIVER
from gng_desktop.modelstore import ModelError

NAME_LENGTH = 256


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
