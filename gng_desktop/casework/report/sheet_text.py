"""What the sheet of an image says: verdict, scores, views, what they rest on, the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from gng_desktop.casework.case.contents import MODELS
from gng_desktop.casework.report import text
from gng_desktop.imaging.provenance.fields import clean

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Analysis
    from gng_desktop.casework.report.content import FileFacts, MapFacts

VIEWS = {
    "original": "Image as read",
    "overlay": "Regions found by the segmenter",
    "stripped": "Stripped: background black",
    "map_with_background": "Map of the score with background",
    "map_without_background": "Map of the score without background",
}
FRAMED = "Image as read, the judged part framed"
NO_VIEWS = "No pictures of this image are kept."

SCORE_OF = {
    "with_background": "Score with background",
    "without_background": "Score without background",
}

PROGRAM_SAYS = "Verdict of the program"
ANALYST_SAYS = "Decision of the analyst"
NO_DECISION = "No decision is recorded for this image."
NO_PICTURE_DECISION = "No decision is recorded for this picture of the file."
COMMENT_BELOW = "The comment stands at the end of this sheet."

SCORES_TITLE = "Scores"
VIEWS_TITLE = "Views"
RESTS_TITLE = "What the scores rest on"
STRESS_TITLE = "Does the verdict survive re-posting?"
FILE_TITLE = "What the file states"
HISTORY_TITLE = "All decisions on this image"

STRESS_KEY = (
    "Each box is the image changed in one way and judged anew from the start; the shape is the "
    "verdict: triangle generated, circle real, diamond inconclusive, crossed ring no face judged."
)
NO_REGIONS = "The scores of this image were not explained by regions."
NO_STRESS = "Whether the verdict survives re-posting was not tested for this image."
NO_FILE_FACTS = "What the file states about its origin was not read for this image."
FILE_CAVEAT = (
    "What a file states can be forged or taken out; none of it enters the scores. That there are "
    "no traces of a generator proves nothing."
)
NO_TRACES = "No traces of a generator in the metadata."
GPS_WITHHELD = "The metadata tell where the image was taken; that is not told here."
GPS_SHOWN = "The metadata tell where the image was taken; it is shown below."
METADATA = "Metadata"
CREDENTIALS, TRACES, COMPRESSION, THUMBNAIL = (
    "Content Credentials",
    "Generator traces",
    "JPEG compression",
    "Embedded thumbnail",
)
NOT_READ, FLAG, TRAILING = "Not readable", "The file itself states", "After the image"
COLUMN_GROUP, COLUMN_NAME, COLUMN_VALUE = "Where", "Name", "Value"

CONCLUSION, ANALYST, WHEN, COMMENT, SEEN = (
    "Conclusion",
    "Analyst",
    "When (UTC)",
    "Comment",
    "The program had said",
)


def novelty(value: float | None) -> str:
    """Say how unlike the images known to a classifier a face is; "" where that is not known."""
    if value is None:
        return ""
    if value > 1:
        return f"Novelty {value:.2f} times the limit: out of scope."
    return f"Novelty {value:.2f} times the limit: within scope."


def difference(with_background: float, without_background: float) -> str:
    """Say by how much the background moves the score."""
    moved = with_background - without_background
    if abs(moved) < 0.01:
        return "The background moves the score by less than 0.01."
    return f"The background moves the score by {text.signed(moved)}."


def image_heading(number: int, total: int) -> str:
    """Return what stands above the name of an image."""
    return f"Image {number} of {total}"


def pixels(width: int | None, height: int | None) -> str:
    """Return a size in px."""
    if width is None or height is None:
        return text.NONE
    return f"{width:,} × {height:,} px".replace(" ", text.HARD_SPACE)


def is_part(analysis: Analysis) -> bool:
    """Tell whether the networks were given only a part of an image."""
    box = analysis.face_box
    return box is not None and box[2:] != (analysis.width, analysis.height)


def judged(analysis: Analysis) -> str:
    """Say which part of an image the networks were given."""
    box = analysis.face_box
    if box is None:
        return ""
    if not is_part(analysis):
        return "the whole image"
    which = "" if analysis.face_index is None else f"face {analysis.face_index}, "
    return f"{which}{pixels(box[2], box[3])} at {box[0]:,}, {box[1]:,} (left, top)"


def face(analysis: Analysis) -> str:
    """Say how much of an image the face takes up; "" without a verdict."""
    if analysis.face_fraction is None or analysis.status != "ok":
        return ""
    return f"the face, hair and ears included, is {analysis.face_fraction:.2f} of all pixels"


def made_with(analysis: Analysis) -> str:
    """Say what computed an analysis."""
    engine = ", ".join(filter(None, (analysis.engine, analysis.device)))
    return f"GNG Desktop {analysis.version}; {engine}" if engine else analysis.version


def models_of(analysis: Analysis) -> str:
    """Name the models that computed an analysis."""
    return ", ".join(filter(None, (getattr(analysis, name) for name in MODELS)))


def map_words(facts: MapFacts, face: bool = False) -> str:
    """Say how two maps came about, of a face or of an image."""
    how = f"{facts.method}, {facts.evaluations[0]:,} and {facts.evaluations[1]:,} evaluations"
    if facts.masker:
        how += f", hidden parts replaced by {facts.masker}"
    return f"{how}; both maps on one colour scale, for this {'face' if face else 'image'} only."


def map_tests(facts: MapFacts) -> str:
    """Say whether the maps were tested, and how they did."""
    if None in facts.gains:
        return "Whether the maps show what moves the scores was not tested."
    first, second = (text.signed(gain or 0.0) for gain in facts.gains)
    return (
        f"Tested by hiding pixels in their order, the maps beat random ones by {first} and "
        f"{second} in log-odds (0: no better than chance)."
    )


def hidden_scores(scores: tuple[float, float]) -> str:
    """Say what the classifiers score with every region hidden."""
    first, second = map(text.score, scores)
    return (
        f"With all regions hidden the scores are {first} with and {second} "
        "without background. Percentages are shares of all contributions by magnitude."
    )


def suffix(facts: FileFacts) -> str:
    """Say whether the name's suffix fits the content."""
    if not facts.format:
        return "The content is no image that is read here."
    if not facts.suffix:
        return f"{facts.format} by content; the name has no suffix."
    shown = clean(facts.suffix, 40)
    if facts.suffix_fits:
        return f"{facts.format} by content, as the suffix {shown} says."
    return f"{facts.format} by content, which the suffix {shown} does not stand for."


def image_facts(facts: FileFacts) -> str:
    """Return size and colours as the header of a file tells them."""
    bits = f", {facts.bits} bits per channel" if facts.bits else ""
    return f"{pixels(facts.width, facts.height)}, {facts.colours}{bits}"


def more_fields(shown: int, every: int) -> str:
    """Say how much of the metadata is not listed."""
    left = every - shown
    return f"{text.count(left, 'more field is', 'more fields are')} kept and not listed here."


def decided_by(analyst: str, moment: str, face: int | None = None, frame: int | None = None) -> str:
    """Say who decided, when, and on which face and picture of the file, if on one."""
    told = f"{clean(analyst, 100)}, {text.when(moment)}"
    on = [f"face {face}"] * (face is not None) + [f"picture {frame} of the file"] * bool(frame)
    return f"{told}; on {', '.join(on)}" if on else told


def seen(
    verdict: str | None,
    scores: Sequence[float | None],
    face: int | None = None,
    frame: int | None = None,
) -> str:
    """Say what the program had found, of a face or the whole, when a decision was recorded."""
    told = "no verdict"
    if verdict is not None:
        first, second = (text.score(value) for value in scores)
        told = f"{verdict}; scores {first} {text.WITH}, {second} {text.WITHOUT}"
    on = [f"picture {frame}"] * bool(frame) + [f"face {face}"] * (face is not None)
    return f"{', '.join(on)}: {told}" if on else told


_OUTCOMES = {"failure": "failed", "informational": "noted", "success": "passed"}


def credentials(facts: Mapping[str, Any]) -> Iterator[str]:
    """Yield sentences on Content Credentials: the state, who signed what, what did not hold."""
    yield str(facts["sentence"])
    yield from map(str, facts.get("notes", ()))
    for manifest in facts["manifests"]:
        which = "This image" if manifest["active"] else "An image that went into it"
        names = ", ".join(filter(None, (manifest["signer"], manifest["organisation"])))
        stamp = f"time stamp {manifest['time']}" if manifest["time"] else "no time stamp"
        wrote = manifest["generator"] or "unnamed"
        yield f"{which}: signed by {names or 'unnamed'}, {stamp}; written by {wrote}."
        for action in manifest["actions"]:
            about = action["source_words"] or action["source_type"]
            # Cases of earlier versions lack the last two.
            stated = (f"{name} = {value}" for name, value in action.get("parameters", ()))
            described = str(action.get("description", "")).rstrip(".")
            parts = (action["name"], described, about, action["agent"], action["when"], *stated)
            yield f"Stated action: {'; '.join(filter(None, parts))}."
    for check in facts["checks"]:
        if check["outcome"] != "success":
            named = f" '{check['name']}'" if check.get("name") else ""
            of = f" (ingredient{named})" if check["ingredient"] else ""
            cause = f": {check['cause']}" if check.get("cause") else ""
            words = f"{check['words']} ({check['code']}{cause})"
            yield f"Check {_OUTCOMES[check['outcome']]}{of}: {words}."


def jpeg(facts: Mapping[str, Any]) -> str:
    """Say how a JPEG was compressed."""
    way = "progressive" if facts["progressive"] else "sequential"
    quality = int(facts["estimated_quality"])
    start = f"{text.capital(way)}, chroma subsampling {facts['subsampling']}."
    if facts["standard_tables"]:
        return f"{start} Quantisation tables: the standard ones of libjpeg at quality {quality}."
    apart = float(facts["mean_difference_from_standard"])
    told = f"{apart:.1f}" if apart >= 0.05 else "less than 0.1"
    return (
        f"{start} Quantisation tables: not the standard ones of libjpeg, closest to quality "
        f"{quality} (divisors {told} apart on average), as of cameras and some programs."
    )


def thumbnail(facts: Mapping[str, Any]) -> str:
    """Say how an embedded thumbnail compares with its image."""
    # No hard spaces: what comes with words of the file is shown with its escapes.
    start = f"In {facts['source']}: {int(facts['width']):,} × {int(facts['height']):,} px."
    apart = facts["mean_absolute_grey_difference"]
    if apart is None:
        return f"{start} It was not compared, as the image could not be decoded."
    return (
        f"{start} It differs from the image, scaled to its size, by {float(apart):.1f} of 255 "
        "grey levels on average; a large difference means that they show different things."
    )
