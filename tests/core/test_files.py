import json
import os
import secrets
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from gng_desktop.core import files
from gng_desktop.core.files import atomically, replacing, sweep, write_json, write_text
from gng_desktop.core.text import printable


@pytest.fixture
def old(tmp_path):
    path = tmp_path / "there" / "a.txt"
    path.parent.mkdir()
    path.write_text("old")
    return path


def names(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("by_name", [False, True])
def test_a_file_is_replaced_whole(old, by_name):
    if by_name:
        atomically(old, lambda part: part.write_bytes(b"new"))
    else:
        with replacing(old) as stream:
            stream.write(b"new")
            assert old.read_text() == "old" and len(names(old.parent)) == 2
    assert old.read_text() == "new" and names(old.parent) == ["a.txt"]


def test_a_failure_leaves_the_old_file_and_nothing_else(old):
    with pytest.raises(OSError, match="disk full"), replacing(old) as stream:
        stream.write(b"half of")
        raise OSError("disk full")
    assert old.read_text() == "old" and names(old.parent) == ["a.txt"]


def test_a_file_named_part_is_the_users_own_and_no_link_is_followed(old, tmp_path, monkeypatch):
    stranger, part = tmp_path / "stranger.txt", old.with_name("a.txt.part")
    stranger.write_text("theirs")
    part.symlink_to(stranger)
    write_text(old, "new")
    assert stranger.read_text() == "theirs" and part.is_symlink()
    # Even where somebody foresees the name.
    monkeypatch.setattr(secrets, "token_hex", lambda count: "0" * 2 * count)
    with replacing(old) as stream:
        stream.write(b"newer")
    Path(stream.name).symlink_to(stranger)
    with pytest.raises(FileExistsError):
        write_text(old, "newest")
    assert stranger.read_text() == "theirs" and old.read_text() == "newer"


def test_what_another_put_in_the_place_is_not_taken(old):
    with pytest.raises(OSError, match="another program replaced"), replacing(old) as stream:
        Path(stream.name).unlink()
        Path(stream.name).write_text("forged")
    assert old.read_text() == "old"


def test_file_and_folder_are_on_the_disk(old, monkeypatch):
    synced = []
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(os.fstat(handle).st_ino))
    write_text(old, "new")
    assert synced == [old.stat().st_ino, old.parent.stat().st_ino]


@pytest.mark.skipif(os.name == "nt", reason="has no such rights")
def test_what_is_private_is_read_by_no_other(old):
    write_text(old, "new", private=True)
    assert old.stat().st_mode & 0o777 == 0o600


WRITER = """
import sys, time
from pathlib import Path
from gng_desktop.core.files import replacing
with replacing(Path(sys.argv[1])) as stream:
    stream.write(b"half of"); stream.flush(); print(stream.name, flush=True); time.sleep(60)
"""


def test_what_a_killed_program_left_is_removed_and_nothing_else(old, tmp_path):
    def age(path):
        os.utime(path, (time.time() - 2 * files.ABANDONED_S,) * 2)

    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(old)], stdout=subprocess.PIPE, text=True
    ) as writer:
        part = Path(writer.stdout.readline().strip())
        age(part)
        sweep(old.parent)
        assert part.exists()  # it is being written
        writer.kill()
        writer.wait()
    # Looks alike, but is named by another, or was copied from elsewhere.
    forged = old.with_name(f"{part.name[:30]}{'0' * 16}.part")
    forged.write_text("evidence")
    copied = tmp_path / part.name
    copied.write_text("evidence")
    for path in (forged, copied):
        age(path)
    part.touch()
    sweep(old.parent)
    assert part.exists()  # too young to be sure
    age(part)
    files._swept.clear()  # as in a new process
    write_text(old, "new")
    write_text(tmp_path / "b", "new")
    assert names(old.parent) == sorted(["a.txt", forged.name]) and copied.exists()


def test_writers_that_take_names_get_the_ending_they_insist_on(tmp_path):
    with replacing(tmp_path / "a", suffix=".weights.h5") as stream:
        assert stream.name.endswith(".weights.h5")
    assert names(tmp_path) == ["a"]


def test_text_keeps_line_ends_and_survives_names_that_are_no_text(tmp_path):
    write_text(tmp_path / "a", "one\r\ntwo\n\udcff")
    assert (tmp_path / "a").read_bytes() == b"one\r\ntwo\n\\udcff"


def test_json_takes_numbers_of_numpy(tmp_path):
    write_json(tmp_path / "a.json", {"x": np.float32(0.5), "è": 1})
    text = (tmp_path / "a.json").read_text(encoding="utf-8")
    assert json.loads(text) == {"x": 0.5, "è": 1} and "è" in text


def test_names_become_one_harmless_line():
    assert printable("a\nb\x1b[31m\u202egnp.exe\udcff") == "a\\nb\\x1b[31m\\u202egnp.exe\\udcff"
    assert printable(Path("è.png")) == "è.png"


def test_a_folder_that_is_missing_is_named_as_the_user_did(tmp_path):
    with pytest.raises(FileNotFoundError) as error:
        files.write_text(tmp_path / "gone" / "a.txt", "")
    assert error.value.filename == str(tmp_path / "gone" / "a.txt")
    files.write_new(tmp_path / "a.txt", b"1", private=True)
    with pytest.raises(FileExistsError):
        files.write_new(tmp_path / "a.txt", b"2")
    assert (tmp_path / "a.txt").read_bytes() == b"1"
