"""Scans in processes of their own, killed and interrupted for good."""

import os
import signal
import struct
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.scan.scan_files import portraits, read_timeless, wait_for

PROGRAM = Path(__file__).with_name("scan_program.py")
FILES = 240


@pytest.fixture
def many(filled, broken):
    """A few hundred tiny files, some of them twins and some broken."""
    bodies = [portraits(green) for green in range(0, 250, 5)]
    kinds, files = list(broken.values()), {}
    for number in range(FILES):
        if number % 40 == 7:
            data = kinds[number // 40 % len(kinds)]
        else:  # most differ only behind the end of the picture
            data = bodies[number % len(bodies)] + bytes(str(number % 200), "ascii")
        files[f"{number * 7919 % FILES:03d}.png"] = data
    return filled("many", files)


@pytest.fixture
def start(tmp_path, many):
    def start(name, *options, pause=0.0):
        command = [sys.executable, str(PROGRAM), "scan", str(many)]
        command += ["--csv", str(tmp_path / f"{name}.csv"), "--jobs", "2", *options]
        log = tmp_path / f"{name}.log"
        environment = {**os.environ, "SCAN_PAUSE": str(pause), "SCAN_LOG": str(log)}
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        return subprocess.Popen(command, env=environment, **pipes)

    return start


def test_broken_off_and_resumed(tmp_path, start):
    ways = ["kill"] if os.name == "nt" else ["kill", "interrupt"]
    whole = start("whole")
    log = tmp_path / "broken.log"
    for number, way in enumerate(ways):
        scored = log.stat().st_size if log.exists() else 0
        with start("broken", *["--resume"] * (number > 0), pause=0.2) as process:
            wait_for(lambda size=scored + 50: log.exists() and log.stat().st_size >= size)
            process.send_signal(signal.SIGINT if way == "interrupt" else signal.SIGKILL)
            try:
                out, err = process.communicate(timeout=60)
            finally:
                process.kill()
        assert process.returncode != 0 and out == ""
        assert not (tmp_path / "broken.csv").exists()
        if way == "interrupt":
            assert process.returncode == 1 and "--resume" in err and len(err.splitlines()) == 1
    last = start("broken", "--resume")
    out, err = last.communicate(timeout=60)
    whole.communicate(timeout=60)
    # Some files are broken, which both scans tell in their exit codes.
    assert (last.returncode, whole.returncode, err) == (1, 1, "")
    expected, found = (read_timeless(tmp_path / f"{name}.csv") for name in ("whole", "broken"))
    assert len(expected) == FILES and found == expected
    # What was in flight is lost, and no more: two jobs, and what waits for them.
    again = log.stat().st_size - (tmp_path / "whole.log").stat().st_size
    assert 0 <= again <= len(ways) * 4 * 16
    assert sorted(path.name for path in tmp_path.glob("broken*")) == [
        "broken.csv",
        "broken.log",
        "broken.meta.json",
    ]


def test_what_libtiff_and_pillow_print_goes_into_the_log(tmp_path, filled, user_folders):
    folder = filled("pictures", {})
    noise = np.random.default_rng(1).integers(0, 256, (90, 90, 3), np.uint8)
    Image.fromarray(noise).save(folder / "a.tif", compression="tiff_lzw")
    data = bytearray((folder / "a.tif").read_bytes())
    data[2000:9000] = bytes(7000)
    (folder / "a.tif").write_bytes(data)
    Image.fromarray(noise).save(folder / "b.tif")
    data = (folder / "b.tif").read_bytes()
    samples = struct.pack("<HHI", 277, 3, 1)
    (folder / "b.tif").write_bytes(data.replace(samples + b"\3\0", samples + b"\x09\0"))
    command = [sys.executable, str(PROGRAM), "scan", str(folder), "--csv", str(tmp_path / "o.csv")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stderr == "" and "error 2" in done.stdout
    (log,) = user_folders.rglob("gng-desktop.log")
    assert "Using code not yet in table" in log.read_text()
    assert "More samples per pixel than can be decoded: 9" in log.read_text()


def test_what_stops_the_window_is_on_the_terminal(user_folders):
    env = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    done = subprocess.run(
        [sys.executable, "-m", "gng_desktop"],
        env=env | {"QT_QPA_PLATFORM": "xcb"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode and "qt.qpa" in done.stderr
