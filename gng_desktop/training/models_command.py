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
from gng_desktop.training.terminal import quiet_tensorflow, writing


def list_models(options: argparse.Namespace) -> int:
    """Print the models and detectors in use; the exit code is 1 if one cannot be used."""
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


def add(options: argparse.Namespace) -> int:
    """Make a model of a run; print what it is, and a warning where it is worse than before."""
    quiet_tensorflow()
    from gng_desktop.training.exporting import load_run
    from gng_desktop.training.publish import publish_steps

    recipe, _ = load_run(options.run)
    target: Path = folder_of(recipe.role, options.into)
    there = options.into is None or options.into.is_dir()
    before = find_models(options.into).models.get(recipe.role) if there else None
    how = (options.replace, options.protocol, options.even_if_worse)
    try:
        model = result_of(publish_steps(options.run, options.data, target, *how))
    except ValueError as error:
        raise ModelError(str(error)) from error
    print(f"{model.label}  {model.folder}")
    if old := model.manifest.training.get("against_old"):
        (one, other), (auc, new) = old["accuracy"], old["auc"]
        print(
            f"On {old['images']} test images: accuracy {one:.3f} before, {other:.3f} now; "
            f"AUC {auc:.3f} before, {new:.3f} now."
        )
    manifests = [each.manifest for each in (model, before) if each is not None]
    main = [main_figures(m.metrics, m.task) for m in manifests]
    if before is not None and (pair := worse(*main)) is not None:
        now, then = pair
        print(
            f"Warning: {model.label} tests worse than {before.label}: {now.words} {now.text()} "
            f"against {then.text()}; gng-desktop models roll-back {recipe.role} brings it back.",
            file=sys.stderr,
        )
    return 0


def fuse(options: argparse.Namespace) -> int:
    """Fuse classifiers and print the model that holds the fusion."""
    quiet_tensorflow()
    from gng_desktop.training.fusing import fuse_steps

    others, weighed = dict(options.alternative), dict(options.weighed)
    what = (options.folders, options.data, options.runs, options.protocol)
    model = result_of(fuse_steps(*what, others, weighed))
    print(f"{model.label}  {model.folder}")
    return 0


def figures(options: argparse.Namespace) -> int:
    """Write the figures of whole sets of models side by side."""
    from gng_desktop.analysis.pipeline import Analyser
    from gng_desktop.training.chain import chosen, pairs_of, score_steps, set_label, table

    sets = [options.models, *options.against]
    scores = options.scores or options.out.with_suffix(".scores.csv")
    with writing(options.out):
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
            labels[set_label(analyser.models)] = f"{first.manifest.input.size} px, fused: {fused}"
            print("\n".join(map(printable, analyser.problems)), end="", file=sys.stderr)
            with ProgressBar("image") as bar:
                for done in score_steps(analyser, items, pairs, scores):
                    bar.show(Progress(done, len(items) + len(pairs), first.label))
        found = table(scores, labels, options.per_source)
        for suffix in (".md", ".csv"):
            found.write(options.out.with_suffix(suffix))
    return 0


def go_back(options: argparse.Namespace) -> int:
    """Swap a model with the one it replaced."""
    done = roll_back(options.role, options.models)
    print(f"{_label(Named.of(done.before))} -> {done.after.label}  {done.after.folder}")
    return 0


def log(options: argparse.Namespace) -> int:
    """Print which model replaced which, and when."""
    if options.models is not None and not options.models.is_dir():
        raise ModelError(f"Models folder {options.models} does not exist; name an existing folder.")
    changes = read_changes(options.models)
    for c in changes:
        labels = f"{_label(c.before)} -> {_label(c.after)}"
        print(printable(f"{c.time}  {c.action:9s}  {c.role}  {labels}"))
    if not changes:
        print("No model has been replaced yet.", file=sys.stderr)
    return 0


def _label(model: Named | None) -> str:
    return model.label if model else "none"
