"""What is known of one analysis: of an image as a whole, or of one face in it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gng_desktop.analysis.result import Analysis
    from gng_desktop.analysis.stress import Stress
    from gng_desktop.casework.decisions import Decision
    from gng_desktop.casework.saving import Results
    from gng_desktop.explain.faithfulness import Faithfulness
    from gng_desktop.explain.methods import Explained, FurtherExplained
    from gng_desktop.provenance.record import Provenance


UNBOUND = ((None, None), (None, None))
"""What bounds the factors of an explanation read back: neither case nor disk has it."""


@dataclass
class Findings:
    """What is known so far; all but the analysis comes on request.

    `provenance` and `history` are of the file: the same for every face of it. `explained`,
    `tested` and `settings`, with which an explanation was asked for, are by `Explanation.method`;
    `further`, explanations of further detectors, and their settings by `FurtherExplained.key`.
    """

    analysis: Analysis
    explained: dict[str, Explained] = field(default_factory=dict)
    latest: Explained | None = None
    tested: dict[str, tuple[Faithfulness, Faithfulness]] = field(default_factory=dict)
    stress: Stress | None = None
    provenance: Provenance | None = None
    history: list[Decision] = field(default_factory=list)
    settings: dict[str, str] = field(default_factory=dict)
    further: dict[str, FurtherExplained] = field(default_factory=dict)

    def of_face(self, analysis: Analysis) -> Findings:
        return Findings(analysis, provenance=self.provenance, history=self.history)

    @property
    def empty(self) -> bool:
        """Whether there is nothing that took long to compute."""
        return not self.explained and not self.further and self.stress is None

    @property
    def size(self) -> int:
        maps = [drawn for explained in self.explained.values() for drawn in explained.maps]
        maps += [found.map for found in self.further.values()]
        # Regions hold a label of 8 bytes for each pixel of a map of 4.
        of_regions = 3 if any(e.regions is not None for e in self.explained.values()) else 1
        return sum(m.values.nbytes * of_regions + m.image.nbytes for m in maps) + 10_000

    def add(self, explained: Explained, settings: str = "") -> None:
        method = explained.maps[0].method
        self.explained[method] = self.latest = explained
        self.settings[method] = settings

    def add_further(self, found: FurtherExplained, settings: str = "") -> None:
        """Take in the explanation of a further detector; it is the latest of its kind."""
        self.further.pop(found.key, None)
        self.further[found.key], self.settings[found.key] = found, settings

    def seen_by(self, found: FurtherExplained) -> str:
        """Return which view the detector of an explanation sees."""
        views = (d.view for d in self.analysis.detectors if d.id == found.detector)
        return next(views, "face")

    def latest_of(self, detector: str) -> FurtherExplained | None:
        return next((f for f in reversed(self.further.values()) if f.detector == detector), None)

    def method_by(self, settings: str) -> str | None:
        """Return the method whose explanation was asked for with `settings`."""
        return next((m for m in self.explained if self.settings.get(m) == settings), None)

    def further_by(self, settings: str, detector: str) -> FurtherExplained | None:
        asked = (f for key, f in self.further.items() if self.settings[key] == settings)
        return next((f for f in asked if f.detector == detector), None)

    def adopt(self, earlier: Findings) -> None:
        """Take over what was found earlier on the same face or image, where there is nothing."""
        for method, explained in earlier.explained.items():
            if method not in self.explained:
                self.explained[method] = explained
                self.settings[method] = earlier.settings.get(method, "")
                if method in earlier.tested:
                    self.tested[method] = earlier.tested[method]
        scored = {found.label for found in self.analysis.detectors}
        for key, one in earlier.further.items():
            if key not in self.further and one.label in scored:
                self.add_further(one, earlier.settings.get(key, ""))
        self.latest = self.latest or earlier.latest
        self.stress = self.stress or earlier.stress
        self.provenance = self.provenance or earlier.provenance
        self.history = self.history or earlier.history

    def bound(self, models: Mapping[str, Any]) -> None:
        """Let no explanation read back name factors that the held-out images do not back."""
        from gng_desktop.analysis import OWN
        from gng_desktop.analysis.support import most_backed

        for method, explained in self.explained.items():
            if explained.regions is not None and explained.caps == UNBOUND:
                first, second = (most_backed(self.analysis, models, role) for role in OWN)
                self.explained[method] = replace(explained, caps=(first, second))
                if self.latest is explained:
                    self.latest = self.explained[method]

    def without_views(self) -> Findings:
        """Return the same without pictures of the image."""
        return replace(
            self,
            analysis=replace(self.analysis, views=None),
            explained=dict(self.explained),
            latest=self.latest if self.latest is None or self.latest.complete else None,
            tested=dict(self.tested),
            settings=dict(self.settings),
            further=dict(self.further),
        )

    def results(self) -> Results:
        from gng_desktop.casework.saving import Results

        return Results(
            self.analysis,
            tuple(self.explained.values()),
            dict(self.tested),
            tuple(self.history),
            self.provenance,
            self.stress,
            tuple(self.further.values()),
        )
