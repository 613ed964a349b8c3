"""Finding images in folders, odd ones too."""

import os
from itertools import islice
from pathlib import Path

import pytest

from gng_desktop.core.progress import Progress
from gng_desktop.ui.evidence import walk as module
from gng_desktop.ui.evidence.walk import Walked, walk


def run(*places, recursive=True):
    """Return the paths found, the batches' sizes and the `Walked` at the end."""
    items = list(walk(places, recursive))
    batches = [item for item in items if isinstance(item, list)]
    assert isinstance(items[-1], Walked) and isinstance(items[0], Progress)
    return [path for batch in batches for path in batch], [len(b) for b in batches], items[-1]


def touch(*paths):
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")


def test_images_come_in_natural_order_a_folder_s_own_files_first(tmp_path):
    wanted = ["b2.png", "b10.JPG", "a/c.tif", "a/z/y.webp", "d/e.png"]
    touch(*[tmp_path / name for name in [*reversed(wanted), "notes.txt", "a/list.csv", "noname"]])
    found, _, walked = run(tmp_path)
    assert [path.relative_to(tmp_path).as_posix() for path in found] == wanted
    assert (walked.images, walked.others, walked.hidden, walked.notice) == (5, 3, 0, "")
    assert walked.summary == "Images found: 5. Skipped: 3 of other types, 0 hidden."


@pytest.mark.parametrize(
    ("files", "places", "found"),
    [
        pytest.param("a.bin .hid.png", "a.bin gone.png .hid.png", None, id="by name, whatever"),
        pytest.param("f/a.png", "f", "f/a.png", id="relative"),
        pytest.param("a/b.png", ". a .", "a/b.png", id="each folder once"),
        pytest.param("a.png/b.png", ".", "a.png/b.png", id="a folder named like an image"),
        pytest.param("a.png ._a.png .c/b.png", ".", "a.png", id="not what is hidden"),
        pytest.param("a.png ._a.png .c/b.png", ".c", ".c/b.png", id="but a hidden folder chosen"),
    ],
)
def test_what_is_found(tmp_path, monkeypatch, files, places, found):
    monkeypatch.chdir(tmp_path)
    touch(*[tmp_path / name for name in files.split()])
    wanted = [tmp_path / name for name in (found or places).split()]
    paths, _, walked = run(*map(Path, places.split()))
    assert paths == wanted
    assert walked.hidden == (2 if found == "a.png" else 0)


def test_only_the_folder_itself_if_not_recursive(tmp_path):
    touch(tmp_path / "a.png", tmp_path / "b" / "c.png")
    assert run(tmp_path, recursive=False)[0] == [tmp_path / "a.png"]


def test_links_are_followed_but_never_round_in_a_circle(tmp_path):
    inside, outside = tmp_path / "in", tmp_path / "out"
    touch(inside / "a.png", inside / "deep" / "b.png", outside / "c.png")
    (inside / "deep" / "up").symlink_to(inside, target_is_directory=True)
    (inside / "out").symlink_to(outside, target_is_directory=True)
    (inside / "self.png").symlink_to("self.png")
    (inside / "gone.png").symlink_to("nowhere.png")
    found, _, walked = run(inside)
    names = [path.relative_to(inside).as_posix() for path in found]
    # A link that leads nowhere is listed: its row then says what is wrong.
    assert names == ["a.png", "gone.png", "self.png", "deep/b.png", "out/c.png"]
    assert walked.notice == ""


def test_odd_names_are_found(tmp_path):
    names = [
        b"new\nline.png",
        b"not utf-8 \xff\xfe.jpg",
        b" lead.png",
        "ü\u202e.png".encode(),
    ]
    for name in names:
        (tmp_path / os.fsdecode(name)).write_bytes(b"")
    found = run(tmp_path)[0]
    assert {os.fsencode(path.name) for path in found} == set(names)
    assert all(path.exists() for path in found)


@pytest.fixture
def locked(monkeypatch):
    """Names of folders that may not be listed; tests may run as a user who may all."""
    names, scandir = set(), os.scandir

    def guarded(folder):
        # A number is an open folder, as what sweeps up after a test names it.
        if not isinstance(folder, int) and Path(folder).name in names:
            raise PermissionError(13, "Permission denied", folder)
        return scandir(folder)

    monkeypatch.setattr(module.os, "scandir", guarded)
    return names


def test_unreadable_folders_are_named_and_the_rest_is_listed(tmp_path, locked):
    touch(tmp_path / "a" / "a.png", tmp_path / "b" / "b.png", tmp_path / "c" / "c.png")
    locked.add("b")
    found, _, walked = run(tmp_path)
    assert found == [tmp_path / "a" / "a.png", tmp_path / "c" / "c.png"]
    assert walked.notice == (
        f"The folder {tmp_path / 'b'} could not be read (Permission denied); its images are "
        "missing from the list. Ask for permission or copy the folder, then add it again."
    )
    locked.add("c")
    assert run(tmp_path)[2].notice.startswith("2 folders could not be read, the first of them")


def test_a_folder_that_breaks_off_keeps_what_was_read(tmp_path, monkeypatch):
    touch(tmp_path / "a.png", tmp_path / "b.png")
    scandir = os.scandir

    class Broken:
        def __init__(self, folder):
            self._entries = scandir(folder)

        def __enter__(self):
            return self

        def __exit__(self, *error):
            self._entries.close()

        def __iter__(self):
            yield next(self._entries)
            raise OSError(5, "Input/output error")

    monkeypatch.setattr(module.os, "scandir", Broken)
    found, _, walked = run(tmp_path)
    assert len(found) == 1 and "Input/output error" in walked.notice


def test_batches_are_full_but_not_too_large(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "PAUSE", 60.0)
    monkeypatch.setattr(module, "BATCH", 4)
    touch(*[tmp_path / f"{n}.png" for n in range(7)], *[tmp_path / "d" / f"{n}.png" for n in "ab"])
    found, sizes, _ = run(tmp_path)
    assert sizes == [4, 4, 1] and len(set(found)) == 9


def test_a_slow_disk_is_heard_of_and_can_be_left_at_any_entry(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "PAUSE", -1.0)
    touch(*[tmp_path / f"{n}.txt" for n in range(50)])
    work = walk([tmp_path])
    assert all(isinstance(item, Progress) for item in islice(work, 20))
    work.close()


def test_very_deep_folders_are_reached(tmp_path):
    deep = tmp_path
    for _ in range(300):
        deep = deep / "d"
    touch(deep / "a.png")
    assert run(tmp_path)[0] == [deep / "a.png"]
