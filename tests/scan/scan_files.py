"""Files to be scanned, and what a scan writes."""

import time
from functools import cache

import numpy as np

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
