import pytest

from gng_desktop.ui.panels.verdict import VerdictPanel, novelty_text


@pytest.fixture
def panel(qtbot):
    panel = VerdictPanel()
    qtbot.addWidget(panel)
    return panel


def test_the_novelty_is_told_in_units_of_its_limit():
    assert novelty_text(0.614) == "novelty 0.61 × limit"
    assert novelty_text(1.0) == "novelty 1.00 × limit"
    assert novelty_text(1.4) == "novelty 1.40 × limit, out of scope"
    assert novelty_text(None) == ""


def test_each_classifier_has_a_line_of_its_own(panel, make_analysis):
    analysis = make_analysis(novelty_with_background=1.4, novelty_without_background=0.7)
    panel.show_analysis(analysis, {})
    assert panel.novelty_with.text() == "novelty 1.40 × limit, out of scope"
    assert panel.novelty_without.text() == "novelty 0.70 × limit"
    order = [panel.column.itemAt(i).widget() for i in range(panel.column.count())]
    assert order.index(panel.novelty_with) == order.index(panel.with_background) + 1
    assert order.index(panel.novelty_without) == order.index(panel.without_background) + 1


def test_without_a_scope_there_is_no_line(panel, make_analysis):
    panel.show_analysis(make_analysis(novelty_with_background=1.4), {})
    assert not panel.novelty_with.isHidden() and panel.novelty_without.isHidden()
    panel.show_analysis(make_analysis(), {})
    assert panel.novelty_with.isHidden() and panel.novelty_without.isHidden()


def test_an_image_without_a_verdict_has_no_novelty(panel, make_analysis):
    analysis = make_analysis(status="not_applicable", verdict=None, novelty_with_background=1.4)
    panel.show_analysis(analysis, {})
    assert panel.novelty_with.isHidden()
