"""A scan spread over the workers of a Dask cluster that somebody else has started.

The files are read and hashed here and sent to the workers, so that these need no access to them;
the workers use the models that are installed there, and are refused unless these, this
program and its libraries are the same as here. Chunks and their order are those of a scan without
a cluster, so the results are the same; between processors of different kinds the last digits of a
score may differ, as they may between two computers without a cluster.

Dask's package ``distributed`` is an optional dependency and imported only here, when it is needed.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import dataclasses
import logging
import pickle
import threading
import time
import uuid
import warnings
from collections.abc import Coroutine, Generator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from typing import Any, TypeVar

from gng_desktop import __version__
from gng_desktop.core.progress import Progress
from gng_desktop.core.shipped import package_version
from gng_desktop.core.text import printable
from gng_desktop.imaging.reading import reason_of
from gng_desktop.modelstore import StoredModel
from gng_desktop.scan import TICK, ScanError, answers, dask_pickle
from gng_desktop.scan.dask_worker import Order, analyse, packed, prepare, stop
from gng_desktop.scan.identity import Identity
from gng_desktop.scan.reading import Content
from gng_desktop.scan.rows import Record
from gng_desktop.scan.work import failed

log = logging.getLogger(__name__)

CONNECT_S = 10.0  # how long the scheduler may take to answer, s
FIRST_S = 10.0  # how long the first worker may take to be there, s
WAIT_S = 60.0  # how long the scan waits when no worker is left, s
WATCH_S = 1.0  # between two looks at which workers there are, s
CLOSE_S = 2.0  # how long the cluster may take to let go of a scan, s
BYTES = 1_000_000_000
"""Content of files that is on its way, a chunk more at most: the scheduler and this computer hold
all of it."""
LOST = (
    "The computers of the cluster that analysed this file were lost on the way, more often than "
    "Dask allows; analyse it alone, or give the workers more memory."
)

T = TypeVar("T")


def check_installed() -> None:
    """Raise ScanError unless Dask's package is there."""
    try:
        import distributed  # noqa: F401
    except ImportError as error:
        raise ScanError(
            "--dask needs the package distributed, which is not installed; run: pip install "
            "'gng-desktop[cluster]'."
        ) from error


def connect(
    address: str, order: Order, models: Mapping[str, StoredModel], problems: tuple[str, ...]
) -> Generator[Progress, None, Cluster]:
    """Connect to a cluster's scheduler and have its workers load their models; return the cluster.

    `address` is ``tcp://HOST:PORT``, or ``tls://...`` with the certificates that Dask's own
    configuration names; `models` are those, by role, that the workers must have. Yields at least
    ten times a second or so. `ScanError` if the cluster does not answer or has no workers, or a
    worker is not to be used.
    """
    check_installed()
    dask_pickle.protect()
    _keep_quiet()
    cluster = Cluster(address, order, models, problems)
    try:
        yield from cluster.open()
    except BaseException:
        cluster.close()
        raise
    return cluster


class Cluster:
    """What `gng_desktop.scan.work.Threads` are, elsewhere; `connect` opens it.

    A worker that is lost is none of a scan's business: Dask gives its tasks to the others. Only a
    chunk that has taken several workers with it (Dask's setting ``allowed-failures``, by default
    three and the next) comes back; its files are then sent one by one, and one that takes workers
    with it again is an error.
    """

    def __init__(
        self,
        address: str,
        order: Order,
        models: Mapping[str, StoredModel],
        problems: tuple[str, ...],
    ) -> None:
        self.models, self.problems, self.engine, self.device = models, problems, "", ""
        self._address, self._order = address, order
        self._loop = _EventLoop("scan-cluster")
        self._client: Any = None
        self._threads: Mapping[str, int] = {}
        self._most_workers, self._most_threads = 0, 0
        self._alone_since: float | None = None
        self._sent: dict[Future[list[Record]], int] = {}

    def open(self) -> Generator[Progress, None, None]:
        """Connect and check the workers; see `connect`."""
        yield from self._progress(self._connect(), f"Connecting to {printable(self._address)}")
        count = len(self._threads)
        found = yield from self._progress(
            self._on_all_workers(packed(prepare, self._order)),
            f"Loading the models on {count:,} worker{'s' if count > 1 else ''}",
        )
        identity = self._agreed(found)
        self.engine = identity.engine
        self._order = dataclasses.replace(self._order, identity=identity)
        self._loop.call(self._watch())

    def _progress(self, work: Any, text: str) -> Generator[Progress, None, Any]:
        future = self._loop.call(work)
        yield Progress(0, 0, text)
        while not concurrent.futures.wait([future], TICK).done:
            yield Progress(0, 0, text)
        return future.result()

    async def _connect(self) -> None:
        from distributed import Client

        client = None
        try:
            options = {"timeout": CONNECT_S, "asynchronous": True, "set_as_default": False}
            client = Client(self._address, name="gng-desktop", **options)
            await asyncio.wait_for(client, CONNECT_S)
        except Exception as error:  # whatever answers there need not be a scheduler
            log.warning("no connection to %s", self._address, exc_info=True)
            if client is not None:
                with suppress(Exception):
                    await client.close(CLOSE_S)
            late = isinstance(error, TimeoutError) or str(error).startswith("Timed out")
            reason = f"no answer in {CONNECT_S:g} s" if late else reason_of(error)
            raise ScanError(
                f"The cluster at {printable(self._address)} cannot be reached ({reason}); check "
                "that its scheduler runs, and give its address as --dask tcp://HOST:PORT."
            ) from error
        self._client = client
        for topic in ("print", "warn"):  # nobody else writes to this terminal
            with suppress(Exception):
                client.unsubscribe_topic(topic)
        deadline = time.monotonic() + FIRST_S
        while not await self._look():
            if time.monotonic() > deadline:
                raise ScanError(
                    f"The cluster at {printable(self._address)} has no workers; start some with: "
                    f"dask worker {printable(self._address)}."
                )
            await asyncio.sleep(TICK)

    async def _look(self) -> int:
        """Take note of the workers there are; return how many."""
        self._threads = dict(await self._client.nthreads())
        self._most_workers = max(self._most_workers, len(self._threads))
        self._most_threads = max(self._most_threads, sum(self._threads.values()))
        return len(self._threads)

    async def _watch(self) -> None:
        while True:
            # A scheduler that is gone shows in what is being analysed.
            with suppress(Exception):
                await self._look()
            await asyncio.sleep(WATCH_S)

    async def _on_all_workers(self, call: bytes) -> dict[str, Any]:
        """Return what a call gave, or raised, by worker."""
        return dict(await self._client.run(pickle.loads, call, on_error="return"))

    def _agreed(self, found: Mapping[str, Any]) -> Identity:
        """Return what all workers analyse with; raise ScanError if that is not the same."""
        # What is gone was lost meanwhile: nothing to be reported.
        here = {a: what for a, what in sorted(found.items()) if not isinstance(what, OSError)}
        agreed = Identity.of(self.models)
        devices = set()
        for address, answer in here.items():
            if isinstance(answer, Exception):
                raise self._scan_error(answer, f"The worker {address}") from answer
            try:
                what = answers.identity_in(answer)
            except answers.RefusedError as error:
                raise ScanError(f"The worker {address} cannot analyse: {error}") from error
            except answers.AnswerError as error:
                raise self._scan_error(error, f"The worker {address}") from error
            devices.add(what.device)
            if difference := what.difference(agreed):
                raise ScanError(f"The worker {address} {difference}, or leave that worker out.")
            agreed = dataclasses.replace(agreed, engine=what.engine)
        if not here:
            raise self._deserted("has lost all its workers")
        self.device = ", ".join(sorted(devices))
        return agreed

    def _scan_error(self, error: Exception, who: str) -> ScanError:
        """Return the sentence on an error that a worker came upon."""
        if isinstance(error, answers.RefusedError):
            return ScanError(str(error))
        if isinstance(error, answers.AnswerError):
            return ScanError(
                f"What {who[0].lower()}{who[1:]} answers {error}; leave out workers that are not "
                "to be trusted, then continue with --resume."
            )
        if isinstance(error, (ImportError, AttributeError)):
            return ScanError(
                f"{who} cannot load this program ({reason_of(error)}); install gng-desktop "
                f"{__version__} there."
            )
        log.error("%s failed", who, exc_info=error)
        return ScanError(
            f"{who} failed ({reason_of(error)}); look into its log, then continue with --resume."
        )

    def _deserted(self, how: str) -> ScanError:
        return ScanError(
            f"The cluster at {printable(self._address)} {how}; start some with: dask worker "
            f"{printable(self._address)}, then continue with --resume, or without --dask."
        )

    @property
    def width(self) -> int:
        """Threads of all workers that there are now, at least 1."""
        return max(1, sum(self._threads.values()))

    @property
    def has_room(self) -> bool:
        """Whether the scheduler can hold the content of one more chunk."""
        self._sent = {future: size for future, size in self._sent.items() if not future.done()}
        return sum(self._sent.values()) < BYTES

    def submit(self, contents: Sequence[Content]) -> Future[list[Record]]:
        future = self._loop.call(self._analysed(contents))
        self._sent[future] = sum(len(content.data) for content in contents)
        return future

    async def _analysed(self, contents: Sequence[Content]) -> list[Record]:
        from distributed.comm import CommClosedError

        order = self._order
        try:
            call, name = packed(analyse, order, contents), f"gng-desktop-scan-{uuid.uuid4()}"
            answer = await self._client.submit(pickle.loads, call, key=name, pure=False)
            return answers.records_in(answer, contents, self.models, self.engine, order)
        except dask_pickle.KilledError:
            log.warning("%d files took workers with them", len(contents))
            if len(contents) == 1:
                return [failed(contents[0], LOST)]
            # One after the other, so that none takes the blame for another one.
            return [record for content in contents for record in await self._analysed([content])]
        # What a worker sends of this class is a `LostError`.
        except (concurrent.futures.CancelledError, CommClosedError) as error:
            raise ScanError(
                f"The connection to the cluster at {printable(self._address)} was lost; check that "
                "its scheduler runs, then continue with --resume, or without --dask."
            ) from error
        except Exception as error:
            raise self._scan_error(error, "A worker of the cluster") from error

    def waiting(self) -> str:
        if self._threads:
            self._alone_since = None
            return ""
        now = time.monotonic()
        self._alone_since = self._alone_since or now
        if now - self._alone_since > WAIT_S:
            raise self._deserted("has no workers any more")
        return f"Waiting for workers at {printable(self._address)}"

    def facts(self) -> dict[str, Any]:
        """Return the most that there were at the same time."""
        most = {"workers": self._most_workers, "threads": self._most_threads}
        cluster = {"address": self._address, **most, "distributed": package_version("distributed")}
        return {"jobs": self._most_threads, "cluster": cluster}

    def close(self) -> None:
        """End the work: the workers are stopped, and the cluster forgets what was sent."""
        with suppress(Exception):
            self._loop.call(self._leave()).result(3 * CLOSE_S)
        self._loop.close(CLOSE_S)

    async def _leave(self) -> None:
        if self._client is None:
            return
        client, self._client = self._client, None
        if client.status == "running":  # else nobody is there to ask
            with suppress(Exception):
                replies = client.run(
                    pickle.loads, packed(stop, self._order.scan), on_error="ignore"
                )
                await asyncio.wait_for(replies, CLOSE_S)
        # With its client go all tasks that nobody else waits for.
        with suppress(Exception):
            await client.close(CLOSE_S)


class _EventLoop:
    """Runs coroutines beside the program's own threads, in a thread of this name."""

    def __init__(self, name: str) -> None:
        # On Windows not the default one, in which Tornado needs a further thread.
        self._runner = asyncio.Runner(loop_factory=asyncio.SelectorEventLoop)
        self._loop = self._runner.get_loop()
        self._over = asyncio.Event()
        # A daemon: a program that ends need not wait for somebody else's answer.
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        with self._runner:  # cancels what is left
            self._runner.run(self._over.wait())

    def call(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        """Begin a coroutine."""
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def close(self, timeout: float) -> None:
        """End all coroutines; wait for that `timeout` seconds at most."""
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join(timeout)


class _ToOurLog(logging.Handler):
    """Hands on what others log, to where this program logs, if it does."""

    def emit(self, record: logging.LogRecord) -> None:
        if log.hasHandlers():
            log.handle(record)


def _keep_quiet() -> None:
    """Keep the terminal free of what Dask has to say; warnings go to the program's log."""
    import dask
    from distributed.versions import VersionMismatchWarning

    handler = _ToOurLog(logging.WARNING)
    ours = ("distributed", "tornado", "asyncio")
    for name in [*ours, *logging.root.manager.loggerDict]:
        if name.partition(".")[0] in ours:
            logger = logging.getLogger(name)
            if name in ours or logger.handlers:
                logger.handlers, logger.propagate = [handler], False
    # What has to agree is compared in `Cluster`, and a chunk is as large as it is meant to be.
    warnings.filterwarnings("ignore", category=VersionMismatchWarning)
    dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 TiB"})
