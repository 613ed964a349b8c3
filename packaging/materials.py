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
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from gng_desktop import __version__  # noqa: E402

NAMES = ("licen", "copying", "notice", "copyright", "3rd-party", "third_party", "thirdparty")
"""Parts of the names of files that hold terms."""
_LGPL = ("packaging/licences/LGPL-3.0.txt", "packaging/licences/GPL-3.0.txt")
WITHOUT_TEXT = {"PySide6_Essentials": _LGPL, "shiboken6": _LGPL, "c2pa-python": ("LICENSE",)}
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
    taken = {str(path.resolve()) for path in files}
    for found in importlib.metadata.distributions():
        inside = {str(Path(found.locate_file(f)).resolve()) for f in found.files or []}
        if found.name in names or inside & taken:
            yield Material("pypi", found.name, found.version, _terms(found), _texts(found))


def _terms(found: importlib.metadata.Distribution) -> str:
    about = found.metadata
    classes = [c.split(" :: ")[-1] for c in about.get_all("Classifier") or [] if "License ::" in c]
    line = (about.get("License") or "").strip().split("\n")[0]
    return about.get("License-Expression") or line or ", ".join(classes) or "see its text"


def _texts(found: importlib.metadata.Distribution) -> dict[str, str]:
    texts = {}
    for path in found.files or []:
        if any(part in path.name.lower() for part in NAMES) and path.suffix in ("", ".txt", ".md"):
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
    text = {"LICENSE": Path(sys.base_prefix, "LICENSE.txt")}
    places = (*text.values(), Path(f"/usr/share/doc/python3.{sys.version_info[1]}/copyright"))
    place = next((p for p in places if p.is_file()), None)
    terms = {str(place): place.read_text(encoding="utf-8")} if place else {}
    yield Material("generic", "python", platform.python_version(), "PSF-2.0", terms)
    yunet = ROOT / "resources" / "detector" / "LICENSE"
    terms = {"LICENSE": yunet.read_text(encoding="utf-8")}
    yield Material("generic", "yunet-face-detector", "2023mar", "MIT", terms)
    for card in sorted((ROOT / "models").glob("*/CARD.md")):
        terms = {"CARD.md": card.read_text(encoding="utf-8")}
        name = f"model-{card.parent.name}"
        yield Material("generic", name, __version__, "research use only, see its card", terms)


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
    licences, bom = LicenseFactory(), Bom()
    bom.metadata.component = Component(
        name=f"gng-desktop-{kind}", version=__version__, type=ComponentType.APPLICATION
    )
    for m in materials:
        vendor = "debian" if m.kind == "deb" else None
        bom.components.add(
            Component(
                name=m.name,
                version=m.version,
                type=ComponentType.LIBRARY,
                licenses=[licences.make_from_string(m.terms)],
                purl=PackageURL(m.kind, vendor, m.name, m.version),
                bom_ref=f"{m.kind}/{m.name}",
            )
        )
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
