"""The report's small drawings as SVG: sharp in a browser and on paper, and light.

What they look like stands in ``resources/report/figures.svg``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from gng_desktop.analysis.support import NO_SUPPORT, SCALE
from gng_desktop.charts.contributions import Row, bars_height, paired_bars
from gng_desktop.charts.look import VERDICTS, ZONES, Look, svg
from gng_desktop.core.templates import environment
from gng_desktop.provenance.fields import clean
from gng_desktop.report import text

if TYPE_CHECKING:
    from jinja2 import Environment

    from gng_desktop.analysis.result import Verdict
    from gng_desktop.analysis.stress import StressPoint

FONT = "sans-serif"
"""What all words in drawings are set in; who prints may put a font of the system in its place."""
INK = "#1d1f21"
VERDICT_INK, VERDICT_FILL = VERDICTS[False], ZONES[False]
"""By verdict (None: there is none), the colour of its shape and word, and of its ground."""
MAP_INK = {"red-blue": ("#cd1e2d", "#1e5ac8"), "colour-blind-safe": ("#d55e00", "#0072b2")}
"""By palette of the maps, the colours of what pushes toward and away from "generated"."""
WIDTH, SCORE_WIDTH, KEY_WIDTH = 640, 308, 190
"""Of a drawing as wide as the text, of a score's and of the key of a map's colours, CSS px."""
DIGIT = 0.64  # width of a character in units of the font size, at most on average
BAR_WORDS = {
    "away from generated": "away from “generated”",
    "toward generated": "toward “generated”",
    "log-odds of the score": text.BAR_UNITS["log-odds"],
    "score, 0 to 1": text.BAR_UNITS["score"],
}
"""What a report writes for the words of `gng_desktop.charts.contributions.paired_bars`."""
STRESS_KINDS = {"jpeg": "JPEG quality", "resize": "size, % of the original", "blur": "blur, px"}
STRIP_KINDS = 3  # kinds of changes in a line of `stress_strip`

RegionRow = tuple[str, float | None, float | None]
"""Name, contribution with background, contribution without; None where it did not take part."""


@dataclass(frozen=True)
class Drawing:
    """A whole SVG document, which names no file and no address; sizes in CSS px, 96 to the inch.

    `words` say what it shows, for those who cannot see it.
    """

    svg: str
    width: int
    height: int
    words: str


@cache
def _environment() -> Environment:
    made = environment("report", markup=True)
    made.filters |= {"clean": clean, "n": lambda value: f"{value:.2f}".rstrip("0").rstrip(".")}
    made.globals |= {"INK": INK, "GREY": "#5a5e63", "RULE": "#9aa0a6", "FONT": FONT}
    made.globals |= {"PALE": "#f7f8f9", "EDGE": "#d5d7da"}
    made.globals |= {"VERDICT_INK": VERDICT_INK, "VERDICT_FILL": VERDICT_FILL}
    return made


def _drawing(figure: str, width: int, height: int, shows: str, /, **values: Any) -> Drawing:
    template = _environment().get_template("figures.svg")
    values |= {"figure": figure, "width": width, "height": height}
    return Drawing(template.render(values).strip(), width, height, shows)


def _width(words: str, size: float) -> float:
    return len(words) * size * DIGIT


def verdict_shape(verdict: Verdict | None, side: int = 11) -> Drawing:
    """Draw a verdict's shape: triangle generated, circle real, diamond inconclusive, ring none."""
    return _drawing("verdict", side, side, text.VERDICT_WORDS[verdict], verdict=verdict)


def score_scale(score: float | None, thresholds: tuple[float, float] | None) -> Drawing:
    """Draw a score, 0..1, on the line from 0 to 1 with the zones of its classifier.

    `thresholds` are the score below which a face is called real, and above which generated.
    """
    wide, caption = SCORE_WIDTH - 10.0, text.score(score, thresholds)
    zones: list[tuple[float, float, Verdict | None, tuple[str, ...]]]
    zones = [(0.0, 1.0, None, ("no decision limits",))]
    if thresholds is not None:
        low, high = thresholds
        zones = [
            (0.0, low, "real", ("real",)),
            (low, high, "inconclusive", ("inconclusive", "?")),
            (high, 1.0, "generated", ("generated", "gen.")),
        ]
    shown = []
    for start, end, verdict, names in zones:
        room = (end - start) * wide
        name = next((name for name in names if _width(name, 9.5) + 4 <= room), "")
        shown.append((5 + start * wide, room, verdict, name))
    mark = None if score is None else 5 + score * wide
    half = _width(caption, 12) / 2
    return _drawing(
        "score",
        SCORE_WIDTH,
        53,
        f"{text.SCORE}: {caption}. {text.zones(thresholds, score)}",
        zones=shown,
        wide=wide,
        ticks=list(_ticks(wide, thresholds or ())),
        mark=mark,
        label=min(max(mark or 0, half), SCORE_WIDTH - half),
        caption=caption,
    )


def _ticks(wide: float, thresholds: Sequence[float]) -> Iterator[tuple[float, str]]:
    """Yield the ends and, where there is room, the thresholds."""
    taken: list[tuple[float, float]] = []
    for value, caption in [(0.0, "0"), (1.0, "1"), *((t, f"{t:.2f}") for t in thresholds)]:
        half = _width(caption, 9) / 2
        middle = min(max(5 + value * wide, half), wide + 9 - half)
        ends = (middle - half - 2, middle + half + 2)
        if not any(ends[0] < end and start < ends[1] for start, end in taken):
            taken.append(ends)
            yield middle, caption


def support_ladder(word: str, proposition: Verdict) -> Drawing:
    """Draw the verbal scale, from no support on, with the step that `proposition` reached marked.

    `word` is one of `gng_desktop.analysis.support.SCALE`, or no support.
    """
    names = [(1.0, NO_SUPPORT), *reversed(SCALE)]
    steps = [(least, name, text.support_short(name).split()) for least, name in names]
    caption = f"Verbal scale of support for “{proposition}”: {word}"
    values = {"steps": steps, "wide": (WIDTH - 2) / len(steps)}
    return _drawing("support", WIDTH, 47, caption, word=word, proposition=proposition, **values)


def region_bars(rows: Sequence[RegionRow], unit: str, palette: str = "red-blue") -> Drawing:
    """Draw what each region brought to both scores, on one scale around 0, from the top down.

    Parameters
    ----------
    unit : {"log-odds", "score"}
    palette : {"red-blue", "colour-blind-safe"}
    """
    shown = [Row(clean(name, 80), one, other) for name, one, other in rows]
    look = Look(width=WIDTH, font=10.5, tr=lambda words: BAR_WORDS.get(words, words))
    height = math.ceil(bars_height(shown, look.line))
    drawn = svg(paired_bars(replace(look, height=height), shown, unit, palette))
    digits, parts = (2 if unit == "log-odds" else 3), []
    for row in shown:
        first, second = (text.NONE if v is None else text.signed(v, digits) for v in row.values)
        parts.append(f"{row.name}: {first} {text.WITH}, {second} {text.WITHOUT}")
    return Drawing(drawn, WIDTH, height, "; ".join(parts))


def colour_key(directed: bool = True, palette: str = "red-blue") -> Drawing:
    """Draw what the colours of a map mean."""
    low, high = MAP_INK[palette][::-1] if directed else ("#f5f5f5", "#6e3296")
    middle = "#f5f5f5" if directed else _mixed(low, high, 0.5)
    shares = [(i + 0.5) / 20 for i in range(40)]
    ramp = [_mixed(low, middle, s) if s < 1 else _mixed(middle, high, s - 1) for s in shares]
    ends = ("away", "toward “generated”") if directed else ("little weight", "much weight")
    wide = (KEY_WIDTH - 2) / len(ramp)
    return _drawing("colours", KEY_WIDTH, 28, " – ".join(ends), ramp=ramp, wide=wide, ends=ends)


def _mixed(one: str, other: str, share: float) -> str:
    parts = (
        round(int(one[i : i + 2], 16) * (1 - share) + int(other[i : i + 2], 16) * share)
        for i in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02x}" for part in parts)


def stress_strip(points: Sequence[StressPoint]) -> Drawing:
    """Draw the verdict after each change of a stress test, by kind, the mildest first."""
    kinds = list(dict.fromkeys(p.kind for p in points if p.kind != "as is"))
    gap, groups = 16.0, []
    lines = [kinds[n : n + STRIP_KINDS] for n in range(0, len(kinds), STRIP_KINDS)] or [[]]
    for line, own in enumerate(lines):
        count = sum(p.kind in own for p in points)
        wide = min((WIDTH - 2 - gap * (len(own) - 1)) / max(count, 1), 44.0)
        x = 1.0
        for kind in own:
            found, heading = [p for p in points if p.kind == kind], STRESS_KINDS.get(kind, kind)
            groups.append((x, 53 * line, heading, wide, found))
            x += max(len(found) * wide, _width(heading, 9.5)) + gap
    caption = "; ".join(f"{p.name}: {text.VERDICT_WORDS[p.verdict]}" for p in points)
    return _drawing("stress", WIDTH, 53 * len(lines), caption, groups=groups)
