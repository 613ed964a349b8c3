"""The method in plain words, and what it cannot say."""

from __future__ import annotations

from gng_desktop.analysis.support import NO_SUPPORT, SCALE

METHOD_PARTS: tuple[tuple[str, str], ...] = (
    (
        "What the program does",
        "It takes a square around the largest face in an image, or around another face that the "
        "analyst chose: the judged part. "
        "A first network, the segmenter, marks skin, hair, eyes, nose, mouth, ears, glasses and "
        "background. Two further networks, the classifiers, each give a score: one sees the "
        "judged part as it is, the other with its background black. Where the two scores differ, "
        "the background matters. The image files are only read, never changed.",
    ),
    (
        "What a score is",
        "A score from 0 to 1 says how much the judged part resembles the generated faces rather "
        "than the real photos that the classifier was trained on. It is calibrated: where "
        "generated and real faces are equally frequent, about 9 of 10 faces that score 0.9 were "
        "generated. It is not the probability that the face in this case was generated; that also "
        "depends on everything else that is known, which the program does not know.",
    ),
    (
        "What a verdict is",
        "Each classifier has two limits. Below the lower one its score counts as real, above the "
        "upper one as generated, between them as inconclusive. The verdict is generated or real "
        "only where both classifiers decide, and decide alike, and the face is within the scope "
        "of both: not grossly unlike the images they were trained and tested on. Otherwise it is "
        "inconclusive, and the reason is told. Without a face that is large enough there is none.",
    ),
    (
        "How strongly the scores support it",
        "The likelihood ratio says how many times more probable the scores are if one proposition "
        "is true than if the other is. The propositions are: the face was generated, by a "
        "generator of the kinds known to the models; the face is a real photo. Both classifiers "
        "judge the same face, so their ratios are not multiplied: the weaker one counts. No ratio "
        "is claimed that one more misleading image in the test would refute. The words are those "
        "of the guideline for evaluative reporting of the European Network of Forensic Science "
        "Institutes (ENFSI, 2015):",
    ),
)
"""Heading and paragraph, in this order; the verbal scale follows the last."""
METHOD_AFTER: tuple[tuple[str, str], ...] = (
    (
        "What maps and bars show",
        "Parts of the picture are hidden, and it is measured how the score changes. Red pushes "
        "toward generated, blue away from it. Both maps of an image share one colour scale. The "
        "bars tell the same for whole regions, exactly: every combination of regions was scored. "
        "They say what moved a score, not whether the score is right.",
    ),
    (
        "Whether the verdict survives re-posting",
        "The image is compressed, reduced and blurred as happens when it is posted again, and "
        "each time judged anew from the start.",
    ),
)
CANNOT_TITLE = "What this method cannot say"
ONE_FACE = "It judges one face of an image, the one in the judged part; nothing is said of others."
CANNOT: tuple[str, ...] = (
    "It knows the generators it was trained on. A face by another generator, diffusion models "
    "above all, may be called real.",
    "It judges whether a face was generated as a whole. Retouching, swapped or animated faces "
    "and changes elsewhere in the picture were not tested.",
    ONE_FACE,
    "It does not say who is shown, when or where a picture was taken, or who made it.",
    "Test figures hold for images like those tested; the case's images may differ from them.",
)
SCALE_HEAD = ("Likelihood ratio", "Words")


def scale_rows() -> list[tuple[str, str]]:
    """Return the verbal scale, range and words, the weakest first."""
    steps = [(1.0, NO_SUPPORT), *reversed(SCALE)]
    rows = []
    for (least, words), above in zip(steps, [*steps[1:], None], strict=True):
        span = f"{least:,.0f} to {above[0]:,.0f}" if above else f"from {least:,.0f}"
        rows.append((span, words))
    return rows
