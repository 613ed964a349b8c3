"""The suite itself: it ends, whoever starts it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import FIRST, HERE


def test_interrupts_are_heard():
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.skipif(os.name == "nt", reason="a POSIX shell")
def test_they_are_when_a_script_runs_it_in_the_background():
    # That is how a shell without job control starts what it does not wait for.
    script = 'trap \'\' INT; exec "$0" -m pytest -p no:cacheprovider "$1" -k interrupts_are_heard'
    done = subprocess.run(
        ["sh", "-c", script, sys.executable, __file__],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0 and "1 passed" in done.stdout, done.stdout


def test_every_test_has_a_limit(pytestconfig):
    assert 0 < float(pytestconfig.getini("timeout")) <= 300
    assert pytestconfig.pluginmanager.hasplugin("timeout")


def test_the_files_that_begin_are_there(request):
    assert all((HERE / name).is_file() for name in FIRST)
    order = list(dict.fromkeys(item.path for item in request.session.items))
    first = [HERE / name for name in FIRST if HERE / name in order]
    assert order[: len(first)] == first
