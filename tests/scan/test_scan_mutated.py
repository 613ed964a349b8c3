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
from tests.scan.scan_files import portraits
from tests.tiny_data import read_table

PROGRAM = Path(__file__).with_name("scan_program.py")
# A program between: the memory of a process just forked is that of the tests.
MEASURED = """
import resource, subprocess, sys
status = subprocess.call(sys.argv[1:])
print("peak", resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(status)
"""


@pytest.mark.skipif(os.name == "nt", reason="the memory of a child is not measured there")
@pytest.mark.parametrize("count", [60, pytest.param(2000, marks=pytest.mark.slow)])
def test_damaged_files_give_a_row_each(tmp_path, count):
    """No traceback, no answer above 10 s, memory below 2 GB."""
    face = np.asarray(Image.open(io.BytesIO(portraits(90))))
    files = dict(mutated(originals(face), count))
    folder, csv = tmp_path / "files", tmp_path / "out.csv"
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    command = [sys.executable, "-c", MEASURED, sys.executable, str(PROGRAM), "scan", str(folder)]
    done = subprocess.run([*command, "--csv", str(csv)], capture_output=True, text=True)
    said = done.stdout + done.stderr
    assert done.returncode in (0, 1) and "Traceback" not in said, said
    rows = {Path(row["path"]).name: row for row in read_table(csv)}
    assert sorted(rows) == sorted(files)
    for name, row in rows.items():
        assert row["status"] != "error" or (row["width"] == "" and row["reason"]), (name, row)
        assert float(row["seconds"]) < 10, (name, row)
    assert {row["status"] for row in rows.values()} >= {"ok", "error"}
    assert int(done.stdout.split("peak ")[1]) < 2e6  # KiB
