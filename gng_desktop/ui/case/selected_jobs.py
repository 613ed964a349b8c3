"""Decisions on, and additions to a case of, many images: long work off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from gng_desktop.core.progress import Progress
from gng_desktop.ui.case.jobs import sentences
from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.workers import Steps, UserError

if TYPE_CHECKING:
    from gng_desktop.analysis.pipeline import Analyser
    from gng_desktop.analysis.result import Analysis
    from gng_desktop.casework.case.store import Case
    from gng_desktop.casework.decisions import Decision, KeepsDecisions
    from gng_desktop.explain.rendering import Palette
    from gng_desktop.ui.image.findings import Findings

Tags = tuple[str, ...]
Image = tuple[Path, "Analysis | None"]
"""A file of the list and what is known of it, without views."""


@dataclass(frozen=True)
class Entry:
    """What is to be recorded: a key of `RECORDS`, and what becomes of the tags there are."""

    conclusion: str
    analyst: str
    comment: str = ""
    tags: Callable[[Tags], Tags] | None = None


@dataclass(frozen=True)
class Recorded:
    """An image on which something was recorded."""

    path: Path
    analysis: Analysis  # without views
    history: list[Decision]  # all records of the image, the earliest first
    tags_before: Tags


def record(
    store: KeepsDecisions,
    images: Sequence[Image],
    entry: Entry,
    analyser: Analyser | None,
    case: Case | None,
    stopped: Callable[[], bool],
) -> Steps:
    """Record `entry` on each image; yield `Progress`, a `Recorded` each, at last how many.

    An image that waits for its analysis is analysed first, and one that is not in `case` yet is
    added to it: a decision is on known bytes. A file that cannot be read is left out.
    """
    from gng_desktop.casework.decisions import DecisionError, decide, tags_of

    done = 0
    try:
        held = frozenset() if case is None else case.hashes
        for number, (path, known) in enumerate(images):
            if stopped():
                break
            if len(images) > 1:
                yield Progress(number, len(images), tr("Recording on {name}", name=path.name))
            analysis = known or (None if analyser is None else analyser.analyse(path))
            if analysis is None or (sha256 := analysis.sha256) is None:
                continue
            analysis = replace(analysis, views=None)
            if case is not None and analyser is not None and sha256 not in held:
                _add(case, analysis, analyser.models)
            before = tags_of(store.history(sha256))
            tags = None if entry.tags is None else entry.tags(before)
            made = decide(analysis, entry.conclusion, entry.comment, entry.analyst, tags)
            yield Recorded(path, analysis, store.record(made), before)
            done += 1
    except DecisionError as error:
        raise UserError(str(error)) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(
            tr(
                "Nothing more can be recorded in {folder} ({reason}); check that folder and "
                "record again.",
                folder=store.folder,
                reason=reason,
            )
        ) from error
    yield done


def _add(case: Case, analysis: Analysis, models: Mapping[str, Any]) -> None:
    from gng_desktop.casework.case.connection import CaseError
    from gng_desktop.casework.saving import Results

    # What is wrong with the case is reported where the decision itself is added.
    with suppress(CaseError):
        case.add_results(Results(analysis), {}, models)


@dataclass(frozen=True)
class Added:
    """How many images were added to a case, were in it already, and cannot be read."""

    added: int
    there: int
    unreadable: int


def add_all(
    case: Case,
    analyser: Analyser,
    images: Sequence[Image],
    known: Mapping[Path, Findings],
    palette: str,
    problems: Sequence[str],
) -> Steps:
    """Add images to a case with previews and all that was found; yield `Progress`, `Added`.

    Each is analysed, whatever the list says of it: the case is on the bytes as they are now. The
    `Analysis` of each is yielded, too. An image that the case has by the models in use is left as
    it is, unless more was found of it.

    Parameters
    ----------
    known : mapping of Path to Findings
        What took long to compute.
    """
    added = there = unreadable = 0
    with sentences():
        case.add_settings({"palette": palette})
        case.remark_once(problems)
        for number, (path, listed) in enumerate(images):
            text = tr("Adding {name} to the case", name=path.name)
            yield Progress(number, len(images), text)
            analysis = analyser.analyse(path)
            if analysis.sha256 is None:
                unreadable += 1
                continue
            if listed is not None and replace(analysis, seconds=listed.seconds) == listed:
                # The same but for the time it took: the case may have it already.
                analysis = replace(analysis, seconds=listed.seconds)
            yield replace(analysis, views=None)
            if _complete(case, analysis) and path not in known:
                there += 1
                continue
            yield from _add_one(case, analyser, analysis, known.get(path), palette)
            added += 1
    yield Added(added, there, unreadable)


def _add_one(
    case: Case, analyser: Analyser, analysis: Analysis, earlier: Findings | None, palette: str
) -> Generator[Any, None, None]:
    from gng_desktop.casework.case.previews import previews
    from gng_desktop.provenance.record import provenance_steps
    from gng_desktop.ui.image.findings import Findings

    found = Findings(analysis)
    if earlier is not None:
        found.adopt(earlier)
    for step in provenance_steps(Path(analysis.path)):
        if not isinstance(step, Progress):
            found.provenance = step
    results = found.results()
    case.add_results(results, previews(results, cast("Palette", palette)), analyser.models)
    yield Progress(0, 0, tr("Adding to the case"))


def _complete(case: Case, analysis: Analysis) -> bool:
    """Tell whether a case has previews of an image by the same models."""
    from gng_desktop.casework.case.contents import made_by

    image, models = case.image(analysis.sha256 or ""), made_by(analysis.to_json())
    if image is None:
        return False
    whole = (p for p in image.parts if p.face is None and p.analysis.made_by == models)
    return any(part.previews or analysis.views is None for part in whole)


def earlier_decisions(own: KeepsDecisions, case: Case, hashes: Collection[str]) -> Steps:
    """Yield the decisions in `own` on the images of `hashes` that `case` does not have."""
    from gng_desktop.casework.decisions import DecisionError

    found: list[Decision] = []
    for sha256 in sorted(hashes):
        # A damaged file is reported when its image is opened.
        with suppress(DecisionError, OSError):
            if own.has(sha256):
                there = case.history(sha256)
                found += [d for d in own.history(sha256) if d not in there]
    yield found


def take_over(
    case: Case, decisions: Sequence[Decision], analyses: Sequence[Analysis], models: Any
) -> Steps:
    """Add decisions from before the case, and the images they are on, to it; yield how many."""
    by_hash = {analysis.sha256: analysis for analysis in analyses}
    with sentences():
        held = case.hashes
        for done, decision in enumerate(decisions):
            yield Progress(done, len(decisions), tr("Importing earlier decisions"))
            analysis = by_hash.get(decision.sha256)
            if analysis is not None and decision.sha256 not in held:
                _add(case, analysis, models)
            case.add_decision(decision)
        case.remark(f"{len(decisions)} decisions recorded before the case taken over")
    yield len(decisions)
