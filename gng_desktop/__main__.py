"""``python -m gng_desktop`` and the console script."""

from __future__ import annotations

import io
import os
import sys


def main() -> int:
    """Run the command line; without a command, open the window. Return the exit code."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")  # users get sentences, not C++ logs
    from gng_desktop.cli import run
    from gng_desktop.core import lean_imports

    lean_imports.install()
    # A character the terminal or a redirected file cannot hold must not end the work.
    if isinstance(sys.stdout, io.TextIOWrapper):  # a windowed program has none
        sys.stdout.reconfigure(errors="backslashreplace")
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
