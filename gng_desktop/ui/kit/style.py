"""Calm greys in a light and a dark palette; colour only where it carries meaning."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QByteArray, QObject, QRectF, QSettings, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QIcon,
    QImage,
    QPainter,
    QPalette,
    QPen,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QPlainTextEdit,
    QProxyStyle,
    QStyle,
    QStyleOption,
    QTabBar,
    QWidget,
)

from gng_desktop.charts.look import VERDICTS, ZONES
from gng_desktop.core.shipped import shipped

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Verdict

Label = TypeVar("Label", bound=QWidget)
LETTERBOX = QColor(30, 31, 33)
"""Ground of the panes, the same in both themes: pictures must not look different."""
LETTERBOX_TEXT = QColor(176, 179, 184)

THEMES = ("System", "Light", "Dark")

_COLOURS = {
    "Window": ("#f1f2f3", "#292b2e"),
    "WindowText": ("#1d1f21", "#e6e7e9"),
    "Base": ("#ffffff", "#1f2123"),
    "AlternateBase": ("#f7f7f8", "#26282b"),
    "Text": ("#1d1f21", "#e6e7e9"),
    "Button": ("#e6e7e9", "#3a3d41"),
    "ButtonText": ("#1d1f21", "#e6e7e9"),
    "BrightText": ("#ffffff", "#ffffff"),
    "ToolTipBase": ("#ffffff", "#3a3d41"),
    "ToolTipText": ("#1d1f21", "#e6e7e9"),
    "PlaceholderText": ("#5f6368", "#a6abb2"),
    "Highlight": ("#4a5f78", "#8ea4bd"),
    "HighlightedText": ("#ffffff", "#17191b"),
    "Link": ("#35506f", "#a9c2de"),
    "Mid": ("#c3c6ca", "#55595e"),
}
"""By role, in the light and in the dark palette."""
_DISABLED = {False: "#8b9096", True: "#7b8087"}


def emphasise(label: Label, factor: float = 1.0) -> Label:
    """Set `label` in bold, `factor` times as large, and return it.

    Fonts are set in code because an application style sheet keeps widgets from following a
    change of palette.
    """
    font = label.font()
    font.setBold(True)
    font.setPointSizeF(font.pointSizeF() * factor)
    label.setFont(font)
    return label


def is_dark(palette: QPalette) -> bool:
    """Return whether `palette` is a dark one."""
    return palette.window().color().lightness() < 128


def verdict_colour(palette: QPalette, verdict: Verdict | None) -> QColor:
    """Return the text colour of `verdict` (None: not applicable) on `palette`'s window."""
    return QColor(VERDICTS[is_dark(palette)][verdict])


def zone_colour(palette: QPalette, verdict: Verdict | None) -> QColor:
    """Return the fill behind text of `palette` that stands for `verdict` (None: no zone)."""
    return QColor(ZONES[is_dark(palette)][verdict])


def palette(dark: bool) -> QPalette:
    """Return the light or the dark palette."""
    made = QPalette()
    for name, colours in _COLOURS.items():
        made.setColor(QPalette.ColorRole[name], QColor(colours[dark]))
    grey = QColor(_DISABLED[dark])
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        made.setColor(QPalette.ColorGroup.Disabled, role, grey)
    return made


OUTLINE = QColor("#7d8289")
"""Frame of fields and boxes in the dark theme, 3:1 on the window's grey."""


class Outlined(QProxyStyle):
    """Fusion, with frames that can be seen in the dark, and no text that acts as markup."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def polish(self, what: QWidget | QPalette | QApplication) -> None:  # type: ignore[override]
        """Make a label show its text literally: names in it may look like HTML.

        Qt polishes every label, of tooltips and message boxes too, before it first lays it out.
        """
        super().polish(what)  # type: ignore[arg-type]
        if isinstance(what, QLabel):
            what.setTextFormat(Qt.TextFormat.PlainText)

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draw `element` as Fusion does and, in the dark, a frame where there is one."""
        super().drawPrimitive(element, option, painter, widget)
        framed = element in _FRAMED or isinstance(widget, QPlainTextEdit)
        if not framed or not is_dark(option.palette):  # type: ignore[attr-defined]
            return
        if option.state & QStyle.StateFlag.State_HasFocus:  # type: ignore[attr-defined]
            return  # which Fusion shows by a frame of its own
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(OUTLINE, 1))
        box = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5)  # type: ignore[attr-defined]
        if element == QStyle.PrimitiveElement.PE_IndicatorRadioButton:
            painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))
        else:
            painter.drawRoundedRect(box, 2, 2)
        painter.restore()


class FittingTabs(QProxyStyle):
    """Fusion, with less room beside the names of tabs where that lets all of them be seen."""

    LEAST = 6

    def __init__(self) -> None:
        super().__init__("Fusion")

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        """Return Fusion's metric, but for the room beside the name of a tab."""
        usual = super().pixelMetric(metric, option, widget)
        if metric != QStyle.PixelMetric.PM_TabBarTabHSpace or not isinstance(widget, QTabBar):
            return usual
        size, mode = widget.fontMetrics().size, Qt.TextFlag.TextShowMnemonic
        names = [size(mode, widget.tabText(i)).width() for i in range(widget.count())]
        room = (widget.width() - sum(names)) // max(1, len(names))
        return min(usual, max(self.LEAST, room))


@cache
def fitting_tabs() -> FittingTabs:
    """Return the style for bars of tabs; the application owns it, since no widget does."""
    made = FittingTabs()
    made.setParent(QApplication.instance())
    return made


_FRAMED = {
    QStyle.PrimitiveElement.PE_FrameLineEdit,
    QStyle.PrimitiveElement.PE_IndicatorCheckBox,
    QStyle.PrimitiveElement.PE_IndicatorRadioButton,
}


class Themes(QObject):
    """Apply the chosen theme to the application and remember it in `settings`."""

    changed = Signal(str)

    def __init__(self, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        chosen = str(settings.value("theme", "System"))
        self.theme = chosen if chosen in THEMES else "System"
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._apply)
        self._apply()

    def choose(self, theme: str) -> None:
        self.theme = theme
        self._settings.setValue("theme", theme)
        self._apply()

    def _apply(self) -> None:
        scheme = QGuiApplication.styleHints().colorScheme()
        dark = self.theme == "Dark" or (self.theme == "System" and scheme == Qt.ColorScheme.Dark)
        QApplication.setPalette(palette(dark))
        self.changed.emit(self.theme)


def drawn_icon(
    side: int, draw: Callable[[QPainter, QColor], None], colour: QColor, palette: QPalette
) -> QIcon:
    """Return what `draw` paints on `side` x `side` px, for plain and dense screens, in `colour`.

    In a selected row, whose ground is dark in the light theme, it has the colour of the text.
    """
    made = QIcon()
    lit = palette.highlightedText().color()
    for mode, shade in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Selected, lit)):
        for ratio in (1, 2):
            pixmap = QPixmap(side * ratio, side * ratio)
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw(painter, shade)
            painter.end()
            made.addPixmap(pixmap, mode)
    return made


def icon(name: str, colour: QColor | None = None) -> QIcon:
    """Return icon `name` of ``resources/icons``, its ``currentColor`` drawn in `colour`."""
    made = QIcon()
    for picture in _icon_pictures(name, colour.name() if colour else ""):
        made.addPixmap(QPixmap.fromImage(picture))
    return made


@lru_cache(maxsize=256)
def _icon_pictures(name: str, colour: str) -> tuple[QImage, ...]:
    """Return an icon in all its sizes; drawn once, since a window asks for each several times."""
    source = (shipped("resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    if colour:
        source = source.replace("currentColor", colour)
    renderer, made = QSvgRenderer(QByteArray(source.encode())), []
    # The application's icon is also drawn large, by the desktop.
    for side in (16, 20, 24, 32, 48) if colour else (16, 24, 32, 48, 64, 128, 256):
        picture = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        renderer.render(painter)
        painter.end()
        made.append(picture)
    return tuple(made)
