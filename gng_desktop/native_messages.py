"""Lines that C libraries (libtiff, TensorFlow) print, in the log instead of on the terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

STDERR = 2


@contextmanager
def native_messages(log: int) -> Iterator[None]:
    """Send what is written to descriptor 2 into the file `log`; `sys.stderr` stays the terminal's.

    Everything that inherits the descriptor is meant too. Where there is no descriptor 2, as in a
    windowed program, nothing happens.

    Parameters
    ----------
    log : int
        Descriptor of a file, open for appending.
    """
    try:
        terminal = os.dup(STDERR)
    except OSError:
        yield
        return
    python = sys.stderr
    with suppress(AttributeError, OSError, ValueError):
        if python.fileno() == STDERR:
            python.flush()
            sys.stderr = open(  # noqa: SIM115, PTH123
                os.dup(terminal),
                "w",
                buffering=1,
                encoding=python.encoding,
                errors=python.errors,
            )
    os.dup2(log, STDERR)
    try:
        yield
    finally:
        os.dup2(terminal, STDERR)
        os.close(terminal)
        if sys.stderr is not python:
            sys.stderr.close()
            sys.stderr = python
