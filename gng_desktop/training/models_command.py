"""``gng-desktop models``: list models, make one of a run, fuse several, roll back."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from gng_desktop.core.progress import Progress, result_of
from gng_desktop.core.progress_bar import ProgressBar
from gng_desktop.core.text import printable
from gng_desktop.modelstore import ModelError, find_models, read_changes, roll_back
from gng_desktop.modelstore.changes import Named, folder_of
from gng_desktop.modelstore.detectors import find_detectors
from gng_desktop.runs.figures import main_figures, worse
from gng_desktop.training.terminal import failed, quiet_tensorflow, unwritable


def models(options: argparse.Namespace) -> int:
    """Carry out an action of ``models``; return the exit code."""
    actions = {
        "list": _list,
        "add": _add,
        "fuse": _fuse,
        "figures": _figured,
        "roll-back": _roll_back,
        "log": _log,
    }
    try:
        return actions[options.action](options)
    except ModelError as error:
        return failed(error)


def _list(options: argparse.Namespace) -> int:
    inventory = find_models(options.models)
    for role, model in inventory.models.items():
        print(f"{role:20s} {model.label}  {model.folder}")
    detectors, broken = find_detectors(options.models, inventory.models)
    for detector in detectors.values():
        state = "calibrated" if detector.manifest.thresholds else "not calibrated: no verdict"
        print(f"{'detector':20s} {detector.label}  {detector.folder}  ({state})")
    problems = inventory.problems + broken
    for problem in problems:
        print(printable(problem), file=sys.stderr)
    return int(bool(problems))


def _add(options: argparse.Namespace) -> int:
    quiet_tensorflow()
    from gng_desktop.datasets.items import DataError
    from gng_desktop.training.exporting import load_run
    from gng_desktop.training.publish import publish_steps
    from gng_desktop.training.recipe import RecipeError

    try:
        recipe, _ = load_run(options.run)
        target: Path = folder_of(recipe.role, options.into)
        there = options.into is None or options.into.is_dir()
        before = find_models(options.into).models.get(recipe.role) if there else None
        steps = publish_steps(
            options.run,
            options.data,
            target,
            options.replace,
            options.protocol,
            options.even_if_worse,
        )
        model = result_of(steps)
    except (DataError, RecipeError, ValueError) as error:
        return failed(error)
    print(f"{model.label}  {model.folder}")
    if old := model.manifest.training.get("against_old"):
        (one, other), (auc, new) = old["accuracy"], old["auc"]
        print(
            f"On {old['images']} test images: accuracy {one:.3f} before, {other:.3f} now; "
            f"AUC {auc:.3f} before, {new:.3f} now."
        )
    manifests = [each.manifest for each in (model, before) if each is not None]
    figures = [main_figures(m.metrics, m.task) for m in manifests]
    if before is not None and (pair := worse(*figures)) is not None:
        now, then = pair
        print(
            f"Warning: {model.label} tests worse than {before.label}: {now.words} {now.text()} "
            f"against {then.text()}; gng-desktop models roll-back {recipe.role} brings it back.",
            file=sys.stderr,
        )
    return 0


def _fuse(options: argparse.Namespace) -> int:
    quiet_tensorflow()
    from gng_desktop.datasets.items import DataError
    from gng_desktop.training.fusing import fuse_steps
    from gng_desktop.training.recipe import RecipeError

    others, weighed = dict(options.alternative), dict(options.weighed)
    steps = fuse_steps(
        options.folders, options.data, options.runs, options.protocol, others, weighed
    )
    try:
        model = result_of(steps)
    except (DataError, RecipeError) as error:
        return failed(error)
    print(f"{model.label}  {model.folder}")
    return 0


def _figured(options: argparse.Namespace) -> int:
    from gng_desktop.analysis.pipeline import Analyser
    from gng_desktop.datasets.items import DataError
    from gng_desktop.training.chain import chosen, pairs_of, score_steps, table

    sets = [options.models, *options.against]
    scores = options.scores or options.out.with_suffix(".scores.csv")
    try:
        items = chosen(options.data, options.per_source)
        pairs = pairs_of(options.pairs, options.per_source) if options.pairs else []
        labels: dict[str, str] = {}
        for models in sets:
            analyser = Analyser.open(models, options.device, options.threads)
            first = analyser.models["with_background"]
            rule = getattr(first.manifest, "fusion", None)
            if rule and set(rule.alternatives) - set(analyser.models):
                raise ModelError(analyser.problems[0])  # else other models would be measured
            fused = ", ".join((*rule.weights, *rule.alternatives)) if rule else "nothing"
            labels[first.label] = f"{first.manifest.input.size} px, fused: {fused}"
            print("\n".join(map(printable, analyser.problems)), end="", file=sys.stderr)
            with ProgressBar("image") as bar:
                for done in score_steps(analyser, items, pairs, scores):
                    bar.show(Progress(done, len(items) + len(pairs), first.label))
        found = table(scores, labels, options.per_source)
        for suffix in (".md", ".csv"):
            found.write(options.out.with_suffix(suffix))
    except DataError as error:
        return failed(error)
    except OSError as error:
        return unwritable(options.out, error)
    return 0


def _roll_back(options: argparse.Namespace) -> int:
    done = roll_back(options.role, options.models)
    print(f"{_label(Named.of(done.before))} -> {done.after.label}  {done.after.folder}")
    return 0


def _log(options: argparse.Namespace) -> int:
    if options.models is not None and not options.models.is_dir():
        raise ModelError(f"Models folder {options.models} does not exist; name an existing folder.")
    for c in read_changes(options.models):
        labels = f"{_label(c.before)} -> {_label(c.after)}"
        print(printable(f"{c.time}  {c.action:9s}  {c.role}  {labels}"))
    return 0


def _label(model: Named | None) -> str:
    return model.label if model else "none"
