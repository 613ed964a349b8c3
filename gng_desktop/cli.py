"""The command line: ``gng-desktop`` with a command, or without one to open the window."""

from __future__ import annotations

import argparse
import errno
import importlib
import logging
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from gng_desktop.commands import parser
from gng_desktop.core.errors import PlainError
from gng_desktop.core.shipped import build
from gng_desktop.core.text import printable
from gng_desktop.explain.catalogue import METHODS, ON_ANY

OK, FAILED, USAGE = 0, 1, 2
_STDERR = 2

FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}  # Windows has no quota's error
FULL_DISK = (
    "The disk is full: what was printed or written is incomplete. Make room, then run the command "
    "again."
)
NOWHERE = "The current folder was removed; change to another one, then run the command again."
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
                os.dup(terminal), "w", buffering=1, encoding=python.encoding, errors=python.errors
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
        0 all well, 1 something failed (printed on standard error), 2 wrong usage.
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
                code = _carry_out(options)
            if sys.stdout is not None:
                sys.stdout.flush()  # what does not fit on the disk is noticed here
            return code
        except KeyboardInterrupt:
            print("stopped", file=sys.stderr)
            return FAILED
        except PlainError as error:
            print(printable(error), file=sys.stderr)
            return FAILED
        except ModuleNotFoundError as error:
            print(_not_here(error), file=sys.stderr)
            return FAILED
        except BrokenPipeError:
            _leave_output()
            return FAILED
        except OSError as error:
            if isinstance(error, FileNotFoundError) and not _has_current_folder():
                print(NOWHERE, file=sys.stderr)
                return FAILED
            if error.errno not in FULL:
                raise
            _leave_output()
            print(FULL_DISK, file=sys.stderr)
            return FAILED
        except ImportError as error:
            # Ctrl+C while a library in C is loaded becomes an error of its own.
            if not _interrupted(error):
                raise
            print("stopped", file=sys.stderr)
            return FAILED


def _leave_output() -> None:
    """Let what could not be written be forgotten: Python would write it again as it ends."""
    try:
        number = sys.stdout.fileno()
    except (AttributeError, OSError):  # a windowed program, or one within another
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, number)
    os.close(nowhere)


def _has_current_folder() -> bool:
    try:
        return bool(os.getcwd())  # noqa: PTH109
    except FileNotFoundError:
        return False


def _interrupted(error: BaseException | None) -> bool:
    """Tell whether the user's interruption is what led to an error."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error is not None


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
            getattr(options, "fast", False),
        )


def _carry_out(options: argparse.Namespace) -> int:
    if refused := _not_in_this_build(options):
        print(refused, file=sys.stderr)
        return FAILED
    module, function = options.handler.split(":")
    carry_out = getattr(importlib.import_module(f"gng_desktop.{module}"), function)
    return int(carry_out(options))


def _not_in_this_build(options: argparse.Namespace) -> str:
    """Say what a binary leaves out, before anything is begun; "" if all that is asked is there."""
    kind = build()
    if kind == "inspector":
        if options.full_only:
            return f"{options.full_only} needs {FULL_BUILD}."
        chosen = getattr(options, "methods", None) or getattr(options, "explain", None) or ()
        if absent := [method for method in chosen if METHODS[method].inside]:
            names = ", ".join(METHODS[method].words for method in absent)
            here = ",".join(ON_ANY)
            return f"Gradient maps ({names}) need {FULL_BUILD}, which explains by {here}."
        if getattr(options, "engine", "") == "shap" or getattr(options, "check", ()):
            return f"The published shap and shapiq need {FULL_BUILD}."
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
