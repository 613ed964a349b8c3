"""Work on untrusted files, in a process with limits of time and memory."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import time
import traceback
from collections.abc import Callable, Generator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gng_desktop.core import lean_imports
from gng_desktop.core.progress import result_of
from gng_desktop.modelstore import ModelError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

POLL_S = 0.05
"""Time between two checks of the process, s."""


def limited(
    function: Callable[..., Any],
    arguments: tuple[Any, ...],
    seconds: float,
    memory: int,
    where: Path | str,
) -> Any:
    """Call a function in a process that is ended after `seconds` and may use `memory` bytes.

    Raises
    ------
    ModelError
        If it fails or is ended; one sentence on `where`.
    """
    return result_of(limited_steps(function, arguments, seconds, memory, where))


def limited_steps(
    function: Callable[..., Any],
    arguments: tuple[Any, ...],
    seconds: float,
    memory: int,
    where: Path | str,
    waiting: Any = None,
) -> Generator[Any, None, Any]:
    """Like `limited`, but yield `waiting` meanwhile; closing the generator ends the process."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(
        target=_serve, args=(theirs, function, arguments, seconds, memory), daemon=True
    )
    process.start()
    theirs.close()
    deadline = time.monotonic() + seconds
    try:
        while not ours.poll(min(POLL_S, seconds)):
            yield waiting
            if time.monotonic() < deadline:
                continue
            raise ModelError(
                f"{where} took more than {seconds:.0f} s to be tried out and was stopped; use a "
                "smaller model."
            )
        kind, answer = ours.recv()
    except (EOFError, OSError):
        raise ModelError(
            f"{where} needs more memory than {memory >> 30} GB or ended the process that tried it "
            "out; use another model."
        ) from None
    finally:
        process.kill()
        process.join()
        ours.close()
    if kind == "done":
        return answer
    raise ModelError(f"{where} cannot be used: {answer}")


def _serve(
    pipe: Connection,
    function: Callable[..., Any],
    arguments: tuple[Any, ...],
    seconds: float,
    memory: int,
) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        cpu = round(seconds) * (os.cpu_count() or 1)
        resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    lean_imports.install()
    try:
        pipe.send(("done", function(*arguments)))
    except MemoryError:
        pipe.send(("failed", "it needs too much memory; use a smaller model."))
    except (ModelError, ValueError, TimeoutError) as error:
        # Libraries go on with advice that does not fit here.
        pipe.send(("failed", str(error).partition("\n")[0].partition(". ")[0].rstrip(".") + "."))
    except Exception as error:
        lines = traceback.format_exception_only(error)[-1].strip().splitlines()
        pipe.send(("failed", f"{lines[0][:200].rstrip('.')}."))
