"""The one spelling of JSON in a case, and the SHA-256 of a row."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from typing import Any


def canonical(value: Any) -> str:
    r"""Return the canonical JSON text of a value; TypeError if it is no JSON value.

    Keys sorted, no white space, characters as they are; control characters and half surrogate pairs
    (file names that are no UTF-8) as ``\u`` escapes; numbers in the shortest digits that give the
    same float64, null for those that are not finite. Tuples are lists, NumPy's numbers floats.
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
    """Return the SHA-256, 64 hexadecimal digits, by which the log knows a row, given by column.

    Of the canonical JSON, in UTF-8, of ``{"row": {column: value, ...}, "table": table}``. Columns
    that are NULL are left out, so that a column added by a later schema changes no digest; in place
    of bytes stands ``{"sha256": digits}`` of them.
    """
    values = {
        name: {"sha256": hashlib.sha256(value).hexdigest()} if isinstance(value, bytes) else value
        for name, value in row.items()
        if value is not None
    }
    return hashlib.sha256(canonical({"row": values, "table": table}).encode()).hexdigest()
