"""Files to be scanned, and what a scan writes."""

from tests.fakes import portrait
from tests.scan import scan_program
from tests.tiny_data import image_bytes, read_table

TIMES = ("seconds", "analysed_at")

fake_analyser = scan_program.analyser
"""Makes an analyser of fake engines; another version has other models."""


def portraits(green, background=None):
    """Return the bytes of a PNG of a painted face."""
    return image_bytes(portrait(green, background))


def read_timeless(path):
    """Return the lines of a scan's CSV, without times."""
    return [{k: v for k, v in row.items() if k not in TIMES} for row in read_table(path)]
