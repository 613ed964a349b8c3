"""Reading small files of unknown origin: regular ones, up to a size, without waiting for a pipe."""

from __future__ import annotations

import errno
import io
import json
import os
import stat
from typing import Any

SMALL = 16 << 20
"""Most bytes of a manifest, a recipe, a record of a run."""
LARGE = 1 << 30
"""Most bytes of what lists the images of a data set or a scan."""


def descriptor(path: str | os.PathLike[str], flags: int = 0) -> int:
    """Open a file to be read, as `os.open` does; its time of access stays where that is possible.

    Linux lets the owner of a file ask for that.
    """
    flags |= os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    try:
        return os.open(path, flags | getattr(os, "O_NOATIME", 0))
    except PermissionError:
        return os.open(path, flags)


def opened(path: str | os.PathLike[str], limit: int = LARGE) -> io.BufferedReader:
    """Open a regular file of at most `limit` bytes to be read.

    Raises
    ------
    OSError
        If it cannot be opened, is a folder, pipe or device, or is larger; ``strerror`` says which.
    """
    handle = descriptor(path, sum(getattr(os, n, 0) for n in ("O_NONBLOCK", "O_NOCTTY")))
    try:
        status = os.fstat(handle)
        if stat.S_ISDIR(status.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), os.fspath(path))
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "it is a pipe or a device, not a file", os.fspath(path))
        if status.st_size > limit:
            raise _too_large(path, limit)
    except BaseException:
        os.close(handle)
        raise
    return os.fdopen(handle, "rb")


def read_bytes(path: str | os.PathLike[str], limit: int = SMALL) -> bytes:
    """Return what a file holds; see `opened`, whose errors it raises."""
    with opened(path, limit) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:  # it grew, or did not say how large it is
        raise _too_large(path, limit)
    return data


def read_text(path: str | os.PathLike[str], limit: int = SMALL) -> str:
    """Return a text in UTF-8 without its byte order mark; every line end becomes a line feed.

    Raises
    ------
    OSError
        See `opened`.
    UnicodeDecodeError
        If it is no UTF-8.
    """
    return io.TextIOWrapper(io.BytesIO(read_bytes(path, limit)), encoding="utf-8-sig").read()


def read_json(path: str | os.PathLike[str], limit: int = SMALL) -> Any:
    """Return the values of a JSON file.

    Raises
    ------
    OSError
        See `opened`.
    ValueError
        If it is no JSON in UTF-8, or nested too deeply.
    """
    try:
        return json.loads(read_text(path, limit))
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


def _too_large(path: str | os.PathLike[str], limit: int) -> OSError:
    return OSError(errno.EFBIG, f"it holds more than {limit:,} bytes", os.fspath(path))
