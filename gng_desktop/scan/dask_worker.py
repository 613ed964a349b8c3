"""What a worker of a Dask cluster does for a scan, with the program and the models it has there."""

from __future__ import annotations

import pickle
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gng_desktop.analysis.pipeline import Analyser
from gng_desktop.modelstore import ModelError
from gng_desktop.modelstore.manifest import SEGMENTER
from gng_desktop.scan import ScanError, answers
from gng_desktop.scan.identity import Identity
from gng_desktop.scan.reading import Content
from gng_desktop.scan.work import Manner, Stopped, Worker, check_detector

IDLE_S = 600.0
"""After that time without work for a scan its models make room for another one's, s: a program that
was killed tells nobody."""
THREADS = 1
"""CPU threads of each network: Dask runs as many tasks at a time as a worker may use CPUs."""
FORGOTTEN = 100  # scans of which a worker remembers that they are over


@dataclass(frozen=True)
class Order(Manner):
    """What the workers are asked for: `scan`, as no other scan has it, and how.

    `models` is a folder searched before those of the worker's computer, `identity` what every
    worker must use; None while that is being found out.
    """

    scan: str
    models: str | None
    identity: Identity | None = None


class _Call:
    """A call that is made where it is unpickled."""

    def __init__(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
        self._made = function, arguments

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return self._made


def packed(function: Callable[..., Any], *arguments: Any) -> bytes:
    """Return a call as bytes; ``pickle.loads`` makes it and returns its result.

    Dask itself unpickles what it is given in the scheduler and in the workers' event loops, and
    where this program is missing a worker goes down with that. Of bytes nobody need know anything
    but the thread that does the work, and whatever fails there is an error like any other.
    """
    return pickle.dumps(_Call(function, arguments), protocol=pickle.HIGHEST_PROTOCOL)


def prepare(order: Order) -> bytes:
    """Load the models; return what they are, or why they cannot be used, as an answer."""
    try:
        return answers.of_identity(_bench(order).identity)
    except (ModelError, ScanError) as error:
        return answers.of_refusal(str(error))


def analyse(order: Order, contents: Sequence[Content]) -> bytes:
    """Return what is found of some files, in their order; nothing once the scan is over.

    Or why this worker cannot analyse, or not by what the order says; see `scan.answers`.
    """
    try:
        bench = _bench(order)
        if order.identity is not None and (what := bench.identity.difference(order.identity)):
            what = f"The worker {_address()} {what}, then continue with --resume."
            return answers.of_refusal(what)
        return answers.of_records(bench.worker.records(contents))
    except Stopped:
        return answers.of_records([])
    except (ModelError, ScanError) as error:
        return answers.of_refusal(f"The worker {_address()} cannot analyse: {error}")


def stop(scan: str) -> None:
    """End what is being analysed for a scan between two images, and let go of its models."""
    with _lock:
        _over.append(scan)
        bench = _benches.pop(scan, None)
    if bench is not None:
        bench.worker.stop.set()


@dataclass
class _Bench:
    worker: Worker
    identity: Identity
    used: float = field(default_factory=time.monotonic)


_lock = threading.Lock()
_benches: dict[str, _Bench] = {}
_over: deque[str] = deque(maxlen=FORGOTTEN)


def _bench(order: Order) -> _Bench:
    """Return the models of a scan, loaded by the first of a worker's threads that needs them."""
    with _lock:
        if order.scan in _over:
            raise Stopped
        bench = _benches.get(order.scan)
        if bench is None:
            for scan in [s for s, b in _benches.items() if time.monotonic() - b.used > IDLE_S]:
                del _benches[scan]
            check_detector()
            # The folder need not be here too: by its own models a worker is refused or accepted.
            named = None if order.models is None else Path(order.models)
            models = named if named is not None and named.is_dir() else None
            analyser = Analyser.open(models, order.device, THREADS, order.fast)
            worker, engine = Worker(analyser, order), analyser.engines[SEGMENTER]
            identity = Identity.of(worker.analyser.models, engine.name, engine.device)
            bench = _benches[order.scan] = _Bench(worker, identity)
        bench.used = time.monotonic()
        return bench


def _address() -> str:
    from distributed import get_worker

    return str(get_worker().address)
