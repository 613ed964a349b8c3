"""What README and docs state and the program decides: figures of the models, columns, keys."""

import re
from decimal import ROUND_FLOOR, Context
from pathlib import Path

import numpy as np
import pytest

from gng_desktop.analysis.held_out import held_out
from gng_desktop.analysis.result import Analysis
from gng_desktop.analysis.support import bound, likelihood_ratio
from gng_desktop.modelstore.inventory import shipped_folder
from gng_desktop.modelstore.store import load_model
from gng_desktop.scan.rows import COLUMNS

ROOT = Path(__file__).parents[2]
SCORES = np.linspace(0, 1, 2001)[1:-1]


def most(rule, proposition):
    """The largest likelihood ratio that a score can have, rounded down to two digits."""
    found = held_out(rule.metrics)
    ratios = [
        min(
            likelihood_ratio(score if proposition == "generated" else 1 - score),
            bound(found, proposition, score).ratio,
        )
        for score in SCORES
    ]
    # 41 / 5 is 8.1999... in binary.
    hair = max(ratios) * (1 + 1e-9)
    return float(Context(prec=2, rounding=ROUND_FLOOR).create_decimal_from_float(hair))


@pytest.mark.parametrize("page", ["README.md", "docs/verdict.md"])
def test_the_largest_support_is_that_of_the_shipped_models(page):
    words = " ".join((ROOT / page).read_text().split())
    (stated,) = re.findall(
        r'at most ([\d.]+) for "generated" and ([\d.]+) for "real" .{,40}`--fast` ([\d.]+) '
        r"and ([\d.]+) ",
        words,
    )
    fusion = load_model(shipped_folder() / "with-background").manifest.fusion
    found = [most(rule, side) for rule in (fusion, fusion.fast) for side in ("generated", "real")]
    assert [float(number) for number in stated] == found


def test_figures_on_all_test_images_are_of_all_of_them():
    words = (ROOT / "README.md").read_text()
    stated = re.findall(r"all ([\d,]+) \| AUC ([\d.]+), expected calibration error ([\d.]+)", words)
    fusion = load_model(shipped_folder() / "with-background").manifest.fusion
    every = [rule.metrics["all"] for rule in (fusion, fusion.fast)]
    assert stated == [(f"{m['images']:,}", f"{m['auc']:.3f}", f"{m['ece']:.3f}") for m in every]


KEYS = Analysis.__dataclass_fields__.keys() - {"views"}


@pytest.mark.parametrize(("page", "names"), [("scan.md", COLUMNS), ("commands.md", KEYS)])
def test_every_column_and_key_is_described(page, names):
    words = (ROOT / "docs" / page).read_text()
    assert [name for name in names if f"`{name}`" not in words] == []
