"""Sentences of rooms below that hold numbers or names, in the user's language.

Those rooms put them together in English, where they are written to files as well; here they are
taken apart by their patterns again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

SENTENCES = (
    "Preview from {count} of {all} combinations, standard error up to {error}; exact values "
    "need all of them.",
    "The scores are less than 2 times more probable {claim}: no support for either.",
    "The scores are about {times} times more probable {claim}: {word}.",
    "The scores are at most about {times} times more probable {claim}: {word}.",
    "No conclusion is drawn from the scores.",
    "The held-out images do not allow stronger support than this ({count} real photos{of}, "
    "{errors} of them misclassified).",
    "The held-out images do not allow stronger support than this ({count} real photos{of}, "
    "{errors} of them with a score at least as high).",
    "The held-out images do not allow stronger support than this ({count} generated images{of}, "
    "{errors} of them misclassified).",
    "The held-out images do not allow stronger support than this ({count} generated images{of}, "
    "{errors} of them with a score at least as low).",
    "The held-out images do not allow stronger support than this ({count} real photos{of}, "
    "{errors} of them with a score at least as high, every source weighing alike).",
    "The held-out images do not allow stronger support than this ({count} generated images{of}, "
    "{errors} of them with a score at least as low, every generator weighing alike).",
    # As earlier versions wrote them into cases:
    "{count} held-out real photos{of}, {errors} of them misclassified, support no more.",
    "{count} held-out real photos{of}, {errors} of them scored as high, support no more.",
    "{count} held-out generated images{of}, {errors} of them misclassified, support no more.",
    "{count} held-out generated images{of}, {errors} of them scored as low, support no more.",
    "Out of scope: to both classifiers this face is unlike the images they were trained and "
    "tested on ({times} times the limit); their scores must not be relied on.",
    "Out of scope: to the with-background classifier this face is unlike the images it was "
    "trained and tested on ({times} times the limit); its score must not be relied on.",
    "Out of scope: to the without-background classifier this face is unlike the images it "
    "was trained and tested on ({times} times the limit); its score must not be relied on.",
    "SHA-256 of the mask: {sha256}.",
    "1 more face is too small to analyse: the square around a face must be at least {side} "
    "px wide.",
    "{count} more faces are too small to analyse: the square around a face must be at least "
    "{side} px wide.",
    "The face is too small to analyse: the square around a face must be at least {side} px "
    "wide; use a larger original.",
    "All {count} faces are too small to analyse: the square around a face must be at least "
    "{side} px wide; use a larger original.",
    "The face is too small to analyse: the square around it is {side} px wide, at least "
    "{least} px are needed; use a larger original.",
    'Framed too tightly for the verdict "real": only {share} of the usual frame around the '
    "face lies in the image; use the image before it was cropped.",
    'Too small for the verdict "real": the square around the face is {side} px wide, at '
    "least {least} px are needed; use a larger original.",
    'The verdict "{verdict}" survives {count} of the {every} changes tested: {which}.',
    'The verdict "{verdict}" survives none of the {every} changes tested.',
    "It turns {verdict} with {which}.",
    "No face is analysed any more with {which}.",
    "The deciding detectors do not decide alike: {which}.",
    "File type {name}; the file name has no extension.",
    "File type {name}; matches the extension {shown}.",
    "File type {name}; the extension {shown} is not one of an image format.",
    "File type {name}, but the extension {shown} means {meant}.",
    "The quantisation tables are the standard ones of libjpeg at quality {quality}.",
    "The quantisation tables are not the standard ones of libjpeg: cameras, Photoshop and some "
    "services use tables of their own.",
    "Closest is quality {quality}, with divisors {difference} apart on average.",
    "The file holds {frames} pictures; picture {frame} could not be read.",
    "The file holds {frames} pictures; picture {frame} was analysed.",
    "The JPEG file is truncated: details may be missing anywhere in the image.",
    "The JPEG file is truncated: a few rows at its stored bottom edge are missing or damaged.",
    "The thumbnail is {width} x {height} px (width to height {shape}), the image "
    "{image_width} x {image_height} px ({image_shape}).",
    "The image could not be decoded, so they were not compared.",
    "They differ by {difference} of 255 grey levels on average.",
    "The {name} ({share} of the picture) was counted with the {target}.",
    "The JPEG file is truncated: about {share} % of the image, from its stored bottom edge, "
    "is missing and shown in grey.",
    "Colours are converted to sRGB from the embedded profile “{name}”.",
    "The {name} classifier hardly reacts to any region (score {score}, against {hidden} with "
    "all regions {how}); nothing can be said about what it rests on.",
    "The {name} classifier rests on many regions a little, and on none mainly (score "
    "{score}, against {hidden} with all regions {how}{odds}).",
    "The {name} classifier rests mainly on {regions}, {ways} (score {score}, against "
    "{hidden} with all regions {how}{odds}).",
    "The image with all regions hidden already scores on the same side of 0.5, so the "
    "regions do not account for the score as a whole.",
    "The background moved its score by {change} ({share} % of all contributions).",
    "Showing the background hardly changes the odds of “generated” ({share} % of all "
    "contributions).",
    "On average, showing the background multiplies the odds of “generated” by {factor} "
    "({share} % of all contributions).",
    "On average, showing the background divides the odds of “generated” by {factor} ({share} "
    "% of all contributions).",
    "These numbers say what moved the scores, not whether the scores are right.",
    "“More than” stands where the held-out images of that classifier back no larger factor.",
    # As earlier versions wrote it into cases:
    "“More than” stands where the models' held-out images back no larger factor; it is the "
    "limit of the support, too.",
    "The Content Credentials state that the image {says}: {why}.",
    "The Content Credentials, which are not valid, state that the image {says}: {why}.",
    "The file's metadata state that the image {says}: {why}.",
)
"""Whole sentences; of several that fit, the first counts. ``docs/texts.py`` collects them."""
PARTS = (
    "if the face was generated (by a generator of the kinds known to the models) than if it "
    "is a real photo",
    "if the face is a real photo than if it was generated (by a generator of the kinds known "
    "to the models)",
    ": the odds of “generated” multiplied by {factor}",
    ": the odds of “generated” divided by {factor}",
    "was made by an image generator",
    "was made in part by an image generator",
    "was possibly made by an image generator",
    "{why} (and 1 more trace)",
    "{why} (and {count} more traces)",
    "with-background",
    "without-background",
    "blurred",
    "blacked out",
    "replaced by the mean colour",
    "painted over",
    "none",
    "more than {number}",
    "a factor that the held-out images do not back",
    "pushing toward “generated”",
    "pushing away from “generated”",
    "both pushing toward “generated”",
    "both pushing away from “generated”",
    "all pushing toward “generated”",
    "all pushing away from “generated”",
    "{first} but {last}",
    "{regions} pushing toward “generated”",
    "{regions} pushing away from “generated”",
    "{first}; {last}",
    "JPEG {which}",
    "size {which} %",
    "blur {which} px",
    "{first} and {last}",
    "{first}, {last}",
    "{first} to {last}",
    "{region} ({share} %)",
    " of {source}",
    "sources that were left out of training",
    "generators that were left out of training",
)
"""What may stand in the place of a name in braces."""
_NUMBER = re.compile(r"[<>+−-]?[\d,]*\.?\d+(e[+−-]?\d+)?( ?%)?")
_END = re.compile(r"(?<=[.!?]) (?=[A-Z“{\d])")


_FORMS = {"regions": ".*", "odds": "(?:: .*)?", "of": "(?: of .*)?"}
"""Where the shortest text is not what a name stands for."""


class Sentences:
    """Puts sentences of rooms below into the user's language.

    `tr` translates a text that is known as it is, or a pattern, and returns any other unchanged;
    `local` gives a number in English the separators of that language.
    """

    def __init__(self, tr: Callable[[str], str], local: Callable[[str], str]) -> None:
        self._tr, self._local = tr, local

    def of(self, text: str) -> str:
        """Return `text` in the user's language as far as its sentences are known."""
        if (known := self._tr(text)) != text:
            return known
        parts = _END.split(text)
        return " ".join(map(self.of, parts)) if len(parts) > 1 else self._by(SENTENCES, text)

    def _part(self, text: str) -> str:
        return self._local(text) if _NUMBER.fullmatch(text) else self._by(PARTS, text)

    def _by(self, patterns: tuple[str, ...], text: str) -> str:
        for pattern in patterns:
            if match := _compiled(pattern).fullmatch(text):
                values = {name: self._part(value) for name, value in match.groupdict().items()}
                return self._tr(pattern).format(**values)
        return self.of(text) if patterns is PARTS else text


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    form = re.escape(pattern)
    return re.compile(
        re.sub(r"\\{(\w+)\\}", lambda m: f"(?P<{m[1]}>{_FORMS.get(m[1], '.*?')})", form)
    )
