"""Sentences of a report on one image, its file and its models, made of their values."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from gng_desktop.analysis.support import NO_SUPPORT, SCALE
from gng_desktop.core.text import listed
from gng_desktop.report import text

if TYPE_CHECKING:
    from gng_desktop.analysis.held_out import Share
    from gng_desktop.analysis.result import Analysis

MISSING_NAMED = 12  # faces not analysed that are named
NO_TRACES = "No traces of a generator in the metadata."


def novelty(value: float | None) -> str:
    """Say how unlike the images known to a classifier a face is; "" where that is not known."""
    if value is None:
        return ""
    return f"Novelty {value:.2f} times the limit: {'out of' if value > 1 else 'within'} scope."


def pixels(width: int | None, height: int | None) -> str:
    """Return a size in px."""
    if width is None or height is None:
        return text.NONE
    return f"{width:,} × {height:,} px".replace(" ", text.HARD_SPACE)


def is_part(analysis: Analysis | None) -> bool:
    """Tell whether the networks were given only a part of an image."""
    if analysis is None or analysis.status != "ok" or analysis.face_box is None:
        return False
    return analysis.face_box[2:] != (analysis.width, analysis.height)


_OUTCOMES = {"failure": "failed", "informational": "noted"}


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
    way = "Progressive" if facts["progressive"] else "Sequential"
    quality = int(facts["estimated_quality"])
    start = f"{way}, chroma subsampling {facts['subsampling']}."
    if facts["standard_tables"]:
        return f"{start} Quantisation tables: the standard ones of libjpeg at quality {quality}."
    apart = float(facts["mean_difference_from_standard"])
    shown = f"{apart:.1f}" if apart >= 0.05 else "less than 0.1"
    return (
        f"{start} Quantisation tables: not the standard ones of libjpeg, closest to quality "
        f"{quality} (divisors {shown} apart on average), as of cameras and some programs."
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


def missing(known: Collection[int]) -> str:
    """Say which faces below the highest number were not analysed; "" if all were."""
    left = (str(number) for number in range(1, max(known, default=0)) if number not in known)
    # A number may be anything where a case was tampered with.
    gaps = list(islice(left, MISSING_NAMED + 1))
    if not gaps:
        return ""
    if len(gaps) == 1:
        return f"Face {gaps[0]} was not analysed."
    last = "others" if len(gaps) > MISSING_NAMED else gaps[-1]
    return f"Faces {listed([*gaps[:-1], last])} were not analysed."


def share(found: Share | None) -> str:
    """Return hits and images, the share and its interval; a share alone says too little."""
    if found is None:
        return text.NONE
    low, high = (f"{100 * end:.1f}" for end in found.interval)
    words = f"{found.hits:,} of {found.images:,}: {100 * found.value:.1f} % ({low} to {high} %)"
    return words.replace(" %", text.HARD_SPACE + "%")


def scale_rows() -> list[tuple[str, str]]:
    """Return the verbal scale, range and words, the weakest first."""
    steps = [(1.0, NO_SUPPORT), *reversed(SCALE)]
    ends: Sequence[tuple[float, str] | None] = [*steps[1:], None]
    return [
        (f"{least:,.0f} to {above[0]:,.0f}" if above else f"from {least:,.0f}", words)
        for (least, words), above in zip(steps, ends, strict=True)
    ]
