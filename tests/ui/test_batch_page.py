"""Scans from the window: started, paused, stopped, gone on with, and compared."""

import csv
import hashlib
import json
import re
import threading
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog

from gng_desktop import commands
from gng_desktop.analysis.batch import load
from gng_desktop.analysis.pipeline import Analyser
from gng_desktop.modelstore import ModelError
from gng_desktop.scan.outputs import Outputs
from gng_desktop.scan.run import ScanOptions, ScanResult, scan
from gng_desktop.ui.batch import jobs
from gng_desktop.ui.batch.jobs import Control, Ended, open_endable
from gng_desktop.ui.batch.request import ScanRequest
from gng_desktop.ui.kit.workers import JobRunner
from tests.fakes import portrait
from tests.scan import scan_program as program
from tests.tiny_data import image_bytes
from tests.ui.controls import controls_of, name_of
from tests.ui.dragging import drag

COUNT = 24
TIMES = ("seconds", "analysed_at")


def timeless(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return [{k: v for k, v in row.items() if k not in TIMES} for row in csv.DictReader(stream)]


@pytest.fixture
def folder(tmp_path):
    """Faces from real to generated, one file that is no image, one picture without a face."""
    place = tmp_path / "seized"
    (place / "deeper").mkdir(parents=True)
    for number in range(COUNT):
        (place / f"{number:02d}.png").write_bytes(image_bytes(portrait(number * 10)))
    (place / "deeper" / "below.png").write_bytes((place / "05.png").read_bytes())
    (place / "notes.txt").write_text("Dear Sir or Madam")
    Image.new("RGB", (90, 90), (7, 7, 7)).save(place / "wall.png")
    return place


class Models:
    """What a scan opens: keeps every analyser; while `go` is cleared no score is given."""

    def __init__(self):
        self.opened, self.asked, self.error = [], [], None
        self.go = threading.Event()
        self.go.set()
        self.pause = 0.0

    def open(self, models=None, device="auto", threads=None, fast=False):
        self.asked.append((models, device, threads))
        if self.error is not None:
            raise self.error
        made = program.analyser()
        for engine in made.engines.values():
            engine.pause = self.pause
            engine.run = self.held(engine.run)
        self.opened.append(made)
        return made

    def held(self, run):
        def wait(batch):
            assert self.go.wait(20)
            return run(batch)

        return wait

    @property
    def scored(self):
        return sum(sum(each.engines["without_background"].batches) for each in self.opened)


@pytest.fixture
def models(monkeypatch):
    made = Models()
    monkeypatch.setattr(Analyser, "open", made.open)
    # So that there is something to pause between.
    monkeypatch.setattr("gng_desktop.scan.run.CHUNK", 1)
    yield made
    made.go.set()


@pytest.fixture
def page(window, models):
    window.tabs.bring("batch")
    return window.batch


@pytest.fixture
def out(out):
    """The CSV to write."""
    return out / "found.csv"


@pytest.fixture
def ready(qtbot, page, folder, out):
    """The page, asked to scan `folder` into `out`."""
    return asked(qtbot, page, folder, out)


def asked(qtbot, page, source, csv):
    """Type into the form, and wait until the places are looked up."""
    for field, text in ((page.form.csv, csv), (page.form.source, source)):
        field.setText(str(text))
        field.textEdited.emit(str(text))
    settle(qtbot, page)
    return page


def settle(qtbot, page):
    qtbot.waitUntil(lambda: not page.form._typing.isActive() and not page.form.runner.busy)


def finished(qtbot, page):
    qtbot.waitUntil(lambda: not page.busy, timeout=60_000)
    settle(qtbot, page)


def scanned(qtbot, page):
    page.start_button.click()
    finished(qtbot, page)


def begun(qtbot, page, models, rows):
    """Scan until there are so many rows, slowly."""
    models.pause = 0.02
    page.start_button.click()
    qtbot.waitUntil(lambda: len(page.model.rows) >= rows)


def unfinished(qtbot, page, models, rows):
    begun(qtbot, page, models, rows)
    page.stop()
    finished(qtbot, page)


def offered(page):
    buttons = (page.start_button, page.resume_button, page.restart_button)
    return [b.text() for b in buttons if b.isVisible() and b.isEnabled()]


def shown_rows(page):
    return [Path(page.model.row_at(i).path).name for i in range(page.model.rowCount())]


def unbroken(folder, csv, **changes):
    """Scan without a window; return the rows without times."""
    options = ScanOptions(source=str(folder), csv=csv, jobs=1, **changes)
    with closing(scan(options, lambda *_: program.analyser())) as steps:
        assert isinstance([*steps][-1], ScanResult)
    return timeless(csv)


# -- before ---------------------------------------------------------------------------------


def test_it_waits_for_a_folder_and_proposes_a_csv_outside_of_it(
    qtbot, page, folder, tmp_path, monkeypatch
):
    assert page.views.currentIndex() == 0 and not page.running.isVisible()
    assert page.start_button.isVisible() and not page.start_button.isEnabled()
    assert not page.command_button.isEnabled() and not page.advice.isVisible()
    documents = tmp_path / "documents"
    documents.mkdir()
    monkeypatch.setattr(
        "gng_desktop.ui.batch.form.QStandardPaths.writableLocation", lambda where: str(documents)
    )
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *rest: str(folder))
    page.form.folder_button.click()
    settle(qtbot, page)
    assert page.form.source.text() == str(folder)
    assert page.form.csv.text() == str(documents / "seized.csv")
    assert offered(page) == ["Start the scan"] and not page.advice.isVisible()
    assert list(documents.iterdir()) == []


def test_a_csv_chosen_by_dialog_stays_whatever_is_scanned(qtbot, page, folder, out, monkeypatch):
    asked_for = []

    def save(parent, title, place, kinds, options):
        asked_for.append(options)
        return str(out.with_suffix("")), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", save)
    page.form.save_button.click()
    page.use_source(folder)
    settle(qtbot, page)
    assert page.form.csv.text() == str(out) and offered(page) == ["Start the scan"]
    # The tab asks itself, in words that fit.
    assert asked_for == [QFileDialog.Option.DontConfirmOverwrite]


@pytest.mark.parametrize(
    ("source", "words"),
    [("nowhere", "There is no such folder"), ("seized/00.png", "neither a folder nor a list")],
)
def test_what_cannot_be_scanned_is_said(qtbot, page, folder, out, source, words):
    asked(qtbot, page, folder.parent / source, out)
    assert words in page.advice.text() and offered(page) == []


@pytest.mark.parametrize("resumed", [False, True])
def test_a_file_that_no_scan_has_written_is_not_replaced(qtbot, ready, out, models, resumed):
    if resumed:
        unfinished(qtbot, ready, models, 2)
    out.write_text("dear,diary\n")
    ready.form.look()
    settle(qtbot, ready)
    assert "was not written by a scan and is not replaced" in ready.advice.text()
    assert "--" not in ready.advice.text() and offered(ready) == []


def test_a_csv_among_the_evidence_is_cautioned_against(qtbot, page, folder):
    asked(qtbot, page, folder, folder / "found.csv")
    assert "evidence is best left untouched" in page.advice.text()
    assert offered(page) == ["Start the scan"]


def test_a_folder_dropped_is_what_is_scanned(qtbot, window, page, folder):
    assert drag(page, folder)
    settle(qtbot, page)
    assert page.form.source.text() == str(folder)
    assert not drag(page, folder, folder / "00.png")
    # The window itself takes nothing for the tab behind.
    assert not drag(window, folder) and window.evidence.model.rowCount() == 0


# -- a whole scan ---------------------------------------------------------------------------


def test_a_scan_writes_what_the_command_line_writes(qtbot, ready, folder, out, models):
    evidence = {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    ready.form.recursive.setChecked(True)
    ready.form.every.setChecked(True)
    ready.start_button.click()
    assert ready.running.isVisible() and not ready.form.fields.isEnabled() and offered(ready) == []
    finished(qtbot, ready)
    assert timeless(out) == unbroken(
        folder, out.with_name("other.csv"), recursive=True, faces="each"
    )
    document = json.loads(out.with_suffix(".meta.json").read_text())
    own = json.loads(out.with_name("other.meta.json").read_text())
    assert document["settings"] == own["settings"] and document["models"] == own["models"]
    command = document["command"]
    assert command[:4] == ["gng-desktop", "scan", str(folder), "--csv"]
    read = commands.parser().parse_args(command[1:])
    assert (read.source, read.csv, read.recursive) == (str(folder), out, True)
    assert read.faces == "each" and len(timeless(out)) == COUNT + 3
    assert read.jobs == document["engine"]["jobs"]
    assert {path: path.read_bytes() for path in evidence} == evidence
    assert len([*folder.iterdir()]) == COUNT + 3


def test_rows_and_end_are_shown_with_hash_folder_errors_and_command(
    qtbot, window, ready, out, monkeypatch
):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    scanned(qtbot, ready)
    names = [f"{number:02d}.png" for number in range(COUNT)]
    assert shown_rows(ready) == [*names, "notes.txt", "wall.png"]
    counts = ready.model.rows.counts()
    assert counts["error"] == 1 and counts["not_applicable"] == 1
    assert sum(counts.values()) == COUNT + 2 and counts["inconclusive"] and counts["real"]
    assert ready.filter.chips["error"].text() == "Error  1"
    assert ready.count.text() == f"{COUNT + 2} rows"
    assert window.status_text.text() == "The scan is complete"
    summary = ready.summary
    assert summary.isVisible() and not ready.running.isVisible()
    digest = hashlib.sha256(out.read_bytes()).hexdigest()
    assert summary.sha256.text() == digest
    summary.copy_button.click()
    assert QGuiApplication.clipboard().text() == digest
    assert "26 files in" in summary.words.text()
    assert "One of them is an error" in summary.words.text()
    assert "One subfolder was not scanned." in summary.words.text()
    summary.errors_button.click()
    assert shown_rows(ready) == ["notes.txt"] and ready.count.text() == "1 of 26 rows"
    summary.folder_button.click()
    assert [Path(url.toLocalFile()) for url in opened] == [out.parent]
    summary.command_button.click()
    assert QGuiApplication.clipboard().text().startswith("gng-desktop scan ")
    assert window.status_text.text().startswith("Copied: gng-desktop scan")


def test_every_control_has_a_name_and_can_be_reached(qtbot, ready):
    scanned(qtbot, ready)
    for control in controls_of(ready):
        assert name_of(control) or control.toolTip(), control
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, control


def test_the_jobs_indicator_shows_and_ends_it(qtbot, window, ready, models):
    models.go.clear()
    ready.start_button.click()
    row = window.indicator.row
    qtbot.waitUntil(ready.running.isVisible)
    assert not window.indicator.running  # the page's own bar is enough
    window.tabs.bring("analyse")
    qtbot.waitUntil(lambda: row.isVisible() and row.text.text() == "Scanning seized…")
    row.cancel_button.click()
    window.tabs.bring("batch")
    models.go.set()
    finished(qtbot, ready)
    assert "was stopped" in ready.ending.text() and offered(ready) == ["Resume", "Start over…"]


def test_device_and_models_are_the_window_s(qtbot, window, ready, models, tmp_path):
    window.settings.set_all({"models": str(tmp_path), "device": "cpu"})
    window.tabs.bring("analyse")
    window.tabs.bring("batch")
    assert "CPU" in ready.form.device.text()
    scanned(qtbot, ready)
    assert [asked[:2] for asked in models.asked] == [(tmp_path, "cpu")]


# -- pause, stop, go on ---------------------------------------------------------------------


def test_a_pause_is_real_and_can_be_ended(qtbot, ready, folder, out, models):
    begun(qtbot, ready, models, 3)
    ready.running.pause_button.click()
    assert ready.paused and ready.running.pause_button.text() == "Resume"
    # The few files under way are still judged, nothing after them.
    last = -1
    while last != models.scored:
        last = models.scored
        qtbot.wait(250)
    assert last < COUNT
    rows = len(ready.model.rows)
    qtbot.wait(500)
    assert models.scored == last and len(ready.model.rows) == rows < COUNT
    assert "Paused at" in ready.running.figures.text()
    ready.running.pause_button.click()
    finished(qtbot, ready)
    assert timeless(out) == unbroken(folder, out.with_name("other.csv"))


def test_a_scan_that_was_stopped_is_gone_on_with(qtbot, ready, folder, out, models):
    ready.form.recursive.setChecked(True)
    begun(qtbot, ready, models, 5)
    # Paused or not.
    ready.running.pause_button.click()
    ready.running.stop_button.click()
    assert not ready.running.stop_button.isEnabled()
    finished(qtbot, ready)
    assert not out.exists() and offered(ready) == ["Resume", "Start over…"]
    assert "files are done" in ready.advice.text() and str(folder) in ready.advice.text()
    assert re.search(r" was started on \d{4}-\d\d-\d\d \d\d:\d\d; ", ready.advice.text())
    scored = models.scored
    # What the form says now does not matter: it goes on as it was begun.
    ready.form.recursive.setChecked(False)
    ready.command_button.click()
    assert "--recursive --resume" in QGuiApplication.clipboard().text()
    ready.resume_button.click()
    assert ready.form.recursive.isChecked()
    finished(qtbot, ready)
    assert timeless(out) == unbroken(folder, out.with_name("other.csv"), recursive=True)
    # What was known is not judged again, but is in the table.
    assert models.scored - scored < COUNT and len(ready.model.rows) == COUNT + 3
    assert "--resume" in json.loads(out.with_suffix(".meta.json").read_text())["command"]


def test_a_scan_gone_on_with_shows_the_rows_of_its_csv(
    qtbot, page, folder, out, models, monkeypatch
):
    monkeypatch.setattr("gng_desktop.scan.run.CHUNK", 4)
    names = [str(folder / f"{number:02d}.png") for number in range(COUNT)]
    listed, gone = folder.parent / "list.txt", str(folder / "01 gone.png")
    # What cannot be read is tried again when a scan is gone on with, and its chunk with it.
    listed.write_text("\n".join([*names, gone]), encoding="utf-8")
    models.pause = 0.02
    asked(qtbot, page, listed, out).start_button.click()
    qtbot.waitUntil(lambda: len(page.model.rows) >= 8)
    page.stop()
    finished(qtbot, page)
    # A row of a file that is no longer asked for stays in the CSV.
    listed.write_text("\n".join([*names[1:], gone]), encoding="utf-8")
    page.resume_button.click()
    finished(qtbot, page)
    page.model.sort(0)
    rows = timeless(out)
    assert [str(folder / name) for name in shown_rows(page)] == [row["path"] for row in rows]
    assert sum(page.model.rows.counts().values()) == len(rows) == COUNT + 1


def test_a_scan_that_was_complete_when_it_was_stopped_is_complete(folder, out, models, monkeypatch):
    control, discard = Control(), Outputs.discard_journal

    def stopped_then(self):
        discard(self)
        control.end()

    monkeypatch.setattr(Outputs, "discard_journal", stopped_then)
    output = list(jobs.scan(ScanRequest(str(folder), out), "new", control))
    files = output[-1].result.counts.files
    assert files == len(timeless(out))
    rows = [row for news in output if isinstance(news, jobs.News) for row in news.rows]
    assert len(rows) == files


def test_an_unfinished_scan_is_found_after_a_new_start(
    qtbot, ready, folder, out, models, make_window, analyser, tmp_path
):
    ready.form.recursive.setChecked(True)
    unfinished(qtbot, ready, models, 3)
    again = make_window(lambda: analyser)
    again.tabs.bring("batch")
    other = tmp_path / "other"
    other.mkdir()
    # Though the form names another folder: the CSV's scan is gone on with as it was begun.
    page = asked(qtbot, again.batch, other, out)
    assert str(folder) in page.advice.text() and "Resume" in offered(page)
    page.resume_button.click()
    finished(qtbot, page)
    assert len(timeless(out)) == COUNT + 3


@pytest.mark.parametrize("sure", [True, False])
def test_nothing_is_replaced_unasked(qtbot, ready, out, models, answer, sure):
    scanned(qtbot, ready)
    before = out.stat().st_mtime_ns
    assert offered(ready) == ["Start over…"]
    questions = answer("OK" if sure else "Cancel")
    ready.restart_button.click()
    assert questions[0][0] == "Start over?" and questions[0][3][0] == "Cancel"
    finished(qtbot, ready)
    assert (out.stat().st_mtime_ns != before) == sure


def test_a_scan_begun_in_a_terminal_with_relative_names_is_left_to_it(
    qtbot, page, folder, out, monkeypatch
):
    monkeypatch.chdir(folder.parent)
    options = ScanOptions(source="seized", csv=out, jobs=1)
    steps = scan(options, lambda *_: program.analyser())
    for step in steps:
        if getattr(step, "records", ()):
            break
    steps.close()
    asked(qtbot, page, folder, out)
    assert "was started in a terminal" in page.advice.text() and offered(page) == ["Start over…"]


def test_a_damaged_record_can_only_be_started_anew(qtbot, page, folder, out, answer):
    out.with_name("found.csv.unfinished").write_bytes(b"nonsense" * 100)
    asked(qtbot, page, folder, out)
    assert "damaged" in page.advice.text() and offered(page) == ["Start over…"]
    questions = answer("Cancel")
    page.restart_button.click()
    assert questions[0][1] == "The results of the unfinished scan will be lost."


def test_an_ended_scan_runs_no_further_network(folder, models):
    control = Control()
    opened = open_endable(control, None, "cpu", 1)
    items = [load(folder / f"{number:02d}.png") for number in range(4)]
    assert [found.status for found in opened.analyse_batch(items)] == ["ok"] * 4
    scored = models.scored
    control.end()
    # It is no failure of an image, so nobody may take it for one.
    with pytest.raises(Ended):
        opened.analyse_batch(items)
    assert models.scored == scored == 4


# -- what goes wrong ------------------------------------------------------------------------


def test_missing_models_are_reported_in_one_sentence(qtbot, window, ready, models):
    models.error = ModelError("No segmenter is installed; put its model folder into X.")
    scanned(qtbot, ready)
    text = window.notice.text.text()
    assert text == "⚠  No segmenter is installed; put its model folder into X."
    assert window.notice.isVisible() and window.tabs.key == "batch"
    assert not window.notice.details_button.isVisible()
    assert ready.views.currentIndex() == 0 and offered(ready) == ["Start the scan"]


def test_an_empty_folder_is_reported_without_options_of_the_command_line(
    qtbot, window, page, tmp_path, out
):
    (tmp_path / "empty" / "inside").mkdir(parents=True)
    asked(qtbot, page, tmp_path / "empty", out).start_button.click()
    finished(qtbot, page)
    text = window.notice.text.text()
    assert "holds no files" in text and "include the folders inside" in text and "--" not in text
    assert "could not be completed" in page.ending.text() and not out.exists()


def test_a_scan_that_was_begun_otherwise_is_reported(qtbot, window, ready, models, monkeypatch):
    unfinished(qtbot, ready, models, 2)
    monkeypatch.setattr(Analyser, "open", lambda *rest: program.analyser("2"))
    ready.resume_button.click()
    finished(qtbot, ready)
    text = window.notice.text.text()
    assert "begun with other settings (models)" in text and "--" not in text


# -- the rest of the window -----------------------------------------------------------------


def test_a_row_opens_its_image_in_analyse(qtbot, window, ready, folder, settled):
    scanned(qtbot, ready)
    table, left = ready.table, Qt.MouseButton.LeftButton
    table.scrollToTop()
    for row, open_by in (
        (4, lambda place: qtbot.mouseDClick(table.viewport(), left, pos=place)),
        (5, lambda place: qtbot.keyClick(table, Qt.Key.Key_Return)),
    ):
        window.tabs.bring("batch")
        place = table.visualRect(ready.model.index(row, 0)).center()
        qtbot.mouseClick(table.viewport(), left, pos=place)
        open_by(place)
        assert window.tabs.key == "analyse"
        settled(window, f"0{row}.png")
        assert window.session.found.analysis.path == str(folder / f"0{row}.png")


def test_images_are_analysed_while_a_scan_stands_still_or_runs(
    qtbot, window, ready, models, pictures
):
    models.go.clear()
    ready.start_button.click()
    qtbot.waitUntil(lambda: bool(models.opened))
    window.open_image(pictures[0])
    qtbot.waitUntil(lambda: window.session.found is not None)
    assert ready.busy and window.tabs.key == "analyse"
    models.go.set()
    finished(qtbot, ready)
    assert ready.summary.isVisibleTo(ready)


def test_closing_asks_once_and_leaves_no_thread(qtbot, window, ready, models, out, answer):
    begun(qtbot, ready, models, 2)
    questions = answer("Cancel")
    window.close()
    assert window.isVisible() and ready.busy
    assert questions[0][0] == "Stop the scan?" and questions[0][3][0] == "Cancel"
    answer("Stop and close")
    window.close()
    assert not window.isVisible() and window.threads_ended
    runners = window.findChildren(JobRunner)
    assert not any(runner.pool.activeThreadCount() for runner in runners)
    left = [thread.name for thread in threading.enumerate() if thread.name.startswith("scan-")]
    assert not left and not out.exists()
    assert out.with_name("found.csv.unfinished").exists()
