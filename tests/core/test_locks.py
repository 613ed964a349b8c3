import subprocess
import sys
import time

import pytest

from gng_desktop.core.locks import Held, Lock


def test_one_at_a_time(tmp_path):
    path = tmp_path / "lock"
    with Lock(path):
        start = time.monotonic()
        with pytest.raises(Held):
            Lock(path, wait=0.15)
        assert time.monotonic() - start >= 0.15
    lock = Lock(path)
    lock.release()
    lock.release()
    Lock(path).release()


def test_it_ends_with_its_process(tmp_path):
    code = (
        "import sys, time; from pathlib import Path; from gng_desktop.core.locks import Lock\n"
        "lock = Lock(Path(sys.argv[1])); print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "lock")], stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout.readline() == "held\n"
        with pytest.raises(Held):
            Lock(tmp_path / "lock")
        other.kill()
        other.wait(10)
        Lock(tmp_path / "lock", wait=5).release()
