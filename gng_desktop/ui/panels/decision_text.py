"""A recorded decision in words."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from gng_desktop.ui.language import QT_TR_NOOP, tr

if TYPE_CHECKING:
    from gng_desktop.casework.decisions import Decision

VERDICTS = {
    "generated": QT_TR_NOOP("generated"),
    "real": QT_TR_NOOP("real"),
    "inconclusive": QT_TR_NOOP("inconclusive"),
}


def entry_text(decision: Decision) -> str:
    """Tell of a decision who took it and when, the comment, and what the tool said, in lines."""
    when = datetime.fromisoformat(decision.decided_at).strftime("%Y-%m-%d %H:%M")
    verdict = VERDICTS.get(decision.verdict_seen or "")
    scores = decision.scores_seen
    tool = (
        tr("The tool gave no verdict then.")
        if verdict is None
        else tr(
            "The tool said then: {verdict}, score {first} with background, {second} without.",
            verdict=tr(verdict),
            first=_score(scores.get("with_background")),
            second=_score(scores.get("without_background")),
        )
    )
    number, frame = decision.face_index, decision.frame
    lines = [
        tr("{analyst}, {when} UTC", analyst=decision.analyst, when=when),
        "" if frame is None else tr("On picture {number} of the file", number=frame),
        "" if number is None else tr("On face {number}", number=number),
        decision.comment,
        tool,
    ]
    return "\n".join(line for line in lines if line)


def _score(score: float | None) -> str:
    if score is None:
        return "—"
    # "0.00" and "1.00" would claim a certainty that no score has.
    if score < 0.01:
        return tr("below 0.01")
    return tr("above 0.99") if score > 0.99 else f"{score:.2f}"
