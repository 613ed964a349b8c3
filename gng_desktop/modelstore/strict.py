"""JSON objects and TOML tables into frozen dataclasses, refusing whatever does not fit exactly."""

from __future__ import annotations

import dataclasses
import math
import types
import typing
from functools import cache
from typing import Any


def read(cls: type[Any], data: Any, where: str = "", table: str = "a JSON object") -> Any:
    """Build the dataclass `cls` from a decoded JSON object or TOML table.

    Parameters
    ----------
    cls : type
        A dataclass whose fields are str, int, float, bool, literals, dict, dataclasses, tuples of
        these, or any of them or None. A field with a default may be left out.
    data : object
        What `json.loads` or `tomllib.loads` returned.
    where, table : str
        Path of `data` inside the document and what it must be, for the error text.

    Raises
    ------
    ValueError
        On a missing or unknown key, a value of another type, or a number that is not finite.
    """
    if not isinstance(data, dict):
        raise ValueError(f"{where or 'the document'} must be {table}")
    hints, required = _declared(typing.cast(Any, cls))
    names = list(hints)
    prefix = f"{where}." if where else ""
    if missing := [name for name in required if name not in data]:
        raise ValueError(f"{prefix}{missing[0]} is missing")
    if unknown := [name for name in data if name not in names]:
        known = ", ".join(names)
        raise ValueError(f"{prefix}{unknown[0]} is not a known field; those here are {known}")
    given = [name for name in names if name in data]
    return cls(**{name: _value(hints[name], data[name], prefix + name, table) for name in given})


@cache
def _declared(cls: Any) -> tuple[dict[str, Any], list[str]]:
    """Return the fields of a dataclass with their types, and those without a default."""
    fields, unset = dataclasses.fields(cls), dataclasses.MISSING
    hints = typing.get_type_hints(cls)
    required = [f.name for f in fields if f.default is unset and f.default_factory is unset]
    return {f.name: hints[f.name] for f in fields}, required


def _value(hint: Any, value: Any, where: str, table: str) -> Any:
    if type(value) is hint and hint is not float:
        return value
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        if value is None and type(None) in arguments:
            return None
        (hint,) = (argument for argument in arguments if argument is not type(None))
        return _value(hint, value, where, table)
    if dataclasses.is_dataclass(hint):
        return read(typing.cast(type[Any], hint), value, where, table)
    if origin is tuple:
        return _items(arguments, value, where, table)
    if origin is typing.Literal:
        if value not in arguments or isinstance(value, bool):
            allowed = ", ".join(map(repr, arguments))
            raise ValueError(f"{where} must be one of {allowed}, not {value!r:.60}")
        return value
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    kind = origin or hint
    # bool is a subclass of int, and true must not pass for 1.
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        words = table if kind is dict else _WORDS[kind]
        raise ValueError(f"{where} must be {words}, not {value!r:.60}")
    if kind is float and not math.isfinite(value):
        raise ValueError(f"{where} must be a finite number")
    if kind is dict and arguments and arguments[1] is not Any:
        return {k: _value(arguments[1], v, f"{where}.{k}", table) for k, v in value.items()}
    return value


def _items(arguments: tuple[Any, ...], value: Any, where: str, table: str) -> tuple[Any, ...]:
    if not isinstance(value, (list, tuple)):
        raise ValueError(f"{where} must be a list")
    if arguments[-1] is Ellipsis:
        arguments = (arguments[0],) * len(value)
    if len(value) != len(arguments):
        raise ValueError(f"{where} must have {len(arguments)} entries")
    pairs = zip(arguments, value, strict=True)
    return tuple(_value(h, item, f"{where}[{i}]", table) for i, (h, item) in enumerate(pairs))


_WORDS = {str: "text", int: "a whole number", float: "a number", bool: "true or false"}
