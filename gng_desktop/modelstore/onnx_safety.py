"""Whether an ONNX file may be loaded: nothing outside it is read, and it terminates.

ONNX Runtime resolves tensors with "external data" against the working directory, outside every
hash. The file is walked here as protobuf, without the package ``onnx``, which the inspector leaves
out; what this program does not know is refused rather than passed over, since ONNX Runtime might
know it. The numbers are those of ``onnx.proto`` (IR version 13).
"""

from __future__ import annotations

from collections.abc import Iterator

from gng_desktop.modelstore.errors import ModelError

MOST_BYTES = (2 << 30) - 1
"""Of a graph: protobuf takes no more."""
DOMAINS = ("", "ai.onnx")
"""Of operators: the standard ones; those of others may run or read anything."""
ENDLESS = ("Loop", "Scan", "SequenceMap")
"""Operators that repeat a graph as often as the data say."""
DEPTH = 8
"""Most graphs within each other (branches of If), the outermost included."""

_OPAQUE = ""
_FIELDS: dict[str, dict[int, str]] = {
    "model": dict.fromkeys((1, 2, 3, 4, 5, 6, 8, 14, 26), _OPAQUE) | {7: "graph"},
    "graph": dict.fromkeys((2, 10, 11, 12, 13, 14, 16), _OPAQUE)
    | {1: "node", 5: "tensor", 15: "sparse tensor"},
    "node": dict.fromkeys((1, 2, 3, 4, 6, 7, 8, 9, 10), _OPAQUE) | {5: "attribute"},
    "attribute": dict.fromkeys((1, 2, 3, 4, 7, 8, 9, 13, 14, 15, 20, 21), _OPAQUE)
    | {5: "tensor", 6: "graph", 10: "tensor", 11: "graph", 22: "sparse tensor"}
    | {23: "sparse tensor"},
    "sparse tensor": {1: "tensor", 2: "tensor", 3: _OPAQUE},
    "tensor": dict.fromkeys((*range(1, 13), 14, 16), _OPAQUE),
}
"""By message: its fields by number, with the message that each holds."""
_REFUSED = {
    ("model", 20): "is made to be trained on",
    ("model", 25): "has functions of its own",
    ("tensor", 13): "reads data from another file",
}
_OPERATOR, _DOMAIN, _LOCATION = 4, 7, 14
_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5


OTHER = "use one that is complete in itself and made of standard operators"


class _Refused(Exception):
    """The text goes on from "it"."""


def check_onnx(data: bytes, where: str = "in memory", advice: str = OTHER) -> None:
    """Refuse an ONNX model that reads other files, may not end, or is more than standard ONNX.

    Hash and load these very bytes; a file could be exchanged in between.

    Parameters
    ----------
    data : bytes
        The whole file.
    where : str
        What messages call it.
    advice : str
        What they say is to be done.

    Raises
    ------
    ModelError
        Saying why in one sentence.
    """
    try:
        _walk("model", memoryview(data), 0)
    except _Refused as error:
        raise ModelError(
            f"ONNX graph {where} cannot be loaded because it {error}; {advice}."
        ) from None


def _walk(message: str, data: memoryview, depth: int) -> None:
    if depth > DEPTH:
        raise _Refused(f"holds graphs more than {DEPTH} deep")
    known = _FIELDS[message]
    for number, kind, value in fields_of(data):
        if what := _REFUSED.get((message, number)):
            raise _Refused(what)
        if number not in known:
            raise _Refused(f"has an unknown field {number} in a {message}")
        inner = known[number]
        if inner:
            _walk(inner, _message(value), depth + (inner == "graph"))
        elif (message, number) == ("tensor", _LOCATION) and (kind, value) != (_VARINT, 0):
            raise _Refused("reads data from another file")
        elif message == "node" and number in (_OPERATOR, _DOMAIN):
            _check_operator(number, bytes(_message(value)).decode("utf-8", "replace"))


def _check_operator(number: int, name: str) -> None:
    if number == _OPERATOR and name in ENDLESS:
        raise _Refused(f"repeats a part of itself without a bound ({name})")
    if number == _DOMAIN and name not in DOMAINS:
        raise _Refused(f"uses operators of {name[:80]!r}")


def _message(value: int | memoryview) -> memoryview:
    if isinstance(value, int):
        raise _Refused("is damaged")
    return value


def fields_of(data: memoryview) -> Iterator[tuple[int, int, int | memoryview]]:
    """Yield number, wire type and value of each field of a protobuf message."""
    at, end = 0, len(data)
    while at < end:
        tag, at = _varint(data, at)
        number, kind = tag >> 3, tag & 7
        value: int | memoryview
        if kind == _VARINT:
            value, at = _varint(data, at)
        elif kind in (_BYTES, _FIXED32, _FIXED64):
            size = 4 if kind == _FIXED32 else 8
            if kind == _BYTES:
                size, at = _varint(data, at)
            if size > end - at:
                raise _Refused("is damaged")
            value, at = data[at : at + size], at + size
        else:
            raise _Refused("is damaged")
        yield number, kind, value


def _varint(data: memoryview, at: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 70, 7):
        if at >= len(data):
            break
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
    raise _Refused("is damaged")
