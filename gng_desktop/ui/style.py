"""Calm greys in a light and a dark palette; colour only where it carries meaning."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QRectF, QSettings, QSize, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPen, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QPlainTextEdit,
    QProxyStyle,
    QStyle,
    QStyleOption,
    QWidget,
)

from gng_desktop.shipped import shipped

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Verdict


LETTERBOX = QColor(30, 31, 33)
"""Ground of the panes, the same in both themes: pictures must not look different."""
LETTERBOX_TEXT = QColor(176, 179, 184)

THEMES = ("System", "Light", "Dark")

_LIGHT = {
    QPalette.ColorRole.Window: "#f1f2f3",
    QPalette.ColorRole.WindowText: "#1d1f21",
    QPalette.ColorRole.Base: "#ffffff",
    QPalette.ColorRole.AlternateBase: "#f7f7f8",
    QPalette.ColorRole.Text: "#1d1f21",
    QPalette.ColorRole.Button: "#e6e7e9",
    QPalette.ColorRole.ButtonText: "#1d1f21",
    QPalette.ColorRole.BrightText: "#ffffff",
    QPalette.ColorRole.ToolTipBase: "#ffffff",
    QPalette.ColorRole.ToolTipText: "#1d1f21",
    QPalette.ColorRole.PlaceholderText: "#5f6368",
    QPalette.ColorRole.Highlight: "#4a5f78",
    QPalette.ColorRole.HighlightedText: "#ffffff",
    QPalette.ColorRole.Link: "#35506f",
    QPalette.ColorRole.Mid: "#c3c6ca",
}
_DARK = {
    QPalette.ColorRole.Window: "#292b2e",
    QPalette.ColorRole.WindowText: "#e6e7e9",
    QPalette.ColorRole.Base: "#1f2123",
    QPalette.ColorRole.AlternateBase: "#26282b",
    QPalette.ColorRole.Text: "#e6e7e9",
    QPalette.ColorRole.Button: "#3a3d41",
    QPalette.ColorRole.ButtonText: "#e6e7e9",
    QPalette.ColorRole.BrightText: "#ffffff",
    QPalette.ColorRole.ToolTipBase: "#3a3d41",
    QPalette.ColorRole.ToolTipText: "#e6e7e9",
    QPalette.ColorRole.PlaceholderText: "#a6abb2",
    QPalette.ColorRole.Highlight: "#8ea4bd",
    QPalette.ColorRole.HighlightedText: "#17191b",
    QPalette.ColorRole.Link: "#a9c2de",
    QPalette.ColorRole.Mid: "#55595e",
}
_DISABLED = {False: "#8b9096", True: "#7b8087"}

# Text colours of the verdicts, at least 4.5:1 on the window's grey; and the zones' fills.
_VERDICT = {
    False: {"generated": "#b3261e", "real": "#1b5faa", "inconclusive": "#855600", None: "#5a5e63"},
    True: {"generated": "#ff8a80", "real": "#7db8ff", "inconclusive": "#f2b84b", None: "#b0b5bb"},
}
_ZONE = {
    False: {"generated": "#eec5c2", "real": "#c3d7ee", "inconclusive": "#f0dfb9", None: "#d5d7da"},
    True: {"generated": "#6b3733", "real": "#2f4b6b", "inconclusive": "#62501f", None: "#4a4d52"},
}


def emphasise(label: QWidget, factor: float = 1.0) -> None:
    """Set `label` in bold, `factor` times as large.

    Fonts are set in code because an application style sheet keeps widgets from following a
    change of palette.
    """
    font = label.font()
    font.setBold(True)
    font.setPointSizeF(font.pointSizeF() * factor)
    label.setFont(font)


def is_dark(palette: QPalette) -> bool:
    """Return whether `palette` is a dark one."""
    return palette.window().color().lightness() < 128


def verdict_colour(palette: QPalette, verdict: Verdict | None) -> QColor:
    """Return the text colour of `verdict` (None: not applicable) on `palette`'s window."""
    return QColor(_VERDICT[is_dark(palette)][verdict])


def zone_colour(palette: QPalette, verdict: Verdict | None) -> QColor:
    """Return the fill behind text of `palette` that stands for `verdict` (None: no zone)."""
    return QColor(_ZONE[is_dark(palette)][verdict])


def palette(dark: bool) -> QPalette:
    """Return the light or the dark palette."""
    made = QPalette()
    for role, colour in (_DARK if dark else _LIGHT).items():
        made.setColor(role, QColor(colour))
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


_FRAMED = {
    QStyle.PrimitiveElement.PE_FrameLineEdit,
    QStyle.PrimitiveElement.PE_IndicatorCheckBox,
    QStyle.PrimitiveElement.PE_IndicatorRadioButton,
}


class ThemeKeeper(QObject):
    """Apply the chosen theme to the application and remember it.

    Parameters
    ----------
    settings : QSettings
        Where the choice is kept.
    """

    changed = Signal(str)

    def __init__(self, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        kept = str(settings.value("theme", "System"))
        self.theme = kept if kept in THEMES else "System"
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._apply)
        self._apply()

    def choose(self, theme: str) -> None:
        """Use `theme`, one of `THEMES`."""
        self.theme = theme
        self._settings.setValue("theme", theme)
        self._apply()

    def _apply(self) -> None:
        scheme = QGuiApplication.styleHints().colorScheme()
        dark = self.theme == "Dark" or (self.theme == "System" and scheme == Qt.ColorScheme.Dark)
        QApplication.setPalette(palette(dark))
        self.changed.emit(self.theme)


def add_drawing(
    icon: QIcon,
    side: int,
    draw: Callable[[QPainter], None],
    mode: QIcon.Mode = QIcon.Mode.Normal,
) -> None:
    """Let `icon` have what `draw` paints on `side` x `side` px, for plain and dense screens."""
    for ratio in (1, 2):
        pixmap = QPixmap(side * ratio, side * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw(painter)
        painter.end()
        icon.addPixmap(pixmap, mode)


def icon(name: str, colour: QColor | None = None) -> QIcon:
    """Return icon `name` of ``resources/icons``, its ``currentColor`` drawn in `colour`."""
    source = (shipped("resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    if colour is not None:
        source = source.replace("currentColor", colour.name())
    renderer = QSvgRenderer(QByteArray(source.encode()))
    made = QIcon()
    # The application's icon is also drawn large, by the desktop.
    for side in (16, 20, 24, 32, 48) if colour else (16, 24, 32, 48, 64, 128, 256):
        pixmap = QPixmap(QSize(side, side))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter)
        painter.end()
        made.addPixmap(pixmap)
    return made
