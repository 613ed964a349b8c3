"""The window's words in the user's language, by Qt's own translation files."""

from __future__ import annotations

from functools import lru_cache
from pathlib import PurePath
from string import Formatter
from typing import Any

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from gng_desktop.core.shipped import shipped
from gng_desktop.core.text import N_, visible
from gng_desktop.ui.kit.numbered import Sentences

QT_TR_NOOP = N_
LANGUAGES = {"system": QT_TR_NOOP("Follow system"), "en": "English", "it": "Italiano"}
"""By code, what the settings call a language; English is what the sources are written in."""


def tr(text: str, /, **values: object) -> str:
    """Return `text` in the user's language, its ``{names}`` replaced by `values`.

    ``pyside6-lupdate`` finds every ``tr("literal")``; a text that is only looked up later is
    marked where it stands by ``QT_TR_NOOP("literal")``, in rooms below by ``N_``; those of tables
    are collected by ``docs/texts.py``. Without `values` braces in `text` mean nothing. Texts and
    paths among the `values` are put in as one line, see `visible`; numbers as `number` writes them.
    """
    if values:
        return _FORMATTER.vformat(_translated(text), (), values)
    return _of_numbers(text) if _SIGNS else _translated(text)


def _translated(text: str) -> str:
    return QCoreApplication.translate("", text)


class _Formatter(Formatter):
    def format_field(self, value: Any, form: str) -> str:
        if isinstance(value, str | PurePath):
            value = visible(value)
        return number(value, form) if isinstance(value, int | float) else format(value, form)


_FORMATTER = _Formatter()


def number(value: float, form: str = "") -> str:
    """Return `value` as ``format(value, form)``, with the separators of the user's language."""
    return local(format(value, form))


def local(text: str) -> str:
    """Return a number written in English with the separators of the user's language."""
    return text.translate(_SIGNS)


@lru_cache(maxsize=1000)
def _of_numbers(text: str) -> str:
    return Sentences(_translated, local).of(text)


_SPOKEN = (
    ("choose another --csv", "choose another name for the CSV"),
    ("; add --recursive", "; include the folders inside"),
    ("start over with --overwrite", "start over"),
    ("replace it with --overwrite", "start over"),
    ("complete it with --resume", "resume it"),
    ("continue with --resume", "resume the scan"),
    ("add --resume to go on, or rename it", "press Resume to go on, or rename it"),
    ("go on with --resume", "press Resume"),
)
"""Parts of sentences that name options of the command line, and what the window says instead."""


def spoken(sentence: str) -> str:
    """Return a sentence of a scan or training without the options of its command line."""
    for option, words in _SPOKEN:
        sentence = sentence.replace(option, words)
    return sentence


_SIGNS: dict[int, int] = {}
"""Separators that the user's language has in the place of others."""


def chosen(language: str) -> str:
    """Return the code of a language there is a translation for.

    `language` itself, for ``"system"`` the first that the user's system prefers; else English.
    """
    # A name like "it-IT": what messages are to be in, which numbers and dates need not be.
    names = QLocale.system().uiLanguages() if language == "system" else [language]
    codes = (name.partition("-")[0] for name in names)
    return next((code for code in codes if code in LANGUAGES and code != "system"), "en")


def install(app: QCoreApplication, language: str) -> None:
    """Let `app` speak `language`, a key of `LANGUAGES`; texts already shown stay as they are."""
    code = chosen(language)
    if QLocale.system().language() != QLocale(code).language():
        QLocale.setDefault(QLocale(code))  # spin boxes as the sentences
    if code == "en":
        return
    _SIGNS.update(str.maketrans(",.", ".,"))
    places = (
        (f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        (f"gng_desktop_{code}", str(shipped("resources") / "translations")),
    )
    for name, folder in places:
        translator = QTranslator(app)
        if translator.load(name, folder):
            app.installTranslator(translator)
