"""What the commands of this room have in common: how they end, and libraries kept silent."""

from __future__ import annotations

import logging
import os
import sys

from gng_desktop.core.text import printable


def quiet_tensorflow() -> None:
    """Keep TensorFlow from telling a terminal about itself; to be called before it is loaded."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    logging.getLogger("tensorflow").setLevel(logging.ERROR)


def failed(sentence: object) -> int:
    """Say on standard error why a command failed, on one line; return its exit code."""
    print(printable(sentence), file=sys.stderr)
    return 1


def unwritable(path: object, error: OSError) -> int:
    """Say that the place named by ``--out`` cannot be written; return the exit code."""
    return failed(f"{path} cannot be written ({error.strerror or error}); choose another --out.")
