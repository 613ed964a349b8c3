"""Gradient maps from a process of their own, for a window that must not freeze."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from gng_desktop.core.child import Child
from gng_desktop.core.progress import Progress
from gng_desktop.explain.catalogue import METHODS
from gng_desktop.explain.explanation import Explanation, explained_inputs
from gng_desktop.explain.methods import Explained

if TYPE_CHECKING:
    from gng_desktop.analysis.pipeline import Analyser
    from gng_desktop.analysis.result import Analysis
    from gng_desktop.modelstore import StoredModel


class GradientProcess:
    """The process, started when it is first needed; it stays until `close`."""

    def __init__(self) -> None:
        self.child = Child()

    def serves(self, analyser: Analyser, method: str) -> bool:
        """Tell whether `method` of `analyser` is to be computed here.

        Not where the classifiers run on TensorFlow already: it is loaded then, and a second
        process would contend for the GPU's memory.
        """
        here = all(engine.name != "tensorflow" for engine in analyser.engines.values())
        return here and METHODS[method].inside

    def explain(
        self, analyser: Analyser, analysis: Analysis, method: str
    ) -> Generator[Progress | Explained, None, None]:
        """Explain both scores as `gng_desktop.explain.methods.explain` does.

        Closing the generator ends the process, and with it the work. Of the analyser only the
        stored models are used; `method` looks inside the network.

        Raises
        ------
        ModelError
            If a model was altered.
        RuntimeError
            If the process failed; its traceback is the message.
        ValueError
            If the analysis has no scores to explain.
        """
        jobs = explained_inputs(analysis).items()
        maps: list[Explanation] = []
        for number, (role, image) in enumerate(jobs):
            words = f"{METHODS[method].words} {role.replace('_', ' ')}"
            waiting = Progress(number, len(jobs), words)
            task = (_explained, analyser.models, role, image, method)
            maps.append((yield from self.child.run(*task, waiting=waiting)))
        yield Explained((maps[0], maps[1]))

    def close(self) -> None:
        """End the process, whatever it is doing."""
        self.child.close()


def _explained(
    models: Mapping[str, StoredModel], role: str, image: Any, method: str
) -> Explanation:
    from gng_desktop.explain import gradients

    stored = cast("Analyser", SimpleNamespace(models=models, engines={}))
    return gradients.explain(gradients.gradient_model(stored, role), image, method)
