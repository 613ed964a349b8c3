"""The study's document: tables and plain conclusions, made from figures alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from gng_desktop.casework.comparing import mean_interval
from gng_desktop.core.reading import read_json
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

Figures = Mapping[str, Any]


def _read(path: Path) -> Any:
    try:
        return read_json(path)
    except (OSError, ValueError) as error:
        raise DataError(f"{path} cannot be read; run the study again without it.") from error


def _shown(figures: Figures, name: str) -> str:
    low, high = figures["intervals"][name]
    return f"{figures[name]:.3f} [{low:.3f}, {high:.3f}]"


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


def _table(groups: Mapping[str, Mapping[str, Figures]], first: str) -> list[str]:
    lines = [f"| pair | {first} | {' | '.join(FIGURES)} |", "|---" * (2 + len(FIGURES)) + "|"]
    for pair, rows in groups.items():
        for row, figures in rows.items():
            cells = " | ".join(_shown(figures, name) for name in FIGURES.values())
            lines.append(f"| {pair} | {row} | {cells} |")
    return lines


def _background(groups: Mapping[str, Mapping[str, Figures]]) -> list[str]:
    """Return what the AUCs of the three views say on hypothesis 1."""
    lines = []
    for pair, rows in groups.items():
        whole, face, back = (rows[name] for name in VIEW_RUNS)
        against = _compared(whole, face)
        agrees = {
            "above": "in agreement with the thesis",
            "below": "against the thesis",
            "not told apart from": "so the thesis's drop is not seen here",
        }[against]
        chance = "more than chance" if back["intervals"]["auc"][0] > 0.5 else "no more than chance"
        lines.append(
            f"- {pair}: the AUC with background is {against} the one without, {agrees}. "
            f"The background alone gives {chance} (AUC {_shown(back, 'auc')})."
        )
    return lines


def _transfer(groups: Mapping[str, Mapping[str, Figures]]) -> list[str]:
    """Return what the AUCs of the three strategies say on hypothesis 2."""
    lines = []
    for pair, rows in groups.items():
        best = max(rows, key=lambda row: rows[row]["auc"])
        lines.append(
            f"- {pair}: `all` is {_compared(rows['all'], rows['none'])} `none` and "
            f"{_compared(rows['all'], rows['last'])} `last`; the highest AUC is that of `{best}`. "
            + (
                "In agreement with the thesis."
                if _compared(rows["all"], rows["none"]) == "above"
                else "The thesis's gain by transfer is not seen here."
            )
        )
    return lines


def _mean(values: Sequence[float]) -> tuple[float, float, float]:
    """Return the mean and the ends of its 95 % interval."""
    array = np.asarray(values, np.float64)
    return (float(array.mean()), *mean_interval(array))


def _shares(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    lines = [
        "| case | images | share of the background | real | generated |",
        "|---|---|---|---|---|",
    ]
    means = {}
    for case, words in CASES.items():
        cells = []
        for kind in (None, False, True):
            values = [r[case] for r in rows if kind is None or r["generated"] is kind]
            mean, low, high = _mean(values)
            cells.append(f"{mean:.3f} [{low:.3f}, {high:.3f}]")
            if kind is None:
                means[case] = (mean, low, high)
        lines.append(f"| {words} | {len(rows)} | {' | '.join(cells)} |")
    whole, stripped = means["whole"], means["stripped"]
    if whole[1] > stripped[2]:
        change = "falls"
    elif whole[2] < stripped[1]:
        change = "rises"
    else:
        change = "does not change by more than its interval"
    lines += [
        "",
        f"- Of all that moves the with-background score, the background holds {whole[0]:.0%}. "
        f"For the classifier trained on stripped images the share of the black background "
        f"{change} ({stripped[0]:.0%}): even a black surround, by its outline, takes part.",
    ]
    return lines


def _unseen(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    lines = ["| generator, never trained on | classifier | images | AUC |", "|---|---|---|---|"]
    for row in rows:
        role = row["role"].replace("_", " ")
        lines.append(f"| {row['generator']} | {role} | {row['images']} | {_shown(row, 'auc')} |")
    low = [r for r in rows if r["intervals"]["auc"][0] < 0.85]
    lines += [
        "",
        "- The AUC of every classifier on every generator it never saw is at least 0.85 at the "
        "lower end of its interval."
        if not low
        else "- Not shown to reach an AUC of 0.85 on generators never seen: "
        + ", ".join(f"{r['generator']} {r['role'].replace('_', ' ')}" for r in low)
        + ".",
    ]
    return lines


def _protocols(runs: Path) -> list[str]:
    """Return the tables of the protocols of a folder of runs."""
    tables = sorted(runs.glob("*-protocol/protocol.md"))
    lines = ["## Each generator and real source left out in turn", ""] if tables else []
    for path in tables:
        lines += [path.read_text(encoding="utf-8")]
    return lines


def document(runs: Path, unseen: Path, shares: Path) -> str:
    """Return ``docs/study.md`` from tested runs and the two measured files.

    Parameters
    ----------
    runs : Path
        Folder with the runs that `VIEW_RUNS` and `TRANSFER_RUNS` name, each tested.
    unseen, shares : Path
        JSON of `unseen_generators` and `background_shares` of `gng_desktop.casework.study`.

    Raises
    ------
    DataError
        If a file is missing or damaged.
    """
    views, transfers = _groups(runs, VIEW_RUNS), _groups(runs, TRANSFER_RUNS)
    record = _read(runs / "h2_all" / "run.json")
    part = record["recipe"]
    return "\n".join(
        [
            "# The thesis's hypotheses, measured again",
            "",
            "Made by `gng-desktop runs study recipes/study --data DATA --runs RUNS --out "
            "docs/study.md` from runs; every figure is measured, in brackets its 95 % interval "
            "(bootstrap over the test images). Where two intervals overlap the text says that "
            "the figures are not told apart.",
            "",
            f"All cells of hypotheses 1 and 2 are DeepLabV3+ ({part['model']['backbone']}) at "
            f"{part['model']['size']} px, {part['fit']['epochs']} epochs, seed {part['seed']}, "
            f"{record['images']['train']} training images. They are small so that all of them can "
            "be trained on a CPU; the shipped models are larger and better (see their cards). One "
            "seed each: the intervals know of the test images, not of the training's chance.",
            "",
            "## Hypothesis 1: the background significantly helps the detection",
            "",
            *_table(views, "view"),
            "",
            *_background(views),
            "",
            "## Hypothesis 2: transfer from face segmentation improves the detection",
            "",
            "`none` starts from ImageNet, `last` from the segmenter with ASPP and decoder frozen, "
            "`all` from the segmenter with everything trained.",
            "",
            *_table(transfers, "transfer"),
            "",
            *_transfer(transfers),
            "",
            "## Hypothesis 3: explanations show which regions decide",
            "",
            "Exact Shapley values of face regions and background (hidden regions blurred), in "
            "log-odds of the shipped classifiers' scores; the share is the background's |phi| "
            "over the sum of all |phi|.",
            "",
            *_shares(_read(shares)),
            "",
            "## Generators never seen",
            "",
            *_unseen(_read(unseen)),
            "",
            *_protocols(runs),
        ]
    )
