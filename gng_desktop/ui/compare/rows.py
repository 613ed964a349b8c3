"""What is known of several images: computed, and as the rows of one table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gng_desktop.analysis import OWN
from gng_desktop.core.progress import Progress
from gng_desktop.ui.image import jobs
from gng_desktop.ui.kit.language import QT_TR_NOOP, number, tr
from gng_desktop.ui.kit.score_scale import score_text
from gng_desktop.ui.kit.workers import Steps
from gng_desktop.ui.panels.further import detector_name, detector_text

if TYPE_CHECKING:
    from gng_desktop.analysis.pipeline import Analyser
    from gng_desktop.analysis.result import Analysis
    from gng_desktop.explain.catalogue import ExplainChoices
    from gng_desktop.explain.gradient_process import GradientProcess
    from gng_desktop.provenance.facts import Pixels
    from gng_desktop.provenance.record import Provenance

STEPS = 1_000
"""Of the progress of one image."""
NONE = "—"
ANALYSIS, FILE, ORIGIN = QT_TR_NOOP("Analysis"), QT_TR_NOOP("File"), QT_TR_NOOP("Provenance")


@dataclass(frozen=True)
class Compared:
    """One image and what its file states."""

    analysis: Analysis
    provenance: Provenance


@dataclass(frozen=True)
class CompareRow:
    """One fact of all images.

    Attributes
    ----------
    group, name : str
        In the user's language.
    values : tuple of str
        One for each image; `NONE` where it is not known.
    spread : str
        Largest less smallest value of numbers; "" for texts.
    always : bool
        Whether it is shown among the differences even if there is none.
    """

    group: str
    name: str
    values: tuple[str, ...]
    spread: str = ""
    always: bool = False

    @property
    def differs(self) -> bool:
        return len(set(self.values)) > 1


def compare_rows(images: Sequence[Compared]) -> list[CompareRow]:
    """Return the facts of all `images`: scores, file, provenance, then all metadata."""
    return [*_analysis_rows(images), *_file_rows(images), *_metadata_rows(images)]


def _analysis_rows(images: Sequence[Compared]) -> Iterator[CompareRow]:
    group = tr(ANALYSIS)

    def numbers(name: str, field: str, show: Callable[[float | None], str]) -> CompareRow:
        found = [getattr(image.analysis, field) for image in images]
        known = [value for value in found if value is not None]
        spread = number(max(known) - min(known), ".2f") if len(known) > 1 else ""
        always = field.startswith("score")
        return CompareRow(group, name, tuple(map(show, found)), spread, always)

    def texts(name: str, of: Callable[[Analysis], object]) -> CompareRow:
        return CompareRow(group, name, tuple(_text(of(image.analysis)) for image in images))

    yield texts(tr("Verdict"), lambda a: tr(a.verdict or a.status.replace("_", " ")))
    yield numbers(tr("Score with background"), "score_with_background", score_text)
    yield numbers(tr("Score without background"), "score_without_background", score_text)
    if any(image.analysis.score_fused is not None for image in images):
        yield numbers(tr("Fused score"), "score_fused", score_text)
    for name in dict.fromkeys(d.id for image in images for d in image.analysis.detectors):
        yield _detector_row(images, name)
    if any(image.analysis.deciding != OWN for image in images):
        names = QT_TR_NOOP("Verdict made of")
        yield texts(tr(names), lambda a: a.verdict and ", ".join(map(detector_name, a.deciding)))
    yield texts(tr("Support"), lambda a: tr(a.support))
    yield numbers(tr("Likelihood ratio"), "likelihood_ratio", lambda v: _number(v, ",.3g"))
    for name, field in (
        (tr("Novelty with background"), "novelty_with_background"),
        (tr("Novelty without background"), "novelty_without_background"),
    ):
        yield numbers(name, field, lambda v: _number(v, ".2f"))
    yield texts(tr("Reason"), lambda a: tr(a.reason) if a.reason else "")
    yield texts(tr("Face"), lambda a: a.face_box and "{2} × {3} px, {0}, {1}".format(*a.face_box))
    yield texts(tr("With-background classifier"), lambda a: a.classifier_with_background)
    yield texts(tr("Without-background classifier"), lambda a: a.classifier_without_background)
    yield texts(tr("Notes"), lambda a: " ".join(map(tr, a.notes)))


def _detector_row(images: Sequence[Compared], name: str) -> CompareRow:
    """Return what a further detector says of each image: narrow columns show the scores."""
    values, scores = [], []
    for analysis in (image.analysis for image in images):
        found = next((d for d in analysis.detectors if d.id == name), None)
        text = detector_text(analysis, name)
        if found is not None and text.startswith(start := f"{found.label}: "):
            text = f"{text[len(start) :]} ({found.label})"
        values.append(text or NONE)
        if found is not None and found.score is not None:
            scores.append(found.score)
    spread = number(max(scores) - min(scores), ".2f") if len(scores) > 1 else ""
    return CompareRow(tr(ANALYSIS), detector_name(name), tuple(values), spread)


def _file_rows(images: Sequence[Compared]) -> Iterator[CompareRow]:
    def texts(group: str, name: str, of: Callable[[Provenance], object]) -> CompareRow:
        found = (_text(of(image.provenance)) for image in images)
        return CompareRow(tr(group), name, tuple(found))

    yield texts(FILE, "SHA-256", lambda p: p.facts.sha256)
    yield texts(FILE, tr("Bytes"), lambda p: p.facts.size and number(p.facts.size, ","))
    yield texts(FILE, tr("Modified"), lambda p: p.facts.modified)

    def pixels(name: str, of: Callable[[Pixels], object]) -> CompareRow:
        def found(p: Provenance) -> object:
            return None if p.facts.pixels is None else of(p.facts.pixels)

        return texts(FILE, name, found)

    yield pixels(tr("Format"), lambda p: p.format)
    yield pixels(tr("Size"), lambda p: f"{p.width} × {p.height}")
    yield pixels(tr("Colours"), lambda p: p.colours)
    yield texts(ORIGIN, tr("Generator stated"), lambda p: tr(p.flag.sentence))
    yield texts(ORIGIN, tr("Content Credentials"), lambda p: tr(p.credentials.sentence))
    yield texts(ORIGIN, tr("Generator traces"), lambda p: "; ".join(t.what for t in p.traces))
    yield texts(ORIGIN, tr("JPEG quality"), lambda p: p.jpeg and tr(p.jpeg.sentence))
    yield texts(ORIGIN, tr("Chroma subsampling"), lambda p: p.jpeg and p.jpeg.subsampling)
    yield texts(ORIGIN, tr("Thumbnails"), lambda p: "; ".join(tr(t.sentence) for t in p.thumbnails))
    yield texts(
        ORIGIN, tr("Data after the end"), lambda p: "; ".join(t.sentence for t in p.trailing)
    )
    yield texts(ORIGIN, tr("Problems"), lambda p: "; ".join(p.problems))


def _metadata_rows(images: Sequence[Compared]) -> Iterator[CompareRow]:
    """Yield the metadata; places stay withheld."""
    tables: list[dict[tuple[str, str], str]] = []
    for image in images:
        table: dict[tuple[str, str], str] = {}
        for row in image.provenance.rows():
            key = row.group, row.name
            table[key] = "; ".join(filter(None, (table.get(key), row.value)))
        tables.append(table)
    for key in dict.fromkeys(key for table in tables for key in table):
        yield CompareRow(*key, tuple(table.get(key, NONE) for table in tables))


def _text(value: object) -> str:
    return str(value) if value else NONE


def _number(value: float | None, form: str) -> str:
    return NONE if value is None else number(value, form)


def load_steps(analyser: Analyser, paths: Sequence[Path]) -> Steps:
    """Yield `Progress` and, for each of `paths`, its number from 0 and `Compared`."""
    from gng_desktop.provenance.record import read_provenance

    for place, path in enumerate(paths):
        yield Progress(place, len(paths), tr("Analysing {name}", name=path.name))
        analysis = analyser.analyse(path)
        if analysis.views is not None:
            analysis.views.prepare()
        yield place, Compared(analysis, read_provenance(path))


def explain_steps(
    analyser: Analyser,
    analyses: dict[int, Analysis],
    choices: ExplainChoices,
    process: GradientProcess,
) -> Steps:
    """Yield `Progress` and, for each of `analyses`, its number and `Explained`, at last whole.

    Or `FurtherExplained`, where a further detector is chosen.
    """
    total = STEPS * len(analyses)
    for done, (place, analysis) in enumerate(analyses.items()):
        name = Path(analysis.path).name
        with closing(jobs.explain(analyser, analysis, choices, process)) as steps:
            for step in steps:
                if isinstance(step, Progress):
                    share = step.done / step.total if step.total else 0
                    at = STEPS * done + round(STEPS * share)
                    yield Progress(at, total, tr("Explaining {name}", name=name))
                else:
                    yield place, step
