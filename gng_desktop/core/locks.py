"""Files that one process at a time may hold, until it releases them or ends."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

_WAIT = 0.1


class Held(Exception):
    """Another process holds the lock."""


class Lock:
    """The right to something, held through the operating system's lock on a file beside it.

    It ends with the process, however that ends; the file stays and says nothing.

    Parameters
    ----------
    path : Path
        Made if missing; its folder must be there.
    wait : float
        Seconds to wait for another holder.

    Raises
    ------
    Held
        If another holds it, this process included.
    OSError
        If the file cannot be made.
    """

    def __init__(self, path: Path, wait: float = 0.0) -> None:
        self._handle = -1
        self._handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
        end = time.monotonic() + wait
        while not _locked(self._handle):
            if time.monotonic() >= end:
                self.release()
                raise Held(str(path))
            time.sleep(_WAIT)

    def release(self) -> None:
        """Release it; a second call does nothing."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def __del__(self) -> None:
        self.release()

    def __enter__(self) -> Lock:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


if sys.platform == "win32":
    import msvcrt

    def _locked(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _locked(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
