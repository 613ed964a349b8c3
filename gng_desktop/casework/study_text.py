"""The study's document: tables and plain conclusions, made from figures alone.

Its words stand in ``resources/study``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from gng_desktop.casework.comparing import mean_interval
from gng_desktop.core.errors import plain_errors
from gng_desktop.core.reading import read_json, read_text
from gng_desktop.core.templates import filled
from gng_desktop.datasets.items import DataError

PAIRS = {"StyleGAN / FFHQ": "stylegan1/ffhq", "StyleGAN2 / portraits": "stylegan2/portraits"}
VIEW_RUNS = {
    "with background": "h2_all",
    "without background": "h1_without",
    "background only": "h1_background",
}
TRANSFER_RUNS = {"none": "h2_none", "last": "h2_last", "all": "h2_all"}
FIGURES = {"accuracy": "accuracy", "AUC": "auc", "F1": "f1", "MCC": "mcc"}
CASES = {
    "whole": "whole image, with-background classifier",
    "stripped_same_classifier": "stripped image, with-background classifier",
    "stripped": "stripped image, without-background classifier",
}

SOURCES, SYSTEMS, TRIED = "documents 002 to 004", "systems", "unseen generators"
"""Names of the sections that ``runs sources`` writes, and of that on detectors tried.

``runs study`` keeps the first and the last."""

Figures = Mapping[str, Any]


def rendered(name: str, **values: Any) -> str:
    """Return a template of ``resources/study`` filled with figures."""
    known = {"shown": shown, "compared": _compared, "FIGURES": FIGURES, "CASES": CASES}
    return re.sub(r"\n{3,}", "\n\n", filled(f"study/{name}", **known, **values)).strip() + "\n"


def shown(figures: Figures, name: str) -> str:
    """Return a figure with the ends of its interval, where it has one."""
    ends = figures["intervals"].get(name)
    return f"{figures[name]:.3f}" + (f" [{ends[0]:.3f}, {ends[1]:.3f}]" if ends else "")


def _read(path: Path) -> Any:
    advice = "run the study again without it"
    with plain_errors(DataError, f"{path} cannot be read", advice, (OSError, ValueError)):
        return read_json(path)


def _compared(one: Figures, other: Figures, name: str = "auc") -> str:
    """Return "above", "below" or "not told apart from", by whether the intervals overlap."""
    (low, high), (other_low, other_high) = one["intervals"][name], other["intervals"][name]
    if low > other_high:
        return "above"
    return "below" if high < other_low else "not told apart from"


def _groups(runs: Path, names: Mapping[str, str]) -> dict[str, dict[str, Figures]]:
    """Return, by pair and by row of a table, the figures of its run."""
    metrics = {row: _read(runs / run / "metrics.json")["metrics"] for row, run in names.items()}
    return {
        words: {row: found["pairs"][pair] for row, found in metrics.items()}
        for words, pair in PAIRS.items()
    }


def _mean(values: Sequence[float]) -> tuple[float, float, float]:
    """Return the mean and the ends of its 95 % interval."""
    array = np.asarray(values, np.float64)
    return (float(array.mean()), *mean_interval(array))


def document(runs: Path, unseen: Path, shares: Path) -> str:
    """Return ``docs/study.md``; DataError if a file is missing or damaged.

    `runs` has those that `VIEW_RUNS` and `TRANSFER_RUNS` name, each tested; `unseen` and `shares`
    are JSON of `unseen_generators` and `background_shares` of `gng_desktop.casework.study`.
    """
    record, rows = _read(runs / "h2_all" / "run.json"), _read(shares)
    means = {
        case: [
            len(rows),
            _mean([row[case] for row in rows]),
            *(_mean([r[case] for r in rows if r["generated"] is kind]) for kind in (False, True)),
        ]
        for case in CASES
    }
    return rendered(
        "study.md",
        recipe=record["recipe"],
        images=record["images"]["train"],
        views=_groups(runs, VIEW_RUNS),
        transfers=_groups(runs, TRANSFER_RUNS),
        shares=means,
        unseen=_read(unseen),
        protocols=[read_text(path) for path in sorted(runs.glob("*-protocol/protocol.md"))],
    )


def section(text: str, name: str = SOURCES) -> str:
    """Return the marked section of a document, with its marks; "" if it has none."""
    begin, last = _marks(name)
    start, end = text.find(begin), text.find(last)
    return text[start : end + len(last)] + "\n" if 0 <= start < end else ""


def with_section(text: str, body: str, name: str = SOURCES) -> str:
    """Return `text` with `body` as its marked section, in the old one's place or at the end."""
    begin, last = _marks(name)
    new = f"{begin}\n\n{body.strip()}\n\n{last}\n"
    old = section(text, name)
    return text.replace(old, new) if old else f"{text.rstrip()}\n\n{new}".lstrip()


def _marks(name: str) -> tuple[str, str]:
    return f"<!-- {name} -->", f"<!-- end of {name} -->"
