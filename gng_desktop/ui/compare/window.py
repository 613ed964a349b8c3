"""A window of two to four images: linked views, maps on one scale, and a table of differences."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, QSizeF, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QSplitter,
    QWidget,
)

from gng_desktop.analysis.conclusion import conclude
from gng_desktop.core.text import visible
from gng_desktop.explain.gradient_process import GradientProcess
from gng_desktop.ui.compare.rows import (
    Compared,
    CompareRow,
    compare_rows,
    explain_steps,
    load_steps,
)
from gng_desktop.ui.image.findings import Findings
from gng_desktop.ui.kit.badge import VerdictBadge
from gng_desktop.ui.kit.jobs_indicator import JobsIndicator
from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.kit.layouts import across, down
from gng_desktop.ui.kit.notice import Notice
from gng_desktop.ui.kit.plain import tip
from gng_desktop.ui.kit.row_model import Column, RowModel
from gng_desktop.ui.kit.row_table import RowView
from gng_desktop.ui.kit.screen import resize_within_screen
from gng_desktop.ui.kit.style import emphasise
from gng_desktop.ui.kit.widgets import ElidedLabel, button
from gng_desktop.ui.kit.workers import JobRunner
from gng_desktop.ui.panes.canvas import Canvas
from gng_desktop.ui.panes.classic import ClassicViews
from gng_desktop.ui.panes.colour_bar import ColourBar, unit_of
from gng_desktop.ui.panes.scene import FURTHER, MAPS, VIEWS, OverlayLook, Scene
from gng_desktop.ui.panes.view_state import ViewState

if TYPE_CHECKING:
    from gng_desktop.explain.catalogue import ExplainChoices
    from gng_desktop.explain.explanation import Explanation
    from gng_desktop.explain.methods import Explained, FurtherExplained
    from gng_desktop.ui.image.session import ImageSession

FEWEST, MOST = 2, 4
SIZE = QSize(1180, 720)
SPREAD_WIDTH = 80


class ImageColumn(QWidget):
    """One image: its name, its verdict, its canvas."""

    def __init__(self, path: Path, look: OverlayLook, palette: str) -> None:
        super().__init__()
        self.compared: Compared | None = None
        self.view, self.scene = ViewState(self), Scene(self)
        self.scene.use_overlay(look)
        self.scene.use_palette(palette)
        self.scene.show_views(None, tr("Computing…"))
        self.name = emphasise(ElidedLabel())
        self.name.set_full_text(path.name, str(path))
        self.badge = VerdictBadge()
        self.canvas = Canvas(self.view, self.scene, "original")
        self.canvas.setAccessibleName(path.name)
        self.classic = ClassicViews(self.scene, lambda: [self.canvas.key], self)
        self.before = 1.0, QPointF(0.5, 0.5)
        down(self.name, self.badge, (self.canvas, 1), into=self, margins=0)

    def show_compared(self, compared: Compared, models: Mapping[str, Any]) -> None:
        self.compared = compared
        analysis = compared.analysis
        self.badge.show_conclusion(conclude(analysis, models))
        if analysis.views is not None:
            box, (height, width) = analysis.views.box, analysis.views.rgb.shape[:2]
            part = None if box is None else QRect(box.x, box.y, box.width, box.height)
            self.view.reset(QSize(width, height), part)
        self.scene.show_views(analysis.views, analysis.reason, tr("Press Explain to see a map."))
        self.classic.use_file(Path(analysis.path), analysis.sha256, analysis.frame)

    def show_face(self) -> None:
        """Show the analysed part, or the whole image where that is the same."""
        if self.view.analysed is None:
            self.view.fit()
        else:
            self.view.show_part(QSizeF(self.canvas.size()), self.view.analysed)

    def move_with(self, factor: float, shift: QPointF) -> None:
        """Zoom by `factor` and move by `shift`, in sizes of the fitted image, as another did."""
        self.view.place_at(
            self.view.zoom * factor, self.view.centre + shift / max(1.0, self.view.zoom * factor)
        )


class CompareWindow(QDialog):
    """`FEWEST` to `MOST` images side by side; it does its own work and ends it when closed.

    The models are those of `session`. `choices` is called when maps are asked for; `look` and
    `palette` say how classes and maps are drawn.
    """

    def __init__(
        self,
        session: ImageSession,
        paths: Sequence[Path],
        choices: Callable[[], ExplainChoices],
        look: OverlayLook,
        palette: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(tr("Compare — GNG Desktop"))
        self._session, self._choices, self._palette = session, choices, palette
        self._gradients = GradientProcess()
        self._limits: dict[int, float] = {}
        self._moving = False
        self.columns = [ImageColumn(path, look, palette) for path in paths]
        self.runner = JobRunner(self)
        self.notice = Notice()
        self.indicator = JobsIndicator()
        self.view_box = QComboBox()
        for key, words in VIEWS.items():
            if not key.startswith("shap"):
                self.view_box.addItem(tr(words), key)
        self.view_box.setAccessibleName(tr("View of all images"))
        self.linked = QCheckBox(tr("&Linked"))
        self.linked.setChecked(True)
        self.linked.setToolTip(tr("Zoom and move all images together"))
        self.fit_button = button(tr("&Fit"), do=self.fit)
        tip = tr("Show the analysed face of each image in the same size")
        self.faces_button = button(tr("F&aces"), tip, do=self.show_faces)
        tip = tr(
            "Compute maps of all images with the settings of the Explanation panel, on one "
            "colour scale"
        )
        self.explain_button = button(tr("&Explain"), tip, do=self.explain)
        self.only_differences = QCheckBox(tr("&Differences only"))
        self.only_differences.setChecked(True)
        self.facts = RowModel(_columns([path.name for path in paths]))
        self.facts.passes = self._passes
        self.table = RowView(self.facts, tr("Facts of the images"))
        self.colour_bar = ColourBar()
        self.colour_bar.hide()
        self._build()
        self._connect()
        resize_within_screen(self, SIZE.width(), SIZE.height())
        assert session.analyser is not None
        steps = load_steps(session.analyser, paths)
        self.runner.start(steps, tr("The comparison"), self._on_loaded)

    def _build(self) -> None:
        buttons = (self.fit_button, self.faces_button, self.explain_button)
        chosen = (QLabel(tr("View")), self.view_box, self.linked, *buttons)
        images = QWidget()
        across(*((column, 1) for column in self.columns), into=images, margins=0)
        header = self.table.horizontalHeader()
        header.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        for place in range(len(self.columns)):
            header.setSectionResizeMode(place + 1, QHeaderView.ResizeMode.Stretch)
        self.table.setColumnWidth(len(self.columns) + 1, SPREAD_WIDTH)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.addWidget(images)
        self.splitter.addWidget(self.table)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        down(
            self.notice,
            across(*chosen, 1, self.only_differences),
            (self.splitter, 1),
            self.colour_bar,
            (self.indicator, 0, Qt.AlignmentFlag.AlignLeft),
            into=self,
        )

    def _connect(self) -> None:
        self.finished.connect(self._end)
        self.indicator.add(self.runner, tr("Comparison"), self.runner.cancel)
        self.runner.failed.connect(self.notice.say)
        self.runner.busy_changed.connect(self._on_busy)
        self.view_box.currentIndexChanged.connect(self._on_view)
        self.only_differences.toggled.connect(self.facts.reorder)
        for column in self.columns:
            column.view.changed.connect(partial(self._on_moved, column))
            column.view.cursor_moved.connect(partial(self._on_cursor, column))

    @property
    def runners(self) -> list[JobRunner]:
        return [self.runner, *(column.classic.runner for column in self.columns)]

    # -- linked views -----------------------------------------------------------------------

    def fit(self) -> None:
        self._move(lambda column: column.view.fit())

    def show_faces(self) -> None:
        self._move(ImageColumn.show_face)

    def _move(self, how: Callable[[ImageColumn], None]) -> None:
        self._moving = True
        for column in self.columns:
            how(column)
            column.before = column.view.zoom, column.view.centre
        self._moving = False

    def _on_moved(self, moved: ImageColumn) -> None:
        (zoom, centre), view = moved.before, moved.view
        if self._moving or not self.linked.isChecked() or view.image_size.isEmpty():
            moved.before = view.zoom, view.centre
            return
        factor, shift = view.zoom / zoom, (view.centre - centre) * view.zoom
        self._move(lambda c: None if c is moved else c.move_with(factor, shift))

    def _on_cursor(self, moved: ImageColumn, pixel: QPoint | None) -> None:
        size = moved.view.image_size
        for column in self.columns:
            if column is moved or self._moving:
                continue
            self._moving = True  # their own announcements lead nowhere
            other = column.view.image_size
            place = None
            if pixel is not None and self.linked.isChecked() and not other.isEmpty():
                x, y = pixel.x() * other.width(), pixel.y() * other.height()
                place = QPoint(x // size.width(), y // size.height())
            column.view.set_cursor(place)
            self._moving = False

    def _on_view(self) -> None:
        for column in self.columns:
            column.canvas.show_view(self.view_box.currentData())
            column.canvas.setAccessibleDescription(column.scene.about(column.canvas.key))
            column.classic.look()
        self.colour_bar.setVisible(bool(self._limits) and self._map_shown)
        about = self.columns[0].scene.about(self.view_box.currentData())
        self.view_box.setToolTip(tip(about))

    @property
    def _map_shown(self) -> bool:
        return self.columns[0].canvas.key in (*MAPS, FURTHER)

    # -- work -------------------------------------------------------------------------------

    def explain(self) -> None:
        """Compute the maps of all images that have scores."""
        explainable = {
            number: column.compared.analysis
            for number, column in enumerate(self.columns)
            if column.compared is not None and column.compared.analysis.status == "ok"
        }
        if self._session.analyser is None or not explainable:
            return
        choices = self._choices()
        views = (FURTHER,) if choices.detector else ("map_with", "map_without")
        if self.view_box.currentData() not in views:
            self.view_box.setCurrentIndex(self.view_box.findData(views[0]))
        for column in self.columns:
            column.scene.say_of_maps(tr("Computing…"))
        self._limits.clear()
        steps = explain_steps(self._session.analyser, explainable, choices, self._gradients)
        self.runner.start(steps, tr("The comparison"), self._on_explained)

    def _on_loaded(self, found: tuple[int, Compared]) -> None:
        number, compared = found
        models = self._session.analyser.models if self._session.analyser else {}
        self._move(
            lambda c: c.show_compared(compared, models) if c is self.columns[number] else None
        )
        self._fill()

    def _on_explained(self, found: tuple[int, Explained | FurtherExplained]) -> None:
        from gng_desktop.explain.explanation import common_limit
        from gng_desktop.explain.methods import FurtherExplained

        number, explained = found
        column = self.columns[number]
        if isinstance(explained, FurtherExplained):
            assert column.compared is not None
            view = Findings(column.compared.analysis).seen_by(explained)
            column.scene.show_further(explained, view)
            maps: tuple[Explanation, ...] = (explained.map,)
        else:
            column.scene.show_maps(explained.maps)
            maps = explained.maps
        self._limits[number] = common_limit(*maps)
        limit, first = max(self._limits.values()), maps[0]
        for column in self.columns:
            column.scene.use_limit(limit)
        self.colour_bar.show_limit(limit, first.directed, unit_of(first), self._palette)
        self.colour_bar.setVisible(self._map_shown)

    def _on_busy(self, busy: bool) -> None:
        self.explain_button.setEnabled(not busy)
        if not busy:
            for column in self.columns:
                if column.compared is None:
                    column.scene.show_views(None, tr("Not analysed"))
                column.scene.say_of_maps(tr("Press Explain to see a map."))

    # -- the table --------------------------------------------------------------------------

    def _passes(self, row: CompareRow) -> bool:
        return row.differs or row.always or not self.only_differences.isChecked()

    def _fill(self) -> None:
        known = [column.compared for column in self.columns if column.compared is not None]
        if len(known) == len(self.columns):
            self.facts.set_rows(compare_rows(known))
            self.table.resizeColumnToContents(0)
            self.table.setColumnWidth(0, min(self.table.columnWidth(0), self.width() // 4))

    # -- closing ----------------------------------------------------------------------------

    def reject(self) -> None:
        """Stop the work where there is any (Esc), else close."""
        if self.runner.busy:
            self.runner.cancel()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.runner.cancel()
        super().closeEvent(event)

    def _end(self) -> None:
        """Let no thread outlive the window."""
        for runner in self.runners:
            runner.close()
        self._gradients.close()
        self.deleteLater()


def _columns(names: Sequence[str]) -> list[Column]:
    """Return what the table says of each image, between a fact's name and its spread."""

    def value(row: CompareRow, place: int) -> str:
        return visible(row.values[place])

    return [
        Column("fact", "", lambda row: f"{row.group}: {visible(row.name)}"),
        *(
            Column(name, visible(name), partial(value, place=n), bold=lambda row: row.differs)
            for n, name in enumerate(names)
        ),
        Column("spread", tr("Difference"), lambda row: row.spread),
    ]
