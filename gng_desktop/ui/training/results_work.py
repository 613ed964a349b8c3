"""What is done with a run in a process of its own; see `gng_desktop.ui.training.apart`.

Everything heavy is imported when it is called, in that process.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gng_desktop.progress import Progress

if TYPE_CHECKING:
    from gng_desktop.training.steps import Steps

LOADING = "Loading Keras"


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


def publish_run(run: Path, data: Path, target: Path) -> Steps[tuple[str, Path]]:
    """Make a run the model of its role, as ``gng-desktop models add --replace`` does.

    Returns
    -------
    str
        The model's label: its id and the first digits of its hash.
    Path
        Its folder.
    """
    yield Progress(0, 0, LOADING)
    from gng_desktop.training.publish import publish_steps

    model = yield from publish_steps(run, data, target, replace=True)
    return model.label, model.folder
