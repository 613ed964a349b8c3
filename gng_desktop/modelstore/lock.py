"""One program at a time changes the models of a folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gng_desktop.modelstore.errors import ModelError

LOCK_FILE = ".models.lock"


@contextmanager
def changing(folder: Path) -> Iterator[None]:
    """Hold the right to change the models in `folder`, which is made if missing.

    The lock is the operating system's: it ends with the process, however that ends.

    Raises
    ------
    ModelError
        If another process holds it, or the folder cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise ModelError(
            f"Models folder {folder} cannot be written ({error.strerror or error}); choose another."
        ) from error
    try:
        try:
            _lock(handle)
        except OSError as error:
            raise ModelError(
                f"Another program is changing the models in {folder}; try again when it is done."
            ) from error
        yield
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
