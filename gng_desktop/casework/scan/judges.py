"""Those who judge the chunks of a scan: threads of this program, or others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Protocol

from gng_desktop.analysis.pipeline import SEGMENTER
from gng_desktop.casework.scan.journal import Record
from gng_desktop.casework.scan.reading import Content
from gng_desktop.casework.scan.work import Worker
from gng_desktop.modelstore import StoredModel


class Judges(Protocol):
    """What the rest of a scan knows of them.

    Attributes
    ----------
    models : mapping of str to StoredModel
        By role: the models that they judge by.
    problems : tuple of str
        What is said of models that were found and not used.
    engine, device : str
        What runs them; see `gng_desktop.engines.protocol.Engine`.
    """

    @property
    def models(self) -> Mapping[str, StoredModel]: ...

    @property
    def problems(self) -> tuple[str, ...]: ...

    @property
    def engine(self) -> str: ...

    @property
    def device(self) -> str: ...

    @property
    def width(self) -> int:
        """Chunks that are judged at the same time, from 1; may change."""
        ...

    @property
    def has_room(self) -> bool:
        """Whether they can hold the content of one more chunk."""
        ...

    def submit(self, contents: Sequence[Content]) -> Future[list[Record]]:
        """Have a chunk judged; the records come in its order.

        The future raises ScanError if the chunk cannot be judged.
        """
        ...

    def waiting(self) -> str:
        """Return what the work waits for, for a status line; "" while it goes on.

        Raises
        ------
        ScanError
            If it has waited for too long.
        """
        ...

    def facts(self) -> dict[str, Any]:
        """Return how many there were, as JSON values, for the document beside the CSV."""
        ...

    def close(self) -> None:
        """End the work; what is being judged is lost."""
        ...


class Threads:
    """Threads of this program.

    Parameters
    ----------
    worker : Worker
    jobs : int
        How many, from 1.
    """

    has_room = True

    def __init__(self, worker: Worker, jobs: int) -> None:
        self._worker, self.width = worker, jobs
        self._pool = ThreadPoolExecutor(jobs, "scan-judge")
        engine = worker.analyser.engines[SEGMENTER]
        self.models: Mapping[str, StoredModel] = worker.analyser.models
        self.problems = worker.analyser.problems
        self.engine, self.device = engine.name, engine.device

    def submit(self, contents: Sequence[Content]) -> Future[list[Record]]:
        """See `Judges.submit`."""
        return self._pool.submit(self._worker.records, contents)

    def waiting(self) -> str:
        """See `Judges.waiting`: never."""
        return ""

    def facts(self) -> dict[str, Any]:
        """See `Judges.facts`."""
        return {"jobs": self.width, "cluster": None}

    def close(self) -> None:
        """See `Judges.close`; waits for the images that are being judged."""
        self._worker.stop.set()
        self._pool.shutdown(wait=True, cancel_futures=True)
