"""Work that needs Keras, in a process of its own: it tells how far it is, and can be ended.

Loading TensorFlow holds Python's lock for tenths of a second at a time, in which the window would
stand still; and what it does cannot be interrupted, but a process can be ended.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gng_desktop.progress import Progress
from gng_desktop.ui.language import tr
from gng_desktop.ui.training.priority import lower
from gng_desktop.ui.workers import UserError, Work

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

POLL_S = 0.05
"""Between two looks at the process, s: how soon it can be told to end."""
GRACE_S = 1.0
"""How long the process may clear up after itself before it is killed, s."""


@dataclass(frozen=True)
class Done:
    """The process has done all of its work; what it returned."""

    result: Any


def apart(what: str, task: Callable[..., Any], *arguments: Any) -> Work:
    """Return the work that lets a new process do `task`.

    Parameters
    ----------
    what : str
        What is done, in the user's language; stands before every step.
    task : callable
        A function of a module: takes `arguments`, yields `Progress` and returns what can be
        pickled without loading Keras. `DataError`, `RecipeError`, `ModelError` and OSError become
        a plain sentence, other errors an unexpected one with their traceback.
    *arguments
        Pickled.

    Returns
    -------
    Work
        Yields `Progress`, and `Done` last of all. Closing it ends the process.
    """

    def work() -> Generator[Any, None, None]:
        context = multiprocessing.get_context("spawn")
        pipe, theirs = context.Pipe(duplex=False)
        # Removed from here: a process that is killed leaves its files behind.
        scratch = tempfile.mkdtemp(prefix="gng-desktop-")
        process = context.Process(
            target=_serve, args=(theirs, scratch, task, arguments), daemon=True
        )
        last, done = Progress(0, 0, what), False
        try:
            yield last
            process.start()
            theirs.close()
            if process.pid is not None:
                lower(process.pid)
            while True:
                while not pipe.poll(POLL_S):
                    yield last
                kind, content = pipe.recv()
                if kind == "progress":
                    step = tr(content.text)
                    text = tr("{work}: {step}", work=what, step=step)
                    last = Progress(content.done, content.total, text)
                    yield last
                elif kind == "done":
                    done = True
                    yield Done(content)
                    return
                else:
                    raise _error(kind, content)
        except EOFError as error:
            raise UserError(
                tr(
                    "The work ended by itself before it was done, as it does where the memory does "
                    "not suffice; close other programs and try again."
                )
            ) from error
        finally:
            _end(process, done)
            pipe.close()
            shutil.rmtree(scratch, ignore_errors=True)

    return work


def _error(kind: str, content: Any) -> Exception:
    if kind == "refused":
        return UserError(content)
    if kind == "file":
        name, reason = content
        return UserError(
            tr(
                "{file} cannot be read or written ({reason}); check the place and try again.",
                file=name,
                reason=reason,
            )
        )
    return RuntimeError(content)


def _end(process: BaseProcess, done: bool) -> None:
    """Wait for a process that is done; end any other."""
    if process.pid is None:  # never started
        return
    if not done:
        process.terminate()
    process.join(GRACE_S)
    if process.is_alive():
        process.kill()
    process.join()


def _serve(
    pipe: Connection, scratch: str, task: Callable[..., Any], arguments: tuple[Any, ...]
) -> None:
    """Do `task` and tell of it; runs in the process."""
    # Ctrl+C in a terminal is for the program, which then ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    tempfile.tempdir = scratch
    pipe.send(_outcome(pipe, task, arguments))


def _outcome(
    pipe: Connection, task: Callable[..., Any], arguments: tuple[Any, ...]
) -> tuple[str, Any]:
    from gng_desktop.datasets.items import DataError
    from gng_desktop.modelstore import ModelError
    from gng_desktop.training.recipe import RecipeError

    steps = task(*arguments)
    try:
        while True:
            pipe.send(("progress", next(steps)))
    except StopIteration as end:
        return "done", end.value
    except (DataError, RecipeError, ModelError) as error:
        return "refused", str(error)
    except OSError as error:
        return "file", (str(error.filename or ""), error.strerror or str(error))
    except Exception:
        return "unexpected", traceback.format_exc()
