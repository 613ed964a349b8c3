import pytest

from gng_desktop.modelstore import ModelError, find_models, inventory, search_path


@pytest.fixture
def roots(tmp_path, monkeypatch):
    """The three places models come from, as folders of the test."""
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_args, **_kw: tmp_path / "user")
    monkeypatch.setattr(inventory, "shipped_folder", lambda: tmp_path / "shipped")
    return tmp_path / "named", tmp_path / "user" / "models", tmp_path / "shipped"


def test_first_place_that_has_a_role_decides(roots, put):
    named, user, shipped = roots
    for role in ("segmenter", "with_background", "without_background"):
        put(shipped / role, role=role, id="shipped", created="2030-01-01")
    put(user / "a", role="with_background", id="user")
    put(user / "b", role="without_background", id="user")
    put(named / "c", role="with_background", id="named", created="2001-01-01")
    found = find_models(named)
    assert {role: model.manifest.id for role, model in found.models.items()} == {
        "with_background": "named",
        "without_background": "user",
        "segmenter": "shipped",
    }
    assert found.problems == ()
    assert search_path(named) == [named, user, shipped] and search_path() == [user, shipped]
    alone = find_models(named / "c").models  # the folder named may be one model
    assert alone["with_background"].manifest.id == "named" and len(alone) == 3


def test_within_one_place_the_latest_decides_then_the_id(roots, put):
    _, user, _ = roots
    put(user / "a", id="old", created="2024-05-01")
    # Later than the next although its text sorts before it.
    put(user / "b", id="new", created="2024-05-01T20:00:00-05:00")
    put(user / "c", id="mid", created="2024-05-01T23:00:00+00:00")
    assert find_models().require("with_background").manifest.id == "new"
    put(user / "d", id="newer", created="2024-05-02T01:00:00")
    assert find_models().require("with_background").manifest.id == "newer"


def test_broken_folders_are_reported_and_others_used(roots, put):
    named, user, _ = roots
    broken = put(named / "broken").folder
    (broken / "model.onnx").write_bytes(b"other")
    bare = named / "bare"
    bare.mkdir()
    (bare / "model.weights.h5").write_bytes(b"no manifest")
    (named / "notes").mkdir()
    (named / ".under-way").mkdir()
    (named / ".under-way" / "model.weights.h5").write_bytes(b"half")
    good = put(user / "good")
    found = find_models(named)
    assert found.models == {"with_background": good}
    assert len(found.problems) == 2
    assert str(bare) in found.problems[0] and str(broken) in found.problems[1]
    # The user named that folder: no other one takes its place.
    with pytest.raises(ModelError, match="bare"):
        found.require("with_background")
    assert find_models().require("with_background") == good


def test_a_damaged_model_that_nobody_named_makes_room_and_is_reported(roots, put):
    _, user, shipped = roots
    (put(user / "m").folder / "model.onnx").write_bytes(b"other")
    good = put(shipped / "m")
    found = find_models()
    assert found.require("with_background") == good
    assert len(found.problems) == 1 and str(user / "m") in found.problems[0]


def test_missing_role_is_one_sentence(roots, put):
    named, user, _ = roots
    put(named / "m", role="segmenter")
    found = find_models(named)
    with pytest.raises(ModelError, match="No with-background classifier is installed") as caught:
        found.require("with_background")
    assert str(user) in str(caught.value) and "--models" in str(caught.value)
    assert found.require("segmenter").manifest.role == "segmenter"


@pytest.mark.parametrize("empty", [False, True])
def test_a_named_folder_is_used_or_it_is_an_error(roots, put, empty):
    named, _, shipped = roots
    put(shipped / "m")
    if empty:
        named.mkdir()
    words = "holds no model" if empty else "does not exist"
    assert words in find_models(named).problems[0]
    with pytest.raises(ModelError, match=words):
        find_models(named).require("with_background")
    assert find_models().problems == ()
