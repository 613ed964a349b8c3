"""The NVIDIA software of this machine, found without TensorFlow."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

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
