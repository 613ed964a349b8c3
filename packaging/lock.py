"""Write requirements.hashes: requirements.lock with the SHA-256 of each wheel pip may install.

``./gng lock`` runs it after a change of requirements.lock. pip names the wheels that it would
take, from whatever index it is set up for; nothing is installed. Lines that stand are reused;
``--all`` asks for them again.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK, HASHES = ROOT / "requirements.lock", ROOT / "requirements.hashes"
PYTHONS = ("3.11", "3.12", "3.13")
GLIBCS = (36, 41)
"""Minor versions of glibc, Debian 12's and 13's: a newer one may be given other wheels."""
HEADER = f"""\
# Made by ./gng lock from requirements.lock; not to be edited.
# Covers: linux x86_64, cpython {" ".join(PYTHONS)}
"""


def normal(pin: str) -> str:
    """Return ``name==version`` as package indexes spell the name."""
    name, version = pin.split("==")
    return f"{re.sub('[-_.]+', '-', name).lower()}=={version}"


def pins(text: str) -> list[str]:
    """Return the ``name==version`` of a list of requirements, normalised, in order."""
    return [normal(pin) for pin in re.findall(r"^[\w.-]+==[^\s;\\]+", text, re.MULTILINE)]


def hashes(text: str) -> dict[str, set[str]]:
    """Return the SHA-256 sums of each pin of a text that this program wrote."""
    parts = re.split(r"\n(?=\w)", text)
    return {pin: set(re.findall("sha256:([0-9a-f]{64})", p)) for p in parts for pin in pins(p)}


def ask(wanted: list[str], python: str, glibc: int) -> dict[str, str]:
    """Return the SHA-256 of the wheel that pip would install for each pin."""
    platforms = [f"manylinux_2_{minor}_x86_64" for minor in range(glibc, 4, -1)]
    platforms += ["manylinux2014_x86_64", "manylinux2010_x86_64", "manylinux1_x86_64"]
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    command += ["--dry-run", "--ignore-installed", "--no-deps", "--only-binary", ":all:"]
    command += ["--implementation", "cp", "--python-version", python, "--target", "nowhere"]
    command += [word for name in (*platforms, "linux_x86_64") for word in ("--platform", name)]
    done = subprocess.run([*command, "--report", "-", *wanted], stdout=subprocess.PIPE, check=True)
    found = {}
    for item in json.loads(done.stdout)["install"]:
        pin = normal(f"{item['metadata']['name']}=={item['metadata']['version']}")
        found[pin] = item["download_info"]["archive_info"]["hashes"]["sha256"]
    return found


def main() -> None:
    """Write the file."""
    known = {}
    if "--all" not in sys.argv and HASHES.is_file():
        text = HASHES.read_text(encoding="ascii")
        known = hashes(text) if text.startswith(HEADER) else {}
    wanted = pins(LOCK.read_text(encoding="ascii"))
    new = [pin for pin in wanted if pin not in known]
    for python, glibc in [(p, g) for p in PYTHONS for g in GLIBCS if new]:
        for pin, digest in ask(new, python, glibc).items():
            known.setdefault(pin, set()).add(digest)
    entries = [
        " \\\n".join([pin, *(f"    --hash=sha256:{digest}" for digest in sorted(known[pin]))])
        for pin in wanted
    ]
    HASHES.write_text(HEADER + "\n".join(entries) + "\n", encoding="ascii")
    print(f"{HASHES.name}: {len(wanted)} packages, {len(new)} of them new")


if __name__ == "__main__":
    main()
