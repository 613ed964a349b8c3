"""The one spelling of JSON in a case, and the SHA-256 of a row."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from typing import Any


def canonical(value: Any) -> str:
    r"""Return the canonical JSON text of a value.

    Keys sorted, no white space, characters as they are. What is no character of its own (half
    of a surrogate pair, as Python has it in file names that are no UTF-8) becomes its ``\u``
    escape, as do control characters. Numbers as Python prints them: the shortest digits that
    give the same float64. JSON knows no numbers that are not finite: they become null. Tuples
    are lists, and NumPy's numbers are floats.

    Parameters
    ----------
    value : object
        Of None, bool, numbers, str, lists, tuples and mappings with keys of str.

    Raises
    ------
    TypeError
        If there is anything else in it.
    """
    text = json.dumps(
        _finite(value),
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
        allow_nan=False,
        default=float,
    )
    return text.encode("utf-8", errors="backslashreplace").decode("utf-8")


def _finite(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _finite(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [_finite(entry) for entry in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def row_digest(table: str, row: Mapping[str, Any]) -> str:
    """Return the SHA-256, 64 hexadecimal digits, by which the log knows a row.

    Of the canonical JSON, in UTF-8, of ``{"row": {column: value, ...}, "table": table}``.
    Columns that are NULL are left out, so that a column added by a later schema changes no
    digest; in place of bytes stands ``{"sha256": digits}`` of them.

    Parameters
    ----------
    table : str
    row : mapping of str to (int, str, bytes or None)
        All columns.
    """
    values = {
        name: {"sha256": hashlib.sha256(value).hexdigest()} if isinstance(value, bytes) else value
        for name, value in row.items()
        if value is not None
    }
    return hashlib.sha256(canonical({"row": values, "table": table}).encode()).hexdigest()
