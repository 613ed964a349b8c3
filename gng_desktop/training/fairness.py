"""A classifier's errors by group of people: false alarms, misses, the largest gap and its test.

Groups are what the index documents of a face (gender, ethnicity). At the classifier's own limits a
false alarm is a real image called generated, a miss a generated image called real.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gng_desktop.analysis.held_out import Share
from gng_desktop.core.tables import csv_text
from gng_desktop.core.text import N_
from gng_desktop.datasets import BY
from gng_desktop.datasets.items import FaceItem, group_of, truth_of
from gng_desktop.training.intervals import share_interval

SMALL = 30  # images below which a group's rate is given but compared with no other
RATES = {"false_alarm": (0, 2), "miss": (1, 0)}
"""Row (0 real, 1 generated) and column (0 called real, 2 called generated) of each rate."""
RESAMPLES = 20_000
NO_GAP = {
    "false_alarm": N_("Fewer than two groups have {least} images to compare false alarms on."),
    "miss": N_("Fewer than two groups have {least} images to compare misses on."),
}
EVEN = {
    "false_alarm": N_("The groups that can be compared do not differ in false alarms."),
    "miss": N_("The groups that can be compared do not differ in misses."),
}
GAP = {
    "false_alarm": N_(
        "Largest gap in false alarms: {high} {points:.1f} points above {low} ({p}, {sure})."
    ),
    "miss": N_("Largest gap in misses: {high} {points:.1f} points above {low} ({p}, {sure})."),
}
CAUTION = N_(
    "Groups come from different sources and generators, so that a gap may be one of the sources "
    "and not of the people."
)


def fairness(
    items: Sequence[FaceItem],
    score: NDArray[np.floating],
    limits: tuple[float, float],
) -> dict[str, dict[str, Any]]:
    """Return the errors of a classifier with these calibrated scores, (N,) 0..1, by group.

    Returns
    -------
    dict
        By attribute of `BY`, where any item documents it: ``groups``, by name ``images``,
        ``counts`` (2, 3: real and generated images called real, inconclusive, generated), the
        `RATES` (0..1; None without images) and their ``intervals`` (Wilson, 95 %);
        ``undocumented`` images; ``gaps``, by rate the two ``groups`` of `SMALL` images or more
        that differ most, their ``gap``, and ``p``: how often groups drawn by lot differ as much
        somewhere (permutation test), or None where fewer than two groups are large enough.
    """
    zone = 1 + (score > limits[1]).astype(int) - (score < limits[0]).astype(int)
    truth = truth_of(items).astype(int)
    found: dict[str, dict[str, Any]] = {}
    for attribute in BY:
        names = np.array([group_of(getattr(i, attribute)) for i in items])
        groups = {}
        for name in sorted(set(names.tolist()) - {""}):
            own = names == name
            cells = np.bincount(truth[own] * 3 + zone[own], minlength=6).reshape(2, 3)
            groups[name] = _rates(cells)
        if groups:
            gaps = {rate: _gap(groups, rate) for rate in RATES}
            undocumented = int((names == "").sum())
            found[attribute] = {"groups": groups, "undocumented": undocumented, "gaps": gaps}
    return found


def _rates(cells: NDArray[np.int64]) -> dict[str, Any]:
    row: dict[str, Any] = {"images": int(cells.sum()), "counts": cells.tolist(), "intervals": {}}
    for rate, (truth, called) in RATES.items():
        hits, images = int(cells[truth, called]), int(cells[truth].sum())
        row[rate] = hits / images if images else None
        row["intervals"][rate] = share_interval(hits, images)
    return row


def images_of(row: Mapping[str, Any], rate: str) -> int:
    """Return how many images a group's rate is over."""
    return int(sum(row["counts"][RATES[rate][0]]))


def _gap(groups: Mapping[str, Mapping[str, Any]], rate: str) -> dict[str, Any] | None:
    large = [name for name, row in groups.items() if images_of(row, rate) >= SMALL]
    if len(large) < 2:
        return None
    values = {name: float(groups[name][rate]) for name in large}
    low, high = min(large, key=lambda n: values[n]), max(large, key=lambda n: values[n])
    truth, called = RATES[rate]
    sizes = np.array([images_of(groups[name], rate) for name in large])
    hits = sum(groups[name]["counts"][truth][called] for name in large)
    # The errors dealt out to the groups by lot: the largest gap of many, not of one pair.
    rng = np.random.default_rng(0)
    drawn = rng.multivariate_hypergeometric(sizes, hits, size=RESAMPLES) / sizes
    gap = values[high] - values[low]
    as_large = int((np.ptp(drawn, axis=1) >= gap - 1e-12).sum())
    return {"groups": [low, high], "gap": gap, "p": (1 + as_large) / (1 + RESAMPLES)}


def _percent(row: Mapping[str, Any], rate: str) -> str:
    images, (truth, called) = images_of(row, rate), RATES[rate]
    if not images:
        return "-"
    # Of the counts: the ends stored are rounded already.
    low, high = Share(row["counts"][truth][called], images).interval
    small = "; too few to compare" if images < SMALL else ""
    return f"{row[rate]:.1%} ({100 * low:.1f} to {100 * high:.1f}; {images}{small})"


def gap_text(found: Mapping[str, Any], rate: str, tr: Callable[..., str] = str.format) -> str:
    """Return one sentence on the largest gap of a rate, put into words by `tr`."""
    gap = found["gaps"].get(rate)
    if gap is None:
        return tr(NO_GAP[rate], least=SMALL)
    if not gap["gap"]:
        return tr(EVEN[rate])
    (low, high), p = gap["groups"], gap["p"]
    shown = tr(N_("p < 0.001")) if p < 0.001 else tr(N_("p = {p:.3f}"), p=p)
    sure = tr(N_("more than chance") if p < 0.05 else N_("not more than chance"))
    return tr(GAP[rate], high=high, low=low, points=100 * gap["gap"], p=shown, sure=sure)


def fairness_lines(found: Mapping[str, Any]) -> list[str]:
    """Return Markdown: a table an attribute, the largest gaps, and what they may be due to."""
    lines: list[str] = []
    for attribute, table in found.items():
        lines += [
            f"| {attribute} | images | real: called real / inconclusive / generated | generated: "
            "called real / inconclusive / generated | false alarms | misses |",
            "|---|---|---|---|---|---|",
        ]
        for name, row in table["groups"].items():
            cells = [" / ".join(map(str, side)) for side in row["counts"]]
            cells += [_percent(row, rate) for rate in RATES]
            lines.append(f"| {name} | {row['images']} | {' | '.join(cells)} |")
        lines += ["", *(f"{gap_text(table, rate)}  " for rate in RATES)]
        if table["undocumented"]:
            lines.append(f"{table['undocumented']} images have no documented {attribute}.  ")
        lines.append("")
    return [*lines, CAUTION] if lines else []


def fairness_csv(found: Mapping[str, Any]) -> str:
    """Return a row an attribute and group."""
    sides = [f"{truth} called {zone}" for truth in ("real", "generated") for zone in _ZONES]
    head = ["attribute", "group", "images", *sides]
    head += [f"{rate}{end}" for rate in RATES for end in ("", " low", " high")]
    rows = [
        [attribute, name, row["images"], *row["counts"][0], *row["counts"][1]]
        + [v for rate in RATES for v in (row[rate], *(row["intervals"][rate] or (None, None)))]
        for attribute, table in found.items()
        for name, row in table["groups"].items()
    ]
    return csv_text(head, rows)


_ZONES = ("real", "inconclusive", "generated")


def documented(items: Iterable[FaceItem], attribute: str) -> Counter[str]:
    """Count the images of each group, "" where the index does not say."""
    return Counter(group_of(getattr(item, attribute)) for item in items)
