"""Every word and sentence of a report, in plain English, so that one place is to be translated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from gng_desktop.analysis.support import NO_SUPPORT, SCALE
from gng_desktop.casework.decisions import CONCLUSIONS
from gng_desktop.imaging.provenance.fields import clean

if TYPE_CHECKING:
    from gng_desktop.analysis.held_out import Figure, Share
    from gng_desktop.analysis.result import Analysis, Verdict
    from gng_desktop.analysis.stress import Kind, StressPoint
    from gng_desktop.casework.report.content import FileFacts, MapFacts, ModelSheet

NONE = "—"
MINUS = "\N{MINUS SIGN}"
HARD_SPACE = "\N{NO-BREAK SPACE}"

# -- what could not be read ----------------------------------------------------------------------

THE_ANALYSIS, THE_SUPPORT, THE_MAPS, THE_REGIONS, THE_STRESS, THE_FILE, A_PICTURE = (
    "the analysis",
    "the support",
    "the facts on the maps",
    "the explanation by regions",
    "the stress test",
    "the provenance",
    "a picture",
)


def broken(what: str) -> str:
    """Say that a part of a page does not fit what this version of the program reads."""
    return f"{capital(what)} of this image as the case has it cannot be read and is left out."


def broken_model(role: str) -> str:
    """Say that a model of a case cannot be told of."""
    return f"What the case has of a model ({ROLES.get(role, NONE).lower()}) cannot be read."


# -- headings and labels -------------------------------------------------------------------------

KIND = "Report on the examination of face images"
UNTITLED = "Untitled report"
CONTENTS = "Contents"
SUMMARY = "Summary"
METHOD = "Method in plain words"
MODELS = "Models, their tests and their limits"
IMAGES = "Images"
INDEX = "Index of all files"
LOG = "Log of the case"
PAGE = "Page"

REFERENCE, EXAMINER, MADE_AT, VERSION = "Reference", "Examiner", "Report made", "Program"
CASE_MADE, CASE_NUMBER = "Case made", "Number of the case"
IMAGE_COUNT, CONTENT_HASH, LOG_HEAD = "Images", "SHA-256 of the content", "Head of the log"
SIGNATURE, PLACE_AND_DATE = "Signature of the examiner", "Place and date"

FILE, FOLDER, SHA256, BYTES, SIZE = "File", "Folder", "SHA-256", "Bytes", "Size"
MD5, FORMAT, MODIFIED = "MD5", "Format", "Modified"
JUDGED, ENGINE = "Judged part", "Computed by"
VERDICT, SUPPORT, SCORE = "Verdict", "Support", "Score"
DECISION = "Decision"
NUMBER = "No."
WITH, WITHOUT = "with background", "without background"
WITH_SHORT, WITHOUT_SHORT = "Score with", "Score without"

VIEWS = {
    "original": "Image as read",
    "overlay": "Regions found by the segmenter",
    "stripped": "Stripped: background black",
    "map_with_background": "Map of the score with background",
    "map_without_background": "Map of the score without background",
}
FRAMED = "Image as read, the judged part framed"
NO_VIEWS = "No pictures of this image are kept."

ROLES = {
    "segmenter": "Segmenter",
    "with_background": "With-background classifier",
    "without_background": "Without-background classifier",
}
ROLE_TASKS = {
    "segmenter": "Marks face, hair, features and background.",
    "with_background": "Scores the judged part as it is.",
    "without_background": "Scores the judged part with its background black.",
}
SCORE_OF = {
    "with_background": "Score with background",
    "without_background": "Score without background",
}

VERDICT_WORDS: dict[Verdict | None, str] = {
    "generated": "generated",
    "real": "real",
    "inconclusive": "inconclusive",
    None: "no verdict",
}
STATUS_WORDS = {"not_applicable": "not applicable", "error": "not readable"}
NOT_ANALYSED = "not analysed"
ZONES = {"generated": "generated", "real": "real", "inconclusive": "inconclusive"}
GENERATED_SHORT = "gen."
NO_LIMITS_SHORT = "no decision limits"

SUPPORT_STEPS: dict[str, tuple[str, ...]] = {
    NO_SUPPORT: ("no", "support"),
    "weak support": ("weak",),
    "moderate support": ("moderate",),
    "moderately strong support": ("moderately", "strong"),
    "strong support": ("strong",),
    "very strong support": ("very", "strong"),
    "extremely strong support": ("extremely", "strong"),
}
"""How the steps of the verbal scale are written into a drawing, a line each."""
RATIO_AT_LEAST = "ratio from"

PROGRAM_SAYS = "Verdict of the program"
ANALYST_SAYS = "Decision of the analyst"
NO_DECISION = "No decision is recorded for this image."
COMMENT_BELOW = "The comment stands at the end of this sheet."

SCORES_TITLE = "Scores"
VIEWS_TITLE = "Views"
RESTS_TITLE = "What the scores rest on"
STRESS_TITLE = "Does the verdict survive re-posting?"
FILE_TITLE = "What the file states"
HISTORY_TITLE = "All decisions on this image"

AWAY, TOWARD = "away from “generated”", "toward “generated”"
AWAY_SHORT, TOWARD_SHORT = "away", "toward “generated”"
LITTLE, MUCH = "little weight", "much weight"
BAR_UNITS = {
    "log-odds": "contribution to the log-odds of the score (0.7 doubles the odds of “generated”)",
    "score": "contribution to the score, 0 to 1",
}
STRESS_KINDS: dict[Kind, str] = {
    "jpeg": "JPEG quality",
    "resize": "size, % of the original",
    "blur": "blur, px",
}
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
NOT_READ = "Not readable"
COLUMN_GROUP, COLUMN_NAME, COLUMN_VALUE = "Where", "Name", "Value"

CONCLUSION, ANALYST, WHEN, COMMENT, SEEN = (
    "Conclusion",
    "Analyst",
    "When (UTC)",
    "Comment",
    "The program had said",
)

# -- title and summary ---------------------------------------------------------------------------

PURPOSE = (
    "This report tells, for each image, what the program GNG Desktop found on the question "
    "whether the face judged in it was made by an image generator, what in the picture the "
    "finding rests on, how well it is supported, and what the analyst decided. The program's "
    "verdict is an aid to an expert and no proof."
)
CHANGED = "The case was changed or damaged"
HASH_MEANING = (
    "The hash stands for everything in this report, however it is rendered: the HTML and the PDF "
    "made of one content bear the same, and it stands at the foot of every page. The HTML holds "
    "the content it is computed from."
)
HEAD_MEANING = (
    "The hash of the log's last entry: written down elsewhere, it tells whether the case was "
    "changed later."
)
SUMMARY_VERDICTS = "Verdicts of the program"
SUMMARY_DECISIONS = "Decisions of the analysts"
UNDECIDED_YET = "no decision recorded"
SUMMARY_NOTE = (
    "Scores run from 0 (real) to 1 (generated); what they and the words of support mean is told "
    "under “Method in plain words”."
)
NO_IMAGES = "This case holds no images."
SCOPE_TITLE = "Please note"
SCOPE_NOTE = (
    "“Real” does not exclude generators that the models do not know, and “generated” does not name "
    "a generator. “Inconclusive” says nothing in either direction."
)

# -- method --------------------------------------------------------------------------------------

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
CANNOT: tuple[str, ...] = (
    "It knows the generators it was trained on. A face by another generator, diffusion models "
    "above all, may be called real.",
    "It judges whether a face was generated as a whole. Retouching, swapped or animated faces "
    "and changes elsewhere in the picture were not tested.",
    "It judges one face of an image, the one in the judged part; nothing is said of others.",
    "It does not say who is shown, when or where a picture was taken, or who made it.",
    "Test figures hold for images like those tested; the case's images may differ from them.",
)
SCALE_HEAD = ("Likelihood ratio", "Words")

# -- models --------------------------------------------------------------------------------------

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

# -- index and log -------------------------------------------------------------------------------

INDEX_IMAGES, INDEX_MODELS = "Images", "Files of the models"
INDEX_NOTE = (
    "The SHA-256 of a file's bytes tells whether a copy at hand is the file that was examined."
)
LOG_NOTE = (
    "Every addition to the case is an entry. The hash of each continues that of the entry before, "
    "so that no entry can be changed, left out or put in between without changing all that follow."
)
INTACT = "When this report was made, the log and all that it names fitted each other."
NOT_INTACT = (
    "When this report was made, the log and what it names did not fit each other; see the title "
    "page."
)
NO_LOG = "These results are not kept in a case, so there is no log."
LOG_HEAD_ROW = ("No.", "When (UTC)", "Who", "What, and the SHA-256 of the chain up to here")

CONTENT_FILE = "Content of this report as JSON"


# -- sentences with values -----------------------------------------------------------------------


def score(value: float | None) -> str:
    """Return a score, 0..1, in two decimals; near the ends a bound, for no score is certain."""
    if value is None:
        return NONE
    if value < 0.01:
        return "below 0.01"
    return "above 0.99" if value > 0.99 else f"{value:.2f}"


def score_short(value: float | None) -> str:
    """Return `score` for a narrow column."""
    return score(value).replace("below ", "<" + HARD_SPACE).replace("above ", ">" + HARD_SPACE)


def signed(value: float, digits: int = 2) -> str:
    """Return a number with its sign."""
    told = f"{value:+.{digits}f}".replace("-", MINUS)
    return told[1:] if float(f"{value:.{digits}f}") == 0 else told


def when(moment: str) -> str:
    """Return a time, ISO 8601, to the minute in UTC; as it is where it is none."""
    try:
        found = datetime.fromisoformat(moment)
    except ValueError:
        return clean(moment, 40)
    if found.tzinfo is not None:
        found = found.astimezone(UTC)
    day = f"{found.day} {MONTHS[found.month - 1]} {found.year}"
    if len(moment) <= len("2026-01-01"):
        return day
    return f"{day}, {found:%H:%M}{' UTC' if found.tzinfo is not None else ''}"


def stamp(moment: str) -> str:
    """Return a time, ISO 8601, to the minute in UTC, for a narrow column whose head names UTC."""
    try:
        found = datetime.fromisoformat(moment)
    except ValueError:
        return clean(moment, 40)
    if found.tzinfo is not None:
        found = found.astimezone(UTC)
    return f"{found:%Y-%m-%d %H:%M}"


MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def capital(words: str) -> str:
    """Return `words` with a capital in front."""
    return words[:1].upper() + words[1:]


def count(number: int, one: str, many: str) -> str:
    """Return a number and what is counted."""
    return f"{number:,} {one if number == 1 else many}"


def byte_count(size: int | None) -> str:
    """Return a size in bytes, as exact as it is known."""
    return NONE if size is None else f"{size:,}"


def zones(thresholds: tuple[float, float] | None) -> str:
    """Say what the limits of a classifier mean."""
    if thresholds is None:
        return "This classifier has no decision limits."
    low, high = thresholds
    return f"Below {low:.2f} real, above {high:.2f} generated, between them inconclusive."


def novelty(value: float | None) -> str:
    """Say how unlike the images known to a classifier a face is; "" where that is not known."""
    if value is None:
        return ""
    if value > 1:
        return f"Novelty {value:.2f} times the limit: out of scope."
    return f"Novelty {value:.2f} times the limit: within scope."


def ladder(word: str, proposition: Verdict) -> str:
    """Say what the drawing of the verbal scale shows."""
    return f"Verbal scale of support for “{proposition}”: {word}"


def region_words(row: tuple[str, float | None, float | None], digits: int) -> str:
    """Say what one pair of bars shows."""
    name, *values = row
    first, second = (NONE if v is None else signed(v, digits) for v in values)
    return f"{clean(name, 80)}: {first} {WITH}, {second} {WITHOUT}"


def amount(point: StressPoint) -> str:
    """Return the amount of a change, for a narrow box."""
    return f"{point.amount:g}"


def difference(with_background: float, without_background: float) -> str:
    """Say by how much the background moves the score."""
    moved = with_background - without_background
    if abs(moved) < 0.01:
        return "The background moves the score by less than 0.01."
    return f"The background moves the score by {signed(moved)}."


def more_problems(number: int) -> str:
    """Say how many problems of a case are not listed."""
    return f"{number:,} more; “gng-desktop case verify” names all."


def images(number: int) -> str:
    """Return how many images there are, for the contents."""
    return count(number, "image, a sheet of its own", "images, a sheet each")


def calibrated(fitted_on: str) -> str:
    """Say what the scores of a classifier were calibrated on."""
    return f"Platt scaling, fitted on the {fitted_on}"


def model_heading(role: str) -> str:
    """Return the name and the task of a model."""
    return f"{ROLES[role]}: {ROLE_TASKS[role][0].lower()}{ROLE_TASKS[role][1:-1]}"


def on_computer(name: str) -> str:
    """Say on which computer a file was seen."""
    return f" (on {clean(name, 60)})"


def rows(number: int) -> str:
    """Say how many rows an entry of the log came with."""
    return count(number, "row", "rows")


def image_heading(number: int, total: int) -> str:
    """Return what stands above the name of an image."""
    return f"Image {number} of {total}"


def pixels(width: int | None, height: int | None) -> str:
    """Return a size in px."""
    if width is None or height is None:
        return NONE
    return f"{width:,} × {height:,} px".replace(" ", HARD_SPACE)


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


def status_word(analysis: Analysis | None) -> str:
    """Return the verdict, or why there is none, in a word or two."""
    if analysis is None:
        return NOT_ANALYSED
    if analysis.status == "ok" and analysis.verdict is not None:
        return VERDICT_WORDS[analysis.verdict]
    return STATUS_WORDS.get(analysis.status, NOT_ANALYSED)


def map_words(facts: MapFacts) -> str:
    """Say how the maps of a page came about."""
    how = f"{facts.method}, {facts.evaluations[0]:,} and {facts.evaluations[1]:,} evaluations"
    if facts.masker:
        how += f", hidden parts replaced by {facts.masker}"
    return f"{how}; both maps on one colour scale, for this image only."


def map_tests(facts: MapFacts) -> str:
    """Say whether the maps were tested, and how they did."""
    if None in facts.gains:
        return "Whether the maps show what moves the scores was not tested."
    first, second = (signed(gain or 0.0) for gain in facts.gains)
    return (
        f"Tested by hiding pixels in their order, the maps beat random ones by {first} and "
        f"{second} in log-odds (0: no better than chance)."
    )


def hidden_scores(scores: tuple[float, float]) -> str:
    """Say what the classifiers score with every region hidden."""
    return (
        f"With all regions hidden the scores are {score(scores[0])} with and {score(scores[1])} "
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
    return f"{count(left, 'more field is', 'more fields are')} kept and not listed here."


def conclusion(key: str) -> str:
    """Return the words of an analyst's conclusion."""
    return CONCLUSIONS.get(key, key)


def decided_by(analyst: str, moment: str, face: int | None = None) -> str:
    """Say who decided, when, and on which face if it was not on the image as a whole."""
    told = f"{clean(analyst, 100)}, {when(moment)}"
    return told if face is None else f"{told}; on face {face}"


def seen(verdict: str | None, scores: Sequence[float | None], face: int | None = None) -> str:
    """Say what the program had found, of a face or the whole, when a decision was recorded."""
    told = "no verdict"
    if verdict is not None:
        first, second = (score(value) for value in scores)
        told = f"{verdict}; scores {first} {WITH}, {second} {WITHOUT}"
    return told if face is None else f"face {face}: {told}"


def share(found: Share) -> str:
    """Return hits and images, the share and its interval; a share alone says too little."""
    low, high = (f"{100 * end:.1f}" for end in found.interval)
    value = f"{100 * found.value:.1f}"
    told = f"{found.hits:,} of {found.images:,}: {value} % ({low} to {high} %)"
    return told.replace(" %", HARD_SPACE + "%")


def figure(found: Figure) -> str:
    """Return a figure of merit and its interval."""
    name = FIGURE_NAMES.get(found.name, found.name)
    if found.interval is None:
        return f"{name}: {found.value:.3f}"
    low, high = found.interval
    return f"{name}: {found.value:.3f} ({low:.3f} to {high:.3f})"


def tested_on(images: int, trained: bool) -> str:
    """Say what images stand behind the figures that follow."""
    told = f"On {count(images, 'held-out image', 'held-out images')}"
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
    return f"{when(model.manifest.created)}; GNG Desktop {clean(model.manifest.program, 40)}"


def trained_on(images: object) -> str:
    """Say on how many images a model was trained; "" where that is not told."""
    if not isinstance(images, dict):
        return ""
    told = {name: images.get(name) for name in ("train", "val")}
    if not all(isinstance(n, int) for n in told.values()):
        return ""
    return f"{told['train']:,} training and {told['val']:,} validation images"


def scale_rows() -> list[tuple[str, str]]:
    """Return the verbal scale, range and words, the weakest first."""
    steps = [(1.0, NO_SUPPORT), *reversed(SCALE)]
    rows = []
    for (least, words), above in zip(steps, [*steps[1:], None], strict=True):
        span = f"{least:,.0f} to {above[0]:,.0f}" if above else f"from {least:,.0f}"
        rows.append((span, words))
    return rows


# -- what a file states, from `Provenance.to_json` -----------------------------------------------

_OUTCOMES = {"failure": "failed", "informational": "noted", "success": "passed"}


def credentials(facts: Mapping[str, Any]) -> Iterator[str]:
    """Yield sentences on Content Credentials: the state, who signed what, what did not hold."""
    yield str(facts["sentence"])
    for manifest in facts["manifests"]:
        which = "This image" if manifest["active"] else "An image that went into it"
        names = ", ".join(filter(None, (manifest["signer"], manifest["organisation"])))
        stamp = f"time stamp {manifest['time']}" if manifest["time"] else "no time stamp"
        wrote = manifest["generator"] or "unnamed"
        yield f"{which}: signed by {names or 'unnamed'}, {stamp}; written by {wrote}."
        for action in manifest["actions"]:
            about = action["source_words"] or action["source_type"]
            parts = (action["name"], action["agent"], action["when"], about)
            yield f"Stated action: {'; '.join(filter(None, parts))}."
    for check in facts["checks"]:
        if check["outcome"] != "success":
            of = " (an ingredient)" if check["ingredient"] else ""
            yield f"Check {_OUTCOMES[check['outcome']]}{of}: {check['words']} ({check['code']})."


def jpeg(facts: Mapping[str, Any]) -> str:
    """Say how a JPEG was compressed."""
    way = "progressive" if facts["progressive"] else "sequential"
    quality = int(facts["estimated_quality"])
    start = f"{capital(way)}, chroma subsampling {facts['subsampling']}."
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


# -- printing ------------------------------------------------------------------------------------

LAYING_OUT = "Laying out the report"
PRINTING = "Printing the report"
NOT_LOGGED = "The report was written, but the case does not know of it."
NO_PRINTER = "no PDF can be begun there"
INCOMPLETE = (
    "The PDF was not written, because a part of the report did not get onto a page; write the HTML "
    "instead and report the fault."
)
NO_ROOM = "its end is missing; the disk may be full"
NO_PAGE = "a page cannot be written"
NO_FONTS = "this computer has no fonts that Qt can use; install one, such as DejaVu Sans"


def page_of(number: int, total: int) -> str:
    """Return what stands at the foot of a page."""
    return f"Page {number} of {total}"


def foot_hash(sha256: str) -> str:
    """Return the hash at the foot of a page."""
    return f"Content {sha256}"


def not_written(path: str, reason: str) -> str:
    """Say that a report cannot be written."""
    return f"The report {path} cannot be written ({reason}); choose another place."
