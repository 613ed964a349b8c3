"""Does the verdict survive re-posting? The image is compressed, reduced, blurred, analysed."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from gng_desktop.analysis import HASHED
from gng_desktop.analysis.pipeline import Analyser
from gng_desktop.analysis.result import Analysis, Status, Verdict, Views
from gng_desktop.core.progress import Progress
from gng_desktop.core.text import listed
from gng_desktop.imaging.faces import frame
from gng_desktop.imaging.perturbations import KINDS, STRENGTHS, Perturbation

Kind = str
"""``"as is"``, a key of `AMOUNTS`, or one of `gng_desktop.imaging.perturbations.KINDS`."""

AMOUNTS: dict[Kind, tuple[float, ...]] = {
    "jpeg": (95, 90, 80, 70, 60, 50),
    "resize": (75, 50, 35, 25),
    "blur": (0.5, 1, 1.5, 2, 3),
}
"""Amounts tested, the mildest first: quality on libjpeg's scale, percent of the width and height,
standard deviation in px of the original. The image as it is stands for 100 % and for no blur."""
_UNITS: dict[Kind, tuple[str, str]] = {
    "jpeg": ("JPEG", ""),
    "resize": ("size", " %"),
    "blur": ("blur", " px"),
}


@dataclass(frozen=True)
class StressPoint:
    """One changed image and what the whole analysis made of it.

    Attributes
    ----------
    kind : str
        See `Kind`.
    amount : float
        In the unit of `AMOUNTS`; the strength, 1 to 5, of other kinds; 0 as is.
    verdict : {"generated", "real", "inconclusive"} or None
        None unless `status` is ``ok``.
    score_with_background, score_without_background : float or None
        Calibrated, 0..1.
    reason : str
        As of the analysis: why there is no verdict, or why it is inconclusive.
    detectors : dict of str to tuple of (float or None)
        By id of a further detector its calibrated and its raw score, 0..1.
    score_fused : float or None
        Of all detectors together, 0..1; None without a rule of fusion, and in results of
        versions that did not store it.
    """

    kind: Kind
    amount: float
    status: Status
    verdict: Verdict | None
    score_with_background: float | None
    score_without_background: float | None
    reason: str
    detectors: dict[str, tuple[float | None, float | None]] = field(default_factory=dict)
    score_fused: float | None = None

    @property
    def name(self) -> str:
        """``"as is"``, ``"JPEG 80"``, ``"size 50 %"``, ``"blur 1.5 px"``, ``"fog 3"``."""
        if self.kind == "as is":
            return self.kind
        word, unit = _UNITS.get(self.kind, (self.kind, ""))
        return f"{word} {self.amount:g}{unit}"


@dataclass(frozen=True)
class Stress:
    """What became of a verdict.

    Attributes
    ----------
    points : tuple of StressPoint
        The image as it is, then every change by kind, the mildest first.
    """

    points: tuple[StressPoint, ...]

    @property
    def verdict(self) -> Verdict | None:
        """The verdict on the image as it is."""
        return self.points[0].verdict

    def of(self, kind: Kind) -> tuple[StressPoint, ...]:
        """Return the changes of one kind, the mildest first."""
        return tuple(point for point in self.points if point.kind == kind)

    @property
    def changes(self) -> tuple[StressPoint, ...]:
        """All points but the image as it is."""
        return self.points[1:]

    @property
    def survived(self) -> tuple[StressPoint, ...]:
        """The changes under which the verdict stays what it is."""
        return tuple(point for point in self.changes if point.verdict == self.verdict)

    @property
    def sentence(self) -> str:
        """For people: what the verdict survives, and what becomes of it else."""
        survived, every = self.survived, len(self.changes)
        start = f'The verdict "{self.verdict}" survives'
        if len(survived) == every:
            return f"{start} all {every} changes tested."
        count = f"{len(survived) or 'none'} of the {every}"
        listed = f": {self._listed(survived)}" if survived else ""
        others = {point.verdict for point in self.changes} - {self.verdict}
        # The opposite first: it matters most.
        order = sorted(others, key=lambda v: (v is None, v == "inconclusive", v or ""))
        became = (
            f"{f'It turns {v}' if v else 'No face is analysed any more'} with "
            f"{self._listed([p for p in self.changes if p.verdict == v])}."
            for v in order
        )
        return " ".join([f"{start} {count} changes tested{listed}.", *became])

    def to_json(self) -> dict[str, Any]:
        """Return verdict, counts of changes and survivals, sentence, points as JSON values."""
        return {
            "verdict": self.verdict,
            "changes": len(self.changes),
            "survived": len(self.survived),
            "sentence": self.sentence,
            "points": [asdict(point) for point in self.points],
        }

    def _listed(self, points: Sequence[StressPoint]) -> str:
        """Name `points` by kind: ``"JPEG 95 to 60; size 75 and 50 %"``."""
        parts = []
        for kind in dict.fromkeys(point.kind for point in self.changes):
            word, unit = _UNITS.get(kind, (kind, ""))
            chosen = [point.amount for point in points if point.kind == kind]
            if chosen:
                every = [point.amount for point in self.of(kind)]
                parts.append(f"{word} {runs(chosen, every)}{unit}")
        return "; ".join(parts)


def stress(
    analyser: Analyser, analysis: Analysis, kinds: Sequence[str] = ()
) -> Generator[Progress | StressPoint | Stress, None, None]:
    """Change an image in every way of `AMOUNTS` and analyse each as a re-posted file would be.

    Each change starts from the image as it was read, and each changed image goes through the
    whole analysis: segmentation, square around the face, stripping, both scores, scope. A face
    that was analysed on its own, or that the analyst pointed out, is analysed again where it was:
    another may be the largest one. A mask that the analyst corrected stays.

    Parameters
    ----------
    analyser : Analyser
        The one that made `analysis`.
    analysis : Analysis
        Of the image as it is, with a verdict and its views.
    kinds : sequence of str
        Of `gng_desktop.imaging.perturbations.KINDS`, to be tested too, in five strengths.

    Yields
    ------
    Progress
        Before every change.
    StressPoint
        After every change; first the image as it is.
    Stress
        At last, all of them.

    Raises
    ------
    ValueError
        If there is no verdict to be tested, or no picture.
    """
    if analysis.verdict is None or analysis.views is None:
        raise ValueError("there is no verdict whose survival could be tested")
    views, rgb = analysis.views, analysis.views.rgb
    corrected = any(HASHED in note for note in analysis.notes)
    pointed_out = analysis.face_index is not None or not _largest(analyser, views)
    points = [point_of("as is", 0, analysis)]
    yield points[0]
    amounts = {**AMOUNTS, **dict.fromkeys(kinds, STRENGTHS)}
    tests = [(kind, amount) for kind, chosen in amounts.items() for amount in chosen]
    for done, (kind, amount) in enumerate(tests):
        yield Progress(done, len(tests), "Testing whether the verdict survives")
        changed = change(kind, amount, rgb.shape[1], rgb.shape[0]).apply(rgb)
        box = views.analysed.rescaled(rgb.shape, changed.shape)
        if corrected:
            again = replace(views, rgb=changed, box=box)
            found = analyser.analyse_corrected(analysis.path, again, "")
        elif pointed_out:
            found = analyser.analyse_part(analysis.path, changed, box)
        else:
            found = analyser.analyse_picture(analysis.path, changed)
        points.append(point_of(kind, amount, found))
        yield points[-1]
    yield Stress(tuple(points))


def _largest(analyser: Analyser, views: Views) -> bool:
    """Tell whether what was analysed is what `Analyser.analyse` would choose of the picture."""
    if views.box is None:
        return True
    face, (height, width) = analyser.find_face(views.rgb), views.rgb.shape[:2]
    return face is not None and frame(face, width, height) == views.analysed


def change(kind: Kind, amount: float, width: int, height: int) -> Perturbation:
    """Return the perturbation of an image of `width` x `height` px; units as in `AMOUNTS`."""
    if kind == "jpeg":
        return Perturbation(quality=round(amount))
    if kind == "resize":
        return Perturbation(side=max(1, round(min(width, height) * amount / 100)))
    if kind in KINDS:
        return Perturbation(kind=kind, strength=round(amount))
    return Perturbation(sigma=amount if kind == "blur" else 0.0)


def point_of(kind: Kind, amount: float, found: Analysis) -> StressPoint:
    """Return what `found`, the analysis of the image changed by `kind` and `amount`, says."""
    return StressPoint(
        kind=kind,
        amount=amount,
        status=found.status,
        verdict=found.verdict,
        score_with_background=found.score_with_background,
        score_without_background=found.score_without_background,
        reason=found.reason,
        detectors={d.id: (d.score, d.raw) for d in found.detectors},
        score_fused=found.score_fused,
    )


def runs(chosen: Sequence[float], every: Sequence[float]) -> str:
    """List the `chosen` of `every` amount; three or more in a row become ``"95 to 60"``."""
    rows: list[list[float]] = []
    for position, amount in enumerate(every):
        if amount in chosen:
            if rows and every[position - 1] == rows[-1][-1]:
                rows[-1].append(amount)
            else:
                rows.append([amount])
    parts: list[str] = []
    for row in rows:
        words = [f"{amount:g}" for amount in row]
        parts += [f"{words[0]} to {words[-1]}"] if len(row) > 2 else words
    return listed(parts)
