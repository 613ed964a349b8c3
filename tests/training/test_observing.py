"""Words on standard input, and what they do between two batches."""

import os
import signal
import threading
import time

import pytest

from gng_desktop.training.errors import Leave, Stop
from gng_desktop.training.events import Paused, Preparing, parse_line
from gng_desktop.training.observing import Observer, Steering


class Pipes:
    """An observer, what it wrote, and the end that steers it."""

    def __init__(self):
        out, self.write_end = os.pipe()
        self.read = os.fdopen(out, encoding="utf-8")
        words, self.words = os.pipe()
        self.steering = Steering()
        self.observer = Observer(self.write_end, self.steering)
        self.reader = threading.Thread(target=self.steering._read, args=(words,), daemon=True)
        self.reader.start()

    def say(self, data):
        os.write(self.words, data)

    def event(self):
        return parse_line(self.read.readline())


@pytest.fixture
def pipes():
    pipes = Pipes()
    yield pipes
    os.close(pipes.words)
    pipes.reader.join(5)
    pipes.read.close()
    assert not pipes.reader.is_alive()


def until(what):
    end = time.monotonic() + 5
    while not what():
        assert time.monotonic() < end
        time.sleep(0.005)


def test_it_goes_on_without_a_word(pipes):
    pipes.observer.between(1, 1)
    pipes.say(b"faster\n\npau")
    time.sleep(0.02)
    pipes.observer.between(1, 2)
    pipes.say(b"se\n")  # the rest of the line
    until(lambda: pipes.steering.paused)


@pytest.mark.parametrize(
    ("words", "raised"), [(b"go on\n", None), (b"stop\n", Stop), (b"pause\nstop\n", Stop)]
)
def test_a_pause_waits_for_a_word(pipes, words, raised):
    pipes.say(b"pause\n")
    until(lambda: pipes.steering.paused)
    ended = []

    def wait():
        try:
            pipes.observer.between(2, 7)
            ended.append(None)
        except (Stop, Leave) as error:
            ended.append(type(error))

    batch = threading.Thread(target=wait)
    batch.start()
    assert pipes.event() == Paused(2, 7)
    batch.join(0.05)
    assert batch.is_alive()
    pipes.say(words)
    batch.join(5)
    assert ended == [raised]
    if raised is None:
        assert pipes.event().event == "gone_on"


def test_the_end_of_input_ends_a_pause_too(pipes):
    pipes.say(b"pause\n")
    until(lambda: pipes.steering.paused)
    leaving = threading.Timer(0.05, pipes.steering.leave)
    leaving.start()
    with pytest.raises(Leave):
        pipes.observer.between(1, 1)
    leaving.join(5)
    with pytest.raises(Leave):
        pipes.observer.notify(Preparing("data"))


def test_a_stop_comes_before_the_end_of_input(pipes):
    pipes.say(b"stop\n")
    pipes.steering.leave()
    until(lambda: pipes.steering._stopped)
    pipes.observer.notify(Preparing("data"))  # waits for the first batch
    with pytest.raises(Stop):
        pipes.observer.between(1, 1)


def test_nobody_reads_any_more(pipes):
    pipes.read.close()
    out, gone = os.pipe()
    os.close(out)
    pipes.observer.out = gone
    with pytest.raises(Leave):
        pipes.observer.notify(Preparing("data"))
    os.close(gone)


def test_a_signal_asks_for_the_end():
    before = [signal.getsignal(s) for s in (signal.SIGTERM, signal.SIGINT)]
    words, keep = os.pipe()
    steering = Steering()
    try:
        steering.listen(words)
        os.kill(os.getpid(), signal.SIGTERM)
        until(lambda: steering._left)
        with pytest.raises(Leave):
            steering.check()
    finally:
        os.close(keep)
        for number, handler in zip((signal.SIGTERM, signal.SIGINT), before, strict=True):
            signal.signal(number, handler)
