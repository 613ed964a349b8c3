"""What a built folder is made of: LICENCES.txt and sbom.cdx.json (CycloneDX 1.6) in it.

``python materials.py FOLDER WORK``, run by build.py in the environment that was built from; WORK
holds the lists that the spec wrote.
"""

from __future__ import annotations

import importlib.metadata
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from gng_desktop import __version__  # noqa: E402

NAMES = ("licen", "copying", "notice", "copyright", "3rd-party", "third_party", "thirdparty")
"""Parts of the names of files that hold terms."""
_LGPL = ("packaging/licences/LGPL-3.0.txt", "packaging/licences/GPL-3.0.txt")
_APACHE = ("LICENSE",)
_TEXTS = ("", ".txt", ".md", ".LibRaw")
WITHOUT_TEXT = {
    "PySide6_Essentials": _LGPL,
    "shiboken6": _LGPL,
    "c2pa-python": _APACHE,
    "pi_heif": _LGPL,
    "rawpy": ("packaging/licences/rawpy-libraries.txt",),
    "flatbuffers": _APACHE,
}
"""Packages whose wheels do not hold the text of their terms: where it is."""


@dataclass(frozen=True)
class Material:
    """One thing that was put in: its terms in a word or two, and their texts by file name."""

    kind: str
    name: str
    version: str
    terms: str
    texts: dict[str, str]


def distributions(modules: set[str], files: list[Path]) -> Iterator[Material]:
    """Yield the Python packages of which a module or a file is in the folder."""
    owners = importlib.metadata.packages_distributions()
    names = {owner for module in modules for owner in owners.get(module, [])}
    names.add("pyinstaller")  # what starts the program is its work
    taken = {str(path.resolve()) for path in files}
    for found in importlib.metadata.distributions():
        inside = {str(Path(found.locate_file(f)).resolve()) for f in found.files or []}
        if found.name in names or inside & taken:
            yield Material("pypi", found.name, found.version, terms(found.metadata), _texts(found))


def terms(about: Message) -> str:
    """Return the terms that a package states, in a word or two; some put their whole text there."""
    classes = [c.split(" :: ")[-1] for c in about.get_all("Classifier") or [] if "License ::" in c]
    stated = (about.get("License") or "").strip()
    short = stated if "\n" not in stated else ""
    return about.get("License-Expression") or short or ", ".join(classes) or "see its text"


def _texts(found: importlib.metadata.Distribution) -> dict[str, str]:
    texts = {}
    for path in found.files or []:
        if any(part in path.name.lower() for part in NAMES) and path.suffix in _TEXTS:
            texts[str(path)] = path.locate().read_text(encoding="utf-8", errors="replace")
    for name in WITHOUT_TEXT.get(found.name, ()):
        texts[Path(name).name] = (ROOT / name).read_text(encoding="utf-8")
    return texts


def system_packages(files: list[Path]) -> Iterator[Material]:
    """Yield the Debian packages that libraries of the folder were taken from."""
    if shutil.which("dpkg-query") is None:
        return
    libraries = [p for p in files if p.parts[:2] in (("/", "usr"), ("/", "lib")) and p.exists()]
    names = {name for path in libraries for name in _owners(path)}
    for name in sorted(names):
        shown = subprocess.run(
            ["dpkg-query", "--show", "--showformat=${Version}", name],
            capture_output=True,
            text=True,
            check=True,
        )
        place = Path("/usr/share/doc", name.split(":")[0], "copyright")
        text = place.read_text(encoding="utf-8", errors="replace") if place.is_file() else ""
        texts = {str(place): text} if text else {}
        yield Material("deb", name.split(":")[0], shown.stdout, "see its text", texts)


def _owners(path: Path) -> list[str]:
    for name in dict.fromkeys((str(path), str(path.resolve()), f"/usr{path.resolve()}")):
        asked = subprocess.run(["dpkg-query", "--search", name], capture_output=True, text=True)
        if asked.returncode == 0:
            return [line.rsplit(": ", 1)[0] for line in asked.stdout.splitlines()]
    return []


def own() -> Iterator[Material]:
    """Yield Python and what comes with the program itself."""
    number = f"python3.{sys.version_info[1]}"
    places = (
        Path(sys.base_prefix, "LICENSE.txt"),
        Path(sys.base_prefix, "lib", number, "LICENSE.txt"),
        Path("/usr/share/doc", number, "copyright"),
    )
    python = [place for place in places if place.is_file()][:1]
    yunet = ROOT / "resources" / "detector" / "LICENSE"
    parts = [
        ("python", platform.python_version(), "PSF-2.0", python),
        ("yunet-face-detector", "2023mar", "MIT", [yunet]),
    ]
    for card in sorted((ROOT / "models").glob("**/CARD.md")):
        name = f"model-{card.parent.name}"
        parts.append((name, __version__, "research use only, see its card", [card]))
    for name, version, words, files in parts:
        texts = {path.name: path.read_text(encoding="utf-8") for path in files}
        yield Material("generic", name, version, words, texts)


def write_licences(path: Path, materials: list[Material]) -> None:
    """Write all terms into one file, one after another."""
    rule = "=" * 100
    lines = [
        "GNG Desktop is under the Apache License 2.0 (LICENSE). This folder also holds the works "
        "below, each under its own terms.",
        "",
        *(f"{m.name} {m.version}: {m.terms}" for m in materials),
    ]
    for material in materials:
        for name, text in material.texts.items():
            lines += ["", rule, f"{material.name} {material.version} - {name}", rule, "", text]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_bom(path: Path, kind: str, materials: list[Material]) -> None:
    """Write the bill of materials as CycloneDX JSON."""
    # Only the environments that binaries are built in have these.
    from cyclonedx.contrib.license.factories import LicenseFactory
    from cyclonedx.model.bom import Bom
    from cyclonedx.model.component import Component, ComponentType
    from cyclonedx.output.json import JsonV1Dot6
    from packageurl import PackageURL

    licences, bom = LicenseFactory(), Bom()
    name = f"gng-desktop-{kind}"
    program = Component(
        name=name, version=__version__, type=ComponentType.APPLICATION, bom_ref=name
    )
    bom.metadata.component = program
    for m in materials:
        vendor = "debian" if m.kind == "deb" else None
        part = Component(
            name=m.name,
            version=m.version,
            type=ComponentType.LIBRARY,
            licenses=[licences.make_from_string(m.terms)],
            purl=PackageURL(m.kind, vendor, m.name, m.version),
            bom_ref=f"{m.kind}/{m.name}",
        )
        bom.components.add(part)
        bom.register_dependency(program, [part])
    JsonV1Dot6(bom).output_to_file(str(path), allow_overwrite=True, indent=2)


def main() -> None:
    """Write both files of the folder named on the command line."""
    folder, work = Path(sys.argv[1]), Path(sys.argv[2])
    modules = set((work / "modules.txt").read_text(encoding="utf-8").split())
    files = [Path(n) for n in (work / "files.txt").read_text(encoding="utf-8").splitlines()]
    found = [*own(), *distributions(modules, files), *system_packages(files)]
    materials = sorted(found, key=lambda m: (m.kind, m.name.lower()))
    if missing := [m.name for m in materials if not m.texts]:
        print(f"no text of the terms of: {', '.join(missing)}")
    write_licences(folder / "LICENCES.txt", materials)
    write_bom(folder / "sbom.cdx.json", folder.name.rsplit("-", 1)[-1], materials)
    print(f"{len(materials)} parts in LICENCES.txt and sbom.cdx.json")


if __name__ == "__main__":
    main()
