"""Gradient maps from a process of their own, for a window that must not stand still.

Loading TensorFlow and tracing a network hold Python's lock for up to some tenths of a second at a
time, in which no other thread runs; and neither can be interrupted, but a process can be ended.
"""

from __future__ import annotations

import multiprocessing
import signal
import traceback
from collections.abc import Generator, Mapping
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from gng_desktop.explain.catalogue import BY_GRADIENTS, METHODS
from gng_desktop.explain.explanation import Explanation
from gng_desktop.explain.methods import Explained
from gng_desktop.modelstore import ModelError
from gng_desktop.progress import Progress

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from gng_desktop.analysis.pipeline import Analyser
    from gng_desktop.analysis.result import Analysis
    from gng_desktop.modelstore import StoredModel

POLL_S = 0.05
"""Between two looks at the process, s: how soon it can be told to end."""


class Apart:
    """The process, started when it is first needed and kept until `close`."""

    def __init__(self) -> None:
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None

    def serves(self, analyser: Analyser, method: str) -> bool:
        """Tell whether `method` of `analyser` is to be computed here.

        Not where the classifiers run on TensorFlow already: it is loaded then, and a second
        process would contend for the GPU's memory.
        """
        here = all(engine.name != "tensorflow" for engine in analyser.engines.values())
        return here and method in BY_GRADIENTS

    def explain(
        self, analyser: Analyser, analysis: Analysis, method: str
    ) -> Generator[Progress | Explained, None, None]:
        """Explain both scores as `gng_desktop.explain.methods.explain` does.

        Closing the generator ends the process, and with it the work.

        Parameters
        ----------
        analyser : Analyser
            Its stored models; its engines are not used.
        analysis : Analysis
            With status ``ok`` and its views.
        method : str
            One of `gng_desktop.explain.catalogue.BY_GRADIENTS`.

        Yields
        ------
        Progress or Explained

        Raises
        ------
        ModelError
            If a model was altered.
        RuntimeError
            If the process failed; its traceback is the message.
        ValueError
            If the analysis has no scores to explain.
        """
        if analysis.status != "ok" or analysis.views is None:
            raise ValueError("There are no scores to explain for this image.")
        jobs = (
            ("with_background", analysis.views.network_rgb),
            ("without_background", analysis.views.network_stripped),
        )
        maps: list[Explanation] = []
        done = False
        try:
            for number, (role, image) in enumerate(jobs):
                words = f"{METHODS[method].words} {role.replace('_', ' ')}"
                pipe = self._started()
                pipe.send((analyser.models, role, image, method))
                while not pipe.poll(POLL_S):
                    yield Progress(number, len(jobs), words)
                maps.append(_received(pipe))
            done = True
        except (EOFError, OSError) as error:
            raise RuntimeError("the process of the gradient maps ended by itself") from error
        finally:
            if not done:
                self.close()
        yield Explained((maps[0], maps[1]))

    def _started(self) -> Connection:
        if self._process is not None and self._process.is_alive() and self._pipe is not None:
            return self._pipe
        self.close()
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        return self._pipe

    def close(self) -> None:
        """End the process, whatever it is doing."""
        if self._process is not None and self._process.pid is not None:
            self._process.kill()
            self._process.join()
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None


def _received(pipe: Connection) -> Explanation:
    answer = pipe.recv()
    if isinstance(answer, Explanation):
        return answer
    kind, text = answer
    raise ModelError(text) if kind == "model" else RuntimeError(text)


def _serve(pipe: Connection) -> None:
    """Answer requests until the other end is closed; runs in the process."""
    # Ctrl+C in a terminal is for the program, which then ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            models, role, image, method = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send(_explained(models, role, image, method))
        except ModelError as error:
            pipe.send(("model", str(error)))
        except Exception:
            pipe.send(("unexpected", traceback.format_exc()))


def _explained(
    models: Mapping[str, StoredModel], role: str, image: Any, method: str
) -> Explanation:
    from gng_desktop.explain import gradients

    stored = cast("Analyser", SimpleNamespace(models=models, engines={}))
    return gradients.explain(gradients.gradient_model(stored, role), image, method)
