import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication

from gng_desktop.imaging.labels import CLASSES
from gng_desktop.ui.panels.badge import VerdictBadge
from gng_desktop.ui.panels.score_scale import ScoreScale
from gng_desktop.ui.panels.verdict import VerdictPanel, difference_text
from gng_desktop.ui.panes.colour_bar import ColourBar
from gng_desktop.ui.panes.legend import Legend
from gng_desktop.ui.panes.pane import Canvas, ImagePane
from gng_desktop.ui.panes.pictures import Picture, to_qimage
from gng_desktop.ui.panes.view_state import ViewState
from gng_desktop.ui.style import icon, palette, resources, verdict_colour, zone_colour


def pixels(widget):
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()


def contrast(a: QColor, b: QColor) -> float:
    """WCAG contrast ratio."""

    def luminance(colour):
        parts = np.array(colour.getRgbF()[:3])
        linear = np.where(parts <= 0.03928, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
        return float(linear @ [0.2126, 0.7152, 0.0722])

    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_qimage_owns_its_pixels(qapp):
    rgb = np.arange(5 * 7 * 3, dtype=np.uint8).reshape(5, 7, 3)
    image = to_qimage(rgb[:, ::-1])
    expected = rgb[2, 6 - 3].tolist()
    rgb[:] = 0
    assert list(image.pixelColor(3, 2).getRgb()[:3]) == expected


def test_shrinking_averages_instead_of_dropping_pixels(qtbot):
    # A one-pixel chequerboard must shrink to grey, not to black or white moire.
    board = (np.indices((512, 512)).sum(0) % 2 * 255).astype(np.uint8)
    view = ViewState()
    view.reset(QSize(512, 512))
    canvas = Canvas(view, "test")
    qtbot.addWidget(canvas)
    canvas.resize(120, 120)
    canvas.show_picture(np.repeat(board[..., None], 3, 2), "")
    shown = pixels(canvas)
    assert np.abs(shown.astype(int) - 128).max() < 8


def test_pixels_stay_sharp_above_one_to_one(qtbot):
    view = ViewState()
    view.reset(QSize(2, 1))
    canvas = Canvas(view, "test")
    qtbot.addWidget(canvas)
    canvas.resize(200, 100)
    canvas.show_picture(np.array([[[255, 0, 0], [0, 0, 255]]], np.uint8), "")
    shown = pixels(canvas)
    assert (shown[:, :100] == [255, 0, 0]).all()
    assert (shown[:, 100:] == [0, 0, 255]).all()


def test_a_square_map_is_drawn_over_the_whole_image(qtbot):
    view = ViewState()
    view.reset(QSize(200, 100))
    canvas = Canvas(view, "test")
    qtbot.addWidget(canvas)
    canvas.resize(240, 240)
    canvas.show_picture(np.full((16, 16, 3), 255, np.uint8), "")
    white = (pixels(canvas) == 255).all(2)
    assert white[60:180].all()
    assert not white[:60].any() and not white[180:].any()


def test_wheel_zooms_all_panes_and_double_click_fits(qtbot):
    view = ViewState()
    view.reset(QSize(50, 50))
    one, two = ImagePane("One", view), ImagePane("Two", view)
    for pane in (one, two):
        qtbot.addWidget(pane)
        pane.resize(220, 240)
        pane.show()
        pane.show_picture(np.random.default_rng(1).integers(0, 256, (50, 50, 3), np.uint8))
    before = pixels(two.canvas)
    spot = QPointF(30, 30)
    event = QWheelEvent(
        spot,
        one.canvas.mapToGlobal(spot),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(one.canvas, event)
    assert view.zoom > 1
    assert (pixels(two.canvas) != before).any()
    qtbot.mouseDClick(one.canvas, Qt.MouseButton.LeftButton)
    assert view.zoom == 1
    assert (pixels(two.canvas) == before).all()


def test_dragging_pans(qtbot):
    view = ViewState()
    view.reset(QSize(50, 50))
    pane = ImagePane("One", view)
    qtbot.addWidget(pane)
    pane.resize(220, 240)
    pane.show()
    pane.show_picture(np.zeros((50, 50, 3), np.uint8))
    view.zoom_at(pane.canvas.size().toSizeF(), QPointF(100, 100), 4)
    before = view.to_image(pane.canvas.size().toSizeF(), QPointF(100, 100))
    qtbot.mousePress(pane.canvas, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    qtbot.mouseMove(pane.canvas, QPoint(130, 120))
    qtbot.mouseRelease(pane.canvas, Qt.MouseButton.LeftButton, pos=QPoint(130, 120))
    assert view.to_image(pane.canvas.size().toSizeF(), QPointF(130, 120)) == before


def test_pyramid_level_is_never_smaller_than_drawn(qtbot):
    view = ViewState()
    view.reset(QSize(100, 100))
    picture = Picture(np.zeros((100, 100, 3), np.uint8))
    canvas = Canvas(view, "test")
    qtbot.addWidget(canvas)
    canvas.resize(120, 120)
    canvas._picture = picture
    canvas.grab()
    assert len(picture.levels) == 1


@pytest.mark.parametrize(
    ("score", "text"), [(0.934, "0.93"), (0.0, "below 0.01"), (1.0, "above 0.99"), (None, "—")]
)
def test_score_scale_tells_the_score_in_words_too(qtbot, score, text):
    scale = ScoreScale("Score with background")
    qtbot.addWidget(scale)
    scale.show_score(score, (0.3, 0.7))
    assert scale.accessibleName() == f"Score with background: {text}"
    assert [zone[3] for zone in scale.zones()] == ["real", "?", "generated"]
    scale.grab()


def test_score_scale_paints_its_own_thresholds(qtbot):
    scale = ScoreScale("s")
    qtbot.addWidget(scale)
    scale.resize(308, scale.sizeHint().height())
    scale.show_score(None, (0.2, 0.9))
    shown = pixels(scale)

    def share(verdict):
        colour = zone_colour(scale.palette(), verdict).getRgb()[:3]
        return (shown == colour).all(2).any(0).sum() / 300

    assert share("real") == pytest.approx(0.2, abs=0.02)
    assert share("inconclusive") == pytest.approx(0.7, abs=0.02)
    assert share("generated") == pytest.approx(0.1, abs=0.02)


def test_score_scale_without_thresholds_claims_no_zones(qtbot):
    scale = ScoreScale("s")
    qtbot.addWidget(scale)
    scale.show_score(0.9, None)
    assert [zone[2] for zone in scale.zones()] == [None]
    assert "no decision thresholds" in scale.toolTip()


def test_every_verdict_has_its_own_word_and_shape(qtbot, make_analysis):
    badge = VerdictBadge()
    qtbot.addWidget(badge)
    badge.resize(badge.sizeHint())
    words, silhouettes = set(), set()
    for changes in (
        {"verdict": "generated"},
        {"verdict": "real"},
        {"verdict": "inconclusive"},
        {"verdict": None, "status": "not_applicable"},
    ):
        badge.show_analysis(make_analysis(**changes))
        words.add(badge.word)
        # Without colour: where the shape is, in black and white.
        area = pixels(badge)[8:44, 10:44].astype(int)
        silhouettes.add((np.abs(area - area[0, 0]).sum(2) > 60).tobytes())
    assert words == {"GENERATED", "REAL", "INCONCLUSIVE", "NOT APPLICABLE"}
    assert len(silhouettes) == 4


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("verdict", ["generated", "real", "inconclusive", None])
def test_colours_can_be_read(qapp, dark, verdict):
    made = palette(dark)
    assert contrast(verdict_colour(made, verdict), made.window().color()) >= 4.5
    assert contrast(made.windowText().color(), zone_colour(made, verdict)) >= 4.5
    assert contrast(made.placeholderText().color(), made.window().color()) >= 4.5


def test_difference_is_with_minus_without():
    assert difference_text(0.93, 0.62) == "The background moves the score by +0.31."
    assert difference_text(0.10, 0.62) == "The background moves the score by −0.52."
    assert difference_text(0.001, 0.004) == "The background moves the score by less than 0.01."
    assert difference_text(None, 0.62) == ""


def test_hash_is_copied_whole(qtbot, make_analysis):
    panel = VerdictPanel()
    qtbot.addWidget(panel)
    analysis = make_analysis()
    panel.show_analysis(analysis, {})
    panel.copy_button.click()
    assert QGuiApplication.clipboard().text() == analysis.sha256
    assert panel.facts["sha256"].toolTip() == analysis.sha256


def test_legend_lists_shares_and_hides_classes(qtbot):
    legend = Legend()
    qtbot.addWidget(legend)
    legend.show_regions({"background": 0.5, "hair": 0.4996, "teeth": 0.0004})
    hair = CLASSES.index("hair")
    assert legend._shares[hair].text() == "50.0 %"
    assert legend._shares[CLASSES.index("teeth")].text() == "<0.1 %"
    assert not legend.boxes[CLASSES.index("nose")].isEnabled()
    assert legend.hidden == {0}
    with qtbot.waitSignal(legend.changed):
        legend.boxes[hair].click()
    assert legend.hidden == {0, hair}
    with qtbot.waitSignal(legend.changed):
        legend.opacity_slider.setValue(20)
    assert legend.opacity == 0.2


def test_colour_bar_runs_from_blue_to_red(qtbot):
    bar = ColourBar()
    qtbot.addWidget(bar)
    bar.resize(700, bar.sizeHint().height())
    blank = pixels(bar)
    assert (blank == blank[0, 0]).all()
    bar.show_limit(2.5e-4)
    row = pixels(bar)[8].astype(int)
    saturated = np.flatnonzero(row.max(1) - row.min(1) > 100)
    first, last = row[saturated[0] + 2], row[saturated[-1] - 2]
    assert first.argmax() == 2 and last.argmax() == 0
    assert "−" not in bar.accessibleDescription()
    assert "+2.5e-04 toward generated (red)" in bar.accessibleDescription()


def test_every_icon_draws_something(qapp):
    files = sorted((resources() / "icons").glob("*.svg"))
    assert {"open", "sample", "explain", "cancel", "theme", "copy", "app"} <= {
        file.stem for file in files
    }
    for file in files:
        image = icon(file.stem, QColor("black")).pixmap(32, 32).toImage()
        drawn = sum(image.pixelColor(x, y).alpha() > 0 for x in range(32) for y in range(32))
        assert drawn > 40, file.name
