"""One score of several classifiers: their log-odds weighed, calibrated and limited together."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from gng_desktop.analysis.scoring import fuse
from gng_desktop.datasets.framing import FaceCache
from gng_desktop.datasets.items import DataError, FaceItem, of_split, truth_of
from gng_desktop.datasets.reconstruct import as_taken, is_made
from gng_desktop.engines.select import open_engine
from gng_desktop.modelstore import ModelError, StoredModel, install_model, load_model
from gng_desktop.modelstore.changes import check_target
from gng_desktop.modelstore.manifest import ROLES, WITH_BACKGROUND
from gng_desktop.modelstore.platt import log_odds
from gng_desktop.modelstore.store import DETECTORS, MANIFEST_FILE
from gng_desktop.training.alternatives import Alternative
from gng_desktop.training.calibration import platt, scaled
from gng_desktop.training.card import card
from gng_desktop.training.exporting import face_cache
from gng_desktop.training.feature_cache import cached_engine
from gng_desktop.training.preparing import faces_of
from gng_desktop.training.protocol import SCORES, Fold, FoldScores, read_scores
from gng_desktop.training.protocol_results import calibrated, fold_result, folds_of
from gng_desktop.training.recipe import RecipeError, parse_recipe
from gng_desktop.training.run_test import held_out_figures, limited
from gng_desktop.training.scoring import TEST_IMAGES, VALIDATION_IMAGES, Steps, score_steps
from gng_desktop.training.testdata import all_faces
from gng_desktop.training.unseen import Unseen, unseen_of

Scores = NDArray[np.float64]
Rule = dict[str, Any]  # what `fuse` takes beside the scores


@dataclass
class _Fold:
    """A fold's images, which of them it leaves out, and their calibrated scores by role or id."""

    fold: Fold
    items: list[FaceItem]
    held_out: NDArray[np.bool_]
    scores: dict[str, Scores]


def fit(scores: Mapping[str, Scores], truth: NDArray[np.bool_]) -> tuple[dict[str, float], float]:
    """Fit a monotone rule: a higher score of a classifier never lowers the fused one.

    Parameters
    ----------
    scores : mapping of str to ndarray of float64, (N,)
        Calibrated, 0..1, by role.
    truth : ndarray of bool, (N,)
        True is generated. Both classes weigh alike, so that the fused score is the probability at
        even prior odds.

    Returns
    -------
    tuple of dict of str to float and float
        Weights of the log-odds, from 0, and the intercept; see `gng_desktop.modelstore.Fusion`.

    Raises
    ------
    ValueError
        If no classifier ranks generated images above real ones.
    """
    roles = list(scores)
    while roles:
        columns = np.stack([log_odds(scores[role]) for role in roles], 1)
        found = LogisticRegression(C=1e6, class_weight="balanced").fit(columns, truth)
        weights = dict(zip(roles, found.coef_[0].tolist(), strict=True))
        if min(weights.values()) >= 0:
            return {r: weights.get(r, 0.0) for r in scores}, float(found.intercept_[0])
        roles = [role for role in roles if weights[role] > 0]
    raise ValueError("no classifier ranks generated images above real ones")


def fit_shifts(
    scores: Mapping[str, Scores], truth: NDArray[np.bool_], names: Sequence[str]
) -> dict[str, float]:
    """Fit what is added to the log-odds of each alternative, by greatest likelihood.

    Parameters
    ----------
    scores : mapping of str to ndarray of float64, (N,)
        Of classifiers by role, and of alternatives by id, nan where one is absent.
    truth : ndarray of bool, (N,)
        Both classes weigh alike.

    Returns
    -------
    dict of str to float
        ``alternatives`` of `gng_desktop.modelstore.Fusion`.
    """
    weights, intercept = fit({r: s for r, s in scores.items() if r not in names}, truth)
    weigh = np.where(truth, 0.5 / truth.sum(), 0.5 / (~truth).sum())

    def loss(values: Scores) -> float:
        *shifts, slope, offset = values.tolist()
        rule = dict(zip(names, shifts, strict=True))
        x = log_odds(fuse(scores, weights, intercept, rule, float(np.exp(slope)), offset)[0])
        return float((weigh * np.logaddexp(0, np.where(truth, -x, x))).sum())

    best = minimize(loss, np.zeros(len(names) + 2), method="Nelder-Mead").x.tolist()
    return dict(zip(names, best[: len(names)], strict=True))


def fuse_steps(
    folders: Sequence[Path],
    data: Path,
    runs: Path,
    protocols: Sequence[Path] = (),
    alternatives: Mapping[str, Path] = MappingProxyType({}),
    weighed: Mapping[str, Path] = MappingProxyType({}),
) -> Steps[StoredModel]:
    """Fit the fusion of classifiers and install it with the with-background one.

    Parameters
    ----------
    folders : sequence of Path
        Model folders, one of them of the with-background classifier; published from runs whose
        recipes name the same images.
    data, runs : Path
        The data folder, and that of runs, where the frames of faces are cached.
    protocols : sequence of Path
        ``RUNS/NAME-protocol`` of each classifier in turn, those of `weighed` last, with the same
        folds; none: the limits rest on the validation split alone.
    alternatives : mapping of str to Path
        By id, model folders of classifiers that know generators which the others do not; they
        become further detectors beside the with-background model. What such a one has been trained
        on is scored without it where a fold leaves it out.
    weighed : mapping of str to Path
        By id, model folders of further classifiers that are weighed as the first are and cost
        more; they too become further detectors, and a rule without them is fitted beside.

    Returns
    -------
    StoredModel
        The with-background model, now with a fusion; its weights are unchanged.

    Raises
    ------
    ModelError, RecipeError, DataError
        If a model, its recipe or a protocol does not fit.
    """
    models = {m.manifest.role: m for m in map(load_model, folders)}
    first = models.get(WITH_BACKGROUND)
    classify = all(m.manifest.task == "classification" for m in models.values())
    if first is None or not classify or len(models) < 2 or len(models) != len(folders):
        raise ModelError(
            "A fusion needs the with-background classifier and others, each of its own role; name "
            "their model folders."
        )
    check_target(first.folder, True)
    recipes = {role: parse_recipe(m.manifest.training["recipe"]) for role, m in models.items()}
    recipe = recipes[WITH_BACKGROUND]
    check = of_split(as_taken(faces_of(recipe, data)), "val")
    test = of_split(all_faces(recipe, data), "test")
    scores: dict[str, Scores] = {}
    tested: dict[str, Scores] = {}
    for role, model in models.items():
        own = of_split(as_taken(faces_of(recipes[role], data)), "val")
        if [i.path for i in own] != [i.path for i in check]:
            raise RecipeError("The classifiers were trained on different images; fuse others.")
        engine, faces = open_engine(model, "cpu"), face_cache(recipes[role], runs)
        own_fit = model.manifest.calibration
        if own_fit is None:
            raise ModelError(f"{model.label} is not calibrated; publish it with 'models add'.")
        for items, into, text in (
            (check, scores, VALIDATION_IMAGES),
            (test, tested, TEST_IMAGES),
        ):
            raw = yield from score_steps(engine, items, faces, ROLES[role].view, False, text)
            into[role] = scaled(raw, own_fit)
    truth = truth_of(check)
    faces = face_cache(recipe, runs)
    plain = protocols[: len(models)]
    folds = _folds(plain, list(models))
    every = _folds(protocols, [*models, *weighed]) if weighed else folds
    hashes = {role: m.sha256 for role, m in models.items() if role != WITH_BACKGROUND}
    for name, folder in {**alternatives, **weighed}.items():
        other = _weighed(name, folder, data, runs) if name in weighed else None
        other = other or Alternative.open(name, folder)
        checked = yield from other.scored(check, faces, VALIDATION_IMAGES)
        seen = yield from other.scored(test, faces, TEST_IMAGES)
        scores[name], tested[name] = checked.within, seen.within
        left_out: list[Scores] = []
        if name not in weighed:
            left_out = yield from _add(other, [*folds, *every] if weighed else folds, faces)
        target = first.folder.parent / DETECTORS / name
        stored = other.install(target, check, checked, test, seen, left_out)
        hashes[name] = stored.sha256

    def rule_of(parts: Sequence[_Fold], which: Sequence[Path], but: Collection[str]) -> Rule:
        """Fit the rule of all classifiers `but` some, with its limits and figures."""
        known = {name: found for name, found in scores.items() if name not in but}
        rule = _rule(known, truth, parts, list(alternatives), bool(weighed) and not but)
        score = fuse(known, **rule)[0]
        unseen = _unseen(parts, which, rule)
        thresholds = limited(score, check, unseen)
        ends = thresholds["real_below"], thresholds["generated_above"]
        found = fuse(tested, **rule)[0]
        fitted_on = f"validation split, {len(check)} images"
        if parts and bool(weighed) and not but:
            fitted_on += ", and the weights on what the folds leave out"
        return {
            **rule,
            "models": {name: digest for name, digest in hashes.items() if name not in but},
            "thresholds": thresholds,
            "fitted_on": fitted_on,
            "metrics": held_out_figures(check, score, test, found, ends, unseen),
        }

    fusion = rule_of(every, protocols, ())
    if weighed:
        fusion["fast"] = rule_of(folds, plain, weighed)
    return _installed(first, fusion)


def _weighed(name: str, folder: Path, data: Path, runs: Path) -> Alternative:
    """Open a weighed classifier; the features of a probe are cached."""
    other = Alternative.open(name, folder, weighed=True)
    recipe = parse_recipe(other.model.manifest.training["recipe"])
    if not recipe.model.probe:
        return other
    weights = folder / other.model.manifest.weights.file
    engine = cached_engine(recipe, open_engine(other.model, "cpu"), weights, data, runs)
    return replace(other, cached=engine)


def _rule(
    scores: Mapping[str, Scores],
    truth: NDArray[np.bool_],
    folds: Sequence[_Fold],
    others: Sequence[str],
    unseen: bool,
) -> Rule:
    """Fit what `fuse` takes on validation images."""
    # How much alternatives count, and with `unseen` how much each classifier, is fitted on the
    # folds: what knows its own generators best need not know others best.
    try:
        stacked, side = _stacked(folds) if folds else (dict(scores), truth)
        own, label = (stacked, side) if unseen else (scores, truth)
        weights, intercept = fit({r: s for r, s in own.items() if r not in others}, label)
        rule: Rule = {"weights": weights, "intercept": intercept}
        if others:
            rule["alternatives"] = fit_shifts(stacked, side, others)
        if others or unseen:
            both = platt(fuse(scores, **rule)[0], truth)
            rule |= {"slope": both.slope, "offset": both.intercept}
    except ValueError as error:
        raise ModelError(f"Nothing to fuse: {error}; train longer.") from error
    return rule


def _folds(protocols: Sequence[Path], roles: Sequence[str]) -> list[_Fold]:
    """Read the folds of several protocols; each is calibrated on its own validation images."""
    if not protocols:
        return []
    if len(protocols) != len(roles):
        raise DataError("Name a protocol for each model, in the same order, or none.")
    every = [folds_of(folder)[1] for folder in protocols]
    if len({tuple(fold for fold, _ in own) for own in every}) > 1:
        raise DataError("The protocols have different folds; repeat one of them.")
    found = []
    for several in zip(*every, strict=True):
        parts = [read_scores(run / SCORES) for _, run in several]
        shared = set.intersection(*({i.path for i in part.items} for part in parts))
        items = [i for i in parts[0].items if i.path in shared]
        scores = {}
        for role, part in zip(roles, parts, strict=True):
            place = {item.path: n for n, item in enumerate(part.items)}
            scores[role] = calibrated(part)[0][[place[i.path] for i in items]]
        out = np.array([several[0][0].holds_out(i) for i in items])
        found.append(_Fold(several[0][0], items, out, scores))
    return found


def _add(
    other: Alternative, folds: Sequence[_Fold], faces: FaceCache | None
) -> Steps[list[Scores]]:
    """Add the scores of an alternative to all folds; return those of each real source new to it."""
    items = list({i.path: i for fold in folds for i in fold.items}.values())
    if not items:
        return []
    found = yield from other.scored(items, faces, "Images of the folds")
    seen, place = other.has_seen(items), {i.path: n for n, i in enumerate(items)}
    for fold in folds:
        own = [place[i.path] for i in fold.items]
        absent = fold.held_out & seen[own]
        fold.scores[other.name] = np.where(absent, np.nan, found.within[own])
    new = {i.source for i, known in zip(items, seen, strict=True) if not (known or i.generated)}
    plain = np.array(["" if i.generated or is_made(i) else i.source for i in items])
    return [found.score[plain == source] for source in sorted(new) if (plain == source).any()]


def _stacked(folds: Sequence[_Fold]) -> tuple[dict[str, Scores], NDArray[np.bool_]]:
    """Return scores and truth of all folds' validation and left-out images."""
    items = [i for fold in folds for i in fold.items]
    used = np.concatenate([fold.held_out for fold in folds])
    used |= np.array([i.split == "val" for i in items])
    used &= np.array([not is_made(i) for i in items])
    names = folds[0].scores
    scores = {n: np.concatenate([fold.scores[n] for fold in folds])[used] for n in names}
    return scores, truth_of(items)[used]


def _unseen(folds: Sequence[_Fold], protocols: Sequence[Path], rule: Rule) -> Unseen | None:
    """Fuse the scores of the folds."""
    if not folds:
        return None
    found = [
        fold_result(f.fold, FoldScores(tuple(f.items), f.held_out, fuse(f.scores, **rule)[0]))
        for f in folds
    ]
    names = " and ".join(dict.fromkeys(folds_of(folder)[0] for folder in protocols))
    return unseen_of(names, found)


def _installed(model: StoredModel, fusion: dict[str, Any]) -> StoredModel:
    """Install `model` again, in its own place, with a fusion."""
    fields = model.manifest.to_json()
    fields["fusion"] = fusion
    files = {path.name: path for path in model.folder.iterdir() if path.name != MANIFEST_FILE}
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "CARD.md"
        text.write_text(card(fields), encoding="utf-8")
        return install_model(model.folder, fields, {**files, "CARD.md": text}, True)
