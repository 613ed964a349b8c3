"""How to explain: method, masker, evaluations and unit; the buttons that start it and stop it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from gng_desktop.explain.catalogue import BY_GRADIENTS, MASKERS, METHODS, UNITS, Unit
from gng_desktop.progress import Progress
from gng_desktop.shipped import build
from gng_desktop.ui.language import QT_TR_NOOP, tr
from gng_desktop.ui.panels.panel import paragraph

EVALUATIONS = (100, 10_000, 500)
"""Least, most and default number of classifier calls for one map."""
HAS_UNIT = ("shap", "regions")
"""Methods that count in the unit chosen."""
UNIT_WORDS = {"log-odds": QT_TR_NOOP("log-odds"), "score": QT_TR_NOOP("score, 0 to 1")}
MAPS = 2
"""Progress up to this total counts maps, beyond it evaluations."""
TICK_MS = 500

CATALOGUE_TEXTS = (
    QT_TR_NOOP("SHAP"),
    QT_TR_NOOP("Regions"),
    QT_TR_NOOP("Grad-CAM"),
    QT_TR_NOOP("Full-Grad"),
    QT_TR_NOOP("Attention"),
    QT_TR_NOOP("Hides rectangles of the image and shares the change of the score among them."),
    QT_TR_NOOP(
        "Exact Shapley values of the face's regions and the background: every combination is "
        "scored."
    ),
    QT_TR_NOOP("Where features stand that raise (red) or lower (blue) the score; coarse, fast."),
    QT_TR_NOOP(
        "Gradients of the input and of every bias; adds up to the score's log-odds exactly."
    ),
    QT_TR_NOOP("How strongly the network responds where; it does not say which way."),
    QT_TR_NOOP("Telea inpainting"),
    QT_TR_NOOP("blur"),
    QT_TR_NOOP("black"),
    QT_TR_NOOP("mean colour"),
)
"""The texts of `gng_desktop.explain.catalogue`, marked for translation."""


class _Button(QPushButton):
    """A button for which a double click is one click: the second would press Cancel."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()


class ExplainControls(QWidget):
    """Choices, the button that explains or cancels, the test of the maps, and a progress line.

    Signals
    -------
    explain_asked, cancel_asked, test_asked
    changed
        A choice was made.
    """

    explain_asked = Signal()
    cancel_asked = Signal()
    test_asked = Signal()
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._working = False
        self._progress: Progress | None = None
        self._watch = QElapsedTimer()
        self._ticker = QTimer(self)
        self._ticker.setInterval(TICK_MS)
        self._ticker.timeout.connect(self._tell)
        self.method_box = _chooser(
            tr("Method of explanation"), {m.key: m.words for m in METHODS.values()}
        )
        for row, method in enumerate(METHODS.values()):
            self.method_box.setItemData(row, tr(method.tip), Qt.ItemDataRole.ToolTipRole)
        if build() == "inspector":
            _close_gradients(self.method_box)
        self.masker_box = _chooser(tr("What hidden pixels are replaced by"), MASKERS)
        self.unit_box = _chooser(
            tr("Unit of the contributions"), {unit: UNIT_WORDS[unit] for unit in UNITS}
        )
        self.evaluations_box = QSpinBox()
        self.evaluations_box.setRange(*EVALUATIONS[:2])
        self.evaluations_box.setValue(EVALUATIONS[2])
        self.evaluations_box.setSingleStep(100)
        self.evaluations_box.setAccessibleName(tr("Evaluations per map"))
        self.explain_button = _Button()
        self.explain_button.setDefault(True)
        self.test_button = QPushButton(tr("Test maps"))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(10)
        self.bar.setAccessibleName(tr("Progress of the explanation"))
        self.line = paragraph()
        self._build()
        self.method_box.currentIndexChanged.connect(self._on_method)
        for box in (self.method_box, self.masker_box, self.unit_box):
            box.currentIndexChanged.connect(self.changed)
        self.evaluations_box.valueChanged.connect(self.changed)
        self.explain_button.clicked.connect(self._on_button)
        self.test_button.clicked.connect(self.test_asked)
        self._on_method()
        self.set_state(explainable=False, working=False, testable=False)

    def _build(self) -> None:
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setVerticalSpacing(4)
        form.addRow(tr("Method"), self.method_box)
        form.addRow(tr("Hidden pixels"), self.masker_box)
        form.addRow(tr("Evaluations"), self.evaluations_box)
        form.addRow(tr("Unit"), self.unit_box)
        buttons = QHBoxLayout()
        buttons.addWidget(self.explain_button, 1)
        buttons.addWidget(self.test_button, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(form)
        layout.addLayout(buttons)
        layout.addWidget(self.bar)
        layout.addWidget(self.line)

    # -- choices --------------------------------------------------------------------------------

    @property
    def method(self) -> str:
        """Key of the method in `gng_desktop.explain.catalogue.METHODS`; others are not taken."""
        return str(self.method_box.currentData())

    @method.setter
    def method(self, key: str) -> None:
        _choose(self.method_box, key)

    @property
    def masker(self) -> str:
        """Key of the masker in `gng_desktop.explain.catalogue.MASKERS`; others are not taken."""
        return str(self.masker_box.currentData())

    @masker.setter
    def masker(self, key: str) -> None:
        _choose(self.masker_box, key)

    @property
    def unit(self) -> Unit:
        """One of `gng_desktop.explain.catalogue.UNITS`; others are not taken."""
        return UNITS[self.unit_box.currentIndex()]

    @unit.setter
    def unit(self, unit: str) -> None:
        _choose(self.unit_box, unit)

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
            evaluations = tr("Regions scores every combination, so there is no number to choose.")
            masker = tr("Regions are always hidden by blurring.")
        elif not method.sampled:
            evaluations = tr("{method} needs no more than one evaluation per map.", method=words)
            masker = tr("{method} hides no pixels.", method=words)
        if self.method == "fullgrad":
            unit = tr("Full-Grad always counts in log-odds.")
        elif self.method not in HAS_UNIT:
            unit = tr("Values of {method} are relative: they have no unit.", method=words)
        _allow(
            self.evaluations_box,
            tr("Classifier calls per map: more is finer and slower."),
            evaluations,
        )
        _allow(self.masker_box, tr("What hidden pixels are replaced by."), masker)
        _allow(
            self.unit_box,
            tr(
                "Log-odds show how the odds change, also where the score is close to 0 or 1; "
                "the score is easier to read in between."
            ),
            unit,
        )

    # -- state and progress ---------------------------------------------------------------------

    def set_state(self, explainable: bool, working: bool, testable: bool) -> None:
        """Say what can be done now.

        Parameters
        ----------
        explainable : bool
            Whether there are scores to explain.
        working : bool
            Whether something is being computed, which can be cancelled.
        testable : bool
            Whether there are whole maps to test.
        """
        if working and not self._working:
            self._watch.start()
            self._ticker.start()
        elif not working:
            self._ticker.stop()
        if working != self._working:
            self._progress = None
        self._working = working
        if working:
            text, tip = tr("Cancel"), tr("Stop the running work (Esc)")
        elif explainable:
            text, tip = tr("Explain"), tr("Show which parts moved the scores (Ctrl+E)")
        else:
            text, tip = (
                tr("Explain"),
                tr("There are no scores to explain: open an image of a face."),
            )
        self.explain_button.setText(text)
        self.explain_button.setToolTip(tip)
        self.explain_button.setAccessibleDescription(tip)
        self.explain_button.setEnabled(working or explainable)
        tip = tr("Hide and show the pixels the maps call important, and follow the score (Ctrl+T)")
        if not testable:
            tip = tr("There are no maps to test: explain the image first.")
        self.test_button.setToolTip(tip)
        self.test_button.setAccessibleDescription(tip)
        self.test_button.setEnabled(testable and not working)
        self.bar.setRange(0, 0)
        self.bar.setVisible(working)
        self.line.setVisible(working)
        self._tell()

    def show_progress(self, progress: Progress) -> None:
        """Show how far the running work has come; nothing while none runs."""
        if self._working:
            self._progress = progress
            self._tell()

    def _tell(self) -> None:
        if not self._working:
            return
        progress = self._progress or Progress(0, 0, "")
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)
        seconds = f"{self._watch.elapsed() / 1000:.0f}"
        if progress.total > MAPS:
            words = tr(
                "{done} of {total} evaluations, {seconds} s so far",
                done=f"{progress.done:,}",
                total=f"{progress.total:,}",
                seconds=seconds,
            )
        elif progress.total:
            words = tr(
                "{done} of {total} maps, {seconds} s so far",
                done=progress.done,
                total=progress.total,
                seconds=seconds,
            )
        else:
            words = tr("Starting…, {seconds} s so far", seconds=seconds)
        self.line.setText(words)

    def _on_button(self) -> None:
        (self.cancel_asked if self._working else self.explain_asked).emit()


def _chooser(name: str, entries: Mapping[str, str]) -> QComboBox:
    """Return a combo box of translated words whose data are keys, and which may get narrow."""
    box = QComboBox()
    for key, words in entries.items():
        box.addItem(tr(words), key)
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return box


def _close_gradients(box: QComboBox) -> None:
    """Let methods be seen but not chosen that the inspector leaves out."""
    for key in BY_GRADIENTS:
        row = box.findData(key)
        words = tr("{method} (needs the full build)", method=box.itemText(row))
        box.setItemText(row, words)
        cast(QStandardItemModel, box.model()).item(row).setEnabled(False)


def _choose(box: QComboBox, key: str) -> None:
    row = box.findData(key)
    if row >= 0 and box.model().flags(box.model().index(row, 0)) & Qt.ItemFlag.ItemIsEnabled:
        box.setCurrentIndex(row)


def _allow(box: QWidget, tip: str, why_not: str) -> None:
    """Enable `box`, unless there is a reason not to, which the tooltip then gives."""
    box.setEnabled(not why_not)
    box.setToolTip(why_not or tip)
    box.setAccessibleDescription(why_not or tip)
