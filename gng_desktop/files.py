"""Writing files whole or not at all, CSV, and file names on one line: for every room above."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any


def atomically(path: Path, write: Callable[[Path], object]) -> None:
    """Let `write` fill a file beside `path` that then takes its place.

    A reader sees the old file or the new one, never half of one; a failure leaves nothing behind.

    Raises
    ------
    OSError
        If the file cannot be written.
    """
    part = path.with_name(path.name + ".part")
    try:
        write(part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Write `text` as UTF-8, line ends as they are; whole or not at all.

    Raises
    ------
    OSError
        If the file cannot be written.
    """
    # A file name that is no valid UTF-8 stays readable (as \udcXX escapes) instead of failing.
    data = text.encode("utf-8", errors="backslashreplace")
    atomically(path, lambda part: part.write_bytes(data))


def write_json(path: Path, content: Any, indent: int = 2) -> None:
    """Write `content` as indented UTF-8 JSON, whole or not at all; NumPy numbers become floats.

    Raises
    ------
    OSError
        If the file cannot be written.
    """
    write_text(path, json.dumps(content, indent=indent, ensure_ascii=False, default=float) + "\n")


def csv_text(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Return a CSV table (RFC 4180); None becomes an empty cell."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(header)
    writer.writerows(rows)
    return stream.getvalue()


def printable(text: object) -> str:
    """Return `text`, a path for one, fit for one line of a terminal.

    Line breaks, control sequences and bytes that are no UTF-8, all of which occur in file names,
    become backslash escapes.
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in str(text))
