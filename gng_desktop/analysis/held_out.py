"""What a model reached on the images held out from its training, read from its manifest."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from gng_desktop.core.text import N_

Z95 = 1.959963984540054
"""Standard normal deviate of a two-sided 95 % interval."""
_FIGURES = {
    "classification": {"auc": N_("AUC"), "accuracy": N_("accuracy at score 0.5")},
    "segmentation": {
        "pixel_accuracy": N_("pixel accuracy"),
        "mean_iou": N_("mean IoU"),
        "foreground_iou": N_("foreground IoU"),
    },
}
"""By task: figures of the manifest that are shown, and what they are called."""
_TRUTHS: tuple[Literal["generated", "real"], ...] = ("generated", "real")


@dataclass(frozen=True)
class Share:
    """`hits` of `images`; both counts are shown wherever the share is.

    Attributes
    ----------
    hits, images : int
        0 <= hits <= images, images from 1.
    """

    hits: int
    images: int

    @property
    def value(self) -> float:
        """The share, 0..1."""
        return self.hits / self.images

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the share, 0..1 (Wilson 1927)."""
        n, p, z = self.images, self.value, Z95
        middle = p + z * z / (2 * n)
        reach = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        low, high = ((middle + side * reach) / (1 + z * z / n) for side in (-1, 1))
        # Exact at the ends, where rounding leaves a trace.
        return (0.0 if not self.hits else low), (1.0 if self.hits == n else high)


@dataclass(frozen=True)
class Figure:
    """One figure of merit.

    Attributes
    ----------
    interval : tuple of float or None
        95 %, by bootstrap over the images; None where the manifest holds none.
    """

    name: str
    value: float
    interval: tuple[float, float] | None


@dataclass(frozen=True)
class Source:
    """Held-out images of one source and how a classifier's decision zones took them.

    Attributes
    ----------
    name : str
        ``""`` stands for all sources together.
    generated : bool
        What the images are.
    errors : Share
        Real photos called generated, or generated images called real.
    """

    name: str
    generated: bool
    errors: Share


@dataclass(frozen=True)
class Generator:
    """How often a generator is found, and was by networks that were trained without it.

    Attributes
    ----------
    found : Share or None
        Test images called generated; None where there are none.
    unseen : Share or None
        The same of a network trained without it, at this model's limits.
    unseen_missed : Share or None
        Those of it that were called real.
    unseen_auc : float or None
    """

    name: str
    family: str
    found: Share | None = None
    unseen: Share | None = None
    unseen_missed: Share | None = None
    unseen_auc: float | None = None


@dataclass(frozen=True)
class Unseen:
    """How images of generators and real sources score that were left out of training.

    Attributes
    ----------
    scores : tuple of float
        Ascending, 0..1.
    generated, real : tuple of float
        Share of the images at or below each of `scores`, the mean over generators or sources;
        empty where none was left out.
    left_out_of : str
        What they were left out of: a detector made by others is only calibrated here.
    """

    scores: tuple[float, ...]
    generated: tuple[float, ...]
    real: tuple[float, ...]
    generated_images: int
    real_images: int
    left_out_of: str = "training"

    def misleading(self, score: float, of: Literal["generated", "real"]) -> Share | None:
        """Return the share of the images `of` a truth that score as misleadingly, or more so.

        Generated ones that score as low as `score`, real ones that score as high; between the
        scores stored the larger share counts.
        """
        below = self.generated if of == "generated" else self.real
        images = self.generated_images if of == "generated" else self.real_images
        if not below or not images:
            return None
        if of == "generated":
            place = bisect_left(self.scores, score)
            share = below[place] if place < len(below) else 1.0
        else:
            place = bisect_left(self.scores, score) - 1
            share = 1 - (below[place] if place >= 0 else 0.0)
        return Share(min(images, math.ceil(share * images - 1e-9)), images)


@dataclass(frozen=True)
class HeldOut:
    """What a model's manifest tells of its test.

    Attributes
    ----------
    images : int
        Behind `figures`.
    trained : bool
        Whether these come from the sources the model was trained on, and no others.
    sources : tuple of Source
        Of a classifier; empty where the manifest does not tell them apart.
    false_alarms, misses : Share or None
        Real photos called generated and generated images called real, all sources together.
    by_zones : bool
        Whether those two were counted by the model's decision zones; else at score 0.5.
    unseen : Unseen or None
        Of models published with a protocol.
    generators : tuple of Generator
        Known to the test or the protocol; empty in older manifests.
    """

    images: int
    trained: bool
    figures: tuple[Figure, ...]
    sources: tuple[Source, ...]
    false_alarms: Share | None
    misses: Share | None
    by_zones: bool
    unseen: Unseen | None = None
    generators: tuple[Generator, ...] = ()

    def errors(self, of: Literal["generated", "real"]) -> Share | None:
        """Return the errors made on images of one truth: `misses` or `false_alarms`."""
        return self.misses if of == "generated" else self.false_alarms


def held_out(metrics: Mapping[str, Any], task: str = "classification") -> HeldOut | None:
    """Read the ``metrics`` of a manifest.

    Parameters
    ----------
    metrics : mapping
        As `gng_desktop.training.publish` writes them. A manifest's metrics are free, so whatever
        does not fit counts as not there.
    task : {"classification", "segmentation"}

    Returns
    -------
    HeldOut or None
        None where there are no test figures.
    """
    known = _KNOWN.get((id(metrics), task))
    if known is None or known[0] is not metrics:
        try:
            found = _read(metrics, task)
        except (KeyError, TypeError, ValueError, AttributeError):
            found = None
        if len(_KNOWN) >= 64:
            _KNOWN.clear()
        known = _KNOWN[id(metrics), task] = metrics, found
    return known[1]


_KNOWN: dict[tuple[int, str], tuple[Mapping[str, Any], HeldOut | None]] = {}
"""What was read, with the mapping it was read from: asked again for every image."""


def verdict_figures(models: Mapping[str, Any]) -> HeldOut | None:
    """Return the test figures of what decides: of the fused score, else of the first classifier.

    `models`, by role, are those that made an analysis.
    """
    manifest = getattr(models.get("with_background"), "manifest", None)
    fusion = getattr(manifest, "fusion", None)
    found = getattr(fusion or manifest, "metrics", None)
    return held_out(found) if found else None


def _read(metrics: Mapping[str, Any], task: str) -> HeldOut | None:
    if task == "segmentation":
        return HeldOut(
            int(metrics["images"]), False, _figures(metrics, task), (), None, None, False
        )
    # The sources trained on come first: a foreign source may differ in more than its making.
    trained = "trained" in metrics
    group = metrics["trained" if trained else "all"]
    sources = tuple(_source(name, row) for name, row in metrics.get("sources", {}).items())
    false_alarms, misses = (_pooled(s for s in sources if s.generated is g) for g in (False, True))
    by_zones = false_alarms is not None and misses is not None
    if not by_zones:
        counts = metrics.get("all", group)
        false_alarms = _share(counts["false_generated"], counts["true_real"])
        misses = _share(counts["false_real"], counts["true_generated"])
    return HeldOut(
        images=int(group["images"]),
        trained=trained,
        figures=_figures(group, task),
        sources=sources,
        false_alarms=false_alarms,
        misses=misses,
        by_zones=by_zones,
        unseen=_unseen(metrics.get("leave_one_out")),
        generators=_generators(metrics),
    )


def _unseen(raw: Mapping[str, Any] | None) -> Unseen | None:
    if not raw:
        return None
    scores, *shares = (
        tuple(float(v) for v in raw[key])
        for key in ("scores", "generated_at_or_below", "real_at_or_below")
    )
    if list(scores) != sorted(scores) or any(len(s) not in (0, len(scores)) for s in shares):
        raise ValueError("no distribution of scores")
    generated, real = (int(raw["images"][truth]) for truth in _TRUTHS)
    out_of = str(raw.get("left_out_of", "training"))
    return Unseen(scores, shares[0], shares[1], generated, real, out_of)


def _generators(metrics: Mapping[str, Any]) -> tuple[Generator, ...]:
    tested = metrics.get("generators", {})
    rows = metrics.get("leave_one_out", {}).get("rows", ())
    left_out = {row["name"]: row for row in rows if row["kind"] == "generator"}
    found = []
    for name in sorted({*tested, *left_out}):
        test, out = tested.get(name), left_out.get(name)
        family = (test or left_out[name])["family"]
        found.append(
            Generator(
                str(name),
                str(family),
                _zone(test, "called_generated"),
                _zone(out, "called_generated"),
                _zone(out, "called_real"),
                None if out is None or out["auc"] is None else float(out["auc"]),
            )
        )
    return tuple(sorted(found, key=lambda g: (g.family, g.name)))


def _zone(row: Mapping[str, Any] | None, key: str) -> Share | None:
    if row is None:
        return None
    images = int(row["images"])
    return _share_of(round(float(row[key]) * images), images)


def _figures(group: Mapping[str, Any], task: str) -> tuple[Figure, ...]:
    intervals = group.get("intervals", {})
    found = []
    for key, name in _FIGURES[task].items():
        if group.get(key) is not None:
            ends = intervals.get(key)
            interval = (float(ends[0]), float(ends[1])) if ends else None
            found.append(Figure(name, float(group[key]), interval))
    return tuple(found)


def _source(name: str, row: Mapping[str, Any]) -> Source:
    images, generated = int(row["images"]), bool(row["generated"])
    errors = row["called_real" if generated else "called_generated"]
    return Source(str(name), generated, _share_of(round(float(errors) * images), images))


def _share_of(hits: int, images: int) -> Share:
    if not 0 <= hits <= images or not images:
        raise ValueError("no share of images")
    return Share(hits, images)


def _share(wrong: Any, right: Any) -> Share | None:
    images = int(wrong) + int(right)
    return _share_of(int(wrong), images) if images else None


def _pooled(sources: Iterable[Source]) -> Share | None:
    errors = [s.errors for s in sources]
    return Share(sum(e.hits for e in errors), sum(e.images for e in errors)) if errors else None
