import pytest

from gng_desktop.core.errors import PlainError, plain_errors
from gng_desktop.core.files import numbered


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
