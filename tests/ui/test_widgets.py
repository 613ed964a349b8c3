import numpy as np
import pytest
from PySide6.QtGui import QColor, QGuiApplication

from gng_desktop.analysis.conclusion import conclude
from gng_desktop.core.shipped import shipped
from gng_desktop.ui.panels.badge import VerdictBadge
from gng_desktop.ui.panels.score_scale import ScoreScale
from gng_desktop.ui.panels.verdict import VerdictPanel, difference_text
from gng_desktop.ui.style import icon, palette, verdict_colour, zone_colour
from tests.ui.driver import contrast, pixels


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
        badge.show_conclusion(conclude(make_analysis(**changes), {}))
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
    panel.sha256.button.click()
    assert QGuiApplication.clipboard().text() == analysis.sha256
    assert panel.facts["sha256"].toolTip() == analysis.sha256


def test_every_icon_draws_something(qapp):
    files = sorted((shipped("resources") / "icons").glob("*.svg"))
    assert {"open", "sample", "explain", "cancel", "theme", "copy", "app"} <= {
        file.stem for file in files
    }
    for file in files:
        image = icon(file.stem, QColor("black")).pixmap(32, 32).toImage()
        drawn = sum(image.pixelColor(x, y).alpha() > 0 for x in range(32) for y in range(32))
        assert drawn > 40, file.name
