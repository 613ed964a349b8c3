"""The faces of the image in view, brought to panes, verdict and commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect

from gng_desktop.ui.image.faces import WHOLE
from gng_desktop.ui.kit.language import tr
from gng_desktop.ui.panels.faces import FacesShown, word_of
from gng_desktop.ui.panes.face_boxes import FaceMark

if TYPE_CHECKING:
    from gng_desktop.ui.window_parts import WindowParts


class FaceChoosing(QObject):
    """Show which faces there are, and let one be chosen, wherever that can be done."""

    def __init__(self, window: WindowParts) -> None:
        super().__init__(window)
        self._window = window
        self._faces = faces = window.session.faces
        self._boxes, self._chooser = window.panes.view.faces, window.verdict.faces
        faces.changed.connect(self._show)
        window.session.state_changed.connect(self._enable)
        self._boxes.chosen.connect(faces.choose)
        self._chooser.chosen.connect(faces.choose)
        self._chooser.every_asked.connect(faces.analyse_every)
        commands = window.commands
        commands.triggered_by("next_face", lambda: faces.step(1))
        commands.triggered_by("previous_face", lambda: faces.step(-1))
        commands.triggered_by("whole_picture", lambda: faces.choose(WHOLE))
        commands.triggered_by("judge_faces", faces.analyse_every)
        commands.triggered_by("face_boxes", self._boxes.set_visible)
        commands["face_boxes"].setChecked(self._boxes.visible)
        window.indicator.add(faces.finder, tr("Faces"), faces.finder.cancel)
        self._enable()

    def _show(self) -> None:
        faces = self._faces
        squares, analyses, group = faces.squares, faces.analyses, faces.group
        self._boxes.show_faces(
            [
                FaceMark(
                    number,
                    QRect(box.x, box.y, box.width, box.height),
                    word_of(analyses[number]) if number in analyses else "",
                    analyses[number].verdict if number in analyses else None,
                )
                for number, box in squares.items()
                if len(squares) > 1  # a single one has the dashed frame already
            ],
            faces.chosen,
        )
        self._chooser.show_faces(
            FacesShown(
                count=len(squares),
                chosen=faces.chosen,
                whole_by=None if group is None else group.analysed,
                analyses=analyses,
                verdict=faces.verdict,
                too_small=0 if group is None else group.too_small,
                least=0 if group is None else group.least,
                problem=faces.problem,
            )
        )
        self._enable()

    def _enable(self) -> None:
        faces, commands = self._faces, self._window.commands
        usable, count = faces.choosable, len(faces.squares)
        left = len(faces.analyses) < count
        commands.enable("next_face", usable and faces.awaited < count)
        commands.enable("previous_face", usable and faces.awaited > WHOLE)
        commands.enable("whole_picture", usable and faces.awaited != WHOLE)
        commands.enable("judge_faces", usable and left)
        self._chooser.set_usable(usable, left)
