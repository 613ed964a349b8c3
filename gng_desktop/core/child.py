"""A process of the program's own, for work that nothing can interrupt but the process's end.

Loading TensorFlow and tracing a network also hold Python's lock for tenths of a second at a time,
in which a window would stand still.
"""

from __future__ import annotations

import inspect
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, Any

from gng_desktop.core import lean_imports
from gng_desktop.core.errors import PlainError
from gng_desktop.core.priority import lower
from gng_desktop.core.progress import Progress

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

POLL_S = 0.05
"""Time between two checks of the process, s: how soon it can be ended."""
GRACE_S = 1.0
"""How long the process may clear up after itself before it is killed, s."""


class ChildDied(RuntimeError):
    """The process ended before its task did, for instance for lack of memory."""


class Child:
    """A process that runs one task after another; started when needed, ended by `close`.

    Attributes
    ----------
    process : multiprocessing process or None
    """

    def __init__(self, low_priority: bool = False) -> None:
        self._low = low_priority
        self.process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._scratch = ""

    def run(
        self,
        task: Callable[..., Any],
        *arguments: Any,
        waiting: Progress,
        shown: Callable[[Progress], Progress] = lambda step: step,
    ) -> Generator[Progress, None, Any]:
        """Run `task` in the process; closing the generator ends the process.

        Parameters
        ----------
        task : callable
            A function of a module. It returns what can be pickled, or yields `Progress` before.
        *arguments
            Pickled.
        waiting : Progress
            Yielded until the task yields its own.
        shown : callable
            Returns what to yield for a step of the task.

        Returns
        -------
        object
            What the task returned.

        Raises
        ------
        PlainError, OSError
            As the task raised it.
        ChildDied
            If the process ended by itself.
        RuntimeError
            If the task failed; its traceback is the message.
        """
        done = False
        try:
            pipe = self._started()
            yield waiting
            pipe.send((task, arguments))
            while True:
                while not pipe.poll(POLL_S):
                    yield waiting
                kind, content = pipe.recv()
                if kind == "progress":
                    waiting = shown(content)
                    yield waiting
                else:
                    done = True
                    break
        except (EOFError, ConnectionError) as error:
            raise ChildDied("the process ended by itself") from error
        finally:
            if not done:
                self.close()
        if kind == "result":
            return content
        raise content if kind == "error" else RuntimeError(content)

    def _started(self) -> Connection:
        if self.process is not None and self.process.is_alive() and self._pipe is not None:
            return self._pipe
        self.close()
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        # Removed from here: a process that is killed leaves its files behind.
        self._scratch = tempfile.mkdtemp(prefix="gng-desktop-")
        self.process = context.Process(target=_serve, args=(theirs, self._scratch), daemon=True)
        self.process.start()
        theirs.close()
        if self._low and self.process.pid is not None:
            lower(self.process.pid)
        return self._pipe

    def close(self) -> None:
        """End the process, whatever it is doing."""
        if self.process is not None and self.process.pid is not None:
            self.process.terminate()
            self.process.join(GRACE_S)
            if self.process.is_alive():
                self.process.kill()
            self.process.join()
        if self._pipe is not None:
            self._pipe.close()
        if self._scratch:
            shutil.rmtree(self._scratch, ignore_errors=True)
        self.process, self._pipe, self._scratch = None, None, ""


def _serve(pipe: Connection, scratch: str) -> None:
    """Run tasks until the other end is closed; runs in the child process."""
    # Ctrl+C in a terminal is for the program, which then ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    tempfile.tempdir = scratch
    lean_imports.install()
    while True:
        try:
            task, arguments = pipe.recv()
        except EOFError:
            return
        pipe.send(_outcome(pipe, task, arguments))


def _outcome(pipe: Connection, task: Callable[..., Any], arguments: Any) -> tuple[str, Any]:
    try:
        found = task(*arguments)
        if not inspect.isgenerator(found):
            return "result", found
        try:
            while True:
                pipe.send(("progress", next(found)))
        except StopIteration as end:
            return "result", end.value
    except (PlainError, OSError) as error:
        return "error", error
    except Exception:
        return "unexpected", traceback.format_exc()
