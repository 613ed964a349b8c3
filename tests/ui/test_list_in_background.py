"""The analysis of the list beside everything else that the window does."""

from PySide6.QtCore import Qt


def waiting(window):
    return window.evidence.model.counts()["waiting"]


def test_the_list_is_analysed_as_the_setting_says(qtbot, shown, analyser, pictures, settled):
    shown.commands["analyse_all"].trigger()
    assert not shown.settings.value("background_analysis")
    analyser.asked.clear()
    shown.evidence.model.add(pictures)
    qtbot.wait(150)
    assert analyser.asked == []
    # Nor after other work.
    shown.open_image(pictures[3])
    settled(shown, "d.png")
    assert analyser.asked == ["d.png"]
    shown.commands["analyse_all"].trigger()
    qtbot.waitUntil(lambda: waiting(shown) == 0)
    assert analyser.asked == ["d.png", "b.png", "c.png"]
    assert shown.windowTitle().startswith("d.png")


def test_cancelling_the_list_pauses_it_until_it_is_asked_for_again(
    qtbot, shown, analyser, pictures, settled
):
    analyser.go.clear()
    shown.evidence.model.add(pictures)
    qtbot.waitUntil(shown.indicator.isVisible)
    assert shown.indicator.running == ["Analysing b.png"]
    qtbot.mouseClick(shown.indicator.row.cancel_button, Qt.MouseButton.LeftButton)
    assert not shown.settings.value("background_analysis")
    assert not shown.commands["analyse_all"].isChecked()
    analyser.go.set()
    settled(shown, "a.png")
    assert waiting(shown) == 3


def test_the_rows_say_what_the_background_found(qtbot, window, analyser, make_analysis, pictures):
    analyser.answers["b.png"] = make_analysis(verdict="real", score_with_background=0.1)
    analyser.answers["c.png"] = make_analysis(status="not_applicable", verdict=None)
    window.evidence.model.add(pictures)
    qtbot.waitUntil(lambda: waiting(window) == 0)
    states = [window.evidence.model.row_at(row).state for row in range(4)]
    assert states == ["generated", "real", "not_applicable", "generated"]
    # Nothing was asked to be looked at.
    assert window.pages.currentWidget() is window.empty and window.session.found is None


def test_an_image_chosen_from_the_list_comes_first(qtbot, window, analyser, pictures, settled):
    analyser.go.clear()
    window.evidence.model.add(pictures)
    qtbot.waitUntil(lambda: analyser.asked == ["a.png"])
    window.evidence.select(pictures[3])
    qtbot.waitUntil(lambda: analyser.asked == ["a.png", "d.png"])
    analyser.go.set()
    settled(window, "d.png")
    qtbot.waitUntil(lambda: waiting(window) == 0)
    # What was interrupted is begun again; what was analysed meanwhile is not.
    assert analyser.asked == ["a.png", "d.png", "a.png", "b.png", "c.png"]


def test_the_list_goes_on_after_an_explanation(qtbot, shown, explainer, analyser, pictures):
    explainer.go.clear()
    shown.explain()
    qtbot.waitUntil(lambda: bool(explainer.asked))
    shown.evidence.model.add(pictures)
    qtbot.wait(150)
    assert waiting(shown) == 3
    explainer.go.set()
    qtbot.waitUntil(lambda: waiting(shown) == 0)
    assert shown.windowTitle().startswith("a.png")
    assert shown.panes.pane("map_with").has_picture
