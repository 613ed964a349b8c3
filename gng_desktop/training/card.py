"""The model card, generated from the same fields as the manifest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gng_desktop.training.calibration import MAX_FALSE_ALARMS, MIN_SOURCE

_DATA = (
    "Trained on photos that derive from CelebA-HQ (CelebAMask-HQ) and, for the classifiers, FFHQ, "
    "portraits from Unsplash, StyleGAN and StyleGAN2 faces. CelebA-HQ and FFHQ are licensed for "
    "non-commercial research only: so are, in our reading, these weights. The code is Apache-2.0."
)
_FAMILIES = {"deeplabv3plus": "DeepLabV3+ with", "pooled": "Pooled features of", "vit": "Tokens of"}
_HOW = "95 % intervals by bootstrap over the images"
_COLUMNS = ("auc", "accuracy", "precision", "recall", "f1", "mcc", "brier", "cllr", "ece")
_COMMON = [
    "Weights derive from non-commercial research data (CelebA-HQ, FFHQ): research use only.",
]
_CLASSIFIER = [
    "Knows StyleGAN and StyleGAN2 faces only: a low score does not rule out other generators, "
    "diffusion models above all.",
    "Out of scope is said of pictures that differ grossly from photos of faces (drawings, noise); "
    "an unseen generator's faces mostly pass as in scope.",
    "Trained on square pictures framed around one face; other framings are outside of what "
    "was measured.",
    "The whole picture is reduced to 224 x 224 px: traces finer than that are not seen.",
]
LIMITS: dict[str, list[str]] = {
    "segmenter": [
        *_COMMON,
        "Facial hair was learned from beards and moustaches of some 90 small photos alone, and no "
        "test mask labels it: it is often called skin.",
        "Seven in a hundred of the training masks have left and right exchanged, and so have those "
        "of the test split: eyes, eyebrows and ears are told apart better than their IoU says.",
        "Trained mostly on frontal and half-side faces; profiles are unreliable.",
    ],
    "with_background": [*_COMMON, *_CLASSIFIER],
    "without_background": [
        *_COMMON,
        *_CLASSIFIER,
        "Judges what the segmenter left over: a wrong mask misleads it.",
    ],
    "texture": [*_COMMON, *_CLASSIFIER[:-1], "Looks at texture: heavy reduction removes it."],
}
"""By role: one sentence per known limit, shown beside every score."""


def _interval(found: Mapping[str, Any], name: str) -> str:
    low_high = found.get(name)
    return "{:.4f} to {:.4f}".format(*low_high) if low_high else "-"


def _segmentation(metrics: Mapping[str, Any], size: int) -> list[str]:
    found = metrics["intervals"]
    lines = [
        f"Test split, {metrics['images']} images, the network's {size} x {size} px; {_HOW}:",
        "",
        "| figure | value | 95 % |",
        "|---|---|---|",
    ]
    for words, name in (
        ("pixel accuracy", "pixel_accuracy"),
        ("mean IoU over the classes present", "mean_iou"),
        ("foreground IoU", "foreground_iou"),
    ):
        lines.append(f"| {words} | {metrics[name]:.4f} | {_interval(found, name)} |")
    for name, value in metrics["iou"].items():
        lines.append(f"| IoU {name} | {value:.4f} | {_interval(found['iou'], name)} |")
    return lines


def _groups(metrics: Mapping[str, Any]) -> list[str]:
    """Return a row of figures and a row of their intervals per matched pair and group."""
    groups = dict(metrics["pairs"])
    for name, words in (("trained", "all trained sources"), ("all", "all sources")):
        if name in metrics:
            groups[words] = metrics[name]
    lines = [
        "| pair | images | AUC | accuracy | precision | recall | F1 | MCC | Brier | Cllr | ECE |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for pair, f in groups.items():
        figures = " | ".join("-" if f[k] is None else f"{f[k]:.4f}" for k in _COLUMNS)
        ends = " | ".join(_interval(f["intervals"], k) for k in _COLUMNS)
        lines += [f"| {pair} | {f['images']} | {figures} |", f"| 95 % | | {ends} |"]
    return lines


def _promise(metrics: Mapping[str, Any]) -> list[str]:
    """Return what the upper limit achieves on the real photos of the validation split."""
    lines = [
        "Real photos of the validation split above the upper limit, at most "
        f"{MAX_FALSE_ALARMS:.0%} of all and of each source with {MIN_SOURCE} or more:",
        "",
        "| source | images | called generated |",
        "|---|---|---|",
    ]
    return lines + [
        f"| {'all' if name == 'pooled' else name} | {row['images']} | "
        f"{row['called_generated']:.1%} |"
        for name, row in metrics["validation"].items()
    ]


def _sources(metrics: Mapping[str, Any]) -> list[str]:
    lines = [
        "Verdict zones per source (test split; sources without * were not trained on; 95 % "
        "intervals after Wilson; out of scope, the verdict is inconclusive whatever the zone):",
        "",
        "| source | truth | images | called generated | inconclusive | called real | "
        "out of scope |",
        "|---|---|---|---|---|---|---|",
    ]
    scope = metrics.get("scope", {})
    for name, row in metrics["sources"].items():
        star = "*" if name in metrics["trained_sources"] else ""
        truth = "generated" if row["generated"] else "real"
        zones = []
        for zone in ("called_generated", "inconclusive", "called_real"):
            low, high = row["intervals"][zone]
            zones.append(f"{row[zone]:.1%} ({100 * low:.1f} to {100 * high:.1f})")
        far = f"{scope[name]['out_of_scope']:.1%}" if name in scope else "-"
        cells = " | ".join([*zones, far])
        lines.append(f"| {name}{star} | {truth} | {row['images']} | {cells} |")
    real = [row for row in metrics["sources"].values() if not row["generated"]]
    if images := sum(row["images"] for row in real):
        called = sum(row["called_generated"] * row["images"] for row in real)
        lines += [
            "",
            f"Of all {images} real test photos {called / images:.1%} are called generated.",
        ]
    return lines


def _unseen(metrics: Mapping[str, Any]) -> list[str]:
    """Return how each generator is found, by this model and by one trained without it."""
    tested = metrics.get("generators", {})
    left_out = metrics.get("leave_one_out", {}).get("rows", ())
    unseen = {row["name"]: row for row in left_out if row["kind"] == "generator"}
    lines = [
        "Known generators: share of the test images called generated; and of all its images, at "
        "the same limits, by a network trained without the generator:",
        "",
        "| generator | family | images | found | images unseen | found unseen | called real unseen "
        "| AUC unseen |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name in sorted({*tested, *unseen}):
        test, out = tested.get(name), unseen.get(name)
        cells = ["-"] * 6
        if test:
            cells[:2] = [str(test["images"]), f"{test['called_generated']:.1%}"]
        if out:
            cells[2:5] = [str(out["images"])] + [
                f"{out[key]:.1%}" for key in ("called_generated", "called_real")
            ]
            cells[5] = "-" if out["auc"] is None else f"{out['auc']:.3f}"
        family = (test or unseen[name])["family"]
        lines.append(f"| {name} | {family} | {' | '.join(cells)} |")
    sources = [row for row in left_out if row["kind"] == "source"]
    if sources:
        lines += ["", "Real sources called generated by a network trained without them:", ""]
        lines += ["| source | images | called generated |", "|---|---|---|"]
        lines += [f"| {r['name']} | {r['images']} | {r['called_generated']:.1%} |" for r in sources]
    return [*lines, ""] if tested or unseen else []


def _classification(fields: Mapping[str, Any]) -> list[str]:
    metrics, limits = fields["metrics"], fields["thresholds"]
    return [
        f"Test split; real and generated images of a pair share size and encoding; {_HOW}:",
        "",
        *_groups(metrics),
        "",
        "Brier (0 is best) and Cllr (bits; 0 is best, 1 says nothing) judge the calibrated score.",
        "",
        f"Calibrated (Platt) and limited on the {limits['chosen_on']}: real below "
        f"{limits['real_below']:.3f}, generated above {limits['generated_above']:.3f}; "
        f"expected calibration error on the test images of the trained sources "
        f"{metrics['ece']:.3f}.",
        "",
        *_promise(metrics),
        "",
        *_unseen(metrics),
        *_sources(metrics),
    ]


def card(fields: Mapping[str, Any]) -> str:
    """Return the Markdown card of a model.

    Parameters
    ----------
    fields : mapping
        The manifest's fields, as `gng_desktop.training.publish` makes them.
    """
    run, part = fields["training"], fields["training"]["recipe"]
    figures = (
        _segmentation(fields["metrics"], fields["input"]["size"])
        if fields["task"] == "segmentation"
        else _classification(fields)
    )
    family = _FAMILIES[fields["architecture"]["family"]]
    minutes = run.get("wall_seconds", 0) / 60
    return "\n".join(
        [
            f"# {fields['id']}",
            "",
            f"Role: {fields['role'].replace('_', ' ')}. {family} "
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
