"""The model card, generated from the same fields as the manifest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_DATA = (
    "Trained on photos that derive from CelebA-HQ (CelebAMask-HQ) and, for the classifiers, FFHQ, "
    "portraits from Unsplash, StyleGAN and StyleGAN2 faces. CelebA-HQ and FFHQ are licensed for "
    "non-commercial research only: so are, in our reading, these weights. The code is Apache-2.0."
)
_COMMON = [
    "Weights derive from non-commercial research data (CelebA-HQ, FFHQ): research use only.",
]
_CLASSIFIER = [
    "Knows StyleGAN and StyleGAN2 faces only: a low score does not rule out other generators, "
    "diffusion models above all.",
    "Trained on square pictures framed around one face; other framings are outside of what "
    "was measured.",
    "The whole picture is reduced to 224 x 224 px: traces finer than that are not seen.",
]
LIMITS: dict[str, list[str]] = {
    "segmenter": [
        *_COMMON,
        "Never finds facial hair: the training masks do not label it (it falls to skin).",
        "Trained on frontal and half-side faces; profiles are unreliable.",
    ],
    "with_background": [*_COMMON, *_CLASSIFIER],
    "without_background": [
        *_COMMON,
        *_CLASSIFIER,
        "Judges what the segmenter left over: a wrong mask misleads it.",
    ],
}
"""By role: one sentence per known limit, shown beside every score."""


def _segmentation(metrics: Mapping[str, Any]) -> list[str]:
    lines = [
        f"Test split, {metrics['images']} images, the network's 224 x 224 px:",
        "",
        "| figure | value |",
        "|---|---|",
        f"| pixel accuracy | {metrics['pixel_accuracy']:.4f} |",
        f"| mean IoU over the classes present | {metrics['mean_iou']:.4f} |",
        f"| foreground IoU | {metrics['foreground_iou']:.4f} |",
    ]
    return lines + [f"| IoU {name} | {value:.4f} |" for name, value in metrics["iou"].items()]


def _classification(fields: Mapping[str, Any]) -> list[str]:
    metrics, limits = fields["metrics"], fields["thresholds"]
    lines = [
        "Test split; real and generated images of a pair share size and encoding:",
        "",
        "| pair | images | AUC | accuracy | precision | recall | F1 | MCC |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for pair, f in metrics["pairs"].items():
        figures = " | ".join(
            f"{f[k]:.4f}" for k in ("auc", "accuracy", "precision", "recall", "f1", "mcc")
        )
        lines.append(f"| {pair} | {f['images']} | {figures} |")
    lines += [
        "",
        f"Calibrated (Platt) and limited on the {limits['chosen_on']}: real below "
        f"{limits['real_below']:.3f}, generated above {limits['generated_above']:.3f}; "
        f"expected calibration error on the test images of the trained sources "
        f"{metrics['ece']:.3f}.",
        "",
        "Verdict zones per source (test split; sources without * were not trained on):",
        "",
        "| source | truth | images | called generated | inconclusive | called real |",
        "|---|---|---|---|---|---|",
    ]
    for name, row in metrics["sources"].items():
        star = "*" if name in metrics["trained_sources"] else ""
        truth = "generated" if row["generated"] else "real"
        lines.append(
            f"| {name}{star} | {truth} | {row['images']} | {row['called_generated']:.1%} | "
            f"{row['inconclusive']:.1%} | {row['called_real']:.1%} |"
        )
    return lines


def card(fields: Mapping[str, Any]) -> str:
    """Return the Markdown card of a model.

    Parameters
    ----------
    fields : mapping
        The manifest's fields, as `gng_desktop.training.publish` makes them.
    """
    run, part = fields["training"], fields["training"]["recipe"]
    figures = (
        _segmentation(fields["metrics"])
        if fields["task"] == "segmentation"
        else _classification(fields)
    )
    minutes = run.get("wall_seconds", 0) / 60
    return "\n".join(
        [
            f"# {fields['id']}",
            "",
            f"Role: {fields['role'].replace('_', ' ')}. DeepLabV3+ with "
            f"{fields['architecture']['backbone']}, input {fields['input']['size']} px.",
            "",
            "## Figures",
            "",
            *figures,
            "",
            "## Training",
            "",
            f"Recipe `{part['name']}`, seed {part['seed']}: {run['images']['train']} training and "
            f"{run['images']['val']} validation images, best epoch {run.get('best_epoch')} of "
            f"{run.get('epochs')}, {minutes:.0f} minutes on the CPU. The manifest holds the whole "
            "recipe, the versions and the hash of the data.",
            "",
            "## Data and licence",
            "",
            _DATA,
            "",
            "## Limits",
            "",
            *(f"- {limit}" for limit in fields["limits"]),
            "",
        ]
    )
