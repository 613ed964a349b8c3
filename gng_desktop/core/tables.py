"""Cells of CSV tables that survive any file name and that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from gng_desktop.core.reading import opened

_RUN_BY_SPREADSHEETS = tuple("=+-@\t\r\n＝＋－＠")
"""First characters of cells that some spreadsheet takes for a formula (OWASP, "CSV Injection")."""

_NUMBER = re.compile(r"[-+]\d+(\.\d+)?(e[-+]?\d+)?", re.ASCII)


def harmless(text: str) -> str:
    """Return text that no spreadsheet runs: a formula gets an apostrophe in front.

    So does a text that begins with one, so that taking the first apostrophe away restores it.
    """
    return f"'{text}" if text.startswith((*_RUN_BY_SPREADSHEETS, "'")) else text


def as_it_was(cell: str) -> str:
    """Return the text that `harmless` made `cell` of; any other text as it is."""
    return cell[1:] if cell.startswith("'") and harmless(cell[1:]) == cell else cell


def path_text(path: str) -> str:
    r"""Return a path as text that any UTF-8 file can hold.

    A byte that is no UTF-8 becomes ``\xff`` (its two hexadecimal digits); a backslash that such an
    escape could be read into becomes ``\x5c``.
    """
    raw = re.sub(rb"\\(?=x[0-9a-f]{2})", rb"\\x5c", os.fsencode(path))
    return raw.decode("utf-8", "backslashreplace")


def path_cell(path: str) -> str:
    """Return a path as text that any spreadsheet can hold, too; `path_of` turns it back."""
    return harmless(path_text(path))


def path_of(cell: str) -> str:
    """Return the path that `path_cell` made `cell` of."""
    raw = as_it_was(cell).encode("utf-8", "surrogateescape")
    plain = re.sub(rb"\\x([0-9a-f]{2})", lambda found: bytes.fromhex(found[1].decode()), raw)
    return os.fsdecode(plain)


def read_rows(path: Path, count: int | None = None) -> list[dict[str, Any]]:
    """Return the first `count` rows, or all, of a CSV file in UTF-8 with a header line.

    Cells are as they were before `csv_text`; those that a row lacks are None.

    Raises
    ------
    OSError
        See `gng_desktop.core.reading.opened`.
    ValueError
        If it is no CSV in UTF-8.
    """
    # With "-sig" a byte order mark, as spreadsheets write it, is no part of the first column.
    with io.TextIOWrapper(opened(path), encoding="utf-8-sig", newline="") as stream:
        try:
            rows = list(islice(csv.DictReader(stream), count))
        except csv.Error as error:
            raise ValueError(f"it is no CSV ({error})") from error
    for row in rows:
        for name, cell in row.items():
            if isinstance(cell, str) and cell[:1] == "'":
                row[name] = as_it_was(cell)
    return rows


def csv_text(header: Sequence[str], rows: Iterable[Sequence[Any]], line_end: str = "\r\n") -> str:
    """Return a CSV table (RFC 4180); None becomes an empty cell, and no text a formula."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator=line_end)
    for row in (header, *rows):
        writer.writerow([_cell(cell) for cell in row])
    return stream.getvalue()


def _cell(value: Any) -> Any:
    # Of a number a sign in front is harmless.
    return harmless(value) if isinstance(value, str) and not _NUMBER.fullmatch(value) else value
