"""The classic views of an image file by name; light to import, for menus and command lines."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ClassicView:
    """One view.

    Attributes
    ----------
    words : str
        As shown.
    about : str
        What it can and what it cannot show, in one sentence.
    on_image : bool
        Whether its pixels lie on those of the image; False for charts.
    """

    words: str
    about: str
    on_image: bool = True


CLASSIC: dict[str, ClassicView] = {
    "ela": ClassicView(
        "Error levels (JPEG 90)",
        "What one more JPEG compression changes: parts pasted from another file may stand out, "
        "but so may edges, texture and sharpening.",
    ),
    "residual": ClassicView(
        "Noise residual",
        "What a 3 x 3 median removes: noise that changes between parts may show an insertion, but "
        "compression and smoothing remove noise in genuine photos, too.",
    ),
    "ghosts": ClassicView(
        "JPEG ghosts",
        "Blocks that respond to compression as if they had been saved at another quality than the "
        "rest; parts that were moved off the 8 x 8 grid or resized show nothing.",
    ),
    "spectrum": ClassicView(
        "Spectrum of the residual",
        "Regular peaks away from the centre can come from a generator's upsampling, but also from "
        "resizing, JPEG blocks and woven textures; their absence shows nothing.",
        on_image=False,
    ),
    "histogram": ClassicView(
        "Histogram",
        "Gaps and spikes show that tones were stretched or reduced in number, by an editor or by "
        "the camera itself; they do not show where in the image.",
        on_image=False,
    ),
    "levels": ClassicView(
        "Equalised levels",
        "Luminance spread evenly, so that faint steps in shadows and highlights become visible; "
        "noise and compression blocks are amplified as well.",
    ),
    "gradient": ClassicView(
        "Luminance gradient",
        "Direction (colour) and steepness (brightness) of the luminance: smoothing and "
        "inconsistent lighting become visible, but depth of field and make-up look the same.",
    ),
}
"""By key, in the order shown. They are views, not verdicts: none of them enters a score."""

NOTES = {
    "ela": "Differences are amplified {gain:.0f} times.",
    "residual": "Noise is amplified {gain:.0f} times.",
    "ghosts": "Qualities {low} to {high} were tried, on the file's own grid.",
    "spectrum": "The middle is frequency 0, each edge half a cycle per pixel; mean of {count} "
    "windows of {side} px.",
    "spectrum of one": "The middle is frequency 0, each edge half a cycle per pixel; one window of "
    "{side} px.",
    "histogram": "Levels {low} to {high} occur, up to {empty} of them empty in a channel; "
    "{dark:.1f} % of all values are 0, {light:.1f} % are 255.",
}
"""Notes on a view's scale, by its key; ``{names}`` are filled in where it is computed."""
FLAT = "The image is too uniform for this view."
