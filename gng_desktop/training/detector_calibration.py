"""Calibrate the raw scores of a foreign detector on a laboratory's own images."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gng_desktop import __version__
from gng_desktop.analysis.detectors import detector_view
from gng_desktop.analysis.pipeline import Analyser
from gng_desktop.core.progress import Progress
from gng_desktop.core.reading import read_bytes
from gng_desktop.core.timestamps import now
from gng_desktop.datasets.items import DataError, FaceItem, truth_of
from gng_desktop.modelstore import ModelError
from gng_desktop.modelstore.detectors import StoredDetector, detectors_folder, save_detector
from gng_desktop.modelstore.onnx_safety import MOST_BYTES
from gng_desktop.modelstore.store import read_parts
from gng_desktop.training.calibration import false_alarms, limits, platt, scaled
from gng_desktop.training.card import detector_card
from gng_desktop.training.groups import classification_test
from gng_desktop.training.protocol_results import HeldOutRow
from gng_desktop.training.scope import fit_scope, scope_fields
from gng_desktop.training.scoring import out_of_scope
from gng_desktop.training.testdata import faces_to_test
from gng_desktop.training.unseen import Unseen

NO_SCOPE = "It has no scope: nothing says when a face is unlike the images it was calibrated on."
LEAST = 20  # images of either truth that each half must have
LEAST_LEFT_OUT = 10  # images of a generator or real source that is left out in turn


@dataclass(frozen=True)
class Scored:
    """A detector's results on labelled images."""

    items: Sequence[FaceItem]
    raw: NDArray[np.float64]  # (N,): uncalibrated, 0..1
    features: NDArray[np.float32] | None  # (N, F)

    @property
    def truth(self) -> NDArray[np.bool_]:
        """Which are generated, (N,)."""
        return truth_of(self.items)

    @property
    def source(self) -> NDArray[np.str_]:
        """Generator, or else source, of each, (N,)."""
        return np.array([item.generator or item.source for item in self.items])

    def only(self, chosen: NDArray[np.bool_]) -> Scored:
        """Return the chosen, (N,) bool, of them."""
        items = [item for item, keep in zip(self.items, chosen, strict=True) if keep]
        features = None if self.features is None else self.features[chosen]
        return Scored(items, self.raw[chosen], features)


def calibrate_steps(
    name: str, data: Path, models: Path | None = None, device: str = "auto"
) -> Iterator[Progress | StoredDetector]:
    """Calibrate the detector with the id `name`; yield progress, at last the detector.

    Every image goes through the whole analysis, like evidence; one half of the images (the
    validation split, where an index names it) fits Platt scaling, limits and scope, the other
    half (the test split) gives the figures.

    Parameters
    ----------
    data : Path
        As of `gng_desktop.training.testdata.faces_to_test`.
    models : Path, optional
        Folder of models that holds it; the user's by default.
    device : str
        What the program's own segmenter runs on.

    Raises
    ------
    ModelError, DataError
        If it is not there, the images are too few, or it ranks the classes the wrong way round;
        one sentence.
    """
    yield Progress(0, 0, "Loading the models")
    analyser = Analyser.open(models, device)
    stored = analyser.models.get(name)
    if not isinstance(stored, StoredDetector):
        raise ModelError(
            f"No detector {name!r:.80} is installed; import it with 'gng-desktop models import'."
        )
    folder = detectors_folder(models) / name
    if stored.folder != folder:
        raise ModelError(
            f"Detector {name} lies in {stored.folder}; name the folder of models that holds it "
            "with --models."
        )
    fit_items, test_items, how = halves(data)
    items = [*fit_items, *test_items]
    usable: list[FaceItem] = []
    raw: list[float] = []
    features: list[NDArray[np.float32]] = []
    for done, item in enumerate(items):
        yield Progress(done, len(items), "Scoring the images")
        found = _scored(analyser, stored, item.path)
        if found is not None:
            usable.append(item)
            raw.append(found[0])
            if found[1] is not None:
                features.append(found[1])
    stacked = np.stack(features) if features and len(features) == len(raw) else None
    scored = Scored(usable, np.array(raw), stacked)
    of_fit = {item.path for item in fit_items}
    for_fit = np.array([item.path in of_fit for item in usable], bool)
    fit, test = scored.only(for_fit), scored.only(~for_fit)
    for half, words in ((fit, "to fit"), (test, "to test")):
        counts = int((~half.truth).sum()), int(half.truth.sum())
        if min(counts) < LEAST:
            raise DataError(
                f"Of {data} {counts[0]} real and {counts[1]} generated images with a face can be "
                f"used {words} the calibration; each half needs {LEAST} of both."
            )
    yield Progress(len(items), len(items), "Fitting")
    yield _written(stored, fit, test, how, len(items) - len(usable))


def halves(data: Path) -> tuple[list[FaceItem], list[FaceItem], str]:
    """Return the images to fit on, those to test on, and how they were divided."""
    test = faces_to_test(data, "test")
    try:
        fit = faces_to_test(data, "val")
    except DataError as error:
        raise DataError(f"{error} The validation split is what a detector is fitted on.") from error
    if {item.path for item in fit}.isdisjoint(item.path for item in test):
        return fit, test, "validation split; tested on the test split"
    # A plain folder: every second image of each source, in the order of names.
    rank: dict[tuple[str, bool], int] = {}
    parts: tuple[list[FaceItem], list[FaceItem]] = ([], [])
    for item in sorted(fit, key=lambda item: str(item.path)):
        key = item.source, item.generated
        rank[key] = rank.get(key, -1) + 1
        parts[rank[key] % 2].append(item)
    return *parts, "every second image of each source; tested on the others"


def _scored(
    analyser: Analyser, stored: StoredDetector, path: Path
) -> tuple[float, NDArray[np.float32] | None] | None:
    """Return raw score and features of an image; None where it has no face to be scored."""
    analysis = analyser.analyse(path)
    if analysis.status != "ok" or analysis.views is None:
        return None
    engine = analyser.engines[stored.manifest.id]
    seen = detector_view(analysis.views, stored.manifest.view, engine.size)
    raw, features = engine.run_with_features(seen[None])
    return float(raw[0]), None if features is None else features[0]


def _written(
    stored: StoredDetector, fit: Scored, test: Scored, how: str, unused: int
) -> StoredDetector:
    try:
        calibration = platt(fit.raw, fit.truth, f"{how}, {len(fit.items)} images")
    except ValueError as error:
        raise ModelError(
            f"Detector {stored.manifest.id} scores these generated images no higher than the real "
            "ones; import it again with the other class as --positive, or use another detector."
        ) from error
    fitted, tested = (scaled(half.raw, calibration) for half in (fit, test))
    unseen = left_out(stored.manifest.id, fit, test)
    low, high = limits(fitted, fit.truth, fit.source)
    if unseen is not None:
        low, high = unseen.limits(low, high)
    metrics: dict[str, Any] = classification_test(test.items, tested, (low, high))
    metrics["validation"] = false_alarms(fitted, fit.truth, fit.source, high)
    metrics["not_scored"] = unused
    chosen = calibration.fitted_on
    if unseen is not None:
        metrics["leave_one_out"] = unseen.to_json((low, high)) | {"left_out_of": "calibration"}
        chosen += f"; {unseen.words()}"
    scope, scope_data = _scope(fit, test, metrics)
    fields = stored.manifest.to_json()
    del fields["format"], fields["graph"], fields["keras"]
    fields |= {
        "calibration": asdict(calibration),
        "thresholds": {"real_below": low, "generated_above": high, "chosen_on": chosen},
        "scope": scope,
        "metrics": metrics,
        "limits": [
            "Made by others and calibrated on this laboratory's images: its scores mean what they "
            "say for images like those alone.",
            "The generators left out in turn were left out of the calibration only: what the "
            "detector itself was trained on is known from its makers.",
            *([] if scope else [NO_SCOPE]),
        ],
        "created": now(),
        "program": __version__,
    }
    graph = read_parts(stored.folder / stored.manifest.graph.file, MOST_BYTES)
    keras = None
    if (ref := stored.manifest.keras) is not None:
        keras = Path(ref.file).suffix, read_bytes(stored.folder / ref.file, MOST_BYTES)
    card = detector_card(fields)
    return save_detector(stored.folder, fields, graph, card, True, scope_data, keras)


def _scope(
    fit: Scored, test: Scored, metrics: dict[str, Any]
) -> tuple[dict[str, Any] | None, bytes | None]:
    """Fit the scope on every second image of the half to fit, its limit on the others.

    Returns what the manifest says of it, and its file; adds to `metrics` what is outside.
    """
    if fit.features is None or test.features is None:
        return None, None
    first = np.arange(len(fit.items)) % 2 == 0
    try:
        scope = fit_scope(fit.features[first], fit.truth[first], fit.features[~first])
    except ValueError:
        return None, None
    metrics["scope"] = out_of_scope(test.items, scope.novelty(test.features))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "scope.npz"
        scope.save(path)
        data = path.read_bytes()
    words = f"every second of the {len(fit.items)} images to fit; limit: the others"
    return scope_fields(scope, words), data


def left_out(name: str, fit: Scored, test: Scored) -> Unseen | None:
    """Calibrate without each generator and real source in turn; return what those scored.

    None where neither two generators nor two real sources have `LEAST_LEFT_OUT` images.
    """
    everything = Scored([*fit.items, *test.items], np.concatenate([fit.raw, test.raw]), None)
    rows: list[HeldOutRow] = []
    scores: dict[tuple[str, str], NDArray[np.float64]] = {}
    for kind, side in (("generator", True), ("source", False)):
        own = everything.only(everything.truth == side)
        names, counts = np.unique(own.source, return_counts=True)
        large = [str(n) for n, count in zip(names, counts, strict=True) if count >= LEAST_LEFT_OUT]
        for left in large if len(large) > 1 else ():
            rest = fit.only((fit.source != left) | (fit.truth != side))
            if rest.truth.all() or not rest.truth.any():
                continue
            try:
                own_fit = platt(rest.raw, rest.truth)
            except ValueError:
                continue
            low, high = limits(scaled(rest.raw, own_fit), rest.truth, rest.source)
            found = own.only(own.source == left)
            score = scaled(found.raw, own_fit)
            scores[kind, left] = score
            against = None
            if side:
                others = scaled(test.raw[~test.truth], own_fit)
                truth = np.repeat([True, False], [len(score), len(others)])
                against = truth, np.concatenate([score, others])
            rows.append(HeldOutRow.of(found.items[0], left, left, score, (low, high), against))
    if not rows:
        return None
    generated, real = (
        tuple(s for (kind, _), s in scores.items() if kind == group)
        for group in ("generator", "source")
    )
    return Unseen(name, generated, real, tuple(rows), scores)
