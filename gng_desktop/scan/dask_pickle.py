"""What Dask's processes send is unpickled here without running any of it.

Dask pickles results and errors, and a pickle may call any function there is: whoever runs a worker
could run code on the examiner's computer. In this process plain values, bytes and Python's own
errors are read; every other class or function a pickle names becomes an error without behaviour.
"""

from __future__ import annotations

import builtins
import io
import pickle
import types
from collections.abc import Callable
from functools import lru_cache
from typing import Any


class ForeignError(Exception):
    """Stands for an object of a class that is not made here; `name` is the class."""

    name = ""

    def __setstate__(self, state: Any) -> None:
        """Take nothing over."""

    def __str__(self) -> str:
        message = next((a for a in self.args if isinstance(a, str)), "")
        return f"{self.name.rpartition('.')[2]}: {message}"


class KilledError(ForeignError):
    """Dask gave a task up because it took several workers with it."""


class LostError(ForeignError, OSError):
    """A connection within the cluster was lost."""


def _made(kind: Any, arguments: Any, *_: Any) -> Exception:
    """Return an error that tblib, which Dask pickles errors by, took apart."""
    if isinstance(kind, type) and issubclass(kind, Exception):
        return kind(*arguments)
    return ForeignError(f"{kind!r:.200}")


_KNOWN: dict[str, Any] = {
    "builtins.bytes": bytes,
    "distributed.scheduler.KilledWorker": KilledError,
    "distributed.comm.core.CommClosedError": LostError,
    "tornado.iostream.StreamClosedError": LostError,
    "tblib.pickling_support.unpickle_exception": _made,
    "tblib.pickling_support.unpickle_exception_with_attrs": lambda kind, attributes, *_: _made(
        kind, attributes["args"]
    ),
    "tblib.pickling_support.unpickle_traceback": lambda *_: None,
}


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        return _class(f"{module}.{name}")


@lru_cache(maxsize=1000)
def _class(name: str) -> Any:
    if found := _KNOWN.get(name):
        return found
    place, _, last = name.rpartition(".")
    found = getattr(builtins, last, None) if place == "builtins" else None
    if isinstance(found, type) and issubclass(found, Exception):
        return found
    return type("ForeignError", (ForeignError,), {"name": name})


def loads(data: Any, **options: Any) -> Any:
    """Return what a pickle holds, as far as it is harmless; like `pickle.loads`, but never raises.

    Dask's client would wait for ever for a message that it cannot read.
    """
    try:
        return _Unpickler(io.BytesIO(data), **options).load()
    except Exception as error:
        return ForeignError(f"a message that cannot be read ({error})")


def _error(exception: Any = None, traceback: Any = None, **_: Any) -> tuple[Any, ...]:
    """Return type, error and no traceback, whatever was sent; Dask's own refuses other types."""
    found = loads(exception) if isinstance(exception, (bytes, bytearray)) else exception
    if not isinstance(found, Exception):
        found = ForeignError(str(found)[:200])
    return type(found), found, None


def protect() -> None:
    """Have Dask's client in this process unpickle by `loads`; not for workers or schedulers."""
    from distributed import client, core
    from distributed.protocol import pickle as protocol

    harmless = types.ModuleType("pickle")
    vars(harmless).update(vars(pickle) | {"loads": loads, "load": None, "Unpickler": _Unpickler})
    places: tuple[Any, ...] = (client, protocol)
    for place in places:
        before: Callable[..., Any] = place.pickle.loads  # an AttributeError if Dask has changed
        assert before in (pickle.loads, loads)
        place.pickle = harmless
    client.clean_exception = core.clean_exception = _error
