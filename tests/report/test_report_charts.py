"""The report's drawings: what stands where, in SVG that names nothing outside."""

import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest

from gng_desktop.analysis.support import NO_SUPPORT, SCALE
from gng_desktop.report import charts, text

SVG = "{http://www.w3.org/2000/svg}"


def parts(drawing, tag):
    root = ElementTree.fromstring(drawing.svg)
    assert (root.get("width"), root.get("height")) == (str(drawing.width), str(drawing.height))
    return [found.attrib | {"text": found.text} for found in root.iter(SVG + tag)]


def words(drawing):
    return [found["text"] for found in parts(drawing, "text")]


def fills(drawing, colour):
    """Return left, top, width and height of the rectangles of a colour."""
    found = (part for part in parts(drawing, "rect") if part["fill"] == colour)
    return [tuple(float(part[n]) for n in ("x", "y", "width", "height")) for part in found]


def test_a_score_stands_at_its_place_among_the_zones():
    drawing = charts.score_scale(0.6, (0.25, 0.75))
    zones = [
        fills(drawing, charts.VERDICT_FILL[v])[0] for v in ("real", "inconclusive", "generated")
    ]
    half = (charts.SCORE_WIDTH - 10) / 2
    expected = [(5, half / 2), (5 + half / 2, half), (5 + 1.5 * half, half / 2)]
    assert [(left, width) for left, _, width, _ in zones] == expected
    (marker,) = parts(drawing, "polygon")
    tip = float(marker["points"].split()[-1].split(",")[0])
    assert tip == pytest.approx(5 + 0.6 * 2 * half)
    assert {"real", "inconclusive", "generated", "0", "1", "0.25", "0.75", "0.60"} == set(
        words(drawing)
    )
    assert "0.60" in drawing.words and "Below 0.25 real" in drawing.words


def test_scores_near_the_ends_are_bounds_and_stay_inside():
    for score, output in ((0.0, "below 0.01"), (1.0, "above 0.99")):
        drawing = charts.score_scale(score, (0.25, 0.75))
        (label,) = (found for found in parts(drawing, "text") if found["text"] == output)
        half = len(output) * float(label["font-size"]) * charts.DIGIT / 2
        assert half - 0.01 <= float(label["x"]) <= drawing.width - half + 0.01


def test_ticks_never_overlap():
    drawing = charts.score_scale(0.5, (0.97, 0.98))
    assert [w for w in words(drawing) if w in ("0", "1", "0.97", "0.98")] == ["0", "1"]


def test_without_score_and_limits_it_says_so():
    drawing = charts.score_scale(None, None)
    assert set(words(drawing)) == {"no decision limits", "0", "1", "—"}
    assert not parts(drawing, "polygon")


@pytest.mark.parametrize("word", [NO_SUPPORT, *(word for _, word in SCALE)])
def test_the_ladder_marks_one_step(word):
    drawing = charts.support_ladder(word, "generated")
    (marked,) = fills(drawing, charts.VERDICT_FILL["generated"])
    bold = [found for found in parts(drawing, "text") if found.get("font-weight") == "bold"]
    assert " ".join(found["text"] for found in bold) in word
    assert all(marked[0] < float(found["x"]) < marked[0] + marked[2] for found in bold)
    assert word in drawing.words


def test_bars_say_what_they_count_and_use_the_palette_of_the_maps():
    rows = [("hair", 1.5, -0.75), ("background", 0.5, None)]
    drawing = charts.region_bars(rows, "log-odds")
    assert {"+1.50", "\N{MINUS SIGN}0.75", "+0.50", "—", "hair"} <= set(words(drawing))
    assert any("0.7 doubles the odds" in word for word in words(drawing))
    assert drawing.words.startswith("hair: +1.50 with background, \N{MINUS SIGN}0.75 without")
    toward = charts.VERDICT_INK["generated"]
    assert toward in drawing.svg
    assert toward not in charts.region_bars(rows, "log-odds", "colour-blind-safe").svg


def test_bars_of_nothing_at_all():
    drawing = charts.region_bars([("hair", 0.0, 0.0)], "score")
    assert words(drawing).count("+0.000") == 2
    assert charts.region_bars([], "score").height < drawing.height


def test_names_cannot_leave_their_place():
    hostile = '"/></svg><image href="file:///etc/passwd"/>'
    drawing = charts.region_bars([(hostile, 1.0, 1.0)], "score")
    assert not parts(drawing, "image")
    assert any(word.startswith('"/></svg>') for word in words(drawing))


def test_every_verdict_has_a_shape_of_its_own_and_a_word():
    drawn = {verdict: charts.verdict_shape(verdict) for verdict in charts.VERDICT_INK}
    assert len({drawing.svg for drawing in drawn.values()}) == 4
    # Shapes differ, not only colours.
    assert len(parts(drawn["generated"], "polygon")[0]["points"].split()) == 3
    assert len(parts(drawn["inconclusive"], "polygon")[0]["points"].split()) == 4
    assert parts(drawn["real"], "circle")[0]["fill"] != "none"
    assert parts(drawn[None], "circle")[0]["fill"] == "none" and parts(drawn[None], "line")
    assert [drawing.words for drawing in drawn.values()] == list(text.VERDICT_WORDS.values())


def test_the_strip_has_a_shape_for_each_change_and_a_line_for_three_kinds(make_results):
    points = make_results().stress.points
    one = charts.stress_strip(points)
    assert len(parts(one, "polygon")) == 14 and len(parts(one, "circle")) == 1
    assert "JPEG 80: real" in one.words and "as is" not in words(one)
    kinds = ("fog", "snow", "rain", "hue")
    more = [replace(points[1], kind=kind, amount=float(n)) for kind in kinds for n in range(1, 6)]
    many = charts.stress_strip((*points, *more))
    assert (one.height, many.height) == (53, 3 * 53) and {*kinds} <= set(words(many))
    for drawing in (one, many):
        assert max(x + w for x, _, w, _ in fills(drawing, "#f7f8f9")) <= drawing.width


def test_the_key_runs_from_one_colour_to_the_other():
    colours = [found["fill"] for found in parts(charts.colour_key(), "rect")]
    first, last = colours[0], colours[-2]
    assert first[5:] > first[1:3] and last[1:3] > last[5:]  # blue, red
    assert words(charts.colour_key(directed=False)) == ["little weight", "much weight"]
