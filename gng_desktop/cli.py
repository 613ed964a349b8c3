"""The command line: ``gng-desktop`` with a command, or without one to open the window."""

from __future__ import annotations

import argparse
import importlib
import logging
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from gng_desktop.arguments import parser

OK, FAILED, USAGE = 0, 1, 2

HANDLERS = {
    "analyse": "casework.commands:analyse",
    "explain": "casework.commands:explain",
    "compare-explainers": "casework.comparing:compare",
    "stress": "casework.stress_command:stress",
    "provenance": "casework.provenance_command:provenance",
    "case": "casework.case.command:case",
    "scan": "casework.scan.command:run",
    "report": "ui.report_command:report",
    "doctor": "casework.doctor:run",
    "train": "training.commands:train",
    "models": "training.commands:models",
    "data": "training.data_commands:data",
    "data pseudo-label": "training.commands:pseudo_label",
    "evaluate": "training.evaluate_command:evaluate",
    "runs": "training.evaluate_command:runs",
    "runs study": "casework.study:study",
}
"""Module and function that carry out each command, imported when it is asked for."""


@contextmanager
def _logged() -> Iterator[None]:
    """Keep what the program logs in a file: a terminal gets sentences, not tracebacks."""
    import platformdirs

    try:
        folder = platformdirs.user_log_path("gng-desktop", ensure_exists=True)
        handler: logging.Handler = logging.FileHandler(
            folder / "gng-desktop.log", encoding="utf-8", errors="backslashreplace"
        )
    except OSError:  # better no log than no work
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    program = logging.getLogger("gng_desktop")
    program.addHandler(handler)
    try:
        yield
    finally:
        program.removeHandler(handler)
        handler.close()


def run(arguments: Sequence[str]) -> int:
    """Carry out one command line.

    Parameters
    ----------
    arguments : sequence of str
        Without the program's name.

    Returns
    -------
    int
        0 all well, 1 something failed (said on standard error), 2 wrong usage.
    """
    reader = parser()
    try:
        options = reader.parse_args(arguments)
        per_image = options.command in ("analyse", "explain")
        if per_image and not (options.images or options.sample):
            reader.error(f"{options.command}: name at least one image, or --sample")
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else USAGE
    with _logged():
        return _carry_out(options)


def _carry_out(options: argparse.Namespace) -> int:
    try:
        if options.command in (None, "open"):
            from gng_desktop.ui.app import run as open_window

            return open_window(
                [sys.argv[0]],
                getattr(options, "image", None),
                getattr(options, "models", None),
                getattr(options, "device", "auto"),
            )
        action = f"{options.command} {getattr(options, 'action', '')}"
        handler = HANDLERS.get(action) or HANDLERS[options.command]
        module, function = handler.split(":")
        carry_out = getattr(importlib.import_module(f"gng_desktop.{module}"), function)
        return int(carry_out(options))
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        return FAILED
