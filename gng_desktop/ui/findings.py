"""What is known of one judgement: of an image as a whole, or of one face in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Analysis
    from gng_desktop.analysis.stress import Stress
    from gng_desktop.casework.decisions import Decision
    from gng_desktop.casework.saving import Results
    from gng_desktop.explain.faithfulness import Faithfulness
    from gng_desktop.explain.methods import Explained
    from gng_desktop.imaging.provenance.record import Provenance


@dataclass
class Findings:
    """What is known so far; all but the analysis comes on request.

    `provenance` and `history` are of the file: the same for every face of it.
    """

    analysis: Analysis
    explained: dict[str, Explained] = field(default_factory=dict)
    latest: Explained | None = None
    tested: dict[str, tuple[Faithfulness, Faithfulness]] = field(default_factory=dict)
    stress: Stress | None = None
    provenance: Provenance | None = None
    history: list[Decision] = field(default_factory=list)

    def of_face(self, analysis: Analysis) -> Findings:
        """Return what is known of a face of the same image."""
        return Findings(analysis, provenance=self.provenance, history=self.history)

    def results(self) -> Results:
        """Return all of it for saving."""
        from gng_desktop.casework.saving import Results

        return Results(
            self.analysis,
            tuple(self.explained.values()),
            dict(self.tested),
            tuple(self.history),
            self.provenance,
            self.stress,
        )
