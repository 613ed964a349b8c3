"""Marks in the window: the work is made up, the way to it is the window's own."""

from types import SimpleNamespace

from PySide6.QtWidgets import QFileDialog

from gng_desktop.casework.pool.marking import Drift
from gng_desktop.training import from_pool
from gng_desktop.ui import feedback
from gng_desktop.ui.batch.rows import ScanRow
from gng_desktop.ui.image.jobs import Computing
from gng_desktop.ui.kit.workers import UserError
from tests import fakes


def test_marks_of_notes_and_rows_become_jobs(shown, qtbot, monkeypatch, tmp_path):
    asked, answers = [], []

    def in_child(what, task, *arguments):
        asked.append(arguments)

        def work():
            if isinstance(answers[0], Exception):
                raise answers[0]
            yield answers[0]

        return work

    monkeypatch.setattr(feedback, "in_child", in_child)
    analysis = shown.session.found.analysis
    shown.notes.set_analyst("")
    row = ScanRow(str(tmp_path / "a.jpg"), 2, "real", 0.1, 0.2, "", 0.1)
    shown.feedback.mark_row(row, False)
    assert not asked and "Enter your name" in shown.notice.text.text()
    shown.notes.set_analyst("Ann")
    entry = SimpleNamespace(state="suspect", reason="it disagrees", sha256=analysis.sha256)
    entry.wrong_label, entry.label = 0.73, "fake"
    drift = Drift(20, 16, 4, 0.8, [0.58, 0.92], 0.947, retrain=True)
    answers[:] = [SimpleNamespace(entry=entry, drift=drift)]
    shown.notes.marks.set_markable(True)
    shown.notes.marks.right.click()
    qtbot.waitUntil(lambda: "suspect" in shown.notes.marks.state.text(), timeout=5_000)
    words = shown.notes.marks.state.text()
    assert "the protector disagrees with “generated” (73 % that the label is wrong)" in words
    assert "16 of 20 marked verdicts are right: 80 % (58 to 92), 15 points" in (
        shown.notice.text.text()
    )
    assert shown.notice.act_button.text() == "Train again"
    assert [str(asked[0][0]), *asked[0][1:4]] == [analysis.path, None, True, "Ann"]
    shown.notice.say("Another.")
    assert shown.notice.act_button.isHidden()
    answers[:] = [UserError("The pool is full.")]
    shown.feedback.mark_row(row, False)
    qtbot.waitUntil(lambda: "The pool is full." in shown.notice.text.text(), timeout=5_000)
    assert (asked[1][0].name, *asked[1][1:4]) == ("a.jpg", 2, False, "Ann")


def test_one_click_trains_the_model_in_use_again(window, qtbot, monkeypatch, tmp_path):
    """Its own recipe, on original data and pool, begun from itself: the first run is gone."""
    model = {"family": "pooled", "from_run": "first", "transfer": "all"}
    recipe = {"name": "a", "task": "classification", "role": "with_background", "model": model}
    training = {"training": {"recipe": recipe}}
    fakes.install_model(tmp_path / "models/with-background", "with_background", **training)
    pool, data, models = tmp_path / "pool", tmp_path / "data", tmp_path / "models"
    monkeypatch.setattr(from_pool, "default_pool", lambda: pool)
    monkeypatch.setattr(window, "computing", lambda: Computing(models, "cpu"))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(data))
    page, asked = window.tabs.page("training"), []
    monkeypatch.setattr(page, "train", asked.append)
    drift = Drift(20, 16, 4, 0.8, [0.58, 0.92], 0.947, retrain=True)
    entry = SimpleNamespace(state="accepted", wrong_label=0.1, label="real", sha256="")
    news = SimpleNamespace(entry=entry, drift=drift)
    window.feedback._on_marked(news)
    window.notice.act_button.click()
    words = "holds no accepted images"
    qtbot.waitUntil(lambda: words in window.notice.text.text(), timeout=5_000)
    pool.mkdir()
    (pool / "index.csv").write_text("path,label\na.png,fake\n", encoding="utf-8")
    window.feedback._on_marked(news)
    window.notice.act_button.click()
    qtbot.waitUntil(lambda: bool(asked), timeout=5_000)
    assert window.tabs.key == "training" and page.workspace.data_folder == data
    assert asked[0].name.startswith("a-pool-") and asked[0].data.pool == str(pool / "index.csv")
    assert asked[0].model.from_run == "installed"
