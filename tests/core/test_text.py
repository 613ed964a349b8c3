from gng_desktop.core.text import count, listed, visible


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
