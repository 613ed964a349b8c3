"""Which command does what, and which setting changes what."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from gng_desktop.ui.commands.palette import CommandPalette
from gng_desktop.ui.commands.shortcuts import ShortcutsDialog
from gng_desktop.ui.compare.window import FEWEST, MOST, CompareWindow
from gng_desktop.ui.help.about import AboutDialog
from gng_desktop.ui.help.guide import GuideDialog, guide_path
from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.style import THEMES
from gng_desktop.ui.panes.canvas import WHEEL_STEP
from gng_desktop.ui.panes.grid import CLASSIC_VIEWS, COLUMNS, DEFAULT
from gng_desktop.ui.scripting import copy_command, save_script
from gng_desktop.ui.settings.dialog import SettingsDialog
from gng_desktop.ui.settings.schema import SETTINGS
from gng_desktop.ui.window_parts import WindowParts

CONTROLS = ("method", "masker", "evaluations", "unit")


class Bindings(QObject):
    """Connect the commands and settings of a window to what they are about."""

    def __init__(self, window: WindowParts) -> None:
        super().__init__(window)
        self._window = window
        self._read: GuideDialog | None = None
        self.palette_ = CommandPalette(window, window.commands, window.qsettings)
        for key, slot in self._slots().items():
            window.commands.triggered_by(key, slot)
        window.evidence.table.addAction(window.commands["compare"])
        window.panes.count_changed.connect(self._on_panes)
        window.legend.outlines.toggled.connect(partial(window.settings.set, "outlines"))
        window.settings.changed.connect(self._apply)
        window.settings.models_changed.connect(window.session.load_models)
        self._restore()

    def _slots(self) -> dict[str, Callable[..., object]]:
        window, panes, settings = self._window, self._window.panes, self._window.settings
        slots: dict[str, Callable[..., object]] = {
            "open": window.opening.ask_images,
            "open_folder": window.opening.ask_folder,
            "paste": window.opening.paste,
            "sample": window.opening.sample,
            "save_results": window.exporting.save_results,
            "export_views": window.exporting.export_views,
            "new_case": window.casefile.new,
            "open_case": window.casefile.ask_open,
            "case_proof": lambda: window.casefile.prove(),
            "close_case": window.casefile.close,
            "report": window.casefile.report,
            "quit": window.close,
            "copy_view": window.exporting.copy_view,
            "copy_summary": window.verdict.copy_summary,
            "copy_command": partial(copy_command, window),
            "save_script": partial(save_script, window),
            "find": self._find,
            "analyse_all": partial(settings.set, "background_analysis"),
            "again": self._again,
            "compare": self.compare,
            "test_maps": lambda: window.session.test_maps(window.explanation.controls.detector),
            "views_neural": partial(panes.use_keys, DEFAULT),
            "views_classic": partial(panes.use_keys, CLASSIC_VIEWS),
            "toggle_original": panes.scene.blink,
            "zoom_in": partial(panes.zoom, WHEEL_STEP),
            "zoom_out": partial(panes.zoom, 1 / WHEEL_STEP),
            "fit": panes.view.fit,
            "one_to_one": panes.one_to_one,
            "loupe": lambda on: panes.view.use_tools(loupe=on),
            "crosshair": lambda on: panes.view.use_tools(crosshair=on),
            "outlines": partial(settings.set, "outlines"),
            "next": partial(window.evidence.step, 1),
            "previous": partial(window.evidence.step, -1),
            "reset_layout": window.arrangement.reset,
            "palette": self.palette_.ask,
            "shortcuts": lambda: ShortcutsDialog(window.commands, window).exec(),
            "settings": lambda: SettingsDialog(settings, window).exec(),
            "guide": self._guide,
            "about": lambda: AboutDialog(window.computing().models, window).exec(),
        }
        slots |= {f"panes_{count}": partial(panes.use_panes, count) for count in COLUMNS}
        panels = (spec.key for spec in window.commands if spec.menu == "panels")
        show = window.arrangement.show
        slots |= {key: partial(show, key.removeprefix("panel_")) for key in panels}
        slots |= {f"tab_{key}": partial(window.tabs.bring, key) for key in window.tabs.keys}
        slots |= {f"theme_{t.lower()}": partial(settings.set, "theme", t) for t in THEMES}
        return slots

    # -- commands ---------------------------------------------------------------------------

    def _find(self) -> None:
        if self._window.tabs.key == "batch":
            page: Any = self._window.tabs.page("batch")
            page.focus_filter()
            return
        self._window.arrangement.show("evidence")
        self._window.evidence.focus_filter()

    def _again(self) -> None:
        current = self._window.evidence.current
        if current is not None:
            self._window.evidence.wait_again([current])

    def compare(self) -> CompareWindow | None:
        """Show the images selected in the list side by side, in a window of their own."""
        window, paths = self._window, self._window.evidence.selected_paths()
        if not FEWEST <= len(paths) <= MOST or window.session.analyser is None:
            window.notice.say(
                tr("Select two to four images in the list (Ctrl+click), then compare them.")
            )
            return None
        scene, controls = window.panes.scene, window.explanation.controls
        found = CompareWindow(
            window.session, paths, lambda: controls.choices, scene.overlay, scene.palette, window
        )
        found.show()
        return found

    def _guide(self) -> None:
        if self._read is None and (path := guide_path()) is not None:
            self._read = GuideDialog(path, self._window)
        if self._read is not None:
            self._read.show()
            self._read.raise_()
        else:
            self._window.notice.say(
                tr("The user guide is not installed; install the program again to read it here.")
            )

    # -- settings ---------------------------------------------------------------------------

    def _apply(self, key: str) -> None:
        """Use the value of a setting at once; others are read when they are needed."""
        window, value = self._window, self._window.settings.value(key)
        if key == "theme":
            window.themes.choose(value)
            window.commands[f"theme_{value.lower()}"].setChecked(True)
        elif key == "map_palette":
            window.panes.scene.use_palette(value)
            window.explanation.use_palette(value)
        elif key == "class_palette":
            window.legend.use_palette(value)
            training: Any = window.tabs.made("training")
            if training is not None and training.usable:
                training.data.use_palette(value)
        elif key == "outlines":
            window.legend.outlines.setChecked(value)
            window.commands["outlines"].setChecked(value)
        elif key == "background_analysis":
            window.commands["analyse_all"].setChecked(value)
            window.session.analyse_in_background(value)
        elif key in CONTROLS:
            setattr(window.explanation.controls, key, value)

    def _on_panes(self, count: int) -> None:
        self._window.commands[f"panes_{count}"].setChecked(True)

    def _restore(self) -> None:
        """Bring the window to what the settings say and the last session left."""
        window, qsettings = self._window, self._window.qsettings
        for setting in SETTINGS:
            self._apply(setting.key)
        views: Any = qsettings.value("views")
        if isinstance(views, str):
            window.panes.use_keys(views.split(" "))
        count = str(qsettings.value("panes", ""))
        window.panes.use_panes(int(count) if count.isdecimal() else window.panes.count)
        self._on_panes(window.panes.count)

    def save(self) -> None:
        """Remember number and views of the panes; close what stands open over the window."""
        for dialog in self._window.findChildren(QDialog):
            dialog.close()
        self._window.qsettings.setValue("panes", self._window.panes.count)
        self._window.qsettings.setValue("views", " ".join(self._window.panes.keys()))
