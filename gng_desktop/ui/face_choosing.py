"""The faces of the image in view, brought to panes, verdict and commands."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect

from gng_desktop.ui.faces_in_view import WHOLE
from gng_desktop.ui.language import tr
from gng_desktop.ui.panels.face_line import word_of
from gng_desktop.ui.panels.faces import FacesShown
from gng_desktop.ui.panes.face_boxes import FaceMark

if TYPE_CHECKING:
    from gng_desktop.explain.methods import Explained
    from gng_desktop.ui.findings import Findings
    from gng_desktop.ui.frame import Frame


class FaceChoosing(QObject):
    """Show which faces there are, and let one be chosen, wherever that can be done.

    Parameters
    ----------
    window : Frame
    show_explained : callable
        Shows maps and what was found by regions.
    """

    def __init__(self, window: Frame, show_explained: Callable[[Explained], None]) -> None:
        super().__init__(window)
        self._window, self._show_explained = window, show_explained
        self._faces = faces = window.sitting.faces
        self._boxes, self._chooser = window.panes.view.faces, window.verdict.faces
        faces.changed.connect(self._show)
        faces.recalled.connect(self._recall)
        window.sitting.state_changed.connect(self._enable)
        self._boxes.chosen.connect(faces.choose)
        self._chooser.chosen.connect(faces.choose)
        self._chooser.every_asked.connect(faces.judge_every)
        commands = window.commands
        commands.triggered_by("next_face", lambda: faces.step(1))
        commands.triggered_by("previous_face", lambda: faces.step(-1))
        commands.triggered_by("whole_picture", lambda: faces.choose(WHOLE))
        commands.triggered_by("judge_faces", faces.judge_every)
        commands.triggered_by("face_boxes", self._boxes.set_visible)
        commands["face_boxes"].setChecked(self._boxes.visible)
        window.indicator.add(faces.seeker, tr("Faces"), faces.seeker.cancel)
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
            ],
            faces.chosen,
        )
        self._chooser.show_faces(
            FacesShown(
                count=len(squares),
                chosen=faces.chosen,
                whole_by=None if group is None else group.judged,
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
        commands.enable("next_face", usable and faces.wanted < count)
        commands.enable("previous_face", usable and faces.wanted > WHOLE)
        commands.enable("whole_picture", usable and faces.wanted != WHOLE)
        commands.enable("judge_faces", usable and left)
        self._chooser.set_usable(usable, left)

    def _recall(self, found: Findings) -> None:
        """Show again what was found of the face, or the picture, that is chosen again."""
        window, latest = self._window, found.latest
        earlier = [e for e in found.explained.values() if e is not latest]
        for explained in [*earlier, *([latest] if latest is not None else [])]:
            self._show_explained(explained)
        if latest is not None:
            window.explanation.show_tested(found.tested.get(latest.maps[0].method))
        if found.stress is not None:
            analyser = window.sitting.analyser
            window.stress.show_stress(found.stress, analyser.models if analyser else {})
        if found.provenance is not None:
            window.sitting.provenance_read.emit(found.provenance)
        window.sitting.history_read.emit(found.history)
        window.status_text.clear()
