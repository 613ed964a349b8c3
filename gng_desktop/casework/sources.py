"""``gng-desktop runs sources``: documents 002 to 004 trained, tested, written into the study."""

from __future__ import annotations

import argparse
import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from gng_desktop.analysis import OWN
from gng_desktop.analysis.pipeline import Analyser
from gng_desktop.analysis.scene import Cut, cut, scores
from gng_desktop.casework import model_problems
from gng_desktop.casework.comparing import mean_interval
from gng_desktop.casework.sources_text import Measured, document, systems
from gng_desktop.casework.study import guarded, sample_of, train_cells
from gng_desktop.casework.study_text import SOURCES, SYSTEMS, with_section
from gng_desktop.core.files import replacing, write_text
from gng_desktop.core.progress import result_of
from gng_desktop.core.reading import read_json, read_text
from gng_desktop.datasets.items import DataError, FaceItem
from gng_desktop.modelstore.platt import log_odds

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from gng_desktop.runs.records import Run

CELLS, FIGURES, MATRIX = "four_cells.json", "figures", "matrix"
PERTURBED, EXPLAINED = 120, 40
"""Test images that are perturbed in each way, and that are explained by Full-Grad."""
TRUTHS = ("real", "generated")
PART = 16  # composites scored at a time


@guarded
def sources(options: argparse.Namespace) -> None:
    """Train and test what is missing, then write section and figures."""
    runs: Path = options.runs
    train_cells(options.recipes, options.data, runs)
    _measure(runs, options.data)
    if not (runs / CELLS).exists():
        analyser = Analyser.open(options.models, "cpu")
        model_problems.warn(analyser.problems)
        cells = four_cells(analyser, sample_of(options.data, options.images))
        write_text(runs / CELLS, json.dumps(cells, indent=1))
    found = measured(runs, options.models)
    folder = options.out.parent / FIGURES
    for name, figure in _figures(found):
        _save(figure, folder / f"{name}.png")
    _replace(options.out, document(found, FIGURES), SOURCES)
    if options.readme is not None:
        folder = folder.relative_to(options.readme.parent)
        _replace(options.readme, systems(found, folder.as_posix()), SYSTEMS)


def four_cells(analyser: Analyser, items: Sequence[FaceItem]) -> dict[str, Any]:
    """Paste every face on the background of another image and score the composites.

    Each face is pasted once on a real and once on a generated image's background, drawn by a fixed
    seed and never its own.

    Parameters
    ----------
    items : sequence of FaceItem
        Real and generated faces; those without a usable face are passed over.

    Returns
    -------
    dict
        By role, by ``"FACE on BACKGROUND"``: ``images``, ``score`` (mean), ``called_generated``
        (share above 0.5) and their ``intervals``; and ``effects``, the mean changes of the
        log-odds from real to generated, of the ``face`` and of the ``background``.

    Raises
    ------
    DataError
        If there are fewer than two usable faces of a class.
    """
    pools: dict[str, list[Cut]] = {truth: [] for truth in TRUTHS}
    for item in items:
        found = analyser.analyse(item.path)
        if found.status == "ok":
            pools[TRUTHS[item.generated]].append(cut(found))
    if min(map(len, pools.values())) < 2:
        raise DataError("Fewer than two usable faces of a class; name more images.")
    rng = np.random.default_rng(42)
    cells: dict[str, dict[str, Any]] = {role: {} for role in OWN}
    means: dict[tuple[str, str, str], float] = {}
    for face in TRUTHS:
        for scene in TRUTHS:
            pairs = []
            for n, own in enumerate(pools[face]):
                others = [m for m in range(len(pools[scene])) if face != scene or m != n]
                pairs.append((own, pools[scene][int(rng.choice(others))]))
            parts = [scores(analyser, pairs[i : i + PART]) for i in range(0, len(pairs), PART)]
            for role in OWN:
                score = np.concatenate([part[role] for part in parts])
                called = (score > 0.5).astype(float)
                cells[role][f"{face} on {scene}"] = {
                    "images": len(pairs),
                    "score": float(score.mean()),
                    "called_generated": float(called.mean()),
                    "intervals": {
                        "score": mean_interval(score),
                        "called_generated": mean_interval(called),
                    },
                }
                means[role, face, scene] = float(log_odds(score).mean())
    for role in OWN:
        faces = [means[role, "generated", s] - means[role, "real", s] for s in TRUTHS]
        scenes = [means[role, f, "generated"] - means[role, f, "real"] for f in TRUTHS]
        effects = {"face": float(np.mean(faces)), "background": float(np.mean(scenes))}
        cells[role]["effects"] = effects
    return cells


def _replace(path: Path, body: str, name: str) -> None:
    before = read_text(path) if path.exists() else ""
    write_text(path, with_section(before, body, name))


def _measure(runs: Path, data: Path) -> None:
    """Measure of tested runs what their tests leave out, as far as it is not there."""
    from gng_desktop.casework import mistake_matrix as matrix
    from gng_desktop.runs.records import COMPLETENESS, KINDS_FILE, PROTECTOR_FIGURES, read_runs
    from gng_desktop.runs.tables import classifiers
    from gng_desktop.training.protector_command import protector_steps
    from gng_desktop.training.run_test import kinds_steps

    every = read_runs(runs)
    own = classifiers(every)
    for run in own:
        if not (run.folder / KINDS_FILE).exists():
            result_of(kinds_steps(run.folder, data, PERTURBED))
    if own and not (runs / MATRIX / matrix.PICTURE).exists():
        result_of(matrix.matrix_steps([run.folder for run in own], data, 12, runs / MATRIX))
    for run in every:
        part = run.record["recipe"]["model"]
        if part.get("family") != "vit":
            continue
        # Features of a frozen tower do not depend on labels, wrong ones included.
        if part["tuned"] == "head" and not (run.folder / PROTECTOR_FIGURES).exists():
            result_of(protector_steps(run.folder, data))
        if not (run.folder / COMPLETENESS).exists():
            matrix.measure_completeness(run.folder, data, EXPLAINED)


def measured(runs: Path, models: Path | None) -> Measured:
    """Read what was measured in a folder of runs, and the fairness of the models in use."""
    from gng_desktop.modelstore import find_models
    from gng_desktop.runs.records import COMPLETENESS, PROTECTOR_FIGURES, read_runs
    from gng_desktop.runs.tables import classifiers, kinds_of

    every = read_runs(runs)

    def of_runs(read: Callable[[Run], Any]) -> dict[str, Any]:
        return {run.name: value for run in every if (value := read(run))}

    def stored(name: str) -> Callable[[Run], Any]:
        return lambda run: read_json(run.folder / name) if (run.folder / name).exists() else None

    table = runs / MATRIX / "matrix.csv"
    metrics = ((role, m.manifest.metrics) for role, m in find_models(models).models.items())
    return Measured(
        runs=every,
        classifiers=[run for run in classifiers(every) if run.tested],
        kinds=of_runs(kinds_of),
        matrix=list(csv.reader(io.StringIO(read_text(table)))) if table.exists() else [],
        protectors=of_runs(stored(PROTECTOR_FIGURES)),
        completeness=of_runs(stored(COMPLETENESS)),
        cells=read_json(runs / CELLS),
        fairness={role: m["fairness"] for role, m in metrics if m.get("fairness")},
    )


def _figures(found: Measured) -> Iterator[tuple[str, Figure]]:
    from gng_desktop.charts import systems as draw
    from gng_desktop.charts.look import Look
    from gng_desktop.charts.measured import fairness
    from gng_desktop.imaging.perturbations import KINDS, STRENGTHS
    from gng_desktop.runs.published import BINARY, MULTICLASS, QUALITIES

    if found.classifiers:
        tested = {run.name: run.tested["metrics"] for run in found.classifiers if run.tested}
        yield "openforensics", draw.by_resolution(tested)
    if found.kinds:
        yield "perturbations", draw.by_kind(found.kinds, tuple(KINDS), STRENGTHS)
    if len(found.matrix) > 1:
        yield "mistakes", draw.of_mistakes(found.matrix[0], found.matrix[1:])
    if found.family is not None and found.family.tested:
        published = {"accuracy": MULTICLASS, "binary_accuracy": BINARY}
        metrics = found.family.tested["metrics"]
        yield "deepfeaturex", draw.by_quality(metrics, published, QUALITIES)
    if found.protectors:
        yield "udfd_protector", draw.of_protectors(found.protectors)
    if found.completeness:
        yield "udfd_fullgrad", draw.of_completeness(found.completeness)
    groups: Mapping[str, Any] = found.fairness.get("with_background", {})
    if groups:
        yield "fairness", fairness(Look(), groups).figure
    yield "backgrounds", draw.of_four_cells(found.cells)


def _save(figure: Figure, path: Path) -> None:
    """Write a small PNG: plots need no more colours than a palette has."""
    from PIL import Image

    stream = io.BytesIO()
    figure.savefig(stream, dpi=100, format="png")
    path.parent.mkdir(parents=True, exist_ok=True)
    with Image.open(stream) as drawn, replacing(path) as small:
        drawn.convert("RGB").quantize(128).save(small, "PNG", optimize=True)
