"""How to explain: method, masker, evaluations and unit; the buttons that start it and stop it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from PySide6.QtCore import QElapsedTimer, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from gng_desktop.core.progress import Progress
from gng_desktop.core.shipped import build
from gng_desktop.explain.catalogue import (
    MASKERS,
    METHODS,
    ON_ANY,
    UNITS,
    ExplainChoices,
    Unit,
)
from gng_desktop.ui.kit.flow import FlowLayout
from gng_desktop.ui.kit.language import QT_TR_NOOP, number, tr
from gng_desktop.ui.kit.layouts import down
from gng_desktop.ui.kit.widgets import button, chooser, paragraph
from gng_desktop.ui.panels.further import detector_name

EVALUATIONS = (100, 10_000, 500)
"""Least, most and default number of classifier calls for one map."""
UNIT_WORDS = {"log-odds": QT_TR_NOOP("log-odds"), "score": QT_TR_NOOP("score, 0 to 1")}
MAPS = 2
"""Progress up to this total counts maps, beyond it evaluations."""
TICK_MS = 500


class _Button(QPushButton):
    """A button for which a double click is one click: the second would press Cancel."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()


class ExplainControls(QWidget):
    """Choices, the button that explains or cancels, the test of the maps, and a progress line."""

    explain_asked = Signal()
    cancel_asked = Signal()
    test_asked = Signal()
    check_asked = Signal()
    changed = Signal()
    """A choice was made."""

    def __init__(self) -> None:
        super().__init__()
        self._working = False
        self._progress: Progress | None = None
        self._watch = QElapsedTimer()
        self._ticker = QTimer(self)
        self._ticker.setInterval(TICK_MS)
        self._ticker.timeout.connect(self._draw_progress)
        self.method_box = chooser(
            tr("Method of explanation"), {m.key: m.words for m in METHODS.values()}
        )
        for row, method in enumerate(METHODS.values()):
            self.method_box.setItemData(row, tr(method.tip), Qt.ItemDataRole.ToolTipRole)
        if build() == "inspector":
            _close_gradients(self.method_box)
        self.masker_box = chooser(tr("Replacement for hidden pixels"), MASKERS)
        self.unit_box = chooser(
            tr("Unit of the contributions"), {unit: UNIT_WORDS[unit] for unit in UNITS}
        )
        self.evaluations_box = QSpinBox()
        self.evaluations_box.setRange(*EVALUATIONS[:2])
        self.evaluations_box.setValue(EVALUATIONS[2])
        self.evaluations_box.setSingleStep(100)
        self.evaluations_box.setAccessibleName(tr("Evaluations per map"))
        self.explain_button = _Button()
        self.explain_button.setDefault(True)
        self.test_button = button(tr("Test maps"), do=self.test_asked)
        self.check_button = button(tr("Check with shap"), do=self.check_asked)
        self.detector_box = chooser(tr("Detector that is explained"), {})
        self.show_detectors(())
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(10)
        self.bar.setAccessibleName(tr("Progress of the explanation"))
        self.line = paragraph()
        self._build()
        self.method_box.currentIndexChanged.connect(self._on_method)
        self._masker = str(self.masker_box.itemData(0))
        self.masker_box.setPlaceholderText("—")
        self.masker_box.currentIndexChanged.connect(self._on_masker)
        self._unit = UNITS[0]
        self.unit_box.setPlaceholderText("—")
        self.unit_box.currentIndexChanged.connect(self._on_unit)
        for box in (self.detector_box, self.method_box, self.masker_box, self.unit_box):
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            box.currentIndexChanged.connect(self.changed)
        self.evaluations_box.valueChanged.connect(self.changed)
        self.explain_button.clicked.connect(self._on_button)
        self._on_method()
        self.set_state(explainable=False, working=False, testable=False)

    def _build(self) -> None:
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setVerticalSpacing(4)
        form.addRow(self.detector_box)
        form.addRow(tr("Method"), self.method_box)
        form.addRow(tr("Hidden pixels"), self.masker_box)
        form.addRow(tr("Evaluations"), self.evaluations_box)
        form.addRow(tr("Unit"), self.unit_box)
        buttons = FlowLayout(6)
        for each in (self.explain_button, self.test_button, self.check_button):
            buttons.addWidget(each)
        down(form, buttons, self.bar, self.line, into=self, spacing=6, margins=0)

    # -- choices --------------------------------------------------------------------------------

    @property
    def method(self) -> str:
        """Key of the method in `gng_desktop.explain.catalogue.METHODS`; others are not taken."""
        return str(self.method_box.currentData())

    @method.setter
    def method(self, key: str) -> None:
        _choose(self.method_box, key)

    @property
    def detector(self) -> str:
        """Id of the further detector that is to be explained; "" for both classifiers."""
        return str(self.detector_box.currentData() or "")

    @property
    def choices(self) -> ExplainChoices:
        how = self.method, self.evaluations, self.masker, self.unit
        return ExplainChoices(*how, self.detector)

    def show_detectors(self, ids: Iterable[str]) -> None:
        """Let further detectors be chosen; the choice is hidden where there are none."""
        self.detector_box.clear()
        self.detector_box.addItem(tr("Both classifiers"), "")
        for name in ids:
            self.detector_box.addItem(detector_name(name), name)
        self.detector_box.setVisible(self.detector_box.count() > 1)

    @property
    def masker(self) -> str:
        """Key of the masker chosen, of `explain.catalogue.MASKERS`; others are not taken.

        The box shows what the method uses, which need not be what was chosen for another.
        """
        return self._masker

    @masker.setter
    def masker(self, key: str) -> None:
        self._masker = key if key in MASKERS else self._masker
        self._show_masker()

    def _show_masker(self) -> None:
        method = METHODS[self.method]
        used = self._masker if "masker" in method.heeds else method.masker
        with QSignalBlocker(self.masker_box):
            self.masker_box.setCurrentIndex(self.masker_box.findData(used))

    def _on_masker(self) -> None:
        self._masker = str(self.masker_box.currentData())

    @property
    def unit(self) -> Unit:
        """One of `gng_desktop.explain.catalogue.UNITS`; others are not taken. See `masker`."""
        return self._unit

    @unit.setter
    def unit(self, unit: str) -> None:
        self._unit = next((known for known in UNITS if known == unit), self._unit)
        self._show_unit()

    def _show_unit(self) -> None:
        chosen = self._unit if "unit" in METHODS[self.method].heeds else ""
        used = "log-odds" if self.method == "fullgrad" else chosen
        with QSignalBlocker(self.unit_box):
            self.unit_box.setCurrentIndex(self.unit_box.findData(used))

    def _on_unit(self) -> None:
        self._unit = UNITS[self.unit_box.currentIndex()]

    @property
    def evaluations(self) -> int:
        """Classifier calls for one map, 100..10,000; others are brought into that range."""
        return self.evaluations_box.value()

    @evaluations.setter
    def evaluations(self, count: int) -> None:
        self.evaluations_box.setValue(count)

    def _on_method(self) -> None:
        method = METHODS[self.method]
        words = tr(method.words)
        self.method_box.setToolTip(tr(method.tip))
        evaluations = masker = unit = ""
        if self.method == "regions":
            evaluations = tr("Regions scores every combination, so there is nothing to choose.")
            masker = tr("Regions are always hidden by blurring.")
        elif "evaluations" not in method.heeds:
            evaluations = tr("{method} needs only one evaluation per map.", method=words)
            masker = tr("{method} hides no pixels.", method=words)
        if self.method == "fullgrad":
            unit = tr("Full-Grad always counts in log-odds.")
        elif "unit" not in method.heeds:
            unit = tr("Values of {method} are relative and have no unit.", method=words)
        tip = tr("Classifier calls per map: more is finer but slower.")
        _allow(self.evaluations_box, tip, evaluations)
        self._show_masker()
        self._show_unit()
        _allow(self.masker_box, tr("What replaces the hidden pixels."), masker)
        tip = tr(
            "Log-odds show how the odds change, even where the score is close to 0 or 1; the "
            "score is easier to read in between."
        )
        _allow(self.unit_box, tip, unit)

    # -- state and progress ---------------------------------------------------------------------

    def set_state(
        self, explainable: bool, working: bool, testable: bool, checkable: bool = False
    ) -> None:
        """Say what can be done now.

        There are scores to explain (`explainable`), whole maps to test, or SHAP maps, which the
        published library can repeat (`checkable`); what is being computed can be cancelled.
        """
        if working and not self._working:
            self._watch.start()
            self._ticker.start()
        elif not working:
            self._ticker.stop()
        if working != self._working:
            self._progress = None
        self._working = working
        self.explain_button.setText(tr("Cancel") if working else tr("Explain"))
        tip = tr("Show which parts moved the scores (Ctrl+E)")
        none = "" if explainable else tr("There are no scores to explain: open an image of a face.")
        if working:
            tip, none = tr("Stop the running work (Esc)"), ""
        _allow(self.explain_button, tip, none)
        tip = tr("Hide and show the pixels the maps rank highest, and follow the score (Ctrl+T)")
        none = "" if testable else tr("There are no maps to test: explain the image first.")
        _allow(self.test_button, tip, none, not working)
        tip = tr("Recompute the SHAP maps with the published shap library and compare")
        none = tr("There are no SHAP maps to check: explain the image with SHAP first.")
        if build() == "inspector":
            none = tr("The check with the shap library needs the full build.")
        elif checkable:
            none = ""
        _allow(self.check_button, tip, none, not working)
        self.bar.setVisible(working)
        self.line.setVisible(working)
        self._draw_progress()

    def show_progress(self, progress: Progress) -> None:
        """Show how far the running work has come; nothing while none runs."""
        if self._working:
            self._progress = progress
            self._draw_progress()

    def _draw_progress(self) -> None:
        if not self._working:
            return
        progress = self._progress or Progress(0, 0, "")
        if progress.total != self.bar.maximum():  # whatever it is set to, a bar is drawn at once
            self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)
        seconds = number(self._watch.elapsed() / 1000, ".0f")
        words = tr("Starting…, {seconds} s so far", seconds=seconds)
        if progress.total:
            counted = QT_TR_NOOP("{done} of {total} evaluations, {seconds} s so far")
            if progress.total <= MAPS:
                counted = QT_TR_NOOP("{done} of {total} maps, {seconds} s so far")
            done, total = number(progress.done, ","), number(progress.total, ",")
            words = tr(counted, done=done, total=total, seconds=seconds)
        self.line.setText(words)

    def _on_button(self) -> None:
        (self.cancel_asked if self._working else self.explain_asked).emit()


def _close_gradients(box: QComboBox) -> None:
    """Let methods be seen but not chosen that the inspector leaves out."""
    for key in METHODS.keys() - set(ON_ANY):
        row = box.findData(key)
        words = tr("{method} (needs the full build)", method=box.itemText(row))
        box.setItemText(row, words)
        cast(QStandardItemModel, box.model()).item(row).setEnabled(False)


def _choose(box: QComboBox, key: str) -> None:
    row = box.findData(key)
    if row >= 0 and box.model().flags(box.model().index(row, 0)) & Qt.ItemFlag.ItemIsEnabled:
        box.setCurrentIndex(row)


def _allow(box: QWidget, tip: str, why_not: str, now: bool = True) -> None:
    """Enable `box`, unless there is a reason not to, which the tooltip then gives, or not `now`."""
    box.setEnabled(now and not why_not)
    box.setToolTip(why_not or tip)
    box.setAccessibleDescription(why_not or tip)
