"""The devices a training computes on, and its numeric precision."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from gng_desktop.core.text import listed
from gng_desktop.engines.devices import DeviceError, absent, cuda_devices, parse_device

BACKENDS = ("tensorflow", "jax", "torch")
GPUS = "CUDA_VISIBLE_DEVICES"
ON_CPU = {GPUS: "-1", "JAX_PLATFORMS": "cpu", "KERAS_TORCH_DEVICE": "cpu"}
"""What TensorFlow and JAX, JAX, and Keras on PyTorch look for when they start."""
MIXED = "mixed_bfloat16"
"""16-bit arithmetic that has float32's range, so gradients need no scaling, on float32 weights."""


def claim(device: str) -> None:
    """Let this process see only the device named; call it before Keras is imported.

    Backends take hold of what they see when they start and keep it, so this sets what they read
    from the environment then.

    Parameters
    ----------
    device : str
        ``auto``: whatever the backend finds. ``cpu``. ``gpu:N``: one CUDA GPU, counted among
        those that ``CUDA_VISIBLE_DEVICES`` lists if it is set.

    Raises
    ------
    DeviceError
        If `device` is unknown, or a GPU that is not there; the environment is then as before. If
        ``KERAS_BACKEND`` names a backend that does not train.
    """
    if (backend := os.environ.get("KERAS_BACKEND", "")) not in ("", *BACKENDS):
        raise DeviceError(f"KERAS_BACKEND is {backend!r}; set it to {listed(BACKENDS, 'or')}.")
    kind, number = parse_device(device)
    if kind == "cpu":
        os.environ.update(ON_CPU)
    if kind != "gpu":
        return
    before = os.environ.get(GPUS)
    if before is None:
        chosen = str(number)
    else:
        visible = [name.strip() for name in before.split(",") if name.strip() not in ("", "-1")]
        if number >= len(visible):
            raise absent(number, len(visible))
        chosen = visible[number]
    # The driver reads the variable once, when it is first asked: so it is set before.
    os.environ[GPUS] = chosen
    if not cuda_devices():
        if before is None:
            del os.environ[GPUS]
        else:
            os.environ[GPUS] = before
        raise DeviceError(
            f"Device {device} was asked for, but there is no usable CUDA GPU of that number; "
            "choose auto or cpu."
        )


def found() -> list[str]:
    """Return what Keras' backend computes on: its GPUs (``gpu:0`` ...) if any, else ``cpu:0``."""
    import keras

    if keras.backend.backend() == "torch":
        import torch

        return [f"gpu:{n}" for n in range(torch.cuda.device_count())] or ["cpu:0"]
    return list(keras.distribution.list_devices())


def granted(device: str) -> list[str]:
    """Return the backend's devices, having made sure that they are those asked for.

    Raises
    ------
    DeviceError
        If `device` is unknown or the backend holds others.
    """
    import keras

    kind, _ = parse_device(device)
    devices, backend = found(), keras.backend.backend()
    on_cpu = devices[0].startswith("cpu")
    if kind == "gpu" and on_cpu:
        raise DeviceError(
            f"Device {device} was asked for, but Keras on {backend} finds no GPU it can use; "
            "choose auto or cpu."
        )
    if (kind == "gpu" and len(devices) > 1) or (kind == "cpu" and not on_cpu):
        raise DeviceError(
            f"Device {device} was asked for when {backend} had already taken "
            f"{', '.join(devices)}; restart the program with that device."
        )
    return devices


def data_parallel(devices: list[str], batch: int) -> Any:
    """Return how Keras shares each batch out to several devices; None where one does it all.

    Keras can on JAX alone: its TensorFlow part is a prototype marked not for use, and it has none
    for PyTorch; there the first GPU does the work.

    Of `devices`, as `granted` returns them, as many are used as divide the `batch`.
    """
    import keras

    if len(devices) < 2 or keras.backend.backend() != "jax":
        return None
    count = max(n for n in range(1, len(devices) + 1) if batch % n == 0)
    return keras.distribution.DataParallel(devices=devices[:count]) if count > 1 else None


def peak_memory() -> tuple[int | None, int | None]:
    """Return the most memory that this process held so far, bytes: main memory, and its GPU's.

    None where the system, or the backend, does not say, and for a GPU that is not there.
    """
    import keras

    backend, gpu = keras.backend.backend(), not found()[0].startswith("cpu")
    host = device = None
    if sys.platform != "win32":
        import resource

        host = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        host *= 1 if sys.platform == "darwin" else 1024
    if gpu and backend == "tensorflow":
        import tensorflow as tf

        device = int(tf.config.experimental.get_memory_info("GPU:0")["peak"])
    elif gpu and backend == "jax":
        import jax

        stats = jax.local_devices()[0].memory_stats() or {}
        device = stats.get("peak_bytes_in_use")
    elif gpu and backend == "torch":
        import torch

        device = int(torch.cuda.max_memory_allocated())
    return host, device


@contextmanager
def precision(mixed: bool) -> Iterator[None]:
    """Make layers built meanwhile compute in `MIXED` numbers if `mixed`; their weights do not.

    Layers keep the policy they were built under, so a network has to be built in here but not
    trained.
    """
    import keras

    before = keras.config.dtype_policy()
    if mixed:
        keras.config.set_dtype_policy(MIXED)
    try:
        yield
    finally:
        keras.config.set_dtype_policy(before)
