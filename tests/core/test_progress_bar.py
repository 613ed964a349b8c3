import io
import os
import sys

from gng_desktop.core.progress import Progress
from gng_desktop.core.progress_bar import ProgressBar, say, with_bar
from gng_desktop.training.events import Batch, Preparing
from gng_desktop.training.terminal import BarWatcher


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_terminal_gets_one_bar_with_rate_and_time_left(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    with ProgressBar("image") as bar:
        bar.show(Progress(0, 0, "Looking"))
        for done in range(1, 4):
            bar.show(Progress(done, 3, "Name \x1b[31m with colour"))
            bar._bar.refresh()
        say("a result")
    drawn = terminal.getvalue()
    assert "Looking" in drawn and "3/3 [" in drawn and "image/s]" in drawn
    assert "\x1b[31m" not in drawn and drawn.endswith("\r")
    assert capsys.readouterr().out == "a result\n"


def test_a_terminal_of_no_width_has_its_bar_too(monkeypatch):
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    monkeypatch.setattr(terminal, "fileno", lambda: 2, raising=False)
    monkeypatch.setattr("tqdm.std._screen_shape_wrapper", lambda: lambda file: (0, 0))
    monkeypatch.setattr(os, "get_terminal_size", lambda *of: os.terminal_size((0, 0)))
    with ProgressBar("image") as bar:
        for done in range(1, 4):
            bar.show(Progress(done, 3, "Scanning"))
            bar._bar.refresh()
    drawn = terminal.getvalue()
    assert "Scanning: 100%|" in drawn and "3/3 [" in drawn and "image/s]" in drawn


def test_elsewhere_nothing_is_drawn_and_results_pass(capsys):
    steps = [Progress(0, 2, "a"), "found", Progress(2, 2, "a")]
    assert list(with_bar(steps)) == ["found"]
    assert capsys.readouterr().err == ""


def test_a_training_shows_its_batches_and_the_time_for_all(monkeypatch):
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    with ProgressBar() as bar:
        watcher = BarWatcher(bar)
        watcher.notify(Preparing("data"))
        watcher.notify(Batch(2, 30, "training", 5, 40, 0.25, {}, 1e-3, 80.0, 9.0, 3725.0))
        bar._bar.refresh()
    drawn = terminal.getvalue()
    assert "Reading the index" in drawn and "5/40" in drawn
    assert "Epoch 2/30 training, loss 0.250, 1:02:05 for all" in drawn
