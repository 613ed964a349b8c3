"""The command line: ``gng-desktop`` with a command, or without one to open the window."""

from __future__ import annotations

import argparse
import importlib
import logging
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from gng_desktop.arguments import parser
from gng_desktop.explain.catalogue import BY_GRADIENTS, METHODS
from gng_desktop.shipped import build

OK, FAILED, USAGE = 0, 1, 2
_STDERR = 2

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
    "train": "training.train_command:train",
    "models": "training.models_command:models",
    "data": "training.data_commands:data",
    "data pseudo-label": "training.pseudo_command:pseudo_label",
    "evaluate": "training.evaluate_command:evaluate",
    "runs": "training.runs_command:runs",
    "runs worst": "casework.mistakes_command:worst",
    "runs study": "casework.study:study",
}
"""Module and function that carry out each command, imported when it is asked for."""

ONLY_FULL = {
    "train": "Training",
    "runs": "Looking at runs",
    "models add": "Making a model of a run",
    "evaluate": "Testing a model on labelled images",
    "data check": "Checking a data set",
    "data convert-clip": "Converting weights",
    "data pseudo-label": "Labelling by a segmenter",
}
"""What the inspector cannot do, by the command, or the command and its action."""
FULL_BUILD = "the full build of GNG Desktop; this is the inspector"


@contextmanager
def _logged() -> Iterator[int]:
    """Keep what program and libraries log in a file, of which the descriptor is returned.

    A terminal gets sentences, not tracebacks.
    """
    import platformdirs

    try:
        path = platformdirs.user_log_path("gng-desktop", ensure_exists=True) / "gng-desktop.log"
        # It names cases and images: nobody else's business.
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600))
        path.chmod(0o600)
        handler = logging.FileHandler(path, encoding="utf-8", errors="backslashreplace")
    except OSError:  # better no log than no work
        handler = logging.FileHandler(os.devnull)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    # Without one at the root Python itself prints what libraries such as Pillow log.
    logging.getLogger().addHandler(handler)
    try:
        assert handler.stream is not None
        yield handler.stream.fileno()
    finally:
        logging.getLogger().removeHandler(handler)
        handler.close()


@contextmanager
def _native_messages(log: int) -> Iterator[None]:
    """Send what C libraries such as libtiff print into file `log`; `sys.stderr` stays as it is."""
    try:
        terminal = os.dup(_STDERR)
    except OSError:  # a windowed program has none
        yield
        return
    python = sys.stderr
    with suppress(AttributeError, OSError, ValueError):
        if python.fileno() == _STDERR:
            python.flush()
            sys.stderr = open(  # noqa: SIM115, PTH123
                os.dup(terminal),
                "w",
                buffering=1,
                encoding=python.encoding,
                errors=python.errors,
            )
    os.dup2(log, _STDERR)
    try:
        yield
    finally:
        os.dup2(terminal, _STDERR)
        os.close(terminal)
        if sys.stderr is not python:
            sys.stderr.close()
            sys.stderr = python


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
    with _logged() as log:
        try:
            if options.command in (None, "open"):
                return _open(options, log)
            with _native_messages(log):
                return _carry_out(options)
        except KeyboardInterrupt:
            print("stopped", file=sys.stderr)
            return FAILED
        except ModuleNotFoundError as error:
            print(_not_here(error), file=sys.stderr)
            return FAILED
        except BrokenPipeError:
            return FAILED


def _open(options: argparse.Namespace, log: int) -> int:
    from gng_desktop.ui import app

    # Where there is no display, Qt says so on the terminal and ends the program.
    app.make_application([sys.argv[0]])
    with _native_messages(log):
        return app.run(
            [sys.argv[0]],
            getattr(options, "image", None),
            getattr(options, "models", None),
            getattr(options, "device", "auto"),
        )


def _carry_out(options: argparse.Namespace) -> int:
    action = _action(options)
    if refused := _not_in_this_build(options):
        print(refused, file=sys.stderr)
        return FAILED
    handler = HANDLERS.get(action) or HANDLERS[options.command]
    module, function = handler.split(":")
    carry_out = getattr(importlib.import_module(f"gng_desktop.{module}"), function)
    return int(carry_out(options))


def _action(options: argparse.Namespace) -> str:
    return f"{options.command} {getattr(options, 'action', '')}".strip()


def _not_in_this_build(options: argparse.Namespace) -> str:
    """Say what a binary leaves out, before anything is begun; "" if all that is asked is there."""
    kind = build()
    if kind == "inspector":
        what = ONLY_FULL.get(_action(options)) or ONLY_FULL.get(options.command)
        if what:
            return f"{what} needs {FULL_BUILD}."
        chosen = getattr(options, "methods", None) or getattr(options, "explain", None) or ()
        if absent := [method for method in chosen if method in BY_GRADIENTS]:
            names = ", ".join(METHODS[method].words for method in absent)
            here = ",".join(method for method in METHODS if method not in BY_GRADIENTS)
            return f"Gradient maps ({names}) need {FULL_BUILD}, which explains by {here}."
    if kind != "source" and getattr(options, "dask", None):
        return "Scanning by a Dask cluster needs the program run from its source, not a binary."
    return ""


def _not_here(error: ModuleNotFoundError) -> str:
    """Say what to do where a package is missing; a module of our own never is."""
    name = (error.name or "").split(".")[0]
    if not name or name == "gng_desktop":
        raise error
    if build() == "inspector":
        return f"This needs {FULL_BUILD}, which leaves {name} out."
    if build() == "full":
        return f"This needs the program run from its source; the full build leaves {name} out."
    return f"This needs the Python package {name}, which is not installed; install it with pip."
