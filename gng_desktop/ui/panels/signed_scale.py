"""Contributions on a scale around 0: their colours, numbers and ticks."""

from __future__ import annotations

import math

from PySide6.QtGui import QColor, QPalette

from gng_desktop.explain.catalogue import PALETTES
from gng_desktop.ui.style import is_dark, verdict_colour

# Okabe & Ito's vermilion and blue; on a dark ground their sky blue, the blue being too dark.
_SAFE = {False: ("#d55e00", "#0072b2"), True: ("#d55e00", "#56b4e9")}


def side_colour(palette: QPalette, toward: bool, name: str = PALETTES[0]) -> QColor:
    """Return the fill of what pushes toward "generated", or away from it.

    Parameters
    ----------
    palette : QPalette
        Of the widget; decides between light and dark.
    toward : bool
    name : str
        One of `gng_desktop.explain.catalogue.PALETTES`.
    """
    if name == PALETTES[0]:
        return verdict_colour(palette, "generated" if toward else "real")
    return QColor(_SAFE[is_dark(palette)][0 if toward else 1])


def signed(value: float | None, unit: str = "score") -> str:
    """Return `value` with its sign, two decimals in log-odds and three in score; None: a dash."""
    if value is None:
        return "—"
    return f"{value:+.{2 if unit == 'log-odds' else 3}f}".replace("-", "−")


def odds_factor(value: float) -> str:
    """Return by what a contribution of `value`, in log-odds, multiplies the odds."""
    factor = math.exp(min(value, 700.0))
    return f"× {factor:,.0f}" if factor >= 1000 else f"× {factor:.3g}"


def scale(limit: float) -> tuple[float, list[float]]:
    """Return the end of an axis that holds ±`limit`, and its ticks, from -end to end.

    Ticks lie at up to three multiples of a round step on either side.
    """
    power = 10.0 ** math.floor(math.log10(max(limit, 1e-9) / 3))
    steps = [power * step for step in (1, 2, 2.5, 4, 5, 10)]
    counts = [max(1, math.ceil(limit / step - 1e-9)) for step in steps]
    fitting = [pair for pair in zip(counts, steps, strict=True) if pair[0] <= 3]
    count, step = min(fitting, key=lambda pair: pair[0] * pair[1])
    return count * step, [i * step for i in range(-count, count + 1)]


def tick_text(value: float) -> str:
    """Return the number at a tick: its sign and no more digits than it has."""
    return f"{value:+.3g}".replace("-", "−") if abs(value) > 1e-12 else "0"
