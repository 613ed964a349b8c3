"""The analyst's own conclusion and comment, and all that was recorded before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)

from gng_desktop.casework.decisions import in_force, on_picture
from gng_desktop.ui.kit.decision_words import CONCLUSION_WORDS, RECORD_WORDS
from gng_desktop.ui.kit.language import QT_TR_NOOP, tr
from gng_desktop.ui.kit.layouts import across, down
from gng_desktop.ui.kit.score_scale import score_text
from gng_desktop.ui.kit.widgets import Panel, ReadText, Section, button, heading, paragraph, say
from gng_desktop.ui.panels.mark_line import MarkLine

if TYPE_CHECKING:
    from gng_desktop.casework.decisions import Decision

    Maker = Callable[[str, str, str], Decision]
    """Makes a decision of conclusion, comment and analyst: `decide` of the image shown."""

CHOICES: dict[str, str] = {
    "generated": QT_TR_NOOP("A generator made this face."),
    "probably_generated": QT_TR_NOOP("Findings favour a generator."),
    "undecided": QT_TR_NOOP("The findings do not settle it."),
    "probably_real": QT_TR_NOOP("Findings favour a real photo."),
    "real": QT_TR_NOOP("No generator made this face."),
    "unsuitable": QT_TR_NOOP("The image is not suitable for a decision."),
}
"""What each conclusion of `gng_desktop.casework.decisions` means."""
NO_IMAGE = QT_TR_NOOP("Open an image to record your conclusion on it.")
UNREADABLE = QT_TR_NOOP("The file could not be read, so no decision can be recorded for it.")
COMMENT_LINES = 5


class Draft(NamedTuple):
    """What stands in the form: key of the conclusion or "", and the comment."""

    conclusion: str = ""
    comment: str = ""


class NotesPanel(Panel):
    """A form for one decision; nothing is recorded before its button is pressed.

    What was not recorded stays a draft in `drafts` as long as the panel lives, by the image's
    SHA-256 and, behind spaces, the picture's number if it is not the first of the file, and the
    face's. `settings`, without any the user's own, remember the analyst's name.
    """

    recorded = Signal(object)
    """Whoever writes the decision calls `show_history`, or `not_recorded` if that failed."""

    def __init__(self, settings: QSettings | None = None) -> None:
        super().__init__(tr("Notes"), high=300)
        self._settings = QSettings() if settings is None else settings
        self.drafts: dict[str, Draft] = {}
        self._sha256: str | None = None
        self._face: int | None = None
        self._frame = 1
        self._make: Maker | None = None
        self._history: list[Decision] = []
        self._filling = self._sent = False
        self.verdict = paragraph()
        self.choices = {key: QRadioButton(tr(CONCLUSION_WORDS[key])) for key in CHOICES}
        self._group = QButtonGroup(self)
        self.comment = QPlainTextEdit()
        self.analyst = QLineEdit(str(self._settings.value("analyst", "")))
        self.state = paragraph()
        self.button = button(tr("Record decision"), do=self._record)
        self.marks = MarkLine()
        self._build_form()
        self.last_heading = heading("")
        self.last_heading.setContentsMargins(0, 8, 0, 0)
        self.last_heading.setWordWrap(True)
        self.last = ReadText(tr("Last recorded decision"))
        self.earlier_text = ReadText(tr("Earlier decisions"))
        self.earlier = Section("", self.earlier_text, open_=False)
        self.add(self.last_heading, self.last, self.earlier, 1)
        self._connect()
        self.show_image(None, [], "")

    # -- building ---------------------------------------------------------------------------

    def _build_form(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, (key, choice) in enumerate(self.choices.items()):
            meaning = paragraph(tr(CHOICES[key]), faint=True)
            # On the line of the choice, which stands a little lower in its own height.
            meaning.setContentsMargins(0, 1, 0, 0)
            choice.setAccessibleDescription(meaning.text())
            self._group.addButton(choice)
            grid.addWidget(choice, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(meaning, row, 1)
        self.comment.setTabChangesFocus(True)
        self.comment.setAccessibleName(tr("Comment"))
        self.comment.setPlaceholderText(tr("What speaks for it and what against"))
        lines = self.comment.fontMetrics().lineSpacing() * COMMENT_LINES
        margins = 2 * round(self.comment.document().documentMargin())
        self.comment.setFixedHeight(lines + margins + 4)
        comment_word, analyst_word = QLabel(tr("&Comment")), QLabel(tr("&Analyst"))
        comment_word.setBuddy(self.comment)
        analyst_word.setBuddy(self.analyst)
        self.analyst.setAccessibleName(tr("Analyst"))
        self.analyst.setPlaceholderText(tr("Your name, recorded with the decision"))
        keys = QKeySequence("Ctrl+Return").toString(QKeySequence.SequenceFormat.NativeText)
        self.button.setToolTip(tr("Record this decision on the image ({keys})", keys=keys))
        foot = across((self.state, 1), (self.button, 0, Qt.AlignmentFlag.AlignTop))
        title, analyst = heading(tr("Your conclusion")), across(analyst_word, (self.analyst, 1))
        written = comment_word, self.comment, analyst, foot
        self.add(down(self.verdict, self.marks, title, grid, *written))

    def _connect(self) -> None:
        for choice in self.choices.values():
            choice.toggled.connect(self._on_edited)
        self.comment.textChanged.connect(self._on_edited)
        self.analyst.textChanged.connect(self._refresh)
        self.analyst.editingFinished.connect(self._on_analyst)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            # A key held down must not record the same decision again and again.
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(self.button.click)

    # -- what is shown ----------------------------------------------------------------------

    def show_image(
        self,
        sha256: str | None,
        history: Sequence[Decision],
        verdict_word: str,
        make: Maker | None = None,
        face: int | None = None,
        frame: int = 1,
    ) -> None:
        """Show the form for another image or face, with its draft if there is one.

        Parameters
        ----------
        sha256 : str or None
            None where there is no image, or its file could not be read.
        history : sequence of Decision
            What was recorded on it, the earliest first; see also `show_history`.
        verdict_word : str
            In the user's language; "" if there is no image.
        make : callable or None
            `decide`, given the analysis.
        face : int or None
            Number of the face that was analysed on its own.
        frame : int
            Which of the pictures in the file was analysed, from 1.
        """
        self._sha256, self._make, self._face, self._frame = sha256, make, face, frame
        words = QT_TR_NOOP("The tool's verdict: {verdict}")
        if face is not None:
            words = QT_TR_NOOP("The tool's verdict on face {number}: {verdict}")
        say(self.verdict, verdict_word and tr(words, number=face, verdict=verdict_word))
        usable = sha256 is not None and make is not None
        for widget in (*self.choices.values(), self.comment, self.analyst):
            widget.setEnabled(usable)
        self.show_history(history)
        if not usable:
            self.state.setText(tr(UNREADABLE) if verdict_word else tr(NO_IMAGE))
        self.verticalScrollBar().setValue(0)

    def show_history(self, history: Sequence[Decision]) -> None:
        """Show what is recorded on the image shown, the earliest first; a draft stays."""
        self._history = list(history)
        self._sent = False
        held = in_force(self._history)
        last = held[-1] if held else None
        for widget in (self.last_heading, self.last):
            widget.setVisible(last is not None)
        if last is not None:
            conclusion = tr(CONCLUSION_WORDS[last.conclusion])
            heading = tr("Last recorded decision: {conclusion}", conclusion=conclusion)
            self.last_heading.setText(heading)
            self.last.show_text(entry_text(last))
        earlier = [entry for entry in reversed(self._history) if entry is not last]
        title = (
            tr("1 earlier decision")
            if len(earlier) == 1
            else tr("{count} earlier decisions", count=len(earlier))
        )
        self.earlier.header.setText(title)
        self.earlier.header.setAccessibleName(title)
        self.earlier.setVisible(bool(earlier))
        entries = [f"{tr(RECORD_WORDS[d.conclusion])}\n{entry_text(d)}" for d in earlier]
        self.earlier_text.show_text("\n\n".join(entries))
        self._fill()

    def set_analyst(self, name: str) -> None:
        self.analyst.setText(name)
        self._on_analyst()

    def take_comment(self) -> str:
        """Return the comment that is not recorded yet; the draft it was is dropped."""
        return self.drafts.pop(self._draft, Draft()).comment

    def may_close(self, window: QWidget) -> bool:
        """Ask whether notes that were not recorded may be lost."""
        if not (count := len(self.drafts)):
            return True
        close, cancel = QMessageBox.StandardButton.Close, QMessageBox.StandardButton.Cancel
        words = QT_TR_NOOP("The notes on one image have not been recorded and would be lost.")
        if count > 1:
            words = QT_TR_NOOP(
                "The notes on {count} images have not been recorded and would be lost."
            )
        title, words = tr("Close without recording?"), tr(words, count=count)
        return QMessageBox.question(window, title, words, close | cancel, cancel) == close

    def not_recorded(self) -> None:
        """Say that what was sent by `recorded` could not be written; it stays a draft."""
        self._sent = False
        self._refresh()

    # -- the form ---------------------------------------------------------------------------

    def _form(self) -> Draft:
        chosen = next((key for key, choice in self.choices.items() if choice.isChecked()), "")
        return Draft(chosen, self.comment.toPlainText().strip())

    def _name(self) -> str:
        return self.analyst.text().strip()

    def _own(self) -> Decision | None:
        name = self._name()
        return next((d for d in reversed(self._on_this) if d.analyst == name), None)

    @property
    def _on_this(self) -> list[Decision]:
        """The decisions that hold on the face that is analysed, or on the image as a whole."""
        held = in_force(on_picture(self._history, self._frame))
        return [d for d in held if d.face_index == self._face]

    @property
    def _draft(self) -> str:
        frame = "" if self._frame == 1 else f" picture {self._frame}"
        face = "" if self._face is None else f" {self._face}"
        return f"{self._sha256 or ''}{frame}{face}"

    def _stored(self) -> Draft:
        """Return what the form holds when it holds nothing new: never a colleague's conclusion."""
        own = self._own()
        return Draft() if own is None else Draft(own.conclusion, own.comment)

    def _fill(self) -> None:
        """Show the draft of the image, or what the analyst recorded last."""
        shown = self.drafts.get(self._draft, self._stored())
        self._filling = True
        self._group.setExclusive(False)
        tab = Qt.FocusPolicy.TabFocus
        for key, choice in self.choices.items():
            choice.setChecked(key == shown.conclusion)
            # Qt moves the Tab key's way in with the user's own choices only.
            enters = key == (shown.conclusion or next(iter(self.choices)))
            policy = choice.focusPolicy()
            choice.setFocusPolicy(policy | tab if enters else policy & ~tab)
        self._group.setExclusive(True)
        if self.comment.toPlainText().strip() != shown.comment:
            self.comment.setPlainText(shown.comment)
        self._filling = False
        self._refresh()

    def _on_edited(self) -> None:
        if self._filling:
            return
        self._sent = False
        if self._sha256 is not None:
            self.drafts[self._draft] = self._form()
        self._refresh()

    def _on_analyst(self) -> None:
        self._settings.setValue("analyst", self._name())
        self._fill()

    def _refresh(self) -> None:
        """Drop a draft that is recorded by now; say how things stand."""
        self.marks.set_analyst(self._name())
        if self._sha256 is None or self._make is None:
            self.button.setEnabled(False)
            return
        form, own, name = self._form(), self._own(), self._name()
        if form == self._stored():
            self.drafts.pop(self._draft, None)
        # Not what differs: a name that is being typed makes nobody's conclusion one's own.
        fresh = self._draft in self.drafts
        complete = bool(form.conclusion and name) and not self._sent
        moved = own is not None and self._tool_moved(own)
        self.button.setEnabled(complete and (fresh or moved))
        if self._sent:
            words = tr("Recording…")
        elif fresh and not form.conclusion:
            words = tr("Not recorded yet: choose a conclusion.")
        elif fresh and not name:
            words = tr("Not recorded yet: enter your name.")
        elif fresh:
            words = tr("Not recorded yet.")
        elif moved:
            words = tr("Recorded. The tool's verdict has changed since; record again to confirm.")
        elif own is not None:
            words = tr("Recorded.")
        elif self._on_this:
            words = tr("You have recorded nothing yet.")
        elif self._face is not None:
            words = tr("Nothing recorded on face {number} yet.", number=self._face)
        elif self._history:
            words = tr("Nothing recorded on the whole picture yet.")
        else:
            words = tr("Nothing recorded yet.")
        self.state.setText(words)

    def _tool_moved(self, own: Decision) -> bool:
        """Tell whether verdict or models are not those that decision `own` was taken by."""
        assert self._make is not None
        now = self._make(own.conclusion, own.comment, own.analyst)
        # Earlier versions recorded no picture.
        same = replace(now, decided_at=own.decided_at, scores_seen=own.scores_seen, frame=own.frame)
        return same != own

    def _record(self) -> None:
        if self._make is None or not self.button.isEnabled():
            return
        self._settings.setValue("analyst", self._name())
        decision = self._make(*self._form(), self._name())
        self._sent = True
        self._refresh()
        self.recorded.emit(decision)


def entry_text(decision: Decision) -> str:
    """Return lines on a decision: who took it and when, the comment, what the program had found."""
    when = datetime.fromisoformat(decision.decided_at).strftime("%Y-%m-%d %H:%M")
    scores, frame, face = decision.scores_seen, decision.frame, decision.face_index
    tool = (
        tr("The tool gave no verdict at the time.")
        if decision.verdict_seen is None
        else tr(
            "The tool's verdict at the time: {verdict}, score {first} with background, {second} "
            "without.",
            verdict=tr(decision.verdict_seen),
            first=score_text(scores.get("with_background")),
            second=score_text(scores.get("without_background")),
        )
    )
    lines = [
        tr("{analyst}, {when} UTC", analyst=decision.analyst, when=when),
        "" if frame is None else tr("On picture {number} of the file", number=frame),
        "" if face is None else tr("On face {number}", number=face),
        decision.comment,
        "" if decision.tags is None else tr("Tags: {tags}.", tags=", ".join(decision.tags) or "—"),
        tool,
    ]
    return "\n".join(line for line in lines if line)
