"""Folders to be scanned, and a program to scan them with."""

from pathlib import Path

import numpy as np
import pytest

from gng_desktop.scan import reading
from tests.casework import conftest as shared
from tests.scan.scan_files import Run, broken_files, fake_analyser, portraits
from tests.tiny_data import image_bytes

make_analysis = shared.make_analysis


@pytest.fixture
def broken():
    return broken_files()


@pytest.fixture
def filled(tmp_path):
    """Make a folder of files, given by name."""

    def fill(name, files):
        folder = tmp_path / name
        folder.mkdir()
        for file, data in files.items():
            (folder / file).write_bytes(data)
        return folder

    return fill


@pytest.fixture
def unreadable(monkeypatch):
    """Have files not read, as a bad cable does, that are named so."""
    read_bytes = reading.read_bytes

    def fail(named):
        def failing(path):
            if named(Path(path).name):
                raise reading.ImageError("The file could not be read (a bad cable); check it.")
            return read_bytes(path)

        monkeypatch.setattr(reading, "read_bytes", failing)

    return fail


@pytest.fixture
def evidence(tmp_path, broken):
    """A folder of faces, twins, a picture without a face, broken files and a folder."""
    folder = tmp_path / "evidence"
    (folder / "deeper").mkdir(parents=True)
    for number in range(40):
        (folder / f"{number:02d}.png").write_bytes(portraits(number * 6))
    for number in (3, 17, 39):
        (folder / f"twin of {number:02d}.png").write_bytes(portraits(number * 6))
    (folder / "deeper" / "also a twin.png").write_bytes(portraits(18))
    (folder / "wall.png").write_bytes(image_bytes(np.full((90, 90, 3), 7, np.uint8)))
    for name, data in broken.items():
        (folder / name).write_bytes(data)
    return folder


@pytest.fixture
def run_scan(tmp_path):
    """Scan with fake engines."""

    def run(source, analyser=None, csv=tmp_path / "out.csv", jobs=2, **options):
        return Run(source, csv, analyser or fake_analyser(), jobs=jobs, **options)

    return run
