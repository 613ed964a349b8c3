"""One program at a time changes the models of a folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gng_desktop.core.locks import Held, Lock
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
        lock = Lock(folder / LOCK_FILE)
    except Held as error:
        raise ModelError(
            f"Another program is changing the models in {folder}; try again when it is done."
        ) from error
    except OSError as error:
        raise ModelError(
            f"Models folder {folder} cannot be written ({error.strerror or error}); choose another."
        ) from error
    with lock:
        yield
