"""An event loop in a thread of its own, for a library that wants one."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")


class EventLoop:
    """Runs coroutines beside the program's own threads.

    Parameters
    ----------
    name : str
        Of its thread.
    """

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
            self._runner.run(self._until_over())

    async def _until_over(self) -> None:
        await self._over.wait()

    def call(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        """Begin a coroutine."""
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def close(self, timeout: float) -> None:
        """End all coroutines; wait for that `timeout` seconds at most."""
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join(timeout)
