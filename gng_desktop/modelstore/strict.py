"""JSON objects into frozen dataclasses, refusing whatever does not fit exactly."""

from __future__ import annotations

import dataclasses
import math
import types
import typing
from typing import Any


def read(cls: type[Any], data: Any, where: str = "") -> Any:
    """Build the dataclass `cls` from a decoded JSON object.

    Parameters
    ----------
    cls : type
        A dataclass whose fields are str, int, float, bool, dict, dataclasses, tuples of these,
        or any of them or None. A field with a default may be left out.
    data : object
        What `json.loads` returned.
    where : str
        Path of `data` inside the document, for the error text.

    Raises
    ------
    ValueError
        On a missing or unknown key, a value of another type, or a number that is not finite.
    """
    if not isinstance(data, dict):
        raise ValueError(f"{where or 'the document'} must be a JSON object")
    hints = typing.get_type_hints(cls)
    fields = dataclasses.fields(cls)
    names = [field.name for field in fields]
    required = [field.name for field in fields if field.default is dataclasses.MISSING]
    prefix = f"{where}." if where else ""
    if missing := [name for name in required if name not in data]:
        raise ValueError(f"{prefix}{missing[0]} is missing")
    if unknown := [name for name in data if name not in names]:
        raise ValueError(f"{prefix}{unknown[0]} is not a known field")
    given = [name for name in names if name in data]
    return cls(**{name: _value(hints[name], data[name], prefix + name) for name in given})


def _value(hint: Any, value: Any, where: str) -> Any:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        if value is None and type(None) in arguments:
            return None
        (hint,) = (argument for argument in arguments if argument is not type(None))
        return _value(hint, value, where)
    if dataclasses.is_dataclass(hint):
        return read(typing.cast(type[Any], hint), value, where)
    if origin is tuple:
        return _items(arguments, value, where)
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    kind = origin or hint
    # bool is a subclass of int, and true must not pass for 1.
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise ValueError(f"{where} must be {_WORDS[kind]}, not {value!r:.60}")
    if kind is float and not math.isfinite(value):
        raise ValueError(f"{where} must be a finite number")
    return value


def _items(arguments: tuple[Any, ...], value: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(value, (list, tuple)):
        raise ValueError(f"{where} must be a list")
    if arguments[-1] is Ellipsis:
        arguments = (arguments[0],) * len(value)
    if len(value) != len(arguments):
        raise ValueError(f"{where} must have {len(arguments)} entries")
    pairs = zip(arguments, value, strict=True)
    return tuple(_value(hint, item, f"{where}[{i}]") for i, (hint, item) in enumerate(pairs))


_WORDS = {str: "text", int: "a whole number", float: "a number", bool: "true or false"}
_WORDS[dict] = "an object"
