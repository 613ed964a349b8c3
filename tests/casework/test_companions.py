"""Files planted beside a database of ours neither delete files nor hang the program."""

import os
import struct

import pytest

from gng_desktop.casework.case.connection import CaseError
from gng_desktop.casework.case.store import Case
from gng_desktop.casework.case.verify import verify
from gng_desktop.scan import ScanError
from gng_desktop.scan.journal import Journal


@pytest.fixture(params=["case", "scan"])
def database(request, tmp_path):
    """A case or the record of a scan, and how it is opened."""
    path = tmp_path / "a.gng"
    if request.param == "case":
        Case.create(path, "Fall 1")
        return path, lambda: "; ".join(verify(path))
    Journal(path, {}).close()

    def opened():
        try:
            Journal(path, {}).close()
        except ScanError as error:
            return str(error)
        return ""

    return path, opened


def naming(victim, pages):
    """Return a rollback journal after whose playing back SQLite deletes `victim`."""
    magic, name = bytes.fromhex("d9d505f920a163d7"), str(victim).encode()
    header = magic + struct.pack(">iIIII", 0, 1, pages, 512, 4096)
    end = struct.pack(">II", len(name), sum(name)) + magic
    return header.ljust(512, b"\0") + struct.pack(">I", (1 << 18) + 1) + name + end


def test_a_planted_journal_deletes_nothing(database, tmp_path):
    path, opened = database
    victim = tmp_path / "evidence.png"
    victim.write_bytes(b"precious")
    journal = path.with_name("a.gng-journal")
    journal.write_bytes(naming(victim, path.stat().st_size // 4096))
    assert "names another file to be deleted; move it away." in opened()
    assert victim.exists() and journal.exists()
    journal.unlink()
    assert opened() == ""


@pytest.mark.parametrize("suffix", ["-journal", "-wal", "-shm"])
@pytest.mark.parametrize(
    "make", [lambda path: Case.create(path, "Fall 1"), lambda p: Journal(p, {})]
)
def test_what_lies_beside_a_database_that_is_yet_to_be_made_is_not_deleted(tmp_path, make, suffix):
    beside = tmp_path / f"a.gng{suffix}"
    beside.write_bytes(b"evidence")
    with pytest.raises((CaseError, ScanError), match="beside it, which would be deleted; move"):
        make(tmp_path / "a.gng")
    assert [*tmp_path.iterdir()] == [beside] and beside.read_bytes() == b"evidence"


@pytest.mark.skipif(os.name == "nt", reason="there are no such pipes")
@pytest.mark.parametrize("suffix", ["-journal", "-wal"])
def test_a_pipe_beside_it_hangs_nothing(database, suffix):
    path, opened = database
    os.mkfifo(path.with_name(f"a.gng{suffix}"))
    assert "is no file; move that away." in opened()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root gives files away")
@pytest.mark.parametrize("suffix", ["-journal", "-wal"])
def test_a_journal_of_another_user_is_not_played_back(database, suffix):
    path, opened = database
    before, beside = path.read_bytes(), path.with_name(f"a.gng{suffix}")
    beside.write_bytes(b"x" * 512)
    os.chown(beside, 12345, -1)
    assert "which another user wrote; let that user open it first" in opened()
    assert path.read_bytes() == before and beside.exists()
