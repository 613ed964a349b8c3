import ast
import functools
import re
import shutil
import string
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QDialogButtonBox

import gng_desktop
from docs import texts
from gng_desktop.analysis import faces_in_image, scoring, support
from gng_desktop.analysis.stress import AMOUNTS, Stress, StressPoint
from gng_desktop.core.shipped import shipped
from gng_desktop.imaging.frames import frames_notes
from gng_desktop.provenance.jpeg import Jpeg
from gng_desktop.provenance.thumbnail import Thumbnail
from gng_desktop.ui.kit import language
from gng_desktop.ui.kit import numbered as ui_numbered
from gng_desktop.ui.kit.language import LANGUAGES, chosen, tr
from gng_desktop.ui.kit.workers import UserError

ROOT = Path(gng_desktop.__file__).parents[1]
SOURCES = ROOT / "gng_desktop"
TS = shipped("resources") / "translations/gng_desktop_it.ts"
UPDATE = "Run `make translations`, then translate what is unfinished in the .ts."


# -- the file of translations -----------------------------------------------------------------


def messages(path=TS):
    """Return (source, translation, its type) of every message."""
    found = ElementTree.parse(path).getroot().iter("message")
    return [
        (m.findtext("source"), m.findtext("translation"), m.find("translation").get("type"))
        for m in found
    ]


@functools.cache
def italian():
    return {source: translation for source, translation, _ in messages()}


def tool(name):
    """Return the path of one of Qt's tools; skip where it cannot run."""
    path = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    if path is None:
        pytest.skip(f"{name} is not installed")
    if subprocess.run([path, "-version"], capture_output=True, timeout=60).returncode:
        pytest.skip(f"{name} does not run here")
    return path


@functools.cache
def marked():
    """Return place and argument of every tr() and QT_TR_NOOP() in the sources."""
    sources = {path: path.read_text(encoding="utf-8") for path in sorted(SOURCES.rglob("*.py"))}
    return [
        (f"{path.name}:{node.lineno}", node.args[0])
        for path, source in sources.items()
        if re.search(r"\b(tr|QT_TR_NOOP|N_)\(", source)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("tr", "QT_TR_NOOP", "N_")
    ]


texts_below = functools.cache(texts.texts)


def placeholders(text):
    return sorted(
        f"{name}!{conversion}:{form}"
        for _, name, form, conversion in string.Formatter().parse(text)
        if name is not None
    )


def test_every_text_is_translated_and_none_is_put_together_before():
    made = [place for place, text in marked() if isinstance(text, (ast.JoinedStr, ast.BinOp))]
    assert not made
    missing = [
        f"{place}: {text.value!r}"
        for place, text in marked()
        if isinstance(text, ast.Constant) and text.value not in italian()
    ]
    missing += sorted(texts_below() - set(italian()))
    assert not missing, UPDATE


def test_lupdate_finds_nothing_new_and_nothing_gone(tmp_path):
    copy = Path(shutil.copy(TS, tmp_path))
    below = "\n".join(f"QT_TR_NOOP({text!r})" for text in sorted(texts_below()))
    (tmp_path / "below.py").write_text(below, encoding="utf-8")
    command = [tool("pyside6-lupdate"), "-extensions", "py", str(SOURCES), str(tmp_path)]
    command += ["-tr-function-alias", "QT_TR_NOOP+=N_", "-locations", "none", "-no-obsolete"]
    command += ["-ts", str(copy)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    assert {m[0] for m in messages(copy)} == set(italian()), UPDATE
    assert not [source for source, _, kind in messages(copy) if kind], UPDATE


def test_every_message_is_finished_and_keeps_its_placeholders():
    found = messages()
    assert len(found) == len(italian()) > 600
    for source, translation, kind in found:
        assert kind is None and translation, source
        assert placeholders(translation) == placeholders(source), source
        assert translation.count("&") == source.count("&"), source
        for end in ("…", ".", ":", "\n"):
            assert translation.endswith(end) == source.endswith(end), source
        # Typographic ones; what stands in a file name or code is not in the window's texts.
        assert "'" not in translation and '"' not in translation, source


def test_what_is_shipped_was_made_from_the_translation(tmp_path):
    made = tmp_path / "made.qm"
    command = [tool("pyside6-lrelease"), str(TS), "-qm", str(made)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    assert made.read_bytes() == TS.with_suffix(".qm").read_bytes(), UPDATE


MANY = {"is": "are", "occurs": "occur"}


def test_one_and_many_are_two_whole_sentences():
    ones = [source for source in italian() if source.startswith("1 ")]
    assert {"1 image", "1 row", "1 earlier decision", "1 generated"} <= set(ones)
    for one in ones:
        words = " ".join(re.escape(MANY.get(word, word)) + "s?" for word in one[2:].split(" "))
        many = re.compile(r"(\{\w+(:,)?\}) " + words)
        found = [match for source in italian() if (match := many.fullmatch(source))]
        assert len(found) == 1, one
        assert italian()[one].startswith("1 ")
        assert italian()[found[0][0]].startswith(f"{found[0][1]} ")


# -- what is spoken -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "preferred", "code"),
    [
        ("it", ["en-US"], "it"),
        ("en", ["it-IT"], "en"),
        ("xx", ["it-IT"], "en"),
        ("", ["it-IT"], "en"),
        ("system", ["it-IT", "it"], "it"),
        ("system", ["de-DE", "de", "it-IT"], "it"),
        ("system", ["en-GB", "it-IT"], "en"),
        ("system", ["C"], "en"),
        ("system", [], "en"),
    ],
)
def test_language_is_the_one_chosen_or_english(monkeypatch, asked, preferred, code):
    locale = SimpleNamespace(system=lambda: SimpleNamespace(uiLanguages=lambda: preferred))
    monkeypatch.setattr(language, "QLocale", locale)
    assert chosen(asked) == code and code in LANGUAGES


def test_braces_of_others_mean_nothing(qapp):
    for text in ("", "{", "{name}", "{0!z:}"):
        assert tr(text) == text
    assert tr("{name} {value}", name="{value}", value="{") == "{value} {"


def numbered():
    """Yield sentences into which rooms below put numbers or names."""
    changes = [("as is", 0), *((kind, x) for kind, xs in AMOUNTS.items() for x in xs)]
    words = ["generated", *("real" if x in (75, 2.0) else "generated" for _, x in changes[1:])]
    yield Stress(
        tuple(
            StressPoint(kind, x, "ok", word, 0.5, 0.5, "")
            for (kind, x), word in zip(changes, words, strict=True)
        )
    ).sentence
    far = {"the without-background classifier": 1.5}
    yield scoring.out_of_scope({"the with-background classifier": 1.25} | far)
    yield scoring.out_of_scope(far)
    yield faces_in_image.too_small_reason(3)
    yield from frames_notes(2, 1200)
    yield Jpeg({}, 92, False, 1.5, "4:2:0", False, 8).sentence
    yield Thumbnail("EXIF", 16, 9, 1600, 900, 2.25, None, None).sentence
    for source in support.UNSEEN.values():
        yield f"1,150 held-out real photos of {source}, 9 of them scored as high, support no more."
        yield (
            "The held-out images do not allow stronger support than this (1,150 real photos of "
            f"{source}, none of them with a score at least as high)."
        )
        yield (
            "The held-out images do not allow stronger support than this (1,150 real photos of "
            f"{source}, 0.9 % of them with a score at least as high, every source weighing alike)."
        )


def test_a_pattern_without_translation_leaves_the_sentence_in_english(monkeypatch, qapp):
    monkeypatch.setattr(ui_numbered, "SENTENCES", ("It has {count} wheels.",))
    with monkeypatch.context() as another_language:
        another_language.setitem(language._SIGNS, ord(","), ".")
        assert tr("It has 3,000 wheels.") == "It has 3.000 wheels."
    known = {"{first} and {last}": "{first} e {last}", "Two wheels.": "Due ruote."}
    sentences = ui_numbered.Sentences(lambda text: known.get(text, text), language.local)
    assert sentences.of("It has 3 wheels.") == "It has 3 wheels."
    assert sentences.of("It has a and b; c wheels.") == "It has a e b; c wheels."
    assert sentences.of("Two wheels. It has 3 wheels.") == "Due ruote. It has 3 wheels."
    assert sentences.of("{first}; {last}") == "{first}; {last}"


@pytest.fixture
def window_in(qtbot, spoken_in, make_window, make_analysis):
    """Makes a window without models, in a language, that shows an inconclusive verdict."""

    def no_models():
        raise UserError("Not enough memory; close other programs.")

    def speak(code):
        spoken_in(code)
        window = make_window(no_models)
        qtbot.waitUntil(lambda: not window.session.loader.busy)
        reason = "Both scores lie between the limits, where neither classifier decides."
        window.in_view.show_analysis(make_analysis(verdict="inconclusive", reason=reason))
        return window

    return speak


def menus_of(window):
    menus = {key: menu.actions() for key, menu in window.menus.menus.items()}
    return {key: [a.text() for a in actions if a.text()] for key, actions in menus.items()}


def cancel_button():
    cancel = QDialogButtonBox.StandardButton.Cancel
    box = QDialogButtonBox(cancel)
    return box.button(cancel).text().replace("&", "")


def test_a_window_speaks_italian(window_in):
    window = window_in("it")
    assert window.verdict.badge.word == "NON CONCLUSIVO"
    assert window.verdict.reason.text() == (
        "Entrambi i punteggi si trovano tra i limiti entro i quali nessuno dei due decide."
    )
    assert "Prova di &robustezza" in menus_of(window)["analyse"]
    titles = [dock.windowTitle() for dock in window.arrangement.docks.values()]
    assert titles[:2] == ["Reperti", "Esito"]
    assert window.legend.boxes[2].text() == "occhio sinistro"
    assert window.empty.text.text() == "La memoria non basta; chiudere altri programmi."
    # Of Qt's own translation; and numbers go where the sentence wants them.
    assert cancel_button() == "Annulla" and tr("{n:,} images", n=1234) == "1.234 immagini"


def test_sentences_of_rooms_below_with_numbers_are_italian(spoken_in):
    spoken_in("it")
    translated = list(map(tr, numbered()))
    assert translated[0].startswith(
        "L’esito “generato” resiste a 13 delle 15 alterazioni provate: JPEG"
    )
    assert translated[0].endswith("Diventa reale con dimensione 75 %; sfocatura 2 px.")
    assert "(1,25 e 1,50 volte il limite)" in translated[1] and "1,50 volte" in translated[2]
    assert translated[3].startswith("3 altri volti") and "1.200 immagini" in translated[4]
    assert translated[5].endswith("differiscono in media di 1,5.") and "1,778" in translated[6]
    for text, given in zip(translated, numbered(), strict=True):
        assert not {"the", "and", "with", "is", "of"} & set(text.split(" ")), given


def test_without_a_translation_a_window_speaks_english(window_in):
    window = window_in("xx")
    assert window.verdict.badge.word == "INCONCLUSIVE"
    assert "&Stress test" in menus_of(window)["analyse"]
    assert cancel_button() == "Cancel" and tr("{n:,} images", n=1234) == "1,234 images"
    assert list(map(tr, numbered())) == list(numbered())


@pytest.mark.parametrize("code", ["xx", "it"])
def test_mnemonics_are_unique_in_every_menu(window_in, code):
    window = window_in(code)
    bar = [action.text() for action in window.menuBar().actions()]
    for menu, words in (menus_of(window) | {"bar": bar}).items():
        letters = [found[1].lower() for text in words if (found := re.search("&([^&])", text))]
        assert len(letters) == len(set(letters)), f"{menu}: {words}"
        assert menu != "bar" or len(letters) == len(words)
