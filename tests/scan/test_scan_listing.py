import errno
import io
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from gng_desktop.core.progress import Progress
from gng_desktop.core.tables import path_cell
from gng_desktop.scan import ScanError
from gng_desktop.scan.listing import Listing, list_files
from gng_desktop.scan.outputs import Outputs
from gng_desktop.scan.rows import csv_bytes


def listed(source, recursive=False, own=frozenset()):
    *before, listing = list_files(str(source), recursive, own)
    assert all(isinstance(step, Progress) for step in before)
    assert isinstance(listing, Listing)
    return listing


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "root"
    for name in ("b.png", "a.png", "notes.txt", ".hidden", "B.png", "deep/c.png", "deep/er/d"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"x")
    return root


def names(listing, root):
    return [os.path.relpath(path, root) for path in listing.paths]


def test_every_file_is_taken_by_the_bytes_of_its_name_and_folders_are_entered_when_asked(folder):
    listing = listed(folder)
    own = [".hidden", "B.png", "a.png", "b.png"]
    assert names(listing, folder) == [*own, "notes.txt"]
    assert listing.not_entered == 1 and listing.root == str(folder)
    listing = listed(folder, recursive=True)
    deeper = [str(Path("deep", "c.png")), str(Path("deep", "er", "d"))]
    assert names(listing, folder) == [*own, *deeper, "notes.txt"] and listing.not_entered == 0


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights here")
def test_links_do_not_loop_and_real_names_come_first(folder, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "far.png").write_bytes(b"x")
    (folder / "a loop").symlink_to(folder, target_is_directory=True)
    (folder / "a link to deep").symlink_to(folder / "deep", target_is_directory=True)
    (folder / "out").symlink_to(elsewhere, target_is_directory=True)
    (folder / "file link").symlink_to(elsewhere / "far.png")
    (folder / "dangling").symlink_to(folder / "nowhere")
    found = names(listed(folder, recursive=True), folder)
    assert "deep/c.png" in found and "out/far.png" in found
    assert "file link" in found and "dangling" in found
    assert len(found) == 7 + 3


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_folder_that_cannot_be_listed_is_a_row_of_its_own(folder):
    (folder / "deep").chmod(0)
    try:
        listing = listed(folder, recursive=True)
    finally:
        (folder / "deep").chmod(0o755)
    path = str(folder / "deep")
    assert path in listing.paths and "could not be listed" in listing.problems[path]


@pytest.mark.parametrize(
    ("error", "advice"),
    [
        (PermissionError(errno.EACCES, "Permission denied"), "ask for permission or copy it."),
        (OSError(errno.ENAMETOOLONG, "File name too long"), "where its path is shorter"),
        (OSError(errno.EIO, "Input/output error"), "copy it and scan the copy."),
    ],
)
def test_a_folder_that_fails_while_it_is_listed_is_reported(folder, monkeypatch, error, advice):
    scandir = os.scandir

    def fail(place):
        if str(place).endswith("deep"):
            raise error
        return scandir(place)

    monkeypatch.setattr(os, "scandir", fail)
    listing = listed(folder, recursive=True)
    path = str(folder / "deep")
    assert path in listing.paths and str(error.strerror) in listing.problems[path]
    assert advice in listing.problems[path]
    monkeypatch.setattr(os, "scandir", lambda place: fail("deep"))
    with pytest.raises(ScanError, match="cannot be read"):
        listed(folder)


def test_the_scans_own_files_are_not_scanned(folder):
    outputs = Outputs(folder / "out.csv")
    for path in outputs.own:
        path.write_bytes(b"x")
    (folder / "deep" / "out.csv").write_bytes(b"x")  # somebody else's
    listing = listed(folder, recursive=True, own=outputs.own)
    found = names(listing, folder)
    assert [name for name in found if "out." in name] == [str(Path("deep", "out.csv"))]
    assert len(outputs.own) >= 4


NAMED = ["b.png", "a.png", "b.png", "spa ce.png"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("list.txt", b"b.png\na.png\n\nb.png\nspa ce.png\n"),
        ("list.txt", b"\xef\xbb\xbfb.png\r\na.png\r\nb.png\r\nspa ce.png"),
        ("list.TXT", "b.png\na.png\nb.png\nspa ce.png\n".encode("utf-16")),
        ("list.txt", b"b.png\0a.png\0b.png\0spa ce.png\0"),
        ("list.csv", b'Path,label\r\nb.png,1\r\na.png,2\r\nb.png,1\r\n"spa ce.png",3\r\n'),
        ("list.csv", b"b.png\na.png\nb.png\nspa ce.png\n"),
    ],
)
def test_lists_of_every_making(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    listing = listed(tmp_path / name)
    assert listing.paths == sorted(set(NAMED), key=os.fsencode)
    assert listing.repeated == 1 and listing.root is None


@pytest.mark.skipif(os.name == "nt", reason="names are not bytes here")
def test_a_list_holds_any_name(tmp_path):
    odd = [os.fsdecode(name) for name in (b"new\nline.png", b"latin \xe9.png", b"=1.png")]
    (tmp_path / "nul.txt").write_bytes(b"\0".join(os.fsencode(name) for name in odd))
    assert set(listed(tmp_path / "nul.txt").paths) == set(odd)
    (tmp_path / "own.csv").write_bytes(csv_bytes([["path"], *([path_cell(n)] for n in odd)]))
    assert set(listed(tmp_path / "own.csv").paths) == set(odd)


def test_a_list_on_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"b.png\na.png\n")))
    assert listed("-").paths == ["a.png", "b.png"]
    monkeypatch.setattr(sys, "stdin", None)  # of a program that was started without one
    with pytest.raises(ScanError, match="no standard input; name a folder"):
        listed("-")


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("missing.txt", None, "does not exist; "),
        ("a.png", b"x", "neither a folder nor a list"),
        ("cut.txt", "a.png\nb.png".encode("utf-16")[:-1], "is no text; "),
        ("cut.csv", "a.png\nb.png".encode("utf-16")[:-1], "is no text; "),
    ],
)
def test_what_is_no_list_is_refused(tmp_path, name, data, words):
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(ScanError, match=words) as caught:
        listed(tmp_path / name)
    assert str(tmp_path / name) in str(caught.value) and str(caught.value).endswith(".")
