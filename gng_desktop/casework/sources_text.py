"""The study's section on documents 002 to 004, and the table of systems, from figures alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from gng_desktop.casework.study_text import rendered, shown

if TYPE_CHECKING:
    from gng_desktop.runs.records import Run

SHIPPED = 0.8  # three-class accuracy from which a family model is worth being shipped


@dataclass(frozen=True)
class Measured:
    """What was measured; empty where it was not.

    `classifiers` are tested ones of document 002; `kinds`, `protectors` and `completeness` by name
    of the run as the files in its folder hold them; `matrix` rows of ``matrix.csv``, its head
    first; `cells` of `four_cells`; `fairness` by role from the manifests of the models in use.
    """

    runs: Sequence[Run]
    classifiers: Sequence[Run]
    kinds: Mapping[str, Any]
    matrix: Sequence[Sequence[str]]
    protectors: Mapping[str, Any]
    completeness: Mapping[str, Any]
    cells: Mapping[str, Any]
    fairness: Mapping[str, Any]

    @property
    def family(self) -> Run | None:
        """A tested family model."""
        return next((run for run in self.runs if run.role == "family" and run.tested), None)

    @property
    def transformers(self) -> list[Run]:
        """Tested vision transformers."""
        every = (run for run in self.runs if run.tested)
        return [run for run in every if run.record["recipe"]["model"].get("family") == "vit"]

    @property
    def mistakes(self) -> Sequence[Sequence[str]]:
        """The rows of `matrix`."""
        return self.matrix[1:]

    @property
    def wrong_by_all(self) -> int:
        """How many of `mistakes` all models get wrong."""
        return sum(all(row[4::2]) for row in self.mistakes)


def document(found: Measured, figures: str) -> str:
    """Return the section: every table of 002, 003 and 004; `figures` is their folder."""
    from gng_desktop.runs import tables
    from gng_desktop.training.fairness import fairness_lines

    runs = found.runs
    own = [run for run in runs if run.name in found.protectors]
    made = {
        "openforensics": tables.openforensics(runs).markdown().strip(),
        "resolution": tables.resolution(runs).markdown().strip(),
        "perturbations": tables.perturbations(runs).markdown().strip() if found.kinds else "",
        "deepfeaturex": [m(runs).markdown().strip() for m in tables.DEEPFEATUREX.values()],
        "udfd": tables.udfd_table(own).markdown().strip() if own else "",
        "fairness": {r: "\n".join(fairness_lines(g)).strip() for r, g in found.fairness.items()},
    }
    values = {"found": found, "tables": made, "worst": _worst, "SHIPPED": SHIPPED}
    return rendered("systems.md", figures=figures, cells=found.cells, **values)


def _worst(rows: Sequence[Mapping[str, float]]) -> float:
    """Return by how much a sum of terms misses its log-odds at most."""
    return max(abs(row["log_odds"] - row["sum"]) for row in rows)


def systems(found: Measured, figures: str) -> str:
    """Return the table of systems: source, command and main figure of each."""
    return rendered("table.md", systems=SYSTEMS, values=_values(found), figures=figures)


SYSTEMS = (
    ("openforensics", "CustomCNN, MobileNetV2, Xception", "002 OpenForensics",
     "`runs table openforensics RUNS`"),
    ("perturbations", "17 perturbations in 5 strengths", "002, Test-Challenge",
     "`evaluate MODEL DATA --perturb all`; `stress`"),
    ("mistakes", "Misclassification matrix", "002", "`runs matrix RUN... --data DIR --out DIR`"),
    ("deepfeaturex", "DeepFeatureX Net: real, GAN or diffusion", "003",
     "`runs table deepfeaturex 1..4 RUNS`"),
    ("udfd_protector", "UDFD: ViT detector, protector, feedback pool, drift", "004",
     "`runs protector RUN --data DIR`; `pool`"),
    ("fairness", "Fairness by gender and ethnicity", "004",
     "`evaluate MODEL DATA --by gender,ethnicity`"),
    ("backgrounds", "Faces on foreign backgrounds", "001, future work",
     "`stress IMAGE --backgrounds IMAGE...`"),
    ("tracking", "MLflow and DVC", "004", "`runs export RUNS --mlflow DIR`; `data dvc PATH`"),
)  # fmt: skip
"""Name of the figure, system, source document, command."""


def _values(found: Measured) -> dict[str, str]:
    """Return the main figure of each system that was measured."""
    values = {}
    if found.classifiers:
        pairs = {r.name: r.tested["metrics"]["trained"] for r in found.classifiers if r.tested}
        name = max(pairs, key=lambda n: float(pairs[n]["accuracy"]))
        values["openforensics"] = f"accuracy {shown(pairs[name], 'accuracy')} ({name})"
    if found.kinds:
        means = {
            name: np.mean([row["accuracy"] for key, row in m["found"].items() if key != "as is"])
            for name, m in found.kinds.items()
        }
        name = max(means, key=lambda n: float(means[n]))
        clean = found.kinds[name]["found"]["as is"]["accuracy"]
        values["perturbations"] = f"accuracy {means[name]:.3f}, as is {clean:.3f} ({name})"
    if found.mistakes:
        hardest = f"{found.wrong_by_all} of {len(found.mistakes)} hardest images"
        values["mistakes"] = f"{hardest} wrong by all"
    if found.family is not None and found.family.tested:
        values["deepfeaturex"] = (
            f"three classes: accuracy {shown(found.family.tested['metrics'], 'accuracy')}"
        )
    rows_of = {name: about["detection"] for name, about in found.protectors.items()}
    if rows_of:
        name = max(rows_of, key=lambda n: float(rows_of[n][1]["auc"]))
        values["udfd_protector"] = f"10 % wrong labels found: AUC {rows_of[name][1]['auc']:.3f}"
    if gaps := {
        attribute: table["gaps"]["miss"]
        for attribute, table in found.fairness.get("with_background", {}).items()
        if table["gaps"].get("miss")
    }:
        name = max(gaps, key=lambda a: float(gaps[a]["gap"]))
        values["fairness"] = (
            f"largest gap in misses {100 * gaps[name]['gap']:.1f} points ({name}, "
            f"p = {gaps[name]['p']:.2f})"
        )
    if effects := found.cells.get("with_background", {}).get("effects"):
        values["backgrounds"] = (
            f"log-odds: face {effects['face']:+.2f}, background {effects['background']:+.2f}"
        )
    return values
