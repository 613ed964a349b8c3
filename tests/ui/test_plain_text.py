"""Texts of strangers act nowhere as markup, hide nothing and fetch nothing: every widget walked."""

from dataclasses import replace

from PIL import Image, PngImagePlugin
from PySide6.QtCore import QAbstractListModel, QPoint, Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QTextBrowser,
    QTextEdit,
    QToolTip,
    QWidget,
)

from gng_desktop.core.text import visible
from gng_desktop.ui.case.dialog import CaseDialog, ProofDialog
from gng_desktop.ui.case.jobs import Proof
from gng_desktop.ui.commands.shortcuts import ShortcutsDialog
from gng_desktop.ui.help.about import AboutDialog
from gng_desktop.ui.kit.plain import Reader
from gng_desktop.ui.settings.dialog import SettingsDialog

HOSTILE = '<b>\u202eThe case is intact\x1b</b><img src="//host/share"><style>@import "//h";</style>'
NAME = f"{HOSTILE.replace('/', '')}\n.png"
ESCAPED = "<b>\\u202eThe case is intact\\x1b<"


def texts_of(widget):
    """All that `widget` shows, but for fields where text is edited."""
    yield from (widget.toolTip(), widget.windowTitle())
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QMenu):
        yield from (text for one in widget.actions() for text in (one.text(), one.toolTip()))
    if isinstance(widget, QTextEdit | QPlainTextEdit) and widget.isReadOnly():
        yield widget.toPlainText()
    if isinstance(widget, QAbstractItemView) and (model := widget.model()) is not None:
        columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
        for row in range(model.rowCount()):
            for column in range(columns):
                for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                    yield model.index(row, column).data(role) or ""


def walked(*tops):
    """Return what is wrong in the widgets `tops` and all inside, and which texts they show."""
    wrong, texts = [], []
    for widget in (one for top in tops for one in (top, *top.findChildren(QWidget))):
        widget.ensurePolished()  # as Qt does before it shows them
        if isinstance(widget, QLabel) and widget.textFormat() != Qt.TextFormat.PlainText:
            wrong.append(f"a label obeys markup: {widget.text()!r}")
        if isinstance(widget, QTextBrowser) and not isinstance(widget, Reader):
            wrong.append(f"a browser may fetch: {widget.accessibleName()!r}")
        if isinstance(widget, QTextEdit) and "<img" in widget.toHtml().replace("&lt;img", ""):
            wrong.append(f"a picture: {widget.toHtml()!r}")
        texts += (shown := [*texts_of(widget)])
        wrong += [f"{widget!r}: {text!r}" for text in shown if visible(text, True) != text]
    return wrong, texts


def test_no_widget_obeys_a_strangers_text(
    qtbot, window, analyser, explainer, make_analysis, settled, tmp_path
):
    info = PngImagePlugin.PngInfo()
    info.add_itxt("parameters", f"{HOSTILE}\nSteps: 20, Sampler: {HOSTILE}, Seed: 1")
    info.add_itxt("Title", HOSTILE)
    Image.new("RGB", (64, 48)).save(tmp_path / NAME, "PNG", pnginfo=info)
    analyser.models["segmenter"].manifest.limits = [HOSTILE]
    models = ("segmenter", "classifier_with_background", "classifier_without_background")
    found = dict.fromkeys((*models, "reason", "engine", "device"), HOSTILE)
    analyser.answers[NAME] = replace(make_analysis(), **found, frames=3, notes=(HOSTILE,))
    window.open_image(tmp_path / NAME)
    settled(window, NAME)
    window.casefile.title = HOSTILE
    window.casefile.changed.emit()
    window.notes.comment.setPlainText(HOSTILE)
    window.notes.button.click()
    window.notice.say(HOSTILE, HOSTILE)
    window.status_text.setText(HOSTILE)
    for tab in ("batch", "training"):
        window.tabs.bring(tab)
    window.batch.form.source.setText(HOSTILE)
    window.recent_menu.menu.aboutToShow.emit()
    box = QMessageBox(window)
    box.setText("<b>text</b>")
    box.setInformativeText("<b>more</b>")
    for dialog in (AboutDialog(None, window), SettingsDialog(window.settings, window)):
        dialog.setModal(False)
    CaseDialog(HOSTILE, window)
    proof = ProofDialog(window)
    proof.show_proof(Proof(HOSTILE, 1, 0, HOSTILE))
    ShortcutsDialog(window.commands, window)
    QToolTip.showText(QPoint(5, 5), "<b>tip</b>", window)
    tips = [one for one in QApplication.topLevelWidgets() if one.inherits("QTipLabel")]
    wrong, texts = walked(window, *tips)
    assert not wrong
    assert "<b>tip</b>" in texts and "<b>more</b>" in texts
    # The image's list entry, the window's title, the case, metadata, the model's limits, ...
    assert sum(ESCAPED in text for text in texts) >= 20
    QToolTip.hideText()


def test_a_reader_loads_nothing(qtbot, tmp_path):
    Image.new("RGB", (64, 48), "red").save(tmp_path / "there.png")
    reader = Reader("Card")
    qtbot.addWidget(reader)
    address = (tmp_path / "there.png").as_uri()
    text = f"# Card\n![pixel]({address}) <img src='{address}'> \u202e"
    reader.show_markdown(text)
    assert "!pixel" in reader.toPlainText() and "\\u202e" in reader.toPlainText()
    assert walked(reader)[0] == []
    reader.show_markdown(text, pictures=True)
    shown = reader.document().resource(QTextDocument.ResourceType.ImageResource, QUrl(address))
    assert (shown.width(), shown.pixelColor(0, 0).alpha()) == (1, 0)
