"""``gng-desktop runs study``: the thesis's hypotheses measured again, and the text that says so."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable
from functools import partial, wraps
from pathlib import Path
from typing import Any

import numpy as np

from gng_desktop.analysis import WITH, WITHOUT
from gng_desktop.analysis.pipeline import Analyser
from gng_desktop.casework import model_problems
from gng_desktop.casework.study_text import TRIED, document, section
from gng_desktop.core.files import write_text
from gng_desktop.core.progress import result_of
from gng_desktop.core.progress_bar import ProgressBar, over_files, say
from gng_desktop.core.reading import read_text
from gng_desktop.datasets.items import DataError, FaceItem, of_split, read_faces
from gng_desktop.explain.regions import explain_view
from gng_desktop.modelstore import ModelError, find_models
from gng_desktop.modelstore.manifest import ROLES

HELD_OUT = {
    "stylegan1": ("loso_with_stylegan1", "loso_without_stylegan1", ("ffhq",)),
    "stylegan2": ("loso_with_stylegan2", "loso_without_stylegan2", ("portraits",)),
    "studio_gan": ("with_background", "without_background", ("ffhq", "portraits", "celebahq")),
}
"""By generator: the two runs that never saw it, and the photos it is compared with."""
SHARES, UNSEEN = "background_shares.json", "unseen.json"
PLAYERS = 8  # regions of the study: left and right together where more would play


def train_cells(recipes: Path, data: Path, runs: Path) -> None:
    """Train and test every recipe of a folder, by name, whose run is not finished or not tested.

    The recipes' paths are relative to `data`. RecipeError, DataError or ModelError as the first
    recipe that cannot be used says.
    """
    from gng_desktop.runs.records import METRICS
    from gng_desktop.training.exporting import face_cache
    from gng_desktop.training.fit import train
    from gng_desktop.training.publish import evaluation_steps
    from gng_desktop.training.recipe import load_recipe
    from gng_desktop.training.run import RunFolder
    from gng_desktop.training.terminal import BarWatcher

    for path in sorted(recipes.glob("*.toml")):
        recipe = load_recipe(path)
        run = RunFolder(runs / recipe.name)
        if not run.read().get("finished"):
            faces = face_cache(recipe, runs)
            with ProgressBar() as bar:
                for row in train(recipe, data, runs, faces, True, BarWatcher(bar)):
                    say(f"{recipe.name}: epoch {row['epoch']}, loss {row['loss']:.4f}")
        if not (run.folder / METRICS).exists():
            result_of(evaluation_steps(run.folder, data))


def run_protocols(recipes: Path, data: Path, runs: Path) -> None:
    """Run the protocol of every recipe that has one and is not done; see `train_cells`."""
    from gng_desktop.training.protocol_command import protocol_of
    from gng_desktop.training.recipe import PROTOCOL, read_toml

    for path in sorted(recipes.glob("*.toml")):
        if PROTOCOL in read_toml(path):
            protocol_of(path, data, runs)


def unseen_generators(data: Path, runs: Path) -> list[dict[str, Any]]:
    """Test on each generator of `HELD_OUT` the two classifiers that never saw it.

    Each row has ``generator``, ``role``, ``run`` and the figures of
    `gng_desktop.training.intervals.classification_with_intervals` over its test images and those of
    the photos it is compared with; uncalibrated, so only the AUC is of use.
    """
    from gng_desktop.training.exporting import export_run, face_cache, load_run
    from gng_desktop.training.intervals import classification_with_intervals
    from gng_desktop.training.scoring import score_steps

    rows = []
    for generator, (with_run, without_run, photos) in HELD_OUT.items():
        for name in (with_run, without_run):
            if not (runs / name).is_dir():
                continue  # a study may leave a recipe out; its row is then missing
            recipe, _ = load_run(runs / name)
            engine = export_run(runs / name, runs / name / "export")
            faces = read_faces(data / recipe.data.index, (generator, *photos))
            items = of_split(faces, "test")
            steps = score_steps(engine, items, face_cache(recipe, runs), ROLES[recipe.role].view)
            score = result_of(steps)
            truth = np.array([i.generated for i in items])
            figures = classification_with_intervals(truth, score)
            rows.append({"generator": generator, "role": recipe.role, "run": name, **figures})
    return rows


def background_shares(analyser: Analyser, items: Iterable[FaceItem]) -> list[dict[str, Any]]:
    """Measure the background's share of what moves each score, before and after stripping.

    Exact region Shapley values of the log-odds of the score, hidden regions blurred; in the score
    itself nearly every region counts for nothing where it is close to 0 or 1. Three cases: the
    with-background classifier on the whole view; the same classifier on the stripped view; the
    without-background classifier on the stripped view, where the background is black and still
    counts as a player.

    Returns
    -------
    list of dict
        ``path``, ``source``, ``generated`` and the shares (0..1) ``whole``,
        ``stripped_same_classifier``, ``stripped``. Images without a face are left out.
    """
    rows: list[dict[str, Any]] = []
    known = {item.path: item for item in items}
    for item in map(known.__getitem__, over_files(list(known))):
        analysis = analyser.analyse(item.path)
        views = analysis.views
        if analysis.status != "ok" or views is None:
            continue
        cases = {
            "whole": (WITH, views.network_rgb),
            "stripped_same_classifier": (WITH, views.network_stripped),
            "stripped": (WITHOUT, views.network_stripped),
        }
        row = {"path": item.path.name, "source": item.source, "generated": item.generated}
        for name, (role, image) in cases.items():
            score = partial(analyser.score, role)
            found = explain_view(score, image, views.network_mask, many=PLAYERS)
            row[name] = found.background_share
        rows.append(row)
    return rows


def sample_of(data: Path, count: int) -> list[FaceItem]:
    """Draw `count` test images of the matched pairs, as many of each source, by a fixed seed."""
    sources = ("ffhq", "stylegan1", "portraits", "stylegan2")
    faces = of_split(read_faces(data / "faces/index.csv", sources), "test")
    rng = np.random.default_rng(42)
    chosen: list[FaceItem] = []
    for source in sources:
        own = [face for face in faces if face.source == source]
        chosen += [own[i] for i in rng.permutation(len(own))[: count // len(sources)]]
    return chosen


def guarded(work: Callable[[argparse.Namespace], None]) -> Callable[[argparse.Namespace], int]:
    """Decorate a command that returns no exit code; `DataError` if a file cannot be used."""

    @wraps(work)
    def command(options: argparse.Namespace) -> int:
        try:
            work(options)
        except OSError as error:
            reason = error.strerror or error
            sentence = f"{error.filename or 'a file'} cannot be used ({reason}); check the folders."
            raise DataError(sentence) from error
        return 0

    return command


@guarded
def study(options: argparse.Namespace) -> None:
    """Train, test and measure what is missing, then write the document."""
    runs: Path = options.runs
    if options.models is not None and (refused := find_models(options.models).refused):
        raise ModelError(refused)
    train_cells(options.recipes, options.data, runs)
    run_protocols(options.recipes, options.data, runs)
    if not (runs / UNSEEN).exists():
        write_text(runs / UNSEEN, json.dumps(unseen_generators(options.data, runs), indent=1))
    if not (runs / SHARES).exists():
        analyser = Analyser.open(options.models, "cpu")
        model_problems.warn(analyser.problems)
        rows = background_shares(analyser, sample_of(options.data, options.images))
        write_text(runs / SHARES, json.dumps(rows, indent=1))
    before = read_text(options.out) if options.out.exists() else ""
    text = document(runs, runs / UNSEEN, runs / SHARES)
    parts = (text, section(before, TRIED), section(before))
    write_text(options.out, "\n".join(filter(None, parts)))
