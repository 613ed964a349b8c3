import numpy as np

from gng_desktop.training.calibration import reliability
from gng_desktop.training.plots import (
    confusion_picture,
    learning_curves,
    reliability_picture,
    robustness_picture,
    save_figure,
)


def test_learning_curves_show_what_was_logged_for_both_splits():
    rows = [
        {
            "epoch": e,
            "accuracy": a,
            "loss": lo,
            "val_accuracy": a - 0.1,
            "val_loss": v,
            "seconds": 9,
        }
        for e, a, lo, v in ((1, 0.6, 1.0, 0.9), (2, 0.7, 0.8, 0.5), (3, 0.8, 0.6, 0.7))
    ]
    figure = learning_curves(rows, 3)
    assert [axis.get_title() for axis in figure.axes] == ["loss", "accuracy"]
    training, validation, best = figure.axes[0].lines
    assert list(training.get_ydata()) == [1.0, 0.8, 0.6]
    assert list(validation.get_ydata()) == [0.9, 0.5, 0.7]
    assert list(best.get_xdata()) == [3, 3]


def test_confusion_matrix_shows_counts_of_images_and_shares_of_pixels():
    counts = np.array([[8, 2], [0, 5]])
    figure = confusion_picture(counts, ("real", "generated"), "images")
    assert [t.get_text() for t in figure.axes[0].texts] == ["8", "2", "0", "5"]
    figure = confusion_picture(np.array([[999, 1], [0, 0]]), ("a", "b"), "pixels")
    assert [t.get_text() for t in figure.axes[0].texts] == ["1.00"]


def test_reliability_diagram_leaves_empty_bins_out():
    score = np.array([0.1, 0.15, 0.9, 0.95])
    figure = reliability_picture(reliability(score, np.array([0, 1, 1, 1], bool)))
    points = figure.axes[0].lines[1]
    assert list(points.get_ydata()) == [0.5, 1.0]
    assert [bar.get_height() for bar in figure.axes[1].patches] == [0, 2, 0, 0, 0, 0, 0, 0, 0, 2]


def test_robustness(tmp_path):
    series = {"pair": [(50, 0.7, (0.6, 0.8)), (90, 0.8, None)]}
    figure = robustness_picture(series, {"pair": 0.9}, "JPEG quality", "AUC")
    dotted = [line for line in figure.axes[0].lines if line.get_linestyle() == ":"]
    assert [line.get_ydata()[0] for line in dotted] == [0.9]
    save_figure(figure, tmp_path / "a.png")
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    assert [p.name for p in tmp_path.iterdir()] == ["a.png"]
