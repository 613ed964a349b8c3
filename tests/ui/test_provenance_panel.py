"""The provenance panel: sections, a place only on request, text of files taken literally."""

import numpy as np
import pytest
from PIL import Image, PngImagePlugin
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from gng_desktop.provenance.c2pa_checks import Check
from gng_desktop.provenance.c2pa_json import Action, Manifest
from gng_desktop.provenance.credentials import Credentials
from gng_desktop.provenance.record import Provenance, read_provenance
from gng_desktop.provenance.thumbnail import Thumbnail
from gng_desktop.ui.panels.provenance import ProvenancePanel
from tests.tiny_data import exif_of_place, image_bytes

HTML = '<b>bold</b><img src="file:///x.png">'
PLACE = "12.500000, 12.500000"


def encode(format_name="PNG", **options):
    if format_name == "PNG":
        options["pnginfo"] = PngImagePlugin.PngInfo()
        settings = f"{HTML}{'x' * 200}\nSteps: 20, Sampler: Euler, Seed: 1, Size: 64x64"
        options["pnginfo"].add_text("parameters", settings)
    return image_bytes(
        Image.new("RGB", (64, 48), "grey"), format_name, exif=exif_of_place(), **options
    )


@pytest.fixture
def generated(tmp_path):
    """A PNG with settings of a generator, a position, and a suffix that does not fit."""
    path = tmp_path / "face <b>.jpg"
    path.write_bytes(encode())
    return read_provenance(path)


@pytest.fixture
def panel(qtbot):
    made = ProvenancePanel()
    qtbot.addWidget(made)
    made.resize(360, 900)
    made.show()
    return made


def shown(panel):
    return {key for key, section in panel.sections.items() if section.isVisibleTo(panel)}


def column(panel, number):
    model = panel.table.model
    return [model.index(row, number).data() for row in range(model.rowCount())]


def clipboard():
    return QGuiApplication.clipboard().text()


def test_a_generated_png(panel, generated):
    panel.show_provenance(generated)
    assert shown(panel) == {"credentials", "traces", "hashes", "facts", "metadata"}
    assert panel.credentials.toPlainText() == "No Content Credentials."
    assert "Automatic1111" in panel.traces.toPlainText()
    assert panel.caveat.isVisibleTo(panel)
    assert panel.facts["pixels"].text() == "PNG, 64 × 48 px as stored"
    assert "but the extension .jpg means JPEG" in panel.suffix.text()
    assert not panel.problems.isVisibleTo(panel) and not panel.words.isVisibleTo(panel)
    for name, value in (("SHA-256", generated.facts.sha256), ("MD5", generated.facts.md5)):
        panel.hashes[name].button.click()
        assert clipboard() == value
    # Text of the file is never taken for HTML.
    assert HTML in panel.traces.toPlainText()
    index = panel.table.model.index(column(panel, 0).index("parameters"), 1)
    assert index.data().startswith(HTML)
    assert index.data(Qt.ItemDataRole.ToolTipRole).startswith(HTML)
    name = panel.facts["name"]
    assert name.text() == name.toolTip() == "face <b>.jpg"
    panel.say("Reading…")
    assert panel.words.text() == "Reading…" and shown(panel) == set()
    panel.show_provenance(None, None)
    assert "Open an image" in panel.words.text() and panel.table.model.rowCount() == 0


def test_a_jpeg_without_traces_and_with_more_after_its_end(panel, tmp_path):
    path = tmp_path / "a.jpg"
    path.write_bytes(encode("JPEG", quality=77, subsampling=2) + b"%PDF-1.7")
    found = read_provenance(path)
    panel.show_provenance(found)
    assert {"jpeg", "trailing"} < shown(panel)
    assert panel.trailing.toPlainText() == found.trailing[0].sentence
    assert panel.traces.toPlainText() == found.no_traces and "proves nothing" in found.no_traces
    assert not panel.caveat.isVisibleTo(panel) and not panel.flag.isVisibleTo(panel)
    assert "Estimated quality 77 of 100; chroma subsampling 4:2:0" in panel.jpeg.text()
    assert panel.tables.text().count("\n") == 18


def test_a_file_that_is_no_image_and_one_without_metadata(panel, tmp_path):
    path = tmp_path / "a.jpg"
    panel.show_provenance(read_provenance(path))
    assert shown(panel) == {"facts"} and "does not exist" in panel.problems.toPlainText()
    path.write_bytes(b"Dear Sir")
    panel.show_provenance(read_provenance(path))
    assert shown(panel) == {"hashes", "facts"}
    assert "is not an image" in panel.problems.toPlainText()
    Image.new("RGB", (8, 8)).save(tmp_path / "a.png")
    panel.show_provenance(read_provenance(tmp_path / "a.png"))
    assert "metadata" not in shown(panel)
    assert not panel.gps_button.isVisibleTo(panel) and not panel.gps.isVisibleTo(panel)


def test_the_place_is_shown_for_this_image_only_and_on_request(panel, generated, qtbot):
    panel.show_provenance(generated)
    assert PLACE not in column(panel, 1) and "withheld" in column(panel, 1)
    panel.table.view.copy_all()
    assert PLACE not in clipboard() and "withheld" in clipboard()
    qtbot.mouseClick(panel.gps_button, Qt.MouseButton.LeftButton)
    assert PLACE in column(panel, 1) and "withheld" not in column(panel, 1)
    assert panel.gps_button.text() == "Hide GPS position"
    panel.show_provenance(generated)
    assert PLACE not in column(panel, 1)
    assert panel.gps_button.text() == "Show GPS position"


def test_the_search_takes_text_literally_in_every_column(panel, generated):
    panel.show_provenance(generated)
    total = panel.table.model.rowCount()
    assert panel.table.count.text() == f"{total} rows"
    panel.table.search.setText("camera w")
    assert column(panel, 0) == ["Make"]
    assert panel.table.count.text() == f"1 of {total} rows"
    panel.table.search.setText("0X010f")
    assert column(panel, 0) == ["Make"]
    panel.table.search.setText(".*[")
    assert column(panel, 0) == []
    panel.table.search.clear()
    assert len(column(panel, 0)) == total


def test_copying_a_value_rows_and_all(panel, generated, qtbot):
    panel.show_provenance(generated)
    view = panel.table.view
    assert column(panel, 0)[0] == "parameters"  # in the file's order, until a heading is clicked
    view.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert column(panel, 0) == sorted(column(panel, 0), key=str.casefold)
    row = column(panel, 0).index("Make")
    view.selectRow(row)
    assert panel.table.detail.toPlainText() == "Make\nCamera Works\nEXIF IFD0 tag 0x010F"
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard() == "Camera Works"
    actions = {action.text(): action for action in view.menu().actions()}
    assert set(actions) == {"Copy value", "Copy row", "Copy all"}
    actions["Copy row"].trigger()
    assert clipboard() == "EXIF\tMake\tCamera Works\tEXIF IFD0 tag 0x010F"
    actions["Copy all"].trigger()
    assert clipboard().count("\n") == panel.table.model.rowCount() - 1
    view.selectAll()
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard().count("\n") == panel.table.model.rowCount() - 1
    assert "Copy rows" in {action.text() for action in view.menu().actions()}


SOURCE = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"


def with_credentials(found, **changes):
    action = Action(
        *("c2pa.created", SOURCE, "made by a trained model", "Model X", "2024-05-01"),
        *("By AI.", (("com.adobe.details", "imagen"),)),
    )
    manifest = Manifest(
        True, "urn", "t", "Maker 2", "Signing Ltd", "Pat", "7", "Es256", "", (action,), ("p",), ()
    )
    checks = (
        Check("failure", "signingCredential.untrusted", "not on a trust list", 1, False),
        Check("success", "assertion.hashedURI.match", "an assertion is unchanged", 3, False),
        Check("failure", "ingredient.manifest.mismatch", "changed", 1, True, "b.jpg", "hash"),
        Check("failure", "ingredient.manifest.missing", "gone", 1, True, "b.jpg", "", True),
    )
    credentials = Credentials(
        *("valid", "The signature is valid.", (manifest,), checks, "lib 1"),
        *(("A note.",), "generated", "c2pa.created"),
    )
    return Provenance(**vars(found) | {"credentials": credentials} | changes)


def test_content_credentials(panel, generated):
    panel.show_provenance(with_credentials(generated))
    assert panel.credentials.toPlainText() == "The signature is valid.\nA note."
    assert "Content Credentials state" in panel.flag.text() and panel.flag.isVisibleTo(panel)
    words = panel.manifests.toPlainText()
    assert "This image: signed by Pat, organisation Signing Ltd" in words
    assert "No time stamp" in words and "Ingredient: p" in words
    stated = "made by a trained model; Model X; 2024-05-01; com.adobe.details = imagen"
    assert f"Action: c2pa.created; By AI; {stated}" in words
    checks = panel.checks.toPlainText().splitlines()
    assert checks[0].startswith("✗ failed: not on a trust list (signingCredential.untrusted")
    assert "3 times" in checks[1]
    assert checks[2].endswith("ingredient 'b.jpg': changed (ingredient.manifest.mismatch: hash)")
    assert "when the ingredient 'b.jpg' was added: gone" in checks[3]
    assert checks[-1] == "lib 1"
    panel.show_provenance(generated)
    assert not panel.manifests.isVisibleTo(panel) and not panel.checks.isVisibleTo(panel)


def test_a_thumbnail_stands_beside_the_image(panel, generated, qtbot):
    red, blue = (np.full((30, 40, 3), colour, np.uint8) for colour in ((255, 0, 0), (0, 0, 255)))
    found = Thumbnail("EXIF IFD1", 40, 30, 640, 480, 12.34, red, None)
    panel.show_provenance(with_credentials(generated, thumbnails=(found,)), blue)
    assert "thumbnail" in shown(panel)
    (pair,) = panel.pairs
    assert "12.3 of 255 grey levels" in pair.words.text()
    QApplication.processEvents()
    picture = pair.grab().toImage()
    colours = {picture.pixelColor(x, 20).name() for x in range(picture.width())}
    assert {"#ff0000", "#0000ff"} <= colours
    panel.show_provenance(generated)
    assert panel.pairs == [] and "thumbnail" not in shown(panel)
