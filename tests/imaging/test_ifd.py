"""Directories of TIFF structures that are damaged, or made to keep a reader busy."""

import struct
import time

import pytest

from gng_desktop.imaging import bigtiff, raw, tiff
from gng_desktop.imaging.ifd import MOST_ENTRIES, Structure

SUB_IFDS = 330


def classic(entries, following=0, end=b""):
    """Return a little-endian structure of one directory at byte 8."""
    lines = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    head = struct.pack("<2sHIH", b"II", 42, 8, len(entries))
    return head + lines + struct.pack("<I", following) + end


def test_whole_numbers_are_read_where_they_stand():
    end = 10 + 12 * 4 + 4
    entries = [(256, 4, 1, 640), (257, 3, 1, 480), (258, 3, 3, end), (270, 2, 9, end)]
    whole = Structure(classic(entries, end=struct.pack("<3H", 8, 9, 10)))
    (found,) = whole.walk(9)
    assert [whole.values(entry) for entry in found.entries] == [(640,), (480,), (8, 9, 10), ()]
    assert found.following == 0


@pytest.mark.parametrize("big", [False, True])
def test_a_directory_that_is_cut_short_has_the_entries_that_are_there(big):
    entry = struct.pack("<HHQQ", 256, 3, 1, 5) if big else struct.pack("<HHII", 256, 3, 1, 5)
    head = struct.pack("<2sHHHQQ", b"II", 43, 8, 0, 16, 3) if big else b"II*\0\x08\0\0\0\x03\0"
    whole = Structure(head + 2 * entry + entry[:7])
    (found,) = whole.walk(9)
    assert [whole.values(one) for one in found.entries] == [(5,), (5,)]
    assert found.following is None
    assert not tiff.pages(whole.data)


def test_each_directory_is_read_once_and_few_of_them():
    data = classic([(SUB_IFDS, 4, 2, 26)], 8, struct.pack("<2I", 8, 34))
    data += struct.pack("<HI", 0, 8)
    assert [found.place for found in Structure(data).walk(9, [SUB_IFDS])] == [8, 34]
    assert len([*Structure(data).walk(1, [SUB_IFDS])]) == 1
    assert len([*Structure(data).walk(9)]) == 1


def test_tens_of_thousands_of_entries_that_lead_back_cost_no_time():
    count = 60_000
    end = 10 + 12 * count + 4
    data = classic([(SUB_IFDS, 4, 16, end)] * count, end=struct.pack("<16I", *[8] * 16))
    started = time.monotonic()
    assert not raw.is_raw(data)
    assert len(tiff.pages(data)) == 1
    assert time.monotonic() - started < 10
    (found,) = Structure(data).walk(9)
    assert len(found.entries) == MOST_ENTRIES


def test_a_bigtiff_of_too_many_entries_is_refused():
    count = MOST_ENTRIES + 1
    entry = struct.pack(">HHQQ", 256, 3, 1, 0)
    data = struct.pack(">2sHHHQQ", b"MM", 43, 8, 0, 16, count) + entry * count + bytes(8)
    with pytest.raises(ValueError, match="too many"):
        bigtiff.classic(data)
