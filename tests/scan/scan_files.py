"""Files to be scanned, a scan that is under way, and what it writes."""

import json
import os
import time
from functools import cache

import numpy as np

from gng_desktop.scan.run import ScanOptions, ScanProgress, ScanResult, scan
from tests.fakes import portrait
from tests.scan import scan_program
from tests.tiny_data import image_bytes, read_table

PATIENCE_S = 120.0
TIMES = ("seconds", "analysed_at")

fake_analyser = scan_program.analyser
"""Makes an analyser of fake engines; another version has other models."""


@cache
def portraits(green, background=None):
    """Return the bytes of a PNG of a painted face."""
    return image_bytes(portrait(green, background))


def broken_files():
    """Return files of every way to be no image, by name."""
    whole = portraits(90)
    flipped = bytearray(whole)
    flipped[len(whole) // 2] ^= 255
    return {
        "empty.png": b"",
        "text.jpg": b"Dear Sir or Madam",
        "document.png": b"%PDF-1.7\n",
        "cut short.png": whole[: len(whole) // 2],
        "flipped.png": bytes(flipped),
        "header only.jpg": b"\xff\xd8\xff\xe0" + bytes(50),
        "noise.bin": np.random.default_rng(1).bytes(500),
    }


def read_timeless(path):
    """Return the lines of a scan's CSV, without times."""
    return [{k: v for k, v in row.items() if k not in TIMES} for row in read_table(path)]


def wait_for(true):
    """Wait until `true()`."""
    deadline = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


class Run:
    """A scan; keeps every step, and the analyser used where that is a fake one."""

    def __init__(self, source, csv, analyser=None, **options):
        self.csv, self.analyser = csv, analyser
        given = ScanOptions(source=os.fspath(source), csv=csv, **options)
        self.generator = scan(given, None if analyser is None else lambda *_: analyser)
        self.steps, self.result = [], None

    def all(self):
        self.steps += self.generator
        self.result = self.steps[-1]
        assert isinstance(self.result, ScanResult)
        return self

    def upto(self, enough):
        """Go on until a step is enough."""
        for step in self.generator:
            self.steps.append(step)
            if enough(step):
                return self
        raise AssertionError("it came to its end")

    def some(self):
        """Go on until something is found."""
        return self.upto(lambda step: isinstance(step, ScanProgress) and step.records)

    def until(self, done):
        """Go on until at least `done` files are done, then close, as a window would."""
        self.upto(lambda step: isinstance(step, ScanProgress) and step.done >= done)
        self.generator.close()
        return self

    @property
    def scored(self):
        return sum(self.analyser.engines["without_background"].batches)

    @property
    def meta(self):
        return json.loads(self.csv.with_suffix(".meta.json").read_bytes())
