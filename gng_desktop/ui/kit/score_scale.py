"""One classifier's score on a bar from 0 to 1, with the zones of its thresholds."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from gng_desktop.charts import contributions
from gng_desktop.core.text import decimals
from gng_desktop.ui.kit.language import QT_TR_NOOP, local, number, tr
from gng_desktop.ui.kit.style import zone_colour

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Verdict

MARGIN = 4.0
MARKER = 6.0
BAR = 18.0
SHORT = {"generated": QT_TR_NOOP("gen.")}


def score_text(
    score: float | None, short: bool = False, limits: tuple[float, float] | None = None
) -> str:
    """Return `score`, 0..1, as shown: two decimals, a bound near 0 and 1; None and nan a dash.

    `short` writes a bound as ``>0.99``, where words have no room. Near one of its `limits` it has
    more decimals.
    """
    if score is None or math.isnan(score):
        return "—"
    # "0.00" and "1.00" would claim a certainty that no score has.
    if score < 0.01:
        return local("<0.01") if short else tr("below 0.01")
    if score > 0.99:
        return local(">0.99") if short else tr("above 0.99")
    return number(score, f".{decimals(score, limits or ())}f")


def thresholds(models: Mapping[str, Any], role: str) -> tuple[float, float] | None:
    """Return (real_below, generated_above) of the model in `role`, None where it has none."""
    model = models.get(role)
    return None if model is None else as_pair(model.manifest.thresholds)


def fused_thresholds(models: Mapping[str, Any]) -> tuple[float, float] | None:
    """Return (real_below, generated_above) of the fused score, None where there is none."""
    manifest = getattr(models.get("with_background"), "manifest", None)
    fusion = getattr(manifest, "fusion", None)
    return None if fusion is None else as_pair(fusion.thresholds)


def as_pair(found: Any) -> tuple[float, float] | None:
    """Return (real_below, generated_above) of the thresholds of a manifest, None for none."""
    return None if found is None else (float(found.real_below), float(found.generated_above))


def limits_text(name: str, score: float | None, limits: tuple[float, float]) -> str:
    """Return a score and the limits from which it decides."""
    words = QT_TR_NOOP("{name}: {score} (range 0 to 1; real below {low}, generated above {high})")
    low, high = _limits(score, limits)
    return tr(words, name=name, score=score_text(score, limits=limits), low=low, high=high)


def _limits(score: float | None, limits: tuple[float, float]) -> list[str]:
    return [number(end, f".{decimals(score, limits)}f") for end in limits]


def signed(value: float | None, unit: str = "score") -> str:
    """Return a contribution with its sign, with the separators of the user's language."""
    return local(contributions.signed(value, unit))


def novelty_text(novelty: float | None) -> str:
    """Tell the novelty in units of its limit; empty where it is not known."""
    if novelty is None:
        return ""
    times = number(novelty, ".2f")
    if novelty > 1:
        return tr("novelty {times} × limit, out of scope", times=times)
    return tr("novelty {times} × limit", times=times)


class ScoreScale(QWidget):
    """A title, a bar with the zones real, ? and generated, and a marker at the score."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self._score: float | None = None
        self._thresholds: tuple[float, float] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_score(None, None)

    def sizeHint(self) -> QSize:
        return QSize(260, round(3 * self.fontMetrics().height() + BAR + MARKER + 4))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def show_score(self, score: float | None, thresholds: tuple[float, float] | None) -> None:
        """Show `score`, 0..1 (None: not scored).

        `thresholds` is (real_below, generated_above), None where the model has none.
        """
        self._score, self._thresholds = score, thresholds
        zones = (
            tr(
                "Below {low}: real. Above {high}: generated. Between the two: inconclusive.",
                **dict(zip(("low", "high"), _limits(score, thresholds), strict=True)),
            )
            if thresholds
            else tr("This model has no decision thresholds.")
        )
        self.setToolTip(zones)
        self.setAccessibleName(f"{self._title}: {self.score_text}")
        self.setAccessibleDescription(zones)
        self.update()

    @property
    def score_text(self) -> str:
        return score_text(self._score, limits=self._thresholds)

    @property
    def zone(self) -> Verdict | None:
        """The zone in which the score lies; None without a score or thresholds."""
        if self._score is None or self._thresholds is None:
            return None
        low, high = self._thresholds
        if self._score > high:
            return "generated"
        return "real" if self._score < low else "inconclusive"

    def zones(self) -> list[tuple[float, float, Verdict | None, str]]:
        """Return the zones as (start, end, verdict, word), 0..1."""
        if self._thresholds is None:
            return [(0.0, 1.0, None, tr("no thresholds"))]
        low, high = self._thresholds
        return [
            (0.0, low, "real", tr("real")),
            (low, high, "inconclusive", "?"),
            (high, 1.0, "generated", tr("generated")),
        ]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = float(self.fontMetrics().height())
        painter.setPen(self.palette().windowText().color())
        painter.drawText(QRectF(0, 0, self.width(), line), Qt.AlignmentFlag.AlignLeft, self._title)
        bar = QRectF(MARGIN, 2 * line + MARKER, self.width() - 2 * MARGIN, BAR)
        self._paint_zones(painter, bar)
        self._paint_ticks(painter, bar)
        if self._score is None:
            painter.drawText(
                QRectF(0, line, self.width(), line), Qt.AlignmentFlag.AlignHCenter, self.score_text
            )
        else:
            self._paint_marker(painter, bar, self._score)

    def _paint_zones(self, painter: QPainter, bar: QRectF) -> None:
        advance = QFontMetricsF(self.font()).horizontalAdvance
        for start, end, verdict, word in self.zones():
            zone = QRectF(bar.x() + start * bar.width(), bar.y(), 0, bar.height())
            zone.setWidth((end - start) * bar.width())
            painter.fillRect(zone, zone_colour(self.palette(), verdict))
            # A narrow zone gets a shorter word; the tooltip always has the whole sentence.
            words = (word, tr(SHORT.get(verdict or "", "")))
            fitting = [w for w in words if w and advance(w) + 4 <= zone.width()]
            if fitting:
                painter.drawText(zone, Qt.AlignmentFlag.AlignCenter, fitting[0])
            elif zone.width() > 0:  # at an end of the bar, over its wide neighbour
                wide = QRectF(zone)
                wide.setWidth(advance(words[-1]) + 4)
                wide.moveLeft(min(zone.left(), bar.right() - wide.width()))
                painter.drawText(wide, Qt.AlignmentFlag.AlignCenter, words[-1] or word)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.save()
        painter.setPen(QPen(self.palette().placeholderText().color(), 1))
        painter.drawRect(bar)
        painter.restore()

    def _paint_ticks(self, painter: QPainter, bar: QRectF) -> None:
        metrics = QFontMetricsF(self.font())
        painter.save()
        painter.setPen(self.palette().placeholderText().color())
        taken: list[QRectF] = []
        inner = [(t, number(t, ".2f")) for t in self._thresholds or ()]
        # The ends come first: a threshold close to one gives way, its value is in the tooltip.
        for value, text in [(0.0, "0"), (1.0, "1"), *inner]:
            width = metrics.horizontalAdvance(text)
            x = bar.x() + value * bar.width()
            left = min(max(0.0, x - width / 2), self.width() - width)
            box = QRectF(left, bar.bottom() + 2, width, metrics.height())
            if any(box.adjusted(-4, 0, 4, 0).intersects(other) for other in taken):
                continue
            taken.append(box)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, text)
        painter.restore()

    def _paint_marker(self, painter: QPainter, bar: QRectF, score: float) -> None:
        x = bar.x() + score * bar.width()
        painter.save()
        ink = self.palette().windowText().color()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        top = bar.top() - MARKER
        corners = [QPointF(x - MARKER, top), QPointF(x + MARKER, top), QPointF(x, bar.top() + 2)]
        painter.drawPolygon(QPolygonF(corners))
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(ink)
        width = QFontMetricsF(font).horizontalAdvance(self.score_text) + 2
        left = min(max(0.0, x - width / 2), self.width() - width)
        height = QFontMetricsF(font).height()
        painter.drawText(
            QRectF(left, top - height, width, height), Qt.AlignmentFlag.AlignCenter, self.score_text
        )
        painter.restore()
