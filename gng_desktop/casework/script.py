"""What is on screen as a command line, and as a Python script that gives the same numbers."""

from __future__ import annotations

import os
import shlex
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gng_desktop import __version__
from gng_desktop.analysis import FAST_NOTE, NEEDED, OWN
from gng_desktop.casework.saving import key_of
from gng_desktop.core.templates import filled
from gng_desktop.explain.catalogue import METHODS
from gng_desktop.imaging.perturbations import KINDS

if TYPE_CHECKING:
    from gng_desktop.casework.saving import Results
    from gng_desktop.explain.explanation import Explanation

OUT = "results"  # where the commands write


@dataclass(frozen=True)
class Run:
    """How results were computed, beyond what they say: folder searched for models first, device."""

    models: Path | None = None
    device: str = "auto"


def commands_of(results: Results, run: Run) -> str:
    """Return the command lines that give `results` again, one a line.

    "" where there are none: the command line analyses the largest face of a file's first picture.
    """
    analysis = results.analysis
    if analysis.face_index is not None or analysis.frame != 1:
        return ""
    path = str(Path(analysis.path).absolute())
    common = ["--device", run.device]
    if run.models is not None:
        common += ["--models", str(run.models.absolute())]
    common += ["--fast"] * (FAST_NOTE in analysis.notes)
    if analysis.deciding != OWN:
        common += ["--deciding", ",".join(analysis.deciding)]
    lines = [["analyse", path, "--out", OUT, *common]]
    maps = [(e.maps[0], "") for e in results.explained if e.complete]
    for first, detector in (*maps, *((one.map, one.detector) for one in results.further)):
        key = key_of(first)
        # A folder each: numbers of several explanations would replace one another.
        out = "/".join((OUT, f"{key}.{detector}".rstrip(".")))
        line = ["explain", path, "--out", out, "--methods", key]
        for name, value in _given(first).items():
            line += [f"--{'evals' if name == 'evaluations' else name}", str(value)]
        lines.append(line + ["--detectors", detector] * bool(detector) + common)
    if results.stress is not None:
        kinds = _kinds(results)
        more = ["--perturb", ",".join(kinds)] if kinds else []
        lines.append(["stress", path, "--csv", f"{OUT}.stress.csv", *more, *common])
    quoted = subprocess.list2cmdline if os.name == "nt" else shlex.join
    return "".join(f"{quoted(['gng-desktop', *line])}\n" for line in lines)


def _kinds(results: Results) -> list[str]:
    """Return the perturbations that were tested beside the usual ones."""
    points = results.stress.to_json()["points"] if results.stress is not None else ()
    return list(dict.fromkeys(p["kind"] for p in points if p["kind"] in KINDS))


def python_of(results: Results, run: Run) -> str:
    """Return a Python script that computes `results` again and compares every number.

    It needs this program, installed from its source, and the models that it names; it ends with 1
    where something differs.
    """
    analysis = results.analysis
    models = {name: analysis.label_of(name) for name in NEEDED}
    models |= {found.id: found.label for found in analysis.detectors}
    names = ("sha256", "verdict", "likelihood_ratio", "score_fused", "notes")
    expected = {n: getattr(analysis, n) for n in (*names, *(f"score_{role}" for role in OWN))}
    expected |= {f"score_{found.id}": found.score for found in analysis.detectors}
    expected |= {f"raw_{found.id}": found.raw for found in analysis.detectors}
    explained = []
    for found in (e for e in results.explained if e.complete):
        call = f"explain(analyser, analysis, {_call(found.maps[0])})"
        pairs = zip(OWN, enumerate(found.maps), strict=True)
        maps = [(f"{key_of(e)} {role}", f"maps[{n}]", _total(e)) for role, (n, e) in pairs]
        explained.append((call, maps))
    for one in results.further:
        call = f"explain_further(analyser, analysis, {one.detector!r}, {_call(one.map)})"
        name = f"{key_of(one.map)} {one.detector}"
        explained.append((call, [(name, "map", _total(one.map))]))
    return filled(
        "script/repeat.py.txt",
        version=__version__,
        analysis=analysis,
        image=repr(str(Path(analysis.path).absolute())),
        expected=repr(expected),
        models=repr(models),
        folder="None" if run.models is None else f"Path({str(run.models.absolute())!r})",
        device=repr(run.device) + ", fast=True" * (FAST_NOTE in analysis.notes),
        explained=explained,
        kinds=_kinds(results),
        sentence=results.stress and repr(results.stress.to_json()["sentence"]),
    )


def _given(drawn: Explanation) -> dict[str, int | str]:
    """Return what says how a map was made, beside its method."""
    given: dict[str, int | str] = {}
    # Earlier versions stored the evaluations spent alone, not those asked for.
    budget = drawn.budget or drawn.evaluations
    if "evaluations" in METHODS[key_of(drawn)].heeds and budget:
        given |= {"evaluations": budget, "masker": drawn.masker}
    if drawn.unit in ("log-odds", "score"):
        given["unit"] = drawn.unit
    if drawn.engine.startswith("shap "):
        given["engine"] = "shap"
    return given


def _call(drawn: Explanation) -> str:
    named = (f"{name}={value!r}" for name, value in _given(drawn).items())
    return ", ".join((repr(key_of(drawn)), *named))


def _total(drawn: Explanation) -> str:
    return repr(float(drawn.values.sum(dtype="float64")))
