"""Sentences and texts that are shown to the user."""

import pytest

from gng_desktop.core.errors import PlainError, plain_errors
from gng_desktop.core.files import numbered
from gng_desktop.core.text import count, listed, visible


class OwnError(PlainError):
    pass


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), OSError("bad disk")])
def test_a_system_error_becomes_one_sentence(error):
    reason = error.strerror or "bad disk"
    with (
        pytest.raises(OwnError) as caught,
        plain_errors(OwnError, "a {b} cannot be written", "free some space"),
    ):
        raise error
    assert str(caught.value) == f"a {{b}} cannot be written ({reason}); free some space."
    assert caught.value.__cause__ is error


def test_other_errors_stay_as_they_are_unless_they_are_named():
    with pytest.raises(ValueError, match="^x$"), plain_errors(OwnError, "a", "b"):
        raise ValueError("x")
    with pytest.raises(OwnError, match="^a .x.; b.$"), plain_errors(OwnError, "a", "b", ValueError):
        raise ValueError("x")


def test_names_are_numbered_until_one_is_free():
    assert numbered("a", set().__contains__) == "a"
    assert numbered("a", {"a", "a-2"}.__contains__) == "a-3"


def test_what_hides_or_turns_text_is_shown_and_nothing_else():
    assert visible("a\n\x7f\u202egnp.exe\udce9") == "a\\n\\x7f\\u202egnp.exe\\udce9"
    assert visible("a\n\tb\r", breaks=True) == "a\n\tb\\r"
    fine = "über 😀 👩‍🚀 می‌خواهم 写真　1"
    assert visible(fine) == fine


def test_one_of_a_kind_is_counted_in_the_singular():
    assert [count(n, "file", "files") for n in (0, 1, 1200)] == ["0 files", "1 file", "1,200 files"]


def test_words_are_listed_as_in_a_sentence():
    found = [listed(words.split(), "or") for words in ("a", "a b", "a b c")]
    assert found == ["a", "a or b", "a, b or c"]
