"""The model card, generated from the same fields as the manifest by ``resources/cards``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from gng_desktop.analysis.held_out import Share
from gng_desktop.core.templates import environment
from gng_desktop.training.calibration import MAX_FALSE_ALARMS, MIN_SOURCE
from gng_desktop.training.fairness import fairness_lines

if TYPE_CHECKING:
    from gng_desktop.training.recipe import Recipe

_COMMON = [
    "Weights derive from non-commercial research data (CelebA-HQ, FFHQ): research use only.",
]
_SCOPED = (
    "Finds pictures out of scope that differ grossly from photos of faces (drawings, noise); an "
    "unseen generator's faces mostly pass as in scope."
)
_CLASSIFIER = [
    "Knows the generators of its training alone: a low score does not rule out another one. Known "
    "generators shows how often an unseen one is missed.",
    _SCOPED,
    "Trained on square pictures framed around one face; other framings are outside of what "
    "was measured.",
    "The analysed part is reduced to the network's input: traces finer than that are not seen.",
]
LIMITS: dict[str, list[str]] = {
    "segmenter": [
        *_COMMON,
        "Facial hair was learned from beards and moustaches of some 90 small photos alone, and no "
        "test mask labels it: it is often called skin.",
        "Seven in a hundred of its masks have left and right exchanged; training and test exchange "
        "them back by where the parts lie in the face.",
        "Trained mostly on frontal and half-side faces; profiles are unreliable.",
    ],
    "with_background": [*_COMMON, *_CLASSIFIER],
    "without_background": [
        *_COMMON,
        *_CLASSIFIER,
        "Depends on the segmenter: a wrong mask misleads it.",
    ],
    "family": [
        *_COMMON,
        "Names GAN or diffusion only for generators like those it was trained on; a new one may be "
        "called anything. Its answer is a lead, and no part of the verdict.",
        _CLASSIFIER[-1],
    ],
    "texture": [*_COMMON, *_CLASSIFIER[:-1], "Looks at texture: heavy reduction removes it."],
}
"""By role: one sentence per known limit, shown beside every score."""
EARLIER_LIMITS = (
    "Knows the generators of its training alone: a low score does not rule out another one. How "
    "often an unseen generator is missed is told under Known generators.",
    "Out of scope is said of pictures that differ grossly from photos of faces (drawings, noise); "
    "an unseen generator's faces mostly pass as in scope.",
    "Judges what the segmenter left over: a wrong mask misleads it.",
)
"""As earlier versions wrote them into models; for the translation."""
FAIRNESS = "## Fairness"


def _by_group(metrics: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    """Yield the matched pairs and groups of test images with their figures."""
    yield from metrics["pairs"].items()
    for name, words in (("trained", "all trained sources"), ("all", "all sources")):
        if name in metrics:
            yield words, metrics[name]


def _by_name(rows: Iterable[Mapping[str, Any]], kind: str) -> dict[str, Mapping[str, Any]]:
    return {row["name"]: row for row in rows if row["kind"] == kind}


def _called(rows: Iterable[Mapping[str, Any]]) -> float:
    """Return how many images of these sources are called generated."""
    return float(sum(row["called_generated"] * row["images"] for row in rows))


def _interval(share: float, images: int) -> list[float]:
    """Return the ends in percent, of the counts: those stored are rounded already."""
    return [100 * end for end in Share(round(share * images), images).interval]


@cache
def _templates() -> Any:
    found = environment("cards")
    found.globals |= {
        "by_group": _by_group,
        "by_name": _by_name,
        "called": _called,
        "interval": _interval,
        "joined": lambda one, other: sorted({*one, *other}),
        "MAX_FALSE_ALARMS": MAX_FALSE_ALARMS,
        "MIN_SOURCE": MIN_SOURCE,
    }
    return found


def fairness_section(metrics: Mapping[str, Any]) -> list[str]:
    """Return the section on groups of people; empty where the test images document none."""
    lines = fairness_lines(metrics.get("fairness", {}))
    about = "Errors at the model's limits by documented group (test split; 95 % after Wilson):"
    return [FAIRNESS, "", about, "", *lines, ""] if lines else []


def with_fairness(text: str, metrics: Mapping[str, Any]) -> str:
    """Return a card with the section on groups put in, or put in the place of the earlier one."""
    head, found, tail = text.partition(f"{FAIRNESS}\n")
    if found:
        tail = "## " + tail.partition("\n## ")[2]
    else:
        head, _, tail = text.partition("## Training\n")
        tail = f"## Training\n{tail}"
    return head + "\n".join([*fairness_section(metrics), ""]) + tail


def fields_of(recipe: Recipe, record: Mapping[str, Any], metrics: Any, ends: Any) -> dict[str, Any]:
    """Return what manifest and card say of a run: network, training, figures, limits `ends`."""
    part = recipe.model
    return {
        "id": f"{recipe.role}-{part.network}".replace("_", "-"),
        "role": recipe.role,
        "task": recipe.task,
        "architecture": {
            "family": part.family,
            "backbone": part.network,
            "activation": part.activation or None,
        },
        "input": {"size": part.input_size},
        "training": record,
        # A probe has no scope.
        "limits": [s for s in LIMITS[recipe.role] if s != _SCOPED or not part.probe],
        "thresholds": ends,
        "metrics": metrics,
    }


def card(fields: Mapping[str, Any]) -> str:
    """Return the Markdown card of a model; `fields` are its manifest's, as JSON values."""
    model = _templates().get_template("model.md")
    return str(model.render(f=fields, fairness=fairness_section(fields["metrics"])))


def detector_card(fields: Mapping[str, Any]) -> str:
    """Return the Markdown card of a calibrated detector; `fields` are its manifest's, as JSON."""
    # Of others' detectors nobody here knows what they were trained on.
    unknown = {} if fields["training"] else {"trained_sources": ()}
    detector = _templates().get_template("detector.md")
    return str(detector.render(f=fields, metrics={**fields["metrics"], **unknown}))
