"""Build the binary: ``python packaging/build.py inspector|full``; see packaging/README.md.

Makes an environment of its own in build/, runs PyInstaller in it, collects the licences of all
that is in the folder, and writes dist/: the folder, a tarball, its SHA-256, a bill of materials.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGING = ROOT / "packaging"
BUILD, DIST = ROOT / "build", ROOT / "dist"
STRIPPED = (
    "libpython*.so*", "lib-dynload/*.so", "kiwisolver/*.so", "PIL/*.so", "contourpy/*.so",
    "libicu*.so*", "matplotlib/*.so", "libtensorflow_*.so*", "tensorflow/**/*.so",
    "cryptography/**/*.so", "rfc3161_client/*.so",
)  # fmt: skip
"""What may lose its symbols. Not what wheels have in ``*.libs``: rewritten once, it would break."""


def run(*command: str | Path, **variables: str) -> None:
    """Run a command, and end with its exit code if it fails."""
    done = subprocess.run([str(word) for word in command], env={**os.environ, **variables})
    if done.returncode:
        raise SystemExit(done.returncode)


def environment(kind: str) -> Path:
    """Make the environment, anew if a list of packages has changed; return its Python."""
    folder = BUILD / f"venv-{kind}"
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    lock, tools = ROOT / "requirements.lock", PACKAGING / "requirements.lock"
    wanted = PACKAGING / f"{kind}.txt"
    lists = (lock, tools, PACKAGING / "inspector.txt", wanted)
    state = hashlib.sha256(b"".join(path.read_bytes() for path in lists)).hexdigest()
    stamp = folder / ".state"
    if not stamp.is_file() or stamp.read_text() != state:
        shutil.rmtree(folder, ignore_errors=True)
        run(sys.executable, "-m", "venv", folder)
        pip = (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
        run(*pip, "--constraint", lock, "--requirement", wanted)
        run(*pip, "--no-deps", "--requirement", tools)
        stamp.write_text(state)
    return python


def tidy(bundle: Path) -> None:
    """Make the folder smaller by what no user needs."""
    if sys.platform == "linux" and shutil.which("strip"):
        for pattern in STRIPPED:
            for library in bundle.rglob(pattern):
                if not library.is_symlink():
                    run("strip", "--strip-unneeded", library)


def packed(folder: Path, version: str) -> Path:
    """Write the tarball of a folder and its SHA-256; return the tarball."""
    system = f"{platform.system().lower()}-{platform.machine().lower()}"
    archive = DIST / f"{folder.name}-{version}-{system}.tar.gz"
    with tarfile.open(archive, "w:gz", compresslevel=6) as tar:
        tar.add(folder, folder.name)
    digest = hashlib.sha256()
    with archive.open("rb") as stream:
        while part := stream.read(1 << 20):
            digest.update(part)
    line = f"{digest.hexdigest()}  {archive.name}\n"
    archive.with_name(f"{archive.name}.sha256").write_text(line, encoding="ascii")
    return archive


def main() -> None:
    """Build what the command line names."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("kind", choices=["inspector", "full"])
    parser.add_argument("--no-archive", action="store_true", help="leave the tarball out")
    options = parser.parse_args()
    python = environment(options.kind)
    work = BUILD / f"work-{options.kind}"
    work.mkdir(parents=True, exist_ok=True)
    run(python, PACKAGING / "branding.py", work)
    variables = {"GNG_BUILD": options.kind, "GNG_WORK": str(work), "PYTHONHASHSEED": "0"}
    pyinstaller = (python, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN")
    places = ("--distpath", DIST, "--workpath", work / "pyinstaller")
    run(*pyinstaller, *places, PACKAGING / "gng_desktop.spec", **variables)
    bundle = DIST / f"gng-desktop-{options.kind}"
    tidy(bundle)
    for name in ("README.md", "LICENSE"):
        shutil.copy(ROOT / name, bundle)
    if sys.platform == "linux":
        shutil.copytree(PACKAGING / "linux", bundle / "linux", dirs_exist_ok=True)
    run(python, PACKAGING / "materials.py", bundle, work)
    size = sum(p.stat().st_size for p in bundle.rglob("*") if p.is_file() and not p.is_symlink())
    print(f"{bundle}: {size / 1e6:.0f} MB")
    if not options.no_archive:
        sys.path.insert(0, str(ROOT))
        from gng_desktop import __version__

        archive = packed(bundle, __version__)
        shutil.copy(bundle / "sbom.cdx.json", archive.with_name(f"{archive.name}.cdx.json"))
        print(f"{archive}: {archive.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
