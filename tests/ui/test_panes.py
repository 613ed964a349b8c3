import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtWidgets import QScrollArea

from gng_desktop.explain.explanation import Explanation
from gng_desktop.imaging.faces import Box
from gng_desktop.imaging.labels import CLASSES, COLOURS, SAFE_COLOURS
from gng_desktop.imaging.pyramid import Window
from gng_desktop.ui.panes.canvas import Canvas
from gng_desktop.ui.panes.colour_bar import ColourBar
from gng_desktop.ui.panes.grid import PaneGrid
from gng_desktop.ui.panes.legend import Legend
from gng_desktop.ui.panes.scene import VIEWS, OverlayLook, Scene
from gng_desktop.ui.panes.view_state import MAX_PIXEL, ViewState
from tests.ui.driver import pixels, views_of, wheel

HAIR = CLASSES.index("hair")


def map_of(values, **more):
    image = np.zeros((*values.shape, 3), np.uint8)
    return Explanation("shap-partition", "blur", values, image, 0.0, 0.5, 100, 0.1, **more)


@pytest.fixture
def scene():
    return Scene()


@pytest.fixture
def make_canvas(qtbot, scene):
    def make(rgb, side=(120, 120), key="original", **more):
        view = ViewState()
        view.reset(QSize(rgb.shape[1], rgb.shape[0]))
        scene.show_views(views_of(rgb, **more), "none")
        canvas = Canvas(view, scene, key)
        qtbot.addWidget(canvas)
        canvas.resize(*side)
        return canvas

    return make


def test_shrinking_averages_and_enlarging_keeps_pixels_sharp(make_canvas):
    # A one-pixel chequerboard must shrink to grey, not to black or white moire.
    board = (np.indices((512, 512)).sum(0) % 2 * 255).astype(np.uint8)
    shown = pixels(make_canvas(np.repeat(board[..., None], 3, 2)))
    assert np.abs(shown - 128).max() < 8
    shown = pixels(make_canvas(np.array([[[255, 0, 0], [0, 0, 255]]], np.uint8), (200, 100)))
    assert (shown[:, :100] == [255, 0, 0]).all()
    assert (shown[:, 100:] == [0, 0, 255]).all()
    # At 1:1 a small image stands in the middle, as it is.
    rgb = np.random.default_rng(2).integers(0, 256, (40, 30, 3), np.uint8)
    canvas = make_canvas(rgb)
    canvas.view.one_to_one(canvas.size().toSizeF(), 1.0)
    np.testing.assert_array_equal(pixels(canvas)[40:80, 45:75], rgb)


def test_a_large_image_is_never_drawn_whole(make_canvas, scene, monkeypatch):
    canvas = make_canvas(np.zeros((2000, 3000, 3), np.uint8))
    asked = []
    layers = scene.layers

    def spy(key, window):
        asked.append(window)
        return layers(key, window)

    monkeypatch.setattr(scene, "layers", spy)
    for factor in (1, 4, 30, 1000):
        canvas.view.zoom_at(canvas.size().toSizeF(), QPointF(60, 60), factor)
        canvas.grab()
    assert len(asked) == 4
    assert max(w.columns * w.rows for w in asked) <= 122 * 122
    assert (asked[-1].width, asked[-1].columns) == (asked[-1].width, asked[-1].width)


def test_wheel_zooms_all_panes_and_double_click_fits(qtbot, scene, make_canvas):
    rgb = np.random.default_rng(1).integers(0, 256, (50, 50, 3), np.uint8)
    one = make_canvas(rgb)
    two = Canvas(one.view, scene, "original")
    qtbot.addWidget(two)
    two.resize(120, 120)
    before = pixels(two)
    wheel(one, (30, 30), 240)
    assert one.view.zoom > 1
    assert (pixels(two) != before).any()
    qtbot.mouseDClick(one, Qt.MouseButton.LeftButton)
    assert one.view.zoom == 1
    assert (pixels(two) == before).all()


def test_dragging_pans(qtbot, make_canvas):
    canvas = make_canvas(np.zeros((50, 50, 3), np.uint8), (220, 220))
    size = canvas.size().toSizeF()
    canvas.view.zoom_at(size, QPointF(100, 100), 4)
    before = canvas.view.to_image(size, QPointF(100, 100))
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    qtbot.mouseMove(canvas, QPoint(130, 120))
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(130, 120))
    assert canvas.view.to_image(size, QPointF(130, 120)) == before


def test_views_show_face_and_background(make_canvas, scene):
    """What lies outside the analysed part, here the right half, is background."""
    rgb = np.full((80, 160, 3), 200, np.uint8)
    mask = np.zeros((8, 8), np.uint8)
    mask[2:6, 2:6] = 1
    canvas = make_canvas(rgb, (160, 80), mask=mask, box=Box(80, 0, 80, 80))
    expected = {"original": (200, 200), "stripped": (200, 0), "background": (0, 200)}
    for blinking in (False, True):
        for key, (face, rest) in expected.items():
            canvas.show_view(key)
            shown = pixels(canvas)
            expected[key] = (200, 200)  # while blinking
            assert (shown[40, 120] == face).all(), key
            assert (shown[10, 90] == rest).all() and (shown[40, 40] == rest).all(), key
            assert not blinking or scene.title(key) == "Original"
        scene.blink()
    assert (pixels(canvas)[40, 120] == 0).all()


def test_the_overlay_follows_the_legend(make_canvas, scene):
    rgb = np.full((80, 80, 3), 100, np.uint8)
    canvas = make_canvas(rgb, (160, 160), "segmentation", mask=np.full((8, 8), HAIR, np.uint8))
    assert np.abs(pixels(canvas)[80, 80] - (100.0 + COLOURS[HAIR]) / 2).max() <= 1
    scene.use_overlay(OverlayLook(1.0, frozenset({0}), palette="colour-blind-safe"))
    assert (pixels(canvas)[80, 80] == SAFE_COLOURS[HAIR]).all()
    scene.use_overlay(OverlayLook(1.0, frozenset({0, HAIR})))
    assert (pixels(canvas)[80, 80] == 100).all()


def test_a_map_lies_on_the_analysed_part_only(make_canvas, scene):
    rgb = np.full((80, 160, 3), 200, np.uint8)
    canvas = make_canvas(rgb, (160, 160), "map_with", box=Box(80, 0, 80, 80))
    assert scene.text("map_with") == "none"
    values = np.repeat([1.0, -1.0], 4).astype(np.float32)[None].repeat(8, 0)
    scene.show_maps((map_of(values), map_of(values / 2, complete=False)))
    row = pixels(canvas)[80].astype(int)
    assert np.ptp(row[40]) == 0  # pale and grey
    assert row[90, 0] > row[90, 2] + 80 and row[150, 2] > row[150, 0] + 80
    # One scale: the half as strong map must be paler, not stretched to full colour.
    canvas.show_view("map_without")
    weak = pixels(canvas)[80].astype(int)
    assert 0 < weak[90, 0] - weak[90, 2] < row[90, 0] - row[90, 2] - 40
    # However the view lies, a layer never leaves its place.
    base, drawn = scene.layers("map_with", Window(60, 10, 40, 40, 20, 20))
    assert base.place == QRectF(60, 10, 40, 40) and drawn.place == QRectF(80, 0, 80, 80)
    # Each method keeps its maps.
    other = Explanation("grad-cam", "", values, np.zeros((8, 8, 3), np.uint8), 0, 0.5, 1, 0.1)
    scene.show_maps((other, other))
    assert scene.title("map_without") == "Grad-CAM without background"
    assert scene.title("shap_without") == "SHAP without background (partial)"
    assert scene.text("shap_without") == ""
    scene.show_views(views_of(rgb), "none", "not yet")
    assert scene.text("shap_without") == "not yet" and scene.pair is None
    scene.show_maps((other, other))
    assert scene.text("shap_without") == "not yet" and scene.text("map_without") == ""


def test_crosshair_and_linked_cursor(make_canvas):
    canvas = make_canvas(np.zeros((60, 60, 3), np.uint8))
    plain = pixels(canvas)
    canvas.view.set_cursor(QPoint(30, 30))
    small = (pixels(canvas) != plain).any(2)
    assert small.sum() < 200 and small[61, 61]
    canvas.view.use_tools(crosshair=True)
    full = (pixels(canvas) != plain).any(2)
    assert full[61, 2] and full[2, 61]
    assert not full[10, 10]


def test_the_loupe_enlarges_what_is_below_the_pointer(qtbot, make_canvas):
    rgb = np.zeros((400, 400, 3), np.uint8)
    rgb[200, 200] = 255
    canvas = make_canvas(rgb, (400, 400))
    canvas.show()
    canvas.view.use_tools(loupe=True)
    qtbot.mouseMove(canvas, QPoint(200, 200))
    white = (pixels(canvas) == 255).all(2)
    # The one white pixel, eight screen pixels wide, and the frame.
    assert white[198:203, 198:203].all()
    canvas.view.use_tools(loupe=False)
    assert (pixels(canvas) == 255).all(2).sum() <= 4


def test_cursor_values_come_from_the_analysed_part(make_canvas, scene):
    rgb = np.full((80, 160, 3), 9, np.uint8)
    mask = np.full((8, 8), HAIR, np.uint8)
    make_canvas(rgb, mask=mask, box=Box(80, 0, 80, 80))
    scene.show_maps((map_of(np.full((4, 4), 0.25, np.float32)),) * 2)
    assert scene.describe(QPoint(100, 3)) == (
        "x 100  y 3  ·  RGB 9 9 9  ·  hair  ·  SHAP +0.25 with, +0.25 without"
    )
    outside = scene.describe(QPoint(10, 3))
    assert "background" in outside and outside.endswith("SHAP 0 with, 0 without")
    assert scene.describe(None) == ""


@pytest.fixture
def grid(qtbot):
    grid = PaneGrid()
    qtbot.addWidget(grid)
    grid.resize(900, 600)
    grid.show()
    return grid


def test_the_pane_in_use_stays(grid):
    grid.panes[4].canvas.setFocus()
    grid.active = grid.panes[4]
    grid.use_panes(1)
    assert [pane.key for pane in grid.panes if pane.isVisible()] == ["background"]


def test_another_view_is_chosen_by_the_title(qtbot, grid):
    pane = grid.panes[0]
    actions = pane.title.menu().actions()
    assert [a.data() for a in actions if not a.isSeparator()] == list(VIEWS)
    with qtbot.waitSignal(pane.view_chosen):
        actions[list(VIEWS).index("background")].trigger()
    assert pane.key == "background" and pane.words == "Background only"
    assert pane.canvas.accessibleName() == "Background only"
    grid.use_keys(["original", "nonsense"])
    assert grid.keys()[:2] == ["original", "segmentation"]


def test_legend_lists_shares_and_hides_classes(qtbot):
    legend = Legend()
    qtbot.addWidget(legend)
    legend.show_regions({"background": 0.5, "hair": 0.4996, "teeth": 0.0004})
    assert legend._shares[HAIR].text() == "50.0 %"
    assert legend._shares[CLASSES.index("teeth")].text() == "<0.1 %"
    assert not legend.boxes[CLASSES.index("nose")].isEnabled()
    assert legend.look.hidden == {0}
    with qtbot.waitSignal(legend.changed):
        legend.boxes[HAIR].click()
    assert legend.look.hidden == {0, HAIR}
    with qtbot.waitSignal(legend.changed):
        legend.opacity_slider.setValue(20)
    with qtbot.waitSignal(legend.changed):
        legend.outlines.click()
    assert legend.look.opacity == 0.2 and legend.look.outlines
    legend.show_contributions({"hair": ("hair", 1.234, -0.5), "teeth": ("mouth", 0.1, None)})
    assert legend._shares[HAIR].text() == "50.0 %  +1.23"
    # What was counted together with another class is not its own.
    assert legend._shares[CLASSES.index("teeth")].text() == "<0.1 %  (+0.10)"
    legend.show_regions({"hair": 1.0})
    assert legend._shares[HAIR].text() == "100.0 %"


def test_a_narrow_legend_has_one_column_and_hides_nothing(qtbot):
    legend, area = Legend(), QScrollArea()
    qtbot.addWidget(area)
    area.setWidget(legend)
    area.setWidgetResizable(True)
    area.resize(400, 200)
    area.show()
    legend.show_regions({name: 0.1 for name in CLASSES})
    first, last = legend.boxes[0], legend.boxes[-1]
    qtbot.waitUntil(lambda: last.x() > first.x())
    legend.show_contributions({name: (name, -1.234, 0.5) for name in CLASSES})
    qtbot.waitUntil(lambda: last.x() == first.x())
    for width in (400, 300):
        area.resize(width, 200)
        qtbot.waitUntil(lambda: legend.width() <= area.viewport().width())
        assert area.horizontalScrollBar().maximum() == 0
    legend.show_regions({name: 0.1 for name in CLASSES})
    area.resize(500, 200)
    qtbot.waitUntil(lambda: last.x() > first.x())


def test_the_colour_bar_is_described(qtbot):
    bar = ColourBar()
    qtbot.addWidget(bar)
    bar.resize(700, bar.sizeHint().height())
    blank = pixels(bar)
    bar.show_limit(2.5e-4)
    assert (pixels(bar) != blank).any()
    assert bar.accessibleDescription().startswith("−0.00025 away from generated (blue) to ")
    assert "+0.00025 toward generated (red)" in bar.accessibleDescription()
    for limit, words in ((8.9e-5, "0.000089"), (0.2, "0.20"), (1.5, "1.5"), (12.3, "12")):
        bar.show_limit(limit)
        assert f" to +{words} " in bar.accessibleDescription()
    bar.show_limit(0.9, directed=False, unit="relative")
    assert bar.accessibleDescription() == "0 responds little to 0.90 responds strongly"
    assert [text for _, text in bar.parts()[1]][2:] == ["0", "0.90"]


# -- what all panes share -----------------------------------------------------------------------

PANE = QSizeF(300, 200)


@pytest.fixture
def view():
    view = ViewState()
    view.reset(QSize(100, 100))
    return view


def test_fit_centres_and_the_edges_are_known(view):
    assert view.image_rect(PANE) == QRectF(50, 0, 200, 200)
    assert view.to_image(PANE, QPointF(50, 0)) == QPoint(0, 0)
    assert view.to_image(PANE, QPointF(249.9, 199.9)) == QPoint(99, 99)
    assert view.to_image(PANE, QPointF(49, 100)) is None


def test_zoom_keeps_the_pixel_below_the_pointer_and_is_bounded_both_ways(view):
    point = QPointF(200.7, 60.9)
    before = view.to_image(PANE, point)
    for factor in (2, 3, 0.5):
        view.zoom_at(PANE, point, factor)
        assert view.to_image(PANE, point) == before
    view.zoom_at(PANE, QPointF(150, 100), 1e6)
    assert view.scale(PANE) == pytest.approx(MAX_PIXEL)
    # A small image can be shown at 1:1, a large one no smaller than it fits.
    for side, shown in ((100, QRectF(100, 50, 100, 100)), (1000, QRectF(50, 0, 200, 200))):
        view.reset(QSize(side, side))
        view.zoom_at(PANE, QPointF(150, 100), 1e-9)
        assert view.image_rect(PANE) == shown


def test_panes_of_other_sizes_show_the_same_part_and_no_gap(view):
    assert view.part(PANE, QRectF(0, 0, 300, 200)) == QRect(0, 0, 100, 100)
    view.zoom_at(PANE, QPointF(120, 70), 4)
    part = view.part(PANE, QRectF(0, 0, 300, 200))
    assert view.to_image(PANE, QPointF(0, 0)) == part.topLeft()
    assert view.to_image(PANE, QPointF(299.9, 199.9)) == part.bottomRight()
    assert view.part(PANE, QRectF(4000, 0, 10, 10)).isEmpty()
    for share in (0.25, 0.5, 0.75):
        a = view.to_image(PANE, QPointF(300 * share, 200 * share))
        assert a == view.to_image(PANE * 2, QPointF(600 * share, 400 * share))
    view.pan(PANE, QPointF(5000, 5000))
    assert view.image_rect(PANE).topLeft() == QPointF(0, 0)
    view.pan(PANE, QPointF(-10, -20))
    corner = view.image_rect(PANE).topLeft()
    assert (corner.x(), corner.y()) == pytest.approx((-10, -20))
