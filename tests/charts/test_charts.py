"""Figures show what they were given; in the window, in files and in reports alike."""

import gc
import re
from functools import partial

import numpy as np
import pytest
from matplotlib.colors import to_rgb, to_rgba
from matplotlib.text import Text

from gng_desktop.charts import changes, contributions, curves, measured
from gng_desktop.charts.look import SIDES, Look, render, save_drawing, svg
from gng_desktop.training.calibration import reliability

LOG = [
    {"epoch": e, "accuracy": a, "loss": lo, "val_accuracy": a - 0.1, "val_loss": v, "seconds": 9}
    for e, a, lo, v in ((1, 0.6, 1.0, 0.9), (2, 0.7, 0.8, 0.5), (3, 0.8, 0.6, 0.7))
]
PANELS = {name: [one] for name, one in curves.curves_of("run", LOG, 3).items()}
ROWS = [contributions.Row("hair", 1.5, -0.75), contributions.Row("nose $x$", 0.5, None)]
CHART = changes.Chart(
    (
        changes.Series("first", [(0, 0.1), (1, 0.9), (2, 0.5)], levels=(0.25,)),
        changes.Series("second", [(0, 0.8), (1, None), (2, 0.2)], "--", "open square"),
    ),
    [(0, "as is"), (1, "95"), (2, "90")],
    [changes.Zone(0, 0.25, "real", "real"), changes.Zone(0.25, 1, "generated", "generated")],
    {0: "generated", 1: "real", 2: None},
    {0: "as is: 0.1", 1: "95: 0.9", 2: "90: 0.5"},
)
BINS = [
    measured.Bin(*row.values())
    for row in reliability(np.array([0.1, 0.15, 0.9, 0.95]), np.array([0, 1, 1, 1], bool))
]
EFFECTS = [np.eye(2), np.full((2, 2), np.nan) + np.diag([1.0, 1])]
COUNTS = np.array([[8, 2], [0, 5]])
BARS = [measured.Bar("hair", 0.8, 0.7, 0.9), measured.Bar("teeth", None)]
FIGURES = {
    "curves": partial(curves.learning_curves, panels=PANELS),
    "bars": partial(contributions.paired_bars, rows=ROWS, unit="log-odds"),
    "no bars": partial(contributions.paired_bars, rows=[], unit="score"),
    "matrix": partial(
        contributions.interaction_matrix, names=["a", "b"], effects=EFFECTS, unit="score"
    ),
    "changes": partial(changes.changes, chart=CHART),
    "confusion": partial(
        measured.confusion, names=("real", "generated"), counts=COUNTS, unit="images"
    ),
    "reliability": partial(measured.reliability, bins=BINS),
    "intervals": partial(measured.intervals, bars=BARS),
}


@pytest.mark.parametrize(("name", "dark"), list(zip(FIGURES, 4 * [False, True], strict=True)))
def test_a_figure_has_the_size_asked_for_and_its_spots_lie_inside(name, dark):
    look = Look(width=320, height=260, ratio=2.0, dark=dark)
    picture = render(FIGURES[name], look)
    assert picture.rgba.shape == (520, 640, 4)
    ground = tuple(int(look.ground[i : i + 2], 16) for i in (1, 3, 5))
    assert tuple(picture.rgba[1, 1, :3]) == ground
    assert (picture.rgba[..., :3] != ground).any()
    for _, (left, top, width, height) in picture.spots:
        middle = left + width / 2
        assert 0 <= middle <= 320 and 0 <= top < top + height <= 260


def test_numbers_have_the_separators_of_the_user_and_names_keep_theirs(monkeypatch):
    monkeypatch.setattr("gng_desktop.charts.look.release", lambda figure: None)  # looked at below
    named = partial(measured.intervals, bars=[measured.Bar("run v1.2", 0.5)])
    drawn = []
    for draw in (named, FIGURES["reliability"], FIGURES["bars"]):
        look = Look(number=lambda text: text.replace(".", ","))
        render(lambda look, draw=draw: drawn.append(draw(look)) or drawn[-1], look)
    found = {t.get_text() for drawing in drawn for t in drawing.figure.findobj(Text)}
    assert {"run v1.2", "0,500", "0,5", "0,4", "+1,50"} <= found
    assert not {text for text in found if "." in text} - {"run v1.2"}


@pytest.mark.parametrize("name", ["curves", "matrix"])
def test_a_figure_in_pixels_leaves_the_collector_next_to_nothing(name):
    render(FIGURES[name], Look())
    gc.collect()
    gc.disable()
    try:
        render(FIGURES[name], Look())
        assert gc.collect() < 2_000
    finally:
        gc.enable()


def texts(drawing):
    return {t.get_text() for axis in drawing.figure.axes for t in axis.texts}


def test_learning_curves_show_what_was_logged_for_both_splits():
    figure = FIGURES["curves"](Look()).figure
    assert [axis.get_title() for axis in figure.axes] == ["loss", "accuracy"]
    training, validation, ring, best = figure.axes[0].lines
    assert list(training.get_ydata()) == [1.0, 0.8, 0.6] and training.is_dashed()
    assert list(validation.get_ydata()) == [0.9, 0.5, 0.7] and not validation.is_dashed()
    assert list(best.get_xdata()) == [3, 3] and list(ring.get_xdata()) == [3]


def test_runs_differ_by_colour_and_marker_and_are_named_as_they_are():
    runs = [curves.Curve(f"_{n}", (1,), (0.1 * n,), (0.2 * n,), None) for n in range(8)]
    figure = curves.learning_curves(Look(), {"loss": runs}).figure
    solid = [line for line in figure.axes[0].lines if not line.is_dashed()]
    assert len({(line.get_color(), line.get_marker()) for line in solid}) == 8
    names = [text.get_text() for text in figure.legends[0].get_texts()]
    assert names[:2] == ["_0", "_1"] and {"training", "validation"} < set(names)


def test_one_epoch_that_went_astray_does_not_flatten_the_others():
    values = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.5, 0.5, 0.5, 90.0)
    curve = curves.Curve("run", tuple(range(1, 11)), (*values[:9], 0.5), values, None)
    assert curves.learning_curves(Look(), {"loss": [curve]}).figure.axes[0].get_ylim()[1] < 5


def test_the_epoch_under_way_has_its_loss_so_far():
    none = {"loss": [curves.Curve("", (), (), (), None)]}
    axis = curves.learning_curves(Look(), none, [(0.2, 0.9), (0.5, 0.7)]).figure.axes[0]
    assert list(axis.lines[-1].get_ydata()) == [0.9, 0.7] and axis.get_xlim()[0] == 0


@pytest.mark.parametrize(("width", "beside"), [(300.0, 1), (600.0, 2), (2000.0, 2)])
def test_figures_lie_side_by_side_where_there_is_room(width, beside):
    assert curves.columns(2, width) == beside
    high = curves.curves_height(PANELS, width, 16)
    assert (high > 1.7 * curves.HEIGHT) == (beside == 1)


def test_confusion_matrix_shows_counts_of_images_and_shares_of_pixels():
    assert {"8\n80.0 %", "2\n20.0 %", "0\n0.0 %", "5\n100.0 %"} == texts(
        FIGURES["confusion"](Look())
    )
    counts = np.diag([999, 999, 999, 999, 999, 0])
    counts[0, 1] = 1
    assert texts(measured.confusion(Look(), "abcdef", counts, "pixels")) == {"100"}


def test_reliability_diagram_leaves_empty_bins_out():
    figure = FIGURES["reliability"](Look()).figure
    points = figure.axes[0].lines[1]
    assert list(points.get_ydata()) == [0.5, 1.0]
    assert [bar.get_height() for bar in figure.axes[1].patches] == [0, 2, 0, 0, 0, 0, 0, 0, 0, 2]


def test_robustness_is_written_whole(tmp_path):
    series = {"pair": [(50, 0.7, (0.6, 0.8)), (90, 0.8, None)]}
    drawing = measured.robustness(Look(), series, {"pair": 0.9}, "JPEG quality", "AUC")
    dotted = [line for line in drawing.figure.axes[0].lines if line.get_linestyle() == ":"]
    assert [line.get_ydata()[0] for line in dotted] == [0.9]
    save_drawing(drawing, tmp_path / "a.png")
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    assert [p.name for p in tmp_path.iterdir()] == ["a.png"]


@pytest.mark.parametrize("palette", SIDES)
def test_bars_point_where_they_push_on_one_scale(palette):
    drawing = contributions.paired_bars(Look(), ROWS, "log-odds", palette, "A title")
    axis = drawing.figure.axes[0]
    assert [bar.get_width() for bar in axis.patches] == [1.5, -0.75, 0.5]
    assert axis.get_xlim()[1] == -axis.get_xlim()[0] >= 1.5
    toward, away = SIDES[palette][False]
    inks = [toward, Look().pale(away), toward]  # opaque: a PDF/A has no transparency
    assert [bar.get_facecolor() for bar in axis.patches] == [to_rgba(ink) for ink in inks]
    assert [bool(bar.get_hatch()) for bar in axis.patches] == [False, True, False]
    assert {"+1.50", "\N{MINUS SIGN}0.75", "+0.50", "—"} <= texts(drawing)
    assert [label.get_text() for label in axis.get_yticklabels()] == ["hair", "nose $x$"]
    assert axis.get_title() == "A title"


def test_a_hatch_repeats_itself_from_tile_to_tile_of_an_svg():
    text = svg(contributions.paired_bars(Look(), ROWS, "log-odds"))
    parts = r'<pattern [^>]*width="(.*?)" height="(.*?)">.*?<path d="(.*?)"'
    found = re.findall(parts, text, re.DOTALL)
    assert len(found) == text.count("<pattern ") == 2  # of the bars and of the key
    for width, height, path in found:
        assert width == height == "24"
        ends = re.findall(r"[ML] (\S+) (\S+)", path)
        lines = {round(float(x) + float(y), 3) for x, y in ends}
        later = {round(line + 24, 3) for line in lines}
        assert len(later & lines) > 20 and {n for n in later if n <= max(lines)} <= lines


@pytest.mark.parametrize(("dark", "window"), [(False, "#f1f2f3"), (True, "#292b2e")])
@pytest.mark.parametrize("palette", SIDES)
def test_bars_stand_out_from_the_ground(palette, dark, window):
    def luminance(colour):
        parts = np.array(to_rgb(colour))
        linear = np.where(parts <= 0.03928, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
        return float(linear @ [0.2126, 0.7152, 0.0722])

    for colour in SIDES[palette][dark]:
        bar, ground = luminance(colour), luminance(window)
        assert (max(bar, ground) + 0.05) / (min(bar, ground) + 0.05) >= 3


@pytest.mark.parametrize("limit", [0.0, 3e-5, 0.04, 0.3, 0.31, 0.71, 0.85, 1.0, 1.1, 4.37, 27.6])
def test_the_axis_holds_its_values_and_wastes_little(limit):
    end, ticks = contributions.scale(limit)
    assert ticks[0] == -end and ticks[-1] == end and 0 in ticks
    assert len(ticks) <= 7
    assert end >= limit
    assert limit == 0 or end <= 1.4 * limit
    assert len({contributions.tick_text(tick) for tick in ticks}) == len(ticks)


def test_the_strongest_region_of_either_classifier_comes_first():
    rows = contributions.ranked([{"nose": -0.2, "hair": 0.7, "eyes": 1.0}, {"hair": -1.5}])
    assert [row.name for row in rows] == ["hair", "eyes", "nose"]
    assert rows[0].values == (0.7, -1.5) and rows[1].values == (1.0, None)


def test_changes_show_gaps_zones_levels_and_verdicts_of_different_shape():
    axis = changes.changes(Look(), CHART).figure.axes[0]
    assert [zone.get_height() for zone in axis.patches] == [0.25, 0.75]
    level, first, second, *marks = axis.lines
    assert list(level.get_ydata()) == [0.25, 0.25]
    assert first.get_linestyle() != second.get_linestyle()
    assert first.get_markerfacecolor() != second.get_markerfacecolor()
    assert np.isnan(second.get_ydata()[1])
    assert len({(str(m.get_marker()), m.get_markerfacecolor()) for m in marks}) == 4
    assert len({mark.get_color() for mark in marks}) == 3


def test_an_svg_is_the_same_every_time_and_names_nothing_outside():
    hostile = '"/></svg><image href="file:///etc/passwd"/>'
    rows = [contributions.Row(hostile, 1.0, None)]
    drawn = [svg(contributions.paired_bars(Look(width=300), rows, "score")) for _ in range(2)]
    assert drawn[0] == drawn[1] and drawn[0].startswith("<svg") and 'width="300"' in drawn[0]
    assert "<image" not in drawn[0] and "&lt;image" in drawn[0]
    outside = drawn[0].replace("http://www.w3.org/2000/svg", "")
    assert "DejaVu" not in outside
    assert "http" not in outside.replace("http://www.w3.org/1999/xlink", "")
