"""A training process's side of `gng_desktop.training.events`: it sends events, takes words."""

from __future__ import annotations

import os
import signal
import threading

from gng_desktop.training.errors import Leave, Stop
from gng_desktop.training.events import (
    GO_ON,
    PAUSE,
    STOP,
    Event,
    GoneOn,
    Paused,
    Preparing,
    Watcher,
    parse_word,
)

SAMPLES = 8  # validation images shown each epoch


def take_output() -> int:
    """Return a descriptor of standard output; all else printed goes to standard error.

    To be called before libraries are loaded that may print from C.
    """
    out = os.dup(1)
    os.dup2(2, 1)
    return out


class Steering:
    """The state that the words on standard input have set."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._paused = self._stopped = self._left = False

    def listen(self, descriptor: int = 0) -> None:
        """Take words from a file descriptor from now on, and signals that ask for an end."""
        # Not sys.stdin: a thread that waits in its buffer keeps Python from ending in peace.
        threading.Thread(target=self._read, args=(descriptor,), daemon=True).start()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self.leave())

    def take(self, line: str) -> None:
        """Take one line; unknown words are ignored."""
        word = parse_word(line)
        with self._changed:
            if word in (PAUSE, GO_ON):
                self._paused = word == PAUSE
            self._stopped |= word == STOP
            self._changed.notify_all()

    def leave(self) -> None:
        """Let the process end: its caller is gone."""
        # Of a Condition as of a flag: a signal may come while this thread holds the lock.
        self._left = True
        threading.Thread(target=self._wake, daemon=True).start()

    @property
    def paused(self) -> bool:
        return self._paused and not (self._stopped or self._left)

    def check(self, only_leave: bool = False) -> None:
        """Return if nothing else was requested.

        Raises
        ------
        Stop, Leave
            A stop before the other; with `only_leave` it waits for another time.
        """
        if self._stopped and not only_leave:
            raise Stop
        if self._left and not self._stopped:
            raise Leave

    def wait(self) -> None:
        """Return when the pause is over."""
        with self._changed:
            self._changed.wait_for(lambda: not self.paused)

    def _wake(self) -> None:
        with self._changed:
            self._changed.notify_all()

    def _read(self, descriptor: int) -> None:
        rest = b""
        try:
            while data := os.read(descriptor, 4096):
                *lines, rest = (rest + data).split(b"\n")
                for line in lines:
                    self.take(line.decode("utf-8", "replace"))
        except OSError:
            pass  # closed: the same as its end
        self.leave()


class Observer(Watcher):
    """Writes events to a file descriptor, and waits or ends as `steering` says."""

    samples = SAMPLES

    def __init__(self, out: int, steering: Steering) -> None:
        self.out, self.steering = out, steering

    def notify(self, event: Event) -> None:
        """Write `event` as one line.

        Raises `Leave` if nobody reads it, or the process is to end before the first batch.
        """
        data = (event.to_line() + "\n").encode("ascii")
        try:
            while data:
                data = data[os.write(self.out, data) :]
        except OSError:
            self.steering.leave()
        if isinstance(event, Preparing):
            self.steering.check(only_leave=True)

    def between(self, epoch: int, batch: int) -> None:
        if self.steering.paused:
            self.notify(Paused(epoch, batch))
            self.steering.wait()
            self.steering.check()
            self.notify(GoneOn(epoch, batch))
        self.steering.check()
