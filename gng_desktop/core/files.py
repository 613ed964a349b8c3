"""Writing files whole or not at all; nothing else in the program replaces a file.

A file is first written beside its place under a name that nobody can foresee, created exclusively
and with no link followed. A program that is killed meanwhile leaves it there; the next one that
writes into the folder removes it. To be removed, a name must carry a signature by a secret of
this user for this very folder: nobody else can name a file so that it would be removed.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import re
import secrets
import stat
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from itertools import chain, count, islice
from pathlib import Path
from typing import IO, Any

ABANDONED_S = 60.0
"""Age from which a half-written file that no process holds is one that a killed program left."""
_LOOKED_AT = 20_000
"""Entries of a folder looked at for such files."""
_PART = re.compile(r"\.gng-desktop-([0-9a-f]{16})-([0-9a-f]{16})\.part(\.weights\.h5)?")
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)

_guard = threading.Lock()
_writing: set[str] = set()
_swept: set[str] = set()


@contextmanager
def replacing(
    path: Path, *, private: bool = False, durable: bool = True, suffix: str = ""
) -> Iterator[IO[bytes]]:
    """Hand out a new file that takes the place of `path` once all went well.

    A reader sees the old file or the new one, never half of one; a failure leaves nothing behind.

    Parameters
    ----------
    path : Path
        A link there is replaced, not followed.
    private : bool
        Readable by this user alone.
    durable : bool
        Have it on the disk, not only in the disk's cache, before it takes its place.
    suffix : {"", ".weights.h5"}
        End of the interim name, for writers that insist on one.

    Yields
    ------
    IO of bytes
        To write to, or, for a writer that takes only names, to write to by its ``name``.

    Raises
    ------
    OSError
        If the file cannot be written.
    """
    folder = path.parent
    place = os.path.realpath(folder)
    with _guard:
        first = place not in _swept
        _swept.add(place)
    if first:
        sweep(folder)
    name = _new_name(place) + suffix
    part = folder / name
    with _guard:
        _writing.add(name)
    try:
        try:
            stream = _created(part, 0o600 if private else 0o666)
        except OSError as error:
            error.filename = os.fspath(path)  # what the user knows
            raise
        try:
            with stream:
                yield stream
                stream.flush()
                mine = os.fstat(stream.fileno())
                if durable:
                    os.fsync(stream.fileno())
            if not os.path.samestat(mine, part.lstat()):
                raise OSError(f"another program replaced {part} while it was written")
            part.replace(path)
        finally:
            with suppress(OSError):  # the drive may be gone
                part.unlink(missing_ok=True)
        if durable:
            _sync_folder(folder)
    finally:
        with _guard:
            _writing.discard(name)


def _created(part: Path, mode: int) -> IO[bytes]:
    stream = open(  # noqa: SIM115 - handed out, and Path.open takes no opener
        part, "x+b", opener=lambda name, flags: os.open(name, flags | _NO_FOLLOW, mode)
    )
    with suppress(OSError):  # a network drive without locks
        _held(stream.fileno())
    return stream


def _new_name(place: str) -> str:
    nonce = secrets.token_hex(8)
    return f".gng-desktop-{nonce}-{_signature(nonce, place)}.part"


def _signature(nonce: str, place: str) -> str:
    text = f"{nonce}\0{place}".encode("utf-8", "surrogateescape")
    return hmac.new(_key(), text, hashlib.sha256).hexdigest()[:16]


def _key() -> bytes:
    import platformdirs

    return _key_in(platformdirs.user_data_path("gng-desktop"))


@lru_cache
def _key_in(folder: Path) -> bytes:
    """Return this user's secret; where none can be stored, one for this process alone."""
    path = folder / "part.key"
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW, 0o600)
            with os.fdopen(handle, "w", encoding="ascii") as stream:
                stream.write(secrets.token_hex(32))
        found = path.read_bytes()
        if len(found) == 64:
            return found
    return secrets.token_bytes(32)


def is_part(path: str | os.PathLike[str]) -> bool:
    """Return whether this program left `path` half-written in its folder for this user."""
    folder, name = os.path.split(path)
    found = _PART.fullmatch(name)
    if not found:
        return False
    return hmac.compare_digest(found[2], _signature(found[1], os.path.realpath(folder)))


def sweep(folder: Path) -> None:
    """Remove what killed programs of this user left half-written in `folder`; never raises."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in islice(entries, _LOOKED_AT):
            if is_part(entry.path):
                _remove_abandoned(Path(entry.path))


def _remove_abandoned(part: Path) -> None:
    with _guard:
        if part.name in _writing:  # a lock does not exclude the process that holds it
            return
    with suppress(OSError):
        handle = os.open(part, os.O_RDWR | _NO_FOLLOW | getattr(os, "O_NONBLOCK", 0))
        try:
            status = os.fstat(handle)
            old = time.time() - status.st_mtime > ABANDONED_S
            free = stat.S_ISREG(status.st_mode) and status.st_nlink == 1 and old and _held(handle)
        finally:
            os.close(handle)
        if free:
            part.unlink()


if sys.platform == "win32":

    def _held(handle: int) -> bool:
        """Return True: a file that another process has open cannot be removed there."""
        return True

else:
    import fcntl

    def _held(handle: int) -> bool:
        """Lock a file for this process, not by flock, which HDF5 uses itself."""
        try:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            return False
        return True


def numbered(name: str, taken: Callable[[str], bool]) -> str:
    """Return `name`, or the first of ``name-2``, ``name-3`` ... that is not taken."""
    names = chain((name,), (f"{name}-{number}" for number in count(2)))
    return next(one for one in names if not taken(one))


def _sync_folder(folder: Path) -> None:
    """Flush the folder's new entry to the disk; Windows has no such call."""
    if os.name == "nt":
        return
    with suppress(OSError):  # some network drives refuse it
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def atomically(path: Path, write: Callable[[Path], object]) -> None:
    """Let `write`, which takes only a name, fill the file; see `replacing`."""
    with replacing(path) as stream:
        write(Path(stream.name))


def write_bytes(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write `data`, whole or not at all; see `replacing`."""
    with replacing(path, private=private) as stream:
        stream.write(data)


def write_new(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write a file that must not exist yet, onto the disk; a failure leaves nothing behind.

    Parameters
    ----------
    path : Path
        A link there counts as a file, wherever it leads.
    private : bool
        Readable by this user alone.

    Raises
    ------
    OSError
        If it cannot be written; FileExistsError if there is one.
    """
    stream = _created(path, 0o600 if private else 0o666)
    try:
        with stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise
    _sync_folder(path.parent)


def write_text(path: Path, text: str, *, private: bool = False) -> None:
    """Write `text` as UTF-8, line ends as they are, whole or not at all; see `replacing`."""
    # A file name that is no valid UTF-8 stays readable (as \udcXX escapes) instead of failing.
    write_bytes(path, text.encode("utf-8", errors="backslashreplace"), private=private)


def write_json(path: Path, content: Any, indent: int = 2, *, private: bool = False) -> None:
    """Write `content` as indented UTF-8 JSON, as `write_text`; NumPy numbers become floats."""
    text = json.dumps(content, indent=indent, ensure_ascii=False, default=float) + "\n"
    write_text(path, text, private=private)
