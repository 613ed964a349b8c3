"""The report's small drawings as SVG: sharp in a browser and on paper, and light."""

from __future__ import annotations

import html
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gng_desktop.analysis.support import NO_SUPPORT, SCALE
from gng_desktop.casework.report import chart_text, text
from gng_desktop.imaging.provenance.fields import clean

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Verdict
    from gng_desktop.analysis.stress import StressPoint

FONT = "sans-serif"
"""What all words in drawings are set in; who prints may put a font of the system in its place."""
INK, GREY, RULE, PALE = "#1d1f21", "#5a5e63", "#9aa0a6", "#eceef0"
VERDICT_INK = {
    "generated": "#b3261e",
    "real": "#1b5faa",
    "inconclusive": "#855600",
    None: "#5a5e63",
}
"""By verdict (None: there is none), the colour of its shape and word, 4.5:1 on white and more."""
VERDICT_FILL = {
    "generated": "#eec5c2",
    "real": "#c3d7ee",
    "inconclusive": "#f0dfb9",
    None: "#e3e5e8",
}
"""By verdict, the ground of zones and boxes."""
BAR_INK = {
    "red-blue": ("#cd1e2d", "#1e5ac8"),
    "colour-blind-safe": ("#d55e00", "#0072b2"),
}
"""By palette of the maps, the colours of what pushes toward and away from "generated"."""
BAR_PALE = {
    "red-blue": ("#f6d5d8", "#d5dff5"),
    "colour-blind-safe": ("#f9dfcc", "#cce3f0"),
}
DIGIT = 0.64
"""Width of a character in units of the font size, at most on average."""

RegionRow = tuple[str, float | None, float | None]
"""Name, contribution with background, contribution without; None where it did not take part."""


@dataclass(frozen=True)
class Drawing:
    """A picture made of lines and words.

    Attributes
    ----------
    svg : str
        A whole SVG document; names no file and no address.
    width, height : int
        CSS px, 96 to the inch.
    words : str
        What it shows, for those who cannot see it.
    """

    svg: str
    width: int
    height: int
    words: str


def _drawing(width: int, height: float, parts: Iterable[str], words: str) -> Drawing:
    tall = math.ceil(height)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{tall}" '
        f'viewBox="0 0 {width} {tall}">{"".join(parts)}</svg>'
    )
    return Drawing(svg, width, tall, words)


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _rect(
    x: float, y: float, width: float, height: float, fill: str, stroke: str = "", line: float = 1
) -> str:
    edge = f' stroke="{stroke}" stroke-width="{_n(line)}"' if stroke else ""
    size = f'width="{_n(max(width, 0))}" height="{_n(height)}"'
    return f'<rect x="{_n(x)}" y="{_n(y)}" {size} fill="{fill}"{edge}/>'


def _line(x1: float, y1: float, x2: float, y2: float, ink: str, width: float = 1) -> str:
    ends = f'x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}"'
    return f'<line {ends} stroke="{ink}" stroke-width="{_n(width)}"/>'


def _polygon(points: Sequence[tuple[float, float]], fill: str) -> str:
    corners = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
    return f'<polygon points="{corners}" fill="{fill}"/>'


def _words(
    x: float,
    y: float,
    words: str,
    size: float = 10,
    ink: str = INK,
    anchor: str = "start",
    bold: bool = False,
) -> str:
    """Write `words`, their base line at `y`."""
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{_n(x)}" y="{_n(y)}" font-family="{FONT}" font-size="{_n(size)}" '
        f'fill="{ink}" text-anchor="{anchor}"{weight}>{html.escape(clean(words, 80))}</text>'
    )


def _width(words: str, size: float) -> float:
    return len(words) * size * DIGIT


def _shape(x: float, y: float, side: float, verdict: Verdict | None) -> str:
    """Draw the shape of `verdict` into the square whose left upper corner is at `x`, `y`."""
    ink, half = VERDICT_INK[verdict], side / 2
    if verdict == "generated":
        return _polygon([(x + half, y), (x + side, y + side), (x, y + side)], ink)
    if verdict == "real":
        return f'<circle cx="{_n(x + half)}" cy="{_n(y + half)}" r="{_n(half)}" fill="{ink}"/>'
    if verdict == "inconclusive":
        corners = [(x + half, y), (x + side, y + half), (x + half, y + side), (x, y + half)]
        return _polygon(corners, ink)
    thick, radius = side / 9, half - side / 12
    reach = radius * 0.7
    ring = (
        f'<circle cx="{_n(x + half)}" cy="{_n(y + half)}" r="{_n(radius)}" fill="none" '
        f'stroke="{ink}" stroke-width="{_n(thick)}"/>'
    )
    cross = (x + half - reach, y + half - reach, x + half + reach, y + half + reach)
    return ring + _line(*cross, ink, thick)


def verdict_shape(verdict: Verdict | None, side: int = 11) -> Drawing:
    """Draw a verdict's shape: triangle generated, circle real, diamond inconclusive, ring none."""
    return _drawing(side, side, [_shape(0, 0, side, verdict)], text.VERDICT_WORDS[verdict])


def score_scale(
    score: float | None, thresholds: tuple[float, float] | None, width: int = 308
) -> Drawing:
    """Draw a score on the line from 0 to 1 with the zones of its classifier.

    Parameters
    ----------
    score : float or None
        0..1.
    thresholds : tuple of float or None
        Score below which a face is called real, and above which generated.
    width : int
        CSS px.
    """
    left, top, tall, size = 5.0, 22.0, 17.0, 9.5
    wide = width - 2 * left
    parts: list[str] = []
    zones: list[tuple[float, float, Verdict | None, Sequence[str]]]
    if thresholds is None:
        zones = [(0.0, 1.0, None, (chart_text.NO_LIMITS_SHORT,))]
    else:
        low, high = thresholds
        zones = [
            (0.0, low, "real", (text.ZONES["real"],)),
            (low, high, "inconclusive", (text.ZONES["inconclusive"], "?")),
            (high, 1.0, "generated", (text.ZONES["generated"], chart_text.GENERATED_SHORT)),
        ]
    for start, end, verdict, names in zones:
        x, room = left + start * wide, (end - start) * wide
        parts.append(_rect(x, top, room, tall, VERDICT_FILL[verdict]))
        name = next((name for name in names if _width(name, size) + 4 <= room), "")
        parts.append(_words(x + room / 2, top + 12, name, size, INK, "middle"))
    parts.append(_rect(left, top, wide, tall, "none", RULE))
    parts += _ticks(left, wide, top + tall + 11, thresholds or ())
    told = text.score(score)
    if score is None:
        parts.append(_words(left + wide / 2, top - 8, told, 11, GREY, "middle", bold=True))
    else:
        x = left + score * wide
        parts.append(_polygon([(x - 5, top - 7), (x + 5, top - 7), (x, top + 2)], INK))
        half = _width(told, 12) / 2
        middle = min(max(x, half), width - half)
        parts.append(_words(middle, top - 10, told, 12, INK, "middle", bold=True))
    words = f"{text.SCORE}: {told}. {text.zones(thresholds)}"
    return _drawing(width, top + tall + 14, parts, words)


def _ticks(left: float, wide: float, y: float, thresholds: Sequence[float]) -> Iterator[str]:
    """Write the ends and, where there is room, the thresholds."""
    taken: list[tuple[float, float]] = []
    for value, told in [(0.0, "0"), (1.0, "1"), *((t, f"{t:.2f}") for t in thresholds)]:
        half = _width(told, 9) / 2
        middle = min(max(left + value * wide, half), left + wide + 4 - half)
        ends = (middle - half - 2, middle + half + 2)
        if any(ends[0] < end and start < ends[1] for start, end in taken):
            continue
        taken.append(ends)
        yield _words(middle, y, told, 9, GREY, "middle")


def support_ladder(word: str, proposition: Verdict, width: int = 640) -> Drawing:
    """Draw the verbal scale, from no support on, with the step reached marked.

    Parameters
    ----------
    word : str
        One of the words of `gng_desktop.analysis.support.SCALE`, or no support.
    proposition : {"generated", "real"}
        What is supported.
    width : int
        CSS px.
    """
    steps = [(1.0, NO_SUPPORT), *reversed(SCALE)]
    wide, top, tall = (width - 2) / len(steps), 1.0, 30.0
    parts = []
    for i, (least, name) in enumerate(steps):
        here, x = name == word, 1 + i * wide
        fill = VERDICT_FILL[proposition] if here else "#f7f8f9"
        parts.append(_rect(x, top, wide, tall, fill, "#d5d7da"))
        rows = chart_text.SUPPORT_STEPS[name]
        for row, part in enumerate(rows):
            y = top + tall / 2 + 3.5 + (row - (len(rows) - 1) / 2) * 11.5
            ink = INK if here else GREY
            parts.append(_words(x + wide / 2, y, part, 9.5, ink, "middle", here))
        if i:
            parts.append(_words(x, top + tall + 12, f"{least:,.0f}", 8.5, GREY, "middle"))
    reached = next((i for i, (_, name) in enumerate(steps) if name == word), None)
    if reached is not None:
        box = (1 + reached * wide, top, wide, tall)
        parts.append(_rect(*box, "none", VERDICT_INK[proposition], 2))
    parts.append(_words(1, top + tall + 12, chart_text.RATIO_AT_LEAST, 8.5, GREY))
    return _drawing(width, top + tall + 16, parts, chart_text.ladder(word, proposition))


def region_bars(
    rows: Sequence[RegionRow], unit: str, palette: str = "red-blue", width: int = 640
) -> Drawing:
    """Draw what each region brought to both scores, on one scale around 0.

    Parameters
    ----------
    rows : sequence of RegionRow
        The largest first.
    unit : {"log-odds", "score"}
    palette : {"red-blue", "colour-blind-safe"}
    width : int
        CSS px.
    """
    names, value_room, line, bar, top = 120.0, 46.0, 19.0, 7.5, 34.0
    left, right = names + value_room, width - value_room
    middle, reach = (left + right) / 2, (right - left) / 2
    values = [v for row in rows for v in row[1:] if v is not None]
    largest = max((abs(v) for v in values), default=0.0) or 1.0
    digits = 2 if unit == "log-odds" else 3
    deep, pale = BAR_INK[palette], BAR_PALE[palette]
    bottom = top + line * len(rows)
    parts = [
        _rect(names, 5, 18, bar, GREY),
        _words(names + 23, 12.5, text.WITH, 10),
        _rect(names + 130.5, 5.5, 17, bar - 1, PALE, GREY),
        _words(names + 153, 12.5, text.WITHOUT, 10),
        _words(middle - 8, top - 6, f"← {chart_text.AWAY}", 9.5, deep[1], "end"),
        _words(middle + 8, top - 6, f"{chart_text.TOWARD} →", 9.5, deep[0]),
    ]
    for i, (name, *pair) in enumerate(rows):
        y = top + i * line
        if i % 2 == 0:
            parts.append(_rect(0, y, width, line, "#f7f8f9"))
        parts.append(_words(names - 8, y + line / 2 + 3.5, name, 10.5, INK, "end"))
        for step, value in enumerate(pair):
            above = y + 1.5 + step * (bar + 1)
            if value is None:
                parts.append(_words(middle + 4, above + bar - 0.5, "–", 8.5, GREY))
                continue
            size = abs(value) / largest * reach
            x, side = (middle if value >= 0 else middle - size), int(value < 0)
            if step == 0:
                parts.append(_rect(x, above, size, bar, deep[side]))
            else:
                inner = max(size - 1, 0)
                parts.append(_rect(x + 0.5, above + 0.5, inner, bar - 1, pale[side], deep[side]))
            told = text.signed(value, digits)
            beyond = size + 4
            place = middle + beyond if value >= 0 else middle - beyond
            anchor = "start" if value >= 0 else "end"
            parts.append(_words(place, above + bar - 0.5, told, 8.5, INK, anchor))
    parts.append(_line(middle, top, middle, bottom, GREY))
    parts.append(_words(middle, bottom + 13, chart_text.BAR_UNITS[unit], 9, GREY, "middle"))
    told = "; ".join(chart_text.region_words(row, digits) for row in rows)
    return _drawing(width, bottom + 18, parts, told)


def colour_key(directed: bool = True, palette: str = "red-blue", width: int = 190) -> Drawing:
    """Draw what the colours of a map mean."""
    deep = BAR_INK[palette]
    low, high = (deep[1], deep[0]) if directed else ("#f5f5f5", "#6e3296")
    middle = "#f5f5f5" if directed else _mixed(low, high, 0.5)
    steps = 40
    wide, parts = (width - 2) / steps, []
    for i in range(steps):
        share = (i + 0.5) / steps
        near = (
            _mixed(low, middle, 2 * share) if share < 0.5 else _mixed(middle, high, 2 * share - 1)
        )
        # A hair wider, lest the ground shows between two.
        parts.append(_rect(1 + i * wide, 1, min(wide + 0.4, width - 1 - i * wide), 11, near))
    parts.append(_rect(1, 1, width - 2, 11, "none", RULE))
    ends = (
        (chart_text.AWAY_SHORT, chart_text.TOWARD_SHORT)
        if directed
        else (chart_text.LITTLE, chart_text.MUCH)
    )
    parts.append(_words(1, 24, ends[0], 9, GREY))
    parts.append(_words(width - 1, 24, ends[1], 9, GREY, "end"))
    return _drawing(width, 28, parts, " – ".join(ends))


def _mixed(one: str, other: str, share: float) -> str:
    parts = (
        round(int(one[i : i + 2], 16) * (1 - share) + int(other[i : i + 2], 16) * share)
        for i in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02x}" for part in parts)


def stress_strip(points: Sequence[StressPoint], width: int = 640) -> Drawing:
    """Draw the verdict after each change of a stress test, by kind, the mildest first.

    Parameters
    ----------
    points : sequence of StressPoint
        The image as it is first.
    width : int
        CSS px.
    """
    groups = [(kind, [p for p in points if p.kind == kind]) for kind in chart_text.STRESS_KINDS]
    groups = [(kind, found) for kind, found in groups if found]
    count = sum(len(found) for _, found in groups)
    gap = 16.0
    wide = (width - 2 - gap * (len(groups) - 1)) / max(count, 1)
    wide = min(wide, 44.0)
    parts: list[str] = []
    x = 1.0
    for kind, found in groups:
        heading = chart_text.STRESS_KINDS[kind]
        parts.append(_words(x, 10, heading, 9.5, GREY))
        for i, point in enumerate(found):
            box = x + i * wide
            parts.append(_rect(box, 15, wide, 36, "#f7f8f9", "#d5d7da"))
            parts.append(_shape(box + wide / 2 - 5.5, 19.5, 11, point.verdict))
            parts.append(_words(box + wide / 2, 46, chart_text.amount(point), 9, INK, "middle"))
        x += max(len(found) * wide, _width(heading, 9.5)) + gap
    told = "; ".join(f"{p.name}: {text.VERDICT_WORDS[p.verdict]}" for p in points)
    return _drawing(width, 53, parts, told)
