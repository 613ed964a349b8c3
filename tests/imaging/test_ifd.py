"""Directories of TIFF structures that are damaged, or made to keep a reader busy."""

import struct
import time

import pytest

from gng_desktop.imaging import raw, tiff
from gng_desktop.imaging.ifd import MOST_ENTRIES, Structure
from gng_desktop.imaging.reading import ImageError, decode_image
from gng_desktop.provenance.containers import parts_of

SUB_IFDS = 330


def classic(entries, following=0, end=b""):
    """Return a little-endian structure of one directory at byte 8."""
    lines = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    head = struct.pack("<2sHIH", b"II", 42, 8, len(entries))
    return head + lines + struct.pack("<I", following) + end


@pytest.mark.parametrize("big", [False, True])
def test_a_directory_that_is_cut_short_has_the_entries_that_are_there(big):
    form, entries = "<HHQQ" if big else "<HHII", [(256, 3, 1, 5), (258, 3, 5, 8), (270, 2, 9, 8)]
    stored = b"".join(struct.pack(form, *entry) for entry in entries)
    head = struct.pack("<2sHHHQQ", b"II", 43, 8, 0, 16, 4) if big else b"II*\0\x08\0\0\0\x04\0"
    whole = Structure(head + stored + stored[:7])
    (found,) = whole.walk(9)
    # Whole numbers are read where they stand, others are not.
    numbers = struct.unpack_from("<5H", whole.data, 8)
    assert [whole.values(one) for one in found.entries] == [(5,), numbers, ()]
    assert found.following is None
    assert not tiff.pages(whole.data)


def test_each_directory_is_read_once_and_few_of_them():
    data = classic([(SUB_IFDS, 4, 2, 26)], 8, struct.pack("<2I", 8, 34))
    data += struct.pack("<HI", 0, 8)
    assert [found.place for found in Structure(data).walk(9, [SUB_IFDS])] == [8, 34]
    assert len([*Structure(data).walk(1, [SUB_IFDS])]) == 1
    assert len([*Structure(data).walk(9)]) == 1


@pytest.mark.timed
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


def bigtiff_of(entries, following=0):
    """Return the start of a big-endian BigTIFF with its first directory."""
    lines = b"".join(struct.pack(">HHQQ", *entry) for entry in entries)
    head = struct.pack(">2sHHHQQ", b"MM", 43, 8, 0, 16, len(entries))
    return head + lines + struct.pack(">Q", following)


@pytest.mark.parametrize("kind", [4, 13, 18])
@pytest.mark.parametrize("count", [1, 2, 3])
def test_places_of_any_width_are_followed_in_a_bigtiff(kind, count):
    array = 16 + 8 + 40 + 8
    begin, behind = array + 24, array + 24 + 36 * count
    form, room = ("Q", 1) if kind == 18 else ("I", 2)
    places = struct.pack(f">{count}{form}", *(begin + 36 * n for n in range(count)))
    # As many as fit stand in the entry itself, from its left.
    value = array if count > room else int.from_bytes(places.ljust(8, b"\0"), "big")
    data = bigtiff_of([(SUB_IFDS, kind, count, value), (256, 3, 1, 5 << 48)], behind)
    data += places.ljust(24, b"\0")
    for width in range(6, 7 + count):
        data += struct.pack(">QHHQQQ", 1, 256, 3, 1, width << 48, 0)
    whole = Structure(data)
    found = [*whole.walk(9, [SUB_IFDS])]
    widths = [whole.values(e) for one in found for e in one.entries if e.tag == 256]
    assert widths == [(5,), *((width,) for width in range(6, 7 + count))]
    assert [page.width for page in tiff.pages(data)] == [5, 6 + count]


@pytest.mark.parametrize("tag", [273, SUB_IFDS])
def test_a_bigtiff_that_names_its_values_thousands_of_times_costs_no_time(tag):
    data = bigtiff_of([(tag, 16, 4096, 16)] * 4000)
    started = time.monotonic()
    with pytest.raises(ImageError):
        decode_image(data)
    assert parts_of(data).end == len(data)
    assert time.monotonic() - started < 3


def test_directories_that_overlap_cost_no_time():
    count, most = 0x1010, 10_000
    behind = 2 + 12 * count
    data = bytearray(b"\x10" * (16 + 4 * most + behind + 4))
    struct.pack_into("<2sHI", data, 0, b"II", 42, 16)
    for place in range(16, 16 + 4 * most, 4):
        struct.pack_into("<I", data, place + behind, place + 4)
    started = time.monotonic()
    found = [*Structure(bytes(data)).walk(most)]
    assert 10 < len(found) < 1000 and time.monotonic() - started < 10
