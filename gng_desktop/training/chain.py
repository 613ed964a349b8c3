"""Figures of whole sets of models side by side, through the same analysis as evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gng_desktop.analysis import OWN
from gng_desktop.analysis.pipeline import Analyser
from gng_desktop.analysis.result import Analysis
from gng_desktop.analysis.scoring import fuse
from gng_desktop.core.tables import csv_text, read_rows
from gng_desktop.datasets.items import FaceItem, read_faces, read_picture
from gng_desktop.datasets.sampling import evenly
from gng_desktop.imaging.perturbations import jpeg
from gng_desktop.modelstore.store import StoredModel
from gng_desktop.runs.figures import PAIRS
from gng_desktop.runs.table import Cell, Row, Table
from gng_desktop.training.intervals import (
    RESAMPLES,
    bootstrap,
    classification_with_intervals,
    share_interval,
)
from gng_desktop.training.metrics import of_scores
from gng_desktop.training.testdata import faces_to_test

HEAD = (
    *("models", "path", "source", "generator", "family", "generated", "kind"),
    *("status", "verdict", "fused", "with_background", "without_background"),
)
SCORES = (*OWN, "fused")
OTHERS = ("segmenter", "without_background")
PLAIN, ALIGNED = "plain", "aligned"
QUALITIES = ("Q90", "Q50")
FRAMES = {"tight": "6 % tighter", "aside": "6 % off-centre"}
CHANGED_OF = 3  # of so many images one is changed, too
FRAME = 0.06
FAMILY_WORDS = {"diffusion": "diffusion faces", "gan": "GAN faces"}
ZONES = ("generated", "inconclusive", "real")
CAPTION = (
    "Test split, at most {count} images of a source and generator, analysed like evidence; 95 % "
    "intervals after Wilson for shares, by bootstrap for others. AUC: of the fused score (where "
    "nothing is fused, of the mean log-odds) against all photos. Of every third image copies: JPEG "
    "of quality 90 and 50, and cut."
)


def chosen(data: Path, count: int) -> list[FaceItem]:
    """List the test images of a data folder, at most `count` of a source and generator, evenly."""
    kinds: dict[tuple[Any, ...], list[FaceItem]] = defaultdict(list)
    for item in faces_to_test(data, "test"):
        kinds[item.generated, item.source, item.generator].append(item)
    return [item for own in kinds.values() for item in evenly(own, count)]


def pairs_of(index: Path, count: int) -> list[FaceItem]:
    """List at most `count` photos and their reconstructions: pairs share a file name."""
    items = [item for item in read_faces(index) if item.split == "test"]
    names = evenly(sorted({item.path.name for item in items}), count)
    return [item for item in items if item.path.name in names]


def changed(rgb: NDArray[np.uint8]) -> dict[str, NDArray[np.uint8]]:
    """Return the copies of an image, (H, W, 3) uint8, by kind."""
    height, width = rgb.shape[:2]
    m = int(min(height, width) * FRAME)
    copies = {name: jpeg(rgb, int(name[1:])) for name in QUALITIES}
    copies["tight"] = np.ascontiguousarray(rgb[m : height - m, m : width - m])
    copies["aside"] = np.ascontiguousarray(rgb[: height - m, m:])
    return copies


def set_label(models: Mapping[str, StoredModel]) -> str:
    """Return what a set of models is called: the label of its first classifier, then the others.

    Sets that share a classifier and differ in the segmenter give other scores.
    """
    others = [f"{role}@{m.sha256[:12]}" for role, m in models.items() if role in OTHERS]
    return " + ".join([models["with_background"].label, *sorted(others)])


def score_steps(
    analyser: Analyser, items: Sequence[FaceItem], pairs: Sequence[FaceItem], scores: Path
) -> Iterator[int]:
    """Analyse all images and add a row for each to the CSV `scores`; yield how many are done.

    Rows that are there, of the same models, are not made again.
    """
    label = set_label(analyser.models)
    known = set()
    if scores.exists():
        known = {(r["models"], r["path"], r["kind"]) for r in read_rows(scores)}
    else:
        scores.parent.mkdir(parents=True, exist_ok=True)
    with scores.open("a", newline="", encoding="utf-8") as stream:
        if not known and stream.tell() == 0:
            stream.write(csv_text(HEAD, ()))

        def put(item: FaceItem, kind: str, a: Analysis) -> None:
            about = (item.source, item.generator, item.family, int(item.generated))
            found = (a.score_fused, a.score_with_background, a.score_without_background)
            cells = (label, item.path, *about, kind, a.status, a.verdict, *found)
            stream.write(csv_text(["" if c is None else str(c) for c in cells], ()))

        for n, item in enumerate((*items, *pairs)):
            kind = PLAIN if n < len(items) else ALIGNED
            if (label, str(item.path), kind) in known:
                continue
            analysis = analyser.analyse(item.path)
            if kind == PLAIN and analysis.status == "ok" and n % CHANGED_OF == 0:
                for name, pixels in changed(read_picture(item.path).rgb).items():
                    put(item, name, analyser.analyse_picture(item.path, pixels))
            put(item, kind, analysis)  # last: what is interrupted before is done again
            stream.flush()
            yield n + 1


@dataclass(frozen=True)
class Scored:
    """The rows of one set of models."""

    rows: Sequence[dict[str, Any]]

    @cached_property
    def _by_kind(self) -> dict[str, dict[str, dict[str, Any]]]:
        found: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
        for row in self.rows:
            if row["status"] == "ok":
                found[row["kind"]][row["path"]] = row
        return found

    def of(self, kind: str) -> list[dict[str, Any]]:
        """Return the rows of a kind that have scores."""
        return list(self._by_kind[kind].values())

    def figures(self) -> dict[tuple[str, str], tuple[int, Cell]]:
        """Return all figures by what they are and of what: number of images, value."""
        rows = self.of(PLAIN)
        photos = [r for r in rows if r["generated"] == "0"]
        made = [r for r in rows if r["generated"] == "1"]
        groups = {
            words: [r for r in made if r["family"] == name] for name, words in FAMILY_WORDS.items()
        }
        groups["photos"] = photos
        names = sorted({(r["family"], r["generator"]) for r in made})
        groups |= {
            f"{generator or 'unknown'} ({family})": [
                r for r in made if (r["family"], r["generator"]) == (family, generator)
            ]
            for family, generator in names
        }
        sources = sorted({r["source"] for r in photos})
        groups |= {f"photos of {s}": [r for r in photos if r["source"] == s] for s in sources}
        found: dict[tuple[str, str], tuple[int, Cell]] = {}
        for words, own in groups.items():
            if own and own[0]["generated"] == "1":
                found["AUC", words] = len(own), _auc([*photos, *own])
            for zone in ZONES if own else ():
                hits = sum(r["verdict"] == zone for r in own)
                share = Cell(hits / len(own), share_interval(hits, len(own)))
                found[f"called {zone}", words] = len(own), share
        for pair, members in PAIRS.items():
            own = [r for r in rows if r["source"] in members]
            if len({r["generated"] for r in own}) == 2:
                for role in SCORES:
                    f = classification_with_intervals(_truth(own), _scores(own, role))
                    cell = Cell(f["accuracy"], f["intervals"]["accuracy"])
                    found[f"accuracy, {role.replace('_', ' ')}", pair] = len(own), cell
        if photos and made:
            ece = classification_with_intervals(_truth(rows), _scores(rows))["ece"]
            found["expected calibration error", "all images"] = len(rows), Cell(ece)
        found |= self._copies()
        if pairs := self.of(ALIGNED):
            found["AUC", "photos against their reconstructions"] = len(pairs), _auc(pairs)
        return found

    def _copies(self) -> dict[tuple[str, str], tuple[int, Cell]]:
        """Return what compression costs, and how far another frame moves the scores."""
        plain, found = self._by_kind[PLAIN], {}
        high, low = (self._by_kind[name] for name in QUALITIES)
        both = sorted({*high} & {*low})
        first, second = ([kind[path] for path in both] for kind in (high, low))
        if len({r["generated"] for r in first}) == 2:
            for name, rows in zip(QUALITIES, (first, second), strict=True):
                found["AUC", f"JPEG {name}"] = len(rows), _auc(rows)
            truth, one, other = _truth(first), _scores(first), _scores(second)

            def lost(weights: NDArray[np.float64]) -> dict[str, NDArray[np.float64]]:
                before, after = (of_scores(truth, s, weights)["auc"] for s in (one, other))
                return {"auc": before - after}

            value = float(lost(np.ones((1, len(truth))))["auc"][0])
            cell = Cell(value, bootstrap(lost, len(truth))["auc"])
            found["AUC lost", "from JPEG Q90 to Q50"] = len(truth), cell
        rng = np.random.default_rng(0)
        for kind, words in FRAMES.items():
            own = self._by_kind[kind]
            both = sorted({*own} & {*plain})
            for role in SCORES if both else ():
                here, there = (_scores([k[p] for p in both], role) for k in (own, plain))
                moved = np.abs(here - there)
                drawn = rng.integers(0, len(moved), (RESAMPLES, len(moved)))
                ends = np.quantile(np.median(moved[drawn], axis=1), (0.025, 0.975)).tolist()
                name = f"score moved (median), {role.replace('_', ' ')}"
                found[name, words] = len(moved), Cell(float(np.median(moved)), ends)
        return found


def _truth(rows: Sequence[dict[str, Any]]) -> NDArray[np.bool_]:
    return np.array([row["generated"] == "1" for row in rows])


def _scores(rows: Sequence[dict[str, Any]], role: str = "fused") -> NDArray[np.float64]:
    """Return scores, (N,) 0..1; where nothing is fused, of the mean log-odds."""
    if role != "fused" or all(row["fused"] for row in rows):
        return np.array([float(row[role]) for row in rows])
    own = {name: np.array([float(row[name]) for row in rows]) for name in OWN}
    return np.asarray(fuse(own, dict.fromkeys(own, 0.5), 0.0)[0])


def _auc(rows: Sequence[dict[str, Any]]) -> Cell:
    figures = classification_with_intervals(_truth(rows), _scores(rows))
    return Cell(figures["auc"], figures["intervals"]["auc"])


def table(scores: Path, labels: Mapping[str, str], count: int) -> Table:
    """Return the figures of sets of models, on the images that all of them have analysed.

    `scores` is what `score_steps` wrote, `count` that of `chosen`; `labels` say, by `set_label`,
    what a set is.
    """
    rows = read_rows(scores)
    of_set = {
        label: {(r["path"], r["kind"]): r for r in rows if r["models"] == label} for label in labels
    }
    common = sorted(set.intersection(*({*own} for own in of_set.values())))
    every = {label: Scored([own[key] for key in common]).figures() for label, own in of_set.items()}
    keys = dict.fromkeys(key for found in every.values() for key in found)
    order = {name: n for n, name in enumerate(dict.fromkeys(name for name, _ in keys))}
    lines: list[Row] = []
    for key in sorted(keys, key=lambda key: order[key[0]]):
        known = [found.get(key) for found in every.values()]
        images = next(one[0] for one in known if one is not None)
        cells = (Cell() if one is None else one[1] for one in known)
        lines.append((key, (Cell(images), *cells)))
    sets = "; ".join(f"{label}: {words}" for label, words in labels.items())
    caption = f"{CAPTION.format(count=count)} Models: {sets}."
    return Table(caption, ("figure", "of"), ("images", *labels), lines)
