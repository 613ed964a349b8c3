"""Where a command reads a small file, a pipe, a device or an endless file ends it at once."""

import os
import signal
from contextlib import contextmanager
from pathlib import Path

import pytest

from gng_desktop.cli import run
from gng_desktop.core.reading import SMALL, read_bytes, read_json, read_text
from gng_desktop.datasets.items import DataError
from gng_desktop.training.protocol import read_scores
from gng_desktop.training.protocol_results import folds_of

pytestmark = pytest.mark.skipif(os.name == "nt", reason="has no such files")

COMMANDS = {
    "manifest": ("m/manifest.json", ["doctor", "--models", "m"]),
    "table": ("index.csv", ["data", "check", "index.csv"]),
    "xml": ("d/training.xml", ["data", "import", "mut1ny", "d/training.xml", "out"]),
    "annotations": ("d/Train_poly.json", ["data", "import", "openforensics", "d", "out"]),
    "mapping": ("d/CelebA-HQ-to-CelebA-mapping.txt", ["data", "import", "celebamask", "d", "out"]),
    "recognised": ("d/index.csv", ["data", "recognise", "d/index.csv"]),
    "metadata": ("d/metadata.csv", ["data", "import", "artifact", "d", "out"]),
    "list": ("list.txt", ["scan", "list.txt", "--csv", "out.csv"]),
    "recipe": ("r.toml", ["train", "r.toml", "--data", "."]),
    "run": ("runs/a/run.json", ["runs", "show", "runs/a"]),
    "pictures": ("index.csv", ["evaluate", "m", "index.csv"]),
}


@contextmanager
def at_most(seconds):
    def late(*_):
        raise AssertionError(f"still busy after {seconds} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("kind", ["pipe", "device", "huge"])
@pytest.mark.parametrize("what", COMMANDS)
def test_no_command_waits_or_reads_without_end(what, kind, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    name, arguments = COMMANDS[what]
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    else:
        with path.open("wb") as stream:
            stream.truncate(1 << 42)  # takes no room
    with at_most(20):
        assert run(arguments) != 0
    said = capsys.readouterr()
    assert "Traceback" not in said.out + said.err and (said.err or what == "manifest")


def test_only_regular_files_up_to_a_size_are_read(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"\xef\xbb\xbfone\r\ntwo")
    assert read_text(path) == "one\ntwo"
    with pytest.raises(OSError, match="more than 3 bytes"):
        read_bytes(path, 3)
    with pytest.raises(IsADirectoryError):
        read_bytes(tmp_path)
    path.write_bytes(b"[" * 100_000)
    with pytest.raises(ValueError, match="nested too deeply"):
        read_json(path)
    with pytest.raises(OSError, match="device"):
        read_bytes("/dev/zero", SMALL)


@pytest.mark.parametrize("name", ["protocol.json", "scores.csv"])
def test_no_protocol_is_waited_for(name, tmp_path):
    os.mkfifo(tmp_path / name)
    with at_most(20), pytest.raises(DataError):
        folds_of(tmp_path) if name == "protocol.json" else read_scores(tmp_path / name)
