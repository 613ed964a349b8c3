"""The window's actions, registered once and shared by menus, toolbar and shortcuts."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QColor, QKeySequence
from PySide6.QtWidgets import QComboBox, QLabel, QMainWindow, QMenu, QSpinBox, QToolBar, QToolButton

from gng_desktop.explain.catalogue import MASKERS, METHODS
from gng_desktop.ui.style import THEMES, icon

EVALUATIONS = (100, 10_000, 500)
"""Least, most and default number of classifier calls for one map."""


class Actions:
    """Menus and toolbar of `window`.

    Attributes
    ----------
    open, sample, explain, test_maps, cancel, quit, zoom_in, zoom_out, fit : QAction
    themes : dict of str to QAction
        One checkable action per theme.
    method, masker : QComboBox
        How to explain; the current data is a key of the catalogue.
    evaluations : QSpinBox
        Classifier calls to spend on one map.
    """

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self._icons: dict[str, QAction | QToolButton] = {}
        self.open = self._make("&Open…", "Open an image", QKeySequence("Ctrl+O"), "open")
        self.sample = self._make("Try a &sample", "Analyse a sample image", None, "sample")
        self.explain = self._make(
            "&Explain",
            "Compute maps by the chosen method: which parts of the image moved the scores",
            QKeySequence("Ctrl+E"),
            "explain",
        )
        self.test_maps = self._make(
            "&Test maps",
            "Test how faithful the maps are: hide and show the pixels they call important",
            QKeySequence("Ctrl+T"),
        )
        self.cancel = self._make("&Cancel", "Stop the running work", QKeySequence("Esc"), "cancel")
        self.quit = self._make("&Quit", "Close the window", QKeySequence("Ctrl+Q"))
        self.zoom_in = self._make("Zoom &in", "Zoom all panes in", QKeySequence("Ctrl++"))
        self.zoom_out = self._make("Zoom &out", "Zoom all panes out", QKeySequence("Ctrl+-"))
        self.fit = self._make("&Fit", "Show the whole image", QKeySequence("Ctrl+0"))
        self.safe_colours = self._make(
            "&Colour-blind-safe maps", "Draw maps in orange and blue instead of red and blue", None
        )
        self.safe_colours.setCheckable(True)
        self.themes = {name: QAction(name, window, checkable=True) for name in THEMES}
        group = QActionGroup(window)
        for action in self.themes.values():
            group.addAction(action)

        self.evaluations = QSpinBox()
        self.evaluations.setRange(*EVALUATIONS[:2])
        self.evaluations.setValue(EVALUATIONS[2])
        self.evaluations.setSingleStep(100)
        self.evaluations.setAccessibleName("Evaluations per map")
        self.evaluations.setToolTip("Classifier calls per map: more is finer and slower")
        self.method = _chooser("Method of explanation", {m.key: m.words for m in METHODS.values()})
        for row, method in enumerate(METHODS.values()):
            self.method.setItemData(row, method.tip, Qt.ItemDataRole.ToolTipRole)
        self.masker = _chooser("What hidden pixels are replaced by", MASKERS)
        self.method.currentIndexChanged.connect(self._on_method)
        self._build()
        self._on_method()

    def _on_method(self) -> None:
        method = METHODS[self.method.currentData()]
        self.method.setToolTip(method.tip)
        for control in (self.evaluations, self.masker):
            control.setEnabled(method.sampled)

    def _make(
        self, text: str, tip: str, keys: QKeySequence | None, icon_name: str | None = None
    ) -> QAction:
        action = QAction(text, self._window)
        if keys is not None:
            action.setShortcut(keys)
            tip = f"{tip} ({keys.toString(QKeySequence.SequenceFormat.NativeText)})"
        action.setToolTip(tip)
        if icon_name is not None:
            self._icons[icon_name] = action
        return action

    def _build(self) -> None:
        bar = self._window.menuBar()
        _fill(bar.addMenu("&File"), self.open, self.sample, None, self.quit)
        _fill(bar.addMenu("&Analyse"), self.explain, self.test_maps, self.cancel)
        view = bar.addMenu("&View")
        _fill(view, self.zoom_in, self.zoom_out, self.fit, None, self.safe_colours, None)
        theme_menu = view.addMenu("&Theme")
        theme_menu.addActions(list(self.themes.values()))

        tools = QToolBar("Tools")
        tools.setObjectName("tools")
        tools.setMovable(False)
        tools.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        tools.addActions([self.open, self.sample])
        tools.addSeparator()
        tools.addAction(self.explain)
        for widget in (
            _word("by"),
            self.method,
            _word("with"),
            self.evaluations,
            _word("evaluations,"),
            self.masker,
        ):
            tools.addWidget(widget)
        tools.addAction(self.cancel)
        tools.addSeparator()
        theme_button = QToolButton()
        theme_button.setText("Theme ▾")
        theme_button.setToolTip("Light, dark, or as the system")
        theme_button.setAccessibleName("Theme")
        theme_button.clicked.connect(
            lambda: theme_menu.popup(theme_button.mapToGlobal(theme_button.rect().bottomLeft()))
        )
        theme_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        tools.addWidget(theme_button)
        self._icons["theme"] = theme_button
        # Toolbar buttons take no keyboard focus by default; everything must be reachable by Tab.
        for button in tools.findChildren(QToolButton):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._window.addToolBar(tools)

    def recolour(self, colour: QColor) -> None:
        """Draw all icons in `colour`."""
        for name, holder in self._icons.items():
            holder.setIcon(icon(name, colour))


def _word(text: str) -> QLabel:
    label = QLabel(text)
    label.setContentsMargins(6, 0, 6, 0)
    return label


def _chooser(name: str, entries: Mapping[str, str]) -> QComboBox:
    """Return a combo box of words whose data are keys."""
    box = QComboBox()
    for key, words in entries.items():
        box.addItem(words, key)
    box.setAccessibleName(name)
    box.setToolTip(name)
    return box


def _fill(menu: QMenu, *actions: QAction | None) -> None:
    for action in actions:
        if action is None:
            menu.addSeparator()
        else:
            menu.addAction(action)
