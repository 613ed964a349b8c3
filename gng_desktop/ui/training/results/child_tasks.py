"""What is done with a run in a process of its own; see `gng_desktop.ui.training.keras_process`.

Everything heavy is imported when it is called, in that process.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gng_desktop.core.progress import Progress
from gng_desktop.core.text import N_

if TYPE_CHECKING:
    from gng_desktop.training.scoring import Steps

LOADING = N_("Loading Keras")
MATRIX_IMAGES = 8


def evaluate(run: Path, data: Path) -> Steps[None]:
    """Test a run on its test images, as ``gng-desktop runs evaluate`` does."""
    yield Progress(0, 0, LOADING)
    from gng_desktop.training.publish import evaluation_steps

    yield from evaluation_steps(run, data)


def find_mistakes(run: Path, data: Path, count: int, maps: bool) -> Steps[None]:
    """Find the test images a run gets most wrong, as ``gng-desktop runs worst`` does."""
    yield Progress(0, 0, LOADING)
    from gng_desktop.casework.mistakes_command import shap_picture
    from gng_desktop.training.mistakes import mistake_steps

    yield from mistake_steps(run, data, count, maps, shap_picture)


def draw_matrix(runs: list[Path], data: Path, out: Path) -> Steps[Path]:
    """Draw the matrix of misclassified images, as ``gng-desktop runs matrix``; return it."""
    yield Progress(0, 0, LOADING)
    from gng_desktop.casework.mistake_matrix import PICTURE, matrix_steps

    yield from matrix_steps(runs, data, MATRIX_IMAGES, out)
    return out / PICTURE


def publish_run(run: Path, data: Path, target: Path) -> Steps[tuple[str, Path]]:
    """Make a run the model of its role, as ``gng-desktop models add --replace`` does.

    Return its label, which is its id and the first digits of its hash, and its folder.
    """
    yield Progress(0, 0, LOADING)
    from gng_desktop.training.publish import publish_steps

    model = yield from publish_steps(run, data, target, replace=True)
    return model.label, model.folder
