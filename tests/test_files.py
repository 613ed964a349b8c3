import json
from pathlib import Path

import numpy as np
import pytest

from gng_desktop.files import atomically, printable, write_json, write_text


def test_a_file_is_replaced_whole(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("old")
    seen = []

    def write(part: Path) -> None:
        part.write_text("new")
        seen.append(path.read_text())

    atomically(path, write)
    assert seen == ["old"] and path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("old")

    def write(part: Path) -> None:
        part.write_text("half of")
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        atomically(path, write)
    assert path.read_text() == "old" and list(tmp_path.iterdir()) == [path]


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
