"""What ./gng does on a machine that lacks things, with programs made up; and the lists it reads."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell script")
PYTHON = """#!/bin/sh
echo "python $*" >>"$LOG"
case "$*" in
  *"-m venv"*) for last; do :; done; mkdir -p "$last/bin"; cp "$0" "$last/bin/python" ;;
  *libc_ver*) echo "$MACHINE" ;;
  *ensurepip*) test "$ENSUREPIP" = there ;;
  *pytest*) echo "bytecode:${PYTHONDONTWRITEBYTECODE:-stored}" >>"$LOG" ;;
esac
"""


class Machine:
    """A copy of the repository's lists, and a PATH of made-up programs that log their calls."""

    def __init__(self, folder: Path) -> None:
        folder = folder / "a place"
        self.repository, self.bin, self.log = folder / "repo", folder / "bin", folder / "log"
        (self.repository / "packaging").mkdir(parents=True)
        self.bin.mkdir()
        names = ("gng", "requirements.lock", "requirements.hashes", "pyproject.toml")
        for name in (*names, "packaging/debian-packages.txt"):
            shutil.copy(ROOT / name, self.repository / name)
        for name in ("dirname", "sed", "cksum", "cat", "grep", "mkdir", "cp", "env", "sh"):
            (self.bin / name).symlink_to(shutil.which(name))
        self.log.touch()
        self.add("python3", PYTHON)
        machine = "linux x86_64, cpython 3.12 glibc"
        self.environment = {"ENSUREPIP": "there", "MACHINE": machine}

    def add(self, name: str, text: str) -> None:
        (self.bin / name).write_text(text)
        (self.bin / name).chmod(0o755)

    def debian(self, user: int, installed: str = "") -> None:
        self.add("dpkg-query", f"#!/bin/sh\necho '{installed or 'no'} '\n")
        self.add("apt-get", '#!/bin/sh\necho "apt-get $*" >>"$LOG"\n')
        self.add("id", f"#!/bin/sh\necho {user}\n")

    def gng(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self.repository / "gng"), *words],
            env={"PATH": str(self.bin), "LOG": str(self.log), **self.environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
        )

    @property
    def calls(self) -> str:
        return self.log.read_text()


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)


PACKAGES = (ROOT / "packaging" / "debian-packages.txt").read_text().split(" ", 2)[2].split()


def test_who_may_not_install_is_given_the_line(machine):
    machine.debian(user=1000)
    done = machine.gng("run")
    assert done.returncode == 1 and machine.calls == ""
    line = "apt-get install --yes --no-install-recommends " + " ".join(PACKAGES)
    assert done.stderr == f"Missing system packages; as root run: {line}\n"


@pytest.mark.parametrize("user", [0, 1000])
def test_root_and_sudo_install_what_is_missing(machine, user):
    machine.debian(user)
    if user:
        machine.add("sudo", '#!/bin/sh\necho "sudo" >>"$LOG"\ntest "$1" = -n || "$@"\n')
    machine.gng("test")
    installed = [line for line in machine.calls.splitlines() if line.startswith("apt-get install")]
    assert len(installed) == 1 and set(PACKAGES) <= set(installed[0].split())
    assert ("sudo\n" in machine.calls) == bool(user)
    assert "-m pytest" in machine.calls


def test_nothing_is_installed_twice_and_tests_store_bytecode(machine):
    machine.debian(0, installed="installed")
    machine.environment["PYTHONDONTWRITEBYTECODE"] = "1"
    machine.gng("test", "-k", "some")
    assert "apt-get" not in machine.calls and "-m venv" in machine.calls
    assert "-k some\n" in machine.calls and machine.calls.endswith("bytecode:stored\n")
    machine.log.write_text("")
    machine.gng("test")
    assert "pip" not in machine.calls and "-m pytest" in machine.calls
    with (machine.repository / "requirements.lock").open("a") as lock:
        lock.write("new==1.0\n")
    machine.gng("test")
    assert "pip install" in machine.calls


@pytest.mark.parametrize(
    ("kind", "checked"),
    [
        ("linux x86_64, cpython 3.11 glibc", True),
        ("linux x86_64, cpython 3.13 glibc", True),
        ("linux x86_64, cpython 3.14 glibc", False),
        ("linux aarch64, cpython 3.12 glibc", False),
        ("linux x86_64, cpython 3.12 ", False),
        ("darwin x86_64, cpython 3.12 ", False),
    ],
)
def test_packages_are_checked_where_hashes_are_known(machine, kind, checked):
    machine.environment["MACHINE"] = kind
    done = machine.gng("setup")
    assert done.returncode == 0, done.stderr
    assert ("--require-hashes" in machine.calls) == checked
    assert ("requirements.lock" in machine.calls) != checked
    assert ("packages are installed unchecked" in done.stderr) != checked


def test_an_unknown_command_is_refused(machine):
    done = machine.gng("rnu")
    assert done.returncode == 2 and "usage: ./gng" in done.stderr and machine.calls == ""
    assert machine.gng().stdout.startswith("usage: ./gng")


def test_every_locked_package_has_hashes(script):
    lock = script("lock")
    needed = lock.pins((ROOT / "requirements.lock").read_text())
    text = (ROOT / "requirements.hashes").read_text()
    found = lock.hashes(text)
    assert list(found) == needed, "run: ./gng lock"
    assert len(needed) > 90 and all(found.values()) and text.startswith(lock.HEADER)
    assert "://" not in text


def test_known_hashes_are_reused_and_new_ones_asked_for(script, monkeypatch, tmp_path):
    lock = script("lock")
    monkeypatch.setattr(lock, "LOCK", tmp_path / "lock")
    monkeypatch.setattr(lock, "HASHES", tmp_path / "hashes")
    monkeypatch.setattr(sys, "argv", ["lock"])
    asked = []

    def ask(needed, python, glibc):
        asked.append(needed)
        return {pin: f"{int(python[-1]):064x}" for pin in needed}

    monkeypatch.setattr(lock, "ask", ask)
    for text in ("a_B==1.0\n", "a_B==1.0\nc==2\n"):
        lock.LOCK.write_text(text)
        lock.main()
    times = len(lock.PYTHONS) * len(lock.GLIBCS)
    assert asked == [["a-b==1.0"]] * times + [["c==2"]] * times
    found = lock.hashes(lock.HASHES.read_text())
    assert list(found) == ["a-b==1.0", "c==2"] and len(found["a-b==1.0"]) == len(lock.PYTHONS)
