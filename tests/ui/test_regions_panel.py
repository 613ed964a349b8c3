import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QToolTip

from gng_desktop.explain.catalogue import PALETTES
from gng_desktop.explain.players import players_of
from gng_desktop.explain.regions import RegionExplanation
from gng_desktop.imaging.labels import CLASSES
from gng_desktop.ui.panels.regions import RegionBars, RegionsView, classes_of
from gng_desktop.ui.panels.signed_scale import odds_factor, scale, side_colour, signed, tick_text
from gng_desktop.ui.style import palette


def found(unit="score", **phi):
    phi = {name.replace("_", " "): value for name, value in phi.items()}
    return RegionExplanation(
        players=tuple(phi),
        phi=np.array(list(phi.values())),
        interactions=np.diag(list(phi.values())),
        baseline=0.1,
        prediction=0.5,
        evaluations=4,
        seconds=0.1,
        notes=("The ears were counted with the hair.",),
        masker="blur",
        image=np.zeros((8, 8, 3), np.uint8),
        labels=np.zeros((8, 8), np.int64),
        unit=unit,
    )


@pytest.fixture
def bars(qtbot):
    made = RegionBars()
    qtbot.addWidget(made)
    made.show_regions(
        (
            found("log-odds", background=1.2, hair=0.693, nose=-0.2),
            found("log-odds", background=0.0, hair=-1.5, nose=0.4),
        )
    )
    made.resize(330, made.sizeHint().height())
    made.show()
    return made


def middle(bars, index):
    return QPoint(bars.width() // 2, round(bars._top() + (index + 0.5) * bars._line()))


def luminance(colour):
    parts = np.array(colour.getRgbF()[:3])
    linear = np.where(parts <= 0.03928, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def columns_like(bars, colour, index):
    """Columns of row `index` in which the pure `colour` is painted."""
    image = bars.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    shown = rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3)
    ratio = image.height() / bars.height()
    top, line = bars._top() * ratio, bars._line() * ratio
    part = shown[round(top + index * line) : round(top + (index + 1) * line)]
    return np.flatnonzero((part == colour.getRgb()[:3]).all(2).any(0)) / ratio


def test_the_strongest_region_of_either_classifier_comes_first(bars):
    assert [row[0] for row in bars.rows] == ["hair", "background", "nose"]
    assert bars.rows[0][1:] == (0.693, -1.5)
    assert bars.accessibleDescription().startswith("hair +0.69 with, −1.50 without; background")


def test_a_region_in_one_picture_only_has_a_dash_for_the_other(qtbot):
    bars = RegionBars()
    qtbot.addWidget(bars)
    bars.show_regions((found(hair=0.2, nose=0.1), found(hair=0.3)))
    assert bars.rows == [("hair", 0.2, 0.3), ("nose", 0.1, None)]
    assert "nose +0.100 with, — without" in bars.accessibleDescription()
    bars.grab()


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize("dark", [False, True])
def test_bars_go_right_toward_generated_and_left_away_from_it(bars, name, dark):
    bars.setPalette(palette(dark))
    bars.use_palette(name)
    toward, away = (side_colour(bars.palette(), side, name) for side in (True, False))
    room = bars._room()
    zero = room.center().x()
    right, left = columns_like(bars, toward, 0), columns_like(bars, away, 0)
    assert right.size and right.min() >= zero - 2
    assert left.size and left.max() <= zero + 2
    # One scale: the lengths are to each other as the values.
    ends = scale(1.5)[0]
    assert right.max() - zero == pytest.approx(0.693 / ends * room.width() / 2, abs=2)
    assert zero - left.min() == pytest.approx(1.5 / ends * room.width() / 2, abs=2)


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize("dark", [False, True])
def test_bars_can_be_told_from_the_ground(qapp, name, dark):
    made = palette(dark)
    ground = luminance(made.window().color())
    for toward in (True, False):
        bar = luminance(side_colour(made, toward, name))
        assert (max(bar, ground) + 0.05) / (min(bar, ground) + 0.05) >= 3


@pytest.mark.parametrize("limit", [0.0, 3e-5, 0.04, 0.3, 0.31, 0.71, 0.85, 1.0, 1.1, 4.37, 27.6])
def test_the_axis_holds_its_values_and_wastes_little(limit):
    end, ticks = scale(limit)
    assert ticks[0] == -end and ticks[-1] == end and 0 in ticks
    assert len(ticks) <= 7
    assert end >= limit
    assert limit == 0 or end <= 1.4 * limit
    assert len({tick_text(tick) for tick in ticks}) == len(ticks)


def test_numbers_have_a_sign_and_true_minus():
    assert signed(0.7) == "+0.700" and signed(-0.7, "log-odds") == "−0.70"
    assert signed(None) == "—"
    assert odds_factor(np.log(2)) == "× 2" and odds_factor(-np.log(4)) == "× 0.25"
    assert odds_factor(np.log(79000)) == "× 79,000"


def test_hovering_chooses_a_region_and_leaving_lets_go(qtbot, bars):
    heard = []
    bars.row_chosen.connect(heard.append)
    qtbot.mouseMove(bars, middle(bars, 1))
    qtbot.mouseMove(bars, middle(bars, 1) + QPoint(3, 0))
    qtbot.mouseMove(bars, middle(bars, 2))
    assert heard == ["background", "nose"]
    qtbot.mouseMove(bars, QPoint(5, 2))
    assert heard == ["background", "nose", ""]


def test_a_click_keeps_a_region_and_another_lets_go(qtbot, bars):
    heard = []
    bars.row_chosen.connect(heard.append)
    qtbot.mouseClick(bars, Qt.MouseButton.LeftButton, pos=middle(bars, 0))
    qtbot.mouseMove(bars, middle(bars, 1))
    qtbot.mouseMove(bars, QPoint(5, 2))
    assert heard == ["hair", "background", "hair"]
    qtbot.mouseClick(bars, Qt.MouseButton.LeftButton, pos=middle(bars, 0))
    qtbot.mouseMove(bars, QPoint(7, 3))
    assert heard[-1] == "" and bars.current == ""


def test_the_keyboard_walks_through_the_regions(qtbot, bars):
    heard = []
    bars.row_chosen.connect(heard.append)
    bars.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_End, Qt.Key.Key_Down):
        qtbot.keyClick(bars, key)
    assert heard == ["hair", "background", "hair", "nose"]
    qtbot.keyClick(bars, Qt.Key.Key_Space)
    qtbot.mouseMove(bars, QPoint(5, 2))
    assert bars.current == "nose"


def test_the_chosen_row_stands_out(qtbot, bars):
    before = bars.grab().toImage()
    qtbot.mouseMove(bars, middle(bars, 1))
    spot = middle(bars, 1)
    spot.setX(2)
    assert bars.grab().toImage().pixelColor(spot) != before.pixelColor(spot)


def test_the_tooltip_tells_the_factor_of_the_odds(bars, monkeypatch):
    told = []
    monkeypatch.setattr(QToolTip, "showText", lambda place, text, widget: told.append(text))
    for spot in (middle(bars, 0), QPoint(5, 2)):
        place = bars.mapToGlobal(spot)
        QApplication.sendEvent(bars, QHelpEvent(QHelpEvent.Type.ToolTip, spot, place))
    assert "with background: +0.69 log-odds, odds of “generated” × 2\n" in told[0]
    assert "without background: −1.50 log-odds, odds of “generated” × 0.223" in told[0]
    assert told[1] == ""


def test_in_score_no_odds_are_claimed(qtbot):
    bars = RegionBars()
    qtbot.addWidget(bars)
    bars.show_regions((found(hair=0.2), found(hair=0.3)))
    assert bars.tip(bars.rows[0]) == "hair +0.200 with, +0.300 without"


def test_a_merged_region_stands_for_its_classes():
    mask = np.repeat(np.arange(14, dtype=np.uint8), 4).reshape(7, 8)
    merged = players_of(mask, many=8).names
    classes = [one for name in merged for one in classes_of(name)]
    assert len(merged) < 14 and sorted(classes) == sorted(CLASSES)


def test_the_view_says_how_to_get_regions_and_what_was_merged(qtbot):
    view = RegionsView()
    qtbot.addWidget(view)
    view.show()
    assert "Choose Regions" in view.reading.text() and not view.bars.isVisible()
    view.show_regions((found(hair=0.2), found(hair=0.3)), "It rests on the hair.")
    assert view.reading.text() == "It rests on the hair."
    assert view.bars.isVisible() and view.notes.text() == "The ears were counted with the hair."
    view.show_regions(None, "")
    assert view.bars.rows == [] and not view.notes.isVisible()


def test_painting_follows_the_palette(bars):
    light = bars.grab().toImage()
    bars.setPalette(palette(True))
    assert bars.grab().toImage() != light
    assert QColor(palette(True).window().color()).lightness() < 128
