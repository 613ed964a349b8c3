"""Print what the window says in words of the rooms below, for ``./gng translations``.

Single texts are marked where they are written, by `gng_desktop.core.text.N_`. Those of tables,
and those that a room puts together from few parts, are collected here.
"""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Any

from PIL import Image

from gng_desktop.analysis import scoring
from gng_desktop.analysis.stress import AMOUNTS, Stress, StressPoint
from gng_desktop.core.progress import Progress
from gng_desktop.core.shipped import shipped
from gng_desktop.explain.catalogue import METHODS
from gng_desktop.imaging import reading
from gng_desktop.modelstore.detectors import find_detectors
from gng_desktop.provenance import c2pa_checks, credentials, trailing
from gng_desktop.provenance.record import provenance_steps
from gng_desktop.training.presets import texts as recipe_texts
from gng_desktop.ui.commands.specs import SPECS
from gng_desktop.ui.settings.schema import SETTINGS

TABLES = {
    "analysis.conclusion": ("FAINT", "UNKNOWN_STRENGTH"),
    "analysis.face": ("NOTHING", "NO_FACE_SHAPE", "NO_SKIN", "CUT_OFF"),
    "analysis.pipeline": ("INSIDE",),
    "analysis.support": ("SCALE", "NO_CONCLUSION", "NO_SUPPORT"),
    "explain.catalogue": ("MASKERS",),
    "imaging.classic_catalogue": ("CLASSIC", "NOTES", "FLAT"),
    "imaging.labels": ("CLASSES",),
    "provenance.boxes": ("VIDEOS",),
    "provenance.c2pa_checks": ("_WORDS",),
    "provenance.containers": ("READ",),
    "provenance.facts": ("_MODES",),
    "provenance.fields": ("WITHHELD",),
    "provenance.source_types": ("WORDS",),
    "provenance.thumbnail": ("EXPLANATION",),
    "provenance.traces": (
        *("CAVEAT", "NOTHING_FOUND", "NOTHING_BESIDE", "NO_METADATA", "WATERMARKS"),
    ),
    "provenance.trailing": ("_KINDS", "TEXT", "UNKNOWN"),
    "training.card": ("LIMITS", "EARLIER_LIMITS"),
    "ui.commands.specs": ("MENUS",),
    "ui.kit.numbered": ("SENTENCES", "PARTS"),
    "ui.settings.schema": ("SECTIONS",),
}
"""Names by module; of mappings the values count."""
SAME = {"English", "Italiano", "RGB", "CMYK", "YCbCr", "EXIF", "XMP", "IPTC", ""}
"""What is the same in every language."""
VERDICTS = ("generated", "real", "inconclusive")


def strings(value: Any) -> Iterator[str]:
    """Yield the texts in a table."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from strings(getattr(value, field.name))
    elif isinstance(value, Mapping):
        yield from strings(tuple(value.values()))
    elif isinstance(value, tuple | list):
        for each in value:
            yield from strings(each)


def reasons() -> Iterator[str]:
    """Yield why a verdict is inconclusive, or what decides it."""
    name = "GAN detector"
    for pair in itertools.product(VERDICTS, VERDICTS):
        yield scoring.verdict(*pair)[1]
        yield scoring.verdict(*pair, fused="inconclusive")[1]
        yield scoring.verdict(*pair, fused="generated", found_by=name)[1]
        yield scoring.verdict(*pair, fused="generated", lifted_by=name)[1]


def survivals() -> Iterator[str]:
    """Yield the sentences on a verdict that no change turns."""
    changes = [("as is", 0), *((kind, x) for kind, xs in AMOUNTS.items() for x in xs)]
    for verdict in VERDICTS:
        points = (StressPoint(kind, x, "ok", verdict, 0.5, 0.5, "") for kind, x in changes)
        yield Stress(tuple(points)).sentence


def refusals(folder: Path) -> Iterator[str]:
    """Yield why files are not read."""

    def refused(read: Any, *arguments: Any) -> Iterator[str]:
        try:
            read(*arguments)
        except reading.ImageError as error:
            yield str(error)

    yield from refused(reading.read_bytes, folder)
    yield from refused(reading.read_bytes, folder / "nowhere")
    yield from refused(reading.read_bytes, Path("/dev/null"))
    coded = [b"\0\0\0\x18ftyp" + kind for kind in (b"avci", b"j2ki")]
    for data in (b"", b"%PDF-1", b"%!PS", b"8BPS", b"PK\x03\x04", *coded, b"words"):
        yield from refused(reading.decode_image, data)
    for mode, sample_format in (("I", {}), ("F", {}), ("LAB", {}), ("L", {339: 2})):
        Image.new(mode, (64, 64)).save(folder / "x.tiff", tiffinfo=sample_format)
        yield from refused(reading.decode_image, (folder / "x.tiff").read_bytes())


def steps(folder: Path) -> Iterator[str]:
    """Yield what is shown while the provenance of a file is read."""
    Image.new("RGB", (8, 8)).save(folder / "small.png")
    for step in provenance_steps(folder / "small.png"):
        if isinstance(step, Progress):
            yield step.text


def signatures() -> Iterator[str]:
    """Yield the sentences on Content Credentials."""
    for kind in ("BMP", "JPEG2000", "PPM", "RAW"):
        yield credentials.read_credentials(b"jumb", kind).sentence
    yield "There may be Content Credentials, but they were not read: " + (
        "the package c2pa-python is not installed or does not load."
    )
    covers = c2pa_checks.Check("success", next(iter(c2pa_checks.HASHES)), "", 1, False)
    late = replace(covers, code=next(iter(c2pa_checks.EXPIRED)), outcome="failure")
    for checks, trusted in itertools.product(((covers,), ()), (True, False)):
        yield c2pa_checks.sentences_of(trusted, True, checks)[0]
    yield c2pa_checks.sentences_of(False, False, (covers, late))[1][0]


def texts() -> set[str]:
    """Return every text, in English: what a translation must hold."""
    found = {*recipe_texts(), *reasons(), *survivals(), *signatures()}
    for module, names in TABLES.items():
        room = import_module(f"gng_desktop.{module}")
        for name in names:
            found.update(strings(getattr(room, name)))
    for spec in SPECS:
        found |= {spec.text, spec.tip}
    for setting in SETTINGS:
        found |= {setting.label, setting.help, setting.off, *(words for _, words in setting.words)}
    for method in METHODS.values():
        found |= {method.words, method.tip}
        if method.inside:
            found |= {f"{method.words} {which} background" for which in ("with", "without")}
    for pair in ("eyes", "eyebrows", "ears"):
        found |= {pair, f"The left and right {pair} were counted together."}
    found |= {trailing._REMAINS.format(kind) for kind in ("PNG", "JPEG")}
    for detector in find_detectors(shipped("models"))[0].values():
        found.update(detector.manifest.limits)
    with tempfile.TemporaryDirectory() as folder, suppress(OSError):
        found |= {*refusals(Path(folder)), *steps(Path(folder))}
    return found - SAME


if __name__ == "__main__":
    for text in sorted(texts()):
        print(f"QT_TR_NOOP({text!r})")
