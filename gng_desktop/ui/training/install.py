"""Questions asked before a run becomes a model, and before the previous model comes back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox, QWidget

from gng_desktop.ui.language import tr
from gng_desktop.ui.training.result_words import MODEL_WORDS, figure_text, known

if TYPE_CHECKING:
    from gng_desktop.modelstore import RollBack
    from gng_desktop.training.history import Summary
    from gng_desktop.ui.training.results_jobs import InUse


def confirm_use(parent: QWidget, found: Summary, used: InUse, data: Path, target: Path) -> bool:
    """Ask whether a run is to become the model of its role; say what it replaces."""
    role = known(MODEL_WORDS, found.role)
    lines = [
        tr(
            "It is first tested anew on the images in {data}, which takes some minutes; then it is "
            "installed, with its card and hashes, as {target}.",
            data=data,
            target=target,
        )
    ]
    model = used.models.get(found.role)
    if model is None:
        lines.append(tr("There is no {role} yet.", role=role))
    elif target in (model.folder, model.folder.resolve()):
        lines.append(
            tr(
                "It takes the place of {label}, which is kept: Roll back… brings it back.",
                label=model.label,
            )
        )
    else:
        lines.append(
            tr(
                "It is used instead of {label}, which stays where it is: Roll back… brings it "
                "back.",
                label=model.label,
            )
        )
    if found.figures:
        lines.append(tr("This run: {figure}", figure=figure_text(found.figures[0])))
    if used.figures.get(found.role):
        figure = figure_text(used.figures[found.role][0])
        lines.append(tr("Model in use: {figure}", figure=figure))
    if found.role == "segmenter":
        lines.append(
            tr(
                "The classifiers in use were tested with the segmenter in use now; their figures "
                "do not hold for another."
            )
        )
    question = tr("Use run {run} as the {role}?", run=found.name, role=role)
    return _asked(parent, tr("Use this model"), question, lines, tr("Use this model"))


def confirm_back(parent: QWidget, plan: RollBack) -> bool:
    """Ask whether the previous model of a role is to come back."""
    role = known(MODEL_WORDS, plan.role)
    lines = [tr("From then on {label} is used.", label=plan.after.label)]
    if plan.before is not None:
        lines.append(
            tr("{label} is kept; rolling back once more brings it back.", label=plan.before.label)
        )
    question = tr("Go back to the previous {role}?", role=role)
    return _asked(parent, tr("Roll back"), question, lines, tr("Roll back"))


def _asked(parent: QWidget, title: str, question: str, lines: list[str], yes: str) -> bool:
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(title)
    box.setText(question)
    box.setInformativeText("\n\n".join(lines))
    agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    cancel = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(cancel)
    box.exec()
    agreed = box.clickedButton() is agree
    box.deleteLater()
    return agreed
