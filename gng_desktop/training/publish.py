"""A finished run becomes a model: compact weights, graph, calibration, figures, card."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import h5py

from gng_desktop import __version__
from gng_desktop.core.progress import Progress
from gng_desktop.core.text import N_
from gng_desktop.core.timestamps import now
from gng_desktop.datasets.framing import FaceCache
from gng_desktop.datasets.items import of_split, truth_of
from gng_desktop.engines.protocol import Engine
from gng_desktop.engines.select import open_engine
from gng_desktop.modelstore import (
    ModelError,
    StoredModel,
    find_models,
    install_model,
    load_model,
)
from gng_desktop.modelstore.changes import check_target
from gng_desktop.modelstore.manifest import ROLES
from gng_desktop.modelstore.store import SCOPE_FILE, file_sha256
from gng_desktop.runs.records import METRICS, PLOTS, PROTECTOR, best_row, read_log, why_no_model
from gng_desktop.training.calibration import scaled
from gng_desktop.training.card import card, fields_of
from gng_desktop.training.exporting import (
    export_run,
    face_cache,
    load_run,
    resize_words,
)
from gng_desktop.training.feature_cache import cached_engine
from gng_desktop.training.metrics import classification_figures
from gng_desktop.training.preparing import faces_of, items_of
from gng_desktop.training.recipe import Recipe, RecipeError
from gng_desktop.training.results import (
    write_confusion,
    write_curves,
    write_metrics,
    write_reliability,
    write_resolution,
)
from gng_desktop.training.run import refuse_other_splits
from gng_desktop.training.run_test import measure_steps
from gng_desktop.training.scope import fit_steps, scope_fields
from gng_desktop.training.scoring import (
    Measurement,
    Steps,
    feature_steps,
    out_of_scope,
    score_steps,
)
from gng_desktop.training.testdata import all_faces
from gng_desktop.training.unseen import read_unseen

EXPORTING, SEGMENTER = N_("Exporting the network"), N_("Preparing the segmenter")


def evaluation_steps(folder: Path, data: Path, flip: bool = False) -> Steps[dict[str, Any]]:
    """Test a run and write ``metrics.json`` and ``plots/`` into its folder, without publishing.

    Parameters
    ----------
    data : Path
        The data folder the run was trained on.
    flip : bool
        Average over each image and its mirror.

    Returns
    -------
    dict
        The content of ``metrics.json``.

    Raises
    ------
    RecipeError, DataError
        If the run, or that of its segmenter, has no trained weights, or the data does not fit.
    """
    recipe, record = load_run(folder)
    refuse_other_splits(record, recipe, data, items_of(recipe, data))
    with tempfile.TemporaryDirectory() as temporary:
        yield Progress(0, 0, EXPORTING)
        engine = export_run(folder, Path(temporary))
        yield Progress(0, 0, SEGMENTER)
        faces = face_cache(recipe, folder.parent)
        measured = yield from measure_steps(recipe, engine, data, faces, flip)
        yield Progress(0, 0, N_("Writing the figures"))
        return _written(folder, recipe, measured, Path(temporary), flip)


def _written(
    folder: Path, recipe: Recipe, measured: Measurement, exported: Path, flip: bool = False
) -> dict[str, Any]:
    """Write what a test of a run found into its folder; return ``metrics.json``."""
    if rows := read_log(folder):
        write_curves(folder, rows, best_row(rows, recipe.fit.monitor) + 1)
    sizes: list[int] = []  # of all weights, trained or not
    with h5py.File(exported / "model.weights.h5") as file:
        file.visititems(lambda _, item: sizes.append(getattr(item, "size", 0)))
    content = {
        "split": "test",
        "flip": flip,
        "input": resize_words(recipe),
        "parameters": int(sum(sizes)),
        "calibration": measured.calibration,
        "thresholds": measured.thresholds,
        "metrics": measured.metrics,
    }
    write_metrics(folder / METRICS, content)
    unit = "images" if measured.reliability else "pixels"
    write_confusion(folder / PLOTS, measured.classes, measured.counts, unit)
    if measured.reliability:
        write_reliability(folder / PLOTS, measured.reliability)
    if found := measured.metrics.get("resolution"):
        write_resolution(folder / PLOTS, found)
    return content


def _scope(
    recipe: Recipe,
    engine: Engine,
    data: Path,
    faces: FaceCache | None,
    metrics: dict[str, Any],
    into: Path,
) -> Steps[dict[str, Any] | None]:
    """Fit the scope of a classifier that has one; write it, and add to `metrics` what is outside.

    Returns what the manifest says of it.
    """
    if recipe.task == "segmentation" or not engine.features or recipe.model.probe:
        return None
    items, view = faces_of(recipe, data), ROLES[recipe.role].view
    train, check = of_split(items, "train"), of_split(items, "val")
    scope = yield from fit_steps(engine, train, check, faces, view)
    test = of_split(all_faces(recipe, data), "test")
    features = yield from feature_steps(engine, test, faces, view, N_("Scope: test images"))
    metrics["scope"] = out_of_scope(test, scope.novelty(features))
    scope.save(into / SCOPE_FILE)
    words = f"training split, {len(train)} images; limit: validation split, {len(check)} images"
    return scope_fields(scope, words)


def _against_old(
    recipe: Recipe, data: Path, faces: FaceCache | None, old: StoredModel, new: Measurement
) -> Steps[dict[str, Any]]:
    """Score the test images with the model in use; return both models' accuracy and AUC."""
    test = of_split(all_faces(recipe, data), "test")
    engine = open_engine(old, "cpu")
    raw = yield from score_steps(engine, test, faces, ROLES[recipe.role].view)
    before = classification_figures(truth_of(test), scaled(raw, old.manifest.calibration))
    both = {name: [before[name], new.metrics["all"][name]] for name in ("accuracy", "auc")}
    return {"model": old.label, "images": len(test), **both}


def publish_steps(
    folder: Path,
    data: Path,
    target: Path,
    replace: bool = False,
    protocol: Path | None = None,
    even_if_worse: bool = False,
) -> Steps[StoredModel]:
    """Make a model folder of a run, yielding progress; closed before its end, it installs nothing.

    Measuring, it also writes the figures of the test into the run's folder. A run trained from a
    feedback pool must not be worse than the model in use on the same test images, unless
    `even_if_worse`. A protector of the run goes with the model.

    Parameters
    ----------
    folder : Path
        ``RUNS/name``.
    data : Path
        The data folder the run was trained on; validation and test splits are read again.
    target : Path
        The model folder to create.
    replace : bool
        Put the model in the place of the one in `target`, which stays until the new one is done
        and then remains for `gng_desktop.modelstore.roll_back`.
    protocol : Path, optional
        ``RUNS/name-protocol`` of a classifier: its held-out generators and sources help to set
        the limits, and bound the support of a verdict.
    even_if_worse : bool
        Install a run trained from a feedback pool although the model in use tests better.

    Raises
    ------
    RecipeError
        If the run is not finished, was never validated, or its role is for studies only; see
        `gng_desktop.runs.records.why_no_model`.
    ModelError
        If `target` exists, unless it is a model to be replaced, or came with the program; or the
        network ranks the classes the wrong way round.
    """
    yield Progress(0, 0, N_("Reading the run"))
    if refusal := why_no_model(folder):
        raise RecipeError(refusal)
    check_target(target, replace)
    recipe, record = load_run(folder)
    refuse_other_splits(record, recipe, data, items_of(recipe, data))
    with tempfile.TemporaryDirectory() as temporary:
        scratch = Path(temporary)
        yield Progress(0, 0, EXPORTING)
        engine: Engine = export_run(folder, scratch)
        if recipe.model.probe:
            weights = scratch / "model.weights.h5"
            engine = cached_engine(recipe, engine, weights, data, folder.parent)
        yield Progress(0, 0, SEGMENTER)
        faces = face_cache(recipe, folder.parent)
        unseen = read_unseen(protocol) if protocol else None
        measured = yield from measure_steps(recipe, engine, data, faces, unseen=unseen)
        if recipe.task == "classification" and measured.calibration is None:
            raise ModelError(
                f"Run {folder} scores generated images no higher than real ones; train it longer."
            )
        old = None  # the model that this one would replace
        if recipe.data.pool:
            known = find_models().models.get(recipe.role)
            old = load_model(target) if target.exists() else known
        if old:
            found = yield from _against_old(recipe, data, faces, old, measured)
            record["against_old"] = found
            one, other = found["accuracy"]
            if other < one and not even_if_worse:
                raise ModelError(
                    f"Run {folder} was trained from a pool and is worse than {old.label} on its "
                    f"{found['images']} test images (accuracy {other:.3f} instead of {one:.3f}); "
                    "look at the pool, or install it all the same by --even-if-worse."
                )
        scope = yield from _scope(recipe, engine, data, faces, measured.metrics, scratch)
        _written(folder, recipe, measured, scratch)
        fields = fields_of(recipe, record, measured.metrics, measured.thresholds)
        fields["input"] |= {"channels": "RGB", "range": [0, 255], "resize": resize_words(recipe)}
        fields |= {
            "classes": list(measured.classes),
            "created": now(),
            "program": __version__,
            "calibration": measured.calibration,
            "scope": scope,
        }
        (scratch / "CARD.md").write_text(card(fields), encoding="utf-8")
        names = ("model.weights.h5", "model.onnx", "CARD.md")
        files = {name: scratch / name for name in names}
        if (folder / PROTECTOR).exists():
            files[PROTECTOR] = folder / PROTECTOR
            record["protector"] = file_sha256(folder / PROTECTOR)
        if scope:
            files[SCOPE_FILE] = scratch / SCOPE_FILE
        yield Progress(0, 0, N_("Installing the model"))
        return install_model(target, fields, files, replace)
