"""Damaged files of every format that is read, by the thousand."""

import io
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from benchmarks.originals import mutated, originals

PROGRAM = Path(__file__).with_name("scan_program.py")


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="memory is measured by wait4")
@pytest.mark.parametrize("count", [60, pytest.param(2000, marks=pytest.mark.slow)])
def test_damaged_files_give_a_row_each(tmp_path, portraits, read_rows, count):
    """No traceback, no answer above 10 s, memory below 2 GB."""
    face = np.asarray(Image.open(io.BytesIO(portraits(90))))
    files = dict(mutated(originals(face), count))
    folder, csv = tmp_path / "files", tmp_path / "out.csv"
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    with (tmp_path / "said").open("w+b") as said:
        command = [sys.executable, PROGRAM, "scan", str(folder), "--csv", str(csv)]
        child = subprocess.Popen(command, stdout=said, stderr=said)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        text = said.read().decode()
    assert child.returncode in (0, 1) and "Traceback" not in text, text
    rows = {Path(row["path"]).name: row for row in read_rows(csv)}
    assert sorted(rows) == sorted(files)
    for name, row in rows.items():
        assert row["status"] != "error" or (row["width"] == "" and row["reason"]), (name, row)
        assert float(row["seconds"]) < 10, (name, row)
    assert {row["status"] for row in rows.values()} >= {"ok", "error"}
    assert used.ru_maxrss < 2e6  # KiB
