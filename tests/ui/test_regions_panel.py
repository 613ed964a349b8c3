from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt

from gng_desktop.charts.contributions import Row, signed
from gng_desktop.explain.methods import Explained
from gng_desktop.explain.region_groups import players_of
from gng_desktop.imaging.labels import CLASSES
from gng_desktop.ui.panels.regions import RegionBars, RegionsView, classes_of, odds_factor
from gng_desktop.ui.panes.colour_bar import UNITS
from tests.fakes import by_regions


def found(unit="score", **phi):
    return by_regions({name.replace("_", " "): value for name, value in phi.items()}, unit=unit)


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


def test_the_strongest_region_of_either_classifier_comes_first(bars):
    assert [row.name for row in bars.rows] == ["hair", "background", "nose"]
    assert bars.rows[0].values == (0.693, -1.5)
    assert bars.accessibleDescription().startswith("hair +0.69 with, −1.50 without; background")


def test_a_region_in_one_picture_only_has_a_dash_for_the_other(qtbot):
    bars = RegionBars()
    qtbot.addWidget(bars)
    bars.show_regions((found(hair=0.2, nose=0.1), found(hair=0.3)))
    assert bars.rows == [Row("hair", 0.2, 0.3), Row("nose", 0.1, None)]
    assert "nose +0.100 with, — without" in bars.accessibleDescription()
    bars.grab()


def test_numbers_have_a_sign_and_true_minus():
    assert signed(0.7) == "+0.700" and signed(-0.7, "log-odds") == "−0.70"
    assert signed(-0.0001) == "+0.000" and signed(-0.004, "log-odds") == "+0.00"
    assert signed(None) == "—"
    assert odds_factor(np.log(2)) == "× 2" and odds_factor(-np.log(4)) == "× 0.25"
    assert odds_factor(np.log(79000)) == "× 79,000"
    assert odds_factor(np.log(79000), (24.0, 6.3)) == "× more than 24"
    assert odds_factor(-9.0, (24.0, 5.0)) == "× less than 0.2"
    assert odds_factor(np.log(4), (24.0, 5.0)) == "× 4"


def test_a_region_chosen_is_named_and_says_the_factor_of_the_odds(qtbot, bars):
    heard = []
    bars.row_chosen.connect(heard.append)
    qtbot.keyClick(bars, Qt.Key.Key_Home)
    assert "with background: +0.69 log-odds, odds of “generated” × 2\n" in bars.read_out
    assert "without background: −1.50 log-odds, odds of “generated” × 0.223" in bars.read_out
    bars.choose(-1)
    assert heard == ["hair", ""]


def test_in_score_no_odds_are_claimed(qtbot):
    bars = RegionBars()
    qtbot.addWidget(bars)
    bars.show_regions((found(hair=0.2), found(hair=0.3)))
    assert bars.words[0] == "hair +0.200 with, +0.300 without"


def test_a_merged_region_stands_for_its_classes():
    mask = np.repeat(np.arange(14, dtype=np.uint8), 4).reshape(7, 8)
    merged = players_of(mask, many=8).names
    classes = [one for name in merged for one in classes_of(name)]
    assert len(merged) < 14 and sorted(classes) == sorted(CLASSES)


def test_the_view_says_how_to_get_regions_and_what_was_merged(qtbot):
    view = RegionsView()
    qtbot.addWidget(view)
    view.show()
    assert "Choose the Regions method" in view.reading.text() and not view.bars.isVisible()
    pair = found(hair=0.2), found(hair=0.3)
    view.show_regions(Explained(pair, pair, "It rests on the hair."))
    assert view.reading.text() == "It rests on the hair."
    assert view.bars.isVisible() and view.notes.text() == "The ears were counted with the hair."
    view.show_regions(None)
    assert view.bars.rows == [] and not view.notes.isVisible()


def test_the_map_shows_what_the_text_counts_and_per_pixel_on_request(shown, qtbot):
    """Through the window: the map in totals of regions, the masker that is used."""
    controls, scene = shown.explanation.controls, shown.panes.scene
    controls.masker = "mean"
    controls.method = "regions"
    assert controls.masker_box.currentText() == "blur" and controls.masker == "mean"
    pair = found("log-odds", background=1.2, hair=0.7), found("log-odds", background=0, hair=-1.5)
    split = np.zeros((8, 8), np.int64)
    split[0] = 1
    pair = tuple(replace(one, labels=split) for one in pair)
    explained = Explained(tuple(e.to_explanation() for e in pair), pair, "", ((9.0, 4.0),) * 2)
    assert explained.maps[0].values.sum() == pytest.approx(1.9)
    shown.in_view.show_explained(explained)
    assert scene.limit() == pytest.approx(1.5)
    assert "per region" in tr_of_unit(shown.panes.colour_bar)
    assert "× 3.32" in shown.explanation.regions.bars.tip(shown.explanation.regions.bars.rows[1])
    assert "× less than 0.25" in shown.explanation.regions.bars.tip(Row("hair", -9.0, 0.1))
    shown.explanation.regions.spread.click()
    assert scene.limit() == pytest.approx(1.5 / 8, rel=0.01)
    assert "per pixel" in tr_of_unit(shown.panes.colour_bar)
    controls.method = "shap"
    assert controls.masker_box.currentData() == "mean"


def tr_of_unit(bar):
    return UNITS[bar._unit]
