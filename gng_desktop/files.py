"""The names of `gng_desktop.core` under the old address, for rooms not yet moved to the new one."""

from gng_desktop.core.files import atomically, write_json, write_text
from gng_desktop.core.tables import csv_text
from gng_desktop.core.text import printable, visible

__all__ = ["atomically", "csv_text", "printable", "visible", "write_json", "write_text"]
