"""The window's words in the user's language, by Qt's own translation files."""

from __future__ import annotations

from pathlib import PurePath

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from gng_desktop.core.text import visible
from gng_desktop.shipped import shipped


def QT_TR_NOOP(text: str) -> str:
    """Return `text`, marked for translation under the name ``pyside6-lupdate`` looks for.

    PySide6's own function of this name is typed to return any object.
    """
    return text


LANGUAGES = {"system": QT_TR_NOOP("As the system"), "en": "English", "it": "Italiano"}
"""By code, what the settings call a language; English is what the sources are written in."""


def tr(text: str, /, **values: object) -> str:
    """Return `text` in the user's language, its ``{names}`` replaced by `values`.

    ``pyside6-lupdate`` finds every ``tr("literal")``; a text that is only looked up later is
    marked where it stands by ``QT_TR_NOOP("literal")``, one of the rooms below in
    `gng_desktop.ui.from_below`. Without `values` braces in `text` mean nothing. Texts and paths
    among the `values` are put in as one line, see `visible`.
    """
    found = QCoreApplication.translate("", text)
    if not values:
        return found
    return found.format(
        **{
            name: visible(value) if isinstance(value, str | PurePath) else value
            for name, value in values.items()
        }
    )


def chosen(language: str) -> str:
    """Return the code of a language there is a translation for.

    `language` itself, for ``"system"`` the first that the user's system prefers; else English.
    """
    # A name like "it-IT": what messages are to be in, which numbers and dates need not be.
    wanted = QLocale.system().uiLanguages() if language == "system" else [language]
    codes = (name.partition("-")[0] for name in wanted)
    return next((code for code in codes if code in LANGUAGES and code != "system"), "en")


def install(app: QCoreApplication, language: str) -> None:
    """Let `app` speak `language`, a key of `LANGUAGES`; texts already shown stay as they are."""
    code = chosen(language)
    if code == "en":
        return
    places = (
        (f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        (f"gng_desktop_{code}", str(shipped("resources") / "translations")),
    )
    for name, folder in places:
        translator = QTranslator(app)
        if translator.load(name, folder):
            app.installTranslator(translator)
