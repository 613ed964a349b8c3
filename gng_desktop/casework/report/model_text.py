"""What a report says of models, their tests and their limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gng_desktop.casework.report import text
from gng_desktop.imaging.provenance.fields import clean

if TYPE_CHECKING:
    from gng_desktop.analysis.held_out import Figure, Share
    from gng_desktop.casework.report.content import ModelSheet

ROLE_TASKS = {
    "segmenter": "Marks face, hair, features and background.",
    "with_background": "Scores the judged part as it is.",
    "without_background": "Scores the judged part with its background black.",
}

MODELS_NOTE = (
    "A share is told with its counts and its 95 % interval (Wilson), a figure of merit with its "
    "95 % interval by bootstrap. Held-out images took no part in training, nor in the choice of "
    "the limits."
)
NO_MODELS = "No models are known for these results."
TESTED_ON = "Test"
LIMITS = "Known limits"
MANIFEST = "Model"
ARCHITECTURE, CREATED, TRAINED_ON = "Network", "Made", "Training"
DECIDES = "Decision limits"
CALIBRATION = "Calibration"
SOURCE_HEAD = ("Held-out images of", "Truth", "Errors", "Share of errors (95 % interval)")
ALL_SOURCES = "all sources together"
TRUTHS = {True: "generated", False: "real"}
ERRORS_ARE = {True: "called real", False: "called generated"}
NO_FIGURES = "This model tells no test figures."
FIGURE_NAMES = {
    "AUC": "AUC (1 is best, 0.5 says nothing)",
    "accuracy at score 0.5": "accuracy at score 0.5",
    "pixel accuracy": "pixel accuracy",
    "mean IoU": "mean intersection over union",
    "foreground IoU": "intersection over union of the foreground",
}
BY_SCORE_HALF = "Both were counted at score 0.5, not by the decision limits."


def calibrated(fitted_on: str) -> str:
    """Say what the scores of a classifier were calibrated on."""
    return f"Platt scaling, fitted on the {fitted_on}"


def model_heading(role: str) -> str:
    """Return the name and the task of a model."""
    return f"{text.ROLES[role]}: {ROLE_TASKS[role][0].lower()}{ROLE_TASKS[role][1:-1]}"


def share(found: Share) -> str:
    """Return hits and images, the share and its interval; a share alone says too little."""
    low, high = (f"{100 * end:.1f}" for end in found.interval)
    value = f"{100 * found.value:.1f}"
    told = f"{found.hits:,} of {found.images:,}: {value} % ({low} to {high} %)"
    return told.replace(" %", text.HARD_SPACE + "%")


def figure(found: Figure) -> str:
    """Return a figure of merit and its interval."""
    name = FIGURE_NAMES.get(found.name, found.name)
    if found.interval is None:
        return f"{name}: {found.value:.3f}"
    low, high = found.interval
    return f"{name}: {found.value:.3f} ({low:.3f} to {high:.3f})"


def tested_on(images: int, trained: bool) -> str:
    """Say what images stand behind the figures that follow."""
    told = f"On {text.count(images, 'held-out image', 'held-out images')}"
    return f"{told} of the sources trained on: " if trained else f"{told}: "


def network(model: ModelSheet) -> str:
    """Name the network of a model."""
    built = model.manifest.architecture
    return f"{built.family}, {built.backbone}"


def network_input(model: ModelSheet) -> str:
    """Say what a network is given."""
    size = model.manifest.input.size
    return f"{size} × {size} px, {model.manifest.input.channels} ({model.manifest.input.resize})"


def made_on(model: ModelSheet) -> str:
    """Say when a model was made, and by what version."""
    return f"{text.when(model.manifest.created)}; GNG Desktop {clean(model.manifest.program, 40)}"


def trained_on(images: object) -> str:
    """Say on how many images a model was trained; "" where that is not told."""
    if not isinstance(images, dict):
        return ""
    told = {name: images.get(name) for name in ("train", "val")}
    if not all(isinstance(n, int) for n in told.values()):
        return ""
    return f"{told['train']:,} training and {told['val']:,} validation images"
