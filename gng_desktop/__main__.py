"""``python -m gng_desktop`` and the console script."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line; without a command, open the window. Return the exit code."""
    from gng_desktop.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
